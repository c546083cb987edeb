"""Back to where the reader was: place, rings, minutes, first tries, and the sheet "My progress"."""

import json
import re

import pytest

import asi_helpers as asi
from asi_helpers.book.numbers import evaluate
from press import ROOT
from press.chapter import find_chapters
from tests.site.test_pages import ALL_RULES, AXE, BROKEN_WORDS, RUN_AXE, SETTLED

PAGE = "chapters/05-chi-square.html"
SHEET = "chapters/my-progress.html"
OTHER = "chapters/07-odds-and-ratios.html"
CHAPTERS = find_chapters(ROOT)
KEPT = "key => JSON.parse(localStorage.getItem(key))"
BLOCKED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
)
EDITIONS = {
    "": ("Continue: chapter 5, Shuffle the cards", "1 of 8 quiz questions right"),
    "id/": ("Lanjutkan: bab 5, ", "1 dari 8 soal kuis benar"),
}
TARGETS = (
    ".continue a, .continue button, .cover-progress li a, .my-progress :is(button, summary, label)"
)
LOOKED = 450  # ms after which the script has looked where the reader rests


def kept(page, key):
    return page.evaluate(KEPT, key)


def keep(page, **stores):
    for key, value in stores.items():
        page.evaluate(
            "([key, value]) => localStorage.setItem(key, value)",
            [key.replace("_", "-"), json.dumps(value)],
        )


def read_to(page, name, more=0):
    """Scroll as a reader would until a section is being read."""
    page.evaluate(
        "([name, more]) => scrollTo({ behavior: 'instant', top: scrollY + more - 60"
        " + document.getElementById(name).getBoundingClientRect().top })",
        [name, more],
    )
    page.wait_for_timeout(LOOKED)


def question(page, name):
    return page.locator(f".asi-quiz[data-role=quiz] [data-item='{name}']")


def open_answer(page, name, verdict):
    question(page, name).locator(f"details:has([data-verdict={verdict}]) summary").first.click()


def check_number(page, name, typed):
    question(page, name).locator("input").fill(typed)
    question(page, name).locator("input").press("Enter")


# The place ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("folder", "scheme"), [("", "http"), ("id/", "http"), ("", "file")])
def test_the_place_is_kept_and_leads_back(visit, folder, scheme):
    seen = visit(folder + PAGE, scheme=scheme)
    page = seen.page
    assert page.locator(".continue:visible").count() == 0
    read_to(page, "shuffle-the-cards", 300)
    assert kept(page, "asi-place")["id"] == "shuffle-the-cards"
    assert page.locator(".continue:visible").count() == 0  # it would lead to where we are
    was = page.evaluate("document.getElementById('shuffle-the-cards').getBoundingClientRect().top")
    page.locator(".book-menu .menu-home a").click()
    offers = page.locator(".continue:visible")
    assert offers.count() == 2  # in the menu and on the cover
    text = offers.last.locator("a").inner_text()
    assert text.startswith(EDITIONS[folder][0])
    assert not text.endswith(", ")
    offers.last.locator("a").click()
    page.wait_for_url(f"**/{folder}{PAGE}#shuffle-the-cards")
    page.wait_for_function(
        "was => Math.abs(document.getElementById('shuffle-the-cards')"
        ".getBoundingClientRect().top - was) < 20",
        arg=was,
    )
    assert seen.problems == []
    assert seen.other_hosts == []


def test_in_the_other_edition_the_place_is_told_in_its_own_words(visit):
    page = visit(PAGE).page
    read_to(page, "shuffle-the-cards")
    page.goto(page.url.replace(PAGE, "id/index.html"))
    link = page.locator(".cover .continue a")
    title = page.locator("[data-chapter='05']").evaluate("link => link.childNodes[1].textContent")
    assert link.inner_text() == f"Lanjutkan: bab 5, {title.strip()}"
    link.click()
    page.wait_for_url("**/id/chapters/05-chi-square.html#shuffle-the-cards")


def test_the_place_is_kept_when_the_reader_leaves_at_once(visit):
    page = visit(PAGE).page
    page.evaluate("document.getElementById('vote').scrollIntoView({ behavior: 'instant' })")
    page.wait_for_function("() => scrollY > 100")
    page.locator(".book-menu .menu-home a").click()
    assert page.locator(".cover .continue a").inner_text().endswith("Vote")


