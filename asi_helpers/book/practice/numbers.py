"""
The numbers of the quizzes: every one is computed, by an expression out of a small registry.

An expression is a number, or a list of the name of a function below and its arguments, which may
be expressions themselves: ``["por", "knowledge"]``, ``["reciprocal", ["por", "comfort"]]``. A
table is named, or built: ``["cells", 20, 30, 13, 37]``, ``["swap_exposure", "knowledge"]``. Nothing
is evaluated as code.
"""

import math

from ...datasets import PAPER_TABLES, load_dataset, load_printed, load_strata, load_table
from ...estimates import (
    cohen_kappa,
    e_value,
    mantel_haenszel_odds_ratio,
    prevalence_difference,
    prevalence_odds_ratio,
    prevalence_ratio,
)
from ...significance import chi_square_test
from ...tables import CELLS, TwoByTwo


def evaluate(expression):
    """
    Compute an expression of a quiz item.

    Parameters
    ----------
    expression : number, str or list
        See the module's docstring. Text stands for itself (a table's name, say).

    Raises
    ------
    ValueError
        If it names a function that the registry does not have.

    Examples
    --------
    >>> round(evaluate(["reciprocal", ["por", "knowledge"]]), 3)
    0.029
    """
    if not isinstance(expression, list):
        return expression
    name, *arguments = expression
    if name not in REGISTRY:
        raise ValueError(f"No quiz function {name!r}; there are {', '.join(sorted(REGISTRY))}.")
    return REGISTRY[name](*map(evaluate, arguments))


def _table(table):
    return table if isinstance(table, TwoByTwo) else load_table(table)


def _transpose(table):
    table = _table(table)
    return TwoByTwo.from_array(table.to_array().T)


def _times(table, factor):
    return TwoByTwo.from_array(_table(table).to_array() * factor)


def _cell(table, cell):
    if cell not in CELLS:
        raise ValueError(f"No cell {cell!r}; there are {', '.join(CELLS)}.")
    return getattr(_table(table), cell)


def _group_size(table, group):
    return {"exposed": _table(table).n_exposed, "unexposed": _table(table).n_unexposed}[group]


def _outcome_size(table, cell):
    return _table(table).n_cases if cell.endswith("_cases") else _table(table).n_noncases


def _row_percent(table, cell):
    return 100 * _cell(table, cell) / _group_size(table, cell.split("_")[0])


def _expected(table, cell):
    frame = chi_square_test(_table(table)).expected_freq
    return dict(zip(CELLS, frame.to_numpy().ravel().tolist(), strict=True))[cell]


def _odds(table):
    table = _table(table)
    return table.exposed_cases / table.exposed_noncases


def _limit(measure, index):
    return lambda table: measure(_table(table)).interval[index]


def _practice_printed(table, quantity):
    printed = load_dataset("practice_printed").set_index(["table", "quantity"])["value"]
    return float(printed[table, quantity])


def _population():
    """The postpartum mothers of the last year that the paper gives, which it takes for its own."""
    background = load_dataset("background")
    mothers = background[background["indicator"] == "postpartum_mothers"]
    return float(mothers.sort_values("year")["value"].iloc[-1])


def _stratum(table, stratum):
    return list(load_strata(table).values())[int(stratum) - 1]


def _raters(both_first, first_only, second_only, both_second):
    """Verdicts of two raters with two verdicts, from the four counts of their pairs."""
    first = ["a"] * (both_first + first_only) + ["b"] * (second_only + both_second)
    second = ["a"] * both_first + ["b"] * first_only + ["a"] * second_only + ["b"] * both_second
    return cohen_kappa(first, second)


def _below(bound, value):
    """The bound, if the value is indeed below it."""
    return bound if value < bound else math.nan


REGISTRY = {
    # said, not computed: made up for the question; a convention such as 95% or p < 0.05; printed
    # in a source of the bibliography
    "given": lambda value: value,
    "convention": lambda value: value,
    "reported": lambda source, value: value,
    # the paper
    "printed": lambda table, quantity: getattr(load_printed(table), quantity),
    "practice_printed": _practice_printed,
    "population": _population,
    "jbi_items": lambda: len(load_dataset("appraisal")),
    "jbi_verdicts": lambda verdict: int((load_dataset("appraisal")["verdict"] == verdict).sum()),
    # tables
    "cells": lambda a, b, c, d: TwoByTwo.from_array([[a, b], [c, d]]),
    "swap_exposure": lambda table: _table(table).swap_exposure(),
    "swap_outcome": lambda table: _table(table).swap_outcome(),
    "transpose": _transpose,
    "times": _times,
    "stratum": _stratum,
    # counts and percentages
    "n": lambda table: _table(table).n,
    "cell": _cell,
    "group_size": _group_size,
    "cases": lambda table: _table(table).n_cases,
    "noncases": lambda table: _table(table).n_noncases,
    "row_percent": _row_percent,
    "column_percent": lambda table, cell: 100 * _cell(table, cell) / _outcome_size(table, cell),
    "total_percent": lambda table, cell: 100 * _cell(table, cell) / _table(table).n,
    "prevalence_percent": lambda table: 100 * _table(table).n_cases / _table(table).n,
    # tests
    "expected": _expected,
    "smallest_expected": lambda: min(_expected(t, cell) for t in PAPER_TABLES for cell in CELLS),
    "chi2": lambda table: chi_square_test(_table(table)).statistic,
    "pvalue": lambda table: chi_square_test(_table(table)).pvalue,
    "largest_pvalue": lambda: max(chi_square_test(load_table(t)).pvalue for t in PAPER_TABLES),
    # measures
    "odds": _odds,
    "por": lambda table: prevalence_odds_ratio(_table(table)).value,
    "por_low": _limit(prevalence_odds_ratio, 0),
    "por_high": _limit(prevalence_odds_ratio, 1),
    "pr": lambda table: prevalence_ratio(_table(table)).value,
    "pr_low": _limit(prevalence_ratio, 0),
    "pr_high": _limit(prevalence_ratio, 1),
    "pd_points": lambda table: 100 * prevalence_difference(_table(table)).value,
    "e_value": lambda table: e_value(prevalence_ratio(_table(table))).estimate,
    "adjusted_or": lambda table: mantel_haenszel_odds_ratio(load_strata(table).values()).value,
    "raters": _raters,
    "kappa": lambda raters: raters.kappa,
    "agreement": lambda raters: raters.observed,
    "chance_agreement": lambda raters: raters.by_chance,
    # sample size: Slovin, for a population and an error
    "slovin": lambda population, error: population / (1 + population * error**2),
    # arithmetic
    "sum": lambda *values: math.fsum(values),
    "difference": lambda x, y: x - y,
    "product": lambda *values: math.prod(values),
    "quotient": lambda x, y: x / y,
    "reciprocal": lambda x: 1 / x,
    "complement": lambda x: 1 - x,
    "complement_percent": lambda x: 100 - x,
    "percent_of": lambda part, whole: 100 * part / whole,
    "sqrt": math.sqrt,
    "rounded": lambda x: float(round(x)),
    "ceiling": math.ceil,
    "below": _below,
}
