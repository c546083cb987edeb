"""Read a 2x2 table out of text that was copied from a program, an article or a thesis."""

from dataclasses import dataclass

from ..audit.printed import audit_printed, is_possible
from ..language import Count, check_language, say
from ..language import lazy_gettext as _
from ..tables import CELLS, TwoByTwo
from .beside import find_intervals, take_beside
from .cells import find_cells
from .layout import check_totals, one_reading, take_shares
from .name_numbers import take_names
from .named import take_named
from .names import names_of, spss_names
from .refusals import Refused
from .risk import table_from_risks
from .tokens import clean, tokens_of
from .totals import WRONG, totals_of

_WARNINGS = {
    "rows": _("The names of the rows could not be told from the other words."),
    "columns": _("The names of the columns could not be told from the other words."),
    "loose": _("It could not be told what these numbers are, so they were left out: {numbers}."),
    "second": _(
        "A second ratio with its limits was left out: {numbers}. It may be adjusted for other "
        "things, which these counts cannot tell."
    ),
    "total": _(
        "{found} is printed where a total stands, and these counts do not add up to it. "
        "The percentages fit the counts."
    ),
    "impossible": _(
        "Left out, since it cannot be what it is printed as: {numbers}. A p-value lies between 0 "
        "and 1, and a ratio or a chi-square is never below 0."
    ),
    "recovered": _(
        "There are no counts here: this is the only table of {n} people that gives these ratios "
        "and limits."
    ),
}

ROW_NAMES = (_("row 1"), _("row 2"))
COLUMN_NAMES = (_("column 1"), _("column 2"))


@dataclass(frozen=True)
class Pasted:
    """
    What was read in a pasted text.

    Attributes
    ----------
    table : TwoByTwo
        In the printed order: the first printed row is the exposed group, the first printed column
        the case.
    printed : dict of str to str
        The statistics beside the table as printed, by what they are: `p`, `chi2`, `or`, `or_low`,
        `or_high`, `rr`, `rr_low`, `rr_high`, `phi`, `cc`, `n`. Where the text names the test,
        `p_pearson`, `p_yates`, `p_n1`, `p_lr`, `p_fisher`, `p_fisher1`, `p_midp`, and `chi2` alike.
        `rr2` is the ratio of a second cohort.
    percentages : dict of str to str or tuple of str
        The percentages of each count as printed, by the name of the cell.
    totals : dict of str to str
        The totals as printed, by what they are of: `exposed`, `unexposed`, `case`, `noncase` or
        `all`.
    layout : {"row by row", "column by column", "risk estimate"}
        How the text runs.
    warnings : tuple of str
        What a reader should know of what was read, in the language asked for.
    numbers : tuple of (str, str)
        Every number of the text in its order, and what it was taken for.
    """

    table: TwoByTwo
    printed: dict
    percentages: dict
    totals: dict
    layout: str
    warnings: tuple
    numbers: tuple

    def audit(self, *, claim=None, language=None):
        """
        Audit every number that was read, as `audit_printed` does.

        Parameters
        ----------
        claim : (str, str), optional
            The group that the text says has the higher odds, and of which outcome.
        language : {"en", "id"}, optional
            As `set_language` says, where None.

        Returns
        -------
        PrintedAudit

        Raises
        ------
        ValueError
            If `claim` names neither row or neither column of the table.

        Examples
        --------
        >>> pasted = read_pasted("Baik 27 7 34\\nKurang 6 54 60\\nOR = 34.7")
        >>> [found.quantity for found in pasted.audit().findings]
        ['or', 'total_exposed', 'total_unexposed']
        """
        return audit_printed(
            self.table,
            self.printed,
            percentages=self.percentages,
            totals=self.totals,
            claim=claim,
            language=language,
        )


def read_pasted(text, *, language=None):
    """
    Read a 2x2 table, and the statistics beside it, out of pasted text.

    Numbers are told apart by arithmetic: counts add up to totals, percentages divide by them.
    Nothing is guessed. Where two readings fit, or none, the text is refused.

    Parameters
    ----------
    text : str
        As copied: a crosstabulation of SPSS, jamovi, JASP, R or Stata, rows of an article or a
        thesis, cells one a line, with tabs, commas or bars between.
    language : {"en", "id"}, optional
        Of the warnings and errors. As `set_language` says, where None.

    Returns
    -------
    Pasted

    Raises
    ------
    TypeError
        If `text` is not text.
    ValueError
        If it holds no table of two rows and two columns of counts, more than one, counts that
        contradict their totals, or numbers that two tables fit.

    Examples
    --------
    A row of a thesis, with the odds ratio, p and limits that it prints (audited in the book):

    >>> pasted = read_pasted('''Baik 27 79,4 7 20,6 34 100,0 0,000 0,029 (0,94-0,009)
    ...                         Kurang 6 10,0 54 90,0 60 100,0''')
    >>> pasted.table.to_array().tolist()
    [[27, 7], [6, 54]]
    >>> pasted.printed
    {'or': '0,029', 'or_low': '0,94', 'or_high': '0,009', 'p': '0,000'}
    """
    language = check_language(language)
    try:
        return _read(text, language)
    except Refused as refused:
        raise refused.said_in(language) from None


