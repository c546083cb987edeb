"""Diagrams of the record: the map of the paper, and whom it recruited."""

from ..datasets import PAPER_TABLES, load_dataset, load_table
from ..language import Capital, Joined, Number, check_language, decimal_mark
from ..language import lazy_gettext as _
from ..sentences import MOTHERS, NOT_REPORTED
from .canvas import LINE, POINTS, arrow, as_canvas, as_frame, box, wrap, write
from .pictures import INK, WIDTH, A, B, annotate, style

_LEFT, _RIGHT = 4, WIDTH * POINTS - 4
_WIDE, _MIDDLE = _RIGHT - _LEFT, WIDTH * POINTS / 2
_PAD = 9


def _population():
    """The count that the paper gives as its population: the postpartum mothers of 2022."""
    background = load_dataset("background")
    mothers = background[background["indicator"] == "postpartum_mothers"]
    return int(mothers.loc[mothers["year"].astype(int) == 2022, "value"].iloc[0])


def _block(ax, left, top, width, head, words="", *, lit=False, dashed=False):
    """A box from its upper left corner, a bold line and words below it; returns its height."""
    lines = wrap(words, width - 2 * _PAD) if words else []
    height = _height(words, width)
    color = A if lit else INK
    box(
        ax,
        left + width / 2,
        top + height / 2,
        width,
        height,
        color=color,
        tint=0.18 if lit else 0,
        dashed=dashed,
        lw=2.2 if lit else 1.2,
    )
    y = top + _PAD + LINE / 2
    write(ax, left + width / 2, y, head, weight="bold")
    for line in lines:
        y += LINE
        write(ax, left + width / 2, y, line)
    return height


def _height(words, width):
    return (1 + (len(wrap(words, width - 2 * _PAD)) if words else 0)) * LINE + 2 * _PAD - 3


# The map of the paper ----------------------------------------------------------------------------

PAPER_STEPS = ("population", "sample", "exposures", "massage", "outcome", "tests", "claims")

_HEADS = {
    "population": _("Population"),
    "sample": _("Sample"),
    "exposures": _("Exposures"),
    "massage": _("Oxytocin massage"),
    "outcome": _("Outcome"),
    "tests": _("Tests"),
    "claims": _("Claims"),
}
_MOTHERS = _("{n} postpartum mothers")
_CHOSEN = _("{n} mothers, by “purposive” sampling")
_LEVELS = _("good {good}, poor {poor}")
_SMOOTH = _("smooth {n}")
_NOT_SMOOTH = _("not smooth {n}")
_TESTS = _("three chi-square tests, each p printed as {p}")
_CLAIMS = _("all three are related to milk flow; odds ratios printed as {ratios}")
_MASSAGE = _("in the title, but not a variable; no group without it is reported")
_MAP_ALT = _(
    "Map of the paper. Population: {population}. Sample: {sample}. Lines lead from three "
    "exposures, {exposures}, to the outcome, {outcome}. Oxytocin massage stands apart, dashed: "
    "{massage}; no line leads from it. Tests: {tests}. Claims: {claims}."
)
_MAP_COLUMNS = (_("Step"), _("What the paper reports"))
_MAP_CAPTION = _("Map of the paper")


