"""
Words that stand with their Indonesian beside them: in columns of the data, and in cells of pages.

Another language has them in a catalogue like all else; Indonesian needs none.
"""

import csv
import re
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_with_babel

from press import ROOT

LANGUAGE = "id"  # that of the words beside
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def columns_with_words(header):
    """(column in English) of each column of a table that has an Indonesian one."""
    for column in header:
        for beside in (f"{column}_{LANGUAGE}", f"{column.removesuffix('_en')}_{LANGUAGE}"):
            if beside in header and beside != column:
                yield column
                break


def extract(pages, root=ROOT):
    """
    Find the words that stand in pairs.

    Parameters
    ----------
    pages : iterable of str
        The pages of the book, as paths from its root.
    root : Path, optional

    Returns
    -------
    babel.messages.catalog.Catalog
        Without translations.
    """
    catalogue = Catalog(charset="utf-8")
    for path in sorted((root / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            columns = list(columns_with_words(rows.fieldnames))
            for row in rows:
                for column in columns:
                    if row[column]:
                        _add(catalogue, row[column], path.relative_to(root), column)
    for page in pages:
        for cell in CELL.findall((root / page).read_text("utf8")):
            code = BytesIO(cell.encode())
            for _, message, _, _ in extract_with_babel("python", code, keywords={"Label": None}):
                _add(catalogue, message, page, "cell")
    return catalogue


def _add(catalogue, text, file, kind):
    catalogue.add(text, locations=[(str(file), None)], auto_comments=[kind])
