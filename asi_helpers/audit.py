"""Checks of a printed ratio and its limits: on their own, and against the counts behind them."""

import math
import numbers
from dataclasses import dataclass, field

import numpy as np

from .estimates import Estimate, prevalence_odds_ratio
from .language import check_decimals
from .tables import check_table

FLAGS = ("inverted", "lost_zero", "descending", "excludes_estimate", "not_log_symmetric")


@dataclass(frozen=True)
class AuditResult:
    """
    What the checks of one printed ratio found.

    Attributes
    ----------
    estimate, first_limit, second_limit : float
        As printed, in the order printed.
    flags : frozenset of str
        Out of "inverted", "lost_zero", "descending", "excludes_estimate", "not_log_symmetric".
    low, high : float
        The printed limits in ascending order.
    geometric_mean : float
        sqrt(low * high): what a ratio with a log-symmetric interval should be near to.
    lost_zeros : dict of str to float
        "first_limit" or "second_limit" to the value it has with its zero restored.
    other_limits : tuple of str
        Which of the two the table does not give, not even with a zero restored.
    recomputed : Estimate or None
        The prevalence odds ratio of the table, where one was given.
    decimals : int
    reproduces : bool or None
        Whether the printed estimate is the recomputed one, to `decimals`; None without a table.
    """

    estimate: float
    first_limit: float
    second_limit: float
    flags: frozenset
    low: float
    high: float
    geometric_mean: float
    lost_zeros: dict = field(hash=False)
    other_limits: tuple
    recomputed: Estimate | None
    decimals: int

    @property
    def reproduces(self):
        if self.recomputed is None:
            return None
        return matches(self.estimate, self.recomputed.value, self.decimals)

    @property
    def table(self):
        """The table that the printed numbers were compared with, or None."""
        return None if self.recomputed is None else self.recomputed.table


def audit_estimate(
    estimate, first_limit, second_limit, *, table=None, decimals=3, confidence_level=0.95
):
    """
    Audit a printed odds ratio and its confidence limits.

    Parameters
    ----------
    estimate, first_limit, second_limit : float
        As printed and in the order printed; above 0.
    table : TwoByTwo, optional
        The counts behind the estimate. With them the audit can tell an inverted ratio and a limit
        that has lost a zero.
    decimals : int, default 3
        Decimals the numbers were printed with.
    confidence_level : float, default 0.95
        Of the limits that the counts give.

    Returns
    -------
    AuditResult
        Its `flags`: "descending", the first limit is above the second; "excludes_estimate", the
        estimate lies outside its limits; "not_log_symmetric", the estimate lies far from the
        geometric mean of its limits (further than a sixth of their distance, on the log scale);
        "inverted", it matches 1/POR of the table and not POR; "lost_zero", a limit matches a
        recomputed one only after division by 10.

    Raises
    ------
    TypeError
        If a number is not a number (text with a decimal comma, say), or `table` not a TwoByTwo.
    ValueError
        If a number is not above 0 and finite, or `decimals` is below 0.

    Notes
    -----
    A Woolf interval is symmetric about the estimate on the log scale, so sqrt(low * high) gives
    the estimate back. Exact and score intervals are nearly so.

    Examples
    --------
    A textbook interval passes (Doll and Hill 1950, 14.0 with limits 3.3 and 59.3):

    >>> sorted(audit_estimate(14.0, 3.3, 59.3).flags)
    []
    >>> sorted(audit_estimate(14.0, 59.3, 3.3).flags)
    ['descending']
    """
    estimate = _printed(estimate, "estimate")
    first_limit = _printed(first_limit, "first_limit")
    second_limit = _printed(second_limit, "second_limit")
    decimals = check_decimals(decimals)
    low, high = sorted((first_limit, second_limit))
    geometric_mean = math.sqrt(low) * math.sqrt(high)
    flags, lost_zeros, other_limits, recomputed = set(), {}, (), None
    if first_limit > second_limit:
        flags.add("descending")
    if not low <= estimate <= high:
        flags.add("excludes_estimate")
    log_mean = (math.log(low) + math.log(high)) / 2
    if abs(log_mean - math.log(estimate)) > (math.log(high) - math.log(low)) / 6 + 1e-12:
        flags.add("not_log_symmetric")
    if table is not None:
        recomputed = prevalence_odds_ratio(check_table(table), confidence_level=confidence_level)
        inverted = _is_inverted(estimate, recomputed.value, decimals)
        lost_zeros, other_limits = _held_against_the_table(
            {"first_limit": first_limit, "second_limit": second_limit},
            recomputed,
            inverted,
            decimals,
        )
        flags |= {"inverted"} if inverted else set()
        flags |= {"lost_zero"} if lost_zeros else set()
    return AuditResult(
        estimate,
        first_limit,
        second_limit,
        frozenset(flags),
        low,
        high,
        geometric_mean,
        lost_zeros,
        other_limits,
        recomputed,
        decimals,
    )


def matches(printed, exact, decimals):
    """
    Whether a printed number is `exact` rounded to `decimals`.

    Parameters
    ----------
    printed, exact : float
    decimals : int

    Returns
    -------
    bool
        An exact tie matches both of its neighbours, since software rounds ties either way.

    Examples
    --------
    >>> matches(0.029, 1 / 34.714, 3), matches(0.029, 1 / 33, 3)
    (True, False)
    """
    if not math.isfinite(exact):
        return False
    return abs(printed - exact) <= 0.5 * 10**-decimals * (1 + 1e-9)


def _is_inverted(estimate, por, decimals):
    if not 0 < por < math.inf:
        return False
    return matches(estimate, 1 / por, decimals) and not matches(estimate, por, decimals)


def _held_against_the_table(printed, recomputed, inverted, decimals):
    """The limits that lost a zero, with it restored; the names of those not recomputed at all."""
    if recomputed.interval is None:
        return {}, ()
    upright = recomputed.interval
    limits = [1 / limit for limit in upright] if inverted else upright

    def is_one_of(limits, value):
        return any(matches(value, limit, decimals) for limit in limits)

    lost_zeros = {
        name: round(value / 10, decimals)
        for name, value in printed.items()
        if is_one_of(limits, value / 10) and not is_one_of(limits, value)
    }
    given = [*limits, *upright]  # an inverted ratio may stand beside limits that are not
    others = [
        name
        for name, value in printed.items()
        if not any(matches(value, limit, min(decimals, _decimals_of(value))) for limit in given)
    ]
    return lost_zeros, tuple(name for name in others if name not in lost_zeros)


def _decimals_of(value):
    """Decimals of a number's shortest text: a limit may be printed with fewer than its ratio."""
    return len(np.format_float_positional(value, trim="-").partition(".")[2])


def _printed(value, name):
    if isinstance(value, str):
        raise TypeError(
            f"`{name}` must be a number, but got the text {value!r}; "
            "write it without quotes and with a decimal point, such as 0.029."
        )
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(f"`{name}` must be a number, but got {value!r}.")
    value = float(value)
    if not (math.isfinite(value) and value > 0):
        raise ValueError(
            f"`{name}` must be above 0 and finite, as a ratio and its limits are, but got {value}."
        )
    return value
