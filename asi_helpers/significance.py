"""Tests of no association in a 2x2 table, and the curve that chi-square is compared with."""

import math
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pandas as pd

from .tables import TwoByTwo, check_table

# Up to here scipy's exact test answers in well under a second (also in the browser) and its
# logarithms of factorials keep enough digits; beyond, they wear out.
FISHER_LARGEST_TOTAL = 10**7


@dataclass(frozen=True, eq=False)
class ChiSquareTest:
    """
    Result of a chi-square test of a 2x2 table.

    Attributes
    ----------
    statistic, pvalue : float
        nan where a margin is empty.
    dof : int
        Degrees of freedom; 1.
    expected_freq : pandas.DataFrame, shape (2, 2)
        Counts expected if there were no association.
    residuals : pandas.DataFrame, shape (2, 2)
        Pearson residuals, (observed - expected) / sqrt(expected); nan where nothing is expected.
    correction : {None, "yates", "n-1"}
    table : TwoByTwo
    """

    statistic: float
    pvalue: float
    dof: int
    expected_freq: pd.DataFrame = field(repr=False)
    residuals: pd.DataFrame = field(repr=False)
    correction: str | None
    table: TwoByTwo = field(repr=False)


@dataclass(frozen=True)
class FisherTest:
    """
    Result of Fisher's exact test of a 2x2 table.

    Attributes
    ----------
    pvalue : float
        Two-sided: the tables at most as probable as the observed one.
    one_sided_pvalue : float
        The tables that lie at least as far out on the side where the observed one lies.
    table : TwoByTwo
    """

    pvalue: float
    one_sided_pvalue: float
    table: TwoByTwo = field(repr=False)


@dataclass(frozen=True)
class LikelihoodRatioTest:
    """
    Result of the likelihood ratio test of a 2x2 table.

    Attributes
    ----------
    statistic, pvalue : float
        nan where a margin is empty.
    dof : int
        Degrees of freedom; 1.
    table : TwoByTwo
    """

    statistic: float
    pvalue: float
    dof: int
    table: TwoByTwo = field(repr=False)


def chi_square_test(table, *, correction=None):
    """
    Chi-square test of no association in a 2x2 table.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.
    correction : {None, "yates", "n-1"}, default None
        None is Pearson's test. "yates" (or True) is Yates' continuity correction; "n-1" multiplies
        Pearson's statistic by (n - 1) / n. (False is None.)

    Returns
    -------
    ChiSquareTest
        Statistic and p are nan where a margin is empty.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.
    ValueError
        If the correction is unknown.

    Notes
    -----
    Pearson 1900; Yates 1934; Campbell 2007 for "n-1" and for when to use it.

    Examples
    --------
    Ischaemic strokes with aspirin and with placebo; scipy's documentation of ``chi2_contingency``
    prints the corrected statistic 6.8926 and p = 0.00866:

    >>> strokes = TwoByTwo.from_array([[176, 21035], [230, 21018]])
    >>> result = chi_square_test(strokes, correction="yates")
    >>> round(result.statistic, 4), round(result.pvalue, 5)
    (6.8926, 0.00866)
    """
    check_table(table)
    if isinstance(correction, (bool, np.bool_)):
        correction = "yates" if correction else None
    if correction is not None and not (
        isinstance(correction, str) and correction in ("yates", "n-1")
    ):
        raise ValueError(f'`correction` must be None, "yates" or "n-1", but got {correction!r}.')
    frame = table.to_frame()
    observed = table.to_array().astype(float)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    residuals = np.full((2, 2), np.nan)
    np.divide(observed - expected, np.sqrt(expected), out=residuals, where=expected > 0)
    statistic = pvalue = math.nan
    if not table.has_empty_margin:
        statistic = _statistic(table, observed, expected, correction)
        pvalue = _beyond(statistic)

    def framed(values):
        return pd.DataFrame(values, index=frame.index, columns=frame.columns)

    return ChiSquareTest(
        statistic, pvalue, 1, framed(expected), framed(residuals), correction, table
    )


def _statistic(table, observed, expected, correction):
    if correction == "n-1":
        return phi_coefficient(table) ** 2 * (table.n - 1)
    if correction is None:
        return float(pearson_statistic(*observed.ravel()))
    gaps = np.abs(observed - expected)
    gaps -= np.minimum(gaps, 0.5)  # a cell never passes what was expected
    return float((gaps**2 / expected).sum())


