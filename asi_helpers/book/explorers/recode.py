"""Which way round: the codes of exposure and outcome decide what SPSS divides by what."""

from ...audit import matches
from ...datasets import load_table
from ...estimates import prevalence_odds_ratio
from ...language import Count, Label, Number
from ...language import lazy_gettext as _
from ...sentences import sentence_of
from ..page.controls import Control, Option
from ..page.explorer import Explorer, View
from ..page.html import html, tag
from ..programs.spss import SpssNumber, as_coded, output_table, risk
from .rows import printed_ratio

_TABLE = "knowledge"
_CODES = (("1", "2"), ("1", "0"), ("2", "1"), ("0", "1"))  # of the first level, of the second
_OPTION = _("{first} {a}, {second} {b}")
_EXPOSURE = _("Codes of knowledge")
_OUTCOME = _("Codes of milk flow")
_CAPTION = _("{exposure} * {outcome}: the lower code comes first")
_FOUND = _(
    "There it is: with these codes the odds ratio is {value}. Rounded, it is the {printed} that "
    "the study prints."
)
_TOTAL = Label("Total")


def explore_recode(language=None):
    """
    Choose the codes of exposure and outcome, and see which odds ratio SPSS prints.

    SPSS writes the lower code first, in rows and in columns. Turning the order of one variable
    turns the odds ratio into its reciprocal; turning both gives it back.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Explorer
        Controls `exposure_codes` and `outcome_codes`.
    """
    return Explorer(
        "recode",
        _("Which codes turn it round?"),
        _(
            "Choose how the two answers are coded. Watch the first row, the first column and the "
            'brackets behind "Odds Ratio for".'
        ),
        (
            _control("exposure_codes", _EXPOSURE, "exposed", "unexposed"),
            _control("outcome_codes", _OUTCOME, "case", "noncase"),
        ),
        _show,
        language,
        both_languages=True,
    )


def _control(name, label, first, second):
    coded = as_coded(_TABLE)
    names = {"first": getattr(coded, first), "second": getattr(coded, second)}
    options = [Option(f"{a}-{b}", _OPTION.fill(a=a, b=b, **names)) for a, b in _CODES]
    return Control(name, label, tuple(options))


def _show(exposure_codes, outcome_codes):
    exposure, outcome = exposure_codes.split("-"), outcome_codes.split("-")
    named, coded = (
        _in_order(table, exposure, outcome) for table in (load_table(_TABLE), as_coded(_TABLE))
    )
    por = prevalence_odds_ratio(named)
    value, text = printed_ratio(_TABLE)
    found = matches(value.value, por.value, value.decimals)
    return View(
        sentence_of(por),
        html(_crosstab(coded, sorted(exposure), sorted(outcome)), output_table(risk(coded))),
        mark=_FOUND.fill(value=Number(por.value, 4), printed=text) if found else "",
    )


def _in_order(table, exposure, outcome):
    """The table as a program writes it that puts the lower code first."""
    if exposure != sorted(exposure):
        table = table.swap_exposure()
    return table.swap_outcome() if outcome != sorted(outcome) else table


def _crosstab(table, row_codes, column_codes):
    columns = [
        tag("th", code, " ", name, scope="col")
        for code, name in zip(column_codes, (table.case, table.noncase), strict=True)
    ]
    rows = []
    groups = (table.exposed, table.unexposed)
    for code, name, counts in zip(row_codes, groups, table.to_array(), strict=True):
        n = int(counts.sum())
        cells = [
            tag("td", Count(int(count)), " (", SpssNumber(100 * count / n, 1), "%)")
            for count in counts
        ]
        head = tag("th", code, " ", name, scope="row")
        rows.append(tag("tr", head, cells, tag("td", Count(n))))
    return tag(
        "table",
        tag("caption", _CAPTION.fill(exposure=table.exposure, outcome=table.outcome)),
        tag("thead", tag("tr", tag("td"), columns, tag("th", _TOTAL, scope="col"))),
        tag("tbody", rows),
        class_="asi-spss",
    )
