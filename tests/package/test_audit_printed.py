"""Every number printed with a table: published lines, honest lines of programs, wrong ones."""

import math
from string import Formatter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import Table2x2

import asi_helpers as asi
from asi_helpers import TwoByTwo
from asi_helpers.audit import VERDICTS, words
from asi_helpers.audit.counts import Counts
from asi_helpers.audit.text import read_figure
from tests.strategies import tables

CELLS = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
HOLDS = {"reproduces", "truncated"}


def audit(cells, printed, **given):
    return asi.audit_printed(TwoByTwo.from_array(np.reshape(cells, (2, 2))), printed, **given)


def by_quantity(result):
    return {found.quantity: found for found in result.findings}


def verdicts(result):
    return {found.quantity: found.verdict for found in result.findings}


def readings(result):
    return {found.quantity: found.reading for found in result.findings}


def knowledge(printed, **given):
    """What the counts of the book's first table say: 27 of 34 and 6 of 60."""
    return asi.audit_printed(asi.load_table("knowledge"), printed, **given)


# Published lines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "printed", "expected"),
    [
        # stata.com/links/stata-basics/odds-ratio-calculator: cci 12 16 55 125, exact limits
        (
            (12, 16, 55, 125),
            {"or": "1.704545", "or_low": ".6848212", "or_high": "4.125435", "chi2": "1.68"},
            {"or": "ad/bc", "or_low": "ad/bc exact", "or_high": "ad/bc exact", "chi2": "pearson"},
        ),
        # CRAN, ORCI: examples of Woolf.CI, Cornfieldexact.CI and Cornfieldmidp.CI, 2/14 and 1/11
        (
            (2, 12, 1, 10),
            {"or_low": "0.1310604", "or_high": "21.1946394"},
            {"or_low": "ad/bc woolf", "or_high": "ad/bc woolf"},
        ),
        (
            (2, 12, 1, 10),
            {"or_low": "0.07446422", "or_high": "108.01529598"},
            {"or_low": "ad/bc exact", "or_high": "ad/bc exact"},
        ),
        (
            (2, 12, 1, 10),
            {"or_low": "0.1102018", "or_high": "53.7898565"},
            {"or_low": "ad/bc mid_p", "or_high": "ad/bc mid_p"},
        ),
        # R's chisq.test and fisher.test of 1 9 10 10 (blog.csdn.net/weixin_42174098, 113558832)
        (
            (1, 9, 10, 10),
            {
                "chi2_yates": "3.0323",
                "p_yates": "0.08162",
                "p_fisher": "0.04851",
                "or": "0.1187667",
                "or_low": "0.002314923",
                "or_high": "1.146071049",
            },
            {
                "chi2_yates": "yates",
                "p_yates": "yates",
                "p_fisher": "fisher",
                "or": "ad/bc conditional",
                "or_low": "ad/bc exact",
                "or_high": "ad/bc exact",
            },
        ),
        # OpenEpi, 66 28 36 32: its Fisher p is the one-sided one doubled
        (
            (66, 28, 36, 32),
            {
                "p_pearson": "0.02466",
                "p_yates": "0.03736",
                "p_n1": "0.02511",
                "p_fisher": "0.03762",
                "p_fisher1": "0.01881",
                "rr": "1.326",
                "rr_low": "1.023",
                "rr_high": "1.72",
            },
            {
                "p_pearson": "pearson",
                "p_yates": "yates",
                "p_n1": "n-1",
                "p_fisher": "fisher_doubled",
                "p_fisher1": "fisher_one_sided",
                "rr": "row 1 / row 2, column 1",
                "rr_low": "row 1 / row 2, column 1 katz",
                "rr_high": "row 1 / row 2, column 1 katz",
            },
        ),
        # epitools riskratio.wald prints the second column, second row over first, and a mid-p
        (
            (14, 7, 12, 27),
            {"rr": "2.076923", "rr_low": "1.09512", "rr_high": "3.938939", "p_midp": "0.009518722"},
            {
                "rr": "row 2 / row 1, column 2",
                "rr_low": "row 2 / row 1, column 2 katz",
                "rr_high": "row 2 / row 1, column 2 katz",
                "p_midp": "mid_p",
            },
        ),
        # Stata tabulate, all
        (
            (39, 4, 31, 11),
            {"chi2_pearson": "4.1698", "chi2_lr": "4.3015", "phi": "0.2215", "p_fisher": "0.050"},
            {
                "chi2_pearson": "pearson",
                "chi2_lr": "likelihood_ratio",
                "phi": "phi",
                "p_fisher": "fisher",
            },
        ),
        # jamovi adds 0.5 to every cell where one is 0
        (
            (34, 76, 12, 0),
            {"or": "0.01803922", "or_low": "0.001038122", "or_high": "0.3134635"},
            {"or": "ad/bc haldane", "or_low": "ad/bc haldane", "or_high": "ad/bc haldane"},
        ),
        # an Indonesian thesis: contingency coefficient with a decimal comma
        ((17, 2, 34, 1), {"cc": "0,158", "p": "0,280"}, {"cc": "cc", "p": "fisher"}),
        # and one with Yates' correction, as SPSS' Continuity Correction
        (
            (22, 11, 4, 15),
            {"p": "0,004", "or": "7,500", "or_low": "2,005", "or_high": "28,053"},
            {"p": "yates", "or": "ad/bc", "or_low": "ad/bc woolf", "or_high": "ad/bc woolf"},
        ),
    ],
)
def test_published_lines_reproduce_and_are_named(cells, printed, expected):
    result = audit(cells, printed)
    assert set(verdicts(result).values()) == {"reproduces"}
    found = readings(result)
    assert {key: found[key][:1] for key in printed} == {k: (v,) for k, v in expected.items()}


def test_the_seventeen_eight_seven_eighteen_of_the_issue():
    found = by_quantity(audit((17, 8, 7, 18), {"p": "0,011"}))["p"]
    assert (found.verdict, found.reading) == ("reproduces", ("yates",))
    assert found.computed == pytest.approx(
        stats.chi2_contingency([[17, 8], [7, 18]], correction=True).pvalue
    )
    assert "Continuity Correction" in found.note


