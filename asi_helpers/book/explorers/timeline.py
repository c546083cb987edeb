"""Chapter 2: worlds with another order of events, and one and the same table at the end."""

from ...datasets import load_table
from ...estimates import prevalence_odds_ratio
from ...figures.palette import GRID, INK, A, B
from ...language import Joined
from ...language import lazy_gettext as _
from ...significance import chi_square_test
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import html, stats_table
from ..page.sketch import Sketch
from .rows import NOT_SMOOTH, SMOOTH, chi_square_rows, count_row, estimate_row

_CONTROLS = (
    Control(
        "world",
        _("World"),
        (
            Option("forward", _("knowledge first")),
            Option("reverse", _("milk flow first")),
            Option("third", _("something else first")),
        ),
        "radio",
    ),
    Control(
        "record",
        _("You have"),
        (
            Option("film", _("the film")),
            Option("snapshot", _("one snapshot")),
        ),
        "radio",
    ),
)
_FILM = {
    "forward": _(
        "In this world good knowledge came first; then the milk of most of those mothers flowed "
        "smoothly."
    ),
    "reverse": _(
        "In this world the milk flowed smoothly first; those mothers then stayed longer with the "
        "midwife and learned."
    ),
    "third": _(
        "In this world an earlier child came first; it brought knowledge and smooth flow alike, "
        "and neither brought the other."
    ),
}
_END = _("On the day of the survey all three worlds give the same table.")
_SNAPSHOT = _(
    "You chose the world with {world}, but the snapshot does not know that. It shows who knows and "
    "whose milk flows on one day. Change the world: nothing in the picture changes."
)
_SEEN = _(
    "A snapshot: what happened before the survey is not recorded. On the day of the survey the "
    "mothers stand in the same four groups in every world."
)
_KNOWS = _("good knowledge")
_CHILD = _("earlier child")
_BEFORE = _("time →")
_SURVEY = _("survey")
_UNSEEN = _("not recorded")
_NOTE = _("Synthetic: only the table is published. One line stands for about {each} mothers.")

# Lanes drawn for each cell of the table, nearly in proportion to its count, top to bottom.
_LANES = ("both",) * 3 + ("knows",) + ("flows",) + ("neither",) * 6
_EARLY = (64, 92, 76, 104, 84)  # where the first event of a lane stands, and the second one
_LATE = (158, 190, 206, 172, 150)
_SURVEY_X = 236


def explore_timeline(language=None):
    """
    Look at worlds in which events came in another order, as a film and as one snapshot.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `world` and `record`.
    """
    table = load_table("knowledge")
    return Explorer(
        "timeline",
        _("Which came first?"),
        _("Watch the film of each world. Then take only the snapshot and change the world again."),
        _CONTROLS,
        _show,
        language,
        note=_NOTE.fill(each=round(table.n / len(_LANES))),
    )


def _show(world, record):
    table = load_table("knowledge")
    por = prevalence_odds_ratio(table)
    if record == "film":
        sentence = alt = Joined((_FILM[world], _END))
    else:
        sentence, alt = _SNAPSHOT.fill(world=_CONTROLS[0].label_of(world)), _SEEN
    groups = zip((table.exposed, table.unexposed), table.to_array().tolist(), strict=True)
    counts = stats_table([[name, *row] for name, row in groups], head=["", SMOOTH, NOT_SMOOTH])
    rows = [
        estimate_row(por, interval=False),
        *chi_square_rows(chi_square_test(table)),
        count_row(table.n),
    ]
    return View(sentence, _draw(world, record, alt), html(counts, stats_table(rows)))


def _draw(world, record, alt):
    film = record == "film"
    sketch = Sketch(250)
    _draw_key(sketch, world == "third" and film)
    top, bottom = 48, 48 + 15 * len(_LANES)
    for lane in range(len(_LANES)):
        y = top + 8 + 15 * lane
        sketch.line(24 if film else _SURVEY_X, y, 300, y, color=GRID, width=0.6)
    if film:
        events = {"knows": [], "flows": [], "child": []}
        for lane, kind in enumerate(_LANES):
            for event, x in _events(world, kind, lane):
                events[event].append((x, top + 8 + 15 * lane))
        _mark(sketch, events)
    else:
        sketch.rect(24, top, _SURVEY_X - 24, bottom - top, GRID, opacity=0.18)
        middle = (24 + _SURVEY_X) / 2
        sketch.text(middle, (top + bottom) / 2 - 8, "?", anchor="middle", size=30)
        sketch.text(middle, (top + bottom) / 2 + 16, _UNSEEN, anchor="middle")
    sketch.line(_SURVEY_X, top - 8, _SURVEY_X, bottom, width=1.5, dash="5 3")
    sketch.text(_SURVEY_X, bottom + 16, _SURVEY, anchor="middle", bold=True)
    sketch.text(24, bottom + 16, _BEFORE, size=12)
    at = [top + 8 + 15 * lane for lane in range(len(_LANES))]
    seen = {
        "knows": [(262, y) for y, k in zip(at, _LANES, strict=True) if k in ("both", "knows")],
        "flows": [(288, y) for y, k in zip(at, _LANES, strict=True) if k in ("both", "flows")],
    }
    _mark(sketch, seen)
    return sketch.svg(alt)


def _draw_key(sketch, with_child):
    sketch.dots([(8, 10)], A, size=11)
    sketch.text(18, 14, _KNOWS, size=12)
    sketch.diamond(146, 10, B, size=5, fill=B)
    sketch.text(157, 14, SMOOTH, size=12)
    if with_child:
        _triangles(sketch, [(8, 30)])
        sketch.text(18, 34, _CHILD, size=12)


def _events(world, kind, lane):
    """What happened to the mothers of one lane, and where on the line."""
    first, second = _EARLY[lane % 5], _LATE[lane % 5]
    if world == "third":
        # The child comes before everything; then either of the two, in no fixed order.
        order = ("knows", "flows") if lane % 2 else ("flows", "knows")
        events = [("child", 34)] if kind == "both" else []
        return events + [
            (event, x + 16)
            for event, x in zip(order, (first, second), strict=True)
            if kind in ("both", event)
        ]
    order = ("knows", "flows") if world == "forward" else ("flows", "knows")
    return [
        (event, x)
        for event, x in zip(order, (first, second), strict=True)
        if kind in ("both", event)
    ]


def _mark(sketch, events):
    sketch.dots(events["knows"], A, size=11)
    for x, y in events["flows"]:
        sketch.diamond(x, y, B, size=5, fill=B)
    _triangles(sketch, events.get("child", []))


def _triangles(sketch, points):
    d = "".join(f"M{x - 6} {y + 5}h12l-6-11z" for x, y in points)
    if d:
        sketch.path(d, INK, width=0, fill=INK)
