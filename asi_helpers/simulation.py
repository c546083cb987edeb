"""Chance on demand: shuffled outcomes, and studies drawn from a population."""

import math
import numbers
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .significance import pearson_statistic
from .tables import check_table

_LARGEST_DRAW = 10**9  # numpy's hypergeometric generators refuse larger urns


def permutation_distribution(table, *, n_samples, rng):
    """
    Chi-square statistics of tables whose outcomes were shuffled among the same people.

    What 94 cards would give if they were shuffled and dealt again to the two groups: the groups
    and the number of cases stay, the link between them goes.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.
    n_samples : int
        How many times to shuffle; 1 or more.
    rng : numpy.random.Generator
        Such as ``numpy.random.default_rng(1)``.

    Returns
    -------
    numpy.ndarray, shape (n_samples,)
        Pearson's chi-square of each shuffled table; nan where a margin is empty.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo, `rng` not a Generator or `n_samples` not a whole number.
    ValueError
        If `n_samples` is below 1, or the table holds 10^9 people or more.

    Notes
    -----
    After a shuffle the number of exposed cases has a hypergeometric distribution, so it is drawn
    from that directly.

    Examples
    --------
    >>> from asi_helpers.tables import TwoByTwo
    >>> rng = np.random.default_rng(1)
    >>> table = TwoByTwo.from_array([[27, 7], [6, 54]])
    >>> shuffled = permutation_distribution(table, n_samples=10_000, rng=rng)
    >>> bool(0.9 < shuffled.mean() < 1.1)  # chi-square with one degree of freedom has mean 1
    True
    """
    check_table(table)
    _check_rng(rng)
    n_samples = _whole(n_samples, "n_samples")
    _check_drawable(table, "table")
    if table.has_empty_margin:
        return np.full(n_samples, np.nan)
    cases = rng.hypergeometric(table.n_cases, table.n_noncases, table.n_exposed, n_samples)
    return pearson_statistic(
        cases,
        table.n_exposed - cases,
        table.n_cases - cases,
        table.n_unexposed - table.n_cases + cases,
    )


class Deals(NamedTuple):
    """
    Every table that shuffling the outcomes can give, each an array with one number for every table.

    Attributes
    ----------
    cases : numpy.ndarray
        Exposed cases, which with the margins are the whole table.
    chance : numpy.ndarray
        How likely a shuffle gives it; 1 in sum.
    chi2 : numpy.ndarray
        Its chi-square; nan where a margin is empty.
    """

    cases: np.ndarray
    chance: np.ndarray
    chi2: np.ndarray


def every_deal(table):
    """
    What `permutation_distribution` draws from, in full: each possible table with its chance.

    Parameters
    ----------
    table : TwoByTwo
        Counts of people.

    Returns
    -------
    Deals
        Arrays `cases`, `chance` and `chi2`, a number in each for every possible table.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.
    ValueError
        If it holds too many people to be shuffled.

    Notes
    -----
    The hypergeometric distribution, as in `scipy.stats.hypergeom`; worked out here because a page
    that only shuffles need not load scipy in the browser.

    Examples
    --------
    Four cups of each kind, of which she names four (Fisher's tea): 1, 16, 36, 16 and 1 of 70 deals.

    >>> from asi_helpers.tables import TwoByTwo
    >>> deals = every_deal(TwoByTwo.from_array([[3, 1], [1, 3]]))
    >>> (70 * deals.chance).round().tolist(), deals.chi2.tolist()
    ([1.0, 16.0, 36.0, 16.0, 1.0], [8.0, 2.0, 0.0, 2.0, 8.0])
    """
    check_table(table)
    _check_drawable(table, "table")
    fewest = max(0, table.n_exposed - table.n_noncases)
    cases = np.arange(fewest, min(table.n_exposed, table.n_cases) + 1)
    # Each chance by the one before it: their ratio is one of small numbers, and no factorial of
    # many people is needed. By logarithms, since the first of them may be next to nothing.
    before = cases[:-1].astype(float)
    more = (table.n_cases - before) * (table.n_exposed - before)
    fewer = (before + 1) * (table.n_noncases - table.n_exposed + before + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(more / fewer))])
    chance = np.exp(logs - logs.max())
    cells = (cases, table.n_exposed - cases, table.n_cases - cases)
    chi2 = pearson_statistic(*cells, table.n_noncases - table.n_exposed + cases)
    return Deals(cases, chance / chance.sum(), chi2)


