"""
What SPSS's Crosstabs shows for a 2x2 table, drawn from the counts, every cell explained.

The rows, their names and their footnotes are those of published SPSS outputs; sources stand in
chapters/software.md. Names of rows and columns stay English, as on the screen.
"""

import itertools
from dataclasses import dataclass

from ...datasets import load_dataset, load_table
from ...estimates import prevalence_odds_ratio, prevalence_ratio
from ...language import Count, Joined, Label, Number, check_language, say
from ...language import lazy_gettext as _
from ...significance import chi_square_test, fisher_exact_test, likelihood_ratio_test
from ...tables import CELLS, TwoByTwo, check_table
from ..page.html import ID, Markup, Shown, figure, html, stat, tag
from ..page.style import style

PARTS = ("crosstab", "tests", "risk")

_TITLE = _("What SPSS shows: {part}")
_DO = _("Touch a number or a name to read what it means.")
_NOTE = _("Drawn by this book from the counts, in the layout of published SPSS outputs.")
_NAMES = {
    "crosstab": Label("Crosstabulation"),
    "tests": Label("Chi-Square Tests"),
    "risk": Label("Risk Estimate"),
}

# What each row, column and cell means -------------------------------------------------------------

_CROSSTAB = {
    "Count": _("{count} of {n} people are in this cell: {group}, {outcome}."),
    "Expected Count": _(
        "What chance alone would put here if {exposure} and {outcome_name} were not associated: "
        "{row} × {column} ÷ {n} = {expected}."
    ),
    "% within": _('{count} of {row} in the row {group}. 100% is the row: ask "of whom?" first.'),
}
_ROW_TOTAL = _("Everybody in the row {group}.")
_COLUMN_TOTAL = _("Everybody in the column {outcome}.")
_EVERYBODY = _("Everybody in the table.")

_TESTS = {
    "Pearson Chi-Square": _(
        "Pearson's test: how far the four counts lie from the expected counts. The test of "
        "chapter 5."
    ),
    "Continuity Correction": _(
        "The same test with Yates' correction, which makes chi-square smaller and p larger. A "
        "rule taught in Indonesia asks for this row where no expected count is below 5."
    ),
    "Likelihood Ratio": _(
        "Another measure of the same distance. With large counts it is close to Pearson's."
    ),
    "Fisher's Exact Test": _(
        "Counted, not read off a curve: it has p-values but no chi-square. Courses ask for it "
        "where an expected count is below 5."
    ),
    "Linear-by-Linear Association": _(
        "In a 2x2 table this is Pearson's chi-square times (n - 1)/n: the n - 1 test of chapter 5."
    ),
    "N of Valid Cases": _(
        "How many people were counted. Fewer than you asked? Then values are missing."
    ),
}
_COLUMNS = {
    "Value": _("The test's statistic."),
    "df": _("Degrees of freedom: always 1 in a 2x2 table. Write χ²(1)."),
    "Asymp. Sig. (2-sided)": _(
        "The p-value, read off the curve. Newer versions write Asymptotic Significance."
    ),
    "Exact Sig. (2-sided)": _(
        "Fisher's p-value, counted. This is the one to report for Fisher's test."
    ),
    "Exact Sig. (1-sided)": _(
        "One side only. Use it only if you fixed the side before you saw the data."
    ),
}
_P_ZERO = _("It means p < 0.001. Never write p = 0.000.")
_FEW_EXPECTED = Label(
    "{cells} cells ({percent}) have expected count less than 5. The minimum expected count is "
    "{smallest}."
)
_ONLY_2X2 = Label("Computed only for a 2x2 table")

_OR = _(
    "Read the brackets: odds of {case} in the row {first}, divided by those in the row {second}."
)
_OR_VALUE = _("{a} × {d} ÷ ({b} × {c}): the odds ratio, here a prevalence odds ratio.")
_COHORT = _(
    "The share with {case} in the row {first}, divided by the share in the row {second}. In a "
    "cross-sectional study: the prevalence ratio of {case}."
)
_LIMIT = {
    "low": _("Lower limit of the 95% confidence interval."),
    "high": _("Upper limit of the 95% confidence interval."),
}


@dataclass(frozen=True)
class SpssNumber:
    """A number as SPSS shows it: three decimals, and no zero before the decimal mark."""

    value: float
    decimals: int = 3

    def say(self, language):
        text = Number(self.value, self.decimals).say(language)
        return text[1:] if text.startswith("0") and self.decimals else text


