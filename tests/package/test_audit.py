import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import contingency

import asi_helpers as asi
from asi_helpers import TwoByTwo
from asi_helpers.audit import FLAGS, matches
from tests.strategies import tables

EXPECTED = {
    "knowledge": {"inverted", "lost_zero", "not_log_symmetric", "descending"},
    "comfort": {"inverted", "lost_zero", "not_log_symmetric", "excludes_estimate"},
    "support": set(FLAGS),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_three_printed_lines(name):
    printed, table = asi.load_printed(name)[:3], asi.load_table(name)
    result = asi.audit_estimate(*printed, table=table)
    assert result.flags == EXPECTED[name]
    assert result.reproduces is False
    without = asi.audit_estimate(*printed)
    assert without.flags == EXPECTED[name] - {"inverted", "lost_zero"}
    assert (without.recomputed, without.table, without.reproduces) == (None, None, None)


def test_the_limit_that_lost_its_zero_is_named():
    lost = {
        name: asi.audit_estimate(*asi.load_printed(name)[:3], table=asi.load_table(name)).lost_zeros
        for name in EXPECTED
    }
    assert lost == {
        "knowledge": {"first_limit": 0.094},
        "comfort": {"second_limit": 0.061},
        "support": {"first_limit": 0.042},
    }


def test_with_the_zeros_restored_two_intervals_descend_and_one_ascends():
    # paper-audit, section 3, item 2
    restored = {"knowledge": (0.094, 0.009), "comfort": (0.394, 0.061), "support": (0.042, 0.299)}
    for name, limits in restored.items():
        estimate, table = asi.load_printed(name).por, asi.load_table(name)
        flags = asi.audit_estimate(estimate, *limits, table=table).flags
        assert flags == ({"inverted"} if name == "support" else {"inverted", "descending"})


@given(tables(smallest=1, largest=300))
def test_a_correctly_printed_result_passes(table):
    result = asi.prevalence_odds_ratio(table)
    audit = asi.audit_estimate(result.value, *result.interval, table=table)
    assert audit.flags == frozenset()
    assert audit.reproduces


@given(tables(smallest=1, largest=300))
def test_an_inverted_result_is_found_unless_it_is_its_own_inverse(table):
    result = asi.prevalence_odds_ratio(table.swap_exposure())
    audit = asi.audit_estimate(result.value, *result.interval, table=table, decimals=6)
    itself = matches(result.value, 1 / result.value, 6)
    assert ("inverted" in audit.flags) == (not itself)
    assert "lost_zero" not in audit.flags


def test_exact_intervals_are_honest():
    # The conditional exact interval is not quite symmetric on the log scale
    rng = np.random.default_rng(1)
    for cells in rng.integers(3, 40, (40, 2, 2)):
        exact = contingency.odds_ratio(cells)
        interval = exact.confidence_interval(0.95)
        flags = asi.audit_estimate(exact.statistic, interval.low, interval.high).flags
        assert flags == frozenset()


@given(st.floats(0.01, 100), st.floats(1.2, 50))
def test_limits_in_the_wrong_order_are_descending_and_nothing_else(estimate, spread):
    assert asi.audit_estimate(estimate, estimate * spread, estimate / spread).flags == {
        "descending"
    }
    assert asi.audit_estimate(estimate, estimate / spread, estimate * spread).flags == frozenset()


def test_an_estimate_on_its_limit_is_inside():
    assert "excludes_estimate" not in asi.audit_estimate(0.5, 0.5, 0.9).flags
    assert asi.audit_estimate(2, 2, 2).flags == frozenset()


def test_a_table_without_an_interval_can_still_be_audited():
    zero = TwoByTwo.from_array([[5, 0], [3, 4]])
    result = asi.audit_estimate(2.0, 1.0, 4.0, table=zero)
    assert result.flags == frozenset()
    assert result.reproduces is False
    empty = TwoByTwo.from_array([[0, 0], [3, 4]])
    assert asi.audit_estimate(2.0, 1.0, 4.0, table=empty).flags == frozenset()


def test_a_limit_that_the_table_does_not_give_is_named_and_raises_no_flag():
    table = asi.load_table("knowledge")
    result = asi.audit_estimate(34.714, 11.5, 113.454, table=table)
    assert result.flags == frozenset()
    assert result.other_limits == ("first_limit",)
    assert asi.audit_estimate(34.714, 10.622, 113.454, table=table).other_limits == ()
    assert asi.audit_estimate(34.714, 11.5, 113.454).other_limits == ()
    # printed with fewer decimals than the ratio
    assert asi.audit_estimate(34.714, 10.6, 113, table=table).other_limits == ()
    # the ratio turned over, its limits not
    assert asi.audit_estimate(0.029, 10.622, 113.454, table=table).other_limits == ()


def test_extreme_numbers_are_answered():
    assert "excludes_estimate" in asi.audit_estimate(1e308, 1e-308, 1e-308).flags


def test_both_limits_can_have_lost_a_zero():
    table = asi.load_table("knowledge").swap_exposure()
    low, high = asi.prevalence_odds_ratio(table).interval
    lost = round(low, 3) * 10, round(high, 3) * 10
    result = asi.audit_estimate(0.029, *lost, table=table, decimals=3)
    assert result.lost_zeros == {"first_limit": 0.009, "second_limit": 0.094}
    assert "inverted" not in result.flags


def test_decimals_decide_what_matches():
    table = asi.load_table("knowledge")
    por = asi.prevalence_odds_ratio(table)
    rounded = [round(x, 1) for x in (por.value, *por.interval)]
    assert asi.audit_estimate(*rounded, table=table, decimals=1).reproduces
    assert not asi.audit_estimate(*rounded, table=table, decimals=3).reproduces
    assert asi.audit_estimate(*rounded, table=table).reproduces


@pytest.mark.parametrize(
    "printed",
    [
        (34.7, 10.6, 113.5),
        ("34,7", "10,6", "113,5"),
        ("34·71", "10.62", "113"),
        ("34.7*", "10.6", "113.4"),  # 113.454, cut
        ("34,714", "10,622", "113,454"),
        ("35", "10.6", "113.45"),  # limits printed finer than the ratio
    ],
)
def test_each_printed_number_is_judged_at_its_own_decimals(printed):
    # field.md, trials 5, 6, 13: an honest line is not accused
    result = asi.audit_estimate(*printed, table=asi.load_table("knowledge"))
    assert (result.flags, result.other_limits, result.reproduces) == (frozenset(), (), True)
    assert "none of the errors" in asi.describe(result)


def test_limits_finer_than_their_ratio_are_not_forgiven():
    # field.md, trial 5: 10.2 and 113.1 are not limits of 34.7 (10.6 to 113.5)
    result = asi.audit_estimate("35", "10.2", "113.1", table=asi.load_table("knowledge"))
    assert result.other_limits == ("first_limit", "second_limit")


def test_a_number_that_was_cut_is_not_called_another():
    table = asi.load_table("comfort")
    sample = contingency.odds_ratio(table.to_array(), kind="sample")
    low, high = sample.confidence_interval(0.95)
    texts = [f"{math.floor(value * 100) / 100:.2f}" for value in (sample.statistic, low, high)]
    result = asi.audit_estimate(*texts, table=table)
    assert "estimate" in result.truncated
    assert result.other_limits == ()
    said = asi.describe(result)
    assert "cut off rather than rounded" in said
    assert "neither" not in said
    assert asi.audit_estimate(*texts, table=table, decimals=2).truncated == frozenset()


def test_a_cut_reciprocal_is_inverted():
    # 1 / 34.714 = 0.0288
    result = asi.audit_estimate("0,02", "0,008", "0,094", table=asi.load_table("knowledge"))
    assert result.flags == {"inverted"}


def test_geometric_mean_of_the_printed_limits():
    # paper-audit, section 3, item 3
    means = [asi.audit_estimate(*asi.load_printed(name)[:3]).geometric_mean for name in EXPECTED]
    assert means == pytest.approx([0.0920, 0.490, 0.354], abs=5e-4)


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize("value", [0, -1, -0.5, math.nan, math.inf])
def test_numbers_of_zero_or_less_are_refused(position, value):
    numbers = [0.029, 0.094, 0.009]
    numbers[position] = value
    with pytest.raises(ValueError, match="must be above 0 and finite"):
        asi.audit_estimate(*numbers)


@pytest.mark.parametrize("value", [True, None, 1j, ["0,029"]])
def test_numbers_of_the_wrong_kind_are_refused(value):
    with pytest.raises(TypeError, match="`second_limit` must be a number"):
        asi.audit_estimate(0.029, 0.094, value)


@pytest.mark.parametrize("value", ["about 3", "", "<0.009", "3/4", "0,009-0,094"])
def test_text_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="`second_limit`"):
        asi.audit_estimate("0,029", "0,094", value)


