"""Chapter 5: shuffle the outcomes over and over, and the null distribution builds up."""

import numpy as np

from ...datasets import load_table
from ...figures.palette import GRID, INK, A, B
from ...language import Count, Number, PValue
from ...language import lazy_gettext as _
from ...sentences import CHI2, PEARSONS_CURVE
from ...significance import chi_square_test
from ...simulation import every_deal, null_shares, permutation_distribution
from ..page.controls import Control, Option
from ..page.draws import FLOOR, Draws, Outcome
from ..page.explorer import Explorer, View
from ..page.html import stat, stats_table
from ..page.sketch import Scale, Sketch, x_axis
from .rows import table_control

_SHUFFLES = (1, 10, 100, 1_000, 10_000)
_SEED = 94
_END = 50  # of the axis; the largest observed chi-square is below
_LEFT = 42  # where the axis begins: "100%" has its place before it, in a wide font too
_SENTENCES = {
    "one": _(
        "One shuffle of the {n} cards gave a chi-square of {first}. The real table has {observed}."
    ),
    "many": _(
        "{times} shuffles of the {n} cards: {extreme} of them reached the observed chi-square of "
        "{observed}."
    ),
}
_ONCE = _("once")
_OFTEN = _("{n} times")
_NONE = _("none")
_TIMES = _("Shuffles")
_EXTREME = _("Shuffles that reached it")
_SHARE = _("Share of shuffles that reached it")
_PERCENT = _("{percent}%")
_REAL = _("Chi-square of the real table")
_FROM_CURVE = _("p from Pearson's curve")
_LARGEST = _("Largest chi-square among them")
_OBSERVED = _("observed {value}")
_BARS = _("shuffled tables")
_ALT = _(
    "Chi-square of {times} shuffled tables as bars near 0, the largest {largest}, with Pearson's "
    "curve over them; the observed {observed} is marked far to the right."
)
_DEALT = _(
    "Smooth cards: {left} of {n_left} for {exposed}, {right} of {n_right} for {unexposed}. "
    "Chi-square: {value}."
)
_PILE_ALT = _(
    "A dot for each of your own shuffles over its chi-square; the observed {observed} is marked."
)


def explore_permutation(language=None):
    """
    Shuffle the outcomes among the mothers of a table and collect the chi-squares.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `table` and `shuffles`.
    """
    return Explorer(
        "permutation",
        _("Shuffle the cards"),
        _("Shuffle more and more often. Does chance alone ever reach the observed chi-square?"),
        (
            table_control(),
            Control(
                "shuffles",
                _("Shuffle"),
                tuple(
                    Option(str(n), _ONCE if n == 1 else _OFTEN.fill(n=Count(n))) for n in _SHUFFLES
                ),
                "radio",
            ),
        ),
        _show,
        language,
        draws=Draws(
            button=_("Shuffle again"),
            invitation=_("Each press shuffles the cards anew and deals them once."),
            tally=_("Your own shuffles: {count}. The largest chi-square among them: {largest}."),
            by="table",
            outcomes=_outcomes,
            ground=_ground,
        ),
    )


def _shuffled(table, times):
    """The first `times` of one and the same series of shuffles."""
    rng = np.random.default_rng(_SEED)
    return permutation_distribution(table, n_samples=_SHUFFLES[-1], rng=rng)[:times]


def _show(table, shuffles):
    real, times = load_table(table), int(shuffles)
    test = chi_square_test(real)
    null = _shuffled(real, times)
    extreme = int((null >= test.statistic).sum())
    sentence = _SENTENCES["one" if times == 1 else "many"].fill(
        n=real.n,
        times=Count(times),
        first=Number(null[0], 1),
        observed=Number(test.statistic, 1),
        extreme=Count(extreme) if extreme else _NONE,
    )
    largest = float(null.max())
    share = 100 * extreme / times
    percent = _PERCENT.fill(percent=Number(share, 2) if extreme else "0")
    rows = [
        [_TIMES, stat("shuffles", times, Count(times))],
        [_LARGEST, stat("largest", largest, Number(largest, 1))],
        [_REAL, stat("chi2", test.statistic, Number(test.statistic, 1))],
        [_EXTREME, stat("extreme", extreme, Count(extreme))],
        [_SHARE, stat("share", share, percent)],
        [_FROM_CURVE, stat("pvalue", test.pvalue, PValue(test.pvalue, bare=True))],
    ]
    return View(sentence, _draw(null, test, largest), stats_table(rows))


def _outcomes(table):
    """Each deal that one shuffle may give."""
    real = load_table(table)
    across = _across()
    return tuple(
        Outcome(
            chance=chance,
            value=chi2,
            shown=Number(chi2, 1),
            words=_DEALT,
            gaps={
                "left": cases,
                "n_left": real.n_exposed,
                "exposed": real.exposed,
                "right": real.n_cases - cases,
                "n_right": real.n_unexposed,
                "unexposed": real.unexposed,
            },
            x=across(int(chi2) + 0.5),
        )
        for cases, chance, chi2 in zip(*map(np.ndarray.tolist, every_deal(real)), strict=True)
    )


def _ground(table):
    """The axis for the reader's own shuffles, with the observed chi-square on it."""
    test, sketch, across = chi_square_test(load_table(table)), Sketch(FLOOR + 42), _across()
    observed = Number(test.statistic, 1)
    _mark_observed(sketch, across, test.statistic, FLOOR)
    x_axis(sketch, across, FLOOR, range(0, _END + 1, 10), label=CHI2)
    return sketch, _PILE_ALT.fill(observed=observed)


def _across():
    return Scale(0, _END, _LEFT, 310)


def _mark_observed(sketch, across, value, floor):
    """A line where the observed value lies, and its words at the side that has room."""
    x = across(value)
    sketch.line(x, 60, x, floor, color=B, width=2.5)
    anchor = "end" if value > _END / 2 else "start"
    label, place = _OBSERVED.fill(value=Number(value, 1)), x + (4 if anchor == "end" else -4)
    sketch.text(place, 54, label, color=B, bold=True, anchor=anchor)


def _draw(null, test, largest):
    sketch = Sketch(228)
    across, up = _across(), Scale(0, 100, 186, 26)
    for percent in (0, 50, 100):
        sketch.line(_LEFT, up(percent), 310, up(percent), color=GRID, width=0.5)
        sketch.text(_LEFT - 4, up(percent) + 4, f"{percent}%", anchor="end", size=12)
    shares = null_shares(null, _END, width=1)
    for left, percent in zip(shares.low, shares.shuffles, strict=True):
        if percent:
            top = min(up(percent), up(0) - 1)  # a single shuffle in 10,000 can still be seen
            sketch.rect(across(left) + 0.4, top, across(1) - across(0) - 0.8, up(0) - top, A)
    points = (
        f"{across(left + 0.5):.1f} {up(percent):.1f}"
        for left, percent in zip(shares.low[:15], shares.curve, strict=False)
    )
    sketch.path("M" + "L".join(points), INK, width=2)
    _mark_observed(sketch, across, test.statistic, up(0))
    sketch.line(178, 12, 198, 12, width=2)
    sketch.text(203, 16, PEARSONS_CURVE, size=12)
    sketch.rect(_LEFT, 7, 12, 10, A)
    sketch.text(_LEFT + 16, 16, _BARS, size=12)
    x_axis(sketch, across, 188, range(0, _END + 1, 10), label=CHI2)
    alt = _ALT.fill(
        times=Count(len(null)), largest=Number(largest, 1), observed=Number(test.statistic, 1)
    )
    return sketch.svg(alt)
