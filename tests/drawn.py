"""
What every figure and explorer draws, in a list that a person can read: tests/drawn.json.

    .venv/bin/python -m tests.drawn    # or: make expected

A figure is told by its axes, its words and their places, and its marks: of each kind and colour how
many points there are and where they lie, at the ends and on the average, in the figure's own
coordinates. A bar of the wrong height, a log axis made linear or a group in the other's colour
changes a line of the list. Of an explorer the first state is listed and the last, with what the
picture says in words.
"""

import sys
from collections import defaultdict

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.spines import Spine
from matplotlib.text import Text

from asi_helpers.figures.pictures import GRID, INK, A, B
from press import ROOT, expected
from tests.drawing import pictures, shown
from tests.figures import FIGURES, drawn

DRAWN = ROOT / "tests" / "drawn.json"
EXPLORER = "explorer: "
EXPLORERS = (
    *("reference", "timeline", "denominator", "permutation", "sample_size", "prevalence"),
    *("sampling", "joint_tables", "paper_map"),
)
NAMES = [*FIGURES, *(EXPLORER + name for name in EXPLORERS)]
COLOURS = {to_hex(A): "a", to_hex(B): "b", to_hex(INK): "ink", to_hex(GRID): "grid"}


def marks(ax):
    """{(kind, colour): arrays of points, in the figure's coordinates}."""
    found = defaultdict(list)
    for line in ax.lines:
        found["line", to_hex(line.get_color())].append(line.get_xydata())
    for shape in ax.collections:
        color = [*shape.get_facecolor(), *shape.get_edgecolor()][0]
        paths = [path.vertices for path in shape.get_paths()]
        found["shape", to_hex(color)] += [*paths, shape.get_offsets()]
    for patch in ax.findobj(Patch):
        if patch.axes is ax and patch is not ax.patch and not isinstance(patch, Spine):
            kind = "arrow" if isinstance(patch, FancyArrowPatch) else "patch"
            color = patch.get_facecolor() if patch.get_fill() else patch.get_edgecolor()
            corners = patch.get_patch_transform().transform(patch.get_path().vertices)
            found[kind, to_hex(color)].append(corners)
    return found


def words(ax):
    """Each text of a figure: how it begins, its colour, and its place unless the axis gives it."""
    for text in ax.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            color = COLOURS.get(to_hex(text.get_color()), "")
            where = (*getattr(text, "xy", ()), *text.get_position())  # of what, and from there
            place = where if text in ax.texts else ()
            begins = expected.beginning(text.get_text(), 3)
            yield " ".join([begins, color, *(f"{float(x):.3g}" for x in place)])


def span(values):
    """From where to where some values go, and where they are on the average."""
    return f"{min(values):.3g} to {max(values):.3g} ({np.mean(values):.3g})"


def summary(ax):
    """What a figure draws, as lines by their names."""
    scales = (
        f"{axis.get_scale()} {span(axis.get_view_interval())}" for axis in (ax.xaxis, ax.yaxis)
    )
    said = {"axes": ", ".join(scales), "words": " | ".join(words(ax))}
    for (kind, color), parts in marks(ax).items():
        points = np.concatenate([np.ma.filled(part, np.nan) for part in parts if len(part)])
        said[f"{kind} {COLOURS.get(color, color)}"] = lie(points)
    return said


def lie(points):
    """How many points there are, and where."""
    x, y = points[np.isfinite(points).all(axis=1)].T
    # the last number changes when the same heights stand in another order
    return f"{len(x)} points, x {span(x)}, y {span(y)}, x times y {np.mean(x * y):.4g}"


def explorer_summary(name):
    """What the first and the last state of an explorer draw, as lines by their names."""
    said, (first, *_, last) = {}, pictures(name, "en").items()
    for state, picture in (first, last):
        said[f"{state}, in words"] = shown(name, "en")[state].svg["aria-label"]
        said[f"{state}, words"] = " | ".join(f"{w.text} {w.x:g} {w.y:g}" for w in picture.words)
        drawn_here = defaultdict(list)
        for mark in picture.drawn:
            drawn_here[mark.kind, mark.color, mark.fill].extend(mark.points)
        for looks, points in drawn_here.items():
            said[f"{state}, {' '.join(looks)}"] = lie(np.array(points))
    return said


def listed(name):
    """What a figure or an explorer draws, by the name that it has in the list."""
    if name.startswith(EXPLORER):
        return explorer_summary(name.removeprefix(EXPLORER))
    return summary(drawn(name))


def main():
    """Say what differs from the list and write it; return an exit code."""
    found = {name: listed(name) for name in NAMES}
    changes = list(expected.differences(expected.read(DRAWN), found))
    expected.write(DRAWN, found)
    print("\n".join(changes) or "nothing changed: figures are drawn as they were listed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
