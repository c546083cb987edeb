"""The calculator without a browser: its HTML, the words its script is given, and its widgets."""

import dataclasses
import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact as scipy_fisher
from statsmodels.stats.contingency_tables import Table2x2

import asi_helpers as asi
from asi_helpers.book.calculator import paste, results
from asi_helpers.book.calculator.field_tables import audit_of
from asi_helpers.book.calculator.text import FLAGS, PROBLEMS, TEXT
from asi_helpers.book.calculator.typed import Read, read_count, read_printed
from asi_helpers.language import format_count, tidy
from asi_helpers.tables import CELLS, LABELS, TwoByTwo

KNOWLEDGE = asi.load_table("knowledge")
PRINTED = (0.029, 0.94, 0.009)  # as the paper prints them for knowledge
SHOWN = {  # for the knowledge table, worked out by hand (see the audit of the paper)
    "n": 94,
    "por": 34.7142857,
    "por_low": 10.6218,
    "por_high": 113.454,
    "pr": 7.94118,
    "pr_low": 3.64704,
    "pr_high": 17.2914,
    "pd": 0.694118,
    "pd_low": 0.502864,
    "pd_high": 0.809574,
    "chi2": 45.8966,
    "pvalue": 1.24663e-11,
    "fisher_p": 1.12200e-11,
    # by scipy's chi2_contingency, and 93/94 of chi-square; 34 * 33 / 94
    "yates": 42.9003473,
    "yates_p": 5.76004e-11,
    "n_minus_1": 45.4083282,
    "n_minus_1_p": 1.59953e-11,
    "smallest_expected": 11.9361702,
}


def stats(page):
    found = re.findall(r'<data class="asi-stat" data-stat="(\w+)" value="([^"]+)">', page)
    return {name: float(value) for name, value in found}


def flags(page):
    return re.findall(r'<li class="asi-flag" data-flag="(\w+)">', page)


def words_of(page):
    template = re.search(r'<template class="asi-words">(.*?)</template>', page, re.DOTALL)
    return json.loads(html.unescape(template[1]))


def test_the_first_state_can_be_read_without_a_script():
    page = asi.calculator().html()
    assert stats(page) == pytest.approx(SHOWN, rel=1e-5)
    form = page[page.index("<form") : page.index("</form>")]
    assert form.startswith('<form id="asi-calculator-')
    assert " hidden>" in form[:80]
    for result in (
        KNOWLEDGE,
        asi.prevalence_ratio(KNOWLEDGE),
        asi.prevalence_odds_ratio(KNOWLEDGE),
    ):
        for language in ("en", "id"):
            assert html.escape(asi.describe(result, language)) in page


def test_names_and_root_are_those_of_the_contract():
    page = asi.calculator().html()
    assert page.startswith('<figure class="asi-explorer" data-explorer="calculator"')
    for name in (*CELLS, *LABELS, "estimate", "first_limit", "second_limit", "decimals"):
        assert len(re.findall(rf' name="{name}"', page)) == 1
    for name in ("flip_rows", "flip_columns"):
        assert f'<button type="button" name="{name}">' in page


def test_a_saved_notebook_shows_the_results_only():
    page = asi.calculator().html(complete=False)
    assert stats(page) == pytest.approx(SHOWN, rel=1e-5)
    assert "<input" not in page
    assert "<template" not in page


def test_no_number_is_shown_where_there_is_none():
    table = TwoByTwo.from_array([[5, 0], [3, 9]])
    shown = stats(asi.calculator(table=table).html())
    assert shown["por"] == float("inf")
    assert "por_low" not in shown
    assert shown["pr"] == pytest.approx(4)
    large = TwoByTwo.from_array([[20_000, 30_000], [40_000, 10_000]])
    page = asi.calculator(table=large).html()
    assert "fisher_p" not in stats(page)
    assert "not for a table this large" in page


