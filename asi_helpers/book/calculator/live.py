"""The calculator where a kernel listens: ipywidgets over the package's own functions."""

import ipywidgets

from ...language import Label, read_number
from ...tables import CELLS, LABELS, TwoByTwo
from ..page.explorer import live_shell
from ..page.html import html, tag
from .face import Calculator
from .results import (
    DECIMALS,
    GENERAL,
    LARGEST,
    PRINTED,
    SMALLEST,
    audit_printed,
    decimals_of,
    found_html,
    results_html,
)
from .text import INSTRUCTION, PROBLEMS, TEXT, TITLE

LARGEST_COUNT = 2**53 - 1  # beyond it a page's script loses digits


def calculator_widget(calculator):
    """
    The calculator as a widget.

    Parameters
    ----------
    calculator : Calculator
        Whose language, counts and printed numbers it begins with.

    Returns
    -------
    ipywidgets.VBox
    """
    return _Live(calculator).box


class _Live:
    """The fields, what they say, and how flipping moves them."""

    def __init__(self, calculator: Calculator):
        self.language, table = calculator.language, calculator.table
        self.labels = {name: getattr(table, name) for name in LABELS}
        self.fields = {
            name: self._text(str(getattr(table, name)), self._cell_label(name)) for name in CELLS
        }
        self.names = {
            name: self._text(self.labels[name].say(self.language), TEXT[name]) for name in LABELS
        }
        self.printed = {
            name: self._text(number, TEXT[name])
            for name, number in zip(PRINTED, calculator.printed, strict=True)
        }
        self.decimals = ipywidgets.Dropdown(
            options=[str(decimals) for decimals in DECIMALS],
            value=str(decimals_of(calculator.printed[0])),
            description=TEXT["decimals"].say(self.language),
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%", "min_height": "44px"},
        )
        self.errors = {name: ipywidgets.HTML() for name in (*CELLS, *PRINTED)}
        for name, field in self.names.items():
            field.observe(lambda change, name=name: self._rename(name, change["new"]), "value")
        self.printed["estimate"].observe(self._count_decimals, "value")
        values = [*self.fields.values(), *self.names.values(), *self.printed.values()]
        self.box = live_shell(
            "calculator",
            TITLE,
            [*values, self.decimals],
            self._render,
            language=self.language,
            instruction=INSTRUCTION,
            parts=("explorers", "calculator"),
        )
        *head, _, out = self.box.children
        self.box.children = [*head, self._layout(), out]

    def _count_decimals(self, change):
        if isinstance(read_printed(change["new"]), float):
            self.decimals.value = str(decimals_of(change["new"]))

    def _text(self, value, label):
        description = label if isinstance(label, str) else label.say(self.language)
        description = label.say(self.language) if isinstance(label, Label) else description
        return ipywidgets.Text(
            value=value,
            description=description,
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )

    def _cell_label(self, cell):
        group, outcome = cell.split("_")
        names = self.labels[group], self.labels[outcome.removesuffix("s")]
        return ", ".join(name.say(self.language) for name in names)

    def _layout(self):
        def column(fields):
            return [
                ipywidgets.VBox(
                    [field, self.errors[name]],
                    layout={"max_width": "100%", "margin": "0 1rem .5rem 0"},
                )
                for name, field in fields.items()
            ]

        def wrapped(children):
            return ipywidgets.HBox(children, layout={"flex_flow": "row wrap"})

        flips = []
        for name, flip in (("flip_rows", self._flip_rows), ("flip_columns", self._flip_columns)):
            button = ipywidgets.Button(
                description=TEXT[name].say(self.language), layout={"min_height": "44px"}
            )
            button.on_click(lambda _, flip=flip: flip())
            flips.append(button)
        rename = ipywidgets.Accordion(
            [ipywidgets.VBox(list(self.names.values()))],
            titles=[TEXT["rename"].say(self.language)],
        )
        audit = ipywidgets.Accordion(
            [ipywidgets.VBox([*column(self.printed), self.decimals])],
            titles=[TEXT["audit"].say(self.language)],
        )
        counts = column(self.fields)
        return ipywidgets.VBox(
            [wrapped(counts[:2]), wrapped(counts[2:]), wrapped(flips), rename, audit]
        )

    def _rename(self, name, typed):
        if typed != self.labels[name].say(self.language):
            self.labels[name] = Label(typed.strip()) if typed.strip() else getattr(GENERAL, name)
        for cell, field in self.fields.items():
            field.description = self._cell_label(cell)

    def _flip_rows(self):
        self._exchange("exposed", "unexposed", [(CELLS[0], CELLS[2]), (CELLS[1], CELLS[3])])

    def _flip_columns(self):
        self._exchange("case", "noncase", [(CELLS[0], CELLS[1]), (CELLS[2], CELLS[3])])

    def _exchange(self, one, other, cells):
        labels = self.labels
        labels[one], labels[other] = labels[other], labels[one]
        for name in (one, other):
            self.names[name].value = labels[name].say(self.language)
        for first, second in cells:
            a, b = self.fields[first], self.fields[second]
            a.value, b.value = b.value, a.value

    def _render(self):
        table = self._table()
        if table is None:
            return tag("p", TEXT["no_result"].say(self.language))
        return html(results_html(table, self.language), self._found(table))

    def _mend(self, name, problem):
        words = PROBLEMS[problem].say(self.language) if problem else ""
        self.errors[name].value = tag("span", words, role="alert") if words else ""

    def _table(self):
        read = {name: read_count(field.value) for name, field in self.fields.items()}
        problems = {name: got for name, got in read.items() if isinstance(got, str)}
        problems = problems or _empty_margins(read)
        for name in CELLS:
            self._mend(name, problems.get(name))
        return None if problems else TwoByTwo(**read, **self.labels)

    def _found(self, table):
        read = {name: read_printed(field.value) for name, field in self.printed.items()}
        nothing = all(not field.value.strip() for field in self.printed.values())
        problems = {name: got for name, got in read.items() if isinstance(got, str)}
        for name in PRINTED:
            self._mend(name, None if nothing else problems.get(name))
        if problems:
            return ""
        texts = [field.value for field in self.printed.values()]
        audit = audit_printed(table, texts, int(self.decimals.value))
        return found_html(audit, self.language)


