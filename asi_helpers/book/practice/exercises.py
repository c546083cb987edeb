"""Live exercises: `check` reads an answer of any kind and meets the usual mistakes with a hint."""

import math
from dataclasses import dataclass
from functools import cache, cached_property

from ...language import Sentence, check_language
from ...notebook import is_live
from .answers import Reading, read, read_fields, read_text
from .fields import form
from .hints import HINTS, MESSAGES
from .quiz import chapters_with_a_quiz, compute, load_quiz, message_of

_NOT_GIVEN = object()


class Check(Sentence):
    """
    What `check` says: text that a notebook shows as prose.

    Attributes
    ----------
    correct : bool or None
        None where there is no answer yet.
    hint : str or None
        The code of the mistake that was met.
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    """

    __slots__ = ("correct", "hint")
    _shown = str  # it is written in Markdown

    def __new__(cls, text, language, correct=None, hint=None):
        result = super().__new__(cls, text, language)
        result.correct, result.hint = correct, hint
        return result

    def __getnewargs__(self):
        return str(self), self.language, self.correct, self.hint

    def __repr__(self):
        return str(self).replace("**", "")


class Asked(Check):
    """
    The question of an exercise, with fields to answer in where no notebook is live.

    Attributes
    ----------
    exercise : Exercise
    """

    __slots__ = ("exercise",)

    def __new__(cls, exercise, language):
        parts = (_say("turn", language), _say("dots", language), exercise.question.say(language))
        made = super().__new__(cls, " ".join(parts), language)
        made.exercise = exercise
        return made

    def __getnewargs__(self):
        return self.exercise, self.language

    def _repr_html_(self):
        return None if is_live() else form(self.exercise, self.language)

    def _repr_markdown_(self):
        if is_live():
            return super()._repr_markdown_()
        # on paper, where nothing runs
        question = self.exercise.question.say(self.language)
        return self._marked(f"{_say('turn', self.language)} {question}")


@dataclass(frozen=True)
class Exercise:
    """
    One live exercise: a quiz item of the role "live".

    Attributes
    ----------
    item : dict
        As it stands in `chapters/quizzes/NN.json`.
    tolerance : float
        Relative; of a percentage a little more than the first decimal is accepted instead, and of a
        count nothing but the count itself.
    """

    item: dict
    tolerance: float = 0.006

    @property
    def kind(self):
        """What is asked: "percent", "whole", "number" or "pair"."""
        return self.item["kind"]

    @property
    def attribute(self):
        """Attribute of a result object that holds the answer, or None."""
        return self.item.get("attribute")

    @property
    def question(self):
        return self._message(self.item["question"])

    def _message(self, text):
        return message_of(self.item["id"][:2], text)

    def data(self):
        """What the exercise needs beside the book's tables, or None; made anew for each caller."""
        return compute(self.item, self.item["data"]) if "data" in self.item else None

    @cached_property
    def answer(self):
        """The number, or the pair of limits."""
        return compute(self.item, self.item["answer"], self.data())

    @cached_property
    def mistakes(self):
        """Pairs of the code of a hint and the value that this mistake gives."""
        data = self.data()
        return [
            (mistake["hint"], compute(self.item, value, data))
            for mistake in self.item["mistakes"]
            for value in mistake["values"]
        ]

    def hint(self, code):
        """The words of a hint: the exercise's own, or one that any exercise may give."""
        for mistake in self.item["mistakes"]:
            if mistake["hint"] == code and "feedback" in mistake:
                return self._message(mistake["feedback"])
        return HINTS[code]

    def accepts(self, value, wanted):
        """Whether a number is the wanted one, as nearly as a reader may round it."""
        if self.kind == "percent":
            return abs(value - wanted) <= min(0.06, 0.02 * abs(wanted))
        if self.kind == "whole" and float(wanted).is_integer():
            return math.isclose(value, wanted)
        near = math.isclose(value, wanted, rel_tol=self.tolerance)
        return near or (self.kind in ("number", "pair") and _is_rounded(value, wanted, (2, 3)))


def _is_rounded(value, wanted, places):
    """Whether a number is the wanted one rounded to so many decimals, and not to nothing."""
    return value != 0 and any(
        value == round(value, each) and abs(value - wanted) <= 0.5000001 * 10**-each
        for each in places
    )


