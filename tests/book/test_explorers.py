"""Explorers: both ways to show themselves, every state's numbers, weight, labels, language."""

import gzip
import inspect
import itertools
import math
import re
import sys
import types
from pathlib import Path

import numpy as np
import pytest
from bs4 import BeautifulSoup
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable

import asi_helpers as asi
from asi_helpers.book.explorers import EXPLORERS
from asi_helpers.book.page import html as page
from asi_helpers.book.page.controls import Control, Option
from asi_helpers.book.page.explorer import Explorer, View
from asi_helpers.book.page.html import ID, figure, flag_list, stat, tag
from asi_helpers.book.page.sketch import Sketch
from asi_helpers.language import Label, format_count, say
from asi_helpers.notebook import is_live
from tests.explorer_numbers import EXPECT, PAPER, associations, comfort_range, numbers, turned

NAMES = tuple(name.removeprefix("explore_") for name in EXPLORERS)
RAW, GZIPPED = 300 * 1024, 60 * 1024
WIDGET = "application/vnd.jupyter.widget-view+json"


def explorer(name, language="en"):
    return getattr(asi, f"explore_{name}")(language)


def parsed(text):
    return BeautifulSoup(text, "html.parser")


@pytest.fixture(scope="module")
def shown():
    """Every explorer as a page has it: its root element, in both languages."""
    return {
        (name, language): parsed(explorer(name, language).html()).figure
        for name in NAMES
        for language in ("en", "id")
    }


def states(root):
    """State, as a tuple of values, to its element."""
    found = {}
    for element in root.select(".asi-view, template"):
        # parsed anew: BeautifulSoup keeps the text within a template from `.text`
        inside = parsed(f"<div>{element.decode_contents()}</div>").div
        found[tuple(element["data-state"].split())] = inside
    return found


# Both ways to show itself -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_without_a_front_end_every_state_is_in_the_page(name):
    shows = explorer(name)
    bundle = shows._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == repr(shows)
    root = parsed(bundle["text/html"]).figure
    wanted = {tuple(state.values()) for state in shows.states()}
    assert set(states(root)) == wanted
    assert len(root.select("template")) == len(wanted) - 1
    assert root.has_attr("data-states")
    assert not root.select("script, link")
    attributes = {name for tag in root.find_all(True) for name in tag.attrs}
    assert not {name for name in attributes if name.startswith("on")}


@pytest.fixture
def live(monkeypatch):
    monkeypatch.setattr(page, "is_live", lambda: True)


@pytest.mark.parametrize("name", NAMES)
def test_with_a_front_end_only_the_first_state_is_computed(name, live):
    shows, calls = explorer(name), []
    function = shows.function

    def counted(**values):
        calls.append(tuple(values.items()))
        return function(**values)

    object.__setattr__(shows, "function", counted)
    bundle = shows._repr_mimebundle_()
    assert set(bundle) == {WIDGET, "text/html", "text/plain"}
    assert len(set(calls)) == 1
    assert len(calls) <= 3
    root = parsed(bundle["text/html"]).figure
    assert not root.select("template, form")
    assert not root.has_attr("data-states")
    assert numbers(root) == numbers(parsed(shows.html()).select_one(".asi-view"))


@pytest.mark.parametrize("name", NAMES)
def test_a_moved_widget_changes_the_view(name):
    import ipywidgets

    shows = explorer(name)
    _, row, out = shows.widget().children
    fields = row.children[:-1] if shows.draws else row.children  # the last one is a button
    widgets = dict(zip((control.name for control in shows.controls), fields, strict=True))
    assert parsed(out.value).select_one("[role=status]").text == ""
    for control in shows.controls:
        before = out.value
        other = next(value for value in control.values if value != control.start)
        widgets[control.name].value = other
        assert out.value != before
        wanted = shows.view(**{key: widget.value for key, widget in widgets.items()})
        said = parsed(out.value).select_one("[role=status]").text
        for words in (say(wanted.sentence, "en"), say(wanted.mark, "en")):
            assert words in parsed(out.value).select_one(".asi-explorer").text
            assert words in said
        widgets[control.name].value = control.start
        assert isinstance(
            widgets[control.name],
            ipywidgets.RadioButtons if control.kind == "radio" else ipywidgets.Dropdown,
        )


