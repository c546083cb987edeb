"""Figures draw what the list drawn.json says of them."""

import pytest

from press import expected
from tests.drawn import DRAWN, summary
from tests.figures import FIGURES, drawn

LISTED = expected.read(DRAWN)


def test_every_figure_is_listed():
    assert list(LISTED) == list(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_draws_what_the_list_says(name):
    changes = list(expected.differences({name: LISTED[name]}, {name: summary(drawn(name))}))
    if changes:
        pytest.fail("\n".join([*changes, "If that is meant, run: make expected"]), pytrace=False)
