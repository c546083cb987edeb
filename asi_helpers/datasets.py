"""The book's datasets, read with the types that their data package declares."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .language import Label, check_language
from .tables import CELLS, LABELS, TwoByTwo

PAPER_TABLES = ("knowledge", "comfort", "support")
_HERE = Path(__file__).parent
# Where a folder of files lies: inside the installed package, or beside it in a checkout.
_PLACES = {
    "data": (_HERE / "data", _HERE.parent / "data"),
    "quizzes": (_HERE / "quizzes", _HERE.parent / "chapters" / "quizzes"),
}
_DESIGNS = {  # of the column `design`, where sentences go by it
    "cross-sectional": "cross-sectional",
    "synthetic cross-sectional": "cross-sectional",
    "randomised trial": "trial",
    "cohort": "cohort",
}
_DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


def find_file(folder, name):
    """
    Return the path of one of the package's data files.

    Parameters
    ----------
    folder : {"data", "quizzes"}
    name : str
        File name, such as "cells.csv".

    Raises
    ------
    FileNotFoundError
        If it is neither in the installed package nor in the checkout; says where it looked.
    """
    for place in _PLACES[folder]:
        if (place / name).is_file():
            return place / name
    looked = " and ".join(str(place) for place in _PLACES[folder])
    raise FileNotFoundError(f"No file {name!r}; looked in {looked}. Is asi_helpers installed?")


@cache
def _package():
    return json.loads(find_file("data", "datapackage.json").read_text(encoding="utf-8"))


def list_datasets():
    """
    Name the datasets that `load_dataset` can load.

    Returns
    -------
    dict of str to str
        Name to one line of description.
    """
    return {entry["name"]: entry["title"] for entry in _package()["resources"]}


def label_in(row, name):
    """
    Words of a row of data, in the language in which they will be said.

    Parameters
    ----------
    row : pandas.Series or named tuple
    name : str
        Of the words, such as "title" for the columns ``title_en`` and ``title_id``, or "claim" for
        ``claim`` (English) and ``claim_id``.

    Returns
    -------
    Label
    """
    columns = row._fields if isinstance(row, tuple) else row.index
    english = f"{name}_en" if f"{name}_en" in columns else name
    return Label(getattr(row, english), id=getattr(row, f"{name}_id"))


def load_dataset(name):
    """
    Load one of the book's datasets.

    Parameters
    ----------
    name : str
        One of `list_datasets()`.

    Returns
    -------
    pandas.DataFrame
        Columns of the types the data package declares: text exactly as in the file (printed
        numbers keep their decimal comma), whole numbers as Int64.

    Raises
    ------
    ValueError
        If there is no such dataset; lists those there are.

    Examples
    --------
    >>> int(load_dataset("cells")["count"].sum()) // 3
    94
    """
    entries = {entry["name"]: entry for entry in _package()["resources"]}
    if name not in entries:
        raise ValueError(f"No dataset {name!r}; there are {', '.join(sorted(entries))}.")
    entry = entries[name]
    types = {field["name"]: _DTYPES[field["type"]] for field in entry["schema"]["fields"]}
    frame = pd.read_csv(
        find_file("data", entry["path"]),
        dtype=str,
        keep_default_na=False,
        encoding="utf-8",
    )
    for column, dtype in types.items():
        frame[column] = _typed(frame[column], dtype)
    return frame


def _typed(text, dtype):
    if dtype == "str":
        return text
    present = text.where(text != "", None)
    if dtype == "boolean":
        return present.map({"true": True, "false": False}).astype("boolean")
    if dtype == "float64":
        return present.astype(dtype)  # to_numeric of older pandas is off in the last digit
    return pd.to_numeric(present).astype(dtype)


@cache
def _labels():
    return load_dataset("tables").set_index("table")


def list_tables():
    """
    Name the 2x2 tables that `load_table` can load.

    Returns
    -------
    list of str
        The paper's three first, then the tables for practice.
    """
    return list(_labels().index)


@cache
def load_table(name):
    """
    Load one 2x2 table of the book, with its labels in English and Indonesian.

    Parameters
    ----------
    name : str
        "knowledge", "comfort" or "support" for the paper's three tables (good against poor, for
        smooth milk flow), or another of `list_tables()`.

    Returns
    -------
    TwoByTwo

    Raises
    ------
    ValueError
        If there is no such table; lists those there are.

    Examples
    --------
    >>> load_table("knowledge").to_array().tolist()
    [[27, 7], [6, 54]]
    """
    if name not in _labels().index:
        raise ValueError(f"No table {name!r}; there are {', '.join(list_tables())}.")
    row = _labels().loc[name]
    labels = {label: Label(row[f"{label}_en"], id=row[f"{label}_id"]) for label in LABELS}
    cells = load_dataset("cells")
    cells = cells[cells["table"] == name]
    if len(cells):
        exposure = cells["exposure_level"].map({"good": "exposed", "poor": "unexposed"})
        outcome = cells["outcome_level"].map({"smooth": "cases", "not smooth": "noncases"})
        counts = dict(zip(exposure + "_" + outcome, cells["count"], strict=True))
    else:
        cells = load_dataset("practice_cells")
        cells = cells[cells["table"] == name]
        counts = dict(zip(cells["role"], cells["count"], strict=True))
    design = _DESIGNS.get(row["design"], "")
    return TwoByTwo(**{role: counts[role] for role in CELLS}, **labels, design=design)


def load_strata(name):
    """
    Load a table for practice split by a third variable, such as parity or age.

    Parameters
    ----------
    name : str
        A table of ``load_dataset("practice_strata")``.

    Returns
    -------
    dict of Label to TwoByTwo
        One table per stratum, in order; together they are ``load_table(name)``.

    Raises
    ------
    ValueError
        If there is no such table, or it has no strata; lists those that have.

    Examples
    --------
    >>> {str(stratum): table.n for stratum, table in load_strata("class").items()}
    {'first baby': 100, 'not the first baby': 100}
    """
    strata = load_dataset("practice_strata")
    names = list(strata["table"].unique())
    if name not in names:
        raise ValueError(f"No strata of {name!r}; there are strata of {', '.join(names)}.")
    whole = load_table(name)
    tables = {}
    for _, rows in strata[strata["table"] == name].groupby("stratum", sort=False):
        label = Label(rows["stratum_en"].iloc[0], id=rows["stratum_id"].iloc[0])
        counts = dict(zip(rows["role"], rows["count"], strict=True))
        tables[label] = replace(whole, **{role: counts[role] for role in CELLS})
    return tables


class PrintedResult(NamedTuple):
    """What the paper prints for one of its tables, as numbers, limits in their printed order."""

    por: float
    first_limit: float
    second_limit: float
    pvalue: float


def load_printed(name):
    """
    Load the results that the paper prints for one of its three tables.

    Parameters
    ----------
    name : {"knowledge", "comfort", "support"}

    Returns
    -------
    PrintedResult
        Numbers; ``load_dataset("printed_results")`` has them as text, exactly as printed.

    Raises
    ------
    ValueError
        If the paper has no such table; lists those it has.

    Examples
    --------
    >>> load_printed("knowledge").por
    0.029
    """
    printed = load_dataset("printed_results").set_index(["table", "quantity"])["value"]
    names = list(dict.fromkeys(printed.index.get_level_values("table")))
    if name not in names:
        raise ValueError(f"The paper has no table {name!r}; it has {', '.join(names)}.")
    return PrintedResult(*(float(printed[name, field]) for field in PrintedResult._fields))


def load_printed_rows(name, *, language=None):
    """
    Load a printed 2x2 table as text, with all that is printed beside it, as a copy gives it.

    Parameters
    ----------
    name : str
        "knowledge", "comfort" or "support" for the paper's three tables, or a table of
        ``load_dataset("field_tables")``.
    language : {"en", "id"}, optional
        Of the words; the paper's tables have the paper's own in Indonesian. The numbers stay as
        printed, with their decimal mark. As `set_language` says, where None.

    Returns
    -------
    str
        A line with the headings, then one a row, a bar between two cells: a text for
        `read_pasted`.

    Raises
    ------
    ValueError
        If there is no such table; lists those there are.

    Examples
    --------
    A table from the field, with the printed percentages of its columns:

    >>> print(load_printed_rows("xrays"))
    history of X-rays | breast cancer | % | no breast cancer | % | p | OR (95% CI)
    no X-ray | 215 | 95.6 | 201 | 89.3 |  | 1
    X-ray | 10 | 4.4 | 24 | 10.7 | 0.01 | 2.5 (1.1-5.5)
    """
    language = check_language(language)
    field = load_dataset("field_tables").set_index("table")
    if name in PAPER_TABLES:
        lines = _lines_of_the_paper(name, language)
    elif name in field.index:
        lines = _lines_from_the_field(field.loc[name], language)
    else:
        names = ", ".join([*PAPER_TABLES, *field.index])
        raise ValueError(f"No printed table {name!r}; there are {names}.")
    return "\n".join(" | ".join(map(str, line)) for line in lines)


def _lines_of_the_paper(name, language):
    """The cells of one of the paper's tables, line by line; its row of totals is the last."""
    own = "_paper" if language == "id" else ""
    cells, margins, printed, variables = (
        load_dataset(kind) for kind in ("cells", "margins", "printed_results", "frequencies")
    )
    cells, margins = cells[cells["table"] == name], margins[margins["table"] == name]
    variable = variables[variables["variable"] == name][f"variable{own}"].iloc[0]
    p, por, first, second = printed[printed["table"] == name].set_index("quantity")["printed"][
        ["pvalue", "por", "first_limit", "second_limit"]
    ]
    headings = [
        part for outcome in cells[f"outcome_level{own}"].unique() for part in (outcome, "%")
    ]
    lines = [[variable, *headings, "Total", "%", "p", "POR (95% CI)"]]
    of_rows = margins[margins["margin"] == "row"].set_index("level")
    for level, row in cells.groupby("exposure_level", sort=False):
        parts = row[["count", "percent_printed"]].to_numpy().ravel()
        whole = of_rows.loc[level, ["count", "percent_printed"]]
        lines.append([row[f"exposure_level{own}"].iloc[0], *parts, *whole])
    lines[1] += [p, f"{por} ({first}-{second})"]
    totals = margins[margins["margin"] != "row"]  # of the columns, then of everyone
    lines.append(["Total", *totals[["count", "percent_printed"]].to_numpy().ravel()])
    return lines


def _lines_from_the_field(row, language):
    """The cells of a table from the field, line by line."""
    gap = ["%"] if row["percent_of"] else []
    p = ["p"] if row["p"] else []

    def words(name):
        return label_in(row, name).say(language)

    columns = [words("column1"), words("column2")]
    lines = [[words("rows"), columns[0], *gap, columns[1], *gap, *p, "OR (95% CI)"]]
    for line, pair in (("row1", "ab"), ("row2", "cd")):
        counts = [part for cell in pair for part in (row[cell], row[f"percent_{cell}"]) if part]
        if row["reference"] == line:
            beside = [*("" for _ in p), "1"]
        else:
            beside = [*(row["p"] for _ in p), f"{row['or']} ({row['or_low']}-{row['or_high']})"]
        lines.append([words(line), *counts, *beside])
    return lines
