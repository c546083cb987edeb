"""Sampling distributions: what many studies report, however their people were chosen."""

import math
from collections.abc import Mapping

import numpy as np

from ..estimates import POR, PR
from ..language import Capital, Count, Joined, Number, Ratio, check_language, say
from ..language import lazy_gettext as _
from ..sentences import MEASURES
from ..simulation import SimulatedSamples, summarise_samples
from .canvas import (
    LINE,
    STUDIES,
    THE_TRUTH,
    TO,
    as_frame,
    as_rows,
    check_kind,
    log_axis,
    name_line,
    plain_axis,
    ratio_name,
)
from .pictures import INK, A, B, annotate, style

_MEASURES = {"por": POR, "pr": PR, "prevalence": None}
_PREVALENCE = _("Prevalence (%)")
_MEDIAN = _("median {value}")
_ROW_ALT = _("{label}: median {median}, the middle 95% from {low} to {high}{rest}.")
_SAMPLES_ALT = _("{measure} in {n} simulated studies{truth}.")
_TRUTH_ALT = _("; the truth is {value}")
_EDGES_ALT = {
    "infinite": _("infinite in {count}"),
    "zero": _("zero in {count}"),
    "undefined": _("not defined in {count}"),
}
_SAMPLE_COLUMNS = (
    STUDIES,
    _("Median"),
    _("95% of them"),
)
_COUNTED = {
    "infinite": _("Infinite"),
    "zero": _("Zero"),
    "undefined": _("Not defined"),
}
_SAMPLES_CAPTION = _("What the simulated studies report")
_HILL = 40  # points that the highest bar of a row takes


def plot_samples(samples, *, measure="por", truth=None, ax=None, language=None):
    """
    Draw what many simulated studies report, one hill for each way of choosing people.

    Parameters
    ----------
    samples : SimulatedSamples, or dict of label to SimulatedSamples
    measure : {"por", "pr", "prevalence"}
        Ratios on a log axis; infinite ones and zeros stand apart at its ends.
    truth : float, optional
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
        If the studies are of another kind.
    ValueError
        If `measure` is another word, or there are no studies, or none gives a number.

    Examples
    --------
    >>> import numpy as np
    >>> from asi_helpers import TwoByTwo, simulate_samples
    >>> population = TwoByTwo.from_array([[80, 120], [60, 286]])
    >>> rng = np.random.default_rng(1)
    >>> studies = simulate_samples(population, size=94, n_samples=1000, rng=rng)
    >>> ax = plot_samples(studies, measure="prevalence", truth=140 / 546)
    """
    language = check_language(language)
    if measure not in _MEASURES:
        raise ValueError(f"`measure` must be one of {', '.join(_MEASURES)}, but got {measure!r}.")
    if not isinstance(samples, Mapping):
        samples = {STUDIES: samples}
    if not samples:
        raise ValueError("There is nothing to draw: give the studies of one way or more.")
    for studies in samples.values():
        check_kind(studies, SimulatedSamples, "samples", "simulate_samples(...)")
    scale = 100 if measure == "prevalence" else 1
    rows = {
        say(label, language): scale * getattr(studies, measure)
        for label, studies in samples.items()
    }
    if truth is not None:
        truth = scale * truth
    log = measure != "prevalence"
    finite = np.concatenate([_on_axis(values, log) for values in rows.values()])
    if not len(finite):
        raise ValueError("No study gives a number: there is nothing to draw.")
    row_height = LINE + _HILL + 16
    height = (LINE + 2 if truth is not None else 0) + len(rows) * row_height - 14
    name = MEASURES[_MEASURES[measure]] if log else _PREVALENCE
    with style():
        ax = as_rows(ax, height)
        edges = _edges(finite, truth, None if log else _size(samples))
        ends = _axis(ax, edges, list(rows.values()), log, language)
        ax.set_xlabel(say(ratio_name(_MEASURES[measure]) if log else name, language))
        top = 0
        shown = Ratio if log else _percent
        if truth is not None:
            words = THE_TRUTH.fill(value=shown(truth)).say(language)
            name_line(ax, truth, LINE / 2 + 2, words)
            top += LINE + 2
        tallest = max(np.histogram(values, edges)[0].max() for values in rows.values())
        summaries = {label: summarise_samples(values) for label, values in rows.items()}
        for label, values in rows.items():
            words = _MEDIAN.fill(value=shown(summaries[label]["median"])).say(language)
            across = ax.get_yaxis_transform()
            label_shown = Capital(label).say(language) if len(rows) > 1 else ""
            ax.text(0, top + LINE / 2, label_shown, transform=across, va="center", weight="bold")
            ax.text(1, top + LINE / 2, words, transform=across, va="center", ha="right")
            base = top + LINE + _HILL + 2  # that of the last row is the axis
            _hill(ax, base, values, edges, tallest)
            _ends(ax, base, values, ends, tallest)
            if truth is not None:
                ax.plot([truth] * 2, [base - _HILL, base], color=INK, lw=1.4, ls=(0, (4, 3)))
            median = ends.get(summaries[label]["median"], summaries[label]["median"])
            ax.plot([median], [base], "D", color=B, ms=7, zorder=4, clip_on=False)
            top += row_height
    annotate(
        ax,
        alt=_samples_alt(summaries, Capital(name), truth, shown),
        numbers=_samples_numbers(summaries, shown, language),
        caption=_SAMPLES_CAPTION,
        language=language,
    )
    return ax


