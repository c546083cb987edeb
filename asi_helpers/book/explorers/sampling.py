"""Chapter 3: choose women in one way or another, many times, and see what the studies report."""

import math
from functools import cache

import numpy as np

from ...datasets import load_table
from ...estimates import POR, PR, prevalence_odds_ratio, prevalence_ratio
from ...figures.palette import GRID, INK, A, B
from ...language import Capital, Count, Joined, Number, Ratio, lazy_pgettext
from ...language import lazy_gettext as _
from ...sentences import COUNT_OF, MEASURES, TRUTH
from ...simulation import simulate_samples, summarise_samples
from ...tables import TwoByTwo
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import html, stat, stats_table
from ..page.sketch import Scale, Sketch, x_axis

_STUDIES = 2_000
_SEED = 546
_SIZES = (20, 94, 200)
_TIMES = 3  # as readily: who is preferred, in every way of choosing but the lot
_MEASURES = ("prevalence", "pr", "por")
_OFF = math.log(1.1)  # of the middle study from the truth: further than 2,000 studies wander
_ENDS = (1 / 8, 8)  # of the axis, as times the truth
_BINS = 40

_NAMES = {
    "prevalence": _("prevalence"),
    "pr": MEASURES[PR],
    "por": MEASURES[POR],
}
# They begin as the ways of choosing are called in the chapter's table and figure.
_MECHANISMS = (
    Option("random", _("by lot")),
    Option("outcome", _("by outcome (milk flow)")),
    Option("exposure", _("by exposure (knowledge)")),
    Option("both", _("by both, separately")),
    Option("cell", _("favouring one cell")),
    Option("avoid", _("avoiding one cell")),
)
_HOW = {
    "random": _("Every mother has the same chance"),
    "outcome": _("Mothers with smooth flow are chosen {times} times as readily"),
    "exposure": _("Mothers with good knowledge are chosen {times} times as readily"),
    "both": _(
        "Smooth flow makes a mother {times} times as likely to be chosen, and so does good "
        "knowledge; with both it is {times} times {times}"
    ),
    "cell": _(
        "Mothers with good knowledge and smooth flow are chosen {times} times as readily as all "
        "others"
    ),
    "avoid": _(
        "All other mothers are chosen {times} times as readily as mothers with poor knowledge and "
        "flow that is not smooth"
    ),
}
_DISTORTED = {
    "high": _("{measures} too high"),
    "low": _("{measures} too low"),
    "right": _("{measures} about right"),
}
_AND = _(" and ")
_LAST = lazy_pgettext("before the last of three", " and ")  # before the last of three
_BIAS = _("More mothers narrow the scatter; they do not move the middle back.")
_NO_BIAS = _("More mothers only narrow the scatter.")
_SMALL = _(
    "Even so, with {size} mothers the middle study reports {times} times the true {measure}: not "
    "because of the choosing, but because the studies are so small. With more mothers that goes "
    "away."
)
_INFINITE = _("{count} of {studies} studies have an infinite odds ratio, because a cell is 0.")
_HEAD = (
    "",
    _("Truth"),
    _("Median"),
    _("95% of studies (high ÷ low)"),
)
_INFINITE_ROW = _("Studies with an infinite odds ratio")
_XLABEL = _("What the studies report, times the truth")
_ALT = _("{measure}: the middle study reports {times} times the truth.")


def explore_sampling(language=None):
    """
    Draw many studies from a synthetic population, chosen in one way or another.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `mechanism` and `size`.
    """
    people = population().n
    return Explorer(
        "sampling",
        _("Who gets into the study?"),
        _(
            "Change how the mothers are chosen. Which dots leave the line? Then take more mothers: "
            "do they come back?"
        ),
        (
            Control(
                "mechanism",
                _("Mothers are chosen"),
                _MECHANISMS,
                start="outcome",
            ),
            Control(
                "size",
                _("Mothers per study"),
                tuple(Option(str(size), str(size)) for size in _SIZES),
                "radio",
                start="94",
            ),
        ),
        _show,
        language,
        note=_(
            "Synthetic: a population of {n} mothers made for this book, and {studies} studies "
            "drawn from it by the computer."
        ).fill(n=people, studies=Count(_STUDIES)),
    )


def population():
    """The synthetic population: as many women as the paper's, counts made up for this book."""
    return load_table("population")


def weights(mechanism):
    """How readily a woman of each cell is chosen, relative to the others."""
    s = _TIMES
    return {
        "random": [[1, 1], [1, 1]],
        "outcome": [[s, 1], [s, 1]],
        "exposure": [[s, s], [1, 1]],
        "both": [[s * s, s], [s, 1]],
        "cell": [[s, 1], [1, 1]],
        "avoid": [[s, s], [s, 1]],
    }[mechanism]


def _measures(table):
    return {
        "prevalence": table.n_cases / table.n,
        "pr": prevalence_ratio(table).value,
        "por": prevalence_odds_ratio(table).value,
    }


@cache
def summary(mechanism, size):
    """
    What many studies report, per measure.

    Returns
    -------
    dict of str to dict
        Measure to `truth`, `centre` (the median), `low` and `high` (95% of studies lie between),
        `spread` (high divided by low), `infinite` (a count) and `hill` (studies in each class of
        the axis; whatever is beyond its ends is in the last one).
    """
    drawn = simulate_samples(
        population(),
        size=size,
        n_samples=_STUDIES,
        weights=None if mechanism == "random" else weights(mechanism),
        rng=np.random.default_rng(_SEED),
    )
    result = {}
    for name, truth in _measures(population()).items():
        values = getattr(drawn, name)
        studies = summarise_samples(values)
        low, high = studies["low"], studies["high"]
        result[name] = {
            "truth": truth,
            "centre": studies["median"],
            "low": low,
            "high": high,
            "spread": high / low if low else math.inf,
            "infinite": studies["infinite"],
            "hill": _hill(values[~np.isnan(values)] / truth),
        }
    return result


