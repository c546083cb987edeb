"""The calculator's results as HTML; the page's script makes the same."""

from ...audit import audit_estimate
from ...datasets import list_tables, load_dataset, load_table
from ...estimates import prevalence_difference, prevalence_odds_ratio, prevalence_ratio
from ...language import (
    LANGUAGES,
    Label,
    Number,
    PValue,
    Ratio,
    format_number,
    format_pvalue,
    say,
    steady,
)
from ...sentences import sentence_of
from ...significance import FISHER_LARGEST_TOTAL, chi_square_test, fisher_exact_test
from ...tables import CELLS, TwoByTwo
from ..page.html import flag_list, html, stat, stats_table, tag
from .text import FLAGS, TEXT
from .typed import read_printed

PRINTED = ("estimate", "first_limit", "second_limit")
DECIMALS = (0, 1, 2, 3, 4)
# Fisher's test takes one step for each person of the smallest margin: more would slow a phone down.
FISHER_LARGEST_MARGIN = 10_000
# Names for counts that are no longer those of a known table, until a reader names them: a sentence
# about somebody else's counts must not speak of good knowledge.
NEUTRAL = TwoByTwo(
    **dict.fromkeys(CELLS, 1),
    exposure=Label("the group", id="kelompok"),
    exposed=Label("first", id="pertama"),
    unexposed=Label("second", id="kedua"),
    outcome=Label("the outcome", id="luaran"),
    case=Label("the outcome", id="luaran"),
    noncase=Label("no outcome", id="tanpa luaran"),
)
NAMED = ("exposed", "unexposed", "case", "noncase")  # without these no sentence is about anybody


def choices():
    """What can be chosen: the name of a table to its title, and "" for counts of one's own."""
    titles = load_dataset("tables").set_index("table")
    named = {
        name: Label(titles["title_en"][name], id=titles["title_id"][name]) for name in list_tables()
    }
    return {"": TEXT["own_counts"], **named}


def name_of(table):
    """The name of a table of the book; "" for any other, or none."""
    return next((name for name in list_tables() if load_table(name) == table), "")


def results_html(table, language):
    """The measures as a table of numbers and, in both languages, in words."""
    pr, por, pd = (
        measure(table)
        for measure in (prevalence_ratio, prevalence_odds_ratio, prevalence_difference)
    )
    chi2, exact = chi_square_test(table), _fisher(table)
    statistic = format_number(steady(chi2.statistic), 1, language)
    cells = {
        "n": stat("n", table.n, str(table.n)),
        "pr": _estimate_cell("pr", pr, language),
        "por": _estimate_cell("por", por, language),
        "pd": _estimate_cell("pd", pd, language),
        "chi2": html(
            stat("chi2", chi2.statistic, statistic), "; ", _p_cell("pvalue", chi2.pvalue, language)
        ),
        "fisher": TEXT["fisher_large"].say(language)
        if exact is None
        else _p_cell("fisher_p", exact.pvalue, language),
    }
    rows = [(TEXT[name].say(language), cell) for name, cell in cells.items()]
    numbers = stats_table(rows, head=[TEXT[name].say(language) for name in ("measure", "value")])
    more = [result for result in (pd, chi2, exact) if result is not None]
    return html(numbers, [_in_words((table, pr, por), more, each) for each in _first(language)])


def _first(language):
    """All languages, the page's own first."""
    return sorted(LANGUAGES, key=lambda each: each != language)


def _in_words(main, more, language):
    def paragraphs(results):
        return [tag("p", sentence_of(result).say(language)) for result in results]

    title, rest = (TEXT[name].say(language) for name in ("words", "more_words"))
    return tag(
        "div",
        tag("p", tag("b", title), class_="asi-label"),
        paragraphs(main),
        tag("details", tag("summary", rest), paragraphs(more)),
        class_="asi-in-words",
        lang=language,
    )


def _fisher(table):
    """Fisher's test, or None where the table is too large for a calculator."""
    margins = (table.n_exposed, table.n_unexposed, table.n_cases, table.n_noncases)
    if min(margins) > FISHER_LARGEST_MARGIN or table.n > FISHER_LARGEST_TOTAL:
        return None
    return fisher_exact_test(table)


def _estimate_cell(name, estimate, language):
    def shown(end, value):
        number = Number(100 * value, 1) if name == "pd" else Ratio(value)
        return stat(f"{name}{end}", value, say(number, language))

    cell = [shown("", estimate.value)]
    if name == "pd":
        cell += [" ", TEXT["points"].say(language)]
    if estimate.interval is None:
        return html(cell, f" ({TEXT['no_interval'].say(language)})")
    low, high = estimate.interval
    return html(
        cell, " (", shown("_low", low), f" {TEXT['to'].say(language)} ", shown("_high", high), ")"
    )


def _p_cell(name, pvalue, language):
    sign = "= " if PValue(pvalue).say(language).startswith("=") else ""
    return html(f"p {sign}", stat(name, pvalue, format_pvalue(steady(pvalue), 3, language)))


def decimals_of(text):
    """
    How many decimals a printed number has, as far as the calculator goes; 3 where there is none.

    Examples
    --------
    >>> [decimals_of(text) for text in ("0,029", "34.7", "35", "")]
    [3, 1, 0, 3]
    """
    read = read_printed(text)
    return 3 if read.problem else min(read.decimals, DECIMALS[-1])


def audit_printed(table, printed, decimals):
    """The audit of three printed numbers, a ratio and its limits, given as text."""
    numbers = [read_printed(text).value for text in printed]
    return audit_estimate(*numbers, table=table, decimals=decimals)


def taken_words(read):
    """What is said of a text of which only a part was taken."""
    return TEXT["taken"].fill(taken=read.taken, left=read.left)


def found_html(audit, language):
    """What an audit found: its flags, and what they mean, in both languages."""
    flags = {flag: text.say(language) for flag, text in FLAGS.items() if flag in audit.flags}
    found = sentence_of(audit)
    others = [
        tag(
            "details",
            tag("summary", TEXT["words"].say(other)),
            tag("p", found.say(other)),
            lang=other,
        )
        for other in _first(language)[1:]
    ]
    return html(flag_list(flags), tag("p", found.say(language), class_="asi-sentence"), others)
