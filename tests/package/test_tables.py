from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import asi_helpers as asi
from asi_helpers import Label, TwoByTwo

CELLS = [[27, 7], [6, 54]]


def test_cells_are_named_and_never_positional():
    with pytest.raises(TypeError):
        TwoByTwo(27, 7, 6, 54)


def test_a_table_is_frozen():
    with pytest.raises(AttributeError):
        TwoByTwo.from_array(CELLS).exposed_cases = 1


@pytest.mark.parametrize(
    "count",
    [27, np.int8(27), np.uint64(27), 27.0, np.float32(27), pd.Series([27], dtype="Int64")[0]],
)
def test_whole_numbers_of_every_type_become_int(count):
    table = TwoByTwo.from_array([[count, 7], [6, 54]])
    assert type(table.exposed_cases) is int
    assert table.exposed_cases == 27


@pytest.mark.parametrize("dtype", ["int64", "Int64", "object", "float64", "uint8"])
def test_frames_of_every_count_type_are_taken(dtype):
    assert TwoByTwo.from_array(pd.DataFrame(CELLS, dtype=dtype)).to_array().tolist() == CELLS


@pytest.mark.parametrize("count", [True, np.True_, "27", None, b"27", 27 + 0j, Decimal(27), [27]])
def test_counts_of_the_wrong_kind_are_refused(count):
    with pytest.raises(TypeError, match="`exposed_cases` must be a whole number of 0 or more"):
        TwoByTwo(exposed_cases=count, exposed_noncases=7, unexposed_cases=6, unexposed_noncases=54)


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (-1, "but got -1"),
        (-2.0, "but got -2"),
        (1.5, "not proportions or percentages"),
        (0.794, "not proportions or percentages"),
        (float("nan"), "missing"),
        (np.nan, "missing"),
        (pd.NA, "missing"),
        (float("inf"), "but got inf"),
    ],
)
def test_counts_of_the_wrong_value_are_refused(count, message):
    with pytest.raises(ValueError, match=message):
        TwoByTwo.from_array([[count, 7], [6, 54]])


def test_nobody_in_the_table_is_refused():
    with pytest.raises(ValueError, match="Nobody is in the table"):
        TwoByTwo.from_array([[0, 0], [0, 0]])


@pytest.mark.parametrize(
    "array",
    [
        [[27, 7, 34], [6, 54, 60], [33, 61, 94]],
        [[27, 7], [6, 54], [33, 61]],
        [[27, 7, 34], [6, 54, 60]],
        [[27, 7], [6]],
        [[27, 7]],
        [],
        [27, 7, 6, 54],
        27,
        np.ones((2, 2, 2)),
    ],
)
def test_other_shapes_are_refused(array):
    with pytest.raises((ValueError, TypeError), match=r"2x2|whole number"):
        TwoByTwo.from_array(array)


def test_text_and_tables_are_refused_as_arrays():
    with pytest.raises(TypeError, match="text '27 7 6 54'"):
        TwoByTwo.from_array("27 7 6 54")
    with pytest.raises(TypeError, match="already"):
        TwoByTwo.from_array(TwoByTwo.from_array(CELLS))


def test_labels_must_be_text():
    with pytest.raises(TypeError, match="`case` must be a name"):
        TwoByTwo.from_array(CELLS, case=1)
    with pytest.raises(ValueError, match="`exposed` must be a name, but it is blank"):
        TwoByTwo.from_array(CELLS, exposed=" ")


def test_counts_of_any_size_are_kept_exactly():
    huge = 10**25 + 1
    table = TwoByTwo.from_array([[huge, 1], [1, 1]])
    assert table.exposed_cases == huge
    assert table.to_array().tolist() == [[huge, 1], [1, 1]]
    assert TwoByTwo.from_array(CELLS).to_array().dtype == np.int64


def frame(transpose=False, reverse=False):
    out = pd.DataFrame(CELLS, index=["Baik", "Kurang"], columns=["Lancar", "Tidak Lancar"])
    out = out.iloc[::-1, ::-1] if reverse else out
    return out.T if transpose else out


