"""The box to write in, in a real browser: its hints, what it keeps, its page."""

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.book.practice.writing import TEXT

SCRIPT = (Path(asi.__file__).parent / "book" / "static" / "asi-writing.js").read_text("utf8")
PARAGRAPHS = json.loads((Path(__file__).parents[1] / "paragraphs.json").read_text("utf8"))
PAGE = "chapters/11-capstone.html"
ADDRESS = "http://writing.test/"
ROOT = "figure[data-explorer=writing]"
CHECK = """([texts, box]) => {
  const own = document.querySelectorAll("template.asi-rules")[box];
  const { rules } = JSON.parse(own.content.textContent);
  return texts.map(text => window.asiWriting.check(text, rules).map(
    ({ rule, words, advice }) => [rule, words, advice]));
}"""


@pytest.fixture
def boxes(browser):
    """Open, and open again, a page with a box in each language: boxes() -> page."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    body = asi.writing_box("11").html() + asi.writing_box("11", language="id").html()
    page.route(
        ADDRESS,
        lambda route: route.fulfill(
            content_type="text/html; charset=utf-8",
            body=f'<!DOCTYPE html><html lang="en"><body>{body}<script>{SCRIPT}</script>',
        ),
    )

    def open_page():
        page.goto(ADDRESS)
        return page

    yield open_page
    context.close()


def stored(page):
    return json.loads(page.evaluate("localStorage.getItem('asi-writing')"))


def heard(root, kind):
    return root.locator(f".asi-{kind} li").all_inner_texts()


def test_page_and_package_give_the_same_hints(boxes):
    texts = [row["text"] for row in PARAGRAPHS]
    for one, other in pairwise(texts):  # hints of several sentences together
        texts = [*texts, f"{one}\n\n{other}  {one}"]
    texts += [
        asi.results_paragraph(asi.load_table(name), language=language)
        for name in ("knowledge", "comfort", "support")
        for language in ("en", "id")
    ]
    page = boxes()
    for box, language in enumerate(("en", "id")):
        found = page.evaluate(CHECK, [texts, box])
        for text, hints in zip(texts, found, strict=True):
            mine = asi.check_paragraph(text)
            assert hints == [[h.rule, list(h.words), h.say(language)] for h in mine], text


def test_hints_come_while_one_types(boxes):
    page = boxes()
    english, indonesian = page.locator(ROOT).all()
    text = english.locator("textarea")
    text.fill("Support increases flow (p = 0.000).")
    english.get_by_text("“increases” sounds like a cause.").wait_for()
    wanted = [hint.say() for hint in asi.check_paragraph(text.input_value())]
    assert heard(english, "slips") + heard(english, "missing") == wanted
    assert english.locator(".asi-summary").inner_text() == "Look again: 2. Not seen yet: 7."
    assert not indonesian.locator(".asi-slips").is_visible()
    first = english.locator(".asi-slips li").first.element_handle()
    text.fill("Support increases flow.")
    english.get_by_text("Look again: 1.").wait_for()
    assert first.evaluate("item => item.isConnected")  # it is not read out again
    text.fill("")
    english.locator(".asi-slips").wait_for(state="hidden")
    assert english.locator(".asi-summary").inner_text() == ""


def test_text_and_ticks_are_kept_and_forgotten_box_by_box(boxes):
    page = boxes()
    english, indonesian = page.locator(ROOT).all()
    english.locator("textarea").fill("Mine.")
    english.get_by_label("Verb").check()
    indonesian.locator("textarea").fill("Punya saya.")
    english, indonesian = boxes().locator(ROOT).all()
    assert english.locator("textarea").input_value() == "Mine."
    assert english.get_by_label("Verb").is_checked()
    assert indonesian.locator("textarea").input_value() == "Punya saya."
    assert heard(english, "missing")  # and its hints are there again
    button = english.locator("[name=forget]")
    button.click()
    assert english.locator("textarea").input_value() == ""
    assert not english.get_by_label("Verb").is_checked()
    assert list(stored(page)) == ["11-id"]
    assert button.inner_text() == TEXT["undo"]
    button.click()
    assert english.locator("textarea").input_value() == "Mine."
    assert stored(page)["11-en"] == {"text": "Mine.", "rows": ["verb"]}
    button.click()
    indonesian.locator("[name=forget]").click()
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_is_told_so(boxes):
    page = boxes()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw Error('full'); }; }")
    root = page.locator(ROOT).first
    root.locator("textarea").fill("Mine.")
    root.get_by_text(TEXT["not_kept"]).wait_for()


def test_copy_puts_the_text_where_it_can_be_pasted(boxes):
    page = boxes()
    page.evaluate("document.addEventListener('copy', () => { window.copied = true; })")
    root = page.locator(ROOT).first
    root.locator("textarea").fill("Mine, <b>as typed</b>.")
    root.locator("[name=copy]").click()  # this page has no clipboard: the older way
    assert page.evaluate("window.copied") is True
    assert page.evaluate("getSelection().toString()") == "Mine, <b>as typed</b>."
    assert root.locator("[name=copy]").inner_text() == TEXT["copied"]


def test_what_is_typed_is_text_and_never_markup(boxes):
    root = boxes().locator(ROOT).first
    root.locator("textarea").fill("It prevents <img src=x> 0.5 times greater $& than.")
    root.get_by_text("“0.5 times greater”").wait_for()
    assert root.locator("img").count() == 0


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT.encode(), mtime=0)) < 3 * 1024


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_the_chapter_it_works_and_stays_at_home(visit, scheme, theme):
    seen = visit(PAGE, scheme=scheme, theme=theme, width=360)
    page, root = seen.page, seen.page.locator(ROOT).first
    page.wait_for_load_state("networkidle")
    before = len(seen.requests)
    text = root.locator("textarea")
    text.focus()
    page.keyboard.type("Support increases flow.")
    root.get_by_text("“increases” sounds like a cause.").wait_for()
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached == ["copy", "forget", *["row"] * 6]
    page.keyboard.press("Space")
    assert root.get_by_label("Tone").is_checked()
    assert len(seen.requests) == before
    assert seen.other_hosts == []
    assert seen.problems == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in root.locator("textarea, button, .asi-rows label").all():
        assert target.bounding_box()["height"] >= 44


def test_without_a_script_there_are_the_rows_and_a_word(visit):
    root = visit(PAGE, javascript=False).page.locator(ROOT).first
    assert not root.locator("textarea").is_visible()
    assert root.get_by_text("Without JavaScript").is_visible()
    assert root.locator(".asi-on-paper li").first.is_visible()


def test_no_other_page_loads_the_script(visit):
    loaded = "[...document.scripts].some(script => script.src.includes('asi-writing'))"
    assert visit(PAGE).page.evaluate(loaded) is True
    assert visit("chapters/calculator.html").page.evaluate(loaded) is False
