"""How a text runs: row by row or column by column, and which of the readings is the tidy one."""

from .percentages import near
from .refusals import Refused
from .totals import WRONG
from .words import TOTALS, is_name

LESS = 4  # numbers that one reading explains by chance and another does not: fewer than these


def take_shares(tokens):
    """
    Read 27/34 (79.4%) as 27 of 34: what is left of the 34 is the other count.

    Parameters
    ----------
    tokens : list of Token

    Raises
    ------
    Refused
        If no percentage says that the second number is a total.
    """
    for one, slash, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if slash.text != "/" or not (one.whole and other.whole) or one.role or other.role:
            continue
        after = next((t for t in tokens[other.at + 1 : other.at + 3] if t.kind == "number"), None)
        is_share = (
            after is not None
            and one.count <= other.count != 0
            and near(after, 100 * one.count / other.count)
        )
        if not is_share:
            shown = f"{one.text}/{other.text}"
            raise Refused("fraction", found=shown, first=one.text, second=other.text)
        other.count -= one.count
        other.role = ""


def one_reading(readings, tokens, numbers):
    """
    The only reading that fits.

    Parameters
    ----------
    readings : list of Found
    tokens, numbers : list of Token
        All, and those that may be counts.

    Returns
    -------
    found : Found
    by_rows : bool
        Whether the text runs row by row.

    Raises
    ------
    Refused
        If two readings fit, or none.
    """
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


def check_totals(found, tokens, numbers):
    """
    Refuse a table with a heading for a total and no number that is one.

    Parameters
    ----------
    found : Found
    tokens, numbers : list of Token

    Raises
    ------
    Refused
    """
    first = numbers[found.first[0]]
    headed = any(t.kind == "word" and t.text.lower() in TOTALS for t in tokens[: first.at])
    if headed and not any("total" in role for role in found.roles.values()):
        raise Refused("no_total")


def _tidiest(readings, tokens, numbers):
    """Those that need no number for a name, have no name within a pair, and pairs on a line."""

    named_lines = {token.line for token in tokens if is_name(token)}

    def torn(found):
        """Whether the second count of a pair stands on a line with a name of its own."""
        pairs = [[numbers[place] for place in pair] for pair in (found.first, found.second)]
        return any(one.line != other.line and other.line in named_lines for one, other in pairs)

    def of_totals(found):
        """Whether the line of a pair begins with the word for a total alone."""
        for count in (numbers[found.first[0]], numbers[found.second[0]]):
            before = [token for token in tokens[: count.at] if token.line == count.line]
            if any(token.text.lower() in TOTALS for token in before) and not any(
                map(is_name, before)
            ):
                return True
        return False

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

    readings = [found for found in readings if not (torn(found) or of_totals(found))]
    for fits in (
        lambda found: WRONG not in found.roles.values(),
        on_a_line_each,
        alike,
    ):
        readings = [found for found in readings if fits(found)] or readings
    if not readings:
        raise Refused("not_explained", found=", ".join(t.text for t in numbers if t.whole))
    most = max(found.weight for found in readings)
    return [found for found in readings if found.weight > most - LESS]


def _directions(found, tokens, numbers):
    """Row by row (True), column by column (False), or both where nothing tells."""
    _, b, c, _ = found.counts
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
