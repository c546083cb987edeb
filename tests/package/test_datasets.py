"""The data files: valid, described, consistent with one another and with their sources."""

import json
import re
import shutil
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from scipy import stats

import asi_helpers as asi
from asi_helpers.audit import matches
from asi_helpers.book.calculator.field_tables import audit_of
from press.data_dictionary import dictionary

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
PAPER = ("knowledge", "comfort", "support")
RESOURCES = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
TABLES = asi.load_dataset("tables").set_index("table")
PRACTICE = [name for name in TABLES.index if name not in PAPER]


def number(printed):
    return float(printed.replace(",", "."))


def decimals(printed):
    return len(re.sub(r"^[0-9]*[.,]?", "", printed))


# -- Schema and dictionary --------------------------------------------------------------------


def test_the_data_package_is_valid():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cells.csv", "Kurang,smooth", "Sedang,smooth"),
        ("cells.csv", "knowledge,poor", "wisdom,poor"),
        ("claims.csv", ",inverted,", ",upside down,"),
        ("practice_cells.csv", "tea,exposed_cases,3", "tea,exposed_cases,-3"),
        ("printed_results.csv", '"0,94"', '"0.94"'),
        ("adjusted.csv", ",1.97,", ",197,"),
    ],
)
def test_the_schema_refuses_what_it_should(tmp_path, file, old, new):
    folder = shutil.copytree(DATA, tmp_path / "data")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_every_file_is_described_and_every_description_has_a_file():
    described = {resource["path"] for resource in RESOURCES}
    assert described == {path.name for path in DATA.glob("*.csv")}


def test_every_field_says_what_it_means_and_every_file_where_it_comes_from():
    for resource in RESOURCES:
        assert resource["sources"], resource["name"]
        assert resource["schema"]["missingValues"] == [""]
        for field in resource["schema"]["fields"]:
            assert len(field["description"]) > 10, (resource["name"], field["name"])
            if field["type"] in ("integer", "number") and "enum" not in field["constraints"]:
                assert "minimum" in field["constraints"], (resource["name"], field["name"])


def test_the_data_dictionary_is_current():
    written = (DATA / "README.md").read_text(encoding="utf-8")
    assert written == dictionary(), "run `make data-dictionary`"


def test_the_data_dictionary_names_every_column():
    written = (DATA / "README.md").read_text(encoding="utf-8")
    for resource in RESOURCES:
        part = written.split(f"## {resource['path']}\n")[1].split("\n## ")[0]
        for column in pd.read_csv(DATA / resource["path"], nrows=0).columns:
            assert f"| `{column}` |" in part


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_both_languages_are_filled_in_together(resource):
    frame = asi.load_dataset(resource["name"])
    pairs = [(c, f"{c.removesuffix('_en')}_id") for c in frame.columns if c.endswith("_en")]
    if resource["name"] == "claims":
        pairs = [("claim", "claim_id"), ("explanation", "explanation_id")]
    for english, indonesian in pairs:
        assert ((frame[english] == "") == (frame[indonesian] == "")).all()
        written = frame[frame[english] != ""]
        same = set(written[english][written[english] == written[indonesian]])
        assert same <= {"aspirin", "tablet", "influenza"}, "not translated"


# -- The paper's numbers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "printed", "value"),
    [
        ("cells", "percent_printed", "percent"),
        ("margins", "percent_printed", "percent"),
        ("frequencies", "percent_printed", "percent"),
        ("printed_results", "printed", "value"),
        ("background", "printed", "value"),
        ("practice_printed", "printed", "value"),
    ],
)
def test_printed_text_parses_to_its_number(name, printed, value):
    frame = asi.load_dataset(name)
    assert frame[printed].map(number).to_list() == frame[value].to_list()


def test_cells_add_up_to_the_printed_margins():
    cells, margins = asi.load_dataset("cells"), asi.load_dataset("margins")
    margins = margins.set_index(["table", "level"])["count"]
    for table, rows in cells.groupby("table"):
        for column in ("exposure_level", "outcome_level"):
            for level, count in rows.groupby(column)["count"].sum().items():
                assert count == margins[table, level]
        assert rows["count"].sum() == margins[table, "everyone"] == 94


