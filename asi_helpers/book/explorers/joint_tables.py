"""Chapter 9: joint tables that all fit the three published ones, and what they say of comfort."""

from functools import cache

import numpy as np

from ...datasets import PAPER_TABLES, load_table
from ...estimates import POR, mantel_haenszel_odds_ratio, prevalence_odds_ratio
from ...figures.palette import GRID, A, B
from ...joint import joint_tables
from ...language import Capital, Count, Joined, Ratio
from ...language import lazy_gettext as _
from ...sentences import COUNT_OF, MEASURES
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import html, stats_table
from ..page.sketch import Scale, Sketch, x_axis
from .rows import N_MOTHERS, count_row, estimate_row

_ABOUT = "comfort"
_WITH = "knowledge"  # the walk changes how many mothers are good at both
_OTHERS = ("knowledge", "support")

_SENTENCE = _(
    "Suppose {n} mothers had both {first} and {second}. Comfort's odds ratio is {crude}, as the "
    "counts give it. Adjusted for knowledge and husband's support it is {adjusted} in the joint "
    "table shown here{where}. {others}"
)
_RANGE = _("Others with the same {n} give anything from {low} to {high}.")
_ALIKE = _("It is {low} in all others with the same {n} that leave something to compare.")
_INFINITY = _("infinity")  # a place to go to; a ratio is "infinite"
_WHERE = {
    "above": _(": above 1"),
    "below": _(": below 1, the association turned round"),
}
_MARK = _("One of {n} possible joint tables. None of them was observed.")
_CRUDE = _("crude")
_ADJUSTED = _("adjusted")
_ADJUSTED_ROW = _("Adjusted (Mantel-Haenszel)")
_CRUDE_ROW = _("Crude: the published table")
_HEAD = (
    _("Smooth flow among mothers with"),
    _("good comfort"),
    _("poor comfort"),
)
_NOBODY = _("nobody")
_ALT = _(
    "On a log axis comfort's crude odds ratio {crude} stays where it is; the adjusted one is at "
    "{adjusted}, after the smaller dots of the other positions, from infinite down to 0. A line "
    "shows how far it goes in other joint tables of this position: from {low} to {high}."
)


def explore_joint_tables(language=None):
    """
    Walk through joint tables of the three exposures that all fit the published ones.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Control `both`: how many mothers had good knowledge and good comfort. Nobody knows.
    """
    steps = walk()
    options = tuple(Option(str(n), N_MOTHERS.fill(n=n)) for n in steps)
    return Explorer(
        "joint_tables",
        _("What the tables cannot say"),
        _(
            "The study does not say how many mothers had both good knowledge and good comfort. "
            "Slide through the possibilities: what happens to comfort?"
        ),
        (
            Control(
                "both",
                _("Good knowledge and good comfort"),
                options,
                "range",
                start=str(_as_if_unrelated(steps)),
            ),
        ),
        _show,
        language,
    )


@cache
def fitting():
    """All joint tables that fit the paper's three."""
    return joint_tables({name: load_table(name) for name in PAPER_TABLES})


@cache
def walk():
    """
    A path through the fitting joint tables, one mother at a time.

    Returns
    -------
    dict of int to tuple of int
        Number of mothers with good knowledge and good comfort, smallest possible to largest, to
        the rows of cases and of non-cases. Husband's support is as unrelated to the other two as
        whole mothers allow.
    """
    tables = fitting()
    among_cases, among_noncases = tables.both(_WITH, _ABOUT)
    fewest, most = among_cases.min(), among_cases.max()
    total = fewest + among_noncases.min(), most + among_noncases.max()
    steps = {}
    for both_good in range(total[0], total[1] + 1):
        done = (both_good - total[0]) / (total[1] - total[0])
        smooth = fewest + round(done * (most - fewest))
        steps[int(both_good)] = (
            _plainest(tables.cases, among_cases, smooth),
            _plainest(tables.noncases, among_noncases, both_good - smooth),
        )
    return steps


def _plainest(rows, overlap, wanted):
    """Among the rows with that overlap, the one in which support is least related to the rest."""
    found = np.flatnonzero(overlap == wanted)
    counts = rows[found].reshape(-1, 4, 2).astype(float)  # (knowledge, comfort) by support
    expected = counts.sum(2, keepdims=True) * counts.sum(1, keepdims=True)
    expected /= counts.sum((1, 2), keepdims=True)
    return int(found[((counts - expected) ** 2).sum((1, 2)).argmin()])