def pearson_curve(values):
    """
    Share of tables with a chi-square up to each value, by Pearson's curve (1 degree of freedom).

    Parameters
    ----------
    values : sequence of float
        0 or more.

    Returns
    -------
    numpy.ndarray
        0 to 1.

    Examples
    --------
    Half of all tables stay below 0.455, and 95% below 3.841 (any printed table of chi-square):

    >>> pearson_curve([0.455, 3.841]).round(3).tolist()
    [0.5, 0.95]
    """
    return np.array([math.erf(math.sqrt(value / 2)) for value in values])


class NullShares(NamedTuple):
    """
    Shuffles in classes of chi-square, each an array with one number for every class.

    Attributes
    ----------
    low, high : numpy.ndarray
        The ends of a class.
    shuffles, curve : numpy.ndarray
        Percent of the shuffles in it, and what Pearson's curve expects there.
    """

    low: np.ndarray
    high: np.ndarray
    shuffles: np.ndarray
    curve: np.ndarray


def null_shares(shuffled, reach, *, width=None):
    """
    Shares of shuffles in classes of chi-square, and what Pearson's curve expects there.

    Parameters
    ----------
    shuffled : array_like
        Chi-square of each shuffle.
    reach : float
        The classes reach at least this far, and hold every shuffle.
    width : float, optional
        Of a class; by default the smallest of 0.25, 0.5, 1, 2, 5, 10 and so on that makes about
        fifty at most.

    Returns
    -------
    NullShares
    """
    shuffled = np.asarray(shuffled, dtype=float)
    reach = max(float(np.max(shuffled)), reach)
    if width is None:
        width = next(w for w in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1e9) if reach / w <= 50)
    edges = np.arange(0, reach + width, width)
    counts, _ = np.histogram(shuffled, edges)
    return NullShares(
        low=edges[:-1],
        high=edges[1:],
        shuffles=100 * counts / len(shuffled),
        curve=100 * np.diff(pearson_curve(edges)),
    )


@dataclass(frozen=True, eq=False)
class SimulatedSamples:
    """
    Many studies drawn from one population: the cells of each, and what each would report.

    Attributes
    ----------
    exposed_cases, exposed_noncases, unexposed_cases, unexposed_noncases : numpy.ndarray
        Shape (n_samples,), integers.
    prevalence, pr, por, chi2 : numpy.ndarray, shape (n_samples,)
        Prevalence of the outcome (0 to 1), prevalence ratio, prevalence odds ratio and Pearson's
        chi-square of each study, computed when first asked for. Ratios are infinite or nan where
        zero cells make them so; chi-square is nan where a margin is empty.
    """

    exposed_cases: np.ndarray
    exposed_noncases: np.ndarray
    unexposed_cases: np.ndarray
    unexposed_noncases: np.ndarray

    def __len__(self):
        return len(self.exposed_cases)

    @cached_property
    def _cells(self):
        return tuple(
            cell.astype(float)
            for cell in (
                self.exposed_cases,
                self.exposed_noncases,
                self.unexposed_cases,
                self.unexposed_noncases,
            )
        )

    @cached_property
    def prevalence(self):
        a, b, c, d = self._cells
        return (a + c) / (a + b + c + d)

    @cached_property
    def pr(self):
        a, b, c, d = self._cells
        return _divide(a * (c + d), c * (a + b))

    @cached_property
    def por(self):
        a, b, c, d = self._cells
        return _divide(a * d, b * c)

    @cached_property
    def chi2(self):
        return pearson_statistic(*self._cells)


