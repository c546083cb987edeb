"""An explorer's picture read back from the page: its marks, its words, and what its axes say."""

import itertools
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from bs4 import BeautifulSoup

import asi_helpers as asi
from asi_helpers.figures.canvas import text_width

ABOVE, BELOW = 0.73, 0.21  # of the size of type: how far letters reach from their baseline
WIDTH = 0.9  # of DejaVu Sans, which is measured; the pages' own type takes 0.85 of it
LANGUAGES = ("en", "id")


@dataclass(frozen=True)
class Mark:
    """
    One thing that is drawn.

    Attributes
    ----------
    kind : str
        dot, line (of two points), curve, triangle, diamond, area or rect.
    points : tuple of (x, y)
        The corners in the order in which they are drawn; one for a dot.
    color, fill : str
        a, b, grid, bg or ink; "none" where there is none.
    width : float
        Of the stroke; of a dot, its diameter.
    """

    kind: str
    points: tuple
    color: str = "none"
    fill: str = "none"
    width: float = 0
    dash: str = ""
    opacity: float = 1
    square: bool = False

    def _middle(self, axis):
        along = [point[axis] for point in self.points]
        return round((min(along) + max(along)) / 2, 2)

    @property
    def x(self):
        return self._middle(0)

    @property
    def y(self):
        return self._middle(1)

    @property
    def box(self):
        """Left, top, right and bottom, with the stroke."""
        xs, ys = zip(*self.points, strict=True)
        half = self.width / 2
        return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half

    def covers(self, box):
        """Whether anything of it is in the box; of a curve, any stretch of it."""
        if self.kind not in ("curve", "area"):
            return overlap(self.box, box)
        return any(
            overlap(Mark("line", pair, width=self.width).box, box)
            for pair in itertools.pairwise(self.points)
        )


@dataclass(frozen=True)
class Word:
    """A text; its baseline begins, has its middle or ends at (x, y)."""

    text: str
    x: float
    y: float
    anchor: str
    bold: bool
    size: float
    color: str

    @property
    def box(self):
        """Where it is when set in a type that is a little wider than the page's own."""
        wide = WIDTH * text_width(self.text, self.size, "bold" if self.bold else "normal")
        left = self.x - wide * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return left, self.y - ABOVE * self.size, left + wide, self.y + BELOW * self.size


class Axis:
    """From places on the drawing to values and back, as its labelled ticks say."""

    def __init__(self, ticks):
        (first, low), *_, (last, high) = sorted(ticks.items())
        self.ticks = dict(sorted(ticks.items()))
        for place, back in ((float, float), (math.log, math.exp)):
            if place is math.log and min(ticks.values()) <= 0:
                continue
            self._place, self._back = place, back
            self._zero, self._step = first, (last - first) / (place(high) - place(low))
            self._low = place(low)
            if all(abs(self.place(value) - at) <= 0.15 for at, value in ticks.items()):
                return
        raise AssertionError(f"The ticks are neither in proportion nor by logarithm: {ticks}")

    def place(self, value):
        """Where that value is, also beyond the last tick."""
        return self._zero + self._step * (self._place(value) - self._low)

    def value(self, place):
        """The value at that place."""
        return self._back(self._low + (place - self._zero) / self._step)


class Picture:
    """
    A picture of an explorer.

    Attributes
    ----------
    words : list of Word
    drawn : list of Mark
        From the lowest to the uppermost.
    """

    def __init__(self, svg, language):
        self.language = language
        self.box = tuple(map(float, svg.get("viewbox", "0 0 0 0").split()))
        size = float(svg.get("font-size", 0))
        self.uses = [use["href"] for use in svg.select("use")]
        self.words = [_word(element, size) for element in svg.select("text")]
        self.drawn = []
        for element in svg.select("path, rect"):
            self.drawn += _rect(element) if element.name == "rect" else _path(element)

    def marks(self, kind, **attributes):
        """Those of a kind that have the attributes given, in the order in which they are drawn."""
        return [
            mark
            for mark in self.drawn
            if mark.kind == kind
            and all(getattr(mark, name) == value for name, value in attributes.items())
        ]

    def one(self, kind, **attributes):
        """The only one of its kind."""
        found = self.marks(kind, **attributes)
        assert len(found) == 1, f"{len(found)} of {kind} {attributes}"
        return found[0]

    def word(self, pattern):
        """The only text that matches."""
        found = [word for word in self.words if re.search(pattern, word.text)]
        assert len(found) == 1, f"{len(found)} of {pattern!r} in {self.texts}"
        return found[0]

    @property
    def texts(self):
        return [word.text for word in self.words]

    def ticks(self):
        """Each tick of the horizontal axis with its label."""
        for tick in self.marks("line", color="ink", width=1, dash=""):
            (x, top), (end, bottom) = tick.points
            if x == end and bottom - top == 4:
                below = [
                    word
                    for word in self.words
                    if word.anchor == "middle"
                    and abs(word.x - x) <= 0.1
                    and 10 < word.y - bottom < 16
                ]
                assert len(below) == 1, f"{len(below)} labels at the tick {x}"
                yield tick, below[0]

    def across(self):
        """What x means."""
        return Axis({tick.x: number(word.text, self.language) for tick, word in self.ticks()})

    def up(self):
        """What y means, as the labels left of the lines across the picture say."""
        ticks = {}
        for line in self.marks("line", color="grid", width=0.5):
            beside = [
                word
                for word in self.words
                if word.anchor == "end" and abs(word.y - 4 - line.y) <= 0.1 and word.x < line.x
            ]
            assert len(beside) == 1, f"{len(beside)} labels at the line {line.y}"
            ticks[line.y] = number(beside[0].text, self.language)
        return Axis(ticks)

    def foot(self):
        """The line of the horizontal axis."""
        tick, _ = next(self.ticks())
        lines = self.marks("line", color="ink", width=1, dash="")
        (line,) = [x for x in lines if {y for _, y in x.points} == {tick.points[0][1]}]
        return line


