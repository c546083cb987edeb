"""One more draw in the explorer of chapter 5: what may be drawn, and drawing it with a kernel."""

import numpy as np
import pytest
from bs4 import BeautifulSoup
from scipy import stats

import asi_helpers as asi
from asi_helpers.book.page.draws import CEILING, FLOOR
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
        picture = parsed(say(draws.live("knowledge", drawn))).select_one("svg")
        (dots,) = picture.select("[stroke-linecap=round]") or [None]
        assert (dots is None) == (not drawn)
        if dots is None:
            continue
        moves = [step.split() for step in dots["d"].removesuffix("h0")[1:].split("h0m")]
        heights = np.cumsum([float(y) for _, y in moves])
        assert len(moves) == len(drawn)
        assert heights.max() < FLOOR
        assert heights.min() >= CEILING
