"""Which numbers are the four counts: told by arithmetic, not by place."""

from dataclasses import dataclass, field

from .percentages import bind_percentages, near, near_percentage
from .refusals import Refused
from .totals import WRONG

MOST = 80  # counts: a table with all its tests has 25 that no name has taken


@dataclass(slots=True)
class Found:
    """
    Four counts in the order of the text, two pairs of two, and what the other numbers are.

    Attributes
    ----------
    first, second : tuple of int
        Places, among the numbers, of the counts of each pair.
    counts : tuple of int
        The four, in the order of the text.
    roles : dict of int to str
        What each other number was taken for, by its place.
    percentages : dict of int to list of (str, int)
        For each of the four (0 to 3): which base, "within" or "across" its pair or "all", and the
        place of the number.
    bound : set of int
        The places of these.
    in_shares : bool
        Whether they are printed as shares of 1.
    """

    first: tuple
    second: tuple
    counts: tuple
    roles: dict = field(default_factory=dict)
    percentages: dict = field(default_factory=dict)
    bound: set = field(default_factory=set)
    in_shares: bool = False

    @property
    def places(self):
        """Places of the four counts."""
        return (*self.first, *self.second)

    @property
    def weight(self):
        """How many numbers it explains."""
        told = sum(role != "label" for role in self.roles.values())
        return told + sum(len(found) for found in self.percentages.values())


def find_cells(numbers, ratios=0):
    """
    Every way to read four of the numbers as counts that explains all other whole numbers.

    Parameters
    ----------
    numbers : list of Token
        Those that no name has taken, in the order of the text.
    ratios : int
        How many ratios with limits stand beside them: in the row of the reference, a bare 1 may
        stand in the place of each.

    Returns
    -------
    list of Found

    Raises
    ------
    Refused
        If there is none.
    """
    whole = [place for place, token in enumerate(numbers) if token.whole]
    if len(whole) < 4 and sum(token.count is not None for token in numbers) < 4:
        only_percentages = sum(token.decimals > 0 or token.percent for token in numbers) >= 4
        raise Refused("percentages_only" if only_percentages else "no_counts")
    shown = ", ".join(numbers[place].text for place in whole[:12])
    shown += " ..." if len(whole) > 12 else ""
    if sum(token.count is not None for token in numbers) > MOST:
        raise Refused("not_explained", found=shown)
    found, nearest = [], None
    for first, second in _pairs(numbers):
        reading, stranger = _explained(numbers, first, second, ratios)
        if reading is not None:
            found.append(reading)
        elif stranger is not None and nearest is None:
            nearest = stranger
    if found:
        return found
    if nearest is not None:
        raise Refused("total", **nearest)
    raise Refused("not_explained", found=shown)


def _pairs(numbers):
    """Pairs of pairs that may be the four counts: as far apart in one pair as in the other."""
    counts = [place for place, token in enumerate(numbers) if token.count is not None]
    is_count = set(counts)

    def is_pair(place, stride):
        """Two counts, and no name between them."""
        other = place + stride
        return other in is_count and numbers[place].run == numbers[other].run

    for start in counts[:7]:
        for stride in range(1, 7):
            if not is_pair(start, stride):
                continue
            for place in counts:
                if (
                    place > start + stride
                    and is_pair(place, stride)
                    and not numbers[place].total_row
                ):
                    yield (start, start + stride), (place, place + stride)


