"""Measures of association of a 2x2 table, each with its confidence interval."""

import math
import numbers
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from .tables import LABELS, TwoByTwo, check_table

POR = "prevalence odds ratio"
PR = "prevalence ratio"
PD = "prevalence difference"
MH = "Mantel-Haenszel odds ratio"
HALDANE = "Woolf, Haldane correction"  # the method of an estimate with 0.5 added to every cell


class Interval(NamedTuple):
    """Two confidence limits, the lower one first."""

    low: float
    high: float


@dataclass(frozen=True)
class Estimate:
    """
    One measure of association, with what is needed to put it into words.

    Attributes
    ----------
    measure : str
        "prevalence odds ratio", "prevalence ratio", "prevalence difference" or
        "Mantel-Haenszel odds ratio".
    value : float
        nan where the table leaves the measure undefined.
    interval : Interval or None
        None where a zero cell or an empty margin leaves none.
    null_value : float
        The value that means no association: 1 for a ratio, 0 for a difference.
    confidence_level : float
    method : str
        How the interval was made.
    table : TwoByTwo
        The table, which says which group is compared with which, for which outcome.
    """

    measure: str
    value: float
    interval: Interval | None
    null_value: float
    confidence_level: float
    method: str
    table: TwoByTwo


def prevalence_odds_ratio(table, *, confidence_level=0.95, correction=None):
    """
    Prevalence odds ratio of a 2x2 table, with a Woolf (log) confidence interval.

    The odds of being a case among the exposed, divided by the odds among the unexposed.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.
    confidence_level : float, default 0.95
        Between 0 and 1, both excluded.
    correction : {None, "haldane"}, default None
        "haldane" adds 0.5 to every cell, value and interval alike. Nothing else does.

    Returns
    -------
    Estimate
        Dimensionless; null value 1. With a zero cell the value is 0 or infinite and `interval` is
        None; with an empty margin the value is nan, corrected or not.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo, or `confidence_level` not a number.
    ValueError
        If `confidence_level` is not between 0 and 1, or the correction is unknown.

    Notes
    -----
    ln POR has standard error sqrt(1/a + 1/b + 1/c + 1/d). Woolf 1955; Haldane 1956.

    Examples
    --------
    Smoking in 649 men with lung cancer and 649 without (Doll and Hill 1950; textbooks print the
    odds ratio as 14.0):

    >>> smokers = TwoByTwo.from_array([[647, 622], [2, 27]])
    >>> round(prevalence_odds_ratio(smokers).value, 1)
    14.0
    """
    a, b, c, d = _cells(table)
    z = _normal_quantile(confidence_level)
    method = "Woolf"
    if correction == "haldane":
        a, b, c, d = (count + Fraction(1, 2) for count in (a, b, c, d))
        method = HALDANE
    elif correction is not None:
        raise ValueError(f'`correction` must be None or "haldane", but got {correction!r}.')
    if table.has_empty_margin:
        value, interval = math.nan, None
    else:
        value = _ratio(a * d, b * c)
        interval = None
        if 0 not in (a, b, c, d):
            error = math.sqrt(sum(_ratio(1, count) for count in (a, b, c, d)))
            interval = _log_interval(value, z * error)
    return Estimate(POR, value, interval, 1.0, float(confidence_level), method, table)


def prevalence_ratio(table, *, confidence_level=0.95):
    """
    Prevalence ratio of a 2x2 table, with a Katz (log) confidence interval.

    How many times as common the outcome is among the exposed as among the unexposed.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.
    confidence_level : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    Estimate
        Dimensionless; null value 1. `interval` is None where exposed_cases or unexposed_cases is
        0; the value is nan where a group is empty or there are no cases.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo, or `confidence_level` not a number.
    ValueError
        If `confidence_level` is not between 0 and 1.

    Notes
    -----
    ln PR has standard error sqrt(1/a - 1/(a+b) + 1/c - 1/(c+d)). Katz et al. 1978.

    Examples
    --------
    >>> from asi_helpers.datasets import load_table
    >>> prevalence_ratio(load_table("comfort")).value
    3.24...
    """
    a, b, c, d = _cells(table)
    z = _normal_quantile(confidence_level)
    if 0 in (a + b, c + d, a + c):
        value, interval = math.nan, None
    else:
        value = _ratio(a * (c + d), c * (a + b))
        interval = None
        if a and c:
            # 1/a - 1/(a+b) = b / (a(a+b)), without the loss of digits
            variance = _ratio(b, a * (a + b)) + _ratio(d, c * (c + d))
            interval = _log_interval(value, z * math.sqrt(variance))
    return Estimate(PR, value, interval, 1.0, float(confidence_level), "Katz", table)


