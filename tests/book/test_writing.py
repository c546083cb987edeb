"""The box to write in, without a browser: its hints, its HTML, its widgets."""

import html
import json
import re
from pathlib import Path
from time import perf_counter

import pytest
from bs4 import BeautifulSoup

import asi_helpers as asi
from asi_helpers.book.practice.paragraph import RULES
from asi_helpers.book.practice.writing import FIELD, RUBRIC, TEXT
from press import ROOT

# Read in the page too, by tests/site/test_writing.py.
PARAGRAPHS = json.loads((Path(__file__).parents[1] / "paragraphs.json").read_text("utf8"))
COMPLETE = (
    "Smooth flow was recorded for 27 of 34 mothers (79.4%) with good knowledge and for 6 of 60 "
    "(10.0%) with poor knowledge (prevalence ratio 7.94, 95% CI 3.65 to 17.3). This is unadjusted, "
    "from a cross-sectional study with a purposive sample."
)
LACKS = {  # what is taken out of the complete paragraph, and the hint that follows
    "no_counts": [("27 of 34 mothers (79.4%)", "79.4%"), ("6 of 60 (10.0%)", "10.0%")],
    "one_count": [("6 of 60 (10.0%)", "10.0%")],
    "no_percent": [(" (79.4%)", ""), (" (10.0%)", "")],
    "no_measure": [("prevalence ratio ", "")],
    "no_interval": [(", 95% CI 3.65 to 17.3", "")],
    "no_design": [("a cross-sectional", "the")],
    "no_adjustment": [("unadjusted, ", "")],
    "no_sample": [(" with a purposive sample", "")],
}


def slips(text):
    return [hint.rule for hint in asi.check_paragraph(text) if not hint.missing]


def missing(text):
    return [hint.rule for hint in asi.check_paragraph(text) if hint.missing]


@pytest.mark.parametrize("row", PARAGRAPHS, ids=lambda row: row["text"][:50])
def test_a_sentence_raises_the_hints_that_it_should(row):
    assert slips(row["text"]) == row["slips"]


def test_every_rule_is_met_and_passed_by_sentences():
    looked_for = {rule.name for rule in RULES if not rule.missing}
    assert looked_for == {name for row in PARAGRAPHS for name in row["slips"]}
    assert set(LACKS) == {rule.name for rule in RULES if rule.missing}
    assert sum(not row["slips"] for row in PARAGRAPHS) >= 15


def test_a_complete_paragraph_lacks_nothing():
    assert asi.check_paragraph(COMPLETE) == []


@pytest.mark.parametrize(("rule", "changes"), LACKS.items(), ids=LACKS)
def test_what_is_not_there_is_missed(rule, changes):
    text = COMPLETE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    assert missing(text) == [rule]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_book_s_own_model_paragraphs_raise_no_hint(language):
    """With the limits that chapter 11 gives them."""
    chapter = (ROOT / "chapters" / "11-capstone.md").read_text("utf8")
    cell = re.search(r"^limits = asi\.Label\(.*?\)$", chapter, re.DOTALL | re.MULTILINE)[0]
    given = {}
    exec(cell, {"asi": asi}, given)
    for name in ("knowledge", "comfort", "support"):
        table = asi.load_table(name)
        model = asi.results_paragraph(table, limits=given["limits"], language=language)
        assert asi.check_paragraph(model) == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_the_package_says_of_any_table_raises_no_hint(language):
    for name in asi.list_tables():
        table = asi.load_table(name)
        for result in (table, asi.prevalence_ratio(table), asi.prevalence_odds_ratio(table)):
            assert slips(asi.describe(result, language)) == []


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", ["knowledge", "hypertension", "tea"])
def test_the_package_s_own_decision_is_no_verdict(name, language):
    said = asi.results_paragraph(asi.load_table(name), alpha=0.01, language=language)
    assert slips(said) == []