@pytest.mark.parametrize(
    "path",
    ["chapters/instructor/running-a-class.html", "chapters/glossary.html", "index.html"],
)
def test_no_place_is_kept_outside_of_chapters(visit, path):
    page = visit(path).page
    page.mouse.wheel(0, 2000)
    page.wait_for_function("() => scrollY > 100")
    page.wait_for_timeout(LOOKED)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_one_button_forgets_the_place(visit):
    page = visit(PAGE).page
    read_to(page, "vote")
    page.locator(".book-menu .menu-home a").click()
    page.locator(".book-menu .continue button").click()
    assert page.locator(".continue:visible").count() == 0
    assert page.evaluate("document.activeElement.closest('.menu-home') !== null")
    assert kept(page, "asi-place") is None
    page.reload()
    assert page.locator(".continue:visible").count() == 0


def test_a_phone_closes_the_contents_on_the_way_to_a_place_of_this_page(visit):
    page = visit(PAGE, width=360).page
    keep(page, asi_place={"chapter": "05", "id": "vote", "words": "Vote", "lang": "en", "part": 0})
    page.reload()
    page.locator(".menu-button").click()
    offer = page.locator(".book-menu .continue a")
    assert offer.bounding_box()["height"] >= 44
    offer.click()
    assert not page.locator(".book-menu").is_visible()
    page.wait_for_function(
        "() => Math.abs(document.getElementById('vote').getBoundingClientRect().top) < 90"
    )


@pytest.mark.parametrize(
    "strange", ["7", "{broken", "[]", '{"chapter": "99", "id": "x"}', '"javascript:alert(1)"']
)
def test_a_strange_place_is_none(visit, strange):
    seen = visit("index.html")
    seen.page.evaluate("text => localStorage.setItem('asi-place', text)", strange)
    seen.page.reload()
    assert seen.page.locator(".continue:visible").count() == 0
    assert seen.problems == []


# Minutes left, chapters read ----------------------------------------------------------------------


def test_minutes_left_go_down_in_fives_and_end_with_the_summary(visit):
    page = visit(PAGE).page
    left = page.locator(".top-bar .minutes-left")
    shown = []
    for name in ("how-far-is-far", "quiz", "exercises"):
        shown.append(int(re.search(r"\d+", left.inner_text())[0]))
        read_to(page, name)
    assert shown[0] == CHAPTERS["05"].minutes
    assert shown == sorted(shown, reverse=True)
    assert shown[0] > shown[-1]
    assert all(minutes % 5 == 0 for minutes in shown)
    read_to(page, "summary")
    assert left.inner_text() == ""


def test_a_chapter_is_read_by_reading_to_its_summary_not_by_a_jump(visit):
    page = visit(PAGE + "#summary").page
    read_to(page, "further-reading")
    assert kept(page, "asi-read") is None
    read_to(page, "exercises")
    read_to(page, "summary")
    assert kept(page, "asi-read") == ["05"]


# Rings and ticks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", EDITIONS)
def test_a_ring_fills_at_once(visit, folder):
    page = visit(folder + PAGE).page
    assert page.locator(".ring").count() == 0
    open_answer(page, "05-q1", "wrong")
    assert page.locator(".ring").count() == 0
    open_answer(page, "05-q1", "right")
    ring = page.locator(".book-menu [data-chapter='05'] .ring")
    assert ring.get_attribute("aria-label") == EDITIONS[folder][1]
    assert page.locator(".ring").count() == 1
    page.locator(".book-menu .menu-home a").click()
    assert page.locator(".cover-progress li").count() == 1
    page.locator(".cover-progress li a").click()
    page.wait_for_url(f"**/{folder}{PAGE}")


def test_a_ring_counts_the_chapters_own_items_only(visit):
    page = visit("index.html").page
    keep(page, asi_quiz_ticks=["05-r1", "05-v1", "05-q99", "04-q1", "04-q2"])
    page.reload()
    assert page.locator(".book-menu .ring").count() == 1
    items = [item for item in CHAPTERS["04"].items if item["role"] == "quiz"]
    label = page.locator(".book-menu .ring").get_attribute("aria-label")
    assert label == f"2 of {len(items)} quiz questions right"


def test_forgetting_ticks_asks_and_leaves_other_chapters(visit):
    page = visit(PAGE).page
    keep(page, asi_quiz_ticks=["04-q1", "05-r1"])
    page.reload()
    open_answer(page, "05-q1", "right")
    progress = page.locator(".asi-progress")
    ticks = ["04-q1", "05-q1", "05-r1"]
    progress.locator("[name=forget]").click()
    assert sorted(kept(page, "asi-quiz-ticks")) == ticks
    assert page.evaluate("document.activeElement.name") == "no"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "forget"
    progress.locator("[name=forget]").click()
    page.keyboard.press("Enter")
    assert sorted(kept(page, "asi-quiz-ticks")) == ticks
    progress.locator("[name=forget]").click()
    progress.locator("[name=yes]").click()
    assert kept(page, "asi-quiz-ticks") == ["04-q1"]
    assert kept(page, "asi-quiz-first") == {"05-q1": True}
    assert page.locator(".asi-tick").count() == 0
    assert page.locator(".book-menu [data-chapter='05'] .ring").count() == 0
    open_answer(page, "05-q2", "right")  # and the next time it asks again
    assert not progress.locator("[name=yes]").is_visible()


