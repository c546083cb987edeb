"""Links to a place that can be copied, and the link that reports a mistake."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from press.address import REPORT, address_of, load_config
from press.editions import languages

PAGE = "chapters/08-upside-down-odds-ratio.html"
FOLDERS = ["", *(f"{code}/" for code in languages() if code != "en")]
COPIED = {"": "Link copied", "id/": "Tautan disalin"}
PLACES = ["vote", "fig-c08-mirror", "quiz-08-q3", "quiz-08-v1", "ex-08-hand"]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
TOUCH = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
COPY = "navigator.clipboard.readText()"
FIELDS = {
    field["id"] for field in yaml.safe_load(REPORT.read_text("utf8"))["body"] if "id" in field
}


def mark(page, place):
    return page.locator(f"main a.headerlink[href='#{place}']")


def filled(link):
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


# Links to a place ---------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_click_copies_the_address_and_says_so(visit, server, folder):
    seen = visit(f"{folder}{PAGE}?q=1#by-the-end-you-can", **CLIPBOARD)
    status = seen.page.locator(".said-briefly[role=status]")
    for place in PLACES:
        mark(seen.page, place).click()
        status.filter(has_text=COPIED[folder]).wait_for()
        assert seen.page.evaluate(COPY) == f"{server}{folder}{PAGE}#{place}"
    assert seen.page.url.endswith("#by-the-end-you-can")  # the reader stays
    status.filter(has_not_text=COPIED[folder]).wait_for(state="attached", timeout=5000)
    assert seen.problems == []


def test_a_copied_address_leads_to_its_place(visit):
    seen = visit(f"{PAGE}#quiz-08-q3", width=360)
    place = seen.page.locator("#quiz-08-q3")
    seen.page.wait_for_load_state("networkidle")
    assert seen.page.evaluate(
        "place => new Promise(done => { const look = () => {"
        " const { top } = place.getBoundingClientRect();"
        " if (top >= 0 && top < innerHeight / 2) done(true); else setTimeout(look, 50); };"
        " look(); setTimeout(() => done(false), 5000); })",
        place.element_handle(),
    )
    assert place.get_attribute("data-item") == "08-q3"


def test_from_a_folder_and_by_keyboard(visit):
    seen = visit(PAGE, scheme="file", alone=True)
    copied = "navigator.clipboard.writeText = async text => { window.copied = text; }"
    seen.page.evaluate(copied)
    at = mark(seen.page, "ex-08-hand")
    at.focus()
    assert at.evaluate("mark => getComputedStyle(mark).opacity") == "1"
    seen.page.keyboard.press("Enter")
    seen.page.locator(".said-briefly").filter(has_text="Link copied").wait_for()
    assert seen.page.evaluate("window.copied") == seen.page.url + "#ex-08-hand"


@pytest.mark.parametrize(
    "change",
    [
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }",
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }",
    ],
)
def test_where_nothing_can_be_copied_the_mark_leads_to_its_place(visit, change):
    seen = visit(PAGE, alone=True)
    seen.page.evaluate(change)
    mark(seen.page, "vote").click()
    seen.page.wait_for_url("**#vote")
    assert seen.page.locator(".said-briefly").inner_text() == ""


def test_without_scripts_the_mark_leads_to_its_place(visit):
    page = visit(PAGE, javascript=False).page
    mark(page, "quiz-08-q3").click(force=True)
    page.wait_for_url("**#quiz-08-q3")


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_finger_finds_every_mark(visit, folder, width):
    """Each is seen, and 44 pixels square around it lead to it, as far as the window goes."""
    page = visit(folder + PAGE, width=width, **TOUCH, **CLIPBOARD).page
    marks = page.locator("main a.headerlink")
    assert marks.count() > 30
    small = marks.evaluate_all(
        """marks => marks.filter(mark => {
            if (!mark.checkVisibility()) return false;  // in a fold
            const size = getComputedStyle(mark, "::after");
            return getComputedStyle(mark).opacity !== "1"
                || parseFloat(size.width) < 44 || parseFloat(size.height) < 44;
        }).map(mark => mark.hash)"""
    )
    assert small == []
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
    at = mark(page, "quiz-08-q3")
    at.scroll_into_view_if_needed()
    edge = at.bounding_box()  # beside the mark and below it, on the words of the question
    page.touchscreen.tap(edge["x"] + edge["width"] - 40, edge["y"] + edge["height"] / 2 + 18)
    page.locator(".said-briefly").filter(has_text=COPIED[folder]).wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_that_a_finger_sees_pass_axe(visit, theme):
    page = visit(PAGE, width=360, theme=theme, **TOUCH).page
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    assert found.violations_count == 0, found.generate_report()


def test_quiz_items_and_exercises_have_the_same_addresses_in_every_language(site, all_pages):
    found = {}
    for path in all_pages:
        soup = BeautifulSoup((site / path).read_text("utf8"), "html.parser")
        for item in soup.select(".asi-question"):
            assert item["id"] == f"quiz-{item['data-item']}", path
        places = [each["id"] for each in soup.select(".asi-question, div.exercise")]
        marks = [each["href"][1:] for each in soup.select("a.headerlink")]
        assert set(places) <= set(marks), path
        folder = next((folder for folder in FOLDERS if folder and path.startswith(folder)), "")
        if soup.select_one("h1 a.headerlink") and "glossary" not in path:  # its order is its own
            found.setdefault(path.removeprefix(folder), []).append(marks)
    assert any("quiz-08-q3" in marks for marks in found[PAGE])
    for path, editions in found.items():
        assert len(editions) == len(FOLDERS), path
        assert all(marks == editions[0] for marks in editions), path


# Reports of a mistake -----------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_report_names_its_page_and_language(visit, folder, javascript):
    seen = visit(folder + PAGE, javascript=javascript, scheme="file")
    address = address_of(load_config())
    links = seen.page.locator(".report-link")
    assert links.count() == 2
    for link in links.all():
        href = link.get_attribute("href")
        assert href.startswith(f"{address.repository}/issues/new?template={REPORT.name}&")
        said = filled(href)
        assert said["page"] == f"{address.site}{folder}{PAGE}"
        assert f"({folder[:-1] or 'en'})" in said["title"]
        assert set(said) - {"template", "title"} <= FIELDS
    assert seen.page.locator("main > .report").is_visible()
    assert seen.other_hosts == []


def test_every_page_but_the_search_and_the_missing_one_can_be_reported(site, all_pages):
    for path in all_pages:
        soup = BeautifulSoup((site / path).read_text("utf8"), "html.parser")
        wanted = 0 if path.endswith(("404.html", "search.html")) else 2
        assert len(soup.select(".report-link")) == wanted, path


@pytest.fixture
def followed(visit):
    """Open a page whose reports stay in it; what the address is that was followed."""

    def open_page(path, **options):
        page = visit(path, alone=True, **options).page
        page.evaluate(
            "document.addEventListener('click', event => {"
            " const link = event.target.closest('.report-link');"
            " if (link) { event.preventDefault(); window.followed = link.href; } })"
        )
        return page

    return open_page


def test_from_the_contents_a_report_names_the_section_that_is_read(followed):
    page = followed(PAGE)
    place = "find-the-number-it-should-have-been"
    page.evaluate(
        "id => scrollTo({ behavior: 'instant', top: scrollY - 100"
        " + document.querySelector(`#${id} h2`).getBoundingClientRect().top })",
        place,
    )
    report = page.locator(".book-menu .report-link")
    report.click()
    said = filled(page.evaluate("window.followed"))
    assert said["section"] == f"Find the number it should have been #{place}"
    assert set(said) - {"template", "title"} <= FIELDS
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    report.focus()
    page.keyboard.press("Enter")  # at the top the whole page is meant
    assert "section" not in filled(page.evaluate("window.followed"))


def test_on_a_phone_as_well(followed):
    page = followed("id/" + PAGE, width=360, **TOUCH)
    page.wait_for_load_state("networkidle")
    page.locator("#vote > h2").evaluate(
        "h => scrollTo({ top: h.getBoundingClientRect().top + scrollY - 80, behavior: 'instant' })"
    )
    menu = page.locator(".menu-button").bounding_box()
    page.touchscreen.tap(menu["x"] + 20, menu["y"] + 20)  # `tap` would scroll to the bar first
    page.locator(".book-menu .report-link").tap()
    said = filled(page.evaluate("window.followed"))
    assert re.fullmatch(r"\S.* #vote", said["section"])


def test_at_the_end_of_a_page_it_names_the_place_of_the_address_alone(followed):
    page = followed(f"{PAGE}#quiz-08-q3")
    page.locator("main > .report a").click()
    assert filled(page.evaluate("window.followed"))["section"] == "#quiz-08-q3"
    page = followed(PAGE)
    page.locator("main > .report a").click()
    assert "section" not in filled(page.evaluate("window.followed"))
