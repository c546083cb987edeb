"""The sources of the book: complete, marked with how well they were checked, and cited honestly."""

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


def says_so(page, key):
    """Whether a paragraph or a point of a list that cites `key` says that it was not checked."""
    parts = re.split(r"\n\s*\n|\n- ", page.read_text("utf8"))
    citing = [part for part in parts if any(key in keys for keys in CITE.findall(part))]
    return any("not yet checked" in part for part in citing)


def test_an_unchecked_source_is_called_so_where_it_is_cited():
    """A page that cites an entry marked U or P says "details not yet checked" beside it."""
    cited = {key: pages for key, pages in citations().items() if MARKS.get(key) in ("U", "P")}
    silent = [
        f"{page.name}: {key}" for key in cited for page in cited[key] if not says_so(page, key)
    ]
    assert silent == []
