"""Intervals: printed against recomputed, a hundred of them, and the check by geometric mean."""

import math
from dataclasses import dataclass

from matplotlib.markers import CARETLEFT

from ..audit import AuditResult
from ..estimates import PD, POR, Estimate
from ..language import Capital, Joined, Label, Number, Printed, check_language
from ..language import lazy_gettext as _
from ..sentences import MEASURES, describe
from .canvas import (
    ESTIMATE,
    LINE,
    PRINTED,
    RECOMPUTED,
    TO,
    as_frame,
    as_rows,
    check_audit,
    check_estimates,
    formatter,
    log_axis,
    name_line,
    plain_axis,
    ratio_name,
    text_width,
)
from .pictures import BG, GRID, A, B, annotate, style

_NOTHING = "There is nothing to draw: give one result or more."
_ROOM = 296  # points of width for the words above an interval

_ENDS = _("{value} ({ends})")
_NO_ENDS = _("{value} (no interval)")
_DESCENDING = _(", limits in descending order")
_RATIO = _("ratio")
_NULL = _("{value}: no association")
_COLUMNS = (
    _("Result"),
    ESTIMATE,
    _("Limits"),
)
_CAPTION = _("Estimates and confidence limits")


def plot_intervals(results, *, labels=None, ax=None, language=None):
    """
    Draw estimates with their confidence intervals, one under the other.

    Parameters
    ----------
    results : sequence of Estimate and AuditResult
        A printed result keeps its limits as printed: hollow, dashed, and with an arrow from the
        first limit to the second where they descend.
    labels : sequence of str, optional
        What each is. By default the measure, or the exposure where the tables differ.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes
        A log axis for ratios, a plain one for differences.

    Raises
    ------
    TypeError
        If a result is of another kind.
    ValueError
        If there are no results, another number of labels, or differences among ratios.

    Examples
    --------
    >>> from asi_helpers import load_table, prevalence_odds_ratio, prevalence_ratio
    >>> table = load_table("comfort")
    >>> ax = plot_intervals([prevalence_odds_ratio(table), prevalence_ratio(table)])
    >>> ax.get_xscale()
    'log'
    """
    language = check_language(language)
    results = list(results)
    if not results:
        raise ValueError(_NOTHING)
    for result in results:
        if not isinstance(result, Estimate | AuditResult):
            raise TypeError(
                "Only an estimate or an audit has an interval to draw, such as "
                f"prevalence_odds_ratio(table), but got {result!r}."
            )
    labels = _default_labels(results) if labels is None else list(labels)
    if len(labels) != len(results):
        raise ValueError(f"There are {len(results)} results, but {len(labels)} labels.")
    rows = [
        _row(result, _spoken(label, language), language)
        for result, label in zip(results, labels, strict=True)
    ]
    return _draw(rows, ax, language)


def plot_interval(result, *, ax=None, language=None):
    """
    Draw one estimate with its confidence interval, or a printed one against the recomputed.

    Parameters
    ----------
    result : Estimate or AuditResult
        An audit made with its table is drawn twice: as printed, and as the counts give it.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes

    Examples
    --------
    >>> from asi_helpers import audit_estimate, load_table
    >>> ax = plot_interval(audit_estimate(0.029, 0.94, 0.009, table=load_table("knowledge")))
    """
    if isinstance(result, AuditResult) and result.recomputed is not None:
        labels = [PRINTED, RECOMPUTED]
        return plot_intervals([result, result.recomputed], labels=labels, ax=ax, language=language)
    return plot_intervals([result], ax=ax, language=language)


