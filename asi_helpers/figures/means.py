"""What the limits of a ratio say of its estimate: it lies at their geometric mean."""

import math

from matplotlib.markers import CARETLEFT, CARETRIGHT

from ..estimates import POR
from ..language import Capital, Joined, Printed, Ratio, check_language
from ..language import lazy_gettext as _
from .canvas import ESTIMATE, LINE, PRINTED, as_frame, as_rows, check_audit, log_axis, ratio_name
from .pictures import INK, A, B, annotate, style

_ROW = 2 * LINE + 34
_MIDDLE = _("√({low} × {high}) = {mean}")
_ESTIMATE = _("printed estimate {estimate}")
_KEYS = (
    _("printed estimate"),
    _("middle of the limits (geometric mean)"),
)
_MEAN_ALT = _(
    "{exposure}: printed estimate {estimate}, limits {low} and {high}, geometric mean {mean}."
)
_MEANS_ALT = _("Printed intervals on a log axis, with the estimate and the middle of the limits.")
_RESTORED_ALT = _("The lost zeros are restored.")
_MEAN_COLUMNS = (
    _("Interval"),
    _("Lower limit"),
    _("Upper limit"),
    _("Geometric mean"),
    ESTIMATE,
)
_MEANS_CAPTION = _("Limits, their geometric mean and the estimate")


def plot_geometric_means(audits, *, restored=False, labels=None, ax=None, language=None):
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
        If there are no audits, or another number of labels.
    """
    language = check_language(language)
    audits = [check_audit(audit, with_table=False) for audit in audits]
    if not audits:
        raise ValueError("There is nothing to draw: give one audit or more.")
    if labels is None:
        labels = [PRINTED if audit.table is None else audit.table.exposure for audit in audits]
    rows = [
        _mean_row(audit, Capital(label), restored)
        for audit, label in zip(audits, labels, strict=True)
    ]
    height = len(rows) * _ROW + 2 * LINE + 8
    with style():
        ax = as_rows(ax, height)
        points = [row[key] for row in rows for key in ("low", "high", "estimate")]
        log_axis(ax, min(points) / 1.5, max(points) * 1.5, language)
        ax.set_xlabel(ratio_name(POR).say(language))
        for i, row in enumerate(rows):
            _draw_mean(ax, i * _ROW, row, language)
        _mean_key(ax, len(rows) * _ROW + 2, language)
    said = [_MEANS_ALT] + [_RESTORED_ALT] * restored
    said += [_MEAN_ALT.fill(**row["words"]) for row in rows]
    keys = ("exposure", "low", "high", "mean", "estimate")
    numbers = [[row["words"][key] for key in keys] for row in rows]
    annotate(
        ax,
        alt=Joined(tuple(said)),
        numbers=as_frame(_MEAN_COLUMNS, numbers, language),
        caption=_MEANS_CAPTION,
        language=language,
    )
    return ax


def _mean_row(audit, label, restored):
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
        "low": Printed(round(low, 6)),
        "high": Printed(round(high, 6)),
        "mean": Ratio(mean),
        "estimate": Printed(audit.estimate),
    }
    return {"low": low, "high": high, "mean": mean, "estimate": audit.estimate, "words": words}


def _draw_mean(ax, top, row, language):
    across = ax.get_yaxis_transform()
    words = row["words"]
    name = words["exposure"].say(language)
    ax.text(0, top + LINE / 2, name, transform=across, va="center", weight="bold")
    middle = _MIDDLE.fill(**words).say(language)
    ax.text(1, top + LINE / 2, middle, transform=across, va="center", ha="right")
    estimate = _ESTIMATE.fill(**words).say(language)
    ax.text(1, top + 1.5 * LINE, estimate, transform=across, va="center", ha="right")
    y = top + 2 * LINE + 14
    ax.plot([row["low"], row["high"]], [y, y], color=INK, lw=1.6, ls=(0, (3, 2)))
    ax.plot([row["low"], row["high"]], [y, y], "|", color=INK, ms=11, mew=1.8)
    if abs(math.log(row["mean"] / row["estimate"])) > 0.1:  # else nothing to point at
        over = y - 12
        ax.plot([row["estimate"], row["mean"]], [over, over], color=INK, lw=1)
        ax.plot([row["estimate"]], [over], marker=CARETLEFT, color=INK, ms=6)
        ax.plot([row["mean"]], [over], marker=CARETRIGHT, color=INK, ms=6)
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