def paper_facts(language=None):
    """
    What the paper reports at each step, from its data.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    dict
        A text for each of `PAPER_STEPS`; `exposures` and `outcome` are dicts of name to text.
    """
    language = check_language(language)
    tables = [load_table(name) for name in PAPER_TABLES]
    printed = load_dataset("printed_results").set_index(["table", "quantity"])["printed"]
    first = tables[0]

    def as_read(name, quantity):  # the paper prints a decimal comma
        text = printed[name, quantity]
        return text.replace(",", decimal_mark(language))

    ratios = "; ".join(as_read(name, "por") for name in PAPER_TABLES)
    return {
        "population": _MOTHERS.fill(n=_population()).say(language),
        "sample": _CHOSEN.fill(n=first.n).say(language),
        "exposures": {
            Capital(table.exposure).say(language): _LEVELS.fill(
                good=table.n_exposed, poor=table.n_unexposed
            ).say(language)
            for table in tables
        },
        "massage": _MASSAGE.say(language),
        "outcome": {
            Capital(first.outcome).say(language): [
                _SMOOTH.fill(n=first.n_cases).say(language),
                _NOT_SMOOTH.fill(n=first.n_noncases).say(language),
            ]
        },
        "tests": _TESTS.fill(p=as_read("knowledge", "pvalue")).say(language),
        "claims": _CLAIMS.fill(ratios=ratios).say(language),
    }


def plot_paper_map(*, highlight=None, ax=None, language=None):
    """
    Draw the paper from its population to its claims, and the massage that is never a variable.

    Parameters
    ----------
    highlight : {"population", "sample", "exposures", "massage", "outcome", "tests", "claims"}
        Step to be set off; none by default.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is no such step.

    Examples
    --------
    >>> ax = plot_paper_map(highlight="massage")
    """
    language = check_language(language)
    if highlight is not None and highlight not in PAPER_STEPS:
        raise ValueError(
            f"`highlight` must be one of {', '.join(PAPER_STEPS)}, but got {highlight!r}."
        )
    facts = paper_facts(language)
    gap, column = 20, 152
    heights = {
        step: _height(facts[step], _WIDE) for step in ("population", "sample", "tests", "claims")
    }
    item = _height("x", column)
    massage = _height(facts["massage"], column)
    variables = LINE + 4 + 3 * (item + 7) + 7 + massage
    with style():
        ax = as_canvas(ax, sum(heights.values()) + variables + 4 * gap + 8)

        def wide(step, top):
            head = _HEADS[step].say(language)
            _block(ax, _LEFT, top, _WIDE, head, facts[step], lit=step == highlight)
            return top + heights[step]

        def down(top):
            arrow(ax, (_MIDDLE, top), (_MIDDLE, top + gap))
            return top + gap

        top = down(wide("sample", down(wide("population", 4))))
        x, bottom = _variables(ax, top, column, item, facts, highlight, language)
        top += variables
        arrow(ax, (x, bottom), (x, top + gap))
        top = down(wide("tests", top + gap))
        wide("claims", top)
    _annotate_map(ax, facts, language)
    return ax


def _variables(ax, top, column, item, facts, highlight, language):
    """
    Three exposures, their lines to the outcome, and massage, from which no line leads.

    Returns the point at the foot of the outcome, from where the map goes on.
    """
    right = _LEFT + column + 28  # where the outcome begins
    write(ax, _LEFT + column / 2, top + LINE / 2, _HEADS["exposures"].say(language))
    write(ax, (right + _RIGHT) / 2, top + LINE / 2, _HEADS["outcome"].say(language))
    top += LINE + 4
    ((name, counts),) = facts["outcome"].items()
    middle = top + 1.5 * item + 7
    high = 2 * _PAD + 3 * LINE + 4
    lit = highlight == "outcome"
    box(
        ax,
        (right + _RIGHT) / 2,
        middle,
        _RIGHT - right,
        high,
        color=A if lit else INK,
        tint=0.18 if lit else 0,
        lw=2.2 if lit else 1.2,
    )
    for i, words in enumerate((name, *counts)):
        weight = "bold" if i == 0 else "normal"
        write(ax, (right + _RIGHT) / 2, middle + (i - 1) * LINE, words, weight=weight)
    for i, (exposure, levels) in enumerate(facts["exposures"].items()):
        _block(ax, _LEFT, top, column, exposure, levels, lit=highlight == "exposures")
        # a plain line: an arrow would say which came first
        ax.plot(
            (_LEFT + column, right),
            (top + item / 2, middle + (i - 1) * 16),
            color=INK,
            lw=1.2,
            clip_on=False,
        )
        top += item + 7
    lit = highlight == "massage"
    head = _HEADS["massage"].say(language)
    _block(ax, _LEFT, top + 7, column, head, facts["massage"], lit=lit, dashed=True)
    return (right + _RIGHT) / 2, middle + high / 2