def plot_audits(audits, *, ax=None, language=None):
    """
    Draw printed intervals against recomputed ones, a pair under the name of each exposure.

    Parameters
    ----------
    audits : sequence of AuditResult
        Each made with its table.
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
        If one of them is no audit.
    ValueError
        If there are none, or one was made without a table.
    """
    language = check_language(language)
    audits = [check_audit(audit) for audit in audits]
    if not audits:
        raise ValueError(_NOTHING)
    rows = []
    for audit in audits:
        heading = Capital(audit.table.exposure).say(language)
        rows.append(_row(audit, PRINTED.say(language), language, heading))
        rows.append(_row(audit.recomputed, RECOMPUTED.say(language), language, heading))
    return _draw(rows, ax, language)


def plot_precision(estimates, *, ax=None, language=None):
    """
    Draw one measure at several numbers of people: the interval narrows, the estimate stays.

    Parameters
    ----------
    estimates : sequence of Estimate
        One for each number of people.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes
    """
    estimates = check_estimates(estimates)
    labels = [f"n = {estimate.table.n}" for estimate in estimates]
    return plot_intervals(estimates, labels=labels, ax=ax, language=language)


# Rows --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """One interval: the words above it, its place on the axis, and what it says in a sentence."""

    label: str
    words: str
    measure: str
    value: float
    first: float | None
    last: float | None
    sentence: str
    printed: bool = False
    heading: str | None = None

    @property
    def points(self):
        """Where it reaches on the axis, as far as an axis can show it."""
        ends = [x for x in (self.value, self.first, self.last) if x is not None]
        return [x for x in ends if math.isfinite(x) and (x > 0 or self.measure == PD)]


def _row(result, label, language, heading=None):
    if isinstance(result, AuditResult):
        return _printed_row(result, label, language, heading)
    first, last = result.interval or (None, None)
    words = _words(result.value, first, last, formatter(result.measure))
    return _Row(
        label=label,
        words=words.say(language),
        measure=result.measure,
        value=result.value,
        first=first,
        last=last,
        sentence=describe(result, language),
        heading=heading,
    )


def _printed_row(audit, label, language, heading):
    words = _words(audit.estimate, audit.first_limit, audit.second_limit, Printed)
    order = _DESCENDING if audit.first_limit > audit.second_limit else ""
    return _Row(
        label=label,
        words=words.say(language),
        measure=POR,
        value=audit.estimate,
        first=audit.first_limit,
        last=audit.second_limit,
        sentence=Joined((label, " ", words, order, "."), "").say(language),
        printed=True,
        heading=heading,
    )


def _words(value, first, last, shown):
    if first is None:
        return _NO_ENDS.fill(value=shown(value))
    ends = TO.fill(first=shown(first), last=shown(last))
    return _ENDS.fill(value=shown(value), ends=ends)


def _spoken(label, language):
    """A name of the book's begins with a capital; a reader's own stands as it is."""
    return Capital(label).say(language) if isinstance(label, Label) else str(label)


def _default_labels(results):
    tables = {result.table for result in results}
    if len(results) > 1 and len(tables) == 1:
        return [MEASURES[getattr(result, "measure", POR)] for result in results]
    return [PRINTED if result.table is None else result.table.exposure for result in results]


# Drawing -----------------------------------------------------------------------------------------


def _draw(rows, ax, language):
    measures = {row.measure for row in rows}
    if PD in measures and len(measures) > 1:
        raise ValueError("A difference and a ratio have no axis in common: draw them apart.")
    places, height = _places(rows)
    with style():
        ax = as_rows(ax, height)
        _axis(ax, rows, places, measures, language)
        for row, place in zip(rows, places, strict=True):
            _draw_row(ax, row, place)
    sentences = [
        Joined((row.heading, row.sentence), ": ") if place.has_heading else Capital(row.sentence)
        for row, place in zip(rows, places, strict=True)
    ]
    annotate(
        ax,
        alt=Joined((_axis_sentence(measures), *sentences)),
        numbers=_numbers(rows, language),
        caption=_CAPTION,
        language=language,
    )
    return ax


