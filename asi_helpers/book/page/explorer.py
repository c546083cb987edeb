"""
How an explorer shows itself: a pure function of a few discrete controls, and nothing else.

Where no front end listens (the book's build, nbconvert) every state is computed beforehand and
travels in the page, where one small script swaps them. Where one listens (JupyterLab, Binder, VS
Code, the browser's own kernel) the same function is called by ipywidgets when a control moves.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...language import Joined, check_language, pair_of, say
from ...language import lazy_gettext as _
from .draws import Draws
from .html import Shown, figure, head, html, tag
from .style import style

_CHOSEN = _("Shown here")


# What a view is made of --------------------------------------------------------------------------


@dataclass(frozen=True)
class View:
    """
    One state of an explorer, in no language until the explorer says it in its own.

    Attributes
    ----------
    sentence : Label, Joined or Capital
        What the state shows, in plain words; announced when it changes.
    picture : Markup or Unsaid
        SVG, its ids beginning with `ID`.
    table : Markup or Unsaid
        The statistics, as `stats_table` makes them, or other tables.
    mark : Label or Joined
        A short line that stands out, where the state is a special one.
    """

    sentence: object
    picture: object = ""
    table: object = ""
    mark: object = ""


def live_shell(
    name,
    title,
    controls,
    render,
    *,
    announce=None,
    language=None,
    instruction="",
    note="",
    parts=("explorers",),
):
    """
    The ipywidgets twin of `figure`: controls above, and below what `render` makes of them.

    Parameters
    ----------
    name : str
    title, instruction, note : Label
    controls : sequence of ipywidgets.Widget
        Those with a `value` are observed, and buttons.
    render : callable
        Without arguments; returns the HTML that belongs to the controls' present values.
    announce : callable, optional
        Of what was moved or pressed; returns what to announce, as text. By default everything is
        announced.
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    parts : sequence of str
        Of the style sheet, as `style` names them.

    Returns
    -------
    ipywidgets.VBox
    """
    import ipywidgets

    language = check_language(language)
    title_line = say(tag("p", head(title, instruction), lang=language), language)
    above = ipywidgets.HTML(html(style(*parts, "widgets"), title_line))
    row = ipywidgets.HBox(
        list(controls),
        layout={"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "0 2em"},
    )
    out = ipywidgets.HTML(layout={"width": "100%"})

    def redraw(moved=None):
        if announce is None:
            body = tag("div", render(), class_="asi-view", role="status")
        else:
            words = announce(moved) if moved else ""
            view = tag("div", render(), class_="asi-view")
            body = html(view, tag("p", words, class_="asi-say", role="status"))
        out.value = figure(name, title, body, language=language, note=note, caption=False)

    for control in controls:
        if control.has_trait("value"):
            control.observe(redraw, "value")
        elif isinstance(control, ipywidgets.Button):
            control.on_click(redraw)
    redraw()
    box = ipywidgets.VBox([above, row, out])
    box.add_class("asi-live")
    return box


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
        Called as ``function(**values)``; returns a View.
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    both_languages : bool
        Whether the sentence is shown in the other language too.
    shared : Markup
        SVG that pictures refer to by ``<use>``, in the page once rather than in every state.
    draws : Draws, optional
        A button that draws once more, beside the controls.
    """

    name: str
    title: str
    instruction: str
    controls: tuple
    function: Callable
    language: str | None = None
    note: str = ""
    both_languages: bool = False
    shared: str = ""
    draws: Draws | None = None

    def __post_init__(self):
        object.__setattr__(self, "language", check_language(self.language))

    def __repr__(self):
        title = say(self.title, self.language)
        return f"[{title}] {say(self.view().sentence, self.language)}"

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
        return self.function(**chosen)

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
        shown = tag("p", self._chosen(), class_="asi-chosen")
        view = tag("div", self._body(self.first), class_="asi-view", data_state=_key(self.first))
        if not complete:
            return self._figure(self.shared, shown, view)
        controls = [control.html() for control in self.controls]
        form = tag("form", controls, class_="asi-controls", autocomplete="off", hidden=True)
        others = [
            tag("template", self._body(state), data_state=_key(state))
            for state in self.states()
            if state != self.first
        ]
        announced = tag("p", class_="asi-say", role="status")
        draws = self._draws()
        return self._figure(
            form, self.shared, shown, draws, view, announced, others, data_states=True
        )

    def widget(self):
        """The explorer as ipywidgets; each state is computed when it is asked for."""
        widgets = {control.name: control.widget(self.language) for control in self.controls}
        for control in self.controls:
            if control.resets:
                _reset(widgets[control.name], widgets[control.resets])

        def state():
            return {name: widget.value for name, widget in widgets.items()}

        drawn = []

        def announce(moved):
            if moved is button:
                return say(drawn[-1].text, self.language)
            view = self.view(**state())
            return f"{say(view.mark, self.language)} {say(view.sentence, self.language)}".strip()

        def render():
            pile = self.draws.live(state()[self.draws.by], drawn) if self.draws else None
            return html(self.shared, pile, self._body(state()))

        button = self._button(widgets, drawn) if self.draws else None
        return live_shell(
            self.name,
            self.title,
            [*widgets.values(), *([button] if button else [])],
            render,
            announce=announce,
            language=self.language,
            instruction=self.instruction,
            note=self.note,
        )

    def _button(self, widgets, drawn):
        """The button that draws once more, and puts what it drew behind what was drawn before."""
        import ipywidgets

        decides, rng = widgets[self.draws.by], np.random.default_rng()
        button = ipywidgets.Button(
            description=say(self.draws.button, self.language),
            layout={"min_height": "44px", "width": "auto"},
        )
        button.on_click(lambda _: drawn.append(self.draws.draw(decides.value, rng)))
        decides.observe(lambda _: drawn.clear(), "value")
        return button

    def _draws(self):
        if not self.draws:
            return None
        control = next(c for c in self.controls if c.name == self.draws.by)
        return self.draws.html(control.values, control.start)

    def _figure(self, *body, **attributes):
        return figure(
            self.name,
            self.title,
            *body,
            language=self.language,
            instruction=self.instruction,
            note=self.note,
            **attributes,
        )

    def _body(self, state):
        view = self.view(**state)
        others = pair_of(self.language)[1:] if self.both_languages else ()
        return html(
            tag("p", view.mark, class_="asi-mark") if view.mark else None,
            tag("div", view.picture, class_="asi-picture") if view.picture else None,
            tag("p", view.sentence, class_="asi-sentence"),
            [
                tag("p", say(view.sentence, other), class_="asi-other", lang=other)
                for other in others
            ],
            view.table,
        )

    def _chosen(self):
        """The chosen values as text, for print and for readers without a script."""
        parts = tuple(Joined((c.label, c.label_of(c.start)), ": ") for c in self.controls)
        return Joined((_CHOSEN, Joined(parts, "; ")), " — ")


def _key(state):
    return " ".join(state.values())


def _reset(moved, other):
    start = other.value

    def back(_):
        other.value = start

    moved.observe(back, "value")
