"""The 2x2 table: four named counts of people, and the words for its rows and columns."""

import numbers
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from .language import LANGUAGES, Label, check_language
from .language import lazy_gettext as _

CELLS = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
DESIGNS = ("", "cross-sectional", "trial", "cohort", "case-control")
LABELS = ("exposure", "exposed", "unexposed", "outcome", "case", "noncase")
_TOTAL_WORDS = {
    *("total", "totals", "grand total", "all", "sum"),
    *("jumlah", "semua", "seluruhnya", "keseluruhan"),
}


@dataclass(frozen=True, kw_only=True)
class TwoByTwo:
    """
    Counts of people by exposure and outcome.

    Cells are named, never positional, so that a table cannot be turned by accident. The exposed
    group is the one that every ratio compares with the other; a case is a person with the outcome
    that is counted.

    Parameters
    ----------
    exposed_cases, exposed_noncases, unexposed_cases, unexposed_noncases : int
        Whole numbers of people, 0 or more and of any size. Whole floats (27.0) are stored as int.
    exposure, exposed, unexposed, outcome, case, noncase : str, optional
        What the rows and columns are called; a `Label` holds both languages.
    design : {"", "cross-sectional", "trial", "cohort", "case-control"}, default ""
        Of the study, as far as it is known: where people were followed, sentences say risk and not
        prevalence.

    Raises
    ------
    TypeError
        If a count is not a number (text, True, None), or a name is not text.
    ValueError
        If a count is negative, a fraction or missing, a name is blank, the design is unknown, or
        nobody is in the table.

    Examples
    --------
    >>> table = TwoByTwo(exposed_cases=27, exposed_noncases=7,
    ...                  unexposed_cases=6, unexposed_noncases=54)
    >>> table.n
    94
    >>> table.swap_outcome().exposed_cases
    7
    """

    exposed_cases: int
    exposed_noncases: int
    unexposed_cases: int
    unexposed_noncases: int
    exposure: str = _("exposure")
    exposed: str = _("exposed")
    unexposed: str = _("unexposed")
    outcome: str = _("outcome")
    case: str = _("the outcome")
    noncase: str = _("no outcome")
    design: str = ""

    def __post_init__(self):
        for name in CELLS:
            object.__setattr__(self, name, _count(getattr(self, name), name))
        for name in LABELS:
            label = getattr(self, name)
            if not isinstance(label, str):
                raise TypeError(f"`{name}` must be a name (text), but got {label!r}.")
            if not label.strip():
                raise ValueError(f"`{name}` must be a name, but it is blank.")
            if not isinstance(label, Label):
                object.__setattr__(self, name, Label(label))
        if self.design not in DESIGNS:
            known = ", ".join(map(repr, DESIGNS))
            raise ValueError(f"`design` must be one of {known}, but got {self.design!r}.")
        if self.n == 0:
            raise ValueError("Nobody is in the table: all four counts are 0.")

    @classmethod
    def from_array(cls, array, **labels):
        """
        Build a table from [[exposed cases, exposed non-cases], [unexposed cases, non-cases]].

        Parameters
        ----------
        array : array_like, shape (2, 2)
            Rows exposed, unexposed; columns cases, non-cases. A DataFrame is taken by position;
            use `from_frame` to have its labels turn it the right way.
        **labels : str
            `exposure`, `exposed`, `unexposed`, `outcome`, `case`, `noncase`; `design`.

        Raises
        ------
        TypeError, ValueError
            As for `TwoByTwo`; ValueError for another shape, such as a table with totals.

        Examples
        --------
        >>> TwoByTwo.from_array([[27, 7], [6, 54]]).unexposed_noncases
        54
        """
        if isinstance(array, TwoByTwo):
            raise TypeError("This is a TwoByTwo already; it needs no conversion.")
        values = array.to_numpy(dtype=object) if isinstance(array, pd.DataFrame) else array
        if isinstance(values, str):
            raise TypeError(f"Expected a 2x2 array of counts, but got the text {values!r}.")
        if isinstance(values, np.ndarray) and values.ndim != 2:
            raise ValueError(_shape_message(f"an array of shape {values.shape}"))
        try:
            rows = [list(row) for row in values]
        except TypeError:
            raise ValueError(_shape_message("something that is not rows of counts")) from None
        if len(rows) != 2 or any(len(row) != 2 for row in rows):
            widths = sorted({len(row) for row in rows})
            shape = f"{len(rows)} rows of {' or '.join(map(str, widths)) or 'no'} numbers"
            raise ValueError(_shape_message(shape))
        counts = dict(zip(CELLS, rows[0] + rows[1], strict=True))
        return cls(**counts, **labels)

    @classmethod
    def from_frame(cls, frame, *, exposed, case, exposure=None, outcome=None, design=""):
        """
        Build a table from a frame of counts, turned the right way round by its labels.

        Parameters
        ----------
        frame : pandas.DataFrame, shape (2, 2)
            Counts with the exposure on one axis and the outcome on the other, in any order.
        exposed : label
            The row or column that is the exposed group. A `Label` is found in any language.
        case : label
            The row or column that is counted, on the other axis.
        exposure, outcome : str, optional
            Names of the two variables; the names of the axes where they have some. Where both axes
            have the same labels, such as "Ya" and "Tidak", the names tell which axis is which.
        design : str, optional
            Of the study, as for `TwoByTwo`.

        Raises
        ------
        TypeError
            If `frame` is not a DataFrame.
        ValueError
            If the shape is not 2x2, a total is among the labels, a label is missing, is there
            twice, both labels lie on the same axis, or nothing tells which axis is which.

        Examples
        --------
        >>> frame = pd.DataFrame({"Baik": [7, 27], "Kurang": [54, 6]},
        ...                      index=["Tidak Lancar", "Lancar"])
        >>> TwoByTwo.from_frame(frame, exposed="Baik", case="Lancar").to_array().tolist()
        [[27, 7], [6, 54]]
        """
        if not isinstance(frame, pd.DataFrame):
            raise TypeError(f"`frame` must be a pandas DataFrame, but got {_kind(frame)}.")
        rows, columns = list(frame.index), list(frame.columns)
        if any(label is pd.NaT or label is pd.NA or label != label for label in rows + columns):
            raise ValueError(
                "A row or column of the frame has no label; name it, or leave these people out."
            )
        totals = [x for x in rows + columns if str(x).strip().lower() in _TOTAL_WORDS]
        if totals:
            raise ValueError(
                f"The frame carries totals ({totals[0]!r}); remove them: a total is not a group."
            )
        if frame.shape != (2, 2):
            raise ValueError(_shape_message(f"{len(rows)} rows and {len(columns)} columns"))
        if len(set(rows)) < 2 or len(set(columns)) < 2:
            raise ValueError(f"Labels must differ, but the frame has {rows} and {columns}.")
        found = {"exposed": exposed, "case": case}
        for name, label in found.items():
            found[name] = _as_there(label, rows + columns)
            if found[name] not in rows and found[name] not in columns:
                raise ValueError(
                    f"`{name}={label!r}` is not a label of the frame; "
                    f"its rows are {rows} and its columns {columns}."
                )
        if _is_turned(frame, *found.values(), (exposure, outcome)):
            frame = frame.T
        # By place, found by label: a list of True and False would be a mask.
        top = list(frame.index).index(found["exposed"])
        left = list(frame.columns).index(found["case"])
        labels = {
            "exposure": frame.index.name if exposure is None else exposure,
            "outcome": frame.columns.name if outcome is None else outcome,
        }
        return cls.from_array(
            frame.iloc[[top, 1 - top], [left, 1 - left]],
            exposed=_text(exposed),
            unexposed=_text(frame.index[1 - top]),
            case=_text(case),
            noncase=_text(frame.columns[1 - left]),
            design=design,
            **{name: _text(label) for name, label in labels.items() if label not in (None, "")},
        )

    @classmethod
    def from_records(cls, frame, *, exposure, outcome, exposed, case, counts=None, design=""):
        """
        Build a table by counting people, one row of the frame each.

        Parameters
        ----------
        frame : pandas.DataFrame, shape (n_people, n_columns)
            With `counts`, a row for each combination of values, or several.
        exposure, outcome : str
            Columns, each with exactly two different values and none missing. A categorical column
            may have a level that nobody is in.
        exposed, case : value
            The value of the exposed group, and of the outcome that is counted.
        counts : str, optional
            The column that says how many people each row stands for, as a weight does in SPSS and
            a counts column in jamovi and JASP.
        design : str, optional
            Of the study, as for `TwoByTwo`.

        Raises
        ------
        TypeError
            If `frame` is not a DataFrame, or a count is not a number.
        ValueError
            If a column or value is not there, a value is missing, or a column has another number
            of different values; or if, without `counts`, the frame looks like one of counts: each
            combination stands there once, beside a column of whole numbers.

        Examples
        --------
        >>> people = pd.DataFrame({"comfort": ["good", "good", "poor"],
        ...                        "flow": ["smooth", "not", "not"]})
        >>> TwoByTwo.from_records(people, exposure="comfort", outcome="flow", exposed="good",
        ...                       case="smooth").to_array().tolist()
        [[1, 1], [0, 1]]

        Strokes with aspirin and with placebo, counted already (data of scipy's documentation):

        >>> trial = pd.DataFrame({"drug": ["aspirin", "aspirin", "placebo", "placebo"],
        ...                       "stroke": ["yes", "no", "yes", "no"],
        ...                       "n": [176, 21035, 230, 21018]})
        >>> TwoByTwo.from_records(trial, exposure="drug", outcome="stroke", exposed="aspirin",
        ...                       case="yes", counts="n").to_array().tolist()
        [[176, 21035], [230, 21018]]
        """
        if not isinstance(frame, pd.DataFrame):
            raise TypeError(f"`frame` must be a pandas DataFrame, but got {_kind(frame)}.")
        if exposure == outcome:
            raise ValueError(f"`exposure` and `outcome` are the same column, {exposure!r}.")
        exposed, unexposed = _levels(frame, "exposure", exposure, "exposed", exposed)
        case, noncase = _levels(frame, "outcome", outcome, "case", case)
        people = _people(frame, exposure, outcome, counts)
        is_exposed = (frame[exposure] == exposed).to_numpy(dtype=bool)
        is_case = (frame[outcome] == case).to_numpy(dtype=bool)
        return cls(
            exposed_cases=sum(people[is_exposed & is_case]),
            exposed_noncases=sum(people[is_exposed & ~is_case]),
            unexposed_cases=sum(people[~is_exposed & is_case]),
            unexposed_noncases=sum(people[~is_exposed & ~is_case]),
            exposure=_text(exposure),
            exposed=_text(exposed),
            unexposed=_text(unexposed),
            outcome=_text(outcome),
            case=_text(case),
            noncase=_text(noncase),
            design=design,
        )

    @property
    def n(self):
        """Number of people in the table."""
        return sum(getattr(self, name) for name in CELLS)

    @property
    def n_exposed(self):
        """Number of people in the exposed group."""
        return self.exposed_cases + self.exposed_noncases

    @property
    def n_unexposed(self):
        """Number of people in the unexposed group."""
        return self.unexposed_cases + self.unexposed_noncases

    @property
    def n_cases(self):
        """Number of people with the outcome."""
        return self.exposed_cases + self.unexposed_cases

    @property
    def n_noncases(self):
        """Number of people without the outcome."""
        return self.exposed_noncases + self.unexposed_noncases

    @property
    def has_empty_margin(self):
        """Whether a whole group or a whole outcome has nobody in it."""
        return 0 in (self.n_exposed, self.n_unexposed, self.n_cases, self.n_noncases)

    def swap_exposure(self):
        """Return the table with the other group as the exposed one; the people do not change."""
        return replace(
            self,
            exposed_cases=self.unexposed_cases,
            exposed_noncases=self.unexposed_noncases,
            unexposed_cases=self.exposed_cases,
            unexposed_noncases=self.exposed_noncases,
            exposed=self.unexposed,
            unexposed=self.exposed,
        )

    def swap_outcome(self):
        """Return the table that counts the other outcome; the people do not change."""
        return replace(
            self,
            exposed_cases=self.exposed_noncases,
            exposed_noncases=self.exposed_cases,
            unexposed_cases=self.unexposed_noncases,
            unexposed_noncases=self.unexposed_cases,
            case=self.noncase,
            noncase=self.case,
        )

    def to_array(self):
        """
        Return the counts: rows exposed, unexposed; columns cases, non-cases.

        Returns
        -------
        numpy.ndarray, shape (2, 2)
            Of int64, or of Python integers where a count is too large for it.
        """
        counts = [
            [self.exposed_cases, self.exposed_noncases],
            [self.unexposed_cases, self.unexposed_noncases],
        ]
        fits = self.n <= np.iinfo(np.int64).max
        return np.array(counts, dtype=np.int64 if fits else object)

    def row_percent(self, language=None):
        """
        Return each cell as a percentage of its row: of these people, how many had the outcome?

        Returns
        -------
        pandas.DataFrame, shape (2, 2)
            Percent, 0 to 100; nan for a group with nobody in it.
        """
        rows = [
            [100 * count / sum(row) if sum(row) else float("nan") for count in row]
            for row in self.to_array().tolist()
        ]
        return self._frame(np.array(rows), check_language(language))

    def to_frame(self, language=None):
        """Return the counts as a DataFrame, shape (2, 2), with labels on both axes."""
        return self._frame(self.to_array(), check_language(language))

    def _frame(self, values, language):
        return pd.DataFrame(
            values,
            index=pd.Index(
                [self.exposed.say(language), self.unexposed.say(language)],
                name=self.exposure.say(language),
            ),
            columns=pd.Index(
                [self.case.say(language), self.noncase.say(language)],
                name=self.outcome.say(language),
            ),
        )