@dataclass(frozen=True)
class _Place:
    """Heights of the parts of a row, in points from the top."""

    has_heading: bool  # the first of several rows under one name
    heading: float
    words: float
    words_right: float
    line: float


def _places(rows):
    places, top = [], LINE + 4  # the name of the null line stands on top
    for above, row in zip([None, *rows], rows, strict=False):
        has_heading = row.heading is not None and (above is None or above.heading != row.heading)
        heading = top + LINE / 2
        if has_heading:
            top += LINE
        words = top + LINE / 2
        if text_width(row.label) + text_width(row.words) + 14 > _ROOM:
            top += LINE
        words_right = top + LINE / 2
        line = top + LINE + 8
        places.append(_Place(has_heading, heading, words, words_right, line))
        top = line + 14
    return places, top


def _axis(ax, rows, places, measures, language):
    (null,) = {0.0 if measure == PD else 1.0 for measure in measures}
    points = [null] + [x for row in rows for x in row.points]
    if PD in measures:
        room = (
            0.08 * (max(points) - min(points)) or 1
        )  # a difference that is not defined: all of it
        plain_axis(ax, min(points) - room, max(points) + room, language)
        ax.set_xlabel(Capital(MEASURES[PD]).say(language))
    else:
        log_axis(ax, min(points) / 1.5, max(points) * 1.5, language)
        measure = next(iter(measures)) if len(measures) == 1 else _RATIO
        ax.set_xlabel(ratio_name(measure).say(language))
    # Not through the words: only where the intervals are.
    ax.vlines(
        [null] * len(places),
        [place.line - 10 for place in places],
        [place.line + 10 for place in places],
        color=GRID,
        lw=1.4,
        zorder=0,
        clip_on=False,
    )
    name_line(ax, null, LINE / 2, _NULL.fill(value=Printed(null)).say(language))


def _draw_row(ax, row, place):
    color = B if row.printed else A
    across = ax.get_yaxis_transform()  # x as a share of the width, y in points
    if place.has_heading:
        ax.text(0, place.heading, row.heading, transform=across, va="center", weight="bold")
    ax.text(0, place.words, row.label, transform=across, va="center")
    ax.text(1, place.words_right, row.words, transform=across, va="center", ha="right")
    y = place.line
    if row.first is not None:
        dashes = (0, (3, 2)) if row.printed else "-"
        ax.plot([row.first, row.last], [y, y], color=color, lw=2.2, ls=dashes, clip_on=False)
        cap = {"color": color, "ms": 11, "mew": 2.2, "clip_on": False}
        ax.plot([row.first], [y], marker="|", **cap)
        ax.plot([row.last], [y], marker=CARETLEFT if row.first > row.last else "|", **cap)
    if row.points and row.value in row.points:
        marker = {"marker": "s", "ms": 8, "mfc": BG} if row.printed else {"marker": "o", "ms": 9}
        ax.plot([row.value], [y], color=color, mec=color, mew=2.2, ls="none", zorder=3, **marker)
    elif not math.isnan(row.value):
        edge, arrowhead = (1, ">") if row.value > 0 else (0, "<")
        ax.plot([edge], [y], arrowhead, transform=across, color=color, ms=10, clip_on=False)


_AXIS_SENTENCE = _("Confidence intervals on {axis}.")
_LOG_AXIS = _("a log axis")
_PLAIN_AXIS = _("an axis")


def _axis_sentence(measures):
    return _AXIS_SENTENCE.fill(axis=_PLAIN_AXIS if PD in measures else _LOG_AXIS)


def _numbers(rows, language):
    table = []
    for row in rows:
        name = f"{row.heading}: {row.label}" if row.heading else row.label

        def shown(value, row=row):
            return Printed(value) if row.printed else Number(value, 3)

        limits = "–"
        if row.first is not None:
            limits = TO.fill(first=shown(row.first), last=shown(row.last))
        table.append([name, shown(row.value), limits])
    return as_frame(_COLUMNS, table, language)
