"""The book as one document to print: complete, linked within itself, answers at the end."""

import subprocess
import sys
from collections import Counter

import pytest

from press.handouts import bound, pdf


@pytest.fixture(scope="module")
def document(site):
    assert site == pdf.HTML
    return pdf.assemble()


def test_every_page_of_the_menu_is_in_it_once(document):
    pages = [path for _, entries in bound.list_pages() for path, _ in entries]
    sections = [section["id"] for section in document.select("section.pdf-page")]
    assert sections == [bound.anchor(path) for path in [*pages, bound.ANSWERS]]
    assert len(sections) >= 20


def test_links_within_the_book_lead_somewhere(document):
    names = Counter(element["id"] for element in document.find_all(id=True))
    assert [name for name, count in names.items() if count > 1] == []
    links = [a["href"] for a in document.find_all("a", href=True)]
    inner = [href[1:] for href in links if href.startswith("#")]
    assert len(inner) > 300
    assert set(inner) <= set(names)
    assert all(href.startswith(("#", "https://", "http://", "mailto:")) for href in links)


def test_pictures_find_their_own_parts(document):
    names = {element["id"] for element in document.find_all(id=True)}
    for use in document.find_all("use"):
        assert use["href"][1:] in names
    for clipped in document.find_all(attrs={"clip-path": True}):
        assert clipped["clip-path"].removeprefix("url(#").removesuffix(")") in names


def test_explorers_say_where_the_live_one_is_and_what_is_for_the_curious_is_open(document):
    explorers = document.select("figure.asi-explorer")
    assert len(explorers) >= 10
    assert all("https://" in explorer.select_one(".pdf-live a")["href"] for explorer in explorers)
    assert document.find("script") is None
    opened = [fold.summary.get_text(strip=True) for fold in document.select("details[open]")]
    assert len(opened) >= 10
    assert all(title.startswith(("For the curious", "Optional")) for title in opened)
    assert document.find(string="Live demo") is None  # the plans have it


def test_answers_stand_at_the_end_and_nowhere_else(document):
    last = document.select("section.pdf-page")[-1]
    assert len(last.select(".asi-question")) == 0
    questions = document.select(".asi-question")
    assert len(questions) > 100
    for question in questions:
        assert question.select_one("[data-verdict], details") is None
        (name,) = [a["href"][1:] for a in question.select(".to-answer a")]
        entry = last.find(id=name)
        assert entry.select_one("[data-verdict=right]") is not None
        back = entry.select(".to-answer a")[-1]["href"][1:]
        assert question.find(id=back) is not None
    assert document.select_one("details:not([open])") is None


def test_chromium_prints_it_with_page_numbers_and_links(site):
    # In a process of its own: Playwright cannot be started twice in one.
    command = [sys.executable, "-m", "press.handouts.pdf"]
    run = subprocess.run(command, cwd=pdf.ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    printed = (site.parent / "right-way-up.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") > 100
    assert b"/Outlines" in printed
    assert b"/StructTreeRoot" in printed
