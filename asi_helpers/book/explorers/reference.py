"""Chapter 8: exchange the groups or the outcomes, and the odds ratio is upside down."""

from ...audit import matches
from ...datasets import load_table
from ...estimates import POR, prevalence_odds_ratio, prevalence_ratio
from ...figures.palette import GRID, INK, A, B
from ...language import Capital, Joined, Number, Ratio
from ...language import lazy_gettext as _
from ...sentences import COUNT_OF, MEASURES, sentence_of
from ...significance import chi_square_test
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stats_table
from ..page.sketch import Scale, Sketch, x_axis
from .rows import (
    NOT_SMOOTH,
    SMOOTH,
    chi_square_rows,
    count_row,
    estimate_row,
    printed_ratio,
    table_control,
)

_AXIS = (0.005, 200)  # holds every interval of the three tables, either way up
_CONTROLS = (
    table_control(),
    Control(
        "exposed",
        _("Compare"),
        (
            Option("good", _("good against poor")),
            Option("poor", _("poor against good")),
        ),
        "radio",
    ),
    Control(
        "case",
        _("Count"),
        (
            Option("smooth", SMOOTH),
            Option("not_smooth", NOT_SMOOTH),
        ),
        "radio",
    ),
)
_FOUND = _("There it is: this setting gives the number that the study prints, {printed}.")
_PRINTED = _("printed {number}")
_SAME = _("no association")
_ALT = _(
    "{case}: {first} with {exposed}, {second} with {unexposed}. Prevalence odds ratio {por}, 95% "
    "interval {low} to {high}, on a log axis; the printed number is {printed}."
)


def explore_reference(language=None):
    """
    Exchange the groups or the outcomes of one of the paper's tables and watch the odds ratio.

    The prevalence odds ratio is inverted with its interval; chi-square and p stay.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `table`, `exposed` and `case`.
    """
    return Explorer(
        "reference",
        _("Which way up?"),
        _(
            "Exchange the groups, then the outcomes. Which settings give the printed number "
            "(the open diamond)? What never moves?"
        ),
        _CONTROLS,
        _show,
        language,
        both_languages=True,
    )


def _show(table, exposed, case):
    printed, text = printed_ratio(table)
    turned = load_table(table)
    if exposed == "poor":
        turned = turned.swap_exposure()
    if case == "not_smooth":
        turned = turned.swap_outcome()
    por = prevalence_odds_ratio(turned)
    rows = [
        estimate_row(por),
        estimate_row(prevalence_ratio(turned), interval=False),
        *chi_square_rows(chi_square_test(turned)),
        count_row(turned.n),
    ]
    found = matches(printed.value, por.value, printed.decimals)
    return View(
        sentence_of(por),
        _draw(turned, por, printed, exposed == "good"),
        stats_table(rows),
        _FOUND.fill(printed=text) if found else "",
    )


def _draw(table, por, printed, upright):
    sketch = Sketch(236)
    groups = [
        (table.exposed, table.exposed_cases, table.n_exposed),
        (table.unexposed, table.unexposed_cases, table.n_unexposed),
    ]
    shares = []
    sketch.text(0, 13, Capital(table.case), bold=True)
    for row, (group, cases, people) in enumerate(groups):
        y = 24 + 42 * row
        of, percent = COUNT_OF.fill(count=cases, n=people), Number(100 * cases / people, 1)
        shares.append(Joined((of, " (", percent, "%)"), ""))
        color = A if (row == 0) == upright else B  # a group keeps its colour when exchanged
        sketch.text(0, y + 12, Joined((group, shares[-1]), ": "))
        sketch.rect(0, y + 17, 318, 14, GRID, opacity=0.25)
        sketch.rect(0, y + 17, 318 * cases / people, 14, color)
    _draw_axis(sketch, por, printed)
    alt = _ALT.fill(
        case=Capital(table.case),
        first=shares[0],
        second=shares[1],
        exposed=table.exposed,
        unexposed=table.unexposed,
        por=Ratio(por.value),
        low=Ratio(por.interval.low),
        high=Ratio(por.interval.high),
        printed=printed,
    )
    return sketch.svg(alt)


def _draw_axis(sketch, por, printed):
    scale = Scale(*_AXIS, 6, 314, log=True)
    y, axis = 158, 190
    sketch.line(scale(1), 128, scale(1), axis, color=GRID, dash="4 3")
    sketch.text(scale(1), 124, _SAME, anchor="middle", size=12)
    label = _PRINTED.fill(number=printed)
    sketch.text(scale(printed.value), y - 14, label, anchor="middle", size=12)
    sketch.line(scale(por.interval.low), y, scale(por.interval.high), y, width=3)
    sketch.dots([(scale(por.value), y)], INK, size=11)
    sketch.diamond(scale(printed.value), y, B, fill="none")
    x_axis(sketch, scale, axis, (0.01, 0.1, 1, 10, 100), label=Capital(MEASURES[POR]))
