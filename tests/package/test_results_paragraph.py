import re

import pytest
from hypothesis import given, settings

import asi_helpers as asi
from asi_helpers import Label, TwoByTwo
from tests.strategies import tables

from .test_sentences import CAUSAL

LIMITS = Label("Nothing was adjusted for.", id="Tidak ada penyesuaian.")


def test_the_paper_s_first_table_in_both_languages():
    knowledge = asi.load_table("knowledge")
    assert asi.results_paragraph(knowledge, limits=LIMITS) == (
        "Smooth milk flow was recorded for 27 of 34 (79.4%) in the good knowledge group and for 6 "
        "of 60 (10.0%) in the poor knowledge group. The prevalence was higher in the good "
        "knowledge group than in the poor knowledge group (prevalence ratio 7.94, 95% CI 3.65 to "
        "17.3), and so were the odds (prevalence odds ratio 34.7, 95% CI 10.6 to 113.5; "
        "chi-square(1) = 45.9, p < 0.001). Nothing was adjusted for."
    )
    assert asi.results_paragraph(knowledge, limits=LIMITS, language="id") == (
        "Pengeluaran ASI lancar tercatat pada 27 dari 34 orang (79,4%) di kelompok pengetahuan "
        "baik dan pada 6 dari 60 orang (10,0%) di kelompok pengetahuan kurang. Prevalensinya "
        "lebih tinggi pada kelompok pengetahuan baik daripada pada kelompok pengetahuan kurang "
        "(rasio prevalensi, PR = 7,94; IK 95% 3,65 sampai 17,3), demikian pula odds-nya (rasio "
        "odds prevalensi, POR = 34,7; IK 95% 10,6 sampai 113,5; uji chi-square (kai kuadrat), "
        "χ²(1) = 45,9; p < 0,001). Tidak ada penyesuaian."
    )


def test_the_decision_as_a_thesis_tells_it():
    knowledge = asi.load_table("knowledge")
    assert asi.results_paragraph(knowledge, alpha=0.05, limits=LIMITS).endswith(
        "At a significance level of 0.05, the null hypothesis that knowledge and milk flow are not "
        "associated was rejected. Nothing was adjusted for."
    )
    assert asi.results_paragraph(knowledge, alpha=0.01, language="id").endswith(
        "Pada derajat kemaknaan 0,01, hipotesis nol (tidak ada hubungan antara pengetahuan dan "
        "pengeluaran ASI) ditolak."
    )


def test_not_rejected_is_not_told_as_accepted():
    # p = 0.44 by chi-square: nothing shown, and nothing shown to be absent
    even = TwoByTwo.from_array([[12, 18], [15, 15]])
    assert "was not rejected. This does not show" in asi.results_paragraph(even, alpha=0.05)
    said = asi.results_paragraph(even, alpha=0.05, language="id")
    assert "gagal ditolak. Ini bukan bukti bahwa keduanya tidak berhubungan." in said
    assert "diterima" not in said


def test_the_level_decides():
    # Pearson's p lies between the two levels
    table = TwoByTwo.from_array([[20, 10], [12, 18]])
    assert 0.01 < asi.chi_square_test(table).pvalue < 0.05
    assert "was rejected" in asi.results_paragraph(table, alpha=0.05)
    assert "was not rejected" in asi.results_paragraph(table, alpha=0.01)


def test_the_decision_goes_by_the_test_that_is_reported():
    # Fisher's p is above 0.05 where Pearson's is below
    sparse = TwoByTwo.from_array([[7, 3], [2, 8]])
    assert asi.chi_square_test(sparse).pvalue < 0.05 < asi.fisher_exact_test(sparse).pvalue
    said = asi.results_paragraph(sparse, alpha=0.05)
    assert "Fisher's exact test" in said
    assert "was not rejected" in said


@pytest.mark.parametrize(
    ("alpha", "error"),
    [(0, ValueError), (1, ValueError), (5, ValueError), ("0.05", TypeError), (True, TypeError)],
)
def test_a_level_that_is_none_is_refused(alpha, error):
    with pytest.raises(error, match="`alpha` must"):
        asi.results_paragraph(asi.load_table("comfort"), alpha=alpha)


def test_below_one_it_says_lower():
    protective = asi.results_paragraph(asi.load_table("breastfeeding"))
    assert "The prevalence was lower in the exclusively breastfed group" in protective
    assert "higher" not in protective


def test_a_sparse_table_reports_fisher_s_test():
    hypertension = asi.load_table("hypertension")
    assert asi.chi_square_test(hypertension).expected_freq.to_numpy().min() < 5
    text = asi.results_paragraph(hypertension)
    p = asi.fisher_exact_test(hypertension).pvalue
    assert f"Fisher's exact test, p = {p:.3f}" in text
    assert "chi-square" not in text


def test_a_ratio_that_is_not_shown_as_1_has_a_direction():
    text = asi.results_paragraph(TwoByTwo.from_array([[103, 97], [100, 100]]))
    assert "higher in the exposed group than in the unexposed group (prevalence ratio 1.03" in text
    assert "the same" not in text


def test_an_expected_count_of_5_is_enough_for_chi_square():
    text = asi.results_paragraph(TwoByTwo.from_array([[4, 6], [11, 9]]))  # 5, 5, 10 and 10
    assert "chi-square(1) = 0.6" in text
    assert "Fisher" not in text


def test_equal_shares_are_called_the_same():
    even = TwoByTwo.from_array([[20, 30], [20, 30]])
    text = asi.results_paragraph(even)
    assert "about the same in the exposed group as in the unexposed group" in text
    assert "and so were the odds" in text
    assert "p = 1.000" in text


def test_near_all_the_prevalence_can_be_the_same_and_the_odds_not():
    nearly_all = TwoByTwo.from_array([[9990, 10], [9950, 50]])
    assert 1 < asi.prevalence_ratio(nearly_all).value < 1.005
    text = asi.results_paragraph(nearly_all)
    assert "about the same in the exposed group" in text
    assert "and the odds were higher (prevalence odds ratio 5.02" in text
    assert "so were the odds" not in text
    turned = asi.results_paragraph(nearly_all.swap_exposure(), language="id")
    assert "sedangkan odds-nya lebih rendah" in turned


@settings(deadline=None)  # the first Fisher test of a session is slow
@given(tables(smallest=1, largest=500))
def test_it_says_nothing_causal_and_points_where_the_percentages_point(table):
    for language in ("en", "id"):
        text = asi.results_paragraph(table, language=language)
        assert not CAUSAL.search(text)
        assert "{" not in text
    text = asi.results_paragraph(table)
    exposed, unexposed = table.row_percent().iloc[:, 0]
    if re.search(r"prevalence was higher", text):
        assert exposed > unexposed
    if re.search(r"prevalence was lower", text):
        assert exposed < unexposed


def test_a_zero_cell_has_no_paragraph():
    with pytest.raises(ValueError, match="no interval to report"):
        asi.results_paragraph(asi.load_table("ward"))
