"""Ratios: how the odds ratio leaves the prevalence ratio, what limits say, and the cover."""

import math

import numpy as np
import pandas as pd

from ..estimates import POR, PR
from ..pictures import BG, GRID, INK, A, B, annotate, new_axes, style
from ..tables import Label, check_language
from ..wording import MEASURES, as_printed, describe, format_ratio
from .canvas import LINE, POINTS, arc, as_canvas, bare, first_upper, log_axis, say, write

# POR against PR as the outcome becomes common ----------------------------------------------------

_PREVALENCE = Label(
    "Prevalence in the comparison group (%)", id="Prevalensi pada kelompok pembanding (%)"
)
_RATIO = Label("Ratio (log scale)", id="Rasio (skala log)")
_BY_ALT = Label(
    "With the prevalence ratio held at {pr}, the prevalence odds ratio is {first} when {low}% of "
    "the comparison group have the outcome, and {last} when {high}% have it.",
    id="Dengan rasio prevalensi tetap {pr}, rasio odds prevalensi adalah {first} bila {low}% dari "
    "kelompok pembanding mempunyai luaran, dan {last} bila {high}% mempunyainya.",
)
_MARK_ALT = Label("Marked: at {at}% it is {por}.", id="Ditandai: pada {at}% nilainya {por}.")
_BY_COLUMNS = (
    Label("Prevalence, comparison group (%)", id="Prevalensi, kelompok pembanding (%)"),
    Label("Prevalence ratio", id="Rasio prevalensi"),
    Label("Prevalence odds ratio", id="Rasio odds prevalensi"),
)
_BY_CAPTION = Label("Both ratios by prevalence", id="Kedua rasio menurut prevalensi")


def por_by_prevalence(prevalence_ratio, prevalences):
    """
    Odds ratios that belong to one prevalence ratio, by the prevalence in the comparison group.

    Parameters
    ----------
    prevalence_ratio : float
        Above 0.
    prevalences : array_like
        0 to 1; times the ratio they stay below 1.

    Returns
    -------
    numpy.ndarray

    Raises
    ------
    ValueError
        If a prevalence, in either group, is not between 0 and 1.

    Examples
    --------
    >>> por_by_prevalence(2, [0.01, 0.4]).round(2).tolist()
    [2.02, 6.0]
    """
    unexposed = np.asarray(prevalences, dtype=float)
    exposed = prevalence_ratio * unexposed
    for share in (unexposed, exposed):
        if not ((share > 0) & (share < 1)).all():
            raise ValueError(
                "A prevalence must lie between 0 and 1 in both groups, that is alone and "
                f"multiplied by the prevalence ratio of {prevalence_ratio}."
            )
    return exposed / (1 - exposed) / (unexposed / (1 - unexposed))


def plot_por_by_prevalence(prevalence_ratio=2, *, mark=None, ax=None, language="en"):
    """
    Draw how the odds ratio grows as the outcome becomes common, while the prevalence ratio stays.

    Parameters
    ----------
    prevalence_ratio : float, default 2
        Above 0, and not 1, where both stay at 1.
    mark : float, optional
        A prevalence in the comparison group, 0 to 1, to be marked.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Examples
    --------
    >>> ax = plot_por_by_prevalence(2)
    """
    check_language(language)
    highest = 0.95 / max(1.0, prevalence_ratio)
    shares = np.linspace(0.005, highest, 80)
    por = por_by_prevalence(prevalence_ratio, shares)
    with style():
        if ax is None:
            ax = new_axes(height=2.9)
        ends = [por.min(), por.max(), prevalence_ratio]
        log_axis(ax, min(ends) / 1.6, max(ends) * 1.6, language, which="y")
        ax.set_xlim(0, 100 * highest * 1.03)
        ticks = [tick for tick in ax.get_xticks() if tick <= 100 * highest]
        ax.set_xticks(ticks, labels=[as_printed(tick, language) for tick in ticks])
        ax.plot(100 * shares, por, color=A, lw=2.8)
        ax.plot(100 * shares[[0, -1]], [prevalence_ratio] * 2, color=B, lw=2.8, ls=(0, (5, 2)))
        _name_curves(ax, shares, por, prevalence_ratio, language)
        ax.set_xlabel(_PREVALENCE.say(language))
        ax.set_ylabel(_RATIO.say(language))
        at = None
        if mark is not None:
            at = float(por_by_prevalence(prevalence_ratio, mark))
            _mark(ax, 100 * mark, at, prevalence_ratio, language)
    _annotate_by_prevalence(ax, prevalence_ratio, shares, por, mark, at, language)
    return ax


