"""Names of every kind, shown by the Markdown parser that the book is built with, as they are."""

from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

import asi_helpers as asi
from asi_helpers.language import Sentence, as_markdown

CONFIG = yaml.safe_load((Path(__file__).parents[2] / "_config.yml").read_text("utf8"))
PARSER = create_md_parser(
    MdParserConfig(enable_extensions=set(CONFIG["parse"]["myst_enable_extensions"])), RendererHTML
)
WORDS = {"p", "span", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
NAMES = (
    *("<UMR", ">UMR", "<SMA", ">=SMA", "antenatal<K4", "a<b>c", "<!-- x", "&lt;UMR", "&copy;"),
    *("$5", "US$ 5", "$x$", "$$", r"\(x\)", r"a\b", "\\", r"\begin{align}", "`code`", "``", "a|b"),
    *("*very*", "a_b_c", "__init__", "~~no~~", "[a](b)", "![a](b)", "[^1]", "[x] done", "{{x}}"),
    *("{abbr}`x`", "{.class}", "# one", "1. one", "2) two", "- one", "+ one", "* one", "% note"),
    *("(a)=", "---", "+++", ":::", "```", "~~~", "> one", "www.rsud.id", "a.id/%41", "b@c.id"),
    *(
        "http://c.id/%7E",
        "mailto:a@b.id",
        "Ya",
        'the "good" group',
        "a\nb",
        "# a\n# b",
        "<UMR\n\n>",
    ),
)
ANY = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1)
PIECES = st.lists(
    st.sampled_from(NAMES) | st.sampled_from(" .:-+#1a\\<>$*_`|{}[]()&~!@%^=\"'/") | ANY, min_size=1
).map("".join)
names = PIECES.filter(str.strip)


class Shown(HTMLParser):
    """The text of a page, and the elements in it."""

    def __init__(self, markdown):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(PARSER.render(markdown))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.append("!--")


def shown(markdown):
    """The words that a page shows of Markdown, which are words only."""
    page = Shown(markdown)
    assert set(page.tags) <= WORDS, page.tags
    return page.text.split()


def two_by_two(exposed, unexposed, case, noncase, cells=((27, 7), (6, 54))):
    return asi.TwoByTwo.from_array(
        cells, exposed=exposed, unexposed=unexposed, case=case, noncase=noncase,
        exposure=f"{exposed} or {unexposed}", outcome=f"{case} or {noncase}",
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_it_is(name):
    assert shown(as_markdown(name)) == name.split()


@given(names)
def test_any_text_is_shown_as_it_is(name):
    assert shown(as_markdown(name)) == name.split()


@given(names, names, names, names, st.sampled_from(["en", "id"]))
def test_sentences_show_every_name(one, other, case, noncase, language):
    table = two_by_two(one, other, case, noncase)
    pr, por = asi.prevalence_ratio(table), asi.prevalence_odds_ratio(table.swap_exposure())
    zero = two_by_two(one, other, case, noncase, cells=((3, 0), (2, 5)))
    for result in (table, pr, por, asi.chi_square_test(table), asi.prevalence_odds_ratio(zero)):
        said = asi.describe(result, language)
        assert shown(said._repr_markdown_()) == str(said).split()
    said = asi.results_paragraph(table, language=language)
    assert shown(said._repr_markdown_()) == str(said).split()


@given(names, names, st.sampled_from(["en", "id"]))
def test_a_list_shows_every_name(one, other, language):
    table = two_by_two(one, other, "<3 kali", "$ >= 3 kali $")
    said = asi.describe(asi.audit_estimate(0.029, 0.94, 0.009, table=table), language)
    page = Shown(said._repr_markdown_())
    assert page.tags.count("li") == len(said.items) > 1
    assert shown(said._repr_markdown_()) == " ".join(said.items).split()
    alone = Sentence(one, language, items=(one, other))
    assert shown(alone._repr_markdown_()) == f"{one} {other}".split()


@given(st.lists(st.tuples(names, names), min_size=1, max_size=3), names)
def test_tables_show_every_name_in_its_cell(rows, column):
    frame = pd.DataFrame(rows, columns=[column, "number"])
    markdown = asi.markdown_table(frame)._repr_markdown_()
    page = Shown(markdown)
    assert (page.tags.count("th"), page.tags.count("td")) == (2, 2 * len(rows))
    words = [word for row in [(column, "number"), *rows] for cell in row for word in cell.split()]
    assert shown(markdown) == words


def test_formulas_of_a_finished_page_cannot_reach_from_one_name_to_another():
    said = asi.describe(two_by_two("UMR $5", "UMR $9", "a", r"\(b\)"))._repr_markdown_()
    assert said.count(r"UMR <span>\$</span>") == 2
    assert as_markdown(r"\(b\)") == r"<span>\\</span>(b<span>\\</span>)"