@dataclass(frozen=True)
class Cell:
    """
    One cell of an output.

    Attributes
    ----------
    text : object
        What stands there, in no language until said; "" leaves the cell empty.
    tip : object
        What it means.
    name, value : str and float, optional
        Which statistic it is, and its value in full.
    """

    text: object = ""
    tip: object = ""
    name: str | None = None
    value: float | None = None


@dataclass(frozen=True)
class Output:
    """One table of the output: its title, columns, rows of cells and footnotes."""

    part: str
    title: object
    columns: tuple
    rows: tuple
    notes: tuple = ()


def as_coded(name):
    """One of the paper's tables with short value labels, as a data file has them."""
    cells = load_dataset("cells")
    cells = cells[cells["table"] == name]
    if cells.empty:
        names = ", ".join(load_dataset("cells")["table"].unique())
        raise ValueError(f"The paper has no table {name!r}; it has {names}.")
    names = {
        level: Label(level, id=paper)
        for kind in ("exposure", "outcome")
        for level, paper in zip(cells[f"{kind}_level"], cells[f"{kind}_level_paper"], strict=True)
    }
    table = load_table(name)
    return TwoByTwo(
        **{cell: getattr(table, cell) for cell in CELLS},
        exposure=table.exposure,
        outcome=table.outcome,
        exposed=names["good"],
        unexposed=names["poor"],
        case=names["smooth"],
        noncase=names["not smooth"],
    )


def spss_output(table, parts=PARTS, *, language=None):
    """
    Show what SPSS's Crosstabs prints for a 2x2 table, each cell with what it means.

    Parameters
    ----------
    table : TwoByTwo or {"knowledge", "comfort", "support"}
        The first row of the screen is the exposed group, the first column the cases. By name: one
        of the paper's tables with the value labels of its data, such as "good" and "poor".
    parts : sequence of {"crosstab", "tests", "risk"}
        Which of the three tables to show: Crosstabulation, Chi-Square Tests, Risk Estimate.
    language : {"en", "id"}, optional
        Of the explanations and of the decimal mark; SPSS's own words stay English. As
        `set_language` says, where None.

    Returns
    -------
    SpssOutput

    Raises
    ------
    TypeError
        If `table` is neither.
    ValueError
        If a part, the language or the name of a table is not known; if a row or a column is empty;
        for "risk", if a cell is 0, because what SPSS prints then was not found published.

    Notes
    -----
    The odds ratio has Woolf's interval, the cohort lines have the log interval.

    Examples
    --------
    A Risk Estimate in the appendix of an Indonesian thesis, number for number:

    >>> smoking = TwoByTwo.from_array([[35, 15], [20, 30]], exposure="smoking", exposed="no",
    ...                               unexposed="yes", outcome="fertility", case="fertile",
    ...                               noncase="not fertile")
    >>> print(spss_output(smoking, ["risk"]))
    Risk Estimate
    Odds Ratio for smoking (no / yes) 3.500 1.529 8.012
    For cohort fertility = fertile 1.750 1.191 2.572
    For cohort fertility = not fertile .500 .309 .808
    N of Valid Cases 100
    """
    language = check_language(language)
    if isinstance(table, str):
        table = as_coded(table)
    check_table(table)
    wrong = [part for part in parts if part not in PARTS]
    if wrong or not parts:
        raise ValueError(f"`parts` must be some of {', '.join(PARTS)}, but got {list(parts)!r}.")
    if table.has_empty_margin:
        raise ValueError("A row or a column of the table is empty, so there is nothing to compare.")
    makers = {"crosstab": crosstab, "tests": tests, "risk": risk}
    return SpssOutput(tuple(makers[part](table) for part in parts), language)


# The three tables ---------------------------------------------------------------------------------


