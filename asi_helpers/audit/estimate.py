"""Checks of one printed ratio and its limits: alone, and against the counts behind them."""

import math
import numbers
from dataclasses import dataclass, field

import numpy as np

from ..estimates import Estimate, prevalence_odds_ratio
from ..language import check_decimals
from ..tables import check_table
from .text import CUT, ROUNDED, Figure, read_figure

FLAGS = ("inverted", "lost_zero", "descending", "excludes_estimate", "not_log_symmetric")
_MOST_DECIMALS, _MOST_SHOWN = 12, 6  # a computed number has as many as nobody prints
_FINEST = 6  # decimals to which a limit is held that is given as a number and not as text


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
        Those of the estimate as printed; of all three numbers where they were given.
    shown : int
        Decimals to show recomputed numbers with: as many as any of the printed ones has.
    truncated : frozenset of str
        Which of "estimate", "first_limit", "second_limit" are what the table gives with further
        digits cut off rather than rounded: 18.3 for 18.357.
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
    shown: int = 3
    truncated: frozenset = frozenset()

    @property
    def reproduces(self):
        if self.recomputed is None:
            return None
        return matches(self.estimate, self.recomputed.value, self.decimals)

    @property
    def explained(self):
        """
        Whether the table's odds ratio and its limits, either way round, account for every number.

        Where they do not, `audit_printed` looks for what else it may be. None without a table.
        """
        if self.recomputed is None:
            return None
        is_ratio = self.reproduces or "inverted" in self.flags
        return self.recomputed.interval is not None and is_ratio and not self.other_limits

    @property
    def table(self):
        """The table that the printed numbers were compared with, or None."""
        return None if self.recomputed is None else self.recomputed.table


def audit_estimate(
    estimate, first_limit, second_limit, *, table=None, decimals=None, confidence_level=0.95
):
    """
    Audit a printed odds ratio and its confidence limits.

    Parameters
    ----------
    estimate, first_limit, second_limit : str or float
        As printed and in the order printed; above 0. Text, such as "113,4" or "2.50*", keeps its
        decimals; a number has those of its shortest text.
    table : TwoByTwo, optional
        The counts behind the estimate. With them the audit can tell an inverted ratio and a limit
        that has lost a zero.
    decimals : int, optional
        Decimals the numbers were printed with; limits that are text keep their own. Without them
        each number is judged at its own.
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
        If a number is neither number nor text, or `table` not a TwoByTwo.
    ValueError
        If a text is no number, a number is not above 0 and finite, or `decimals` is below 0.

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

    An exact interval of the same data, cut to one decimal, is judged at that decimal:

    >>> from asi_helpers import load_table
    >>> audit = audit_estimate("34,7", "10,6", "113,4", table=load_table("knowledge"))
    >>> audit.reproduces, sorted(audit.truncated), audit.other_limits
    (True, ['second_limit'], ())
    """
    if decimals is not None:
        decimals = check_decimals(decimals)
    given = {"estimate": estimate, "first_limit": first_limit, "second_limit": second_limit}
    figures = {name: _figure(value, name, decimals) for name, value in given.items()}
    estimate, first_limit, second_limit = (figure.value for figure in figures.values())
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
    cut = frozenset()
    if table is not None:
        recomputed = prevalence_odds_ratio(check_table(table), confidence_level=confidence_level)
        inverted = _is_inverted(figures["estimate"], recomputed.value, may_be_cut=decimals is None)
        lost_zeros, other_limits = _held_against_the_table(figures, recomputed, inverted, decimals)
        if decimals is None:
            cut = _cut(figures, recomputed)
            other_limits = tuple(name for name in other_limits if name not in cut)
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
        figures["estimate"].decimals,
        min(_MOST_SHOWN, max(figure.decimals for figure in figures.values())),
        cut,
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


def _is_inverted(figure, por, *, may_be_cut):
    if not 0 < por < math.inf:
        return False
    least = CUT if may_be_cut else ROUNDED
    return figure.fit(1 / por) >= least and figure.fit(por) < least


def _held_against_the_table(figures, recomputed, inverted, decimals):
    """The limits that lost a zero, with it restored; the names of those not recomputed at all."""
    if recomputed.interval is None:
        return {}, ()
    upright = recomputed.interval
    limits = [1 / limit for limit in upright] if inverted else upright
    printed = {name: figures[name] for name in ("first_limit", "second_limit")}

    def is_one_of(limits, value, places):
        return any(matches(value, limit, places) for limit in limits)

    lost_zeros = {}
    for name, figure in printed.items():
        # A number that lost a zero has one decimal less than it should have.
        restored = figure.decimals + 1 if decimals is None else decimals
        if is_one_of(limits, figure.value / 10, restored) and not is_one_of(
            limits, figure.value, figure.decimals
        ):
            lost_zeros[name] = round(figure.value / 10, restored)
    least = CUT if decimals is None else ROUNDED
    is_ratio = inverted or figures["estimate"].fit(recomputed.value) >= least
    if not is_ratio and len(lost_zeros) == 1:  # by chance, unless the other limit is one too
        (name,) = lost_zeros
        other = printed["second_limit" if name == "first_limit" else "first_limit"]
        if not is_one_of(limits, other.value, other.decimals):
            lost_zeros = {}
    given = [*limits, *upright]  # an inverted ratio may stand beside limits that are not
    others = [
        name
        for name, figure in printed.items()
        if not is_one_of(given, figure.value, min(_decimals_of(figure), _FINEST))
    ]
    return lost_zeros, tuple(name for name in others if name not in lost_zeros)


def _cut(figures, recomputed):
    """Which printed numbers are recomputed ones with further digits cut off."""
    if recomputed.interval is None:
        return frozenset()
    estimates = (recomputed.value,)
    limits = (*recomputed.interval, *(1 / limit for limit in recomputed.interval))
    return frozenset(
        name
        for name, figure in figures.items()
        if max(map(figure.fit, estimates if name == "estimate" else limits)) == CUT
    )


def _decimals_of(figure):
    """Decimals of a limit, which may be printed with fewer or more than its ratio."""
    return figure.decimals if figure.text else len(_shortest(figure.value).partition(".")[2])


def _shortest(value):
    """Shortest text of a number, without the last digits of its arithmetic: 0.09 for 0.009 * 10."""
    return np.format_float_positional(float(f"{value:.12g}"), trim="-")


def _figure(value, name, decimals):
    """A printed number, of text or of a number; judged at `decimals` if they are given."""
    if isinstance(value, str):
        figure = read_figure(value, f"`{name}`")
        if figure.bound:
            raise ValueError(f"`{name}` must be one number, but got {value!r}; leave it out.")
    else:
        figure = Figure("", _number(value, name), 0.0)
        places = min(len(_shortest(figure.value).partition(".")[2]), _MOST_DECIMALS)
        figure = figure._replace(decimals=places)
    if not (math.isfinite(figure.value) and figure.value > 0):
        raise ValueError(
            f"`{name}` must be above 0 and finite, as a ratio and its limits are, but got "
            f"{figure.value}."
        )
    if decimals is not None and (name == "estimate" or not figure.text):
        figure = figure._replace(decimals=decimals)
    return figure._replace(half=0.5 * 10.0**-figure.decimals)


def _number(value, name):
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(
            f'`{name}` must be a number, or text as printed such as "0,029", but got {value!r}.'
        )
    return float(value)
