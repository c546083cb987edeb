"""The form that reports a mistake: as GitHub asks, and filled by the links of the book."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from press import ROOT
from press.address import REPORT, find_address

FORM = yaml.safe_load(REPORT.read_text("utf8"))
FIELDS = {field["id"]: field for field in FORM["body"] if "id" in field}
SCRIPT = (ROOT / "press" / "theme" / "static" / "links.js").read_text("utf8")
# what GitHub's forms know
TOP = {"name", "description", "title", "body", "labels", "assignees", "projects", "type"}
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def test_the_form_is_one_that_github_reads():
    assert {"name", "description", "body"} <= set(FORM) <= TOP
    for field in FORM["body"]:
        assert set(field) <= {"type", "id", "attributes", "validations"}
        assert field["type"] in KINDS
        words = "value" if field["type"] == "markdown" else "label"
        assert field["attributes"][words]
    ids = [field["id"] for field in FORM["body"] if "id" in field]
    assert len(ids) == len(set(ids)) == sum(field["type"] != "markdown" for field in FORM["body"])
    assert all(re.fullmatch(r"[\w-]+", name) for name in ids)


def test_it_speaks_both_languages():
    for field in FIELDS.values():
        assert " · " in field["attributes"]["label"]
        assert " · " in field["attributes"]["description"]


def test_the_link_fills_fields_that_the_form_has_and_that_can_be_filled():
    link = find_address("https://github.com/someone/book").report(
        "Mistake: 2 & 3?", "https://a.b/c#d"
    )
    said = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert link.startswith("https://github.com/someone/book/issues/new?")
    assert said.pop("template") == REPORT.name
    assert said.pop("title") == "Mistake: 2 & 3?"
    assert said == {"page": "https://a.b/c#d"}
    by_script = set(re.findall(r'searchParams\.set\("(\w+)"', SCRIPT))
    assert by_script == {"section"}
    for name in {*said, *by_script}:
        assert FIELDS[name]["type"] in (
            "input",
            "textarea",
        )  # a list to choose from empties the form


@pytest.mark.parametrize("repository", ["https://gitlab.com/someone/book", "", "https://a.org/x/y"])
def test_elsewhere_than_on_github_there_is_no_form(repository):
    assert find_address(repository).report("title", "page") is None
