"""A results paragraph for a 2x2 table: counts, ratios with intervals, test, and limits."""

import math

from .estimates import prevalence_odds_ratio, prevalence_ratio
from .significance import chi_square_test, fisher_exact_test
from .tables import LABELS, Label, check_language
from .wording import MEASURES, Sentence, describe, format_number, format_pvalue, format_ratio

SMALLEST_EXPECTED = 5  # below it Fisher's exact test is reported in place of chi-square

_RATIO = Label(
    "{value}, 95% CI {low} to {high}",
    id="{value}; IK 95% {low} sampai {high}",
)
_ASSOCIATED = Label(
    "The prevalence was {direction} the {unexposed} group ({pr_name} {pr}), and {odds} ({por_name} "
    "{por}; {test}).",
    id="Prevalensinya {direction} pada kelompok {unexposed} ({pr_name} {pr}), {odds} ({por_name} "
    "{por}; {test}).",
)
_DIRECTION = {
    "higher": Label(
        "higher in the {exposed} group than in",
        id="lebih tinggi pada kelompok {exposed} daripada",
    ),
    "lower": Label(
        "lower in the {exposed} group than in",
        id="lebih rendah pada kelompok {exposed} daripada",
    ),
    "the same": Label(
        "about the same in the {exposed} group as in",
        id="hampir sama pada kelompok {exposed} dan",
    ),
}
_ODDS_TOO = Label("so were the odds", id="demikian pula odds-nya")
# A prevalence near 0% or 100% can be about the same while its odds are not.
_ODDS = {
    "higher": Label("the odds were higher", id="sedangkan odds-nya lebih tinggi"),
    "lower": Label("the odds were lower", id="sedangkan odds-nya lebih rendah"),
    "the same": Label("the odds were about the same", id="sedangkan odds-nya hampir sama"),
}
_CHI2 = Label("chi-square(1) = {statistic}, p {p}", id="kai-kuadrat(1) = {statistic}; p {p}")
_FISHER = Label("Fisher's exact test, p {p}", id="uji eksak Fisher, p {p}")


def results_paragraph(table, *, limits="", language="en"):
    """
    Write the results paragraph of a 2x2 table, as a model to compare one's own with.

    Parameters
    ----------
    table : TwoByTwo
    limits : str or Label, default ""
        What the design leaves open, in whole sentences; it closes the paragraph.
    language : {"en", "id"}

    Returns
    -------
    Sentence
        Counts with their denominators, the direction, prevalence ratio and prevalence odds ratio
        with 95% intervals, and chi-square, or Fisher's exact test where an expected count is below
        5. Nothing causal.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.
    ValueError
        If `language` is not known, a zero cell leaves a ratio without an interval, or the table
        needs Fisher's exact test and is too large for it.

    Examples
    --------
    >>> from asi_helpers.data import load_table
    >>> print(results_paragraph(load_table("comfort")))
    Smooth milk flow was recorded for 23 of 39 (59.0%) in the good comfort group and for 10 of 55 \
(18.2%) in the poor comfort group. The prevalence was higher in the good comfort group than in the \
poor comfort group (prevalence ratio 3.24, 95% CI 1.75 to 6.02), and so were the odds (prevalence \
odds ratio 6.47, 95% CI 2.54 to 16.5; chi-square(1) = 16.7, p < 0.001).
    """
    check_language(language)
    first = describe(table, language)
    pr, por = prevalence_ratio(table), prevalence_odds_ratio(table)
    if pr.interval is None or por.interval is None:
        raise ValueError(
            "A cell, row or column of the table is empty, so a ratio has no interval to report. "
            "Describe the table, and give Fisher's exact test."
        )
    labels = {name: getattr(table, name).say(language) for name in LABELS}
    direction, odds = _direction(pr.value), _direction(por.value)
    second = _ASSOCIATED.say(language).format(
        direction=_DIRECTION[direction].say(language).format(**labels),
        odds=(_ODDS_TOO if odds == direction else _ODDS[odds]).say(language),
        pr_name=MEASURES[language][pr.measure],
        por_name=MEASURES[language][por.measure],
        pr=_ratio_text(pr, language),
        por=_ratio_text(por, language),
        test=_test_text(table, language),
        unexposed=labels["unexposed"],
    )
    last = limits.say(language) if isinstance(limits, Label) else limits
    return Sentence(" ".join(part for part in (first, second, last) if part), language)


def _direction(ratio):
    if math.isclose(ratio, 1, abs_tol=0.005):
        return "the same"
    return "higher" if ratio > 1 else "lower"


def _ratio_text(estimate, language):
    low, high = (format_ratio(limit, language) for limit in estimate.interval)
    return _RATIO.say(language).format(
        value=format_ratio(estimate.value, language), low=low, high=high
    )


def _test_text(table, language):
    test = chi_square_test(table)
    if test.expected_freq.to_numpy().min() < SMALLEST_EXPECTED:
        return _FISHER.say(language).format(p=_p_text(fisher_exact_test(table).pvalue, language))
    return _CHI2.say(language).format(
        statistic=format_number(test.statistic, 1, language), p=_p_text(test.pvalue, language)
    )


def _p_text(pvalue, language):
    shown = format_pvalue(pvalue, language=language)
    return shown if shown.startswith("<") else f"= {shown}"
