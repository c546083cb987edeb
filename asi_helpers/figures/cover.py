"""The cover: a printed odds ratio and the recomputed one, mirror images about 1."""

import math

from ..estimates import POR
from ..language import Capital, Printed, Ratio, check_language
from ..language import lazy_gettext as _
from ..sentences import ODDS_RATIO, sentence_of
from .canvas import (
    POINTS,
    PRINTED,
    RECOMPUTED,
    arc,
    as_canvas,
    as_frame,
    check_audit,
    ratio_name,
    write,
)
from .pictures import BG, GRID, INK, A, B, annotate, style

_COVER_ALT = _(
    "A log axis with 1 in the middle. On the left the printed odds ratio, {printed}; on the right, "
    "just as far from 1, the one that the printed counts give, {recomputed}. {sentence}"
)
_COVER_COLUMNS = (ODDS_RATIO, _("Value"))
_COVER_CAPTION = _("Printed and recomputed")
_WIDE = 7.0


def plot_cover(audit, *, ax=None, language=None):
    """
    Draw a printed odds ratio and the recomputed one as mirror images about 1.

    Parameters
    ----------
    audit : AuditResult
        Made with its table.
    ax : Axes, optional
        A new one by default, 7 inches wide, with large type that a phone still shows.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes

    Raises
    ------
    TypeError
        If it is no audit.
    ValueError
        If the audit was made without a table.
    """
    language = check_language(language)
    value = check_audit(audit).recomputed.value
    printed, recomputed = Printed(audit.estimate), Ratio(value)
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
            write(ax, x, axis + 20, Printed(10.0**power).say(language), size=size)
        for ratio, color, number, name, sign in (
            (audit.estimate, B, printed, PRINTED, "÷ "),
            (value, A, recomputed, RECOMPUTED, "× "),
        ):
            x = place(ratio)
            write(ax, x, 14, name.say(language), size=size)
            write(ax, x, 50, number.say(language), size=44, weight="bold", color=color)
            arc(ax, (middle, axis), (x, axis), 46, color=color)
            write(ax, (middle + x) / 2, axis - 24, sign + recomputed.say(language), size=size)
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
        write(ax, middle, height - 12, ratio_name(POR).say(language), size=size)
    rows = [[Capital(PRINTED), printed], [Capital(RECOMPUTED), recomputed]]
    annotate(
        ax,
        alt=_COVER_ALT.fill(
            printed=printed, recomputed=recomputed, sentence=sentence_of(audit.recomputed)
        ),
        numbers=as_frame(_COVER_COLUMNS, rows, language),
        caption=_COVER_CAPTION,
        language=language,
    )
    return ax
