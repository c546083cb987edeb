import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from scipy.stats import contingency
from statsmodels.stats.contingency_tables import StratifiedTable, Table2x2
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep

import asi_helpers as asi
from asi_helpers import TwoByTwo
from tests.strategies import tables, transposed

RATIOS = [asi.prevalence_odds_ratio, asi.prevalence_ratio]
EVERY = [*RATIOS, asi.prevalence_difference]


def table_of(a, b, c, d):
    return TwoByTwo.from_array([[a, b], [c, d]])


def random_tables(n, smallest, largest, seed):
    cells = np.random.default_rng(seed).integers(smallest, largest, (n, 2, 2))
    return [TwoByTwo.from_array(array) for array in cells]


# Published values ---------------------------------------------------------------------------------


def test_woolf_interval_of_doll_and_hill():
    # Doll and Hill 1950, lung cancer and smoking in men: 14.0 (3.3 to 59.3) in textbooks,
    # for instance Agresti, Categorical Data Analysis
    result = asi.prevalence_odds_ratio(table_of(647, 622, 2, 27))
    assert result.value == pytest.approx(14.04, abs=0.005)
    assert result.interval == pytest.approx((3.33, 59.3), abs=0.05)


def test_ratio_of_the_physicians_health_study():
    # Agresti, Categorical Data Analysis: heart attacks with placebo against aspirin,
    # relative risk 1.82 and odds ratio 1.83 (1.44 to 2.33)
    table = table_of(189, 10845, 104, 10933)
    assert asi.prevalence_ratio(table).value == pytest.approx(1.82, abs=0.005)
    odds_ratio = asi.prevalence_odds_ratio(table)
    assert odds_ratio.value == pytest.approx(1.83, abs=0.005)
    assert odds_ratio.interval == pytest.approx((1.44, 2.33), abs=0.005)


def test_katz_interval_of_scipys_documentation():
    # scipy.stats.contingency.relative_risk: 27 of 122 against 44 of 487
    result = asi.prevalence_ratio(table_of(27, 95, 44, 443))
    assert result.value == pytest.approx(2.4495156482861398, rel=1e-12)
    assert result.interval == pytest.approx((1.5836990926700116, 3.7886786315466354), rel=1e-9)


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        # Newcombe 1998, Table II, method 10
        ((56, 14, 48, 32), 0.0524, 0.3339),
        ((9, 1, 3, 7), 0.1705, 0.8090),
        ((10, 0, 0, 10), 0.6075, 1.0),
        ((10, 0, 0, 20), 0.6791, 1.0),
        ((5, 51, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 10), -0.2775, 0.2775),
    ],
)
def test_newcombe_intervals_of_his_table(cells, low, high):
    assert asi.prevalence_difference(table_of(*cells)).interval == pytest.approx(
        (low, high), abs=5e-5
    )


def test_e_values_of_vanderweele_and_ding():
    # Risk ratio 3.9 (1.8 to 8.7): E-values 7.26 and 3.0
    ratio = asi.Estimate(
        "prevalence ratio", 3.9, asi.Interval(1.8, 8.7), 1.0, 0.95, "", table_of(1, 1, 1, 1)
    )
    result = asi.e_value(ratio)
    assert result.estimate == pytest.approx(7.26, abs=0.005)
    assert result.limit == pytest.approx(3.0, abs=0.005)


def test_mantel_haenszel_of_berkeley():
    # R, UCBAdmissions: mantelhaen.test prints a common odds ratio of 0.9046968 (0.7719074 to
    # 1.0603298) for Gender by Admit over departments
    departments = [
        (512, 313, 89, 19),
        (353, 207, 17, 8),
        (120, 205, 202, 391),
        (138, 279, 131, 244),
        (53, 138, 94, 299),
        (22, 351, 24, 317),
    ]
    result = asi.mantel_haenszel_odds_ratio([table_of(*cells) for cells in departments])
    assert result.null_value == 1
    assert result.value == pytest.approx(0.9046968, abs=5e-8)
    assert result.interval == pytest.approx((0.7719074, 1.0603298), abs=5e-8)
    assert result.table.to_array().tolist() == [[1198, 1493], [557, 1278]]


# Peers --------------------------------------------------------------------------------------------


def test_agrees_with_statsmodels_on_a_thousand_tables():
    for table in random_tables(1000, 1, 500, seed=1):
        peer = Table2x2(table.to_array(), shift_zeros=False)
        odds_ratio, ratio = asi.prevalence_odds_ratio(table), asi.prevalence_ratio(table)
        assert odds_ratio.value == pytest.approx(peer.oddsratio, rel=1e-12)
        assert odds_ratio.interval == pytest.approx(peer.oddsratio_confint(), rel=1e-9)
        assert ratio.value == pytest.approx(peer.riskratio, rel=1e-12)
        assert ratio.interval == pytest.approx(peer.riskratio_confint(), rel=1e-9)