def simulate_samples(population, *, size, n_samples, weights=None, rng):
    """
    Draw many studies from one population, by chance or by choice.

    Parameters
    ----------
    population : TwoByTwo
        Everybody who could be chosen.
    size : int
        People per study; 1 up to the population.
    n_samples : int
        Number of studies; 1 or more.
    weights : array_like, shape (2, 2), optional
        How readily a person of each cell is chosen, relative to the others (rows exposed,
        unexposed; columns cases, non-cases); 0 or more. None is a simple random sample.
    rng : numpy.random.Generator
        Such as ``numpy.random.default_rng(1)``.

    Returns
    -------
    SimulatedSamples
        Each study holds `size` different people.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `size` is not between 1 and the population, `n_samples` is below 1, a weight is negative
        or not finite, or the weights ask for more people of a cell than there are.

    Notes
    -----
    With weights every person is approached separately, with a chance in proportion to the weight,
    and only studies that end with exactly `size` people are kept (conditional Poisson sampling).
    The odds ratio of the expected cells is that of the population times w11 w00 / (w10 w01), very
    nearly, and the more nearly the larger the study: weights that are a product of one number per
    row and one per column leave it alone.

    Examples
    --------
    >>> from asi_helpers.tables import TwoByTwo
    >>> rng = np.random.default_rng(1)
    >>> population = TwoByTwo.from_array([[80, 120], [60, 286]])
    >>> studies = simulate_samples(population, size=94, n_samples=1000, rng=rng)
    >>> len(studies), int(studies.exposed_cases.max()) <= 80
    (1000, True)
    """
    check_table(population)
    _check_rng(rng)
    size, n_samples = _whole(size, "size"), _whole(n_samples, "n_samples")
    _check_drawable(population, "population")
    if size > population.n:
        raise ValueError(f"`size` is {size}, but the population has only {population.n} people.")
    cells = population.to_array().ravel()
    if weights is None:
        drawn = rng.multivariate_hypergeometric(cells, size, n_samples, method="marginals")
    else:
        drawn = _draw_weighted(cells, _inclusion(cells, weights, size), size, n_samples, rng)
    return SimulatedSamples(*drawn.T)


def summarise_samples(values):
    """
    Middle and spread of what many studies report, infinite ones included.

    Parameters
    ----------
    values : array_like
        One number per study; may be infinite or nan.

    Returns
    -------
    dict
        median, low, high (the middle 95%), and counts: n, infinite, zero, undefined.
    """
    values = np.asarray(values, dtype=float)
    known = np.sort(values[~np.isnan(values)])

    def at(share):
        # Not between two neighbours: halfway to infinity is no number.
        return float(known[round(share * (len(known) - 1))]) if len(known) else math.nan

    return {
        "median": at(0.5),
        "low": at(0.025),
        "high": at(0.975),
        "n": len(values),
        "infinite": int(np.isposinf(values).sum()),
        "zero": int((values == 0).sum()),
        "undefined": int(np.isnan(values).sum()),
    }


def _inclusion(cells, weights, size):
    """Chance of each cell's people to be chosen: in proportion to the weights, `size` in sum."""
    try:
        weights = np.asarray(weights, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(f"`weights` must be numbers, but got {weights!r}.") from None
    if weights.shape != (2, 2):
        raise ValueError(f"`weights` must have shape (2, 2), but it has {weights.shape}.")
    weights = weights.ravel()
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("`weights` must be finite and 0 or more.")
    reach = (cells * weights).sum()
    if reach == 0:
        raise ValueError("With these `weights` nobody can be chosen; make one above 0.")
    chances = size * weights / reach
    if (chances[cells > 0] > 1 + 1e-9).any():  # all of a cell may come out a rounding above 1
        raise ValueError(
            "These `weights` ask for more people of a cell than there are; "
            "choose a smaller `size` or weights nearer to each other."
        )
    return np.minimum(chances, 1)


def _draw_weighted(cells, chances, size, n_samples, rng):
    kept, missing = [], n_samples
    spread = np.sqrt((cells * chances * (1 - chances)).sum())
    tries_per_study = 1 + 3 * spread  # about 1 in 2.5 spreads ends with exactly `size` people
    while missing:
        tries = min(int(missing * tries_per_study) + 100, 2_000_000)
        drawn = rng.binomial(cells, chances, size=(tries, 4))
        drawn = drawn[drawn.sum(axis=1) == size][:missing]
        kept.append(drawn)
        missing -= len(drawn)
    return np.concatenate(kept)


def _divide(numerator, denominator):
    """x/0 is infinite and 0/0 is nan, as for one table; that is an answer, not a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return numerator / denominator


def _check_rng(rng):
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            "`rng` must be a random generator, such as numpy.random.default_rng(1), "
            f"but got {rng!r}."
        )


def _whole(value, name):
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Integral):
        raise TypeError(f"`{name}` must be a whole number, but got {value!r}.")
    if value < 1:
        raise ValueError(f"`{name}` must be 1 or more, but got {value}.")
    return int(value)


def _check_drawable(table, name):
    if table.n >= _LARGEST_DRAW:
        raise ValueError(
            f"The {name} holds {table.n} people; drawing works for fewer than {_LARGEST_DRAW}."
        )
