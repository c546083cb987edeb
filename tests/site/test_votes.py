"""The vote questions on a projector, and in the hand of the teacher: every page, one vote whole."""

import gzip
import json

import html5lib
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from press import keep
from press.chapter import find_chapters
from press.editions import edition_folder, languages
from press.environment import find_browser
from press.sources import book_root
from press.sphinx.votes import page_name
from press.words import say
from tests.site.test_pages import ALL_RULES, AXE, RUN_AXE, SETTLED, TOO_WIDE

ROOT = book_root(keep.ROOT)
CHAPTERS = find_chapters(ROOT)
VOTES = [
    item["id"] for chapter in CHAPTERS.values() for item in chapter.items if item["role"] == "vote"
]
CODES = [*languages()]
PAGES = [f"{edition_folder(code)}{page_name(vote)}.html" for code in CODES for vote in VOTES]
LOWEST = """() => Math.min(...[...document.querySelectorAll(".question, .answers p")]
    .filter(part => part.checkVisibility() && !part.closest(".why, .counts"))
    .map(part => parseFloat(getComputedStyle(part).fontSize)))"""
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(part => {
    if (!part.checkVisibility() || part.closest(".unseen")) return false;
    const box = part.getBoundingClientRect();
    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
}).map(part => part.outerHTML.slice(0, 100))"""

OVERFLOW = """sheet =>
    Math.max(sheet.scrollHeight - sheet.clientHeight, sheet.scrollWidth - sheet.clientWidth)"""


def page_of(vote, code="en"):
    return f"{edition_folder(code)}{page_name(vote)}.html"


def soup_of(site, page):
    return BeautifulSoup((site / page).read_text("utf8"), "html.parser")


def press(page, words, code="en"):
    page.get_by_role("button", name=say(words, code), exact=True).click()


def type_counts(page, vote, *counts):
    if not page.locator(".own").evaluate("own => own.open"):
        page.locator(".own > summary").click()
    for letter, count in zip("ABCD", counts, strict=True):
        page.locator(f"input[name='{vote}{letter}']").fill(str(count))


def advice(page):
    """The row of the plan that is shown, by name."""
    rows = page.locator(".row:not([hidden])")
    return [row.get_attribute("data-row") for row in rows.all()]


def split(page, right, all_of_them):
    """Counts for A to D with so many right ones."""
    letter = page.locator(".sheet").get_attribute("data-right")
    counts = [0, 0, 0, 0]
    counts["ABCD".index(letter)] = right
    counts[("ABCD".index(letter) + 1) % 4] = all_of_them - right
    return counts


# -- what is built ---------------------------------------------------------------------------------


def test_each_vote_question_has_its_page_and_there_is_no_other(site):
    built = {path.relative_to(site).as_posix() for path in site.rglob("vote-*.html")}
    assert built == set(PAGES)


@pytest.mark.parametrize("code", CODES)
def test_question_and_letters_are_those_of_the_chapter(site, code):
    for vote in VOTES:
        page = soup_of(site, page_of(vote, code))
        chapter = CHAPTERS[vote[:2]].path.stem
        asked = soup_of(site, f"{edition_folder(code)}chapters/{chapter}.html")
        asked = asked.select_one(f"[data-role=vote] [data-item='{vote}']")

        def words(part):
            return " ".join(part.get_text().split())

        stem = asked.select_one(".asi-stem")
        stem.select_one(".asi-count").decompose()
        assert words(page.select_one(".question")) == words(stem)
        lines = [
            (each.select_one(".asi-letter").text[0], words(each.select("summary > span")[1]))
            for each in asked.select("details.asi-answer")
        ]
        for verdict in page.select(".verdict"):
            verdict.decompose()
        shown = [(li["data-letter"], words(li.select_one("div > p"))) for li in page.select("li")]
        assert shown == lines, vote
        right = [
            each.select_one(".asi-letter").text[0]
            for each in asked.select("details.asi-answer")
            if each.select_one("[data-verdict=right]")
        ]
        assert page.select_one(".sheet")["data-right"] == "".join(right)


@pytest.mark.parametrize("code", CODES)
def test_the_advice_is_that_of_the_plan_and_its_numbers_are_numbers(site, code):
    for vote in VOTES:
        page = soup_of(site, page_of(vote, code))
        folder = edition_folder(code)
        plan = soup_of(site, f"{folder}chapters/instructor/plan-{vote[:2]}.html")
        section = plan.find(id="the-vote")
        assert section.select_one(f"a[href='vote-{vote[:2]}-{vote[-1]}.html']")
        table = section.find_all("table")[2]
        for row in table.select("tbody tr"):
            cells = [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
            shown = [
                [" ".join(part.get_text().split()) for part in each.find_all("div")]
                for each in page.select(".row")
            ]
            assert [cells[0], cells[int(vote[-1])]] in shown, vote
    # {glue:text} of the plan of chapter 4
    assert " 27 " in soup_of(site, page_of("04-v1", code)).select_one("[data-row=between]").text


def test_pages_are_valid_light_and_lead_only_where_something_is(site):
    for page in PAGES:
        text = (site / page).read_text("utf8")
        parser = html5lib.HTMLParser()
        parser.parse(text)
        assert parser.errors == [], page
        assert len(gzip.compress(text.encode())) < 4000, page
        soup = BeautifulSoup(text, "html.parser")
        assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids)), page
        for tag in soup.find_all(["a", "link", "script"]):
            address = (tag.get("href") or tag.get("src")).partition("#")[0]
            if not address.startswith("data:"):
                assert ((site / page).parent / address).resolve().is_file(), f"{page}: {address}"
    for folder in {edition_folder(code) for code in CODES}:
        own = [site / folder / "_static" / name for name in ("vote.js", "vote.css")]
        assert sum(len(gzip.compress(path.read_bytes())) for path in own) < 6000


def test_neither_search_nor_sitemap_knows_them_but_a_kept_book_has_them(site):
    assert "vote-" not in (site / "sitemap.xml").read_text("utf8")
    assert "/vote-" not in (site / "_static" / "search" / "index.js").read_text("utf8")
    listed = json.loads((site / keep.LIST).read_text("utf8"))["files"]
    assert {page_of(vote) for vote in VOTES} | {"_static/vote.js", "_static/vote.css"} <= {*listed}


# -- on the screen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_on_a_projector_all_is_large_and_nothing_scrolls(visit, page):
    seen = visit(page, height=720, scheme="file")
    for state in ("question", "counts", "answer"):
        if state == "counts":
            type_counts(seen.page, 1, 1234, 20, 3, 0)
            type_counts(seen.page, 2, 12, 20, 3, 2000)
            seen.page.keyboard.press("F2")
            seen.page.keyboard.press("PageDown")
            expect(seen.page.locator(".count").first).to_be_visible()
        if state == "answer":
            seen.page.keyboard.press("PageDown")
            expect(seen.page.locator("li.right")).to_have_count(1)
        seen.page.evaluate(SETTLED)
        assert seen.page.evaluate(LOWEST) >= 24, state
        assert seen.page.evaluate(OUTSIDE) == [], state
        assert seen.page.locator(".sheet").evaluate(OVERFLOW) <= 0, state
    assert seen.problems == []
    assert seen.other_hosts == []


@pytest.mark.parametrize("code", CODES)
def test_a_vote_from_question_to_answer(visit, code):
    seen = visit(page_of("08-v1", code), height=720, scheme="file")
    page = seen.page
    letter = page.locator(".sheet").get_attribute("data-right")
    expect(page.locator(".why").first).to_be_hidden()
    expect(page.locator("li.right")).to_have_count(0)

    # first vote: what is typed is not seen, nor how many digits it has
    type_counts(page, 1, *split(page, 12, 40))
    masked = "field => getComputedStyle(field).color"
    unseen = "rgba(0, 0, 0, 0)"
    assert page.locator("input[name='1A']").evaluate(masked) == unseen
    dot = "field => getComputedStyle(field).backgroundImage"
    assert page.locator("input[name='1A']").evaluate(dot).startswith("radial-gradient")
    assert page.locator("input[name='2A']").evaluate(dot) == "none"  # nothing typed
    expect(page.locator(".counts").first).to_be_hidden()
    page.locator("input[name=see]").check()
    assert page.locator("input[name='1A']").evaluate(masked) != unseen
    page.locator("input[name=see]").uncheck()

    # the advice is there for who opens it; F2 covers all of it
    expect(page.locator(".row").first).to_be_hidden()
    page.locator(".advice > summary").click()
    assert advice(page) == ["between"]
    share = say("{vote}: {right} of {all} right, {percent}%.", code)
    first = share.format(vote=say("First vote", code), right=12, all=40, percent=30)
    expect(page.locator(".share")).to_have_text(first)
    page.keyboard.press("F2")
    expect(page.locator(".panel")).to_be_hidden()
    page.keyboard.press("F2")
    expect(page.locator("input[name='1A']")).to_be_focused()
    expect(page.locator(".row:not([hidden])")).to_be_hidden()

    # the second, and both shown
    type_counts(page, 2, *split(page, 29, 40))
    page.locator(".advice > summary").click()
    assert advice(page) == ["settled"]
    expect(page.locator(".share")).to_contain_text("72,5" if code == "id" else "72.5")
    press(page, "Show the counts", code)
    expect(page.locator(".panel")).to_be_hidden()
    row = page.locator(f"li[data-letter={letter}] .number")
    assert row.all_inner_texts() == ["30% (12)", "73% (29)"]
    bars = page.locator(f"li[data-letter={letter}] .count i")
    widths = [bar.evaluate("bar => bar.style.width") for bar in bars.all()]
    assert widths == ["30%", "72.5%"]
    expect(page.locator(".legend")).to_be_visible()
    press(page, "Hide the counts", code)
    expect(page.locator(".counts").first).to_be_hidden()
    expect(page.locator(".legend")).to_be_hidden()

    # what is typed while the class sees the counts hides them
    press(page, "Show the counts", code)
    type_counts(page, 2, *split(page, 30, 40))
    expect(page.locator(".counts").first).to_be_hidden()

    press(page, "Show the right answer", code)
    expect(page.locator("li.right")).to_have_attribute("data-letter", letter)
    expect(page.locator("li.right .why p")).to_be_visible()
    expect(page.locator("[role=status]")).to_have_text(
        say("Right answer: {letter}.", code).format(letter=letter)
    )
    other = page.locator("li:not(.right)").first
    other.locator("summary").click()
    expect(other.locator(".why p")).to_be_visible()
    expect(page.locator("li.right .why p")).to_be_hidden()
    press(page, "Hide the right answer", code)
    expect(page.locator("li.right")).to_have_count(0)
    page.locator(".own > summary").click()
    press(page, "Empty the fields", code)
    expect(page.locator("input[name='1A']")).to_have_value("")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    assert seen.problems == []


def test_the_limits_are_exact(visit):
    page = visit(page_of("08-v1")).page
    # before anything is typed all can be read
    assert advice(page) == ["under", "between", "over", "low", "settled"]
    found = [
        page.evaluate("([right, all, second]) => asiVote.rowOf(right, all, second)", case)
        for case in (
            *([299, 1000, False], [300, 1000, False], [3, 10, False], [301, 1000, False]),
            *([699, 1000, False], [7, 10, False], [70, 100, False], [701, 1000, False]),
            *([0, 9, False], [9, 9, False]),
            *([49, 100, True], [50, 100, True], [70, 100, True], [71, 100, True], [0, 5, True]),
        )
    ]
    assert found == [
        *("under", "between", "between", "between"),
        *("between", "between", "between", "over"),
        *("under", "over"),
        *("low", "settled", "settled", "settled", "low"),
    ]
    for right, row in ((11, "under"), (12, "between"), (28, "between"), (29, "over")):
        type_counts(page, 1, *split(page, right, 40))
        assert advice(page) == [row]
    type_counts(page, 2, *split(page, 19, 40))
    assert advice(page) == ["low"]


@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_a_count_is_said(visit, code):
    page = visit(page_of("08-v1", code)).page
    status, first = page.locator("[role=status]"), say("First vote", code)
    press(page, "Show the counts", code)
    expect(status).to_have_text(
        say("No counts yet. Open “For you” and type how many chose each answer.", code)
    )
    negative = say("{vote}, {letter}: a count cannot be below 0.", code)
    unread = say(
        "{vote}, {letter}: this is no count. Type a whole number in digits, such as 12.", code
    )
    zero = say("{vote}: all counts are 0. Type how many chose each answer.", code)
    for counts, said in (
        ((4, -3, 2, 1), negative.format(vote=first, letter="B")),
        (("ten", 3, 2, 1), unread.format(vote=first, letter="A")),
        ((4, 3, "1.5", 1), unread.format(vote=first, letter="C")),
        ((0, 0, 0, 0), zero.format(vote=first)),
    ):
        type_counts(page, 1, *counts)
        press(page, "Show the counts", code)
        expect(status).to_have_text(said)
        expect(page.locator(".counts").first).to_be_hidden()
        expect(page.locator(".share")).to_be_hidden()
    type_counts(page, 1, "", 3, "", " 7 ")  # empty is nobody
    press(page, "Show the counts", code)
    assert page.locator("li .number").all_inner_texts() == [
        "0% (0)",
        "30% (3)",
        "0% (0)",
        "70% (7)",
    ]


def test_a_page_that_the_browser_kept_whole_holds_no_count(browser, server):
    """The browser's button Back brings a kept page back with all its fields: not with these."""
    kept = browser.browser_type.launch(
        executable_path=find_browser(),
        args=["--no-sandbox", "--disable-gpu"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = kept.new_page(viewport={"width": 1280, "height": 720})
    page.goto(server + page_of("08-v1"))
    type_counts(page, 1, 7, 3, 2, 1)
    press(page, "Show the counts")
    page.goto(server + "chapters/how-to-use.html")
    page.evaluate("history.back()")
    page.wait_for_url("**/vote-08-1.html", wait_until="commit")
    page.wait_for_timeout(300)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "navigate"
    expect(page.locator(".counts").first).to_be_hidden()
    assert page.locator("input[name='1A']").input_value() == ""
    kept.close()


def test_the_keys_of_a_presenter_go_forth_and_back(visit):
    page = visit(page_of("05-v2"), height=720).page
    page.keyboard.press("PageDown")  # nothing counted: the answer does not slip out
    expect(page.locator("li.right")).to_have_count(0)
    type_counts(page, 1, 5, 6, 7, 8)
    page.keyboard.press("F2")
    for key, counted, answered in (
        ("PageDown", 1, 0),
        ("PageDown", 1, 1),
        ("PageDown", 1, 1),
        ("PageUp", 1, 0),
        ("PageUp", 0, 0),
    ):
        page.keyboard.press(key)
        expect(page.locator(".counted")).to_have_count(counted)
        expect(page.locator("li.right")).to_have_count(answered)


def test_full_screen_works_from_a_folder(visit):
    page = visit(page_of("05-v2"), height=720, scheme="file").page
    press(page, "Full screen")
    page.wait_for_function("document.fullscreenElement !== null")
    press(page, "Full screen")
    page.wait_for_function("document.fullscreenElement === null")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (360, 740)])