def check(name=None, answer=_NOT_GIVEN, *, language=None):
    """
    Check the answer to a live exercise.

    Parameters
    ----------
    name : str, optional
        Such as "08-live". Without it the exercises are listed.
    answer : any
        A number, or a pair (low, high) where an interval is asked. An `Estimate` is taken by its
        value or its interval. Without it, or with three dots, the question is shown.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Check
        Says what went wrong and never what is right; a wrong answer never raises.

    Raises
    ------
    ValueError
        If there is no such exercise (lists those there are), or the language is unknown.

    Examples
    --------
    >>> check("02-live", 0.351)
    Not yet. You have it as a proportion. The question asks for percent: how many in a hundred?
    >>> check("02-live", 35.1).correct
    True
    """
    language = check_language(language)
    if name is None:
        lines = [
            f"- `{key}`: {exercise.question.say(language)}"
            for key, exercise in load_exercises().items()
        ]
        return Check("\n".join([MESSAGES["list"].say(language), "", *lines]), language)
    exercise = _exercise(name)
    if answer is _NOT_GIVEN:
        return Check(exercise.question.say(language), language)
    if answer is ...:
        return Asked(exercise, language)
    try:
        reading = read(answer, exercise.kind, exercise.attribute)
    except Exception:  # whatever a reader gave: a hint, never a traceback
        reading = Reading(None, "unreadable", HINTS["unreadable"])
    return _say_of(reading, exercise, language)


def check_typed(name, text, *, language=None):
    """
    Check an answer that Python could not even read, as it was typed.

    Parameters
    ----------
    name : str
        Such as "08-live".
    text : str
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Check or None
        None where it is code and no answer.

    Examples
    --------
    >>> check_typed("02-live", "35.1%")
    Nearly. The digits are right. Write the number without a percent sign, such as 12.5.
    """
    language = check_language(language)
    exercise = _exercise(name)
    reading = read_text(text, exercise.kind, quoted=False)
    return reading and _say_of(reading, exercise, language)


def check_fields(name, *texts, language=None):
    """
    Check an answer that was typed into the fields of a page, as its script does (`asi-live.js`).

    Parameters
    ----------
    name : str
        Such as "08-live".
    *texts : str
        One, or the lower and the upper limit where an interval is asked.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Check
        What `check` says of the number; a decimal comma is as good as a point.

    Examples
    --------
    >>> check_fields("02-live", "35,1 %").correct, check_fields("02-live", "0,351").hint
    (True, 'proportion')
    """
    language = check_language(language)
    exercise = _exercise(name)
    reading = read_fields(texts, exercise.kind)
    if reading.values is None:
        return _wrong("not_yet", reading.problem, reading.words, language)
    verdict, lead = _judge(reading.values, exercise, in_python=False)
    if reading.grouped and verdict in _UNKNOWN:
        other, its_lead = _judge(reading.grouped, exercise, in_python=False)
        if other not in _UNKNOWN:
            verdict, lead = other, its_lead
    return _say_verdict(verdict, lead, exercise, language)


def hint(code, language, **gaps):
    """What `check` says where it has a hint and no answer to judge."""
    language = check_language(language)
    text = f"{_say('not_yet', language)} {HINTS[code].fill(**gaps).say(language)}"
    return Check(text, language, False, code)


def _say_of(reading, exercise, language):
    """Whether an answer is right; if it is not, what is in the way first."""
    if reading.values is None:
        return _wrong("not_yet", reading.problem, reading.words, language)
    verdict, lead = _judge(reading.values, exercise)
    if reading.guess and verdict in _UNKNOWN:
        return _wrong("not_yet", "commas", HINTS["commas"], language)
    if reading.problem:
        lead = {"right": "right_digits", "right_so_far": lead}.get(lead, "not_yet")
        return _wrong(lead, reading.problem, reading.words, language)
    return _say_verdict(verdict, lead, exercise, language)


def _say_verdict(verdict, lead, exercise, language):
    if verdict is True:
        return Check(_say("right", language), language, True)
    return _wrong(lead, verdict, exercise.hint(verdict), language)