def test_printed_percentages_are_the_counts_divided():
    cells, margins = asi.load_dataset("cells"), asi.load_dataset("margins")
    totals = margins.set_index(["table", "level"])["count"]
    for row in cells.itertuples():
        whole = totals[row.table, row.exposure_level]
        assert matches(row.percent, 100 * row.count / whole, 1)
    for row in margins.itertuples():
        whole = totals[row.table, "everyone"] if row.margin == "column" else row.count
        assert matches(row.percent, 100 * row.count / whole, 1)
    for row in asi.load_dataset("frequencies").itertuples():
        assert matches(row.percent, 100 * row.count / 94, 1)


def test_frequencies_agree_with_the_margins():
    margins = asi.load_dataset("margins").set_index(["table", "level"])["count"]
    for row in asi.load_dataset("frequencies").itertuples():
        for table in PAPER if row.variable == "outcome" else (row.variable,):
            assert row.count == margins[table, row.level]


def test_paper_labels_stand_for_the_same_levels_everywhere():
    words = {"good": "Baik", "poor": "Kurang", "smooth": "Lancar", "not smooth": "Tidak Lancar"}
    cells = asi.load_dataset("cells")
    assert (cells["exposure_level"].map(words) == cells["exposure_level_paper"]).all()
    assert (cells["outcome_level"].map(words) == cells["outcome_level_paper"]).all()
    frequencies = asi.load_dataset("frequencies")
    assert (frequencies["level"].map(words) == frequencies["level_paper"]).all()


# -- Tables for practice ----------------------------------------------------------------------


def strata(table):
    rows = asi.load_dataset("practice_strata")
    rows = rows[rows["table"] == table]
    return [
        asi.TwoByTwo(**dict(zip(rows["role"], rows["count"], strict=True)))
        for _, rows in rows.groupby("stratum")
    ]


def test_every_published_table_has_a_source_in_the_bibliography():
    keys = set(re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text("utf-8"), re.M))
    assert set(asi.load_dataset("adjusted")["source"]) <= keys
    for table, row in TABLES.iterrows():
        assert row["synthetic"] == (row["source"] == ""), table
        assert row["source"] == "" or row["source"] in keys, table


def test_synthetic_tables_say_so_where_a_learner_reads_their_title():
    for row in TABLES[TABLES["synthetic"]].itertuples():
        assert "(synthetic)" in row.title_en
        assert "(sintetis)" in row.title_id


def computed(row):
    """The figure that a row of practice_printed prints, from the counts."""
    table = asi.load_table(row.table)
    if row.turned:
        table = table.swap_exposure()
    por, pr = asi.prevalence_odds_ratio(table), asi.prevalence_ratio(table)
    percent = table.row_percent().to_numpy()[:, 0]
    exposed = table.exposed_cases + table.exposed_noncases
    return {
        "por": lambda: por.value,
        "first_limit": lambda: por.interval.low,
        "second_limit": lambda: por.interval.high,
        "pr": lambda: pr.value,
        "pr_first_limit": lambda: pr.interval.low,
        "pr_second_limit": lambda: pr.interval.high,
        "chi2": lambda: asi.chi_square_test(table).statistic,
        "pvalue": lambda: asi.chi_square_test(table).pvalue,
        "fisher_less": lambda: stats.fisher_exact(table.to_array(), alternative="less")[1],
        "fisher_greater": lambda: stats.fisher_exact(table.to_array(), alternative="greater")[1],
        "exposed_percent": lambda: percent[0],
        "unexposed_percent": lambda: percent[1],
        "case_percent": lambda: 100 * (table.exposed_cases + table.unexposed_cases) / table.n,
        "exposed_share": lambda: 100 * exposed / table.n,
    }[row.quantity]()


