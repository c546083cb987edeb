import math
import warnings

import numpy as np
import pytest
from scipy import stats

import asi_helpers as asi
from asi_helpers import TwoByTwo
from asi_helpers.simulation import every_deal, null_shares, summarise_samples

POPULATION = TwoByTwo.from_array([[80, 120], [60, 286]])
CELLS = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")


def generator(seed=1):
    return np.random.default_rng(seed)


def cells_of(studies):
    return np.stack([getattr(studies, name) for name in CELLS], axis=1)


def test_shuffling_gives_the_distribution_of_shuffled_cards():
    table = TwoByTwo.from_array([[6, 4], [5, 9]])
    shuffled = asi.permutation_distribution(table, n_samples=20_000, rng=generator())
    groups, cards = np.repeat([True, False], [10, 14]), np.repeat([True, False], [11, 13])
    rng, dealt = generator(2), []
    for _ in range(5_000):
        cards = rng.permutation(cards)
        a = int((groups & cards).sum())
        cells = [[a, 10 - a], [11 - a, 3 + a]]
        dealt.append(stats.chi2_contingency(cells, correction=False).statistic)
    assert set(np.round(dealt, 9)) <= set(np.round(shuffled, 9))
    for threshold in (0.5, 1.5, 4):
        share, other = (shuffled > threshold).mean(), (np.array(dealt) > threshold).mean()
        assert abs(share - other) < 0.03


def test_shuffling_reaches_the_observed_table_as_often_as_fisher_says():
    table = TwoByTwo.from_array([[3, 1], [1, 3]])
    observed = asi.chi_square_test(table).statistic
    shuffled = asi.permutation_distribution(table, n_samples=50_000, rng=generator())
    share = (shuffled >= observed - 1e-9).mean()
    assert share == pytest.approx(asi.fisher_exact_test(table).pvalue, abs=0.01)


@pytest.mark.parametrize(
    "counts",
    [
        [[27, 7], [6, 54]],
        [[3, 1], [1, 3]],
        [[40, 2], [30, 1]],  # more exposed than non-cases: some have to be cases
        [[0, 5], [0, 4]],
        [[2_000, 1_500], [1_800, 40_000]],
    ],
)
@pytest.mark.filterwarnings("error")
def test_every_deal_has_its_hypergeometric_chance(counts):
    table = TwoByTwo.from_array(counts)
    deals = every_deal(table)
    peer = stats.hypergeom(table.n, table.n_cases, table.n_exposed)
    low, high = peer.support()
    assert deals.cases.tolist() == list(range(low, high + 1))
    np.testing.assert_allclose(deals.chance, peer.pmf(deals.cases), rtol=1e-7, atol=1e-300)
    assert deals.chance.sum() == pytest.approx(1, abs=1e-12)


def test_every_deal_has_the_chi_square_of_its_table():
    table = asi.load_table("comfort")
    deals = every_deal(table)
    for cases, chi2 in zip(deals.cases.tolist(), deals.chi2, strict=True):
        rest = table.n_cases - cases
        dealt = [[cases, table.n_exposed - cases], [rest, table.n_unexposed - rest]]
        test = asi.chi_square_test(TwoByTwo.from_array(dealt))
        assert chi2 == pytest.approx(test.statistic, rel=1e-12, abs=1e-12)


def test_the_94_cards_are_a_comb_as_well():
    """What chapter 5 says of the gaps, and of how much lies beyond the textbook's line."""
    table = asi.load_table("knowledge")
    deals = every_deal(table)
    assert len(deals.cases) == len(set(deals.chi2.round(9))) == 34
    for low in (2, 6, 8):
        assert not ((deals.chi2 >= low) & (deals.chi2 < low + 1)).any()
    peer = stats.hypergeom(table.n, table.n_cases, table.n_exposed)
    beyond = peer.pmf(deals.cases)[deals.chi2 >= stats.chi2.isf(0.05, 1)].sum()
    assert round(100 * beyond, 1) == 4.2
    shuffled = asi.permutation_distribution(table, n_samples=20_000, rng=generator())
    assert set(shuffled.round(9)) <= set(deals.chi2.round(9))


