"""The glossary: complete in both languages, every term used, every used term defined."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from press.sphinx import glossary as site_glossary

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = site_glossary.load_entries(ROOT / site_glossary.SOURCE)
USES = site_glossary.find_uses(ROOT)


def test_there_are_at_least_sixty_terms_each_once():
    for key in ("term", "id"):
        values = [entry[key].lower() for entry in ENTRIES]
        assert len(values) >= 60
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["term"])
def test_every_entry_is_complete_and_used(entry):
    assert set(entry) == {"term", "id", "meaning", "trap"}
    for key in ("meaning", "trap"):
        assert entry[key].endswith((".", "?")), entry[key]
    assert USES.get(entry["term"].lower()), "no chapter links to this term"


def test_every_term_that_a_chapter_links_to_is_defined():
    assert set(USES) <= {entry["term"].lower() for entry in ENTRIES}


def test_links_with_other_words_are_found():
    text = "A {term}`margin`, two {term}`margins <margin>`, a {term}`2x2\ntable`."
    assert site_glossary.terms_used(text) == {"margin", "2x2 table"}


@pytest.mark.parametrize(
    ("anchor", "meaning"),
    [
        ("term-2x2-table", "Four counts of people"),
        ("term-Cohen-s-kappa", "How much two raters agree"),
        ("term-type-I-error", "Rejecting the null hypothesis although"),
        ("term-chi-square", "One number for how far"),
    ],
)
def test_the_first_link_to_a_term_says_what_it_means(anchor, meaning):
    """Whatever its capitals: in its anchors Sphinx keeps them."""
    document = new_document("page")
    document += [nodes.reference("", refuri=f"glossary.html#{anchor}") for _ in range(2)]
    site_glossary.say_meaning(SimpleNamespace(srcdir=ROOT), document, "chapters/05-chi-square")
    first, second = document.findall(nodes.reference)
    assert first["reftitle"].startswith(meaning)
    assert "reftitle" not in second


def test_a_meaning_is_said_without_marks_and_not_on_the_glossary_s_own_page():
    anchors = [f"glossary.html#{nodes.make_id('term-' + entry['term'])}" for entry in ENTRIES]
    for docname in ("chapters/05-chi-square", "chapters/glossary"):
        document = new_document("page")
        document += [nodes.reference("", refuri=anchor) for anchor in anchors]
        site_glossary.say_meaning(SimpleNamespace(srcdir=ROOT), document, docname)
        said = [each.get("reftitle") for each in document.findall(nodes.reference)]
        if docname.endswith("glossary"):
            assert set(said) == {None}
        else:
            assert all(said)
            assert not [title for title in said if "lang=id" in title or "*" in title]


@pytest.mark.parametrize(
    ("chapters", "words"),
    [
        (["02-tables"], "**Chapter:**\N{NO-BREAK SPACE}[2](02-tables.md)."),
        (
            ["02-tables", "11-capstone"],
            "**Chapters:**\N{NO-BREAK SPACE}[2](02-tables.md), [11](11-capstone.md).",
        ),
    ],
)
def test_an_entry_names_the_chapters_that_use_it(chapters, words):
    entry = {"term": "Margin", "id": "jumlah tepi", "meaning": "A total.", "trap": "Of whom?"}
    text = site_glossary.Entries.text(None, [entry], {"margin": chapters})
    assert text.splitlines()[1:4] == [
        "Margin",
        "  [*jumlah tepi*]{lang=id}. A total.",
        f"  **Trap:** Of whom? {words}",
    ]


def test_the_way_back_leads_from_the_indonesian_term_to_the_english_one():
    text = site_glossary.FromIndonesian.text(None, ENTRIES, USES)
    rows = re.findall(r"^\| \[\*(.+?)\*\]\{lang=id\} \| \{term\}`(.+?)` \|$", text, re.MULTILINE)
    assert sorted(rows) == sorted((entry["id"], entry["term"]) for entry in ENTRIES)
    first = [indonesian.lower() for indonesian, _ in rows]
    assert first == sorted(first)