def test_a_zero_is_lost_only_beside_a_ratio_or_a_limit_of_the_table():
    # prevalence ratio and Katz limits; 2.95 is ten times a limit of the odds ratio by chance
    table = asi.TwoByTwo.from_array([[43, 127], [149, 115]])
    pair = asi.prevalence_odds_ratio(table).interval
    by_chance = f"{10 * pair.high:.2f}"
    assert "lost_zero" not in asi.audit_estimate("2.23", "1.69", by_chance, table=table).flags
    with_other = asi.audit_estimate("2.23", f"{pair.low:.3f}", by_chance, table=table)
    assert "lost_zero" in with_other.flags
    upright = asi.audit_estimate("0.261", "1.69", by_chance, table=table)
    assert "lost_zero" in upright.flags
    assert not upright.explained


def test_explained_is_what_the_ratio_and_its_limits_account_for():
    knowledge = asi.load_table("knowledge")
    assert asi.audit_estimate("0,029", "0,94", "0,009").explained is None  # without a table
    assert asi.audit_estimate("34.714", "10.622", "113.454", table=knowledge).explained is True
    assert asi.audit_estimate("0.029", "0.94", "0.009", table=knowledge).explained is True
    assert asi.audit_estimate("7.94", "3.65", "17.3", table=knowledge).explained is False
    assert asi.audit_estimate("34.714", "10.6", "99.9", table=knowledge).explained is False


