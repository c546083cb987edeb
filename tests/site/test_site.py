"""The built site: what its files hold, and in a real browser what only some pages do."""

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
import tinycss2
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from playwright.sync_api import Error

from press import plain
from press.editions import languages

ROOT = Path(__file__).resolve().parents[2]
BUDGET_MEDIAN = 130 * 1024  # bytes of a chapter with all it loads, gzipped
BUDGET_REQUESTS = 12
NO_TEXT = ("404.html", "search.html")  # pages without a text of their own


@pytest.fixture(scope="session")
def soups(site, all_pages):
    """Every page in every language, parsed."""
    return {
        page: BeautifulSoup((site / page).read_text("utf8"), "html.parser") for page in all_pages
    }


def test_pages_allow_only_their_own_site(soups):
    for page, soup in soups.items():
        policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None, page
        assert re.match(r"default-src '(self|none)'", policy["content"]), page
        assert "http" not in policy["content"], page
        assert "unsafe-eval" not in policy["content"], page
        handlers = [tag for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
        assert handlers == [], page


def test_the_browser_reaches_no_other_host_and_writes_down_who_asks(visit):
    seen = visit("index.html")
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        seen.page.goto("https://example.org/")
    assert seen.other_hosts == ["https://example.org/"]


def test_the_policy_stops_a_script_of_the_page(visit):
    """The policy is in force: an inline script that is not its own does not run."""
    seen = visit("index.html")
    seen.page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s)"
    )
    assert seen.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in problem for problem in seen.problems)


def test_each_page_has_one_search_box_and_no_leftover_footer(soups):
    for page, soup in soups.items():
        if not page.endswith("404.html"):
            assert len(soup.select("input[type=search]")) == 1, page
        assert soup.find("footer") is None, page


def test_each_page_has_a_title_and_a_description_of_its_own(soups):
    book = {page: soup for page, soup in soups.items() if page.split("/")[-1] not in NO_TEXT}
    titles = [(soup.html["lang"], soup.title.text) for soup in book.values()]
    assert len(set(titles)) == len(titles)
    descriptions = [
        soup.find("meta", attrs={"name": "description"})["content"] for soup in book.values()
    ]
    assert all(len(text) > 30 for text in descriptions), dict(zip(book, descriptions, strict=True))
    assert len(set(descriptions)) == len(descriptions)


def test_headings_are_in_order(soups):
    for page, soup in soups.items():
        levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        for above, below in pairwise(levels):
            assert below <= above + 1, f"{page}: h{above} is followed by h{below}"


def test_links_lead_somewhere(site, soups):
    broken = []
    ids = {page: {tag["id"] for tag in soup.find_all(id=True)} for page, soup in soups.items()}
    for page, soup in soups.items():
        for tag in soup.find_all(["a", "link", "script", "img"]):
            address = tag.get("href") or tag.get("src") or ""
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not address:
                continue
            target = (site / page).parent / unquote(parts.path) if parts.path else site / page
            target = target / "index.html" if target.is_dir() else target
            if not target.resolve().is_file():
                broken.append(f"{page}: {address}")
                continue
            name = target.resolve().relative_to(site).as_posix()
            if parts.fragment and name in ids and unquote(parts.fragment) not in ids[name]:
                broken.append(f"{page}: {address}")
    assert broken == []


def test_pages_are_valid(site, all_pages):
    """As the HTML standard reads them: no tag unclosed, misplaced or unknown to its parent."""
    mistakes = {}
    for page in all_pages:
        parser = html5lib.HTMLParser()
        parser.parse((site / page).read_text("utf8"))
        mistakes[page] = [(place, code) for place, code, _ in parser.errors]
    assert {page: found for page, found in mistakes.items() if found} == {}


def test_the_style_sheet_is_valid(site):
    css = (site / "_static" / "book.css").read_text("utf8")
    rules = tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True)
    assert [rule.message for rule in rules if rule.type == "error"] == []
    assert not re.search(r"url\(['\"]?(?:https?:)?//", css)


