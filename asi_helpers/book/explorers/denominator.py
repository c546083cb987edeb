"""Chapter 4: the same mothers as a percentage of a row, of a column, of everybody."""

from ...datasets import load_table
from ...figures.palette import INK, A, B
from ...language import Joined, Number
from ...language import lazy_gettext as _
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stat, stats_table
from ..page.sketch import Sketch
from .rows import NOT_SMOOTH, SMOOTH, table_control

_PER_ROW = 10
_STEP = 15
_CELL = {  # value of the control: counted among the exposed, counted among the cases
    "good_smooth": (True, True),
    "good_not_smooth": (True, False),
    "poor_smooth": (False, True),
    "poor_not_smooth": (False, False),
}
_TITLE = _("Of whom?")
_CONTROLS = (
    table_control(),
    Control(
        "cell",
        _("Count the mothers with"),
        (
            Option("good_smooth", _("good level, smooth flow")),
            Option(
                "good_not_smooth",
                _("good level, flow not smooth"),
            ),
            Option("poor_smooth", _("poor level, smooth flow")),
            Option(
                "poor_not_smooth",
                _("poor level, flow not smooth"),
            ),
        ),
    ),
    Control(
        "percent",
        _TITLE,
        (
            Option("row", _("of their group (row)")),
            Option("column", _("of their outcome (column)")),
            Option("total", _("of all mothers")),
        ),
        "radio",
    ),
)
_SENTENCES = {
    "row": _("Of the {n} mothers with {group}, {outcome} was recorded for {count}: {percent}%."),
    "column": _("Of the {n} mothers with {outcome}, {count} had {group}: {percent}%."),
    "total": _("Of all {n} mothers, {count} had {group} and {outcome}: {percent}%."),
}
_PERCENT = _("Percentage")
_COUNTED = _("Mothers counted (ringed)")
_OF_WHOM = _("Of whom (in full colour)")


def explore_denominator(language=None):
    """
    Ask of any percentage: of whom?

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `table`, `cell` and `percent`.
    """
    return Explorer(
        "denominator",
        _TITLE,
        _("The ringed mothers stay the same. Change “of whom” and watch the percentage."),
        _CONTROLS,
        _show,
        language,
        both_languages=True,
    )


def _show(table, cell, percent):
    counted = load_table(table)
    in_exposed, in_cases = _CELL[cell]
    turned = counted if in_exposed else counted.swap_exposure()
    turned = turned if in_cases else turned.swap_outcome()
    count = turned.exposed_cases
    people = {"row": turned.n_exposed, "column": turned.n_cases, "total": turned.n}[percent]
    share = 100 * count / people
    shown = Number(share, 1)
    sentence = _SENTENCES[percent].fill(
        n=people, count=count, group=turned.exposed, outcome=turned.case, percent=shown
    )
    rows = [
        [_PERCENT, stat("percent", share, Joined((shown, "%"), ""))],
        [_COUNTED, stat("count", count, str(count))],
        [_OF_WHOM, stat("n", people, str(people))],
    ]
    return View(sentence, _draw(counted, _CELL[cell], percent, sentence), stats_table(rows))


def _draw(table, chosen, percent, alt):
    """Two blocks of icons; those outside the denominator are faint, those counted are ringed."""
    blocks = [
        (True, table.exposed, [(True, table.exposed_cases), (False, table.exposed_noncases)]),
        (
            False,
            table.unexposed,
            [(True, table.unexposed_cases), (False, table.unexposed_noncases)],
        ),
    ]
    rows = max(-(-table.n_exposed // _PER_ROW), -(-table.n_unexposed // _PER_ROW))
    sketch = Sketch(58 + _STEP * rows)
    sketch.text(0, 13, Joined(("● ", SMOOTH, "    ○ ", NOT_SMOOTH), ""), size=12)
    for exposed, label, parts in blocks:
        left, color = (8, A) if exposed else (172, B)
        people = sum(count for _, count in parts)
        sketch.text(left - 8, 33, label, size=12, bold=True)
        sketch.text(left - 8, 48, f"n = {people}", size=12)
        done = 0
        for is_case, count in parts:
            places = [
                (left + _STEP * (i % _PER_ROW), 63 + _STEP * (i // _PER_ROW))
                for i in range(done, done + count)
            ]
            done += count
            counts = {
                "row": exposed == chosen[0],
                "column": is_case == chosen[1],
                "total": True,
            }[percent]
            if (exposed, is_case) == chosen:
                sketch.rings(places, INK, size=15, width=1.2)
            fade = {} if counts else {"opacity": 0.5}
            if is_case:
                sketch.dots(places, color, size=9, **fade)
            else:
                sketch.rings(places, color, size=9, width=1.6, **fade)
    return sketch.svg(alt)