# The first try ------------------------------------------------------------------------------------


def test_the_first_answer_counts_and_no_later_one(visit):
    page = visit(OTHER).page
    open_answer(page, "07-q1", "wrong")
    open_answer(page, "07-q1", "right")
    open_answer(page, "07-q2", "right")
    open_answer(page, "07-q2", "wrong")
    assert kept(page, "asi-quiz-first") == {"07-q1": False, "07-q2": True}
    assert sorted(kept(page, "asi-quiz-ticks")) == ["07-q1", "07-q2"]
    page.reload()
    open_answer(page, "07-q1", "right")
    assert kept(page, "asi-quiz-first")["07-q1"] is False


def test_the_first_number_that_can_be_read_counts(visit):
    page = visit(OTHER).page
    items = {item["id"]: item for item in asi.load_quiz("07")}
    right = {name: f"{evaluate(items[name]['answer']):.3f}" for name in ("07-q6", "07-q7")}
    check_number(page, "07-q6", "many")
    assert kept(page, "asi-quiz-first") is None
    check_number(page, "07-q6", right["07-q6"])
    check_number(page, "07-q6", "77")
    check_number(page, "07-q7", "77")
    check_number(page, "07-q7", right["07-q7"])
    assert kept(page, "asi-quiz-first") == {"07-q6": True, "07-q7": False}


def test_who_looks_at_the_answer_first_has_not_found_the_number(visit):
    page = visit(OTHER).page
    question(page, "07-q6").locator("summary").click()
    check_number(page, "07-q6", f"{evaluate(asi.load_quiz('07')[-3]['answer']):.3f}")
    assert kept(page, "asi-quiz-first") == {"07-q6": False}


def test_questions_to_recall_or_to_vote_on_have_no_first_try(visit):
    page = visit(OTHER).page
    page.locator(".asi-quiz[data-role=vote] summary").first.click()
    page.locator(".asi-quiz[data-role=retrieval] summary").first.click()
    assert kept(page, "asi-quiz-first") is None


# The sheet ----------------------------------------------------------------------------------------

STORES = {
    "asi_quiz_ticks": ["05-q1", "05-q2", "05-q3", "04-q1"],
    "asi_quiz_first": {"05-q1": True, "05-q2": False, "05-q3": True},
    "asi_read": ["05"],
    "asi_live_right": ["05-live"],
    "asi_done": ["ex-05-hand"],
    "asi_writing": {"11": {"text": "mine", "rows": []}},
}


def cells(page, chapter):
    row = page.locator(f"tr[data-chapter='{chapter}']")
    return {
        name: row.locator(f"[data-cell={name}]").inner_text()
        for name in ("first", "now", "live", "done")
    } | {"read": row.locator("[name=read]").is_checked()}


def test_the_sheet_counts_what_the_browser_keeps(visit):
    page = visit(SHEET).page
    keep(page, **STORES)
    page.reload()
    others = len(CHAPTERS["05"].exercises) - 1
    assert cells(page, "05") == {
        "first": "2 of 8", "now": "3 of 8", "live": "right", "done": f"1 of {others}", "read": True,
    }  # fmt: skip
    assert cells(page, "06")["live"] == "–"
    quiz = sum(item["role"] == "quiz" for each in CHAPTERS.values() for item in each.items)
    total = page.locator("tfoot [data-all=now]").inner_text()
    assert total == f"4 of {quiz}"
    assert page.locator("tfoot [data-all=read]").inner_text() == f"1 of {len(CHAPTERS)}"
    rows = page.locator("tbody tr").evaluate_all("all => all.map(row => row.dataset.chapter)")
    assert rows == list(CHAPTERS)


