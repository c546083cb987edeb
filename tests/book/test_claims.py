"""The line-by-line audit: every stored verdict that can be computed is held to the counts."""

import json
import re
from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.book.paper import claims as module
from asi_helpers.book.paper.claims import check_claims, parse_printed, run_check
from press.chapter import chapter_files

CLAIMS = check_claims()
BY_ID = CLAIMS.set_index("id")
COMPUTED = CLAIMS[CLAIMS["computed"].notna()]
CHAPTERS = chapter_files(Path(__file__).resolve().parents[2])


def test_each_claim_is_treated_in_a_chapter_that_exists():
    assert set(CLAIMS["chapter"]) <= {path.stem for path in CHAPTERS}


@pytest.mark.parametrize("row", list(COMPUTED.itertuples()), ids=lambda row: row.id)
def test_the_stored_verdict_is_the_computed_one(row):
    assert row.verdict == row.computed


def test_most_verdicts_are_computed_and_every_number_of_the_tables_is():
    assert len(COMPUTED) > 0.7 * len(CLAIMS)
    assert set(CLAIMS["id"][CLAIMS["place"] == "table"]) <= set(COMPUTED["id"])


def test_every_level_of_verdict_occurs():
    assert set(CLAIMS["verdict"]) == {
        "reproduces",
        "inverted",
        "lost zero",
        "descending",
        "contradicts",
        "misworded",
        "not reported",
        "cannot be known",
    }


@pytest.mark.parametrize(
    ("claim", "printed", "verdict"),
    [
        ("sample-94", "95", "contradicts"),
        ("freq-outcome-smooth-n", "34", "contradicts"),
        ("freq-outcome-smooth-percent", "35,2%", "contradicts"),
        ("t1-good-smooth-n", "28", "contradicts"),
        ("t1-good-smooth-percent", "79,5%", "contradicts"),
        ("t3-poor-total-n", "64", "contradicts"),
        ("t3-total-smooth-percent", "35,0%", "contradicts"),
        ("t1-p-table", "0,001", "contradicts"),
        ("t1-por-table", "34,714", "contradicts"),
        ("t1-first-limit-table", "0,094", "contradicts"),
        ("t1-times-greater", "34,714", "contradicts"),
        ("t1-level-table", "90%", "contradicts"),
        ("background-change-infants-2021", "135", "reproduces"),
        ("background-change-infants-2021", "380", "contradicts"),
        ("population-year", "547", "cannot be known"),
    ],
)
def test_a_check_can_come_out_otherwise(claim, printed, verdict):
    assert run_check(BY_ID.loc[claim, "check"], printed).verdict == verdict


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ('["fewer", ["noncases", "knowledge"], ["cases", "knowledge"]]', "contradicts"),
        ('["null_rejected", 0.06, 10.9]', "contradicts"),
        ('["null_rejected", 0.01, 4.9]', "contradicts"),
        ('["above_one", ["reciprocal", ["pr", "knowledge"]]]', "contradicts"),
        (
            '["called_a_count", 2021, "health centre", "exclusive_breastfeeding"]',
            "reproduces",
        ),
    ],
)
def test_a_rule_can_come_out_otherwise(check, verdict):
    assert run_check(check, "").verdict == verdict


@pytest.mark.parametrize(
    ("check", "printed", "message"),
    [
        ('["counted", 94]', "94", "No rule 'counted'; there are above_one, "),
        ('["count", ["mothers"]]', "94", "No function 'mothers'; the registry has "),
        ('["count", ["n", "nobody"]]', "94", r"\['n', 'nobody'\] cannot be computed"),
        ('["count", ["n", "support"]]', "about 94", "one printed number such as '0,94'"),
        ('["count"]', "94", "missing 1 required positional argument"),
        ("count(94)", "94", "Expecting value"),
    ],
)
def test_a_broken_check_is_named_with_its_claim(check, printed, message):
    with pytest.raises(ValueError, match=f"claims.csv, `check` of sample-94: .*{message}"):
        module._find("sample-94", check, printed)


