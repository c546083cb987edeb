"""`set_language` once, or `language=` each time: the same, for everything public."""

import inspect
import os
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import asi_helpers as asi
from asi_helpers.language import as_printed, check_language, format_count
from asi_helpers.notebook import _texts
from asi_helpers.pasted.__main__ import main as audit_a_file

KNOWLEDGE = asi.load_table("knowledge")
POR = asi.prevalence_odds_ratio(KNOWLEDGE)
AUDIT = asi.audit_estimate(0.029, 0.94, 0.009, table=KNOWLEDGE)
TEST = asi.chi_square_test(KNOWLEDGE)
STUDIES = asi.simulate_samples(KNOWLEDGE, size=94, n_samples=40, rng=np.random.default_rng(1))
SHUFFLED = asi.permutation_distribution(KNOWLEDGE, n_samples=99, rng=np.random.default_rng(1))
NO_ODDS = {"or": "0.029", "p": "0.000"}


# What to call each public thing with that takes a language; one that is missing fails the test.
CALLS = {
    "Finding": lambda **language: _finding(**language).note,
    "Label.say": asi.Label("good", id="baik").say,
    "Pasted.audit": lambda **language: asi.read_pasted("a 27 7\nb 6 54\nOR = 0,029").audit(
        **language
    ),
    "Picture": lambda **language: asi.Picture(
        asi.plot_bullseye(language="en").figure,
        alt="x",
        tables=[(pd.DataFrame({"a": ["x"], "b": [1.5]}), None)],
        **language,
    ),
    "TwoByTwo.row_percent": KNOWLEDGE.row_percent,
    "TwoByTwo.to_frame": KNOWLEDGE.to_frame,
    "audit_printed": lambda **language: asi.audit_printed(KNOWLEDGE, NO_ODDS, **language),
    "calculator": asi.calculator,
    "check": lambda **language: asi.check("08-live", 1, **language),
    "describe": lambda **language: asi.describe(POR, **language),
    "format_number": lambda **language: asi.format_number(1.5, 1, **language),
    "format_pvalue": lambda **language: asi.format_pvalue(0.00001, **language),
    "format_ratio": lambda **language: asi.format_ratio(1.5, **language),
    "load_printed_rows": lambda **language: asi.load_printed_rows("sharps", **language),
    "plot_audits": lambda **language: asi.plot_audits([AUDIT], **language),
    "plot_chances": lambda **language: asi.plot_chances(
        KNOWLEDGE, [[50, 20], [25, 30]], **language
    ),
    "plot_cover": lambda **language: asi.plot_cover(AUDIT, **language),
    "plot_expected": lambda **language: asi.plot_expected(TEST, **language),
    "plot_geometric_means": lambda **language: asi.plot_geometric_means([AUDIT], **language),
    "plot_icon_array": lambda **language: asi.plot_icon_array(KNOWLEDGE, **language),
    "plot_interval": lambda **language: asi.plot_interval(AUDIT, **language),
    "plot_intervals": lambda **language: asi.plot_intervals([POR], **language),
    "plot_many_intervals": lambda **language: asi.plot_many_intervals([POR], truth=3, **language),
    "plot_null_distribution": lambda **language: asi.plot_null_distribution(
        SHUFFLED, TEST, **language
    ),
    "plot_precision": lambda **language: asi.plot_precision([POR], **language),
    "plot_row_percents": lambda **language: asi.plot_row_percents(KNOWLEDGE, **language),
    "plot_samples": lambda **language: asi.plot_samples(STUDIES, **language),
    "quiz": lambda **language: asi.quiz("08", **language),
    "read_pasted": lambda **language: asi.read_pasted("27 7\n6 54", **language),
    "results_paragraph": lambda **language: asi.results_paragraph(KNOWLEDGE, **language),
    "show": lambda **language: asi.show(
        asi.new_axes(), alt="Nothing.", numbers=pd.DataFrame({"a": ["x"], "b": [1.5]}), **language
    ),
    "spss_output": lambda **language: asi.spss_output(KNOWLEDGE, **language),
    "writing_box": lambda **language: asi.writing_box("mine", **language),
}
NO_ARGUMENTS = ("explore_", "plot_", "show_")


def _finding(**language):
    (found,) = asi.audit_printed(KNOWLEDGE, {"or": "0.029"}).findings
    same = {name: getattr(found, name) for name in ("quantity", "printed", "computed", "verdict")}
    return asi.Finding(**same, reading=found.reading, source=found.source, **language)


