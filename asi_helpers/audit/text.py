"""Numbers as somebody printed them: what stands there, to how many decimals, and what fits it."""

import math
import re
import unicodedata
from typing import NamedTuple

from ..language import read_number

_DASHES = str.maketrans(
    {**dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}", "-"), **dict.fromkeys("·‧∙", ".")}
)
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉ]+$")  # footnotes, which NFKC would turn into digits
_PRINTED = re.compile(
    r"[\s=]*(?P<bound><=|>=|≤|≥|<|>)?[\s=]*"
    r"(?P<number>-?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)|-?inf(?:inity)?|∞)"
    r"(?:e(?P<power>[-+]?[0-9]{1,3}))?"
    r"\s*(?P<percent>%)?\s*(?:(?:x|times|kali)\b)?"
    r"(?:\s*(?:[*†‡§¶#^]+|\(?[a-z]\)?(?![a-z])))*\s*",  # stars and letters of footnotes
    re.IGNORECASE,
)
_SIMPLE = re.compile(r"(\d*)(?:[.,](\d*))?(%)?", re.ASCII)  # most of them
_BOUNDS = {"<": "<", "<=": "<", "≤": "<", ">": ">", ">=": ">", "≥": ">"}
_LARGEST_POWER = 300
_NOTHING = 1e-290  # below it floats lose their digits
ROUNDED, CUT = 2, 1  # how well a number fits; 0 is not at all


class Figure(NamedTuple):
    """
    A printed number.

    Attributes
    ----------
    text : str
        As printed.
    value : float
    half : float
        Half a unit of its last digit.
    bound : {"", "<", ">"}
        What stood before it.
    decimals : int
        Digits behind the decimal mark, an exponent counted in.
    digits : int
        Significant digits.
    percent : bool
        Whether a percent sign stood behind it.
    """

    text: str
    value: float
    half: float
    bound: str = ""
    decimals: int = 0
    digits: int = 1
    percent: bool = False

    def fit(self, exact):
        """
        How well an exact number fits: `ROUNDED`, `CUT` (its further digits were cut off) or 0.

        A tie fits both of its neighbours, since software rounds ties either way.
        """
        if self.bound:
            beyond = exact < self.value if self.bound == "<" else exact > self.value
            return ROUNDED if beyond else 0
        value, unit = self.value, 2 * self.half
        gap = exact - value
        if not math.isfinite(gap):
            return ROUNDED if exact == value else 0
        room = self.half * (1 + 1e-9) + abs(exact) * 1e-12 + _NOTHING
        if -room <= gap <= room:
            return ROUNDED
        beyond = gap if value > 0 else -gap if value < 0 else abs(gap)
        return CUT if 0 < beyond < unit else 0

    def tenth(self):
        """The number with a lost zero restored: 0.94 as 0.094."""
        return Figure(
            self.text, self.value / 10, self.half / 10, self.bound, self.decimals + 1, self.digits
        )


def best(found):
    """Readings that fit as rounded; where there is none, those that fit as cut; and which it is."""
    for grade in (ROUNDED, CUT):
        readings = tuple(name for name, fit in found.items() if fit == grade)
        if readings:
            return readings, grade
    return (), 0


class Row(NamedTuple):
    """
    What is found about one printed number.

    Attributes
    ----------
    quantity : str
    figure : Figure
    verdict : str
    why : str or tuple
        What the verdict rests on, with the numbers that its words need.
    reading : tuple of str
    computed : float or None
    """

    quantity: str
    figure: Figure
    verdict: str
    why: str | tuple = ""
    reading: tuple = ()
    computed: float | None = None


def read_figure(text, name):
    """
    Read one printed number.

    Parameters
    ----------
    text : str
        As printed: "0,029", "1·82", "2.3*", ",041", "= <0.001", "1.2e-05", "4,170a", "95,6%".
    name : str
        What the number is called where it is given, for the error.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError
        If it is not text.
    ValueError
        If it is no number that can be read.

    Examples
    --------
    >>> read_figure("= <0,001", "p").bound, read_figure(",0410a", "p").value
    ('<', 0.041)
    >>> read_figure("1·82", "or").value, read_figure("2.3*", "or").decimals
    (1.82, 1)
    """
    if not isinstance(text, str):
        raise TypeError(
            f"{name} must be text, as printed, but got {text!r}: a number has lost its decimals "
            '(2.50 and 2.5 are one number). Write it in quotes, such as "2,50".'
        )
    if found := _SIMPLE.fullmatch(text):
        whole, behind = found[1], found[2] or ""
        if whole or behind:
            digits = len((whole + behind).lstrip("0")) or 1
            places = len(behind)
            return Figure(
                text,
                float(f"{whole}.{behind}"),
                0.5 * 10.0**-places,
                "",
                places,
                digits,
                bool(found[3]),
            )
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize(
            "NFKC", _SUPERSCRIPTS.sub("", text.strip()).translate(_DASHES)
        )
    found = _PRINTED.fullmatch(plain)
    if not found:
        return _grouped(text, plain, name)
    number = found["number"].lower().replace(",", ".")
    bound = _BOUNDS.get(found["bound"], "")
    if "inf" in number or number == "∞":
        return Figure(text, -math.inf if number[0] == "-" else math.inf, 0.0, bound)
    whole, _, behind = number.partition(".")
    power = int(found["power"] or 0)
    value = float(f"{whole if whole not in ('', '-') else whole + '0'}.{behind or 0}e{power}")
    if not math.isfinite(value) or power > _LARGEST_POWER:
        raise _unreadable(text, name)
    places = len(behind) - power
    digits = len((whole + behind).lstrip("-0")) or 1
    return Figure(
        text, value, 0.5 * 10.0**-places, bound, max(places, 0), digits, bool(found["percent"])
    )


def _grouped(text, plain, name):
    """A number with marks for thousands, 1.234,5."""
    typed = read_number(plain)
    if typed.problem:
        raise _unreadable(text, name)
    digits = len(f"{abs(typed.value):.{typed.decimals}f}".replace(".", "").lstrip("0")) or 1
    return Figure(
        text,
        typed.value,
        0.5 * 10.0**-typed.decimals,
        "",
        typed.decimals,
        digits,
        typed.unit == "%",
    )


def _unreadable(text, name):
    return ValueError(
        f"{name} is {text!r}, which is no single number; write it as printed, such as "
        '"0,029", "2.3*" or "<0.001", without the words around it.'
    )
