"""One more draw in the explorer of chapter 5: what may be drawn, and drawing it with a kernel."""

import re
from itertools import pairwise

import numpy as np
import pytest
from bs4 import BeautifulSoup
from scipy import stats

import asi_helpers as asi
from asi_helpers.book.page.draws import CEILING, FLOOR, STEP, _piled
from asi_helpers.language import say
from asi_helpers.tables import TwoByTwo

TABLES = ("knowledge", "comfort", "support")


def parsed(text):
    return BeautifulSoup(text, "html.parser")


def status(out):
    return parsed(out.value).select_one("[role=status]").text


@pytest.mark.parametrize("name", TABLES)
def test_the_page_has_every_deal_with_its_chance_and_its_chi_square(name):
    table = asi.load_table(name)
    peer = stats.hypergeom(table.n, table.n_cases, table.n_exposed)
    items = parsed(asi.explore_permutation().html()).select(f".asi-draws [data-of={name}] li")
    low, high = peer.support()
    assert len(items) == high - low + 1
    for cases, item in enumerate(items, start=low):
        assert float(item["data-chance"]) == pytest.approx(peer.pmf(cases), rel=1e-9)
        rest = table.n_cases - cases
        cells = [[cases, table.n_exposed - cases], [rest, table.n_unexposed - rest]]
        chi2 = asi.chi_square_test(TwoByTwo.from_array(cells)).statistic
        (shown,) = item.select("data[data-stat=drawn]")
        for value in (item["data-value"], shown["value"]):
            assert float(value) == pytest.approx(chi2, rel=1e-9, abs=1e-12)
        assert f"{cases} of {table.n_exposed} for {table.exposed}" in item.text
        assert f"{rest} of {table.n_unexposed} for {table.unexposed}" in item.text


def test_what_may_be_drawn_is_said_in_indonesian_too():
    items = parsed(asi.explore_permutation("id").html()).select("[data-of=support] li")
    assert all("Kartu lancar" in item.text and "dukungan" in item.text for item in items)
    assert "Kocok lagi" in parsed(asi.explore_permutation("id").html()).button.text


def test_without_a_script_nothing_asks_to_be_pressed():
    root = parsed(asi.explore_permutation().html()).select_one(".asi-draws")
    assert root.has_attr("hidden")
    assert not parsed(asi.explore_permutation().html(complete=False)).select(".asi-draws, button")


def live():
    _, row, out = asi.explore_permutation().widget().children
    *controls, button = row.children
    return controls, button, out


def test_a_press_draws_and_says_it_and_the_next_one_draws_anew():
    _, button, out = live()
    seen = []
    for count in range(1, 13):
        button.click()
        view = parsed(out.value)
        (drawn,) = view.select("data[data-stat=drawn]")
        (draws,) = view.select("data[data-stat=draws]")
        (largest,) = view.select("data[data-stat=largest_drawn]")
        seen.append(float(drawn["value"]))
        assert draws["value"] == draws.text == str(count)
        assert float(largest["value"]) == max(seen)
        assert status(out) == view.select_one(".asi-drawn").text
    assert len(set(seen)) > 1  # all twelve alike: once in more than a hundred million


def test_another_table_clears_the_pile_and_another_number_of_shuffles_does_not():
    (table, shuffles), button, out = live()
    button.click()
    shuffles.value = "100"
    assert parsed(out.value).select("data[data-stat=draws]")
    assert "100 shuffles" in status(out)
    table.value = "comfort"
    assert not parsed(out.value).select("data[data-stat=draws]")
    button.click()
    assert "good comfort" in status(out)
    assert parsed(out.value).select_one("data[data-stat=draws]").text == "1"


