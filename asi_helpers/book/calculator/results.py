"""The calculator's results as HTML; the page's script makes the same."""

from ...audit import audit_estimate, audit_printed
from ...datasets import list_tables, load_dataset, load_table
from ...estimates import PD, POR, PR, prevalence_difference, prevalence_odds_ratio, prevalence_ratio
from ...language import (
    Capital,
    Joined,
    Label,
    Number,
    PValue,
    Ratio,
    format_count,
    format_number,
    format_pvalue,
    pair_of,
    say,
    steady,
)
from ...language import lazy_gettext as _
from ...sentences import NAMES, caution_of, expected_number, sentence_of
from ...significance import FISHER_LARGEST_TOTAL, chi_square_test, fisher_exact_test
from ...tables import CELLS, TwoByTwo
from ..page.html import flag_list, html, stat, stats_table, tag
from .paste import finding_list
from .text import FLAGS, TEXT
from .typed import read_printed

PRINTED = ("estimate", "first_limit", "second_limit")
DECIMALS = (0, 1, 2, 3, 4)
LEVELS, LEVEL = (90, 95, 99), 95  # of confidence, in percent
MEASURED = {"pr": PR, "por": POR, "pd": PD}
TOTALS = {
    "n_exposed": CELLS[:2],
    "n_unexposed": CELLS[2:],
    "n_cases": CELLS[::2],
    "n_noncases": CELLS[1::2],
    "n_total": CELLS,
}
# Fisher's test takes one step for each person of the smallest margin: more would slow a phone down.
FISHER_LARGEST_MARGIN = 10_000
# Names for counts that are no longer those of a known table, until a reader names them: a sentence
# about somebody else's counts must not speak of good knowledge.
NEUTRAL = TwoByTwo(
    **dict.fromkeys(CELLS, 1),
    exposure=_("the group"),
    exposed=_("first"),
    unexposed=_("second"),
    outcome=_("the outcome"),
    case=_("the outcome"),
    noncase=_("no outcome"),
)
QUOTED = _("“{name}”")
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


def results_html(table, language, level=LEVEL):
    """
    The measures as a table of numbers and, in both languages, in words.

    Parameters
    ----------
    table : TwoByTwo
        No row or column of it is empty.
    language : {"en", "id"}, optional
        Of the table of numbers, and of the words that come first.
    level : int
        The level of confidence, in percent.
    """
    pr, por, pd = (
        measure(table, confidence_level=level / 100)
        for measure in (prevalence_ratio, prevalence_odds_ratio, prevalence_difference)
    )
    corrected = _corrected(table, level)
    chi2, exact = chi_square_test(table), _fisher(table)
    cells = {
        "n": stat("n", table.n, format_count(table.n, language)),
        "pr": _estimate_cell("pr", pr, language),
        "por": _estimate_cell("por", por, language),
        "haldane": corrected and _estimate_cell("haldane", corrected, language),
        "pd": _estimate_cell("pd", pd, language),
        "chi2": _test_cell("chi2", "pvalue", chi2, language),
        "yates": _test_cell(
            "yates", "yates_p", chi_square_test(table, correction="yates"), language
        ),
        "n_minus_1": _test_cell(
            "n_minus_1", "n_minus_1_p", chi_square_test(table, correction="n-1"), language
        ),
        "fisher": TEXT["fisher_large"].say(language)
        if exact is None
        else _p_cell("fisher_p", exact.pvalue, language),
        "smallest_expected": _expected_cell(chi2, language),
    }
    names = NAMES[table.design]  # a case-control study has an odds ratio only
    titles = TEXT | {each: Capital(names[of]) for each, of in MEASURED.items() if of in names}
    rows = [
        (titles[name].say(language), cell)
        for name, cell in cells.items()
        if cell and name in titles
    ]
    head = (TEXT["measure"], TEXT["value"].fill(level=level))
    numbers = stats_table(rows, head=[each.say(language) for each in head])
    caution = caution_of(chi2)
    note = caution and tag("p", caution.say(language), class_="asi-note asi-caution")
    main = [table, *(each for each in (pr, por) if each.measure in names)]
    more = [corrected, pd if PD in names else None, chi2, exact]
    more = [result for result in more if result is not None]
    words = [_in_words(main, more, each) for each in pair_of(language)]
    return html(numbers, note, words)


def _corrected(table, level):
    """The odds ratio with 0.5 added to every cell, where a cell is 0."""
    if 0 not in table.to_array():
        return None
    return prevalence_odds_ratio(table, confidence_level=level / 100, correction="haldane")


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


