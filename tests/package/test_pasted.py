"""Tables as people paste them: what is read, what is refused, and what the audit says of each."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asi_helpers as asi
from asi_helpers.pasted import __main__ as command
from asi_helpers.pasted.refusals import Refused
from tests import prints
from tests.strategies import tables

# Real tables, with what a person read in them and a script of scipy and statsmodels computed.
CASES = json.loads(Path(__file__).with_name("pasted.json").read_text(encoding="utf-8"))
READ = [case for case in CASES if case["cells"]]
# Refused though a person can tell: a number that runs into a label, the bounds of ages before
# counts, a single 1 of a reference beside small counts.
HARD = {"pph_age_line_breaks", "bblr_maternal_age_by_columns"}
# Numbers of these that the reader does not take: intervals of other kinds, or far from their ratio.
NOT_TAKEN = {
    "drug_placebo_chi2_wrong": {"or_low", "or_high", "rr_low", "rr_high", "p"},
    "epidata_braces": {"p_pearson", "rr_low", "rr_high"},
    "r_tea_perfect": {"p_fisher1"},
    "vsd_events_of_totals": {"or_low", "or_high"},
}


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def read_or_none(text):
    try:
        return asi.read_pasted(text)
    except ValueError:
        return None


# Real tables ------------------------------------------------------------------------------------


@named(READ)
def test_a_real_table_is_read_as_it_stands(case):
    pasted = read_or_none(case["text"])
    if case["id"] in HARD or (pasted is None and case["may_refuse"]):
        assert pasted is None
        return
    assert pasted.table.to_array().tolist() == case["cells"]
    taken = {key: text for key, text in case["printed"].items() if key in pasted.printed}
    assert {key: pasted.printed[key] for key in taken} == taken
    assert case["printed"].keys() - taken.keys() <= NOT_TAKEN.get(case["id"], set())


@named([case for case in CASES if not case["cells"] and case["id"] != "spss_risk_only"])
def test_what_is_no_table_is_refused(case):
    with pytest.raises(ValueError, match=r"\w"):
        asi.read_pasted(case["text"])


READINGS_OF_OR = {"ad/bc", "bc/ad", "Haldane ad/bc"}


@named([case for case in READ if case["right"] and case["id"] not in HARD])
def test_what_is_right_for_a_real_table(case):
    pasted = read_or_none(case["text"])
    if pasted is None:
        assert case["may_refuse"]
        return
    audit = pasted.audit()
    found = {finding.quantity: finding for finding in audit.findings}
    right = case["right"]
    if "p" in found and "p" in right:
        assert set(right["p"]) <= set(found["p"].reading)
        if not right["p"]:
            assert found["p"].verdict in ("contradicts", "cannot_be_known")
    if "or" in found and right.get("or") in READINGS_OF_OR:
        way = right["or"].removeprefix("Haldane ")
        assert found["or"].verdict in ("reproduces", "truncated"), found["or"]
        assert any(reading.startswith(way) for reading in found["or"].reading)
    if right.get("percent") in ("row", "column", "total"):
        bases = [set(f.reading) for key, f in found.items() if key.startswith("percent_")]
        assert bases
        assert sum(right["percent"] in base for base in bases) >= len(bases) - 1
    for key in ("phi", "cc"):
        if key in found and right.get(key) == "reproduces":
            assert found[key].verdict == "reproduces"
    if case["right"].get("verdict") == ["all printed numbers reproduce"]:
        verdicts = {finding.verdict for finding in audit.findings}
        assert verdicts <= {"reproduces", "truncated", "p_zero"}, audit.findings


def test_spss_risk_estimate_alone_gives_its_only_table_back():
    (case,) = (case for case in CASES if case["id"] == "spss_risk_only")
    pasted = asi.read_pasted(case["text"])
    assert pasted.table.to_array().tolist() == [[35, 15], [20, 30]]
    assert pasted.layout == "risk estimate"
    assert (pasted.table.exposed, pasted.table.case) == ("tidak merokok", "subur")
    assert "only table of 100 people" in pasted.warnings[0]


def test_a_risk_estimate_that_several_tables_give_is_refused():
    text = (
        "Odds Ratio for a (x / y) 1,0 ,5 2,0\nFor cohort b = p 1,0 ,7 1,4\n"
        "For cohort b = q 1,0 ,7 1,4\nN of Valid Cases 130"
    )
    with pytest.raises(ValueError, match=r"tables give these ratios|0 tables"):
        asi.read_pasted(text)
    with pytest.raises(ValueError, match="missing: or_low, or_high, rr"):
        asi.read_pasted("OR = 3,5\nN of Valid Cases 100")


# What programs and papers print -------------------------------------------------------------------


def test_every_layout_is_read_or_refused_and_none_is_misread():
    """4,300 prints: no wrong table, and no refusal where only one reading fits but for 1 in 100."""
    refused = Counter()
    for name, language, printed in prints.generate(4300, seed=12):
        pasted = read_or_none(printed.text)
        if pasted is None:
            refused[name] += not printed.may_refuse
            continue
        rows = tuple(map(tuple, pasted.table.to_array().tolist()))
        assert rows == printed.cells, (name, language, printed.text)
    assert sum(refused.values()) <= 43, refused
    assert max(refused.values(), default=0) <= 6, refused


def test_numbers_beside_a_table_are_taken_for_what_they_are():
    """Of 4,300 prints: at most 1 in 200 numbers beside a table is missed, none is mistaken."""
    missed = total = 0
    for name, _, printed in prints.generate(4300, seed=13):
        pasted = read_or_none(printed.text)
        if pasted is None:
            continue
        for key, text in printed.printed.items():
            key = "chi2" if key == "chi2_pearson" else key
            total += 1
            if key not in pasted.printed:
                missed += 1
            elif pasted.printed[key] != text:
                # SPSS prints the p-value of Pearson's test twice, as .001 and <.001
                assert key == "p_pearson" or pasted.printed[key].lstrip("<") == text, (name, key)
    assert missed <= total / 200


def test_what_programs_print_is_never_accused():
    """An honest print never gets a verdict but reproduces or truncated (and 0.000 is p_zero)."""
    fine = {"reproduces", "truncated", "p_zero"}
    with_totals = Counter()
    for name, _, printed in prints.generate(2150, seed=14):
        pasted = read_or_none(printed.text)
        if pasted is None:
            continue
        with_totals[pasted.layout] += bool(pasted.totals)
        audit = pasted.audit()
        for finding in audit.findings:
            assert finding.verdict in fine, (name, finding, printed.text)
    assert min(with_totals["row by row"], with_totals["column by column"]) > 15


@given(tables(largest=400))
def test_what_the_package_prints_is_read_back(table):
    """Frames as pandas prints them, and as CSV and tabs, with names that are no numbers."""
    table = asi.TwoByTwo.from_array(
        table.to_array(), exposed="Baik", unexposed="Kurang", case="Lancar", noncase="Tersendat"
    )
    frame = table.to_frame()
    for text in (frame.to_string(), frame.to_csv(), frame.to_csv(sep="\t"), str(frame)):
        pasted = asi.read_pasted(text)
        assert pasted.table.to_array().tolist() == table.to_array().tolist()
        assert (pasted.table.exposed, pasted.table.case) == ("Baik", "Lancar")
        assert (pasted.table.unexposed, pasted.table.noncase) == ("Kurang", "Tersendat")


@given(tables(smallest=1, largest=300))
def test_rows_in_the_other_order_give_the_other_ratio(table):
    (a, b), (c, d) = table.to_array().tolist()
    lines = [f"Baik {a} {b} {a + b}", f"Kurang {c} {d} {c + d}"]
    ratio = a * d / (b * c)
    beside = f" OR = {ratio:.4f}"
    for order, way in ((lines, "ad/bc"), (lines[::-1], "bc/ad")):
        pasted = read_or_none("\n".join(order) + beside)
        if pasted is None:  # totals and counts that coincide can be read in two ways
            continue
        (finding,) = asi.audit_printed(pasted.table, pasted.printed).findings
        assert finding.verdict in ("reproduces", "truncated")
        assert way in finding.reading


# The paper's own line -----------------------------------------------------------------------------

PAPER = """Pengetahuan Lancar Tidak Lancar Total p POR (95% CI)
n % n % n %
Baik 27 79,4 7 20,6 34 100,0 0,000 0,029 (0,94-0,009)
Kurang 6 10,0 54 90,0 60 100,0
Total 33 35,1 61 64,9 94 100,0"""


def test_the_papers_line_is_read_with_everything_beside_it():
    pasted = asi.read_pasted(PAPER)
    assert pasted.table.to_array().tolist() == [[27, 7], [6, 54]]
    assert pasted.printed == {"or": "0,029", "or_low": "0,94", "or_high": "0,009", "p": "0,000"}
    assert pasted.percentages["unexposed_noncases"] == "90,0"
    names = (pasted.table.exposed, pasted.table.unexposed, pasted.table.case, pasted.table.noncase)
    assert names == ("Baik", "Kurang", "Lancar", "Tidak Lancar")
    assert pasted.warnings == ()
    assert (
        Counter(role for _, role in pasted.numbers)
        == Counter(
            {
                "total": 5,
                "count": 4,
                "percentage": 9,
                "p": 1,
                "or": 1,
                "low": 1,
                "high": 1,
                "words": 1,
            }
        )
        or Counter(role for _, role in pasted.numbers)["count"] == 4
    )


@pytest.mark.parametrize(
    "turn",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\t"),
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda text: text.replace(",", "."),
        lambda text: text.replace("-", "\N{EN DASH}"),
        lambda text: re.sub(r"(\d) (?=\d)", r"\1 | ", text),
        lambda text: text.replace("\n", " "),
    ],
)
def test_the_same_line_in_other_dress(turn):
    pasted = asi.read_pasted(turn(PAPER))
    assert pasted.table.to_array().tolist() == [[27, 7], [6, 54]]
    assert pasted.printed["or_low"].replace(".", ",") == "0,94"


# What is refused, and how -------------------------------------------------------------------------

ROWS = "Baik 27 7 34\nKurang 6 54 60\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "No four counts"),
        ("Dari 94 ibu, 34 (36,2%) berpengetahuan baik dan 60 (63,8%) kurang.", "No four counts"),
        ("Baik 79,4 20,6\nKurang 10,0 90,0", "Only percentages"),
        ("Baik 79% 21%\nKurang 10% 90%", "Only percentages"),
        ("% %\nBaik 79 21 100\nKurang 10 90 100", "third row or column|percentages"),
        ("A 10 20 30\nB 5 15 20\nC 7 13 20\nTotal 22 48 70", "third row or column"),
        ("A 1 2\nB 5 15\nC 7 13", "third row or column"),
        ("1 20 30\n3 15 25", "third row or column"),
        ("A 10 20 30 60\nB 5 15 20 40", "third row or column"),
        ("Lancar Tidak Total\nTotal 33 61 94\nn 34 60 94", "third row or column"),
        ("Baik 34\nKurang 60\nTotal 94", "No four counts"),
        ("Baik 27 7 34\nTotal 33 61 94", "third row or column"),
        (ROWS + ROWS, "second table"),
        (ROWS + "Nyaman 23 16 39\nTidak 10 45 55", "second table"),
        ("Baik 27 7 35\nKurang 6 54 60", "27 and 7 make 34, but 35 is printed"),
        ("27 7 6 54", "Two tables fit these numbers: 27 7 / 6 54, or 27 6 / 7 54"),
        ("27\n7\n6\n54", "Two tables fit"),
        ("Baik 27 <5\nKurang 6 54", "<5 stands where a count should"),
        ("Baik 27/34\nKurang 6/60", "27/34 may be 27 of 34, or 27 against 34"),
        ("Lancar Total\nBaik 27 34\nKurang 6 60", "heading names a total"),
        ("Baik \u0662\u0667 \u0667\nKurang \u0666 \u0665\u0664", "not one of 0 to 9"),
        ("Baik 27 7\nKurang 6 54\nX-squared = 9.1, df = 2, p-value = 0.01", "df = 2"),
        ("Good 79,4% 20,6%\nPoor 10,0% 90,0%", "Only percentages"),
        ("Baik 0/0 (0%)\nKurang 6/60 (10%)", "0/0 may be"),
        ("Baik 1.5e400 7\nKurang 6 54", "several numbers"),
        ("A 1 2 3 4 5\n" * 30, "third row or column"),
        ("Baik270070034 60054060", "several numbers without a space|No four counts"),
    ],
)
def test_a_refusal_says_what_was_found_and_what_to_do(text, message):
    with pytest.raises(ValueError, match=message):
        asi.read_pasted(text)


def test_refusals_speak_the_language():
    with pytest.raises(ValueError, match="Dua tabel cocok"):
        asi.read_pasted("27 7 6 54", language="id")
    with pytest.raises(ValueError, match="en"):
        asi.read_pasted("27 7 6 54", language="fr")
    with pytest.raises(TypeError, match="pasted text"):
        asi.read_pasted(27)


def test_a_count_below_a_heading_of_limits_is_no_level():
    for text, first in (("p OR CI\n90 10 100\n20 30 50", 90), ("p CI 95\n95 10 105\n20 30 50", 95)):
        assert asi.read_pasted(text).table.to_array().tolist() == [[first, 10], [20, 30]]


@pytest.mark.parametrize(
    ("first", "counts"),
    [
        ("alpha | 147 | 133", [147, 133]),
        ("Interferon alfa | 20 | 30", [20, 30]),
        ("kelas \u03b1 | 147 | 133 | 1", [147, 133]),
        ("\u03b1 = 0,05\ngood | 27 | 7", [27, 7]),
        ("alpha 5%\ngood | 27 | 7", [27, 7]),
    ],
)
def test_a_group_that_is_called_alpha_has_counts_and_no_level(first, counts):
    text = f"group | sick | well | OR (95% CI)\n{first}\nother | 135 | 166 | 1.2 (0.5-2.6)"
    table = asi.read_pasted(text).table
    assert table.to_array().tolist() == [counts, [135, 166]]


def test_a_total_of_the_second_row_alone_is_no_total():
    with pytest.raises(ValueError, match="third row or column"):
        asi.read_pasted("Baik 10 100\nKurang 20 30 50")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("20-29", "30-42"),
        ("younger (20 to 29)", "older (30 to 42)"),
        ("men", "women"),
        ("first degree or above", "school or less"),
        ("> 35 tahun", "20 s/d 35 tahun"),
        ("1. Baik", "2. Kurang"),
    ],
)
def test_names_with_numbers_and_words_of_headings(first, second):
    pasted = asi.read_pasted(f"x ya tidak OR\n{first} 27 7 1\n{second} 6 54 0,029 (0,009-0,094)")
    assert pasted.table.to_array().tolist() == [[27, 7], [6, 54]]
    assert pasted.printed["or"] == "0,029"
    if first[0].isalpha():
        assert (pasted.table.exposed, pasted.table.unexposed) == (first, second)


def test_invisible_characters_of_a_copy_split_nothing():
    text = PAPER.replace("Lancar", "Lan\u00adcar").replace("27", "\u200b27").replace("\n", "\u2028")
    pasted = asi.read_pasted("\ufeff" + text)
    assert pasted.table.to_array().tolist() == [[27, 7], [6, 54]]
    assert pasted.table.case == "Lancar"


def test_ten_megabytes_are_refused_at_once():
    with pytest.raises(Refused, match="10,000,000 characters") as refused:
        asi.read_pasted("27 7 6 54\n" * 1_000_000)
    assert refused.value.why == "too_long"


@given(st.text(alphabet="0123456789.,()-%/<>=| \n\tabTotalOR", max_size=300))
def test_no_text_does_worse_than_a_refusal(text):
    pasted = read_or_none(text)
    if pasted is not None:
        pasted.audit()


@given(st.integers(0, 2**32 - 1))
def test_a_damaged_print_is_refused_or_audited_but_breaks_nothing(seed):
    rng = np.random.default_rng(seed)
    ((_, _, printed),) = prints.generate(1, seed)
    text = list(printed.text)
    for _ in range(int(rng.integers(1, 6))):
        place = int(rng.integers(len(text)))
        text[place : place + 1] = str(rng.choice(["", " ", "\n", "7", ",", "(", "-", "Total"]))
    if pasted := read_or_none("".join(text)):
        pasted.audit()


def test_totals_of_expected_counts_are_expected_counts():
    pasted = asi.read_pasted("""ya Count 17 8 25
