"""Old addresses: which lists hold, and what stands at such an address."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

from press.sphinx import moved


class Settings(dict):
    """Settings as Sphinx has them: by name in brackets and after a point."""

    __getattr__ = dict.__getitem__


PAGES = {"index", "chapters/glossary", "chapters/08-new"}


def test_a_list_that_holds_is_let_through():
    moved.check_moved(
        {"chapters/08-old": "chapters/08-new", "terms": "chapters/glossary#term-bias"}, PAGES
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("chapters/glossary", "index", "is a page"),
        ("search", "index", "is a page"),
        ("chapters/old", "chapters/nowhere", "no page"),
        ("chapters/old", "chapters/gone#place", "no page"),
        ("../old", "index", "must be a name"),
        ("chapters/old.html", "index", "must be a name"),
    ],
)
def test_a_list_that_does_not_hold_stops_the_build(old, new, said):
    with pytest.raises(ExtensionError, match=said):
        moved.check_moved({old: new}, PAGES, {"search"})


def test_an_old_page_leads_on_without_scripts_and_is_not_found_by_search_engines():
    page = moved.old_page(
        "chapters/old.html",
        "chapters/glossary.html#term-bias",
        "Glossary",
        "Book",
        "https://x/chapters/glossary.html",
    )
    soup = BeautifulSoup(page, "html.parser")
    assert soup.find("a")["href"] == "glossary.html#term-bias"
    assert soup.select_one("noscript meta")["content"] == "0; url=glossary.html#term-bias"
    assert soup.find("link", rel="canonical")["href"] == "https://x/chapters/glossary.html"
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert [script["src"] for script in soup.find_all("script")] == ["../_static/moved.js"]
    assert not soup.script.string


def test_each_old_address_of_the_list_has_a_page(tmp_path):
    settings = Settings(
        html_title="Book", language="en", html_baseurl="https://x/", html_theme_options={}
    )
    settings[moved.LISTED] = {"chapters/old": "chapters/glossary#term-bias"}
    app = SimpleNamespace(
        config=settings,
        builder=SimpleNamespace(name="html", get_target_uri=lambda name: f"{name}.html"),
        env=SimpleNamespace(titles={"chapters/glossary": SimpleNamespace(astext=lambda: "Terms")}),
        outdir=tmp_path,
    )
    moved._write(app, None)
    page = (tmp_path / "chapters" / "old.html").read_text("utf8")
    soup = BeautifulSoup(page, "html.parser")
    assert soup.find("a")["href"] == "glossary.html#term-bias"
    assert soup.find("a").text == "Terms"
    assert soup.find("link", rel="canonical")["href"] == "https://x/chapters/glossary.html"