def test_a_p_that_spss_prints_can_be_found():
    """As OpenEpi and SPSS print 66 28 36 32: Pearson 5.047, continuity correction 4.334, 0.037."""
    page = asi.calculator(table=TwoByTwo.from_array([[66, 28], [36, 32]])).html()
    rows = dict(re.findall(r'<th scope="row">([^<]*)</th><td>(.*?)</td></tr>', page))
    shown = {name: re.sub("<[^>]*>", "", cell) for name, cell in rows.items()}
    assert shown["Chi-square (Pearson)"] == "5.047; p = 0.025"
    assert shown["Yates' correction (in SPSS: Continuity Correction)"] == "4.334; p = 0.037"
    assert shown["Fisher's exact test"] == "p = 0.032"


def test_the_rule_of_expected_counts_is_told_where_it_matters():
    def notes(cells, language="en"):
        page = asi.calculator(language, table=TwoByTwo.from_array(cells)).html()
        return re.findall('<p class="asi-note asi-caution">(.*?)</p>', page)

    assert notes([[27, 7], [6, 54]]) == []
    assert notes([[5, 5], [5, 5]]) == []
    (few,) = notes([[3, 1], [1, 3]])
    assert few.startswith("The smallest expected count is 2.0. Below 5")
    assert "Frekuensi harapan terkecil adalah 2,0. Di bawah 5" in notes([[3, 1], [1, 3]], "id")[0]
    (fewer,) = notes([[1, 0], [1, 90]])
    assert "Below 1 Fisher" in fewer
    (nearly,) = notes([[5, 245], [5, 251]])  # expects 4.94
    assert "count is 4.9." in nearly
    (hardly,) = notes([[5, 995], [5, 1001]])  # 4.985
    assert "count is 4.99." in hardly


def test_a_zero_cell_has_its_odds_ratio_with_a_half_added():
    """As MedCalc works it out; here by statsmodels, of the counts and a half."""
    page = asi.calculator(table=TwoByTwo.from_array([[12, 0], [9, 14]])).html()
    shown = stats(page)
    peer = Table2x2([[12.5, 0.5], [9.5, 14.5]])
    assert shown["haldane"] == pytest.approx(peer.oddsratio) == pytest.approx(38.16, abs=0.005)
    limits = [shown["haldane_low"], shown["haldane_high"]]
    assert limits == pytest.approx(peer.oddsratio_confint())
    assert html.escape(TEXT["haldane"].say("en")) in page
    assert "0.5 was added to every cell" in page
    assert "haldane" not in stats(asi.calculator().html())


@pytest.mark.parametrize(
    ("design", "rows", "words"),
    [
        (
            "",
            ["Prevalence ratio", "Prevalence odds ratio", "Prevalence difference"],
            "prevalence of",
        ),
        (
            "trial",
            ["Risk ratio", "Odds ratio", "Risk difference"],
            "The risk of smooth milk flow was",
        ),
        ("case-control", ["Odds ratio"], "(odds ratio 34.7, 95% CI 10.6 to 113.5)"),
    ],
)
def test_measures_are_named_by_the_design(design, rows, words):
    table = dataclasses.replace(KNOWLEDGE, design=design)
    page = asi.calculator(table=table).html()
    shown = [row for row in re.findall('<th scope="row">([^<]*)</th><td><data', page)
             if "ratio" in row or "difference" in row]  # fmt: skip
    assert shown == rows
    assert words in page
    assert ("prevalence" in asi.calculator(table=table).html(complete=False).lower()) != bool(
        design
    )
    live = Live(table=table)
    assert stats(live.page) == stats(page)
    live.type(exposed_cases="26")  # of which nobody knows the design
    assert "Prevalence ratio" in live.page


def test_people_are_counted_as_the_language_writes_them():
    infants = asi.load_table("breastfeeding")
    assert 'data-stat="n" value="5017">5,017<' in asi.calculator(table=infants).html()
    assert 'data-stat="n" value="5017">5.017<' in asi.calculator("id", table=infants).html()


