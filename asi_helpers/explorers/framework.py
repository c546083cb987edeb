"""
How an explorer shows itself: a pure function of a few discrete controls, and nothing else.

Where no front end listens (the book's build, nbconvert) every state is computed beforehand and
travels in the page, where one small script swaps them. Where one listens (JupyterLab, Binder, VS
Code, the browser's own kernel) the same function is called by ipywidgets when a control moves.
"""

import itertools
import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..tables import Label, check_language
from .controls import ID, _say

_STATIC = Path(__file__).parent.parent / "static"
_shown = Counter()

_CHOSEN = Label("Shown here", id="Yang ditampilkan")
_OTHER_LANGUAGE = {"en": "id", "id": "en"}


def is_live():
    """
    Whether somebody can move a widget here.

    A front end sends `allow_stdin` with each request to run a cell, since it could answer
    `input()`; a program that runs notebooks does not. The browser's own kernel is always live.
    """
    if sys.platform == "emscripten":
        return True
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return False
    request = kernel.get_parent("shell") or {}
    return bool(request.get("content", {}).get("allow_stdin"))


# What a view is made of --------------------------------------------------------------------------


@dataclass(frozen=True)
class View:
    """
    One state of an explorer.

    Attributes
    ----------
    sentence : Label
        What the state shows, in plain words; announced when it changes.
    picture : str
        SVG, its ids beginning with `ID`.
    table : str
        HTML: the statistics, as `stats_table` makes them, or other tables.
    mark : str
        A short line that stands out, where the state is a special one.
    """

    sentence: str
    picture: str = ""
    table: str = ""
    mark: str = ""


def stat(name, value, text, *, of=None):
    """
    A statistic in a page: what it is called, its value in full precision, and as read.

    Parameters
    ----------
    name : str
        Such as "por"; see the list of names in the design.
    value : float or int
    text : str
        The value as a reader sees it.
    of : str, optional
        Which of several things it is a statistic of, where a view has more than one.

    Returns
    -------
    str
        HTML; only `text` where the value is nan, because there is no number then.
    """
    if isinstance(value, int):
        exact = str(value)
    else:
        value = float(value)
        if math.isnan(value):
            return escape(text)
        exact = repr(value) if math.isfinite(value) else ("-" * (value < 0) + "Infinity")
    more = f' data-of="{of}"' if of else ""
    return f'<data class="asi-stat" data-stat="{name}"{more} value="{exact}">{escape(text)}</data>'


def stats_table(rows, *, head=None):
    """
    A table of statistics.

    Parameters
    ----------
    rows : sequence of sequences of str
        First the name of the row as text, then its cells as HTML.
    head : sequence of str, optional
        Column names as text; the first one stands over the names.

    Returns
    -------
    str
        HTML.
    """
    top = ""
    if head:
        # An empty heading is none: a screen reader would announce it.
        cells = "".join(
            f'<th scope="col">{escape(str(name))}</th>' if name else "<td></td>" for name in head
        )
        top = f"<thead><tr>{cells}</tr></thead>"
    body = "".join(
        f'<tr><th scope="row">{escape(str(name))}</th>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
        for name, *cells in rows
    )
    return f'<table class="asi-stats">{top}<tbody>{body}</tbody></table>'


def flag_list(flags):
    """
    The flags of an audit as a list.

    Parameters
    ----------
    flags : dict of str to str
        Flag to its explanation as text.

    Returns
    -------
    str
        HTML, empty without flags.
    """
    items = "".join(
        f'<li class="asi-flag" data-flag="{name}">{escape(text)}</li>'
        for name, text in flags.items()
    )
    return f'<ul class="asi-flags">{items}</ul>' if items else ""


