"""What a reader moves: a few discrete choices, as form elements in a page or as ipywidgets."""

import json
from dataclasses import dataclass
from html import escape

# Stands in every id until the figure is shown, then becomes a name of its own (see framework.py).
ID = "ASI-ID-"
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

    def say(self, value, language):
        """What a value is called."""
        return _say(next(o.label for o in self.options if o.value == value), language)

    def html(self, language):
        """The control as a form element, with its label."""
        body = getattr(self, f"_{self.kind}")(language)
        resets = f' data-resets="{self.resets}"' if self.resets else ""
        attributes = f'class="asi-control asi-{self.kind}" data-control="{self.name}"{resets}'
        label = escape(_say(self.label, language))
        if self.kind == "radio":
            return f"<fieldset {attributes}><legend>{label}</legend>{body}</fieldset>"
        label = f'<label for="{ID}{self.name}">{label}</label>'
        return f"<div {attributes}>{label}{body}</div>"

    def _select(self, language):
        parts, group = [], None
        for option in self.options:
            if option.group != group:
                parts.append("</optgroup>" if group else "")
                group = option.group
                parts.append(f'<optgroup label="{escape(_say(group, language))}">' if group else "")
            chosen = " selected" if option.value == self.start else ""
            parts.append(
                f'<option value="{escape(option.value)}"{chosen}>'
                f"{escape(_say(option.label, language))}</option>"
            )
        parts.append("</optgroup>" if group else "")
        return f'<select id="{ID}{self.name}" name="{self.name}">{"".join(parts)}</select>'

    def _radio(self, language):
        return "".join(
            f'<label><input type="radio" name="{self.name}" value="{escape(option.value)}"'
            f"{' checked' if option.value == self.start else ''}>"
            f"<span>{escape(_say(option.label, language))}</span></label>"
            for option in self.options
        )

    def _range(self, language):
        # The element holds an index; the script turns it into a value and into words.
        labels = [_say(option.label, language) for option in self.options]
        start = self.values.index(self.start)
        return (
            f'<span class="asi-value" aria-hidden="true">{escape(labels[start])}</span>'
            f'<input type="range" id="{ID}{self.name}" name="{self.name}" min="0" '
            f'max="{len(labels) - 1}" step="1" value="{start}" '
            f'data-values="{escape(json.dumps(self.values))}" '
            f'data-labels="{escape(json.dumps(labels, ensure_ascii=False))}" '
            f'aria-valuetext="{escape(labels[start])}">'
        )

    def widget(self, language):
        """
        The control as an ipywidget.

        A range becomes a list to choose from: ipywidgets' slider tells a screen reader only an
        index.
        """
        import ipywidgets

        options = []
        for option in self.options:
            label = _say(option.label, language)
            if option.group:
                label = f"{_say(option.group, language)}: {label}"
            options.append((label, option.value))
        make = ipywidgets.RadioButtons if self.kind == "radio" else ipywidgets.Dropdown
        return make(
            options=options,
            value=self.start,
            description=_say(self.label, language),
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%", "min_height": "44px"},
        )


def _say(text, language):
    return text.say(language) if hasattr(text, "say") else str(text)
