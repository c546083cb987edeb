"""Diagrams of ideas: snapshot and film, bias and precision, common causes. None shows data."""

import numpy as np
from matplotlib.patches import Circle

from ..language import Capital, Joined, check_language
from ..language import lazy_gettext as _
from ..sentences import TRUTH
from .canvas import LINE, POINTS, arrow, as_canvas, box, wrap, write
from .pictures import BG, GRID, INK, WIDTH, A, B, annotate, style

_LEFT, _RIGHT = 4, WIDTH * POINTS - 4
_MIDDLE = WIDTH * POINTS / 2

# Snapshot and film -------------------------------------------------------------------------------

_KNOWLEDGE = _("Knowledge")
_FLOW = _("Milk flow")
_SNAPSHOT = _("Snapshot: a cross-sectional study")
_FILM = _("Film: a cohort study")
_NOW = _("about the same time")
_FIRST = _("first visit")
_LAST = _("later visit")
_WHICH = _("Which came first? It cannot say.")
_ORDER = _("Which came first? It was watched.")
_FILM_ALT = _(
    "Two panels. Above, a snapshot: one frame holds knowledge and milk flow, recorded at about the "
    "same time, with a question mark between them, because it cannot say which came first. "
    "Below, a film: frames along an arrow of time, knowledge recorded in the first, milk flow in "
    "the last."
)


def plot_snapshot_and_film(*, ax=None, language=None):
    """
    Draw a cross-sectional study as a snapshot and a cohort study as a film.

    Parameters
    ----------
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes
    """
    language = check_language(language)
    knowledge, flow = _KNOWLEDGE.say(language), _FLOW.say(language)
    with style():
        ax = as_canvas(ax, 338)
        write(ax, _LEFT, 12, _SNAPSHOT.say(language), ha="left", weight="bold")
        box(ax, _MIDDLE, 62, _RIGHT - _LEFT, 68, lw=1.6, radius=3)
        box(ax, _MIDDLE, 62, _RIGHT - _LEFT - 12, 56, color=GRID, lw=0.8, radius=1)
        _tag(ax, _LEFT + 72, 62, 118, knowledge, A)
        _tag(ax, _RIGHT - 72, 62, 118, flow, B)
        write(ax, _MIDDLE, 62, "?", size=24, weight="bold")
        _time(ax, 116, {_MIDDLE: _NOW.say(language)})
        write(ax, _MIDDLE, 153, _WHICH.say(language))

        write(ax, _LEFT, 190, _FILM.say(language), ha="left", weight="bold")
        _strip(ax, 204, 72)
        _tag(ax, _LEFT + 70, 240, 118, knowledge, A)
        _tag(ax, _RIGHT - 70, 240, 118, flow, B)
        arrow(ax, (_LEFT + 131, 240), (_RIGHT - 131, 240), lw=1.6)
        ends = {_LEFT + 70: _FIRST.say(language), _RIGHT - 76: _LAST.say(language)}
        _time(ax, 294, ends)
        write(ax, _MIDDLE, 330, _ORDER.say(language))
    annotate(ax, alt=_FILM_ALT, language=language)
    return ax


def _tag(ax, x, y, width, words, color):
    box(ax, x, y, width, 30, color=color, tint=0.18, lw=2)
    write(ax, x, y, words)


def _strip(ax, top, height):
    """A strip of film: a frame with holes along both of its edges."""
    box(ax, _MIDDLE, top + height / 2, _RIGHT - _LEFT, height, lw=1.6, radius=3)
    holes = {"color": GRID, "lw": 6, "ls": (0, (1.2, 1.1)), "dash_capstyle": "butt"}
    for y in (top + 8, top + height - 8):
        ax.plot([_LEFT + 7, _RIGHT - 6], [y, y], clip_on=False, **holes)


def _time(ax, y, ticks):
    arrow(ax, (_LEFT, y), (_RIGHT, y), gap=0)
    for x, words in ticks.items():
        ax.plot([x, x], [y - 5, y + 5], color=INK, lw=1.2)
        write(ax, x, y + 15, words)


# Bias and precision ------------------------------------------------------------------------------

_SMALL = _("small study")
_LARGE = _("large study")
_UNBIASED = _("No bias: right on average")
_BIASED = _("Bias: wrong on average")
_BULLSEYE_ALT = _(
    "Four targets; a dot is the estimate of one study and the centre is the truth. Upper row, no "
    "bias: the dots of small studies lie scattered about the centre, those of large studies close "
    "to it. Lower row, bias: the dots of small studies lie scattered about a point away from the "
    "centre, those of large studies close to that wrong point. More people reduce the scatter, not "
    "the bias. Drawn to illustrate; not data."
)
_SHOTS = 12
_DOT = _("one study's estimate")


def shots(spread, offset):
    """
    Places of shots on a target, evenly scattered, the same each time.

    Parameters
    ----------
    spread : float
        Root mean square distance from where they are aimed at.
    offset : tuple of float
        Where they are aimed at; the centre of the target is (0, 0).

    Returns
    -------
    numpy.ndarray, shape (12, 2)
    """
    turn = np.arange(_SHOTS) * np.pi * (3 - np.sqrt(5))  # the angle of sunflower seeds
    out = np.sqrt(np.arange(_SHOTS) + 0.5)
    places = np.column_stack([out * np.cos(turn), out * np.sin(turn)])
    places -= places.mean(axis=0)
    places *= spread / np.sqrt((places**2).sum(axis=1).mean())
    return places + np.asarray(offset)