@pytest.mark.parametrize(
    "row",
    list(asi.load_dataset("practice_printed").itertuples()),
    ids=lambda row: f"{row.table}-{row.quantity}",
)
def test_counts_give_what_the_source_prints_unless_a_fault_was_put_in(row):
    # 1e-12: SciPy's documentation prints sixteen digits.
    places = min(decimals(row.printed), 12)
    assert matches(row.value, computed(row), places) == row.sound


def test_the_synthetic_manuscript_has_the_faults_it_was_given():
    printed = asi.load_dataset("practice_printed").set_index(["table", "quantity"])["value"]
    limits = ("por", "first_limit", "second_limit")
    rooming_in = asi.audit_estimate(
        *(printed["rooming_in", name] for name in limits), table=asi.load_table("rooming_in")
    )
    assert rooming_in.flags == {"inverted", "descending"}
    sound = asi.audit_estimate(
        *(printed["class", name] for name in limits), table=asi.load_table("class")
    )
    assert sound.flags == frozenset()


def test_strata_add_up_to_the_whole():
    for table in asi.load_dataset("practice_strata")["table"].unique():
        total = sum(stratum.to_array() for stratum in strata(table))
        assert (total == asi.load_table(table).to_array()).all()


def test_the_crude_and_the_adjusted_ratio_differ_in_the_stratified_tables():
    crude = asi.prevalence_odds_ratio(asi.load_table("class")).value
    assert crude > 2
    assert [asi.prevalence_odds_ratio(table).value for table in strata("class")] == [1, 1]
    assert asi.mantel_haenszel_odds_ratio(strata("class")).value == pytest.approx(1)
    # Appleton et al. 1996: below 1 in all women, above 1 within age groups.
    assert asi.prevalence_odds_ratio(asi.load_table("whickham")).interval.high < 1
    assert all(asi.prevalence_odds_ratio(table).value > 1 for table in strata("whickham"))
    assert asi.mantel_haenszel_odds_ratio(strata("whickham")).interval.low > 1


def test_the_counts_on_breastfeeding_are_the_only_ones_its_percentages_allow():
    # The abstract prints n = 5,017 and four percentages to two decimals.
    n, places = 5017, 2
    (exposed,) = [k for k in range(n + 1) if matches(30.24, 100 * k / n, places)]
    (cases,) = [k for k in range(exposed + 1) if matches(15.16, 100 * k / exposed, places)]
    rest = n - exposed
    (others,) = [k for k in range(rest + 1) if matches(19.57, 100 * k / rest, places)]
    table = [[cases, exposed - cases], [others, rest - others]]
    assert asi.load_table("breastfeeding").to_array().tolist() == table
    assert matches(18.24, 100 * (cases + others) / n, places)


def test_practice_holds_a_protective_a_sparse_and_a_survey_table():
    published = [name for name in PRACTICE if not TABLES.loc[name, "synthetic"]]
    assert len(published) >= 3
    survey = asi.load_table("breastfeeding")
    assert TABLES.loc["breastfeeding", "design"] == "cross-sectional"
    assert asi.prevalence_odds_ratio(survey).interval.high < 1
    assert asi.prevalence_ratio(survey).interval.high < 1
    # Here the rule of five fails, and the two tests fall on different sides of 0.05.
    sparse = asi.load_table("hypertension")
    assert asi.chi_square_test(sparse).expected_freq.to_numpy().min() < 5
    assert asi.chi_square_test(sparse).pvalue < 0.05 < asi.fisher_exact_test(sparse).pvalue
    # and here a cell is empty
    assert asi.prevalence_odds_ratio(asi.load_table("ward")).interval is None


def test_tables_and_practice_cells_name_the_same_tables():
    cells = asi.load_dataset("practice_cells")
    assert set(cells["table"]) == set(PRACTICE)
    assert (cells.groupby("table")["role"].nunique() == 4).all()


# -- A published table of crude and adjusted odds ratios --------------------------------------


ADJUSTED = asi.load_dataset("adjusted")
COMPARED = ADJUSTED[~ADJUSTED["reference"]]