def test_a_difference_is_shown_in_percentage_points():
    page = asi.calculator().html()
    assert re.search(r'data-stat="pd" value="0\.694117[0-9]*">69\.4</data> percentage points', page)


def test_the_audit_can_be_there_from_the_start():
    page = asi.calculator(printed=PRINTED).html()
    assert set(flags(page)) == asi.audit_estimate(*PRINTED, table=KNOWLEDGE).flags
    assert html.escape(asi.describe(asi.audit_estimate(*PRINTED, table=KNOWLEDGE), "id")) in page
    assert flags(asi.calculator().html()) == []
    assert "<option selected>3</option>" in asi.calculator().html()
    assert "<option selected>1</option>" in asi.calculator(printed=(34.7, 10.6, 113.5)).html()
    assert set(flags(asi.calculator(printed=("0,029", 0.94, "0,009")).html())) == set(flags(page))
    with pytest.raises(ValueError, match=r"`printed` must hold .* but got 'a'"):
        asi.calculator(printed=("a", 1, 2))


NAMED = [  # what a paper may print as an odds ratio with its limits, and what it is then called
    ([27, 7, 6, 54], ("7.94", "3.65", "17.3"), "prevalence (or risk) ratio of"),
    ([20, 80, 15, 135], ("2,00", "1,08", "3,71"), "prevalence (or risk) ratio of"),
    ([12, 0, 9, 14], ("38.16", "2.01", "723.7"), "0.5 added to every cell"),
    ([27, 7, 6, 54], ("34.71", "12.85", "93.78"), "a 90% limit"),
    ([27, 7, 6, 54], ("34.7", "10.6", "113.4"), "cut off rather than rounded"),
    ([27, 7, 6, 54], ("12.4", "4.1", "37.9"), "may be adjusted"),
]


@pytest.mark.parametrize(("cells", "printed", "name"), NAMED, ids=[name for *_, name in NAMED])
def test_a_printed_number_that_is_no_odds_ratio_is_named(cells, printed, name):
    table = TwoByTwo(**dict(zip(CELLS, cells, strict=True)))
    live = Live(table=table, printed=printed)
    audit = asi.audit_printed(table, dict(zip(("or", "or_low", "or_high"), printed, strict=True)))
    page = asi.calculator(table=table, printed=printed).html(complete=False)
    for shown in (html.unescape(page), html.unescape(live.page)):
        for language in ("en", "id"):
            for item in asi.describe(audit, language).items:
                assert item in shown
        assert name in shown
        assert "nor 1 divided" not in shown


def test_what_can_be_chosen():
    page = asi.calculator().html()
    assert re.findall(r"<option(?: selected)?>(\d)</option>", page) == list("01234")
    levels = re.findall(r'<option value="(\d+)"(?: selected)?>\d+%', page)
    assert levels == ["90", "95", "99"]
    assert re.search(r'name="paste"[^>]* rows="4"', page)


@pytest.mark.parametrize(
    ("cells", "has_fisher"),
    [
        ([[1, 9_999], [9_999, 1]], True),
        ([[1, 10_000], [10_000, 1]], False),
        ([[1, 1], [1, results.FISHER_LARGEST_TOTAL - 3]], True),
    ],
)
def test_fisher_s_test_is_left_out_of_large_tables_only(cells, has_fisher):
    page = results.results_html(TwoByTwo.from_array(cells), "en")
    assert ("fisher_p" in page) == has_fisher


def test_decimals_are_counted_and_filled_up():
    assert results.decimals_of("0,02999") == 4
    filled = [results.with_decimals("35", 0), results.with_decimals("35", 1)]
    assert filled == ["35", "35.0"]
    page = results.found_html(KNOWLEDGE, ("0,029", "0,94", "0,009"), 3, "en")
    assert 'class="asi-sentence">The printed 0.029' in page


