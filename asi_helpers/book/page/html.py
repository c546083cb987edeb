"""
The HTML that explorers, calculator, quizzes and the table of claims are made of.

`tag` is the only place that escapes: what is not `Markup` already is text. Words may stand in it
that wait for their language; the HTML then waits with them.
"""

import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape

from ...language import Filled, check_language, say
from ...notebook import is_live

# Stands in every id until the figure is shown, then becomes a name of its own.
ID = "ASI-ID-"
# Elements without an end: as HTML writes them, and as SVG does.
VOID = {"br": ">", "img": ">", "input": ">", "path": "/>", "rect": "/>", "use": "/>"}
_shown = Counter()


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


@dataclass(frozen=True)
class Unsaid:
    """HTML with words in it that wait for their language: text, and what says itself as HTML."""

    parts: tuple

    def say(self, language):
        return Markup("".join([p if isinstance(p, str) else p.say(language) for p in self.parts]))


def tag(element, /, *children, **attributes):
    """
    One element of HTML, everything in it escaped that is not HTML already.

    Parameters
    ----------
    element : str
    *children : Markup, str, Label, number, None or an iterable of them
        What stands inside; None and False are left out.
    **attributes
        `class_` is class, `aria_label` is aria-label. True gives the bare name, None and False
        leave it out, a list is joined by spaces.

    Returns
    -------
    Markup, or Unsaid where something in it waits for its language

    Examples
    --------
    >>> tag("p", "7 < 34", tag("br"), class_="asi-note", hidden=True, lang=None)
    '<p class="asi-note" hidden>7 &lt; 34<br></p>'
    >>> from asi_helpers.language import Label
    >>> tag("b", Label("good", id="baik")).say("id")
    '<b>baik</b>'
    """
    parts = [f"<{element}"]
    for key, value in attributes.items():
        if type(value) is str:  # most of a drawing; the rest costs more to tell apart
            parts.append(_text_attribute(key, value))
        elif hasattr(value, "say"):
            parts.append(_Attribute(_name(key), value))
        elif value is not None and value is not False:
            parts.append(_attribute(_name(key), value))
    if element in VOID:
        parts.append(VOID[element])
    else:
        parts.append(">")
        _add(children, parts)
        parts.append(f"</{element}>")
    return _joined(parts)


def html(*children):
    """
    Children one after another, as `tag` takes them.

    Examples
    --------
    >>> html("a & ", [tag("b", "b"), None])
    'a &amp; <b>b</b>'
    """
    parts = []
    _add(children, parts)
    return _joined(parts)


def _add(children, parts):
    """Put children behind `parts`: text of HTML, and what waits for its language."""
    for child in children:
        if isinstance(child, Markup):
            parts.append(child)
        elif isinstance(child, Unsaid):
            parts.extend(child.parts)
        elif hasattr(child, "say"):
            parts.append(_Words(child))
        elif isinstance(child, (str, int)) and not isinstance(child, bool):
            parts.append(escape(str(child), quote=False))
        elif child is not None and child is not False:
            _add(child, parts)


def _joined(parts):
    try:
        return Markup("".join(parts))
    except TypeError:  # something in it waits
        return Unsaid(tuple(parts))


@dataclass(frozen=True)
class _Words:
    """Words in the text of an element."""

    words: object

    def say(self, language):
        return _said(self.words, language)


def _said(thing, language):
    """Anything as HTML in a language; in the gaps of words HTML may stand."""
    if isinstance(thing, Markup):
        return thing
    if isinstance(thing, Filled):
        words = escape(thing.template.say(language), quote=False)
        return words.format(**{gap: _said(value, language) for gap, value in thing.values.items()})
    said = say(thing, language)
    return said if isinstance(said, Markup) else escape(said, quote=False)


@dataclass(frozen=True)
class _Attribute:
    """An attribute whose value waits for its language; without one in that language, nothing."""

    name: str
    value: object

    def say(self, language):
        value = self.value.say(language)
        return "" if value is None else _attribute(self.name, value)