def test_each_factor_has_one_reference_category_printed_as_one():
    references = ADJUSTED[ADJUSTED["reference"]]
    assert references["factor"].to_list() == ADJUSTED["factor"].unique().tolist()
    for column in ("crude", "adjusted"):
        assert (references[f"{column}_printed"] == "1.00").all()
        assert (references[f"{column}_low_printed"] == "").all()
        assert (references[f"{column}_high_printed"] == "").all()


@pytest.mark.parametrize("row", list(COMPARED.itertuples()), ids=lambda r: f"{r.factor}-{r.level}")
def test_counts_give_the_crude_ratio_and_its_limits_once_it_stands_the_right_way_up(row):
    other = ADJUSTED[(ADJUSTED["factor"] == row.factor) & ADJUSTED["reference"]].iloc[0]
    counts = [[row.cases, row.noncases], [int(other["cases"]), int(other["noncases"])]]
    table = asi.TwoByTwo.from_array(counts)
    por = asi.prevalence_odds_ratio(table.swap_exposure() if row.crude_turned else table)
    printed = (row.crude_printed, row.crude_low_printed, row.crude_high_printed)
    for text, value in zip(printed, (por.value, *por.interval), strict=True):
        assert matches(number(text), value, decimals(text)), text


def test_an_adjusted_ratio_stands_within_its_limits_above_one_where_the_group_has_more():
    printed = COMPARED[COMPARED["adjusted_printed"] != ""]
    for row in printed.itertuples():
        other = ADJUSTED[(ADJUSTED["factor"] == row.factor) & ADJUSTED["reference"]].iloc[0]
        limits = (row.adjusted_low_printed, row.adjusted_printed, row.adjusted_high_printed)
        low, ratio, high = map(number, limits)
        assert 1 < low < ratio < high
        assert row.cases / (row.cases + row.noncases) > (
            other["cases"] / (other["cases"] + other["noncases"])
        )


# -- Appraisal --------------------------------------------------------------------------------


def test_the_appraisal_has_no_yes_four_no_and_four_unclear():
    verdicts = asi.load_dataset("appraisal")["verdict"].value_counts()
    assert verdicts.to_dict() == {"no": 4, "unclear": 4}


def test_the_made_up_rater_differs_only_where_a_careful_one_may():
    appraisal = asi.load_dataset("appraisal").set_index("item")
    ratings = asi.load_dataset("ratings").pivot(index="item", columns="rater", values="verdict")
    assert ratings["book"].to_list() == appraisal["verdict"].to_list()
    differs = ratings["book"] != ratings["second"]
    assert differs.sum() == 2
    assert appraisal["may_differ"][differs].all()
    assert ((appraisal["differ_en"] != "") == appraisal["may_differ"]).all()


def test_strobe_says_what_is_missing_wherever_something_is():
    strobe = asi.load_dataset("strobe")
    lacking = strobe["status"].isin(["missing", "partial"])
    assert ((strobe["missing_en"] != "") == lacking).all()
    assert set(strobe["item"].str.extract(r"(\d+)")[0]) == {str(item) for item in range(1, 23)}


def test_the_synthetic_population_is_as_large_as_the_papers():
    background = asi.load_dataset("background").query("indicator == 'postpartum_mothers'")
    given = background.set_index("year")["value"]
    assert asi.load_table("population").n == int(given[2022])


# -- Printed tables from the field ------------------------------------------------------------


FIELD = asi.load_dataset("field_tables").set_index("table")
REAL = json.loads((ROOT / "tests" / "package" / "pasted.json").read_text(encoding="utf-8"))


def field_audit(name, language="en"):
    """What is read in a table's text, and its audit as the page of the calculator shows it."""
    pasted = asi.read_pasted(asi.load_printed_rows(name, language=language))
    (row,) = (row for row in FIELD.reset_index().itertuples() if row.table == name)
    return pasted, audit_of(row, language)