def plot_bullseye(*, ax=None, language=None):
    """
    Draw bias against precision: four targets, with and without bias, small and large studies.

    Parameters
    ----------
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes
    """
    language = check_language(language)
    radius, columns = 62, (_LEFT + 76, _RIGHT - 76)
    with style():
        ax = as_canvas(ax, 382)
        for row, (words, offset) in enumerate(((_UNBIASED, (0, 0)), (_BIASED, (26, -20)))):
            top = 4 + row * 180
            write(ax, _MIDDLE, top + LINE / 2, words.say(language), weight="bold")
            for x, spread, size in zip(columns, (30, 9), (_SMALL, _LARGE), strict=True):
                y = top + LINE + 6 + radius
                _target(ax, x, y, radius)
                places = shots(spread, offset)
                ax.plot(x + places[:, 0], y + places[:, 1], "o", color=A, ms=6, mec=BG, mew=0.8)
                write(ax, x, y + radius + 14, size.say(language))
        _legend(ax, 370, language)
    annotate(ax, alt=_BULLSEYE_ALT, language=language)
    return ax


def _target(ax, x, y, radius):
    for share in (1, 2 / 3, 1 / 3):
        ax.add_patch(Circle((x, y), share * radius, fc="none", ec=GRID, lw=1.2, clip_on=False))
    ax.plot([x], [y], "+", color=B, ms=14, mew=2.4, zorder=4)


def _legend(ax, y, language):
    ax.plot([_LEFT + 14], [y], "o", color=A, ms=6)
    write(ax, _LEFT + 24, y, _DOT.say(language), ha="left")
    ax.plot([_MIDDLE + 30], [y], "+", color=B, ms=14, mew=2.4)
    write(ax, _MIDDLE + 44, y, TRUTH.say(language), ha="left")


# Common causes -----------------------------------------------------------------------------------

_COMFORT = _("Comfort")
_SMOOTH_FLOW = _("Smooth milk flow")
_RECORDED = _("as recorded")
_CAUSES = (
    _("Parity"),
    _("Days since birth"),
    _("Birth mode"),
)
_RATING = _("One person rates both")
_ERROR = _("error of measurement")  # of what is written down, not of comfort or flow: no confounder
_NOT_REPORTED = _("dashed: not reported by the study")
_DAG_ALT = _(
    "Diagram of possible causes. An arrow with a question mark leads from {exposure} to {flow}. "
    "Three dashed boxes above, {causes}, possible confounders, each have arrows to both. A dashed "
    "box below, {rating}, also has arrows to both, and is marked as another thing: {error}. "
    "Dashed: the study does not report them."
)


def plot_dag(exposure=None, *, ax=None, language=None):
    """
    Draw what could make an exposure and milk flow go together without one causing the other.

    Both stand there as recorded: a rating bears on what is written down, not on the flow itself.
    It is an error of measurement, and marked so; the other causes are possible confounders.

    Parameters
    ----------
    exposure : str, optional
        Name of the exposure; comfort by default.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes
    """
    language = check_language(language)
    exposure = Capital(exposure or _COMFORT).say(language)
    flow, rating, recorded = (x.say(language) for x in (_SMOOTH_FLOW, _RATING, _RECORDED))
    error = f"({_ERROR.say(language)})"
    causes = [cause.say(language) for cause in _CAUSES]
    width, high, full = 96, 44, 58
    tops = (_LEFT + width / 2, _MIDDLE, _RIGHT - width / 2)
    ends = {exposure: (_LEFT + 58, A), flow: (_RIGHT - 58, B)}
    above, middle, below = 26, 142, 242
    with style():
        ax = as_canvas(ax, 302)
        for i, (cause, x) in enumerate(zip(causes, tops, strict=True)):
            _node(ax, x, above, width, high, cause, INK, dashed=True)
            for j, (end, _) in enumerate(ends.values()):
                start = (x + (j - 0.5) * 28, above + high / 2)
                arrow(ax, start, (end + (i - 1) * 26, middle - full / 2))
        for j, (name, (x, color)) in enumerate(ends.items()):
            _node(ax, x, middle, 116, full, name, color, tint=0.18, note=recorded)
            arrow(
                ax, (_MIDDLE + (j - 0.5) * 90, below - 22), (x + (0.5 - j) * 30, middle + full / 2)
            )
        _node(ax, _MIDDLE, below, 214, 44, rating, INK, dashed=True, note=error)
        arrow(ax, (_LEFT + 116, middle), (_RIGHT - 116, middle), dashed=True, lw=1.8)
        write(ax, _MIDDLE, middle + 14, "?", size=18, weight="bold")
        write(ax, _MIDDLE, 288, _NOT_REPORTED.say(language))
    annotate(
        ax,
        alt=_DAG_ALT.fill(
            exposure=f"{exposure} ({recorded})",
            flow=f"{flow} ({recorded})",
            causes=Joined(_CAUSES, ", "),
            rating=_RATING,
            error=_ERROR,
        ),
        language=language,
    )
    return ax


def _node(ax, x, y, width, height, words, color, *, dashed=False, tint=0.0, note=None):
    box(ax, x, y, width, height, color=color, dashed=dashed, tint=tint, lw=1.2 if dashed else 2)
    lines = wrap(words, width - 10) + [note] * (note is not None)
    for i, line in enumerate(lines):
        write(ax, x, y + (i - (len(lines) - 1) / 2) * LINE, line)
