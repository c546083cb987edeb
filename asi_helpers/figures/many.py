"""A hundred studies, a hundred intervals: how many miss the truth."""

import math

from ..estimates import PD
from ..language import Capital, check_language
from ..language import lazy_gettext as _
from ..sentences import MEASURES, NO_INTERVAL, level_of
from .canvas import (
    LINE,
    STUDIES,
    THE_TRUTH,
    as_frame,
    as_rows,
    check_estimates,
    formatter,
    log_axis,
    name_line,
    plain_axis,
    ratio_name,
)
from .pictures import INK, A, B, annotate, style

_COUNTED = _("{words} ({count})")
_HIT = _("contains the truth")
_MISS = _("misses it")
_MANY_ALT = _(
    "{n} simulated studies, each with its {level}% confidence interval of the {measure}: "
    "{hits} contain the truth, {value}, and {misses} miss it{none}."
)
_NONE_ALT = _("; {count} have no interval because a cell is 0")
_MANY_COLUMNS = (STUDIES, _("Number"))
_MANY_CAPTION = _("How many intervals contain the truth")


def plot_many_intervals(estimates, *, truth, ax=None, language=None):
    """
    Draw the interval of each of many studies, and which of them miss the truth.

    Parameters
    ----------
    estimates : sequence of Estimate
        One per study, all of one measure.
    truth : float
        The value in the population.
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
        If one of them is no estimate.
    ValueError
        If no study has an interval.
    """
    language = check_language(language)
    estimates = check_estimates(estimates)
    known = [(i, e.interval) for i, e in enumerate(estimates) if e.interval is not None]
    if not known:
        raise ValueError("None of the studies has an interval: there is nothing to draw.")
    hits = [(i, ends) for i, ends in known if ends.low <= truth <= ends.high]
    misses = [(i, ends) for i, ends in known if not ends.low <= truth <= ends.high]
    n, n_none = len(estimates), len(estimates) - len(known)
    measure = estimates[0].measure
    value = formatter(measure)(truth)
    entries = [
        _COUNTED.fill(words=words, count=len(studies)).say(language)
        for words, studies in ((_HIT, hits), (_MISS, misses))
    ]
    with style():
        ax = as_rows(ax, 3 * n + 3 * LINE + 8)
        _interval_axis(ax, [ends for _, ends in known], truth, measure, language)
        ax.set_ylim(n + (3 * LINE + 6) / 3, -1)  # three points to the study
        _many(ax, hits, color=A, lw=1)
        _many(ax, misses, color=B, lw=3)
        ax.plot([truth] * 2, [-1, n], color=INK, lw=1.4, ls=(0, (4, 3)))
        name_line(ax, truth, n + LINE / 6 + 1, THE_TRUTH.fill(value=value).say(language))
        for i, (words, color, lw) in enumerate(zip(entries, (A, B), (1, 3), strict=True), start=1):
            y = n + (i + 0.6) * LINE / 3 + 1
            across = ax.get_yaxis_transform()
            ax.plot([0, 0.07], [y, y], transform=across, color=color, lw=lw)
            ax.text(0.1, y, words, transform=across, va="center")
    rows = [
        [Capital(_HIT), len(hits)],
        [Capital(_MISS), len(misses)],
        [Capital(NO_INTERVAL), n_none],
    ]
    annotate(
        ax,
        alt=_MANY_ALT.fill(
            n=n,
            level=level_of(estimates[0]),
            measure=MEASURES[measure],
            hits=len(hits),
            misses=len(misses),
            value=value,
            none=_NONE_ALT.fill(count=n_none) if n_none else "",
        ),
        numbers=as_frame(_MANY_COLUMNS, rows, language),
        caption=_MANY_CAPTION,
        language=language,
    )
    return ax


def _interval_axis(ax, intervals, truth, measure, language):
    lows, highs = zip(*intervals, strict=True)
    low, high = min(*lows, truth), max(*highs, truth)
    if measure == PD:
        plain_axis(ax, low - 0.05, high + 0.05, language)
        ax.set_xlabel(Capital(MEASURES[measure]).say(language))
    else:
        log_axis(ax, low / 1.1, high * 1.1, language)
        ax.set_xlabel(ratio_name(measure).say(language))


def _many(ax, intervals, **line):
    """All as one line with gaps, which costs far fewer bytes than a line each."""
    x = [value for _, ends in intervals for value in (*ends, math.nan)]
    y = [value for i, _ in intervals for value in (i, i, math.nan)]
    ax.plot(x, y, solid_capstyle="butt", **line)