def test_what_was_read_is_listed_by_its_kind():
    roles = ("count", "p", "words", "total that does not add up")
    assert [paste.kind_of(role) for role in roles] == ["count", "statistic", "other", "total"]
    shown, pasted = paste.read_html("Baik 27 7 34\nKurang 6 54 60", "en")
    assert '<mark data-kind="count">counts</mark> 27; 7; 6; 54</li>' in shown
    assert "asi-warnings" in shown  # the names of the columns
    assert pasted.table.to_array().tolist() == [[27, 7], [6, 54]]
    refused, none = paste.read_html("27 7 6 54", "en")
    assert "asi-refused" in refused
    assert none is None


def test_findings_are_shown_where_something_is_printed():
    given = (
        ({}, {}, {}),
        ({"p": "0,000"}, {}, {}),
        ({}, {"exposed_cases": "79,4"}, {}),
        ({}, {}, {"all": "94"}),
        ({"p": "2"}, {}, {}),
    )
    pages = [paste.findings_html(KNOWLEDGE, *each, None, "en") for each in given]
    assert [bool(page) for page in pages] == [False, True, True, True, False]
    assert re.findall('lang="(..)"', pages[1]) == ["en", "id", "id"]
    audit = asi.audit_printed(KNOWLEDGE, {"p": "0,000", "or": "0,029"})
    assert paste.finding_list(audit, "en").count("<li>") == 2
    assert "The ratio compares “aware” with “not aware”" in asi.show_field_tables().html()


def test_live_forgets_the_findings_of_a_table_that_is_none():
    live = Live(table=None)
    live.parts.paste.value = "Baik 27 7 34\nKurang 6 54 60\nOR = 34,7"
    assert "34,7" in live.parts.findings.value
    options = [name for name, _ in live.parts.claim.options]
    assert options[1:] == ["Baik", "Kurang"]
    live.type(exposed="Tinggi")
    assert [name for name, _ in live.parts.claim.options][1:] == ["Tinggi", "Kurang"]
    live.type(exposed_cases="")
    assert live.parts.findings.value == ""


def test_live_has_no_names_of_a_text_that_has_none():
    live = Live(table=None)
    live.parts.paste.value = "27 7 34\n6 54 60"
    assert "the sentences say “first”, “second”, “the outcome”, “no outcome”" in live.page


def test_more_decimals_than_typed_are_those_of_the_paper():
    live = Live(printed=("0.03", "0.01", "0.09"))
    assert "is what these counts give" not in live.page  # the short check suffices
    live.parts.decimals.value = "3"
    assert '"0.030"' in html.unescape(live.page)


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_table_from_the_field_stands_with_its_source_and_its_audit(language, monkeypatch):
    shown = asi.show_field_tables(language)
    page = html.unescape(shown._repr_mimebundle_()["text/html"])
    field = asi.load_dataset("field_tables")
    assert len(field) == page.count('class="asi-field-table"') == page.count('name="try"')
    for row in field.itertuples():
        assert f'href="{row.address}"' in page
        assert asi.load_printed_rows(row.table, language=language) in page
        assert getattr(row, f"title_{language}") in repr(shown)
        for said in asi.describe(audit_of(row, language), language).items:
            assert said in page
    monkeypatch.setattr("asi_helpers.book.calculator.field_tables.is_live", lambda: True)
    live = shown._repr_mimebundle_()["text/html"]
    assert "<button" not in live  # no calculator of a page stands above it
    assert ".asi-field-table" in live  # its own part of the style sheet


def test_labels_are_text_and_never_markup():
    table = TwoByTwo.from_array([[1, 2], [3, 4]], exposed="<u>A</u>", case='"x" & </template>')
    page = asi.calculator(table=table).html()
    assert "<u>" not in page
    assert page.count("</template>") == 1
    assert words_of(page)["start"]["labels"]["en"]["case"] == '"x" & </template>'


