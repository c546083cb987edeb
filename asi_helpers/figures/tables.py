"""A 2x2 table in pictures: people one by one, shares of a row, observed against expected."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from ..language import Capital, Joined, Number, check_language
from ..language import lazy_gettext as _
from ..sentences import COUNT_OF, COUNTS, sentence_of
from ..significance import ChiSquareTest
from ..tables import check_table
from .canvas import LINE, POINTS, as_canvas, as_frame, check_kind, text_width, wrap, write
from .pictures import BG, GRID, INK, WIDTH, A, annotate, style

_LEFT, _RIGHT = 6, WIDTH * POINTS - 6


def _share(count, n):
    percent = Number(100 * count / n, 1) if n else "–"
    return Joined((COUNT_OF.fill(count=count, n=n), " = ", percent, "%"), "")


# Icon array --------------------------------------------------------------------------------------

_PER_LINE = 20
_PITCH = 15
_WHOLES = ("row", "column", "total")

_OF_WHOM = {
    "row": _("Of the people in each group:"),
    "column": _("Of the {n} with {case}:"),
    "total": _("Of all {n}:"),
}
_ICONS_ALT = _("One figure for each person, filled for {case}.")
_ICONS_SHARES = _("{whole} {group}, {share}; {other}, {other_share}.")


def _person():
    """A head and a body, as a marker about two units high."""
    head = Path.circle((0, 0.62), 0.33)
    body = Path(
        [(-0.2, 0.2), (0.2, 0.2), (0.58, -0.95), (-0.58, -0.95), (-0.2, 0.2)],
        [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY],
    )
    return Path.make_compound_path(head, body)


def plot_icon_array(table, *, of_whom="row", ax=None, language=None):
    """
    Draw every person of a 2x2 table, the exposed above the unexposed, cases filled.

    Parameters
    ----------
    table : TwoByTwo
    of_whom : {"row", "column", "total"}
        Of whom the percentages are: of each group, of the cases (the others fade), of everybody.
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
        If `table` is no table.
    ValueError
        If `of_whom` is another word, or there are too many people to draw each.

    Examples
    --------
    >>> from asi_helpers import load_table
    >>> ax = plot_icon_array(load_table("knowledge"))
    """
    language = check_language(language)
    check_table(table)
    if of_whom not in _WHOLES:
        raise ValueError(f"`of_whom` must be one of {', '.join(_WHOLES)}, but got {of_whom!r}.")
    if table.n > 400:
        raise ValueError(f"{table.n} people are too many to draw each; use plot_row_percents.")
    groups = [
        (table.exposed, table.exposed_cases, table.exposed_noncases),
        (table.unexposed, table.unexposed_cases, table.unexposed_noncases),
    ]
    wholes = {"row": None, "column": table.n_cases, "total": table.n}
    case, noncase = table.case.say(language), table.noncase.say(language)
    intro = _OF_WHOM[of_whom].fill(n=wholes[of_whom], case=table.case).say(language)
    intro_lines = wrap(intro, _RIGHT - _LEFT)
    lines = [max(1, -(-(cases + rest) // _PER_LINE)) for _, cases, rest in groups]
    height = 10 + LINE * (len(intro_lines) + 4) + 38 + (sum(lines)) * (_PITCH + 3)
    shares = []
    with style():
        ax = as_canvas(ax, height)
        write(ax, _LEFT, 6, intro, width=_RIGHT - _LEFT, ha="left", va="top")
        top = 10 + LINE * len(intro_lines)
        for (group, cases, rest), n_lines in zip(groups, lines, strict=True):
            whole = cases + rest if of_whom == "row" else wholes[of_whom]
            shares.append(_share(cases, whole))
            name = Capital(group).say(language)
            write(ax, _LEFT, top + LINE / 2, name, ha="left", weight="bold")
            write(ax, _RIGHT, top + LINE / 2, shares[-1].say(language), ha="right")
            _people(ax, top + LINE + 12, cases, rest, fade=of_whom == "column")
            top += LINE + 12 + n_lines * (_PITCH + 3)
        _key(ax, top, [(case, True), (noncase, False)], fade=of_whom == "column")
    annotate(
        ax,
        alt=Joined(
            (
                _ICONS_ALT.fill(case=table.case),
                _ICONS_SHARES.fill(
                    whole=intro,
                    group=table.exposed,
                    share=shares[0],
                    other=table.unexposed,
                    other_share=shares[1],
                ),
            )
        ),
        numbers=table.to_frame(language).rename_axis(columns=None),
        caption=COUNTS,
        language=language,
    )
    return ax


def _people(ax, top, cases, rest, *, fade):
    place = np.arange(cases + rest)
    x = _LEFT + _PITCH / 2 + place % _PER_LINE * _PITCH
    y = top + place // _PER_LINE * (_PITCH + 3)
    filled = place < cases
    ax.plot(x[filled], y[filled], **_marker(True))
    ax.plot(x[~filled], y[~filled], **_marker(False, fade))


def _marker(filled, fade=False):
    edge = GRID if fade else A if filled else INK
    return {
        "ls": "none",
        "marker": _person(),
        "ms": 15,
        "mfc": A if filled else "none",
        "mec": edge,
        "mew": 0.8,
        "clip_on": False,
    }


def _key(ax, top, entries, fade=False):
    for i, (words, filled) in enumerate(entries):
        y = top + LINE / 2 + i * (LINE + 2)
        ax.plot([_LEFT + _PITCH / 2], [y], **_marker(filled, fade and not filled))
        write(ax, _LEFT + _PITCH + 6, y, words, ha="left")


# Row percentages ---------------------------------------------------------------------------------

_N = _("{group} (n = {n})")
_BARS_ALT = _("A bar for each group, 100% long.")


def plot_row_percents(table, *, ax=None, language=None):
    """
    Draw the share of cases in each group of a 2x2 table, on bars of 100%.

    Parameters
    ----------
    table : TwoByTwo
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes
    """
    language = check_language(language)
    percents = check_table(table).row_percent(language)
    groups = [(table.exposed, table.n_exposed), (table.unexposed, table.n_unexposed)]
    bar, width = 26, _RIGHT - _LEFT
    height = 2 * (LINE + bar + 12) + 2 * (LINE + 2) + 8
    with style():
        ax = as_canvas(ax, height)
        top = 2
        for (group, n), (share, rest) in zip(groups, percents.to_numpy(), strict=True):
            words = _N.fill(group=Capital(group), n=n).say(language)
            write(ax, _LEFT, top + LINE / 2, words, ha="left")
            top += LINE + 3
            _outline(ax, _LEFT, top, width, bar)
            if n:
                cut = _LEFT + width * share / 100
                ax.add_patch(Rectangle((_LEFT, top), cut - _LEFT, bar, fc=A, ec=A, clip_on=False))
                _share_words(ax, (_LEFT, cut, _RIGHT), top + bar / 2, (share, rest), language)
            top += bar + 9
        _squares(ax, top, [table.case.say(language), table.noncase.say(language)])
    annotate(
        ax,
        alt=Joined((_BARS_ALT, sentence_of(table))),
        numbers=percents.rename_axis(columns=None),
        caption=_PERCENTS,
        language=language,
    )
    return ax


_PERCENTS = _("Percent of each group")


def _outline(ax, x, y, width, height):
    ax.add_patch(Rectangle((x, y), width, height, fc="none", ec=INK, lw=1.2, clip_on=False))


def _share_words(ax, cuts, y, shares, language):
    """Each share in its part of the bar; the first beside it where it does not fit in."""
    first, rest = (f"{Number(share, 1).say(language)}%" for share in shares)
    left, cut, right = cuts
    fits = [
        text_width(words, weight="bold") + 10 <= room
        for words, room in ((first, cut - left), (rest, right - cut))
    ]
    if fits[0]:
        write(ax, (left + cut) / 2, y, first, color=BG, weight="bold")
    else:
        write(ax, cut + 5, y, f"← {first}", ha="left", weight="bold")
    if fits[0] and fits[1]:
        write(ax, (cut + right) / 2, y, rest, weight="bold")
    elif fits[1]:
        write(ax, right - 8, y, rest, ha="right", weight="bold")


def _squares(ax, top, words):
    """A key: a filled square for the first, an empty one for the second."""
    for i, text in enumerate(words):
        y = top + LINE / 2 + i * (LINE + 2)
        ax.add_patch(
            Rectangle((_LEFT, y - 6), 12, 12, fc=A if i == 0 else "none", ec=INK, clip_on=False)
        )
        write(ax, _LEFT + 20, y, text, ha="left")


# Observed against expected -----------------------------------------------------------------------

_OBSERVED = _("observed")
_EXPECTED = _("expected if there were no association")
_RESIDUAL = _("residual {residual}")
_EXPECTED_ALT = _("Observed and expected counts: {cells}.")
_CELL_ALT = _(
    "{group} with {outcome}, {observed} observed against {expected} expected (residual {residual})"
)
_CELL_COLUMNS = (
    _("Cell"),
    _("Observed"),
    _("Expected"),
    _("Residual"),
)


def plot_expected(test, *, ax=None, language=None):
    """
    Draw the counts of a 2x2 table against those expected if there were no association.

    Parameters
    ----------
    test : ChiSquareTest
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes

    Examples
    --------
    >>> from asi_helpers import chi_square_test, load_table
    >>> ax = plot_expected(chi_square_test(load_table("knowledge")))
    """
    language = check_language(language)
    check_kind(test, ChiSquareTest, "test", "chi_square_test(table)")
    cells = _cells(test)
    longest = max(max(cell["observed"], cell["expected"]) for cell in cells)
    room = _RIGHT - _LEFT - text_width("0000.0") - 14
    height = 2 * (LINE + 8) + 4 * (LINE + 34) + 2 * (LINE + 2) + 10
    with style():
        ax = as_canvas(ax, height)
        top = 2
        for i, cell in enumerate(cells):
            if i % 2 == 0:
                group = Capital(cell["group"]).say(language)
                write(ax, _LEFT, top + LINE / 2, group, ha="left", weight="bold")
                top += LINE + 2
            outcome = Capital(cell["outcome"]).say(language)
            write(ax, _LEFT, top + LINE / 2, outcome, ha="left")
            residual = _RESIDUAL.fill(residual=cell["sign"]).say(language)
            write(ax, _RIGHT, top + LINE / 2, residual, ha="right")
            top += LINE + 2
            for name, color, filled in (("observed", A, True), ("expected", INK, False)):
                length = room * cell[name] / longest
                _bar(ax, top, length, color, filled)
                count = cell[f"{name} words"].say(language)
                write(ax, _LEFT + length + 6, top + 6, count, ha="left")
                top += 15
            top += 3 + 6 * (i % 2)
        for words, color, filled in ((_OBSERVED, A, True), (_EXPECTED, INK, False)):
            _bar(ax, top + 2, 22, color, filled)
            write(ax, _LEFT + 30, top + 8, Capital(words).say(language), ha="left")
            top += LINE + 2
    said = tuple(
        _CELL_ALT.fill(
            group=cell["group"],
            outcome=cell["outcome"],
            observed=cell["observed words"],
            expected=cell["expected words"],
            residual=cell["sign"],
        )
        for cell in cells
    )
    keys = ("observed", "expected", "residual")
    rows = [
        [Joined((cell["group"], cell["outcome"]), ", "), *(cell[key] for key in keys)]
        for cell in cells
    ]
    annotate(
        ax,
        alt=_EXPECTED_ALT.fill(cells=Joined(said, "; ")),
        numbers=as_frame(_CELL_COLUMNS, rows, language),
        caption=_EXPECTED_CAPTION,
        language=language,
    )
    return ax


_EXPECTED_CAPTION = _("Observed and expected counts, and Pearson residuals")


def _cells(test):
    table = test.table
    observed, expected = table.to_array(), test.expected_freq.to_numpy()
    residuals = test.residuals.to_numpy()
    cells = []
    for i, group in enumerate((table.exposed, table.unexposed)):
        for j, outcome in enumerate((table.case, table.noncase)):
            residual = float(residuals[i, j])
            cells.append(
                {
                    "group": group,
                    "outcome": outcome,
                    "observed": int(observed[i, j]),
                    "expected": float(expected[i, j]),
                    "residual": residual,
                    "observed words": Number(int(observed[i, j]), 0),
                    "expected words": Number(float(expected[i, j]), 1),
                    "sign": _Signed(residual),
                }
            )
    return cells


@dataclass(frozen=True)
class _Signed:
    """A number with its sign, + or a true minus."""

    value: float

    def say(self, language):
        shown = Number(self.value, 1).say(language)
        return "+" * (self.value > 0) + shown.replace("-", "−")


def _bar(ax, top, length, color, filled):
    """Solid for what was observed, hollow and hatched for what was expected."""
    ax.add_patch(
        Rectangle(
            (_LEFT, top),
            length,
            12,
            fc=color if filled else "none",
            ec=color,
            hatch=None if filled else "////",
            lw=1,
            clip_on=False,
        )
    )
