"""Typed numbers: read whole or not at all; the page is held to the same table."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asi_helpers.language import (
    LANGUAGES,
    find_numbers,
    format_count,
    format_number,
    read_number,
    tidy,
)

ROWS = json.loads((Path(__file__).parents[1] / "typed.json").read_text("utf8"))
NOT_READ = {"value": None, "decimals": 0, "mark": "", "grouped": None, "unit": ""}


def by_row(function):
    return pytest.mark.parametrize("row", ROWS, ids=[ascii(row["typed"])[:30] for row in ROWS])(
        function
    )


def test_the_table_has_every_kind_of_text():
    assert len({row["typed"] for row in ROWS}) == len(ROWS) > 100
    assert {row.get("problem", "") for row in ROWS} == {
        *("", "empty", "script", "fraction", "unreadable"),
    }


@by_row
def test_a_typed_number_is_read_as_the_table_says(row):
    wanted = {"problem": "", **NOT_READ}
    wanted |= {key: row[key] for key in wanted if key in row}
    assert asdict(read_number(row["typed"])) == wanted


@given(st.text() | st.text("0123456789., -+%x/_"))
def test_no_text_raises(text):
    read = read_number(text)
    assert (read.value is None) == bool(read.problem)


@given(
    st.decimals(-999, 999, places=4), st.integers(0, 4), st.sampled_from(LANGUAGES),
    st.sampled_from(["{}", " {} ", "{}%", "{} %"]),
)  # fmt: skip
def test_what_the_package_writes_is_read_back(value, decimals, language, frame):
    text = format_number(float(value), decimals, language)
    read = read_number(frame.format(text))
    assert (read.value, read.decimals) == (
        float(text.replace(",", ".").replace("−", "-")),
        decimals,
    )


@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_a_grouped_count_is_read_back(count, language):
    read = read_number(format_count(count, language))
    assert count in (read.value, read.grouped)


@given(st.text() | st.text("27²³½１ \u00a0\u200b−–"))
def test_a_tidy_text_stays_so(text):
    plain = tidy(text)
    assert tidy(plain) == plain == plain.strip()
    assert not re.search(r"[\t\n\u00a0\u200b−–]|  ", plain)


def test_raised_digits_are_no_digits():
    assert read_number("27²").problem == "unreadable"
    assert read_number("２７").value == 27


def test_numbers_in_a_text():
    assert find_numbers("٢٧ 34")[0].value == 34
    found = find_numbers("0,029 (95% CI 0,94-0,009); n = -5")
    assert [number.value for number in found] == [0.029, 95, 0.94, 0.009, -5]
    assert [number.decimals for number in found] == [3, 0, 2, 3, 0]
