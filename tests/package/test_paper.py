"""Every number that the audit of the paper rests on, typed by hand and held against the package."""

import pytest

import asi_helpers as asi

# Computed once by hand formulas, scipy, statsmodels and zEpid, which agreed to six digits.
TABLES = {
    "knowledge": {
        "cells": [[27, 7], [6, 54]],
        "percent": (79.4118, 10.0000),
        "expected": (11.9362, 22.0638, 21.0638, 38.9362),
        "pearson": (45.8966, 1.24663e-11),
        "yates": (42.9003, 5.76004e-11),
        "fisher": 1.12200e-11,
        "phi": 0.698757,
        "por": (34.7143, 10.6218, 113.454),
        "inverse": (0.0288066, 0.00881415, 0.0941463),
        "pr": (7.94118, 3.64704, 17.2914),
        "pd": (0.694118, 0.502864, 0.809574),
        "e_value": (15.3655, 6.75410),
        "as_printed": "0,029 0,94 0,009",
    },
    "comfort": {
        "cells": [[23, 16], [10, 45]],
        "percent": (58.9744, 18.1818),
        "expected": (13.6915, 25.3085, 19.3085, 35.6915),
        "pearson": (16.6676, 4.45353e-5),
        "yates": (14.9251, 1.11864e-4),
        "fisher": 6.50959e-5,
        "phi": 0.421088,
        "por": (6.46875, 2.53629, 16.4984),
        "inverse": (0.154589, 0.0606119, 0.394277),
        "pr": (3.24359, 1.74709, 6.02192),
        "pd": (0.407925, 0.210550, 0.568676),
        "e_value": (5.94123, 2.88957),
        "as_printed": "0,155 0,394 0,61",
    },
    "support": {
        "cells": [[21, 10], [12, 51]],
        "percent": (67.7419, 19.0476),
        "expected": (10.8830, 20.1170, 22.1170, 40.8830),
        "pearson": (21.6243, 3.31617e-6),
        "yates": (19.5397, 9.85287e-6),
        "fisher": 6.53014e-6,
        "phi": 0.479631,
        "por": (8.92500, 3.34604, 23.8060),
        "inverse": (0.112045, 0.0420063, 0.298861),
        "pr": (3.55645, 2.02326, 6.25146),
        "pd": (0.486943, 0.277462, 0.644500),
        "e_value": (6.57173, 3.46213),
        "as_printed": "0,112 0,42 0,299",
    },
}


@pytest.fixture(params=TABLES)
def name(request):
    return request.param


@pytest.fixture
def table(name):
    return asi.load_table(name)


@pytest.fixture
def known(name):
    return TABLES[name]


def six_digits(value):
    return pytest.approx(value, rel=6e-6)


def test_counts(table, known):
    assert table.to_array().tolist() == known["cells"]
    assert (table.n, table.n_cases, table.n_noncases) == (94, 33, 61)


def test_percentages(table, known):
    assert table.row_percent().iloc[:, 0].tolist() == six_digits(list(known["percent"]))


def test_expected_counts(table, known):
    expected = asi.chi_square_test(table).expected_freq.to_numpy().ravel().tolist()
    assert expected == six_digits(list(known["expected"]))
    assert min(expected) > 5


@pytest.mark.parametrize("test", ["pearson", "yates"])
def test_chi_square(table, known, test):
    result = asi.chi_square_test(table, correction=test if test == "yates" else None)
    assert (result.statistic, result.pvalue) == six_digits(known[test])


def test_fisher_and_phi(table, known):
    assert asi.fisher_exact_test(table).pvalue == six_digits(known["fisher"])
    assert asi.phi_coefficient(table) == six_digits(known["phi"])


@pytest.mark.parametrize(
    ("measure", "function"),
    [
        ("por", asi.prevalence_odds_ratio),
        ("pr", asi.prevalence_ratio),
        ("pd", asi.prevalence_difference),
    ],
)
def test_estimates(table, known, measure, function):
    result = function(table)
    assert (result.value, *result.interval) == six_digits(known[measure])


def test_the_inverse_is_what_is_printed(table, known, name):
    for turned in (table.swap_exposure(), table.swap_outcome()):
        result = asi.prevalence_odds_ratio(turned)
        assert (result.value, *result.interval) == six_digits(known["inverse"])
        assert round(result.value, 3) == asi.load_printed(name).por


def test_turning_both_gives_the_ratio_back(table, known):
    both = asi.prevalence_odds_ratio(table.swap_exposure().swap_outcome())
    assert both.value == six_digits(known["por"][0])


def test_the_prevalence_ratio_tells_the_two_readings_apart():
    table = asi.load_table("knowledge")
    readings = [table.swap_exposure(), table.swap_outcome()]
    values = [asi.prevalence_ratio(reading).value for reading in readings]
    assert values == pytest.approx([0.126, 0.229], abs=5e-4)


def test_e_values(table, known):
    result = asi.e_value(asi.prevalence_ratio(table))
    assert (result.estimate, result.limit) == six_digits(known["e_value"])


def test_printed_numbers(known, name):
    printed = asi.load_dataset("printed_results").query("table == @name")
    texts = printed.set_index("quantity")["printed"]
    assert " ".join(texts[["por", "first_limit", "second_limit"]]) == known["as_printed"]
    assert texts["pvalue"] == "0,000"
    numbers = [float(text.replace(",", ".")) for text in known["as_printed"].split()]
    assert list(asi.load_printed(name)[:3]) == numbers
    with pytest.raises(ValueError, match="has no table 'massage'; it has knowledge"):
        asi.load_printed("massage")


def test_all_three_survive_bonferroni():
    pvalues = [asi.chi_square_test(asi.load_table(name)).pvalue for name in TABLES]
    assert 3 * max(pvalues) == pytest.approx(1.34e-4, rel=5e-3)


def test_reading_the_odds_ratio_as_times_more_overstates_it_more_than_fourfold():
    table = asi.load_table("knowledge")
    ratio = asi.prevalence_odds_ratio(table).value / asi.prevalence_ratio(table).value
    assert ratio == pytest.approx(4.4, abs=0.05)