def test_a_new_claim_hides_the_evidence_again():
    shows = explorer("paper_map")
    _, row, _ = shows.widget().children
    claim, show = row.children
    show.value = "evidence"
    claim.value = "t1-por-table"
    assert show.value == "claim"


def front_end(monkeypatch, content):
    import IPython

    kernel = types.SimpleNamespace(get_parent=lambda channel: {"content": content})
    shell = types.SimpleNamespace(kernel=kernel) if content is not None else types.SimpleNamespace()
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"allow_stdin": True}, True),
        ({"allow_stdin": False}, False),
        ({}, False),
        (None, False),  # IPython in a terminal
    ],
)
def test_a_front_end_is_told_by_its_request(monkeypatch, content, expected):
    front_end(monkeypatch, content)
    assert is_live() is expected


def test_a_kernel_that_has_not_been_asked_anything_is_not_live(monkeypatch):
    import IPython

    kernel = types.SimpleNamespace(get_parent=lambda channel: None)
    monkeypatch.setattr(IPython, "get_ipython", lambda: types.SimpleNamespace(kernel=kernel))
    assert is_live() is False


def test_the_kernel_in_the_browser_is_live(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert is_live() is True


def test_nobody_listens_in_plain_python():
    assert is_live() is False


@pytest.mark.slow
def test_a_notebook_that_a_program_runs_gets_every_state():
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()
    source = "import asi_helpers as asi\nasi.explore_reference()"
    notebook.cells = [nbformat.v4.new_code_cell(source)]
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    (output,) = notebook.cells[0].outputs
    assert set(output.data) == {"text/html", "text/plain"}
    assert output.data["text/html"].count("<template") == 11


# Numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPECT)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_state_shows_the_numbers_of_the_package(shown, name, language):
    for state, element in states(shown[name, language]).items():
        expected = EXPECT[name](*state)
        found = numbers(element)
        assert found.keys() == expected.keys(), state
        for key, value in expected.items():
            assert found[key] == pytest.approx(value, rel=1e-12), (state, key)


def test_two_settings_of_each_table_give_the_printed_number(shown):
    printed = {"knowledge": 0.029, "comfort": 0.155, "support": 0.112}
    marked = {
        state
        for state, element in states(shown["reference", "en"]).items()
        if element.select_one(".asi-mark")
    }
    assert marked == {
        (table, *setting)
        for table in printed
        for setting in (("poor", "smooth"), ("good", "not_smooth"))
    }
    for state in marked:
        element = states(shown["reference", "en"])[state]
        assert round(numbers(element)["por"], 3) == printed[state[0]]
        assert f"{printed[state[0]]}".replace(".", ",") in element.select_one(".asi-mark").text


@pytest.mark.parametrize(
    ("setting", "language", "described"),
    [
        (
            ("good", "smooth"),
            "en",
            "Smooth milk flow: 27 of 34 (79.4%) with good knowledge, 6 of 60 (10.0%) with poor "
            "knowledge. Prevalence odds ratio 34.7, 95% interval 10.6 to 113.5, on a log axis; the "
            "printed number is 0.029.",
        ),
        (
            ("poor", "not_smooth"),
            "id",
            "Pengeluaran ASI tidak lancar: 54 dari 60 (90,0%) pada pengetahuan kurang, 7 dari 34 "
            "(20,6%) pada pengetahuan baik. Rasio odds prevalensi 34,7, interval 95% 10,6 sampai "
            "113,5, pada sumbu log; angka tercetak 0,029.",
        ),
    ],
)
def test_the_reference_explorer_describes_its_picture(setting, language, described):
    view = explorer("reference").view(exposed=setting[0], case=setting[1])
    assert parsed(say(view.picture, language)).svg["aria-label"] == described


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "en",
            {
                "good": "good against poor",
                "poor": "poor against good",
                "smooth": "smooth flow",
                "not_smooth": "flow not smooth",
            },
        ),
        (
            "id",
            {
                "good": "baik dengan kurang",
                "poor": "kurang dengan baik",
                "smooth": "ASI lancar",
                "not_smooth": "ASI tidak lancar",
            },
        ),
    ],
)
def test_a_setting_of_the_reference_explorer_is_called_what_it_is(shown, language, names):
    buttons = shown["reference", language].select("input[type=radio]")
    assert {button["value"]: button.find_next("span").text for button in buttons} == names


def test_the_reference_explorer_says_lower_below_one(shown):
    for state, element in states(shown["reference", "en"]).items():
        text = element.select_one(".asi-sentence").text
        assert ("lower" in text) == (numbers(element)["por"] < 1), state


