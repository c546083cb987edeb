"""The search page in a browser: what readers type and where it leads; old addresses."""

import re
import shutil
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup

from press.sphinx import moved
from press.words import say

RESULTS = """() => [...document.querySelectorAll('#search-results li')].map(item => ({
    address: item.querySelector('a').getAttribute('href'),
    heading: item.querySelector('a').textContent,
    page: item.querySelector('.search-page')?.textContent || '',
    line: item.querySelector('p')?.textContent || '',
    marks: [...item.querySelectorAll('p mark')].map(mark => mark.textContent.toLowerCase()),
    list: item.closest('section').querySelector('h2')?.textContent || '',
}))"""
ODDS = "chapters/glossary.html#term-odds-ratio"
INTERVAL = "chapters/glossary.html#term-confidence-interval"
CHI = "chapters/glossary.html#term-chi-square"
TABLE = "chapters/glossary.html#term-2x2-table"
PREVALENCE_ODDS = "chapters/glossary.html#term-prevalence-odds-ratio"
PREVALENCE = "chapters/glossary.html#term-prevalence-ratio"
# What is typed, and a place that must be among so many first results of students' pages.
WANTED = [
    ("OR", ODDS, 1),
    ("or", ODDS, 1),
    ("odds ratio", ODDS, 1),
    ("Odds-Ratio", ODDS, 1),
    ("rasio odds", ODDS, 1),
    ("ods ratio", ODDS, 2),
    ("POR", PREVALENCE_ODDS, 1),
    ("PR", PREVALENCE, 1),
    ("RP", PREVALENCE, 1),
    ("RR", "chapters/07-odds-and-ratios.html", 3),
    ("CI", INTERVAL, 1),
    ("IK", INTERVAL, 1),
    ("confidence interval", INTERVAL, 1),
    ("interval kepercayaan", INTERVAL, 1),
    ("interval kepercayan", INTERVAL, 1),
    ("2×2", TABLE, 2),
    ("2 x 2", TABLE, 2),
    ("2x2", TABLE, 2),
    ("SPSS", "chapters/software.html", 3),
    ("chi square", CHI, 1),
    ("chi-square", CHI, 1),
    ("Chi-Square", CHI, 1),
    ("kai kuadrat", CHI, 1),
    ("uji chi square", "chapters/05-chi-square.html", 5),
    ("p < 0.05", "chapters/06-p-values-and-intervals.html", 5),
    ("p<0,05", "chapters/06-p-values-and-intervals.html", 5),
    ("0.029", "chapters/08-upside-down-odds-ratio.html", 3),
    ("0,029", "chapters/08-upside-down-odds-ratio.html", 3),
    ("34.7", "chapters/08-upside-down-odds-ratio.html", 5),
    ("34,7", "chapters/08-upside-down-odds-ratio.html", 5),
    ("purposiv", "chapters/03-purposive-sampling.html", 3),
    ("confouding", "chapters/09-confounding.html", 4),
    ("rancu", "chapters/09-confounding.html", 5),
    ("penggaris", "chapters/08-upside-down-odds-ratio.html", 3),
]


@pytest.fixture
def search(visit):
    """Type into the search page of an edition: (what was seen, its results with their lines)."""

    def ask(query, folder="", **options):
        seen = visit(f"{folder}search.html?q={quote_plus(query)}", **options)
        if seen.page.locator("#search-results li").count():
            seen.page.wait_for_function(
                "[...document.querySelectorAll('#search-results li p')].every(p => p.textContent)"
            )
        return seen, seen.page.evaluate(RESULTS)

    return ask


@pytest.mark.parametrize("folder", ["", "id/"])
def test_what_students_type_leads_to_where_it_is_said(visit, folder):
    seen = visit(f"{folder}search.html")
    box, wrong = seen.page.get_by_role("searchbox"), {}
    for query, wanted, among in WANTED:
        box.fill(query)
        box.press("Enter")
        results = seen.page.evaluate(RESULTS)
        first = [each["address"] for each in results if not each["list"]][:among]
        page, _, place = wanted.partition("#")
        found = wanted in first if place else any(each.startswith(page) for each in first)
        if not found:
            wrong[query] = first
    assert wrong == {}
    assert (seen.problems, seen.other_hosts) == ([], [])