def exercise_data(name):
    """
    What a live exercise needs beside the book's tables; made up unless its question cites it.

    Parameters
    ----------
    name : str
        Such as "09-live".

    Returns
    -------
    dict, DataFrame or TwoByTwo
        Chances of being recruited; a table per stratum; the verdicts of two raters; a table. Names
        of strata and verdicts are of type `Label`: ``.say("id")`` gives their Indonesian words.

    Raises
    ------
    ValueError
        If the exercise needs nothing, or there is no such exercise.

    Examples
    --------
    >>> list(exercise_data("09-live"))
    ['first baby', 'not the first baby']
    """
    data = _exercise(name).data()
    if data is None:
        having = ", ".join(key for key, each in load_exercises().items() if "data" in each.item)
        raise ValueError(
            f"Exercise {name!r} needs only the book's tables, asi.load_table(...); "
            f"data of their own have {having}."
        )
    return data


@cache
def load_exercises():
    """
    All live exercises of the book.

    Returns
    -------
    dict of str to Exercise
        By name, such as "08-live", in the order of the chapters.
    """
    items = (item for chapter in chapters_with_a_quiz() for item in load_quiz(chapter))
    return {item["id"]: Exercise(item) for item in items if item["role"] == "live"}


def _exercise(name):
    exercises = load_exercises()
    if not isinstance(name, str) or name not in exercises:
        raise ValueError(f"No exercise {name!r}; there are {', '.join(exercises)}.")
    return exercises[name]


def _say(message, language):
    return MESSAGES[message].say(language)


def _wrong(lead, code, words, language):
    return Check(f"{_say(lead, language)} {words.say(language)}", language, False, code)


# Judging it ---------------------------------------------------------------------------------------

# Nothing is known of how one comes to such a number.
_UNKNOWN = {"near", "other_percent", "other_number", "other_pair"}


def _judge(values, exercise, *, in_python=True):
    """True, or the code of a hint; and the message that leads. In Python a comma parts numbers."""
    wanted = _numbers_of(exercise.answer)
    if _all_accepted(exercise, values, wanted):
        return True, "right"
    rounded = _rounded_too_far(values, wanted, exercise)
    for code, mistake in exercise.mistakes:
        if _all_accepted(exercise, values, _numbers_of(mistake)):
            # 2.7 is both 2.73 and 2.701, and so is 2.70: nobody can tell, so both are said
            return code, "if_rounded" if rounded == "rounded" else "not_yet"
    if rounded:
        return rounded, "not_yet" if rounded == "rounded_away" else "right_so_far"
    if in_python and exercise.kind == "pair" and _is_a_limit_with_a_comma(values, wanted):
        return "comma_pair", "not_yet"
    return _slip(values, wanted, exercise), "not_yet"


def _slip(values, wanted, exercise):
    """The code of the hint where no mistake of the exercise was met."""
    too_large = "percent_twice" if exercise.kind == "percent" else "percent"
    slips = (("sign", lambda x: -x), ("hundred", lambda x: 100 * x), (too_large, lambda x: x / 100))
    for code, undo in slips:
        if _all_accepted(exercise, [undo(value) for value in values], wanted):
            return code
    if exercise.kind == "whole":
        return "other_whole" if values[0].is_integer() else "fraction_of_mother"
    near = all(math.isclose(v, w, rel_tol=0.03) for v, w in zip(values, wanted, strict=True))
    return "near" if near else f"other_{exercise.kind}"


def _rounded_too_far(values, wanted, exercise):
    """The code of the hint if the right answer is such a number once it is rounded, or None."""
    if exercise.kind == "whole":
        return None
    places = (0,) if exercise.kind == "percent" else (0, 1)
    pairs = list(zip(values, wanted, strict=True))
    if not all(exercise.accepts(v, w) or _is_rounded(v, w, places) for v, w in pairs):
        return None
    if any(abs(v - w) >= 0.2 * abs(w) for v, w in pairs):  # 1 for 0.73
        return "rounded_away"
    return "rounded_percent" if exercise.kind == "percent" else "rounded"


def _is_a_limit_with_a_comma(values, wanted):
    """Whether two whole numbers are one decimal number, such as 0,42, that Python took apart."""
    whole, decimals = values
    if not whole.is_integer() or not decimals.is_integer() or decimals < 0:
        return False
    number = float(f"{whole:.0f}.{decimals:.0f}")
    return whole == 0 or any(math.isclose(number, limit, rel_tol=0.006) for limit in wanted)


def _numbers_of(value):
    return list(value) if isinstance(value, (tuple, list)) else [value]


def _all_accepted(exercise, values, wanted):
    return len(values) == len(wanted) and all(map(exercise.accepts, values, wanted))
