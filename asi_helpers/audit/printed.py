"""Every number that is printed with a 2x2 table, held against its counts."""

import math
from dataclasses import dataclass, field

from ..language import LANGUAGES, Capital, Label, Sentence, check_language
from ..tables import TwoByTwo, check_table
from . import percents, ratios
from .counts import Counts
from .text import CUT, ROUNDED, read_figure
from .words import note_of

VERDICTS = (
    "reproduces",
    "truncated",
    "inverted",
    "lost_zero",
    "descending",
    "excludes_estimate",
    "p_zero",
    "contradicts",
    "cannot_be_known",
)
P_TESTS = {
    "p": None,
    "p_pearson": "pearson",
    "p_yates": "yates",
    "p_n1": "n-1",
    "p_lr": "likelihood_ratio",
    "p_fisher": "fisher",
    "p_fisher1": "fisher_one_sided",
    "p_midp": "mid_p",
}
CHI2_TESTS = {
    "chi2": None,
    "chi2_pearson": "pearson",
    "chi2_yates": "yates",
    "chi2_n1": "n-1",
    "chi2_lr": "likelihood_ratio",
}
LINES = {"or": "or", "rr": "rr", "rr2": "rr"}  # what a line of a ratio and its limits is of
KEYS = (
    *P_TESTS,
    *CHI2_TESTS,
    *(f"{line}{end}" for line in LINES for end in ("", "_low", "_high")),
    "phi",
    "cc",
    "n",
)


@dataclass(frozen=True)
class Finding:
    """
    What the counts say about one printed number.

    Attributes
    ----------
    quantity : str
        Its key, such as "p" or "or_low"; "percent_exposed_cases" for a percentage; "or_limits" for
        what is said of two limits together.
    printed : str
        As printed.
    computed : float or None
        What the counts give in its place, by the first of its readings where it has one; None
        where they give nothing to compare with.
    verdict : str
        "reproduces"; "truncated", cut off and not rounded; "inverted", against what the text
        claims; "lost_zero"; "descending"; "excludes_estimate"; "p_zero"; "contradicts";
        "cannot_be_known".
    reading : tuple of str
        Everything that fits the printed number to its decimals.
    why : str
        What the verdict rests on, where there are several reasons for it.
    note : Sentence
        What it means for a reader.
    """

    quantity: str
    printed: str
    computed: float | None
    verdict: str
    reading: tuple
    why: str = field(default="", repr=False)
    source: tuple = field(default=(), repr=False, compare=False)
    language: str = field(default="en", repr=False, compare=False)

    @property
    def words(self):
        """The note in no language yet; it is made when somebody asks."""
        return note_of(*self.source)

    @property
    def note(self):
        return Sentence(Capital(self.words).say(self.language), self.language)


@dataclass(frozen=True)
class PrintedAudit:
    """
    What the counts of a 2x2 table say about every number printed with it.

    Attributes
    ----------
    findings : tuple of Finding
        In the order in which the numbers were given.
    table : TwoByTwo
    """

    findings: tuple
    table: TwoByTwo


def audit_printed(table, printed, *, percentages=None, claim=None, language=None):
    """
    Audit every number that is printed with a 2x2 table.

    Parameters
    ----------
    table : TwoByTwo
        The counts in printed order: the first printed row exposed, the first printed column the
        case.
    printed : dict of str to str
        Text as printed, so that its own decimals decide. The keys are `p`, `chi2`, `or`, `or_low`,
        `or_high`, `rr`, `rr_low`, `rr_high`, `phi`, `cc`, `n`; where it is known which test it is,
        `p_pearson`, `p_yates`, `p_n1`, `p_lr`, `p_fisher`, `p_fisher1`, `p_midp`, `chi2_pearson`,
        `chi2_yates`, `chi2_n1`, `chi2_lr`; and `rr2`, `rr2_low`, `rr2_high` for a second ratio.
    percentages : dict of str to str or tuple of str, optional
        By cell (`exposed_cases` and so on) or margin (`exposed`, `unexposed`, `case`, `noncase`,
        `all`); several for a cell with several.
    claim : (str, str), optional
        The group that the text says has the higher odds, and of which outcome: labels of the table.
    language : {"en", "id"}, optional
        Of the notes; English where None.

    Returns
    -------
    PrintedAudit
        `describe` says it in words.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo, or a printed number is not text.
    ValueError
        If a key or label is not known, a text cannot be read as a number, or a number is one that
        its kind cannot have.

    Notes
    -----
    A p-value that fits any test reproduces; the reading says which. A ratio that is the other way
    round is no fault by itself, since the second row may be the one that is compared: it is
    "inverted" only against a `claim`. A ratio that the counts do not give may be adjusted, or of
    other people: it "cannot be known".

    Examples
    --------
    Hypothetical counts of Stata's documentation, with what its ``cci`` prints (exact limits):

    >>> cases = TwoByTwo.from_array([[12, 16], [55, 125]])
    >>> audit = audit_printed(cases, {"or": "1.704545", "or_low": ".6848212",
    ...                               "or_high": "4.125435", "p": "0.1950"})
    >>> [found.reading for found in audit.findings]
    [('ad/bc',), ('ad/bc exact',), ('ad/bc exact',), ('pearson',)]
    """
    language = "en" if language is None else check_language(language)
    check_table(table)
    figures = _read(printed)
    _check_cells(percentages)
    claimed = _claimed(table, claim)
    counts = Counts(*(int(getattr(table, name)) for name in percents.CELLS))
    found = {}
    for line, kind in LINES.items():
        ends = {end: figures[line + end] for end in ("", "_low", "_high") if line + end in figures}
        if ends:
            _judge_line(found, counts, line, kind, ends, claimed)
    lost = any(
        row[2] == "cannot_be_known" and row[3] in ("adjusted", "near") for row in found.values()
    )
    for key, figure in figures.items():
        if key in P_TESTS:
            found[key] = (key, *_judge_p(counts, P_TESTS[key], figure, lost))
        elif key in CHI2_TESTS:
            found[key] = (key, *_judge_chi2(counts, CHI2_TESTS[key], figure))
        elif key in ("phi", "cc"):
            found[key] = (key, *_judge_phi(counts, key, figure))
        elif key == "n":
            found[key] = (key, *_judge_n(counts, figure))
    rows = [(figures[key].text, found[key]) for key in figures]
    rows += [(_pair(figures, key), row) for key, row in found.items() if key not in figures]
    for cell, figure, *rest in percents.judge(counts, percentages or {}):
        rows.append((figure.text, (f"percent_{cell}", figure, *rest)))
    return PrintedAudit(
        tuple(_finding(table, counts, text, row, claim, language) for text, row in rows), table
    )