@pytest.mark.parametrize(
    ("ratio", "percent", "said"),
    [  # the odds by hand: 80 : 20 against 40 : 60, and so on
        ("2", "80", "80% against 40%: 2.00 times as common, but the odds are 6.00 times as high."),
        ("4", "40", "40% against 10%: 4.00 times as common, but the odds are 6.00 times as high."),
        ("8", "2", "2% against 0.25%: 8.00 times as common, but the odds are 8.14 times as high."),
        ("8", "20", "20% against 2.5%: 8.00 times as common, but the odds are 9.75 times as high."),
    ],
)
def test_the_prevalence_explorer_says_which_ratio_is_which(ratio, percent, said):
    view = explorer("prevalence").view(pr=ratio, prevalence=percent)
    assert say(view.sentence, "en").startswith(said)
    pr, por = re.search(r": ([\d.]+) times as common, but the odds are ([\d.]+)", said).groups()
    alt = parsed(say(view.picture, "en")).svg["aria-label"]
    assert alt.startswith(f"The prevalence ratio is {pr} all along")
    assert alt.endswith(f"at {percent}% it is {por}.")
    rows = parsed(say(view.table, "en")).select("tr")
    assert [row.td.text for row in rows if row.td] == [pr, por]


@pytest.mark.parametrize(
    ("ratio", "percent", "times"),
    [  # (80 : 20) / (40 : 60) is 3 times 2, and so on; None while it is less than a tenth more
        *(("2", "80", "3.00"), ("4", "40", "1.50"), ("2", "20", "1.12")),
        *(("2", "2", None), ("2", "10", None), ("1.25", "20", None)),
    ],
)
def test_the_prevalence_explorer_says_how_far_the_odds_ratio_overstates(ratio, percent, times):
    said = say(explorer("prevalence").view(pr=ratio, prevalence=percent).sentence, "en")
    assert ("still nearly the same" in said) == (times is None)
    if times:
        assert f"overstates it {times}-fold" in said


def test_the_joint_tables_walk_from_above_one_to_below_it(shown):
    found = states(shown["joint_tables", "en"])
    both = sorted(int(state[0]) for state in found)
    assert both == list(range(17, 31))  # every number that the published tables allow
    adjusted = []
    for n in both:
        element = found[str(n),]
        values = numbers(element)
        crude = associations(turned("comfort", "good", "smooth"), "por", "por_low", "por_high", "n")
        assert {key: values[key] for key in crude} == pytest.approx(crude, rel=1e-12)
        adjusted.append(values["por_adjusted"])
        assert "582,552" in element.select_one(".asi-mark").text
        assert "None of them was observed" in element.select_one(".asi-mark").text
        strata = [
            [int(count) for cell in row.select("td") for count in cell.text.split(" of ")]
            for row in element.select("table")[-1].select("tbody tr")
            if "nobody" not in row.text
        ]
        counts = np.array([[[a, n1 - a], [c, n2 - c]] for a, n1, c, n2 in strata])
        assert counts.sum(axis=0).tolist() == [[23, 16], [10, 45]]
        # knowledge of each stratum is in its name: its own table must come back as well
        good = [
            "good knowledge" in row.th.text
            for row in element.select("table")[-1].select("tbody tr")
        ]
        by_knowledge = [counts[np.array(good) == level].sum(axis=(0, 1)) for level in (True, False)]
        assert np.array(by_knowledge).tolist() == [[27, 7], [6, 54]]
        assert sum(counts[np.array(good), 0].ravel()) == n
        if 0 < values["por_adjusted"] < math.inf:
            peer = StratifiedTable([stratum.astype(float) for stratum in counts])
            assert values["por_adjusted"] == pytest.approx(peer.oddsratio_pooled, rel=1e-12)
    assert adjusted == sorted(adjusted, reverse=True)
    assert adjusted[0] == math.inf
    assert adjusted[-1] == 0
    assert 1 < numbers(shown["joint_tables", "en"].select_one(".asi-view"))["por_adjusted"] < 6.47