def test_a_hint_names_the_words_and_says_what_to_do():
    hint = asi.check_paragraph("It increases flow.\nIt prevents pain; it increases milk.")[0]
    assert hint.words == ("increases", "prevents")
    assert hint.say("en").startswith("“increases”, “prevents” sounds like a cause.")
    assert hint.say("id").startswith("“increases”, “prevents” terdengar seperti sebab.")
    for rule in RULES:
        assert ("{words}" in rule.advice) != rule.missing
        assert rule.advice.say("id") != rule.advice.say("en")


def test_the_words_of_a_hint_begin_with_a_word():
    (hint,) = (each for each in asi.check_paragraph("Odds (34.7 times greater).") if each.words)
    assert hint.words == ("34.7 times greater",)


def test_nothing_typed_gets_no_hint():
    assert asi.check_paragraph(" \n\t ") == []
    with pytest.raises(TypeError, match="`text` must be a paragraph"):
        asi.check_paragraph(None)


def test_dashes_and_widths_are_read_alike():
    for dash in "-‐–—−":
        assert slips(f"IK 95% 0,94{dash}0,009") == ["falling"]
    assert slips("p\N{NO-BREAK SPACE}=\n0.000") == ["p_zero"]
    assert slips("p \N{FULLWIDTH EQUALS SIGN} 0.000") == ["p_zero"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Penelitian itu gagal.", ["verdict"]),
        ("Rasio odds 34,7 jarang muncul karena peluang semata.", []),
        ("Rasio odds 34,7 menunjukkan peluang lebih besar.", ["likely_odds"]),
    ],
)
def test_words_that_look_alike_in_indonesian(text, rules):
    assert slips(text) == rules


def test_limits_that_are_equal_do_not_fall():
    assert slips("The prevalence ratio was 1.00 (95% CI 1.00 to 1.00).") == []


def test_each_sentence_is_read_on_its_own():
    # odds in one sentence, a prevalence called likely in the next
    for end in ".!?":
        assert slips(f"The odds ratio was 34.7{end} Smooth flow was more likely.") == []
    assert slips("Whether it lasts is not known. Support increases milk flow.") == ["causal"]


@pytest.mark.parametrize(
    "text",
    [
        "Apakah dukungan meningkatkan pengeluaran ASI?",
        "Pengetahuan dicatat tanpa pengaruh apa pun.",
        "Nothing here improves milk flow.",
    ],
)
def test_a_cause_that_is_asked_for_or_denied_is_none(text):
    assert slips(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a cross-sectional study", "a snapshot"),
        ("from a cross-sectional study", "all asked at once"),
        ("a cross-sectional study", "studi belah lintang"),
        ("unadjusted", "crude"),
        ("This is unadjusted", "Tanpa kontrol perancu"),
        ("with a purposive sample", "whose mothers were selected"),
        ("with a purposive sample", "secara bertujuan"),
        ("27 of 34 mothers (79.4%)", "27/34 (79.4%)"),
        ("prevalence ratio 7.94", "selisih 69.4 poin persen"),
    ],
)
def test_what_is_there_may_be_said_in_other_words(old, new):
    assert old in COMPLETE
    assert missing(COMPLETE.replace(old, new)) == []


@pytest.mark.parametrize("name", ["95% KI", "IK 95%", "confidence interval", "selang kepercayaan"])
def test_an_interval_may_have_any_of_its_usual_names(name):
    assert missing(COMPLETE.replace("95% CI", name)) == []


def test_a_very_long_text_is_read_quickly():
    start = perf_counter()
    asi.check_paragraph("of 34 27 " * 3_000)
    asi.check_paragraph("95% CI 0" + " " * 20_000 + "not" * 10_000)
    assert perf_counter() - start < 2  # seconds


# The box ------------------------------------------------------------------------------------------