def prevalence_difference(table, *, confidence_level=0.95):
    """
    Prevalence difference of a 2x2 table, with Newcombe's hybrid score interval.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.
    confidence_level : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    Estimate
        A difference of proportions, -1 to 1 (times 100: percentage points); null value 0. Value
        nan and `interval` None where a group is empty; zero cells are no obstacle.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo, or `confidence_level` not a number.
    ValueError
        If `confidence_level` is not between 0 and 1.

    Notes
    -----
    Newcombe 1998 (two independent proportions), method 10: each limit combines the Wilson limits
    of the two proportions.

    Examples
    --------
    Newcombe's first example, 56/70 against 48/80, has the limits 0.0524 and 0.3339:

    >>> limits = prevalence_difference(TwoByTwo.from_array([[56, 14], [48, 32]])).interval
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.0524, 0.3339)
    """
    a, b, c, d = _cells(table)
    z = _normal_quantile(confidence_level)
    if 0 in (a + b, c + d):
        value, interval = math.nan, None
    else:
        p, q = _ratio(a, a + b), _ratio(c, c + d)
        value = _ratio(a * d - b * c, (a + b) * (c + d))
        p_low, p_high = _wilson(p, a + b, z)
        q_low, q_high = _wilson(q, c + d, z)
        interval = Interval(
            max(-1.0, value - math.hypot(p - p_low, q_high - q)),
            min(1.0, value + math.hypot(p_high - p, q - q_low)),
        )
    return Estimate(PD, value, interval, 0.0, float(confidence_level), "Newcombe", table)


def mantel_haenszel_odds_ratio(tables, *, confidence_level=0.95):
    """
    Odds ratio adjusted for strata by Mantel and Haenszel.

    Parameters
    ----------
    tables : sequence of TwoByTwo, or dict with them as values
        One table per stratum, all with the same exposure and outcome, as `load_strata` gives them.
    confidence_level : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    Estimate
        Dimensionless; null value 1; its `table` is the sum of the strata. The value is infinite or
        0 where only one of the two sums is 0, nan where both are; `interval` is None then.

    Raises
    ------
    TypeError
        If a stratum is not a TwoByTwo, `tables` is a single one, or `confidence_level` is not a
        number.
    ValueError
        If there is no stratum, strata have different labels, or `confidence_level` is not between
        0 and 1.

    Notes
    -----
    Sum of ad/n over sum of bc/n, with the variance of its logarithm by Robins, Breslow and
    Greenland 1986.

    Examples
    --------
    >>> strata = [TwoByTwo.from_array([[10, 20], [5, 40]]), TwoByTwo.from_array([[4, 8], [3, 24]])]
    >>> mantel_haenszel_odds_ratio(strata).value
    4.0
    """
    if isinstance(tables, TwoByTwo):
        raise TypeError("`tables` must hold one TwoByTwo per stratum; a single one needs a list.")
    if isinstance(tables, Mapping):
        tables = tables.values()
    tables = [check_table(table) for table in tables]
    if not tables:
        raise ValueError("There is no stratum; give at least one TwoByTwo.")
    first = tables[0]
    for table in tables:
        if (table.exposed, table.case) != (first.exposed, first.case):
            raise ValueError(
                f"The strata compare different things: {first.exposed!r} for {first.case!r}, and "
                f"{table.exposed!r} for {table.case!r}. Swap one, or correct its labels."
            )
    z = _normal_quantile(confidence_level)
    strata = [(*_cells(table), table.n) for table in tables]
    numerator = sum(Fraction(a * d, n) for a, b, c, d, n in strata)
    denominator = sum(Fraction(b * c, n) for a, b, c, d, n in strata)
    value = _ratio(numerator, denominator)
    interval = None
    if numerator and denominator:
        interval = _log_interval(value, z * math.sqrt(_log_variance(strata)))
    total = TwoByTwo.from_array(
        sum(table.to_array().astype(object) for table in tables),
        **{name: getattr(first, name) for name in LABELS},
        design=first.design,
    )
    return Estimate(
        MH, value, interval, 1.0, float(confidence_level), "Robins, Breslow and Greenland", total
    )


