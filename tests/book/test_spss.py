"""What SPSS shows, drawn from the counts: held against published outputs and peers."""

import re

import pytest
from bs4 import BeautifulSoup
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
# The counts of OpenEpi's page; expected counts and percentages by hand.
CROSSTAB = """\
exposure * outcome Crosstabulation
exposed · Count 66 28 94
exposed · Expected Count 59.2 34.8 94.0
exposed · % within exposure 70.2% 29.8% 100.0%
unexposed · Count 36 32 68
unexposed · Expected Count 42.8 25.2 68.0
unexposed · % within exposure 52.9% 47.1% 100.0%
Total · Count 102 60 162"""
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


class Screen:
    """One table of a page as a reader meets it: by the names of row and column."""

    def __init__(self, table, part, **options):
        page = asi.spss_output(table, [part], **options).html()
        self.tips = {}
        root = BeautifulSoup(page, "html.parser").table
        for tip in root.select(".asi-tip"):
            self.tips[tip["id"]] = tip.extract().text
        head, *rows = root.select("tr")
        self.columns = [self.read(cell) for cell in head.find_all(["th", "td"])]
        self.rows = [[self.read(cell) for cell in row.find_all(["th", "td"])] for row in rows]

    def read(self, cell):
        """What stands in a cell, the mark of its footnote, and what it says when touched."""
        mark = cell.sup.extract().text if cell.sup else ""
        tip = self.tips[cell.button["popovertarget"]] if cell.button else ""
        return cell.text, mark, tip

    def column(self, name):
        """The tip of a column's name."""
        return next(tip for text, _, tip in self.columns if text == name)

    def at(self, row, column=""):
        """Text, mark and tip in a row and a column; in the row's name if no column is given."""
        cells = next(cells for cells in self.rows if cells[0][0] == row)
        assert len(cells) == len(self.columns)
        return cells[[text for text, *_ in self.columns].index(column)]


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


def test_each_number_is_kept_in_full_behind_what_is_shown():
    page = asi.spss_output("knowledge").html()
    found = re.findall(r'data-stat="\w+" value="([^"]+)">([\d.]+)', page)
    assert len(found) > 15
    for value, text in found:
        assert float(text) == pytest.approx(float(value), abs=5.1e-4)


@pytest.mark.parametrize(
    ("number", "english", "indonesian"),
    [
        (SpssNumber(0.0941), ".094", ",094"),
        (SpssNumber(34.714), "34.714", "34,714"),
        (SpssNumber(0, 1), ".0", ",0"),
        (SpssNumber(10.0, 1), "10.0", "10,0"),
        (SpssNumber(0, 0), "0", "0"),
    ],
)
def test_a_number_loses_its_leading_zero_only(number, english, indonesian):
    assert (number.say("en"), number.say("id")) == (english, indonesian)


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


@pytest.mark.parametrize("part", ["crosstab", "tests", "risk"])
def test_a_cell_means_the_same_in_both_languages(part):
    """At least its numbers do, one behind the other."""
    english, indonesian = (Screen("knowledge", part, language=each) for each in ("en", "id"))
    numbers = r"\d+(?:[.,]\d+)?"
    for cells in zip(
        (english.columns, *english.rows), (indonesian.columns, *indonesian.rows), strict=True
    ):
        for (*_, tip), (*_, translated) in zip(*cells, strict=True):
            found = re.findall(numbers, translated.replace(",", "."))
            assert found == re.findall(numbers, tip.replace(",", ".")), (tip, translated)


@pytest.mark.parametrize(
    ("row", "column", "tip"),
    [
        (
            "Odds Ratio for perilaku merokok (tidak merokok / merokok)",
            "",
            "odds subur pada baris tidak merokok dibagi odds pada baris merokok.",
        ),
        (
            "For cohort status fertilitas = tidak subur",
            "Value",
            "Proporsi tidak subur pada baris tidak merokok dibagi proporsi pada baris merokok.",
        ),
        ("For cohort status fertilitas = subur", "Lower", "Batas bawah IK 95%."),
        ("For cohort status fertilitas = subur", "Upper", "Batas atas IK 95%."),
    ],
)
def test_the_risk_estimate_says_in_indonesian_what_is_divided_by_what(row, column, tip):
    assert tip in Screen(SMOKING, "risk", language="id").at(row, column)[2]


