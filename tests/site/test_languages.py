"""The book in its other languages, in a real browser: what guards one reader guards all."""

import itertools
import os
import re
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

import asi_helpers as asi
from asi_helpers.book.numbers import evaluate
from asi_helpers.book.practice.quiz import _plain, curly, message_of
from asi_helpers.language import format_number, say
from press import ROOT
from press.editions import languages
from press.words import ENGLISH
from tests.site.test_calculator import Calculator
from tests.site.test_explorers import NAMES, NUMBERS, Keyboard, expected
from tests.site.test_pages import (
    ALL_RULES,
    AXE,
    OPEN_FOLDS,
    PAGES,
    RUN_AXE,
    SETTLED,
    check_for_sideways_scrolling,
)

OTHERS = [code for code in languages() if code != ENGLISH]
CHAPTER = "chapters/08-upside-down-odds-ratio.html"
PLACE = "the-same-distance-from-1-on-the-other-side"
# Raw MyST on a page: a role, a mark of language, a box.
RAW = re.compile(r"\{[\w:-]+\}`|\]\{lang=|^(?:`{3}|:{3})\{", re.MULTILINE)
POINT = re.compile(r"(?<![\w.,])\d+\.\d+(?![\w.])")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
# Numbers that keep their point: of figures and exercises, quoted as printed, of versions, in code.
POINTED = (
    ".caption-number, summary, code, pre, kbd, template, script, style, head, math, [lang=en],"
    " .asi-number, .reference, .std-numref, .citation, .asi-paste, .asi-field-table,"
    " .asi-finding-list, [data-explorer=calculator]"
)
# As somebody printed it, in quotation marks; numbers of versions, figures and objectives.
QUOTED = re.compile(
    r"[\"“][^\"”]*\d\.\d[^\"“]*[\"”]|(?:Python|CC BY|QTI|Gambar|Latihan|tujuan) \d|\(\d+\.\d\)"
)
OBJECTIVE = re.compile(r"\d{1,2}\.\d")
# In a column of English, and where the text speaks of the point itself.
ENGLISH_NUMBERS = {
    ("chapters/11-capstone.html", "< 0.001"),
}


def test_there_is_another_language():
    assert "id" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_each_page_is_there_in_each_language_with_the_same_places(site, pages, language):
    for page in pages:
        english, other = (
            BeautifulSoup((site / folder / page).read_text("utf8"), "html.parser")
            for folder in ("", language)
        )
        ids = [[tag["id"] for tag in soup.select("main section[id]")] for soup in (english, other)]
        assert ids[0] == ids[1], page
        if page.endswith("404.html"):
            continue
        assert other.html["lang"] == language, page
        links = [
            {a["hreflang"]: a["href"] for a in soup.select("link[rel=alternate][hreflang]")}
            for soup in (english, other)
        ]
        assert links[0] == links[1], page
        if links[0]:
            assert set(links[0]) == {ENGLISH, "x-default", *OTHERS}, page
        (switch,) = english.select("a.language-switch")
        assert switch["hreflang"] == language
        assert (site / page).parent.joinpath(switch["href"]).resolve() == site / language / page
        (back,) = other.select("a.language-switch")
        assert back["hreflang"] == ENGLISH
        assert (site / language / page).parent.joinpath(back["href"]).resolve() == site / page


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_shows_its_source_or_a_decimal_point(site, pages, language):
    raw, pointed = [], []
    for page in pages:
        soup = BeautifulSoup((site / language / page).read_text("utf8"), "html.parser")
        main = soup.find("main") or soup
        for part in main.select("template, script, style, pre, code"):
            part.decompose()
        raw += [(page, found) for found in RAW.findall(main.get_text())]
        for part in main.select(POINTED):
            part.decompose()
        for text in main.find_all(string=POINT):
            numbers = [each for each in POINT.findall(text) if not THOUSANDS.fullmatch(each)]
            is_objective = text.parent.name == "strong" and OBJECTIVE.fullmatch(text)
            if numbers and not is_objective and not QUOTED.search(text):
                pointed.append((page, text.strip()[:80]))
    assert raw == []
    assert set(pointed) == ENGLISH_NUMBERS


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", OTHERS)
def test_a_page_keeps_what_every_page_promises(visit, language, path):
    """As in English, but for what hangs on no word: print, keyboard, the dark theme."""
    broken = {}
    seen = visit(f"{language}/{path}", width=360)
    page = seen.page
    page.evaluate(AXE)
    page.evaluate(OPEN_FOLDS, False)
    page.evaluate(SETTLED)
    broken["axe"] = page.evaluate(RUN_AXE, ALL_RULES)
    check_for_sideways_scrolling(page, broken)
    broken["other hosts"], broken["problems"] = seen.other_hosts, seen.problems
    found = [f"{rule}: {what}" for rule, places in broken.items() for what in places]
    assert not found, "\n".join([path, *found])


