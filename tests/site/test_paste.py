"""A pasted table on the page: read, shown, corrected, turned, kept in a link; nothing leaves."""

import html
import json
import re
from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.book.calculator.field_tables import audit_of
from asi_helpers.book.calculator.live import _Live
from asi_helpers.book.calculator.paste import TEXT, script_words
from asi_helpers.book.calculator.results import PRINTED
from asi_helpers.tables import CELLS

PAGE = "chapters/calculator.html"
ROOT = "figure[data-explorer=calculator]"
PAPER = """Pengetahuan\tLancar\t\tTidak Lancar\t\tTotal\t\tp\tPOR (95% CI)
\tn\t%\tn\t%\tn\t%
Baik\t27\t79,4\t7\t20,6\t34\t100,0\t0,000\t0,029 (0,94-0,009)
Kurang\t6\t10,0\t54\t90,0\t60\t100,0
Total\t33\t35,1\t61\t64,9\t94\t100,0"""
SPSS = """merokok * ISPA Crosstabulation
\t\t\tISPA\t\tTotal
\t\t\tya\ttidak\t
merokok\tya\tCount\t17\t8\t25
\ttidak\tCount\t7\t18\t25
Total\t\tCount\t24\t26\t50

Chi-Square Tests
\tValue\tdf\tAsymp. Sig. (2-sided)\tExact Sig. (2-sided)\tExact Sig. (1-sided)
Pearson Chi-Square\t8,013a\t1\t,005\t\t
Continuity Correctionb\t6,490\t1\t,011\t\t
N of Valid Cases\t50\t\t\t\t"""


STATIC = Path(asi.__file__).parent / "book" / "static"


@pytest.fixture(scope="module")
def scratch(browser):
    """Put a calculator alone on a page, empty unless told: scratch(language, ...) -> page."""
    context = browser.new_context()
    page = context.new_page()
    words = f"window.asiPasteWords = {json.dumps(script_words(), ensure_ascii=False)};"
    names = ("numbers", "calculator", "pasted", "printed", "paste")
    scripts = [(STATIC / f"asi-{name}.js").read_text("utf8") for name in names]

    def open_page(language, table=None, **more):
        page.goto("about:blank")
        figure = asi.calculator(language, table=table, **more).html()
        page.set_content(f'<!DOCTYPE html><html lang="en">{figure}')
        page.add_script_tag(content="\n".join([words, *scripts]))
        return page

    yield open_page
    context.close()


class Pasting:
    """The calculator's field for a table, and what stands beside it."""

    def __init__(self, page):
        self.page, self.root = page, page.locator(ROOT).first
        self.area = self.root.locator("textarea[name=paste]")

    def paste(self, text):
        self.area.fill(text)
        self.root.locator(".asi-read > *").first.wait_for()
        self.page.wait_for_function(
            "text => !document.querySelector('.asi-pasted-text')"
            " || document.querySelector('.asi-pasted-text').textContent.replace(/\\s+/g, '')"
            ".includes(text)",
            arg=re.sub(r"\s+", "", text)[-12:],
        )

    def counts(self):
        return [self.root.locator(f"[name={name}]").input_value() for name in CELLS]

    def findings(self, language="en"):
        items = self.root.locator(f".asi-finding-list[lang={language}] > li")
        return items.evaluate_all("items => items.map(item => item.textContent)")

    def press(self, name):
        self.root.locator(f"[name={name}]").click()