def _as_there(label, labels):
    """A label as it stands among others: a `Label` in whichever language they are."""
    if label in labels or not isinstance(label, Label):
        return label
    said = [label.say(language) for language in LANGUAGES]
    return next((words for words in said if words in labels), label)


def check_table(table):
    """
    Return `table` if it is a `TwoByTwo`.

    Raises
    ------
    TypeError
        If it is anything else; the message says how to make one.
    """
    if not isinstance(table, TwoByTwo):
        raise TypeError(
            f"`table` must be a TwoByTwo, but got {_kind(table)}. "
            "Make one with TwoByTwo.from_array([[a, b], [c, d]]) or TwoByTwo.from_frame(...)."
        )
    return table


def _count(value, name):
    """Return a whole number of people as int, of any size."""
    wanted = f"`{name}` must be a whole number of 0 or more"
    if value is pd.NA:
        raise ValueError(f"{wanted}, but it is missing.")
    if isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{wanted}, but got {bool(value)}; give the number of people.")
    if isinstance(value, str):
        raise TypeError(f"{wanted}, but got the text {value!r}; write it without quotes.")
    if isinstance(value, numbers.Integral):
        count = int(value)
    elif isinstance(value, (float, np.floating)):
        if np.isnan(value):
            raise ValueError(f"{wanted}, but it is missing (nan).")
        if not np.isfinite(value):
            raise ValueError(f"{wanted}, but got {value}.")
        if value != int(value):
            raise ValueError(
                f"{wanted}, but got {float(value)}: "
                "give counts of people, not proportions or percentages."
            )
        count = int(value)
    else:
        raise TypeError(f"{wanted}, but got {_kind(value)}.")
    if count < 0:
        raise ValueError(f"{wanted}, but got {count}.")
    return count