def _read(text, language):
    text = clean(text)
    tokens = tokens_of(text)
    take_names(tokens)
    printed = take_named(text, tokens)
    intervals = find_intervals(tokens)
    numbers = [token for token in tokens if token.kind == "number" and not token.role]
    if hidden := next((t for t in tokens if t.role == "hidden"), None):
        raise Refused("hidden", found=hidden.sign + hidden.text)
    if not any(token.whole for token in numbers) and {"or", "rr"} & printed.keys():
        return _recovered(text, printed, tokens, language)
    take_shares(tokens)
    readings = find_cells(numbers, len(intervals))
    found, by_rows = one_reading(readings, tokens, numbers)
    check_totals(found, tokens, numbers)
    cells = [numbers[place] for place in (*found.first, *found.second)]
    a, b, c, d = found.counts if by_rows else (found.counts[i] for i in (0, 2, 1, 3))
    for place, role in found.roles.items():
        numbers[place].role = role
    for place in found.bound:
        numbers[place].role = "percentage"
    for token in cells:
        token.role = "count"
    intervals = [each for each in intervals if each[0] is None or each[0].role in ("", "ratio")]
    loose = [token for token in numbers if not token.role and token.sign != "-"]
    rows, columns = names_of(tokens, cells, by_rows)
    if "rr2" in printed:
        rows, columns = (
            told or own for told, own in zip(spss_names(text), (rows, columns), strict=True)
        )
    table = _table([[a, b], [c, d]], rows, columns)
    loose = take_beside(text, intervals, loose, printed, table)
    impossible = [key for key, shown in printed.items() if not is_possible(key, shown)]
    impossible = [printed.pop(key) for key in impossible]
    order = CELLS if by_rows else (CELLS[0], CELLS[2], CELLS[1], CELLS[3])
    percentages = {}
    for i, name in enumerate(order):
        places = sorted({place for _, place in found.percentages.get(i, ())})
        texts = tuple(numbers[place].text for place in places)
        if texts:
            percentages[name] = texts[0] if len(texts) == 1 else texts
    return Pasted(
        table,
        printed,
        percentages,
        totals_of(found, numbers, by_rows),
        "row by row" if by_rows else "column by column",
        _warnings(rows, columns, loose, impossible, tokens, language),
        _all_numbers(tokens),
    )


def _all_numbers(tokens):
    return tuple(
        (token.sign + token.text, token.role) for token in tokens if token.kind == "number"
    )


def _warnings(rows, columns, loose, impossible, tokens, language):
    said = []
    for token in tokens:
        if token.role == WRONG:
            said.append(_WARNINGS["total"].fill(found=token.text))
    if rows is None:
        said.append(_WARNINGS["rows"])
    if columns is None:
        said.append(_WARNINGS["columns"])
    second = [token.text for token in tokens if token.role == "second interval"]
    if second:
        said.append(_WARNINGS["second"].fill(numbers=", ".join(second)))
    if loose:
        said.append(_WARNINGS["loose"].fill(numbers=", ".join(token.text for token in loose)))
    if impossible:
        said.append(_WARNINGS["impossible"].fill(numbers=", ".join(impossible)))
    return tuple(say(words, language) for words in said)


def _recovered(text, printed, tokens, language):
    table = table_from_risks(printed)
    rows, columns = spss_names(text)
    table = _table(table, rows, columns)
    said = [_WARNINGS["recovered"].fill(n=Count(table.n))]
    return Pasted(
        table,
        printed,
        {},
        {},
        "risk estimate",
        tuple(say(words, language) for words in said),
        _all_numbers(tokens),
    )


def _table(counts, rows, columns):
    exposed, unexposed = rows or ROW_NAMES
    case, noncase = columns or COLUMN_NAMES
    return TwoByTwo.from_array(
        counts, exposed=exposed, unexposed=unexposed, case=case, noncase=noncase
    )