def crosstab(table):
    """The Crosstabulation: counts, expected counts and row percentages."""
    counts = table.to_array()
    expected = chi_square_test(table).expected_freq.to_numpy()
    groups, outcomes = (table.exposed, table.unexposed), (table.case, table.noncase)
    within = Joined(("% within", table.exposure))
    rows = []
    for group, observed, expectation in zip(groups, counts, expected, strict=True):
        total = int(observed.sum())
        cells = {"Count": [], "Expected Count": [], "% within": []}
        for column, outcome in enumerate(outcomes):
            count, value = int(observed[column]), expectation[column]
            words = {
                "count": Count(count),
                "n": Count(table.n),
                "row": Count(total),
                "column": Count(int(counts[:, column].sum())),
                "group": group,
                "outcome": outcome,
                "exposure": table.exposure,
                "outcome_name": table.outcome,
                "expected": Number(value, 1),
            }
            share = count / total
            shown = {
                "Count": Count(count),
                "Expected Count": SpssNumber(value, 1),
                "% within": Joined((SpssNumber(100 * share, 1), "%"), ""),
            }
            for row, text in shown.items():
                cells[row].append(Cell(text, _CROSSTAB[row].fill(**words)))
        whole = _ROW_TOTAL.fill(group=group)
        cells["Count"].append(Cell(Count(total), whole))
        cells["Expected Count"].append(Cell(SpssNumber(total, 1), whole))
        cells["% within"].append(Cell(Joined((SpssNumber(100, 1), "%"), ""), whole))
        for row, name in zip(cells, ("Count", "Expected Count", within), strict=True):
            rows.append((Cell(Joined((group, name), " · ")), *cells[row]))
    totals = [
        Cell(Count(int(counts[:, column].sum())), _COLUMN_TOTAL.fill(outcome=outcome))
        for column, outcome in enumerate(outcomes)
    ]
    rows.append((Cell("Total · Count"), *totals, Cell(Count(table.n), _EVERYBODY)))
    title = Joined((table.exposure, "*", table.outcome, _NAMES["crosstab"]))
    columns = (Cell(""), *(Cell(outcome) for outcome in outcomes), Cell("Total"))
    return Output("crosstab", title, columns, tuple(rows))


def tests(table):
    """The Chi-Square Tests, with SPSS's two footnotes."""
    pearson = chi_square_test(table)
    fisher = fisher_exact_test(table)
    results = {
        "Pearson Chi-Square": ("a", "chi2", pearson),
        "Continuity Correction": ("b", "chi2_yates", chi_square_test(table, correction="yates")),
        "Likelihood Ratio": ("", "likelihood_ratio", likelihood_ratio_test(table)),
        "Fisher's Exact Test": ("", "fisher", fisher),
        "Linear-by-Linear Association": ("", "chi2_n1", chi_square_test(table, correction="n-1")),
    }
    rows = []
    for name, (mark, key, test) in results.items():
        head = Cell(Joined((name, tag("sup", "b")), "") if mark == "b" else name, _TESTS[name])
        if test is fisher:
            exact = (("fisher", test.pvalue), ("fisher_1", test.one_sided_pvalue))
            columns = ("Exact Sig. (2-sided)", "Exact Sig. (1-sided)")
            cells = [_p_cell(*each, column) for each, column in zip(exact, columns, strict=True)]
            rows.append((head, Cell(), Cell(), Cell(), *cells))
            continue
        value = SpssNumber(test.statistic)
        shown = Joined((value, tag("sup", "a")), "") if mark == "a" else value
        rows.append(
            (
                head,
                Cell(shown, _tip("Value", _TESTS[name]), key, test.statistic),
                Cell("1", _COLUMNS["df"]),
                _p_cell(f"{key}_p", test.pvalue, "Asymp. Sig. (2-sided)"),
                Cell(),
                Cell(),
            )
        )
    rows.append(_valid(table, 4))
    expected = pearson.expected_freq.to_numpy()
    few = int((expected < 5).sum())
    percent = Joined((SpssNumber(100 * few / 4, 1), "%"), "")
    smallest = SpssNumber(expected.min(), 2)
    notes = (
        Joined(("a.", _FEW_EXPECTED.fill(cells=str(few), percent=percent, smallest=smallest))),
        Joined(("b.", _ONLY_2X2)),
    )
    columns = (Cell(""), *(Cell(name, tip) for name, tip in _COLUMNS.items()))
    return Output("tests", _NAMES["tests"], columns, tuple(rows), notes)