@pytest.mark.parametrize("transpose", [False, True])
@pytest.mark.parametrize("reverse", [False, True])
def test_a_frame_is_turned_by_its_labels(transpose, reverse):
    table = TwoByTwo.from_frame(frame(transpose, reverse), exposed="Baik", case="Lancar")
    assert table.to_array().tolist() == CELLS
    assert (table.exposed, table.unexposed) == ("Baik", "Kurang")
    assert (table.case, table.noncase) == ("Lancar", "Tidak Lancar")


def test_a_frame_gives_the_names_of_its_axes_or_those_asked_for():
    named = frame().rename_axis(index="knowledge", columns="flow")
    table = TwoByTwo.from_frame(named.T, exposed="Baik", case="Lancar")
    assert (table.exposure, table.outcome) == ("knowledge", "flow")
    table = TwoByTwo.from_frame(named, exposed="Baik", case="Lancar", exposure="K", outcome="F")
    assert (table.exposure, table.outcome) == ("K", "F")


@pytest.mark.parametrize("transpose", [False, True])
@pytest.mark.parametrize("order", [[False, True], [True, False]])
def test_frame_labels_may_be_true_and_false(order, transpose):
    """As pandas.crosstab of two yes-or-no columns gives them: a list of them would be a mask."""
    frame = pd.DataFrame({True: [6, 27], False: [54, 7]}, index=[False, True])
    frame = frame.iloc[[int(label) for label in order]]
    frame = frame.T if transpose else frame
    frame.index.name, frame.columns.name = ("smooth", "good") if transpose else ("good", "smooth")
    with pytest.raises(ValueError, match="labels of both axes"):
        TwoByTwo.from_frame(frame, exposed=True, case=True)
    named = frame.rename(**{"index" if transpose else "columns": {True: "smooth", False: "not"}})
    table = TwoByTwo.from_frame(named, exposed=True, case="smooth")
    assert table.to_array().tolist() == CELLS
    assert (table.exposed, table.unexposed) == ("True", "False")


def test_an_axis_without_a_name_gives_none():
    frame = pd.DataFrame(CELLS, index=["good", "poor"], columns=["smooth", "not"])
    frame = frame.rename_axis("").rename_axis(columns="flow")
    table = TwoByTwo.from_frame(frame, exposed="good", case="smooth")
    assert (table.exposure, table.outcome) == ("exposure", "flow")


def test_frame_labels_may_be_numbers():
    codes = pd.DataFrame(CELLS, index=[1, 0], columns=["yes", "no"])
    assert TwoByTwo.from_frame(codes, exposed=0, case="no").to_array().tolist() == [
        [54, 6],
        [7, 27],
    ]


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        (lambda f: f, {"exposed": "Good"}, r"`exposed='Good'` is not a label"),
        (lambda f: f, {"case": "lancar"}, r"`case='lancar'` is not a label"),
        (lambda f: f, {"case": "Kurang"}, "lie on the same axis"),
        (lambda f: f.assign(Total=f.sum(axis=1)), {}, "carries totals"),
        (lambda f: f.rename(index={"Kurang": "Jumlah"}), {}, "carries totals"),
        (lambda f: f.rename(index={"Kurang": "Grand Total"}), {}, "carries totals"),
        (lambda f: f.rename(index={"Kurang": np.nan}), {}, "has no label"),
        (lambda f: f.rename(columns={"Tidak Lancar": pd.NA}), {}, "has no label"),
        (lambda f: f.assign(Other=1), {}, "two rows of two counts"),
        (lambda f: f.rename(index={"Kurang": "Baik"}), {}, "Labels must differ"),
        (
            lambda f: pd.DataFrame(CELLS, index=["yes", "no"], columns=["yes", "no"]),
            {"exposed": "yes", "case": "yes"},
            "labels of both axes",
        ),
    ],
)
def test_frames_that_cannot_be_turned_are_refused(change, arguments, message):
    arguments = {"exposed": "Baik", "case": "Lancar"} | arguments
    with pytest.raises(ValueError, match=message):
        TwoByTwo.from_frame(change(frame()), **arguments)


def test_only_frames_are_taken_as_frames():
    with pytest.raises(TypeError, match="must be a pandas DataFrame"):
        TwoByTwo.from_frame(CELLS, exposed=0, case=0)
    with pytest.raises(TypeError, match="must be a pandas DataFrame"):
        TwoByTwo.from_records(CELLS, exposure=0, outcome=1, exposed=0, case=0)