def _hill(times):
    places = np.log(np.clip(times, *_ENDS))
    edges = np.linspace(*np.log(_ENDS), _BINS + 1)
    return np.histogram(places, edges)[0]


def distortion(mechanism):
    """Per measure, whether the selection itself makes it "high", "low" or leaves it "right"."""
    chosen = np.array(weights(mechanism)) * population().to_array()
    selected, truth = _measures(TwoByTwo.from_array(chosen)), _measures(population())
    signs = {name: math.log(selected[name] / truth[name]) for name in _MEASURES}
    return {
        name: "right" if abs(sign) < 1e-9 else "high" if sign > 0 else "low"
        for name, sign in signs.items()
    }


def _show(mechanism, size):
    result, verdicts = summary(mechanism, int(size)), distortion(mechanism)
    rows = [_row(name, result[name]) for name in _MEASURES]
    infinite = result["por"]["infinite"]
    of = COUNT_OF.fill(count=stat("infinite", infinite, str(infinite)), n=Count(_STUDIES))
    return View(
        _sentence(mechanism, size, result, verdicts),
        _draw(result),
        html(stats_table(rows, head=_HEAD), stats_table([[_INFINITE_ROW, of]])),
    )


def _sentence(mechanism, size, result, verdicts):
    parts = []
    for verdict, words in _DISTORTED.items():
        names = [_NAMES[name] for name in _MEASURES if verdicts[name] == verdict]
        if names:
            parts.append(words.fill(measures=_listed(names)))
    how = _HOW[mechanism].fill(times=_TIMES)
    more = _NO_BIAS if set(verdicts.values()) == {"right"} else _BIAS
    said = [Joined((how, ": ", Joined(tuple(parts), "; "), "."), ""), more]
    for name in _MEASURES:
        times = result[name]["centre"] / result[name]["truth"]
        if verdicts[name] == "right" and abs(math.log(times)) > _OFF:
            said.append(_SMALL.fill(size=size, times=Number(times, 1), measure=_NAMES[name]))
    infinite = result["por"]["infinite"]
    if infinite:
        said.append(_INFINITE.fill(count=infinite, studies=Count(_STUDIES)))
    return Joined(tuple(said))


def _listed(names):
    *others, last = names
    if not others:
        return last
    return Joined((Joined(tuple(others), ", "), last), _LAST if len(others) > 1 else _AND)


def _row(name, result):
    def shown(value):
        if math.isinf(value):
            return "∞"
        return Number(100 * value, 1) if name == "prevalence" else Ratio(value)

    def with_unit(*parts):
        return Joined((*parts, "%" if name == "prevalence" else ""), "")

    fold = "∞" if math.isinf(result["spread"]) else Ratio(result["spread"])
    return [
        Capital(_NAMES[name]),
        stat("truth", result["truth"], with_unit(shown(result["truth"])), of=name),
        stat("centre", result["centre"], with_unit(shown(result["centre"])), of=name),
        html(
            with_unit(shown(result["low"]), "–", shown(result["high"])),
            " (",
            stat("spread", result["spread"], fold, of=name),
            ")",
        ),
    ]


def _draw(result):
    sketch = Sketch(268)
    scale = Scale(*_ENDS, 8, 312, log=True)
    axis, alt = 226, []
    sketch.line(scale(1), 14, scale(1), axis, color=INK, dash="4 3")
    sketch.text(scale(1), 11, TRUTH, anchor="middle", size=12)
    for row, name in enumerate(_MEASURES):
        bottom = 82 + 68 * row
        _draw_hill(sketch, scale, result[name]["hill"], bottom)
        sketch.text(0, bottom - 44, Capital(_NAMES[name]), bold=True)
        middle = scale(result[name]["centre"] / result[name]["truth"])
        low, high = (scale(result[name][end] / result[name]["truth"]) for end in ("low", "high"))
        sketch.line(low, bottom + 6, high, bottom + 6, color=A, width=3)
        sketch.dots([(middle, bottom + 6)], B, size=12)
        times = result[name]["centre"] / result[name]["truth"]
        alt.append(_ALT.fill(measure=Capital(_NAMES[name]), times=Ratio(times)))
    ticks = {1 / 8: "⅛", 1 / 4: "¼", 1 / 2: "½", 1: "1", 2: "2", 4: "4", 8: "8"}
    x_axis(sketch, scale, axis, ticks, label=_XLABEL)
    return sketch.svg(Joined(tuple(alt)))


def _draw_hill(sketch, scale, counts, bottom):
    """Outline of the histogram of all studies."""
    tops = bottom - 40 * counts / counts.max()
    step = (scale.end - scale.start) / _BINS
    seen = np.flatnonzero(counts)
    d = f"M{scale.start + step * seen[0]:.1f} {bottom}"
    for i in range(seen[0], seen[-1] + 1):
        d += f"V{tops[i]:.0f}h{step:.1f}"
    sketch.path(f"{d}V{bottom}z", GRID, width=0, fill=GRID, opacity=0.45)