def test_ids_are_unique(soups):
    for page, soup in soups.items():
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids)), page


def test_canonical_addresses_and_sitemap_agree(site, soups):
    # pages that ask not to be found (the answer key, the search) are in no list for search engines
    canonical = {
        soup.find("link", rel="canonical")["href"]
        for soup in soups.values()
        if soup.find("meta", attrs={"name": "robots", "content": "noindex"}) is None
    }
    sitemap = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf8"))
    assert set(sitemap) == canonical
    assert len(sitemap) == len(canonical)


def test_the_card_that_others_show_exists(site, soups):
    image = soups["index.html"].find("meta", property="og:image")["content"]
    card = site / "_static" / image.rsplit("/", 1)[1]
    assert card.read_bytes().startswith(b"\x89PNG")
    assert card.stat().st_size < 200_000


@pytest.mark.parametrize("folder", ["", *(f"{code}/" for code in languages() if code != "en")])
def test_chapters_are_light(visit, site, all_pages, folder):
    weights, counts = {}, {}
    for page in (page for page in all_pages if re.match(rf"{folder}chapters/\d\d", page)):
        seen = visit(page, width=360)
        seen.page.wait_for_load_state("networkidle")
        files = [urlsplit(address).path.lstrip("/") for address in seen.requests]
        weights[page] = sum(
            len(data) if name.endswith(("woff2", "png")) else len(gzip.compress(data, mtime=0))
            for name in files
            for data in [(site / name).read_bytes()]
        )
        counts[page] = len(files)
    assert median(weights.values()) <= BUDGET_MEDIAN, weights
    assert max(counts.values()) <= BUDGET_REQUESTS, counts


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_fonts_load(visit, scheme, pages):
    page = next(page for page in pages if page.startswith("chapters/"))
    seen = visit(page, scheme=scheme)
    seen.page.evaluate("document.fonts.ready")
    loaded = seen.page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length")
    assert loaded >= 1


def test_the_fonts_hold_every_character(site, soups):
    """Run press/theme/fonts.py when this fails: a new character would be drawn by another font."""
    fonts = site / "_static" / "fonts"
    math = set(TTFont(fonts / "book-math.woff2").getBestCmap())
    # an <mi> of one letter is drawn with the letter of the mathematical italic alphabet
    used = {ord(c) for soup in soups.values() for tag in soup.find_all("math") for c in tag.text}
    missing = {chr(c) for c in used if c not in math and not chr(c).isspace()}
    assert missing == set()


def test_tables_of_text_are_cards_on_a_phone(visit, soups):
    page = next(page for page, soup in soups.items() if soup.select("table.wordy"))
    layout = "getComputedStyle(document.querySelector('table.wordy tbody tr')).display"
    assert visit(page, width=360).page.evaluate(layout) == "block"
    assert visit(page, width=1280).page.evaluate(layout) == "table-row"
    for table in soups[page].select("table.wordy"):
        columns = [cell.get_text(strip=True) for cell in table.select("thead tr > *")]
        for row in table.select("tbody tr"):
            assert [cell["data-label"] for cell in row.select("td")] == columns


def test_the_theme_follows_the_device_until_the_reader_chooses(visit):
    seen = visit("index.html", theme="dark")
    theme = "document.documentElement.dataset.theme"
    assert seen.page.evaluate(theme) == "dark"
    button = seen.page.locator(".theme-button")
    button.click()
    assert seen.page.evaluate(theme) == "light"
    seen.page.reload()
    assert seen.page.evaluate(theme) == "light"
    button.click()
    assert seen.page.evaluate(theme) == "dark"
    assert button.inner_text() == "Theme: dark"


