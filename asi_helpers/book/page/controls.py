"""What a reader moves: a few discrete choices, as form elements in a page or as ipywidgets."""

import itertools
from dataclasses import dataclass

from ...language import say
from .html import ID, Listed, tag

KINDS = ("select", "radio", "range")


@dataclass(frozen=True)
class Option:
    """
    One value of a control.

    Attributes
    ----------
    value : str
        What the function is given; no spaces, since values joined by spaces name a state.
    label : Label
        What the reader sees.
    group : Label, optional
        Heading under which a select lists it.
    """

    value: str
    label: str
    group: str | None = None


@dataclass(frozen=True)
class Control:
    """
    One choice of an explorer, named as the parameter that it sets.

    Attributes
    ----------
    name : str
        The parameter of the explorer's function.
    label : Label
    options : tuple of Option
    kind : {"select", "radio", "range"}
        A range is for values that have an order.
    start : str, optional
        The value of the first state; the first option by default.
    resets : str, optional
        Name of another control that goes back to its start when this one moves.
    """

    name: str
    label: str
    options: tuple
    kind: str = "select"
    start: str | None = None
    resets: str | None = None

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"`kind` must be one of {', '.join(KINDS)}, but got {self.kind!r}.")
        values = self.values
        if len(set(values)) < max(2, len(values)):
            raise ValueError(f"Control {self.name!r} needs two or more different values: {values}.")
        if any(not value or set(value) & set(" |") for value in values):
            raise ValueError(f"Values of {self.name!r} must have no space and no bar: {values}.")
        if self.start is None:
            object.__setattr__(self, "start", values[0])
        if self.start not in values:
            raise ValueError(f"`start` of {self.name!r} must be one of {values}.")

    @property
    def values(self):
        """The values, in order."""
        return [option.value for option in self.options]

    def check(self, value):
        """Return `value` if it is one of this control's, or raise a ValueError that lists them."""
        if value not in self.values:
            raise ValueError(
                f"`{self.name}` must be one of {', '.join(self.values)}, but got {value!r}."
            )
        return value

    def label_of(self, value):
        """What a value is called."""
        return next(option.label for option in self.options if option.value == value)

    def html(self):
        """The control as a form element, with its label."""
        body = getattr(self, f"_{self.kind}")()
        attributes = {
            "class_": ["asi-control", f"asi-{self.kind}"],
            "data_control": self.name,
            "data_resets": self.resets,
        }
        if self.kind == "radio":
            return tag("fieldset", tag("legend", self.label), body, **attributes)
        return tag("div", tag("label", self.label, for_=f"{ID}{self.name}"), body, **attributes)

    def _select(self):
        groups = itertools.groupby(self.options, key=lambda option: option.group)
        body = []
        for group, options in groups:
            items = [
                tag(
                    "option",
                    option.label,
                    value=option.value,
                    selected=option.value == self.start,
                )
                for option in options
            ]
            body.append(tag("optgroup", items, label=group) if group else items)
        return tag("select", body, id=f"{ID}{self.name}", name=self.name)

    def _radio(self):
        return [
            tag(
                "label",
                tag(
                    "input",
                    type="radio",
                    name=self.name,
                    value=option.value,
                    checked=option.value == self.start,
                ),
                tag("span", option.label),
            )
            for option in self.options
        ]

    def _range(self):
        # The element holds an index; the script turns it into a value and into words.
        labels = tuple(option.label for option in self.options)
        start = self.values.index(self.start)
        field = tag(
            "input",
            type="range",
            id=f"{ID}{self.name}",
            name=self.name,
            min=0,
            max=len(labels) - 1,
            step=1,
            value=start,
            data_values=Listed(tuple(self.values)),
            data_labels=Listed(labels),
            aria_valuetext=labels[start],
        )
        return [tag("span", labels[start], class_="asi-value", aria_hidden="true"), field]

    def widget(self, language):
        """
        The control as an ipywidget.

        A range becomes a list to choose from: ipywidgets' slider tells a screen reader only an
        index.
        """
        import ipywidgets

        options = []
        for option in self.options:
            label = say(option.label, language)
            if option.group:
                label = f"{say(option.group, language)}: {label}"
            options.append((label, option.value))
        make = ipywidgets.RadioButtons if self.kind == "radio" else ipywidgets.Dropdown
        return make(
            options=options,
            value=self.start,
            description=say(self.label, language),
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%", "min_height": "44px"},
        )