def in_a_word(audit):
    """The word of the column `audit` for what an audit finds."""
    found = {finding.quantity: finding for finding in audit.findings}
    verdicts = {quantity: finding.verdict for quantity, finding in found.items()}
    against = [quantity for quantity, verdict in verdicts.items() if verdict == "contradicts"]
    unknown = [quantity for quantity, verdict in verdicts.items() if verdict == "cannot_be_known"]
    assert not (against and unknown)
    assert len(against) <= 1
    if verdicts["or"] == "inverted":
        return "turned"
    if against:
        kind = against[0].partition("_")[0]
        if kind == "p":
            assert found["p"].why == "perhaps_below"
        return {"percent": "percentage", "or": "ratio", "p": "p_below"}[kind]
    if unknown:
        return "ratio_unknown" if "or" in unknown else "limit_unknown"
    return "truncated" if "truncated" in verdicts.values() else "reproduces"


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", FIELD.index)
def test_a_table_from_the_field_is_read_and_audited_as_the_file_says(name, language):
    row = FIELD.loc[name]
    pasted, audit = field_audit(name, language)
    assert pasted.table.to_array().tolist() == [[row["a"], row["b"]], [row["c"], row["d"]]]
    assert [pasted.table.exposed, pasted.table.unexposed] == [
        row[f"row1_{language}"],
        row[f"row2_{language}"],
    ]
    printed = {key: row[key] for key in ("or", "or_low", "or_high", "p") if row[key]}
    assert pasted.printed == printed
    cells = zip(
        ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases"),
        (row[f"percent_{cell}"] for cell in "abcd"),
        strict=True,
    )
    assert pasted.percentages == {cell: text for cell, text in cells if text}
    assert pasted.warnings == ()
    assert in_a_word(audit) == row["audit"]


@pytest.mark.parametrize("name", FIELD.index)
def test_a_table_from_the_field_is_one_of_the_real_ones(name):
    """Its counts and printed numbers are those of a case whose source was kept with it."""
    row = FIELD.loc[name]
    counts = [[row["a"], row["b"]], [row["c"], row["d"]]]
    printed = {key: row[key] for key in ("or", "or_low", "or_high", "p") if row[key]}
    cases = [case for case in REAL if case["cells"] == counts and case["printed"] == printed]
    assert len(cases) == 1
    assert cases[0]["site"] in row["address"]
    article = re.search(r"PMC\d+", cases[0]["source"])
    assert article is None or article[0] in row["address"]
    assert row["percent_of"] == cases[0]["right"].get("percent", "")


@pytest.mark.parametrize("name", FIELD.index)
def test_an_odds_ratio_from_the_field_is_turned_only_where_the_file_says_so(name):
    """Worked out anew: the odds of the counted column, against the row with the printed 1."""
    row = FIELD.loc[name]
    (a, b), (c, d) = ([float(row[cell]) for cell in pair] for pair in ("ab", "cd"))
    ratio = (c / d) / (a / b)
    if row["reference"] == "row2":
        ratio = 1 / ratio
    if row["counted"] == "column2":
        ratio = 1 / ratio
    assert (ratio > 1) == ((float(row["or"]) > 1) != (row["audit"] == "turned"))


def test_every_word_of_an_audit_is_met():
    resource = next(entry for entry in RESOURCES if entry["name"] == "field_tables")
    field = next(entry for entry in resource["schema"]["fields"] if entry["name"] == "audit")
    assert set(field["levels"]) == set(FIELD["audit"])


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", PAPER)
def test_the_rows_of_the_paper_are_read_back(name, language):
    pasted = asi.read_pasted(asi.load_printed_rows(name, language=language))
    assert (pasted.table.to_array() == asi.load_table(name).to_array()).all()
    results = asi.load_dataset("printed_results").set_index(["table", "quantity"])["printed"]
    assert pasted.printed == {
        "or": results[name, "por"],
        "or_low": results[name, "first_limit"],
        "or_high": results[name, "second_limit"],
        "p": results[name, "pvalue"],
    }
    cells = asi.load_dataset("cells")
    shares = cells[cells["table"] == name]["percent_printed"].to_list()
    assert sorted(pasted.percentages.values()) == sorted(shares)


def test_printed_rows_of_a_table_that_is_not_there():
    with pytest.raises(ValueError, match="No printed table 'wisdom'; there are knowledge, comfort"):
        asi.load_printed_rows("wisdom")