def test_a_students_own_ticks_are_kept_and_the_name_is_not(visit):
    page = visit(SHEET).page
    page.locator("tr[data-chapter='03'] [name=read]").check()
    page.locator("tr[data-chapter='03'] summary").click()
    page.locator("tr[data-chapter='03'] [value=ex-03-hand]").check()
    page.locator("[name=student]").fill("Ani")
    assert kept(page, "asi-read") == ["03"]
    assert kept(page, "asi-done") == ["ex-03-hand"]
    assert "Ani" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    assert page.locator("tr[data-chapter='03'] [value=ex-03-hand]").is_checked()
    page.locator("tr[data-chapter='03'] [name=read]").uncheck()
    assert kept(page, "asi-read") is None


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_sheet_can_be_copied_as_text(visit, scheme):
    grant = {} if scheme == "file" else {"permissions": ["clipboard-read", "clipboard-write"]}
    page = visit("id/" + SHEET, scheme=scheme, alone=True, **grant).page
    keep(page, **STORES)
    page.reload()
    page.locator("[name=student]").fill("Ani")
    page.locator("[name=copy]").click()
    said = page.locator(".sheet-said:not(:empty)")
    said.wait_for()
    assert said.inner_text() == page.locator(".my-progress").get_attribute("data-copied")
    if scheme == "http":
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("Kemajuan saya\nNama: Ani\nTanggal: ")
        assert "2 dari 8" in text
        assert "Tidak ada yang memeriksanya." in text


def test_forgetting_everything_asks_and_spares_the_writing(visit):
    page = visit(SHEET).page
    keep(page, **STORES, asi_place={"chapter": "05", "id": "vote", "words": "Vote", "lang": "en"})
    page.reload()
    page.locator("[name=forget]").click()
    assert page.evaluate("document.activeElement.name") == "no"
    assert "capstone" in page.locator(".sheet-sure").inner_text()
    page.keyboard.press("Escape")
    assert kept(page, "asi-read") == ["05"]
    page.locator("[name=forget]").click()
    page.locator("[name=yes]").click()
    assert page.evaluate("Object.keys(localStorage)") == ["asi-writing"]
    assert cells(page, "05")["now"] == "0 of 8"
    assert page.locator(".ring").count() == 0
    assert page.locator(".sheet-said").inner_text().startswith("Forgotten")
    assert page.locator(".continue:visible").count() == 0, "the place is forgotten at once"


@pytest.mark.parametrize("folder", EDITIONS)
def test_the_sheet_prints_on_one_page_without_its_controls(visit, browser, folder):
    page = visit(folder + SHEET, alone=True).page
    keep(page, **STORES)
    page.reload()
    page.locator("[name=student]").fill("Ani")
    page.locator("tr[data-chapter='03'] summary").click()
    page.emulate_media(media="print")
    assert page.locator(".my-progress button:visible, h2:visible, .continue:visible").count() == 0
    assert page.locator("tr[data-chapter='03'] details input:visible").count() == 0
    assert page.locator("[name=student]").is_visible()
    assert page.locator(".sheet-worth").is_visible()
    pdf = page.pdf(format="A4", prefer_css_page_size=False)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_without_a_script_the_sheet_says_so(visit):
    page = visit(SHEET, javascript=False).page
    assert page.locator(".when-no-script").is_visible()
    assert page.locator("[name=print]:visible, .sheet-sure:visible, .continue:visible").count() == 0
    assert page.locator("tbody tr").count() == len(CHAPTERS)


@pytest.mark.parametrize("path", [SHEET, PAGE, "index.html"])
def test_blocked_storage_does_no_harm(visit, path):
    seen = visit("404.html", alone=True)
    seen.page.add_init_script(BLOCKED)
    seen.page.goto(seen.page.url.replace("404.html", path))
    seen.page.mouse.wheel(0, 1500)
    seen.page.wait_for_timeout(LOOKED)
    if path == SHEET:
        seen.page.locator("tr[data-chapter='03'] [name=read]").check()
        assert seen.page.locator("[data-all=read]").inner_text() == f"1 of {len(CHAPTERS)}"
    if path == PAGE:
        open_answer(seen.page, "05-q1", "right")
        question(seen.page, "05-q1").locator(".asi-tick").wait_for()
    assert seen.problems == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", [f"id/{SHEET}", "id/index.html", PAGE])
def test_with_everything_shown_it_fits_and_axe_finds_nothing(visit, path, width, theme):
    page = visit(path, width=width, theme=theme).page
    keep(page, **STORES, asi_place={"chapter": "05", "id": "vote", "words": "Vote", "lang": "en"})
    page.reload()
    if path.endswith(SHEET):
        page.locator("tr[data-chapter='05'] summary").click()
        page.locator("[name=forget]").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low = page.locator(TARGETS).evaluate_all(
        "all => all.filter(one => one.getClientRects().length && one.offsetHeight < 44)"
        ".map(one => one.outerHTML)"
    )
    assert low == []
    assert page.evaluate(BROKEN_WORDS) == []
    page.evaluate(AXE)
    page.evaluate(SETTLED)
    assert page.evaluate(RUN_AXE, ALL_RULES) == []