Expected Count 12,0 13,0 25,0
tidak Count 7 18 25
Expected Count 12,0 13,0 25,0
Total Count 24 26 50
Expected Count 24,0 26,0 50,0""")
    expected = [number for number, role in pasted.numbers if role == "expected"]
    assert expected == ["12,0", "13,0", "25,0", "12,0", "13,0", "25,0", "24,0", "26,0", "50,0"]
    assert "percentage" not in [role for _, role in pasted.numbers]


def test_totals_are_kept_by_what_they_are_of():
    totals = {"exposed": "34", "unexposed": "60", "case": "33", "noncase": "61", "all": "94"}
    assert asi.read_pasted(PAPER).totals == totals
    assert asi.read_pasted("Baik 27 7\nKurang 6 54").totals == {}


@given(tables(largest=12))
def test_totals_that_are_alike_are_told_by_their_place(table):
    """Also where one row has as many people as a column, which small counts often have."""
    (a, b), (c, d) = table.to_array().tolist()
    rows = [["Baik", a, b, a + b], ["Kurang", c, d, c + d], ["Total", a + c, b + d, a + b + c + d]]
    text = "\n".join("\t".join(map(str, row)) for row in [["", "Lancar", "Tidak", "Total"], *rows])
    pasted = read_or_none(text)
    if pasted is not None:
        assert pasted.table.to_array().tolist() == [[a, b], [c, d]]
        margins = (a + b, c + d, a + c, b + d, a + b + c + d)
        assert list(pasted.totals.items()) == list(
            zip(("exposed", "unexposed", "case", "noncase", "all"), map(str, margins), strict=True)
        )


def test_a_wrong_total_becomes_a_finding_where_its_place_tells_what_it_is_of():
    lines = [
        ["Baik", "27", "79,4", "7", "20,6", "34", "100"],
        ["Kurang", "6", "10,0", "54", "90,0", "60", "100"],
        ["Total", "33", "35,1", "61", "64,9", "94", "100"],
    ]
    places = {(0, 5): "exposed", (2, 1): "case", (2, 3): "noncase", (2, 5): "all"}
    for (row, column), margin in places.items():
        wrong = [list(line) for line in lines]
        wrong[row][column] = "77"
        pasted = asi.read_pasted("\n".join(" ".join(line) for line in wrong))
        assert pasted.totals[margin] == "77"
        found = {finding.quantity: finding for finding in pasted.audit().findings}
        others = {finding.verdict for name, finding in found.items() if name != f"total_{margin}"}
        assert found[f"total_{margin}"].verdict == "contradicts"
        assert others == {"reproduces"}


@pytest.mark.parametrize(
    ("text", "margin", "printed"),
    [
        # the total of a column that is by chance that of a row
        (
            "Ya 20 (62.5) 12 (37.5) 32\nTidak 14 (43.8) 18 (56.2) 32\nTotal 34 32 64",
            "noncase",
            "32",
        ),
        # both columns have 30: it is the first that is misprinted
        (
            "Merokok 20 (66,7) 12 (40,0) 32\nTidak 10 (33,3) 18 (60,0) 28\nTotal 31 30 60",
            "case",
            "31",
        ),
        # a total that could be a year
        (
            "Ya 411 (20.9) 1554 (79.1) 2065\nTidak 2475 (51.5) 2334 (48.5) 4809",
            "exposed",
            "2065",
        ),
        # one that could be a percentage of another
        (
            "Ya 25 (58.1) 18 (41.9) 43\nTidak 20 (54.1) 17 (45.9) 37\nTotal 44 35 80",
            "case",
            "44",
        ),
    ],
)
def test_a_wrong_total_is_seen_and_told_by_its_place(text, margin, printed):
    pasted = asi.read_pasted(text)
    found = {finding.quantity: finding for finding in pasted.audit().findings}
    against = [name for name, finding in found.items() if finding.verdict == "contradicts"]
    assert against == [f"total_{margin}"]
    assert found[f"total_{margin}"].printed == printed


TOTALS = [  # where fewer than five totals are printed, their place tells what they are of
    (
        "Baik 27 79,4 7 20,6 35 100\nKurang 6 10,0 54 90,0 60 100",
        {"exposed": "35", "unexposed": "60"},
    ),
    (
        "Baik 27 7\nKurang 6 54\n79,4 20,6 10,0 90,0 34 100,0 62",
        {"exposed": "34", "unexposed": "62"},
    ),
    ("Baik 27 7 79,4 20,6 34\nKurang 7 53 11,7 88,3 60", {"exposed": "34", "unexposed": "60"}),
    ("Baik 27 0,79 7 0,21 35\nKurang 6 0,10 54 0,90 60", {"exposed": "35", "unexposed": "60"}),
]


@pytest.mark.parametrize(("text", "totals"), TOTALS)
def test_totals_of_rows_are_told_by_their_place(text, totals):
    assert asi.read_pasted(text).totals == totals


REFUSED = [
    ("Baik 27 7 3\nKurang 6 54 8 9 11", "found: 27, 7, 3, 6, 54, 8, 9, 11\\. No"),
    ("Baik 27 7 34 2,0 (1,1-3,5) 2,1 (1,1-3,9)\nKurang 6 54 60 1 0,5 1", "No four"),
    ("Baik Kurang 27 6 33 7 54 61", "Two tables fit"),
    ("Baik 27 79,41 7 20,59 35 100\nKurang 6 10,00 54 91,00 60 100", "27 and 7 make 34, but 35"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_why_a_text_is_refused(text, said):
    with pytest.raises(Refused, match=said):
        asi.read_pasted(text)


CELLS_OF = [
    ("Baik 8 73 6 23\nKurang 3 27 20 77", [[8, 6], [3, 20]]),  # whole percentages of columns
    ("Baik 60 (%) 40\nKurang 30 (%) 70", [[60, 40], [30, 70]]),
]


@pytest.mark.parametrize(("text", "cells"), CELLS_OF)
def test_whole_numbers_beside_counts_are_told_by_arithmetic(text, cells):
    assert asi.read_pasted(text).table.to_array().tolist() == cells


def test_percentages_and_expected_counts_are_bound_to_their_cells():
    pasted = asi.read_pasted("Baik 30 20\nKurang 30 20\n% 30,0 20,0")
    assert pasted.percentages["exposed_cases"] == "30,0"
    shares = asi.read_pasted("Baik 27 0,79 7 0,21 34\nKurang 6 0,10 54 0,90 60")
    assert shares.percentages["exposed_cases"] == "0,79"
    one_wrong = asi.read_pasted("Baik 27 7 11,9 5,0\nKurang 6 54 21,1 4,0")
    assert "expected" not in dict(one_wrong.numbers).values()


NAMES = [
    ("27 7 34\nKurang 6 54 60", "exposed", "row 1"),
    ("Merokok Merokok 27 7 34\nTidak 6 54 60", "exposed", "Merokok"),
    ("a. Baik b. Kurang\n27 7 7 54", "exposed", "Baik"),
    ("A Baik B Kurang\n27 7 7 54", "exposed", "row 1"),
    ("\tLancar\tTersendat\tUmur\nBaik\t27\t7\t\nKurang\t6\t54\t", "case", "Lancar"),
    (
        "                Grade 1  Grade 2\norang tua\nSangat  Baik         27        7\n"
        "Sangat  Kurang        6       54",
        "case",
        "Grade 1",
    ),
]


@pytest.mark.parametrize(("text", "which", "name"), NAMES)
def test_names_are_told_from_the_words_around_them(text, which, name):
    assert getattr(asi.read_pasted(text).table, which) == name


def test_a_ratio_in_whole_numbers_stands_before_its_limits():
    pasted = asi.read_pasted("Baik 27 7 34 35 (11-113)\nKurang 6 54 60")
    assert pasted.printed == {"or": "35", "or_low": "11", "or_high": "113"}
    second = "Baik 27 7 34 34,7 (10,6-113,5) 30,1 (9,0-100,0)\nKurang 6 54 60"
    assert "30,1, 9,0, 100,0" in " ".join(asi.read_pasted(second).warnings)


HONEST = [  # prints in which a number is by chance what another should be
    # 45 is the percentage of 37 of 82, and the total of the first column
    (
        "Umur Anemia Tidak anemia P-value\nn % n %\n≥ 35 tahun 17 21 37 45 0,000\n"
        "< 35 tahun 28 34 0 0\nJumlah 45 55 37 45"
    ),
    # 100 is a total, and all percent of one
    (
        "Status gizi Ya Tidak Total p-value\nn % n % n %\nBuruk 30 81 78 78 108 79 0,695\n"
        "Baik 7 19 22 22 29 21\nTotal 37 100 100 100 137 100"
    ),
    # the percentages of the total are nearly those of the cells
    (
        "Sex * Handedness Crosstabulation\n\t\t\tHandedness\t\tTotal\n\t\t\tLeft\tRight\t\n"
        "Sex\tMale\tCount\t20\t54\t74\n\t\t% within Handedness\t42.6%\t42.5%\t42.5%\n"
        "\tFemale\tCount\t27\t73\t100\n\t\t% within Handedness\t57.4%\t57.5%\t57.5%\n"
        "Total\t\tCount\t47\t127\t174\n\t\t% within Handedness\t100.0%\t100.0%\t100.0%"
    ),
]


@pytest.mark.parametrize("text", HONEST)
def test_a_number_that_is_another_by_chance_accuses_nobody(text):
    verdicts = {finding.verdict for finding in asi.read_pasted(text).audit().findings}
    assert verdicts <= {"reproduces", "truncated", "p_zero"}


def test_a_count_behind_the_name_of_the_second_row_is_no_total():
    """39 and 39 with 39 and 62 would fit too, if 23 were a total that is misprinted."""
    text = "Male 0 (0) 39 (50) 39 (39) 0.00\nFemale 23 (100) 39 (50) 62 (61)"
    pasted = read_or_none(f"Sex Left Right Total p value\nn (%) n (%) n (%)\n{text}")
    assert pasted is None or pasted.table.to_array().tolist() == [[0, 39], [23, 39]]


def test_a_small_count_with_its_percentage_is_no_name():
    """8 of 12, whose total is misprinted: no other four counts are to be found."""
    text = "Ya 8 (66.7%) 4 (33.3%) 13 (100%)\nTidak 13 (31.7%) 28 (68.3%) 41 (100%)"
    pasted = read_or_none(text)
    assert pasted is None or pasted.table.to_array().tolist() == [[8, 4], [13, 28]]


@pytest.mark.parametrize("shown", ["p = 1.5", "p = 105%", "chi2 = -3", "OR = -2"])
def test_a_number_that_cannot_be_what_it_is_called_is_left_out(shown):
    pasted = asi.read_pasted(f"Baik 27 7 34\nKurang 6 54 60\n{shown}")
    assert pasted.printed == {}
    if pasted.warnings[-1].startswith("Left out"):
        assert shown.split()[-1].strip("%") in pasted.warnings[-1]
    assert {finding.verdict for finding in pasted.audit().findings} == {"reproduces"}


def test_a_total_that_does_not_add_up_is_kept_where_percentages_settle_the_counts():
    text = "Baik 27 79,4 7 20,6 35 100\nKurang 6 10,0 54 90,0 60 100\nTotal 33 35,1 61 64,9 94 100"
    pasted = asi.read_pasted(text, language="id")
    assert pasted.table.to_array().tolist() == [[27, 7], [6, 54]]
    assert "35 tercetak" in pasted.warnings[0]


# The command --------------------------------------------------------------------------------------


def run(tmp_path, capsys, text, *options):
    path = tmp_path / "tables.txt"
    path.write_text(text, encoding="utf-8")
    code = command.main([str(path), *options])
    return code, capsys.readouterr()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"27 7\xff 6 54", "UTF-8"), (b"\n", "holds no table")],
)
def test_a_file_that_cannot_be_read_is_said(tmp_path, capsys, content, said):
    file = tmp_path / "tables.txt"
    if content is not None:
        file.write_bytes(content)
    assert command.main([str(file)]) == 2
    assert said in capsys.readouterr().err


def test_a_file_of_tables_is_audited_one_by_one(tmp_path, capsys):
    code, said = run(tmp_path, capsys, f"{PAPER}\n\n---\n\nBaik 20 80 100\nKurang 15 135 150\n")
    assert code == 0
    assert said.out.count("Table ") == 2
    assert "27 7 / 6 54" in said.out
    assert "p < 0.001" in said.out


def test_a_contradiction_is_told_by_the_exit_code(tmp_path, capsys):
    wrong = "Baik 27 79,4 7 20,6 34 100\nKurang 6 10,0 54 90,0 60 100\nchi2 = 12,345"
    code, said = run(tmp_path, capsys, wrong)
    assert code == 1
    assert "12,345" in said.out


def test_a_table_that_cannot_be_read_is_told_too(tmp_path, capsys):
    code, said = run(tmp_path, capsys, "27 7 6 54", "--language", "id")
    assert code == 2
    assert "Dua tabel cocok" in said.out


def test_machines_get_json(tmp_path, capsys):
    code, said = run(tmp_path, capsys, PAPER, "--json")
    (table,) = json.loads(said.out)
    assert code == 0
    assert table["cells"] == [[27, 7], [6, 54]]
    verdicts = {finding["quantity"]: finding["verdict"] for finding in table["findings"]}
    assert verdicts["p"] == "p_zero"