def people():
    return pd.DataFrame(
        [("good", "smooth")] * 27 + [("good", "not")] * 7 + [("poor", "smooth")] * 6
        + [("poor", "not")] * 54,
        columns=["knowledge", "flow"],
    )  # fmt: skip


def count(records, **changes):
    arguments = {"exposure": "knowledge", "outcome": "flow", "exposed": "good", "case": "smooth"}
    return TwoByTwo.from_records(records, **(arguments | changes))


def test_records_are_counted():
    table = count(people().sample(frac=1, random_state=1))
    assert table.to_array().tolist() == CELLS
    assert (table.exposure, table.unexposed, table.noncase) == ("knowledge", "poor", "not")
    assert count(people(), exposed="poor").to_array().tolist() == CELLS[::-1]


def test_a_categorical_level_may_be_empty():
    records = people().query("flow == 'smooth'").astype({"flow": "category"})
    records["flow"] = records["flow"].cat.set_categories(["smooth", "not"])
    assert count(records).to_array().tolist() == [[27, 0], [6, 0]]


def test_only_who_has_empty_levels_is_told_to_drop_them():
    records = people().astype({"flow": "category"})
    records["flow"] = records["flow"].cat.add_categories(["unknown"])
    with pytest.raises(ValueError, match="Drop unused levels with"):
        count(records)
    with pytest.raises(ValueError, match=r"has \['smooth', 'not', 'Total'\]\. Keep two of them"):
        count(pd.concat([people(), people().assign(flow="Total")]))


@pytest.mark.parametrize("dtype", ["object", "category"])
def test_of_more_levels_than_two_the_error_says_how_to_keep_two(dtype):
    """As with finalfit's factor of four hospitals."""
    records = people().assign(hospital=["h1", "h2", "h3", "h4"] * 23 + ["h1", "h2"])
    records["hospital"] = records["hospital"].astype(dtype)
    arguments = {"exposure": "hospital", "exposed": "h2"}
    with pytest.raises(ValueError, match=r"Keep two of them, such as ") as error:
        count(records, **arguments)
    frame = records  # what the error calls it
    code = str(error.value).split("such as ")[1].split(", or put")[0]
    kept = eval(code)
    if dtype == "category":
        with pytest.raises(ValueError, match="Drop unused levels with"):
            count(kept, **arguments)
        kept["hospital"] = kept["hospital"].cat.remove_unused_categories()
    table = count(kept, **arguments)
    assert (table.exposed, table.unexposed, table.n) == ("h2", "h1", 48)
    assert len(frame) == 94


def counted():
    rows = [("good", "smooth", 27), ("good", "not", 7), ("poor", "smooth", 6), ("poor", "not", 54)]
    return pd.DataFrame(rows, columns=["knowledge", "flow", "n"])


def test_a_column_may_hold_the_counts():
    for frame in (
        counted(),
        counted().sample(frac=1, random_state=1),
        counted().astype({"n": float}),
    ):
        table = count(frame, counts="n")
        assert table.to_array().tolist() == CELLS
        assert all(type(getattr(table, name)) is int for name in asi.tables.CELLS)
    by_parity = pd.concat([counted().assign(parity=1), counted().assign(parity=2)])
    assert count(by_parity, counts="n").to_array().tolist() == [[54, 14], [12, 108]]
    huge = counted().astype({"n": object})
    huge.loc[0, "n"] = 10**25 + 1
    assert count(huge, counts="n").exposed_cases == 10**25 + 1
    assert count(counted().drop(index=1), counts="n").to_array().tolist() == [[27, 0], [6, 54]]


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        (counted(), "n"),
        (counted().rename(columns={"n": "jumlah"}), "jumlah"),
        (counted().astype({"n": "Int64"}), "n"),
        (counted().astype({"n": float}), "n"),
        (counted().drop(index=2), "n"),
        (
            counted().assign(expected=[11.9, 22.1, 21.1, 38.9])[
                ["expected", "knowledge", "flow", "n"]
            ],
            "n",
        ),
    ],
)
def test_a_frame_that_looks_counted_is_not_taken_for_four_people(frame, name):
    with pytest.raises(ValueError, match=f"say `counts='{name}'`; if each row is one person"):
        count(frame)