def _attribute(name, value):
    if value is True:
        return f" {name}"
    text = " ".join(value) if isinstance(value, (list, tuple)) else str(value)
    return f' {name}="{escape(text)}"'


@lru_cache(maxsize=4096)
def _text_attribute(key, text):
    """An attribute of text; the states of an explorer have most of them in common."""
    return _attribute(_name(key), text)


@cache
def _name(key):
    return key.rstrip("_").replace("_", "-")


@dataclass(frozen=True)
class Listed:
    """Words as a list in JSON, for a script to read out of an attribute."""

    words: tuple

    def say(self, language):
        return json.dumps([say(each, language) for each in self.words], ensure_ascii=False)


def stat(name, value, text, *, of=None):
    """
    A statistic in a page: what it is called, its value in full precision, and as read.

    Parameters
    ----------
    name : str
        Such as "por"; see the list of names in the design.
    value : float or int
    text : str, Label or number of `language`
        The value as a reader sees it.
    of : str, optional
        Which of several things it is a statistic of, where a view has more than one.

    Returns
    -------
    Markup or Unsaid
        Only `text` where the value is nan, because there is no number then.
    """
    if isinstance(value, int):
        exact = str(value)
    else:
        value = float(value)
        if math.isnan(value):
            return html(text)
        exact = repr(value) if math.isfinite(value) else ("-" * (value < 0) + "Infinity")
    return tag("data", text, class_="asi-stat", data_stat=name, data_of=of, value=exact)


def stats_table(rows, *, head=None):
    """
    A table of statistics.

    Parameters
    ----------
    rows : sequence of sequences
        First the name of the row, then its cells, as `tag` takes them.
    head : sequence of str or Label, optional
        Column names; the first one stands over the names.

    Returns
    -------
    Markup or Unsaid
    """
    top = None
    if head:
        # An empty heading is none: a screen reader would announce it.
        names = [tag("th", name, scope="col") if name else tag("td") for name in head]
        top = tag("thead", tag("tr", names))
    body = [
        tag("tr", tag("th", name, scope="row"), [tag("td", cell) for cell in cells])
        for name, *cells in rows
    ]
    return tag("table", top, tag("tbody", body), class_="asi-stats")


def flag_list(flags):
    """
    The flags of an audit as a list.

    Parameters
    ----------
    flags : dict of str to str
        Flag to its explanation as text.

    Returns
    -------
    Markup
        Empty without flags.
    """
    items = [tag("li", text, class_="asi-flag", data_flag=name) for name, text in flags.items()]
    return tag("ul", items, class_="asi-flags") if items else Markup()


def figure(name, title, *body, language=None, instruction="", note="", caption=True, **attributes):
    """
    The root of everything interactive: `<figure class="asi-explorer" data-explorer=NAME>`.

    Parameters
    ----------
    name : str
    title, instruction, note : Label
        What it is, what to do, and small print below.
    *body
        What stands in it, as `tag` takes it.
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    caption : bool, default True
        Whether title and instruction stand on top.
    **attributes
        More attributes of the figure.

    Returns
    -------
    Markup
        With ids that no other figure of this session has.
    """
    language = check_language(language)
    _shown[name] += 1
    made = tag(
        "figure",
        tag("figcaption", head(title, instruction)) if caption else None,
        body,
        tag("p", note, class_="asi-note") if note else None,
        class_="asi-explorer",
        data_explorer=name,
        lang=language,
        aria_label=title,
        **attributes,
    )
    return Markup(say(made, language).replace(ID, f"asi-{name}-{_shown[name]}-"))


def head(title, instruction):
    """What it is, and what to do."""
    shown = tag("span", title, class_="asi-title")
    if not instruction:
        return shown
    return html(shown, " ", tag("span", instruction, class_="asi-do"))


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