@pytest.mark.parametrize(
    ("folder", "query", "marks"),
    [
        ("", "0,029", {"0.029"}),
        ("id/", "0.029", {"0,029"}),
        ("", "34,7", {"34.7"}),
        ("id/", "34.7", {"34,7"}),
        ("", "confouding", {"confounding", "confounder"}),
        ("id/", "odds ratio", {"rasio", "odds", "ratio"}),
        ("id/", "CI", {"ik", "interval", "kepercayaan", "confidence", "ci"}),
        ("", "2 x 2", {"2x2", "2×2", "2 × 2", "two", "by", "table"}),
    ],
)
def test_each_result_has_its_section_and_a_line_with_the_words_marked(search, folder, query, marks):
    _, results = search(query, folder)
    found = [each for each in results if not each["list"]]
    assert found
    for each in found:
        assert each["heading"]
        assert "#" not in each["address"] or each["page"]
        assert 0 < len(each["line"]) < 200
    inside = [mark for each in found for mark in each["marks"]]
    assert inside
    assert any(mark in marks for mark in inside)
    exact = {mark.replace(",", ".") for mark in inside if re.match(r"\d", mark)}
    assert exact <= {mark.replace(",", ".") for mark in marks}


@pytest.mark.parametrize("query", ["audit", "odds ratio", "kappa"])
def test_pages_for_others_come_last_and_say_so(search, query):
    _, results = search(query)
    lists = [each["list"] for each in results]
    order = ["", "For instructors", "For those who write code"]
    assert set(lists) == set(order)
    assert lists == sorted(lists, key=order.index)
    for each in results:
        page = each["address"]
        assert page.startswith("chapters/instructor/") == (each["list"] == "For instructors")
        assert page.startswith("chapters/api") == (each["list"] == "For those who write code")


def test_it_says_what_it_took_the_words_for_and_that_there_is_nothing(search):
    seen, _ = search("confouding")
    assert "Searched for: confounding." in seen.page.inner_text("#search-status")
    assert re.search(r"Places found: \d+\.", seen.page.inner_text("#search-status"))
    seen, results = search("qqqqqqqq", "id/")
    assert seen.page.inner_text("#search-status").startswith("Tidak ada yang ditemukan.")
    assert results == []
    seen, results = search("ruler qqqqqqqq")
    assert "some of them" in seen.page.inner_text("#search-status")
    assert results


def test_a_result_leads_to_its_section_and_back_to_the_question(search):
    seen, results = search("0.029", width=360)
    page = seen.page
    place = next(each for each in results if "#" in each["address"])
    page.locator(f"#search-results a[href='{place['address']}']").click()
    page.wait_for_load_state()
    target = page.evaluate(
        "document.getElementById(decodeURIComponent(location.hash.slice(1)))?.tagName"
    )
    assert target
    assert page.locator("h1").inner_text()
    page.go_back()
    page.locator("#search-results li").first.wait_for()
    assert page.get_by_role("searchbox").input_value() == "0.029"


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize("folder", ["", "id/"])
def test_it_works_from_the_menu_and_from_a_folder(visit, scheme, folder):
    seen = visit(f"{folder}chapters/glossary.html", scheme=scheme)
    seen.page.get_by_role("searchbox").fill("odds ratio")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#search-results mark").first.wait_for()
    assert "search.html?q=odds+ratio" in seen.page.url
    assert (seen.problems, seen.other_hosts) == ([], [])