def test_people_are_not_taken_for_counts():
    few = counted().drop(columns="n")
    assert count(few).to_array().tolist() == [[1, 1], [1, 1]]
    assert count(few.assign(weight=[3.1, 2.9, 3.3, 3.0], smokes=True)).n == 4
    assert count(pd.concat([counted(), counted().head(1)])).to_array().tolist() == [[2, 1], [1, 1]]
    assert count(people().assign(age=range(94))).to_array().tolist() == CELLS


@pytest.mark.parametrize(
    ("n", "error", "message"),
    [
        (-1, ValueError, r"`counts='n'` must be a whole number of 0 or more, but got -1"),
        (0.794, ValueError, "not proportions or percentages"),
        (np.nan, ValueError, "missing"),
        ("27", TypeError, "got the text '27'"),
    ],
)
def test_counts_that_are_none_are_refused(n, error, message):
    frame = counted().astype({"n": object})
    frame.loc[0, "n"] = n
    with pytest.raises(error, match=message):
        count(frame, counts="n")


def test_the_column_of_counts_must_be_one_of_its_own():
    with pytest.raises(ValueError, match="`counts='freq'` is not a column"):
        count(counted(), counts="freq")
    with pytest.raises(ValueError, match="column of the exposure or the outcome, 'flow'"):
        count(counted(), counts="flow")


def test_a_level_is_called_as_the_column_calls_it():
    """Asked for as 1, a column of True and False says True."""
    records = people().assign(smooth=people()["flow"] == "smooth")
    table = count(records, outcome="smooth", case=1)
    assert (table.case, table.noncase) == ("True", "False")
    with pytest.raises(ValueError, match=r"it has \[1, 2, 9\]"):
        count(records.assign(code=[1, 2, 9] * 31 + [1]), outcome="code", case=1)


def crosstab(transpose=False):
    """As pandas.crosstab gives it of two questions with the same answers."""
    frame = pd.DataFrame([[54, 6], [7, 27]], index=["Tidak", "Ya"], columns=["Tidak", "Ya"])
    frame = frame.rename_axis(index="IMD", columns="ASI")
    return frame.T if transpose else frame


@pytest.mark.parametrize("transpose", [False, True])
@pytest.mark.parametrize(
    "names",
    [{"exposure": "IMD", "outcome": "ASI"}, {"exposure": "IMD"}, {"outcome": "ASI"},
     {"exposure": "early initiation", "outcome": "ASI"}, {"exposure": Label("IMD", id="IMD")}],
)  # fmt: skip
def test_axes_with_the_same_labels_are_told_apart_by_their_names(transpose, names):
    table = TwoByTwo.from_frame(crosstab(transpose), exposed="Ya", case="Ya", **names)
    assert table.to_array().tolist() == CELLS
    assert table.exposure == names.get("exposure", "IMD")
    assert (table.outcome, table.exposed, table.noncase) == ("ASI", "Ya", "Tidak")
    other = TwoByTwo.from_frame(
        crosstab(transpose), exposed="Ya", case="Tidak", exposure="ASI", outcome="IMD"
    )
    assert other.to_array().tolist() == [[6, 27], [54, 7]]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda f: f, {}),
        (lambda f: f, {"exposure": "imd"}),
        (lambda f: f, {"exposure": "IMD", "outcome": "IMD"}),
        (lambda f: f.rename_axis(index=None, columns=None), {"exposure": "IMD", "outcome": "ASI"}),
        (lambda f: f.rename_axis(index="ASI"), {"exposure": "ASI", "outcome": "ASI"}),
    ],
)
def test_axes_that_nothing_tells_apart_are_refused(change, names):
    with pytest.raises(ValueError, match=r"labels of both axes, .* `exposure=` and `outcome=`"):
        TwoByTwo.from_frame(change(crosstab()), exposed="Ya", case="Ya", **names)


