"""Verdicts of two raters, side by side."""

import pandas as pd
from matplotlib.patches import Rectangle

from ..datasets import label_in, load_dataset
from ..language import Joined, check_language
from ..language import lazy_gettext as _
from ..sentences import VERDICTS
from .canvas import LINE, POINTS, as_canvas, wrap, write
from .pictures import GRID, INK, WIDTH, A, B, annotate, style

_LEFT, _RIGHT = 4, WIDTH * POINTS - 4
_QUESTION = 152  # points of width for the question
_CELL = 74  # and for each verdict
_PAD = 5

_RATERS = {
    "book": _("this book"),
    "second": _("made-up second rater"),
}
_ALT = _("The two raters agree on {same} of {n} questions. They differ on {differing}.")
_ALIKE = _("The two raters agree on all {n} questions.")
_DIFFER = _("{item} ({question}: {first} against {second})")
_QUESTIONS = _("Question")
_CAPTION = _("Verdicts")


def plot_ratings(*, ax=None, language=None):
    """
    Draw the verdicts of both raters on JBI's eight questions; rows where they differ are framed.

    Parameters
    ----------
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes

    Examples
    --------
    >>> ax = plot_ratings()
    """
    language = check_language(language)
    verdicts = load_dataset("ratings").pivot(index="item", columns="rater", values="verdict")
    questions = load_dataset("appraisal").set_index("item")
    questions = {item: label_in(row, "short").say(language) for item, row in questions.iterrows()}
    shown = {
        item: [VERDICTS[verdicts.loc[item, rater]].say(language) for rater in _RATERS]
        for item in verdicts.index
    }
    lines = {item: wrap(f"{item}. {questions[item]}", _QUESTION) for item in shown}
    heads = [wrap(rater.say(language), _CELL) for rater in _RATERS.values()]
    head = max(map(len, heads)) * LINE + 2 * _PAD
    heights = {item: len(lines[item]) * LINE + 2 * _PAD for item in shown}
    with style():
        ax = as_canvas(ax, head + sum(heights.values()) + 4)
        columns = [_RIGHT - 1.5 * _CELL, _RIGHT - 0.5 * _CELL]
        for x, rater in zip(columns, _RATERS.values(), strict=True):
            write(ax, x, head / 2, rater.say(language), width=_CELL, weight="bold")
        top = head
        for item, words in shown.items():
            _row(ax, top, heights[item], f"{item}. {questions[item]}", columns, words)
            top += heights[item]
    annotate(
        ax,
        alt=_alt(shown, questions),
        numbers=_numbers(shown, questions, language),
        caption=_CAPTION,
        language=language,
    )
    return ax


def _row(ax, top, height, question, columns, words):
    middle = top + height / 2
    ax.plot([_LEFT, _RIGHT], [top, top], color=GRID, lw=0.8, clip_on=False)
    write(ax, _LEFT + 2, middle, question, width=_QUESTION, ha="left")
    differ = words[0] != words[1]
    for x, verdict, color in zip(columns, words, (A, B), strict=True):
        if differ:
            ax.add_patch(
                Rectangle(
                    (x - _CELL / 2 + 2, top + 3),
                    _CELL - 4,
                    height - 6,
                    facecolor="none",
                    edgecolor=color,
                    lw=2,
                    clip_on=False,
                )
            )
        write(ax, x, middle, verdict, color=INK, weight="bold" if differ else "normal")


def _alt(shown, questions):
    differing = [
        _DIFFER.fill(item=item, question=questions[item], first=one, second=other)
        for item, (one, other) in shown.items()
        if one != other
    ]
    if not differing:
        return _ALIKE.fill(n=len(shown))
    same = len(shown) - len(differing)
    return _ALT.fill(same=same, n=len(shown), differing=Joined(tuple(differing), "; "))


def _numbers(shown, questions, language):
    names = [rater.say(language) for rater in _RATERS.values()]
    index = pd.Index(
        [f"{item}. {questions[item]}" for item in shown], name=_QUESTIONS.say(language)
    )
    return pd.DataFrame(shown.values(), index=index, columns=names)