def test_the_rubric_is_that_of_the_instructors():
    page = (ROOT / "chapters" / "instructor" / "rubric.md").read_text("utf8")
    there = dict(re.findall(r"^## (\w+)\n.*?\| \*\*there\*\* \| (.*?) \|", page, re.DOTALL | re.M))
    straight = str.maketrans("“”", '""')
    assert {str(name): said.translate(straight) for name, said in RUBRIC.values()} == there


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_has_the_field_the_rows_and_the_rules(language):
    page = asi.writing_box("11", language=language).html()
    assert page.startswith('<figure class="asi-explorer" data-explorer="writing"')
    assert f'data-box="11-{language}"' in page
    assert re.search(
        rf"<label for=\"([^\"]+)\">{FIELD.say(language)}</label><textarea id=\"\1\"", page
    )
    assert re.search(r"<form [^>]*hidden>", page)
    assert page.count('type="checkbox"') == 6
    words = json.loads(html.unescape(re.search(r"<template[^>]*>(.*)</template>", page)[1]))
    assert [rule["name"] for rule in words["rules"]] == [rule.name for rule in RULES]
    assert words["rules"][0]["advice"] == RULES[0].advice.say(language)


@pytest.mark.parametrize(
    ("language", "copy", "forget", "undo"),
    [("en", "Copy", "Forget it", "Bring it back"), ("id", "Salin", "Hapus", "Kembalikan")],
)
def test_buttons_and_ticks_are_named_for_what_they_do(language, copy, forget, undo):
    page = BeautifulSoup(asi.writing_box("11", language=language).html(), "html.parser")
    assert [(button["name"], button.text) for button in page.select("button")] == [
        ("copy", copy),
        ("forget", forget),
    ]
    words = json.loads(page.template.text)
    assert (words["forget"], words["undo"]) == (forget, undo)
    ticks = {box["value"]: box.find_next("b").text for box in page.select("[type=checkbox]")}
    assert ticks == {key: name.say(language) for key, (name, _) in RUBRIC.items()}


def test_a_saved_notebook_shows_the_rubric_only():
    page = asi.writing_box("11", language="id").html(complete=False)
    assert 'lang="id"' in page
    assert page.count("<li>") == 6
    assert not re.search("<(form|template|textarea)", page)


def test_without_a_script_there_is_paper_and_the_rubric():
    page = BeautifulSoup(asi.writing_box("11").html(), "html.parser").select_one(".asi-on-paper")
    assert "write on paper" in page.p.text
    assert [row.b.text for row in page.select("li")] == [name for name, _ in RUBRIC.values()]


def test_only_a_page_promises_that_it_keeps_the_text():
    assert "in this browser only" in asi.writing_box("11").html()
    box = asi.writing_box("11").widget()
    assert not any("in this browser only" in getattr(each, "value", "") for each in box.children)


def hints_of(out):
    """{list: its title and how many hints are in it} of the lists that are shown."""
    lists = BeautifulSoup(out.value, "html.parser").select(".asi-slips, .asi-missing")
    return {
        each["class"][0]: (each.p.text, len(each.select("li")))
        for each in lists
        if not each.has_attr("hidden")
    }


def test_live_hints_follow_the_text():
    box = asi.writing_box("11", language="id").widget()
    text, *ticks = box.children[1].children
    out = box.children[-1]
    assert TEXT["none"].say("id") not in out.value  # nothing is right where nothing stands
    text.value = "Dukungan meningkatkan <ASI>."
    announced = BeautifulSoup(out.value, "html.parser").select_one("[role=status]")
    assert announced.text == "Lihat lagi: 1. Belum terlihat: 7."
    assert "“meningkatkan” terdengar seperti sebab." in out.value
    assert "Lihat lagi: 1. Belum terlihat: 7." in out.value
    assert hints_of(out)["asi-slips"] == ("Lihat lagi", 1)
    assert hints_of(out)["asi-missing"] == ("Belum terlihat", 7)
    text.value = COMPLETE
    assert TEXT["none"].say("id") in out.value
    assert hints_of(out) == {}  # no title over nothing
    names = [name.say("id") for name, _ in RUBRIC.values()]
    assert [tick.description.split(":")[0] for tick in ticks] == names


def test_bad_calls_say_what_is_wrong():
    with pytest.raises(TypeError, match="`name` must be a text"):
        asi.writing_box(11)
    with pytest.raises(ValueError, match="what the text is kept under"):
        asi.writing_box(" ")
    with pytest.raises(ValueError, match="`language`"):
        asi.writing_box("11", language="de")


def test_text_for_a_front_end_without_html():
    assert repr(asi.writing_box("11")).startswith("Write it here: your paragraph, in English.")
