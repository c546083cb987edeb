"""The calculator where a kernel listens: ipywidgets over the package's own functions."""

import ipywidgets

from ...datasets import load_table
from ...language import Label, format_count
from ...pasted.reader import COLUMN_NAMES, ROW_NAMES
from ...tables import CELLS, LABELS, TwoByTwo
from ..page.explorer import live_shell
from ..page.html import html, tag
from .face import Calculator
from .paste import TEXT as PASTE
from .paste import findings_html, read_html
from .results import (
    DECIMALS,
    LEVEL,
    LEVELS,
    NAMED,
    NEUTRAL,
    PRINTED,
    TOTALS,
    choices,
    decimals_of,
    found_html,
    name_of,
    nameless,
    results_html,
    taken_words,
    total_words,
    totals_of,
)
from .text import INSTRUCTION, PROBLEMS, TEXT, TITLE
from .typed import read_count, read_printed

UNTOLD = (*ROW_NAMES, *COLUMN_NAMES)  # what a pasted text that names nothing is read with


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
    """
    The fields, what they say, and how flipping moves them.

    The names of `home` stand as long as its counts do, then those of `neutral`; `typed` are a
    reader's own, which always stand.
    """

    def __init__(self, calculator: Calculator):
        self.language, table = calculator.language, calculator.table
        self.home, self.name = table, name_of(table)
        self.neutral, self.typed, self.moving = NEUTRAL, {}, False
        counts = _counts(table)
        self.fields = {name: self._text(counts[name], Label("")) for name in CELLS}
        self._show_cell_labels()
        self.totals = {name: ipywidgets.HTML() for name in TOTALS}
        self.choice = self._dropdown(
            "table",
            [(label.say(self.language), name) for name, label in choices().items()],
            name_of(table),
        )
        self.choice.observe(lambda change: self._choose(change["new"]), "value")
        self.names = {
            name: self._text(self.labels[name].say(self.language), TEXT[name]) for name in LABELS
        }
        self.printed = {
            name: self._text(number, TEXT[name])
            for name, number in zip(PRINTED, calculator.printed, strict=True)
        }
        start = decimals_of(calculator.printed[0])
        self.decimals = self._dropdown("decimals", [str(each) for each in DECIMALS], str(start))
        self.level = self._dropdown("level", [(f"{each}%", each) for each in LEVELS], LEVEL)
        self.errors = {name: ipywidgets.HTML() for name in (*CELLS, *PRINTED)}
        for name, field in self.names.items():
            field.observe(lambda change, name=name: self._rename(name, change["new"]), "value")
        for field in self.fields.values():
            field.observe(lambda _: self._show_names(), "value")
        self.printed["estimate"].observe(self._count_decimals, "value")
        self._make_paste()
        values = [*self.fields.values(), *self.names.values(), *self.printed.values()]
        self.box = live_shell(
            "calculator",
            TITLE,
            [*values, self.decimals, self.level, self.claim],
            self._render,
            language=self.language,
            instruction=INSTRUCTION,
            parts=("explorers", "calculator"),
        )
        *head, _, out = self.box.children
        self.box.children = [*head, self._layout(), out]

    def _make_paste(self):
        """The field for a pasted table, and what is shown of it."""
        self.pasted, self.percentages, self.sums = None, {}, {}
        self.paste = ipywidgets.Textarea(
            placeholder=PASTE["paste_how"].say(self.language),
            description=PASTE["paste"].say(self.language),
            rows=4,
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )
        self.paste.observe(lambda change: self._read(change["new"]), "value")
        self.read, self.findings = ipywidgets.HTML(), ipywidgets.HTML()
        self.claim = ipywidgets.Dropdown(
            options=[(PASTE["no_claim"].say(self.language), "")],
            description=PASTE["claim"].say(self.language),
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%", "min_height": "44px", "display": "none"},
        )

    def _read(self, text):
        """Read what was pasted into the fields, or say why not."""
        self.pasted, self.percentages, self.sums = None, {}, {}
        if not text.strip():
            self.read.value = self.findings.value = ""
            self.claim.layout.display = "none"
            return
        shown, self.pasted = read_html(text, self.language)
        if self.pasted is None and any(field.value.strip() for field in self.fields.values()):
            shown = html(shown, tag("p", PASTE["still"].say(self.language), class_="asi-note"))
        self.read.value = str(shown)
        if self.pasted is None:
            self.findings.value = ""
            self.claim.layout.display = "none"
            return
        table = self.pasted.table
        self.percentages, self.sums = self.pasted.percentages, self.pasted.totals
        self.home, self.name, self.neutral = None, "", NEUTRAL
        told = {name: getattr(table, name) for name in NAMED}
        self.typed = {name: label for name, label in told.items() if label not in UNTOLD}
        self._fill(_counts(table))
        self._show_claim()

    def _show_claim(self, value=""):
        """Ask which group the text says has more of the outcome, where it prints an odds ratio."""
        has_ratio = self.pasted is not None and "or" in self.pasted.printed
        self.claim.layout.display = "" if has_ratio else "none"
        names = [(self.labels[name].say(self.language), name) for name in ("exposed", "unexposed")]
        self.claim.options = [(PASTE["no_claim"].say(self.language), ""), *names]
        self.claim.value = value

    def _show_findings(self, table):
        if self.pasted is None:
            return
        claim = None
        if self.claim.value:
            claim = getattr(table, self.claim.value), table.case
        self.findings.value = str(
            findings_html(
                table, self.pasted.printed, self.percentages, self.sums, claim, self.language
            )
        )

    def _count_decimals(self, change):
        if not read_printed(change["new"]).problem:
            self.decimals.value = str(decimals_of(change["new"]))

    def _dropdown(self, name, options, value):
        return ipywidgets.Dropdown(
            options=options,
            value=value,
            description=TEXT[name].say(self.language),
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%", "min_height": "44px"},
        )

    def _text(self, value, label):
        return ipywidgets.Text(
            value=value,
            description=label.say(self.language),
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

        buttons = []
        for name, press in (
            ("flip_rows", self._flip_rows),
            ("flip_columns", self._flip_columns),
            ("clear", self._clear),
        ):
            button = ipywidgets.Button(
                description=TEXT[name].say(self.language), layout={"min_height": "44px"}
            )
            button.on_click(lambda _, press=press: press())
            buttons.append(button)
        rename = ipywidgets.Accordion(
            [ipywidgets.VBox(list(self.names.values()))],
            titles=[TEXT["rename"].say(self.language)],
        )
        audit = ipywidgets.Accordion(
            [ipywidgets.VBox([*column(self.printed), self.decimals])],
            titles=[TEXT["audit"].say(self.language)],
        )
        counts, totals = column(self.fields), list(self.totals.values())
        rows = [wrapped([*counts[:2], totals[0]]), wrapped([*counts[2:], totals[1]])]
        below = [wrapped(totals[2:]), wrapped(buttons), self.level, rename, audit]
        paste = [self.paste, self.read, self.claim, self.findings]
        return ipywidgets.VBox([*paste, self.choice, *rows, *below])

    @property
    def labels(self):
        """The names that stand now."""
        table = self.home if self._at_home() else self.neutral
        return {name: self.typed.get(name) or getattr(table, name) for name in LABELS}

    def _design(self):
        return self.home.design if self._at_home() else NEUTRAL.design

    def _at_home(self):
        """Whether the counts are those of the table that the names belong to."""
        return self.home is not None and all(
            read_count(field.value, self.language).value == getattr(self.home, name)
            for name, field in self.fields.items()
        )

    def _rename(self, name, typed):
        if typed == self.labels[name].say(self.language):
            return
        self.typed.pop(name, None)
        if typed.strip():
            self.typed[name] = Label(typed.strip())
        self._show_cell_labels()
        self._show_claim(self.claim.value)

    def _show_names(self):
        if self.moving:
            return
        self.choice.value = self._chosen()
        for name, label in self.labels.items():
            self.names[name].value = label.say(self.language)
        self._show_cell_labels()

    def _show_cell_labels(self):
        for cell, field in self.fields.items():
            field.description = self._cell_label(cell)

    def _chosen(self):
        return self.name if self._at_home() else ""

    def _choose(self, name):
        if name != self._chosen():
            self._put(name)

    def _clear(self):
        for field in self.printed.values():
            field.value = ""
        self._put("")

    def _put(self, name):
        """Put a table of the book into the fields, or nothing."""
        self.paste.value = ""
        self.home, self.name = load_table(name) if name else None, name
        self.neutral, self.typed = NEUTRAL, {}
        self._fill(_counts(self.home))

    def _flip_rows(self):
        self._flip(TwoByTwo.swap_exposure, "exposed", "unexposed", (2, 3, 0, 1))

    def _flip_columns(self):
        self._flip(TwoByTwo.swap_outcome, "case", "noncase", (1, 0, 3, 2))

    def _flip(self, swap, one, other, order):
        self.home = self.home and swap(self.home)
        self.neutral = swap(self.neutral)
        names = {one: other, other: one}
        self.typed = {names.get(name, name): label for name, label in self.typed.items()}
        values = [field.value for field in self.fields.values()]
        moved = dict(zip((CELLS[i] for i in order), CELLS, strict=True))
        self.percentages = {moved[cell]: texts for cell, texts in self.percentages.items()}
        self.sums = {names.get(name, name): text for name, text in self.sums.items()}
        self._fill({cell: values[i] for cell, i in zip(CELLS, order, strict=True)})
        if self.pasted is not None:
            # who has more of the first outcome: the same people, but not of another outcome
            self._show_claim("" if one == "case" else names.get(self.claim.value, ""))

    def _fill(self, counts):
        self.moving = True  # the names of tables that are halfway there are nobody's
        for cell, text in counts.items():
            self.fields[cell].value = text
        self.moving = False
        self._show_names()

    def _show_totals(self, counts):
        """Beside the fields, so that a total typed for a cell is seen."""
        for name, total in totals_of(counts).items():
            shown = ""
            if total is not None:
                words = tag("b", total_words(name, self.labels).say(self.language), ": ")
                shown = html(words, format_count(total, self.language))
            self.totals[name].value = str(shown)

    def _render(self):
        if not any(field.value.strip() for field in self.fields.values()):
            for name in CELLS:
                self._mend(name, None)
            self._show_totals(dict.fromkeys(CELLS))
            self.findings.value = ""
            return tag("p", TEXT["start"].say(self.language))
        table = self._table()
        if table is None:
            self.findings.value = ""
            return tag("p", TEXT["no_result"].say(self.language))
        self._show_findings(table)
        results = results_html(table, self.language, self.level.value)
        note = None if self._at_home() else nameless(self.labels, self.typed)
        if note is not None:
            results = html(tag("p", note.say(self.language)), results)
        return html(results, self._found(table))

    def _mend(self, name, problem, read=None):
        """Beside a field: what is wrong, or which part of the text was taken."""
        shown = ""
        if problem:
            shown = tag("span", PROBLEMS[problem].say(self.language), role="alert")
        elif read and read.left:
            shown = tag("span", taken_words(read).say(self.language), class_="asi-taken")
        self.errors[name].value = str(shown)

    def _table(self):
        read = {name: read_count(f.value, self.language) for name, f in self.fields.items()}
        counts = {name: each.value for name, each in read.items()}
        self._show_totals(counts)
        problems = {name: each.problem for name, each in read.items() if each.problem}
        problems = problems or _empty_margins(counts)
        for name in CELLS:
            self._mend(name, problems.get(name), read[name])
        return None if problems else TwoByTwo(**counts, **self.labels, design=self._design())

    def _found(self, table):
        read = {name: read_printed(field.value) for name, field in self.printed.items()}
        nothing = all(not field.value.strip() for field in self.printed.values())
        problems = {name: each.problem for name, each in read.items() if each.problem}
        for name in PRINTED:
            self._mend(name, None if nothing else problems.get(name), read[name])
        if problems:
            return ""
        texts = [field.value for field in self.printed.values()]
        decimals, level = int(self.decimals.value), self.level.value
        return found_html(table, texts, decimals, self.language, level)


def _counts(table):
    """What stands in the fields of a table; of none, nothing."""
    return {name: "" if table is None else str(getattr(table, name)) for name in CELLS}


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
