"""Every number that is printed with a 2x2 table, held against its counts."""

import math
from dataclasses import dataclass, field

from ..language import LANGUAGES, Capital, Label, Sentence, check_language
from ..tables import TwoByTwo, check_table
from . import percents, ratios, singles
from . import totals as sums
from .counts import Counts
from .text import Row, read_figure
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
LINES = {"or": "or", "rr": "rr", "rr2": "rr"}  # what a line of a ratio and its limits is of
KEYS = (
    *singles.P_TESTS,
    *singles.CHI2_TESTS,
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
        Its key, such as "p" or "or_low"; "percent_exposed_cases" for a percentage, "total_case" for
        a total; "or_limits" for what is said of two limits together.
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
    source : tuple
        What the note is made of when somebody asks for it.
    language : {"en", "id"}, optional
        Of the note. As `set_language` says, where None.
    """

    quantity: str
    printed: str
    computed: float | None
    verdict: str
    reading: tuple
    why: str = field(default="", repr=False)
    source: tuple = field(default=(), repr=False, compare=False)
    language: str | None = field(default=None, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "language", check_language(self.language))

    @property
    def figure(self):
        """The printed number as it was read."""
        return self.source[2].figure

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
        What they were held against.
    """

    findings: tuple
    table: TwoByTwo


def audit_printed(table, printed, *, percentages=None, totals=None, claim=None, language=None):
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
    totals : dict of str to str, optional
        By margin.
    claim : (str, str), optional
        The group that the text says has the higher odds, and of which outcome: labels of the table.
    language : {"en", "id"}, optional
        Of the notes. As `set_language` says, where None.

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
    language = check_language(language)
    check_table(table)
    figures = _read(printed)
    _check_names(percentages, "percentages", (*percents.CELLS, *percents.MARGINS))
    _check_names(totals, "totals", percents.MARGINS)
    claimed = _claimed(table, claim)
    counts = Counts(*(int(getattr(table, name)) for name in percents.CELLS))
    rows, of_limits = {}, []
    for line, kind in LINES.items():
        ends = {end: figures[line + end] for end in ("", "_low", "_high") if line + end in figures}
        if ends:
            rows |= _judge_line(counts, line, kind, ends, claimed)
            of_limits += _faults(line, ends)
    adjusted = _is_adjusted(rows.values())
    for key, figure in figures.items():
        if key not in rows:
            rows[key] = singles.judge(counts, key, figure, adjusted)
    found = [*(rows[key] for key in figures), *of_limits]
    found += sums.judge(counts, totals or {})
    found += percents.judge(counts, percentages or {})
    return PrintedAudit(
        tuple(_finding(table, counts, row, claim, language) for row in found), table
    )


def _finding(table, counts, row, claim, language):
    quantity, figure, verdict, why, reading, computed = row
    reason = why if isinstance(why, str) else why[0]
    source = (table, counts, row, claim)
    return Finding(quantity, figure.text, computed, verdict, reading, reason, source, language)


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


def is_possible(key, text):
    """Whether a printed number is one that its kind can have: no p-value is 1.5, no ratio -2."""
    try:
        _check_range(key, read_figure(text, key))
    except ValueError:
        return False
    return True


def _check_range(key, figure):
    if key in singles.P_TESTS:
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


def _check_names(given, what, known):
    for name in given or ():
        if name not in known:
            raise ValueError(
                f"`{what}` has a key {name!r}, which is not known; the keys are {', '.join(known)}."
            )


def _claimed(table, claim):
    """The row and the column that a claim is of, 0 or 1 each; None without a claim."""
    if claim is None:
        return None
    if isinstance(claim, str) or len(claim) != 2:
        raise ValueError(
            "`claim` must name the group that is said to have the higher odds, and the outcome, "
            f"but got {claim!r}."
        )
    return (
        _place_of(claim[0], table.exposed, table.unexposed, "group"),
        _place_of(claim[1], table.case, table.noncase, "outcome"),
    )


def _place_of(name, first, second, what):
    """Which of two labels a name is, 0 or 1, in any language, whatever its capitals."""
    wanted = str(name).strip().casefold()
    for found, label in enumerate((first, second)):
        if wanted in {Label(label).casefold(), *(label.say(each).casefold() for each in LANGUAGES)}:
            return found
    raise ValueError(
        f"`claim` names the {what} {name!r}, but the table has {str(first)!r} and {str(second)!r}."
    )


# A ratio and its limits ---------------------------------------------------------------------------


def _judge_line(counts, name, kind, ends, claimed):
    line = ratios.judge(counts, kind, ends)
    if claimed is not None:
        _hold_against_claim(line, claimed)
    return {
        name + end: Row(
            name + end,
            figure,
            line.verdicts[end],
            line.notes[end],
            line.readings[end],
            line.computed[end],
        )
        for end, figure in ends.items()
    }


def _faults(name, ends):
    """What is wrong with two limits as printed, whatever the counts."""
    for fault in ratios.interval_faults(ends):
        low, high = ends["_low"], ends["_high"]
        pair = low._replace(text=f"{low.text.strip()} - {high.text.strip()}")
        yield Row(f"{name}_limits", pair, fault)


def _is_adjusted(rows):
    """
    Whether the ratios of a line may be of more than these counts, and a p-value with them.

    So where one is printed and too few digits of it and its limits agree with the counts.
    """
    if not any(row.quantity in LINES for row in rows):
        return False
    agreeing = [row for row in rows if row.verdict not in ("contradicts", "cannot_be_known")]
    return sum(row.figure.digits for row in agreeing) < ratios.ENOUGH


def _hold_against_claim(line, claimed):
    """A ratio is inverted where it is only the reciprocal of what the text says it is."""
    if line.verdicts.get("") not in ("reproduces", "truncated"):
        return
    if all(_is_turned(reading, *claimed) for reading in line.readings[""]):
        line.verdicts[""] = "inverted"
        line.computed[""] = 1 / line.computed[""] if line.computed[""] else math.inf


def _is_turned(reading, row, column):
    """
    Whether a reading is the reciprocal of the ratio in which a row has more of a column.

    A ratio of two shares is so only where it is of the outcome that is claimed: that of the other
    outcome, which SPSS prints too, is another ratio and says the same.
    """
    way = ratios.way_of(reading)
    if way in ratios.WAYS:
        return (way == "ad/bc") != (row == column)
    line, over, _, which = ratios.SHARES[way]
    own, other = (row, column) if line == "row" else (column, row)
    return which == other and over != own
