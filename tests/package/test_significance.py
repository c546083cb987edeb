import math

import numpy as np
import pytest
from hypothesis import given
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2

import asi_helpers as asi
from asi_helpers import TwoByTwo
from tests.strategies import tables, transposed


def table_of(a, b, c, d):
    return TwoByTwo.from_array([[a, b], [c, d]])


def test_pearson_and_yates_of_rs_documentation():
    # R: chisq.test(matrix(c(12, 5, 7, 7), 2)) prints X-squared = 0.6411, p = 0.4233 with Yates
    table = table_of(12, 7, 5, 7)
    yates = asi.chi_square_test(table, correction="yates")
    assert yates.statistic == pytest.approx(0.6411, abs=5e-5)
    assert yates.pvalue == pytest.approx(0.4233, abs=5e-5)


def test_pearson_of_agrestis_afterlife_table():
    # Agresti, Introduction to Categorical Data Analysis: party by gender has three columns; the
    # 2x2 of aspirin (Physicians' Health Study) has chi-square 25.01
    result = asi.chi_square_test(table_of(189, 10845, 104, 10933))
    assert result.statistic == pytest.approx(25.01, abs=0.005)


def test_fisher_of_the_lady_tasting_tea_and_of_the_convicts():
    # R, ?fisher.test: tea tasting p = 0.4857; convictions of like-sex twins p = 0.0005367
    assert asi.fisher_exact_test(table_of(3, 1, 1, 3)).pvalue == pytest.approx(0.4857, abs=5e-5)
    twins = asi.fisher_exact_test(table_of(2, 15, 10, 3))
    assert twins.pvalue == pytest.approx(0.0005367, abs=5e-8)


@pytest.mark.parametrize("correction", [None, False, "yates", True])
def test_agrees_with_scipy_and_statsmodels(correction):
    rng = np.random.default_rng(1)
    for cells in rng.integers(1, 300, (300, 2, 2)):
        result = asi.chi_square_test(TwoByTwo.from_array(cells), correction=correction)
        yates = correction in ("yates", True)
        peer = stats.chi2_contingency(cells, correction=yates)
        assert result.statistic == pytest.approx(peer.statistic, rel=1e-12)
        assert result.pvalue == pytest.approx(peer.pvalue, rel=1e-9)
        assert result.correction == ("yates" if yates else None)
        np.testing.assert_allclose(result.expected_freq, peer.expected_freq)
        np.testing.assert_allclose(result.residuals, Table2x2(cells).resid_pearson)


def test_the_likelihood_ratio_agrees_with_scipy_where_cells_are_few_or_none_too():
    rng = np.random.default_rng(3)
    for cells in rng.integers(0, 6, (200, 2, 2)):
        if 0 in (*cells.sum(axis=0), *cells.sum(axis=1)):
            continue
        result = asi.likelihood_ratio_test(TwoByTwo.from_array(cells))
        peer = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert result.statistic == pytest.approx(peer.statistic, rel=1e-9, abs=1e-12)
        assert result.pvalue == pytest.approx(peer.pvalue, rel=1e-6)
        assert result.dof == 1


def test_a_likelihood_ratio_of_next_to_nothing_is_not_below_zero():
    # ad - bc = 1: the logarithms cancel but for their last digits
    result = asi.likelihood_ratio_test(table_of(10_003, 10_004, 10_002, 10_003))
    assert result.statistic == pytest.approx(0, abs=1e-9)
    assert result.pvalue == pytest.approx(1, abs=1e-4)


def test_one_side_is_the_side_where_the_table_lies():
    rng = np.random.default_rng(4)
    for cells in rng.integers(1, 30, (60, 2, 2)):
        (a, b), (c, d) = cells.tolist()
        dealt = stats.hypergeom(a + b + c + d, a + c, a + b)
        fewer, more = dealt.cdf(a), dealt.sf(a - 1)
        one_sided = asi.fisher_exact_test(table_of(a, b, c, d)).one_sided_pvalue
        assert one_sided == pytest.approx(more if a * d > b * c else fewer, rel=1e-6)


@given(tables(smallest=1, largest=10**4))
def test_the_n_1_statistic_is_pearsons_scaled(table):
    pearson, campbell = asi.chi_square_test(table), asi.chi_square_test(table, correction="n-1")
    expected = pearson.statistic * (table.n - 1) / table.n
    assert campbell.statistic == pytest.approx(expected, rel=1e-8, abs=1e-12)
    assert campbell.pvalue >= pearson.pvalue - 1e-12


