"""Chapter 7: the odds ratio leaves the prevalence ratio behind as the outcome becomes common."""

from ...estimates import POR, PR, por_by_prevalence, prevalence_odds_ratio, prevalence_ratio
from ...figures.palette import GRID, INK, A, B
from ...language import Capital, Count, Joined, Number, Printed, Ratio
from ...language import lazy_gettext as _
from ...sentences import HIGHER, MEASURES
from ...tables import TwoByTwo
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stats_table
from ..page.sketch import Scale, Sketch, plain, x_axis
from .rows import estimate_row

_GROUP = 10_000  # made-up mothers in each group: every percentage below is a whole number of them
_RATIOS = ("1.25", "2", "4", "8")
_TOP = 100  # of the axis
_PERCENTS = (2, 10, 20, 40, 60, 80, 90)
_SENTENCE = _("{p}% against {q}%: {pr} times as common, but the odds are {por} times as high.")
_CLOSE = _("Here the two ratios are still nearly the same.")
_FAR = _("Anyone who reads this odds ratio as “times as common” overstates it {times}-fold.")
_ALT = _(
    "The prevalence ratio is {pr} all along, a level line. The prevalence odds ratio rises above "
    "it as the outcome becomes common; at {p}% it is {por}."
)


def explore_prevalence(language=None):
    """
    Hold the prevalence ratio and let the outcome become common.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `pr`, the prevalence ratio that is held, and `prevalence`, the percentage of
        the group that has the outcome more often.
    """
    return Explorer(
        "prevalence",
        _("Rare or common?"),
        _(
            "Hold the prevalence ratio and slide the outcome from rare to common. When does the "
            "odds ratio stop being close?"
        ),
        (
            Control(
                "pr",
                _("Prevalence ratio held at"),
                tuple(Option(ratio, Printed(float(ratio))) for ratio in _RATIOS),
                "radio",
                start="2",
            ),
            Control(
                "prevalence",
                _("How common the outcome is"),
                tuple(Option(str(percent), f"{percent}%") for percent in _PERCENTS),
                "range",
            ),
        ),
        _show,
        language,
        note=_("Made-up groups of {n} mothers each.").fill(n=Count(_GROUP)),
    )


def _table(ratio, percent):
    exposed = round(_GROUP * percent / 100)
    unexposed = round(exposed / ratio)
    return TwoByTwo(
        exposed_cases=exposed,
        exposed_noncases=_GROUP - exposed,
        unexposed_cases=unexposed,
        unexposed_noncases=_GROUP - unexposed,
    )


def _show(pr, prevalence):
    held, percent = float(pr), int(prevalence)
    table = _table(held, percent)
    por, ratio = prevalence_odds_ratio(table), prevalence_ratio(table)
    overstated = por.value / ratio.value
    p, q = (_percent(x) for x in table.row_percent().iloc[:, 0])
    compared = _SENTENCE.fill(p=p, q=q, pr=Ratio(ratio.value), por=Ratio(por.value))
    verdict = _CLOSE if overstated < 1.1 else _FAR.fill(times=Ratio(overstated))
    rows = [estimate_row(ratio, interval=False), estimate_row(por, interval=False)]
    return View(Joined((compared, verdict)), _draw(held, percent, ratio, por), stats_table(rows))


def _percent(value):
    """A percentage without needless zeros: 80, 7.5, 0.25."""
    return Number(value, next(n for n in (0, 1, 2) if abs(value - round(value, n)) < 1e-9))


def _draw(held, percent, ratio, por):
    sketch = Sketch(244)
    across = Scale(0, 100, 40, 300)
    up = Scale(0.6, _TOP, 200, 26, log=True)
    for tick in (1, 2, 5, 10, 20, 50, _TOP):
        sketch.line(40, up(tick), 300, up(tick), color=GRID, width=0.5)
        sketch.text(34, up(tick) + 4, plain(tick), anchor="end")
    percents = range(1, 97)
    ratios = por_by_prevalence(held, [p / held / 100 for p in percents])
    # ends at the top of the axis: a line along it would look as if the odds ratio stood still
    curve = [(p, y) for p, y in zip(percents, ratios, strict=True) if y <= _TOP]
    sketch.path("M" + "L".join(f"{across(p):.1f} {up(y):.1f}" for p, y in curve), A, width=2.5)
    sketch.line(40, up(held), 300, up(held), color=B, width=2.5, dash="6 3")
    x = across(percent)
    sketch.line(x, up(held), x, up(por.value), color=INK, dash="2 2")
    sketch.dots([(x, up(por.value))], A, size=11)
    sketch.diamond(x, up(ratio.value), B)
    sketch.text(40, 14, Capital(MEASURES[POR]), color=A, bold=True)
    sketch.text(300, up(held) + 17, Capital(MEASURES[PR]), color=B, bold=True, anchor="end")
    x_axis(sketch, across, 200, (0, 20, 40, 60, 80, 100), label=HIGHER)
    return sketch.svg(_ALT.fill(pr=Ratio(ratio.value), p=percent, por=Ratio(por.value)))
