"""Read a 2x2 table out of text that was copied from a program, an article or a thesis."""

from dataclasses import dataclass

from ..language import Count, Label, say
from ..tables import TwoByTwo
from .beside import find_intervals, take_beside
from .cells import find_cells
from .named import take_named
from .names import names_of, spss_names
from .percentages import near
from .refusals import Refused
from .risk import table_from_risks
from .tokens import clean, tokens_of
from .words import TOTALS, UNITS, is_name

_WARNINGS = {
    "rows": Label(
        "The names of the rows could not be told from the other words.",
        id="Nama barisnya tidak dapat dibedakan dari kata-kata lain.",
    ),
    "columns": Label(
        "The names of the columns could not be told from the other words.",
        id="Nama kolomnya tidak dapat dibedakan dari kata-kata lain.",
    ),
    "loose": Label(
        "It could not be told what these numbers are, so they were left out: {numbers}.",
        id="Tidak dapat diketahui apa arti angka berikut, sehingga tidak dipakai: {numbers}.",
    ),
    "second": Label(
        "A second ratio with its limits was left out: {numbers}. It may be adjusted for other "
        "things, which these counts cannot tell.",
        id="Rasio kedua beserta batasnya tidak dipakai: {numbers}. Rasio itu mungkin sudah "
        "disesuaikan dengan hal lain, yang tidak dapat diketahui dari jumlah ini.",
    ),
    "total": Label(
        "{found} is printed where a total stands, and these counts do not add up to it. "
        "The percentages fit the counts.",
        id="Di tempat total tercetak {found}, padahal jumlah sel tidak menghasilkan angka itu. "
        "Persentasenya cocok dengan jumlah selnya.",
    ),
    "recovered": Label(
        "There are no counts here: this is the only table of {n} people that gives these ratios "
        "and limits.",
        id="Di sini tidak ada jumlah orang: inilah satu-satunya tabel dari {n} orang yang "
        "menghasilkan rasio dan batas tersebut.",
    ),
}

LESS = 4  # numbers that one reading explains by chance and another does not: fewer than these

ROW_NAMES = (Label("row 1", id="baris 1"), Label("row 2", id="baris 2"))
COLUMN_NAMES = (Label("column 1", id="kolom 1"), Label("column 2", id="kolom 2"))


@dataclass(frozen=True)
class Pasted:
    """
    What was read in a pasted text.

    Attributes
    ----------
    table : TwoByTwo
        In the printed order: the first printed row is the exposed group, the first printed column
        the case.
    printed : dict of str to str
        The statistics beside the table as printed, by what they are: p, chi2, or, or_low, or_high,
        rr, rr_low, rr_high, phi, cc, n. Where the text names the test, p_pearson, p_yates, p_n1,
        p_lr, p_fisher, p_fisher1, p_midp, and chi2 alike. rr2 is the ratio of a second cohort.
    percentages : dict of str to str or tuple of str
        The percentages of each count as printed, by the name of the cell.
    layout : {"row by row", "column by column", "risk estimate"}
        How the text runs.
    warnings : tuple of str
        What a reader should know of what was read, in the language asked for.
    numbers : tuple of (str, str)
        Every number of the text in its order, and what it was taken for.
    """

    table: TwoByTwo
    printed: dict
    percentages: dict
    layout: str
    warnings: tuple
    numbers: tuple


