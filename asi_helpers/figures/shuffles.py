"""What shuffling gives: the null distribution, Pearson's curve, and the observed value."""

import math

import numpy as np

from ..language import Count, Joined, Number, Printed, check_language
from ..language import lazy_gettext as _
from ..sentences import CHI2, PEARSONS_CURVE
from ..significance import ChiSquareTest
from ..simulation import every_deal, null_shares
from .canvas import as_frame, check_kind, plain_axis
from .pictures import BG, INK, A, B, annotate, new_axes, style

_SHUFFLES = _("% of {n} shuffles")
_OBSERVED = _("observed: {value}")
_NULL_ALT = _(
    "Histogram of chi-square in {n} shuffles, with Pearson's curve over it: {low}% lie below "
    "{width}, the largest is {largest}. The observed chi-square is {value}; {reached}.{comb}"
)
_COMB = _(" A shuffle can give {k} different values; short lines mark those that the axis reaches.")
# With more possible values than this, marks for them would be one black line.
_TEETH = 100
_REACHED = _("{count} of {n} shuffles reached it")
_NULL_COLUMNS = (
    CHI2,
    _("% of shuffles"),
    _("% by Pearson's curve"),
    _("% of all possible deals"),
)
_NULL_CAPTION = _("Chi-square of shuffled tables")


def plot_null_distribution(shuffled, test, *, ax=None, language=None):
    """
    Draw what shuffling gives, Pearson's curve over it, and where the observed table lies.

    Where few different tables are possible, each of their chi-squares has a mark on the axis.

    Parameters
    ----------
    shuffled : array_like
        From `permutation_distribution`.
    test : ChiSquareTest
        Of the observed table.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

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
    language = check_language(language)
    check_kind(test, ChiSquareTest, "test", "chi_square_test(table)")
    shuffled = np.asarray(shuffled, dtype=float)
    if not shuffled.size:
        raise ValueError("There is nothing to draw: give one shuffle or more.")
    if math.isnan(test.statistic) or np.isnan(shuffled).any():
        raise ValueError("Chi-square is not defined here: a margin of the table is empty.")
    shares = null_shares(shuffled, test.statistic)
    value, n = Number(test.statistic, 1), Count(len(shuffled))
    width = shares.high[0]
    deals = every_deal(test.table) if _deals(test.table) <= _TEETH else None
    with style():
        if ax is None:
            ax = new_axes(height=2.7)
        ax.stairs(
            shares.shuffles,
            [*shares.low, shares.high[-1]],
            baseline=0,
            fill=True,
            fc=(A, 0.35),
            ec=A,
            lw=1,
        )
        middle = (shares.low + shares.high) / 2
        ends = shares.curve > 0.05  # beyond, the curve lies on the axis
        ax.plot(middle[ends], shares.curve[ends], "o-", color=INK, ms=4, mfc=BG, lw=1.4)
        if deals is not None:
            seen = deals.chi2[deals.chi2 <= shares.high[-1]]
            ax.vlines(seen, 0, 0.045, color=INK, lw=0.9, transform=ax.get_xaxis_transform())
        ax.axvline(test.statistic, ymax=0.62, color=B, lw=2.4, ls=(0, (4, 2)))
        plain_axis(ax, 0, 1.06 * shares.high[-1], language)
        top = 1.12 * max(shares.shuffles.max(), shares.curve.max())
        plain_axis(ax, 0, top, language, which="y")
        _observed_words(ax, test.statistic, _OBSERVED.fill(value=value).say(language))
        _curve_words(ax, shares, test.statistic, PEARSONS_CURVE.say(language))
        ax.set_xlabel(CHI2.say(language))
        ax.set_ylabel(_SHUFFLES.fill(n=n).say(language))
    reached = int((shuffled >= test.statistic).sum())
    annotate(
        ax,
        alt=_NULL_ALT.fill(
            n=n,
            low=Number(shares.shuffles[0], 1),
            width=Printed(width),
            largest=Number(shuffled.max(), 1),
            value=value,
            reached=_REACHED.fill(count=Count(reached), n=n),
            comb="" if deals is None else _COMB.fill(k=Count(len(np.unique(deals.chi2)))),
        ),
        numbers=_null_numbers(shares, deals, language),
        caption=_NULL_CAPTION,
        language=language,
    )
    return ax


def _observed_words(ax, x, words):
    low, high = ax.get_xlim()
    side = "right" if x > (low + high) / 2 else "left"
    ax.text(x, 0.66, words, transform=ax.get_xaxis_transform(), ha=side, va="bottom", weight="bold")


def _curve_words(ax, shares, observed, words):
    """Name the curve where the mark of the observed value does not stand in the way."""
    middle = (shares.low + shares.high) / 2
    room = 0.45 * middle[-1]  # what the words take
    start = observed if middle[0] < observed < room else 0
    at = min(int(np.searchsorted(middle, start)) + 2, len(middle) - 1)
    ax.annotate(
        words,
        (middle[at], shares.curve[at]),
        xytext=(14, 26),
        textcoords="offset points",
        va="bottom",
        arrowprops={"arrowstyle": "-", "color": INK, "lw": 0.8, "shrinkB": 4},
    )


def _deals(table):
    """How many different tables shuffling can give."""
    smallest = min(table.n_exposed, table.n_unexposed, table.n_cases, table.n_noncases)
    return smallest + 1


def _null_numbers(shares, deals, language):
    drawn = (shares.shuffles > 0) | (shares.curve > 0.05)
    columns = [*shares]
    if deals is not None:
        edges = [*shares.low, shares.high[-1]]
        columns.append(100 * np.histogram(deals.chi2, edges, weights=deals.chance)[0])
    rows = [
        [Joined((Printed(low), Printed(high)), "–"), *(Number(percent, 1) for percent in percents)]
        for low, high, *percents in np.column_stack(columns)[drawn].tolist()
    ]
    return as_frame(_NULL_COLUMNS[: len(columns) - 1], rows, language)