def test_live_draws_follow_the_hypergeometric_distribution():
    draws, rng = asi.explore_permutation().draws, np.random.default_rng(5)
    drawn = [draws.draw("knowledge", rng).gaps["left"] for _ in range(4_000)]
    peer = stats.hypergeom(94, 33, 34)
    counts = np.bincount(drawn, minlength=35)
    expected = 4_000 * peer.pmf(np.arange(35))
    usual = expected >= 5
    # what is rare is counted together
    found = [*counts[usual], counts[~usual].sum()]
    wanted = [*expected[usual], expected[~usual].sum()]
    assert stats.chisquare(found, wanted).pvalue > 0.01


def test_dots_are_piled_and_stop_at_the_ceiling():
    draws = asi.explore_permutation().draws
    nearest = min(draws.outcomes("knowledge"), key=lambda each: each.value)
    farthest = max(draws.outcomes("knowledge"), key=lambda each: each.value)
    for drawn in ([], [nearest], [nearest, farthest], [nearest] * 50):
        picture = parsed(say(draws.live("knowledge", drawn), "en")).select_one("svg")
        (dots,) = picture.select("[stroke-linecap=round]") or [None]
        assert (dots is None) == (not drawn)
        if dots is None:
            continue
        moves = [step.split() for step in dots["d"].removesuffix("h0")[1:].split("h0m")]
        heights = np.cumsum([float(y) for _, y in moves])
        assert len(moves) == len(drawn)
        assert heights.max() < FLOOR
        assert heights.min() >= CEILING


@pytest.mark.parametrize("name", TABLES)
def test_a_dot_comes_over_its_chi_square_on_the_axis(name):
    """In the middle between two whole numbers; what the axis does not reach, at its end."""
    group = parsed(asi.explore_permutation().html()).select_one(f".asi-draws [data-of={name}]")
    places = {}
    for item in group.select("li"):
        whole = int(float(item["data-value"]) + 1e-9)
        places.setdefault(whole, set()).add(float(item["data-x"]))
    assert all(len(found) == 1 for found in places.values())
    usual = {whole: min(found) for whole, found in places.items() if whole < 40}
    slope, start = np.polyfit(list(usual), list(usual.values()), 1)
    assert slope > 1
    for whole, (place,) in places.items():
        assert place == pytest.approx(min(start + slope * whole, 310), abs=0.1)
    observed = asi.chi_square_test(asi.load_table(name)).statistic
    place = start + slope * (observed - 0.5)
    lines = [float(x) for x in re.findall(r'd="M([\d.]+) 60', str(group.svg))]
    assert lines == [pytest.approx(place, abs=0.2)]


def test_only_the_pile_of_the_table_that_is_chosen_is_shown():
    groups = parsed(asi.explore_permutation().html()).select(".asi-draws [data-of]")
    assert {group["data-of"]: group.has_attr("hidden") for group in groups} == {
        "knowledge": False,
        "comfort": True,
        "support": True,
    }


def test_a_dot_lies_on_those_of_its_own_pile():
    draws = asi.explore_permutation().draws
    first, *_, second = sorted(draws.outcomes("knowledge"), key=lambda each: each.value)
    assert first.x != second.x
    places = _piled([first, first, second, first])
    assert [x for x, _ in places] == [first.x, first.x, second.x, first.x]
    (_, lowest), (_, above), (_, other), (_, highest) = places
    assert lowest == other < FLOOR
    assert lowest - above == above - highest == STEP


def test_the_largest_is_told_apart_from_its_neighbour_in_the_same_pile():
    draws = asi.explore_permutation().draws
    outcomes = sorted(draws.outcomes("comfort"), key=lambda each: each.value)
    less, more = next(
        (less, more)
        for less, more in pairwise(outcomes)
        if less.x == more.x and less.value < more.value
    )
    shown = parsed(say(draws.live("comfort", [less, more, less]), "en"))
    (largest,) = shown.select("data[data-stat=largest_drawn]")
    assert float(largest["value"]) == pytest.approx(more.value)
    assert float(shown.select_one("data[data-stat=drawn]")["value"]) == pytest.approx(less.value)
