"""Chapter 6: the same percentages with more women."""

from dataclasses import replace

from ...datasets import load_table
from ...estimates import POR, prevalence_odds_ratio
from ...figures.palette import GRID, INK, A
from ...language import Capital, Count, Joined, PValue, Ratio
from ...language import lazy_gettext as _
from ...sentences import MEASURES, MOTHERS, sentence_of
from ...significance import chi_square_test
from ...tables import TwoByTwo
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stats_table
from ..page.sketch import Scale, Sketch, x_axis
from .rows import N_MOTHERS, chi_square_rows, count_row, estimate_row, table_options

_TIMES = (1, 2, 4, 10, 20, 100)
# A weak association in as many mothers as the study has; made up, and said to be.
_WEAK = (20, 27, 16, 31)
_MARK = _("Imagined: {times} times as many mothers, with exactly the same percentages.")
_WEAK_MARK = _("Made-up counts with a small difference between the groups.")
_ROW = _("n = {n}")
_ALT = _(
    "Prevalence odds ratio {por} at every number of mothers; 95% interval {low} to {high} with {n} "
    "mothers, and narrower the more mothers there are. p {p}."
)


def explore_sample_size(language=None):
    """
    Keep the percentages of a table and imagine more women: what narrows, what stays.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `table` and `n`.
    """
    people = _table("knowledge").n
    sizes = [people * times for times in _TIMES]
    options = tuple(Option(str(n), N_MOTHERS.fill(n=Count(n))) for n in sizes)
    weak = Option("weak", _("Small difference (made up)"))
    return Explorer(
        "sample_size",
        _("The same percentages, more mothers"),
        _("Slide to more mothers. Watch the interval and p. Does the odds ratio move?"),
        (
            Control(
                "table",
                _("Percentages of"),
                (*table_options(), weak),
                start="weak",
            ),
            Control("n", MOTHERS, options, "range"),
        ),
        _show,
        language,
        both_languages=True,
    )


def _table(name):
    if name != "weak":
        return load_table(name)
    a, b, c, d = _WEAK
    return TwoByTwo(
        exposed_cases=a,
        exposed_noncases=b,
        unexposed_cases=c,
        unexposed_noncases=d,
        exposed=_("first"),
        unexposed=_("second"),
        case=load_table("knowledge").case,
    )


def _grown(table, times):
    """The table with every count multiplied."""
    return replace(
        table,
        exposed_cases=table.exposed_cases * times,
        exposed_noncases=table.exposed_noncases * times,
        unexposed_cases=table.unexposed_cases * times,
        unexposed_noncases=table.unexposed_noncases * times,
    )


def _show(table, n):
    base = _table(table)
    times = int(n) // base.n
    grown = _grown(base, times)
    por, test = prevalence_odds_ratio(grown), chi_square_test(grown)
    marks = [_WEAK_MARK] if table == "weak" else []
    marks += [_MARK.fill(times=times)] if times > 1 else []
    rows = [estimate_row(por), *chi_square_rows(test), count_row(grown.n)]
    return View(
        sentence_of(por),
        _draw(base, times, por, test),
        stats_table(rows),
        Joined(tuple(marks)) if marks else "",
    )


def _draw(base, times, por, test):
    sketch = Sketch(222)
    scale = Scale(0.4, 150, 84, 314, log=True)
    axis = 180
    sketch.line(scale(1), 6, scale(1), axis, color=GRID, dash="4 3")
    for row, each in enumerate(_TIMES):
        estimate = prevalence_odds_ratio(_grown(base, each))
        y, chosen = 20 + 28 * row, each == times
        color, width = (A, 4) if chosen else (GRID, 1.5)
        sketch.text(0, y + 4, _ROW.fill(n=Count(base.n * each)), bold=chosen)
        low, high = (scale(limit) for limit in estimate.interval)
        sketch.line(low, y, high, y, color=color, width=width)
        sketch.dots([(scale(estimate.value), y)], INK if chosen else GRID, size=10 if chosen else 6)
    x_axis(sketch, scale, axis, (1, 10, 100), label=Capital(MEASURES[POR]))
    alt = _ALT.fill(
        por=Ratio(por.value),
        low=Ratio(por.interval.low),
        high=Ratio(por.interval.high),
        n=Count(base.n * times),
        p=PValue(test.pvalue),
    )
    return sketch.svg(alt)