def test_the_difference_agrees_with_statsmodels():
    for table in random_tables(300, 0, 60, seed=2):
        if 0 in (table.n_exposed, table.n_unexposed):
            continue
        peer = confint_proportions_2indep(
            table.exposed_cases, table.n_exposed, table.unexposed_cases, table.n_unexposed,
            method="newcomb",
        )  # fmt: skip
        assert asi.prevalence_difference(table).interval == pytest.approx(peer, abs=1e-12)


def test_agrees_with_scipys_sample_odds_ratio_at_other_levels():
    for table in random_tables(50, 1, 90, seed=3):
        for level in (0.5, 0.9, 0.999):
            peer = contingency.odds_ratio(table.to_array(), kind="sample")
            low, high = peer.confidence_interval(confidence_level=level)
            result = asi.prevalence_odds_ratio(table, confidence_level=level)
            assert result.interval == pytest.approx((low, high), rel=1e-9)
            assert result.confidence_level == level


def test_mantel_haenszel_agrees_with_statsmodels():
    rng = np.random.default_rng(4)
    for n_strata in (1, 2, 3, 8):
        for _ in range(25):
            strata = rng.integers(1, 40, (n_strata, 2, 2))
            peer = StratifiedTable([stratum.astype(float) for stratum in strata])
            result = asi.mantel_haenszel_odds_ratio([TwoByTwo.from_array(s) for s in strata])
            assert result.value == pytest.approx(peer.oddsratio_pooled, rel=1e-12)
            assert result.interval == pytest.approx(peer.oddsratio_pooled_confint(), rel=1e-9)


# Properties ---------------------------------------------------------------------------------------


@given(tables(smallest=1))
def test_swapping_the_exposure_inverts_both_ratios(table):
    for measure in RATIOS:
        value, swapped = measure(table), measure(table.swap_exposure())
        assert swapped.value == pytest.approx(1 / value.value, rel=1e-12)
        low, high = value.interval
        assert swapped.interval == pytest.approx((1 / high, 1 / low), rel=1e-9)


@given(tables(smallest=1))
def test_swapping_the_outcome_inverts_the_odds_ratio(table):
    value = asi.prevalence_odds_ratio(table)
    swapped = asi.prevalence_odds_ratio(table.swap_outcome())
    assert swapped.value == pytest.approx(1 / value.value, rel=1e-12)


@given(tables(smallest=1))
def test_transposing_keeps_the_odds_ratio(table):
    value = asi.prevalence_odds_ratio(table).value
    assert asi.prevalence_odds_ratio(transposed(table)).value == pytest.approx(value, rel=1e-12)


@given(tables(smallest=1))
def test_ratio_intervals_hold_the_estimate_and_are_symmetric_on_the_log_scale(table):
    for measure in RATIOS:
        result = measure(table)
        low, high = result.interval
        assert low <= result.value <= high
        assert math.sqrt(low) * math.sqrt(high) == pytest.approx(result.value, rel=1e-9)


@given(tables())
def test_the_odds_ratio_lies_on_the_side_of_the_prevalence_ratio_and_further_out(table):
    odds_ratio, ratio = asi.prevalence_odds_ratio(table).value, asi.prevalence_ratio(table).value
    if math.isnan(odds_ratio) or math.isnan(ratio) or 0 in (odds_ratio, ratio):
        return
    if math.isinf(odds_ratio):
        assert ratio >= 1
        return
    assert abs(math.log(odds_ratio)) >= abs(math.log(ratio)) - 1e-12
    assert math.log(odds_ratio) * math.log(ratio) >= 0


@given(tables())
def test_the_difference_is_turned_by_swapping_and_holds_its_estimate(table):
    result = asi.prevalence_difference(table)
    if math.isnan(result.value):
        assert result.interval is None
        return
    assert result.interval.low - 1e-12 <= result.value <= result.interval.high + 1e-12
    assert result.interval.low >= -1
    assert result.interval.high <= 1
    for swapped in (table.swap_exposure(), table.swap_outcome()):
        turned = asi.prevalence_difference(swapped)
        assert turned.value == pytest.approx(-result.value, abs=1e-12)
        expected = (-result.interval.high, -result.interval.low)
        assert turned.interval == pytest.approx(expected, abs=1e-9)


def test_swapping_the_outcome_or_transposing_does_not_invert_the_prevalence_ratio():
    for name in ("knowledge", "comfort", "support"):
        table = asi.load_table(name)
        ratio = asi.prevalence_ratio(table).value
        swapped = asi.prevalence_ratio(table.swap_outcome()).value
        assert abs(swapped * ratio - 1) > 0.3
        assert abs(asi.prevalence_ratio(transposed(table)).value / ratio - 1) > 0.05