def _explained(numbers, first, second, ratios):
    """The reading of these four, or None; and a total that does not fit, where that is all."""
    places = (*first, *second)
    a, b, c, d = (numbers[place].count for place in places)
    n = a + b + c + d
    if n == 0:
        return None, None
    totals = {a + b, c + d, a + c, b + d, n}
    grouped = any(numbers[place].decimals for place in places)  # 1.419 is read as 1419
    strangers, roles, thousands = [], {}, []
    for place, token in enumerate(numbers):
        if token.count is None or place in places:
            continue
        if token.count in totals:
            roles[place] = "total"
        elif token.whole or grouped:
            strangers.append(place)
        else:
            thousands.append(place)
    if not _may_be_explained([numbers[place].count for place in strangers], (a, b, c, d)):
        return None, None
    reading = Found(first, second, (a, b, c, d), roles)
    if not strangers and not _totals_in_place(numbers, reading):
        return None, None
    bind_percentages(numbers, reading)
    for place in reading.bound:
        roles.pop(place, None)
    for place, token in enumerate(numbers):
        if place in roles or place in places or token.whole or place in reading.bound:
            continue
        if role := _of_a_total(token, reading):
            roles[place] = role
    thousands = [p for p in thousands if p not in roles and p not in reading.bound]
    if len(thousands) >= 3:  # 1,047 and 2,389 and 3,436 are no ratios
        strangers += thousands
    strangers = [place for place in strangers if place not in reading.bound]
    strangers = _without_percentages(numbers, strangers, reading)
    strangers = _without_labels(numbers, strangers, reading)
    strangers = _without_references(numbers, strangers, reading, ratios)
    if not _totals_in_place(numbers, reading):
        return None, None
    if not strangers:
        return (None if _are_percentages(numbers, reading) else reading), None
    if len(strangers) == 1:
        return _with_a_wrong_total(numbers, strangers[0], reading)
    return None, None


def _are_percentages(numbers, reading):
    """Whether the four are whole percentages: both pairs make 100, and a percent sign is there."""
    a, b, c, d = reading.counts
    hundreds = {a + b, c + d} == {100} or {a + c, b + d} == {100}
    return hundreds and not reading.bound and numbers[reading.first[0]].under_percent


def _totals_in_place(numbers, reading):
    """Whether totals stand behind what they are of: none between the pairs but the first's own."""
    first, second = sum(reading.counts[:2]), sum(reading.counts[2:])
    for place, role in reading.roles.items():
        count = numbers[place].count
        if role != "total":
            continue
        if reading.first[1] < place < reading.second[0]:
            fellow = reading.second[1] + place - reading.first[1]
            if count != first or fellow >= len(numbers) or numbers[fellow].count != second:
                return False
        elif place < reading.first[0] and count != first + second and not numbers[place].equals:
            return False
    return _has_both_totals(numbers, reading, first, second)


def _has_both_totals(numbers, reading, first, second):
    """Whether no total of the second pair stands right behind it that the first pair lacks."""
    last = reading.second[1]
    after = sorted(p for p, role in reading.roles.items() if role == "total" and p > last)
    if not after or numbers[after[0]].count != second:
        return True
    a, b, c, d = reading.counts
    if second in (first, a + c, b + d, first + second):
        return True
    fellow = reading.first[1] + after[0] - last
    return fellow < reading.second[0] and numbers[fellow].count is not None


def _may_be_explained(strangers, cells):
    """Whether whole numbers that are no totals may be percentages, names, or one wrong total."""
    hard = [count for count in strangers if count > 20 and not 1900 <= count <= 2099]
    if len(hard) <= 1:
        return True
    a, b, c, d = cells
    wholes = a + b, c + d, a + c, b + d, a + b + c + d
    shares = {
        100 * part // whole for part in (*cells, *wholes) for whole in wholes if part <= whole != 0
    }
    unlike = [count for count in hard if count not in shares and count - 1 not in shares]
    return len(unlike) <= 1


def _margins(reading):
    a, b, c, d = reading.counts
    return (a + b, c + d, a + c, b + d), a + b + c + d


def _of_a_total(token, reading):
    """Whether a number is a total's "percentage" or, as SPSS prints it, "expected": 25.0 of 25."""
    if token.value == 100 and (token.decimals or token.percent):
        return "percentage"
    margins, n = _margins(reading)
    if not token.decimals and not token.percent:
        return ""
    if token.decimals and token.value in (*margins, n):
        has_expected = "expected" in reading.roles.values() and not token.percent
        return "expected" if has_expected else "percentage"
    scales = [100] if reading.percentages or token.percent else []
    if token.decimals >= 2 and reading.in_shares and token.value < 1:
        scales.append(1)
    is_share = any(near(token, scale * margin / n) for scale in scales for margin in margins)
    return "percentage" if is_share else ""