def test_the_script_is_given_everything_in_both_languages():
    words = words_of(asi.calculator().html())
    parts = [words[part] for part in ("sentences", "page", "neutral")]
    parts += words["measures"].values()
    for part in (*parts, *(table["labels"] for table in words["tables"].values())):
        assert part["en"].keys() == part["id"].keys()
    for texts in (TEXT, PROBLEMS, FLAGS):
        assert all(text.say("id") != text.say("en") for text in texts.values())


def test_indonesian():
    page = asi.calculator("id").html()
    assert 'lang="id" aria-label="Kalkulator tabel 2x2"' in page
    assert ">34,7</data>" in page
    assert page.index("Dalam bahasa Indonesia") < page.index("In English")


def test_bad_calls_say_what_is_wrong():
    with pytest.raises(ValueError, match="`language`"):
        asi.calculator("de")
    with pytest.raises(TypeError, match="`table` must be a TwoByTwo"):
        asi.calculator(table=[[1, 2], [3, 4]])
    with pytest.raises(ValueError, match="empty row or column"):
        asi.calculator(table=TwoByTwo.from_array([[0, 0], [3, 4]]))


def test_text_for_a_front_end_without_html():
    assert repr(asi.calculator()).startswith("Calculator for a 2x2 table. The odds of smooth milk")


def test_without_a_front_end_the_page_has_no_widget():
    bundle = asi.calculator()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}


# Where a kernel listens ---------------------------------------------------------------------------


class Live:
    """The widgets by name, and what they show."""

    def __init__(self, **start):
        from asi_helpers.book.calculator.live import _Live

        self.parts = _Live(asi.calculator(**start))

    def type(self, **values):
        for name, value in values.items():
            for fields in (self.parts.fields, self.parts.names, self.parts.printed):
                if name in fields:
                    fields[name].value = value

    @property
    def page(self):
        return self.parts.box.children[-1].value

    def error(self, name):
        return re.sub("<[^>]*>", "", self.parts.errors[name].value)


def test_live_shows_the_same_results():
    live = Live()
    assert stats(live.page) == pytest.approx(SHOWN, rel=1e-5)
    live.type(
        exposed_cases="23", exposed_noncases="16", unexposed_cases="10", unexposed_noncases="45"
    )
    comfort = asi.load_table("comfort")
    assert stats(live.page)["por"] == asi.prevalence_odds_ratio(comfort).value
    assert stats(live.page)["pr"] == asi.prevalence_ratio(comfort).value


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        ("-1", "negative"),
        ("2.5", "fraction"),
        ("2,5", "fraction"),
        ("x", "not_a_number"),
    ],
)
def test_live_meets_a_count_that_cannot_be(typed, problem):
    live = Live()
    live.type(exposed_cases=typed)
    assert live.error("exposed_cases") == html.escape(PROBLEMS[problem].say("en"))
    assert stats(live.page) == {}
    live.type(exposed_cases="27")
    assert live.error("exposed_cases") == ""
    assert stats(live.page) == pytest.approx(SHOWN, rel=1e-5)


def test_live_shows_totals_beside_the_fields():
    live = Live()

    def totals():
        return {name: re.sub("<[^>]*>", "", w.value) for name, w in live.parts.totals.items()}

    assert totals() == {
        "n_exposed": "Total, good knowledge: 34",
        "n_unexposed": "Total, poor knowledge: 60",
        "n_cases": "Total, smooth milk flow: 33",
        "n_noncases": "Total, milk flow that was not smooth: 61",
        "n_total": "Total: 94",
    }
    live.type(exposed_cases="1,027", unexposed_noncases="few")
    shown = totals()
    assert shown["n_exposed"] == "Total, first: 1,034"
    assert [shown[name] for name in ("n_unexposed", "n_noncases", "n_total")] == ["", "", ""]
    live.parts._clear()
    assert set(totals().values()) == {""}