def test_axe_finds_nothing_in_any_state(visit, width, height, code, theme):
    page = visit(page_of("07-v1", code), width=width, height=height, theme=theme).page
    page.evaluate(AXE)
    for step in range(4):
        if step == 1:
            type_counts(page, 1, 12, 20, 3, 5)
            page.locator(".advice > summary").click()
        if step == 2:
            press(page, "Show the counts", code)
        if step == 3:
            press(page, "Show the right answer", code)
        page.evaluate(SETTLED)
        assert page.evaluate(RUN_AXE, ALL_RULES) == [], step
        assert page.evaluate(TOO_WIDE) <= 0, step


@pytest.mark.parametrize("page", PAGES)
def test_on_a_phone_nothing_is_too_wide(visit, page):
    seen = visit(page, width=320, height=256)
    type_counts(seen.page, 1, 1234, 20, 3, 0)
    seen.page.locator(".advice > summary").click()
    assert seen.page.evaluate(TOO_WIDE) <= 0
    press(seen.page, "Show the counts", "id" if page.startswith("id/") else "en")
    press(seen.page, "Show the right answer", "id" if page.startswith("id/") else "en")
    assert seen.page.evaluate(TOO_WIDE) <= 0


def test_without_scripts_question_answers_and_advice_are_there(visit):
    page = visit(page_of("08-v1"), javascript=False).page
    expect(page.locator(".question")).to_be_visible()
    expect(page.locator("li > div > p")).to_have_count(4)
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("button:visible")).to_have_count(0)
    expect(page.locator(".row").first).to_be_hidden()
    page.locator(".own > summary").click()
    page.locator(".advice > summary").click()
    expect(page.locator(".row").last).to_be_visible()
    page.locator("li summary").first.click()
    expect(page.locator("li .why p").first).to_be_visible()


def test_light_or_dark_is_what_the_reader_chose_in_the_book(visit):
    page = visit("index.html", alone=True).page
    page.evaluate("localStorage.setItem('mode', 'dark')")
    page.goto(page.url.replace("index.html", page_of("08-v1")))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 30)"
