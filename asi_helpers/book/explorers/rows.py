"""What several explorers share: the choice of a table, and rows of statistics."""

from functools import cache

from ...datasets import PAPER_TABLES, load_dataset, load_table
from ...estimates import MH, PD, POR, PR
from ...language import Capital, Count, Number, PValue, Ratio, lazy_pgettext, read_number
from ...language import lazy_gettext as _
from ...sentences import CHI2, INTERVAL, MEASURES, MOTHERS, level_of
from ..page.controls import Control, Option
from ..page.html import html, stat

_PVALUE = lazy_pgettext("name of a row", "p-value")
SMOOTH = _("smooth flow")
NOT_SMOOTH = _("flow not smooth")
N_MOTHERS = _("{n} mothers")
_NAMES = {POR: "por", PR: "pr", PD: "pd", MH: "por_adjusted"}


def table_control():
    """The choice among the paper's three tables."""
    return Control("table", _("Table"), table_options())


def table_options():
    """The paper's three tables, called by their exposures."""
    return tuple(Option(name, Capital(load_table(name).exposure)) for name in PAPER_TABLES)


def estimate_row(estimate, *, name=None, interval=True):
    """One row of a table of statistics: a measure, its value and its interval."""
    stats = _NAMES[estimate.measure]
    cell = stat(stats, estimate.value, Ratio(estimate.value))
    if interval and estimate.interval is not None:
        low, high = (
            stat(f"{stats}_{end}", limit, Ratio(limit))
            for end, limit in zip(("low", "high"), estimate.interval, strict=True)
        )
        words = INTERVAL.fill(level=level_of(estimate), low=low, high=high)
        cell = html(cell, " (", words, ")")
    return [name or Capital(MEASURES[estimate.measure]), cell]


def chi_square_rows(test):
    """Two rows: the statistic and its p-value."""
    return [
        [CHI2, stat("chi2", test.statistic, Number(test.statistic, 1))],
        [_PVALUE, stat("pvalue", test.pvalue, PValue(test.pvalue, bare=True))],
    ]


def count_row(count):
    """A row for a number of people."""
    return [MOTHERS, stat("n", count, Count(count))]


@cache
def printed_ratio(table):
    """The odds ratio as the paper prints it: a number with its decimals, and the text."""
    results = load_dataset("printed_results").set_index(["table", "quantity"])
    row = results.loc[(table, "por")]
    return Number(row["value"], read_number(row["printed"]).decimals), row["printed"]
