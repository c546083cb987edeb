"""Values that a cell keeps for the text."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import asi_helpers as asi
from asi_helpers import keep, markdown_table, notebook


def outputs(*values, **named):
    InteractiveShell.instance()
    with capture_output() as captured:
        keep(*values, **named)
    return captured.outputs


def kept(name, value):
    (output,) = outputs(name, value)
    return output


def said(*values, **named):
    """{name: text as the page says it} of what `keep` kept."""
    from myst_nb.core.variables import format_plain_text

    return {
        output.metadata["scrapbook"]["name"]: format_plain_text(*output.data.values(), "s")
        for output in outputs(*values, **named)
    }


@pytest.mark.parametrize("text", ["34,7", "2.60", "1,099", "p < 0.001", "mother's", ""])
def test_the_page_says_text_exactly_as_it_was_kept(text):
    from myst_nb.core.variables import format_plain_text

    output = kept("c08_por", text)
    assert output.metadata["scrapbook"]["name"] == "c08_por"
    (value,) = output.data.values()
    assert format_plain_text(value, "s") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(94, "94"), (0.25, "0.25"), (np.float64(34.5), "34.5"), (np.int64(7), "7")],
)
def test_numbers_are_kept_as_python_writes_them(value, text):
    assert list(kept("n", value).data.values()) == [text]


def test_nothing_is_shown_where_the_cell_stands():
    assert all(kind.startswith("application/papermill.record/") for kind in kept("n", 1).data)


def test_the_format_is_glues_own():
    from myst_nb import glue

    InteractiveShell.instance()
    with capture_output() as captured:
        glue("n", 94, display=False)
    (theirs,) = captured.outputs
    ours = kept("n", 94)
    assert ours.data == theirs.data
    assert ours.metadata == theirs.metadata


@pytest.mark.parametrize("name", ["", "two words", "8_por", "a`b", 8])
def test_a_name_that_the_text_could_not_say_is_refused(name):
    with pytest.raises(ValueError, match="`name` must begin with a letter"):
        keep(name, "x")


@pytest.mark.parametrize("key", ["two words", "a`b"])
def test_so_is_a_name_within_a_call(key):
    with pytest.raises(ValueError, match="`name` must begin with a letter"):
        keep("c08", **{key: "x"})


def test_several_values_are_kept_each_by_its_kind():
    por = asi.prevalence_odds_ratio(asi.load_table("knowledge"))
    assert said("c08", por=por, n=11037, share=79.4118, low=0.5, word="none") == {
        "c08_por": "34.7",
        "c08_por_low": "10.6",
        "c08_por_high": "113.5",
        "c08_n": "11,037",
        "c08_share": "79.4",
        "c08_low": "0.5",
        "c08_word": "none",
    }
    assert said("c08", decimals=0, share=np.float64(79.4118)) == {"c08_share": "79"}
    assert said("c08", decimals=None, limit=0.94) == {"c08_limit": "0.94"}


def test_a_difference_is_kept_in_percentage_points():
    difference = asi.prevalence_difference(asi.load_table("knowledge"))
    assert said("k_points", difference) == {
        "k_points": "69.4",
        "k_points_low": "50.3",
        "k_points_high": "81.0",
    }


def test_an_estimate_without_an_interval_keeps_itself_alone():
    table = asi.TwoByTwo.from_array([[5, 0], [3, 4]])
    assert said("por", asi.prevalence_odds_ratio(table)) == {"por": "infinite"}


def test_a_table_keeps_its_counts_and_its_three_kinds_of_percentages():
    values = said("k", asi.load_table("knowledge"))
    assert [values[f"k_{cell}"] for cell in "abcd"] == ["27", "7", "6", "54"]
    margins = ("n", "n_exposed", "n_unexposed", "n_cases", "n_noncases")
    # typed from the paper's Table 2
    assert [values[f"k_{margin}"] for margin in margins] == ["94", "34", "60", "33", "61"]
    assert [values[f"k_row_{cell}"] for cell in "abcd"] == ["79.4", "20.6", "10.0", "90.0"]
    assert [values[f"k_col_{cell}"] for cell in "abcd"] == ["81.8", "11.5", "18.2", "88.5"]
    assert [values[f"k_all_{cell}"] for cell in "abcd"] == ["28.7", "7.4", "6.4", "57.4"]
    assert len(values) == 4 + 5 + 12


def test_a_group_of_nobody_has_no_percentage():
    values = said("k", asi.TwoByTwo.from_array([[0, 0], [3, 4]]))
    assert values["k_row_a"] == "not defined"
    assert values["k_col_c"] == "100.0"


def test_a_test_keeps_itself_and_what_each_cell_adds():
    values = said("k", asi.chi_square_test(asi.TwoByTwo.from_array([[30, 10], [20, 40]])))
    # by hand: 50 of 100 are cases, so 20, 20, 30 and 30 are expected; 100/20 twice, 100/30 twice
    assert values["k_chi2"] == "16.7"
    assert values["k_p"] == "< 0.001"
    assert [values[f"k_e_{cell}"] for cell in "abcd"] == ["20.0", "20.0", "30.0", "30.0"]
    assert [values[f"k_gap_{cell}"] for cell in "abcd"] == ["+10.0", "−10.0", "−10.0", "+10.0"]
    assert [values[f"k_part_{cell}"] for cell in "abcd"] == ["5.0", "5.0", "3.3", "3.3"]
    assert [values[f"k_residual_{cell}"] for cell in "abcd"] == ["+2.2", "−2.2", "−1.8", "+1.8"]


def test_a_series_and_a_mapping_keep_each_value_under_its_key():
    counts = pd.Series({"yes": 3, "not applicable": 1})
    assert said("c10_n", counts) == {"c10_n_yes": "3", "c10_n_not_applicable": "1"}
    assert said("c07", odds={1: 0.25, "ten-fold": "x"}, decimals=2) == {
        "c07_odds_1": "0.25",
        "c07_odds_ten_fold": "x",
    }


@pytest.mark.parametrize("value", [None, True, [1, 2], object()])
def test_what_keep_cannot_write_it_refuses(value):
    with pytest.raises(TypeError, match=r"does not know how to write .* kept as 'c08_x'"):
        keep("c08", x=value)


def test_keep_wants_something_to_keep():
    with pytest.raises(TypeError, match="nothing to keep under 'c08'"):
        keep("c08")


def test_a_live_notebook_counts_no_invisible_outputs(monkeypatch):
    monkeypatch.setattr(notebook, "is_live", lambda: True)
    assert outputs("c08", n=94) == []
    with pytest.raises(ValueError, match="`name`"):
        keep("two words", 94)


def test_sphinx_is_not_imported():
    code = "import sys, asi_helpers.notebook; sys.exit('sphinx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_table_of_words_is_shown_whole_and_cannot_break_its_columns():
    long = (
        "a sentence that is longer than the fifty characters that pandas shows of a cell by default"
    )
    frame = pd.DataFrame({"item": [1, 2], "words": [long, "one | two\nthree"]}, index=[7, 8])
    lines = markdown_table(frame)._repr_markdown_().splitlines()
    assert lines == [
        "| item | words |",
        "|---|---|",
        f"| 1 | {long} |",
        "| 2 | one \\| two three |",
    ]
