"""Agreement of two raters: a known example, a peer, and its limits."""

import math
import random

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

import asi_helpers as asi


def test_a_textbook_example():
    """Fifty grant applications, two readers: 20 both yes, 15 both no; kappa 0.40."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert asi.cohen_kappa(first, second) == pytest.approx((0.7, 0.5, 0.4))


# statsmodels divides 0 by 0 where both raters gave one verdict only
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_equals_statsmodels():
    rng = random.Random(1)
    for _ in range(200):
        n, verdicts = rng.randint(2, 30), "abcd"[: rng.randint(2, 4)]
        first, second = ([rng.choice(verdicts) for _ in range(n)] for _ in range(2))
        counts = np.array(
            [
                [
                    sum((a, b) == (x, y) for a, b in zip(first, second, strict=True))
                    for y in verdicts
                ]
                for x in verdicts
            ]
        )
        found = asi.cohen_kappa(first, second)
        if math.isnan(found.kappa):
            assert len({*first, *second}) == 1
        else:
            assert found.kappa == pytest.approx(cohens_kappa(counts).kappa, abs=1e-12)


def test_extremes():
    assert asi.cohen_kappa("aabb", "aabb").kappa == 1
    assert asi.cohen_kappa("ab", "ba").kappa == -1
    assert math.isnan(asi.cohen_kappa("aaa", "aaa").kappa)


def test_bad_input_says_what_is_wrong():
    with pytest.raises(ValueError, match="they gave 3 and 2 verdicts"):
        asi.cohen_kappa("abc", "ab")
    with pytest.raises(ValueError, match="no item"):
        asi.cohen_kappa([], [])


def test_strata_add_up_to_their_table():
    for name in ("whickham", "class"):
        strata = asi.load_strata(name).values()
        total = sum(table.to_array() for table in strata)
        assert total.tolist() == asi.load_table(name).to_array().tolist()
    with pytest.raises(ValueError, match="No strata of 'tea'; there are strata of whickham, class"):
        asi.load_strata("tea")