def _finding(table, counts, text, row, claim, language):
    """A finding of a row (quantity, figure, verdict, why, reading, computed)."""
    quantity, _, verdict, why, reading, computed = row
    reason = why if isinstance(why, str) else why[0]
    source = (table, counts, text, row, claim)
    return Finding(quantity, text, computed, verdict, tuple(reading), reason, source, language)


# What was given -----------------------------------------------------------------------------------


def _read(printed):
    """The printed numbers, read and checked, in their order."""
    if not hasattr(printed, "items"):
        raise TypeError(f'`printed` must be a dict such as {{"p": "0,029"}}, but got {printed!r}.')
    unknown = [key for key in printed if key not in KEYS]
    if unknown:
        raise ValueError(
            f"`printed` has a key {unknown[0]!r}, which is not known; the keys are "
            f"{', '.join(KEYS)}."
        )
    figures = {}
    for key, text in printed.items():
        figure = figures[key] = read_figure(text, f"`printed[{key!r}]`")
        _check_range(key, figure)
    return figures


def _check_range(key, figure):
    if key in P_TESTS:
        if not 0 <= figure.value <= (100 if figure.percent else 1):
            raise ValueError(
                f"`printed[{key!r}]` is {figure.text!r}, but a p-value lies between 0 and 1; look "
                "whether another number was taken for it."
            )
    elif key != "phi" and figure.value < 0:
        raise ValueError(
            f"`printed[{key!r}]` is {figure.text!r}, which is negative; a ratio, a chi-square and "
            "a number of people are not. Look whether a dash was taken for a minus."
        )


def _check_cells(percentages):
    known = (*percents.CELLS, *percents.MARGINS)
    for cell in percentages or ():
        if cell not in known:
            raise ValueError(
                f"`percentages` has a key {cell!r}, which is no cell or margin; they are "
                f"{', '.join(known)}."
            )


def _claimed(table, claim):
    """Whether a claim is of ad/bc: True, or False for bc/ad; None without a claim."""
    if claim is None:
        return None
    if isinstance(claim, str) or len(claim) != 2:
        raise ValueError(
            "`claim` must name the group that is said to have the higher odds, and the outcome, "
            f"but got {claim!r}."
        )
    first_row = _is_first(claim[0], table.exposed, table.unexposed, "group")
    return first_row == _is_first(claim[1], table.case, table.noncase, "outcome")


def _is_first(name, first, second, what):
    """Whether a name is the first of two labels, in any language, whatever its capitals."""
    wanted = str(name).strip().casefold()
    for label, found in ((first, True), (second, False)):
        if wanted in {Label(label).casefold(), *(label.say(each).casefold() for each in LANGUAGES)}:
            return found
    raise ValueError(
        f"`claim` names the {what} {name!r}, but the table has {str(first)!r} and {str(second)!r}."
    )


# Each kind of number ------------------------------------------------------------------------------


def _judge_line(found, counts, name, kind, ends, claimed):
    line = ratios.judge(counts, kind, ends)
    if claimed is not None:
        _hold_against_claim(line, claimed)
    for end, figure in ends.items():
        found[name + end] = (
            name + end,
            figure,
            line.verdicts[end],
            line.notes[end],
            line.readings[end],
            line.computed[end],
        )
    for number, fault in enumerate(ratios.interval_faults(ends)):
        key = f"{name}_limits" + " " * number  # two findings may be of the same limits
        found[key] = (key.strip(), ends["_low"], fault, "", (), None)


