"""What the page's own reader (asi-pasted.js) needs of these modules: words, patterns, sentences."""

import json
import re

from ..language import LANGUAGES
from ..tables import CELLS
from . import (
    beside,
    cells,
    layout,
    name_numbers,
    named,
    names,
    percentages,
    reader,
    refusals,
    risk,
    tokens,
    words,
)

_SYNTAX = frozenset("^$\\.*+?()[]{}|/-")  # what a script's pattern may escape
_CLASS = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_OPENS = re.compile(r"\(\?(?:P<(\w+)>|(-?i)?:)")
_OPENING = ("(", "(?:", "|")


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
        "longestNumber": tokens.LONGEST_NUMBER,
        "largestPower": tokens.LARGEST_POWER,
        "most": cells.MOST,
        "furthest": percentages.FURTHEST,
        "less": layout.LESS,
        "largest": risk._LARGEST,
        "cells": list(CELLS),
        "totals": sorted(words.TOTALS),
        "marks": sorted(words.MARKS - words.TOTALS),
        "units": sorted(words.UNITS),
        "negations": sorted(words.NEGATIONS),
        "pairs": sorted(" ".join(sorted(pair)) for pair in words._PAIRS),
        "fillers": sorted(named._FILLERS),
        "between": list(beside._BETWEEN),
        "reference": list(name_numbers._REFERENCE),
        "to": list(name_numbers._TO),
        "needed": list(risk._NEEDED),
        "said": {language: _said(language) for language in LANGUAGES},
        **_patterns(),
    }


def _patterns():
    whole = {"whole": tokens._WHOLE, "decimal": tokens._DECIMAL, "grouped": tokens._GROUPED}
    cleaning = {
        "dashes": re.compile(f"[{''.join(map(chr, tokens._DASHES))}]"),
        "breaks": tokens._BREAKS,
        "invisible": tokens._INVISIBLE,
        "raised": tokens._RAISED,
        "chiSquare": tokens._CHI_SQUARE,
        "box": tokens._BOX,
        "rule": tokens._RULE,
        "quoted": tokens._QUOTED,
        "command": tokens._COMMAND,
        "rowOfMatrix": tokens._ROW_OF_MATRIX,
    }
    spss = {"groups": names._GROUPS, "cohort": names._COHORT}
    parts = {
        "token": tokens._TOKEN,
        "df": named._DF,
        "anyName": named._ANY_NAME,
        "otherLines": named._OTHER_LINES,
        "ordinal": names._ORDINAL,
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
    in_text = {
        **{name: to_script(pattern) for name, pattern in parts.items()},
        **{name: [[to_script(first), *rest] for first, *rest in rows[name]] for name in rows},
    }
    return {
        "letters": _letters(in_text),
        **{name: _of_all(pattern) for name, pattern in whole.items()},
        **{name: to_script(pattern) for name, pattern in cleaning.items()},
        **{name: to_script(pattern, as_it_is=True) for name, pattern in spss.items()},
        **in_text,
    }


def _letters(patterns):
    """Letters outside English that patterns name."""
    sources = json.dumps(patterns, ensure_ascii=False).replace("\\\\u", "\\u")
    sources = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), sources)
    named = {letter for letter in sources if letter.isalnum() and not letter.isascii()}
    return "".join(sorted({form for each in named for form in (each, each.lower(), each.upper())}))


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


def to_script(pattern, as_it_is=False):
    r"""
    Write a pattern of Python as one that a script can use, also on a phone of some years ago.

    Parameters
    ----------
    pattern : re.Pattern
        In it, an edge of a word (`\b`) that opens an alternative stands before a letter or digit,
        any other behind one.
    as_it_is : bool
        Whether it is to find what it means in a text with its capitals.

    Returns
    -------
    list of (str, str)
        The source and its flags. In it, `\w` stands in square brackets only; the script puts
        letters in its place. The flag l is the script's own: look in a text in lower case.

    Examples
    --------
    >>> to_script(re.compile(r"(?P<word>\w+)|[^\W_]|\bOR\b", re.IGNORECASE))
    ['(?<word>[\\w]+)|(?![_])[\\w]|(?<![\\w])or(?![\\w])', 'l']

    Where capitals count in a part of it only, each letter is written twice:

    >>> to_script(re.compile(r"OR|(?i:\bodds)"))
    ['OR|(?:(?<![\\w])[oO][dD][dD][sS])', '']
    """
    source, ignored = pattern.pattern, bool(pattern.flags & re.IGNORECASE)
    mixed = any(found[2] for found in _OPENS.finditer(source))
    lowered = ignored and not mixed and not as_it_is
    written, around, place = [], [], 0
    while place < len(source):
        either = mixed and ignored
        cased = str.lower if lowered else _both_cases if either else str
        part = source[place]
        if part == "\\":
            part = source[place : place + (6 if source[place + 1] == "u" else 2)]
            written.append(_escape(part, opens=not written or written[-1] in _OPENING))
        elif found := _CLASS.match(source, place):
            part = found[0]
            written.append(_class(found[1], cased))
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
            letter = cased(part) if part.isalpha() else part
            written.append(f"[{letter}]" if len(letter) > 1 else letter)
        place += len(part)
    flags = "l" if lowered else "i" if ignored and not mixed else ""
    return ["".join(written), flags + ("m" if pattern.flags & re.MULTILINE else "")]


def _both_cases(letters):
    return letters + letters.swapcase()


def _escape(part, opens):
    if part == r"\b":
        return r"(?<![\w])" if opens else r"(?![\w])"
    if part == r"\w":
        return r"[\w]"
    return part if part[1].isalnum() or part[1] in _SYNTAX else part[1]


def _class(inside, cased):
    """A class of characters; without \\W, which a script would read as of English alone."""
    parts = re.findall(r"\\.|[a-z]-[a-z]|[A-Z]-[A-Z]|.", inside, re.DOTALL)
    inside = "".join(cased(part) if part[0].isalpha() else part for part in parts)
    if inside.startswith("^\\W"):
        return rf"(?![{inside[3:]}])[\w]"
    return f"[{inside}]"
