"""The page of the package on the site."""

import pytest

PAGE = "chapters/api.html"


@pytest.mark.parametrize("query", ["audit", "kappa"])
def test_the_search_shows_the_package_last(visit, query):
    page = visit(f"search.html?q={query}").page
    page.get_by_text("Places found:").wait_for()
    links = page.locator("#search-results li a").evaluate_all("all => all.map(a => a.pathname)")
    package = [PAGE in link for link in links]
    assert True in package
    assert False in package
    assert package == sorted(package)


def test_names_in_the_lists_lead_to_what_they_do(visit):
    page = visit(PAGE, width=360).page
    page.locator(".autosummary a", has_text="chi_square_test").click()
    assert page.evaluate("location.hash") == "#asi_helpers.chi_square_test"
    entry = page.locator("dl.py", has=page.locator("dt[id='asi_helpers.chi_square_test']"))
    assert entry.locator(".doctest").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