def test_the_line_of_the_books_paper():
    line = {"p": "0,000", "or": "0,029", "or_low": "0,94", "or_high": "0,009"}
    table = asi.load_table("knowledge")
    result = knowledge(line, claim=(table.exposed, table.case))
    assert verdicts(result) == {
        "p": "p_zero",
        "or": "inverted",
        "or_low": "lost_zero",
        "or_high": "reproduces",
        "or_limits": "descending",
    }
    assert by_quantity(result)["or"].computed == pytest.approx(34.714, abs=5e-4)
    said = asi.describe(result)
    assert "write p < 0.001" in said
    assert "with it restored, 0.094" in said
    assert "write p < 0,001" not in said
    assert "tulislah p < 0,001" in asi.describe(result, "id")
    assert verdicts(knowledge(line))["or"] == "reproduces"  # no fault without a claim


def test_second_comfort_line_excludes_its_estimate():
    result = asi.audit_printed(
        asi.load_table("comfort"), {"or": "0,155", "or_low": "0,394", "or_high": "0,61"}
    )
    assert verdicts(result) == {
        "or": "reproduces",
        "or_low": "reproduces",
        "or_high": "lost_zero",
        "or_limits": "excludes_estimate",
    }


def test_a_reference_row_told_the_wrong_way_round():
    # PMC5454607, table 3, X-rays: 2.5 (1.1-5.5) printed for Yes is the ratio of the row No, cut
    table = TwoByTwo.from_array(
        [[215, 201], [10, 24]], exposed="No", unexposed="Yes", case="Case", noncase="Control"
    )
    line = {"or": "2.5", "or_low": "1.1", "or_high": "5.5"}
    plain = asi.audit_printed(table, line)
    assert set(verdicts(plain).values()) <= HOLDS
    assert readings(plain)["or"][0] == "ad/bc"
    assert verdicts(asi.audit_printed(table, line, claim=("yes", "case")))["or"] == "inverted"
    assert verdicts(asi.audit_printed(table, line, claim=("No", "Case")))["or"] in HOLDS
    assert verdicts(asi.audit_printed(table, line, claim=("Yes", "Control")))["or"] in HOLDS


# Text as printed ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "decimals", "bound"),
    [
        *(
            ("0,029", 0.029, 3, ""),
            ("1·82", 1.82, 2, ""),
            ("2.3*", 2.3, 1, ""),
            (",041", 0.041, 3, ""),
        ),
        *(("<0.001", 0.001, 3, "<"), ("< 0,001", 0.001, 3, "<"), ("= <0.001", 0.001, 3, "<")),
        *(("≤0.05", 0.05, 2, "<"), (">0,05", 0.05, 2, ">"), ("= 0.03", 0.03, 2, "")),
        *(
            ("2,5a", 2.5, 1, ""),
            ("4,170a", 4.17, 3, ""),
            ("4.170ᵃ", 4.17, 3, ""),
            ("2.5²", 2.5, 1, ""),
        ),
        *(
            ("95,6%", 95.6, 1, ""),
            ("1.2e-05", 1.2e-5, 6, ""),
            ("−0,70", -0.7, 2, ""),
            ("3", 3, 0, ""),
        ),
        *(("1.234,5", 1234.5, 1, ""), ("1,234.56", 1234.56, 2, ""), (" 2.3 ** ", 2.3, 1, "")),
        *(("\N{NO-BREAK SPACE}0,5", 0.5, 1, ""), ("Inf", math.inf, 0, ""), ("100", 100, 0, "")),
    ],
)
def test_numbers_are_read_as_printed(text, value, decimals, bound):
    figure = read_figure(text, "it")
    assert (figure.value, figure.decimals, figure.bound) == (value, decimals, bound)
    if math.isfinite(value):
        assert figure.half == pytest.approx(0.5 * 10.0**-decimals)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.2.3",
        "0,9-1,4",
        "27/34",
        "12 (79,4)",
        "NaN",
        "p = ns",
        ".",
        "1 2",
        "0e350",
        "\u0660,\u0665",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"`printed\['or'\]` is .* no single number"):
        knowledge({"or": text})


def test_a_number_has_lost_its_decimals():
    with pytest.raises(TypeError, match=r"`printed\['or'\]` must be text, as printed, but got 2.5"):
        knowledge({"or": 2.5})
    with pytest.raises(TypeError, match=r"`percentages\['exposed_cases'\]` must be text"):
        knowledge({}, percentages={"exposed_cases": 79.4})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"printed": {"odds": "2"}}, "key 'odds', which is not known; the keys are p, p_pearson"),
        ({"printed": {"or": "-0.3"}}, "is '-0.3', which is negative"),
        ({"printed": {"p": "4,170a"}}, "a p-value lies between 0 and 1"),
        (
            {"printed": {}, "percentages": {"smooth": "5"}},
            "`percentages` has a key 'smooth', which is not known",
        ),
        ({"printed": {}, "totals": {"row": "34"}}, "`totals` has a key 'row', .* exposed, unexp"),
        ({"printed": {}, "totals": {"all": "many"}}, r"`totals\['all'\]` is 'many', which is no"),
        ({"printed": {}, "claim": ("good", "smooth milk flow")}, "names the group 'good', but"),
        ({"printed": {}, "claim": ("good knowledge", "x")}, "names the outcome 'x', but"),
        ({"printed": {}, "claim": "good knowledge"}, "`claim` must name the group"),
        ({"printed": {}, "language": "fr"}, "`language` must be"),
    ],
)
def test_what_cannot_be_meant_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        knowledge(**given)


def test_the_table_and_the_dict_are_checked():
    with pytest.raises(TypeError, match="must be a TwoByTwo"):
        asi.audit_printed([[1, 2], [3, 4]], {})
    with pytest.raises(TypeError, match="`printed` must be a dict"):
        knowledge("0,029")


# Peers --------------------------------------------------------------------------------------------


def some_cells(rng, number, largest=60):
    return [tuple(map(int, cells)) for cells in rng.integers(0, largest, (number, 4))]