def test_other_arguments_are_checked():
    with pytest.raises(TypeError, match="must be a TwoByTwo"):
        asi.audit_estimate(1, 1, 1, table=[[1, 2], [3, 4]])
    with pytest.raises(TypeError, match="`decimals` must be a whole number"):
        asi.audit_estimate(1, 1, 1, decimals=1.5)
    with pytest.raises(ValueError, match="`decimals` must be 0 or more"):
        asi.audit_estimate(1, 1, 1, decimals=-1)
    assert hash(asi.audit_estimate(1, 1, 1)) is not None


@pytest.mark.parametrize(
    ("printed", "decimals", "others"),
    [
        ((35, 10.2, 113.1), 0, ("first_limit", "second_limit")),
        ((34.7, 10.64, 113.41), 1, ("first_limit", "second_limit")),
        ((34.7, 10.62, 113.45), 1, ()),
        ((35, 11, 113), 0, ()),
        ((34.71, "10.60", "113.45"), 2, ("first_limit",)),
        ((34.71, "10.62", "113.00"), 2, ("second_limit",)),
        ((34.71, "10.6", "113.45"), 2, ()),
    ],
)
def test_limits_printed_finer_than_their_ratio_are_held_to_their_own_decimals(
    printed, decimals, others
):
    audit = asi.audit_estimate(*printed, table=asi.load_table("knowledge"), decimals=decimals)
    assert audit.other_limits == others
