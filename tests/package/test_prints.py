"""The tables that the reader of pasted text is tried on are themselves what programs print."""

import math

import numpy as np
import pytest
from scipy import stats
from scipy.stats import contingency
from statsmodels.stats.contingency_tables import Table2x2

from tests import prints


@pytest.fixture(scope="module")
def studies():
    rng = np.random.default_rng(7)
    return [prints.tables(rng, language) for language in ("en", "id") * 30]


def scipys(cells):
    table = np.array(cells)
    found = {}
    for name, options in {
        "pearson": {"correction": False},
        "yates": {"correction": True},
        "lr": {"correction": False, "lambda_": "log-likelihood"},
    }.items():
        test = contingency.chi2_contingency(table, **options)
        found |= {f"chi2_{name}": test.statistic, f"p_{name}": test.pvalue}
    found["p_fisher"] = stats.fisher_exact(table).pvalue
    sides = [stats.fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    found["p_fisher1"] = min(sides)
    found["cc"] = contingency.association(table, method="pearson")
    return found


def test_statistics_are_those_of_scipy(studies):
    for study in studies:
        ours = prints.statistics(*study.counts)
        for name, value in scipys(study.cells).items():
            assert ours[name] == pytest.approx(value, rel=1e-7, abs=1e-12), (study.counts, name)
        np.testing.assert_allclose(ours["expected"], contingency.expected_freq(study.cells))


def test_ratios_are_those_of_statsmodels(studies):
    for study in studies:
        ours = prints.statistics(*study.counts)
        assert ("or" in ours) == all(study.counts)
        if all(study.counts):
            table = Table2x2(np.array(study.cells))
            assert [ours[key] for key in ("or", "or_low", "or_high")] == pytest.approx(
                [table.oddsratio, *table.oddsratio_confint()]
            )
            assert [ours[key] for key in ("rr", "rr_low", "rr_high")] == pytest.approx(
                [table.riskratio, *table.riskratio_confint()]
            )


def test_exact_limits_are_those_of_scipy(studies):
    for study in studies[:30]:
        result = contingency.odds_ratio(np.array(study.cells), kind="conditional")
        interval = result.confidence_interval(0.95)
        theirs = (result.statistic, interval.low, interval.high)
        assert prints.exact_limits(study) == pytest.approx(theirs, rel=1e-4)


def test_published_limits():
    """Stata's csi 7 1 27 33, or woolf: 8.555556, .9904903 to 73.9003; risk ratio 7."""
    numbers = prints.statistics(7, 1, 27, 33)
    shown = [prints.stata_number(numbers[key]) for key in ("or", "or_low", "or_high")]
    assert shown == ["8.555556", ".9904903", "73.9003"]
    ratio = prints.risk_ratio("rr", 7, 34, 1, 34)
    shown = [prints.stata_number(value) for value in ratio.values()]
    assert shown == ["7", ".9096055", "53.86951"]


def test_mid_p_published():
    """epitools' riskratio.wald of 14, 7, 12, 27: mid-p 0.009518722, exact 0.01318013."""
    numbers = prints.statistics(14, 7, 12, 27)
    assert prints.r_number(numbers["p_midp"], 7) == "0.009518722"
    assert prints.r_number(numbers["p_fisher"], 7) == "0.01318013"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (42.89957, 5, "42.9"),
        (1.2466e-11, 4, "1.247e-11"),
        (0.0001, 4, "1e-04"),
        (0.0001234, 4, "0.0001234"),
        (0.19502, 4, "0.195"),
        (1, 4, "1"),
        (0, 7, "0"),
        (math.inf, 7, "Inf"),
    ],
)
def test_a_number_as_r_formats_it(value, digits, text):
    """What R 4.2 gave for format(value, digits = digits)."""
    assert prints.r_number(value, digits) == text


def test_r_gives_this_table():
    """R 4.2: addmargins of a table with the names of its dimensions."""
    study = prints.Study(
        "Pengetahuan", "Peran", ("Baik", "Kurang"), ("Ya", "Tidak"), (27, 7, 6, 54)
    )
    text = prints.r_matrix(
        study, prints.margins(study), ("Ya", "Tidak", "Sum"), (*study.rows, "Sum")
    )
    assert text.splitlines() == [
        "           Peran",
        "Pengetahuan Ya Tidak Sum",
        "     Baik   27     7  34",
        "     Kurang  6    54  60",
        "     Sum    33    61  94",
    ]


def test_what_is_to_be_read_stands_in_the_print():
    for name, language, shown in prints.generate(10 * len(prints.PRINTS), 3):
        plain = shown.text.replace("< ", "<")
        for key, text in (shown.printed | shown.also).items():
            assert text in plain, (name, language, key)
        for count in np.ravel(shown.cells) if name != "events_of_totals" else ():
            forms = {str(count or ".0" if name == "pspp" else count), f"{count:,}"}
            forms |= {form.replace(",", ".") for form in forms}
            assert any(form in plain for form in forms), (name, count)


def test_the_same_seed_gives_the_same_prints():
    first = list(prints.generate(50, 1))
    assert first == list(prints.generate(50, 1))
    assert first != list(prints.generate(50, 2))