def test_tests_agree_with_scipy():
    rng = np.random.default_rng(1)
    for cells in [*some_cells(rng, 60), *some_cells(rng, 20, 3000)]:
        table = np.reshape(cells, (2, 2))
        if 0 in (*table.sum(axis=0), *table.sum(axis=1)):
            continue
        counts = Counts(*cells)
        pearson = stats.chi2_contingency(table, correction=False)
        yates = stats.chi2_contingency(table, correction=True)
        ratio = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
        sides = [stats.fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
        expected = {
            "pearson": pearson.pvalue,
            "yates": yates.pvalue,
            "likelihood_ratio": ratio.pvalue,
            "n-1": stats.chi2.sf(pearson.statistic * (counts.n - 1) / counts.n, 1),
            "fisher": stats.fisher_exact(table).pvalue,
            "fisher_one_sided": min(sides),
            "fisher_doubled": min(1, 2 * min(sides)),
            "mid_p": min(1, 2 * min(sides) - point(cells)),
        }
        assert counts.p == pytest.approx(expected, rel=1e-7, abs=1e-300)
        assert counts.far_tail == pytest.approx(max(sides))
        for name, test in (("pearson", pearson), ("yates", yates), ("likelihood_ratio", ratio)):
            assert counts.chi2[name] == pytest.approx(test.statistic, abs=1e-9)
        assert counts.cc == pytest.approx(stats.contingency.association(table, method="pearson"))
        assert abs(counts.phi) == pytest.approx(stats.contingency.association(table))


def point(cells):
    """Probability of the observed table, its margins given."""
    a, b, c, d = cells
    return stats.hypergeom.pmf(a, a + b + c + d, a + b, a + c)


def test_limits_agree_with_statsmodels():
    rng = np.random.default_rng(2)
    for cells in some_cells(rng, 60):
        if 0 in cells:
            continue
        counts, peer = Counts(*cells), Table2x2(np.reshape(cells, (2, 2)))
        for level in (90, 95, 99):
            alpha = 1 - level / 100
            assert counts.woolf(level) == pytest.approx(peer.oddsratio_confint(alpha))
            over, under = (cells[0], sum(cells[:2])), (cells[2], sum(cells[2:]))
            assert counts.katz(over, under, level) == pytest.approx(peer.riskratio_confint(alpha))
        corrected = Table2x2(np.reshape(cells, (2, 2)) + 0.5)
        assert counts.haldane_limits() == pytest.approx(corrected.oddsratio_confint())
        assert counts.haldane == pytest.approx(corrected.oddsratio)


@pytest.mark.parametrize(
    ("cells", "limits"),
    [  # published output of Stata's `cs, or`
        ((259, 571, 318, 1365), ("1.608816", "2.35632")),
        ((788, 762, 1393, 1491), (".9783102", "1.252331")),
    ],
)
def test_cornfields_limits_are_those_of_stata(cells, limits):
    table = asi.TwoByTwo.from_array([cells[:2], cells[2:]])
    a, b, c, d = cells
    printed = {"or": f"{a * d / (b * c):.7g}", "or_low": limits[0], "or_high": limits[1]}
    audit = asi.audit_printed(table, printed)
    assert {finding.verdict for finding in audit.findings} == {"reproduces"}
    assert all("ad/bc cornfield" in found.reading for found in audit.findings[1:])


def test_exact_estimates_and_limits_agree_with_scipy():
    rng = np.random.default_rng(3)
    for cells in some_cells(rng, 25, 30):
        if 0 in cells:
            continue
        peer = stats.contingency.odds_ratio(np.reshape(cells, (2, 2)))
        interval = peer.confidence_interval(0.95)
        named = {
            "conditional": peer.statistic,
            "exact low": interval.low,
            "exact high": interval.high,
        }
        for what, value in named.items():
            assert Counts(*cells).at_least(what, value * (1 - 1e-6))
            assert not Counts(*cells).at_least(what, value * (1 + 1e-6))
            assert Counts(*cells).exact(what) == pytest.approx(value, rel=1e-6)


def test_mid_p_limits_agree_with_the_noncentral_distribution_of_scipy():
    rng = np.random.default_rng(4)
    for cells in some_cells(rng, 15, 30):
        if 0 in cells:
            continue
        a, b, c, d = cells
        for odds in (0.2, 0.9, 1.0, 3.7):
            peer = stats.nchypergeom_fisher(a + b + c + d, a + b, a + c, odds)
            half = peer.pmf(a) / 2
            lower, upper = peer.cdf(a) - half, peer.sf(a) + half
            counts = Counts(*cells)
            assert counts.at_least("mid_p low", odds) == (upper <= 0.025)
            assert counts.at_least("mid_p high", odds) == (lower >= 0.025)
            assert counts.at_least("mid_p", odds) == (lower >= 0.5)


# Honest lines -------------------------------------------------------------------------------------


def spss(value):
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def r_print(value):
    return f"{value:.7g}"


def thesis(value):
    return f"{value:.3f}".replace(".", ",")


def article(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def cut(value):
    return f"{math.trunc(round(value * 100, 6)) / 100:.2f}"


STYLES = (spss, r_print, thesis, article, cut)


def honest_tests(cells):
    """Tests of many tables at once, by scipy; nan where a margin is empty."""
    a, b, c, d = cells
    n = a + b + c + d
    margins = np.array([a + b, c + d, a + c, b + d])
    fine = margins.min(axis=0) > 0
    expected = margins[[0, 0, 1, 1]] * margins[[2, 3, 2, 3]] / n
    expected = np.where(fine, expected, 1.0)
    observed = np.where(fine, cells, 1.0)
    gaps = observed - expected
    corrected = expected + np.sign(gaps) * np.maximum(0, np.abs(gaps) - 0.5)
    pearson = stats.power_divergence(observed, expected, ddof=2, axis=0)
    yates = stats.power_divergence(corrected, expected, ddof=2, axis=0)
    ratio = stats.power_divergence(observed, expected, ddof=2, axis=0, lambda_=0)
    upper = stats.hypergeom.sf(a - 1, n, a + b, a + c)
    lower = stats.hypergeom.cdf(a, n, a + b, a + c)
    chi2 = pearson.statistic
    named = {
        "chi2": chi2,
        "chi2_yates": yates.statistic,
        "chi2_lr": np.abs(ratio.statistic),  # nothing at all may round to just below 0
        "chi2_n1": chi2 * (n - 1) / n,
        "p": pearson.pvalue,
        "p_yates": yates.pvalue,
        "p_lr": stats.chi2.sf(np.abs(ratio.statistic), 1),
        "p_n1": stats.chi2.sf(chi2 * (n - 1) / n, 1),
        "p_fisher1": np.where(a * d > b * c, upper, lower),
        "phi": np.sign(gaps[0]) * np.sqrt(chi2 / n),
        "cc": np.sqrt(chi2 / (n + chi2)),
    }
    return {key: np.where(fine, value, np.nan) for key, value in named.items()}


def honest_ratios(cells, rng):
    """Ratios and limits of one table as programs print them, by statsmodels and scipy."""
    table = np.reshape(cells, (2, 2))
    peer = Table2x2(table, shift_zeros=False)
    named = {}
    if 0 not in cells:
        named["or"] = (peer.oddsratio, *peer.oddsratio_confint())
        named["rr"] = (peer.riskratio, *peer.riskratio_confint())
        other = Table2x2(table[:, ::-1])
        named["rr2"] = (other.riskratio, *other.riskratio_confint())
    elif (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
        corrected = Table2x2(table + 0.5)  # jamovi; SPSS prints nothing here
        named["or"] = (corrected.oddsratio, *corrected.oddsratio_confint())
    if rng.random() < 0.01 and "or" in named and sum(cells) < 3000:
        exact = stats.contingency.odds_ratio(table)
        named["or"] = (exact.statistic, *exact.confidence_interval(0.95))
    return {
        f"{key}{end}": value
        for key, values in named.items()
        for end, value in zip(("", "_low", "_high"), values, strict=True)
    }


def honest_percentages(cells, style):
    a, b, c, d = cells
    rows, columns, n = (a + b, a + b, c + d, c + d), (a + c, b + d, a + c, b + d), a + b + c + d
    decimals = 1 if style is not r_print else 2
    return {
        cell: tuple(f"{100 * count / whole:.{decimals}f}%" for whole in (row, column, n) if whole)
        for cell, count, row, column in zip(CELLS, cells, rows, columns, strict=True)
    }


@pytest.mark.parametrize(
    ("seed", "size"), [(4, 500), pytest.param(5, 10_000, marks=pytest.mark.slow)]
)
def test_an_honest_line_is_never_accused(seed, size):
    rng = np.random.default_rng(seed)
    largest = rng.choice([3, 9, 40, 200, 5000], size)
    many = np.array([rng.integers(0, top + 1, 4) for top in largest])
    many[many.sum(axis=1) == 0] = (1, 0, 0, 1)
    tests = honest_tests(many.T)
    accused = []
    for number, cells in enumerate(many.tolist()):
        style = STYLES[number % len(STYLES)]
        values = {
            key: value[number] for key, value in tests.items() if number % 3 or "_" not in key
        }
        if number % 2:
            values |= honest_ratios(cells, rng)
        if number % 10 == 0 and max(cells) < 1000 and not np.isnan(tests["p"][number]):
            values["p_fisher"] = stats.fisher_exact(np.reshape(cells, (2, 2))).pvalue
        printed = {key: style(value) for key, value in values.items() if math.isfinite(value)}
        percentages = honest_percentages(cells, style) if number % 4 == 0 else None
        for found in audit(cells, printed, percentages=percentages).findings:
            is_zero = found.verdict == "p_zero" and float(found.printed.replace(",", ".")) == 0
            if found.verdict not in HOLDS and not is_zero:
                accused.append((cells, style.__name__, found))
    assert accused == []


def test_a_program_that_searches_a_root_is_not_accused_of_its_last_digits():
    # R's fisher.test of the lady tasting tea prints 6.408309 (0.2117329 to 621.9337505)
    exact = stats.contingency.odds_ratio([[3, 1], [1, 3]])
    high = exact.confidence_interval(0.95).high
    assert f"{high:.7f}" != "621.9337505"  # R's own root is a little off
    line = {"or": "6.408309", "or_low": "0.2117329", "or_high": "621.9337505", "p": "0.4857"}
    assert set(verdicts(audit((3, 1, 1, 3), line)).values()) == {"reproduces"}


def test_an_interval_that_is_open_on_one_side_is_not_accused():
    # ?fisher.test, alternative = "greater": 0.3135693 to Inf, p = 0.2429
    line = {"or": "6.408309", "or_low": "0.3135693", "or_high": "Inf", "p": "0.2429"}
    found = verdicts(audit((3, 1, 1, 3), line))
    assert (found["or"], found["p"]) == ("reproduces", "reproduces")
    assert found["or_low"] == found["or_high"] == "cannot_be_known"


@pytest.mark.parametrize(
    ("claim", "inverted"),
    [
        (
            ("good knowledge", "smooth milk flow"),
            set(),
        ),  # the ratio of the other outcome is no fault
        (("poor knowledge", "smooth milk flow"), {"or", "rr"}),
        (("good knowledge", "milk flow that was not smooth"), {"or"}),
        (("poor knowledge", "milk flow that was not smooth"), {"rr2"}),
    ],
)
def test_the_risk_estimate_of_spss_is_held_against_what_each_ratio_is_of(claim, inverted):
    # Odds Ratio, For cohort lancar, For cohort tidak lancar
    printed = {"or": "34,714", "rr": "7,941", "rr2": ",229"}
    found = verdicts(knowledge(printed, claim=claim))
    assert {name for name, verdict in found.items() if verdict == "inverted"} == inverted
    assert set(found.values()) <= {"inverted", "reproduces"}


def test_p_values_printed_as_0_share_a_sentence():
    said = asi.describe(knowledge({"p_pearson": ",000", "p_lr": ",000", "p": "0.0000"})).items
    assert said == (
        'The p-values ",000", ",000" are not 0, only smaller than so many decimals can show: '
        "write p < 0.001.",
        'The p-value "0.0000" is not 0, only smaller than so many decimals can show: write '
        "p < 0.0001.",
    )


def test_a_test_that_is_named_is_held_against_its_own_value():
    # SPSS's value for these counts is 48.259; for 17, 8, 7, 18 Yates has p = 0.011
    (said,) = asi.describe(knowledge({"chi2_lr": "47,700"})).items
    assert '"47,700" is not what these counts give, 48.259, and none of the other tests' in said
    (said,) = asi.describe(audit((17, 8, 7, 18), {"p_yates": "0.02"})).items
    assert '"0.02" is not what these counts give, p = 0.011, and none of the other tests' in said
    (said,) = asi.describe(audit((17, 8, 7, 18), {"p_yates": "0.011"}), "id").items
    assert said.endswith('(SPSS: Continuity Correction) "0.011" sesuai dengan frekuensi sel.')
    (said,) = asi.describe(audit((17, 8, 7, 18), {"p_pearson": "0.011"})).items
    assert "rather than by the test it is printed for" in said


@pytest.mark.parametrize("level", [90, 95, 99])
@pytest.mark.parametrize("kind", ["or", "rr"])
def test_limits_computed_by_hand_hold(kind, level):
    """With 1.96 for the quantile, as books print it, to four decimals."""
    rng = np.random.default_rng(level)
    quantiles, named = {90: (1.645, 1.64), 95: (1.96,), 99: (2.576, 2.58)}[level], 0
    for number in range(300):
        a, b, c, d = cells = rng.integers(1, 300, 4).tolist()
        value, variance = a * d / b / c, 1 / a + 1 / b + 1 / c + 1 / d
        if kind == "rr":
            value, variance = a * (c + d) / c / (a + b), b / a / (a + b) + d / c / (c + d)
        spread = math.exp(quantiles[number % len(quantiles)] * math.sqrt(variance))
        ends = {"": value, "_low": value / spread, "_high": value * spread}
        line = {f"{kind}{end}": f"{number:.4f}" for end, number in ends.items()}
        found = audit(cells, line).findings
        assert {each.verdict for each in found} <= {"reproduces", "truncated"}, (cells, line)
        named += all(each.reading[0].endswith(f" {level}%") != (level == 95) for each in found[1:])
    assert named >= 297  # a few are another method's by chance


def miettinen(a, b, c, d):
    """An odds ratio with its test-based limits."""
    n, odds_ratio = a + b + c + d, a * d / (b * c)
    chi2 = n * (a * d - b * c) ** 2 / ((a + b) * (c + d) * (a + c) * (b + d))
    ends = [odds_ratio ** (1 + sign * 1.959964 / math.sqrt(chi2)) for sign in (-1, 1)]
    return odds_ratio, *sorted(ends)


def test_test_based_limits_are_named():
    rng = np.random.default_rng(8)
    tried = 0
    for number in range(600):
        cells = rng.integers(1, 300, 4).tolist()
        if cells[0] * cells[3] == cells[1] * cells[2]:
            continue
        line = [f"{value:.{1 + number % 3}f}" for value in miettinen(*cells)]
        if float(line[1]) == 0:
            continue
        found = audit(cells, dict(zip(("or", "or_low", "or_high"), line, strict=True))).findings
        assert {each.verdict for each in found} <= {"reproduces", "truncated"}, (cells, line)
        tried += any("test_based" in name for each in found for name in each.reading)
    assert tried > 200


def profile_limits(a, b, c, d):
    """Limits by profile likelihood, as glm prints them, which the audit does not look for."""

    def likelihood(effect):
        def score(base):
            return (
                a + c - (a + b) / (1 + math.exp(-base - effect)) - (c + d) / (1 + math.exp(-base))
            )

        base = optimize.brentq(score, -40, 40)
        p, q = 1 / (1 + math.exp(-base - effect)), 1 / (1 + math.exp(-base))
        return a * math.log(p) + b * math.log(1 - p) + c * math.log(q) + d * math.log(1 - q)

    middle, error = math.log(a * d / b / c), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    top = likelihood(middle) - stats.chi2.ppf(0.95, 1) / 2

    def end(sign):
        ends = sorted((middle, middle + sign * 6 * error))
        return math.exp(optimize.brentq(lambda effect: likelihood(effect) - top, *ends))

    return a * d / b / c, end(-1), end(1)


def test_limits_by_a_method_that_is_not_known_are_hardly_ever_accused():
    rng = np.random.default_rng(9)
    accused = 0
    for number in range(400):
        cells = rng.integers(2, 120, 4).tolist()
        line = [f"{value:.{1 + number % 3}f}" for value in profile_limits(*cells)]
        found = verdicts(audit(cells, dict(zip(("or", "or_low", "or_high"), line, strict=True))))
        assert found["or"] == "reproduces"
        accused += not set(found.values()) <= {"reproduces", "truncated", "cannot_be_known"}
    assert accused <= 3


def test_a_misprinted_limit_is_told_what_it_should_be():
    low, high = Table2x2([[27, 7], [6, 54]]).oddsratio_confint()
    line = {"or": "34.71", "or_low": "10.62", "or_high": "113.45"}
    for key, wrong, right in (("or_low", "1.62", low), ("or_high", "613.45", high)):
        found = by_quantity(knowledge(line | {key: wrong}))[key]
        assert (found.verdict, found.why) == ("contradicts", "other_fits")
        assert found.computed == pytest.approx(right)


def test_a_limit_of_the_ratio_turned_over_convicts_no_other():
    # Woolf limits at 98%; 0.987 is by chance the upper one at 95% of the ratio turned over
    line = {"or": "1.163", "or_low": "0.987", "or_high": "1.371"}
    assert "contradicts" not in verdicts(audit((1116, 579, 1125, 679), line)).values()
    # 0.09415 is one of the ratio turned over: it does not make 99.9 a misprint
    line = {"or": "34.71", "or_low": "0.09415", "or_high": "99.9"}
    assert verdicts(knowledge(line))["or_high"] == "cannot_be_known"
    # what each limit should be is told by its own place
    line = {"or": "0.201", "or_low": "1.213", "or_high": "0.464"}
    found = by_quantity(audit((276, 203, 88, 13), line))
    assert found["or_low"].computed > 0.201 > found["or_high"].computed


def test_what_is_cut_off_is_said_with_two_more_digits():
    (said,) = asi.describe(audit((66, 28, 36, 32), {"p": "0.024"})).items
    assert ", 0.02466, only cut off rather than rounded" in said
    shares = {"exposed_cases": "79.4", "unexposed_cases": "18.2", "exposed_noncases": "20.6"}
    said = asi.describe(audit((27, 7, 6, 54), {}, percentages=shares))
    assert said.startswith('The percentages "79.4", "20.6" are percentages of their rows')


def test_a_ratio_turned_over_keeps_two_digits():
    result = knowledge({"or": "34.7"}, claim=("poor knowledge", "smooth milk flow"))
    assert by_quantity(result)["or"].verdict == "inverted"
    assert asi.describe(result).items[0].endswith("Turned over, it is 0.029.")


def test_totals_are_held_against_the_counts():
    totals = {"exposed": "34", "unexposed": "60", "case": "33", "noncase": "61", "all": "94"}
    result = knowledge({}, totals=totals)
    assert set(verdicts(result).values()) == {"reproduces"}
    assert asi.describe(result).items == (
        'The totals "34", "60", "33", "61", "94" are what the counts add up to.',
    )
    assert asi.describe(result, "id").items == (
        'Jumlah "34", "60", "33", "61", "94" sesuai dengan penjumlahan frekuensi sel.',
    )
    for margin, computed in {"exposed": 34, "case": 33, "noncase": 61, "all": 94}.items():
        result = knowledge({}, totals=totals | {margin: "43"})
        found = by_quantity(result)[f"total_{margin}"]
        assert (found.verdict, found.computed) == ("contradicts", computed)
        holds, (_, differs) = asi.describe(result).items[0], asi.describe(result).items
        assert '"43"' not in holds
        assert f"is not what the counts add up to, {computed}: a number may be" in differs


def test_a_total_alone_has_a_name_and_may_have_thousands():
    assert asi.describe(knowledge({}, totals={"case": "33"})).items == (
        'The total "33" (smooth milk flow) is what the counts add up to.',
    )
    many = (1_517, 270, 2_960, 270)
    for text in ("5017", "5.017", "5,017", "5 017"):
        assert verdicts(audit(many, {}, totals={"all": text})) == {"total_all": "reproduces"}
    assert verdicts(audit(many, {}, totals={"all": "5.018"})) == {"total_all": "contradicts"}


# Wrong lines --------------------------------------------------------------------------------------


def test_the_prevalence_ratio_printed_as_odds_ratio_is_named():
    # field.md, trial 7
    for line in ({"or": "7.941"}, {"or": "7.94", "or_low": "3.65", "or_high": "17.3"}):
        result = knowledge(line)
        assert set(verdicts(result).values()) == {"contradicts"}
        assert readings(result)["or"] == ("row 1 / row 2, column 1",)
        assert "another measure" in by_quantity(result)["or"].note
        assert "34.71" in by_quantity(result)["or"].note
    result = knowledge({"rr": "34.71", "rr_low": "10.62", "rr_high": "113.45"})
    assert readings(result)["rr_high"][0] == "ad/bc woolf"
    assert set(verdicts(result).values()) == {"contradicts"}
    for text in ("8", "7.94"):  # few digits, and no limits, may be an adjusted ratio
        few = by_quantity(knowledge({"or": text}))["or"]
        assert few.verdict == "cannot_be_known"
        assert "row 1 / row 2, column 1" in few.reading
        assert "may be another measure" in few.note


def test_other_levels_and_corrections_are_named():
    # field.md, trials 11 and 12
    result = knowledge({"or": "34.71", "or_low": "12.85", "or_high": "93.78"})
    assert set(verdicts(result).values()) == {"reproduces"}
    assert readings(result)["or_low"] == ("ad/bc woolf 90%",)
    assert "90% limit" in by_quantity(result)["or_low"].note
    result = audit((12, 0, 9, 14), {"or": "38.16", "or_low": "2.01", "or_high": "723.7"})
    assert set(verdicts(result).values()) == {"reproduces"}
    assert readings(result)["or"] == ("ad/bc haldane",)
    assert "0.5 added" in by_quantity(result)["or"].note


def test_few_digits_do_not_make_a_misprint():
    # Profile likelihood limits beside a crude ratio, or an adjusted ratio near it: nobody can tell
    crude = {"or": "1.5", "or_low": "0.7", "or_high": "3.2"}  # 1.54 (0.73 to 3.25)
    cells = (20, 30, 23, 53)
    assert set(verdicts(audit(cells, crude)).values()) == {"reproduces"}
    for key, other in (("or", "1.7"), ("or_high", "3.9")):
        assert verdicts(audit(cells, crude | {key: other}))[key] == "cannot_be_known"


def adjusted_lines(rng, number):
    """Lines of analyses that the counts alone do not give."""
    for case in range(number):
        cells = tuple(map(int, rng.integers(2, 70, 4)))
        peer = Table2x2(np.reshape(cells, (2, 2)))
        value, (low, high) = peer.oddsratio, peer.oddsratio_confint()
        places = 1 + case // 3 % 3
        if case % 3 == 0:  # adjusted
            value *= math.exp(rng.normal(0, 0.4))
            spread = (high / low) ** rng.uniform(0.4, 0.8)
            low, high = value / spread, value * spread
        elif case % 3 == 1:  # limits by another method
            low, high = low * math.exp(rng.normal(0, 0.05)), high * math.exp(rng.normal(0, 0.05))
        values = {"or": value, "or_low": low, "or_high": high}
        printed = {key: f"{each:.{places}f}" for key, each in values.items()}
        if case % 3 == 2:  # the p-value of a model, and no limits
            value *= math.exp(rng.normal(0, 0.4))
            printed = {"or": f"{value:.{places}f}", "p": f"{rng.random():.3f}"}
        yield cells, printed


def test_an_adjusted_line_is_hardly_ever_accused():
    # It agrees with something by chance now and then; few digits never decide.
    rng = np.random.default_rng(6)
    lines = list(adjusted_lines(rng, 1500))
    accused = [
        (cells, printed)
        for cells, printed in lines
        if not set(verdicts(audit(cells, printed)).values()) <= {*HOLDS, "cannot_be_known"}
    ]
    assert len(accused) < 0.01 * len(lines)


def test_an_adjusted_ratio_cannot_be_known():
    line = {"p": "0.03", "or": "12.1", "or_low": "3.6", "or_high": "19.2"}
    result = knowledge(line)
    assert set(verdicts(result).values()) == {"cannot_be_known"}
    assert "adjusted" in by_quantity(result)["or"].note
    near = by_quantity(knowledge({"or": "35.10"}))["or"]
    assert (near.verdict, near.why) == ("cannot_be_known", "near")
    assert "34.71" in near.note


def test_a_misprint_beside_what_holds_contradicts():
    honest = {"or": "34.71", "or_low": "10.62", "or_high": "113.45"}
    assert set(verdicts(knowledge(honest)).values()) == {"reproduces"}
    for key, wrong in (("or", "37.41"), ("or_low", "16.02"), ("or_high", "131.45")):
        found = by_quantity(knowledge(honest | {key: wrong}))
        assert {k: v.verdict for k, v in found.items()} == {
            name: "contradicts" if name == key else "reproduces" for name in honest
        }
        assert "misprint" in found[key].note


def test_limits_of_another_method_cannot_be_known_and_far_ones_contradict():
    result = verdicts(knowledge({"or": "34.71", "or_low": "11.9", "or_high": "125"}))
    assert result == {"or": "reproduces", "or_low": "cannot_be_known", "or_high": "cannot_be_known"}
    result = verdicts(knowledge({"or": "34.71", "or_low": "30.1", "or_high": "40.2"}))
    assert result == {"or": "reproduces", "or_low": "contradicts", "or_high": "contradicts"}


def test_a_lost_zero_needs_other_evidence():
    turned = asi.load_table("knowledge").swap_exposure()
    line = {"or": "0,029", "or_low": "0,009", "or_high": "0,94"}
    assert verdicts(asi.audit_printed(turned, line))["or_high"] == "lost_zero"
    alone = verdicts(asi.audit_printed(turned, line | {"or": "0,5", "or_low": "0,3"}))
    assert set(alone.values()) == {"cannot_be_known"}
    estimate = {"or": "0,29", "or_low": "0,009", "or_high": "0,094"}
    assert verdicts(asi.audit_printed(turned, estimate))["or"] == "lost_zero"


def test_ratio_of_shortened_shares():
    # a thesis: 2,15 is 0,86 / 0,40 where 26 of 30 and 4 of 10 give 2,17
    found = by_quantity(audit((4, 6, 26, 4), {"p": "0,007", "rr": "2,15"}))
    assert found["p"].reading == ("fisher", "fisher_one_sided")
    assert (found["rr"].verdict, found["rr"].why) == ("contradicts", "rounded")
    assert "0.86 and 0.40" in found["rr"].note
    assert found["rr"].computed == pytest.approx(26 / 30 / 0.4)


def test_p_values():
    knows = {"p": "0,000", "p_pearson": "<0.001", "p_fisher": "<0.000"}
    assert verdicts(knowledge(knows)) == {
        "p": "p_zero",
        "p_pearson": "reproduces",
        "p_fisher": "p_zero",
    }
    assert len(readings(knowledge(knows))["p_pearson"]) == 8
    assert verdicts(audit((10, 10, 11, 9), {"p": "0.000"})) == {"p": "contradicts"}
    assert verdicts(audit((10, 10, 11, 9), {"p": ">0.05"})) == {"p": "reproduces"}
    assert verdicts(audit((10, 10, 11, 9), {"p": "<0.05"})) == {"p": "contradicts"}
    assert verdicts(audit((10, 10, 11, 9), {"p": "75,2%"})) == {"p": "reproduces"}
    # 0.7518 by Pearson, printed as if by Fisher
    other = by_quantity(audit((10, 10, 11, 9), {"p_fisher": "0.752"}))["p_fisher"]
    assert (other.verdict, other.reading) == ("reproduces", ("pearson",))
    assert "rather than by the test" in other.note
    # a thesis prints 0,001 where every test is below 0.0005
    waste = by_quantity(audit((26, 53, 96, 69), {"p": "0,001"}))["p"]
    assert (waste.verdict, waste.reading) == ("contradicts", ())
    assert "may stand for p < 0.001" in waste.note


def test_a_p_value_of_logistic_regression_is_known():
    cells = (12, 5, 9, 20)
    value = 2 * stats.norm.sf(
        abs(Table2x2(np.reshape(cells, (2, 2))).log_oddsratio)
        / Table2x2(np.reshape(cells, (2, 2))).log_oddsratio_se
    )
    found = by_quantity(audit(cells, {"p": f"{value:.4f}"}))["p"]
    assert (found.verdict, found.reading) == ("reproduces", ("wald",))


def test_chi_square_phi_and_n():
    table = asi.load_table("knowledge").to_array()
    pearson = stats.chi2_contingency(table, correction=False).statistic
    yates = stats.chi2_contingency(table).statistic
    assert readings(knowledge({"chi2": f"{yates:.2f}a"}))["chi2"] == ("yates",)
    named = by_quantity(knowledge({"chi2_pearson": f"{yates:.2f}"}))["chi2_pearson"]
    assert (named.verdict, named.reading) == ("reproduces", ("yates",))
    assert "rather than" in named.note
    assert verdicts(knowledge({"chi2": f"{pearson + 3:.2f}"})) == {"chi2": "contradicts"}
    phi, cc = math.sqrt(pearson / 94), math.sqrt(pearson / (94 + pearson))
    printed = {"phi": f"-{phi:.3f}", "cc": f"{cc:.3f}", "n": "94"}
    assert set(verdicts(knowledge(printed)).values()) == {"reproduces"}
    assert readings(knowledge({"cc": f"{cc * math.sqrt(2):.3f}"}))["cc"] == ("cc adjusted",)
    wrong = by_quantity(knowledge({"phi": f"{cc:.3f}", "n": "95", "cc": "0.9"}))
    assert {found.verdict for found in wrong.values()} == {"contradicts"}
    assert wrong["phi"].reading == ("cc",)
    assert "94" in wrong["n"].note


# Percentages --------------------------------------------------------------------------------------


def percents(cells, texts, **margins):
    return audit(cells, {}, percentages=dict(zip(CELLS, texts, strict=True)) | margins)


@pytest.mark.parametrize(
    ("cells", "texts", "margins", "base"),
    [
        # a thesis reads these as percentages of the smokers; they are of the columns
        ((2, 16, 27, 95), ("6,9", "14,4", "93,1", "85,6"), {"exposed": "12,9"}, "column"),
        ((23, 9, 7, 11), ("71,8%", "28,1%", "39%", "61%"), {"all": "100%", "case": "60%"}, "row"),
        ((15, 10, 8, 2), ("42,9%", "28,6%", "22,9%", "5,7%"), {"unexposed": "28,6%"}, "total"),
        ((130, 11, 64, 159), ("0,92", "0,08", "0,29", "0,71"), {"exposed": "0,39"}, "row"),
        ((27, 7, 6, 54), ("79,4", "20,6", "10", "90"), {"exposed": "100,0"}, "row"),
    ],
)
def test_percentages_are_of_a_whole(cells, texts, margins, base):
    result = percents(cells, texts, **margins)
    assert set(verdicts(result).values()) <= HOLDS
    assert all(found.reading == (base,) for found in result.findings[:4])


def test_a_cut_percentage():
    found = by_quantity(percents((23, 9, 7, 11), ("71,8%", "28,1%", "39%", "61%")))
    assert found["percent_exposed_cases"].verdict == "truncated"  # 71.875
    assert found["percent_exposed_cases"].computed == pytest.approx(71.875)
    assert found["percent_unexposed_cases"].verdict == "reproduces"


def test_a_misprinted_percentage_is_found_where_the_others_settle_the_whole():
    # PMC6860774, table 1, sanitation: 834 (64.4) should be 90.8
    found = by_quantity(percents((84, 215, 834, 1621), ("9.2", "11.7", "64.4", "88.3")))
    wrong = found.pop("percent_unexposed_cases")
    assert (wrong.verdict, wrong.reading) == ("contradicts", ("column",))
    assert wrong.computed == pytest.approx(100 * 834 / 918)
    assert {each.verdict for each in found.values()} == {"reproduces"}
    assert {each.reading for each in found.values()} == {("column",)}
    two = audit((27, 7, 6, 54), {}, percentages={CELLS[0]: "79.4", CELLS[2]: "15.0"})
    assert set(verdicts(two).values()) == {"reproduces", "cannot_be_known"}


def test_several_percentages_of_a_cell():
    texts = [("92", "67", "36"), ("8", "6", "3"), ("29", "33", "18"), ("71", "94", "44")]
    result = percents((130, 11, 64, 159), texts)
    assert set(verdicts(result).values()) == {"reproduces"}
    assert [found.reading for found in result.findings] == [
        *(("row",) for _ in range(4)),
        *(("column",) for _ in range(4)),
        *(("total",) for _ in range(4)),
    ]


def test_a_last_digit_that_makes_a_row_add_up_is_no_fault():
    # 1/3, 2/3: 33.4 + 66.6 would be 100; nothing accuses
    found = by_quantity(percents((10, 20, 30, 10), ("33.4", "66.7", "75.0", "25.0")))
    assert found["percent_exposed_cases"].verdict == "cannot_be_known"


# In words -----------------------------------------------------------------------------------------


def test_what_holds_is_said_first_and_nothing_accuses():
    line = {"or": "12.1", "p": "0,000", "rr": "7.94", "chi2": "50.0"}
    said = asi.describe(knowledge(line, percentages={CELLS[0]: "79.4", CELLS[1]: "20.6"}))
    starts = [item.split('"')[0] for item in said.items]
    assert starts == [
        "The prevalence (or risk) ratio ",
        "The percentages ",
        "The p-value ",
        "None of the tests looked for gives the chi-square ",
        "The odds ratio ",
    ]
    for word in ("error", "wrong", "mistake", "fail", "false"):
        assert word not in said.lower()


def test_printed_numbers_stay_as_printed_and_computed_ones_speak_the_language():
    result = knowledge({"rr": "8,52"}, language="id")
    note = result.findings[0].note
    assert '"8,52"' in note
    assert note.language == "id"
    assert "7,94" in note
    assert '"8,52"' in asi.describe(result)
    assert "7.94" in asi.describe(result)


def test_names_of_groups_survive_in_every_sentence():
    table = TwoByTwo.from_array(
        [[27, 7], [6, 54]], exposed="<UMR", unexposed=">=UMR", case="$ya_*", noncase="{tidak}"
    )
    line = {"or": "0,029", "or_low": "0,94", "or_high": "0,009", "rr": "7.94"}
    result = asi.audit_printed(table, line, claim=("<UMR", "$ya_*"))
    for language in ("en", "id"):
        said = asi.describe(result, language)
        for name in ("<UMR", ">=UMR", "$ya_*", "{tidak}"):
            assert name in said


def test_nothing_printed_is_said_to_be_nothing():
    assert asi.describe(knowledge({})) == "No printed number was given to compare with the counts."


# Properties ---------------------------------------------------------------------------------------

NUMBERS = st.one_of(
    st.floats(0, 1).map(lambda value: f"{value:.3f}"),
    st.floats(0, 200).map(lambda value: f"{value:.2f}".replace(".", ",")),
    st.sampled_from(["0", "1", "Inf", "<0.001", ">0,05", "100"]),
)
PRINTED = st.dictionaries(
    st.sampled_from(["or", "or_low", "or_high", "rr", "rr_low", "rr_high", "chi2", "cc", "n"]),
    NUMBERS,
)


@given(tables(largest=80), PRINTED, st.floats(0, 1), st.booleans())
def test_every_line_is_answered_in_both_languages(table, printed, p, claims):
    printed |= {"p": f"{p:.3f}"}
    claim = (table.exposed, table.case) if claims else None
    texts = dict.fromkeys([*CELLS, "all"], "33,3")
    result = asi.audit_printed(table, printed, percentages=texts, claim=claim)
    assert {found.verdict for found in result.findings} <= set(VERDICTS)
    assert set(printed) <= {found.quantity for found in result.findings}
    for language in ("en", "id"):
        assert asi.describe(result, language)
    for found in result.findings:
        assert found.note
        assert bool(found.reading) or found.verdict not in {*HOLDS, "p_zero", "lost_zero"}


@given(tables(smallest=1, largest=80))
def test_turning_the_rows_turns_the_reading_and_no_verdict(table):
    result = asi.prevalence_odds_ratio(table)
    line = {"or": f"{result.value:.6f}", "or_low": f"{result.interval.low:.6f}"}
    upright, turned = (asi.audit_printed(each, line) for each in (table, table.swap_exposure()))
    assert verdicts(upright) == verdicts(turned)
    other = {"ad/bc": "bc/ad", "bc/ad": "ad/bc"}
    for one, two in zip(upright.findings, turned.findings, strict=True):
        assert {other[name[:5]] + name[5:] for name in one.reading} == set(two.reading)


@given(tables(smallest=1, largest=80))
def test_a_claim_turned_round_inverts(table):
    value = asi.prevalence_odds_ratio(table).value
    line = {"or": f"{value:.4f}"}
    right = asi.audit_printed(table, line, claim=(table.exposed, table.case))
    wrong = asi.audit_printed(table, line, claim=(table.unexposed, table.case))
    assert right.findings[0].verdict == "reproduces"
    itself = round(value, 4) == round(1 / value, 4)
    assert (wrong.findings[0].verdict == "inverted") or itself or len(wrong.findings[0].reading) > 1


def gaps(text):
    return {gap for _, gap, _, _ in Formatter().parse(text) if gap}


def test_both_languages_have_the_same_gaps():
    labels = [words._SENTENCES, words._TESTS, words._METHODS, words._BASES, words._NAMES]
    for label in (label for group in labels for label in group.values()):
        assert gaps(label) == gaps(label.say("id"))
        assert label.say("id") != label or label in ("p < {bound}", "p {value}")
