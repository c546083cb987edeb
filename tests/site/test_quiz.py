"""Quizzes in a real browser: by keyboard, with typed numbers, with ticks, and without a script."""

from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.book.numbers import evaluate
from asi_helpers.book.practice.quiz import _plain, curly
from press import ROOT
from press.bank.items import NumericItem, load_bank
from press.chapter import chapter_files

STATIC = Path(asi.__file__).parent / "book" / "static"
SCRIPT = "".join((STATIC / f"asi-{name}.js").read_text("utf8") for name in ("numbers", "quiz"))
PAGE = "chapters/07-odds-and-ratios.html"
CHAPTERS = tuple(path.name[:2] for path in chapter_files(ROOT))
TICKS = "() => JSON.parse(localStorage.getItem('asi-quiz-ticks') || '[]').sort()"


@pytest.fixture(scope="module")
def scratch(browser):
    """Put a quiz alone on a page, always the same: scratch("07", language="id") -> page."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.on("pageerror", lambda error: page.problems.append(str(error)))

    def open_page(*arguments, script=True, before="", **options):
        page.goto("about:blank")
        page.emulate_media(media="screen")
        page.problems = []
        html = asi.quiz(*arguments, **options).html()
        page.set_content(f'<!DOCTYPE html><html lang="en">{before}{html}')
        if script:
            page.add_script_tag(content=SCRIPT)
        return page

    yield open_page
    context.close()


def item(name):
    return next(item for item in asi.load_quiz(name[:2]) if item["id"] == name)


def question(page, name):
    return page.locator(f"[data-item='{name}']")


def answer(page, name, typed):
    """Type a number and press Enter; what is said."""
    asked = question(page, name)
    asked.locator("input").fill(typed)
    asked.locator("input").press("Enter")
    said = asked.locator(".asi-said")
    return said.get_attribute("data-verdict"), said.inner_text()


def open_answer(page, name, correct):
    """Open the right answer, or the first wrong one; its text."""
    text = next(a["answer"] for a in item(name)["answers"] if a["correct"] == correct)
    shown = question(page, name).locator("summary").filter(has_text=curly(_plain(text)))
    shown.first.click()
    return shown.first


# Reading and judging ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("12.5", [12.5]),
        ("12,5", [12.5]),
        (" 12,5 % ", [12.5]),
        (".5", [0.5]),
        ("0,029", [0.029]),
        ("1,517", [1.517, 1517]),
        ("1.517", [1.517, 1517]),
        ("1,234.5", [1234.5]),
        ("1.234,5", [1234.5]),
        ("1.234.567", [1234567]),
        ("-3", [-3]),
        ("\u22123", [-3]),
        ("6.47 times", [6.47]),
        ("6,47 kali", [6.47]),
        ("6.47x", [6.47]),
        ("\uff11\uff12", [12]),
    ],
)
def test_numbers_are_read_as_meant(scratch, typed, values):
    read = scratch("07").evaluate("text => window.asiQuiz.parse(text)", typed)
    assert read["values"] == values


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("27/34", "fraction"),
        ("27 : 34", "fraction"),
        ("", "unreadable"),
        ("about 5", "unreadable"),
        ("1.2.3", "unreadable"),
        ("1,2.3,4", "unreadable"),
        ("5 or 6", "unreadable"),
        ("--5", "unreadable"),
        ("Infinity", "unreadable"),
        ("1e5", "unreadable"),
    ],
)
def test_what_is_no_number_is_said_so(scratch, typed, problem):
    assert scratch("07").evaluate("text => window.asiQuiz.parse(text)", typed) == {
        "problem": problem
    }


def test_the_page_judges_a_number_as_the_bank_for_other_programs_does(scratch):
    """`verdicts` of press/bank/items.py, of which Moodle's and QTI's answers are made."""
    page, tried = scratch("07"), 0
    for item_ in (each for each in load_bank() if isinstance(each, NumericItem)):
        right, *wrong, near, other = item_.verdicts
        verdicts = [{"value": verdict.value} for verdict in (right, *wrong)]
        beside = [
            verdict.value + sign * share * verdict.tolerance
            for verdict in (right, *wrong, near)
            for sign in (-1, 1)
            for share in (0, 0.98, 1.02)
        ]
        for value in [*beside, 987654.0]:
            judged = page.evaluate(
                "([value, verdicts, tolerance]) => {"
                " const met = window.asiQuiz.judge([value], verdicts, tolerance);"
                " return met?.verdict ? verdicts.indexOf(met.verdict) : met }",
                [value, verdicts, item_.tolerance],
            )
            met = next(
                verdict
                for verdict in item_.verdicts
                if verdict.value is None
                or abs(value - verdict.value) <= verdict.tolerance * (1 + 1e-9)
            )
            wanted = {near: "near", other: None}.get(met)
            if met not in (near, other):
                wanted = [right, *wrong].index(met)
            assert judged == wanted, (item_.id, value)
            tried += 1
    assert tried > 500


def test_a_ratio_or_odds_is_no_percentage(scratch):
    for name in ("07-q6", "07-q7"):
        page, right = scratch("07"), evaluate(item(name)["answer"])
        assert answer(page, name, f"{right:.3f}")[0] == "right"
        verdict, said = answer(page, name, f"{right:.3f} %")
        assert verdict == "unread"
        assert "not a percentage" in said
    points = item("04-q6")
    assert points["unit"] == "points"
    assert answer(scratch("04"), "04-q6", f"{evaluate(points['answer']):.1f}%")[0] == "right"


def test_a_decimal_comma_is_fine_and_kindly_pointed_out(scratch):
    verdict, said = answer(scratch("07"), "07-q6", "3,24")
    assert verdict == "right"
    assert said.startswith("Yes.")
    assert "read as a decimal comma" in said
    assert "decimal comma" not in answer(scratch("07"), "07-q6", "3.24")[1]
    verdict, said = answer(scratch("07", language="id"), "07-q6", "3.24")
    assert verdict == "right"
    assert "tanda desimal" in said
    assert "desimal" not in answer(scratch("07", language="id"), "07-q6", "3,24")[1]


def test_thousands_are_told_from_decimals_by_the_answer(scratch):
    """1,517 is 1.517 or 1517; a mistake with three decimals is met as such."""
    verdict, _ = answer(scratch("07"), "07-q6", "3.244")
    assert verdict == "right"


@pytest.mark.parametrize(
    ("name", "expression", "words"),
    [
        ("07-q6", ["por", "comfort"], "That is the odds ratio."),
        ("07-q6", ["reciprocal", ["pr", "comfort"]], "poor against good"),
        ("07-q6", ["pr", ["transpose", "comfort"]], "You compared mothers with smooth flow"),
        ("07-q6", ["product", 100, ["pr", "comfort"]], "100 times too large"),
        ("04-q5", ["odds", "comfort"], "That is the odds"),
        ("04-q5", ["column_percent", "comfort", "exposed_cases"], "divided by all mothers with"),
        ("04-q5", ["quotient", ["row_percent", "comfort", "exposed_cases"], 100], "a proportion"),
        ("08-q6", ["complement", ["printed", "comfort", "por"]], "took it away from 1"),
    ],
)
def test_the_usual_mistakes_are_known(scratch, name, expression, words):
    verdict, said = answer(scratch(name[:2]), name, f"{evaluate(expression):.3f}")
    assert verdict == "wrong"
    assert said.startswith("Not quite.")
    assert words in said


ITEMS = [i for c in CHAPTERS for i in asi.load_quiz(c) if i["role"] != "live"]
NUMERIC = [i for i in ITEMS if i["type"] == "numeric"]


@pytest.mark.parametrize("name", [i["id"] for i in NUMERIC])
def test_every_numeric_item_knows_its_answer_and_its_mistakes(scratch, name):
    page, asked = scratch(name[:2]), item(name)
    right = evaluate(asked["answer"])
    for typed in (f"{right:.{asked['decimals']}f}", f"{right:.6f}".replace(".", ",")):
        assert answer(page, name, typed)[0] == "right"
    for mistake in asked["mistakes"]:
        verdict, said = answer(page, name, f"{evaluate(mistake['value']):.4f}")
        assert verdict == "wrong"
        assert curly(_plain(mistake["feedback"])) in said
    assert page.problems == []


def test_near_misses_and_strangers(scratch):
    page = scratch("07")
    assert "Very near" in answer(page, "07-q6", "3.3")[1]
    verdict, said = answer(page, "07-q6", "77")
    assert verdict == "wrong"
    assert "Read once more what is asked for" in said
    assert "type one number" in answer(page, "07-q6", "many")[1]
    assert "fraction" in answer(page, "07-q6", "27/34")[1]


# Answers that open --------------------------------------------------------------------------------


def test_one_answer_is_open_at_a_time(scratch):
    page = scratch("07")
    asked = question(page, "07-q1")
    for i in range(4):
        asked.locator("summary").nth(i).click()
        assert asked.locator("details[open]").count() == 1


def test_summaries_look_alike_before_and_after(scratch):
    """Nothing but its feedback tells the right answer from the others."""
    page = scratch("07")
    looks = (
        "all => all.map(s => [s.className, s.parentElement.className, getComputedStyle(s).color])"
    )
    open_answer(page, "07-q1", correct=True)
    page.evaluate("document.querySelectorAll('details[open]').forEach(d => d.open = false)")
    found = question(page, "07-q1").locator("summary").evaluate_all(looks)
    assert all(look == found[0] for look in found)


def test_by_keyboard_alone(visit):
    page = visit(PAGE).page
    quiz = page.locator(".asi-quiz[data-role=quiz]")
    quiz.evaluate("quiz => { quiz.tabIndex = -1; quiz.focus(); }")
    wanted = quiz.locator("summary, input, .asi-ask button, .headerlink").count()
    reached = 0
    for _ in range(wanted):
        page.keyboard.press("Tab")
        assert quiz.evaluate("quiz => quiz.contains(document.activeElement)")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        reached += 1
        tag = page.evaluate("document.activeElement.tagName")
        if tag == "SUMMARY":
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open")
            page.keyboard.press("Space")
            assert not page.evaluate("document.activeElement.parentElement.open")
        elif tag == "INPUT":
            page.keyboard.type("3,24")
            page.keyboard.press("Enter")
    assert reached == wanted
    assert page.evaluate(TICKS) == sorted(
        i["id"] for i in asi.load_quiz("07") if i["role"] == "quiz" and i["id"] != "07-q7"
    )


# Ticks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_tick_is_remembered_in_this_browser_only(visit, scheme):
    seen = visit(PAGE, scheme=scheme)
    page = seen.page
    asked = question(page, "07-q1")
    seen.page.wait_for_load_state("networkidle")
    before = len(seen.requests)
    open_answer(page, "07-q1", correct=False)
    assert asked.locator(".asi-tick").count() == 0
    open_answer(page, "07-q1", correct=True)
    asked.locator(".asi-tick").wait_for()
    assert page.evaluate(TICKS) == ["07-q1"]
    assert len(seen.requests) == before
    page.reload()
    asked.locator(".asi-tick").wait_for()
    assert asked.locator("details[open]").count() == 0  # the answer itself is not given away
    progress = page.locator(".asi-quiz[data-role=quiz] .asi-progress")
    assert "1 of" in progress.inner_text()
    progress.locator("[name=forget]").click()
    progress.locator("[name=yes]").click()
    assert asked.locator(".asi-tick").count() == 0
    assert not progress.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.evaluate(TICKS) == []
    page.reload()
    assert asked.locator(".asi-tick").count() == 0
    assert seen.problems == []
    assert seen.other_hosts == []


BLOCKED = """<script>
  Object.defineProperty(window, "localStorage", { get() { throw new Error("blocked"); } });
