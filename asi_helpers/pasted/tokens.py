"""What a pasted text is made of: numbers, words and marks, each with its line and its cell."""

import csv
import itertools
import re
import unicodedata
from dataclasses import dataclass

from .refusals import Refused
from .words import TOTALS, is_name

LONGEST_NUMBER = 24  # characters
LARGEST_POWER = 300
LONGEST = 20_000  # characters: a page of text; a table has a few hundred

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
# Ends of lines: Word's within a cell, of pages, of other scripts
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # what a copy from a PDF brings along
_RAISED = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u2080-\u2089]")
_CHI_SQUARE = re.compile(
    "[\u03c7\u03a7\U0001d712xX][\u00b2]|[\u03c7\u03a7]\\^?2|[Xx]\\^2|X-squared"
)
_BOX = re.compile("[\u2500-\u257f]+")
_RULE = re.compile(r"^[ \t|:+=_-]+$|[-=_]{4,}", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*#+ ?", re.MULTILINE)  # output in a code listing: "## 27 7"
# What was typed to get the output: ". tab x y", "> table(x, y)"
_COMMAND = re.compile(r"^[ \t]*(?:\. [a-z]+\b|> [A-Za-z.][\w.$]*\s*(?:\(|<-|=)).*$", re.MULTILINE)
_ROW_OF_MATRIX = re.compile(r"\[\d*,\d*\]")  # R prints the rows of a bare matrix as [1,]

_TOKEN = re.compile(
    r"(?P<number>(?<!\w)(?:\d+(?:[.,]\d+)*|(?<![\d.,])[.,]\d+)(?:[eE][-+]?\d+)?)"
    r"(?![^\W_a-d]|[a-d]\w)(?P<note>[a-d*\u2020\u2021]{1,3}(?!\w))?(?P<percent>[ ]?%)?"
    r"|(?P<word>\w[\w'\u2019]*(?:[-./]?[^\W\d_][\w'\u2019]*)*)"
    r"|(?P<gap>\t|[ ]{2,}|\|)|(?P<line>\n)|(?P<mark>[^\s\w])"
)
_WHOLE = re.compile(r"\d+")
_DECIMAL = re.compile(r"(\d*)[.,](\d+)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?")


@dataclass(slots=True)
class Token:
    """
    A number, a word or a mark.

    Attributes
    ----------
    kind : {"number", "word", "mark"}
    text : str
        As printed; of a number, without footnote letters and percent sign.
    line, cell, column : int
        Where it stands; a tab, a bar, two blanks or a new line begin a cell. Columns are cells
        counted from the start of the line.
    value : float or None
        Of a number.
    decimals : int
    unit : float
        The last digit printed: 0.001 of 0.029.
    count : int or None
        The whole number that it may be: 27, or 1419 for 1.419.
    whole : bool
        Whether it can be nothing but a whole number.
    percent : bool
    sign : {"", "<", ">", "-"}
        What stood before the number.
    role : str
        What it was taken for; "" until then.
    at : int
        Its place among the tokens.
    start, end, begin : int
        Its place in the cleaned text, and that of its line.
    starts, alone, equals, before_total, under_percent : bool
        Of a number: whether it begins its line; whether no number stands on either side; whether
        an equal sign stands in front; whether the word for a total follows; whether a percent sign
        stands in the headings above it.
    run : int
        Of a number: how many words of names stand before it; equal where none stands between.
    total_row : bool
        Of a number: whether a word for a total stands before it and no name.
    """

    kind: str
    text: str
    line: int
    cell: int
    column: int
    start: int
    end: int
    begin: int
    at: int = -1
    value: float | None = None
    decimals: int = 0
    unit: float = 1.0
    count: int | None = None
    whole: bool = False
    percent: bool = False
    sign: str = ""
    role: str = ""
    starts: bool = False
    alone: bool = False
    equals: bool = False
    before_total: bool = False
    under_percent: bool = False
    run: int = 0
    total_row: bool = False


def clean(text):
    """
    The text with one kind of dash and of blank, without rules and raised digits.

    Raises
    ------
    Refused
        If it is longer than a page, or has digits of another script.
    """
    if not isinstance(text, str):
        raise TypeError(f"`text` must be the pasted text, but got {type(text).__name__}.")
    if len(text) > LONGEST:
        raise Refused("too_long", length=len(text))
    text = _BREAKS.sub("\n", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        for mark in text:
            if mark > "\x7f" and unicodedata.category(mark) == "Nd" and not "０" <= mark <= "９":
                raise Refused("other_digits", found=mark)
        text = text.translate(_DASHES).replace("\u00b7", ".").replace("\u2264", "<")
        text = text.replace("\u2265", ">").replace("\u00d7", "x")
        text = re.sub("(?<=\\d)[\u2009\u202f](?=\\d{3}(?!\\d))", "", text)
        text = _BOX.sub("|", _CHI_SQUARE.sub(" chi2 ", text))
        text = unicodedata.normalize("NFKC", _RAISED.sub("", text))
    else:
        text = _CHI_SQUARE.sub(" chi2 ", text)
    text = _RULE.sub(" ", _COMMAND.sub(" ", _QUOTED.sub("", text)))
    text = _ROW_OF_MATRIX.sub(" ", text)
    return _without_commas_between(text)


def _without_commas_between(text):
    """Of values separated by commas: with tabs in their place, so that none reads as a decimal."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return text
    for mark in ",;":
        if mark not in lines[0]:
            continue
        rows = list(csv.reader(lines, delimiter=mark))
        if len({len(row) for row in rows}) > 1 or len(rows[0]) < (3 if mark == "," else 2):
            continue
        heads = any(not re.search(rf"\d{mark}\d", line) for line in lines)
        if heads or not (_has_decimals(lines) or _has_only_percentages(lines)):
            return "\n".join("\t".join(row) for row in rows)
    return text


def _has_decimals(lines):
    """Whether two numbers stand between two marks, so that these are of decimals: 27 (79,4)."""
    return any(re.search(r"\d[^\d.,;\"-]+\d", line) for line in lines)


def _has_only_percentages(lines):
    """Whether each comma between digits is of a percentage: 79,4%, 20,6%."""
    text = "\n".join(lines)
    return len(re.findall(r"\d,\d", text)) == len(re.findall(r"\d,\d+ ?%", text)) > 0


def tokens_of(text):
    """
    The tokens of a cleaned text, in order.

    Parameters
    ----------
    text : str
        As `clean` gives it.

    Returns
    -------
    list of Token

    Raises
    ------
    Refused
        If numbers run into each other.
    """
    tokens, line, cell, start, begin = [], 0, 0, 0, 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if found["number"] is not None:
            token = _number(found, line, cell, cell - start, begin)
        elif kind == "line":
            line, cell = line + 1, cell + 1
            start, begin = cell, found.end()
            continue
        elif kind == "gap":
            cell += 1
            continue
        else:
            place = (line, cell, cell - start, found.start(), found.end(), begin)
            token = Token(kind, found[0], *place)
        token.at = len(tokens)
        tokens.append(token)
    _give_signs(tokens)
    _count_in_decimals(tokens)
    _look_around(tokens)
    return tokens


def _number(found, line, cell, column, begin):
    text = found["number"]
    token = Token("number", text, line, cell, column, found.start(), found.end(), begin)
    token.percent = found["percent"] is not None
    plain, _, power = text.lower().partition("e")
    if len(text) > LONGEST_NUMBER or abs(int(power or 0)) > LARGEST_POWER:
        raise Refused("glued", found=text)
    if _WHOLE.fullmatch(plain) and not power:
        if len(plain) > 9:
            raise Refused("glued", found=text)
        token.value, token.count, token.whole = float(plain), int(plain), not token.percent
        if token.percent or (len(plain) > 1 and plain[0] == "0"):
            token.count, token.whole = None, False
        return token
    if decimal := _DECIMAL.fullmatch(plain):
        token.decimals = len(decimal[2])
        token.value = float(f"{decimal[1] or 0}.{decimal[2]}" + (f"e{power}" if power else ""))
    if (grouped := _GROUPED.fullmatch(plain)) and not power and not token.percent:
        whole = re.sub(r"[.,]", "", plain if not grouped[2] else plain[: -len(grouped[2]) - 1])
        if grouped[2]:
            token.value, token.decimals = float(f"{whole}.{grouped[2]}"), len(grouped[2])
        elif token.value is None:  # 1.234.567
            token.value, token.count, token.whole = float(whole), int(whole), True
        else:
            token.count = int(whole)
    if token.value is None:
        # 5.0470.01233 is two numbers without a blank; 4.1.2 and 12.5.2015 number a table or a day
        if any(len(part) > 4 for part in re.split("[.,]", plain)):
            raise Refused("glued", found=text)
        token.kind = "word"
    token.unit = 10.0**-token.decimals
    if power and token.kind == "number":
        token.unit *= 10.0 ** int(power)
        token.decimals = max(1, token.decimals - int(power))
    return token


def _give_signs(tokens):
    """A sign before a number is its own, unless it stands between two numbers."""
    for token, after in itertools.pairwise(tokens):
        if after.kind != "number" or token.kind != "mark":
            continue
        if token.text in "<>":
            after.sign = token.text
        elif token.text == "-" and token.end == after.start:
            before = tokens[token.at - 1] if token.at else None
            joined = before is not None and before.end == token.start
            if (
                before is None
                or before.text in ("(", "[", "=", ",", ";")
                or (not joined and before.kind != "number")
            ):
                after.sign = "-"
        if after.sign in ("-", "<", ">"):
            after.count, after.whole = None, False


def _count_in_decimals(tokens):
    """Where nothing is a whole number, counts may be printed as 27.00, as weighted ones are."""
    numbers = [token for token in tokens if token.kind == "number"]
    plain = [t for t in numbers if t.decimals == 2 and t.value == int(t.value) != 100]
    if len([t for t in numbers if t.whole]) > 5 or len([t for t in plain if not t.percent]) < 4:
        return
    for token in numbers:
        if (
            token.decimals == 2
            and token.value == int(token.value)
            and not (token.percent or token.sign)
        ):
            token.count, token.whole = int(token.value), True


def _look_around(tokens):
    """What stands beside each number."""
    run, seen, under_percent, named, totalled = 0, 0, False, False, False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind != "number":
            under_percent |= token.text == "%" and (before is None or before.kind != "number")
            total, name = token.text.lower() in TOTALS, is_name(token)
            run += total or name
            named = named or name
            totalled = totalled or (total and seen >= 4)  # before four counts, it is a heading
            continue
        seen += 1
        token.run, token.total_row = run, totalled and not named
        token.starts = before is None or before.line != token.line
        token.alone = all(other is None or other.kind != "number" for other in (before, after))
        token.equals = before is not None and before.text == "="
        token.before_total = after is not None and after.text.lower() in TOTALS
        token.under_percent = under_percent
        if after is not None and after.kind != "number":
            named, totalled = False, False
