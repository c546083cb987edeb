"""
What the package says in other languages: gettext's catalogues, each read when it is first needed.

A language is known by its file `locales/LL/LC_MESSAGES/package.mo`, which `make messages` compiles
from what translators write, `locales/LL/package.po`. Another language costs nothing here.
"""

import gettext
from functools import cache
from pathlib import Path

ENGLISH = "en"
_HERE = Path(__file__).resolve().parent
# In an installed package the catalogues lie inside it, in a checkout beside it.
_PLACES = (_HERE / "locales", _HERE.parent / "locales")


def find_languages():
    """English, and every language that the package has a catalogue of."""
    for place in _PLACES:
        found = sorted(path.parents[1].name for path in place.glob("*/LC_MESSAGES/package.mo"))
        if found:
            return (ENGLISH, *found)
    return (ENGLISH,)


def translate(message, language, *, catalogue="package", context=None):
    """
    Return a message in a language, or None where the catalogue does not have it.

    Parameters
    ----------
    message : str
        The English words.
    language : str
        Not English, which has no catalogue.
    catalogue : str, default "package"
    context : str, optional
        Which of several meanings, where the same English words have more than one translation.

    Returns
    -------
    str or None

    Examples
    --------
    >>> translate("odds ratio", "id")
    'rasio odds'
    >>> translate("a message that nobody has written", "id") is None
    True
    """
    catalogues = _read(catalogue, language)
    key = message if context is None else f"{context}\x04{message}"  # as gettext keeps it
    said = catalogues.gettext(key) if message else key
    return None if said is key else said


@cache
def _read(name, language):
    for place in _PLACES:
        path = place / language / "LC_MESSAGES" / f"{name}.mo"
        if path.is_file():
            with path.open("rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()
