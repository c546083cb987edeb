"""Two rules of the audit that the paper's own numbers never put to the test."""

import itertools

import pytest
from bs4 import BeautifulSoup

import asi_helpers as asi
from asi_helpers.book.paper import claims

CLAIMS = asi.load_dataset("claims")


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([[27, 7], [6, 54]], "reproduces"),
        ([[12, 12], [11, 13]], "contradicts"),  # a large p
        ([[6, 1], [1, 6]], "contradicts"),  # p is small, but expected counts are below 5
        ([[10, 0], [0, 10]], "reproduces"),  # every expected count is 5
    ],
)
def test_a_null_is_rejected_only_where_chi_square_holds(counts, verdict):
    test = asi.chi_square_test(asi.TwoByTwo.from_array(counts))
    pvalue, smallest = test.pvalue, test.expected_freq.min().min()
    found = claims.RULES["null_rejected"]("", pvalue, smallest)
    assert found.verdict == verdict
    assert found.recomputed == pvalue
    # the third is one that p alone would let pass
    assert (pvalue < 0.05) == (counts != [[12, 12], [11, 13]])


PRINTED = [  # ratio, limits and p of the knowledge table as they might have been printed; verdicts
    (("34,7", "10,6", "113,5", "<0,001"), ("reproduces",) * 7),
    (
        ("34,7", "10,6", "113,4", "0,000"),  # the second limit cut off, not rounded
        ("reproduces", "reproduces", "reproduces", "misworded", *("reproduces",) * 3),
    ),
    (
        ("0,029", "0,009", "0,094", "0,02"),
        ("inverted", "inverted", "inverted", "contradicts", *("reproduces",) * 3),
    ),
    (
        ("34,71", "12,85", "93,78", "<0,001"),  # limits at 90%
        (*("reproduces",) * 5, "contradicts", "reproduces"),
    ),
    (
        ("34,7", "113,5", "106", "<0,001"),
        (*("reproduces",) * 2, "lost zero", "reproduces", "descending", "lost zero", "contradicts"),
    ),
    (
        ("12,4", "4,10", "37,9", "<0,001"),  # perhaps adjusted
        (*("cannot be known",) * 3, "reproduces", "reproduces", "contradicts", "reproduces"),
    ),
]
ASKED = (
    ("por_in_the_table", 0, ()),
    ("limit_in_the_table", 1, ("first_limit",)),
    ("limit_in_the_table", 2, ("second_limit",)),
    ("pvalue_in_the_table", 3, (1e-11,)),
    ("order", None, ()),
    ("confidence_level", None, ()),
    ("contains", None, ()),
)


@pytest.mark.parametrize(("printed", "verdicts"), PRINTED, ids=[one[0] for one, _ in PRINTED])
def test_other_printed_numbers_would_get_other_verdicts(monkeypatch, printed, verdicts):
    names = ("por", "first_limit", "second_limit", "pvalue")
    results = dict(zip(names, printed, strict=True))
    keys = {"por": "or", "first_limit": "or_low", "second_limit": "or_high", "pvalue": "p"}
    audit = claims._Audit(
        asi.load_table("knowledge"), {keys[name]: text for name, text in results.items()}
    )
    monkeypatch.setattr(claims, "_results", lambda table: results)
    monkeypatch.setattr(claims, "_audit", lambda table: audit)
    found = [
        claims.RULES[rule]("95%" if at is None else printed[at], "knowledge", *more).verdict
        for rule, at, more in ASKED
    ]
    assert tuple(found) == verdicts


@pytest.mark.parametrize(("printed", "verdict"), [("1,000", "misworded"), ("1,5", "reproduces")])
def test_times_greater_needs_a_ratio_above_1(monkeypatch, printed, verdict):
    monkeypatch.setattr(claims, "_results", lambda table: {"por": printed})
    assert claims.RULES["times_greater"](printed, "knowledge", 34.7).verdict == verdict


def test_limits_that_are_alike_are_in_no_order(monkeypatch):
    printed = {"or": "34,7", "or_low": "10,6", "or_high": "10,6"}
    audit = claims._Audit(asi.load_table("knowledge"), printed)
    monkeypatch.setattr(claims, "_audit", lambda table: audit)
    assert claims.RULES["order"]("", "knowledge").verdict == "lost zero"


@pytest.mark.parametrize("language", ["en", "id"])
def test_claims_of_one_explanation_stand_together_in_the_order_of_the_paper(language):
    html = asi.show_claims(language)._repr_mimebundle_()["text/html"]
    page = BeautifulSoup(html, "html.parser")
    order = {name: place for place, name in enumerate(CLAIMS["id"])}
    shared = 0
    for block in page.select(".asi-verdict"):
        bodies = block.select("tbody")
        reasons = [body.select_one(".asi-why").text for body in bodies]
        assert len(reasons) == len(set(reasons)), block["data-verdict"]
        places = [[order[row["data-claim"]] for row in b.select("[data-claim]")] for b in bodies]
        assert all(each == sorted(each) for each in places)
        first = [each[0] for each in places]
        assert first == sorted(first)
        # some explanation is that of claims which the paper has apart
        shared += sum(b - a > 1 for each in places for a, b in itertools.pairwise(each))
    assert shared > 0
