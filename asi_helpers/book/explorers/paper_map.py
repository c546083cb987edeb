"""Chapter 1: the paper as a map of claims, and the evidence for one claim at a time."""

from functools import cache

import pandas as pd

from ...datasets import load_dataset
from ...figures.palette import BG, GRID, INK, A, B
from ...language import LANGUAGES, Capital, Label
from ...language import lazy_gettext as _
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stat, stats_table
from ..page.sketch import Sketch
from ..paper.claims import check_claims
from ..paper.verdicts import SECTIONS, VERDICTS, place, recomputed

# The claims that a first reading should meet; all of them are in the audit.
_CHOSEN = (
    "title-massage",
    "abstract-n-en",
    "abstract-cause-id",
    "abstract-knowledge-p-en",
    "background-who-38",
    "background-count-early-initiation-2020",
    "background-share-2022",
    "methods-variables",
    "population-year",
    "sample-others",
    "sampling-two-methods",
    "sample-size-reason",
    "criteria-cooperative",
    "freq-outcome-smooth-percent",
    "t1-good-smooth-percent",
    "t1-poor-smooth-percent",
    "t1-association-text",
    "t1-por-table",
    "t1-first-limit-table",
    "t1-times-greater",
    "t1-causal",
    "t2-por-table",
    "t2-contains",
    "t3-por-table",
    "t3-order-table",
    "not-reported-chi-square",
    "discussion-massage-cause",
    "conclusion-support",
    "origin-of-inversion",
    "not-reported-unmassaged",
    "not-reported-smooth",
    "not-reported-days",
    "not-reported-confounders",
)
_KEY = {
    "holds": _("holds"),
    "differs": _("does not fit"),
    "open": _("cannot be told"),
}
_WHERE = _("Where")
_VERDICT = _("Verdict: {verdict}.")
_RECOMPUTED = _("Recomputed")
_CHAPTER = _("Chapter")
_THINK = _("Does it hold? What would you look for? Decide, then ask for the evidence.")
_SEARCH = _(
    "Can you find it in the paper? Where would you look? Decide, then ask for the evidence."
)
_ALT = _(
    "A map of the {n} claims of the paper, part by part: {holds} hold, {differs} do not fit, "
    "{open} cannot be told. The chosen claim is in this part: {section}."
)
_NOTE = _(
    "Claims are put into other words; numbers are as printed, with a decimal comma. {shown} of {n} "
    "claims are here; the audit page has them all."
)
_BOTH = _("{first} {second}")
_PER_LINE = 35


def explore_paper_map(language=None):
    """
    Choose a claim of the paper, decide whether it holds, then ask for the evidence.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `claim` and `show`.
    """
    claims = _claims()
    options = tuple(
        Option(
            name,
            Label(_short(claims.claim[name]), id=_short(claims.claim_id[name])),
            Capital(SECTIONS[claims.section[name]]),
        )
        for name in _CHOSEN
    )
    return Explorer(
        "paper_map",
        _("The paper, claim by claim"),
        _("Choose a claim and decide whether it holds. Then ask for the evidence."),
        (
            Control(
                "claim",
                _("Claim"),
                options,
                start="t1-good-smooth-percent",
                resets="show",
            ),
            Control(
                "show",
                _("Show"),
                (
                    Option("claim", _("the claim only")),
                    Option("evidence", _("with the evidence")),
                ),
                "radio",
            ),
        ),
        _show,
        language,
        note=_NOTE.fill(shown=len(_CHOSEN), n=len(claims)),
        shared=_all_dots(),
    )


@cache
def _claims():
    return load_dataset("claims").set_index("id")


@cache
def _checked():
    """The claims with their figures; asked for only with the evidence, as they take a while."""
    return check_claims().set_index("id")


def _short(text, length=96):
    """The beginning of a claim, for a list to choose from."""
    if len(text) <= length:
        return text.rstrip(".")
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _show(claim, show):
    row = _claims().loc[claim]
    told = Label(row.claim, id=row.claim_id)
    rows = [[_WHERE, place(row)]]
    silent = row.kind == "reporting" or row.verdict == "cannot be known"
    then, mark = _SEARCH if silent else _THINK, ""
    if show == "evidence":
        then = Label(row.explanation, id=row.explanation_id)
        mark = _VERDICT.fill(verdict=VERDICTS[row.verdict].name)
        found = _checked().loc[claim]
        if pd.notna(found.recomputed):
            rows.append([_RECOMPUTED, _figure(found)])
        rows.append([_CHAPTER, str(int(row.chapter[:2]))])
    picture = _draw(claim, show == "evidence", row.section)
    return View(_BOTH.fill(first=told, second=then), picture, stats_table(rows), mark)


def _figure(found):
    name = {"pvalue": "pvalue", "statistic": "chi2"}.get(found.unit, "recomputed")
    return stat(name, float(found.recomputed), recomputed(found))


@cache
def _places():
    """Where each claim has its dot, and the line at which each part of the paper begins."""
    sections, tops, places, line = _claims().section, {}, {}, 0
    for section in SECTIONS:
        tops[section] = line
        names = list(sections.index[sections == section])
        for i, name in enumerate(names):
            places[name] = (112 + 6 * (i % _PER_LINE), 30 + 8 * (line + i // _PER_LINE))
        line += max(2, 1 + -(-len(names) // _PER_LINE))
    return places, tops, line


@cache
def _by_kind():
    kinds = {"holds": [], "differs": [], "open": []}
    for name, verdict in _claims().verdict.items():
        kinds[VERDICTS[verdict].kind].append(name)
    return kinds


def _all_dots():
    sketch = Sketch(0)
    for kind, names in _by_kind().items():
        _mark(sketch, kind, [_places()[0][name] for name in names])
    return sketch.shared("map")


def _draw(chosen, revealed, section):
    places, tops, lines = _places()
    sketch = Sketch(34 + 8 * lines)
    _draw_key(sketch)
    for name, top in tops.items():
        words = Capital(SECTIONS[name])
        sketch.text(0, 34 + 8 * top, words, size=12, bold=name == section)
    sketch.use("map")
    x, y = places[chosen]
    sketch.dots([(x, y)], INK, size=17)
    sketch.dots([(x, y)], BG, size=13)
    if revealed:
        _mark(sketch, VERDICTS[_claims().verdict[chosen]].kind, [(x, y)], times=1.7)
    else:
        sketch.text(x, y + 4.5, "?", anchor="middle", bold=True)
    counts = {kind: len(names) for kind, names in _by_kind().items()}
    alt = _ALT.fill(n=len(places), section=Capital(SECTIONS[section]), **counts)
    return sketch.svg(alt)


def _draw_key(sketch):
    x = 6
    for kind, label in _KEY.items():
        _mark(sketch, kind, [(x, 9)], times=1.4)
        sketch.text(x + 9, 13, label, size=12)
        x += 32 + 6.6 * max(len(label.say(language)) for language in LANGUAGES)


def _mark(sketch, kind, points, times=1):
    """Round and full, square, or small: told apart without colour."""
    if kind == "holds":
        sketch.dots(points, A, size=5.4 * times)
    elif kind == "differs":
        sketch.dots(points, B, size=4.8 * times, stroke_linecap="square")
    else:
        sketch.rings(points, GRID, size=5.4 * times, width=1.2)
