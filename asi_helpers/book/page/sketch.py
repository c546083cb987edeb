"""
Small drawings as SVG text: axes, bars, dots and words.

An explorer draws dozens of states for a page, and redraws while a finger waits, also on the
browser's own slow kernel. matplotlib needs about 100 ms and 4 KiB for what is 0.2 ms and 1 KiB
here. Everything else in the book is drawn by `figures`; colours and type are the same.
"""

import math
from dataclasses import dataclass

from ...figures.palette import BG, INK
from ...language import Number, say
from .html import ID, tag

WIDTH = 320  # on a phone about one pixel each
FONT_SIZE = 13


class Sketch:
    """
    A drawing; x runs to the right and y downwards.

    Parameters
    ----------
    height : float
    width : float, default 320
    """

    def __init__(self, height, width=WIDTH):
        self.width, self.height = width, height
        self._parts = []

    def _add(self, name, attributes, text=None):
        shown = {
            key: _n(value) if isinstance(value, (int, float)) else value
            for key, value in attributes.items()
            if value is not None
        }
        self._parts.append(tag(name, text, **shown))

    def text(self, x, y, text, *, anchor="start", bold=False, size=None, color=None, **more):
        """Write text or words with the baseline at y; `anchor` is start, middle or end."""
        attributes = {
            "x": x,
            "y": y,
            "text_anchor": None if anchor == "start" else anchor,
            "font_weight": "bold" if bold else None,
            "font_size": size,
            "fill": color,
            **more,
        }
        self._add("text", attributes, text)

    def line(self, x1, y1, x2, y2, *, color=INK, width=1, dash=None, **more):
        """A straight line."""
        self.path(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}", color, width=width, dash=dash, **more)

    def path(self, d, color=INK, *, width=1, dash=None, fill="none", **more):
        """A path, stroked and by default not filled."""
        attributes = {"d": d, "fill": fill, "stroke": color if width else None}
        attributes |= {"stroke_width": width if width not in (0, 1) else None}
        self._add("path", attributes | {"stroke_dasharray": dash} | more)

    def rect(self, x, y, width, height, color, **more):
        """A filled rectangle."""
        size = {"x": x, "y": y, "width": width, "height": height}
        self._add("rect", size | {"fill": color} | more)

    def dots(self, points, color, *, size=6, stroke_linecap="round", **more):
        """Many dots, as one path of strokes without length; square with another line cap."""
        if not points:
            return
        d, (x, y) = "", (0, 0)
        for next_x, next_y in points:
            d += f"m{_n(next_x - x)} {_n(next_y - y)}h0"
            x, y = next_x, next_y
        self.path(d, color, width=size, stroke_linecap=stroke_linecap, **more)

    def rings(self, points, color, *, size=6, width=1.2, **more):
        """Many open circles: dots, and smaller dots in the colour of the page on them."""
        self.dots(points, color, size=size, **more)
        self.dots(points, BG, size=size - 2 * width)

    def diamond(self, x, y, color, *, size=7, fill=BG):
        """A diamond, open by default."""
        s = _n(size)
        self.path(f"M{_n(x)} {_n(y - size)}l{s} {s}-{s} {s}-{s}-{s}z", color, width=2, fill=fill)

    def use(self, name):
        """What `shared` put into the page under that name."""
        self._add("use", {"href": f"#{ID}{name}"})

    def shared(self, name):
        """The drawing as something that other drawings can `use`; it shows nothing by itself."""
        return tag(
            "svg",
            tag("defs", tag("g", self._parts, id=f"{ID}{name}")),
            width=0,
            height=0,
            aria_hidden="true",
            style="position:absolute",
        )

    def svg(self, alt):
        """
        The drawing as one `<svg>` element that says in words what it shows.

        Parameters
        ----------
        alt : str, Label or Joined

        Returns
        -------
        Unsaid

        Raises
        ------
        ValueError
            If `alt` says nothing.
        """
        if not say(alt, "en").strip():
            raise ValueError("`alt` is empty: say in a sentence what the picture shows.")
        width = _n(1.4 * self.width / 16)
        return tag(
            "svg",
            self._parts,
            class_="asi-svg",
            viewBox=f"0 0 {_n(self.width)} {_n(self.height)}",
            role="img",
            aria_label=alt,
            lang=_OwnLanguage(),
            font_size=FONT_SIZE,
            fill="currentColor",
            style=f"width:100%;max-width:{width}rem;height:auto;font-family:inherit",
        )


@dataclass(frozen=True)
class _OwnLanguage:
    """The language that a drawing is in; an English one need not say it."""

    def say(self, language):
        return None if language == "en" else language


class Scale:
    """
    From values to x (or y), in proportion or by logarithm; values off the end stay at the end.

    Parameters
    ----------
    low, high : float
    start, end : float
        Where `low` and `high` are drawn.
    log : bool
    """

    def __init__(self, low, high, start, end, *, log=False):
        self.low, self.high, self.start, self.end = low, high, start, end
        self._place = math.log if log else float

    def __call__(self, value):
        value = min(max(value, self.low), self.high)
        low, high = self._place(self.low), self._place(self.high)
        share = (self._place(value) - low) / (high - low)
        return self.start + share * (self.end - self.start)


def x_axis(sketch, scale, y, ticks, *, label):
    """
    A horizontal axis with its ticks, and a label below; it takes 40 in all.

    Parameters
    ----------
    sketch : Sketch
    scale : Scale
    y : float
        Where the axis is drawn.
    ticks : dict of float to str or Number, or sequence of float
        Where the ticks are, and what they are called.
    label : str or Label
    """
    if not isinstance(ticks, dict):
        ticks = {tick: plain(tick) for tick in ticks}
    d = "".join(f"M{_n(scale(tick))} {_n(y)}v4" for tick in ticks)
    sketch.path(f"M{_n(scale.start)} {_n(y)}H{_n(scale.end)}{d}")
    for tick, text in ticks.items():
        sketch.text(scale(tick), y + 17, text, anchor="middle")
    sketch.text((scale.start + scale.end) / 2, y + 35, label, anchor="middle")


def plain(value):
    """A tick as a number with the decimals that it needs: 0.01, 0.5, 1, 100."""
    decimals = max(0, -math.floor(math.log10(value))) if 0 < value < 1 else 0
    return Number(value, decimals)


def _n(value):
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
