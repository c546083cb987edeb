"""What three separate 2x2 tables leave open: every joint table of the exposures that fits them."""

import itertools
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .tables import check_table

_COMBINATIONS = np.array(list(itertools.product((0, 1), repeat=3)))  # 000, 001, ... 111
_MANY = 20_000_000  # joint tables; more would need gigabytes


@dataclass(frozen=True, eq=False)
class JointTables:
    """
    All whole-number tables of three exposures and an outcome that fit three published 2x2 tables.

    Each study that published only the three tables had one of these, and does not say which.

    Attributes
    ----------
    tables : dict of str to TwoByTwo
        The published tables; all count the same people and the same outcome.
    cases, noncases : numpy.ndarray, shape (n, 8)
        Every possibility for the people with the outcome, and for those without. The columns are
        the combinations 000, 001, ... 111 of the exposures in the order of `tables`; 1 is the
        exposed group. Any row of the one goes with any row of the other.
    """

    tables: dict
    cases: np.ndarray
    noncases: np.ndarray

    def __len__(self):
        return len(self.cases) * len(self.noncases)

    @cached_property
    def _names(self):
        return list(self.tables)

    def _axis(self, exposure):
        if exposure not in self._names:
            raise ValueError(f"No exposure {exposure!r}; there are {', '.join(self._names)}.")
        return self._names.index(exposure)

    def both(self, first, second):
        """
        Number of people exposed to two of the exposures, among cases and among non-cases.

        Parameters
        ----------
        first, second : str
            Names of two exposures.

        Returns
        -------
        tuple of numpy.ndarray
            One number per row of `cases`, and one per row of `noncases`.
        """
        columns = _COMBINATIONS[:, [self._axis(first), self._axis(second)]].all(axis=1)
        return self.cases[:, columns].sum(axis=1), self.noncases[:, columns].sum(axis=1)

    def strata(self, exposure, case_row, noncase_row):
        """
        One joint table as 2x2 tables of one exposure, a stratum per combination of the others.

        Parameters
        ----------
        exposure : str
        case_row, noncase_row : int
            Rows of `cases` and `noncases`.

        Returns
        -------
        dict of tuple of int to TwoByTwo
            Combination of the other two exposures, in their order, to its table; a combination
            that nobody has is left out.
        """
        axis = self._axis(exposure)
        template, strata = self.tables[exposure], {}
        others = np.delete(_COMBINATIONS, axis, axis=1)
        for combination in itertools.product((0, 1), repeat=2):
            unexposed, exposed = np.flatnonzero((others == combination).all(axis=1))
            counts = {
                "exposed_cases": self.cases[case_row, exposed],
                "exposed_noncases": self.noncases[noncase_row, exposed],
                "unexposed_cases": self.cases[case_row, unexposed],
                "unexposed_noncases": self.noncases[noncase_row, unexposed],
            }
            if sum(counts.values()):
                strata[combination] = replace(template, **counts)
        return strata

    def mantel_haenszel(self, exposure):
        """
        Odds ratio of one exposure adjusted for the other two, in every joint table.

        Parameters
        ----------
        exposure : str

        Returns
        -------
        numpy.ndarray, shape (len(cases), len(noncases))
            Infinite or nan where a joint table leaves nothing to divide by. For one joint table
            `mantel_haenszel_odds_ratio` gives the same, with an interval.
        """
        axis = self._axis(exposure)
        exposed = np.flatnonzero(_COMBINATIONS[:, axis])
        unexposed = np.flatnonzero(_COMBINATIONS[:, axis] == 0)
        numerator = np.zeros((len(self.cases), len(self.noncases)))
        denominator = np.zeros_like(numerator)
        for one, other in zip(exposed, unexposed, strict=True):
            a, c = (self.cases[:, [column]].astype(float) for column in (one, other))
            b, d = (self.noncases[:, column].astype(float) for column in (one, other))
            people = np.maximum(a + b + c + d, 1)  # nobody: 0/1 adds nothing
            numerator += a * d / people
            denominator += b * c / people
        with np.errstate(divide="ignore", invalid="ignore"):
            return numerator / denominator


def joint_tables(tables):
    """
    Find every joint table of three exposures that fits three published 2x2 tables.

    Parameters
    ----------
    tables : dict of str to TwoByTwo
        Three tables of the same people by the same outcome.

    Returns
    -------
    JointTables

    Raises
    ------
    TypeError
        If a table is not a TwoByTwo.
    ValueError
        If there are not three tables, they do not agree on the number of cases and non-cases, or
        too many joint tables fit.

    Examples
    --------
    >>> from asi_helpers.datasets import load_table
    >>> fitting = joint_tables({name: load_table(name) for name in ("knowledge", "comfort",
    ...                                                             "support")})
    >>> len(fitting.cases), len(fitting.noncases), len(fitting)
    (648, 899, 582552)
    """
    if len(tables) != 3:
        raise ValueError(f"`tables` must hold three tables, but it holds {len(tables)}.")
    outcomes = {(check_table(t).n_cases, t.n_noncases) for t in tables.values()}
    if len(outcomes) > 1:
        raise ValueError(
            "The tables must count the same people, but they have "
            f"{' and '.join(f'{a} cases, {b} non-cases' for a, b in sorted(outcomes))}."
        )
    ((n_cases, n_noncases),) = outcomes
    cases = _with_margins([t.exposed_cases for t in tables.values()], n_cases)
    noncases = _with_margins([t.exposed_noncases for t in tables.values()], n_noncases)
    if len(cases) * len(noncases) > _MANY:
        raise ValueError("Too many joint tables fit; the tables must be smaller.")
    return JointTables(dict(tables), cases, noncases)


def _with_margins(exposed, people):
    """All tables of three exposures with so many exposed to each, shape (n, 8)."""
    first, second, third = exposed
    # Four numbers are free: those with all three exposures, and with exactly two of them.
    largest = [min(exposed), min(first, second), min(first, third), min(second, third)]
    if np.prod([float(n + 1) for n in largest]) > _MANY:
        raise ValueError("Too many joint tables fit; the tables must be smaller.")
    all_three, not_third, not_second, not_first = np.indices(
        [n + 1 for n in largest], dtype=np.int64
    ).reshape(4, -1)
    only_first = first - all_three - not_third - not_second
    only_second = second - all_three - not_third - not_first
    only_third = third - all_three - not_second - not_first
    columns = [only_third, only_second, not_first, only_first, not_second, not_third, all_three]
    found = np.stack([people - sum(columns), *columns], axis=1)
    return found[(found >= 0).all(axis=1)]