def test_the_title_names_each_part_that_is_shown():
    page = asi.spss_output("knowledge", ["crosstab", "risk"]).html()
    assert "What SPSS shows: Crosstabulation, Risk Estimate" in page
    assert "Chi-Square Tests" not in page


def test_live_it_shows_the_same():
    drawn = re.findall(r'data-stat="(\w+)" value="([^"]+)"', asi.spss_output("support").html())
    live = asi.spss_output("support").widget().value
    assert re.findall(r'data-stat="(\w+)" value="([^"]+)"', live) == drawn != []


def test_two_on_a_page_do_not_share_names():
    pages = [asi.spss_output("knowledge", ["risk"]).html() for _ in range(2)]
    first, second = (set(re.findall(r' id="([^"]+)"', page)) for page in pages)
    assert first
    assert not first & second


def test_the_crosstabulation_of_a_published_table():
    table = TwoByTwo.from_array([[66, 28], [36, 32]])
    assert repr(asi.spss_output(table, ["crosstab"])) == CROSSTAB


def test_groups_and_outcomes_of_the_crosstabulation_have_their_names():
    screen = Screen("knowledge", "crosstab")
    assert [text for text, *_ in screen.columns] == ["", "smooth", "not smooth", "Total"]
    assert screen.at("good · Count", "smooth")[0] == "27"
    assert screen.at("poor · Count", "not smooth")[0] == "54"
    said = repr(asi.spss_output("knowledge", ["crosstab"], language="id"))
    assert "Baik · Count 27 7 34" in said
    assert "Kurang · % within pengetahuan 10,0% 90,0% 100,0%" in said


@pytest.mark.parametrize(
    ("row", "column", "tip"),
    [
        ("poor · Count", "smooth", "6 of 94 people are in this cell: poor, smooth."),
        ("good · Expected Count", "smooth", "not associated: 34 × 33 ÷ 94 = 11.9."),
        ("poor · Expected Count", "not smooth", "not associated: 60 × 61 ÷ 94 = 38.9."),
        ("good · % within knowledge", "not smooth", "7 of 34 in the row good."),
        ("poor · % within knowledge", "smooth", "6 of 60 in the row poor."),
        ("poor · Count", "Total", "Everybody in the row poor."),
        ("Total · Count", "not smooth", "Everybody in the column not smooth."),
        ("Total · Count", "Total", "Everybody in the table."),
    ],
)
def test_a_cell_of_the_crosstabulation_says_whom_it_counts(row, column, tip):
    assert tip in Screen("knowledge", "crosstab").at(row, column)[2]


def test_each_test_stands_in_its_row_and_under_its_column():
    screen = Screen(TwoByTwo.from_array([[66, 28], [36, 32]]), "tests")
    assert screen.at("Pearson Chi-Square", "Value")[:2] == ("5.047", "a")
    assert screen.at("Pearson Chi-Square", "df")[0] == "1"
    assert screen.at("Pearson Chi-Square", "Asymp. Sig. (2-sided)")[0] == ".025"
    assert screen.at("Continuity Correction")[1] == "b"
    assert screen.at("Fisher's Exact Test", "Value")[0] == ""
    assert screen.at("Fisher's Exact Test", "Exact Sig. (2-sided)")[0] == ".032"
    assert screen.at("Fisher's Exact Test", "Exact Sig. (1-sided)")[0] == ".019"  # OpenEpi's
    assert screen.at("N of Valid Cases", "Value")[0] == "162"


@pytest.mark.parametrize(
    ("row", "column", "tip"),
    [
        ("Continuity Correction", "", "Yates"),
        ("Likelihood Ratio", "Value", "Another measure of the same distance"),
        ("Likelihood Ratio", "Value", "The test's statistic"),
        ("Fisher's Exact Test", "Exact Sig. (1-sided)", "Use it only if you fixed the side"),
        ("Fisher's Exact Test", "Exact Sig. (2-sided)", "the one to report"),
    ],
)
def test_a_cell_of_the_tests_says_what_it_is(row, column, tip):
    assert tip in Screen(SMOKING, "tests").at(row, column)[2]


