"""The figure of shuffles: what is possible at all, and how often."""

import pytest
from matplotlib.collections import LineCollection
from scipy import stats

import asi_helpers as asi
from asi_helpers.figures.pictures import _notes
from tests.figures import SHUFFLED, drawn, table_of


def test_each_chi_square_that_is_possible_has_its_mark_and_its_share():
    ax = drawn("shuffles")
    (teeth,) = (each for each in ax.collections if isinstance(each, LineCollection))
    marked = sorted(path.vertices[0, 0] for path in teeth.get_paths())
    possible = []
    for cases in range(34):
        dealt = table_of(cases, 34 - cases, 33 - cases, 27 + cases)
        possible.append(asi.chi_square_test(dealt).statistic)
    assert marked == pytest.approx(sorted(v for v in possible if v <= 46), abs=1e-9)
    assert marked[-1] < ax.get_xlim()[1]
    assert "A shuffle can give 34 different values" in _notes[ax].alt
    numbers = _notes[ax].numbers.set_index("Chi-square")["% of all possible deals"]
    peer = stats.hypergeom(94, 33, 34)
    for begins in range(3):
        inside = [k for k, value in enumerate(possible) if begins <= value < begins + 1]
        share = 100 * peer.pmf(inside).sum()
        assert numbers[f"{begins}–{begins + 1}"] == asi.format_number(share, 1)
    assert numbers["2–3"] == "0.0"


def test_where_many_chi_squares_are_possible_none_is_marked():
    many = asi.chi_square_test(table_of(2_000, 1_500, 1_800, 40_000))
    ax = asi.plot_null_distribution(SHUFFLED, many)
    assert not ax.collections
    assert "different values" not in _notes[ax].alt
    assert "% of all possible deals" not in _notes[ax].numbers


def test_a_deal_and_its_mirror_image_are_one_value():
    even = asi.chi_square_test(table_of(20, 27, 27, 20))  # 48 deals, each with its mirror image
    ax = asi.plot_null_distribution([0.0, 1.0], even)
    assert "A shuffle can give 24 different values" in _notes[ax].alt


@pytest.mark.parametrize("name", ["knowledge", "comfort", "vaccine", "hypertension"])
def test_a_shuffle_that_gives_the_observed_table_again_reaches_it(name):
    """The two ways to compute chi-square may differ in the last digit."""
    table = asi.load_table(name)
    deals = asi.every_deal(table)
    again = deals.chi2[deals.cases == table.exposed_cases]
    ax = asi.plot_null_distribution([*again, *again, *(0.99 * again)], asi.chi_square_test(table))
    assert "2 of 3 shuffles reached it" in _notes[ax].alt
