"""The glossary: complete in both languages, every term used, every used term defined."""

import re
from pathlib import Path

import pytest
from docutils import nodes

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


def links(*anchors):
    return "".join(f'<a class="x" href="../glossary.html#{anchor}">words</a>' for anchor in anchors)


@pytest.mark.parametrize(
    ("anchor", "meaning"),
    [
        ("term-2x2-table", "Four counts of people"),
        ("term-Cohen-s-kappa", "How much two raters agree"),
        ("term-type-I-error", "Rejecting the null hypothesis although"),
        ("term-chi-square", "One number for how far"),
    ],
)
def test_a_page_carries_the_meaning_of_a_term_once_however_often_it_links_to_it(anchor, meaning):
    """Whatever its capitals: in its anchors Sphinx keeps them."""
    (found,) = site_glossary.meanings_of(ENTRIES, links(anchor, anchor, "term-no-such"))
    assert found.anchor == anchor.lower()
    assert found.meaning.startswith(meaning)
    assert found.trap.startswith("<strong>Trap:</strong> ")


def test_meanings_come_in_the_order_of_the_glossary_and_not_on_its_own_page():
    body = links("term-p-value", "term-bias")
    found = site_glossary.meanings_of(ENTRIES, body)
    assert [each.term for each in found] == ["bias", "p-value"]
    assert site_glossary.meanings_of(ENTRIES, body.replace("../glossary.html", "")) == []


def test_a_meaning_is_said_without_marks_and_with_the_language_of_its_words():
    anchors = [nodes.make_id(f"term-{entry['term']}") for entry in ENTRIES]
    found = {each.term: each for each in site_glossary.meanings_of(ENTRIES, links(*anchors))}
    assert len(found) == len(ENTRIES)
    assert not [
        each for each in found.values() for text in each if "lang=id" in text or "*" in text
    ]
    assert '<span lang="id"><em>uji chi-square</em></span>' in found["chi-square"].meaning
    assert "“Ho is rejected”" in found["null hypothesis"].trap
    # the same word in both languages is said once
    assert {each.term for each in found.values() if not each.other} >= {"AXIS", "bias"}
    assert {each.other_language for each in found.values()} == {"id"}


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
