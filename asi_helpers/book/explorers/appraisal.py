"""Chapter 10: judge the paper by JBI's eight items, then see the book's verdict and evidence."""

import re
from functools import cache

from ...datasets import load_dataset
from ...language import Label
from ...language import lazy_gettext as _
from ...sentences import VERDICTS
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stats_table

_VERDICTS = {value.replace(" ", "_"): label for value, label in VERDICTS.items()}
_ASK = _(
    "Item {item}. {text}. Look for it in the paper, or in this book's audit of it, then choose "
    "your verdict."
)
_TOLD = _("Item {item}. {text}. This book says: {verdict}. {evidence}")
_SAME = _("You and this book agree: {verdict}.")
_OTHER = _("You say {yours}; this book says {verdict}.")
_WHERE = _("Where in the paper")
_NOT_REPORTED = _("not reported")
_PAGE = _("p. {pages}")
_PAGES = _("pp. {pages}")
_TABLES = _("{place}, Tables {tables}")
# The lines that follow are those of the data's own copy of the text.
_PLACE = re.compile(r"pp?\. (?P<pages>[\d-]+)(?:, Tables (?P<tables>[\d-]+))?(?:, L\d.*)?")
_DIFFER = _("Another careful rater")


def explore_appraisal(language=None):
    """
    Judge the paper item by item; the book's verdict and evidence appear once you have chosen.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `item` and `verdict`.
    """
    items = _items()
    return Explorer(
        "appraisal",
        _("Your verdict first"),
        _("Take an item of the JBI checklist, decide, and compare."),
        (
            Control(
                "item",
                _("Item"),
                tuple(
                    Option(str(n), Label(f"{n}. {row.short_en}", id=f"{n}. {row.short_id}"))
                    for n, row in items.iterrows()
                ),
                resets="verdict",
            ),
            Control(
                "verdict",
                _("Your verdict"),
                (
                    Option("none", _("not yet")),
                    *(Option(value, label) for value, label in _VERDICTS.items()),
                ),
                "radio",
            ),
        ),
        _show,
        language,
        note=_("Verdicts are for discussion. They are never added up to a grade."),
    )


@cache
def _items():
    return load_dataset("appraisal").set_index("item")


def _show(item, verdict):
    row = _items().loc[int(item)]
    words = {"item": item, "text": Label(row.short_en, id=row.short_id)}
    if verdict == "none":
        return View(_ASK.fill(**words))
    book = _VERDICTS[row.verdict.replace(" ", "_")]
    evidence = Label(row.evidence_en, id=row.evidence_id)
    sentence = _TOLD.fill(**words, verdict=book, evidence=evidence)
    yours = _VERDICTS[verdict]
    mark = (_SAME if yours == book else _OTHER).fill(yours=yours, verdict=book)
    rows = [[_WHERE, _place(row.place)]]
    if row.may_differ:
        rows.append([_DIFFER, Label(row.differ_en, id=row.differ_id)])
    return View(sentence, "", stats_table(rows), mark)


def _place(text):
    """Where the paper says it, from the place in the data."""
    if text == "not reported":
        return _NOT_REPORTED
    pages, tables = _PLACE.fullmatch(text).group("pages", "tables")
    place = (_PAGES if "-" in pages else _PAGE).fill(pages=pages)
    return _TABLES.fill(place=place, tables=tables) if tables else place