def test_the_contents_of_a_phone_open_close_and_keep_the_focus(visit):
    page = visit("index.html", width=360).page
    menu = page.locator("#book-menu")
    assert not menu.is_visible()
    page.keyboard.press("Tab")  # the skip link
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert menu.is_visible()
    for _ in range(60):  # the focus cannot leave the contents while they are open
        page.keyboard.press("Tab")
        inside = page.evaluate(
            "document.activeElement == document.body"
            " || document.getElementById('book-menu').contains(document.activeElement)"
        )
        assert inside
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.evaluate("document.activeElement.className") == "menu-button"


@pytest.mark.parametrize("height", [740, 360])
def test_all_the_contents_of_a_phone_can_be_scrolled_to(visit, height):
    page = visit("chapters/08-upside-down-odds-ratio.html", width=360, height=height).page
    page.locator(".menu-button").click()
    menu = page.locator("#book-menu")
    assert page.evaluate("document.activeElement.ariaCurrent") == "page"
    page.mouse.move(100, height / 2)
    page.mouse.wheel(0, 5_000)
    page.wait_for_function("() => document.getElementById('book-menu').scrollTop > 0")
    page.locator(".close-menu").click()
    assert not menu.is_visible()


def test_without_javascript_the_contents_can_be_reached(visit):
    page = visit("index.html", width=360, javascript=False).page
    page.locator(".menu-button").click()
    assert page.locator("#book-menu").is_visible()
    assert page.locator("#book-menu li a").first.is_visible()
    assert not page.locator(".theme-button").is_visible()


def test_the_skip_link_leads_to_the_text(visit):
    page = visit("index.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_motion_is_reduced_for_who_asks(visit):
    page = visit("index.html", reduced_motion="reduce").page
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page = visit("index.html", reduced_motion="no-preference").page
    page.wait_for_function(
        "() => getComputedStyle(document.documentElement).scrollBehavior === 'smooth'"
    )


def test_who_comes_to_a_section_is_there_at_once(visit):
    """A glide through the whole page takes seconds on a slow phone."""
    section = "the-same-distance-from-1-on-the-other-side"
    page = visit(f"chapters/08-upside-down-odds-ratio.html#{section}", alone=True).page
    top = page.locator(f"#{section}").bounding_box()["y"]
    assert 0 <= top < 150
    assert page.evaluate("scrollY") > 2_000


def test_downloaded_notebooks_are_clean(site, soups):
    links = [a["href"] for soup in soups.values() for a in soup.select(".run-download a")]
    assert len(links) >= 1
    for notebook in (site / "_sources").rglob("*.ipynb"):
        content = json.loads(notebook.read_text("utf8"))
        assert content["metadata"]["jupytext"], notebook.name
        assert not any(cell.get("outputs") for cell in content["cells"]), notebook.name
        text = "".join("".join(cell["source"]) for cell in content["cells"])
        assert "{glue:text}" not in text, notebook.name


def test_the_data_can_be_downloaded(site, soups):
    files = {path.name: path.read_bytes() for path in (ROOT / "data").glob("*.csv")}
    for page, names in (("data-dictionary", set(files)), ("audit", {"claims.csv"})):
        links = soups[f"chapters/{page}.html"].select('a[href$=".csv"]')
        assert {link["href"] for link in links} == {f"../data/{name}" for name in names}
        for link in links:
            place = (site / "chapters" / link["href"]).resolve()
            assert place.read_bytes() == files[place.name]
    assert (site / "data/datapackage.json").is_file()  # which says what each column means


def test_notebooks_cite_as_the_site_does(soups, pages):
    known = {f"{authors}, {year}" for authors, year in plain.bibliography(ROOT).values()}
    cited = {
        link.get_text()
        for page in pages
        for link in soups[page].select('a[href*="references.html#id"][title]')
    }
    in_brackets = {text for text in cited if ", " in text}  # in a sentence only the year is a link
    assert len(in_brackets) > 20
    assert in_brackets <= known
