"""Live exercises on the page: fields that judge as the package does, what is kept, their place."""

import gzip
import json
import random
from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.book.practice.exercises import check_fields, load_exercises
from asi_helpers.language import LANGUAGES
from press import ROOT
from press.chapter import chapter_files
from tests.site.test_pages import ALL_RULES, AXE, RUN_AXE

STATIC = Path(asi.__file__).parent / "book" / "static"
SCRIPT = (STATIC / "asi-live.js").read_text("utf8")
EXERCISES = load_exercises()
PAIRS = [name for name, exercise in EXERCISES.items() if exercise.kind == "pair"]
PAGES = {path.name[:2]: f"chapters/{path.stem}.html" for path in chapter_files(ROOT)}
PAGE, PAIR_PAGE = PAGES["02"], PAGES["08"]
KEPT = "JSON.parse(localStorage.getItem('asi-live-right'))"
CHECK = """answers => [...document.querySelectorAll(".asi-try")].map(each => {
  const data = JSON.parse(each.querySelector("template").content.textContent);
  return answers.map(texts => window.asiLive.check(data, texts));
})"""


# What is typed ------------------------------------------------------------------------------------


def written(number):
    """A number as people type it, rounded and not, with the marks of either language."""
    plain = [f"{number:.{places}f}" for places in (12, 0, 1, 2, 3, 4)]
    commas = [text.replace(".", ",") for text in plain]
    extra = (f"{plain[3]} %", f"{commas[2]}%", f"{plain[3]} kali", f" {plain[3]} ", f"+{plain[3]}")
    return [*plain, *commas, *extra, f"{number:,.1f}", f"{number:,.0f}".replace(",", ".")]


def slips(number):
    turned = [1 / number] if number else []
    near = (number * 1.004, number * 1.007, number * 1.02, number * 1.05, number + 0.055)
    return [-number, 100 * number, number / 100, 1 - number, round(number), *turned, *near]


JUNK = (
    *("", " ", "abc", "1/3", "3 : 10", "3 dari 10", "about 5", "1.2.3", "1e5", "Infinity", "NaN"),
    *("\u22123.5", "\uff13\uff0c\uff15", "٣٥", "½", "35.1 mothers", "1 517", "1.517", "1,517"),
    *(
        "(2.54, 16.5)",
        "2.54-16.5",
        "0",
        "-0",
        "1",
        "0.5",
        "1,234.5",
        "%",
        "--5",
        "35.1.",
        "9" * 400,
    ),
)
PIECES = [*"0123456789.,%-/ x", "\u2212", "\u00a0", "kali", "a", "35", "3,5", "00"]


def answers(name):
    """What may be typed into the fields of an exercise; the same each time."""
    exercise, rng = EXERCISES[name], random.Random(name)
    fields = 2 if name in PAIRS else 1
    known = [exercise.answer, *(value for _, value in exercise.mistakes)]
    known = [list(value) if fields == 2 else [value] for value in known]
    known += [[slip(n) for n in known[0]] for slip in map(slipped, range(11))]
    made = []
    for values in known:
        texts = [written(value) for value in values]
        made += map(list, zip(*texts, strict=True))
        if fields == 2:
            made += [[low, rng.choice(texts[1])] for low in texts[0]]
            made += [[high, low] for low, high in zip(*texts, strict=True)]
    made += [[text] * fields for text in JUNK]
    made += [[rng.choice(written(known[0][0])), text][:fields] for text in JUNK]
    made += [
        ["".join(rng.choices(PIECES, k=rng.randint(1, 6))) for _ in range(fields)]
        for _ in range(200)
    ]
    return made


def slipped(place):
    return lambda number: slips(number)[min(place, len(slips(number)) - 1)]


