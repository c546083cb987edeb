"""
The questions of the book as Moodle XML, to import into a question bank.

Moodle reads the first answer of a numerical question whose
tolerance holds what was typed, as the page does; so the answers stand in the page's order.
"""

import re
import textwrap
from functools import cache
from html import escape, unescape
from itertools import groupby

from press import ROOT
from press.address import load_config
from press.bank.items import ChoiceItem, Verdict, load_bank
from press.editions import languages
from press.guide import load_misconceptions
from press.sources import book_root
from press.words import ENGLISH, in_language, language
from press.words import gettext as _

TAG_LENGTH = 50  # Moodle cuts a longer tag
TRIES = {"multichoice": 2, "numerical": 3}  # where a quiz allows several


def moodle_xml(categories, before=None):
    """
    Questions as a file that Moodle imports.

    Parameters
    ----------
    categories : iterable of (list of str, list of Item)
        The names of a category and of those above it, from the top, and what lies in it.
    before : dict of str to str, optional
        HTML that is shown before a question, by the question's id.

    Returns
    -------
    str

    Examples
    --------
    >>> print(moodle_xml([(["A course", "Test 1/2"], [])]))
    <?xml version="1.0" encoding="UTF-8"?>
    <quiz>
    <question type="category"><category><text>A course/Test 1//2</text></category></question>
    </quiz>
    <BLANKLINE>
    """
    before = before or {}
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for names, items in categories:
        # Without a context such as $course$ in front, the questions go into the bank that the
        # teacher has opened, whatever is ticked.
        path = escape("/".join(name.replace("/", "//") for name in names), quote=False)
        parts.append(
            f'<question type="category"><category><text>{path}</text></category></question>'
        )
        parts += [question(item, before.get(item.id, "")) for item in items]
    return "\n".join([*parts, "</quiz>", ""])


def by_chapter_and_role(items):
    """The categories of the whole bank: the book, its chapters, their roles."""
    top = load_config()["title"]
    if language() != ENGLISH:  # beside the English bank, not mixed with it
        top += f" ({languages(book_root(ROOT))[language()]})"
    for (chapter, title, role), group in groupby(
        items, lambda item: (item.chapter, item.chapter_title, item.role_name)
    ):
        yield [top, f"{chapter} {title}", role], list(group)


def question(item, before=""):
    """
    A question as Moodle XML.

    Parameters
    ----------
    item : ChoiceItem or NumericItem
    before : str, optional
        HTML that is shown before the question, such as a table that it asks about.

    Returns
    -------
    str

    Examples
    --------
    >>> item = next(item for item in load_bank() if item.id == "08-v1")
    >>> print(question(item)[:29])
    <question type="multichoice">
    """
    kind, own = (
        ("multichoice", _choices(item))
        if isinstance(item, ChoiceItem)
        else ("numerical", _numbers(item))
    )
    hints = [_("Try once more.")] * (TRIES[kind] - 1)
    parts = [
        f'<question type="{kind}">',
        f"<name><text>{escape(name_of(item), quote=False)}</text></name>",
        _html("questiontext", item.question, _how_to_type(item), before=before),
        _html("generalfeedback", _general(item)),
        "<defaultgrade>1</defaultgrade>",
        "<penalty>0.3333333</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{in_language(item.id)}</idnumber>",
        *own,
        *(_html("hint", hint) for hint in hints),
        "<tags>",
        *(f"<tag><text>{escape(tag, quote=False)}</text></tag>" for tag in tags_of(item)),
        "</tags>",
        "</question>",
    ]
    return "\n".join(parts)


def name_of(item):
    """
    Its name in a list of questions: id and first words, without marks.

    Parameters
    ----------
    item : ChoiceItem or NumericItem

    Examples
    --------
    >>> name_of(next(item for item in load_bank() if item.id == "08-v1"))
    '08-v1 For smooth flow, good against poor knowledge, the counts give an …'
    """
    words = unescape(re.sub(r"<[^>]+>", "", item.question))
    return f"{item.id} {textwrap.shorten(words, 70, placeholder=' …')}"


