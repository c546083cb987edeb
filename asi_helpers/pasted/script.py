"""What the page's own reader (asi-pasted.js) needs of these modules: words, patterns, sentences."""

import re

from ..language import LANGUAGES
from ..tables import CELLS
from . import beside, name_numbers, named, names, reader, refusals, risk, tokens, words

_SYNTAX = frozenset("^$\\.*+?()[]{}|/-")  # what a script's pattern may escape
_CLASS = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_OPENS = re.compile(r"\(\?(?:P<(\w+)>|(-?i):)")


def script_words():
    """
    Everything that the page's reader takes from the package, as plain lists and dicts.

    Returns
    -------
    dict
        Lists of words; patterns as `to_script` gives them; under `said`, by language, the
        templates of refusals and warnings and the names of rows and columns without one.

    Examples
    --------
    >>> script_words()["said"]["id"]["rows"]
    ['baris 1', 'baris 2']
    """
    return {
        "longest": tokens.LONGEST,
        "cells": list(CELLS),
        "totals": sorted(words.TOTALS),
        "marks": sorted(words.MARKS - words.TOTALS),
        "units": sorted(words.UNITS),
        "negations": sorted(words.NEGATIONS),
        "pairs": sorted(" ".join(sorted(pair)) for pair in words._PAIRS),
        "fillers": sorted(named._FILLERS),
        "between": list(beside._BETWEEN),
        "reference": list(name_numbers._REFERENCE),
        "needed": list(risk._NEEDED),
        "said": {language: _said(language) for language in LANGUAGES},
        **_patterns(),
    }


def _patterns():
    whole = {"whole": tokens._WHOLE, "decimal": tokens._DECIMAL, "grouped": tokens._GROUPED}
    parts = {
        "dashes": re.compile(f"[{''.join(map(chr, tokens._DASHES))}]"),
        "raised": tokens._RAISED,
        "chiSquare": tokens._CHI_SQUARE,
        "box": tokens._BOX,
        "rule": tokens._RULE,
        "quoted": tokens._QUOTED,
        "command": tokens._COMMAND,
        "rowOfMatrix": tokens._ROW_OF_MATRIX,
        "token": tokens._TOKEN,
        "df": named._DF,
        "anyName": named._ANY_NAME,
        "otherLines": named._OTHER_LINES,
        "ordinal": names._ORDINAL,
        "groups": names._GROUPS,
        "cohort": names._COHORT,
    }
    rows = {
        "headings": words._HEADINGS,
        "tests": named._TESTS,
        "rows": named._ROWS,
        "ratios": named._RATIOS,
        "epitools": named._EPITOOLS,
        "equals": named._EQUALS,
        "words": [(pattern,) for pattern in named._WORDS],
    }
    return {
        **{name: _of_all(pattern) for name, pattern in whole.items()},
        **{name: to_script(pattern) for name, pattern in parts.items()},
        **{name: [[to_script(first), *rest] for first, *rest in rows[name]] for name in rows},
    }


def _of_all(pattern):
    """A pattern for `fullmatch`."""
    source, flags = to_script(pattern)
    return [f"^(?:{source})$", flags]


def _said(language):
    return {
        "refusals": {why: label.say(language) for why, label in refusals._WHY.items()},
        "warnings": {key: label.say(language) for key, label in reader._WARNINGS.items()},
        "rows": [label.say(language) for label in reader.ROW_NAMES],
        "columns": [label.say(language) for label in reader.COLUMN_NAMES],
    }


def to_script(pattern):
    r"""
    Write a pattern of Python as one that a script can use, also on a phone of some years ago.

    Parameters
    ----------
    pattern : re.Pattern

    Returns
    -------
    list of (str, str)
        The source and its flags. In it, `\w` stands in square brackets only; the script puts
        the letters of every language in its place, and edges of such words in that of `\b`.

    Examples
    --------
    >>> to_script(re.compile(r"(?P<word>\w+)|[^\W_]", re.IGNORECASE))
    ['(?<word>[\\w]+)|(?![_])[\\w]', 'i']

    Where capitals count in a part of it only, each letter is written twice:

    >>> to_script(re.compile(r"\bOR\b|(?i:\bodds)"))
    ['\\bOR\\b|(?:\\b[oO][dD][dD][sS])', '']
    """
    source, ignored = pattern.pattern, bool(pattern.flags & re.IGNORECASE)
    mixed = any(found[2] for found in _OPENS.finditer(source))
    written, around, place = [], [], 0
    while place < len(source):
        part, either = source[place], mixed and ignored
        if part == "\\":
            part = source[place : place + (6 if source[place + 1] == "u" else 2)]
            written.append(_escape(part))
        elif found := _CLASS.match(source, place):
            part = found[0]
            written.append(_class(found[1], either))
        elif found := _OPENS.match(source, place):
            part = found[0]
            written.append(f"(?<{found[1]}>" if found[1] else "(?:")
            around.append(ignored)
            ignored = found[2] == "i" if found[2] else ignored
        else:
            if part == "(":
                around.append(ignored)
            elif part == ")":
                ignored = around.pop()
            written.append(f"[{part}{part.swapcase()}]" if either and part.isalpha() else part)
        place += len(part)
    many = "m" if pattern.flags & re.MULTILINE else ""
    return ["".join(written), ("i" if ignored and not mixed else "") + many]


def _escape(part):
    if part == r"\w":
        return r"[\w]"
    return part if part[1].isalnum() or part[1] in _SYNTAX else part[1]


def _class(inside, either):
    """A class of characters; without \\W, which a script would read as of ASCII alone."""
    if either:
        inside = re.sub(
            r"\\.|([a-zA-Z])-([a-zA-Z])|[a-zA-Z]",
            lambda found: found[0] if found[0][0] == "\\" else found[0] + found[0].swapcase(),
            inside,
        )
    if inside.startswith("^\\W"):
        return rf"(?![{inside[3:]}])[\w]"
    return f"[{inside}]"