def described(pasted, language, table=None, **more):
    audit = asi.audit_printed(
        table or pasted.table,
        pasted.printed,
        percentages=pasted.percentages,
        totals=pasted.totals,
        **more,
    )
    return list(asi.describe(audit, language).items)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_papers_own_line_is_read_and_audited_and_nothing_leaves(visit, scheme):
    seen = visit(PAGE, scheme=scheme, width=360)
    shown = Pasting(seen.page)
    seen.page.wait_for_load_state("networkidle")
    before = len(seen.requests)
    shown.paste(PAPER)
    assert shown.counts() == ["27", "7", "6", "54"]
    pasted = asi.read_pasted(PAPER)
    for language in ("en", "id"):
        assert shown.findings(language) == described(pasted, language)
    fetched = seen.requests[before:]
    assert [re.sub(r".*/", "", str(each)) for each in fetched] in ([], ["asi-read.js"])
    assert seen.other_hosts == []
    assert seen.problems == []
    kept = seen.page.evaluate("JSON.stringify({ ...localStorage }) + document.cookie")
    assert "Baik" not in kept
    assert seen.page.evaluate("location.hash") == ""
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_number_is_marked_and_named_in_words(visit):
    shown = Pasting(visit(PAGE).page)
    shown.paste(PAPER)
    marks = shown.root.locator(".asi-pasted-text mark")
    kinds = marks.evaluate_all("marks => marks.map(m => [m.textContent, m.dataset.kind])")
    assert [text for text, kind in kinds if kind == "count"] == ["27", "7", "6", "54"]
    assert ["0,029", "statistic"] in kinds
    words = shown.root.locator(".asi-kinds").inner_text()
    assert "counts 27; 7; 6; 54" in words
    assert "tests and ratios 0,000; 0,029; 0,94; 0,009" in words


def test_a_claim_turns_the_ratio_upside_down(visit):
    shown = Pasting(visit(PAGE).page)
    shown.paste(PAPER)
    pasted = asi.read_pasted(PAPER)
    assert not any("upside down" in said for said in shown.findings())
    shown.root.locator("select[name=claim]").select_option("exposed")
    assert shown.findings() == described(pasted, "en", claim=("Baik", "Lancar"))
    assert any("upside down" in said for said in shown.findings())


def test_counts_corrected_by_hand_are_audited_anew(visit):
    shown = Pasting(visit(PAGE).page)
    shown.paste(PAPER)
    shown.root.locator("[name=exposed_cases]").fill("28")
    pasted = asi.read_pasted(PAPER)
    labels = {name: getattr(pasted.table, name) for name in ("exposed", "unexposed")}
    labels |= {name: getattr(pasted.table, name) for name in ("case", "noncase")}
    table = asi.TwoByTwo.from_array([[28, 7], [6, 54]], **labels)
    assert shown.findings() == described(pasted, "en", table)