def test_live_has_a_level_of_confidence():
    live = Live(printed=("34.71", "12.85", "93.78"))  # the limits at 90%
    assert "a 90% limit of the odds ratio" in live.page
    live.parts.level.value = 90
    assert "Value (90% CI)" in live.page
    assert "(prevalence odds ratio 34.7, 90% CI 12.8 to 93.8)" in live.page
    assert "not one that the counts give" not in live.page
    peer = Table2x2([[27, 7], [6, 54]])
    shown = stats(live.page)
    assert [shown["por_low"], shown["por_high"]] == pytest.approx(peer.oddsratio_confint(0.1))
    assert [shown["pr_low"], shown["pr_high"]] == pytest.approx(peer.riskratio_confint(0.1))


def test_live_meets_an_empty_row_and_an_empty_column():
    live = Live()
    live.type(exposed_cases="0", exposed_noncases="0")
    assert "row" in live.error("exposed_cases")
    assert "row" in live.error("exposed_noncases")
    assert live.error("unexposed_cases") == ""
    assert stats(live.page) == {}
    live.type(exposed_noncases="7", unexposed_cases="0")
    assert "column" in live.error("unexposed_cases")
    live.type(exposed_cases="3", unexposed_noncases="0")
    assert "row" in live.error("unexposed_cases")
    assert stats(live.page) == {}
    live.type(exposed_noncases="0", unexposed_cases="5")
    assert "column" in live.error("unexposed_noncases")
    assert stats(live.page) == {}


def test_only_a_page_promises_that_nothing_leaves_it():
    assert "leaves your browser" in asi.calculator().html()
    assert not any("leaves your browser" in each.value for each in Live().parts.box.children[::2])


def test_live_flips_rows_and_columns():
    live = Live()
    live.parts._flip_rows()
    turned = KNOWLEDGE.swap_exposure()
    assert stats(live.page)["por"] == asi.prevalence_odds_ratio(turned).value
    assert html.escape(asi.describe(asi.prevalence_ratio(turned), "id")) in live.page
    live.parts._flip_columns()
    both = turned.swap_outcome()
    assert stats(live.page)["pr"] == asi.prevalence_ratio(both).value
    assert html.escape(asi.describe(asi.prevalence_odds_ratio(both), "id")) in live.page
    assert live.parts.fields["exposed_cases"].description == (
        "poor knowledge, milk flow that was not smooth"
    )


def test_live_renames():
    live = Live()
    live.type(exposed="<i>class</i>")
    assert "&lt;i&gt;class&lt;/i&gt; group" in live.page
    assert "<i>" not in live.page
    live.type(exposed="  ")
    assert "in the good knowledge group" in live.page  # whose counts they still are


def test_live_says_nothing_of_the_paper_s_groups_about_other_counts():
    live = Live()
    assert live.parts.choice.value == "knowledge"
    live.type(
        exposed_cases="230",
        exposed_noncases="1287",
        unexposed_cases="685",
        unexposed_noncases="2815",
    )
    assert "knowledge" not in live.page + live.parts.fields["exposed_cases"].description
    assert "pengetahuan" not in live.page
    assert "230 of 1,517 (15.2%) in the first group" in live.page
    assert "the sentences say “first”, “second”, “the outcome”, “no outcome”. Name" in live.page
    assert live.parts.choice.value == ""
    live.parts._flip_rows()  # each group takes its name along
    assert "230 of 1,517 (15.2%) in the first group" in live.page
    live.type(unexposed="breastfed", exposed="other", case="illness", noncase="no illness")
    assert "230 of 1,517 (15.2%) in the breastfed group" in live.page
    assert "Not everything has a name yet" not in live.page


