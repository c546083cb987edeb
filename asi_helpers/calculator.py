"""
The calculator: any four counts typed in, with every measure, its sentence and the audit.

In a page its arithmetic is a small script (`static/asi-calculator.js`), held equal to this package
by a test; where a kernel listens the same calculator is made of ipywidgets over the package itself.
"""

import json
from html import escape

from .audit import audit_estimate
from .calculator_text import FLAGS, INSTRUCTION, PRIVATE, PROBLEMS, TEXT, TITLE
from .data import load_table
from .estimates import (
    PD,
    POR,
    PR,
    prevalence_difference,
    prevalence_odds_ratio,
    prevalence_ratio,
)
from .explorers.controls import ID
from .explorers.framework import Shown, figure, flag_list, stat, stats_table
from .significance import FISHER_LARGEST_TOTAL, chi_square_test, fisher_exact_test
from .tables import LABELS, TwoByTwo, check_language, check_table
from .wording import (
    MEASURES,
    TEMPLATES,
    describe,
    format_number,
    format_pvalue,
    format_ratio,
    steady,
)

_LANGUAGES = ("en", "id")
PRINTED = ("estimate", "first_limit", "second_limit")
DECIMALS = (0, 1, 2, 3, 4)
# Fisher's test takes one step for each person of the smallest margin: more would slow a phone down.
_FISHER_LARGEST_MARGIN = 10_000
# For the names that stand where a reader has emptied a field.
GENERAL = TwoByTwo(exposed_cases=1, exposed_noncases=1, unexposed_cases=1, unexposed_noncases=1)


def calculator(language="en", *, table=None, printed=("", "", "")):
    """
    A calculator for any 2x2 table.

    Parameters
    ----------
    language : {"en", "id"}
    table : TwoByTwo, optional
        The counts to begin with; by default the paper's table on knowledge.
    printed : sequence of three numbers or str, optional
        A printed odds ratio and its two limits to begin with, for the audit.

    Returns
    -------
    Calculator
        Shows itself: form elements in a page, ipywidgets where a kernel listens.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo.
    ValueError
        If the language is unknown, a row or column of `table` is empty, or a printed number is
        not a number.

    Examples
    --------
    >>> calculator()
    Calculator for a 2x2 table. The odds of smooth milk flow were 34.7 times as high ...
    """
    check_language(language)
    table = load_table("knowledge") if table is None else check_table(table)
    if table.has_empty_margin:
        raise ValueError("`table` has an empty row or column, so there is nothing to compare.")
    printed = ["" if number == "" else _printed(number) for number in printed]
    return Calculator(language, table, printed)


def _printed(number):
    text = str(number)
    try:
        float(text.replace(",", "."))
    except ValueError:
        raise ValueError(
            f"`printed` must hold a ratio and its two limits, such as (0.029, 0.94, 0.009), but "
            f"got {number!r}."
        ) from None
    return text