def test_only_a_p_of_zero_is_said_not_to_be_zero():
    where = "Pearson Chi-Square", "Asymp. Sig. (2-sided)"
    shown, _, tip = Screen("knowledge", "tests").at(*where)
    assert (shown, "p < 0.001" in tip) == (".000", True)
    shown, _, tip = Screen(SMOKING, "tests").at(*where)
    assert (shown, "p < 0.001" in tip) == (".003", False)


def test_the_risk_estimate_says_what_is_divided_by_what():
    screen = Screen("knowledge", "risk")
    name = "Odds Ratio for knowledge (good / poor)"
    assert "odds of smooth in the row good, divided by those in the row poor" in screen.at(name)[2]
    assert screen.at(name, "Value")[2].startswith("27 × 54 ÷ (7 × 6)")
    for case in ("smooth", "not smooth"):
        for column in ("", "Value"):
            tip = screen.at(f"For cohort milk flow = {case}", column)[2]
            assert f"share with {case} in the row good, divided by the share in the row poor" in tip
    for column in ("Lower", "Upper"):
        assert screen.column(column).startswith(f"{column} limit")
        assert screen.at(name, column)[2].startswith(f"{column} limit")
    assert screen.at("N of Valid Cases", "Value")[0] == "94"


def test_an_expected_count_of_5_is_not_below_5():
    # a count of 4, and expected counts of 5, 5, 10 and 10
    said = repr(asi.spss_output(TwoByTwo.from_array([[4, 6], [11, 9]]), ["tests"]))
    assert "0 cells (.0%) have expected count less than 5" in said
    assert "The minimum expected count is 5.00." in said


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


@pytest.mark.parametrize(
    ("codes", "lines"),
    [
        (
            ("1-2", "1-2"),
            [
                ["", "1 smooth", "2 not smooth", "Total"],
                ["1 good", "27 (79.4%)", "7 (20.6%)", "34"],
                ["2 poor", "6 (10.0%)", "54 (90.0%)", "60"],
            ],
        ),
        (
            ("1-0", "2-1"),
            [
                ["", "1 not smooth", "2 smooth", "Total"],
                ["0 poor", "54 (90.0%)", "6 (10.0%)", "60"],
                ["1 good", "7 (20.6%)", "27 (79.4%)", "34"],
            ],
        ),
    ],
)
def test_the_lower_code_comes_first_and_takes_its_counts_along(codes, lines):
    view = explore_recode().view(exposure_codes=codes[0], outcome_codes=codes[1])
    table = BeautifulSoup(view.picture.say("en"), "html.parser").table
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in table.select("tr")]
    assert rows == lines


def test_a_choice_of_codes_is_named_as_the_table_then_shows_it():
    page = BeautifulSoup(explore_recode().html(), "html.parser")
    for name, heading, levels in (
        ("exposure_codes", "Codes of knowledge", ("good", "poor")),
        ("outcome_codes", "Codes of milk flow", ("smooth", "not smooth")),
    ):
        control = page.select_one(f"[data-control={name}]")
        assert control.label.text == heading
        for option in control.select("option"):
            first, second = option["value"].split("-")
            assert option.text == f"{levels[0]} {first}, {levels[1]} {second}"


def test_the_printed_number_is_found_where_the_codes_give_it():
    mark = explore_recode().view(exposure_codes="1-0", outcome_codes="1-2").mark
    # 6 × 7 / (54 × 27)
    assert "the odds ratio is 0.0288" in mark
    assert "0,029 that the study prints" in mark
    assert "rasio odds-nya 0,0288, dibulatkan menjadi 0,029" in mark.say("id")


def test_the_choice_of_codes_in_indonesian():
    page = BeautifulSoup(explore_recode("id").html(), "html.parser")
    assert [
        page.select_one(f"[data-control={name}_codes] label").text
        for name in ("exposure", "outcome")
    ] == ["Kode pengetahuan", "Kode pengeluaran ASI"]
    assert "kode yang lebih kecil ditulis lebih dulu" in page.caption.text


@pytest.mark.parametrize("exposure", TURNED)
@pytest.mark.parametrize("outcome", TURNED)
def test_the_codes_decide_which_way_round(exposure, outcome):
    """Turned once the ratio is the reciprocal; turned twice it is back."""
    view = explore_recode().view(exposure_codes=exposure, outcome_codes=outcome)
    table = view.picture.say("en")
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
    assert say(view.sentence, "en") == asi.describe(asi.prevalence_odds_ratio(turned))
