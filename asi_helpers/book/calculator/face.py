"""
The calculator: any four counts typed in, with every measure, its sentence and the audit.

In a page its arithmetic is a small script (`static/asi-calculator.js`), held equal to this package
by a test; where a kernel listens the same calculator is made of ipywidgets over the package itself.
"""

import json
import numbers

from ...datasets import list_tables, load_table
from ...estimates import prevalence_odds_ratio
from ...language import (
    INFINITE,
    UNDEFINED,
    as_printed,
    check_language,
    marks,
    pair_of,
    say,
)
from ...sentences import NAMES, SMALLEST_EXPECTED, TEMPLATES, describe
from ...significance import FISHER_LARGEST_TOTAL
from ...tables import CELLS, LABELS, check_table
from ..page.html import ID, Shown, figure, tag
from .paste import copy_buttons, page_words, paste_part
from .results import (
    DECIMALS,
    FISHER_LARGEST_MARGIN,
    LEVEL,
    LEVELS,
    MEASURED,
    NAMED,
    NEUTRAL,
    PRINTED,
    TOTALS,
    choices,
    decimals_of,
    found_html,
    name_of,
    results_html,
)
from .text import FLAGS, INSTRUCTION, PRIVATE, PROBLEMS, TEXT, TITLE
from .typed import LARGEST, SMALLEST, read_printed


def calculator(language=None, *, table="knowledge", printed=("", "", "")):
    """
    A calculator for any 2x2 table.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    table : TwoByTwo, str or None, default "knowledge"
        The counts to begin with, or the name of a table as `load_table` takes it; None for empty
        fields. Its names stand in the sentences as long as its counts do.
    printed : sequence of three numbers or str, optional
        A printed odds ratio and its two limits to begin with, for the audit.

    Returns
    -------
    Calculator
        Shows itself: form elements in a page, ipywidgets where a kernel listens.

    Raises
    ------
    TypeError
        If `table` is none of these.
    ValueError
        If the language or the name of a table is unknown, a row or column of `table` is empty, or
        a printed number is not a number.

    Examples
    --------
    >>> calculator()
    Calculator for a 2x2 table. The odds of smooth milk flow were 34.7 times as high ...
    >>> calculator(table=None)
    Calculator for a 2x2 table. Type the four counts, or choose a table of the book.
    """
    language = check_language(language)
    if table is not None:
        table = load_table(table) if isinstance(table, str) else check_table(table)
    if table is not None and table.has_empty_margin:
        raise ValueError("`table` has an empty row or column, so there is nothing to compare.")
    printed = ["" if number == "" else _printed(number) for number in printed]
    return Calculator(language, table, printed)


def _printed(number):
    text = str(number)
    if isinstance(number, numbers.Real) and "e" in text:
        text = as_printed(number, "en")  # a power of ten is not printed
    if read_printed(text).problem:
        raise ValueError(
            f"`printed` must hold a ratio and its two limits, such as (0.029, 0.94, 0.009), but "
            f"got {number!r}."
        )
    return text


