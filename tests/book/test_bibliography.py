"""The sources of the book: complete, marked with how well they were checked, and cited."""

import re
from pathlib import Path

import pytest
from pybtex.database import parse_file

ROOT = Path(__file__).resolve().parents[2]
BIB = (ROOT / "references.bib").read_text("utf8")
ENTRIES = parse_file(ROOT / "references.bib").entries
# the mark stands in the line above its entry; "V", "P: what was seen", "V (author initials U)"
MARKS = {
    key: mark
    for mark, key in re.findall(r"^% ([VPU])\b.*\n(?:%.*\n)*@\w+\{([^,]+),", BIB, re.MULTILINE)
}
CITE = re.compile(r"\{cite(?::[a-z]+)?\}`([^`]+)`")
NEEDED = {
    "article": {"author", "title", "journal", "year"},
    "book": {"title", "year", "publisher"},
    "incollection": {"author", "title", "booktitle", "year"},
    "misc": {"title"},
}


def citations():
    """{key: [page, ...]} of everything that the book cites."""
    found = {}
    for page in [*ROOT.glob("*.md"), *(ROOT / "chapters").rglob("*.md")]:
        for keys in CITE.findall(page.read_text("utf8")):
            for key in keys.split(","):
                found.setdefault(key.strip(), []).append(page)
    return found


def test_each_entry_is_marked():
    assert set(ENTRIES) - set(MARKS) == set()
    assert set(MARKS.values()) <= {"V", "P", "U"}


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_an_entry_has_its_fields(key):
    entry = ENTRIES[key]
    fields = set(entry.fields) | set(entry.persons)
    assert NEEDED.get(entry.type, {"title"}) <= fields


def test_each_citation_has_an_entry():
    assert set(citations()) - set(ENTRIES) == set()


def test_how_well_a_source_was_checked_is_said_in_its_file_only():
    """The mark of an entry is for those who work on the book; no reader meets it."""
    note = re.compile(r"not\s+(?:yet\s+|been\s+)?checked\b", re.IGNORECASE)
    pages = [*ROOT.glob("*.md"), *(ROOT / "chapters").rglob("*.md")]
    assert [page.name for page in pages if note.search(page.read_text("utf8"))] == []
