"""The glossary: complete in both languages, every term used, every used term defined."""

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
