"""
On a page of the book: fields to answer a live exercise in, for who has no Python at hand.

A page shows the question; `static/asi-live.js` makes the form, and judges by the numbers and words
that come along, as `check_fields` does (tests/site/test_live.py holds the two equal).
"""

import json
import re

from ...language import lazy_gettext as _
from ..page.html import Markup, html, tag
from .answers import EXAMPLES
from .hints import FIELDS, MESSAGES
from .quiz import curly

_WORDS = {
    "turn": _("Type your answer and press Check."),
    "your": _("Your answer"),
    "low": _("Lower limit"),
    "high": _("Upper limit"),
    "check": _("Check"),
    "answered": _("answered"),
}
_UNITS = {"percent": _("%"), "whole": _("mothers")}
_LEADS = ("right", "not_yet", "right_so_far", "if_rounded")


def form(exercise, language):
    """
    The question of an exercise as HTML, with all that the script makes a form of.

    Parameters
    ----------
    exercise : Exercise
    language : {"en", "id"}

    Returns
    -------
    Markup
    """
    return tag(
        "div",
        tag(
            "p",
            _marked(MESSAGES["turn"].say(language)),
            " ",
            tag("span", MESSAGES["dots"].say(language), class_="asi-how"),
            " ",
            _marked(exercise.question.say(language)),
        ),
        # not among the words of the page, so that the answer is not met by chance
        tag(
            "template",
            json.dumps(_data(exercise, language), ensure_ascii=False),
            class_="asi-words",
        ),
        class_="asi-try",
        data_exercise=exercise.item["id"],
        lang=language,
    )


def _data(exercise, language):
    fields = {key: words.fill(**EXAMPLES) for key, words in FIELDS.items()}
    hints = {code: exercise.hint(code) for code in _codes(exercise)}
    leads = {lead: MESSAGES[lead] for lead in _LEADS}
    return {
        "kind": exercise.kind,
        "tolerance": exercise.tolerance,
        "answer": _numbers(exercise.answer),
        "mistakes": [[code, *_numbers(value)] for code, value in exercise.mistakes],
        "unit": _UNITS[exercise.kind].say(language) if exercise.kind in _UNITS else "",
        **{
            name: {key: words.say(language) for key, words in group.items()}
            for name, group in {"hints": fields | hints, "leads": leads, "words": _WORDS}.items()
        },
    }


def _codes(exercise):
    """The codes of all hints that a number may meet."""
    codes = [code for code, _value in exercise.mistakes] + ["sign", "hundred"]
    codes += ["percent_twice" if exercise.kind == "percent" else "percent"]
    if exercise.kind == "whole":
        codes += ["other_whole", "fraction_of_mother"]
    else:
        rounded = "rounded_percent" if exercise.kind == "percent" else "rounded"
        codes += ["near", f"other_{exercise.kind}", rounded, "rounded_away"]
    return codes


def _numbers(value):
    return list(value) if isinstance(value, tuple) else [value]


def _marked(text):
    """Words as HTML; **stress** and `code` are the only marks they carry."""
    parts = [
        tag("code", part) if i % 2 else html(curly(part)) for i, part in enumerate(text.split("`"))
    ]
    return Markup(re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", html(parts)))