class Calculator(Shown):
    """What `calculator` returns."""

    def __init__(self, language, table, printed):
        self.language, self.table, self.printed = language, table, printed

    def __repr__(self):
        return f"{self._title}. {describe(prevalence_odds_ratio(self.table), self.language)}"

    @property
    def _title(self):
        return TITLE.say(self.language)

    def html(self, complete=True):
        """
        The calculator for a page.

        Parameters
        ----------
        complete : bool, default True
            With its fields, which the page's script brings to life; otherwise the results only.
        """
        found = ""
        if all(self.printed):
            audit = audit_printed(self.table, self.printed, decimals_of(self.printed[0]))
            found = found_html(audit, self.language)
        results = f'<div class="asi-results">{results_html(self.table, self.language)}</div>'
        found = f'<div class="asi-found">{found}</div>'
        if complete:
            data = escape(json.dumps(self._words(), ensure_ascii=False), quote=False)
            body = (
                f"{self._counts_form()}{results}{self._audit_form()}{found}"
                f'<p class="asi-say" role="status"></p>'
                f'<template class="asi-words">{data}</template>'
            )
        else:
            body = results + found
        both = (text.say(self.language) for text in (INSTRUCTION, PRIVATE))
        return figure(
            "calculator",
            TITLE,
            body,
            language=self.language,
            instruction=" ".join(both) if complete else "",
        )

    def _say(self, text):
        return escape(text.say(self.language))

    def _counts_form(self):
        heads = "".join(
            f'<th scope="col" id="{ID}{name}" data-label="{name}">'
            f"{self._say(getattr(self.table, name))}</th>"
            for name in ("case", "noncase")
        )
        rows = "".join(
            f'<tr><th scope="row" id="{ID}{group}" data-label="{group}">'
            f"{self._say(getattr(self.table, group))}</th>"
            + "".join(self._count(group, outcome) for outcome in ("case", "noncase"))
            + "</tr>"
            for group in ("exposed", "unexposed")
        )
        names = "".join(
            self._text_field(name, getattr(self.table, name).say(self.language)) for name in LABELS
        )
        buttons = "".join(
            f'<button type="button" name="{name}">{self._say(TEXT[name])}</button>'
            for name in ("flip_rows", "flip_columns")
        )
        return (
            f'<form id="{ID}form" autocomplete="off" hidden><fieldset class="asi-counts">'
            f"<legend>{self._say(TEXT['counts'])}</legend>"
            f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            f'<p class="asi-buttons">{buttons}</p></fieldset>'
            f'<details class="asi-rename"><summary>{self._say(TEXT["rename"])}</summary>'
            f'<div class="asi-fields">{names}</div></details></form>'
        )

    def _count(self, group, outcome):
        name = f"{group}_{outcome}s"
        return (
            f'<td><input type="number" name="{name}" value="{getattr(self.table, name)}" min="0" '
            f'step="1" inputmode="numeric" aria-labelledby="{ID}{group} {ID}{outcome}" '
            f'aria-describedby="{ID}{name}-error">'
            f'<span class="asi-error" id="{ID}{name}-error" data-error="{name}"></span></td>'
        )

    def _text_field(self, name, value, *, form=""):
        error = mode = ""
        if form:
            mode = f' form="{form}" inputmode="decimal" aria-describedby="{ID}{name}-error"'
            error = f'<span class="asi-error" id="{ID}{name}-error" data-error="{name}"></span>'
        return (
            f'<div class="asi-field"><label for="{ID}{name}-field">{self._say(TEXT[name])}</label>'
            f'<input type="text" id="{ID}{name}-field" name="{name}" value="{escape(value)}"'
            f"{mode}>{error}</div>"
        )

    def _audit_form(self):
        fields = "".join(
            self._text_field(name, value, form=f"{ID}form")
            for name, value in zip(PRINTED, self.printed, strict=True)
        )
        start = decimals_of(self.printed[0])
        options = "".join(
            f"<option{' selected' if decimals == start else ''}>{decimals}</option>"
            for decimals in DECIMALS
        )
        return (
            f'<fieldset class="asi-audit-form" hidden><legend>{self._say(TEXT["audit"])}</legend>'
            f'<p>{self._say(TEXT["audit_how"])}</p><div class="asi-fields">{fields}'
            f'<div class="asi-field"><label for="{ID}decimals">{self._say(TEXT["decimals"])}'
            f'</label><select id="{ID}decimals" name="decimals" form="{ID}form">{options}</select>'
            f"</div></div></fieldset>"
        )

    def _words(self):
        """What the script says, in both languages: one source for its sentences and for ours."""

        def in_both(make):
            return {language: make(language) for language in _LANGUAGES}

        def page(language):
            texts = {name: text.say(language) for name, text in TEXT.items()}
            texts["problems"] = {name: text.say(language) for name, text in PROBLEMS.items()}
            texts["flags"] = {name: text.say(language) for name, text in FLAGS.items()}
            return texts

        def labels_of(table):
            return lambda language: {name: getattr(table, name).say(language) for name in LABELS}

        return {
            "sentences": in_both(lambda language: TEMPLATES[language]),
            "measures": in_both(
                lambda language: {
                    kind: MEASURES[language][measure]
                    for kind, measure in (("por", POR), ("pr", PR), ("pd", PD))
                }
            ),
            "page": in_both(page),
            "labels": in_both(labels_of(self.table)),
            "general": in_both(labels_of(GENERAL)),
            "fisher": {"margin": _FISHER_LARGEST_MARGIN, "total": FISHER_LARGEST_TOTAL},
        }

    def widget(self):
        """The calculator as ipywidgets."""
        from .calculator_live import calculator_widget  # ipywidgets is slow to import

        return calculator_widget(self)


