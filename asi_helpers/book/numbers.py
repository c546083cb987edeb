"""
The numbers of quizzes, live exercises and claims: computed, by expressions out of one registry.

An expression is a number, or a list of the name of a function below and its arguments, which may
be expressions themselves: ``["por", "knowledge"]``, ``["reciprocal", ["por", "comfort"]]``. A
table is named, or built: ``["cells", 20, 30, 13, 37]``, ``["swap_exposure", "knowledge"]``. Nothing
is evaluated as code.
"""

import math
from functools import cache

import pandas as pd

from ..datasets import PAPER_TABLES, load_dataset, load_printed, load_strata, load_table
from ..estimates import (
    cohen_kappa,
    e_value,
    mantel_haenszel_odds_ratio,
    prevalence_difference,
    prevalence_odds_ratio,
    prevalence_ratio,
)
from ..language import lazy_gettext as _
from ..significance import chi_square_test, phi_coefficient
from ..tables import CELLS, LABELS, TwoByTwo

DATA = "data"
_LEVELS = {  # as the paper's margins name them
    "exposed": "good",
    "unexposed": "poor",
    "cases": "smooth",
    "noncases": "not smooth",
}


def evaluate(expression, data=None):
    """
    Compute an expression.

    Parameters
    ----------
    expression : number, str or list
        See the module's docstring. Text stands for itself (a table's name, say).
    data : object, optional
        What the text "data" stands for: the data that a live exercise has of its own.

    Raises
    ------
    ValueError
        If it names a function that the registry does not have, or one cannot take its arguments;
        says which part of the expression it is.

    Examples
    --------
    >>> round(evaluate(["reciprocal", ["por", "knowledge"]]), 3)
    0.029
    """
    if not isinstance(expression, list):
        return data if expression == DATA and data is not None else expression
    name, *arguments = expression
    if name not in REGISTRY:
        raise ValueError(f"No function {name!r}; the registry has {', '.join(sorted(REGISTRY))}.")
    values = [evaluate(argument, data) for argument in arguments]
    try:
        return REGISTRY[name](*values)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        reason = error if isinstance(error, ValueError) else repr(error)
        raise ValueError(f"{expression} cannot be computed: {reason}") from error


def _table(table):
    return table if isinstance(table, TwoByTwo) else load_table(table)


def _strata(strata):
    return strata if isinstance(strata, dict) else load_strata(strata)


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


def _smallest_expected(*tables):
    """Of all tables of the paper, unless others are named."""
    return min(_expected(table, cell) for table in tables or PAPER_TABLES for cell in CELLS)


def _residual(table, cell):
    frame = chi_square_test(_table(table)).residuals
    return dict(zip(CELLS, frame.to_numpy().ravel().tolist(), strict=True))[cell]


def _yates(table):
    return chi_square_test(_table(table), correction="yates")


def _odds(table):
    table = _table(table)
    return table.exposed_cases / table.exposed_noncases


def _limit(measure, index):
    return lambda table: measure(_table(table)).interval[index]


def _interval(measure, **options):
    return lambda table: tuple(measure(_table(table), **options).interval)


def _por_interval(table, level=0.95):
    return _interval(prevalence_odds_ratio, confidence_level=level)(table)


@cache
def _figures(dataset, column, *keys):
    """A column of a dataset as a dict, by the columns that name its rows."""
    return load_dataset(dataset).set_index(list(keys))[column].to_dict()


def _practice_printed(table, quantity):
    return _figures("practice_printed", "value", "table", "quantity")[table, quantity]


def _published(factor, level, column):
    """A figure of the published table of crude and adjusted odds ratios."""
    return float(_figures("adjusted", column, "factor", "level")[factor, level])


def _published_table(factor, level):
    """One of its groups against the reference category, as a 2x2 table."""
    reference = _figures("adjusted", "reference", "factor", "level")
    (other,) = (n for (name, n), is_it in reference.items() if name == factor and is_it)
    columns = ("cases", "noncases")
    return TwoByTwo.from_array(
        [[_published(factor, group, column) for column in columns] for group in (level, other)]
    )


def _population():
    """The postpartum mothers of the last year that the paper gives, which it takes for its own."""
    background = load_dataset("background")
    mothers = background[background["indicator"] == "postpartum_mothers"]
    return float(mothers.sort_values("year")["value"].iloc[-1])


def _background(year, source, indicator):
    """A figure of the paper's background: of "health centre" or "district health office"."""
    figures = _figures("background", "value", "year", "data_from", "indicator")
    return figures[year, source, indicator]


