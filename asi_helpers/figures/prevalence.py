"""How the odds ratio leaves the prevalence ratio behind as the outcome becomes common."""

import numpy as np

from ..estimates import POR, PR, por_by_prevalence
from ..language import Capital, Joined, Printed, Ratio, check_language
from ..language import lazy_gettext as _
from ..sentences import HIGHER, MEASURES
from .canvas import as_frame, log_axis, plain_axis
from .pictures import INK, A, B, annotate, new_axes, style

_RATIO = _("Ratio (log scale)")
_BY_ALT = _(
    "With the prevalence ratio held at {pr}, the prevalence odds ratio is {first} when {low}% of "
    "the higher group have the outcome, and {last} when {high}% have it."
)
_MARK_ALT = _("Marked: at {at}% it is {por}.")
_BY_COLUMNS = (
    HIGHER,
    Capital(MEASURES[PR]),
    Capital(MEASURES[POR]),
)
_BY_CAPTION = _("Both ratios by prevalence")


def plot_por_by_prevalence(prevalence_ratio=2, *, mark=None, ax=None, language=None):
    """
    Draw how the odds ratio grows as the outcome becomes common, while the prevalence ratio stays.

    The axis is the prevalence in the group that has the outcome more often, as in
    `explore_prevalence`: it reaches nearly 100% whatever the ratio.

    Parameters
    ----------
    prevalence_ratio : float, default 2
        Above 0, and not 1, where both stay at 1.
    mark : float, optional
        A prevalence in that group, 0 to 1, to be marked.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes

    Examples
    --------
    >>> ax = plot_por_by_prevalence(2)
    """
    language = check_language(language)
    fold = max(1.0, prevalence_ratio)  # from the comparison group to the higher one
    shares = np.linspace(0.01, 0.95, 80)
    por = por_by_prevalence(prevalence_ratio, shares / fold)
    with style():
        if ax is None:
            ax = new_axes(height=2.9)
        ends = [por.min(), por.max(), prevalence_ratio]
        log_axis(ax, min(ends) / 1.6, max(ends) * 1.6, language, which="y")
        plain_axis(ax, 0, 100, language)
        ax.plot(100 * shares, por, color=A, lw=2.8)
        ax.plot(100 * shares[[0, -1]], [prevalence_ratio] * 2, color=B, lw=2.8, ls=(0, (5, 2)))
        _name_curves(ax, shares, por, prevalence_ratio, language)
        ax.set_xlabel(HIGHER.say(language))
        ax.set_ylabel(_RATIO.say(language))
        at = None
        if mark is not None:
            at = float(por_by_prevalence(prevalence_ratio, mark / fold))
            _mark(ax, 100 * mark, at, prevalence_ratio, language)
    _annotate_by_prevalence(ax, prevalence_ratio, shares, por, mark, at, language)
    return ax


def _name_curves(ax, shares, por, pr, language):
    """The names stand at the curves, on the side that the other curve leaves free."""
    rises = por[-1] > pr
    names = [Capital(MEASURES[measure]).say(language) for measure in (POR, PR)]
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
        Ratio(por).say(language),
        (x, por),
        xytext=(7, 5 if above else -5),
        ha="left",
        va="bottom" if above else "top",
        **offset,
    )
    ax.annotate(
        Ratio(pr).say(language),
        (x, pr),
        xytext=(0, 8 if above else -8),
        ha="center",
        va="bottom" if above else "top",
        **offset,
    )


def _annotate_by_prevalence(ax, pr, shares, por, mark, at, language):
    def percent(share):
        return Printed(round(100 * float(share), 1))

    said = [
        _BY_ALT.fill(
            pr=Ratio(pr),
            first=Ratio(por[0]),
            last=Ratio(por[-1]),
            low=percent(shares[0]),
            high=percent(shares[-1]),
        )
    ]
    if mark is not None:
        said.append(_MARK_ALT.fill(at=percent(mark), por=Ratio(at)))
    steps = np.linspace(0, len(shares) - 1, 9).round().astype(int)
    rows = [[percent(shares[i]), Ratio(pr), Ratio(por[i])] for i in steps]
    annotate(
        ax,
        alt=Joined(tuple(said)),
        numbers=as_frame(_BY_COLUMNS, rows, language),
        caption=_BY_CAPTION,
        language=language,
    )
