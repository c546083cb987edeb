"""What the plots share: type that is measured, log axes with plain numbers, boxes and arrows."""

from functools import cache

import numpy as np
import pandas as pd
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.ticker import NullLocator

from ..audit import AuditResult
from ..estimates import PD, Estimate
from ..language import Capital, Number, Ratio, as_printed, say
from ..language import lazy_gettext as _
from ..sentences import MEASURES
from .pictures import FONT_SIZE, INK, WIDTH, new_axes

LINE = 1.35 * FONT_SIZE  # from one line of text to the next, in points
POINTS = 72  # in an inch
_AXIS = 46  # points of height for an axis and its name


def new_canvas(width=WIDTH, height=2.6):
    """Axes that fill the picture."""
    ax = new_axes(width, height)
    ax.figure.set_layout_engine("none")
    ax.set_position([0, 0, 1, 1])
    return ax


def as_canvas(ax, height, width=WIDTH * POINTS):
    """Make `ax`, or a new one, a canvas: no axes, in points from the upper left corner."""
    ax = ax if ax is not None else new_canvas(width / POINTS, height / POINTS)
    ax.set_axis_off()
    ax.set(xlim=(0, width), ylim=(height, 0))
    return ax


@cache
def text_width(text, size=FONT_SIZE, weight="normal"):
    """Width in points. The page's own font is as wide or narrower."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]


def wrap(text, width, size=FONT_SIZE, weight="normal"):
    """Split into lines of at most `width` points, as even as the number of lines allows."""
    lines = _fill(text, width, size, weight)
    # The narrowest width that needs no further line gives lines of about the same length.
    for narrower in np.arange(width, 0.5 * width, -4):
        tried = _fill(text, narrower, size, weight)
        if len(tried) > len(lines) or any(text_width(x, size, weight) > width for x in tried):
            break
        lines = tried
    return lines


def _fill(text, width, size, weight):
    space = text_width("n n", size, weight) - 2 * text_width("n", size, weight)
    lines, room = [[]], width
    for word in text.split(" "):
        # Word by word, since measuring is slow and words come again.
        needed = text_width(word, size, weight)
        if lines[-1] and needed + space > room:
            lines.append([])
            room = width
        room -= needed + space * bool(lines[-1])
        lines[-1].append(word)
    return [" ".join(words) for words in lines]


def write(ax, x, y, text, *, width=None, ha="center", va="center", size=FONT_SIZE, **style):
    """
    Write text, in lines of at most `width` points around (x, y).

    Each line is a text of its own, so that the page's font, which is not the one that the lines
    were measured with, keeps them aligned. Returns the texts.
    """
    lines = [text] if width is None else wrap(text, width, size, style.get("weight", "normal"))
    leading = 1.3 * size
    above = {"top": 0, "center": (len(lines) - 1) / 2, "bottom": len(lines) - 1}[va]
    return [
        ax.annotate(
            line,
            (x, y),
            xytext=(0, (above - i) * leading),
            textcoords="offset points",
            ha=ha,
            va={"center": "center_baseline"}.get(va, va),
            size=size,
            annotation_clip=False,
            **{"color": INK, **style},
        )
        for i, line in enumerate(lines)
    ]


def box(ax, x, y, width, height, *, color=INK, tint=0.0, dashed=False, radius=5, lw=1.2, zorder=1):
    """A rounded box around the centre (x, y), in data coordinates, its inside tinted."""
    return ax.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle=f"round,pad=0,rounding_size={radius}",
            facecolor=(color, tint) if tint else "none",
            edgecolor=color,
            linewidth=lw,
            linestyle=(0, (4, 3)) if dashed else "-",
            clip_on=False,
            zorder=zorder,
        )
    )


def arrow(ax, start, end, *, color=INK, dashed=False, lw=1.2, gap=2):
    """A straight arrow; its head stays whole where the shaft is dashed."""
    line = {"color": color, "linewidth": lw, "mutation_scale": 11, "clip_on": False}
    start, end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    if dashed:
        shaft = {"arrowstyle": "-", "linestyle": (0, (4, 3)), "shrinkA": gap, "shrinkB": 11}
        ax.add_patch(FancyArrowPatch(start, end, **shaft, **line))
        start = end - 14 * (end - start) / np.hypot(*(end - start))
    head = {"arrowstyle": "-|>", "shrinkA": gap, "shrinkB": gap}
    return ax.add_patch(FancyArrowPatch(start, end, **head, **line))


def arc(ax, start, end, rise, *, color=INK, lw=2.4):
    """A curve from one point to another that rises by `rise` points, with an arrowhead."""
    middle = ((start[0] + end[0]) / 2, start[1] - 2 * rise)
    path = Path([start, middle, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    return ax.add_patch(
        FancyArrowPatch(
            path=path, arrowstyle="-", color=color, linewidth=lw, fill=False, clip_on=False
        )
    )


def formatter(measure):
    """How a number of this measure is written: as `describe` writes it."""
    return (lambda value: Number(value, 3)) if measure == PD else Ratio


def ratio_name(measure):
    """The name of a ratio, for the log axis that it stands on."""
    return _LOG.fill(measure=Capital(MEASURES.get(measure, measure)))


# Words that several figures share.
PRINTED = _("printed")
RECOMPUTED = _("recomputed")
ESTIMATE = _("Estimate")
STUDIES = _("Studies")
TO = _("{first} to {last}")
THE_TRUTH = _("truth {value}")
_LOG = _("{measure} (log scale)")


def plain_axis(ax, low, high, language, *, which="x"):
    """An axis of whole steps, its ticks written with the decimal mark of the language."""
    getattr(ax, f"set_{which}lim")(low, high)
    axis = getattr(ax, f"{which}axis")
    ticks = [tick for tick in axis.get_majorticklocs() if low <= tick <= high]
    axis.set_ticks(ticks, labels=[as_printed(round(float(tick), 6), language) for tick in ticks])


def name_line(ax, x, y, words):
    """Words over a vertical line at x, moved inwards where they would leave the picture."""
    share = ax.transAxes.inverted().transform(ax.transData.transform((x, 0)))[0]
    side = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    return write(ax, x, y, words, ha=side)


def as_rows(ax, height):
    """
    Make `ax`, or a new one, a place for rows with names of their own, one under the other.

    y is in points from the top and has no axis; below the rows there is room for the x axis.
    """
    ax = ax if ax is not None else new_axes(height=(height + _AXIS) / POINTS)
    ax.set_ylim(height, 0)
    ax.spines.left.set_visible(False)
    ax.set_yticks([])
    return ax


def log_axis(ax, low, high, language, *, which="x"):
    """A log axis with a tick at every power of ten, written plainly: 0.01, 0.1, 1, 10, 100."""
    axis = getattr(ax, f"{which}axis")
    getattr(ax, f"set_{which}scale")("log")
    getattr(ax, f"set_{which}lim")(low, high)
    powers = range(int(np.ceil(np.log10(low) - 1e-9)), int(np.floor(np.log10(high) + 1e-9)) + 1)
    ticks = [10.0**power for power in powers]
    if len(ticks) < 3:
        ticks = [m * 10.0**p for p in range(-9, 10) for m in (1, 2, 5)]
        ticks = [tick for tick in ticks if low * 0.999 <= tick <= high * 1.001]
    axis.set_ticks(ticks, labels=[as_printed(tick, language) for tick in ticks])
    axis.set_minor_locator(NullLocator())


def as_frame(heads, rows, language):
    """The numbers behind a picture: what waits for its language is said, numbers stay numbers."""
    said = [[x.say(language) if hasattr(x, "say") else x for x in row] for row in rows]
    return pd.DataFrame(said, columns=[say(head, language) for head in heads])


def check_kind(value, kind, name, source):
    """Return `value` if it is of that kind, or raise a TypeError that says where to get one."""
    if not isinstance(value, kind):
        raise TypeError(f"`{name}` must come from {source}, but got {value!r}.")
    return value


def check_estimates(estimates):
    """Return a list of estimates, or raise a TypeError if one of them is none."""
    source = "a function such as prevalence_odds_ratio(table)"
    return [check_kind(each, Estimate, "estimates", source) for each in estimates]


def check_audit(audit, *, with_table=True):
    """Return `audit` if it is one and, where that is needed, was made with its table."""
    check_kind(audit, AuditResult, "audit", "audit_estimate(...)")
    if with_table and audit.recomputed is None:
        raise ValueError("Give `table=` to audit_estimate: without it nothing is recomputed.")
    return audit