def test_a_joint_table_is_shown_with_the_range_of_the_others_like_it(shown):
    for (n,), element in states(shown["joint_tables", "en"]).items():
        low, high = comfort_range(int(n))
        said = element.select_one(".asi-sentence").text
        if low < high:
            ends = f"{asi.format_ratio(low)} to {asi.format_ratio(high)}"
            wanted = f"Others with the same {n} give anything from {ends}."
            assert wanted.replace("infinite", "infinity") in said
        else:
            assert f"It is {asi.format_ratio(low)} in all others with the same {n}" in said
        assert low <= numbers(element)["por_adjusted"] <= high


def test_selection_that_multiplies_leaves_the_odds_ratio_alone_and_one_cell_does_not(shown):
    found = {state: numbers(element) for state, element in states(shown["sampling", "en"]).items()}

    def off(state, measure):
        values = found[state]
        return values[f"centre {measure}"] / values[f"truth {measure}"]

    for mechanism in ("random", "outcome", "exposure", "both"):
        assert off((mechanism, "200"), "por") == pytest.approx(1, abs=0.06)
    assert off(("cell", "200"), "por") == pytest.approx(3, rel=0.06)
    assert off(("avoid", "200"), "por") == pytest.approx(1 / 3, rel=0.06)
    assert off(("exposure", "200"), "pr") == pytest.approx(1, abs=0.06)
    for mechanism in ("outcome", "both", "avoid"):
        assert off((mechanism, "200"), "pr") < 0.8
    for mechanism in ("outcome", "exposure", "both", "cell", "avoid"):
        assert off((mechanism, "200"), "prevalence") > 1.1
        small, large = found[mechanism, "20"], found[mechanism, "200"]
        assert small["infinite"] > 0 == large["infinite"]
        assert large["spread prevalence"] < small["spread prevalence"]
        # ten times the mothers: the bias is still there
        assert off((mechanism, "200"), "prevalence") == pytest.approx(
            off((mechanism, "20"), "prevalence"), abs=0.1
        )


def test_the_sampling_sentence_tells_what_is_distorted(shown):
    def said(mechanism):
        element = states(shown["sampling", "en"])[mechanism, "94"]
        return element.select_one(".asi-sentence").text

    assert "prevalence too high; prevalence ratio too low; prevalence odds ratio about right" in (
        said("outcome")
    )
    assert "prevalence too high; prevalence ratio and prevalence odds ratio about right" in (
        said("exposure")
    )
    assert "prevalence, prevalence ratio and prevalence odds ratio too high" in said("cell")
    assert "prevalence too high; prevalence ratio and prevalence odds ratio too low" in (
        said("avoid")
    )
    assert "about right" in said("random")
    assert "too" not in said("random")
    indonesian = states(shown["sampling", "id"])["cell", "94"].text
    assert "prevalensi, rasio prevalensi, dan rasio odds prevalensi terlalu tinggi" in indonesian


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "en",
            "Even so, with 20 mothers the middle study reports {} times the true prevalence odds",
        ),
        ("id", "Meskipun begitu, dengan 20 ibu studi yang di tengah melaporkan {} kali rasio odds"),
    ],
)
def test_the_sampling_sentence_owns_up_where_the_dot_is_off_without_bias(shown, language, wanted):
    begins = wanted.split("{}")[0]
    for state, element in states(shown["sampling", language]).items():
        found, text = numbers(element), element.select_one(".asi-sentence").text
        times = found["centre por"] / found["truth por"]
        biased = state[0] in ("cell", "avoid")
        off = not biased and abs(math.log(times)) > math.log(1.1)
        assert off == (not biased and state[1] == "20")  # more mothers do mend this
        assert (begins in text) == off, state
        if off:
            assert wanted.format(asi.format_number(times, 1, language)) in text


def test_the_ways_of_choosing_are_called_as_in_the_chapter():
    chapters = Path(__file__).resolve().parents[2] / "chapters"
    text = (chapters / "03-purposive-sampling.md").read_text("utf-8")
    pair = r'^    asi\.Label\("([^"]+)", id="([^"]+)"\): \[\['
    ways = re.findall(pair, text, flags=re.MULTILINE)
    options = explorer("sampling").controls[0].options
    mechanisms = ["random", "outcome", "exposure", "both", "cell", "avoid"]
    assert [option.value for option in options] == mechanisms
    for (way, indonesian), option in zip(ways, options, strict=True):
        assert option.label.startswith(way)
        assert option.label.say("id").startswith(indonesian)
        assert f"| {way} |" in text
        assert f"**{way.capitalize()}" in text


