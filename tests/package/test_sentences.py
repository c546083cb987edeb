import math
import re
from dataclasses import replace

import pytest
from hypothesis import given

import asi_helpers as asi
from asi_helpers import Label, TwoByTwo
from asi_helpers.estimates import MH
from asi_helpers.sentences import TEMPLATES, expected_number
from tests.strategies import tables

MEASURES = [asi.prevalence_odds_ratio, asi.prevalence_ratio, asi.prevalence_difference]
RESULTS = [
    *MEASURES,
    lambda table: table,
    asi.chi_square_test,
    lambda table: asi.chi_square_test(table, correction="yates"),
    lambda table: asi.chi_square_test(table, correction="n-1"),
    asi.fisher_exact_test,
    lambda table: asi.e_value(asi.prevalence_odds_ratio(table)),
    lambda table: asi.audit_estimate(0.029, 0.94, 0.009, table=table),
    lambda table: asi.audit_estimate(0.029, 0.94, 0.009),
    lambda table: asi.mantel_haenszel_odds_ratio([table]),
]
CAUSAL = re.compile(
    r"\b(cause[sd]?|increas\w*|rais\w*|improv\w*|reduc\w*|prevent\w*|lead\w* to|effect\w*|affect\w*"
    r"|mening\w*|menurunkan|menyebabkan|mempengaruhi|memengaruhi|akibat|efek|pengaruh|peluang)\b",
    re.IGNORECASE,
)


def knowledge():
    return asi.load_table("knowledge")


def test_the_central_sentence_in_both_languages():
    por = asi.prevalence_odds_ratio(knowledge())
    assert asi.describe(por) == (
        "The odds of smooth milk flow were 34.7 times as high in the good knowledge group as in "
        "the poor knowledge group (prevalence odds ratio 34.7, 95% CI 10.6 to 113.5)."
    )
    assert asi.describe(por, "id") == (
        "Odds pengeluaran ASI lancar pada kelompok pengetahuan baik adalah 34,7 kali odds pada "
        "kelompok pengetahuan kurang (rasio odds prevalensi 34,7; IK 95% 10,6 sampai 113,5)."
    )


def test_below_one_is_lower_and_the_ratio_turned_over_is_offered():
    for name, other in (("knowledge", "34.7"), ("comfort", "6.47"), ("support", "8.93")):
        table = asi.load_table(name)
        turned = asi.describe(asi.prevalence_odds_ratio(table.swap_outcome()))
        assert "lower in the" in turned
        assert f"The other way round: the odds were {other}" in turned
        assert f"{other} times as high" in asi.describe(asi.prevalence_odds_ratio(table))
    swapped = asi.describe(asi.prevalence_ratio(knowledge().swap_exposure()), "id")
    assert "lebih rendah" in swapped
    assert "Jika dibalik" in swapped
    assert "7,94" in swapped


def test_differences_say_points_and_direction():
    difference = asi.prevalence_difference(knowledge())
    assert "69.4 percentage points higher" in asi.describe(difference)
    assert "0.694, 95% CI 0.503 to 0.810" in asi.describe(difference)
    turned = asi.prevalence_difference(knowledge().swap_exposure())
    assert "69.4 percentage points lower" in asi.describe(turned)
    assert "69,4 poin persentase lebih rendah" in asi.describe(turned, "id")


def test_counts_in_words():
    assert asi.describe(knowledge()) == (
        "Smooth milk flow was recorded for 27 of 34 (79.4%) in the good knowledge group and for "
        "6 of 60 (10.0%) in the poor knowledge group."
    )
    assert "0 of 0 in the" in asi.describe(TwoByTwo.from_array([[0, 0], [1, 2]]))


def test_tests_say_neither_direction_nor_strength():
    for result in (asi.chi_square_test(knowledge()), asi.fisher_exact_test(knowledge())):
        assert "p < 0.001" in asi.describe(result)
        assert "fewer than 0.1%" in asi.describe(result)
        assert "does not show which group has more, nor how strong" in asi.describe(result)
    assert "Chi-square(1) = 45.9" in asi.describe(asi.chi_square_test(knowledge()))
    yates = asi.chi_square_test(knowledge(), correction="yates")
    assert "with Yates' correction = 42.9" in asi.describe(yates)
    weak = asi.chi_square_test(TwoByTwo.from_array([[12, 7], [5, 7]]), correction="yates")
    assert "p = 0.423" in asi.describe(weak)
    assert "about 42.3%" in asi.describe(weak)