def _name_curves(ax, shares, por, pr, language):
    """The names stand at the curves, on the side that the other curve leaves free."""
    rises = por[-1] > pr
    names = [first_upper(MEASURES[language][measure]) for measure in (POR, PR)]
    at = int(0.7 * len(por))
    places = ((100 * shares[at], por[at], -12, "right", rises), (0, pr, 6, "left", not rises))
    for name, (x, y, right, ha, above) in zip(names, places, strict=True):
        ax.annotate(
            name,
            (x, y),
            xytext=(right, 6 if above else -6),
            textcoords="offset points",
            ha=ha,
            va="bottom" if above else "top",
            weight="bold",
        )


def _mark(ax, x, por, pr, language):
    ax.plot([x, x], [pr, por], color=INK, lw=1, ls=(0, (2, 2)))
    ax.plot([x], [por], "o", color=A, ms=9)
    ax.plot([x], [pr], "s", color=B, ms=9)
    offset = {"textcoords": "offset points"}
    above = pr > por
    ax.annotate(
        format_ratio(por, language),
        (x, por),
        xytext=(7, 5 if above else -5),
        ha="left",
        va="bottom" if above else "top",
        **offset,
    )
    ax.annotate(
        format_ratio(pr, language),
        (x, pr),
        xytext=(0, 8 if above else -8),
        ha="center",
        va="bottom" if above else "top",
        **offset,
    )


def _annotate_by_prevalence(ax, pr, shares, por, mark, at, language):
    def percent(share):
        return as_printed(round(100 * float(share), 1), language)

    said = say(
        _BY_ALT,
        language,
        pr=format_ratio(pr, language),
        first=format_ratio(por[0], language),
        last=format_ratio(por[-1], language),
        low=percent(shares[0]),
        high=percent(shares[-1]),
    )
    if mark is not None:
        said += " " + say(_MARK_ALT, language, at=percent(mark), por=format_ratio(at, language))
    steps = np.linspace(0, len(shares) - 1, 9).round().astype(int)
    rows = [
        [percent(shares[i]), format_ratio(pr, language), format_ratio(por[i], language)]
        for i in steps
    ]
    annotate(
        ax,
        alt=said,
        numbers=pd.DataFrame(rows, columns=[label.say(language) for label in _BY_COLUMNS]),
        caption=_BY_CAPTION.say(language),
        language=language,
    )


# What the limits say of the estimate -------------------------------------------------------------

_ROW = 2 * LINE + 30
_MIDDLE = Label("√({low} × {high}) = {mean}", id="√({low} × {high}) = {mean}")
_ESTIMATE = Label("printed estimate {estimate}", id="estimasi tercetak {estimate}")
_KEYS = (
    Label("printed estimate", id="estimasi tercetak"),
    Label("middle of the limits (geometric mean)", id="tengah batas (rata-rata geometrik)"),
)
_MEAN_ALT = Label(
    "{exposure}: printed estimate {estimate}, limits {low} and {high}, geometric mean {mean}.",
    id="{exposure}: estimasi tercetak {estimate}, batas {low} dan {high}, rata-rata geometrik "
    "{mean}.",
)
_MEANS_ALT = Label(
    "Printed intervals on a log axis, with the estimate and the middle of the limits.",
    id="Interval tercetak pada sumbu log, dengan estimasi dan titik tengah batasnya.",
)
_RESTORED_ALT = Label("The lost zeros are restored.", id="Nol yang hilang telah dikembalikan.")
_MEAN_COLUMNS = (
    Label("Interval", id="Interval"),
    Label("Lower limit", id="Batas bawah"),
    Label("Upper limit", id="Batas atas"),
    Label("Geometric mean", id="Rata-rata geometrik"),
    Label("Estimate", id="Estimasi"),
)
_MEANS_CAPTION = Label(
    "Limits, their geometric mean and the estimate",
    id="Batas, rata-rata geometriknya, dan estimasi",
)
_LOG_RATIO = Label("Prevalence odds ratio (log scale)", id="Rasio odds prevalensi (skala log)")
_PRINTED = Label("printed", id="tercetak")