@pytest.mark.filterwarnings("error")
def test_shuffling_a_table_with_an_empty_margin():
    shuffled = asi.permutation_distribution(
        TwoByTwo.from_array([[3, 0], [4, 0]]), n_samples=5, rng=generator()
    )
    assert np.isnan(shuffled).all()
    assert shuffled.shape == (5,)


def test_every_study_holds_its_size_of_different_people():
    for weights in (None, [[3, 1], [1, 1]], [[0, 1], [1, 0.5]]):
        studies = asi.simulate_samples(
            POPULATION, size=94, n_samples=500, weights=weights, rng=generator()
        )
        cells = cells_of(studies)
        assert cells.dtype.kind == "i"
        assert cells.shape == (500, 4)
        assert len(studies) == 500
        assert (cells.sum(axis=1) == 94).all()
        assert (cells >= 0).all()
        assert (cells <= POPULATION.to_array().ravel()).all()
    assert (studies.exposed_cases == 0).all()


@pytest.mark.filterwarnings("error")
def test_what_each_study_would_report_agrees_with_the_package():
    population = TwoByTwo.from_array([[9, 3], [4, 8]])
    studies = asi.simulate_samples(population, size=8, n_samples=300, rng=generator())
    for i, (a, b, c, d) in enumerate(cells_of(studies).tolist()):
        table = TwoByTwo.from_array([[a, b], [c, d]])
        assert studies.prevalence[i] == table.n_cases / table.n
        for values, expected in (
            (studies.pr, asi.prevalence_ratio(table).value),
            (studies.por, asi.prevalence_odds_ratio(table).value),
            (studies.chi2, asi.chi_square_test(table).statistic),
        ):
            assert values[i] == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)
    assert np.isinf(studies.por).any()


def test_random_samples_are_right_on_average():
    studies = asi.simulate_samples(POPULATION, size=94, n_samples=20_000, rng=generator())
    expected = POPULATION.to_array().ravel() * 94 / POPULATION.n
    np.testing.assert_allclose(cells_of(studies).mean(axis=0), expected, atol=0.1)


@pytest.mark.parametrize(
    "weights", [[[2, 1], [2, 1]], [[3, 3], [1, 1]], [[6, 2], [3, 1]], [[4, 1], [1, 1]]]
)
def test_weights_multiply_the_odds_ratio_by_their_own_and_nothing_else(weights):
    studies = asi.simulate_samples(
        POPULATION, size=94, n_samples=20_000, weights=weights, rng=generator()
    )
    a, b, c, d = cells_of(studies).mean(axis=0)
    (s11, s10), (s01, s00) = weights
    expected = asi.prevalence_odds_ratio(POPULATION).value * s11 * s00 / (s10 * s01)
    assert a * d / (b * c) == pytest.approx(expected, rel=0.02)
    chance = POPULATION.to_array().ravel() * np.ravel(weights)
    np.testing.assert_allclose([a, b, c, d], 94 * chance / chance.sum(), rtol=0.02)


def test_equal_weights_are_a_random_sample():
    options = {"size": 94, "n_samples": 20_000}
    plain = asi.simulate_samples(POPULATION, rng=generator(), **options)
    equal = asi.simulate_samples(POPULATION, weights=[[2, 2], [2, 2]], rng=generator(), **options)
    np.testing.assert_allclose(cells_of(plain).std(axis=0), cells_of(equal).std(axis=0), rtol=0.03)
    assert np.median(plain.por) == pytest.approx(np.median(equal.por), rel=0.03)


def test_everybody_can_be_taken():
    for weights in (None, [[1, 1], [1, 1]]):
        studies = asi.simulate_samples(
            POPULATION, size=546, n_samples=3, weights=weights, rng=generator()
        )
        assert (cells_of(studies) == POPULATION.to_array().ravel()).all()


