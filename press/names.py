"""
What the pages call the parts of a chapter, and where each part is.

A source names a part as the files do ("08-v1", "ex-08-hand", "explore_reference"); a reader meets
"Vote 1", "Exercise 8.2", "Which way up?", with a link to the very place. In pages of the guide the
role `item` says it, with or without other words:

    {item}`08-v1`    {item}`Look at the picture <explore_reference>`
"""

import re
from functools import cache
from typing import NamedTuple

import asi_helpers as asi
from asi_helpers.book.calculator.text import TITLE
from asi_helpers.language import say
from press.chapter import ROLES, find_chapters
from press.words import gettext as _
from press.words import language
from press.words import mark as N_

TARGETED = re.compile(r"(?P<words>.+?)\s*<(?P<name>[^<>]+)>", re.DOTALL)
NAMES = {
    "retrieval": N_("Question {place} of three from earlier"),
    "vote": N_("Vote {place}"),
    "quiz": N_("Question {place} of the quiz"),
    "exercise": N_("Exercise {place}"),
}
# in a narrow table, under a heading that says the rest
SHORT = NAMES | {"retrieval": N_("Question {place}"), "quiz": N_("Quiz {place}")}


class UnknownPart(ValueError):
    """No chapter has a part of this name; the message says which names there are."""


class Part(NamedTuple):
    """A part of a chapter: what the page calls it, in full and short, and where it is."""

    name: str
    short: str
    page: str
    address: str


def find_parts(chapters):
    """
    {name in the files: part} of all that the pages of the guide may name.

    Examples
    --------
    >>> from press import ROOT
    >>> from press.chapter import find_chapters
    >>> parts = find_parts(find_chapters(ROOT))
    >>> parts["ex-08-hand"].name, parts["08-v1"].address
    ('Exercise 8.2', 'quiz-08-v1')
    """
    found = {}
    for chapter in chapters.values():
        page = chapter.path.name
        for role in ROLES:
            items = [item for item in chapter.items if item["role"] == role]
            for place, item in enumerate(items, 1):
                found[item["id"]] = _part(role, place, page, f"quiz-{item['id']}")
        for place, label in enumerate(chapter.exercises, 1):
            number = f"{int(chapter.number)}.{place}"
            found[label] = _part("exercise", number, page, label)
        call = explorer_name(chapter)
        title = _title(call, language())
        found[call] = Part(title, title, page, explorer_address(call))
    return found


def _part(kind, place, page, address):
    full, short = (_(names[kind]).format(place=place) for names in (NAMES, SHORT))
    return Part(full, short, page, address)


def explorer_name(chapter):
    """The function that shows a chapter's explorer, such as "explore_reference"."""
    return chapter.explorer.removeprefix("asi.").partition("(")[0]


def explorer_address(call):
    """The address that an explorer has on its chapter's page."""
    return "explorer-" + call.removeprefix("explore_").replace("_", "-")


@cache
def _title(call, code):
    """What stands above an explorer."""
    # the calculator of the last chapter is itself the explorer
    title = TITLE if call == "calculator" else getattr(asi, call)(language=code).title
    return say(title, code)


@cache
def _parts_in(root):
    return find_parts(find_chapters(root))


def find_part(text, root):
    """
    What the text of the role `item` stands for: its words, and the part of the book in `root`.

    Returns
    -------
    tuple of str and Part
    """
    targeted = TARGETED.fullmatch(text)
    name = targeted["name"] if targeted else text
    parts = _parts_in(root)
    if name not in parts:
        raise UnknownPart(
            f"No question, exercise or explorer is called {name!r}. Write 08-v1 or 08-q3 for a"
            " question (its id in chapters/quizzes), ex-08-hand for an exercise (its label), or"
            " explore_reference for an explorer."
        )
    return (targeted["words"] if targeted else parts[name].name), parts[name]


def role(name, words=None):
    """The role that links to a part, for text that is put together."""
    return f"{{item}}`{words} <{name}>`" if words else f"{{item}}`{name}`"


def linked(text, root):
    """The text of a role as a link of plain Markdown, for a notebook of the guide."""
    words, part = find_part(text, root)
    return f"[{words}](../{part.page})"
