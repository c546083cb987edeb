"""The e-book: well-formed, every file listed, every link led somewhere, every picture in words."""

import posixpath
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

import pytest

from press.handouts import epub

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def book(site, tmp_path_factory):
    """{name: content} of the e-book, in the order of the zip."""
    path = epub.main(tmp_path_factory.mktemp("epub") / "book.epub")
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert path.stat().st_size < 1e6
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(book):
    """{name: parsed page}; a page that is not well-formed cannot be parsed."""
    return {name: ET.fromstring(text) for name, text in book.items() if name.endswith(".xhtml")}


def test_the_manifest_names_every_file_and_what_is_in_it(book, pages):
    package = ET.fromstring(book["book/package.opf"])
    items = {f"book/{item.get('href')}": item for item in package.iter(f"{OPF}item")}
    assert set(items) == set(book) - {"mimetype", "META-INF/container.xml", "book/package.opf"}
    for name, page in pages.items():
        said = set((items[name].get("properties") or "").split()) & {"svg", "mathml"}
        held = {
            word
            for word, tag in (("svg", SVG + "svg"), ("mathml", MATH + "math"))
            if page.find(f".//{tag}") is not None
        }
        assert said == held, name
    ids = {item.get("id") for item in items.values()}
    spine = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
    assert len(spine) == len(set(spine)) == len(pages)
    assert set(spine) <= ids


def test_names_are_given_once_and_links_lead_to_them(pages):
    names = {}
    for name, page in pages.items():
        given = Counter(e.get("id") for e in page.iter() if e.get("id"))
        assert [each for each, count in given.items() if count > 1] == [], name
        names[name] = set(given)
    followed = 0
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a"):
            href = link.get("href")
            if href is None or href.startswith(("http:", "https:", "mailto:")):
                continue
            path, _, place = href.partition("#")
            to = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert to in names, (name, href)
            assert not place or place in names[to], (name, href)
            followed += 1
    assert followed > 800


def test_every_picture_says_what_it_shows_and_nothing_asks_for_a_browser(pages):
    drawn = [e for page in pages.values() for e in page.iter(f"{SVG}svg")]
    # some hold nothing but parts that others are drawn of
    pictures = [e for e in drawn if [part.tag for part in e] != [f"{SVG}defs"]]
    assert len(pictures) > 25
    for picture in pictures:
        assert picture.get("role") == "img"
        assert len(picture.get("aria-label")) > 20
        assert picture.get("viewBox")
    used = {e.tag.removeprefix(XHTML) for page in pages.values() for e in page.iter()}
    assert not used & {"script", "form", "input", "button", "select", "details", "template"}
    text = "".join(ET.tostring(page, "unicode") for page in pages.values())
    assert "var(--" not in text


def test_it_is_for_students_and_its_answers_stand_at_the_end(book, pages):
    assert not [name for name in book if "instructor" in name]
    last = list(pages)[-1]
    assert last == "book/chapters/answers.xhtml"
    for name, page in pages.items():
        told = [e for e in page.iter() if e.get("class") == "asi-feedback"]
        assert bool(told) == (name == last), name
    contents = [e.get("href") for e in pages["book/nav.xhtml"].iter(f"{XHTML}a")]
    assert len(contents) > 80
    assert "chapters/answers.xhtml" in contents


def test_twice_gives_the_same_bytes(site, tmp_path):
    first, again = (epub.main(tmp_path / f"{n}.epub").read_bytes() for n in range(2))
    assert first == again