def read_count(text):
    """
    A count of people, or the name of what is wrong with it.

    Examples
    --------
    >>> read_count(" 27 "), read_count("2.5"), read_count("-1"), read_count("")
    (27, 'fraction', 'negative', 'empty')
    """
    read = read_number(text)
    if read.problem == "empty":
        return "empty"
    if read.problem or read.unit == "times":
        return "not_a_number"
    if read.value < 0:
        return "negative"
    if read.decimals or read.unit:
        return "fraction"
    return int(read.value) if read.value <= LARGEST_COUNT else "too_large"


def read_printed(text):
    """
    A printed ratio or limit, or the name of what is wrong with it; a decimal comma is as good.

    Examples
    --------
    >>> read_printed("0,029"), read_printed("0"), read_printed("p < 0.05"), read_printed("")
    (0.029, 'not_positive', 'not_printed', 'empty_printed')
    """
    read = read_number(text)
    if read.problem == "empty":
        return "empty_printed"
    if read.problem or read.unit:
        return "not_printed"
    if read.value <= 0:
        return "not_positive"
    return read.value if SMALLEST <= read.value <= LARGEST else "not_printed"


def _empty_margins(read):
    """Per cell, the name of the empty row or column that it lies in."""
    margins = (
        ("empty_row", CELLS[:2]),
        ("empty_row", CELLS[2:]),
        ("empty_column", CELLS[::2]),
        ("empty_column", CELLS[1::2]),
    )
    return {
        name: problem
        for problem, names in margins
        if sum(read[name] for name in names) == 0
        for name in names
    }