def test_the_name_of_the_other_axis_is_refused():
    named = frame().rename_axis(index="knowledge", columns="flow")
    for names in ({"exposure": "flow"}, {"outcome": "knowledge"}):
        with pytest.raises(ValueError, match="is the name of the other axis"):
            TwoByTwo.from_frame(named.T, exposed="Baik", case="Lancar", **names)
    same = named.rename_axis(columns="knowledge")
    assert TwoByTwo.from_frame(same, exposed="Baik", case="Lancar", exposure="knowledge").n == 94


@pytest.mark.parametrize(
    ("records", "changes", "message"),
    [
        (people(), {"exposure": "comfort"}, "not a column"),
        (people(), {"case": "Smooth"}, "not a value of column 'flow'"),
        (people(), {"outcome": "knowledge"}, "same column"),
        (
            people().replace({"flow": {"not": None}}),
            {},
            "61 value\\(s\\) of column 'flow' are missing",
        ),
        (people().query("flow == 'smooth'"), {}, "exactly two different values"),
        (pd.concat([people(), people().assign(flow="Total")]), {}, "exactly two different values"),
        (pd.concat([people(), people()["flow"]], axis=1), {}, "more than one column"),
    ],
)
def test_records_that_cannot_be_counted_are_refused(records, changes, message):
    with pytest.raises(ValueError, match=message):
        count(records, **changes)


def test_swapping_moves_people_and_labels_together():
    table = asi.load_table("knowledge")
    assert table.swap_exposure().to_array().tolist() == [[6, 54], [27, 7]]
    assert table.swap_exposure().exposed == table.unexposed
    assert table.swap_outcome().to_array().tolist() == [[7, 27], [54, 6]]
    assert table.swap_outcome().case == table.noncase
    assert table.swap_exposure().swap_exposure() == table
    assert table.swap_outcome().swap_outcome() == table


def test_margins_and_percentages():
    table = TwoByTwo.from_array(CELLS)
    assert (table.n, table.n_exposed, table.n_unexposed) == (94, 34, 60)
    assert (table.n_cases, table.n_noncases) == (33, 61)
    percent = table.row_percent()
    assert percent.to_numpy().sum(axis=1).tolist() == [100, 100]
    assert percent.iloc[0, 0] == pytest.approx(100 * 27 / 34)


def test_percentages_of_an_empty_group_are_not_defined():
    percent = TwoByTwo.from_array([[0, 0], [3, 1]]).row_percent()
    assert percent.iloc[0].isna().all()
    assert percent.iloc[1].tolist() == [75, 25]


def test_frames_carry_labels_in_both_languages():
    table = asi.load_table("knowledge")
    assert table.to_frame().index.tolist() == ["good knowledge", "poor knowledge"]
    assert table.to_frame("id").index.tolist() == ["pengetahuan baik", "pengetahuan kurang"]
    again = TwoByTwo.from_frame(table.to_frame().T, exposed=table.exposed, case=table.case)
    assert again.to_array().tolist() == CELLS


def test_a_label_speaks_both_languages_and_survives_a_copy():
    import copy
    import pickle

    label = Label("good", id="baik")
    assert (label, label.say(), label.say("id")) == ("good", "good", "baik")
    assert Label("same").say("id") == "same"
    assert copy.deepcopy(label).say("id") == pickle.loads(pickle.dumps(label)).say("id") == "baik"
    with pytest.raises(ValueError, match=r"'en' .English. or 'id'"):
        label.say("fr")


@pytest.mark.parametrize(
    "function",
    [
        asi.prevalence_odds_ratio,
        asi.prevalence_ratio,
        asi.prevalence_difference,
        asi.chi_square_test,
        asi.fisher_exact_test,
        asi.phi_coefficient,
    ],
)
@pytest.mark.parametrize("thing", [CELLS, np.array(CELLS), frame(), None, "knowledge"])
def test_only_tables_are_analysed(function, thing):
    with pytest.raises(TypeError, match="must be a TwoByTwo"):
        function(thing)


def test_the_design_goes_with_the_table():
    for table in (
        TwoByTwo.from_array(CELLS, design="trial"),
        TwoByTwo.from_frame(frame(), exposed="Baik", case="Lancar", design="trial"),
        count(people(), design="trial"),
    ):
        assert table.swap_exposure().swap_outcome().design == table.design == "trial"
    with pytest.raises(ValueError, match="`design` must be one of '', 'cross-sectional'"):
        count(people(), design="survey")
