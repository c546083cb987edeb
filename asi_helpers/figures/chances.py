"""How readily each kind of person is chosen, and what that does to an odds ratio."""

import numpy as np

from ..language import Capital, Printed, Ratio, check_language
from ..language import lazy_gettext as _
from ..tables import check_table
from .canvas import POINTS, as_canvas, as_frame, box, write
from .pictures import WIDTH, A, B, annotate, style

_LEFT, _RIGHT = 4, WIDTH * POINTS - 4
_NAMES = 92  # points of width for the names of the rows
_CELL = (74, 42)
_HEAD = 98
_COLUMNS = (_LEFT + _NAMES + 60, _RIGHT - 50)
_ROWS = (96, 176)

_TITLE = _("Chance of being chosen (%)")
_TOP = _("multiply: {first} × {second}")
_BELOW = _("divide by: {first} × {second}")
_FACTOR = _("factor {value}")
_ALT = _(
    "A square of four chances of being chosen. {exposed}: {a}% with {case}, {b}% with {noncase}. "
    "{unexposed}: {c}% with {case}, {d}% with {noncase}. A solid diagonal joins {a} and {d}, "
    "which are multiplied on top; a dashed diagonal joins {b} and {c}, which are multiplied below. "
    "The odds ratio of the sample is {factor} times that of the population."
)
_WHO = _("{group}, {outcome}")
_COLUMN_HEADS = (_("Who"), _TITLE)


def plot_chances(table, chances, *, ax=None, language=None):
    """
    Draw a 2x2 table of chances of being chosen, and which diagonal is divided by which.

    Parameters
    ----------
    table : TwoByTwo
        Names the groups and the outcome; its counts play no part.
    chances : array_like, shape (2, 2)
        Percent of the people of each cell that are chosen (rows exposed, unexposed; columns
        cases, non-cases); above 0, up to 100.
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
        If `table` is not a TwoByTwo.
    ValueError
        If `chances` are not four percentages above 0.

    Examples
    --------
    >>> from asi_helpers import load_table
    >>> ax = plot_chances(load_table("knowledge"), [[50, 20], [25, 30]])
    """
    language = check_language(language)
    check_table(table)
    chances = np.asarray(chances, dtype=float)
    if chances.shape != (2, 2) or not ((chances > 0) & (chances <= 100)).all():
        raise ValueError(f"`chances` must be four percentages above 0, in two rows: {chances}.")
    shown = dict(zip("abcd", map(Printed, chances.ravel()), strict=True))
    factor = Ratio(float(chances[0, 0] * chances[1, 1] / (chances[0, 1] * chances[1, 0])))
    groups, outcomes = (table.exposed, table.unexposed), (table.case, table.noncase)
    with style():
        ax = as_canvas(ax, 282)
        write(ax, _LEFT, 10, _TITLE.say(language), ha="left", weight="bold")
        for x, outcome in zip(_COLUMNS, outcomes, strict=True):
            write(ax, x, 48, outcome.say(language), width=_HEAD)
        for y, group in zip(_ROWS, groups, strict=True):
            write(ax, _LEFT, y, group.say(language), width=_NAMES, ha="left")
        _diagonals(ax)
        for (row, column), value in zip(np.ndindex(2, 2), shown.values(), strict=True):
            box(
                ax,
                _COLUMNS[column],
                _ROWS[row],
                *_CELL,
                color=A if row == column else B,
                tint=0.18 if row == column else 0,
                dashed=row != column,
                lw=2,
            )
            words = value.say(language)
            write(ax, _COLUMNS[column], _ROWS[row], words, size=16, weight="bold")
        for y, words, pair, look in (
            (226, _TOP, ("a", "d"), {"color": A}),
            (248, _BELOW, ("b", "c"), {"color": B, "ls": (0, (4, 3))}),
        ):
            said = words.fill(first=shown[pair[0]], second=shown[pair[1]]).say(language)
            ax.plot([_LEFT, _LEFT + 30], [y, y], lw=2, **look)
            write(ax, _LEFT + 38, y, said, ha="left")
        said = _FACTOR.fill(value=factor).say(language)
        write(ax, _LEFT + 38, 270, said, ha="left", weight="bold")
    rows = [
        [Capital(_WHO.fill(group=group, outcome=outcome)), float(chance)]
        for group, row in zip(groups, chances, strict=True)
        for outcome, chance in zip(outcomes, row, strict=True)
    ]
    annotate(
        ax,
        alt=_ALT.fill(
            exposed=Capital(groups[0]),
            unexposed=Capital(groups[1]),
            case=outcomes[0],
            noncase=outcomes[1],
            factor=factor,
            **shown,
        ),
        numbers=as_frame(_COLUMN_HEADS, rows, language),
        caption=_TITLE,
        language=language,
    )
    return ax


def _diagonals(ax):
    """From corner to corner of the cells: the one through "exposed and case" is solid."""
    inner = [_COLUMNS[0] + _CELL[0] / 2 - 2, _COLUMNS[1] - _CELL[0] / 2 + 2]
    high, low = _ROWS[0] + _CELL[1] / 2 - 2, _ROWS[1] - _CELL[1] / 2 + 2
    ax.plot(inner, [high, low], color=A, lw=2)
    ax.plot(inner, [low, high], color=B, lw=2, ls=(0, (4, 3)))
