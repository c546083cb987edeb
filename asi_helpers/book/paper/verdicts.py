"""What the audit says of a claim: its verdict, where it stands, and a figure beside it."""

from dataclasses import dataclass

from ...language import Joined, Label, Number, PValue, Ratio


@dataclass(frozen=True)
class Verdict:
    """
    One of the verdicts of `claims.csv`.

    Attributes
    ----------
    name : Label
        As it stands inside a sentence.
    meaning : Label
    kind : {"holds", "differs", "open"}
        Whether the claim holds, does not fit, or cannot be told.
    """

    name: Label
    meaning: Label
    kind: str


# In the order in which the audit shows them. The style sheet has a rule for each, and
# datapackage.json names them: tests compare them.
VERDICTS = {
    "reproduces": Verdict(
        Label("reproduces", id="sesuai"),
        Label(
            "The published counts give the same, or it agrees with the rest of the paper.",
            id="Frekuensi yang dipublikasikan memberi hasil yang sama, atau klaim itu sesuai "
            "dengan bagian lain artikel.",
        ),
        "holds",
    ),
    "inverted": Verdict(
        Label("inverted", id="terbalik"),
        Label(
            "Right for the opposite comparison: one divided by the ratio in question.",
            id="Benar untuk perbandingan sebaliknya: satu dibagi rasio yang dimaksud.",
        ),
        "differs",
    ),
    "lost zero": Verdict(
        Label("lost a zero", id="kehilangan nol"),
        Label("A zero after the decimal comma is missing.", id="Satu nol di belakang koma hilang."),
        "differs",
    ),
    "descending": Verdict(
        Label("descending", id="urutan menurun"),
        Label("The larger limit stands first.", id="Batas yang lebih besar dicetak lebih dulu."),
        "differs",
    ),
    "contradicts": Verdict(
        Label("contradicts", id="bertentangan"),
        Label(
            "It does not agree with something else that the paper prints.",
            id="Tidak sesuai dengan hal lain yang dicetak dalam artikel.",
        ),
        "differs",
    ),
    "misworded": Verdict(
        Label("misworded", id="kata-kata kurang tepat"),
        Label(
            "The words do not fit the thing that they describe.",
            id="Kata-katanya tidak sesuai dengan hal yang digambarkan.",
        ),
        "differs",
    ),
    "not reported": Verdict(
        Label("not reported", id="tidak dilaporkan"),
        Label(
            "The paper does not say. That is not the same as not done.",
            id="Artikel tidak menyebutnya. Itu bukan berarti tidak dilakukan.",
        ),
        "open",
    ),
    "cannot be known": Verdict(
        Label("cannot be known", id="tidak dapat diketahui"),
        Label(
            "Neither the paper nor its counts can tell.",
            id="Baik artikel maupun frekuensi dalam tabelnya tidak dapat menunjukkannya.",
        ),
        "open",
    ),
}
SECTIONS = {
    "Title": Label("title", id="judul"),
    "Abstract": Label("abstract", id="abstrak"),
    "Introduction": Label("introduction", id="pendahuluan"),
    "Methods": Label("methods", id="metode"),
    "Results": Label("results", id="hasil"),
    "Discussion": Label("discussion", id="pembahasan"),
    "Conclusion": Label("conclusion", id="simpulan"),
    "Whole paper": Label("whole paper", id="seluruh artikel"),
}
# Within the results a reader looks for the table or for the text about it.
_RESULTS = {
    "table": Label("table", id="tabel"),
    "text": Label("text", id="teks"),
    "table and text": Label("table and text", id="tabel dan teks"),
}
_PLACE = Label("p. {page}, {section}", id="hlm. {page}, {section}")
_PERCENT = Label("{number}%")
_PVALUE = Label("p {number}")
_POINTS = Label("{number} percentage points", id="{number} poin persentase")
_INFANTS = Label("{number} infants", id="{number} bayi")


def slug(verdict):
    """
    Return the name of a verdict as it stands in attributes.

    Examples
    --------
    >>> slug("lost zero")
    'lost-zero'
    """
    return verdict.replace(" ", "-")


def place(claim):
    """
    Where a claim stands in the paper.

    Parameters
    ----------
    claim : row of the dataset "claims"

    Returns
    -------
    Label
    """
    if claim.place == "whole paper":
        return SECTIONS["Whole paper"]
    section = _RESULTS[claim.place] if claim.section == "Results" else SECTIONS[claim.section]
    return _PLACE.fill(page=claim.page, section=section)


def recomputed(claim):
    """
    The figure beside the printed one, as a reader sees it.

    Parameters
    ----------
    claim : row of `check_claims`

    Returns
    -------
    Label or number of `language`, or str
        Empty where the claim has no figure.
    """
    value = claim.recomputed
    match claim.unit:
        case "people":
            return Number(value, 0)
        case "percent":
            return _PERCENT.fill(number=Number(value, 1))
        case "pvalue":
            return _PVALUE.fill(number=PValue(value))
        case "ratio":
            return Ratio(value)
        case "statistic":
            return Number(value, 1)
        case "change":
            points = claim.printed.endswith("%")
            sign = "\N{MINUS SIGN}" if value < 0 else "+"
            signed = Joined((sign, Number(abs(value), 2 if points else 0)), "")
            return (_POINTS if points else _INFANTS).fill(number=signed)
    return ""
