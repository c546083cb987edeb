"""Values that a cell keeps for the text."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from asi_helpers import keep, markdown_table


def kept(name, value):
    InteractiveShell.instance()
    with capture_output() as captured:
        keep(name, value)
    (output,) = captured.outputs
    return output


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