def _is_turned(frame, exposed, case, names):
    """Whether the exposed group is a column of the frame; ValueError where nothing tells."""
    rows, columns = list(frame.index), list(frame.columns)
    upright = exposed in rows and case in columns
    turned = exposed in columns and case in rows
    if not upright and not turned:
        raise ValueError(
            f"`exposed={exposed!r}` and `case={case!r}` lie on the same axis; "
            "one must be a row and the other a column."
        )
    axes = frame.index.name, frame.columns.name
    if not (upright and turned):
        _check_axes(axes if upright else axes[::-1], names)
        return turned
    upright, turned = _agrees(axes, names), _agrees(axes[::-1], names)
    if upright == turned:
        raise ValueError(
            f"{exposed!r} and {case!r} are labels of both axes, so the frame cannot be turned by "
            f"its labels. Its axes are called {axes[0]!r} (rows) and {axes[1]!r} (columns): say "
            "which is which with `exposure=` and `outcome=`, or rename the labels of one axis."
        )
    return turned


def _agrees(axes, names):
    """Whether a variable bears the name of its axis, and none that of the other's."""
    given = [i for i in (0, 1) if names[i] is not None]
    return any(axes[i] == names[i] for i in given) and _crosses(axes, names) is None


def _crosses(axes, names):
    """Which variable bears the name of the other's axis, as a place in `names`, or None."""
    return next((i for i in (0, 1) if names[i] is not None and axes[1 - i] == names[i]), None)