def _left_by_margins(table, cell):
    """The count of a cell that the printed margins of its row and of its column both leave."""
    margins = _figures("margins", "count", "table", "level")
    row, column = cell.split("_")
    other_row = "unexposed" if row == "exposed" else "exposed"
    other_column = "noncases" if column == "cases" else "cases"
    return _agreed(
        margins[table, _LEVELS[row]] - _cell(table, f"{row}_{other_column}"),
        margins[table, _LEVELS[column]] - _cell(table, f"{other_row}_{column}"),
    )


def _agreed(*values):
    """The number that several places agree on, nan where they do not."""
    return values[0] if len(set(values)) == 1 else math.nan


def _like(table, a, b, c, d):
    """Four counts under the names of a table of the book."""
    labels = {name: getattr(_table(table), name) for name in LABELS}
    return TwoByTwo.from_array([[a, b], [c, d]], **labels)


def _stratum(strata, stratum):
    return list(_strata(strata).values())[int(stratum) - 1]


def _adjusted(strata):
    return mantel_haenszel_odds_ratio(_strata(strata).values())


def _raters(both_first, first_only, second_only, both_second):
    """Verdicts of two raters with two verdicts, from the four counts of their pairs."""
    first = ["a"] * (both_first + first_only) + ["b"] * (second_only + both_second)
    second = ["a"] * both_first + ["b"] * first_only + ["a"] * second_only + ["b"] * both_second
    return cohen_kappa(first, second)


_VERDICTS = {
    "n": _("no"),
    "u": _("unclear"),
    "y": _("yes"),
}


def _verdicts(first, second):
    """Verdicts of two raters on the same items, a letter for each: no, unclear or yes."""
    verdicts = {  # as objects: a column of text would lose the Indonesian words
        rater: pd.Series([_VERDICTS[letter] for letter in letters], dtype=object)
        for rater, letters in (("first_rater", first), ("second_rater", second))
    }
    return pd.DataFrame({"item": range(1, len(first) + 1), **verdicts})


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
    "published": _published,
    "published_table": _published_table,
    "population": _population,
    "background": _background,
    "left_by_margins": _left_by_margins,
    "jbi_items": lambda: len(load_dataset("appraisal")),
    "jbi_verdicts": lambda verdict: int((load_dataset("appraisal")["verdict"] == verdict).sum()),
    # data that a live exercise has of its own
    "table": _table,
    "chances": lambda a, b, c, d: dict(zip(CELLS, (a, b, c, d), strict=True)),
    "chance": lambda chances, cell: chances[cell],
    "like": _like,
    "strata": lambda names, *tables: dict(zip(load_strata(names), tables, strict=True)),
    "verdicts": _verdicts,
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
    "residual": _residual,
    "smallest_expected": _smallest_expected,
    "chi2": lambda table: chi_square_test(_table(table)).statistic,
    "pvalue": lambda table: chi_square_test(_table(table)).pvalue,
    "yates_chi2": lambda table: _yates(table).statistic,
    "yates_pvalue": lambda table: _yates(table).pvalue,
    "degrees_of_freedom": lambda table: chi_square_test(_table(table)).dof,
    "largest_pvalue": lambda: max(chi_square_test(load_table(t)).pvalue for t in PAPER_TABLES),
    # measures
    "odds": _odds,
    "por": lambda table: prevalence_odds_ratio(_table(table)).value,
    "por_low": _limit(prevalence_odds_ratio, 0),
    "por_high": _limit(prevalence_odds_ratio, 1),
    "por_interval": _por_interval,
    "haldane_interval": _interval(prevalence_odds_ratio, correction="haldane"),
    "pr": lambda table: prevalence_ratio(_table(table)).value,
    "pr_low": _limit(prevalence_ratio, 0),
    "pr_high": _limit(prevalence_ratio, 1),
    "pr_interval": _interval(prevalence_ratio),
    "pd_points": lambda table: 100 * prevalence_difference(_table(table)).value,
    "pd_interval": _interval(prevalence_difference),
    "phi": lambda table: phi_coefficient(_table(table)),
    "e_value": lambda table: e_value(prevalence_ratio(_table(table))).estimate,
    "adjusted_or": lambda strata: _adjusted(strata).value,
    "pooled": lambda strata: _adjusted(strata).table,
    "raters": _raters,
    "rated": lambda verdicts: cohen_kappa(verdicts["first_rater"], verdicts["second_rater"]),
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
    "log": math.log,
    "pair": lambda low, high: (low, high),
    "largest": max,
    "agreed": _agreed,
    "ceiling": math.ceil,
    "below": _below,
}