def figure(
    name, title, body, *, language="en", attributes="", instruction="", note="", caption=True
):
    """
    The root of everything interactive: `<figure class="asi-explorer" data-explorer=NAME>`.

    Parameters
    ----------
    name : str
    title, instruction, note : Label
        What it is, what to do, and small print below.
    body : str
        HTML.
    language : {"en", "id"}
    attributes : str
        More attributes, as HTML.
    caption : bool, default True
        Whether title and instruction stand on top.

    Returns
    -------
    str
        HTML, with ids that no other figure of this session has.
    """
    _shown[name] += 1
    title, note = _say(title, language), _say(note, language)
    top = f"<figcaption>{_head(title, instruction, language)}</figcaption>" if caption else ""
    small = f'<p class="asi-note">{escape(note)}</p>' if note else ""
    html = (
        f'<figure class="asi-explorer" data-explorer="{name}" lang="{language}" '
        f'aria-label="{escape(title)}"{attributes}>{top}{body}{small}</figure>'
    )
    return html.replace(ID, f"asi-{name}-{_shown[name]}-")


def _head(title, instruction, language):
    """What it is, and what to do."""
    head = f'<span class="asi-title">{escape(_say(title, language))}</span>'
    if instruction:
        head += f' <span class="asi-do">{escape(_say(instruction, language))}</span>'
    return head


