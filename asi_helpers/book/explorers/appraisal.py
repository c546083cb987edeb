"""Chapter 10: judge the paper by JBI's eight items, then see the book's verdict and evidence."""

import re
from functools import cache

from ...datasets import load_dataset
from ...language import Label
from ...sentences import VERDICTS
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import stats_table

_VERDICTS = {value.replace(" ", "_"): label for value, label in VERDICTS.items()}
_ASK = Label(
    "Item {item}. {text}. Look for it in the paper, or in this book's audit of it, then choose "
    "your verdict.",
    id="Butir {item}. {text}. Cari di artikelnya, atau di audit artikel dalam buku ini, lalu pilih "
    "putusan Anda.",
)
_TOLD = Label(
    "Item {item}. {text}. This book says: {verdict}. {evidence}",
    id="Butir {item}. {text}. Buku ini berpendapat: {verdict}. {evidence}",
)
_SAME = Label("You and this book agree: {verdict}.", id="Anda dan buku ini sependapat: {verdict}.")
_OTHER = Label(
    "You say {yours}; this book says {verdict}.",
    id="Anda berpendapat {yours}; buku ini berpendapat {verdict}.",
)
_WHERE = Label("Where in the paper", id="Letak dalam artikel")
_NOT_REPORTED = Label("not reported", id="tidak dilaporkan")
_PAGE = Label("p. {pages}", id="hlm. {pages}")
_PAGES = Label("pp. {pages}", id="hlm. {pages}")
_TABLES = Label("{place}, Tables {tables}", id="{place}, Tabel {tables}")
# The lines that follow are those of the data's own copy of the text.
_PLACE = re.compile(r"pp?\. (?P<pages>[\d-]+)(?:, Tables (?P<tables>[\d-]+))?(?:, L\d.*)?")
_DIFFER = Label("Another careful rater", id="Penilai cermat lain")


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
        Label("Your verdict first", id="Putusan Anda dulu"),
        Label(
            "Take an item of the JBI checklist, decide, and compare.",
            id="Ambil satu butir daftar tilik JBI, putuskan, lalu bandingkan.",
        ),
        (
            Control(
                "item",
                Label("Item", id="Butir"),
                tuple(
                    Option(str(n), Label(f"{n}. {row.short_en}", id=f"{n}. {row.short_id}"))
                    for n, row in items.iterrows()
                ),
                resets="verdict",
            ),
            Control(
                "verdict",
                Label("Your verdict", id="Putusan Anda"),
                (
                    Option("none", Label("not yet", id="belum")),
                    *(Option(value, label) for value, label in _VERDICTS.items()),
                ),
                "radio",
            ),
        ),
        _show,
        language,
        note=Label(
            "Verdicts are for discussion. They are never added up to a grade.",
            id="Putusan ini untuk didiskusikan. Tidak pernah dijumlahkan menjadi nilai.",
        ),
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