def _annotate_map(ax, facts, language):
    exposures = [f"{name} ({levels})" for name, levels in facts["exposures"].items()]
    ((name, counts),) = facts["outcome"].items()
    texts = {
        **facts,
        "exposures": "; ".join(exposures),
        "outcome": f"{name} ({', '.join(counts)})",
    }
    annotate(
        ax,
        alt=_MAP_ALT.fill(**texts),
        numbers=as_frame(
            _MAP_COLUMNS, [[_HEADS[step], texts[step]] for step in PAPER_STEPS], language
        ),
        caption=_MAP_CAPTION,
        language=language,
    )


# Whom the paper recruited ------------------------------------------------------------------------

_STAGES = (
    _("Postpartum mothers, given as the population"),
    _("met the criteria"),
    _("were asked"),
    _("agreed"),
    _("In the analysis"),
)
_OF_POPULATION = _("{n} = {percent}% of {all}")
_FUNNEL_ALT = _(
    "A funnel of {stages} stages. At the top {all} postpartum mothers, at the bottom {n} in the "
    "analysis, {percent}% of them. How many met the criteria, were asked and agreed is not "
    "reported: each of these stages shows a question mark."
)
_FUNNEL_COLUMNS = (_("Stage"), MOTHERS)
_FUNNEL_CAPTION = _("Recruitment")


def plot_recruitment(*, ax=None, language=None):
    """
    Draw the way from the population to the mothers analysed, with a "?" for what is not reported.

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
    everybody, analysed = _population(), load_table("knowledge").n
    percent = Number(100 * analysed / everybody, 1)
    last = _OF_POPULATION.fill(n=analysed, percent=percent, all=everybody).say(language)
    gap, high = 18, 2 * LINE + 2 * _PAD - 3
    widths = [_WIDE - i * (_WIDE - 170) / 4 for i in range(5)]
    with style():
        ax = as_canvas(ax, 5 * high + 4 * gap + 8)
        top = 4
        for i, (stage, width) in enumerate(zip(_STAGES, widths, strict=True)):
            known = {0: str(everybody), 4: last}.get(i)
            left = _MIDDLE - width / 2
            words = stage.say(language)
            if known:
                box(ax, _MIDDLE, top + high / 2, width, high, color=A, tint=0.18, lw=2)
                write(ax, _MIDDLE, top + _PAD + LINE / 2 - 1, words)
                write(ax, _MIDDLE, top + _PAD + 1.5 * LINE - 1, known, weight="bold")
            else:
                box(ax, _MIDDLE, top + high / 2, width, high, color=B, dashed=True, lw=1.6)
                write(ax, left + 24, top + high / 2, "?", size=24, weight="bold", color=B)
                write(ax, _MIDDLE + 12, top + _PAD + LINE / 2 - 1, words)
                write(ax, _MIDDLE + 12, top + _PAD + 1.5 * LINE - 1, NOT_REPORTED.say(language))
            top += high
            if i < 4:
                arrow(ax, (_MIDDLE, top), (_MIDDLE, top + gap))
                top += gap
    unknown = Joined(("? (", NOT_REPORTED, ")"), "")
    counts = [everybody, unknown, unknown, unknown, analysed]
    rows = [[Capital(stage), count] for stage, count in zip(_STAGES, counts, strict=True)]
    annotate(
        ax,
        alt=_FUNNEL_ALT.fill(stages=len(_STAGES), all=everybody, n=analysed, percent=percent),
        numbers=as_frame(_FUNNEL_COLUMNS, rows, language),
        caption=_FUNNEL_CAPTION,
        language=language,
    )
    return ax
