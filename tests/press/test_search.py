"""What the search of the site is made from: words, sections, what means the same, the index."""

import json
import re
from pathlib import Path

import pytest

from press.sphinx import search
from press.sphinx.search import Section

ROOT = Path(__file__).resolve().parents[2]
PAGE = """
<nav><p>menu</p></nav>
<article>
<section id="odds"><h1>Odds<a class="headerlink" href="#odds">#</a></h1>
<p>Set <em>smooth</em>ly against the rest<br>of them.</p>
<details class="code"><summary>Show</summary><pre>import asi</pre></details>
<section id="more"><h2>Going <code>on</code></h2>
<p>Before.</p>
<div class="exercise admonition" id="ex-1"><p class="admonition-title">Exercise 1</p>
<div><p>Divide.</p></div><img src="a.png"></div>
<p>After.</p>
<svg><text>drawn</text></svg><template>spare</template><script>var x;</script>
</section>
<section id="terms"><h2>Terms</h2>
<dl class="glossary">
<dt id="term-a">besar sampel</dt><dt id="term-b"><span>sample size</span></dt><dd>How many.</dd>
<dt id="term-c">kasus</dt><dd>Counted. <dl><dt>plain</dt><dd>inner</dd></dl></dd>
</dl>
<dl><dt class="sig" id="asi_helpers.keep">keep(name)</dt><dd>Keeps.</dd></dl>
</section>
</section>
</article>
<footer>foot</footer>
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Odds Ratio", "odds ratio"),
        ("the OR, or not", "or not"),
        ("34,7 34.7", "34.7 34.7"),
        (",094 and .094", "0.094 0.094"),
        ("a 2×2, 2 x 2, 2x2 table", "2x2 2x2 2x2 table"),
        ("27 × 54", "27 × 54".replace(" ×", "")),
        ("chi-square Uji-Eksak", "chi square uji eksak"),
        ("χ² Café", "χ2 cafe"),
        ("p < 0.05", "p 0.05"),
        ("prevalence_odds_ratio", "prevalence odds ratio"),
        ("11,037 people", "11.037 people"),
    ],
)
def test_words_are_cut(text, found):
    assert search.words(text) == found.split()


def test_a_page_is_cut_at_its_headings_entries_and_exercises():
    assert [(each.id, each.heading, each.text) for each in search.read_sections(PAGE)] == [
        ("odds", "Odds", "Set smoothly against the rest of them."),
        ("more", "Going on", "Before. After."),
        ("ex-1", "Exercise 1", "Divide."),
        ("terms", "Terms", ""),
        ("term-b", "besar sampel · sample size", "How many."),
        ("term-c", "kasus", "Counted. plain inner"),
        ("asi_helpers.keep", "asi_helpers.keep", "keep(name) Keeps."),
    ]


def test_what_stands_twice_is_taken_once():
    twice = "<article><section id='a'><h2>A</h2>x</section><section id='b'><h2>A</h2>x</section>"
    assert [each.id for each in search.read_sections(twice)] == ["a"]


def numbers_of(places):
    """The places of a word, read back."""
    found, last = {}, 0
    for each in filter(None, places.split(",")):
        step, _, often = each.partition("*")
        last += int(step, 36)
        found[last] = int(often or "1", 36)
    return found


def test_the_index_says_where_each_word_stands():
    odds = Section("a", "Odds", "odds of one. Odds!")
    many = [Section(str(i), "more", "word") for i in range(50)]
    pages = [
        (
            "chapters/01-a",
            "chapters/01-a.html",
            [odds, *many],
        ),
        ("chapters/api", "chapters/api.html", [Section("b", "Code", "odds")]),
    ]
    index = search.make_index(pages, ROOT)
    kinds = index["kinds"]
    assert [kinds[page[1]] for page in index["pages"]] == ["first", "code"]
    assert index["pages"][0][2][0] == ["a", "Odds"]
    assert index["lengths"][1][:2] == [3, 1]
    words = index["words"].split(" ")
    assert words == sorted(words)
    spread = dict(zip(words, index["places"].split(" "), strict=True))
    assert [numbers_of(part) for part in spread["odds"].split(";")] == [{0: 1}, {0: 2, 51: 1}]
    assert [numbers_of(part) for part in spread["word"].split(";")] == [
        {},
        dict.fromkeys(range(1, 51), 1),
    ]


def test_what_means_the_same_comes_from_the_lists_and_leads_somewhere():
    known = {"odds", "ratio", "prevalence", "besar", "sampel"}
    same = search.find_synonyms(ROOT, known)
    assert ["or", "odds ratio", "rasio odds"] in same
    assert ["sample size", "besar sampel"] in same  # of the glossary
    assert all(any(set(phrase.split()) <= known for phrase in group) for group in same)
    assert search.find_synonyms(ROOT, set()) == []


def test_every_short_form_is_said_in_both_languages():
    first = {line[0]: line for line in search.settings()["same"]}
    assert {"OR", "POR", "RR", "PR", "CI"} <= first.keys()
    english = {term for line in first.values() for term in line if re.search(r"\bratio\b", term)}
    assert english
    for line in first.values():
        if any(re.search(r"\bratio\b", term) for term in line):
            assert any(re.search(r"\brasio\b", term) for term in line), line


def test_pages_for_teachers_and_programmers_are_told_apart():
    kinds = ["first", *search.settings()["kinds"]]
    found = {name: kinds[search.kind_of(name)] for name in ("chapters/08-x", "chapters/glossary")}
    assert set(found.values()) == {"first"}
    assert kinds[search.kind_of("chapters/instructor/plan-01")] == "instructor"
    assert kinds[search.kind_of("chapters/api")] == "code"


@pytest.mark.parametrize("folder", ["", "id/"])
def test_the_built_index_knows_its_own_edition_only(site, folder):
    static = site / folder / search.FOLDER
    name, _, text = (static / "index.js").read_text("utf8").partition("=")
    assert name == "window.asiSearch"
    index = json.loads(text.rstrip(";\n"))
    addresses = [page[0] for page in index["pages"]]
    assert "chapters/glossary.html" in addresses
    assert not [address for address in addresses if address.startswith("id/")]
    assert not [address for address in addresses if "answer-key" in address]
    assert len(list(static.glob("*.js"))) == len(addresses) + 1
    for number, (address, _kind, parts) in enumerate(index["pages"]):
        texts = (static / f"{number}.js").read_text("utf8").partition("=")[2].rstrip(";\n")
        assert len(json.loads(texts)) == len(parts)
        page = (site / folder / address).read_text("utf8")
        assert all(f'id="{id}"' in page for id, _heading in parts if id), address
