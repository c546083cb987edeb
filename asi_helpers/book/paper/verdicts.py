"""What the audit says of a claim: its verdict, where it stands, and a figure beside it."""

from dataclasses import dataclass

from ...language import Joined, Label, Number, PValue, Ratio
from ...language import lazy_gettext as _


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
        _("reproduces"),
        _("The published counts give the same, or it agrees with the rest of the paper."),
        "holds",
    ),
    "inverted": Verdict(
        _("inverted"),
        _("Right for the opposite comparison: one divided by the ratio in question."),
        "differs",
    ),
    "lost zero": Verdict(
        _("lost a zero"),
        _("A zero after the decimal comma is missing."),
        "differs",
    ),
    "descending": Verdict(
        _("descending"),
        _("The larger limit stands first."),
        "differs",
    ),
    "contradicts": Verdict(
        _("contradicts"),
        _("It does not agree with something else that the paper prints."),
        "differs",
    ),
    "misworded": Verdict(
        _("misworded"),
        _("The words do not fit the thing that they describe."),
        "differs",
    ),
    "not reported": Verdict(
        _("not reported"),
        _("The paper does not say. That is not the same as not done."),
        "open",
    ),
    "cannot be known": Verdict(
        _("cannot be known"),
        _("Neither the paper nor its counts can tell."),
        "open",
    ),
}
SECTIONS = {
    "Title": _("title"),
    "Abstract": _("abstract"),
    "Introduction": _("introduction"),
    "Methods": _("methods"),
    "Results": _("results"),
    "Discussion": _("discussion"),
    "Conclusion": _("conclusion"),
    "Whole paper": _("whole paper"),
}
# Within the results a reader looks for the table or for the text about it.
_RESULTS = {
    "table": _("table"),
    "text": _("text"),
    "table and text": _("table and text"),
}
_PLACE = _("p. {page}, {section}")
_PERCENT = _("{number}%")
_PVALUE = _("p {number}")
_POINTS = _("{number} percentage points")
_INFANTS = _("{number} infants")


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
