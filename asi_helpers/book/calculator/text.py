"""What the calculator says around its results, in English and Indonesian."""

from ...language import lazy_gettext as _
from ...language import lazy_pgettext
from ...sentences import CHI2, COUNTS, NO_INTERVAL, ODDS_RATIO

TITLE = _("Calculator for a 2x2 table")
INSTRUCTION = _("Paste a table, or type any four counts.")
# Of a page only: where a kernel listens, what is typed goes to the computer that runs it.
PRIVATE = _("Nothing that you type leaves your browser.")
TEXT = {
    "table": _("Table"),
    "own_counts": _("Your own counts"),
    "counts": COUNTS,
    "flip_rows": _("Flip the rows"),
    "flip_columns": _("Flip the columns"),
    "clear": _("Clear"),
    "rename": _("Rename the groups and outcomes"),
    "exposure": _("What differs between the rows"),
    "exposed": _("First row (the group that is compared)"),
    "unexposed": _("Second row (compared with)"),
    "outcome": _("What differs between the columns"),
    "case": _("First column (the outcome that is counted)"),
    "noncase": _("Second column (the other outcome)"),
    "audit": _("Check a printed odds ratio"),
    "audit_how": _(
        "Type the odds ratio and its two limits as a paper prints them, in that order. Where the "
        "counts give them as something else, such as a prevalence ratio, it is named."
    ),
    "estimate": ODDS_RATIO,
    "first_limit": _("First limit"),
    "second_limit": _("Second limit"),
    "decimals": _("Decimals of the odds ratio"),
    "measure": _("Measure"),
    "value": _("Value ({level}% CI)"),
    "total": _("Total"),
    "total_of": _("Total, {label}"),
    "level": _("Level of confidence"),
    "n": _("Number of people"),
    "haldane": _("Odds ratio with 0.5 added to every cell (Haldane)"),
    "chi2": _("{chi2} (Pearson)").fill(chi2=CHI2),
    "yates": _("Yates' correction (in SPSS: Continuity Correction)"),
    "n_minus_1": _("n - 1 correction"),
    "fisher": lazy_pgettext("name of a row", "Fisher's exact test"),
    "fisher_large": _("not for a table this large"),
    "smallest_expected": _("Smallest expected count"),
    "words": _("In English"),
    "more_words": _("The difference and the tests in words"),
    "to": _("to"),
    "no_interval": NO_INTERVAL,
    "points": _("percentage points"),
    "name_them": _(
        "Not everything has a name yet, so the sentences say {names}. Name your groups and "
        "outcomes before you use a sentence."
    ),
    "taken": _("Read {taken}; left out: {left}"),
    "start": _("Type the four counts, or choose a table of the book."),
    "no_result": _("No result yet: see the message beside the field."),
}
PROBLEMS = {
    "empty": _("Type a whole number; 0 if there is nobody."),
    "not_a_number": _("This is not a number. Type a whole number, such as 27."),
    "script": _("These are digits of another script. Type 0 to 9."),
    "several": _("This is more than one number. Type one count alone, such as 27."),
    "inexact": _(
        "“Less than” and “more than” are no number to compute with: the number itself is needed."
    ),
    "of_all": _(
        "Type the two counts apart: of 27/34, 27 in one field and the others, 34 - 27 = 7, in the "
        "field beside it."
    ),
    "thousands": _("Decimals, or thousands? Type the count without this mark, such as 1517."),
    "negative": _("A count cannot be below 0."),
    "fraction": _("A count is a whole number of people, not a percentage or a proportion."),
    "too_large": _("Too large for this calculator."),
    "empty_row": _("Nobody is in this row, so there is nothing to compare."),
    "empty_column": _("Nobody is in this column, so there is nothing to compare."),
    "empty_printed": _("Type the printed number."),
    "not_printed": _("Type the number as printed, such as 0.029 or 0,029."),
    "several_printed": _(
        "This is more than one number. Type the ratio and each limit in a field of its own."
    ),
    "worked_out": _("Type the number itself: whether it is upside down is part of the check."),
    "not_positive": _("A ratio and its limits are above 0."),
}
FLAGS = {
    "inverted": _("Upside down: it is 1 divided by the odds ratio that the counts give."),
    "lost_zero": _("A limit has lost a zero."),
    "descending": _("The limits go down, not up."),
    "excludes_estimate": _("The limits exclude their own estimate."),
    "not_log_symmetric": _(
        "The limits do not lie evenly around the estimate, counted in multiples."
    ),
}