def read_pasted(text, *, language=None):
    """
    Read a 2x2 table, and the statistics beside it, out of pasted text.

    Numbers are told apart by arithmetic: counts add up to totals, percentages divide by them.
    Nothing is guessed. Where two readings fit, or none, the text is refused.

    Parameters
    ----------
    text : str
        As copied: a crosstabulation of SPSS, jamovi, JASP, R or Stata, rows of an article or a
        thesis, cells one a line, with tabs, commas or bars between.
    language : {"en", "id"}, optional
        Of the warnings and errors.

    Returns
    -------
    Pasted

    Raises
    ------
    TypeError
        If `text` is not text.
    ValueError
        If it holds no table of two rows and two columns of counts, more than one, counts that
        contradict their totals, or numbers that two tables fit.

    Examples
    --------
    A row of a thesis, with the odds ratio, p and limits that it prints (audited in the book):

    >>> pasted = read_pasted('''Baik 27 79,4 7 20,6 34 100,0 0,000 0,029 (0,94-0,009)
    ...                         Kurang 6 10,0 54 90,0 60 100,0''')
    >>> pasted.table.to_array().tolist()
    [[27, 7], [6, 54]]
    >>> pasted.printed
    {'or': '0,029', 'or_low': '0,94', 'or_high': '0,009', 'p': '0,000'}
    """
    language = language or "en"
    try:
        return _read(text, language)
    except Refused as refused:
        raise refused.said_in(language) from None


def _read(text, language):
    text = clean(text)
    tokens = tokens_of(text)
    _name_labels(tokens)
    printed = take_named(text, tokens)
    intervals = find_intervals(tokens)
    numbers = [token for token in tokens if token.kind == "number" and not token.role]
    if hidden := next((t for t in tokens if t.role == "hidden"), None):
        raise Refused("hidden", found=hidden.sign + hidden.text)
    if not any(token.whole for token in numbers) and {"or", "rr"} & printed.keys():
        return _recovered(text, printed, tokens, language)
    _take_shares(tokens)
    readings = find_cells(numbers, len(intervals))
    found, by_rows = _one_reading(readings, tokens, numbers)
    _check_totals(found, tokens, numbers)
    cells = [numbers[place] for place in (*found.first, *found.second)]
    a, b, c, d = found.counts if by_rows else (found.counts[i] for i in (0, 2, 1, 3))
    bound = {place for pairs in found.percentages.values() for _, place in pairs}
    for place, role in found.roles.items():
        numbers[place].role = role
    for place in bound:
        numbers[place].role = "percentage"
    for token in cells:
        token.role = "count"
    intervals = [each for each in intervals if each[0] is None or each[0].role in ("", "ratio")]
    loose = [token for token in numbers if not token.role and token.sign != "-"]
    loose = take_beside(text, intervals, loose, printed, (a, b, c, d))
    rows, columns = names_of(tokens, cells, by_rows)
    if "rr2" in printed:
        rows, columns = (
            told or own for told, own in zip(spss_names(text), (rows, columns), strict=True)
        )
    table = _table([[a, b], [c, d]], rows, columns)
    names = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
    order = names if by_rows else (names[0], names[2], names[1], names[3])
    percentages = {}
    for i, name in enumerate(order):
        places = sorted({place for _, place in found.percentages.get(i, ())})
        texts = tuple(numbers[place].text for place in places)
        if texts:
            percentages[name] = texts[0] if len(texts) == 1 else texts
    return Pasted(
        table,
        printed,
        percentages,
        "row by row" if by_rows else "column by column",
        _warnings(rows, columns, loose, tokens, language),
        _all_numbers(tokens),
    )


def _all_numbers(tokens):
    return tuple(
        (token.sign + token.text, token.role) for token in tokens if token.kind == "number"
    )


def _warnings(rows, columns, loose, tokens, language):
    said = []
    for token in tokens:
        if token.role == "total that does not add up":
            said.append(_WARNINGS["total"].fill(found=token.text))
    if rows is None:
        said.append(_WARNINGS["rows"])
    if columns is None:
        said.append(_WARNINGS["columns"])
    second = [token.text for token in tokens if token.role == "second interval"]
    if second:
        said.append(_WARNINGS["second"].fill(numbers=", ".join(second)))
    if loose:
        said.append(_WARNINGS["loose"].fill(numbers=", ".join(token.text for token in loose)))
    return tuple(say(words, language) for words in said)


