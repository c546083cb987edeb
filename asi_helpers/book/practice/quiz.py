"""
Quizzes that need no script and no kernel: each answer opens to what it means.

The items lie in `chapters/quizzes/NN.json`; the page's script adds a tick, and a field to type in.
Those of the role "live" are the live exercises, which `check` reads.
"""

import json
import math
import random
import re
from collections import Counter
from copy import deepcopy
from functools import cache

from ...datasets import find_file
from ...language import Message, Number, check_language, decimal_mark, format_number
from ...language import lazy_gettext as _
from ...notebook import is_live
from ..numbers import evaluate
from ..page.html import Markup, html, tag
from ..page.style import style
from .hints import FIELDS

ROLES = ("quiz", "vote", "retrieval")
LETTERS = "ABCDEFGH"  # of the answers, as they stand on the page
_INDONESIAN = re.compile(r"\[\*([^*]+)\*\]\{lang=id\}")
_shown = Counter()

_WORDS = {
    "how_quiz": _("Choose an answer: it opens, and says what it means."),
    "how_vote": _(
        "Decide alone. Tell a neighbour why. Decide again, and only then open an answer."
    ),
    "how_retrieval": _("Answer from memory, then open your answer."),
    "right": _("Yes."),
    "wrong": _("Not quite."),
    "show": _("Show the answer"),
    "if": _("If you had another number:"),
    "your": _("Your answer"),
    "check": _("Check"),
    "answered": _("answered"),
    "progress": _("{done} of {all} answered right."),
    "forget": _("Forget my ticks"),
    "private": _(
        "Ticks, and whether your first answers were right, are kept in this browser only."
    ),
    "sure": _(
        "Forget the ticks of this chapter? Whether your first answers were right stays kept;"
        " the page My progress forgets that too."
    ),
    "yes": _("Yes, forget them"),
    "no": _("No, keep them"),
    "near": _("Very near. Carry a few more digits, and round only at the end."),
    "other": _("Read once more what is asked for, write down each step, then try again."),
    "unreadable": FIELDS["no_number"],
    "fraction": FIELDS["fraction"],
    "no_percent": FIELDS["no_percent"],
    "comma": _("(Your comma was read as a decimal comma.)"),
    "point": _("(Your point was read as a decimal point.)"),
    "proportion": _("Right, but as a proportion. In percent it is 100 times as large."),
    "percent": _("Right digits, but 100 times too large: the answer is not a percentage."),
    "reciprocal": _(
        "That is the number upside down. Which group, or which outcome, belongs on top?"
    ),
}
_SCRIPT_WORDS = (
    *("right", "wrong", "near", "other", "unreadable", "fraction", "no_percent"),
    *("comma", "point"),
    *("your", "check"),
)
_UNITS = {
    "%": _("%"),
    "times": _("times"),
    "points": _("percentage points"),
    "mothers": _("mothers"),
}


def load_quiz(chapter):
    """
    Load the quiz items of a chapter, as they stand in its file.

    Parameters
    ----------
    chapter : str
        Two digits, such as "08".

    Returns
    -------
    list of dict
        See `chapters/quizzes/schema.json`. Yours to change: another call reads them anew.

    Raises
    ------
    ValueError
        If the chapter has no quiz.

    Examples
    --------
    >>> [item["id"] for item in load_quiz("08") if item["role"] == "vote"]
    ['08-v1', '08-v2']
    """
    if not re.fullmatch(r"\d\d", str(chapter)):
        raise ValueError(f'`chapter` must be two digits in quotes, such as "08", not {chapter!r}.')
    return deepcopy(_items(str(chapter)))