def live_shell(name, title, controls, render, *, say=None, language="en", instruction="", note=""):
    """
    The ipywidgets twin of `figure`: controls above, and below what `render` makes of them.

    Parameters
    ----------
    name : str
    title, instruction, note : Label
    controls : sequence of ipywidgets.Widget
        Those with a `value` are observed.
    render : callable
        Without arguments; returns the HTML that belongs to the controls' present values.
    say : callable, optional
        Without arguments; returns what to announce, as text. By default everything is announced.
    language : {"en", "id"}

    Returns
    -------
    ipywidgets.VBox
    """
    import ipywidgets

    style = f"<style>{(_STATIC / 'asi-live.css').read_text(encoding='utf-8')}</style>"
    head = ipywidgets.HTML(f'{style}<p lang="{language}">{_head(title, instruction, language)}</p>')
    row = ipywidgets.HBox(
        list(controls),
        layout={"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "0 2em"},
    )
    out = ipywidgets.HTML(layout={"width": "100%"})

    def redraw(moved=None):
        if say is None:
            body = f'<div role="status">{render()}</div>'
        else:
            words = escape(say()) if moved else ""
            body = f'{render()}<p class="asi-say" role="status">{words}</p>'
        out.value = figure(name, title, body, language=language, note=note, caption=False)

    for control in controls:
        if control.has_trait("value"):
            control.observe(redraw, "value")
    redraw()
    box = ipywidgets.VBox([head, row, out])
    box.add_class("asi-live")
    return box


class Shown:
    """
    Something that shows itself with or without a kernel.

    A subclass has `html(complete)`, HTML for a page (all of it, or only what can be read without
    a script), `widget()`, and `__repr__`, which is what a front end without HTML prints.
    """

    def _repr_mimebundle_(self, include=None, exclude=None):
        plain = repr(self)
        if not is_live():
            return {"text/html": self.html(), "text/plain": plain}
        bundle = dict(self.widget()._repr_mimebundle_())
        # For a reader of the saved notebook, whose widgets are gone.
        return {**bundle, "text/html": self.html(complete=False), "text/plain": plain}


# Explorers ---------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, repr=False)
class Explorer(Shown):
    """
    A function from a few discrete controls to a `View`.

    Attributes
    ----------
    name : str
    title, instruction, note : Label
    controls : tuple of Control
    function : callable
        Called as ``function(language=..., **values)``; returns a View.
    language : {"en", "id"}
    both_languages : bool
        Whether the sentence is shown in the other language too.
    shared : str
        SVG that pictures refer to by ``<use>``, in the page once rather than in every state.
    """

    name: str
    title: str
    instruction: str
    controls: tuple
    function: Callable
    language: str = "en"
    note: str = ""
    both_languages: bool = False
    shared: str = ""

    def __post_init__(self):
        check_language(self.language)

    def __repr__(self):
        title = _say(self.title, self.language)
        return f"[{title}] {_say(self.view().sentence, self.language)}"

    @property
    def first(self):
        """The values of the first state."""
        return {control.name: control.start for control in self.controls}

    def states(self):
        """Every combination of the controls' values, as dicts."""
        names = [control.name for control in self.controls]
        for values in itertools.product(*(control.values for control in self.controls)):
            yield dict(zip(names, values, strict=True))

    def view(self, **values):
        """
        One state.

        Parameters
        ----------
        **values : str
            Of the controls by name; those left out are as in the first state.

        Returns
        -------
        View

        Raises
        ------
        TypeError, ValueError
            If there is no such control, or it has no such value.
        """
        unknown = set(values) - set(self.first)
        if unknown:
            raise TypeError(
                f"The explorer {self.name!r} has no control {sorted(unknown)[0]!r}; "
                f"it has {', '.join(self.first)}."
            )
        chosen = {c.name: c.check(values.get(c.name, c.start)) for c in self.controls}
        return self.function(language=self.language, **chosen)

    def html(self, complete=True):
        """
        The explorer for a page.

        Parameters
        ----------
        complete : bool, default True
            With every state, for the page's script to swap; otherwise the first state only.

        Returns
        -------
        str
        """
        form = templates = ""
        if complete:
            controls = "".join(control.html(self.language) for control in self.controls)
            form = f'<form class="asi-controls" autocomplete="off" hidden>{controls}</form>'
            templates = "".join(
                f'<template data-state="{_key(state)}">{self._body(state)}</template>'
                for state in self.states()
                if state != self.first
            )
        body = (
            f'{form}{self.shared}<p class="asi-chosen">{escape(self._chosen())}</p>'
            f'<div class="asi-view" data-state="{_key(self.first)}">{self._body(self.first)}</div>'
        )
        if complete:
            body += f'<p class="asi-say" role="status"></p>{templates}'
        return self._figure(body, " data-states" if complete else "")

    def widget(self):
        """The explorer as ipywidgets; each state is computed when it is asked for."""
        widgets = {control.name: control.widget(self.language) for control in self.controls}
        for control in self.controls:
            if control.resets:
                _reset(widgets[control.name], widgets[control.resets])

        def state():
            return {name: widget.value for name, widget in widgets.items()}

        def say():
            view = self.view(**state())
            return f"{view.mark} {_say(view.sentence, self.language)}".strip()

        return live_shell(
            self.name,
            self.title,
            list(widgets.values()),
            lambda: self.shared + self._body(state()),
            say=say,
            language=self.language,
            instruction=self.instruction,
            note=self.note,
        )

    def _figure(self, body, attributes):
        return figure(
            self.name,
            self.title,
            body,
            language=self.language,
            attributes=attributes,
            instruction=self.instruction,
            note=self.note,
        )

    def _body(self, state):
        view = self.view(**state)
        mark = f'<p class="asi-mark">{escape(view.mark)}</p>' if view.mark else ""
        picture = f'<div class="asi-picture">{view.picture}</div>' if view.picture else ""
        sentence = f'<p class="asi-sentence">{escape(_say(view.sentence, self.language))}</p>'
        if self.both_languages:
            other = _OTHER_LANGUAGE[self.language]
            sentence += (
                f'<p class="asi-other" lang="{other}">{escape(_say(view.sentence, other))}</p>'
            )
        return f"{mark}{picture}{sentence}{view.table}"

    def _chosen(self):
        """The chosen values as text, for print and for readers without a script."""
        parts = (
            f"{_say(control.label, self.language)}: {control.say(control.start, self.language)}"
            for control in self.controls
        )
        return f"{_CHOSEN.say(self.language)} — {'; '.join(parts)}"


def _key(state):
    return escape(" ".join(state.values()))


def _reset(moved, other):
    start = other.value

    def back(_):
        other.value = start

    moved.observe(back, "value")