def plot_geometric_means(audits, *, restored=False, labels=None, ax=None, language="en"):
    """
    Draw printed intervals, where their middle lies on the log axis, and where the estimate does.

    Parameters
    ----------
    audits : sequence of AuditResult
    restored : bool, default False
        Put back the zeros that the audits found lost.
    labels : sequence of str, optional
        By default the exposures of the tables.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there are no audits, or another number of labels.
    """
    check_language(language)
    audits = list(audits)
    if not audits:
        raise ValueError("There is nothing to draw: give one audit or more.")
    if labels is None:
        labels = [_PRINTED if audit.table is None else audit.table.exposure for audit in audits]
    rows = [
        _mean_row(audit, first_upper(say(label, language)), restored, language)
        for audit, label in zip(audits, labels, strict=True)
    ]
    height = len(rows) * _ROW + 2 * LINE + 8
    with style():
        if ax is None:
            ax = new_axes(height=(height + 46) / POINTS)
        points = [row[key] for row in rows for key in ("low", "high", "estimate")]
        log_axis(ax, min(points) / 1.5, max(points) * 1.5, language)
        ax.set_ylim(height, 0)
        bare(ax, "left")
        ax.set_xlabel(_LOG_RATIO.say(language))
        for i, row in enumerate(rows):
            _draw_mean(ax, i * _ROW, row, language)
        _mean_key(ax, len(rows) * _ROW + 2, language)
    said = [_MEANS_ALT.say(language)] + [_RESTORED_ALT.say(language)] * restored
    said += [say(_MEAN_ALT, language, **row["words"]) for row in rows]
    keys = ("exposure", "low", "high", "mean", "estimate")
    annotate(
        ax,
        alt=" ".join(said),
        numbers=pd.DataFrame(
            [[row["words"][key] for key in keys] for row in rows],
            columns=[label.say(language) for label in _MEAN_COLUMNS],
        ),
        caption=_MEANS_CAPTION.say(language),
        language=language,
    )
    return ax


def _mean_row(audit, label, restored, language):
    limits = [audit.first_limit, audit.second_limit]
    if restored:
        limits = [
            audit.lost_zeros.get("first_limit", audit.first_limit),
            audit.lost_zeros.get("second_limit", audit.second_limit),
        ]
    low, high = sorted(limits)
    mean = math.sqrt(low * high)
    words = {
        "exposure": label,
        "low": as_printed(round(low, 6), language),
        "high": as_printed(round(high, 6), language),
        "mean": format_ratio(mean, language),
        "estimate": as_printed(audit.estimate, language),
    }
    return {"low": low, "high": high, "mean": mean, "estimate": audit.estimate, "words": words}


def _draw_mean(ax, top, row, language):
    across = ax.get_yaxis_transform()
    words = row["words"]
    ax.text(0, top + LINE / 2, words["exposure"], transform=across, va="center", weight="bold")
    middle = say(_MIDDLE, language, **words)
    ax.text(1, top + LINE / 2, middle, transform=across, va="center", ha="right")
    estimate = say(_ESTIMATE, language, **words)
    ax.text(1, top + 1.5 * LINE, estimate, transform=across, va="center", ha="right")
    y = top + 2 * LINE + 11
    ax.plot([row["low"], row["high"]], [y, y], color=INK, lw=1.6, ls=(0, (3, 2)))
    ax.plot([row["low"], row["high"]], [y, y], "|", color=INK, ms=11, mew=1.8)
    if abs(math.log(row["mean"] / row["estimate"])) > 0.1:  # else nothing to point at
        ax.annotate(
            "",
            (row["estimate"], y),
            xytext=(row["mean"], y),
            arrowprops={"arrowstyle": "<->", "color": GRID, "lw": 1.4, "shrinkA": 6, "shrinkB": 8},
        )
    ax.plot([row["mean"]], [y], "D", color=A, ms=7, zorder=3)
    ax.plot([row["estimate"]], [y], "s", mec=B, mfc="none", mew=2.2, ms=14, zorder=4)