@cache
def _items(chapter):
    try:
        path = find_file("quizzes", f"{chapter}.json")
    except FileNotFoundError:
        raise ValueError(f"Chapter {chapter} has no quiz.") from None
    try:
        items = [dict(item) for item in json.loads(path.read_text(encoding="utf-8"))["items"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"chapters/quizzes/{path.name} cannot be read: {error!r}.") from None
    for number, item in enumerate(items, 1):
        name = item.get("id", f"number {number}")
        missing = [key for key in _needed(item) if key not in item]
        if missing:
            lacks = ", ".join(f"`{key}`" for key in missing)
            raise ValueError(f"chapters/quizzes/{path.name}, item {name}: no {lacks}.")
    return items


@cache
def _schema():
    return json.loads(find_file("quizzes", "schema.json").read_text(encoding="utf-8"))


def _needed(item):
    """The keys that an item must have, as the schema says for its kind."""
    kind = "live" if item.get("role") == "live" else item.get("type", "multiple_choice")
    definitions = _schema()["$defs"]
    return definitions.get(kind, definitions["multiple_choice"])["required"]


def message_of(chapter, text):
    """A text of a chapter's quiz, which the quiz's own catalogue says in other languages."""
    return Message(text, catalogue=f"quiz-{chapter}")


def chapters_with_a_quiz():
    """Numbers of the chapters that have a quiz, in order, two digits each."""
    folder = find_file("quizzes", "schema.json").parent
    return sorted(path.stem for path in folder.glob("[0-9][0-9].json"))


def compute(item, expression, data=None):
    """
    Compute an expression of an item.

    Parameters
    ----------
    item : dict
    expression, data
        As `asi_helpers.book.numbers.evaluate` takes them.

    Raises
    ------
    ValueError
        If it cannot be computed; names the item and its file.
    """
    try:
        return evaluate(expression, data)
    except ValueError as error:
        place = f"chapters/quizzes/{item['id'][:2]}.json, item {item['id']}"
        raise ValueError(f"{place}: {error}") from error


def quiz(chapter, role="quiz", *, language=None, seed=0, key=False):
    """
    Show the quiz items of a chapter.

    Parameters
    ----------
    chapter : str
        Two digits, such as "08".
    role : {"quiz", "vote", "retrieval"}
        The chapter's own quiz, the questions to vote on in class, or the questions that recall
        earlier chapters.
    language : {"en", "id"}, optional
        A question that nobody has translated is in English. As `set_language` says, where None.
    seed : int, default 0
        Another seed gives another order of the answers.
    key : bool, default False
        For an instructor: every answer open, with its verdict and the code of its misconception.

    Returns
    -------
    Quiz

    Raises
    ------
    ValueError
        If the chapter has no quiz, or the role or language is unknown.

    Examples
    --------
    >>> len(quiz("08").items) >= 5
    True
    """
    if role not in ROLES:
        raise ValueError(f"`role` must be one of {', '.join(ROLES)}, but got {role!r}.")
    language = check_language(language)
    items = [item for item in load_quiz(chapter) if item["role"] == role]
    return Quiz(chapter, role, items, language, seed, key)


class Quiz:
    """Quiz items that show themselves as HTML, or as text where there is no HTML."""

    def __init__(self, chapter, role, items, language, seed=0, key=False):
        self.chapter, self.role, self.items = chapter, role, items
        self.language, self.seed, self.key = language, seed, key

    def __repr__(self):
        lines = []
        for number, item in enumerate(self.items, 1):
            lines.append(f"{number}. {self._words(item['question'])}")
            lines += [
                f"   {letter}) {self._words(answer['answer'])}"
                for letter, answer in zip("abcdefgh", self._shuffled(item), strict=False)
            ]
        return "\n".join(lines)

    def _repr_html_(self):
        # The book's style sheet is not in a live notebook, where nothing shows that answers open.
        return html(style("quizzes") if is_live() else None, self.html())

    def html(self):
        """The items as HTML, with names and ids that no other quiz of this session has."""
        _shown[self.chapter] += 1
        prefix = f"asi-q{self.chapter}-{_shown[self.chapter]}"
        return tag(
            "div",
            tag("p", self._say(f"how_{self.role}"), class_="asi-how"),
            [
                self._question(item, number, f"{prefix}-{number}")
                for number, item in enumerate(self.items, 1)
            ],
            self._progress(f"{prefix}-sure"),
            self._script_words(),
            class_="asi-quiz",
            data_quiz=self.chapter,
            data_role=self.role,
            data_key=self.key,
            lang=self.language,
            data_answered=self._say("answered"),
        )

    def _say(self, word):
        return _WORDS[word].say(self.language)

    def _words(self, text):
        return _plain(message_of(self.chapter, text).say(self.language))

    def _text(self, text):
        return self._said(message_of(self.chapter, text))

    def _said(self, words):
        """Words as HTML; in English, and marked so, where nobody has translated them."""
        if words.is_known(self.language):
            return marked(words.say(self.language))
        return tag("span", marked(words.say("en")), lang="en")

    def _progress(self, name):
        """Filled in by the script; hidden without it. What forgets asks first, in its own place."""
        if self.role != "quiz" or self.key:
            return None
        sure = tag(
            "span",
            tag("span", self._say("sure"), id=name),
            [
                [" ", tag("button", self._say(word), type="button", name=word)]
                for word in ("no", "yes")
            ],
            class_="asi-sure",
            role="group",
            aria_labelledby=name,
            hidden=True,
        )
        return tag(
            "p",
            tag("span", data_words=self._say("progress")),
            f" {self._say('private')} ",
            tag("button", self._say("forget"), type="button", name="forget"),
            " ",
            sure,
            class_="asi-progress",
            hidden=True,
        )

    def _script_words(self):
        """What the script says to a reader who types a number."""
        if self.key or not any(item["type"] == "numeric" for item in self.items):
            return None
        example = Number(0.5, 1)
        words = [
            tag("p", _WORDS[word].fill(example=example).say(self.language), data_word=word)
            for word in _SCRIPT_WORDS
        ]
        words.append(tag("p", decimal_mark(self.language), data_word="mark"))
        return tag("template", words, class_="asi-words")

    def _question(self, item, number, name):
        numeric = item["type"] == "numeric"
        code = f"({item['id']}, {item['objective']})"
        return tag(
            "div",
            tag(
                "p",
                tag("span", f"{number}.", class_="asi-count"),
                " ",
                self._text(item["question"]),
                [" ", tag("small", code)] if self.key else None,
                class_="asi-stem",
                id=name,
            ),
            self._numeric(item, name) if numeric else self._choices(item, name),
            class_="asi-question",
            role="group",
            aria_labelledby=name,
            data_item=item["id"],
            **(self._judged(item) if numeric else {}),
        )

    def _judged(self, item):
        """What the script needs to know of a question that asks for a number."""
        return {
            "data_tolerance": repr(tolerance(item)),
            "data_unit": self._unit(item),
            "data_percent": _is_percentage(item),
        }

    def _unit(self, item):
        return unit_words(item["unit"], self.language)

    def _shuffled(self, item):
        return in_page_order(item["id"], item.get("answers", ()), self.seed)

    def _choices(self, item, name):
        return [
            self._details(
                [
                    tag("span", f"{letter}.", class_="asi-letter"),
                    " ",
                    tag("span", self._text(answer["answer"])),
                ],
                self._feedback(answer),
                name,
            )
            for letter, answer in zip(LETTERS, self._shuffled(item), strict=False)
        ]

    def _details(self, summary, feedback, name):
        return tag(
            "details",
            tag("summary", summary),
            tag("div", feedback, class_="asi-feedback"),
            class_="asi-answer",
            open=self.key,
            name=None if self.key else f"{name}-a",
        )

    def _feedback(self, answer):
        verdict = "right" if answer["correct"] else "wrong"
        return tag(
            "p",
            tag("strong", self._say(verdict)),
            " ",
            self._text(answer["feedback"]),
            self._code(answer.get("misconception")),
            data_verdict=verdict,
        )

    def _code(self, code):
        return [" ", tag("small", f"[{code}]")] if self.key and code else None

    def _numeric(self, item, name):
        """The answer and the likely mistakes; the script reads its verdicts from the same lines."""
        right, unit = compute(item, item["answer"]), self._unit(item)
        shown = with_unit(self._number(right, item), unit)
        lines = [
            tag(
                "li",
                tag("b", self._number(value, item)),
                ": ",
                tag(
                    "span",
                    self._said(words),
                    self._code(code),
                    data_verdict="wrong",
                    data_value=repr(float(value)),
                ),
            )
            for value, words, code in foreseen(item)
        ]
        meaning = self._text(item["feedback"])
        feedback = [
            tag(
                "p",
                tag("strong", f"{shown}."),
                " ",
                tag("span", meaning, data_verdict="right", data_value=repr(float(right))),
            ),
            tag("p", self._say("if")),
            tag("ul", lines),
        ]
        return self._details(tag("span", self._say("show")), feedback, name)

    def _number(self, value, item):
        """A number as read, with a digit more than asked where it would else show only one."""
        decimals = item["decimals"]
        while decimals < 6 and value and abs(value) < 10.0 ** (1 - decimals):
            decimals += 1
        if value == int(value):
            decimals = min(decimals, item["decimals"])
        return format_number(value, decimals, self.language)


def in_page_order(name, answers, seed=0):
    """
    The answers of an item in the order in which the page shows them, as a list.

    Parameters
    ----------
    name : str
        Id of the item.
    answers : iterable
        In the order of its file: the right one first.
    seed : int, default 0
        Another seed gives another order.

    Examples
    --------
    >>> sorted(in_page_order("08-v1", "abcd"))
    ['a', 'b', 'c', 'd']
    """
    order = list(answers)
    random.Random(f"{name}/{seed}").shuffle(order)
    return order


def unit_words(unit, language=None):
    """
    What stands behind a number.

    Parameters
    ----------
    unit : str
        As a quiz file has it; may be empty.
    language : str, optional

    Examples
    --------
    >>> unit_words("points", "en")
    'percentage points'
    """
    return _UNITS[unit].say(check_language(language)) if unit else ""


def with_unit(number, unit):
    """
    A written number with its unit, as the pages write it.

    Parameters
    ----------
    number : str
    unit : str
        As `unit_words` gives it.

    Examples
    --------
    >>> with_unit("2.5", "times"), with_unit("40", "%")
    ('2.5 times', '40%')
    """
    return number + ("" if unit in ("", "%") else " ") + unit


def tolerance(item):
    """
    How far a typed number may lie from the exact one: a little more than its rounding.

    Parameters
    ----------
    item : dict
        A numeric item.

    Examples
    --------
    >>> tolerance({"decimals": 1})
    0.06
    """
    return round(0.6 * 10.0 ** -item["decimals"], 12)


def verdict_on_others(word, language=None):
    """
    What is said of a number that nobody foresaw.

    Parameters
    ----------
    word : {"near", "other"}
    language : str, optional

    Examples
    --------
    >>> verdict_on_others("near", "en")[:10]
    'Very near.'
    """
    return _WORDS[word].say(check_language(language))


def foreseen(item):
    """
    Wrong answers to a numeric item that one can foresee, its own and those that any may meet.

    Parameters
    ----------
    item : dict
        A numeric item.

    Yields
    ------
    value : float
    words : Message
        What such an answer means.
    misconception : str or None
        Its code; a slip has none.

    Examples
    --------
    >>> (item,) = (each for each in load_quiz("08") if each["id"] == "08-q6")
    >>> [(round(value, 3), code) for value, words, code in foreseen(item)][:2]
    [(0.845, 'M4'), (0.155, 'M3')]
    """
    right = compute(item, item["answer"])
    values = [right]
    for mistake in item["mistakes"]:
        values.append(compute(item, mistake["value"]))
        words = message_of(item["id"][:2], mistake["feedback"])
        yield values[-1], words, mistake["misconception"]
    for word, value in _slips(item, right):
        if not any(math.isclose(value, other, rel_tol=0.02) for other in values):
            values.append(value)
            yield value, _WORDS[word], None


def _is_percentage(item):
    """Whether a percent sign belongs behind the answer."""
    return item["unit"] in ("%", "points")


def _slips(item, right):
    """Slips that any numeric item may meet, beside those that its author foresaw."""
    if _is_percentage(item):
        yield "proportion", right / 100
    else:
        yield "percent", right * 100
    if item["unit"] == "times":
        yield "reciprocal", 1 / right


def marked(text):
    """
    A text of an item as HTML; *stress* and [*kata*]{lang=id} are the only marks it may carry.

    Examples
    --------
    >>> marked("Odds *below* 1")
    'Odds <em>below</em> 1'
    """
    text = _INDONESIAN.sub(r'<em lang="id">\1</em>', html(curly(text)))
    return Markup(re.sub(r"\*([^*]+)\*", r"<em>\1</em>", text))


def curly(text):
    """
    Typed quotation marks and apostrophes as printed ones, as in the chapters' text.

    Examples
    --------
    >>> curly('"0.029 times greater"'), curly("the study's")
    ('“0.029 times greater”', 'the study’s')
    """
    text = re.sub(r'(^|[\s(\[*])"', r"\1“", text)
    return text.replace('"', "”").replace("'", "’")


def _plain(text):
    return re.sub(r"\*([^*]+)\*", r"\1", _INDONESIAN.sub(r"\1", text))