class Calculator(Shown):
    """What `calculator` returns."""

    def __init__(self, language, table, printed):
        self.language, self.table, self.printed = language, table, printed

    def __repr__(self):
        if self.table is None:
            return f"{self._title}. {self._say('start')}"
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
        found = None
        if self.table is not None and all(self.printed):
            decimals = decimals_of(self.printed[0])
            found = found_html(self.table, self.printed, decimals, self.language)
        if self.table is None:
            results = tag("p", TEXT["start"], class_="asi-note")
        else:
            results = results_html(self.table, self.language)
        results = tag("div", results, class_="asi-results")
        found = tag("div", found, class_="asi-found")
        if not complete:
            return figure("calculator", TITLE, results, found, language=self.language)
        return figure(
            "calculator",
            TITLE,
            self._counts_form(),
            results,
            self._audit_form(),
            found,
            tag("p", class_="asi-say", role="status"),
            tag("template", json.dumps(self._words(), ensure_ascii=False), class_="asi-words"),
            language=self.language,
            instruction=" ".join(text.say(self.language) for text in (INSTRUCTION, PRIVATE)),
        )

    def _say(self, name):
        return TEXT[name].say(self.language)

    def _name(self, label):
        return getattr(self.table or NEUTRAL, label).say(self.language)

    def _counts_form(self):
        parts = (
            paste_part(self.language, self._name),
            self._choice(),
            self._counts(),
            self._level(),
            self._rename(),
            copy_buttons(self.language),
        )
        return tag("form", *parts, id=f"{ID}form", autocomplete="off", hidden=True)

    def _counts(self):
        """The four fields in their table, and what turns or empties them."""
        outcomes, groups = ("case", "noncase"), ("exposed", "unexposed")
        heads = [self._heading(outcome, "col") for outcome in outcomes]
        total = tag("th", self._say("total"), scope="col")
        rows = [
            tag(
                "tr",
                self._heading(group, "row"),
                [self._count(group, each) for each in outcomes],
                self._total(f"n_{group}"),
            )
            for group in groups
        ]
        totals = tag(
            "tr",
            tag("th", self._say("total"), scope="row"),
            [self._total(f"n_{name}") for name in ("cases", "noncases", "total")],
        )
        buttons = [
            tag("button", self._say(name), type="button", name=name)
            for name in ("flip_rows", "flip_columns", "clear")
        ]
        return tag(
            "fieldset",
            tag("legend", self._say("counts")),
            tag(
                "table",
                tag("thead", tag("tr", tag("td"), heads, total)),
                tag("tbody", rows, totals),
            ),
            tag("p", buttons, class_="asi-buttons"),
            class_="asi-counts",
        )

    def _rename(self):
        names = [self._text_field(name, self._name(name)) for name in LABELS]
        return tag(
            "details",
            tag("summary", self._say("rename")),
            tag("div", names, class_="asi-fields"),
            class_="asi-rename",
        )

    def _total(self, name):
        """A cell for a total, which the script fills."""
        return tag("td", class_="asi-total", data_total=name)

    def _level(self):
        options = [
            tag("option", f"{level}%", value=level, selected=level == LEVEL) for level in LEVELS
        ]
        return tag(
            "div",
            tag("label", self._say("level"), for_=f"{ID}level"),
            tag("select", options, id=f"{ID}level", name="level"),
            class_="asi-field asi-level",
        )

    def _choice(self):
        chosen = name_of(self.table)
        options = [
            tag("option", label.say(self.language), value=name, selected=name == chosen)
            for name, label in choices().items()
        ]
        return tag(
            "div",
            tag("label", self._say("table"), for_=f"{ID}table"),
            tag("select", options, id=f"{ID}table", name="table"),
            class_="asi-field asi-choose",
        )

    def _heading(self, label, scope):
        name = self._name(label)
        return tag("th", name, scope=scope, id=f"{ID}{label}", data_label=label)

    def _count(self, group, outcome):
        name = f"{group}_{outcome}s"
        field = tag(
            "input",
            type="text",  # of a number field the browser would hide what it does not take
            name=name,
            value="" if self.table is None else getattr(self.table, name),
            inputmode="numeric",
            aria_labelledby=[f"{ID}{group}", f"{ID}{outcome}"],
            aria_describedby=f"{ID}{name}-error",
        )
        return tag("td", field, self._error(name))

    def _error(self, name):
        """Room beside a field for what is wrong, or for which part of the text was taken."""
        return tag("span", class_="asi-error", id=f"{ID}{name}-error", data_error=name)

    def _text_field(self, name, value, **more):
        return tag(
            "div",
            tag("label", self._say(name), for_=f"{ID}{name}-field"),
            tag("input", type="text", id=f"{ID}{name}-field", name=name, value=value, **more),
            self._error(name) if more else None,
            class_="asi-field",
        )

    def _audit_form(self):
        form, start = f"{ID}form", decimals_of(self.printed[0])
        fields = [
            self._text_field(
                name,
                number,
                form=form,
                inputmode="decimal",
                aria_describedby=f"{ID}{name}-error",
            )
            for name, number in zip(PRINTED, self.printed, strict=True)
        ]
        options = [tag("option", str(each), selected=each == start) for each in DECIMALS]
        decimals = tag(
            "div",
            tag("label", self._say("decimals"), for_=f"{ID}decimals"),
            tag("select", options, id=f"{ID}decimals", name="decimals", form=form),
            class_="asi-field",
        )
        return tag(
            "fieldset",
            tag("legend", self._say("audit")),
            tag("p", self._say("audit_how")),
            tag("div", fields, decimals, class_="asi-fields"),
            class_="asi-audit-form",
            hidden=True,
        )

    def _words(self):
        """What the script says, in both languages: one source for its sentences and for ours."""

        def in_both(make):
            return {language: make(language) for language in sorted(pair_of(self.language))}

        def said_in(words):
            return lambda language: {name: say(text, language) for name, text in words.items()}

        def page(language):
            texts = {"problems": said_in(PROBLEMS)(language), "flags": said_in(FLAGS)(language)}
            return said_in(TEXT)(language) | texts

        def names_of(design):
            names = {each: NAMES[design].get(of, "") for each, of in MEASURED.items()}
            return names | {"frequency": NAMES[design].get("frequency", "")}

        def labels_of(table):
            return in_both(said_in({name: getattr(table, name) for name in LABELS}))

        def known(table):
            counts = {name: getattr(table, name) for name in CELLS}
            more = {"labels": labels_of(table), "design": table.design}
            return {"name": name_of(table), "counts": counts, **more}

        return {
            "sentences": in_both(
                said_in({**TEMPLATES, "infinite": INFINITE, "undefined": UNDEFINED})
            ),
            "measures": {design: in_both(said_in(names_of(design))) for design in NAMES},
            "page": in_both(page),
            "paste": page_words(self.language),
            "start": None if self.table is None else known(self.table),
            "neutral": labels_of(NEUTRAL),
            "tables": {name: known(load_table(name)) for name in list_tables()},
            "cells": CELLS,
            "names": LABELS,
            "named": NAMED,
            "flags": list(FLAGS),
            "marks": in_both(marks),
            "totals": {name: [CELLS.index(cell) for cell in of] for name, of in TOTALS.items()},
            "smallest_expected": SMALLEST_EXPECTED,
            "printed": {"fields": PRINTED, "smallest": SMALLEST, "largest": LARGEST},
            "fisher": {"margin": FISHER_LARGEST_MARGIN, "total": FISHER_LARGEST_TOTAL},
        }

    def widget(self):
        """The calculator as ipywidgets."""
        from .live import calculator_widget  # ipywidgets is slow to import

        return calculator_widget(self)
