"""What several explorers share: the choice of a table, and rows of statistics."""

from ...datasets import PAPER_TABLES, load_table
from ...language import Label, format_count, format_number, format_pvalue, format_ratio
from ...sentences import MEASURES
from ..page.controls import Control, Option
from ..page.html import filled, html, stat

CHI2 = Label("Chi-square", id="Kai-kuadrat")
PVALUE = Label("p-value", id="Nilai p")
SMOOTH = Label("smooth flow", id="ASI lancar")
NOT_SMOOTH = Label("flow not smooth", id="ASI tidak lancar")
MOTHERS = Label("Mothers", id="Ibu")
_INTERVAL = Label("{level}% CI {low} to {high}", id="IK {level}% {low} sampai {high}")
_NAMES = {
    "prevalence odds ratio": "por",
    "prevalence ratio": "pr",
    "prevalence difference": "pd",
    "Mantel-Haenszel odds ratio": "por_adjusted",
}


def capital(text):
    """The text with a capital first letter, in both languages where it has two."""
    if isinstance(text, Label):
        return Label(capital(str(text)), id=capital(text.say("id")))
    return text[:1].upper() + text[1:]


def both(function):
    """A Label from a function of the language."""
    return Label(function("en"), id=function("id"))


def table_control():
    """The choice among the paper's three tables."""
    return Control(
        "table",
        Label("Table", id="Tabel"),
        tuple(Option(name, capital(load_table(name).exposure)) for name in PAPER_TABLES),
    )


def estimate_row(estimate, language, *, name=None, interval=True):
    """One row of a table of statistics: a measure, its value and its interval."""
    name = name or _NAMES[estimate.measure]
    cell = stat(name, estimate.value, format_ratio(estimate.value, language))
    if interval and estimate.interval is not None:
        low, high = (
            stat(f"{name}_{end}", limit, format_ratio(limit, language))
            for end, limit in zip(("low", "high"), estimate.interval, strict=True)
        )
        level = format_number(100 * estimate.confidence_level, 0, language)
        interval = filled(_INTERVAL, language, level=level, low=low, high=high)
        cell = html(cell, " (", interval, ")")
    return [capital(MEASURES[estimate.measure].say(language)), cell]


def chi_square_rows(test, language):
    """Two rows: the statistic and its p-value."""
    statistic = format_number(test.statistic, 1, language)
    pvalue = format_pvalue(test.pvalue, 3, language)
    return [
        [CHI2.say(language), stat("chi2", test.statistic, statistic)],
        [PVALUE.say(language), stat("pvalue", test.pvalue, pvalue)],
    ]


def count_row(count, language, label=MOTHERS):
    """A row for a number of people."""
    return [label.say(language), stat("n", count, format_count(count, language))]
