"""
The editions of the book: one a language, each a whole site.

The settings list them (`sphinx: config: book_languages`), in the order in which they are offered.
The English one lies at the root of the site, each other in a folder named for its language; a page
has the same path in all. LANGUAGES in the environment ("en", or "en id") leaves the others out:
what is not built is not linked to.
"""

import os
from typing import NamedTuple

import yaml

from press import ROOT
from press.words import ENGLISH

LISTED = "book_languages"  # the settings
COMPLETE = "book_complete"


class Edition(NamedTuple):
    """An edition: the code of its language, and what the language calls itself."""

    code: str
    name: str

    @property
    def folder(self):
        """Its folder in the site, with a slash at its end; empty for the root."""
        return edition_folder(self.code)

    @property
    def locale(self):
        """The language with its first country, such as "id_ID", as other sites ask for it."""
        from babel.core import get_global  # a book of one language needs none of it

        language, *_, country = get_global("likely_subtags")[self.code].split("_")
        return f"{language}_{country}"


def languages(root=ROOT):
    """{code: name} of the languages that the settings list; English, the source, first."""
    settings = yaml.safe_load((root / "_config.yml").read_text("utf8"))
    return settings["sphinx"]["config"].get(LISTED, {})


def edition_folder(code):
    """The folder of the edition in a language: empty, or such as "id/"."""
    return "" if code == ENGLISH else f"{code}/"


def find_editions(languages):
    """
    The editions that are built.

    Parameters
    ----------
    languages : dict of str to str
        `book_languages` of the settings: what each language calls itself, by its code.

    Raises
    ------
    ValueError
        If LANGUAGES names a language that the settings do not.
    """
    wanted = os.environ.get("LANGUAGES", "").replace(",", " ").split() or [*languages]
    for code in wanted:
        if languages and code not in languages:
            raise ValueError(
                f"LANGUAGES names {code!r}; {LISTED} in _config.yml has {', '.join(languages)}."
            )
    return [Edition(code, name) for code, name in languages.items() if code in wanted]
