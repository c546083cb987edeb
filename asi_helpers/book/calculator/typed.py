"""
What a reader typed or pasted into a field: a count of people, or a printed ratio or limit.

The page's script reads as this does (`static/asi-calculator.js`); `tests/typed.json` holds them
equal. Nothing is passed over in silence: what a field does not take is named, or refused.
"""

import re
from dataclasses import dataclass

from ...language import check_language, read_number, thousands_mark, tidy

LARGEST_COUNT = 2**53 - 1  # beyond it a page's script loses digits
SMALLEST, LARGEST = 1e-6, 1e9  # of printed numbers that are audited

# What may stand behind a number that is not part of it: "(79,4)", a star, SPSS's letter of a note.
_WITH_TAIL = re.compile(
    r"(?P<head>.*[0-9%]) ?(?P<left>\([^()]*\)|\[[^][]*\]|[*†‡§¶#²³¹⁰-⁹]+|[a-dA-D]{1,2})"
)
_INEXACT = re.compile(r"[<>≤≥] ?[0-9.,]")
_OF_ALL = re.compile(r"[0-9.,]+ ?(?:/|:|of|out of|dari) ?[0-9.,]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[ ;()[\]|-]+")
_PIECE = re.compile(r"[0-9][0-9.,]*%?")
_APART = re.compile(r"[0-9][ \t\r\n]+[0-9]")
OF_PRINTED = {"empty": "empty_printed", "fraction": "worked_out"}
_RAISED_POINT = re.compile(r"([0-9])·([0-9])")


@dataclass(frozen=True)
class Read:
    """
    What was read of a text.

    Attributes
    ----------
    value : int, float or None
        None where nothing can be read; `problem` says why.
    problem : str
        A key of `PROBLEMS`, or "".
    taken, left : str
        The part that was read and the part that was not, where there is one.
    decimals : int
    """

    value: float | None = None
    problem: str = ""
    taken: str = ""
    left: str = ""
    decimals: int = 0


def read_count(text, language=None):
    """
    A count of people, or what is wrong with it.

    Parameters
    ----------
    text : str
    language : {"en", "id"}, optional
        Which mark groups thousands: 1,517 in English, 1.517 in Indonesian. With the other one it
        may be decimals, so it is refused. As `set_language` says, where None.

    Returns
    -------
    Read

    Examples
    --------
    >>> read_count(" 27 ").value, read_count("1.517", "id").value, read_count("1.517").problem
    (27, 1517, 'thousands')
    >>> read_count("27 (79,4)")
    Read(value=27, problem='', taken='27', left='(79,4)', decimals=0)
    >>> [read_count(typed).problem for typed in ("2.5", "-1", "<5", "27/34", "27 7", "")]
    ['fraction', 'negative', 'inexact', 'of_all', 'several', 'empty']
    """
    language = check_language(language)
    plain, head, left = _apart(text)
    read = read_number(head)
    if read.problem:
        problem = "of_all" if _OF_ALL.fullmatch(head) else _problem(plain, read.problem)
        return Read(problem=problem or "not_a_number")
    if _two_cells(head, text):
        return Read(problem="several")
    if read.unit == "times":
        return Read(problem="not_a_number")
    if read.value < 0:
        return Read(problem="negative")
    value = read.value
    if read.grouped is not None and not read.unit:
        if read.mark != thousands_mark(language):
            return Read(problem="thousands")
        value = read.grouped
    elif read.decimals or read.unit:
        return Read(problem="fraction")
    if value > LARGEST_COUNT:
        return Read(problem="too_large")
    return Read(int(value), "", head if left else "", left)


def read_printed(text):
    """
    A printed ratio or limit, or what is wrong with it; a decimal comma is as good.

    Parameters
    ----------
    text : str

    Returns
    -------
    Read

    Examples
    --------
    >>> read_printed("0,029").value, read_printed("1·82").value, read_printed("2.3*").left
    (0.029, 1.82, '*')
    >>> [read_printed(typed).problem for typed in ("0", "< 0.05", "1/0.155", "0.94-0.009", "")]
    ['not_positive', 'inexact', 'worked_out', 'several_printed', 'empty_printed']
    """
    plain, head, left = _apart(_RAISED_POINT.sub(r"\1.\2", text))
    read = read_number(head)
    if read.problem in OF_PRINTED:
        return Read(problem=OF_PRINTED[read.problem])
    problem = _problem(plain, read.problem) if read.problem else None
    if problem == "several" or re.search("[0-9]", left) or _two_cells(head, text):
        return Read(problem="several_printed")
    if read.problem:
        return Read(problem=problem or "not_printed")
    if read.unit:
        return Read(problem="not_printed")
    if read.value <= 0:
        return Read(problem="not_positive")
    if not SMALLEST <= read.value <= LARGEST:
        return Read(problem="not_printed")
    return Read(read.value, "", head if left else "", left, read.decimals)


def _apart(text):
    """The text in one line; the number at its head; what stands behind it."""
    plain = tidy(text)
    found = _WITH_TAIL.fullmatch(plain)
    return plain, found["head"] if found else plain, found["left"] if found else ""


def _two_cells(head, text):
    """Whether a space stands for two cells of a table, rather than for thousands: a plain one."""
    return " " in head.strip("% ") and _APART.search(text) is not None


def _problem(plain, problem):
    """The problem of a text that is no number, or None where there is nothing more to say."""
    if problem in ("empty", "script"):
        return problem
    if _INEXACT.match(plain):
        return "inexact"
    pieces = [piece for piece in _BETWEEN.split(plain) if _PIECE.fullmatch(piece)]
    return "several" if len(pieces) > 1 else None
