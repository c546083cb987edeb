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
