"""The field that takes a pasted table, and what was read in it; words for its script."""

from ...audit import audit_printed
from ...audit.words import script_words as audit_words
from ...language import lazy_gettext as _
from ...language import pair_of, say
from ...pasted import read_pasted
from ...pasted.script import script_words as reader_words
from ...sentences import describe
from ..page.html import ID, html, tag
from .text import TEXT as CALCULATOR

ROWS = 4  # of the field, before it grows
TEXT = {
    "paste": _("Paste a table"),
    "paste_how": _(
        "From SPSS, jamovi, R, Excel, Word or an article: the two rows, with their headings and "
        "whatever is printed beside them."
    ),
    "read_as": _("What was read"),
    "correct": _(
        "Is a number taken for the wrong thing? Correct the counts below, or flip rows and columns."
    ),
    "findings": _("Each printed number"),
    "claim": _("In the words of the article, which group has more of the first outcome?"),
    "no_claim": _("The article does not say"),
    "still": _("The counts below are still those of before."),
    "copy_link": _("Copy a link to this table"),
    "copy_results": _("Copy the results"),
    "copied": _("Copied."),
    "not_copied": _("This browser does not let a page copy."),
    "not_loaded": _("The reader could not be loaded. Try again when you are online."),
}

# What each number was taken for, by the role that the reader gives it.
ROLES = {
    "count": _("counts"),
    "total": _("totals"),
    "percentage": _("percentages"),
    "expected": _("expected counts"),
    "statistic": _("tests and ratios"),
    "other": _("part of a name, or left out"),
}
_OF_ROLE = {
    **{role: role for role in ("count", "total", "percentage", "expected")},
    "total that does not add up": "total",
}
_NO_STATISTIC = (
    "",
    "words",
    "label",
    "hidden",
    "reference",
    "second interval",
    "part of chi-square",
)


def kind_of(role):
    """
    What a number is called on the page, out of its role.

    Parameters
    ----------
    role : str
        As in `Pasted.numbers`.

    Returns
    -------
    str
        A key of `ROLES`.
    """
    if role in _OF_ROLE:
        return _OF_ROLE[role]
    return "other" if role in _NO_STATISTIC else "statistic"


def paste_part(language, name_of):
    """
    The field with its label, and room for what is read.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    name_of : callable
        Gives the name of a group or outcome, "exposed" or "case".

    Returns
    -------
    Markup
    """

    def text(name):
        return TEXT[name].say(language)

    def named(element, label, **more):
        return tag(element, name_of(label), data_label=label, **more)

    field = tag(
        "textarea",
        name="paste",
        id=f"{ID}paste",
        rows=ROWS,
        spellcheck="false",
        autocapitalize="off",
        aria_describedby=f"{ID}paste-how",
    )
    claim = tag(
        "div",
        tag("label", text("claim"), " (", named("span", "case"), ")", for_=f"{ID}claim"),
        tag(
            "select",
            tag("option", text("no_claim"), value=""),
            [named("option", group, value=group) for group in ("exposed", "unexposed")],
            id=f"{ID}claim",
            name="claim",
        ),
        class_="asi-field asi-claim",
        hidden=True,
    )
    return tag(
        "fieldset",
        tag("legend", tag("label", text("paste"), for_=f"{ID}paste")),
        tag("p", text("paste_how"), id=f"{ID}paste-how"),
        field,
        tag("div", class_="asi-read", role="status"),
        claim,
        tag("div", class_="asi-findings"),
        class_="asi-paste",
    )


def copy_buttons(language):
    """The two buttons that copy, for a page."""
    buttons = [
        tag("button", TEXT[name].say(language), type="button", name=name)
        for name in ("copy_link", "copy_results")
    ]
    said = tag("span", class_="asi-copied", role="status")
    return tag("p", buttons, said, class_="asi-buttons asi-copy")


def page_words(language):
    """
    What the script of the field says itself, by language; small enough to come with the page.

    Returns
    -------
    dict
    """
    return {
        each: {
            "text": {name: say(label, each) for name, label in TEXT.items()},
            "roles": {name: say(label, each) for name, label in ROLES.items()},
        }
        for each in sorted(pair_of(language))
    }


def script_words():
    """
    The words of the reader and of the audit, which come with their scripts when a field is used.

    Returns
    -------
    dict
    """
    return {"pasted": reader_words(), "printed": audit_words()}


def read_html(text, language):
    """
    What was read in a text, or why nothing was: shown where a kernel listens.

    Parameters
    ----------
    text : str
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    shown : Markup
    pasted : Pasted or None
    """
    try:
        pasted = read_pasted(text, language=language)
    except ValueError as refused:
        return tag("p", str(refused), class_="asi-note asi-refused", role="alert"), None
    kinds = {}
    for number, role in pasted.numbers:
        kinds.setdefault(kind_of(role), []).append(number)
    rows = [
        tag("li", tag("mark", label.say(language), data_kind=kind), " ", "; ".join(kinds[kind]))
        for kind, label in ROLES.items()
        if kind in kinds
    ]
    notes = [tag("li", warning) for warning in pasted.warnings]
    shown = html(
        tag("p", tag("b", TEXT["read_as"].say(language))),
        tag("ul", rows, class_="asi-kinds"),
        tag("ul", notes, class_="asi-warnings") if notes else "",
    )
    return shown, pasted


def findings_html(table, printed, percentages, totals, claim, language):
    """
    The audit of what is printed with a pasted table, finding by finding, in both languages.

    Parameters
    ----------
    table : TwoByTwo
        As it stands in the fields now.
    printed : dict of str to str
    percentages, totals : dict
        Of the cells, rows and columns as they stand now.
    claim : (str, str) or None
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Markup
    """
    if not (printed or percentages or totals):
        return html()
    try:
        audit = audit_printed(
            table,
            printed,
            percentages=percentages,
            totals=totals,
            claim=claim,
            language=language,
        )
    except ValueError:  # no number that its kind can have
        return html()
    other = pair_of(language)[1]
    summary = tag("summary", CALCULATOR["words"].say(other))
    return html(
        tag("p", tag("b", TEXT["findings"].say(language))),
        finding_list(audit, language),
        tag("details", summary, finding_list(audit, other), lang=other),
    )


def finding_list(audit, language):
    """
    The findings of an audit, one an item.

    Parameters
    ----------
    audit : PrintedAudit
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    """
    said = describe(audit, language)
    items = [tag("li", item) for item in said.items or [said]]
    return tag("ul", items, class_="asi-finding-list", lang=language)