def _as_if_unrelated(steps):
    """The step nearest to knowledge and comfort being unrelated within either outcome."""
    knowledge, comfort = load_table(_WITH), load_table(_ABOUT)
    expected = (
        knowledge.exposed_cases * comfort.exposed_cases / comfort.n_cases
        + knowledge.exposed_noncases * comfort.exposed_noncases / comfort.n_noncases
    )
    return min(steps, key=lambda n: abs(n - expected))


@cache
def adjusted(both_good):
    """Comfort's odds ratio at one step of the walk, adjusted for the other two exposures."""
    strata = fitting().strata(_ABOUT, *walk()[both_good])
    return mantel_haenszel_odds_ratio(list(strata.values()))


@cache
def adjusted_range(both_good):
    """
    Smallest and largest adjusted odds ratio of comfort over all joint tables of one step.

    Parameters
    ----------
    both_good : int
        Number of mothers with good knowledge and good comfort.

    Returns
    -------
    tuple of float

    Examples
    --------
    >>> low, high = adjusted_range(21)
    >>> round(low, 2), high
    (0.15, inf)
    """
    among_cases, among_noncases = fitting().both(_WITH, _ABOUT)
    ratios = _ratios()[np.add.outer(among_cases, among_noncases) == both_good]
    # a few joint tables leave nothing to compare: nan
    return float(np.nanmin(ratios)), float(np.nanmax(ratios))


@cache
def _ratios():
    return fitting().mantel_haenszel(_ABOUT)


def _show(both):
    step = int(both)
    strata = fitting().strata(_ABOUT, *walk()[step])
    crude = prevalence_odds_ratio(load_table(_ABOUT))
    estimate = adjusted(step)
    low, high = adjusted_range(step)
    others = [load_table(name) for name in _OTHERS]
    sentence = _SENTENCE.fill(
        n=step,
        first=load_table(_WITH).exposed,
        second=load_table(_ABOUT).exposed,
        crude=Ratio(crude.value),
        adjusted=Ratio(estimate.value),
        where=_WHERE["above" if estimate.value > 1 else "below"],
        others=(_RANGE if low < high else _ALIKE).fill(n=step, **_words(low, high)),
    )
    rows = [
        estimate_row(crude, name=_CRUDE_ROW),
        estimate_row(estimate, name=_ADJUSTED_ROW, interval=False),
        count_row(crude.table.n),
    ]
    return View(
        sentence,
        _draw(crude, estimate, step),
        html(stats_table(rows), _strata_table(strata, others)),
        _MARK.fill(n=Count(len(fitting()))),
    )


def _strata_table(strata, others):
    rows = []
    for combination, table in strata.items():
        levels = tuple(
            other.exposed if yes else other.unexposed
            for other, yes in zip(others, combination, strict=True)
        )
        rows.append(
            [
                Joined(levels, ", "),
                _share(table.exposed_cases, table.n_exposed),
                _share(table.unexposed_cases, table.n_unexposed),
            ]
        )
    return stats_table(rows, head=_HEAD)


def _share(cases, people):
    return COUNT_OF.fill(count=cases, n=people) if people else _NOBODY


def _words(low, high):
    """A range as words for a sentence."""
    return {"low": Ratio(low), "high": _INFINITY if low < high == np.inf else Ratio(high)}


def _draw(crude, estimate, step):
    sketch = Sketch(150)
    scale = Scale(0.1, 100, 34, 286, log=True)
    axis = 108
    sketch.line(scale(1), 8, scale(1), axis, color=GRID, dash="4 3")
    trail = [(_place(scale, adjusted(n).value), 80) for n in walk() if n != step]
    low, high = adjusted_range(step)
    if low < high:
        sketch.line(_place(scale, low), 80, _place(scale, high), 80, color=A, width=2)
    sketch.dots(trail, GRID, size=6)
    x, here = scale(crude.value), _place(scale, estimate.value)
    sketch.diamond(x, 38, B)
    sketch.text(x, 20, _CRUDE, anchor="middle", color=B, bold=True)
    sketch.dots([(here, 80)], A, size=14)
    anchor = "start" if here < 60 else "end" if here > 260 else "middle"
    sketch.text(here, 65, _ADJUSTED, anchor=anchor, color=A, bold=True)
    x_axis(sketch, scale, axis, (0.1, 1, 10, 100), label=Capital(MEASURES[POR]))
    sketch.text(8, axis + 17, "0", anchor="middle")
    sketch.text(312, axis + 17, "∞", anchor="middle")
    values = {"crude": Ratio(crude.value), "adjusted": Ratio(estimate.value)}
    return sketch.svg(_ALT.fill(**values, **_words(low, high)))


def _place(scale, value):
    """On the axis; 0 and infinity stand beyond its ends."""
    return 8 if value < scale.low else 312 if value > scale.high else scale(value)