def _takes_language(thing):
    try:
        return "language" in inspect.signature(thing).parameters
    except ValueError:  # of C, such as a class of strings
        return False


def speakers():
    """Names of everything public that takes a language: functions, classes, methods."""
    for name in asi.__all__:
        thing = getattr(asi, name)
        if name == "set_language":
            continue
        if _takes_language(thing):
            yield name
        if inspect.isclass(thing):
            members = inspect.getmembers(thing, callable)
            own = (each for each, member in members if each[0] != "_" and _takes_language(member))
            yield from (f"{name}.{each}" for each in own)


def called(name):
    plain = not CALLS.get(name) and name.startswith(NO_ARGUMENTS)
    call = getattr(asi, name) if plain else CALLS[name]

    def shown(**language):
        return _shown(call(**language))

    return shown


def _shown(result):
    """All that a reader sees of a result, but for the numbers that tell ids apart."""
    if isinstance(result, plt.Axes):
        result = asi.show(result)
    if isinstance(result, pd.DataFrame):
        return result.to_html()
    if isinstance(result, asi.PrintedAudit):
        return "\n".join(each.note for each in result.findings)
    if isinstance(result, asi.Pasted):
        return "\n".join(result.warnings)
    html = result.html if hasattr(result, "html") else ""
    html = html() if callable(html) else html
    html = re.sub(r"(asi-[a-z_]+-)\d+-|asi-q(\d\d)-\d+-|f[0-9a-f]{6}-(\d+-)?", r"\1\2", html)
    return f"{result if isinstance(result, str) else repr(result)}\n{html}"


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    """No language is chosen before a test or after it."""
    monkeypatch.delenv("ASI_LANGUAGE", raising=False)
    asi.set_language(None)
    yield
    asi.set_language(None)
    plt.close("all")


@pytest.mark.parametrize("name", list(speakers()))
def test_what_is_chosen_once_is_as_what_is_said_each_time(name):
    call = called(name)
    indonesian, english = call(language="id"), call(language="en")
    assert call() == english
    assert english != indonesian
    asi.set_language("id")
    # An element in another language than the page's is marked, so English ones are marked now.
    assert call() == indonesian
    assert call(language="en").replace(' lang="en"', "") == english.replace(' lang="en"', "")


@pytest.mark.parametrize("name", list(speakers()))
def test_what_has_a_language_has_none_by_default(name):
    thing = asi
    for part in name.split("."):
        thing = getattr(thing, part)
    assert inspect.signature(thing).parameters["language"].default is None


def test_the_environment_decides_where_nobody_has_chosen(monkeypatch):
    monkeypatch.setenv("ASI_LANGUAGE", "id")
    assert asi.format_number(34.7, 1) == "34,7"
    asi.set_language("en")
    assert asi.format_number(34.7, 1) == "34.7"
    asi.set_language(None)
    assert asi.format_number(34.7, 1) == "34,7"
    monkeypatch.setenv("ASI_LANGUAGE", "")
    assert asi.format_number(34.7, 1) == "34.7"


def test_an_unknown_language_of_the_environment_is_named(monkeypatch):
    monkeypatch.setenv("ASI_LANGUAGE", "xx")
    with pytest.raises(ValueError, match=r"ASI_LANGUAGE must be 'en' .* but is 'xx'"):
        asi.describe(POR)
    assert asi.describe(POR, "en").startswith("The odds")  # who says a language is not held up
    asi.set_language("id")
    assert asi.describe(POR) == asi.describe(POR, "id")


@pytest.mark.parametrize("wrong", ["fr", "", "ID", 1, ["id"]])
def test_an_unknown_language_is_refused_and_the_one_before_stays(wrong):
    asi.set_language("id")
    with pytest.raises(ValueError, match=r"`language` must be 'en' .* but got "):
        asi.set_language(wrong)
    assert check_language() == "id"


