"""Words that wait for their language, sentences in it, and its numbers."""

import copy
import math
import pickle
import re

import pytest

import asi_helpers as asi
from asi_helpers import Label
from asi_helpers.language import Capital, Count, Filled, Joined, Number, Printed, PValue, Ratio, say

GOOD = Label("good knowledge", id="pengetahuan baik")
SHARE = Label("{count} of {n} with {group}", id="{count} dari {n} dengan {group}")


def knowledge():
    return asi.load_table("knowledge")


def test_gaps_are_filled_in_the_language_that_is_said():
    words = SHARE.fill(count=Count(1027), n=Ratio(34.714), group=GOOD)
    assert words == "1,027 of 34.7 with good knowledge"
    assert words.say("id") == "1.027 dari 34,7 dengan pengetahuan baik"


def test_filled_words_may_stand_in_a_gap():
    inner = SHARE.fill(count=27, n=34, group=GOOD)
    outer = Label("({inner})", id="[{inner}]").fill(inner=inner)
    assert outer.say("id") == "[27 dari 34 dengan pengetahuan baik]"


def test_a_gap_without_a_value_is_an_error():
    with pytest.raises(KeyError, match="group"):
        SHARE.fill(count=27, n=34)


def test_words_joined_and_with_a_capital():
    parts = Joined((GOOD, Number(-0.0001, 2), "n = 94"), Label(" and ", id=" dan "))
    assert Capital(parts).say("en") == "Good knowledge and 0.00 and n = 94"
    assert Capital(parts).say("id") == "Pengetahuan baik dan 0,00 dan n = 94"


@pytest.mark.parametrize(
    ("number", "english", "indonesian"),
    [
        (Number(34.7142, 2), "34.71", "34,71"),
        (Ratio(0.0288), "0.029", "0,029"),
        (Count(11037), "11,037", "11.037"),
        (Printed(0.94), "0.94", "0,94"),
        (PValue(1e-11), "< 0.001", "< 0,001"),
        (PValue(0.0315), "= 0.032", "= 0,032"),
    ],
)
def test_a_number_waits_for_its_language(number, english, indonesian):
    assert (say(number, "en"), say(number, "id")) == (english, indonesian)


def test_words_can_be_copied_and_pickled():
    words = SHARE.fill(count=27, n=34, group=GOOD)
    for twin in (copy.deepcopy(words), pickle.loads(pickle.dumps(words))):
        assert type(twin) is Filled
        assert (twin, twin.say("id")) == (words, words.say("id"))


def test_sentences_can_be_copied_and_pickled():
    sentence = asi.describe(knowledge(), "id")
    for twin in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert twin == sentence
        assert twin.language == "id"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((9.994, "9.99"), (9.996, "10.0"), (0.9994, "0.999"), (0.9996, "1.00")),
        *((999.94, "999.9"), (999.96, "1000"), (0.00996, "0.010"), (1e-12, "0.0000000000010")),
    ],
)
def test_a_ratio_keeps_its_digits_where_rounding_adds_one(value, text):
    assert asi.format_ratio(value) == text


def test_a_notebook_shows_sentences_as_prose_with_their_language():
    sentence = asi.describe(knowledge())
    assert sentence._repr_markdown_() == str(sentence)
    assert asi.describe(knowledge(), "id")._repr_markdown_().startswith('<span lang="id">Peng')


@pytest.mark.parametrize(("language", "starts"), [("en", "- "), ("id", '- <span lang="id">')])
def test_a_notebook_shows_the_findings_of_an_audit_as_a_list(language, starts):
    audit = asi.audit_estimate(0.029, 0.94, 0.009, table=knowledge())
    said = asi.describe(audit, language)
    lines = said._repr_markdown_().splitlines()
    assert len(lines) == len(audit.flags) + 1  # and what the counts give
    assert all(line.startswith(starts) for line in lines)
    assert " ".join(re.sub("^- |<.*?>", "", line) for line in lines) == said
    assert pickle.loads(pickle.dumps(said))._repr_markdown_() == said._repr_markdown_()


def test_what_belongs_together_is_no_list():
    corrected = asi.prevalence_odds_ratio(asi.load_table("ward"), correction="haldane")
    nothing_found = asi.audit_estimate(34.7, 10.6, 113.5, decimals=1)
    for result in (corrected, nothing_found):
        assert not asi.describe(result)._repr_markdown_().startswith("- ")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "indonesian"),
    [
        (34.714285, 3, "34.714", "34,714"),
        (-0.0004, 3, "0.000", "0,000"),
        (-0.5, 1, "−0.5", "−0,5"),
        (27, 0, "27", "27"),
        (math.inf, 2, "infinite", "tak hingga"),
        (-math.inf, 2, "−infinite", "−tak hingga"),
        (math.nan, 2, "not defined", "tidak terdefinisi"),
    ],
)
def test_numbers(value, decimals, english, indonesian):
    assert asi.format_number(value, decimals) == english
    assert asi.format_number(value, decimals, "id") == indonesian


@pytest.mark.parametrize(
    ("pvalue", "english", "indonesian"),
    [
        (1.2e-11, "< 0.001", "< 0,001"),
        (0, "< 0.001", "< 0,001"),
        (0.00099, "< 0.001", "< 0,001"),
        (0.001, "0.001", "0,001"),
        (0.0456, "0.046", "0,046"),
        (1, "1.000", "1,000"),
        (math.nan, "not defined", "tidak terdefinisi"),
    ],
)
def test_pvalues_are_never_zero(pvalue, english, indonesian):
    assert asi.format_pvalue(pvalue) == english
    assert asi.format_pvalue(pvalue, language="id") == indonesian
    if not math.isnan(pvalue):
        assert float(asi.format_pvalue(pvalue, 2).lstrip("< ")) > 0