def _mean_key(ax, top, language):
    across = ax.get_yaxis_transform()
    shapes = (
        {"marker": "s", "mec": B, "mfc": "none", "mew": 2.2, "ms": 12},
        {"marker": "D", "color": A, "ms": 7},
    )
    for i, (words, shape) in enumerate(zip(_KEYS, shapes, strict=True)):
        y = top + LINE / 2 + i * LINE
        ax.plot([0.025], [y], ls="none", transform=across, clip_on=False, **shape)
        ax.text(0.07, y, words.say(language), transform=across, va="center")


# The cover ---------------------------------------------------------------------------------------

_COVER_PRINTED = Label("printed", id="tercetak")
_COVER_RECOMPUTED = Label("recomputed", id="dihitung ulang")
_COVER_ALT = Label(
    "A log axis with 1 in the middle. On the left the printed odds ratio, {printed}; on the right, "
    "just as far from 1, the one that the printed counts give, {recomputed}. {sentence}",
    id="Sumbu log dengan 1 di tengah. Di kiri rasio odds tercetak, {printed}; di kanan, sama jauh "
    "dari 1, rasio odds yang diberikan oleh cacah tercetak, {recomputed}. {sentence}",
)
_COVER_COLUMNS = (Label("Odds ratio", id="Rasio odds"), Label("Value", id="Nilai"))
_COVER_CAPTION = Label("Printed and recomputed", id="Tercetak dan dihitung ulang")
_WIDE = 7.0


def plot_cover(audit, *, ax=None, language="en"):
    """
    Draw a printed odds ratio and the recomputed one as mirror images about 1.

    Parameters
    ----------
    audit : AuditResult
        Made with its table.
    ax : Axes, optional
        A new one by default, 7 inches wide, with large type that a phone still shows.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the audit was made without a table.
    """
    check_language(language)
    if audit.recomputed is None:
        raise ValueError("Give `table=` to audit_estimate: without it nothing is recomputed.")
    value = audit.recomputed.value
    printed = as_printed(audit.estimate, language)
    recomputed = format_ratio(value, language)
    reach = 1.6 * max(abs(math.log10(value)), abs(math.log10(audit.estimate)))
    width, height = _WIDE * POINTS, 224
    middle, half = width / 2, width / 2 - 14

    def place(ratio):
        return middle + half * math.log10(ratio) / reach

    axis, size = 158, 17
    with style():
        ax = as_canvas(ax, height, width)
        ax.plot([middle] * 2, [axis, axis - 70], color=GRID, lw=2, ls=(0, (4, 3)))
        ax.plot([14, width - 14], [axis, axis], color=INK, lw=1.6)
        for power in range(-int(reach), int(reach) + 1):
            x = place(10.0**power)
            ax.plot([x, x], [axis, axis + 7], color=INK, lw=1.6)
            write(ax, x, axis + 20, as_printed(10.0**power, language), size=size)
        for ratio, color, number, name, sign in (
            (audit.estimate, B, printed, _COVER_PRINTED, "÷ "),
            (value, A, recomputed, _COVER_RECOMPUTED, "× "),
        ):
            x = place(ratio)
            write(ax, x, 14, name.say(language), size=size)
            write(ax, x, 50, number, size=44, weight="bold", color=color)
            arc(ax, (middle, axis), (x, axis), 46, color=color)
            write(ax, (middle + x) / 2, axis - 24, sign + recomputed, size=size)
            ax.plot(
                [x],
                [axis],
                "o" if color == A else "s",
                ms=15,
                mec=color,
                mew=3.5,
                mfc=color if color == A else BG,
                clip_on=False,
            )
        write(ax, middle, height - 12, _LOG_RATIO.say(language), size=size)
    names = [first_upper(x.say(language)) for x in (_COVER_PRINTED, _COVER_RECOMPUTED)]
    annotate(
        ax,
        alt=say(
            _COVER_ALT,
            language,
            printed=printed,
            recomputed=recomputed,
            sentence=describe(audit.recomputed, language),
        ),
        numbers=pd.DataFrame(
            [[names[0], printed], [names[1], recomputed]],
            columns=[label.say(language) for label in _COVER_COLUMNS],
        ),
        caption=_COVER_CAPTION.say(language),
        language=language,
    )
    return ax
