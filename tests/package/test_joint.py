"""Joint tables that fit the published ones, against the figures of the audit and statsmodels."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

import asi_helpers as asi
from asi_helpers import joint

NAMES = ("knowledge", "comfort", "support")


@pytest.fixture(scope="module")
def fitting():
    return asi.joint_tables({name: asi.load_table(name) for name in NAMES})


def row(rows, counts):
    """Where a joint table of one outcome stands, its cells 000, 001, ... 111."""
    (found,) = np.flatnonzero((rows == counts).all(axis=1))
    return found


def test_how_many_fit(fitting):
    assert len(fitting.cases) == 648
    assert len(fitting.noncases) == 899
    assert len(fitting) == 582_552


def test_each_fits_and_none_comes_twice(fitting):
    for rows, people, margins in [
        (fitting.cases, 33, (27, 23, 21)),
        (fitting.noncases, 61, (7, 16, 10)),
    ]:
        assert (rows >= 0).all()
        assert (rows.sum(axis=1) == people).all()
        assert len(np.unique(rows, axis=0)) == len(rows)
        cube = rows.reshape(-1, 2, 2, 2)
        for axis, margin in enumerate(margins):
            assert (cube.take(1, axis=axis + 1).sum(axis=(1, 2)) == margin).all()


@pytest.mark.parametrize(
    ("exposure", "lowest", "below_one"),
    [("knowledge", 2.357, 0.0), ("comfort", 0.0, 0.145), ("support", 0.0, 0.0717)],
)
def test_ranges_of_the_adjusted_odds_ratio(fitting, exposure, lowest, below_one):
    values = fitting.mantel_haenszel(exposure)
    assert values.shape == (648, 899)
    assert np.nanmin(values) == pytest.approx(lowest, abs=0.0005)
    assert np.nanmax(values) == np.inf
    assert (values < 1).mean() == pytest.approx(below_one, abs=0.0005)


def test_two_extremes_for_support(fitting):
    values = fitting.mantel_haenszel("support")
    low = (
        row(fitting.cases, (0, 0, 5, 1, 6, 4, 1, 16)),
        row(fitting.noncases, (38, 1, 13, 2, 0, 6, 0, 1)),
    )
    high = (
        row(fitting.cases, (0, 4, 1, 1, 1, 5, 10, 11)),
        row(fitting.noncases, (29, 10, 15, 0, 6, 0, 1, 0)),
    )
    assert values[low] == pytest.approx(0.2225, abs=5e-5)
    assert values[high] == np.inf


def test_how_many_can_be_good_at_two(fitting):
    # Frechet's bounds among the 33 with smooth flow
    bounds = {("knowledge", "comfort"): (17, 23), ("knowledge", "support"): (15, 21)}
    bounds["comfort", "support"] = (11, 21)
    for pair, expected in bounds.items():
        cases, noncases = fitting.both(*pair)
        assert (cases.min(), cases.max()) == expected
        assert noncases.shape == (899,)
    assert (fitting.cases[:, 7].min(), fitting.cases[:, 7].max()) == (5, 21)


@pytest.mark.parametrize("exposure", NAMES)
def test_strata_agree_with_statsmodels_and_add_up_to_the_published_table(fitting, exposure):
    rng = np.random.default_rng(9)
    everywhere = fitting.mantel_haenszel(exposure)
    published = asi.load_table(exposure)
    compared = 0
    for i, j in zip(rng.integers(648, size=60), rng.integers(899, size=60), strict=True):
        strata = list(fitting.strata(exposure, i, j).values())
        arrays = [table.to_array() for table in strata]
        assert (sum(arrays) == published.to_array()).all()
        assert all(table.exposed == published.exposed for table in strata)
        ours = asi.mantel_haenszel_odds_ratio(strata).value
        assert everywhere[i, j] == pytest.approx(ours, rel=1e-12)
        if 0 < ours < np.inf:
            peer = StratifiedTable([array.astype(float) for array in arrays])
            assert ours == pytest.approx(peer.oddsratio_pooled, rel=1e-12)
            compared += 1
    assert compared > 40


def test_strata_are_named_by_the_other_two(fitting):
    cases = row(fitting.cases, (0, 0, 5, 1, 6, 4, 1, 16))
    noncases = row(fitting.noncases, (38, 1, 13, 2, 0, 6, 0, 1))
    strata = fitting.strata("support", cases, noncases)
    # of good knowledge and poor comfort: 100 without support, 101 with
    assert strata[1, 0].to_array().tolist() == [[4, 6], [6, 0]]


def test_a_combination_that_nobody_has_is_left_out():
    one = asi.TwoByTwo.from_array([[2, 0], [0, 2]])
    fitting = asi.joint_tables({"first": one, "second": one, "third": one})
    assert len(fitting) == 1  # all three exposures go together
    assert set(fitting.strata("first", 0, 0)) == {(0, 0), (1, 1)}


def test_mantel_haenszel_of_the_rabbits():
    # R, ?mantelhaen.test, penicillin in rabbits (Agresti): 7, 95% CI 1.026713 to 47.725133
    cells = [[0, 6, 0, 5], [3, 3, 0, 6], [6, 0, 2, 4], [5, 1, 6, 0], [2, 0, 5, 0]]
    result = asi.mantel_haenszel_odds_ratio(
        [asi.TwoByTwo.from_array([four[:2], four[2:]]) for four in cells]
    )
    assert result.value == pytest.approx(7)
    assert result.interval == pytest.approx((1.026713, 47.725133), abs=5e-7)


def test_what_cannot_be_joined():
    tables = {name: asi.load_table(name) for name in NAMES}
    with pytest.raises(ValueError, match="must hold three tables, but it holds 2"):
        asi.joint_tables({name: tables[name] for name in NAMES[:2]})
    with pytest.raises(TypeError, match="must be a TwoByTwo"):
        asi.joint_tables({**tables, "support": [[1, 2], [3, 4]]})
    with pytest.raises(ValueError, match="33 cases, 61 non-cases and 61 cases, 33 non-cases"):
        asi.joint_tables({**tables, "support": tables["support"].swap_outcome()})
    large = asi.TwoByTwo.from_array([[4000, 4000], [4000, 4000]])
    with pytest.raises(ValueError, match="Too many joint tables"):
        asi.joint_tables({"a": large, "b": large, "c": large})
    medium = asi.TwoByTwo.from_array([[30, 30], [30, 30]])
    with pytest.raises(ValueError, match="Too many joint tables"):
        asi.joint_tables({"a": medium, "b": medium, "c": medium})
    with pytest.raises(ValueError, match="No exposure 'sleep'; there are knowledge"):
        asi.joint_tables(tables).mantel_haenszel("sleep")


@pytest.mark.parametrize(
    ("cells", "most"),
    [
        ([[1, 0], [1, 1]], 16),  # looked through, of which 4 fit
        ([[2, 2], [2, 2]], 144),  # fit
    ],
)
def test_as_many_as_are_allowed_are_found_and_not_one_more(cells, most, monkeypatch):
    published = {name: asi.TwoByTwo.from_array(cells) for name in NAMES}
    monkeypatch.setattr(joint, "_MANY", most)
    assert 0 < len(asi.joint_tables(published)) <= most
    monkeypatch.setattr(joint, "_MANY", most - 1)
    with pytest.raises(ValueError, match="Too many joint tables fit"):
        asi.joint_tables(published)


@pytest.mark.parametrize("exposed", [(1, 9, 9), (9, 1, 9), (9, 9, 1)])
def test_a_small_group_keeps_the_search_small(exposed, monkeypatch):
    """Two exposures are shared by no more people than have the rarer one: 2 * 2 * 2 * 10 tries."""
    published = {
        name: asi.TwoByTwo.from_array([[cases, 0], [10 - cases, 2]])
        for name, cases in zip(NAMES, exposed, strict=True)
    }
    monkeypatch.setattr(joint, "_MANY", 80)
    assert len(asi.joint_tables(published)) > 0
    monkeypatch.setattr(joint, "_MANY", 79)
    with pytest.raises(ValueError, match="Too many joint tables"):
        asi.joint_tables(published)