def test_the_audit_in_words():
    text = asi.describe(asi.audit_estimate(0.029, 0.94, 0.009, table=knowledge()))
    assert (
        "the odds ratio of milk flow that was not smooth for good knowledge against poor "
        "knowledge, or of smooth milk flow for poor knowledge against good knowledge: the printed "
        "number cannot say which" in text
    )
    assert "first limit, printed as 0.94, has lost a zero: with it restored, 0.094" in text
    assert "descending order, 0.94 before 0.009" in text
    assert "it is the limit that the counts give for the reciprocal." in text
    assert "34.714, 95% CI 10.622 to 113.454" in text
    upright = asi.describe(asi.audit_estimate(34.714, 106.22, 113.454, table=knowledge()))
    assert "it is the limit that the counts give." in upright
    fine = asi.audit_estimate(34.714, 10.622, 113.454, table=knowledge())
    assert "none of the errors" in asi.describe(fine)
    other = asi.audit_estimate(5, 2, 12.5, table=knowledge())
    assert "neither the prevalence odds ratio" in asi.describe(other)
    both = asi.describe(asi.audit_estimate(0.112, 0.42, 0.299, table=asi.load_table("support")))
    assert "exclude their own estimate, 0.112" in both


def test_the_audit_names_a_limit_that_the_counts_do_not_give():
    text = asi.describe(asi.audit_estimate(34.714, 11.5, 113.454, table=knowledge()))
    assert "The first limit, printed as 11.5, is not one that the counts give" in text
    assert "second limit" not in text
    assert "none of the errors" not in text
    # without a table there is nothing to compare a limit with
    assert "none of the errors" in asi.describe(asi.audit_estimate(34.714, 11.5, 104.9))


def test_the_audit_of_a_table_without_an_odds_ratio_says_why():
    zero = asi.audit_estimate(2, 1, 4, table=TwoByTwo.from_array([[5, 0], [3, 4]]))
    assert "The counts give no odds ratio with an interval to compare it with, because a cell" in (
        asi.describe(zero)
    )
    empty = asi.audit_estimate(2, 1, 4, table=TwoByTwo.from_array([[0, 0], [3, 4]]))
    assert "because nobody is in the exposed group" in asi.describe(empty)
    assert "not defined" not in asi.describe(empty)


def test_an_estimate_with_half_a_person_added_says_so():
    zero = TwoByTwo.from_array([[5, 0], [3, 4]])
    corrected = asi.prevalence_odds_ratio(zero, correction="haldane")
    for result in (corrected, asi.e_value(corrected)):
        assert "0.5 was added to every cell" in asi.describe(result)
        assert "ditambah 0,5" in asi.describe(result, "id")
    assert "0.5" not in asi.describe(asi.prevalence_odds_ratio(knowledge()))


def test_about_the_same_is_said_from_either_side():
    """0.9955 reads as 0.996, but turned over as 1.00: no direction is told."""
    for cells in ([[1000, 1000], [1004, 1000]], [[1004, 1000], [1000, 1000]]):
        assert "about the same" in asi.describe(
            asi.prevalence_odds_ratio(TwoByTwo.from_array(cells))
        )


def test_rare_outcomes_are_not_called_none():
    rare = TwoByTwo.from_array([[3, 9997], [1, 9999]])
    assert "3 of 10,000 (0.03%)" in asi.describe(rare)
    assert "3 dari 10.000 orang (0,03%)" in asi.describe(rare, "id")
    assert "0.03% against 0.01%" in asi.describe(asi.prevalence_ratio(rare))
    assert "0.02 percentage points higher" in asi.describe(asi.prevalence_difference(rare))
    assert "9,997 of 10,000 (99.97%)" in asi.describe(rare.swap_outcome())
    none = TwoByTwo.from_array([[0, 10], [10, 0]])
    assert "0 of 10 (0.0%)" in asi.describe(none)
    assert "10 of 10 (100.0%)" in asi.describe(none)


def test_an_infinite_ratio_has_no_finite_e_value():
    zero = TwoByTwo.from_array([[5, 0], [3, 4]])
    text = asi.describe(asi.e_value(asi.prevalence_odds_ratio(zero)))
    assert text == "There is no finite E-value, because the prevalence odds ratio is infinite."


