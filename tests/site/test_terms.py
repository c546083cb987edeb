"""A link to a term opens what the term means: by mouse, finger and keyboard, from a folder."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from press.editions import languages

PAGE = "chapters/08-upside-down-odds-ratio.html"
TERM = "term-prevalence-odds-ratio"
SAID = {
    "": ("prevalence odds ratio", "id", "rasio odds prevalensi", "Trap:"),
    "id/": ("rasio odds prevalensi", "en", "prevalence odds ratio", "Jebakan:"),
}
FOLDERS = ["", *(f"{code}/" for code in languages() if code != "en")]
TOUCH = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


def link(page, name=TERM):
    return page.locator(f"main article a[href$='glossary.html#{name}']").first


def box(page):
    return page.get_by_role("dialog")


def expanded(page):
    return page.locator("a[aria-expanded=true]").count()


def inside_the_window(page):
    found = box(page).evaluate(
        "box => { const { left, right, top, bottom } = box.getBoundingClientRect();"
        " const { clientWidth, clientHeight } = document.documentElement;"
        " return left >= 0 && right <= clientWidth && top >= 0 && bottom <= clientHeight; }"
    )
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found and over == 0


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_click_opens_the_meaning_in_both_languages_and_asks_for_nothing(visit, folder, scheme):
    seen = visit(folder + PAGE, scheme=scheme)
    seen.page.wait_for_load_state("networkidle")
    before = list(seen.requests)
    link(seen.page).click()
    own, code, other, trap = SAID[folder]
    said = box(seen.page)
    assert said.locator("strong").first.inner_text() == own
    assert said.locator(f"[lang={code}]").first.inner_text() == other
    assert trap in said.inner_text()
    assert expanded(seen.page) == 1
    more = said.get_by_role("link")
    assert more.get_attribute("href").endswith(f"glossary.html#{TERM}")
    assert seen.requests == before
    more.click()
    seen.page.wait_for_url(f"**/glossary.html#{TERM}")
    assert seen.page.locator(f"dt#{TERM}").is_visible()
    assert (seen.problems, seen.other_hosts) == ([], [])


def test_without_a_connection_it_opens_as_well(visit):
    seen = visit(PAGE, alone=True)
    seen.page.context.set_offline(True)
    link(seen.page).click()
    assert SAID[""][2] in box(seen.page).inner_text()


def test_one_is_open_at_a_time_and_the_mouse_closes_it(visit):
    page = visit(PAGE).page
    link(page).click()
    link(page, "term-log-scale").click()
    assert "log scale" in box(page).inner_text()
    assert (box(page).count(), expanded(page)) == (1, 1)
    link(page, "term-log-scale").click()  # again
    assert (box(page).count(), expanded(page)) == (0, 0)
    link(page).click()
    page.locator("main h1").click()  # beside it
    assert box(page).count() == 0
    link(page).click()
    box(page).get_by_role("button").click()
    assert (box(page).count(), expanded(page)) == (0, 0)
    # nothing opens by hovering, nor does the browser say the meaning a second time
    link(page).hover()
    assert box(page).count() == 0
    assert page.locator("main a[href*='glossary.html#'][title]").count() == 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_by_keyboard_it_opens_and_gives_the_focus_back(visit, folder):
    page = visit(folder + PAGE).page
    at = link(page)
    at.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "dialog"
    page.keyboard.press("Escape")
    assert box(page).count() == 0
    assert at.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == f"#{TERM}"  # "more"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # "close"
    assert box(page).count() == 0
    assert at.evaluate("link => link === document.activeElement")


def test_tab_goes_on_and_back_from_the_link(visit):
    page = visit(PAGE).page
    at = link(page)
    at.focus()
    page.keyboard.press("Tab")
    following = page.evaluate_handle("document.activeElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert box(page).count() == 0
    assert following.evaluate("element => element === document.activeElement")
    at.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert box(page).count() == 0
    assert at.evaluate("link => link === document.activeElement")


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("folder", FOLDERS)
def test_on_a_phone_every_term_opens_within_the_window(visit, folder, width):
    page = visit(folder + PAGE, width=width, height=568, **TOUCH).page
    links = page.locator("main article a[aria-haspopup=dialog]")
    assert links.count() >= 5
    for place in range(links.count()):
        links.nth(place).tap()
        assert inside_the_window(page), links.nth(place).inner_text()
        targets = box(page).locator("a, button")
        assert min(each.bounding_box()["height"] for each in targets.all()) >= 44
    page.locator("main").tap(position={"x": 2, "y": 2})
    assert box(page).count() == 0


def test_at_400_percent_it_can_be_read_by_scrolling(visit):
    page = visit(PAGE, width=320, height=256, **TOUCH).page
    link(page).tap()
    close = box(page).get_by_role("button")
    close.scroll_into_view_if_needed()
    close.tap()
    assert box(page).count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_an_open_meaning_passes_axe(visit, folder, theme):
    page = visit(folder + PAGE, width=360, theme=theme).page
    link(page).click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_with_ctrl_and_without_scripts_the_link_leads_to_the_glossary(visit):
    page = visit(PAGE, alone=True).page
    with page.context.expect_page() as opened:
        link(page).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url(f"**/glossary.html#{TERM}")
    assert box(page).count() == 0
    still = visit(PAGE, javascript=False, scheme="file").page
    link(still).click()
    still.wait_for_url(f"**/glossary.html#{TERM}")


def test_on_the_glossary_s_own_page_a_term_jumps(visit):
    page = visit("chapters/glossary.html").page
    page.locator("main a[href='#term-odds-ratio']").last.click()
    assert page.url.endswith("#term-odds-ratio")
    assert box(page).count() == 0


def test_every_link_to_a_term_has_its_meaning_on_its_page(site, all_pages):
    links = 0
    for path in all_pages:
        soup = BeautifulSoup((site / path).read_text("utf8"), "html.parser")
        said = {each["data-term"] for each in soup.select("template.meanings [data-term]")}
        asked = {
            re.sub(r".*#", "", each["href"]).lower()
            for each in soup.select("article a[href*='glossary.html#term-']")
        }
        assert said == asked, path
        links += len(asked)
        for each in soup.select("template.meanings [data-term]"):
            assert "{" not in each.text, path
            assert "*" not in each.text, path
    assert links > 100


def test_words_of_another_language_are_marked_in_a_meaning(visit):
    page = visit("chapters/05-chi-square.html").page
    link(page, "term-chi-square").click()
    assert box(page).locator("#term-box-text [lang=id]").inner_text() == "uji chi-square"