def _hold_against_claim(line, claimed):
    """A ratio is inverted where it is only the reciprocal of what the text says it is."""
    if line.verdicts.get("") not in ("reproduces", "truncated"):
        return
    is_upright = {_is_upright(reading) for reading in line.readings[""]}
    if is_upright == {not claimed}:
        line.verdicts[""] = "inverted"
        line.computed[""] = 1 / line.computed[""] if line.computed[""] else math.inf


def _is_upright(reading):
    """Whether a reading is above 1 where the first row has more of the first column."""
    if reading[:5] in ratios.WAYS:
        return reading.startswith("ad/bc")
    over, which = reading.split()[1], reading[-1]
    return over == which


def _pair(figures, key):
    line = key.strip().removesuffix("_limits")
    return f"{figures[line + '_low'].text} - {figures[line + '_high'].text}"


def _judge_p(counts, named, figure, lost):
    figure = _as_share(figure)
    if figure.value == 0:  # "< 0.000" says no more than "0.000"
        figure = figure._replace(bound="")
    found = {name: figure.fit(value) for name, value in counts.p.items()}
    far = named == "fisher_one_sided" and not found.get(named) and figure.fit(counts.far_tail)
    if far:
        found[named] = far
    readings, grade = _named_first(found, named)
    closest = counts.p[named if named in counts.p else "pearson"]
    if figure.value == 0:
        if readings:
            return figure, "p_zero", "", readings, counts.p[readings[0]]
        return figure, "contradicts", "no_test", (), closest
    if readings:
        why = "other_test" if named and named not in readings else ""
        value = (
            counts.p[named] if named in readings and named in counts.p else counts.p[readings[0]]
        )
        return figure, _graded(grade), why, readings, value
    if counts.has_empty_margin:
        return figure, "cannot_be_known", "undefined", (), None
    if (fit := figure.fit(counts.wald_p)) == ROUNDED:
        return figure, _graded(fit), "", ("wald",), counts.wald_p
    if lost:
        return figure, "cannot_be_known", "adjusted", (), closest
    larger = figure.value > max(counts.p.values()) and not figure.bound
    perhaps = larger and max(counts.p["pearson"], counts.p["yates"]) < figure.value <= 0.01
    return figure, "contradicts", "perhaps_below" if perhaps else "no_test", (), closest


def _named_first(found, named):
    """The readings that fit best, the one that is named first."""
    readings, grade = ratios.best(found)
    return tuple(sorted(readings, key=lambda name: name != named)), grade


def _why(named, readings):
    """Whether a number is by another test than the one that it is printed for."""
    alike = {named, "fisher_doubled"} if named == "fisher" else {named}  # both are called Fisher's
    return "other_test" if named and not alike & set(readings) else ""


def _as_share(figure):
    """A p-value printed in percent as a share of 1."""
    return figure.tenth().tenth() if figure.percent else figure


def _graded(grade):
    return "truncated" if grade == CUT else "reproduces"


def _judge_chi2(counts, named, figure):
    if counts.has_empty_margin:
        return figure, "cannot_be_known", "undefined", (), None
    found = {name: figure.fit(value) for name, value in counts.chi2.items()}
    readings, grade = _named_first(found, named)
    if not readings:
        return figure, "contradicts", "no_test", (), counts.chi2[named or "pearson"]
    why = "other_test" if named and named not in readings else ""
    return (
        figure,
        _graded(grade),
        why,
        readings,
        counts.chi2[named if named in readings else readings[0]],
    )


def _judge_phi(counts, key, figure):
    """Phi, whose sign depends on the order of rows, or the contingency coefficient."""
    if counts.has_empty_margin:
        return figure, "cannot_be_known", "undefined", (), None
    values = {"phi": counts.phi, "cc": counts.cc}
    sign = -1 if figure.value * counts.phi < 0 else 1
    found = {"phi": figure.fit(sign * counts.phi), "cc": figure.fit(counts.cc)}
    if key == "cc":  # some divide it by the largest that it can be, so that 1 means all
        found["cc adjusted"] = figure.fit(counts.cc * math.sqrt(2))
    if own := [name for name, fit in found.items() if fit and name.startswith(key)]:
        readings = tuple(name for name, fit in found.items() if fit == found[own[0]])
        return figure, _graded(found[own[0]]), "", readings, values[key]
    other = "cc" if key == "phi" else "phi"
    if found[other] == ROUNDED:
        return figure, "contradicts", "foreign", (other,), values[key]
    return figure, "contradicts", "not_given", (), values[key]


def _judge_n(counts, figure):
    if figure.fit(counts.n) or (figure.decimals == 3 and figure.value * 1000 == counts.n):
        return figure, "reproduces", "", ("total",), float(counts.n)
    return figure, "contradicts", "not_given", (), float(counts.n)