def test_only_cells_of_cases_leave_a_prevalence_ratio_without_an_interval():
    text = asi.describe(asi.prevalence_ratio(TwoByTwo.from_array([[0, 5], [4, 0]])))
    assert "(exposed group, the outcome)" in text
    odds = asi.describe(asi.prevalence_odds_ratio(TwoByTwo.from_array([[0, 5], [4, 0]])))
    assert "(exposed group, the outcome; unexposed group, no outcome)" in odds


def test_zero_cells_and_empty_margins_give_their_reason():
    zero = TwoByTwo.from_array([[5, 0], [3, 4]])
    assert "infinite and has no confidence interval, because a cell of the table is 0" in (
        asi.describe(asi.prevalence_odds_ratio(zero))
    )
    empty = TwoByTwo.from_array([[0, 0], [3, 4]])
    for measure in MEASURES:
        assert "cannot be computed, because nobody is in the exposed group" in asi.describe(
            measure(empty)
        )
        assert "tidak ada orang dalam kelompok terpajan" in asi.describe(measure(empty), "id")
    assert "cannot be computed" in asi.describe(asi.chi_square_test(empty))
    assert "p = 1, because" in asi.describe(asi.fisher_exact_test(empty))
    everyone = TwoByTwo.from_array([[3, 0], [4, 0]], noncase="poor flow")
    assert "nobody was recorded with poor flow" in asi.describe(asi.chi_square_test(everyone))
    strata = asi.mantel_haenszel_odds_ratio([TwoByTwo.from_array([[1, 0], [1, 3]])])
    assert strata.measure == MH
    assert "0 in every stratum" in asi.describe(strata)


def test_interval_levels_are_named():
    for level, shown in ((0.9, "90% CI"), (0.999, "99.9% CI")):
        result = asi.prevalence_ratio(knowledge(), confidence_level=level)
        assert shown in asi.describe(result)
    result = asi.prevalence_ratio(knowledge(), confidence_level=0.975)
    assert "IK 97,5%" in asi.describe(result, "id")


@given(tables(largest=400))
def test_no_sentence_claims_cause_or_says_greater_for_less(table):
    for language in ("en", "id"):
        for result in RESULTS:
            text = asi.describe(result(table), language)
            assert not CAUSAL.search(text), text
            assert "more likely" not in text
            assert "greater" not in text
            assert "nan" not in text.split()
            assert "None" not in text
            assert "{" not in text
            assert "p = 0.000" not in text
            assert "p = 0,000" not in text


@given(tables(largest=400))
def test_direction_follows_the_value(table):
    for measure in MEASURES:
        result = measure(table)
        text = asi.describe(result)
        if result.interval is None or math.isnan(result.value):
            continue
        if "lower in the" in text:
            assert result.value < result.null_value
        elif "as high in the" in text or "higher in the" in text:
            assert result.value > result.null_value
        else:
            assert "about the same" in text
            assert result.value == pytest.approx(result.null_value, abs=0.01)


@given(tables(smallest=1, largest=400))
def test_a_ratio_and_its_inverse_read_alike(table):
    for measure in MEASURES[:2]:
        text, turned = (asi.describe(measure(t)) for t in (table, table.swap_exposure()))
        if "about the same" in text or "about the same" in turned:
            continue
        lower, higher = (text, turned) if "lower" in text else (turned, text)
        number = re.search(r"(\d+(?:\.\d+)?) times as high", higher)[1]
        assert f" {number} times as high" in lower.partition("The other way round")[2]


def test_both_languages_say_the_same_things():
    for key, sentence in TEMPLATES.items():
        gaps = set(re.findall(r"{(\w+)}", sentence))
        assert gaps == set(re.findall(r"{(\w+)}", sentence.say("id"))), key


def test_labels_speak_the_language():
    table = TwoByTwo.from_array([[3, 1], [1, 3]], exposed=Label("smokers", id="perokok"))
    assert "the smokers group" in asi.describe(asi.prevalence_ratio(table))
    assert "kelompok perokok" in asi.describe(asi.prevalence_ratio(table), "id")


