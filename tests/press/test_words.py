"""The words of the site: one catalogue, said in the language of the book."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from pybtex.database import parse_string
from sphinx import addnodes

from press import chapter, editions, guide, notebooks, plain, words
from press.handouts import fragments, offline
from press.messages.site import extract
from press.sphinx import glossary, pages, publish, search
from press.sphinx import language as of_sphinx

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "locales" / "id" / "site.po"
MESSAGES = [message for message in read_po(CATALOGUE.open("rb")) if message.id]
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "press" / "theme" / "templates")
)


def write_settings(folder, language):
    (folder / "_config.yml").write_text(f"sphinx:\n  config: {{language: {language}}}\n", "utf8")


@pytest.fixture
def indonesian(tmp_path, monkeypatch):
    """The tools of a book whose settings name Indonesian."""
    write_settings(tmp_path, "id")
    monkeypatch.setattr(words, "ROOT", tmp_path)


# -- the catalogue ---------------------------------------------------------------------------------


def test_the_language_is_the_one_that_the_settings_name(tmp_path, monkeypatch):
    assert words.language() == "en"
    assert words.gettext("Skip to the text") == "Skip to the text"
    write_settings(tmp_path, "id")
    monkeypatch.setattr(words, "ROOT", tmp_path)
    assert words.language() == "id"
    assert words.gettext("Skip to the text") == "Lompat ke isi"


def test_what_a_catalogue_lacks_is_said_in_english(tmp_path):
    folder = tmp_path / "xx"
    folder.mkdir()
    text = '{}msgid "{}"\nmsgstr "{}"\n\n'
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    entries = [("", "One", "Satu"), ("#, fuzzy\n", "Two", "Dua"), ("", "Three", "")]
    (folder / "site.po").write_text(header + "".join(text.format(*each) for each in entries))
    assert words.catalogue("xx", tmp_path) == {"One": "Satu"}
    assert words.catalogue("yy", tmp_path) == {}
    assert words.say("No such message", "id") == "No such message"


def test_english_needs_no_babel():
    code = (
        "import sys; from press import words; from press.editions import find_editions;"
        "words.gettext('Next'); find_editions({'en': 'English'});"
        "sys.exit(any(name.startswith('babel') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_extraction_finds_templates_modules_and_no_lines():
    found = {message.id: message for message in extract() if message.id}
    assert found["Run this page"].locations == [("press/theme/templates/layout.html", None)]
    assert found["**Trap:** {trap}"].locations == [("press/sphinx/glossary.py", None)]
    assert not any(message.flags for message in found.values())


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id[:30])
def test_a_translation_has_the_gaps_and_marks_of_its_source(message):
    assert message.string.strip()
    for marks in (r"\$?\{\w*\}", r"</?\w+", r"\*+", r"\|", r"\N{NO-BREAK SPACE}"):
        pattern = re.compile(marks.replace(r"\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"))
        assert Counter(pattern.findall(message.string)) == Counter(pattern.findall(message.id))
    # what is put before or after something else keeps the space that parts them
    assert message.string[:1].isspace() == message.id[:1].isspace()
    assert message.string[-1:].isspace() == message.id[-1:].isspace()


# -- what is said with them ------------------------------------------------------------------------


def test_a_chapter_opens_in_the_language_of_the_book(indonesian):
    opening = chapter.find_chapter(ROOT, "08").opening
    assert re.match(r"\*Kira-kira \d+ menit\. Sebelum bab ini: \[", opening)


def test_sources_and_figures_in_indonesian(indonesian):
    sources = plain.bibliography.__wrapped__(ROOT)
    assert sources["holcomb2001"] == ("Holcomb dkk.", "2001")
    assert sources["bland2000"] == ("Bland dan Altman", "2000")
    assert sources["cope"][1] == "t.t."
    assert plain.figure_number("8.1") == "Gambar 8.1"
    assert of_sphinx.AuthorsAndYear().person.sep2 == " dan "
    assert of_sphinx.AuthorsAndYear().person.last_sep == ", dan "
    assert str(of_sphinx.AuthorsAndYear().person.other) == " dkk."


def test_boxes_in_indonesian(indonesian):
    assert plain.boxes(":::{note}\nOne.\n:::\n", {}, {}) == "> **Catatan**\n>\n> One.\n"
    solution = plain.boxes(":::{solution} ex-a\nTwo.\n:::\n", {"ex-a": "Hitung"}, {})
    assert "<summary><b>Solusi: Hitung</b></summary>" in solution


def test_the_course_takes_hours_with_a_decimal_comma(indonesian):
    course = guide.course_map(chapter.find_chapters(ROOT))
    assert re.search(r"Seluruhnya \d+ menit waktu mahasiswa, kira-kira \d+,\d jam\.$", course)


def test_a_notebook_says_how_it_is_run():
    lines = notebooks.how_to_run().splitlines()
    assert lines[0].startswith(
        "> **To run this notebook,** choose *Run* in the menu, then *Run All"
    )
    assert lines[1].startswith("> *Run All*). The pictures")  # the name of a command stays whole
    assert lines[2:] == ["> click on them."]


def test_a_notebook_says_it_in_indonesian(indonesian):
    lines = notebooks.how_to_run().splitlines()
    assert lines[0].startswith("> **Untuk menjalankan notebook ini,** pilih *Run*")
    assert all(line.startswith("> ") and line.count("*") % 2 == 0 for line in lines)
    cell = notebooks.say_what_is_missing("import asi_helpers as asi", "asi.whl")
    with pytest.raises(ModuleNotFoundError, match="Notebook ini memerlukan"):
        exec(cell.replace("import asi_helpers as asi", "import no_such_package"), {})


def test_handouts_name_their_language(indonesian):
    assert '<html lang="id">' in fragments.page("Judul", "", "")
    start = offline.start_page()
    assert '<html lang="id">' in start
    assert 'lihat <a href="book/id/chapters/how-to-use.html">Cara memakai buku ini</a>.' in start


def test_sphinx_says_what_the_catalogue_says_and_else_what_it_says_itself(indonesian):
    own = of_sphinx.WordsOfTheBook()
    own.add_fallback(SimpleNamespace(gettext=lambda message: f"Sphinx: {message}"))
    assert own.gettext("Link to this heading") == "Tautan ke judul ini"
    assert own.gettext("Next") == "Sphinx: Next"  # ours, but not what Sphinx is asked for


def test_what_the_package_says_of_itself_is_marked_as_english():
    document = new_document("api")
    described = addnodes.desc("", addnodes.desc_content("", addnodes.desc()))
    document += [nodes.paragraph(), described]
    of_sphinx.mark_docstrings(None, document, "api")
    assert described["classes"] == [f"language-{words.ENGLISH}"]
    assert [len(node["classes"]) for node in document.findall(addnodes.desc)] == [1, 0]


# -- the glossary ----------------------------------------------------------------------------------

ENTRIES = [
    {"term": "bias", "id": "bias", "meaning": "An error.", "trap": "Large studies have it too."},
    {"term": "log scale", "id": "sumbu log", "meaning": "An axis.", "trap": "0 is not on it."},
    {"term": "outcome", "id": "luaran", "meaning": "What is counted.", "trap": "Of whom?"},
]
USES = {"log scale": ["07-odds", "08-up"]}


def test_an_indonesian_entry_has_both_terms_its_own_first(indonesian):
    assert glossary.Entries.text(None, ENTRIES, USES).splitlines() == [
        "```{glossary}",
        "bias",
        "  An error.",
        "  **Jebakan:** Large studies have it too.",
        "",
        "luaran",
        "[outcome]{lang=en}",
        "  What is counted.",
        "  **Jebakan:** Of whom?",
        "",
        "sumbu log",
        "[log scale]{lang=en}",
        "  An axis.",
        "  **Jebakan:** 0 is not on it. **Bab:**\N{NO-BREAK SPACE}[7](07-odds.md), [8](08-up.md).",
        "",
        "```",
    ]


def test_an_indonesian_page_says_its_own_term_first(indonesian):
    body = '<a href="glossary.html#term-log-scale">x</a><a href="glossary.html#term-bias">x</a>'
    assert [tuple(each) for each in glossary.meanings_of(ENTRIES, body)] == [
        (
            "term-bias",
            "bias",
            "",
            "en",
            "An error.",
            "<strong>Jebakan:</strong> Large studies have it too.",
        ),
        (
            "term-log-scale",
            "sumbu log",
            "log scale",
            "en",
            "An axis.",
            "<strong>Jebakan:</strong> 0 is not on it.",
        ),
    ]


def test_the_way_back_from_english(indonesian):
    assert glossary.FromIndonesian.text(None, ENTRIES, {}).splitlines() == [
        "| English | Bahasa Indonesia |",
        "|---|---|",
        "| [*bias*]{lang=en} | {term}`bias <bias>` |",
        "| [*log scale*]{lang=en} | {term}`sumbu log <log scale>` |",
        "| [*outcome*]{lang=en} | {term}`luaran <outcome>` |",
    ]


# -- editions --------------------------------------------------------------------------------------

BOTH = {"en": "English", "id": "Bahasa Indonesia"}


class Settings(SimpleNamespace):
    """Sphinx's settings, as far as a page's addresses need them."""

    __getitem__ = SimpleNamespace.__getattribute__


def book(language="en", languages=BOTH, repository="https://github.com/Ana/book"):
    """A stand-in for Sphinx that builds an edition."""
    settings = Settings(
        language=language,
        book_languages=languages,
        root_doc="index",
        html_baseurl="",
        html_theme_options={"repository_url": repository},
    )
    builder = SimpleNamespace(get_target_uri=lambda name: f"{name}.html")
    return SimpleNamespace(config=settings, builder=builder)


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [(None, ["en", "id"]), ("", ["en", "id"]), ("en", ["en"]), ("id, en", ["en", "id"])],
)
def test_editions_are_those_of_the_settings_that_are_built(monkeypatch, wanted, codes):
    monkeypatch.delenv("LANGUAGES", raising=False)
    if wanted is not None:
        monkeypatch.setenv("LANGUAGES", wanted)
    assert [edition.code for edition in editions.find_editions(BOTH)] == codes
    assert [edition.folder for edition in editions.find_editions(BOTH)] == ["", "id/"][: len(codes)]


def test_a_language_that_the_book_does_not_have_is_named(monkeypatch):
    monkeypatch.setenv("LANGUAGES", "en jv")
    with pytest.raises(ValueError, match="LANGUAGES names 'jv'; book_languages"):
        editions.find_editions(BOTH)


def test_a_page_knows_itself_in_the_other_language(monkeypatch):
    monkeypatch.delenv("LANGUAGES", raising=False)
    english, other = pages.page_editions(book(), "chapters/08-one")
    assert (english["here"], other["here"]) == (True, False)
    assert other["url"] == "../id/chapters/08-one.html"
    assert other["address"] == "https://ana.github.io/book/id/chapters/08-one.html"
    assert (english["locale"], other["locale"]) == ("en_US", "id_ID")
    english, other = pages.page_editions(book("id"), "index")
    assert (english["url"], english["address"]) == ("../index.html", "https://ana.github.io/book/")
    assert other["here"]
    assert pages.page_editions(book(repository=""), "index")[1]["address"] == ""


def test_a_book_of_one_language_has_no_switch(monkeypatch):
    assert pages.page_editions(book(languages={}), "index") == []
    monkeypatch.setenv("LANGUAGES", "en")
    assert pages.page_editions(book(), "index") == []
    assert [said["code"] for said in pages.page_not_found(book())] == ["en"]


def test_a_missing_address_is_told_in_both_languages(monkeypatch):
    monkeypatch.delenv("LANGUAGES", raising=False)
    said = pages.page_not_found(book(), [("chapters/08-upside-down-odds-ratio", "8")])
    shown = BeautifulSoup(
        TEMPLATES.get_template("404.html").render(site_missing=said, docstitle="Book"),
        "html.parser",
    )
    assert shown.html["lang"] == "en"
    assert shown.h1.text == "Page not found"
    other = shown.select_one('[lang="id"]')
    assert other.h2.text == "Halaman tidak ditemukan"
    assert other.a["href"] == "https://ana.github.io/book/id/"
    assert other.form["action"] == "https://ana.github.io/book/id/search.html"
    assert (other.form["method"], other.form.input["name"]) == ("get", "q")
    # both lists are folded, so that the words of both languages are in sight
    assert [fold.has_attr("open") for fold in shown.select("details")] == [False, False]
    assert [
        (link["href"].removeprefix("https://ana.github.io/book/"), link.text)
        for link in shown.select("li a")
    ] == [
        ("chapters/08-upside-down-odds-ratio.html", "8. The upside-down odds ratio"),
        ("id/chapters/08-upside-down-odds-ratio.html", "8. Rasio odds yang terbalik"),
    ]
    assert [each["start"] for each in pages.page_not_found(book(repository=""))] == [
        "index.html",
        "id/index.html",
    ]


def shown_page(app, name="chapters/08-one", template="layout.html"):
    """A page without text."""
    page = TEMPLATES.get_template(template).render(
        _=words.gettext,
        pathto=lambda name, resource=0: name,
        language=app.config.language,
        docstitle="Book",
        title="One",
        pagename=name,
        root_doc="index",
        site_canonical="https://ana.github.io/book/",
        site_editions=pages.page_editions(app, name),
        site_progress=(8, 11),
        site_scripts=[],
        site_split=pages.split_opening,
    )
    return BeautifulSoup(page, "html.parser")


def test_a_page_offers_the_other_language(monkeypatch):
    monkeypatch.delenv("LANGUAGES", raising=False)
    page = shown_page(book())
    (switch,) = page.select("header a.language-switch")
    assert switch.text == "Bahasa Indonesia"
    assert (switch["hreflang"], switch["lang"]) == ("id", "id")
    assert switch["href"] == "../id/chapters/08-one.html"
    alternates = {
        link["hreflang"]: link["href"] for link in page.select("head link[rel=alternate]")
    }
    assert alternates == {
        "en": "https://ana.github.io/book/chapters/08-one.html",
        "x-default": "https://ana.github.io/book/chapters/08-one.html",
        "id": "https://ana.github.io/book/id/chapters/08-one.html",
    }
    assert page.select_one('meta[property="og:locale"]')["content"] == "en_US"
    assert page.select_one('meta[property="og:locale:alternate"]')["content"] == "id_ID"


def test_a_page_of_one_language_offers_none():
    page = shown_page(book(languages={}))
    assert page.select(".language-switch, link[rel=alternate], meta[property^='og:locale']") == []


def test_the_frame_of_an_indonesian_page_is_indonesian(indonesian):
    page = shown_page(book("id"))
    assert page.html["lang"] == "id"
    assert page.select_one(".skip-link").text == "Lompat ke isi"
    assert page.select_one(".place").text == "Bab 8 dari 11"
    assert page.select_one(".theme-button")["data-dark"] == "Tema: gelap"
    assert page.main["data-copied"] == "Tersalin"


@pytest.mark.parametrize(
    ("language", "found"),
    [("en", "Places found: {count}."), ("id", "Ditemukan di {count} tempat.")],
)
def test_the_search_page_has_the_words_that_its_script_says(language, found, tmp_path, monkeypatch):
    write_settings(tmp_path, language)
    monkeypatch.setattr(words, "ROOT", tmp_path)
    page = shown_page(book(language), "search", "search.html")
    said = page.select_one("#search-results").attrs
    script = (ROOT / "press" / "theme" / "static" / "search.js").read_text("utf8")
    kinds = [kind for kind in search.settings()["kinds"] if kind != "beside"]
    asked = {f"data-{name}" for name in [*re.findall(r"say\.(\w+)", script), *kinds]}
    assert {name for name in said if name.startswith("data-")} == asked
    assert said["data-found"] == found
    for name, message in said.items():
        wanted = re.findall(rf'say\.{name.removeprefix("data-")}\.replace\("(.*?)"', script)
        assert all(gap in message for gap in wanted), name


def test_the_map_of_the_site_has_a_page_in_each_language_with_all_others():
    both = [editions.Edition("en", "English"), editions.Edition("id", "Bahasa Indonesia")]
    mapped = publish._urls("https://x/", "a.html", both)
    assert re.findall("<loc>(.*?)</loc>", mapped) == ["https://x/a.html", "https://x/id/a.html"]
    others = re.findall(r'hreflang="(\w+)" href="(.*?)"', mapped)
    assert others == 2 * [("en", "https://x/a.html"), ("id", "https://x/id/a.html")]
    alone = publish._urls("https://x/", "a.html", both[:1])
    assert alone == "<url><loc>https://x/a.html</loc></url>\n"


@pytest.mark.parametrize(
    ("authors", "listed"),
    [
        ("Bland, J. M.", "J. M. Bland."),
        ("Bland, J. M. and Altman, D. G.", "J. M. Bland dan D. G. Altman."),
        ("Lee, A. and Kim, B. and Cho, C.", "A. Lee, B. Kim, dan C. Cho."),
        ("Lee, A. and Kim, B. and others", "A. Lee, B. Kim dkk."),
    ],
)
def test_the_list_of_sources_joins_names_in_indonesian(indonesian, authors, listed):
    source = parse_string(f"@article{{x, author={{{authors}}}}}", "bibtex").entries["x"]
    style = of_sphinx.ListedSource()
    context = {"entry": source, "style": style, "bib_data": None}
    shown = style.format_names("author").format_data(context).render_as("text")
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == listed
