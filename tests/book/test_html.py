"""`tag` escapes whatever is not HTML already, and nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asi_helpers.book.page.html import Markup, Unsaid, html, stat, tag
from asi_helpers.language import Label, Number


@given(st.text())
def test_any_text_comes_back_as_it_was(text):
    from bs4 import BeautifulSoup

    usable = text.replace("\r", "").replace("\0", "")
    soup = BeautifulSoup(tag("p", usable, title=usable), "html.parser")
    assert soup.p.text == usable
    assert soup.p["title"] == usable


def test_html_is_not_escaped_again():
    inner = tag("b", "7 < 34")
    assert tag("p", inner) == "<p><b>7 &lt; 34</b></p>"
    assert tag("p", str(inner)) == "<p>&lt;b&gt;7 &amp;lt; 34&lt;/b&gt;</p>"


def test_attributes():
    made = tag("input", name="a", class_=["one", "two"], aria_label='"x"', hidden=True, lang=None)
    assert made == '<input name="a" class="one two" aria-label="&quot;x&quot;" hidden>'
    assert tag("p", hidden=False, data_n=0) == '<p data-n="0"></p>'


def test_children_may_be_nested_numbers_or_nothing():
    assert html(["a", [tag("br"), None], False, 0, ("b",)]) == "a<br>0b"
    assert html() == ""
    assert isinstance(html("a"), Markup)


def test_what_can_be_neither_text_nor_children_is_refused():
    with pytest.raises(TypeError):
        html(3.5)


def test_words_are_filled_with_html():
    words = Label("{a} of < {b}", id="{a} dari < {b}")
    made = html(words.fill(a=tag("b", "1"), b="x & y"))
    assert made.say("id") == "<b>1</b> dari &lt; x &amp; y"


def test_html_waits_for_its_language():
    share = Label("{n} & more", id="{n} dan < lagi").fill(n=stat("n", 7, Number(7, 1)))
    made = tag("p", Label("a < b", id="a > b"), " & ", share, title=Label('"q"', id="'k'"))
    value = '<data class="asi-stat" data-stat="n" value="7">'
    assert made.say("en") == (
        f'<p title="&quot;q&quot;">a &lt; b &amp; {value}7.0</data> &amp; more</p>'
    )
    assert made.say("id") == (
        f'<p title="&#x27;k&#x27;">a &gt; b &amp; {value}7,0</data> dan &lt; lagi</p>'
    )
    assert tag("ul", [made]).say("id") == f"<ul>{made.say('id')}</ul>"
    assert made != tag("p", Label("a < b", id="a > b"))
    assert isinstance(made, Unsaid)
    assert isinstance(made.say("en"), Markup)
    assert isinstance(tag("p", "no words"), Markup)