def test_bad_input_is_refused():
    for pvalue in (-0.1, 1.1, 45.9):
        with pytest.raises(ValueError, match="between 0 and 1"):
            asi.format_pvalue(pvalue)
    with pytest.raises(ValueError, match="needs digits"):
        asi.format_pvalue(0.5, 0)
    with pytest.raises(TypeError, match="must be a number"):
        asi.format_number("34,7", 1)
    with pytest.raises(TypeError, match="must be a number"):
        asi.format_number(True, 1)
    with pytest.raises(ValueError, match="must be a ratio, so 0 or more"):
        asi.format_ratio(-1)
    with pytest.raises(ValueError, match="`decimals` must be 0 or more"):
        asi.format_number(1, -1)
    for function in (asi.describe, lambda x, language: asi.format_number(1, 1, language)):
        with pytest.raises(ValueError, match=r"'id' .Indonesian., but got 'fr'"):
            function(knowledge(), "fr")
    with pytest.raises(TypeError, match="Only a table or a result can be described"):
        asi.describe(34.7)


@pytest.mark.parametrize(
    ("cells", "correction", "bound"),
    [
        ([[27, 7], [6, 54]], None, None),
        ([[3, 1], [1, 3]], None, 5),  # Fisher's lady tasting tea: 2 expected in every cell
        ([[3, 1], [1, 3]], "yates", 5),
        ([[3, 1], [1, 3]], "n-1", None),
        ([[1, 0], [1, 90]], None, 1),
        ([[1, 0], [1, 90]], "n-1", 1),
    ],
)
def test_too_few_expected_people_are_told(cells, correction, bound):
    test = asi.chi_square_test(asi.TwoByTwo.from_array(cells), correction=correction)
    for language, words in {"en": "Below {}", "id": "Di bawah {}"}.items():
        said = asi.describe(test, language)
        assert [words.format(each) in said for each in (5, 1)] == [bound == 5, bound == 1]
        assert ("smallest" in said or "terkecil" in said) == bool(bound)


@pytest.mark.parametrize(
    ("expected", "shown"),
    [(11.94, "11.9"), (5.0, "5.0"), (4.985, "4.99"), (4.99996, "4.99996"), (0.9996, "0.9996"),
     (0.04, "0.04"), (1.04, "1.0")],
)  # fmt: skip
def test_an_expected_count_below_a_bound_reads_so(expected, shown):
    assert expected_number(expected).say("en") == shown


@pytest.mark.parametrize("design", ["trial", "cohort"])
def test_of_people_who_were_followed_sentences_say_risk(design):
    table = replace(asi.load_table("knowledge"), design=design)
    results = [table, asi.prevalence_ratio(table), asi.prevalence_odds_ratio(table),
               asi.prevalence_difference(table.swap_exposure()),
               asi.prevalence_ratio(table.swap_outcome()),
               asi.e_value(asi.prevalence_ratio(table)),
               asi.audit_estimate(0.029, 0.94, 0.009, table=table)]  # fmt: skip
    for language, word in {"en": "prevalence", "id": "prevalens"}.items():
        said = [str(asi.describe(result, language)) for result in results]
        said += [str(asi.results_paragraph(table, language=language))]
        # an E-value is on the scale of a prevalence ratio, whatever the estimate is
        assert [word in each.lower() for each in said] == [False] * 5 + [True] + [False] * 2
    english, indonesian = (asi.results_paragraph(table, language=each) for each in ("en", "id"))
    assert "risk ratio 7.94, 95% CI 3.65 to 17.3), and so were the odds (odds ratio 34.7" in english
    assert "(rasio risiko, RR = 7,94; IK 95%" in indonesian
    assert asi.describe(asi.prevalence_ratio(table), "id").startswith("Risiko pengeluaran ASI")


def test_tables_of_the_book_know_their_design():
    assert asi.load_table("aspirin").design == asi.load_table("vaccine").design == "trial"
    assert asi.load_table("knowledge").design == asi.load_table("ward").design == "cross-sectional"
    assert asi.load_table("whickham").design == "cohort"
    assert asi.load_table("tea").design == ""
    strata = asi.load_strata("whickham")
    assert asi.mantel_haenszel_odds_ratio(strata).table.design == "cohort"


def test_of_cases_and_controls_only_the_odds_ratio_is_described():
    table = TwoByTwo.from_array([[647, 622], [2, 27]], design="case-control")  # Doll and Hill 1950
    assert "(odds ratio 14.0, 95% CI" in asi.describe(asi.prevalence_odds_ratio(table))
    for measure in (asi.prevalence_ratio, asi.prevalence_difference):
        with pytest.raises(ValueError, match="describe its odds ratio"):
            asi.describe(measure(table))
    with pytest.raises(ValueError, match="describe its odds ratio"):
        asi.results_paragraph(table)
    with pytest.raises(ValueError, match=r"`design` must be one of .* but got 'survey'"):
        replace(table, design="survey")
