"""Chapter 5: shuffle the outcomes over and over, and the null distribution builds up."""

import numpy as np

from ...datasets import load_table
from ...figures.palette import GRID, INK, A, B
from ...language import Label, format_count, format_number
from ...significance import chi_square_test, pearson_curve
from ...simulation import permutation_distribution
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stat, stats_table
from ..page.sketch import Scale, Sketch, x_axis
from .rows import CHI2, both, chi_square_rows, table_control

_SHUFFLES = (1, 10, 100, 1_000, 10_000)
_SEED = 94
_END = 50  # of the axis; the largest observed chi-square is below
_SENTENCES = {
    "one": Label(
        "One shuffle of the {n} cards gave a chi-square of {first}. The real table has {observed}.",
        id="Satu kali mengocok {n} kartu memberi kai-kuadrat {first}. Tabel aslinya {observed}.",
    ),
    "many": Label(
        "{times} shuffles of the {n} cards: {extreme} of them reached the observed chi-square of "
        "{observed}.",
        id="{times} kali mengocok {n} kartu: {extreme} di antaranya mencapai kai-kuadrat teramati "
        "{observed}.",
    ),
}
_NONE = Label("none", id="tidak satu pun")
_TIMES = Label("Shuffles", id="Jumlah kocokan")
_EXTREME = Label("Shuffles that reached it", id="Kocokan yang mencapainya")
_LARGEST = Label("Largest chi-square among them", id="Kai-kuadrat terbesar di antaranya")
_OBSERVED = Label("observed {value}", id="teramati {value}")
_CURVE = Label("Pearson's curve", id="kurva Pearson")
_BARS = Label("shuffled tables", id="tabel hasil kocokan")
_ALT = Label(
    "Chi-square of {times} shuffled tables as bars near 0, the largest {largest}, with Pearson's "
    "curve over them; the observed {observed} is marked far to the right.",
    id="Kai-kuadrat dari {times} tabel hasil kocokan berupa batang dekat 0, terbesar {largest}, "
    "dengan kurva Pearson di atasnya; nilai teramati {observed} ditandai jauh di kanan.",
)


def explore_permutation(language="en"):
    """
    Shuffle the outcomes among the mothers of a table and collect the chi-squares.

    Parameters
    ----------
    language : {"en", "id"}

    Returns
    -------
    Explorer
        Controls `table` and `shuffles`.
    """
    return Explorer(
        "permutation",
        Label("Shuffle the cards", id="Kocok kartunya"),
        Label(
            "Shuffle more and more often. Does chance alone ever reach the observed chi-square?",
            id="Tambah terus jumlah kocokannya. Apakah kebetulan saja pernah mencapai kai-kuadrat "
            "teramati?",
        ),
        (
            table_control(),
            Control(
                "shuffles",
                Label("Shuffle", id="Kocok"),
                tuple(
                    Option(str(times), both(lambda lang, n=times: _times(n, lang)))
                    for times in _SHUFFLES
                ),
                "radio",
            ),
        ),
        _show,
        language,
    )


def _times(n, language):
    if language == "id":
        return f"{format_count(n, language)} kali"
    return "once" if n == 1 else f"{format_count(n, language)} times"


def _shuffled(table, times):
    """The first `times` of one and the same series of shuffles."""
    rng = np.random.default_rng(_SEED)
    return permutation_distribution(table, n_samples=_SHUFFLES[-1], rng=rng)[:times]


def _show(language, table, shuffles):
    real, times = load_table(table), int(shuffles)
    test = chi_square_test(real)
    null = _shuffled(real, times)
    extreme = int((null >= test.statistic * (1 - 1e-12)).sum())

    def sentence(language):
        words = {
            "n": real.n,
            "times": format_count(times, language),
            "first": format_number(null[0], 1, language),
            "observed": format_number(test.statistic, 1, language),
            "extreme": format_number(extreme, 0, language) if extreme else _NONE.say(language),
        }
        return _SENTENCES["one" if times == 1 else "many"].say(language).format(**words)

    largest = float(null.max())
    rows = [
        [_TIMES.say(language), stat("shuffles", times, format_count(times, language))],
        [_LARGEST.say(language), stat("largest", largest, format_number(largest, 1, language))],
        [_EXTREME.say(language), stat("extreme", extreme, format_number(extreme, 0, language))],
        *chi_square_rows(test, language),
    ]
    return View(both(sentence), _draw(null, test, largest, language), stats_table(rows))


def _draw(null, test, largest, language):
    sketch = Sketch(228)
    across, up = Scale(0, _END, 34, 312), Scale(0, 1, 186, 26)
    for share in (0, 0.5, 1):
        sketch.line(34, up(share), 312, up(share), color=GRID, width=0.5)
        sketch.text(30, up(share) + 4, f"{100 * share:.0f}%", anchor="end", size=12)
    edges = np.arange(_END + 1)
    counts, _ = np.histogram(null, edges)
    for left, count in zip(edges, counts / len(null), strict=False):
        if count:
            top = min(up(count), up(0) - 1)  # a single shuffle in 10,000 can still be seen
            sketch.rect(across(left) + 0.4, top, across(1) - across(0) - 0.8, up(0) - top, A)
    expected = np.diff(pearson_curve(edges))[:15]
    points = (
        f"{across(left + 0.5):.1f} {up(share):.1f}"
        for left, share in zip(edges, expected, strict=False)
    )
    sketch.path("M" + "L".join(points), INK, width=2)
    x = across(test.statistic)
    sketch.line(x, 60, x, up(0), color=B, width=2.5)
    label = _OBSERVED.say(language).format(value=format_number(test.statistic, 1, language))
    anchor = "end" if test.statistic > _END / 2 else "start"
    sketch.text(x + (4 if anchor == "end" else -4), 54, label, color=B, bold=True, anchor=anchor)
    sketch.line(176, 12, 196, 12, width=2)
    sketch.text(201, 16, _CURVE.say(language), size=12)
    sketch.rect(34, 7, 12, 10, A)
    sketch.text(50, 16, _BARS.say(language), size=12)
    ticks = {tick: str(tick) for tick in range(0, _END + 1, 10)}
    x_axis(sketch, across, 188, ticks, language, label=CHI2.say(language))
    alt = _ALT.say(language).format(
        times=format_count(len(null), language),
        largest=format_number(largest, 1, language),
        observed=format_number(test.statistic, 1, language),
    )
    return sketch.svg(alt, language)
