"""Live exercises: `check` reads an answer of any kind and meets the usual mistakes with a hint."""

import math
import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

import numpy as np
import pandas as pd

from ...estimates import Estimate
from ...language import Label, Sentence, check_language, find_numbers
from ...tables import TwoByTwo
from .hints import HINTS, MESSAGES
from .quiz import chapters_with_a_quiz, compute, load_quiz

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
    language : {"en", "id"}
    """

    __slots__ = ("correct", "hint")

    def __new__(cls, text, language, correct=None, hint=None):
        result = super().__new__(cls, text, language)
        result.correct, result.hint = correct, hint
        return result

    def __getnewargs__(self):
        return str(self), self.language, self.correct, self.hint

    def __repr__(self):
        return str(self).replace("**", "")


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
        return Label(self.item["question"], id=self.item["question_id"])

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
                return Label(mistake["feedback"], id=mistake["feedback_id"])
        return HINTS[code]

    def accepts(self, value, wanted):
        """Whether a number is the wanted one, as nearly as a reader may round it."""
        if self.kind == "percent":
            return abs(value - wanted) <= min(0.06, 0.02 * abs(wanted))
        if self.kind == "whole" and float(wanted).is_integer():
            return math.isclose(value, wanted)
        near = math.isclose(value, wanted, rel_tol=self.tolerance)
        return near or (self.kind in ("number", "pair") and _is_rounded(value, wanted))


def _is_rounded(value, wanted):
    """Whether a number is the wanted one rounded to two or three decimals, and not to nothing."""
    return value != 0 and any(
        value == round(value, places) and abs(value - wanted) <= 0.5000001 * 10**-places
        for places in (2, 3)
    )


def check(name=None, answer=_NOT_GIVEN, *, language="en"):
    """
    Check the answer to a live exercise.

    Parameters
    ----------
    name : str, optional
        Such as "08-live". Without it the exercises are listed.
    answer : any
        A number, or a pair (low, high) where an interval is asked. An `Estimate` is taken by its
        value or its interval. Without it, or with three dots, the question is shown.
    language : {"en", "id"}

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
    check_language(language)
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
        text = f"{_say('dots', language)} {exercise.question.say(language)}"
        return Check(text, language)
    try:
        values, problem = _read(answer, exercise)
    except Exception:  # whatever a reader gave: a hint, never a traceback
        values, problem = None, "unreadable"
    if problem in ("as_text", "comma_text", "comma_tuple"):
        judged = _judge(values, exercise)
        met = "right" if judged is True else "other"
        return _wrong(exercise, problem, language, MESSAGES[f"{met}_digits"].say(language))
    if problem:
        return _wrong(exercise, problem, language)
    judged = _judge(values, exercise)
    if judged is True:
        return Check(_say("right", language), language, True)
    return _wrong(exercise, judged, language)


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


def _wrong(exercise, code, language, first=""):
    hint = exercise.hint(code).say(language)
    start = first or MESSAGES["not_yet"].say(language)
    return Check(f"{start} {hint}", language, False, code)


# Reading an answer --------------------------------------------------------------------------------


def _read(answer, exercise):
    """The numbers in an answer of any kind, and the code of what is in the way, or None."""
    wanted = 2 if exercise.kind == "pair" else 1
    if isinstance(answer, Estimate):
        answer = answer.interval if wanted == 2 else answer.value
    elif exercise.attribute and hasattr(answer, exercise.attribute):
        answer = getattr(answer, exercise.attribute)
    if isinstance(answer, str):
        return _read_text(answer, wanted)
    problem = _not_a_number(answer)
    if problem:
        return None, problem
    if not _is_sequence(answer):
        return _numbers([answer], wanted)
    items = list(islice(answer, 9))
    if wanted == 1 and len(items) == 2 and all(type(item) is int for item in items):
        return _numbers([float(f"{items[0]}.{abs(items[1])}")], 1, "comma_tuple")
    if wanted == 2 and len(items) == 4 and all(type(item) is int for item in items):
        pairs = [float(f"{items[i]}.{abs(items[i + 1])}") for i in (0, 2)]
        return _numbers(pairs, 2, "comma_tuple")
    if any(isinstance(item, str) for item in items):
        return _read_text(" ; ".join(map(str, items)), wanted)
    return _numbers(items, wanted)


def _not_a_number(answer):
    if answer is None:
        return "none"
    if isinstance(answer, (TwoByTwo, pd.DataFrame, dict)):
        return "table"
    if isinstance(answer, type) or callable(answer):
        return "function"
    if hasattr(answer, "pvalue") and hasattr(answer, "table"):
        return "test_result"
    return None


def _is_sequence(answer):
    return hasattr(answer, "__iter__") and getattr(answer, "ndim", 1) > 0


def _numbers(items, wanted, problem=None):
    values = []
    for item in items:
        if isinstance(item, (bool, np.bool_)):
            return None, "true_false"
        try:
            values.append(float(item))
        except OverflowError:
            return None, "not_finite"
    if not all(map(math.isfinite, values)):
        return None, "not_finite"
    if len(values) != wanted:
        return None, "one_number" if wanted == 1 else "two_numbers"
    return values, problem


def _read_text(text, wanted):
    """Numbers typed as text, with a decimal comma perhaps."""
    found = [number.value for number in find_numbers(text)]
    problem = "comma_text" if re.search(r"\d,\d", text) else "as_text"
    if not found or None in found:
        return None, "unreadable"
    return _numbers(found, wanted, problem)


# Judging it --------------------------------------------------------------------------------------


def _judge(values, exercise):
    """True, or the code of the hint."""
    wanted = _numbers_of(exercise.answer)
    if _all_accepted(exercise, values, wanted):
        return True
    for code, mistake in exercise.mistakes:
        if _all_accepted(exercise, values, _numbers_of(mistake)):
            return code
    too_large = "percent_twice" if exercise.kind == "percent" else "percent"
    slips = (("sign", lambda x: -x), ("hundred", lambda x: 100 * x), (too_large, lambda x: x / 100))
    for code, undo in slips:
        if _all_accepted(exercise, [undo(value) for value in values], wanted):
            return code
    if exercise.kind == "whole":
        return "other_whole" if values[0].is_integer() else "fraction_of_mother"
    near = all(math.isclose(v, w, rel_tol=0.03) for v, w in zip(values, wanted, strict=True))
    return "near" if near else f"other_{exercise.kind}"


def _numbers_of(value):
    return list(value) if isinstance(value, (tuple, list)) else [value]


def _all_accepted(exercise, values, wanted):
    return len(values) == len(wanted) and all(map(exercise.accepts, values, wanted))