def _check_axes(axes, names):
    """Refuse the name of a variable that stands, by its labels, on the other axis."""
    place = None if axes[0] == axes[1] else _crosses(axes, names)
    if place is not None:
        role = ("exposure", "outcome")[place]
        raise ValueError(
            f"`{role}={names[place]!r}` is the name of the other axis of the frame: by its labels "
            f"the {role} is {axes[place]!r}. Exchange the names, or `exposed` and `case`."
        )


def _levels(frame, role, column, label_role, label):
    """Return a value of a column of two values, as the column has it, and the other one."""
    values = _column(frame, role, column)
    missing = int(values.isna().sum())
    if missing:
        raise ValueError(
            f"{missing} value(s) of column {column!r} are missing; "
            "decide what to do with these people before counting."
        )
    used = list(values.drop_duplicates())
    is_categorical = isinstance(values.dtype, pd.CategoricalDtype)
    levels = list(values.cat.categories) if is_categorical else used
    if label not in levels:
        raise ValueError(
            f"`{label_role}={label!r}` is not a value of column {column!r}; it has {levels}."
        )
    others = [level for level in levels if level != label]
    if len(others) != 1:
        raise ValueError(
            f"Column {column!r} must have exactly two different values, but it has {levels}."
            + _way_to_two(column, label, levels, used)
        )
    return next(level for level in levels if level == label), others[0]