def test_importing_with_a_wrong_language_is_no_error_yet():
    code = "import asi_helpers as asi; asi.set_language('id'); print(asi.format_number(1.5, 1))"
    surroundings = {**os.environ, "ASI_LANGUAGE": "xx"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "1,5"


def test_what_is_made_stays_in_the_language_it_was_made_in():
    explorer, calculator = asi.explore_recode(), asi.calculator()
    quiz, sentence = asi.quiz("08"), asi.describe(POR)
    before = [_shown(each) for each in (explorer, calculator, quiz)]
    asi.set_language("id")
    assert [_shown(each) for each in (explorer, calculator, quiz)] == before
    assert sentence == asi.describe(POR, "en")
    assert explorer.widget().children[0].value.count('lang="en"')


def test_english_words_of_an_indonesian_page_are_marked():
    english, indonesian = asi.describe(POR, "en"), asi.describe(POR, "id")
    assert "lang=" not in english._repr_markdown_()
    asi.set_language("id")
    assert english._repr_markdown_().startswith('<span lang="en">')
    assert indonesian._repr_markdown_().startswith('<span lang="id">')
    assert '<svg class="asi-svg"' in asi.show(asi.plot_bullseye(language="en")).svg
    assert 'lang="en"' in asi.show(asi.plot_bullseye(language="en")).svg


def test_a_plot_is_shown_in_the_language_in_which_it_was_drawn():
    ax = asi.plot_bullseye()
    asi.set_language("id")
    assert asi.show(ax).alt == asi.show(asi.plot_bullseye(language="en")).alt


def test_every_thread_speaks_the_language_that_was_chosen():
    asi.set_language("id")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asi.format_number, 34.7, 1).result() == "34,7"


def test_what_cannot_be_told_a_language_follows():
    asi.set_language("id")
    assert (as_printed(0.94), format_count(11037)) == ("0,94", "11.037")
    hints = asi.check_paragraph("Knowledge causes flow.")
    assert str(hints[0]) == hints[0].say() == hints[0].say("id") != hints[0].say("en")


def test_digits_of_a_sentence_do_not_hang_on_the_language():
    """Where words are made, numbers are looked at as text; that text is English in any case."""
    rare = asi.TwoByTwo.from_array([[1, 99_999], [2, 99_998]])
    results = [measure(rare) for measure in (asi.prevalence_ratio, asi.prevalence_difference)]
    results += [asi.chi_square_test(rare), rare, AUDIT]
    said = [asi.describe(each, "id") for each in results]
    asi.set_language("id")
    assert [asi.describe(each) for each in results] == said


def test_a_table_can_be_taken_from_its_own_frame_in_any_language():
    asi.set_language("id")
    turned = KNOWLEDGE.to_frame().T
    again = asi.TwoByTwo.from_frame(turned, exposed=KNOWLEDGE.exposed, case=KNOWLEDGE.case)
    assert again.to_array().tolist() == KNOWLEDGE.to_array().tolist()
    assert again.exposed.say("en") == "good knowledge"


def test_the_audit_of_a_file_follows_the_environment(monkeypatch, tmp_path, capsys):
    file = tmp_path / "table.txt"
    file.write_text("Baik 27 7\nKurang 6 54\nOR = 0,029", encoding="utf-8")
    audit_a_file([str(file), "--language", "id"])
    indonesian = capsys.readouterr().out
    monkeypatch.setenv("ASI_LANGUAGE", "id")
    audit_a_file([str(file)])
    assert capsys.readouterr().out == indonesian
    monkeypatch.setenv("ASI_LANGUAGE", "xx")
    assert audit_a_file([str(file)]) == 2
    assert "ASI_LANGUAGE" in capsys.readouterr().err


def test_a_refusal_of_a_pasted_text_follows():
    def refusal(**language):
        with pytest.raises(ValueError, match=r"[a-z]") as caught:
            asi.read_pasted("nothing", **language)
        return str(caught.value)

    english, indonesian = refusal(), refusal(language="id")
    asi.set_language("id")
    assert refusal() == indonesian != english


def test_a_finding_keeps_its_language_when_it_travels():
    asi.set_language("id")
    found = asi.audit_printed(KNOWLEDGE, NO_ODDS).findings[0]
    asi.set_language(None)
    assert pickle.loads(pickle.dumps(found)).note == found.note
    assert found.language == "id"


def test_what_is_kept_for_a_text_follows():
    asi.set_language("id")
    values = {"name": KNOWLEDGE.exposed, "por": POR, "n": 11037, "share": 79.41}
    kept = {key: text for name in values for key, text in _texts(name, values[name], 1).items()}
    assert kept == {
        "name": "pengetahuan baik",
        **{"por": "34,7", "por_low": "10,6", "por_high": "113,5"},
        **{"n": "11.037", "share": "79,4"},
    }