def test_live_asks_for_names_until_every_group_and_outcome_has_one():
    wanted = "Not everything has a name yet, so the sentences say "
    live = Live()
    assert wanted not in live.page  # the book's own counts have theirs
    live.type(exposed_cases="26")
    names = ["“first”", "“second”", "“the outcome”", "“no outcome”"]
    for name in ("exposed", "unexposed", "case", "noncase"):
        assert f"{wanted}{', '.join(names)}. Name" in live.page
        live.type(**{name: f"my {name}"})
        names.pop(0)
    assert wanted not in live.page


def test_live_a_typed_name_goes_with_its_row_and_its_column():
    live = Live()
    live.type(exposed_cases="26", exposed="breastfed", case="illness")
    live.parts._flip_rows()
    assert live.parts.fields["unexposed_cases"].description == "breastfed, illness"
    assert live.parts.fields["exposed_cases"].description == "second, illness"
    live.parts._flip_columns()
    assert live.parts.fields["unexposed_noncases"].description == "breastfed, illness"


def test_live_begins_anew_after_flips():
    live = Live()
    live.parts._flip_rows()
    live.parts._flip_columns()
    live.parts._clear()
    assert live.parts.fields["exposed_cases"].description == "first, the outcome"
    assert live.parts.fields["unexposed_noncases"].description == "second, no outcome"


def test_live_gives_a_table_its_names_back_with_its_counts():
    live = Live()
    live.parts._flip_rows()
    live.type(exposed_cases="5")
    assert "knowledge" not in live.page
    live.type(exposed_cases="6")
    assert "27 of 34 (79.4%) in the good knowledge group" in live.page
    assert live.parts.choice.value == "knowledge"


def test_live_takes_any_table_of_the_book():
    live = Live()
    live.type(exposed="my own name")
    first, *others = asi.list_tables()
    for name in (*others, first):
        live.parts.choice.value = name
        assert html.escape(asi.describe(asi.load_table(name), "id"), quote=False) in live.page
    live.parts.choice.value = ""
    assert TEXT["start"].say("en") in live.page


def test_live_clears():
    live = Live(printed=PRINTED)
    live.type(exposed_cases="")
    live.parts._clear()
    assert [field.value for field in live.parts.fields.values()] == [""] * 4
    assert [field.value for field in live.parts.printed.values()] == [""] * 3
    assert TEXT["start"].say("en") in live.page
    assert live.error("exposed_cases") == ""  # nothing is wrong where nothing was typed
    live.type(exposed_cases="1")
    assert live.error("unexposed_cases") == html.escape(PROBLEMS["empty"].say("en"))


def test_it_may_begin_empty_or_with_a_table_by_name():
    page = asi.calculator(table=None, printed=PRINTED).html()
    assert stats(page) == {}
    assert flags(page) == []
    assert TEXT["start"].say("en") in page
    assert words_of(page)["start"] is None
    assert re.findall(r'name="\w+cases" value="(.*?)"', page) == [""] * 4
    names = ["the outcome", "no outcome", "first", "second"]  # nobody's in particular
    assert re.findall(r"data-label=\"\w+\">([^<]*)</th>", page) == names
    neutral = words_of(page)["neutral"]["en"]
    assert [neutral[name] for name in ("case", "noncase", "exposed", "unexposed")] == names
    assert Live(table=None).parts.choice.value == ""
    shown = asi.calculator(table="comfort").html()
    assert html.escape(asi.describe(asi.load_table("comfort"))) in shown
    assert '<option value="comfort" selected>' in shown
    with pytest.raises(ValueError, match="No table"):
        asi.calculator(table="milk")
    assert flags(asi.calculator(printed=(0.029, "", "")).html()) == []  # not yet whole