def pearson_statistic(a, b, c, d):
    """
    Pearson's chi-square of four counts, for one table or for many at once.

    The same arithmetic for both, so that equal tables have equal statistics to the last digit: a
    shuffle that gives the observed table again is counted by ``>=``.

    Parameters
    ----------
    a, b, c, d : array_like of float
        Cases and non-cases of the exposed, then of the unexposed.

    Returns
    -------
    numpy.ndarray or float
        nan where a margin is empty.

    Examples
    --------
    >>> float(pearson_statistic(10, 0, 0, 10))
    20.0
    """
    a, b, c, d = (np.asarray(cell, dtype=float) for cell in (a, b, c, d))
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    # Products of margins overflow nothing in floats: a count is below 2^53.
    cross = a * d - b * c
    with np.errstate(divide="ignore", invalid="ignore"):  # 0/0 is nan: an answer, not a warning
        return (a + b + c + d) * (cross * cross) / margins


def _beyond(statistic):
    """What lies beyond a statistic under the curve with one degree of freedom."""
    return math.erfc(math.sqrt(statistic / 2))


def likelihood_ratio_test(table):
    """
    Likelihood ratio test (G test) of no association in a 2x2 table.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.

    Returns
    -------
    LikelihoodRatioTest
        Statistic and p are nan where a margin is empty.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.

    Notes
    -----
    2 times the sum of observed * log(observed / expected); a cell of 0 adds nothing. SPSS, jamovi
    and Stata print it beside Pearson's chi-square.

    Examples
    --------
    Deaths by mutation, as Stata's ``tabulate`` prints them (4.3015, Pr = 0.038):

    >>> result = likelihood_ratio_test(TwoByTwo.from_array([[39, 4], [31, 11]]))
    >>> round(result.statistic, 4), round(result.pvalue, 3)
    (4.3015, 0.038)
    """
    check_table(table)
    if table.has_empty_margin:
        return LikelihoodRatioTest(math.nan, math.nan, 1, table)
    expected = chi_square_test(table).expected_freq.to_numpy()
    observed = table.to_array().astype(float)
    some = observed > 0
    parts = observed[some] * np.log(observed[some] / expected[some])
    statistic = max(0.0, 2 * math.fsum(parts))  # nothing at all may round to just below 0
    return LikelihoodRatioTest(statistic, _beyond(statistic), 1, table)


def fisher_exact_test(table):
    """
    Fisher's exact test of no association in a 2x2 table, two-sided and one-sided.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.

    Returns
    -------
    FisherTest
        p is 1 where a margin is empty.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.
    ValueError
        If the table is too large to be answered in a second.

    Notes
    -----
    The two-sided p-value adds up the probabilities of all tables with the same margins that are at
    most as probable as the observed one. Some software doubles the one-sided p-value instead.

    Examples
    --------
    Fisher's lady tasting tea, 3 of 4 cups right (R's ``?fisher.test``: p = 0.4857):

    >>> round(fisher_exact_test(TwoByTwo.from_array([[3, 1], [1, 3]])).pvalue, 4)
    0.4857
    """
    check_table(table)
    if table.has_empty_margin:
        return FisherTest(1.0, 1.0, table)
    if table.n > FISHER_LARGEST_TOTAL:
        raise ValueError(
            f"The table of {table.n} people is too large for Fisher's exact test; where every "
            "expected count is large, chi_square_test gives nearly the same p-value."
        )
    from scipy.stats import fisher_exact  # slow to import, and few cells need it

    counts = table.to_array()
    side = "greater" if phi_coefficient(table) > 0 else "less"
    pvalues = [fisher_exact(counts, alternative=tail).pvalue for tail in ("two-sided", side)]
    return FisherTest(*map(float, pvalues), table)


def phi_coefficient(table):
    """
    Phi coefficient of a 2x2 table: the correlation of exposure and outcome.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.

    Returns
    -------
    float
        -1 to 1; positive where cases are more frequent among the exposed. nan where a margin is
        empty.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.

    Notes
    -----
    (ad - bc) / sqrt((a+b)(c+d)(a+c)(b+d)); its square times n is Pearson's chi-square.

    Examples
    --------
    >>> phi_coefficient(TwoByTwo.from_array([[10, 0], [0, 10]]))
    1.0
    """
    check_table(table)
    if table.has_empty_margin:
        return math.nan
    a, b, c, d = table.to_array().astype(object).ravel()
    cross = int(a) * int(d) - int(b) * int(c)
    margins = table.n_exposed * table.n_unexposed * table.n_cases * table.n_noncases
    return math.copysign(math.sqrt(Fraction(cross * cross, margins)), cross)