def _name_labels(tokens):
    """Numbers that are part of a name: 35 years, 18-40 tahun, > 40, 1. Laki-laki, 07-Dec."""

    def text(at):
        return tokens[at].text.lower().rstrip(".") if 0 <= at < len(tokens) else ""

    def kind(at):
        return tokens[at].kind if 0 <= at < len(tokens) else ""

    for token in tokens:
        if token.kind != "number":
            continue
        at = token.at
        same_line = kind(at + 1) == "word" and tokens[at + 1].line == token.line
        if same_line and text(at + 1) in UNITS:
            token.role = "label"
            if text(at - 1) == "-" and kind(at - 2) == "number" and not tokens[at - 2].decimals:
                tokens[at - 2].role = "label"
        elif (
            token.value is not None
            and not token.decimals
            and not token.percent
            and (
                (token.sign in ("<", ">") and token.value >= 1)
                or (text(at)[0] == "0" and len(text(at)) > 1)
            )
        ):
            hides = token.sign == "<" and kind(at - 2) == "number"
            token.role = "hidden" if hides else "label"
        elif (
            token.whole
            and token.count <= 20
            and kind(at - 1) != "number"
            and text(at + 1) in (".", ")")
            and kind(at + 2) == "word"
            and text(at - 1) != "("
        ) or (text(at + 1) == "-" and kind(at + 2) == "word" and text(at + 2) in UNITS):
            token.role = "label"
        elif text(at + 1) == "(" and text(at + 2) in ("ref", "reference", "referensi", "rujukan"):
            token.role = "reference"


def _one_reading(readings, tokens, numbers):
    """The only reading that fits, and whether the text runs row by row."""
    tables = {}
    for found in _tidiest(readings, tokens, numbers):
        for by_rows in _directions(found, tokens, numbers):
            a, b, c, d = found.counts
            table = (a, b, c, d) if by_rows else (a, c, b, d)
            if table not in tables or tables[table][0].weight < found.weight:
                tables[table] = (found, by_rows)
    if len(tables) > 1:
        first, second = (
            " / ".join(f"{x} {y}" for x, y in ((t[0], t[1]), (t[2], t[3])))
            for t in list(tables)[:2]
        )
        raise Refused("two_readings", first=first, second=second)
    return next(iter(tables.values()))


def _tidiest(readings, tokens, numbers):
    """Those that need no number for a name, have no name within a pair, and pairs on a line."""

    named_lines = {token.line for token in tokens if is_name(token)}

    def names_inside(found):
        """A name within a pair, or a second count that stands on a line with a name of its own."""
        for pair in (found.first, found.second):
            one, other = (numbers[place] for place in pair)
            if any(is_name(token) for token in tokens[one.at : other.at]):
                return True
            if one.line != other.line and other.line in named_lines:
                return True
        return False

    def under_total(found):
        count = numbers[found.second[0]]
        words = []
        for token in reversed(tokens[: count.at]):
            if token.kind == "number" and token.role != "label":
                break
            words.append(token)
        return any(token.text.lower() in TOTALS for token in words) and not any(map(is_name, words))

    def lines(found):
        return [
            tuple(numbers[place].line for place in pair) for pair in (found.first, found.second)
        ]

    def on_a_line_each(found):
        (a, b), (c, d) = lines(found)
        return a == b and c == d and a != c

    def lead(count):
        """How many numbers stand in front of a count, since its name or its line began."""
        led = 0
        for token in reversed(tokens[: count.at]):
            if is_name(token) or token.line != count.line:
                break
            led += token.kind == "number" and token.role != "label"
        return led

    def alike(found):
        return lead(numbers[found.first[0]]) == lead(numbers[found.second[0]])

    readings = [found for found in readings if not names_inside(found)]
    for fits in (
        lambda found: "total that does not add up" not in found.roles.values(),
        lambda found: not under_total(found),
        on_a_line_each,
        alike,
    ):
        readings = [found for found in readings if fits(found)] or readings
    if not readings:
        raise Refused("not_explained", found=", ".join(t.text for t in numbers if t.whole))
    most = max(found.weight for found in readings)
    return [found for found in readings if found.weight > most - LESS]


