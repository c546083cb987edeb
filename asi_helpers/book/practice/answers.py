"""What a reader gave as an answer, read: numbers, and what is in the way of them."""

import math
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from ...estimates import Estimate
from ...language import Label, Number, find_numbers, read_number
from ...tables import TwoByTwo
from .hints import FIELDS, HINTS, how_to_write


@dataclass(frozen=True)
class Reading:
    """
    An answer as it was read.

    Attributes
    ----------
    values : list of float or None
        None where no numbers can be read that might be the answer.
    problem : str or None
        The code of what is in the way.
    words : Label or None
        What to say of it.
    guess : bool
        Whether the values are what was meant only if they are known, as in 34,7.
    grouped : list of float or None
        What else was meant, perhaps: 1.517 may be 1517.
    """

    values: list | None = None
    problem: str | None = None
    words: Label | None = None
    guess: bool = False
    grouped: list | None = None


def read(answer, kind, attribute=None):
    """
    Read an answer of any kind.

    Parameters
    ----------
    answer : any
    kind : {"whole", "percent", "number", "pair"}
        What is asked.
    attribute : str, optional
        Of a result object that holds the answer.

    Returns
    -------
    Reading

    Examples
    --------
    >>> read("12,5", "number").values, read("12,5", "number").problem
    ([12.5], 'comma_text')
    """
    if isinstance(answer, Estimate):
        answer = answer.interval if kind == "pair" else answer.value
    elif attribute and hasattr(answer, attribute):
        answer = getattr(answer, attribute)
    if isinstance(answer, str):
        return read_text(answer, kind, quoted=True)
    if problem := _not_a_number(answer):
        return _nothing(problem)
    if not (hasattr(answer, "__iter__") and getattr(answer, "ndim", 1) > 0):
        return _numbers([answer], kind)
    items = list(islice(answer, 9))
    if any(isinstance(item, str) for item in items):
        return read_text(" ; ".join(map(str, items)), kind, quoted=True)
    whole = [type(item) is int for item in items]
    if len(items) > 1 and any(whole) and kind != "pair":
        if kind == "whole":
            return _nothing("one_count")
        if len(items) > 2 or not all(whole):
            return _nothing("commas")
        return _numbers([_with_decimals(*items)], kind, "comma_tuple", guess=True)
    if len(items) == 4 and all(whole) and kind == "pair":
        limits = [_with_decimals(*items[:2]), _with_decimals(*items[2:])]
        return _numbers(limits, kind, "comma_tuple")
    return _numbers(items, kind)


def _with_decimals(whole, decimals):
    """12 and 5 as 12.5, which a decimal comma took apart."""
    return float(f"{whole}.{abs(decimals)}")


def _nothing(problem):
    return Reading(None, problem, HINTS[problem])


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


def _numbers(items, kind, problem=None, words=None, guess=False):
    values = []
    for item in items:
        if isinstance(item, (bool, np.bool_)):
            return _nothing("true_false")
        try:
            values.append(float(item))
        except OverflowError:
            return _nothing("not_finite")
    if not all(map(math.isfinite, values)):
        return _nothing("not_finite")
    if len(values) == (2 if kind == "pair" else 1):
        return Reading(values, problem, words or HINTS.get(problem), guess)
    if not values:
        return _nothing("unreadable")
    if kind != "pair":
        return _nothing("one_number")
    if len(values) > 2:
        return _nothing("more_than_two")
    if problem == "comma_text":
        return _nothing("comma_pair")
    return _nothing("minus" if values[0] < 0 else "two_numbers")


# Text ---------------------------------------------------------------------------------------------