@given(tables(smallest=1, largest=10**5))
def test_turning_the_table_moves_neither_chi_square_nor_fisher(table):
    chi2, fisher = asi.chi_square_test(table).statistic, asi.fisher_exact_test(table).pvalue
    phi = asi.phi_coefficient(table)
    for turned in (table.swap_exposure(), table.swap_outcome(), transposed(table)):
        assert asi.chi_square_test(turned).statistic == pytest.approx(chi2, rel=1e-6, abs=1e-9)
        assert asi.fisher_exact_test(turned).pvalue == pytest.approx(fisher, rel=1e-6)
    assert asi.phi_coefficient(table.swap_exposure()) == pytest.approx(-phi)
    assert asi.phi_coefficient(table.swap_outcome()) == pytest.approx(-phi)
    assert asi.phi_coefficient(transposed(table)) == pytest.approx(phi)


@given(tables(smallest=1, largest=10**4))
def test_phi_squared_times_n_is_chi_square(table):
    phi = asi.phi_coefficient(table)
    assert phi**2 * table.n == pytest.approx(
        asi.chi_square_test(table).statistic, rel=1e-8, abs=1e-9
    )
    assert -1 <= phi <= 1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("cells", [(0, 0, 3, 4), (3, 4, 0, 0), (0, 3, 0, 4), (3, 0, 4, 0)])
@pytest.mark.parametrize("correction", [None, "yates", "n-1"])
def test_empty_margins(cells, correction):
    table = table_of(*cells)
    result = asi.chi_square_test(table, correction=correction)
    assert math.isnan(result.statistic)
    assert math.isnan(result.pvalue)
    assert result.expected_freq.to_numpy().sum() == 7
    assert result.residuals.isna().to_numpy().sum() == 2
    assert math.isnan(asi.phi_coefficient(table))
    fisher, ratio = asi.fisher_exact_test(table), asi.likelihood_ratio_test(table)
    assert (fisher.pvalue, fisher.one_sided_pvalue) == (1, 1)
    assert math.isnan(ratio.statistic)
    assert math.isnan(ratio.pvalue)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [10**9, 4 * 10**9, 10**12])
def test_large_counts(scale):
    table = table_of(27 * scale, 27 * scale + 10**5, 27 * scale, 27 * scale)
    n, a, b = 108 * scale + 10**5, 27 * scale, 27 * scale + 10**5
    exact = n * (a * a - b * a) ** 2 / ((a + b) * 2 * a * 2 * a * (b + a))
    assert asi.chi_square_test(table).statistic == pytest.approx(exact, rel=1e-4)
    assert asi.phi_coefficient(table) == pytest.approx(-math.sqrt(exact / n), rel=1e-12)
    assert asi.chi_square_test(table, correction="n-1").statistic == pytest.approx(exact, rel=1e-8)
    with pytest.raises(ValueError, match="too large for Fisher's exact test"):
        asi.fisher_exact_test(table)


def test_fisher_answers_for_tables_of_a_few_million():
    assert 0 < asi.fisher_exact_test(table_of(10**6, 10**6, 10**6, 10**6 + 999)).pvalue <= 1


def test_fisher_answers_for_ten_million_people_and_no_more():
    assert asi.fisher_exact_test(table_of(1, 1, 1, 10**7 - 3)).pvalue == pytest.approx(4e-7)
    with pytest.raises(ValueError, match="too large for Fisher's exact test"):
        asi.fisher_exact_test(table_of(1, 1, 1, 10**7 - 2))


def test_fisher_against_exact_fractions():
    from fractions import Fraction
    from math import comb

    rng = np.random.default_rng(2)
    for cells in rng.integers(0, 40, (60, 2, 2)).tolist():
        (a, b), (c, d) = cells
        if 0 in (a + b, c + d, a + c, b + d):
            continue
        ways = {
            x: comb(a + b, x) * comb(c + d, a + c - x)
            for x in range(max(0, a - d), min(a + b, a + c) + 1)
        }
        tail = sum(way for way in ways.values() if way <= ways[a])
        expected = Fraction(tail, sum(ways.values()))
        assert asi.fisher_exact_test(table_of(a, b, c, d)).pvalue == pytest.approx(float(expected))


def test_unknown_corrections_are_refused():
    for correction in ("haldane", 1, ["yates"]):
        with pytest.raises(ValueError, match=r'None, "yates" or "n-1", but got'):
            asi.chi_square_test(table_of(1, 2, 3, 4), correction=correction)
    assert asi.chi_square_test(table_of(1, 2, 3, 4), correction=np.True_).correction == "yates"


def test_results_keep_the_labels_of_the_table():
    result = asi.chi_square_test(asi.load_table("comfort"))
    assert result.expected_freq.index.tolist() == ["good comfort", "poor comfort"]
    assert result.residuals.columns.name == "milk flow"
    assert result.dof == 1
