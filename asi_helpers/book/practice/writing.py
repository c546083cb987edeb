"""
A box to write a results paragraph in, with hints while one types and the rubric beside it.

In a page a small script (`static/asi-writing.js`) goes through the rules of `paragraph`, which come
with the page, and keeps the text in this browser; where a kernel listens the box is made of
ipywidgets over the same rules.
"""

import json

from ...language import check_language, lazy_pgettext, say
from ...language import lazy_gettext as _
from ..page.explorer import live_shell
from ..page.html import ID, Shown, figure, html, tag
from .paragraph import RULES, check_paragraph

TITLE = _("Write it here")
FIELD = _("Your paragraph, in English")
INSTRUCTION = _(
    "Hints appear while you write. They look for words, not for meaning, and cannot tell whether a "
    "number is right."
)
# Of a page only: where a kernel listens, what is typed goes to the computer that runs it.
KEPT = _("Text and ticks are kept in this browser only.")
ON_PAPER = _("Without JavaScript there is no box here: write on paper, and use the rows below.")
TEXT = {
    "copy": _("Copy"),
    "copied": _("Copied"),
    "forget": _("Forget it"),
    "undo": _("Bring it back"),
    "not_kept": _(
        "This browser does not let the page keep anything: copy your text before you leave."
    ),
    "found": _("Look again: {slips}. Not seen yet: {missing}."),
    "none": _("None of the usual slips was found. Now check your numbers, and the rows below."),
    "slips": _("Look again"),
    "missing": _("Not seen yet"),
}
TICK = _("Tick what is there")
# The rows of the capstone's rubric, and when a paragraph is "there".
RUBRIC = {
    "direction": (
        _("Direction"),
        _("the group with more is named, and the percentages agree"),
    ),
    "denominator": (
        _("Denominator"),
        _("both groups, counts with percentages"),
    ),
    "interval": (
        _("Interval"),
        _("named measure, level, lower limit first; p never as 0.000"),
    ),
    "verb": (
        _("Verb"),
        _("“was recorded for”, “went with”, “was associated with” throughout"),
    ),
    "limits": (
        lazy_pgettext("what a study cannot show", "Limits"),
        _("design, sample, nothing adjusted, and what was not studied"),
    ),
    "tone": (
        _("Tone"),
        _(
            "fair: plain facts, and where the study's own numbers are mentioned, what is sound is "
            "said too"
        ),
    ),
}


def writing_box(name, *, language=None):
    """
    A box to write a results paragraph in.

    Parameters
    ----------
    name : str
        What its text is kept under in a reader's browser; begin it with the chapter, as in "11".
    language : {"en", "id"}, optional
        Of the paragraph, the hints and the rubric. Each language keeps a text of its own. As
        `set_language` says, where None.

    Returns
    -------
    WritingBox
        Shows itself: a field with hints in a page, ipywidgets where a kernel listens.

    Raises
    ------
    TypeError, ValueError
        If `name` is not a text or is blank, or the language is unknown.

    See Also
    --------
    check_paragraph : The hints on their own.

    Examples
    --------
    >>> writing_box("11")
    Write it here: your paragraph, in English. Hints appear while you write. ...
    """
    if not isinstance(name, str):
        raise TypeError(f"`name` must be a text such as '11', but got {name!r}.")
    if not name.strip():
        raise ValueError("`name` must say what the text is kept under, but it is blank.")
    return WritingBox(name, check_language(language))


class WritingBox(Shown):
    """What `writing_box` returns."""

    def __init__(self, name, language):
        self.name, self.language = name, language

    def __repr__(self):
        label = FIELD.say(self.language)
        start = f"{TITLE.say(self.language)}: {label[:1].lower()}{label[1:]}."
        return f"{start} {INSTRUCTION.say(self.language)}"

    def html(self, complete=True):
        """
        The box for a page.

        Parameters
        ----------
        complete : bool, default True
            With its field, which the page's script brings to life; otherwise the rubric only.
        """
        rows = tag(
            "ul", [tag("li", tag("b", name), ": ", there) for name, there in RUBRIC.values()]
        )
        if not complete:
            return figure("writing", TITLE, rows, language=self.language)
        on_paper = tag("p", ON_PAPER, class_="asi-note")
        return figure(
            "writing",
            TITLE,
            self._form(),
            tag("div", on_paper, rows, class_="asi-on-paper"),
            tag("template", json.dumps(self._words(), ensure_ascii=False), class_="asi-rules"),
            language=self.language,
            instruction=INSTRUCTION,
            data_box=f"{self.name}-{self.language}",
        )

    def _form(self):
        buttons = [
            tag("button", TEXT[name], type="button", name=name) for name in ("copy", "forget")
        ]
        ticks = [
            tag(
                "label",
                tag("input", type="checkbox", name="row", value=row),
                tag("span", tag("b", name), ": ", there),
            )
            for row, (name, there) in RUBRIC.items()
        ]
        return tag(
            "form",
            tag("label", FIELD, for_=f"{ID}text"),
            tag("textarea", id=f"{ID}text", name="text", rows=8, spellcheck="true"),
            tag("p", buttons, class_="asi-buttons"),
            tag("p", KEPT, class_="asi-note asi-kept", role="status"),
            tag("div", hints_html("", heard=True), class_="asi-hints"),
            tag("fieldset", tag("legend", TICK), ticks, class_="asi-rows"),
            autocomplete="off",
            hidden=True,
        )

    def _words(self):
        """The rules and what the script says, in the box's language."""
        rules = [
            # what is empty goes without saying
            {name: value for name, value in vars(rule).items() if value}
            | {"advice": rule.advice.say(self.language)}
            for rule in RULES
        ]
        return {"rules": rules, **{name: say(text, self.language) for name, text in TEXT.items()}}

    def widget(self):
        """The box as ipywidgets."""
        import ipywidgets  # slow to import

        text = ipywidgets.Textarea(
            description=FIELD.say(self.language),
            rows=8,
            style={"description_width": "initial"},
            layout={"width": "100%"},
        )
        ticks = [
            ipywidgets.Checkbox(
                description=f"{name.say(self.language)}: {there.say(self.language)}",
                indent=False,
                layout={"width": "100%"},
            )
            for name, there in RUBRIC.values()
        ]
        return live_shell(
            "writing",
            TITLE,
            [text, *ticks],
            lambda: say(tag("div", hints_html(text.value), class_="asi-hints"), self.language),
            announce=lambda _: say(summary(check_paragraph(text.value)), self.language),
            language=self.language,
            instruction=INSTRUCTION,
            parts=("explorers", "writing"),
        )


def hints_html(text, *, heard=False):
    """
    The hints on a text; the page's script fills the same elements.

    Parameters
    ----------
    text : str
    heard : bool, default False
        Whether a screen reader hears what changes in them.

    Returns
    -------
    Unsaid
    """
    hints = check_paragraph(text)
    found = summary(hints) if text.strip() else ""
    polite = "polite" if heard else None
    lists = [tag("p", found, class_="asi-summary", aria_live=polite)]
    for kind, missing in (("slips", False), ("missing", True)):
        items = [tag("li", hint.advice) for hint in hints if hint.missing == missing]
        listed = tag("ul", items, aria_live=None if missing else polite)
        title = tag("p", TEXT[kind], class_="asi-label")
        lists.append(tag("div", title, listed, class_=f"asi-{kind}", hidden=not items))
    return html(lists)


def summary(hints):
    """How many hints there are of either kind."""
    if not hints:
        return TEXT["none"]
    missing = sum(hint.missing for hint in hints)
    return TEXT["found"].fill(slips=len(hints) - missing, missing=missing)