def test_the_same_seed_gives_the_same_studies():
    first, second = (
        asi.simulate_samples(POPULATION, size=20, n_samples=50, rng=generator(7)) for _ in range(2)
    )
    assert (cells_of(first) == cells_of(second)).all()


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"rng": 1}, TypeError, "must be a random generator"),
        ({"rng": None}, TypeError, "must be a random generator"),
        ({"size": 0}, ValueError, "`size` must be 1 or more"),
        ({"size": 547}, ValueError, "only 546 people"),
        ({"size": 9.5}, TypeError, "`size` must be a whole number"),
        ({"n_samples": 0}, ValueError, "`n_samples` must be 1 or more"),
        ({"n_samples": True}, TypeError, "`n_samples` must be a whole number"),
        ({"weights": [1, 2, 3, 4]}, ValueError, r"shape \(2, 2\)"),
        ({"weights": [[1, 1], [1, -1]]}, ValueError, "finite and 0 or more"),
        ({"weights": [[1, 1], [1, np.nan]]}, ValueError, "finite and 0 or more"),
        ({"weights": [[0, 0], [0, 0]]}, ValueError, "nobody can be chosen"),
        ({"weights": [["a", 1], [1, 1]]}, TypeError, "must be numbers"),
        ({"weights": [[1, 0], [0, 0]]}, ValueError, "more people of a cell than there are"),
    ],
)
def test_bad_input_is_refused(changes, error, message):
    arguments = {"size": 94, "n_samples": 10, "rng": generator()} | changes
    with pytest.raises(error, match=message):
        asi.simulate_samples(POPULATION, **arguments)


def test_populations_too_large_to_draw_from_are_refused():
    huge = TwoByTwo.from_array([[10**9, 1], [1, 1]])
    with pytest.raises(ValueError, match="drawing works for fewer than"):
        asi.simulate_samples(huge, size=5, n_samples=5, rng=generator())
    with pytest.raises(ValueError, match="drawing works for fewer than"):
        asi.permutation_distribution(huge, n_samples=5, rng=generator())


def test_a_large_table_can_be_shuffled_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = TwoByTwo.from_array([[2 * 10**8, 10**8], [3 * 10**8, 3 * 10**8]])
        shuffled = asi.permutation_distribution(table, n_samples=2_000, rng=generator())
    assert 0.8 < shuffled.mean() < 1.2


def test_classes_of_chi_square_share_out_all_shuffles():
    shuffled = asi.permutation_distribution(
        asi.load_table("knowledge"), n_samples=5_000, rng=generator()
    )
    shares = null_shares(shuffled, 45.9)
    assert shares.shuffles.sum() == pytest.approx(100)
    assert shares.high[-1] >= 45.9
    assert shares.shuffles[0] == pytest.approx(100 * np.mean(shuffled < 1))
    # the square of a standard normal: 68.27% within one standard deviation, 95.45% within two
    assert shares.curve[0] == pytest.approx(68.27, abs=0.005)
    assert shares.curve[:4].sum() == pytest.approx(95.45, abs=0.005)


@pytest.mark.parametrize(
    ("reach", "width"),
    [
        (12, 0.25),
        (13, 0.5),
        (26, 1),
        (51, 2),
        (101, 5),
        (251, 10),
        (501, 20),
        (1_001, 50),
        (2_501, 100),
    ],
)
def test_there_are_at_most_fifty_classes_with_a_round_width(reach, width):
    shares = null_shares([0.1, reach - 0.01], 1)
    assert shares.low[:2].tolist() == [0, width]
    assert len(shares.low) <= 51
    assert shares.high[-2] < reach <= shares.high[-1]
    assert shares.shuffles[0] == shares.shuffles[-1] == 50


def test_the_middle_of_many_studies_counts_infinite_ones():
    summary = summarise_samples([1, 2, 3, math.inf, math.inf, math.nan, 0])
    assert summary == {
        "median": 2, "low": 0, "high": math.inf, "n": 7, "infinite": 2, "zero": 1, "undefined": 1,
    }  # fmt: skip
    assert math.isnan(summarise_samples([math.nan])["median"])
    values = np.random.default_rng(1).normal(size=1001)
    assert summarise_samples(values)["median"] == np.median(values)


@pytest.mark.parametrize("name", asi.list_tables())
def test_the_observed_table_is_one_of_its_deals_to_the_last_digit(name):
    """So `>=` counts a tie, and a deal and its mirror image are one value."""
    table = asi.load_table(name)
    deals = every_deal(table)
    (observed,) = deals.chi2[deals.cases == table.exposed_cases]
    assert observed == asi.chi_square_test(table).statistic
    assert len(np.unique(deals.chi2)) == len(np.unique(deals.chi2.round(9)))
