"""What SPSS shows, drawn from the counts: held against published outputs and peers."""

import re

import pytest
from scipy import stats
from scipy.stats.contingency import odds_ratio, relative_risk

import asi_helpers as asi
from asi_helpers import TwoByTwo
from asi_helpers.book.explorers.recode import explore_recode
from asi_helpers.book.programs.spss import SpssNumber
from asi_helpers.language import say

# Appendix of an Indonesian thesis: smoking by fertility status, n = 100.
PUBLISHED_RISK = """\
Risk Estimate
Odds Ratio for perilaku merokok (tidak merokok / merokok) 3.500 1.529 8.012
For cohort status fertilitas = subur 1.750 1.191 2.572
For cohort status fertilitas = tidak subur .500 .309 .808
N of Valid Cases 100"""
SMOKING = TwoByTwo.from_array(
    [[35, 15], [20, 30]],
    exposure="perilaku merokok",
    exposed="tidak merokok",
    unexposed="merokok",
    outcome="status fertilitas",
    case="subur",
    noncase="tidak subur",
)
# OpenEpi's page for 66, 28, 36, 32: uncorrected, Yates, Mantel-Haenszel (n - 1), one-sided Fisher
OPENEPI = {"chi2": "5.047", "chi2_yates": "4.334", "chi2_n1": "5.016", "fisher_1": ".019"}
# Codes of the first level and of the second; whether the second one is written first.
TURNED = {"1-2": False, "1-0": True, "2-1": True, "0-1": False}


def shown(output):
    """{name of a statistic: as read} of what `spss_output` draws."""
    return {
        name: re.sub("<sup>.*?</sup>", "", text)
        for name, text in re.findall(
            r'<data class="asi-stat" data-stat="(\w+)"[^>]*>(.*?)</data>', output.html()
        )
    }


def test_a_published_risk_estimate_number_for_number():
    assert repr(asi.spss_output(SMOKING, ["risk"])) == PUBLISHED_RISK


def test_the_tests_of_a_published_table():
    drawn = shown(asi.spss_output(TwoByTwo.from_array([[66, 28], [36, 32]]), ["tests"]))
    assert {name: drawn[name] for name in OPENEPI} == OPENEPI


def test_likelihood_ratio_and_fisher_as_stata_prints_them():
    # tabulate of 39, 4, 31, 11: 4.3015, Pr = 0.038; Fisher's exact 0.050, one-sided 0.038
    drawn = shown(asi.spss_output(TwoByTwo.from_array([[39, 4], [31, 11]]), ["tests"]))
    assert (drawn["likelihood_ratio"], drawn["likelihood_ratio_p"]) == ("4.301", ".038")
    assert (drawn["fisher"], drawn["fisher_1"]) == (".050", ".038")


@pytest.mark.parametrize("name", ["knowledge", "comfort", "support"])
def test_each_number_agrees_with_scipy(name):
    counts = asi.load_table(name).to_array()
    drawn = shown(asi.spss_output(name))
    for key, options in {
        "chi2": {"correction": False},
        "chi2_yates": {"correction": True},
        "likelihood_ratio": {"correction": False, "lambda_": "log-likelihood"},
    }.items():
        peer = stats.chi2_contingency(counts, **options)
        assert drawn[key] == f"{peer.statistic:.3f}"
        assert drawn[f"{key}_p"] == f"{peer.pvalue:.3f}".removeprefix("0")
    peer = odds_ratio(counts, kind="sample")
    assert drawn["por"] == f"{peer.statistic:.3f}"
    assert drawn["por_low"] == f"{peer.confidence_interval().low:.3f}"
    peer = relative_risk(counts[0, 0], counts[0].sum(), counts[1, 0], counts[1].sum())
    assert drawn["pr"] == f"{peer.relative_risk:.3f}"
    assert drawn["pr_high"] == f"{peer.confidence_interval().high:.3f}"


@pytest.mark.parametrize(
    ("number", "english", "indonesian"),
    [
        (SpssNumber(0.0941), ".094", ",094"),
        (SpssNumber(34.714), "34.714", "34,714"),
        (SpssNumber(0, 1), ".0", ",0"),
        (SpssNumber(10.0, 1), "10.0", "10,0"),
    ],
)
def test_a_number_loses_its_leading_zero_only(number, english, indonesian):
    assert (number.say(), number.say("id")) == (english, indonesian)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_cell_says_what_it_means(language):
    page = asi.spss_output("knowledge", language=language).html()
    targets = re.findall(r'popovertarget="([^"]+)"', page)
    tips = dict(re.findall(r'<span id="([^"]+)" popover class="asi-tip">(.*?)</span>', page))
    assert sorted(targets) == sorted(tips)
    assert all(len(tip) > 10 for tip in tips.values())
    cells = [cell for cell in re.findall(r"<td>(.*?)</td>", page) if cell]
    assert len(cells) > 40
    assert all(cell.startswith("<button") for cell in cells)


def test_two_on_a_page_do_not_share_names():
    pages = [asi.spss_output("knowledge", ["risk"]).html() for _ in range(2)]
    first, second = (set(re.findall(r' id="([^"]+)"', page)) for page in pages)
    assert first
    assert not first & second


def test_the_footnote_counts_expected_counts_below_5():
    said = repr(asi.spss_output(TwoByTwo.from_array([[3, 1], [1, 3]]), ["tests"]))
    assert "4 cells (100.0%) have expected count less than 5" in said
    assert "The minimum expected count is 2.00." in said


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("feeding",), ValueError, "no table 'feeding'"),
        (("knowledge", ["risks"]), ValueError, "`parts` must be some of crosstab, tests, risk"),
        (("knowledge", []), ValueError, "`parts` must be"),
        ((7,), TypeError, "TwoByTwo"),
        ((TwoByTwo.from_array([[3, 0], [4, 0]]),), ValueError, "empty"),
        ((TwoByTwo.from_array([[3, 0], [4, 5]]), ["risk"]), ValueError, "A cell of the table is 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments, error, words):
    with pytest.raises(error, match=words):
        asi.spss_output(*arguments)


@pytest.mark.parametrize("exposure", TURNED)
@pytest.mark.parametrize("outcome", TURNED)
def test_the_codes_decide_which_way_round(exposure, outcome):
    """Turned once the ratio is the reciprocal; turned twice it is back."""
    view = explore_recode().view(exposure_codes=exposure, outcome_codes=outcome)
    table = view.picture.say()
    drawn = dict(re.findall(r'data-stat="(\w+)" value="([^"]+)"', table))
    once = TURNED[exposure] != TURNED[outcome]
    assert float(drawn["por"]) == pytest.approx(7 * 6 / (27 * 54) if once else 27 * 54 / (7 * 6))
    assert bool(view.mark) == once  # the number that the paper prints
    groups, outcomes = ["good", "poor"], ["smooth", "not smooth"]
    if TURNED[exposure]:
        groups.reverse()
    if TURNED[outcome]:
        outcomes.reverse()
    assert re.search(r"Odds Ratio for knowledge \((.*?)\)", table)[1] == " / ".join(groups)
    assert re.findall(r"For cohort milk flow = ([\w ]+)", table) == outcomes
    turned = asi.load_table("knowledge")
    turned = turned.swap_exposure() if TURNED[exposure] else turned
    turned = turned.swap_outcome() if TURNED[outcome] else turned
    assert say(view.sentence) == asi.describe(asi.prevalence_odds_ratio(turned))