def _way_to_two(column, label, levels, used):
    """What to do with a column of more values than two."""
    others = [level for level in used if level != label]
    if len(others) > 1:
        return (
            f" Keep two of them, such as frame[frame[{column!r}].isin([{label!r}, {others[0]!r}])],"
            " or put them into two groups first."
        )
    unused = len(levels) > len(used)
    return " Drop unused levels with .cat.remove_unused_categories()." if unused else ""


def _column(frame, role, column):
    if column not in frame.columns:
        raise ValueError(
            f"`{role}={column!r}` is not a column of the frame; it has {list(frame.columns)}."
        )
    if isinstance(frame[column], pd.DataFrame):
        raise ValueError(f"The frame has more than one column {column!r}; rename one.")
    return frame[column]


def _people(frame, exposure, outcome, counts):
    """How many people each row of a frame stands for, as an array of int."""
    if counts is None:
        _check_no_counts(frame, exposure, outcome)
        return np.ones(len(frame), dtype=object)
    if counts in (exposure, outcome):
        raise ValueError(f"`counts` is the column of the exposure or the outcome, {counts!r}.")
    column = _column(frame, "counts", counts)
    return np.array([_count(count, f"counts={counts!r}") for count in column], dtype=object)


def _check_no_counts(frame, exposure, outcome):
    """Refuse a frame that has a row for each combination and, it seems, a column of counts."""
    if len(frame) > len(CELLS) or frame.duplicated([exposure, outcome]).any():
        return
    rest = [name for name in frame.columns if name not in (exposure, outcome)]
    found = [name for name in rest if _may_be_counts(frame[name])]
    if found:
        raise ValueError(
            f"Each combination of {exposure!r} and {outcome!r} stands in one row only, beside a "
            f"column of whole numbers. If that counts the people of each row, say "
            f"`counts={found[0]!r}`; if each row is one person, leave that column out."
        )


def _may_be_counts(values):
    if isinstance(values, pd.DataFrame) or pd.api.types.is_bool_dtype(values):
        return False
    if not pd.api.types.is_numeric_dtype(values) or values.isna().any():
        return False
    return bool(((values >= 0) & (values % 1 == 0)).all())


def _text(label):
    return label if isinstance(label, str) else str(label)


def _kind(value):
    if hasattr(value, "shape"):
        return f"{type(value).__name__} of shape {value.shape}"
    return f"{type(value).__name__} ({value!r})"


def _shape_message(shape):
    return (
        f"A 2x2 table has two rows of two counts, but got {shape}. "
        "Leave out totals and percentages."
    )