def overlap(one, other):
    """Whether two boxes share more than their edges."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) - max(one[1], other[1]) > 0


def number(text, language):
    """The number of a label, with the decimal mark of the language: 0.1 or 0,1, ⅛, 50%."""
    text = text.removesuffix("%")
    if len(text) == 1:
        return unicodedata.numeric(text)
    wrong, mark = (".", ",") if language == "id" else (",", ".")
    assert wrong not in text, text
    return float(text.replace(mark, "."))


@cache
def shown(name, language):
    """
    The explorer as a page has it.

    Returns
    -------
    dict of str to bs4.Tag
        Each state, its values one after the other, to its element; "" is the whole.
    """
    html = getattr(asi, f"explore_{name}")(language).html()
    # no strings of a kind of their own within templates: `.text` would leave them out
    root = BeautifulSoup(html, "html.parser", string_containers={}).figure
    views = {view["data-state"]: view for view in root.select(".asi-view, template")}
    return {"": root} | views


@cache
def pictures(name, language):
    """Each state of an explorer to its picture."""
    found = {}
    for state, view in shown(name, language).items():
        if state:
            svgs = view.select("svg")
            assert len(svgs) == 1, state
            found[state] = Picture(svgs[0], language)
    return found


def _color(text):
    """The colour's name in the book: that of its variable."""
    if text is None or text == "none":
        return "none"
    return "ink" if text == "currentColor" else re.match(r"var\(--asi-(\w+)", text)[1]


def _word(element, size):
    return Word(
        element.text,
        float(element["x"]),
        float(element["y"]),
        element.get("text-anchor", "start"),
        element.get("font-weight") == "bold",
        float(element.get("font-size", size)),
        _color(element.get("fill", "currentColor")),
    )


def _rect(element):
    x, y, width, height = (float(element[name]) for name in ("x", "y", "width", "height"))
    assert width >= 0, element
    assert height >= 0, element
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return [Mark("rect", corners, fill=_color(element["fill"]), opacity=_opacity(element))]


def _opacity(element):
    return float(element.get("opacity", 1))


def _path(element):
    color = _color(element.get("stroke"))
    style = {
        "color": color,
        "fill": _color(element["fill"]),
        "width": float(element.get("stroke-width", 1)) if color != "none" else 0,
        "dash": element.get("stroke-dasharray", ""),
        "opacity": _opacity(element),
        "square": element.get("stroke-linecap") == "square",
    }
    return [Mark(_kind(*part), part[0], **style) for part in _parts(element["d"])]


def _kind(points, closed):
    if not closed:
        return {1: "dot", 2: "line"}.get(len(points), "curve")
    if len(points) == 4:
        xs, ys = zip(*points, strict=True)
        # two corners at the middle of the width, two at the middle of the height
        middle = xs[0] == xs[2] and ys[1] == ys[3]
        return "diamond" if middle else "area"
    return "triangle" if len(points) == 3 else "area"


def _parts(d):
    """The points of each part of a path, and whether it is closed."""
    steps = re.findall(r"[a-zA-Z]|-?\d*\.?\d+", d)
    parts, x, y, at, command = [], 0.0, 0.0, 0, ""
    while at < len(steps):
        if steps[at].isalpha():
            command = steps[at]
            at += 1
        start = (x, y) if command.islower() else (0, 0)
        kind = command.lower()
        if kind == "z":
            parts[-1][1] = True
            x, y = parts[-1][0][0]
            continue
        if kind in "ml":
            x, y = start[0] + float(steps[at]), start[1] + float(steps[at + 1])
            at += 2
        elif kind == "h":
            x, at = start[0] + float(steps[at]), at + 1
        elif kind == "v":
            y, at = start[1] + float(steps[at]), at + 1
        else:
            raise AssertionError(f"What is {command!r} in {d!r}?")
        if kind == "m":
            parts.append([[], False])
            command = "l" if command == "m" else "L"
        place = (round(x, 2), round(y, 2))
        if place not in parts[-1][0][-1:]:
            parts[-1][0].append(place)
    return [(tuple(points), closed) for points, closed in parts]