def _log_variance(strata):
    """Variance of the logarithm of the Mantel-Haenszel odds ratio."""
    pr = ps_qr = qs = r_sum = s_sum = Fraction(0)
    for a, b, c, d, n in strata:
        p, q = Fraction(a + d, n), Fraction(b + c, n)
        r, s = Fraction(a * d, n), Fraction(b * c, n)
        pr, ps_qr, qs = pr + p * r, ps_qr + p * s + q * r, qs + q * s
        r_sum, s_sum = r_sum + r, s_sum + s
    return pr / (2 * r_sum**2) + ps_qr / (2 * r_sum * s_sum) + qs / (2 * s_sum**2)


def por_by_prevalence(prevalence_ratio, prevalences):
    """
    Odds ratios that belong to one prevalence ratio, by the prevalence in the comparison group.

    Parameters
    ----------
    prevalence_ratio : float
        Above 0.
    prevalences : array_like
        0 to 1; times the ratio they stay below 1.

    Returns
    -------
    numpy.ndarray

    Raises
    ------
    ValueError
        If a prevalence, in either group, is not between 0 and 1.

    Examples
    --------
    >>> por_by_prevalence(2, [0.01, 0.4]).round(2).tolist()
    [2.02, 6.0]
    """
    unexposed = np.asarray(prevalences, dtype=float)
    exposed = prevalence_ratio * unexposed
    for share in (unexposed, exposed):
        if not ((share > 0) & (share < 1)).all():
            raise ValueError(
                "A prevalence must lie between 0 and 1 in both groups, that is alone and "
                f"multiplied by the prevalence ratio of {prevalence_ratio}."
            )
    return exposed / (1 - exposed) / (unexposed / (1 - unexposed))


@dataclass(frozen=True)
class EValue:
    """
    How strong an unmeasured confounder would have to be, on the scale of a prevalence ratio.

    Attributes
    ----------
    estimate : float
        For the estimate itself; at least 1.
    limit : float or None
        For the confidence limit nearer to 1; 1 where the interval holds 1, None where there is no
        interval.
    of : Estimate
    """

    estimate: float
    limit: float | None
    of: Estimate


def e_value(estimate):
    """
    E-value of a ratio: the weakest unmeasured confounding that could explain it away.

    Parameters
    ----------
    estimate : Estimate
        A prevalence ratio, or an odds ratio, of which the square root is taken first because the
        outcome is not assumed to be rare.

    Returns
    -------
    EValue
        Its estimate is nan where that of `estimate` is.

    Raises
    ------
    TypeError
        If `estimate` is a difference, or not an Estimate.

    Notes
    -----
    RR + sqrt(RR (RR - 1)), of 1/RR where RR is below 1. VanderWeele and Ding 2017. It speaks of
    confounding only, not of selection, measurement or reverse causation.

    Examples
    --------
    VanderWeele and Ding's example, a risk ratio of 3.9 (1.8 to 8.7), has the E-values 7.26 and
    3.0:

    >>> ratio = Estimate(PR, 3.9, Interval(1.8, 8.7), 1.0, 0.95, "published",
    ...                  TwoByTwo.from_array([[1, 1], [1, 1]]))
    >>> result = e_value(ratio)
    >>> round(result.estimate, 2), round(result.limit, 1)
    (7.26, 3.0)
    """
    if not isinstance(estimate, Estimate):
        raise TypeError(
            "`estimate` must be an Estimate, such as prevalence_ratio(table), "
            f"but got {estimate!r}."
        )
    if estimate.measure == PD:
        raise TypeError("A difference has no E-value; use the prevalence ratio.")
    on_ratio_scale = math.sqrt if estimate.measure in (POR, MH) else float
    value = _e_value_of(on_ratio_scale(estimate.value))
    limit = None
    if estimate.interval is not None:
        low, high = map(on_ratio_scale, estimate.interval)
        limit = 1.0 if low <= 1 <= high else _e_value_of(low if low > 1 else high)
    return EValue(value, limit, estimate)


