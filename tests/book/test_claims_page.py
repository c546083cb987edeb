"""The audit page: every claim once, under its verdict, with its reason and its chapter."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import asi_helpers as asi
from asi_helpers.book.page.style import style
from asi_helpers.book.paper.verdicts import VERDICTS, slug

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = asi.check_claims().set_index("id")


def parsed(language="en"):
    html = asi.show_claims(language)._repr_mimebundle_()["text/html"]
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module", params=["en", "id"])
def page(request):
    return parsed(request.param)


def test_every_claim_stands_once_under_its_verdict(page):
    for verdict in VERDICTS:
        block = page.select_one(f'.asi-verdict[data-verdict="{slug(verdict)}"]')
        shown = [row["data-claim"] for row in block.select("tr[data-claim]")]
        assert sorted(shown) == sorted(CLAIMS.index[CLAIMS["verdict"] == verdict])


def test_counts_are_those_of_the_data(page):
    for verdict in VERDICTS:
        count = (CLAIMS["verdict"] == verdict).sum()
        radio = page.select_one(f'input[value="{slug(verdict)}"]')
        assert radio.find_parent("label").b.text == str(count)
        assert radio["data-say"].startswith(f"{count} ")
        caption = page.select_one(f'[data-verdict="{slug(verdict)}"] caption').text
        assert f": {count} " in caption
        assert str(len(CLAIMS)) in caption


def test_every_claim_has_its_reason_and_its_chapter(page):
    words = ("claim", "explanation") if page.div["lang"] == "en" else ("claim_id", "explanation_id")
    for row in page.select("tr[data-claim]"):
        claim = CLAIMS.loc[row["data-claim"]]
        assert row.th.text == claim[words[0]]
        assert row.find_parent("tbody").select_one(".asi-why").text == claim[words[1]]
        assert row.a["href"] == f"{claim['chapter']}.html"
        assert row.select("td")[0].text == claim["printed"]


def test_figures_are_set_beside_the_printed_ones():
    english, indonesian = (
        {row["data-claim"]: row.select("td")[1].text for row in parsed(language).select("tr")
         if "data-claim" in row.attrs}
        for language in ("en", "id")
    )  # fmt: skip
    assert english["t1-por-table"] == "34.7"
    assert indonesian["t1-por-table"] == "34,7"
    assert english["t1-first-limit-table"] == "0.094"
    assert english["t1-p-text"] == "p < 0.001"
    assert english["t1-good-smooth-n"] == "27"
    assert english["t1-good-smooth-percent"] == "79.4%"
    assert english["background-change-early-initiation-2021"] == "−5.14 percentage points"
    assert indonesian["background-change-infants-2021"] == "+135 bayi"
    assert english["abstract-cause-en"] == ""


def test_only_the_shown_choice_is_checked_and_it_is_all(page):
    checked = [radio["value"] for radio in page.select("input") if radio.has_attr("checked")]
    assert checked == ["all"]


def test_verdicts_are_those_of_the_data():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (claims,) = (each for each in package["resources"] if each["name"] == "claims")
    (field,) = (each for each in claims["schema"]["fields"] if each["name"] == "verdict")
    assert list(VERDICTS) == field["constraints"]["enum"] == list(field["levels"])
    assert set(VERDICTS) == set(CLAIMS["verdict"])


def test_the_style_sheet_has_the_rule_of_every_verdict():
    sheet = ROOT / "asi_helpers" / "book" / "static" / "asi.css"
    rule = (
        r'\.asi-audit:has\(input\[value="([\w-]+)"\]:checked\) '
        r'\.asi-verdict:not\(\[data-verdict="\1"\]\) \{ display: none; \}'
    )
    found = re.findall(rule, sheet.read_text(encoding="utf-8"))
    assert found == [slug(verdict) for verdict in VERDICTS]


def test_roles_keep_the_table_a_table_where_it_is_laid_out_as_cards(page):
    for table in page.select("table"):
        assert table["role"] == "table"
        for name, role in (("tr", "row"), ("td", "cell"), ("tbody", "rowgroup")):
            assert {element["role"] for element in table.select(name)} == {role}
        assert {cell["role"] for cell in table.select("th")} == {"columnheader", "rowheader"}


def test_indonesian_words_in_english_sentences_are_marked():
    marked = {word.text.lower() for word in parsed().select('i[lang="id"]')}
    assert {"peluang", "kali lebih besar", "dalam meningkatkan", "peneliti berasumsi"} <= marked
    assert not parsed("id").select("i[lang]")


def test_a_front_end_without_html_prints_the_counts():
    text = asi.show_claims()._repr_mimebundle_()["text/plain"]
    assert text.startswith(f"{len(CLAIMS)} claims: reproduces ")


def test_live_it_brings_its_filter_and_links_to_notebooks(monkeypatch):
    monkeypatch.setattr("asi_helpers.book.paper.claims_page.is_live", lambda: True)
    html = asi.show_claims()._repr_mimebundle_()["text/html"]
    assert html.startswith(style("audit"))
    assert 'input[value="lost-zero"]:checked' in style("audit")
    assert re.search(r'href="08-upside-down-odds-ratio\.ipynb"', html)


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="language"):
        asi.show_claims("nl")