# Zero cells, empty margins, large counts ----------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("cells", "por", "pr", "pr_has_interval"),
    [
        ((0, 5, 3, 4), 0, 0, False),
        ((5, 0, 3, 4), math.inf, 7 / 3, True),
        ((5, 3, 0, 4), math.inf, math.inf, False),
        ((5, 3, 4, 0), 0, 5 / 8, True),
        ((5, 0, 0, 4), math.inf, math.inf, False),
        ((0, 5, 4, 0), 0, 0, False),
    ],
)
def test_zero_cells(cells, por, pr, pr_has_interval):
    table = table_of(*cells)
    odds_ratio, ratio = asi.prevalence_odds_ratio(table), asi.prevalence_ratio(table)
    assert (odds_ratio.value, odds_ratio.interval) == (por, None)
    assert ratio.value == pytest.approx(pr)
    assert (ratio.interval is not None) == pr_has_interval
    assert asi.prevalence_difference(table).interval is not None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("correction", [None, "haldane"])
@pytest.mark.parametrize(
    ("cells", "pr", "has_difference"),
    [
        ((0, 0, 3, 4), math.nan, False),
        ((3, 4, 0, 0), math.nan, False),
        ((0, 3, 0, 4), math.nan, True),
        ((3, 0, 4, 0), 1.0, True),
        ((3, 0, 0, 0), math.nan, False),
    ],
)
def test_empty_margins(cells, pr, has_difference, correction):
    table = table_of(*cells)
    odds_ratio = asi.prevalence_odds_ratio(table, correction=correction)
    assert math.isnan(odds_ratio.value)
    assert odds_ratio.interval is None
    assert asi.prevalence_ratio(table).value == pytest.approx(pr, nan_ok=True)
    difference = asi.prevalence_difference(table)
    assert math.isnan(difference.value) != has_difference
    assert (difference.interval is not None) == has_difference


@pytest.mark.filterwarnings("error")
def test_haldane_adds_a_half_to_every_cell_and_only_when_asked():
    table = table_of(5, 0, 3, 4)
    peer = Table2x2(np.array([[5.5, 0.5], [3.5, 4.5]]))
    result = asi.prevalence_odds_ratio(table, correction="haldane")
    assert result.value == pytest.approx(peer.oddsratio, rel=1e-12)
    assert result.interval == pytest.approx(peer.oddsratio_confint(), rel=1e-9)
    assert "Haldane" in result.method
    assert math.isinf(asi.prevalence_odds_ratio(table).value)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [10**9, 4 * 10**9, 10**12, 10**30])
def test_large_counts_overflow_nothing(scale):
    small, large = table_of(27, 7, 6, 54), table_of(27 * scale, 7 * scale, 6 * scale, 54 * scale)
    for measure in EVERY:
        assert measure(large).value == pytest.approx(measure(small).value, rel=1e-12)
        low, high = measure(large).interval
        assert low <= measure(large).value <= high
        assert high - low < 1e-2
    error = math.sqrt(sum(1 / (count * scale) for count in (27, 7, 6, 54)))
    low, high = asi.prevalence_odds_ratio(large).interval
    assert math.log(high / low) == pytest.approx(2 * 1.959963984540054 * error, rel=1e-3, abs=1e-14)


@pytest.mark.filterwarnings("error")
def test_mantel_haenszel_of_strata_without_information():
    ones = asi.mantel_haenszel_odds_ratio([table_of(1, 0, 1, 3), table_of(2, 0, 0, 1)])
    assert (ones.value, ones.interval) == (math.inf, None)
    assert asi.mantel_haenszel_odds_ratio([table_of(0, 2, 1, 3)]).value == 0
    nothing = asi.mantel_haenszel_odds_ratio([table_of(1, 1, 0, 0), table_of(0, 0, 1, 1)])
    assert math.isnan(nothing.value)


# Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", EVERY)
def test_confidence_levels_that_make_no_sense_are_refused(measure):
    table = table_of(27, 7, 6, 54)
    for level in (0, 1, 95, -0.5, math.nan, 1 - Fraction(1, 10**30)):
        with pytest.raises(ValueError, match=r"between 0 and 1, such as 0.95"):
            measure(table, confidence_level=level)
    for level in ("0.95", True, None):
        with pytest.raises(TypeError, match=r"must be a number such as 0.95"):
            measure(table, confidence_level=level)


def test_unknown_corrections_are_refused():
    with pytest.raises(ValueError, match=r'None or "haldane", but got 0.5'):
        asi.prevalence_odds_ratio(table_of(1, 2, 3, 4), correction=0.5)


