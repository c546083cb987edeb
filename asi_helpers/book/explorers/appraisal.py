"""Chapter 10: judge the paper by JBI's eight items, then see the book's verdict and evidence."""

from functools import cache, partial

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
_DIFFER = Label("Another careful rater", id="Penilai cermat lain")


def explore_appraisal(language="en"):
    """
    Judge the paper item by item; the book's verdict and evidence appear once you have chosen.

    Parameters
    ----------
    language : {"en", "id"}

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
        partial(_show, language),
        language,
        note=Label(
            "Verdicts are for discussion. They are never added up to a grade.",
            id="Putusan ini untuk didiskusikan. Tidak pernah dijumlahkan menjadi nilai.",
        ),
    )


@cache
def _items():
    return load_dataset("appraisal").set_index("item")


def _show(language, item, verdict):
    row = _items().loc[int(item)]
    texts = {"en": row.short_en, "id": row.short_id}
    if verdict == "none":
        return View(_both(_ASK, item=item, text=texts))
    book = _VERDICTS[row.verdict.replace(" ", "_")]
    words = {"item": item, "text": texts, "verdict": book}
    sentence = _both(_TOLD, **words, evidence={"en": row.evidence_en, "id": row.evidence_id})
    mark = (_SAME if _VERDICTS[verdict] == book else _OTHER).say(language)
    page = row.place.split(", L")[0]  # the lines are those of the data's own copy of the text
    place = _NOT_REPORTED.say(language) if page == _NOT_REPORTED else page
    if language == "id":
        place = place.replace("pp.", "hlm.").replace("p.", "hlm.").replace("Tables", "Tabel")
    rows = [[_WHERE.say(language), place]]
    if row.may_differ:
        rows.append([_DIFFER.say(language), row.differ_en if language == "en" else row.differ_id])
    mark = mark.format(yours=_VERDICTS[verdict].say(language), verdict=book.say(language))
    return View(sentence, "", stats_table(rows), mark)


def _both(template, **words):
    """A Label from a template and words in both languages."""

    def say(language):
        return template.say(language).format(
            **{
                name: word.say(language)
                if hasattr(word, "say")
                else word[language]
                if isinstance(word, dict)
                else word
                for name, word in words.items()
            }
        )

    return Label(say("en"), id=say("id"))
