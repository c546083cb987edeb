"""The form for links to a class hub, on the page "Running a class"."""

import pytest

from press import ROOT
from press.address import load_config
from press.hub_link import hub_address, hub_links
from tests.site.test_pages import ALL_RULES, AXE, RUN_AXE, SETTLED

PAGE = "chapters/instructor/running-a-class.html"
OTHER = {"en": "id", "id": "en"}
GOOD = (
    "https://hub.example.edu",
    " HUB.example.edu/ ",
    "http://127.0.0.1:8000/hub/home",
    "https://example.ac.id/kelas/hub/login?next=%2Fhub%2F",
    "https://example.ac.id/user/ani/lab/tree/a.ipynb#b",
    "https://example.ac.id/hub/hub/home",
    "https://example.ac.id/hub/user/ani/",
    "https://example.ac.id/services/cull/",
    "https://notmybinder.org/",
)
BAD = ("", "hub", "my hub.edu", "ftp://hub.example.edu", "https://")
BAD += (
    "mybinder.org",
    "mybinder.org:443",
    "https://gke.MyBinder.org/",
    "https://colab.research.google.com/x",
)


def make(page, typed):
    page.locator("#hub-address").fill(typed)
    page.locator(".hub-form [type=submit]").click()


def shown(page):
    """The links that are seen, in their order."""
    return page.locator(".hub-list:visible li a").evaluate_all("all => all.map(each => each.href)")


def expected(typed, language):
    return [*hub_links(typed, load_config(), language, ROOT).values()]


@pytest.mark.parametrize(
    ("folder", "language", "scheme"),
    [("", "en", "http"), ("id/", "id", "http"), ("", "en", "file")],
)
def test_the_links_are_those_of_the_command(visit, folder, language, scheme):
    seen = visit(folder + PAGE, scheme=scheme)
    page = seen.page
    assert shown(page) == []
    for typed in GOOD:
        make(page, typed)
        assert shown(page) == expected(typed, language), typed
    page.locator(f".hub-form [value={OTHER[language]}]").check()
    assert shown(page) == expected(GOOD[-1], OTHER[language])
    assert seen.problems == []
    assert seen.other_hosts == []


@pytest.mark.parametrize("folder", ["", "id/"])
def test_a_bad_address_gets_a_sentence(visit, folder):
    page = visit(folder + PAGE).page
    make(page, GOOD[0])
    for typed in BAD:
        with pytest.raises(ValueError, match="no address"):
            hub_address(typed)
        make(page, typed)
        assert shown(page) == [], typed
        assert "https://hub.example.edu" in page.locator("#hub-said").inner_text()
        assert page.locator("#hub-address").get_attribute("aria-invalid") == "true"
    make(page, GOOD[0])
    assert page.locator("#hub-address").get_attribute("aria-invalid") == "false"


def test_links_are_copied(visit):
    page = visit(PAGE, permissions=["clipboard-read", "clipboard-write"]).page
    make(page, GOOD[0])
    links = expected(GOOD[0], "en")
    button = page.locator(".hub-list:visible [name=copy]").nth(4)
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    button.click()
    page.locator(".hub-copied").wait_for()
    assert button.bounding_box() == place  # a second tap meets the same button
    assert page.evaluate("navigator.clipboard.readText()") == links[4]
    page.locator(".hub-list:visible [name=all]").click()
    page.locator("p .hub-copied").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line for line in lines if line.startswith("https:")] == links
    assert page.locator(".hub-copied").count() == 1


@pytest.mark.parametrize("folder", ["", "id/"])
def test_without_scripts_the_pattern_stands_there_in_words(visit, folder):
    page = visit(folder + PAGE, javascript=False).page
    assert page.locator(".hub-form:visible, .hub-list:visible").count() == 0
    assert page.locator(".hub-links .when-no-script").is_visible()
    assert "/hub/user-redirect/git-pull" in page.locator("article pre").first.inner_text()


def test_the_script_is_on_this_page_only(visit):
    asked = {
        path: any("hub-links.js" in each for each in visit(path).requests)
        for path in (PAGE, "chapters/05-chi-square.html", "chapters/instructor/index.html")
    }
    assert [*asked.values()] == [True, False, False]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_links_fit_and_can_be_read_and_pressed(visit, width, theme):
    page = visit("id/" + PAGE, width=width, theme=theme).page
    make(page, GOOD[0])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.locator(".hub-links :is(button, label:has(input), li a):visible").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 43.5)"
        ".map(each => each.textContent)"
    )
    assert small == []
    page.evaluate(SETTLED)
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, ALL_RULES) == []