def test_strata_must_compare_the_same():
    one = table_of(1, 2, 3, 4)
    with pytest.raises(ValueError, match="compare different things"):
        asi.mantel_haenszel_odds_ratio([asi.load_table("knowledge"), asi.load_table("comfort")])
    with pytest.raises(ValueError, match="no stratum"):
        asi.mantel_haenszel_odds_ratio([])
    with pytest.raises(TypeError, match="must be a TwoByTwo"):
        asi.mantel_haenszel_odds_ratio([one, [[1, 2], [3, 4]]])
    with pytest.raises(TypeError, match="a single one needs a list"):
        asi.mantel_haenszel_odds_ratio(one)


def test_strata_may_come_as_they_are_loaded():
    strata = asi.load_strata("class")
    assert asi.mantel_haenszel_odds_ratio(strata) == asi.mantel_haenszel_odds_ratio(
        list(strata.values())
    )


def test_e_values_of_odds_ratios_differences_and_limits():
    table = table_of(27, 7, 6, 54)
    odds_ratio = asi.prevalence_odds_ratio(table)
    root = math.sqrt(odds_ratio.value)
    assert asi.e_value(odds_ratio).estimate == pytest.approx(root + math.sqrt(root * (root - 1)))
    turned = asi.e_value(asi.prevalence_ratio(table.swap_exposure()))
    assert turned.estimate == pytest.approx(asi.e_value(asi.prevalence_ratio(table)).estimate)
    assert turned.limit == pytest.approx(asi.e_value(asi.prevalence_ratio(table)).limit)
    assert asi.e_value(asi.prevalence_ratio(table_of(10, 10, 9, 11))).limit == 1
    infinite = asi.e_value(asi.prevalence_ratio(table_of(5, 3, 0, 4)))
    assert (infinite.estimate, infinite.limit) == (math.inf, None)
    assert math.isnan(asi.e_value(asi.prevalence_ratio(table_of(0, 0, 3, 4))).estimate)
    with pytest.raises(TypeError, match="difference has no E-value"):
        asi.e_value(asi.prevalence_difference(table))
    with pytest.raises(TypeError, match="must be an Estimate"):
        asi.e_value(3.9)


# Agreement of two raters --------------------------------------------------------------------------


def test_kappa_of_a_textbook_example():
    """Fifty grant applications, two readers: 20 both yes, 15 both no; kappa 0.40."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert asi.cohen_kappa(first, second) == pytest.approx((0.7, 0.5, 0.4))


# statsmodels divides 0 by 0 where both raters gave one verdict only
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_kappa_equals_statsmodels():
    rng = random.Random(1)
    for _ in range(200):
        n, verdicts = rng.randint(2, 30), "abcd"[: rng.randint(2, 4)]
        first, second = ([rng.choice(verdicts) for _ in range(n)] for _ in range(2))
        counts = np.array(
            [
                [
                    sum((a, b) == (x, y) for a, b in zip(first, second, strict=True))
                    for y in verdicts
                ]
                for x in verdicts
            ]
        )
        found = asi.cohen_kappa(first, second)
        if math.isnan(found.kappa):
            assert len({*first, *second}) == 1
        else:
            assert found.kappa == pytest.approx(cohens_kappa(counts).kappa, abs=1e-12)


def test_extremes():
    assert asi.cohen_kappa("aabb", "aabb").kappa == 1
    assert asi.cohen_kappa("ab", "ba").kappa == -1
    assert math.isnan(asi.cohen_kappa("aaa", "aaa").kappa)


def test_bad_input_says_what_is_wrong():
    with pytest.raises(ValueError, match="they gave 3 and 2 verdicts"):
        asi.cohen_kappa("abc", "ab")
    with pytest.raises(ValueError, match="no item"):
        asi.cohen_kappa([], [])


def test_strata_add_up_to_their_table():
    for name in ("whickham", "class"):
        strata = asi.load_strata(name).values()
        total = sum(table.to_array() for table in strata)
        assert total.tolist() == asi.load_table(name).to_array().tolist()
    with pytest.raises(ValueError, match="No strata of 'tea'; there are strata of whickham, class"):
        asi.load_strata("tea")


@given(tables())
def test_por_by_prevalence_is_the_odds_ratio_of_a_table(table):
    cells = table.to_array().ravel().tolist()
    if 0 in cells:
        table = table_of(*(cell + 1 for cell in cells))
    pr, por = asi.prevalence_ratio(table).value, asi.prevalence_odds_ratio(table).value
    share = table.unexposed_cases / table.n_unexposed
    assert asi.por_by_prevalence(pr, share) == pytest.approx(por, rel=1e-6)


def test_por_by_prevalence_refuses_what_is_no_prevalence():
    for pr, share in ((2, 0.5), (2, 0.6), (2, 0), (2, -0.1), (0.5, 1), (0, 0.1)):
        with pytest.raises(ValueError, match="between 0 and 1 in both groups"):
            asi.por_by_prevalence(pr, share)