def test_more_mothers_change_something_from_the_start(shown):
    found = {
        state: numbers(element) for state, element in states(shown["sample_size", "en"]).items()
    }
    first, *_ = found
    assert first == ("weak", "94")
    assert found[first]["pvalue"] > 0.05 > 0.001 > found["weak", "9400"]["pvalue"]
    words = shown["sample_size", "en"].select_one(".asi-sentence").text
    assert "smooth milk flow" in words
    assert "first group as in the second group" in words


def test_a_large_number_has_its_mark_in_every_picture(shown):
    for name, state, number in (
        ("permutation", ("knowledge", "10000"), 10_000),
        ("sample_size", ("weak", "9400"), 9_400),
    ):
        for language in ("en", "id"):
            said = states(shown[name, language])[state].svg["aria-label"]
            assert format_count(number, language) in said
            assert str(number) not in said


@pytest.mark.parametrize("language", ["en", "id"])
def test_claims_can_be_told_apart_in_the_list(language):
    options = explorer("paper_map").controls[0].options
    texts = [option.label.say(language) for option in options]
    for one, other in itertools.combinations(texts, 2):
        assert one[:40] != other[:40], (one, other)
    for text in texts:
        assert text.count("(") == text.count(")"), text  # not cut within a bracket
        assert len(re.findall(r"(?<!\w)'|'(?!\w)", text)) % 2 == 0, text
    assert sum(text.endswith("…") for text in texts) <= 5


def test_the_null_distribution_builds_up_and_rarely_reaches_what_was_observed(shown):
    found = {state: numbers(e) for state, e in states(shown["permutation", "en"]).items()}
    for table in PAPER:
        series = [found[table, str(10**power)] for power in range(5)]
        assert [values["shuffles"] for values in series] == [1, 10, 100, 1000, 10_000]
        largest = [values["largest"] for values in series]
        assert largest == sorted(largest)  # each goes on where the one before stopped
        assert [values["extreme"] for values in series[:4]] == [0, 0, 0, 0]
        # p is 4.5e-5 at most: 10,000 shuffles reach the observed value hardly ever
        assert series[4]["extreme"] <= 3
        assert stats.chi2.sf(series[0]["chi2"], 1) == pytest.approx(series[0]["pvalue"], rel=1e-6)


def test_worlds_differ_in_the_film_and_not_in_the_snapshot(shown):
    found = states(shown["timeline", "en"])
    films = {str(found[world, "film"].svg) for world in ("forward", "reverse", "third")}
    assert len(films) == 3
    snapshots = {str(found[world, "snapshot"].svg) for world in ("forward", "reverse", "third")}
    assert len(snapshots) == 1
    counts = {str(element.select("table")[0]) for element in found.values()}
    assert len(counts) == 1


def test_evidence_is_there_only_on_request(shown):
    claims = asi.check_claims().set_index("id")
    for (claim, show), element in states(shown["paper_map", "en"]).items():
        row = claims.loc[claim]
        assert row.claim in element.text
        assert (row.explanation in element.text) == (show == "evidence")
        assert bool(element.select_one(".asi-mark")) == (show == "evidence")
        found = numbers(element)
        if show == "evidence" and not math.isnan(row.recomputed):
            assert list(found.values()) == [pytest.approx(row.recomputed, rel=1e-12)]
        else:
            assert found == {}


def test_the_verdict_is_there_only_after_choosing(shown):
    items = asi.load_dataset("appraisal").set_index("item")
    for (item, verdict), element in states(shown["appraisal", "en"]).items():
        row = items.loc[int(item)]
        assert (row.evidence_en in element.text) == (verdict != "none")
        assert (row.differ_en in element.text) == (verdict != "none" or not row.differ_en)
        mark = element.select_one(".asi-mark")
        assert bool(mark) == (verdict != "none")
        if mark:
            assert ("agree" in mark.text) == (verdict == row.verdict)
            assert row.verdict in mark.text