def risk(table):
    """The Risk Estimate: the odds ratio and a line for each outcome."""
    if 0 in table.to_array():
        raise ValueError(
            "A cell of the table is 0. What SPSS's Risk Estimate prints then was not found "
            "published, so it is not drawn."
        )
    por = prevalence_odds_ratio(table)
    a, b, c, d = (Count(int(count)) for count in table.to_array().ravel())
    first, second = table.exposed, table.unexposed
    of = Label("Odds Ratio for {exposure} ({first} / {second})")
    name = of.fill(exposure=table.exposure, first=first, second=second)
    tip = _OR.fill(case=table.case, first=first, second=second)
    rows = [_estimate_row(name, tip, "por", por, _OR_VALUE.fill(a=a, b=b, c=c, d=d))]
    for key, turned in (("pr", table), ("pr_other", table.swap_outcome())):
        line = Label("For cohort {outcome} = {case}")
        name = line.fill(outcome=table.outcome, case=turned.case)
        tip = _COHORT.fill(case=turned.case, first=first, second=second)
        rows.append(_estimate_row(name, tip, key, prevalence_ratio(turned), tip))
    rows.append(_valid(table, 2))
    columns = (
        Cell(""),
        Cell("Value"),
        Cell("Lower", _LIMIT["low"]),
        Cell("Upper", _LIMIT["high"]),
    )
    return Output("risk", _NAMES["risk"], columns, tuple(rows))


def _estimate_row(name, tip, key, estimate, value_tip):
    low, high = estimate.interval
    return (
        Cell(name, tip),
        Cell(SpssNumber(estimate.value), value_tip, key, estimate.value),
        Cell(SpssNumber(low), _LIMIT["low"], f"{key}_low", low),
        Cell(SpssNumber(high), _LIMIT["high"], f"{key}_high", high),
    )


def _p_cell(key, pvalue, column):
    shown = SpssNumber(pvalue)
    zero = round(pvalue, 3) == 0
    return Cell(shown, _tip(column, _P_ZERO) if zero else _COLUMNS[column], key, pvalue)


def _tip(column, more):
    return Joined((_COLUMNS[column], more))


def _valid(table, empty):
    name = "N of Valid Cases"
    tip = _TESTS[name]
    return (Cell(name, tip), Cell(Count(table.n), tip, "n", table.n), *[Cell()] * empty)


# On a page ----------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, repr=False)
class SpssOutput(Shown):
    """Tables as SPSS shows them, for a page or a notebook; printed, their text."""

    outputs: tuple
    language: str

    def __repr__(self):
        return "\n".join(line for output in self.outputs for line in self._lines(output))

    def _lines(self, output):
        yield say(output.title, self.language)
        for row in output.rows:
            words = [_bare(cell.text, self.language) for cell in row]
            yield " ".join(word for word in words if word)
        for note in output.notes:
            yield say(note, self.language)

    def html(self, complete=True):
        """The tables as HTML; without `complete` (a saved notebook) nothing is lost."""
        number = itertools.count()
        tables = [output_table(output, number) for output in self.outputs]
        names = Joined(tuple(_NAMES[output.part] for output in self.outputs), ", ")
        title = _TITLE.fill(part=names)
        return figure("spss", title, tables, language=self.language, instruction=_DO, note=_NOTE)

    def widget(self):
        """The same in live Jupyter, where nothing of it needs a kernel."""
        import ipywidgets

        return ipywidgets.HTML(html(style("explorers"), self.html()))


def output_table(output, number=None):
    """One output as a table; with `number`, an iterator, its cells open what they mean."""
    top = [
        tag("th", _shown(cell, number), scope="col") if cell.text else tag("td")
        for cell in output.columns
    ]
    body = [
        tag(
            "tr",
            tag("th", _shown(head, number), scope="row"),
            [tag("td", _shown(cell, number)) for cell in cells],
        )
        for head, *cells in output.rows
    ]
    notes = [tag("p", note, class_="asi-footnote") for note in output.notes]
    table = tag(
        "table",
        tag("caption", output.title),
        tag("thead", tag("tr", top)),
        tag("tbody", body),
        class_=["asi-spss", f"asi-spss-{output.part}"],
    )
    return html(table, notes)


def _shown(cell, number):
    text = html(*cell.text.parts) if _marked(cell.text) else cell.text
    if cell.name:
        text = stat(cell.name, cell.value, text)
    if not cell.tip or number is None:
        return text
    target = f"{ID}{next(number)}"
    return html(
        tag("button", text, type="button", popovertarget=target),
        tag("span", cell.tip, id=target, popover=True, class_="asi-tip"),
    )


def _marked(text):
    """Whether a text carries the mark of a footnote."""
    return isinstance(text, Joined) and any(isinstance(part, Markup) for part in text.parts)


def _bare(text, language):
    """The text of a cell without the mark of its footnote."""
    return say(text.parts[0] if _marked(text) else text, language)