_QUOTES = re.compile("[\"'`‘’“”]")
# f(x), a[0], a.mean (but not "s.d.", from ... to), a_b, x = 1
_CODE = re.compile(r"[^\W\d]\w*(?:[(\[]|(?!\.d\b)\.[^\W\d])|[_{}\\]|(?<![<>])=")
_GLUED = re.compile(r"(?![xX])[^\W\d_][.,]?\d")  # O.35, with a letter for the zero
_FOREIGN = re.compile(r"(?<=[\d)%]) ?[xX×÷:] ?(?=[\d(])")
_OPERATOR = re.compile(r"(?<=[\d)%]) ?[*/+] ?(?=[\d(])")
_WAYS = {
    "dots": re.compile(r"\.\."),
    "percent": re.compile("%"),
    "words": re.compile(r"[^\W\d_]"),
    "signs": re.compile(r"[<>≤≥≈~±=$]"),
    "stop": re.compile(r"\d[.,]\d+[.,]$"),
    "comma": re.compile(r"\d,\d"),
}


def read_text(text, kind, *, quoted):
    """
    Read an answer that is text: in quotes or, since Python could not read it, as it was typed.

    Parameters
    ----------
    text : str
    kind : {"whole", "percent", "number", "pair"}
        What is asked.
    quoted : bool
        Whether Python read it as text.

    Returns
    -------
    Reading or None
        None where it is code, of which Python knows better what is wrong.

    Examples
    --------
    >>> read_text("12,5%", "number", quoted=False).words
    'Write the number without a percent sign and with a decimal point, such as 12.5 and not 12,5.'
    >>> read_text("100 * knowledge.n / (3", "number", quoted=False) is None
    True
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if not quoted and not plain:
        return _nothing("empty")
    if not quoted and _CODE.search(plain):
        return None
    quoted = quoted or bool(_QUOTES.search(plain))
    plain = _QUOTES.sub("", plain).strip()
    if _GLUED.search(plain):
        return _nothing("unreadable")
    multiplied = _FOREIGN.sub("*", plain)
    ways = ["quotes"] if quoted else []
    ways += [way for way, found in _WAYS.items() if found.search(multiplied)]
    if plain.count("(") != plain.count(")"):
        ways.append("brackets")
    if _OPERATOR.search(multiplied):
        if multiplied != plain:
            ways.append("operators")
        return _calculation(ways)
    if kind == "whole" and "comma" in ways:
        return _nothing("fraction_of_mother")
    alone = read_number(plain.strip("()[] "))
    if kind != "pair" and alone.value is not None:
        found = [alone.value]
        if re.search(r"\d \d", plain):
            ways.append("spaces")
        if alone.value < 0 and "-" not in plain:
            ways.append("dash")
    else:
        found = [number.value for number in find_numbers(plain)]
    if not found or None in found:
        return _nothing("unreadable")
    problem = "comma_text" if "comma" in ways else "as_text" if quoted else "as_typed"
    return _numbers(found, kind, problem, how_to_write(kind, ways))


def _calculation(ways):
    """What Python would work out, were it written as Python reads it."""
    if "words" in ways:
        return _nothing("unreadable") if "quotes" in ways else None
    if not ways:
        return None
    return Reading(None, "calculation", how_to_write("calculation", ways))


# Fields -------------------------------------------------------------------------------------------

EXAMPLES = {"example": Number(12.5, 1), "low": Number(1.2, 1), "high": Number(3.4, 1)}


def read_fields(texts, kind):
    """
    Read what was typed into the fields of a page: one number each, and no Python.

    Parameters
    ----------
    texts : list of str
        One, or the two limits where a pair is asked.
    kind : {"whole", "percent", "number", "pair"}
        What is asked.

    Returns
    -------
    Reading

    Examples
    --------
    >>> read_fields(["12,5"], "number").values, read_fields(["1.2", "1/3"], "pair").problem
    ([12.5], 'fraction')
    """
    typed = [read_number(text) for text in texts]
    problems = [each.problem for each in typed if each.problem]
    if problems:
        no_number = "no_pair" if kind == "pair" else "no_number"
        code = "fraction" if set(problems) == {"fraction"} else no_number
        return Reading(None, code, FIELDS[code].fill(**EXAMPLES))
    if kind != "percent" and any(each.unit == "%" for each in typed):
        return Reading(None, "no_percent", FIELDS["no_percent"])
    grouped = None
    if any(each.grouped is not None for each in typed):
        grouped = [each.value if each.grouped is None else each.grouped for each in typed]
    return Reading([each.value for each in typed], grouped=grouped)
