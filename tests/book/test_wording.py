"""Both languages of every sentence of the package name the same things in the same order."""

import re

import pytest

from press import ROOT
from press.expected import labels

# Where Indonesian grammar has another order: the gaps that differ, of both.
OTHER_ORDER = {
    "The odds of {case} were {value} times as high": (
        "value exposed unexposed",
        "exposed value unexposed",
    ),
    "The odds of {case} were lower in the": (
        "turned unexposed exposed",
        "unexposed turned exposed",
    ),
    # where English has "as in the other group", Indonesian has the prevalence in that group
    "The {frequency} of {case} was {value} times as high": (
        "value exposed unexposed",
        "exposed value frequency unexposed",
    ),
    "The {frequency} of {case} was lower in the": (
        "turned unexposed exposed",
        "frequency unexposed turned frequency exposed",
    ),
    "The {frequency} of {case} was about the same": (
        "exposed unexposed",
        "exposed frequency unexposed",
    ),
}
LABELS = [
    pytest.param(*pair, id=f"{path.stem}: {pair[0][:40]}")
    for path in sorted((ROOT / "asi_helpers").rglob("*.py"))
    for pair in labels(path.read_text("utf8"))
    if "{" in "".join(pair)
]


def gaps(text):
    """Names of the gaps; of a row's words in one language, without the language."""
    return " ".join(re.findall(r"\{([\w.]+?)(?:_en|_id)?\}", text))


@pytest.mark.parametrize(("english", "indonesian"), LABELS)
def test_gaps_stand_in_one_order_in_both_languages(english, indonesian):
    wanted = gaps(english)
    for start, (one, other) in OTHER_ORDER.items():
        if english.startswith(start):
            assert one in wanted
            wanted = wanted.replace(one, other)
    assert gaps(indonesian) == wanted