# What a page needs --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_weight(name, language):
    page = explorer(name, language).html().encode()
    assert len(page) <= RAW
    assert len(gzip.compress(page)) <= GZIPPED


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_root_controls_and_labels(shown, name, language):
    root = shown[name, language]
    assert root["class"] == ["asi-explorer"]
    assert root["data-explorer"] == name
    assert root["lang"] == language
    assert root["aria-label"] == root.select_one(".asi-title").text
    assert root.select_one(".asi-do").text.endswith((".", "?"))
    form = root.form
    assert form.has_attr("hidden")
    assert form["autocomplete"] == "off"
    assert root.select_one(".asi-say")["role"] == "status"
    parameters = [control.name for control in explorer(name).controls]
    assert [control["data-control"] for control in form.select(".asi-control")] == parameters
    for control in form.select(".asi-control"):
        for field in control.select("select, input"):
            assert field["name"] == control["data-control"]
        if control.name == "fieldset":
            assert control.legend.text.strip()
            assert all(field.parent.text.strip() for field in control.select("input"))
            assert len(control.select("input[checked]")) == 1
        else:
            assert control.label.text.strip()
            assert control.label["for"] == control.select_one("select, input")["id"]
    for control in explorer(name, language).controls:
        # for print, and for readers without a script
        assert say(control.label_of(control.start), language) in root.select_one(".asi-chosen").text


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_says_what_it_shows(shown, name):
    for language in ("en", "id"):
        for state, element in states(shown[name, language]).items():
            for picture in element.select("svg"):
                assert picture["role"] == "img"
                assert len(picture["aria-label"]) > 40, state
                assert picture.get("lang", "en") == language
                assert not re.search(r"\b(nan|inf)\b", str(picture))
    with_picture = {name for (name, _), root in shown.items() if root.select(".asi-picture svg")}
    assert set(NAMES) - with_picture == {"appraisal", "recode"}  # these show tables


@pytest.mark.parametrize("name", NAMES)
def test_each_control_changes_what_is_shown(name):
    shows = explorer(name)
    first = shows.view()
    for control in shows.controls:
        for value in control.values:
            if value != control.start:
                assert shows.view(**{control.name: value}) != first, (control.name, value)


@pytest.mark.parametrize("name", NAMES)
def test_ids_stay_unique_when_it_is_shown_twice(name):
    page = parsed(explorer(name).html() + explorer(name).html())
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert ID not in str(page)
    for root in page.find_all("figure"):
        own = {tag["id"] for tag in root.find_all(id=True)}
        wanted = {tag["for"] for tag in root.find_all("label") if tag.has_attr("for")}
        wanted |= {tag["href"][1:] for tag in root.find_all("use")}
        assert wanted <= own


@pytest.mark.parametrize("name", NAMES)
def test_every_statistic_has_the_marks_of_its_language(shown, name):
    marks = str.maketrans(".,", ",.")
    theirs = states(shown[name, "id"])
    for state, element in states(shown[name, "en"]).items():
        ours = [re.sub("[^0-9.,]", "", data.text) for data in element.select("data")]
        said = [re.sub("[^0-9.,]", "", data.text) for data in theirs[state].select("data")]
        assert said == [number.translate(marks) for number in ours], state


def test_a_number_has_its_decimal_mark(shown):
    root = shown["reference", "id"]
    view = root.select_one(".asi-view")
    assert view.select_one("[data-stat=por]").text == "34,7"
    assert view.select_one("[data-stat=pvalue]").text == "< 0,001"
    assert "rasio odds prevalensi 34,7" in view.select_one(".asi-sentence").text
    other = view.select_one(".asi-other")
    assert other["lang"] == "en"
    assert "34.7 times as high" in other.text


ON_SPSS_SCREEN = ("Total", "Value", "Lower", "Upper", "N of Valid Cases")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_in_english(shown, name):
    english, indonesian = shown[name, "en"], shown[name, "id"]
    for part in (".asi-title", ".asi-do", "legend", "label[for]", ".asi-note"):
        ours = [tag.text for tag in english.select(part)]
        theirs = [tag.text for tag in indonesian.select(part)]
        assert len(ours) == len(theirs)
        assert not set(ours) & set(theirs), part
    theirs = states(indonesian)
    for state, element in states(english).items():
        ours = element.select_one(".asi-sentence").text
        assert ours != theirs[state].select_one(".asi-sentence").text
        for one, other in zip(element.select("th"), theirs[state].select("th"), strict=True):
            assert one.text != other.text or one.text in ("Median", *ON_SPSS_SCREEN), one.text


def test_a_page_may_be_read_as_text():
    text = repr(explorer("reference"))
    assert text.startswith("[Which way up?] The odds of smooth milk flow were 34.7 times as high")


def test_the_package_lists_all_of_them():
    assert len(EXPLORERS) == 11
    for name in EXPLORERS:
        assert name in asi.__all__
        assert list(inspect.signature(getattr(asi, name)).parameters) == ["language"]


