"""The whole book in a language that nobody speaks: no word of a page is without a catalogue."""

import os
import shutil
import subprocess
import sys

import pytest
import yaml

from press import ROOT
from tests import pseudo

# Written into the copy: the book of its one other language, with the addresses of this one's pages.
BUILD = """
import sys
from press.messages.translated import find_translations
(book,) = find_translations()
book.write()
sys.exit(book.run("press.build"))
"""
# Words that are the same in every language, and why.
NAMES = {
    "404.html": "No page has this address It may moved or the link lost letter Page not found "
    "Go to start of book have a",  # in every language of the book, English first
    "chapters/04-two-by-two.html": "poor",  # a pair that a cell takes out of a list
    "chapters/10-appraise.html": "item first rater second yes no unclear BMJ Open Table e a",
    "chapters/11-capstone.html": "Asian Pacific Journal of Cancer Prevention Table",
    "chapters/audit.html": "id printed recomputed first second limit table text",  # raw columns
    "chapters/glossary.html": "English Bahasa Indonesia",
    "chapters/instructor/answer-key.html": "a",  # (a), (b), (c)
    "chapters/instructor/blueprint.html": "adjusted background capstone ceiling choose concept cut"
    " half hand letter live new push rating read rule strobe whole worked",  # names of exercises
    "chapters/instructor/plan-10.html": "book second unclear verdict",  # raw columns
}


@pytest.fixture(scope="module")
def pages(site, tmp_path_factory):
    """Folder of the pages in that language."""
    from press.sources import copy_sources

    root = copy_sources(tmp_path_factory.mktemp("pseudo") / "book")
    settings = yaml.safe_load((root / "_config.yml").read_text("utf8"))
    settings["sphinx"]["config"]["book_languages"] = {"en": "English", pseudo.LANGUAGE: "Pseudo"}
    (root / "_config.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf8")
    pseudo.write_catalogues(root)
    (root / "_build").mkdir()
    shutil.copy(ROOT / "_build" / "addresses.json", root / "_build")
    surroundings = {**os.environ, "PYTHONPATH": str(root), "LANGUAGES": ""}
    surroundings.pop("PYODIDE", None)
    built = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=root,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, f"{built.stdout}\n{built.stderr}"
    return root / "_build" / pseudo.LANGUAGE / "_build" / "html"


@pytest.mark.slow
def test_no_word_of_a_page_is_without_a_catalogue(pages):
    found = {}
    for path in sorted(pages.rglob("*.html")):
        name = path.relative_to(pages).as_posix()
        words = pseudo.unreached(path.read_text("utf8"))
        left = [word for word in words if word not in NAMES.get(name, "").split()]
        if left:
            found[name] = left
    assert found == {}


def test_what_a_catalogue_reaches_has_no_latin_vowel():
    html = "<html lang='el'><title>{}</title><p title='{}'>{}</p></html>"
    assert pseudo.unreached(html.format(*map(pseudo.pseudo, ["A title", "Seen", "Of two"]))) == []
    assert pseudo.unreached(html.format("A title", "Seen", "Of two")) == [
        "A",
        "Of",
        "Seen",
        "title",
        "two",
    ]


def test_a_message_keeps_its_markup():
    assert (
        pseudo.pseudo("{term}`odds` of {n} **mothers**") == "{term}`οdds <odds>` οf {n} **mοthεrs**"
    )
    assert pseudo.pseudo("[a link](02.md#odds), `code`") == "[α lιnk](02.md#odds), `code`"
