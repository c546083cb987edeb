"""
The bank in Moodle XML: `right-way-up-moodle.xml`, one file a language.

    .venv/bin/python -m press.bank.moodle        # or: make moodle

What Moodle makes of it is decided by its own reader, question/format/xml/format.php, and by its
numerical question. Three things there matter here. Of the answers to a numerical question the first
that a number meets decides, so the right one comes first, then what one can foresee, and last `*`.
A comma is read as a decimal comma wherever a number has no point. And a tag holds 50 characters, so
tags carry codes; what the codes mean stands in the description of the book's category.
"""

import re
import sys
from html import escape, unescape
from xml.dom import minidom

from press import ROOT
from press.address import load_config
from press.bank.items import ChoiceItem, load_bank
from press.guide import load_misconceptions
from press.messages.translated import run_in_translations
from press.sources import book_root
from press.words import gettext as _
from press.words import in_language, language

TARGET = book_root(ROOT) / "_build" / "moodle" / in_language("right-way-up-moodle.xml")
NAME_LENGTH = 60
TAG_LENGTH = 50  # Moodle cuts what is longer
OPTIONAL_UNIT, NO_UNIT = "0", "3"  # showunits of a numerical question


def write_bank(items, title, about=""):
    """
    Questions as Moodle XML.

    Parameters
    ----------
    items : list of ChoiceItem and NumericItem
    title : str
        Name of the category that holds all others.
    about : str, optional
        Its description, as HTML.

    Returns
    -------
    bytes
        The same for the same questions.
    """
    document = minidom.Document()
    quiz = document.appendChild(document.createElement("quiz"))
    _category(quiz, [title], about)
    here = None
    for item in items:
        place = [title, f"{item.chapter} {item.chapter_title}", item.role_name]
        if place != here:
            _category(quiz, place)
            here = place
        _question(quiz, item)
    return document.toprettyxml(indent="  ", encoding="utf-8")


def category_path(names):
    """
    Names of categories, the outer one first, as Moodle writes a path.

    No context stands before them: they are made where the teacher who imports them is.

    Examples
    --------
    >>> category_path(["Book", "Odds / risk"])
    'Book/Odds // risk'
    """
    return "/".join(name.replace("/", "//") for name in names)


def _category(quiz, names, about=""):
    question = _element(quiz, "question", type="category")
    _text(question, "category", category_path(names))
    _html(question, "info", about)


def _question(quiz, item):
    kind = "multichoice" if isinstance(item, ChoiceItem) else "numerical"
    question = _element(quiz, "question", type=kind)
    _text(question, "name", name_of(item))
    _html(question, "questiontext", f"<p>{item.question}</p>")
    _html(question, "generalfeedback", "")
    for key, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),  # in the behaviour "Interactive with multiple tries"
        ("hidden", "0"),
        ("idnumber", item.id),
    ):
        _element(question, key, value)
    (_choices if kind == "multichoice" else _numbers)(question, item)
    tags = _element(question, "tags")
    for tag in tags_of(item):
        _text(tags, "tag", tag)


def name_of(item):
    """
    What a teacher sees in the list of questions: the code of the item and how it begins.

    Parameters
    ----------
    item : Item
    """
    words = unescape(re.sub(r"<[^>]+>", "", item.question))
    if len(words) > NAME_LENGTH:
        words = words[:NAME_LENGTH].rsplit(" ", 1)[0] + " \N{HORIZONTAL ELLIPSIS}"
    return f"{item.id} {words}"


def tags_of(item):
    """The tags of a question: its objective, and the misconceptions that its answers catch."""
    objective = _("objective {number}").format(number=item.objective)
    codes = [_("misconception {code}").format(code=code) for code in item.misconceptions]
    return [objective, *codes]


def _choices(question, item):
    for key, value in (
        ("single", "true"),
        ("shuffleanswers", "true"),
        ("answernumbering", "ABCD"),
        ("showstandardinstruction", "0"),
    ):
        _element(question, key, value)
    for choice in item.choices:
        answer = _html(question, "answer", f"<p>{choice.text}</p>")
        answer.setAttribute("fraction", "100" if choice.correct else "0")
        _html(answer, "feedback", f"<p>{choice.feedback}</p>")


def _numbers(question, item):
    # Moodle shows the right answer as it stands here: two decimals more than are asked for
    right, *wrong = (
        str(round(value, item.decimals + 2))
        for value in (item.answer, *(mistake.value for mistake in item.mistakes))
    )
    _number(question, "100", right, item.tolerance, item.feedback)
    for value, mistake in zip(wrong, item.mistakes, strict=True):
        _number(question, "0", value, item.tolerance, mistake.feedback)
    if item.near > item.tolerance:
        _number(question, "0", right, item.near, item.near_feedback)
    _number(question, "0", "*", 0, item.other_feedback)
    if item.unit:
        unit = _element(_element(question, "units"), "unit")
        _element(unit, "multiplier", "1")
        _element(unit, "unit_name", item.unit)
    for key, value in (
        ("unitgradingtype", "0"),  # a unit may be missing, or another
        ("unitpenalty", "0"),
        ("showunits", OPTIONAL_UNIT if item.unit else NO_UNIT),
        ("unitsleft", "0"),
    ):
        _element(question, key, value)


def _number(question, fraction, value, tolerance, feedback):
    answer = _text(question, "answer", value)
    answer.setAttribute("fraction", fraction)
    answer.setAttribute("format", "moodle_auto_format")
    _element(answer, "tolerance", repr(tolerance))
    _html(answer, "feedback", f"<p>{feedback}</p>")


def _html(parent, name, text):
    """HTML as Moodle itself writes it; some readers take it for text where it is escaped."""
    element = _element(parent, name, format="html")
    inner = _element(element, "text")
    if text:
        inner.appendChild(inner.ownerDocument.createCDATASection(text))
    return element


def _text(parent, name, text):
    element = _element(parent, name)
    _element(element, "text", text)
    return element


def _element(parent, name, text="", **attributes):
    element = parent.appendChild(parent.ownerDocument.createElement(name))
    for key, value in attributes.items():
        element.setAttribute(key, value)
    if text:
        element.appendChild(parent.ownerDocument.createTextNode(text))
    return element


def about_the_codes(root=ROOT):
    """What the codes of misconceptions mean, as HTML: a teacher finds it at the category."""
    lines = "".join(
        f"<li><strong>{code}</strong> {escape(entry['name'], quote=False)}</li>"
        for code, entry in load_misconceptions(root).items()
    )
    words = _("Tags name an objective of the book, or a misconception that a wrong answer shows:")
    return f"<p>{words}</p><ul>{lines}</ul>"


def main(target=TARGET):
    """Write the bank in the language of the book; return its path."""
    items = load_bank()
    written = write_bank(items, load_config()["title"], about_the_codes())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(written)
    print(f"{target.name}: {len(items)} questions ({language()}), {len(written) / 1e3:.0f} kB")
    return target


if __name__ == "__main__":
    main()
    sys.exit(run_in_translations("press.bank.moodle"))