def _percent(value):
    return Joined((Number(value, 1), "%" if math.isfinite(value) else ""), "")


def _on_axis(values, log):
    values = values[np.isfinite(values)]
    return values[values > 0] if log else values


def _size(samples):
    studies = next(iter(samples.values()))
    cells = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
    return int(sum(getattr(studies, cell)[0] for cell in cells))


def _edges(finite, truth, size):
    """Ends of about forty classes that hold nearly all studies, and the truth."""
    low, high = np.quantile(finite, [0.001, 0.999])
    if truth is not None:
        low, high = min(low, truth), max(high, truth)
    if size is None:
        return np.geomspace(low / 1.3, high * 1.3, 41)
    # A share of `size` people takes steps of 1 / size: the same number of steps in each class.
    step = 100 / size * max(1, round((high - low) * size / 100 / 40))
    first = (round(low * size / 100) - 0.5) * 100 / size - 2 * step
    return np.arange(first, high + 3 * step, step)


def _axis(ax, edges, rows, log, language):
    """Set the axis; where studies are infinite or 0, give them a place beyond its ends."""
    low, high = edges[0], edges[-1]
    if not log:
        plain_axis(ax, low, high, language)
        return {}
    step = (high / low) ** 0.11
    ends = {}
    if any(np.isposinf(values).any() for values in rows):
        ends[math.inf] = high * step
    if any((values == 0).any() for values in rows):
        ends[0.0] = low / step
    log_axis(ax, low, high, language)
    ticks = list(ax.get_xticks()) + list(ends.values())
    names = [tick.get_text() for tick in ax.get_xticklabels()]
    names += ["∞" if value else "0" for value in ends]
    ax.set_xticks(ticks, labels=names)
    ax.set_xlim(
        low / step**1.6 if 0.0 in ends else low, high * step**1.6 if math.inf in ends else high
    )
    return ends


def _hill(ax, base, values, edges, tallest):
    counts, _ = np.histogram(values, edges)
    heights = base - _HILL * counts / tallest
    ax.stairs(heights, edges, baseline=base, fill=True, fc=(A, 0.35), ec=A, lw=1, clip_on=False)
    across = ax.get_yaxis_transform()
    ax.plot([0, 1], [base, base], transform=across, color=INK, lw=0.8, clip_on=False)


def _ends(ax, base, values, ends, tallest):
    """Studies whose ratio is infinite or 0, counted at the ends of the axis."""
    for value, place in ends.items():
        count = int((values == value).sum())
        if not count:
            continue
        height = min(_HILL - LINE, _HILL * count / tallest)
        ax.plot([place] * 2, [base, base - height], color=B, lw=9, solid_capstyle="butt")
        ax.text(place, base - height - 3, str(count), ha="center", va="bottom")


def _samples_alt(summaries, measure, truth, shown):
    n = max(summary["n"] for summary in summaries.values())
    said = "" if truth is None else _TRUTH_ALT.fill(value=shown(truth))
    sentences = [_SAMPLES_ALT.fill(measure=measure, n=Count(n), truth=said)]
    for label, summary in summaries.items():
        edges = tuple(
            words.fill(count=Count(summary[key]))
            for key, words in _EDGES_ALT.items()
            if summary[key]
        )
        rest = Joined(("; ", Joined(edges, ", ")), "") if edges else ""
        numbers = {key: shown(summary[key]) for key in ("median", "low", "high")}
        sentences.append(_ROW_ALT.fill(label=Capital(label), rest=rest, **numbers))
    return Joined(tuple(sentences))


def _samples_numbers(summaries, shown, language):
    counted = {
        key: label
        for key, label in _COUNTED.items()
        if any(summary[key] for summary in summaries.values())
    }
    rows = []
    for label, summary in summaries.items():
        middle = TO.fill(first=shown(summary["low"]), last=shown(summary["high"]))
        counts = [summary[key] for key in counted]
        rows.append([Capital(label), shown(summary["median"]), middle, *counts])
    return as_frame((*_SAMPLE_COLUMNS, *counted.values()), rows, language)
