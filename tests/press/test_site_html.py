"""What the site makes of a page's HTML and formulas."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import ExtensionError

import asi_helpers as asi
from press.sphinx import html as site_html
from press.sphinx import math as site_math
from press.sphinx import pages as site_pages


def parse(html):
    return BeautifulSoup(html, "html.parser")


def test_a_data_frame_becomes_a_readable_table():
    frame = pd.DataFrame({"smooth": [27, 6]}, index=["good", "poor"])
    soup = parse(site_html.readable_frame(frame.to_html()))
    table = soup.find("table")
    assert table.parent["class"] == ["table-frame"]
    assert "border" not in table.attrs
    assert [cell["scope"] for cell in soup.select("tbody th")] == ["row", "row"]
    assert not soup.select("tr[style]")
    assert site_html.readable_frame(str(soup)) == str(soup)


def test_the_papers_own_labels_in_a_data_frame_are_marked_as_indonesian():
    cells = asi.load_dataset("cells")
    labels = {*cells["exposure_level_paper"], *cells["outcome_level_paper"]}
    assert labels == site_html.PAPER_LABELS
    frame = cells[cells["table"] == "knowledge"].pivot(
        index="outcome_level_paper", columns="exposure_level_paper", values="count"
    )
    soup = parse(site_html.readable_frame(frame.rename_axis(columns="flow, knowledge").to_html()))
    assert {cell.text for cell in soup.select('th[lang="id"]')} == labels
    assert not [cell.text for cell in soup.select("[lang]") if cell.text not in labels]


@pytest.mark.parametrize("columns", [5, 6])
def test_a_table_of_many_columns_becomes_cards_on_a_phone(columns):
    row = nodes.row("", *(nodes.entry("", nodes.paragraph("", f"c{i}")) for i in range(columns)))
    group = nodes.tgroup("", nodes.thead("", row.deepcopy()), nodes.tbody("", row.deepcopy()))
    document = new_document("page")
    document += nodes.table("", group)
    site_html.WordyTables(document).run()
    assert document[0]["classes"] == (["wordy"] if columns > site_html.WIDE else [])


@pytest.mark.parametrize(
    "empty", ["<th></th>", '<th class="head"><p></p></th>', '<th scope="col"> </th>']
)
def test_an_empty_heading_becomes_a_cell(empty):
    html = f"<table><tr>{empty}<th>smooth</th></tr></table>"
    assert site_pages.without_empty_headings(html) == (
        "<table><tr><td></td><th>smooth</th></tr></table>"
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a d}{b c}",
        r"\sqrt{\frac{1}{a} - \frac{1}{a+b}}",
        r"\chi^2 = \sum \frac{(O - E)^2}{E}",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\ln \widehat{\mathrm{POR}} \pm 1.96 \, \mathrm{SE}",
        r"\text{odds} = \frac{p}{1-p}",
        r"\lim_{n \to \infty} \operatorname{POR}",
    ],
)
def test_formulas_become_mathml(tex):
    soup = parse(site_math.to_mathml(tex, block=True))
    assert soup.find("math") is not None
    assert soup.find("merror") is None


def test_a_formula_that_cannot_be_read_stops_the_build():
    with pytest.raises(ExtensionError, match=r"a\.md:3: cannot read the formula"):
        site_math.to_mathml(r"\frac{a}", block=False, where="a.md:3: ")


def test_environments_lose_their_own_numbers():
    tex = r"\begin{align} a &= b \end{align}"
    assert site_math.unnumbered(tex) == r"\begin{align*} a &= b \end{align*}"


def page_of(*paragraphs):
    """A page with a title and paragraphs."""
    section = nodes.section("", nodes.title(text="A page"))
    section += [nodes.paragraph(text=text) for text in paragraphs]
    page = nodes.document(None, None)
    page += section
    return page


def test_a_page_is_described_by_its_first_real_paragraph():
    page = page_of("About 60 minutes.", "What a 2x2 table can say, and which way round it says it.")
    text = site_pages.describe_page({}, page)
    assert text == "What a 2x2 table can say, and which way round it says it."
    assert site_pages.describe_page({"description": "Its own."}, page) == "Its own."


def test_a_long_description_ends_at_a_word():
    text = site_pages.describe_page({}, page_of("word " * 100))
    assert len(text) <= site_pages.DESCRIPTION_LENGTH + 2
    assert text.endswith("word …")


def test_the_policy_names_the_one_inline_script():
    assert site_pages.script_hash("alert(1)") == (
        "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    )
    assert site_pages.script_hash(site_pages.EARLY_SCRIPT) in site_pages.CONTENT_POLICY


def test_progress_counts_numbered_chapters_only():
    parts = [
        {"numbered": False, "pages": [{"name": "how-to-use"}]},
        {"numbered": True, "pages": [{"name": "chapters/01-a"}, {"name": "chapters/02-b"}]},
    ]
    assert site_pages.page_progress(parts, "chapters/02-b") == (2, 2)
    assert site_pages.page_progress(parts, "how-to-use") is None


def test_the_tools_of_a_page_come_after_its_opening():
    title, one, two, three = "<section><h1>T</h1>", "\n<p>One.</p>", "\n<p>Two.</p>", "\n<p>3.</p>"
    table, part = "<table></table>", "<section><h2>P</h2></section></section>"
    split = site_pages.split_opening
    assert split(title + one + table + part) == (title + one, table + part)
    assert split(title + one + two + three + part) == (title + one + two, three + part)
    assert split(title + table + part) == (title, table + part)
    assert split(title + one + table + part, whole=True) == (title + one + table, part)
    assert split(title + one, whole=True) == (title + one, "")
    assert split("") == ("", "")