STEPS = {
    "pasted": [PAPER],
    "from SPSS": [SPSS],
    "turned": [PAPER, "flip_rows"],
    "turned twice": [PAPER, "flip_columns", "flip_rows"],
    "claimed, then turned": [PAPER, ("claim", "exposed"), "flip_rows"],
    "claimed of another outcome": [PAPER, ("claim", "unexposed"), "flip_columns"],
    "refused": ["27 7 6 54"],
    "refused after another": [PAPER, "27 7 6 54"],
    "another after a refusal": ["27 7 6 54", SPSS],
    "cleared": [PAPER, "clear"],
    "emptied": [PAPER, ""],
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_page_and_widgets_do_alike(scratch, steps, language):
    shown, live = Pasting(scratch(language)), _Live(asi.calculator(language, table=None))
    for step in steps:
        if isinstance(step, tuple):
            shown.root.locator(f"[name={step[0]}]").select_option(step[1])
            live.claim.value = step[1]
        elif step in ("flip_rows", "flip_columns", "clear"):
            shown.press(step)
            getattr(live, f"_{step}")()
        else:
            shown.area.fill(step)
            shown.page.wait_for_timeout(400)
            live.paste.value = step
    assert shown.counts() == [field.value for field in live.fields.values()]
    said = re.findall(r"<li>(.*?)</li>", live.findings.value)
    listed = [*shown.findings(language), *shown.findings("id" if language == "en" else "en")]
    assert [html.unescape(text) for text in said] == listed
    refused = shown.root.locator(".asi-refused")
    if refused.count():
        assert refused.inner_text() in live.read.value
        assert shown.root.locator(".asi-finding-list").count() == 0


TYPED = [  # counts, and what is typed below them as an odds ratio with its limits
    ((27, 7, 6, 54), ("7.94", "3.65", "17.3")),  # the prevalence ratio
    ((12, 0, 9, 14), ("38,16", "2,01", "723,7")),  # with 0.5 added
    ((27, 7, 6, 54), ("34·71", "12.85", "93.78*")),  # the limits at 90%
    ((27, 7, 6, 54), ("34.7", "10.6", "113.4")),  # cut off
    ((27, 7, 6, 54), ("0,029", "0,94", "0,009")),  # explained at once, without the audit
    ((27, 7, 6, 54), ("12.4", "37.9", "4.1")),
    ((27, 7, 6, 54), ("34.71", "10.60", "113.45")),  # 10.62 is none that ends in 0
    ((27, 7, 6, 54), ("34.71", "10.62", "113.00")),
    ((27, 7, 6, 54), ("34.71", "10.62", "113.45")),
    ((43, 127, 149, 115), ("2.23", "1.69", "2.95")),  # a prevalence ratio: no zero is lost
    ((27, 7, 6, 54), ("34.7", "106", "114.2")),  # one is
    ((1_517, 270, 2_960, 270), ("1.000", "1 2", "2")),  # not read
]


@pytest.mark.parametrize("language", ["en", "id"])
def test_page_and_widgets_name_typed_numbers_alike(scratch, language):
    page, live = scratch(language), _Live(asi.calculator(language, table=None))
    shown, named = Pasting(page), 0
    for counts, printed in TYPED:
        for name, text in zip(live.fields | live.printed, (*counts, *printed), strict=True):
            shown.root.locator(f"[name={name}]").fill(str(text))
            (live.fields | live.printed)[name].value = str(text)
        page.wait_for_timeout(100)
        found = shown.root.locator(".asi-found").inner_text()
        page.evaluate(
            "html => document.body.insertAdjacentHTML('beforeend', `<div id=live>${html}</div>`)",
            str(live._found(live._table())),
        )
        assert found.split("\n") == page.locator("#live").inner_text().split("\n"), printed
        page.evaluate("document.querySelector('#live').remove()")
        flags = shown.root.locator(".asi-found .asi-flag").evaluate_all(
            "all => all.map(flag => flag.dataset.flag)"
        )
        assert flags == re.findall(r'data-flag="(\w+)"', str(live._found(live._table())))
        assert ("lost_zero" in flags) == (printed[1] in ("0,94", "106")), printed
        named += shown.root.locator(".asi-found > .asi-finding-list").count()
    assert named == 9


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_scripts_name_what_the_page_came_with(scratch, language):
    start = {"table": asi.TwoByTwo.from_array([[12, 0], [9, 14]]), "printed": TYPED[1][1]}
    page = scratch(language, **start)
    page.wait_for_timeout(100)
    found = page.locator(".asi-found").inner_html()
    page.set_content(asi.calculator(language, **start).html())
    assert page.locator(".asi-found").inner_html() == found


def test_typed_decimals_are_those_of_the_paper(scratch):
    page = scratch("en")
    shown = Pasting(page)
    for name, text in zip((*CELLS, *PRINTED), (27, 7, 6, 54, "0.03", "0.01", "0.09"), strict=True):
        shown.root.locator(f"[name={name}]").fill(str(text))
    assert shown.root.locator(".asi-found > .asi-sentence").count() == 1
    shown.root.locator("[name=decimals]").select_option("3")
    shown.root.locator(".asi-found > .asi-finding-list").wait_for()
    assert '"0.030"' in shown.root.locator(".asi-found").inner_text()


def test_a_typed_number_is_named_where_the_audit_must_be_fetched_first(visit):
    seen = visit(PAGE)
    shown = Pasting(seen.page)
    fields = dict(zip(PRINTED, ("7.94", "3.65", "17.3"), strict=True))
    for name, text in fields.items():
        shown.root.locator(f"[name={name}]").fill(text)
    shown.root.locator(".asi-found > .asi-finding-list").wait_for()
    audit = asi.audit_printed(
        asi.load_table("knowledge"), {"or": "7.94", "or_low": "3.65", "or_high": "17.3"}
    )
    for language in ("en", "id"):
        assert shown.findings(language) == list(asi.describe(audit, language).items)
    assert seen.problems == []


def test_where_the_audit_cannot_be_fetched_the_sentence_stays(visit):
    seen = visit(PAGE, alone=True)
    seen.page.route("**/asi-read.js", lambda route: route.abort())
    shown = Pasting(seen.page)
    for name, text in zip(PRINTED, ("7.94", "3.65", "17.3"), strict=True):
        shown.root.locator(f"[name={name}]").fill(text)
    seen.page.wait_for_timeout(300)
    assert "is neither" in shown.root.locator(".asi-found > .asi-sentence").inner_text()


def test_a_link_keeps_the_table_and_what_was_corrected(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    shown.paste(PAPER)
    shown.root.locator("[name=exposed_cases]").fill("28")
    shown.press("copy_link")
    address = page.evaluate("location.href")
    assert "#table=" in address
    page.goto("about:blank")
    page.goto(address)
    again = Pasting(page)
    again.root.locator(".asi-finding-list").first.wait_for()
    page.wait_for_function("document.querySelector('[name=exposed_cases]').value === '28'")
    assert again.area.input_value() == PAPER
    assert again.counts() == ["28", "7", "6", "54"]


def test_a_link_keeps_names_claim_and_flips(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    shown.paste(PAPER)
    shown.root.locator("select[name=claim]").select_option("exposed")
    shown.root.evaluate("root => root.querySelector('.asi-rename').open = true")
    shown.root.locator("[name=noncase]").fill("tersendat")
    shown.press("flip_rows")
    shown.press("flip_columns")  # of another outcome the claim is asked anew
    shown.root.locator("select[name=claim]").select_option("exposed")
    found, names = shown.findings(), shown.root.locator("th[data-label]").all_inner_texts()
    assert any("upside down" in said for said in found)
    assert "percentages of their rows" in " ".join(found)
    shown.press("copy_link")
    address = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.querySelector('[name=exposed_cases]').value === '54'")
    again = Pasting(page)
    again.root.locator(".asi-finding-list").first.wait_for()
    assert again.findings() == found
    assert again.root.locator("th[data-label]").all_inner_texts() == names
    again.press("clear")
    assert page.evaluate("location.hash") == ""


SEEN = ", ".join((".asi-results", ".asi-findings", ".asi-found", ".asi-pasted-text"))
EVERYTHING = """seen => { const root = document.querySelector('figure[data-explorer=calculator]');
  const all = selector => [...root.querySelectorAll(selector)];
  const texts = all(seen).map(part => part.textContent);
  const fields = all('input, select, textarea').map(field => field.value);
  return JSON.stringify([texts, fields]); }"""


def everything(page):
    """What a reader sees of a calculator, and what stands in its fields."""
    return page.evaluate(EVERYTHING, SEEN)


UNNAMED = "27\t7\n6\t54\nOR 0,029 (0,94-0,009)"
KEPT = {
    "as it opens": [],
    "flipped": ["flip_columns", "flip_rows"],
    "another table of the book": [("table", "aspirin"), "flip_rows", ("exposed", "tablet")],
    "with typed numbers": [("estimate", "7,94"), ("first_limit", "3,65"), ("second_limit", "17,3")],
    "another level": [("level", "90")],
    "cleared": ["clear"],
    "without names, flipped": [UNNAMED, "flip_rows", ("claim", "exposed")],
    "both flipped": [PAPER, "flip_columns", "flip_rows", ("claim", "unexposed")],
    "named, one count missing": [PAPER, ("exposed", "<b>"), ("unexposed_cases", "")],
    "refused": [PAPER, "27 7 6 54"],
    "own counts": [("exposed_cases", "20"), ("case", "sakit"), "flip_rows"],
}


@pytest.mark.parametrize("steps", KEPT.values(), ids=KEPT)
def test_a_link_keeps_what_a_reader_sees(visit, steps):
    page = visit(PAGE).page
    shown = Pasting(page)
    shown.root.evaluate("root => root.querySelector('.asi-rename').open = true")
    for step in steps:
        if isinstance(step, tuple):
            field = shown.root.locator(f"[name={step[0]}]")
            is_choice = field.evaluate("field => field.tagName") == "SELECT"
            field.select_option(step[1]) if is_choice else field.fill(step[1])
        elif "\t" in step or " " in step:
            shown.area.fill(step)
            page.wait_for_timeout(500)
        else:
            shown.press(step)
    page.wait_for_timeout(100)
    seen = everything(page)
    shown.press("copy_link")
    page.locator(".asi-copied:not(:empty)").wait_for(state="attached")
    address = page.evaluate("location.href")
    for start in ("about:blank", f"{address.split('#')[0]}"):  # in a new page, and in the same
        page.goto(start)
        if start != "about:blank":
            page.locator("textarea[name=paste]").fill(PAPER)
            page.wait_for_timeout(500)
        page.goto(address)
        page.wait_for_timeout(600)
        assert everything(page) == seen


def test_a_link_that_is_copied_before_the_text_is_read_waits_for_it(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    shown.area.fill(SPSS)
    shown.press("copy_link")
    page.wait_for_function("location.hash.startsWith('#table=')")
    assert shown.counts() == ["17", "8", "7", "18"]
    assert "17" in page.evaluate("decodeURIComponent(location.hash)").split('"paste"')[0]


def test_clear_forgets_the_chosen_decimals(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    shown.root.locator("[name=decimals]").select_option("3")
    shown.press("clear")
    shown.root.locator("[name=estimate]").fill("34.7")
    assert shown.root.locator("[name=decimals]").input_value() == "1"


def test_a_link_keeps_typed_counts_and_names(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    for name, count in zip(CELLS, (3, 4, 5, 6), strict=True):
        shown.root.locator(f"[name={name}]").fill(str(count))
    shown.root.evaluate("root => root.querySelector('.asi-rename').open = true")
    shown.root.locator("[name=exposed]").fill("<UMR")
    shown.press("copy_link")
    address = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.querySelector('[name=exposed_cases]').value === '3'")
    assert Pasting(page).counts() == ["3", "4", "5", "6"]
    assert page.locator("th[data-label=exposed]").first.inner_text() == "<UMR"


BROKEN = [
    *("%", "{}", '{"counts":[1]}', "null", "[]", "7", '{"counts":[{"toString":1},2,3,4]}'),
    '{"table":"__proto__"}',
]


@pytest.mark.parametrize("end", BROKEN)
def test_a_broken_link_is_passed_over(visit, end):
    seen = visit(f"{PAGE}#table={end}")
    assert Pasting(seen.page).counts() == ["27", "7", "6", "54"]
    assert seen.problems == []


def test_results_and_findings_are_copied(visit):
    page = visit(PAGE, alone=True, permissions=["clipboard-read", "clipboard-write"]).page
    shown = Pasting(page)
    shown.paste(PAPER)
    shown.press("copy_results")
    page.locator(".asi-copied", has_text="Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Prevalence odds ratio\t34.7 (10.6 to 113.5)" in copied
    assert shown.findings()[0] in copied


def test_a_refusal_says_whose_counts_still_stand(visit):
    shown = Pasting(visit(PAGE).page)
    shown.paste("27 7 6 54")
    assert TEXT["still"].say("en") in shown.root.locator(".asi-read").inner_text()
    shown.press("clear")
    shown.paste("27 7 6 54")
    assert TEXT["still"].say("en") not in shown.root.locator(".asi-read").inner_text()


@pytest.mark.parametrize("name", ["hand_washing", "xrays"])
def test_a_table_to_practise_on_is_put_into_the_calculator(visit, name):
    seen = visit(PAGE, width=360)
    shown = Pasting(seen.page)
    table = seen.page.locator(f".asi-field-table[data-table={name}]")
    assert "The ratio compares" in table.inner_text()
    table.locator("button").click()
    shown.root.locator(".asi-finding-list").first.wait_for()
    row = asi.load_dataset("field_tables").set_index("table").loc[name]
    assert shown.counts() == [str(row[cell]) for cell in "abcd"]
    assert shown.area.input_value() == asi.load_printed_rows(name)
    assert shown.root.bounding_box()["y"] >= -1
    table.locator("summary").click()
    (field,) = (row for row in asi.load_dataset("field_tables").itertuples() if row.table == name)
    items = table.locator("li").evaluate_all("all => all.map(item => item.textContent)")
    assert items == list(asi.describe(audit_of(field)).items)
    assert seen.problems == []


def test_pasted_names_are_text_and_never_markup(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    evil = PAPER.replace("Baik", "<img src=x onerror=window.hurt=1>")
    shown.area.fill(evil)
    page.wait_for_timeout(600)
    assert page.evaluate("window.hurt") is None
    assert shown.root.locator("img").count() == 0


def test_a_text_is_read_once_when_its_reader_rests(visit):
    page = visit(PAGE).page
    shown = Pasting(page)
    shown.paste(PAPER)
    page.evaluate(
        "() => { const read = window.asiPasted.read; window.reads = 0;"
        " window.asiPasted.read = (...given) => { window.reads += 1; return read(...given); }; }"
    )
    shown.area.press_sequentially("\n1 2 3", delay=5)
    page.wait_for_timeout(600)
    assert page.evaluate("window.reads") == 1