def _take_shares(tokens):
    """27/34 (79.4%) is 27 of 34: what is left of the 34 is the other count."""
    for one, slash, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if slash.text != "/" or not (one.whole and other.whole) or one.role or other.role:
            continue
        after = next((t for t in tokens[other.at + 1 : other.at + 3] if t.kind == "number"), None)
        is_share = (
            after is not None
            and one.count <= other.count
            and near(after, 100 * one.count / other.count)
        )
        if not is_share:
            shown = f"{one.text}/{other.text}"
            raise Refused("fraction", found=shown, first=one.text, second=other.text)
        other.count -= one.count
        other.role = ""


def _check_totals(found, tokens, numbers):
    """A heading that names a total, without any total, belongs to another kind of table."""
    first = numbers[found.first[0]]
    headed = any(t.kind == "word" and t.text.lower() in TOTALS for t in tokens[: first.at])
    if headed and not any("total" in role for role in found.roles.values()):
        raise Refused("no_total")


def _directions(found, tokens, numbers):
    """Row by row (True), column by column (False), or both where nothing tells."""
    a, b, c, d = found.counts
    if b == c:
        return [True]
    u1, u2 = (numbers[place] for place in found.first)
    v1, v2 = (numbers[place] for place in found.second)
    labels = {numbers[place].at for place, role in found.roles.items() if role == "label"}
    if any(is_name(t) or t.role == "label" or t.at in labels for t in tokens[u2.at + 1 : v1.at]):
        return [True]
    if votes := _by_totals(found, tokens, numbers, u1, v2):
        return sorted(votes)
    if u1.line == u2.line and v1.line == v2.line and u1.line != v1.line:
        return [True]
    if found.first[1] == found.first[0] + 1 and any(
        place > found.first[1] for _, place in found.percentages.get(0, ())
    ):
        return [False]  # counts of a column, then their percentages: no row is printed so
    return [True, False]


def _by_totals(found, tokens, numbers, u1, v2):
    """Where the word "total" stands tells whether a total is of a row or of a column."""
    a, b, c, d = found.counts
    within, across = [a + b, c + d], [a + c, b + d]
    headed = [t for t in tokens[: u1.at] if t.kind == "word" and t.text.lower() in TOTALS]
    below = [t for t in tokens[v2.at :] if t.kind == "word" and t.text.lower() in TOTALS]
    if len(below) > 1 and below[0].at + 1 == below[1].at:
        return set()  # a heading of a row and one of a column, torn from their places
    end = below[0].at if below else len(tokens)
    places = sorted(place for place, role in found.roles.items() if role == "total")
    totals = [numbers[place] for place in places if numbers[place].at > u1.at]
    votes = set()
    if headed and any(is_name(token) for token in tokens[headed[-1].at : u1.at]):
        beside = [token.count for token in totals if token.at < end]
        votes |= {True} if _runs(within, beside) and not _runs(across, beside) else set()
        votes |= {False} if _runs(across, beside) and not _runs(within, beside) else set()
    if below:
        last = [token.count for token in totals if token.at > end]
        votes |= {True} if _runs(across, last) and not _runs(within, last) else set()
        votes |= {False} if _runs(within, last) and not _runs(across, last) else set()
    return votes


def _runs(pair, counts):
    """Whether both totals stand one after the other."""
    return any(counts[i : i + 2] == pair for i in range(len(counts) - 1))


def _recovered(text, printed, tokens, language):
    table = table_from_risks(printed)
    rows, columns = spss_names(text)
    table = _table(table, rows, columns)
    said = [_WARNINGS["recovered"].fill(n=Count(table.n))]
    return Pasted(
        table,
        printed,
        {},
        "risk estimate",
        tuple(say(words, language) for words in said),
        _all_numbers(tokens),
    )


def _table(counts, rows, columns):
    exposed, unexposed = rows or ROW_NAMES
    case, noncase = columns or COLUMN_NAMES
    return TwoByTwo.from_array(
        counts, exposed=exposed, unexposed=unexposed, case=case, noncase=noncase
    )