def tags_of(item):
    """
    What a teacher may look for: chapter, objective, and misconceptions by code and name.

    Parameters
    ----------
    item : ChoiceItem or NumericItem

    Returns
    -------
    list of str

    Examples
    --------
    >>> tags_of(next(item for item in load_bank() if item.id == "08-v1"))[:3]
    ['chapter 8', 'objective 8.4', 'M12 Chi-square is asked for direction or strength']
    """
    texts = [
        _("chapter {number}").format(number=int(item.chapter)),
        _("objective {objective}").format(objective=item.objective),
    ]
    texts += [f"{code} {_misconceptions()[code]['name']}" for code in item.misconceptions]
    # a comma would end a tag where tags are typed
    return [textwrap.shorten(text.replace(",", ""), TAG_LENGTH, placeholder=" …") for text in texts]


@cache  # else the list is read for each question, which takes longer than all the rest
def _misconceptions():
    return load_misconceptions(ROOT)


def _html(name, *paragraphs, before=""):
    return f'<{name} format="html">{_text(*paragraphs, before=before)}</{name}>'


def _text(*paragraphs, before=""):
    text = before + "".join(f'<p lang="{language()}">{each}</p>' for each in paragraphs if each)
    text = text.replace("]]>", "]]]]><![CDATA[>")
    return f"<text><![CDATA[{text}]]></text>"


def _general(item):
    # Moodle itself shows the right number with all its digits
    if isinstance(item, ChoiceItem):
        return ""
    return _("The answer is {answer}.").format(answer=item.shown)


def _how_to_type(item):
    # In an English Moodle a comma is a thousands mark; a point is a decimal mark in any.
    if isinstance(item, ChoiceItem):
        return ""
    return _("Write decimals with a point: {example}.").format(example="0.5")


def _choices(item):
    yield "<single>true</single>"
    yield "<shuffleanswers>true</shuffleanswers>"
    yield "<answernumbering>ABCD</answernumbering>"
    yield "<showstandardinstruction>0</showstandardinstruction>"
    for choice in item.choices:
        yield (
            f'<answer format="html" fraction="{100 * choice.correct}">{_text(choice.text)}'
            f"{_html('feedback', choice.feedback)}</answer>"
        )


def _verdicts(item):
    """Those of the page, and one on a decimal comma that an English Moodle leaves out."""
    *verdicts, other = item.verdicts
    yield from verdicts
    if item.decimals:
        without = 10**item.decimals
        words = _(
            "The decimal mark is missing. Where Moodle speaks English, it takes a comma for a"
            " thousands mark: type a point."
        )
        yield Verdict(item.answer * without, item.tolerance * without, words)
    yield other


def _numbers(item):
    digits = item.decimals + 3
    for verdict in _verdicts(item):
        value = "*" if verdict.value is None else f"{verdict.value:.{digits}f}"
        yield (
            f'<answer fraction="{100 * verdict.correct}" format="moodle_auto_format">'
            f"<text>{value}</text>{_html('feedback', verdict.feedback)}"
            f"<tolerance>{verdict.tolerance:.{digits}g}</tolerance></answer>"
        )
    if item.unit:
        yield (
            f"<units><unit><multiplier>1</multiplier><unit_name>{item.unit}</unit_name></unit>"
            "</units>"
        )
    yield "<unitgradingtype>0</unitgradingtype>"
    yield "<unitpenalty>0</unitpenalty>"
    # 0: a unit may be typed, and costs nothing; 3: none
    yield f"<showunits>{0 if item.unit else 3}</showunits>"
    yield "<unitsleft>0</unitsleft>"


def content():
    """The bank in the language of the book, as bytes."""
    return moodle_xml(by_chapter_and_role(load_bank())).encode()
