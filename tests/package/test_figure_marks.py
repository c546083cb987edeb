"""Marks of figures that carry meaning without a number: a strip of film, a tint, even lines."""

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch

import asi_helpers as asi
from asi_helpers.figures.canvas import text_width, wrap
from asi_helpers.figures.pictures import GRID, INK, A


def boxes(ax):
    return [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]


def rectangle(box):
    x, y, width, height = box.get_x(), box.get_y(), box.get_width(), box.get_height()
    return x, y, x + width, y + height


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_film_has_holes_along_both_edges_and_a_snapshot_has_none(language):
    ax = asi.plot_snapshot_and_film(language=language)
    wide = [rectangle(box) for box in boxes(ax) if box.get_width() > 200]
    snapshot, film = min(wide, key=lambda r: r[1]), max(wide, key=lambda r: r[3])
    holes = [line for line in ax.lines if line.is_dashed()]
    assert {to_hex(line.get_color()) for line in holes} == {to_hex(GRID)}
    # from one end of the strip to the other, inside it and close to its edges
    for line in holes:
        (start, end), (y, same) = line.get_data()
        assert y == same
        assert film[0] < start < film[0] + 12
        assert film[2] - 12 < end < film[2]
    upper, lower = sorted(line.get_ydata()[0] for line in holes)
    assert 0 < upper - film[1] < 12
    assert 0 < film[3] - lower < 12
    # a snapshot is one frame in another
    inner = [r for r in wide if r != snapshot and snapshot[1] < r[1] and r[3] < snapshot[3]]
    assert len(inner) == 1
    assert snapshot[0] < inner[0][0]
    assert inner[0][2] < snapshot[2]


STEPS = {
    "population": 1,
    "sample": 1,
    "exposures": 3,
    "massage": 1,
    "outcome": 1,
    "tests": 1,
    "claims": 1,
}


@pytest.mark.parametrize("step", STEPS)
def test_a_lit_step_of_the_map_is_tinted_and_the_others_are_not(step):
    found = boxes(asi.plot_paper_map(highlight=step))
    tinted = [box for box in found if box.get_facecolor()[3] > 0]
    assert len(tinted) == STEPS[step]
    assert len(found) == sum(STEPS.values())
    for box in found:
        lit = box in tinted
        assert to_hex(box.get_edgecolor()) == to_hex(A if lit else INK)
        assert (box.get_linewidth() > 2) == lit
    for box in tinted:
        assert to_hex(box.get_facecolor()) == to_hex(A)
        assert box.get_facecolor()[3] < 0.3  # words on it can be read


def test_no_step_of_the_map_is_tinted_by_itself():
    assert {box.get_facecolor()[3] for box in boxes(asi.plot_paper_map())} == {0}


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [(5, 4, [3, 2]), (7, 5, [4, 3]), (9, 4, [3, 3, 3]), (4, 4, [4])],
)
def test_lines_are_as_even_as_their_number_allows(words, room, lines):
    width = text_width(" ".join(["nnnn"] * room)) + 1
    text = " ".join(["nnnn"] * words)
    assert [len(line.split()) for line in wrap(text, width)] == lines
