"""Wording: small changes in the sentences that the package says, in either language."""

import ast
import re
from itertools import pairwise

from .code import Source
from .places import exchange

PAIRS = {
    "en": "higher/lower more/less more/fewer larger/smaller above/below before/after good/poor "
    "high/low first/second least/most with/without largest/smallest wider/narrower left/right",
    "id": "tinggi/rendah lebih/kurang baik/kurang besar/kecil atas/bawah sebelum/sesudah "
    "pertama/kedua banyak/sedikit dengan/tanpa lebar/sempit kiri/kanan",
}
OTHER = {
    language: {a: b for pair in pairs.split() for a, b in (pair.split("/"), pair.split("/")[::-1])}
    for language, pairs in PAIRS.items()
}
NOT = {"en": r"\bnot ", "id": r"\b(?:tidak|bukan) "}
SMOOTH = {"en": ("smooth", "not smooth"), "id": ("lancar", "tidak lancar")}
# What is called with words, and which of its arguments they are.
SAYS = {
    "Label": slice(0, 1),
    "_": slice(0, 1),
    "lazy_gettext": slice(0, 1),
    "lazy_pgettext": slice(1, 2),
}
GAP = re.compile(r"\{[^{}]+\}")


def wording(text):
    """Every change of the sentences of a module, as (start, end, new)."""
    source = Source(text)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            for language, words in labelled(node):
                begin, end = source.span(words)
                for start, stop, new in changes(source.text[begin:end], language):
                    yield begin + start, begin + stop, new


def labelled(call):
    """(language, node) of the words that a call makes a label or a message of."""
    name = getattr(call.func, "id", "")
    if name in SAYS:
        yield from (("en", words) for words in call.args[SAYS[name]])
        yield from (("id", keyword.value) for keyword in call.keywords if keyword.arg == "id")


def changes(text, language):
    """Gaps exchanged, a word for its opposite, a denial dropped."""
    for one, other in pairwise(GAP.finditer(text)):
        if one[0] != other[0]:
            yield exchange(text, one.span(), other.span())
    bare = GAP.sub(lambda gap: "_" * len(gap[0]), text)
    for found in re.finditer(r"[a-z]+", bare, re.IGNORECASE):
        new = OTHER[language].get(found[0].lower())
        if new:
            yield *found.span(), new.capitalize() if found[0][0].isupper() else new
    for found in re.finditer(NOT[language], bare):
        yield *found.span(), ""
    smooth, rough = SMOOTH[language]
    for found in re.finditer(rf"\b{smooth}\b", bare):
        if not bare[: found.start()].endswith(rough[: -len(smooth)]):
            yield *found.span(), rough