</script>"""


def test_blocked_storage_does_no_harm(scratch):
    page = scratch("07", before=BLOCKED)
    open_answer(page, "07-q1", correct=True)
    question(page, "07-q1").locator(".asi-tick").wait_for()
    assert answer(page, "07-q6", "3.24")[0] == "right"
    assert page.problems == []


@pytest.mark.parametrize("strange", ['"text"', "{broken", "17", '{"a": 1}', "null"])
def test_strange_storage_does_no_harm(visit, strange):
    seen = visit(PAGE)
    seen.page.evaluate("text => localStorage.setItem('asi-quiz-ticks', text)", strange)
    seen.page.reload()
    open_answer(seen.page, "07-q1", correct=True)
    question(seen.page, "07-q1").locator(".asi-tick").wait_for()
    assert seen.problems == []


def test_looking_up_a_numeric_answer_gives_no_tick(scratch):
    page = scratch("07")
    asked = question(page, "07-q6")
    asked.locator("summary").click()
    assert asked.locator("details").get_attribute("open") is not None
    assert asked.locator(".asi-tick").count() == 0


def test_an_instructors_key_takes_no_ticks(scratch):
    page = scratch("07", key=True)
    assert page.locator(".asi-ask, .asi-tick").count() == 0
    assert page.locator("details:not([open])").count() == 0


# Without a script, in print, on a phone -----------------------------------------------------------


def test_without_a_script_everything_opens(visit):
    page = visit(PAGE, javascript=False).page
    for role in ("retrieval", "vote", "quiz"):
        quiz = page.locator(f".asi-quiz[data-role={role}]")
        for details in quiz.locator("details").all():
            feedback = details.locator(".asi-feedback")
            assert not feedback.is_visible()
            details.locator("summary").click()
            assert feedback.is_visible()
    assert page.locator(".asi-progress").first.is_hidden()
    assert page.locator(".asi-ask").count() == 0


def test_print_shows_no_feedback(visit):
    page = visit(PAGE).page
    open_answer(page, "07-q1", correct=True)
    shown = question(page, "07-q1").locator("details[open] .asi-feedback")
    assert shown.is_visible()
    page.emulate_media(media="print")
    assert not shown.is_visible()
    assert page.locator(".asi-feedback:visible").count() == 0
    assert page.locator(".asi-tick:visible, .asi-ask:visible, .asi-progress:visible").count() == 0
    assert question(page, "07-q1").locator("summary").first.is_visible()
    assert not question(page, "07-q6").get_by_text("Show the answer").is_visible()


def test_print_shows_an_instructors_key(scratch):
    page = scratch("07", key=True, script=False)
    styles = (Path(asi.__file__).parent / "book" / "static" / "asi.css").read_text("utf8")
    page.add_style_tag(content=styles)
    page.emulate_media(media="print")
    assert page.locator(".asi-feedback").first.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone(visit, theme):
    page = visit(PAGE, width=360, theme=theme).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator(".asi-quiz").locator("summary, input, button").all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 44


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_quiz_of_the_book_is_whole(visit, chapter):
    (path,) = (Path(asi.__file__).parent.parent / "chapters").glob(f"{chapter}-*.md")
    seen = visit(f"chapters/{path.stem}.html")
    for role in ("quiz", "vote", "retrieval"):
        wanted = [i["id"] for i in asi.load_quiz(chapter) if i["role"] == role]
        found = seen.page.locator(f".asi-quiz[data-role={role}] .asi-question")
        assert found.evaluate_all("all => all.map(q => q.dataset.item)") == wanted
    assert seen.problems == []