def test_it_answers_while_one_types_and_the_keyboard_reaches_all(visit):
    seen = visit("search.html")
    page = seen.page
    page.get_by_role("searchbox").focus()
    page.keyboard.type("odds")
    page.locator("#search-results li").first.wait_for()
    page.wait_for_url("**/search.html?q=odds")
    lists = page.locator("#search-results section").first.locator("li")
    assert lists.count() == 10
    page.keyboard.press("Tab")  # the button of the form
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#search-results li:first-child a')")
    more = page.locator(".search-more").first
    more.focus()
    page.keyboard.press("Enter")
    assert lists.count() > 10
    focused = (
        "[...document.querySelectorAll('#search-results li a')].indexOf(document.activeElement)"
    )
    assert page.evaluate(focused) == 10
    page.get_by_role("searchbox").fill("")
    page.wait_for_url("**/search.html")
    assert lists.count() == 0


def test_nothing_that_was_asked_is_kept(search):
    seen, _ = search("odds ratio")
    assert (
        seen.page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length")
        == 0
    )


def test_the_question_goes_along_into_the_other_language(search):
    seen, _ = search("SPSS")
    seen.page.locator(".language-switch").click()
    seen.page.locator("#search-results li").first.wait_for()
    assert seen.page.url.endswith("id/search.html?q=SPSS")


def test_a_line_that_cannot_be_loaded_leaves_the_link(visit):
    page = visit("index.html", alone=True).page
    page.route(re.compile(r"_static/search/\d+\.js"), lambda route: route.abort())
    page.goto(page.url.replace("index.html", "search.html?q=odds"))
    page.locator("#search-results li a").first.wait_for()
    page.wait_for_function("document.querySelectorAll('#search-results li p').length === 0")
    assert page.locator("#search-results li a").count() >= 10


def test_a_first_answer_is_light(visit):
    seen = visit("search.html", alone=True)
    weight = "performance.getEntriesByType('resource').filter(e => /search|mini/.test(e.name))"
    names = seen.page.evaluate(f"{weight}.map(e => e.name.split('/').pop()).sort()")
    assert names == ["index.js", "minisearch.js", "search.js"]


# -- missing and old addresses ---------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "id/"])
def test_the_page_for_missing_addresses_searches_and_lists_the_pages(site, folder, server):
    soup = BeautifulSoup((site / folder / "404.html").read_text("utf8"), "html.parser")
    assert soup.find("script") is None
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "form-action 'self'" in policy
    parts = soup.select("main > [lang]")
    assert [part["lang"] for part in parts] == ["en", "id"]
    for part in parts:
        edition = "" if part["lang"] == "en" else "id/"
        form = part.form
        assert form["action"].endswith(f"{edition}search.html")
        assert form.label.text == say("Search the book", part["lang"])
        links = [a["href"] for a in part.select("li a")]
        assert len(links) > 15
        for link in links:
            path = edition + link[link.index("chapters/") :] if "chapters/" in link else link
            page = path if path.startswith(edition + "chapters/") else edition + path.split("/")[-1]
            assert (site / page).is_file(), link
        assert all(link.startswith("https://") for link in links)
    assert len((site / folder / "404.html").read_bytes()) < 20_000


def test_an_old_address_leads_on_with_its_place(browser, site, tmp_path):
    """The page as the book makes it, beside a made-up new one."""
    (tmp_path / "_static").mkdir()
    shutil.copy(site / "_static" / "moved.js", tmp_path / "_static")
    new = tmp_path / "chapters" / "new.html"
    new.parent.mkdir()
    new.write_text("<h1>New</h1><p id='here'>Here</p>", "utf8")
    (tmp_path / "old").mkdir()
    page_text = moved.old_page("old/page.html", "chapters/new.html", "New", "Book")
    (tmp_path / "old" / "page.html").write_text(page_text, "utf8")
    root = tmp_path.as_uri()
    for javascript, ending in ((True, "new.html#here"), (False, "new.html")):
        context = browser.new_context(java_script_enabled=javascript)
        page = context.new_page()
        problems = []
        page.on("console", lambda message, problems=problems: problems.append(message.text))
        page.goto(f"{root}/old/page.html#here")
        page.wait_for_url("**/chapters/new.html*")
        assert page.url.endswith(ending)
        assert problems == []
        context.close()