def _test_cell(name, p_name, test, language):
    statistic = format_number(steady(test.statistic), 3, language)  # as SPSS prints it
    return html(stat(name, test.statistic, statistic), "; ", _p_cell(p_name, test.pvalue, language))


def _expected_cell(test, language):
    smallest = float(test.expected_freq.to_numpy().min())
    return stat("smallest_expected", smallest, expected_number(smallest).say(language))


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


def _audit(table, printed, decimals, level):
    """The audit of three printed numbers, a ratio and its limits, given as text."""
    numbers = map(read_printed, printed)
    texts = [f"{read.value:.{read.decimals}f}" for read in numbers]
    return audit_estimate(*texts, table=table, decimals=decimals, confidence_level=level / 100)


def _named(table, printed, decimals):
    """What else the numbers may be: another ratio, method or level; None if they cannot be read."""
    texts = [read_printed(text).taken or text for text in printed]
    texts[0] = with_decimals(texts[0], decimals)
    try:
        return audit_printed(table, dict(zip(("or", "or_low", "or_high"), texts, strict=True)))
    except ValueError:
        return None


def with_decimals(text, decimals):
    """
    A printed number with as many decimals as a reader says that it has.

    Examples
    --------
    >>> with_decimals("0,03", 3), with_decimals("35", 1), with_decimals("34.71", 1)
    ('0,030', '35.0', '34.71')
    """
    missing = decimals - read_printed(text).decimals
    if missing <= 0:
        return text
    mark = "" if missing < decimals else "."
    return text.strip() + mark + "0" * missing


def nameless(labels, typed):
    """
    What the sentences say for groups and outcomes that nobody has named.

    Parameters
    ----------
    labels : dict of str to Label
        The names that stand now.
    typed : collection of str
        Which of them a reader has given.

    Returns
    -------
    Label or None
        None where all are named.
    """
    names = [labels[name] for name in NAMED if name not in typed]
    if not names:
        return None
    return TEXT["name_them"].fill(names=Joined([QUOTED.fill(name=name) for name in names], ", "))


def totals_of(counts):
    """
    Totals of rows and columns, and of all, as far as the counts are known.

    Parameters
    ----------
    counts : dict of str to int or None
        By the name of the cell.

    Returns
    -------
    dict of str to int or None

    Examples
    --------
    >>> totals_of(dict(zip(CELLS, (27, 7, 6, None))))
    {'n_exposed': 34, 'n_unexposed': None, 'n_cases': 33, 'n_noncases': None, 'n_total': None}
    """
    parts = {name: [counts[cell] for cell in cells] for name, cells in TOTALS.items()}
    return {name: None if None in part else sum(part) for name, part in parts.items()}


def total_words(name, labels):
    """What a total is of, where it stands in no table: a group, an outcome, or all."""
    label = labels.get(name.removeprefix("n_").removesuffix("s"))
    return TEXT["total_of"].fill(label=label) if label else TEXT["total"]


def taken_words(read):
    """What is said of a text of which only a part was taken."""
    return TEXT["taken"].fill(taken=read.taken, left=read.left)


def found_html(table, printed, decimals, language, level=LEVEL):
    """
    What the check of a printed ratio and its two limits finds, in both languages.

    Flags and a sentence where the odds ratio and its limits explain the numbers; else what each of
    them is, as far as the counts can tell.

    Parameters
    ----------
    table : TwoByTwo
    printed : sequence of three str
    decimals : int
        Those of the ratio.
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    level : int
        The level of confidence, in percent.
    """
    audit = _audit(table, printed, decimals, level)
    named = None if audit.explained else _named(table, printed, decimals)

    def said(each):
        if named is not None:
            return finding_list(named, each)
        attributes = {"class_": "asi-sentence"} if each == language else {}
        return tag("p", sentence_of(audit).say(each), **attributes)

    flagged = audit.flags
    if named is not None:  # it knows more of a lost zero
        lost = {found.verdict for found in named.findings} & {"lost_zero"}
        flagged = flagged - {"lost_zero"} | lost
    flags = {flag: text.say(language) for flag, text in FLAGS.items() if flag in flagged}
    others = [
        tag("details", tag("summary", TEXT["words"].say(other)), said(other), lang=other)
        for other in pair_of(language)[1:]
    ]
    return html(flag_list(flags), said(language), others)