def test_every_number_of_the_tables_has_its_claim_in_the_printed_order():
    printed = asi.load_dataset("printed_results").set_index(["table", "quantity"])["printed"]
    names = {
        "pvalue": "p",
        "por": "por",
        "first_limit": "first-limit",
        "second_limit": "second-limit",
    }
    for number, table in enumerate(("knowledge", "comfort", "support"), 1):
        for quantity, name in names.items():
            for place in ("table", "text"):
                claim = BY_ID.loc[f"t{number}-{name}-{place}"]
                assert claim["printed"] == printed[table, quantity]
        cells = asi.load_dataset("cells")
        for row in cells[cells["table"] == table].itertuples():
            name = f"t{number}-{row.exposure_level}-{row.outcome_level.replace(' ', '-')}"
            assert BY_ID.loc[f"{name}-n", "printed"] == str(row.count)
            assert BY_ID.loc[f"{name}-percent", "printed"] == f"{row.percent_printed}%"
    for row in asi.load_dataset("frequencies").itertuples():
        name = f"freq-{row.variable}-{row.level.replace(' ', '-')}"
        assert BY_ID.loc[f"{name}-n", "printed"] == str(row.count)
        assert BY_ID.loc[f"{name}-percent", "printed"] == f"{row.percent_printed}%"


def test_a_frequency_says_of_whom_its_percentage_is():
    """All mothers, and not the mothers who are counted."""
    for row in asi.load_dataset("frequencies").itertuples():
        claim = BY_ID.loc[f"freq-{row.variable}-{row.level.replace(' ', '-')}-percent"]
        assert claim["claim"].endswith(f" in {row.percent_printed}% of all mothers.")
        assert claim["claim_id"].endswith(f" pada {row.percent_printed}% dari seluruh ibu.")


def test_one_limit_of_each_interval_lost_a_zero_and_the_other_is_inverted():
    # 0.94 for 0.094, 0.61 for 0.061, 0.42 for 0.042: first, second, first limit.
    lost = {1: ("first", 0.094), 2: ("second", 0.061), 3: ("first", 0.042)}
    for number, (which, restored) in lost.items():
        for place in ("table", "text"):
            claim = BY_ID.loc[f"t{number}-{which}-limit-{place}"]
            assert claim["computed"] == "lost zero"
            assert claim["recomputed"] == pytest.approx(restored)
            other = "second" if which == "first" else "first"
            assert BY_ID.loc[f"t{number}-{other}-limit-{place}", "computed"] == "inverted"


def test_the_order_of_limits_is_a_claim_of_its_own():
    orders = [BY_ID.loc[f"t{number}-order-table", "computed"] for number in (1, 2, 3)]
    # Table 2 looks ascending, and only because its second limit lost a zero.
    assert orders == ["descending", "lost zero", "descending"]


def test_containment_alone_does_not_contradict_table_1():
    # Its limits, put in order, hold the estimate; the lost zero is what spoils the interval.
    for number, contains in ((1, "lost zero"), (2, "contradicts"), (3, "contradicts")):
        assert BY_ID.loc[f"t{number}-contains", "computed"] == contains
        assert BY_ID.loc[f"t{number}-symmetric", "computed"] == "contradicts"
    means = [BY_ID.loc[f"t{number}-symmetric", "recomputed"] for number in (1, 2, 3)]
    assert means == pytest.approx([0.0920, 0.490, 0.354], abs=5e-4)


@pytest.mark.parametrize("rule", ["t1-contains", "t1-level-table"])
def test_an_interval_reproduces_once_its_zero_is_back(monkeypatch, rule):
    printed = {"or": "0,029", "or_low": "0,009", "or_high": "0,094"}
    mended = module._Audit(asi.load_table("knowledge"), printed)
    monkeypatch.setattr(module, "_audit", lambda table: mended)
    assert run_check(BY_ID.loc[rule, "check"], "95%").verdict == "reproduces"