def _without_percentages(numbers, strangers, reading):
    """Whole numbers behind totals that are their percentages: 30 (60), 34 100, 14 20 41 59."""
    if not reading.percentages:
        return strangers
    margins, n = _margins(reading)
    left = []
    for place in strangers:
        token, before = numbers[place], reading.roles.get(place - 1)
        beside = before in ("total", "percentage") and numbers[place - 1].line == token.line
        if token.count == 100 or (
            beside and any(near(token, 100 * margin / n) for margin in margins)
        ):
            reading.roles[place] = "percentage"
        else:
            left.append(place)
    return left


_CODES = ({0, 1}, {1, 2})


def _without_labels(numbers, strangers, reading):
    """Whole numbers that name a row or a column: 0 and 1, a year, the number of a variable."""
    left = set(strangers)

    def name(places):
        left.difference_update(places)
        reading.roles.update(dict.fromkeys(places, "label"))

    rows = {reading.first[0] - 1, reading.second[0] - 1}
    before = sorted(place for place in left - rows if place < reading.first[0])
    heading = len(before) == 2 and _are_codes(numbers, before)
    heading = heading and numbers[before[0]].at + 1 == numbers[before[1]].at
    if left >= rows and _are_codes(numbers, rows):
        if heading or all(numbers[place].starts or numbers[place].alone for place in rows):
            name(rows)
            heading and name(before)
    elif heading and numbers[before[1]].before_total:
        name(before)
    ahead = sorted(place for place in left if place < reading.first[0])
    if len(ahead) == 4 and all(_are_codes(numbers, ahead[i : i + 2]) for i in (0, 2)):
        name(ahead)  # the codes of columns and rows, all before the counts
    for place in sorted(left):
        token = numbers[place]
        if not token.alone or _is_total_place(place, reading):
            continue
        year = 1900 <= token.count <= 2099
        small = token.count <= 9 and place < reading.first[0]
        if year or (small and not _has_percentage(numbers, place)):
            name({place})
    return sorted(left)


def _is_total_place(place, reading):
    """Whether a number stands as far behind its pair as a total does behind the other."""
    for pair, other in ((reading.first, reading.second), (reading.second, reading.first)):
        off = place - pair[1]
        if off > 0 and reading.roles.get(other[1] + off) == "total":
            return True
    return False


def _has_percentage(numbers, place):
    """Whether a percentage stands right behind a number, as behind a count: 8 (66.7%)."""
    after = numbers[place + 1] if place + 1 < len(numbers) else None
    return after is not None and after.line == numbers[place].line and not after.whole


def _are_codes(numbers, places):
    return {numbers[place].count for place in places} in _CODES


def _without_references(numbers, strangers, reading, ratios):
    """A bare 1 in the row of the reference, in the place of each ratio of the other row."""
    ones = [p for p in strangers if numbers[p].count == 1 and p > reading.first[1]]
    in_one_row = len({place > reading.second[1] for place in ones}) == 1
    if not in_one_row or len(ones) > ratios or ones[-1] - ones[0] >= len(ones):
        return strangers
    reading.roles.update(dict.fromkeys(ones, "reference"))
    return [place for place in strangers if place not in ones]


def _with_a_wrong_total(numbers, stranger, reading):
    """A total that does not add up: kept where percentages settle the counts, else told."""
    before_second = reading.first[1] < stranger < reading.second[0]
    if before_second and numbers[stranger].run != numbers[reading.first[1]].run:
        return None, None  # behind the name of the second row stands a count of it
    bases = [
        {base for base, place in found if near_percentage(numbers[place], reading, i, base)}
        for i, found in sorted(reading.percentages.items())
    ]
    if len(bases) == 4 and set.intersection(*bases) & {"within", "across"}:
        reading.roles[stranger] = WRONG
        return reading, None
    a, b, c, d = reading.counts
    rows = [(reading.first, (a, b)), (reading.second, (c, d))]
    for (pair, counts), (other, others) in (rows, rows[::-1]):
        off = stranger - pair[1]
        if (
            off > 0
            and other[1] + off < len(numbers)
            and (numbers[other[1] + off].count == sum(others) and reading.roles.get(other[1] + off))
        ):
            said = {"first": counts[0], "second": counts[1], "sum": sum(counts)}
            return None, said | {"found": numbers[stranger].count}
    return None, None
