"""What shuffling gives: the null distribution, Pearson's curve, and the observed value."""

import math

import numpy as np
import pandas as pd

from ..language import Label, as_printed, check_language, format_count, format_number
from ..significance import ChiSquareTest, pearson_curve
from .canvas import check_kind, plain_axis, say
from .pictures import BG, INK, A, B, annotate, new_axes, style

_CHI2 = Label("Chi-square", id="Kai-kuadrat")
_SHUFFLES = Label("% of {n} shuffles", id="% dari {n} kocokan")
_CURVE = Label("Pearson's curve", id="kurva Pearson")
_OBSERVED = Label("observed: {value}", id="teramati: {value}")
_NULL_ALT = Label(
    "Histogram of chi-square in {n} shuffles, with Pearson's curve over it: {low}% lie below "
    "{width}, the largest is {largest}. The observed chi-square is {value}; {reached}.",
    id="Histogram kai-kuadrat pada {n} kocokan, dengan kurva Pearson di atasnya: {low}% di bawah "
    "{width}, yang terbesar {largest}. Kai-kuadrat teramati {value}; {reached}.",
)
_REACHED = Label("{count} of {n} shuffles reached it", id="{count} dari {n} kocokan mencapainya")
_NULL_COLUMNS = (
    Label("Chi-square", id="Kai-kuadrat"),
    Label("% of shuffles", id="% kocokan"),
    Label("% by Pearson's curve", id="% menurut kurva Pearson"),
)
_NULL_CAPTION = Label("Chi-square of shuffled tables", id="Kai-kuadrat tabel yang dikocok")


def null_shares(shuffled, observed, *, width=None):
    """
    Shares of shuffles in classes of chi-square, and what Pearson's curve expects there.

    Parameters
    ----------
    shuffled : array_like
        Chi-square of each shuffle.
    observed : float
        Chi-square of the table; the classes reach at least this far.
    width : float, optional
        Of a class; by default 1, 2 or 5 times a power of ten, to make about forty at most.

    Returns
    -------
    pandas.DataFrame
        Columns low, high, shuffles, curve: the ends of a class, and percent.
    """
    shuffled = np.asarray(shuffled, dtype=float)
    reach = max(float(np.max(shuffled)), observed)
    if width is None:
        width = next(w for w in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1e9) if reach / w <= 50)
    edges = np.arange(0, reach + width, width)
    counts, _ = np.histogram(shuffled, edges)
    return pd.DataFrame(
        {
            "low": edges[:-1],
            "high": edges[1:],
            "shuffles": 100 * counts / len(shuffled),
            "curve": 100 * np.diff(pearson_curve(edges)),
        }
    )


def plot_null_distribution(shuffled, test, *, ax=None, language="en"):
    """
    Draw what shuffling gives, Pearson's curve over it, and where the observed table lies.

    Parameters
    ----------
    shuffled : array_like
        From `permutation_distribution`.
    test : ChiSquareTest
        Of the observed table.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Raises
    ------
    TypeError
        If `test` is no test.
    ValueError
        If there are no shuffles, or chi-square is not defined: a margin of the table is empty.

    Examples
    --------
    >>> import numpy as np
    >>> from asi_helpers import chi_square_test, load_table, permutation_distribution
    >>> table = load_table("comfort")
    >>> rng = np.random.default_rng(1)
    >>> shuffled = permutation_distribution(table, n_samples=1000, rng=rng)
    >>> ax = plot_null_distribution(shuffled, chi_square_test(table))
    """
    check_language(language)
    check_kind(test, ChiSquareTest, "test", "chi_square_test(table)")
    shuffled = np.asarray(shuffled, dtype=float)
    if not shuffled.size:
        raise ValueError("There is nothing to draw: give one shuffle or more.")
    if math.isnan(test.statistic) or np.isnan(shuffled).any():
        raise ValueError("Chi-square is not defined here: a margin of the table is empty.")
    shares = null_shares(shuffled, test.statistic)
    value = format_number(test.statistic, 1, language)
    width = shares["high"].iloc[0]
    with style():
        if ax is None:
            ax = new_axes(height=2.7)
        ax.stairs(
            shares["shuffles"],
            [*shares["low"], shares["high"].iloc[-1]],
            baseline=0,
            fill=True,
            fc=(A, 0.35),
            ec=A,
            lw=1,
        )
        middle = (shares["low"] + shares["high"]) / 2
        ends = shares["curve"] > 0.05  # beyond, the curve lies on the axis
        ax.plot(middle[ends], shares["curve"][ends], "o-", color=INK, ms=4, mfc=BG, lw=1.4)
        ax.axvline(test.statistic, ymax=0.62, color=B, lw=2.4, ls=(0, (4, 2)))
        plain_axis(ax, 0, 1.06 * shares["high"].iloc[-1], language)
        plain_axis(
            ax, 0, 1.12 * max(shares["shuffles"].max(), shares["curve"].max()), language, which="y"
        )
        _observed_words(ax, test.statistic, say(_OBSERVED, language, value=value))
        _curve_words(ax, shares, test.statistic, _CURVE.say(language))
        ax.set_xlabel(_CHI2.say(language))
        n = format_count(len(shuffled), language)
        ax.set_ylabel(say(_SHUFFLES, language, n=n))
    reached = int((shuffled >= test.statistic).sum())
    annotate(
        ax,
        alt=say(
            _NULL_ALT,
            language,
            n=n,
            low=format_number(shares["shuffles"].iloc[0], 1, language),
            width=as_printed(width, language),
            largest=format_number(shuffled.max(), 1, language),
            value=value,
            reached=say(_REACHED, language, count=format_count(reached, language), n=n),
        ),
        numbers=_null_numbers(shares, language),
        caption=_NULL_CAPTION.say(language),
        language=language,
    )
    return ax


def _observed_words(ax, x, words):
    low, high = ax.get_xlim()
    side = "right" if x > (low + high) / 2 else "left"
    ax.text(x, 0.66, words, transform=ax.get_xaxis_transform(), ha=side, va="bottom", weight="bold")


def _curve_words(ax, shares, observed, words):
    """Name the curve where the mark of the observed value does not stand in the way."""
    middle = ((shares["low"] + shares["high"]) / 2).to_numpy()
    room = 0.45 * middle[-1]  # what the words take
    start = observed if middle[0] < observed < room else 0
    at = min(int(np.searchsorted(middle, start)) + 2, len(middle) - 1)
    ax.annotate(
        words,
        (middle[at], shares["curve"].iloc[at]),
        xytext=(14, 26),
        textcoords="offset points",
        va="bottom",
        arrowprops={"arrowstyle": "-", "color": INK, "lw": 0.8, "shrinkB": 4},
    )


def _null_numbers(shares, language):
    drawn = shares[(shares["shuffles"] > 0) | (shares["curve"] > 0.05)]
    classes = [
        f"{as_printed(low, language)}–{as_printed(high, language)}"
        for low, high in zip(drawn["low"], drawn["high"], strict=True)
    ]
    heads = [label.say(language) for label in _NULL_COLUMNS]
    percents = [
        [format_number(x, 1, language) for x in drawn[column]] for column in ("shuffles", "curve")
    ]
    return pd.DataFrame(dict(zip(heads, [classes, *percents], strict=True)))
