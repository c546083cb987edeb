"""A hundred studies, a hundred intervals: how many miss the truth."""

import math

import pandas as pd

from ..estimates import PD
from ..language import Label, as_printed, check_language
from ..sentences import MEASURES
from .canvas import (
    LINE,
    as_rows,
    check_estimates,
    first_upper,
    formatter,
    log_axis,
    name_line,
    plain_axis,
    ratio_name,
    say,
)
from .pictures import INK, A, B, annotate, style

_HIT = Label("contains the truth ({count})", id="memuat nilai sebenarnya ({count})")
_TRUTH = Label("truth {value}", id="nilai sebenarnya {value}")
_MISS = Label("misses it ({count})", id="tidak memuatnya ({count})")
_MANY_ALT = Label(
    "{n} simulated studies, each with its {level}% confidence interval of the {measure}: "
    "{hits} contain the truth, {value}, and {misses} miss it{none}.",
    id="{n} studi simulasi, masing-masing dengan interval kepercayaan {level}% untuk {measure}: "
    "{hits} memuat nilai sebenarnya, {value}, dan {misses} tidak memuatnya{none}.",
)
_NONE_ALT = Label(
    "; {count} have no interval because a cell is 0",
    id="; {count} tidak mempunyai interval karena ada sel bernilai 0",
)
_MANY_COLUMNS = (Label("Studies", id="Studi"), Label("Number", id="Banyaknya"))
_MANY_CAPTION = Label(
    "How many intervals contain the truth", id="Banyaknya interval yang memuat nilai sebenarnya"
)
_NO_INTERVAL = Label("no interval ({count})", id="tanpa interval ({count})")


def plot_many_intervals(estimates, *, truth, ax=None, language="en"):
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
    language : {"en", "id"}

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
    check_language(language)
    estimates = check_estimates(estimates)
    known = [(i, e.interval) for i, e in enumerate(estimates) if e.interval is not None]
    if not known:
        raise ValueError("None of the studies has an interval: there is nothing to draw.")
    hits = [(i, ends) for i, ends in known if ends.low <= truth <= ends.high]
    misses = [(i, ends) for i, ends in known if not ends.low <= truth <= ends.high]
    n, n_none = len(estimates), len(estimates) - len(known)
    measure = estimates[0].measure
    shown = formatter(measure, language)
    entries = [say(_HIT, language, count=len(hits)), say(_MISS, language, count=len(misses))]
    with style():
        ax = as_rows(ax, 3 * n + 3 * LINE + 8)
        _interval_axis(ax, [ends for _, ends in known], truth, measure, language)
        ax.set_ylim(n + (3 * LINE + 6) / 3, -1)  # three points to the study
        _many(ax, hits, color=A, lw=1)
        _many(ax, misses, color=B, lw=3)
        ax.plot([truth] * 2, [-1, n], color=INK, lw=1.4, ls=(0, (4, 3)))
        name_line(ax, truth, n + LINE / 6 + 1, say(_TRUTH, language, value=shown(truth)))
        for i, (words, color, lw) in enumerate(zip(entries, (A, B), (1, 3), strict=True), start=1):
            y = n + (i + 0.6) * LINE / 3 + 1
            across = ax.get_yaxis_transform()
            ax.plot([0, 0.07], [y, y], transform=across, color=color, lw=lw)
            ax.text(0.1, y, words, transform=across, va="center")
    none = say(_NONE_ALT, language, count=n_none) if n_none else ""
    level = as_printed(round(100 * estimates[0].confidence_level, 6), language)
    names = [*entries, say(_NO_INTERVAL, language, count=n_none)]
    counts = [len(hits), len(misses), n_none]
    annotate(
        ax,
        alt=say(
            _MANY_ALT,
            language,
            n=n,
            level=level,
            measure=MEASURES[measure].say(language),
            hits=len(hits),
            misses=len(misses),
            value=shown(truth),
            none=none,
        ),
        numbers=pd.DataFrame(
            {
                _MANY_COLUMNS[0].say(language): [first_upper(x.partition(" (")[0]) for x in names],
                _MANY_COLUMNS[1].say(language): counts,
            }
        ),
        caption=_MANY_CAPTION.say(language),
        language=language,
    )
    return ax


def _interval_axis(ax, intervals, truth, measure, language):
    lows, highs = zip(*intervals, strict=True)
    low, high = min(*lows, truth), max(*highs, truth)
    name = first_upper(MEASURES[measure].say(language))
    if measure == PD:
        plain_axis(ax, low - 0.05, high + 0.05, language)
        ax.set_xlabel(name)
    else:
        log_axis(ax, low / 1.1, high * 1.1, language)
        ax.set_xlabel(ratio_name(measure, language))


def _many(ax, intervals, **line):
    """All as one line with gaps, which costs far fewer bytes than a line each."""
    x = [value for _, ends in intervals for value in (*ends, math.nan)]
    y = [value for i, _ in intervals for value in (i, i, math.nan)]
    ax.plot(x, y, solid_capstyle="butt", **line)
