"""The list of files to take along: true with them and without, in each language."""

import re

import pytest

from press import downloads
from press.editions import edition_folder, languages
from press.handouts import pack
from press.handouts.__main__ import MAKERS

SITE = "https://example.org/book/"
PAGE = "<p>before</p>\n{}\n<p>after</p>"


@pytest.fixture
def site(tmp_path):
    """A built book of nothing but the page, in every language, as the build writes it."""
    for code in languages():
        path = tmp_path / edition_folder(code) / downloads.PAGE
        path.parent.mkdir(parents=True)
        own = SITE + edition_folder(code)
        path.write_text(PAGE.format(downloads.listed(code, address=own)), "utf8")
    return tmp_path


def page(site, code):
    return (site / edition_folder(code) / downloads.PAGE).read_text("utf8")


def make_files(site, size):
    for each in downloads.DOWNLOADS:
        for code in languages():
            path = site / each.path(code)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x" * size)


def test_every_file_has_what_makes_it():
    assert {each.name for each in downloads.DOWNLOADS} == {*MAKERS, *pack.PARTS}


@pytest.mark.parametrize("code", languages())
def test_without_files_no_link_but_to_the_published_page(site, code):
    links = re.findall(r'href="([^"]*)"', page(site, code))
    assert links == [f"{SITE}{edition_folder(code)}{downloads.PAGE}"]
    assert "make downloads" in page(site, code)
    assert page(site, code).count("<li>") == len(downloads.DOWNLOADS)


def test_a_book_that_is_published_nowhere_has_no_link():
    assert "href" not in downloads.listed("en")


@pytest.mark.parametrize("code", languages())
def test_with_files_every_link_leads_to_one_and_says_its_size(site, code):
    make_files(site, 1_250_000)
    downloads.list_files(site, languages())
    at = (site / edition_folder(code) / downloads.PAGE).parent
    links = re.findall(r'href="([^"]*)"', page(site, code))
    assert len(links) == len(downloads.DOWNLOADS)
    assert all((at / link).resolve().is_file() for link in links)
    assert page(site, code).count({"en": "1.2 MB", "id": "1,2 MB"}[code]) == len(links)
    assert "make downloads" not in page(site, code)


def test_a_file_that_was_not_made_is_not_listed(site):
    make_files(site, 10)
    gone = downloads.DOWNLOADS[0]
    (site / gone.path("en")).unlink()
    downloads.list_files(site, languages())
    assert gone.path("en") not in page(site, "en")
    assert gone.path("id") in page(site, "id")


def test_a_new_edition_drops_the_files_and_gives_the_page_as_it_was_built(site):
    before = {code: page(site, code) for code in languages()}
    make_files(site, 10)
    downloads.list_files(site, languages())
    assert {code: page(site, code) for code in languages()} != before
    downloads.drop_files(site, languages(), SITE)
    assert {code: page(site, code) for code in languages()} == before
    left = [path.name for path in site.rglob("*") if path.is_file()]
    assert left == ["take-along.html"] * len(left)


def test_the_addresses_in_print_stay():
    paths = [each.path("en") for each in downloads.DOWNLOADS]
    assert "right-way-up-offline.zip" in paths
    assert "right-way-up-instructor-pack.zip" in paths


def test_sizes_as_people_say_them():
    assert downloads.say_size(20_554, "en") == "21 kB"
    assert downloads.say_size(353_217, "en") == "0.4 MB"
    assert downloads.say_size(9_540_853, "id") == "9,5 MB"
