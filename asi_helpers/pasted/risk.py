"""A table out of its ratios: the Risk Estimate of SPSS, without the crosstabulation."""

import math

from .refusals import Refused
from .tokens import clean, tokens_of

_NEEDED = ("or", "or_low", "or_high", "rr", "rr_low", "rr_high", "rr2", "rr2_low", "rr2_high", "n")
_LARGEST = 20_000  # people
_Z = 1.959963984540054


def table_from_risks(printed):
    """
    The only table that gives an odds ratio, two cohort ratios, their limits and n.

    Parameters
    ----------
    printed : dict of str to str
        Keys or, rr, rr2, each with _low and _high, and n.

    Returns
    -------
    list of list of int
        [[a, b], [c, d]]

    Raises
    ------
    Refused
        If one of the numbers is missing, or none or more than one table gives them.
    """
    missing = [key for key in _NEEDED if key not in printed]
    if missing:
        raise Refused("risk_incomplete", missing=", ".join(missing))
    number = {key: tokens_of(clean(printed[key]))[-1] for key in _NEEDED}
    n, first, second = number["n"].count, number["rr"].value, number["rr2"].value
    if n is None or n > _LARGEST or first == second:
        raise Refused("risk_alone", number=0)
    fits = []
    spread = _spread(number["rr"], number["rr2"])
    for exposed in range(1, n):
        unexposed = n - exposed
        for cases, others in _near(exposed, unexposed, spread):
            table = [[cases, exposed - cases], [others, unexposed - others]]
            if min(map(min, table)) > 0 and _gives(table, number):
                fits.append(table)
    if len(fits) != 1:
        raise Refused("risk_alone", number=len(fits))
    return fits[0]


def _spread(first, second):
    """Lowest and highest share of cases in the second row that the two printed ratios allow."""
    shares = []
    for one in (-0.5, 0.5):
        for other in (-0.5, 0.5):
            x = first.value + one * 10.0**-first.decimals
            y = second.value + other * 10.0**-second.decimals
            if x != y:
                shares.append(((1 - y) / (x - y), x))
    return shares


def _near(exposed, unexposed, spread):
    """Cases of both rows that may give the printed ratios."""
    lowest = [min(share for share, _ in spread), max(share for share, _ in spread)]
    start = max(0, math.floor(lowest[0] * unexposed))
    end = min(unexposed, math.ceil(lowest[1] * unexposed))
    for others in range(start, end + 1):
        share = others / unexposed
        ratios = [ratio for _, ratio in spread]
        low = math.floor(min(ratios) * share * exposed)
        high = math.ceil(max(ratios) * share * exposed)
        for cases in range(max(low, 0), min(high, exposed) + 1):
            yield cases, others


def _gives(table, number):
    (a, b), (c, d) = table
    r1, r2 = a + b, c + d
    ratios = {
        "rr": ((a / r1) / (c / r2), math.sqrt(1 / a - 1 / r1 + 1 / c - 1 / r2)),
        "rr2": ((b / r1) / (d / r2), math.sqrt(1 / b - 1 / r1 + 1 / d - 1 / r2)),
        "or": (a * d / (b * c), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)),
    }
    for key, (value, error) in ratios.items():
        factor = math.exp(_Z * error)
        for part, exact in (
            (key, value),
            (f"{key}_low", value / factor),
            (f"{key}_high", value * factor),
        ):
            token = number[part]
            if abs(token.value - exact) > 0.5 * 10.0**-token.decimals * (1 + 1e-9):
                return False
    return True