# Parts --------------------------------------------------------------------------------------------


def test_what_an_explorer_refuses():
    shows = explorer("reference")
    with pytest.raises(ValueError, match="`table` must be one of knowledge, comfort, support, but"):
        shows.view(table="sleep")
    with pytest.raises(TypeError, match="has no control 'tabel'; it has table, exposed, case"):
        shows.view(tabel="comfort")
    with pytest.raises(ValueError, match="must be 'en'"):
        explorer("reference", "fr")


def test_what_a_control_refuses():
    two = (Option("a", "A"), Option("b", "B"))
    with pytest.raises(ValueError, match="`kind` must be one of select, radio, range"):
        Control("x", "X", two, "slider")
    with pytest.raises(ValueError, match="two or more different values"):
        Control("x", "X", two[:1])
    with pytest.raises(ValueError, match="two or more different values"):
        Control("x", "X", (two[0], two[0]))
    with pytest.raises(ValueError, match="no space"):
        Control("x", "X", (two[0], Option("b c", "B")))
    with pytest.raises(ValueError, match="`start` of 'x' must be one of"):
        Control("x", "X", two, start="c")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (34.714285714285715, "34.714285714285715"),
        (np.float64(0.1), "0.1"),
        (94, "94"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (1.24663e-11, "1.24663e-11"),
    ],
)
def test_a_statistic_keeps_its_precision(value, expected):
    data = parsed(stat("por", value, "<shown>")).data
    assert data["value"] == expected
    assert data.text == "<shown>"
    assert data["data-stat"] == "por"


def test_no_statistic_where_there_is_no_number():
    assert stat("por", math.nan, "not <defined>") == "not &lt;defined&gt;"


def test_flags_as_a_list():
    items = parsed(flag_list({"inverted": "Upside down & more"})).select("ul.asi-flags > li")
    assert [(item["class"], item["data-flag"], item.text) for item in items] == [
        (["asi-flag"], "inverted", "Upside down & more")
    ]
    assert flag_list({}) == ""


def test_an_explorer_escapes_what_it_is_given():
    control = Control("x", "<X>", (Option("a", "<A>"), Option("b", "<B>", "<group>")))
    radio = Control("y", "<Y>", (Option("a", "<A>"), Option("b", "<B>")), "radio")
    slider = Control("z", "<Z>", (Option("a", '<"A">'), Option("b", "<B>")), "range")
    shows = Explorer(
        "test",
        "<title>",
        "<do>",
        (control, radio, slider),
        lambda **values: View(Label("<said>", id="<kata>"), mark="<mark>"),
        note="<note>",
        both_languages=True,
    )
    page = shows.html()
    for text in (
        "<X>",
        "<A>",
        "<group>",
        "<title>",
        "<do>",
        "<said>",
        "<kata>",
        "<mark>",
        "<note>",
    ):
        assert text not in page
        assert text in parsed(page).text or text == "<group>"
    assert parsed(page).optgroup["label"] == "<group>"
    labels = shows.widget().children[1].children[0].options
    assert labels == (("<A>", "a"), ("<group>: <B>", "b"))


def test_a_figure_without_instruction_or_note():
    root = parsed(figure("test", "Title", tag("p", "body"), data_more=True)).figure
    assert root.has_attr("data-more")
    assert not root.select(".asi-do, .asi-note")


def test_a_sketch_must_say_what_it_shows():
    sketch = Sketch(10)
    sketch.text(1, 2, "a < b")
    drawing = sketch.svg("It shows <this>.")
    assert "a &lt; b" in drawing.say("en")
    assert 'aria-label="It shows &lt;this&gt;."' in drawing.say("en")
    assert "lang=" not in drawing.say("en")
    assert ' lang="id"' in drawing.say("id")
    with pytest.raises(ValueError, match="say in a sentence what the picture shows"):
        sketch.svg(" ")


def test_a_sketch_without_points_draws_nothing():
    sketch = Sketch(10)
    sketch.dots([], "red")
    assert "path" not in sketch.svg("Nothing at all.").say("en")


@pytest.mark.parametrize("name", NAMES)
def test_a_view_is_in_no_language(name):
    one, other = explorer(name, "en").view(), explorer(name, "id").view()
    assert one == other
    for part in filter(None, (one.sentence, one.picture, one.table)):
        assert part.say("en") != part.say("id")