def _e_value_of(ratio):
    if math.isnan(ratio):
        return math.nan
    if ratio < 1:
        ratio = math.inf if ratio == 0 else 1 / ratio
    return ratio + math.sqrt(ratio * (ratio - 1))


def _cells(table):
    check_table(table)
    return (
        table.exposed_cases,
        table.exposed_noncases,
        table.unexposed_cases,
        table.unexposed_noncases,
    )


def _ratio(numerator, denominator):
    """Divide exact numbers of any size; x/0 is infinite and 0/0 is nan."""
    if denominator == 0:
        return math.inf if numerator else math.nan
    return float(Fraction(numerator) / Fraction(denominator))


def _log_interval(value, half_width):
    factor = math.exp(half_width)
    return Interval(value / factor, value * factor)


def _wilson(proportion, n, z):
    n = float(n)
    centre = proportion + z * z / (2 * n)
    spread = z * math.sqrt(proportion * (1 - proportion) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return (centre - spread) / scale, (centre + spread) / scale


def _normal_quantile(confidence_level):
    if isinstance(confidence_level, bool) or not isinstance(confidence_level, numbers.Real):
        raise TypeError(
            f"`confidence_level` must be a number such as 0.95, but got {confidence_level!r}."
        )
    confidence_level = float(confidence_level)
    if not 0 < confidence_level < 1:
        raise ValueError(
            f"`confidence_level` must be between 0 and 1, such as 0.95, but got {confidence_level}."
        )
    # 1 - (1 - level) / 2, from the upper tail so that levels near 1 keep their digits
    return -NormalDist().inv_cdf((1 - confidence_level) / 2)


class Agreement(NamedTuple):
    """
    How far two raters agree.

    Attributes
    ----------
    observed : float
        Share of items with the same verdict from both, 0 to 1.
    by_chance : float
        Share expected if each rater kept to the own number of each verdict but gave them blindly.
    kappa : float
        Cohen's kappa: observed agreement above chance, out of what is possible above chance; nan
        where both raters gave one and the same verdict to every item.
    """

    observed: float
    by_chance: float
    kappa: float


def cohen_kappa(first, second):
    """
    Agreement of two raters, with Cohen's kappa.

    Parameters
    ----------
    first, second : sequence
        The verdicts of each rater on the same items, in the same order.

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If there is no item, or the raters judged different numbers of items.

    Notes
    -----
    (observed - by chance) / (1 - by chance), unweighted. Cohen 1960.

    Examples
    --------
    The example of many texts: of 50 grant applications two readers both accept 20 and both reject
    15; only the first accepts 5, only the second 10. Kappa is 0.40.

    >>> first = ["yes"] * 25 + ["no"] * 25
    >>> second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> cohen_kappa(first, second)
    Agreement(observed=0.7, by_chance=0.5, kappa=0.4)
    """
    first, second = list(first), list(second)
    if len(first) != len(second):
        raise ValueError(
            f"Both raters must judge the same items, but they gave {len(first)} and "
            f"{len(second)} verdicts."
        )
    n = len(first)
    if n == 0:
        raise ValueError("There is no item to agree on.")
    observed = Fraction(sum(a == b for a, b in zip(first, second, strict=True)), n)
    counts, others = Counter(first), Counter(second)
    by_chance = Fraction(sum(counts[verdict] * others[verdict] for verdict in counts), n * n)
    kappa = float("nan") if by_chance == 1 else float((observed - by_chance) / (1 - by_chance))
    return Agreement(float(observed), float(by_chance), kappa)
