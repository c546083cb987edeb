"""Figures and explorers draw what the list drawn.json says of them."""

import pytest

from press import expected
from tests.drawn import DRAWN, NAMES, listed

LISTED = expected.read(DRAWN)


def test_every_figure_is_listed():
    assert list(LISTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_is_what_the_list_says(name):
    changes = list(expected.differences({name: LISTED[name]}, {name: listed(name)}))
    if changes:
        pytest.fail("\n".join([*changes, "If that is meant, run: make expected"]), pytrace=False)
