"""
The words that the site itself says, in the language of the book.

They stand in English where they are said, marked for Babel to find (press/messages/site.py):

    from press.words import gettext as _

    _("Chapter {place} of {count}").format(place=3, count=11)

A sentence is one message, with gaps in braces: another language has another order of words. What a
catalogue (locales/LL/site.po) does not say, or says of an older English text, is said in English.
"""

from functools import cache

import yaml

from asi_helpers.language import format_count, format_number
from press import ROOT

ENGLISH = "en"  # the language in which the book is written
LOCALES = ROOT / "locales"


def language():
    """Language of the book, as its settings name it."""
    return _language_in(ROOT / "_config.yml")


@cache
def _language_in(settings):
    config = yaml.safe_load(settings.read_text("utf8"))
    return config["sphinx"]["config"].get("language") or ENGLISH


@cache
def catalogue(code, folder=LOCALES):
    """{English message: message in a language} of what can be said in that language."""
    path = folder / code / "site.po"
    if code == ENGLISH or not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # the English book needs none of it

    with path.open("rb") as file:
        read = read_po(file, abort_invalid=True)
    messages = [message for message in read if message.id and message.string]
    return {message.id: message.string for message in messages if not message.fuzzy}


def in_language(name):
    """A file name that tells the language: "book.pdf" of the Indonesian book is "book-id.pdf"."""
    stem, dot, kind = name.partition(".")
    return name if language() == ENGLISH else f"{stem}-{language()}{dot}{kind}"


@cache
def number_marks(code):
    """How a language writes the decimal and the thousands mark of English, for `str.translate`."""
    return str.maketrans({".": format_number(0.5, 1, code)[1], ",": format_count(1000, code)[1]})


def gettext(message):
    """A message in the language of the book."""
    return say(message, language())


def mark(message):
    """The message as it is: for Babel, where it is said later. Imported as `N_`."""
    return message


def say(message, code):
    """A message in a language, or in English if its catalogue lacks it."""
    return catalogue(code).get(message, message)