def press_the_switch(page):
    """By the mouse itself: on a busy computer Playwright scrolls the page before a second try."""
    box = page.locator("a.language-switch").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_switch_keeps_the_page_and_the_place(visit, language, scheme):
    seen = visit(f"{CHAPTER}#{PLACE}", scheme=scheme)
    page = seen.page
    for code in (language, ENGLISH):
        press_the_switch(page)
        page.wait_for_selector(f"html[lang={code}]", state="attached")
        page.wait_for_url(f"**/{CHAPTER}#{PLACE}")
        assert page.locator(f"#{PLACE}").is_visible()
    assert seen.problems == []
    assert seen.other_hosts == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_bar_has_room_for_the_switch_of_language(visit, width):
    page = visit(CHAPTER, width=width).page
    box = page.locator("a.language-switch").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] >= 44
    assert page.locator(".top-bar").bounding_box()["height"] < 70


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", OTHERS)
def test_an_explorer_moves_and_says_its_numbers(visit, language, name):
    """Through every value of each control by keyboard; in English it is every state."""
    shows = getattr(asi, f"explore_{name}")(language=language)
    seen = visit(f"{language}/chapters/explorers.html")
    root = seen.page.locator(f"figure.asi-explorer[data-explorer={name}]")
    keys = Keyboard(seen.page, root, shows.controls)
    keys.start()
    start = [control.start for control in shows.controls]
    view = root.locator(".asi-view:not([hidden])")
    moves = [
        [*start[:place], value, *start[place + 1 :]]
        for place, control in enumerate(shows.controls)
        for value in control.values
    ]
    for values in itertools.chain(moves, [start]):
        for place, value in enumerate(values):
            keys.set(place, value)
        state = dict(zip([control.name for control in shows.controls], values, strict=True))
        shown = {key: float(value) for key, value in view.evaluate(NUMBERS)}
        assert shown == pytest.approx(expected(name, state), rel=1e-9), state
        sentence = say(shows.view(**state).sentence, language)
        assert sentence in view.locator(".asi-sentence").inner_text(), state
    assert seen.problems == []


@pytest.mark.parametrize("chapter", ["07", "08"])
@pytest.mark.parametrize("language", OTHERS)
def test_a_quiz_asks_and_answers_in_the_language(visit, language, chapter):
    (path,) = (page for page in PAGES if page.startswith(f"chapters/{chapter}-"))
    seen = visit(f"{language}/{path}")
    kinds = set()
    for item in asi.load_quiz(chapter):
        if item["role"] == "live":
            continue
        asked = seen.page.locator(f"[data-item='{item['id']}']")

        def said(text):
            return curly(_plain(message_of(chapter, text).say(language)))

        assert said(item["question"]) in asked.inner_text()
        if item["type"] == "numeric":
            number = format_number(evaluate(item["answer"]), item["decimals"], language)
            asked.locator("input").fill(number)
            asked.locator("input").press("Enter")
            assert asked.locator(".asi-said").get_attribute("data-verdict") == "right"
            assert said(item["feedback"]) in asked.locator(".asi-said").inner_text()
        else:
            right = next(answer for answer in item["answers"] if answer["correct"])
            asked.locator("summary").filter(has_text=said(right["answer"])).first.click()
            assert asked.get_by_text(said(right["feedback"])).is_visible()
        kinds.add(item["type"])
    assert kinds == {"multiple_choice", "numeric"}
    assert seen.problems == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_calculator_reads_and_speaks_the_language(visit, language):
    seen = visit(f"{language}/chapters/calculator.html", width=360)
    shown = Calculator(seen.page)
    shown.fill(exposed_cases=23, exposed_noncases=16, unexposed_cases=10, unexposed_noncases=45)
    assert shown.stats()["por"] == pytest.approx(asi.prevalence_odds_ratio(comfort()).value)
    said = asi.describe(asi.prevalence_odds_ratio(asi.load_table("comfort")), language)
    number = format_number(asi.prevalence_odds_ratio(comfort()).value, 2, language)
    assert number in said
    assert number in shown.root.inner_text()
    assert seen.problems == []
    assert seen.other_hosts == []


def comfort():
    return asi.load_table("comfort")


@pytest.mark.parametrize("language", OTHERS)
def test_a_downloaded_notebook_speaks_the_language_when_it_is_run(site, language):
    path = (site / language / "_sources" / CHAPTER).with_suffix(".ipynb")
    notebook = nbformat.read(path, as_version=4)
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert not any(RAW.search(text) for text in texts)
    importing = next(cell for cell in notebook.cells if "import asi_helpers" in cell.source)
    assert f'asi.set_language("{language}")' in importing.source
    asked = "asi.describe(asi.prevalence_odds_ratio(asi.load_table('knowledge')))"
    notebook.cells = [importing, new_code_cell(asked)]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    said = str(notebook.cells[-1].outputs)
    assert asi.describe(asi.prevalence_odds_ratio(asi.load_table("knowledge")), language) in said


@pytest.mark.parametrize("language", OTHERS)
def test_handouts_are_made_in_the_language(language):
    code = (
        "from press import ROOT; from press.chapter import find_chapter;"
        "from press.handouts import pack, slides; from press.notebooks import executed;"
        "chapter = find_chapter(ROOT, '08');"
        "print(slides.deck(chapter), pack.worksheet(chapter, executed(chapter.path)))"
    )
    copy = ROOT / "_build" / language
    made = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    source = (copy / CHAPTER).with_suffix(".md").read_text("utf8")
    title = re.search(r"^# (.+)$", source, re.MULTILINE)
    assert made.count(f'<html lang="{language}"') == 2
    assert made.count(title[1]) >= 2
    assert "Worksheet" not in made


def test_the_switch_keeps_the_section_that_is_read(visit):
    page = visit("chapters/05-chi-square.html#vote").page
    read = page.locator('.sections a[aria-current="location"][href="#quiz"]')
    for _ in range(5):  # a browser goes back to #vote as long as the page above it still grows
        page.evaluate("document.getElementById('quiz').scrollIntoView({ behavior: 'instant' })")
        read.wait_for(state="attached")
        page.wait_for_timeout(300)
        if read.count():
            break
    press_the_switch(page)
    page.wait_for_url("**/id/chapters/05-chi-square.html#quiz", wait_until="commit")