@pytest.fixture(scope="module")
def scratch(browser):
    """Put an exercise alone on a page, once in each language: scratch("08-live") -> page."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()

    def open_page(name):
        shown = [asi.check(name, ..., language=each)._repr_html_() for each in LANGUAGES]
        page.set_content(f'<!DOCTYPE html><html lang="en">{"".join(shown)}')
        for script in ("asi-numbers.js", "asi-live.js"):
            page.add_script_tag(content=(STATIC / script).read_text("utf8"))
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("name", EXERCISES)
def test_page_and_package_say_the_same(scratch, name):
    typed = answers(name)
    said = scratch(name).evaluate(CHECK, typed)
    for language, results in zip(LANGUAGES, said, strict=True):
        for texts, result in zip(typed, results, strict=True):
            wanted = check_fields(name, *texts, language=language)
            assert [result["right"], result["hint"], result["said"]] == [
                wanted.correct,
                wanted.hint,
                str(wanted),
            ], (texts, language)


def test_what_was_compared_is_much_and_met_every_hint():
    every = {name: answers(name) for name in EXERCISES}
    assert sum(map(len, every.values())) >= 3_000
    for name, typed in every.items():
        met = {check_fields(name, *texts).hint for texts in typed}
        mistakes = {code for code, _ in EXERCISES[name].mistakes}
        no_number = "no_pair" if name in PAIRS else "no_number"
        assert met > mistakes | {None, "fraction", no_number}, name
        assert ("no_percent" in met) == (EXERCISES[name].kind != "percent"), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXERCISES)
def test_fields_say_what_a_cell_says_of_the_same_number(name, language):
    exercise = EXERCISES[name]
    for value in [exercise.answer, *(value for _, value in exercise.mistakes)]:
        numbers = list(value) if name in PAIRS else [value]
        given = tuple(map(float, numbers)) if name in PAIRS else float(value)
        in_a_cell = asi.check(name, given, language=language)
        typed = check_fields(name, *(f"{number:.20f}" for number in numbers), language=language)
        assert (str(typed), typed.correct, typed.hint) == (
            str(in_a_cell),
            in_a_cell.correct,
            in_a_cell.hint,
        )


@pytest.mark.parametrize(
    ("name", "texts", "hint"),
    [
        ("02-live", ["35,1"], None),
        ("02-live", ["35.1 %"], None),
        ("02-live", ["3.511"], "percent_twice"),  # thousands
        ("05-live", ["1.023"], "forgot_to_divide"),  # thousands
        ("07-live", ["3,56%"], "no_percent"),
        ("07-live", ["3,56 kali"], None),
        ("08-live", ["3,35", "23,8"], None),
        ("08-live", ["23,8", "3,35"], "swapped"),
        ("08-live", ["3", "35"], "other_pair"),  # two fields: no comma took them apart
        ("08-live", ["3,35", ""], "no_pair"),
        ("08-live", ["1/3", "1/4"], "fraction"),
        ("08-live", ["1/3", "4"], "fraction"),
        ("08-live", ["1/3", ""], "no_pair"),
    ],
)
def test_fields_need_no_python(name, texts, hint):
    assert check_fields(name, *texts).hint == hint


# The page -----------------------------------------------------------------------------------------


def answer(page, *texts):
    """Type an answer and press Enter; how it is judged and what is said."""
    asked = page.locator(".asi-try")
    for field, text in zip(asked.locator("input").all(), texts, strict=True):
        field.fill(text)
    asked.locator("input").last.press("Enter")
    said = asked.locator(".asi-said")
    return said.get_attribute("data-verdict"), said.inner_text()


@pytest.mark.parametrize("folder", ["", "id/"])
@pytest.mark.parametrize("chapter", PAGES)
def test_every_chapter_takes_an_answer(visit, chapter, folder):
    name, language = f"{chapter}-live", folder.strip("/") or "en"
    seen = visit(folder + PAGES[chapter], width=360)
    page = seen.page
    assert page.locator(".asi-try").get_attribute("data-exercise") == name
    right = EXERCISES[name].answer
    numbers = list(right) if name in PAIRS else [right]
    assert answer(page, *["x"] * len(numbers))[0] == "wrong"
    assert page.evaluate(KEPT) is None
    verdict, said = answer(page, *(f"{number:.2f}".removesuffix(".00") for number in numbers))
    assert verdict == "right"
    assert said == str(asi.check(name, right, language=language)).replace("**", "")
    assert page.evaluate(KEPT) == [name]
    assert seen.problems == []
    assert seen.other_hosts == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_right_answer_is_remembered_and_announced(visit, scheme):
    page = visit(PAGE, scheme=scheme).page
    page.evaluate("""() => {
      window.heard = 0;
      document.addEventListener("asi-progress", () => { window.heard += 1; });
    }""")
    tick = page.locator(".asi-try .asi-tick")
    assert answer(page, "0.351")[0] == "wrong"
    assert tick.count() == 0
    assert answer(page, "35,1")[0] == "right"
    assert answer(page, "35,1")[0] == "right"
    assert page.evaluate("window.heard") == 1
    assert tick.inner_text().split() == ["✓", "(answered)"]
    page.reload()
    assert tick.count() == 1
    page.evaluate("""() => {
      localStorage.removeItem("asi-live-right");
      document.dispatchEvent(new Event("asi-progress"));
    }""")
    assert tick.count() == 0


def test_what_other_chapters_kept_stays(visit):
    page = visit(PAGE).page
    page.evaluate("localStorage.setItem('asi-live-right', '[\"08-live\"]')")
    answer(page, "35.1")
    assert page.evaluate(KEPT) == ["02-live", "08-live"]


@pytest.mark.parametrize("broken", ["setItem", "getItem"])
def test_a_browser_that_keeps_nothing_still_answers(visit, broken):
    seen = visit(PAGE)
    page = seen.page
    page.evaluate(f"() => {{ Storage.prototype.{broken} = () => {{ throw Error('blocked'); }}; }}")
    assert answer(page, "35.1")[0] == "right"
    assert page.locator(".asi-try .asi-tick").count() == 1
    assert seen.problems == []


def test_by_keyboard_alone_and_focus_stays(visit):
    page = visit(PAIR_PAGE).page
    page.locator(".asi-try").evaluate("each => { each.tabIndex = -1; each.focus(); }")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for typed in ("3,35", "23,8"):
        page.keyboard.press("Tab")
        assert page.evaluate(outline) != "none"
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    assert page.evaluate(outline) != "none"
    page.keyboard.press("Space")
    said = page.locator(".asi-try .asi-said")
    assert said.get_attribute("data-verdict") == "right"
    assert said.get_attribute("role") == "status"
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (PAGES["01"], ["Your answer (mothers)"]),
        (PAGE, ["Your answer (%)"]),
        (PAGES["07"], ["Your answer"]),
        (PAIR_PAGE, ["Lower limit", "Upper limit"]),
        ("id/" + PAIR_PAGE, ["Batas bawah", "Batas atas"]),
        ("id/" + PAGE, ["Jawaban Anda (%)"]),
    ],
)
def test_fields_are_named_with_their_unit(visit, path, names):
    asked = visit(path).page.locator(".asi-try")
    assert asked.locator("label").all_inner_texts() == names
    for name in names:
        assert asked.get_by_label(name, exact=True).get_attribute("inputmode") == "decimal"


@pytest.mark.parametrize("folder", ["", "id/"])
@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_all_is_within_reach(visit, width, folder):
    page = visit(folder + PAIR_PAGE, width=width).page
    answer(page, "2,38", "3,34")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator(".asi-try :is(input, button)").all():
        box = target.bounding_box()
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("folder", ["", "id/"])
def test_axe_finds_nothing_in_an_answered_form(visit, folder, theme):
    page = visit(folder + PAIR_PAGE, width=360, theme=theme).page
    answer(page, "3.35", "23.8")
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, ALL_RULES) == []


def test_the_field_stands_before_the_folded_code(visit):
    page = visit(PAGE, width=360).page
    cell = page.locator(".cell:has(.asi-try)")
    code = cell.locator("details.code")
    assert not code.locator("pre").is_visible()
    field, fold = cell.locator("input").bounding_box(), code.bounding_box()
    assert field["y"] + field["height"] <= fold["y"]
    code.locator("summary").click()
    assert 'asi.check("02-live", answer)' in code.inner_text()


def test_without_a_script_there_is_the_question_and_the_code(visit):
    cell = visit(PAGE, javascript=False).page.locator(".cell:has(.asi-try)")
    assert cell.locator("form").count() == 0
    question = str(asi.check("02-live", ...)).replace("**", "")
    assert cell.locator(".asi-try").inner_text() == question
    cell.get_by_text("Show the code").click()
    assert cell.locator("pre").is_visible()


def test_on_paper_there_is_only_the_question(visit):
    page = visit(PAGE).page
    answer(page, "35.1")
    page.emulate_media(media="print")
    asked = page.locator(".asi-try")
    assert not asked.locator("form").is_visible()
    question = str(EXERCISES["02-live"].question)
    assert " ".join(asked.inner_text().split()) == f"Your turn. {question}"


def test_the_answer_is_no_text_of_the_page(visit):
    page = visit(PAIR_PAGE).page
    shown = page.locator("main").inner_text()
    assert str(EXERCISES["08-live"].answer[1])[:6] not in shown
    assert '"answer"' not in shown


def test_it_comes_with_the_quiz_and_costs_no_way_of_its_own(visit):
    page = visit(PAGE).page
    assert page.evaluate("typeof asiLive.check") == "function"
    assert "asi-live" not in page.content()
    assert visit("chapters/glossary.html").page.evaluate("typeof asiLive") == "undefined"


def test_it_is_light(site):
    assert len(gzip.compress(SCRIPT.encode(), mtime=0)) < 3 * 1024
    for name in EXERCISES:
        page = (site / PAGES[name[:2]]).read_text("utf8")
        start = page.index('<template class="asi-words">', page.index('class="asi-try"'))
        words = page[start : page.index("</template>", start)]
        json.loads(words.partition(">")[2].replace("&lt;", "<").replace("&amp;", "&"))
        without = page.replace(words, "")
        added = len(gzip.compress(page.encode())) - len(gzip.compress(without.encode()))
        assert added < 1_600, name
