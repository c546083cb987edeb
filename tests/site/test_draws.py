"""'Shuffle again' in a real browser: each tap draws anew, and as often as chance would."""

import numpy as np
import pytest
from scipy import stats

import asi_helpers as asi

PAGE = "chapters/05-chi-square.html"
# A tap for each of `n` evenly spaced numbers between 0 and 1 in place of the browser's random ones:
# each outcome must come up as often as its chance says, but for one. No luck is in it.
SPACED = """(root, n) => {
    const button = root.querySelector(".asi-draws button");
    const shown = root.querySelector(".asi-drawn");
    const own = Math.random, seen = {};
    try {
        for (let i = 0; i < n; i++) {
            Math.random = () => (i + 0.5) / n;
            button.click();
            const left = shown.textContent.match(/\\d+/)[0];
            seen[left] = (seen[left] || 0) + 1;
        }
    } finally {
        Math.random = own;
    }
    return seen;
}"""


@pytest.fixture(params=["http", "file"])
def explorer(visit, request):
    seen = visit(PAGE, scheme=request.param, width=360, has_touch=True)
    return seen, seen.page.locator("figure[data-explorer=permutation]")


def value(root, name):
    return float(root.locator(f".asi-draws p data[data-stat={name}]").get_attribute("value"))


def test_each_tap_draws_anew(explorer):
    seen, root = explorer
    button = root.get_by_role("button", name="Shuffle again")
    box = button.bounding_box()
    assert min(box["height"], box["width"]) >= 44
    assert not root.locator(".asi-tally").is_visible()
    values = []
    for count in range(1, 13):
        button.tap()
        values.append(value(root, "drawn"))
        assert value(root, "draws") == count
        assert value(root, "largest_drawn") == max(values)
        assert root.locator(".asi-draws [data-of=knowledge] .asi-dot").count() == count
    assert len(set(values)) > 1  # all twelve alike: once in more than a hundred million
    possible = {
        round(each.value, 9) for each in asi.explore_permutation().draws.outcomes("knowledge")
    }
    assert {round(each, 9) for each in values} <= possible
    assert root.locator(".asi-drawn").get_attribute("role") == "status"
    assert seen.problems == []


def test_another_table_has_cards_of_its_own(visit):
    root = visit(PAGE).page.locator("figure[data-explorer=permutation]")
    button = root.get_by_role("button", name="Shuffle again")
    button.click()
    root.get_by_text("1,000 times", exact=True).click()
    assert value(root, "draws") == 1  # more shuffles of the book's leave the reader's alone
    root.locator("select").select_option("comfort")
    assert not root.locator(".asi-tally").is_visible()
    assert root.locator(".asi-dot").count() == 0
    button.click()
    assert "of 39 for good comfort" in root.locator(".asi-drawn").inner_text()
    assert value(root, "draws") == 1


@pytest.mark.parametrize("name", ["knowledge", "comfort", "support"])
def test_the_draws_follow_the_hypergeometric_distribution(visit, name):
    root = visit(PAGE).page.locator("figure[data-explorer=permutation]")
    root.locator("select").select_option(name)
    table, n = asi.load_table(name), 1_000
    seen = root.evaluate(SPACED, n)
    assert sum(seen.values()) == n
    peer = stats.hypergeom(table.n, table.n_cases, table.n_exposed)
    for cases in np.arange(*peer.support()):
        assert abs(seen.get(str(cases), 0) - n * peer.pmf(cases)) <= 1, cases


def test_without_a_script_there_is_no_button(visit):
    seen = visit(PAGE, javascript=False)
    root = seen.page.locator("figure[data-explorer=permutation]")
    assert not root.get_by_text("Shuffle again").is_visible()
    assert root.locator(".asi-sentence").is_visible()