def test_live_audits():
    live = Live()
    assert flags(live.page) == []
    assert live.error("estimate") == ""  # nothing is wrong where nothing was typed
    live.type(estimate="0,029", first_limit="0,94")
    assert live.error("second_limit") == html.escape(PROBLEMS["empty_printed"].say("en"))
    live.type(second_limit="0,009")
    assert set(flags(live.page)) == asi.audit_estimate(*PRINTED, table=KNOWLEDGE).flags
    # printed with one decimal less it is rounded more coarsely
    assert live.parts.decimals.value == "3"
    live.type(estimate="0,03")
    assert live.parts.decimals.value == "2"
    live.type(estimate="0")
    assert live.error("estimate") == html.escape(PROBLEMS["not_positive"].say("en"))
    assert flags(live.page) == []
    live.type(estimate="p < 0,05")
    assert live.error("estimate") == html.escape(PROBLEMS["not_printed"].say("en"))


def test_a_count_and_a_printed_number_are_read_as_the_table_says():
    """The page is held to the same table, in tests/site/test_numbers.py."""
    rows = json.loads((Path(__file__).parents[1] / "typed.json").read_text("utf8"))
    problems = set()
    for row in rows:
        counts = [read_count(row["typed"], language) for language in ("en", "id")]
        printed = read_printed(row["typed"])
        assert [read.problem or read.value for read in (*counts, printed)] == [
            row["count"],
            row.get("count_id", row["count"]),
            row["printed"],
        ], row
        left = [row.get("left", "") * (not read.problem) for read in counts]
        assert [read.left for read in (*counts, printed)] == [*left, row.get("printed_left", "")]
        assert bool(printed.taken) == bool(printed.left)
        problems |= {read.problem for read in (*counts, printed)}
    assert problems - {""} == PROBLEMS.keys() - {"empty_row", "empty_column"}


@given(st.integers(0, 10**9), st.sampled_from(["en", "id"]))
def test_a_count_may_be_typed_as_the_language_writes_it(count, language):
    assert read_count(format_count(count, language), language) == Read(count)
    other = read_count(format_count(count, "id" if language == "en" else "en"), language)
    assert other in (Read(count), Read(problem="thousands"))


@given(st.text())
def test_no_typed_text_raises(text):
    for read in (read_count(text), read_count(text, "id"), read_printed(text)):
        assert (read.value is None) == bool(read.problem)


@given(st.text(st.sampled_from("0123456789.,%()[]<>*/ -–²\u00a0ab")))
def test_what_a_count_leaves_out_is_named(text):
    """All characters of the text but white space are in what was taken or in what was left."""
    read = read_count(text)
    if read.left:
        plain = tidy(text).replace(" ", "")
        assert (read.taken + read.left).replace(" ", "") == plain
    elif not read.problem:
        assert re.fullmatch(r"\+?[0-9.,]+", tidy(text).replace(" ", "")) or "-" in text


def test_fisher_s_test_needs_one_small_margin_only():
    rare = TwoByTwo.from_array([[5, 20_000], [3, 30_000]])
    shown = stats(asi.calculator(table=rare).html())["fisher_p"]
    assert shown == pytest.approx(scipy_fisher(rare.to_array()).pvalue, rel=1e-6)


def test_a_field_keeps_every_character_that_is_typed():
    """A number field would hand over "27 (79,4)" as 27 or as nothing, unseen."""
    page = asi.calculator().html()
    assert 'type="number"' not in page
    assert page.count('inputmode="numeric"') == 4


def test_the_script_is_given_the_names_and_limits_that_python_has():
    words = words_of(asi.calculator().html())
    assert words["cells"] == list(CELLS)
    assert words["names"] == list(LABELS)
    assert words["flags"] == list(FLAGS)
    assert words["printed"] == {
        "fields": ["estimate", "first_limit", "second_limit"],
        "smallest": 1e-6,
        "largest": 1e9,
    }


def test_a_power_of_ten_to_begin_with_is_written_out():
    assert 'value="0.00001"' in asi.calculator(printed=(0.00001, 1, "2,50")).html()
    for wrong in ("1e3", "50%", None, float("nan")):
        with pytest.raises(ValueError, match="`printed` must hold a ratio"):
            asi.calculator(printed=(wrong, 1, 2))