def test_rules_at_their_bounds():
    assert module.parse_printed("0,000") == 0
    assert module._audit("knowledge").restored() == pytest.approx([0.094, 0.009])
    for check, verdict in {
        '["fewer", 5, 5]': "contradicts",
        '["null_rejected", 0.05, 10.9]': "contradicts",
        '["above_one", 1]': "contradicts",
        '["above_one", 1.5]': "reproduces",
    }.items():
        assert run_check(check, "").verdict == verdict
    turned = BY_ID.loc["t1-second-limit-table", "recomputed"]
    assert turned == pytest.approx(113.454, abs=1e-3)


def test_causal_words_have_one_verdict_wherever_they_stand():
    causal = CLAIMS[CLAIMS["kind"] == "causal wording"]
    assert set(causal["verdict"]) == {"cannot be known"}
    assert set(causal["section"]) == {"Abstract", "Results", "Discussion"}


def test_what_the_paper_assumes_is_reported_as_assumed():
    # peneliti berasumsi: once for each exposure, and one of the three changes the outcome
    assumed = CLAIMS[CLAIMS["claim"].str.contains("assumes")]
    assert sorted(assumed["lines"]) == ["1060-1064", "765-775", "892-898"]
    assert assumed["claim_id"].str.contains("berasumsi").all()
    assert "exclusively" in BY_ID.loc["discussion-outcome-switched", "claim"]


def test_figures_set_beside_the_claims():
    # From the audit: 94/546, exclusive breastfeeding over postpartum mothers, Bonferroni.
    assert BY_ID.loc["sample-others", "recomputed"] == pytest.approx(17.2, abs=0.05)
    shares = [BY_ID.loc[f"background-share-{year}", "recomputed"] for year in (2020, 2021, 2022)]
    assert shares == pytest.approx([33.7, 51.3, 20.9], abs=0.05)
    assert BY_ID.loc["not-reported-multiplicity", "recomputed"] == pytest.approx(1.34e-4, rel=0.005)
    # What two explanations say in words.
    assert BY_ID.loc["not-reported-correction", "recomputed"] < 0.001
    assert BY_ID.loc["not-reported-degrees", "recomputed"] == 1


def test_every_audited_statement_has_its_rows():
    # What the audit of the paper lists under population, sampling and reporting.
    present = set(BY_ID.index)
    assert {
        "population-year",
        "sampling-two-methods",
        "criteria-restates",
        "title-massage",
    } <= present
    missing = CLAIMS["verdict"][CLAIMS["id"].str.startswith("not-reported-")]
    assert set(missing) == {"not reported"}
    assert len(missing) >= 15


def test_pages_follow_the_lines():
    # The text turns the page at these lines.
    turns = [84, 285, 478, 622, 816, 1022]
    for row in CLAIMS[CLAIMS["lines"] != ""].itertuples():
        first = int(row.lines.split("-")[0])
        assert row.page == 352 + sum(first >= turn for turn in turns), row.id
    assert CLAIMS["page"][CLAIMS["lines"] == ""].isna().all()


def test_every_rule_that_is_written_is_used_and_every_one_used_is_written():
    assert {json.loads(check)[0] for check in CLAIMS["check"] if check} == set(module.RULES)


def test_claims_are_fair():
    # Of the study, never of the person; and no word that accuses.
    text = " ".join(CLAIMS["claim"] + " " + CLAIMS["explanation"]).lower()
    assert not re.search(
        r"fail(ed|s|ure)\b|careless|sloppy|wrong(ly)?\b|manipulat|fake|invent", text
    )
    guesses = BY_ID.loc["origin-of-inversion", "explanation"]
    assert "guess" in guesses


def test_numbers_in_a_claim_are_the_printed_ones():
    for row in CLAIMS[CLAIMS["printed"] != ""].itertuples():
        for number in re.findall(r"\d+(?:,\d+)?%?", row.printed):
            if row.id.split("-")[-1] not in ("contains", "symmetric"):
                assert number.removesuffix("%") in row.claim, row.id
                assert number.removesuffix("%") in row.claim_id, row.id


@pytest.mark.parametrize("text", ["", "0.94", "0,94-0,009", "zero", "1,2,3", "-1", "2 kali"])
def test_printed_numbers_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match="printed number"):
        parse_printed(text)