# Results as HTML; the page's script makes the same ------------------------------------------------


def results_html(table, language):
    """The measures as a table of numbers and, in both languages, in words."""
    pr, por, pd = (
        measure(table)
        for measure in (prevalence_ratio, prevalence_odds_ratio, prevalence_difference)
    )
    chi2, exact = chi_square_test(table), _fisher(table)
    statistic = stat("chi2", chi2.statistic, format_number(steady(chi2.statistic), 1, language))
    cells = {
        "n": stat("n", table.n, str(table.n)),
        "pr": _estimate_cell("pr", pr, language),
        "por": _estimate_cell("por", por, language),
        "pd": _estimate_cell("pd", pd, language),
        "chi2": f"{statistic}; {_p_cell('pvalue', chi2.pvalue, language)}",
        "fisher": escape(TEXT["fisher_large"].say(language))
        if exact is None
        else _p_cell("fisher_p", exact.pvalue, language),
    }
    rows = [(TEXT[name].say(language), cell) for name, cell in cells.items()]
    numbers = stats_table(rows, head=[TEXT[name].say(language) for name in ("measure", "value")])
    more = [result for result in (pd, chi2, exact) if result is not None]
    return numbers + "".join(_in_words((table, pr, por), more, each) for each in _both(language))


def _both(language):
    """The page's language first, then the other one."""
    return sorted(_LANGUAGES, key=lambda each: each != language)


def _in_words(main, more, language):
    def paragraphs(results):
        return "".join(f"<p>{escape(describe(result, language))}</p>" for result in results)

    title, rest = (escape(TEXT[name].say(language)) for name in ("words", "more_words"))
    return (
        f'<div class="asi-in-words" lang="{language}"><p class="asi-label"><b>{title}</b></p>'
        f"{paragraphs(main)}<details><summary>{rest}</summary>{paragraphs(more)}</details></div>"
    )


def _fisher(table):
    """Fisher's test, or None where the table is too large for a calculator."""
    margins = (table.n_exposed, table.n_unexposed, table.n_cases, table.n_noncases)
    if min(margins) > _FISHER_LARGEST_MARGIN or table.n > FISHER_LARGEST_TOTAL:
        return None
    return fisher_exact_test(table)


def _estimate_cell(name, estimate, language):
    def show(value):
        if name == "pd":
            return format_number(100 * value, 1, language)
        return format_ratio(value, language)

    unit = f" {escape(TEXT['points'].say(language))}" if name == "pd" else ""
    cell = stat(name, estimate.value, show(estimate.value)) + unit
    if estimate.interval is None:
        return f"{cell} ({escape(TEXT['no_interval'].say(language))})"
    low, high = (
        stat(f"{name}_{end}", limit, show(limit))
        for end, limit in zip(("low", "high"), estimate.interval, strict=True)
    )
    return f"{cell} ({low} {escape(TEXT['to'].say(language))} {high})"


def _p_cell(name, pvalue, language):
    text = format_pvalue(steady(pvalue), 3, language)
    return f"p {'' if text.startswith('<') else '= '}{stat(name, pvalue, text)}"


def decimals_of(text):
    """
    How many decimals a printed number has, as far as the calculator goes; 3 where there is none.

    Examples
    --------
    >>> [decimals_of(text) for text in ("0,029", "34.7", "35", "")]
    [3, 1, 0, 3]
    """
    if not text.strip():
        return 3
    _, _, decimals = text.strip().replace(",", ".").partition(".")
    return min(len(decimals), DECIMALS[-1])


def audit_printed(table, printed, decimals):
    numbers = [float(str(number).replace(",", ".")) for number in printed]
    return audit_estimate(*numbers, table=table, decimals=decimals)


def found_html(audit, language):
    """What an audit found: its flags, and what they mean, in both languages."""
    flags = {flag: text.say(language) for flag, text in FLAGS.items() if flag in audit.flags}
    _, other = _both(language)
    return (
        flag_list(flags)
        + f'<p class="asi-sentence">{escape(describe(audit, language))}</p>'
        + f'<details lang="{other}"><summary>{escape(TEXT["words"].say(other))}</summary>'
        + f"<p>{escape(describe(audit, other))}</p></details>"
    )
