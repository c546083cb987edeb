"""Which printed totals are of which row or column."""

from ..audit.percents import MARGINS
from .percentages import near

WRONG = "total that does not add up"
_BY_COLUMNS = ("case", "noncase", "exposed", "unexposed", "all")


def totals_of(found, numbers, by_rows):
    """
    Printed totals by what they are of.

    Parameters
    ----------
    found : Found
    numbers : list of Token
        Those that no name has taken.
    by_rows : bool
        Whether the text runs row by row.

    Returns
    -------
    dict of str to str
        "exposed", "unexposed", "case", "noncase" or "all" to the total as printed; of a total that
        stands there twice, the first. One that does not add up is left out where its place does
        not say what it is of.
    """
    a, b, c, d = found.counts
    sums = (a + b, c + d, a + c, b + d, a + b + c + d)
    names = MARGINS if by_rows else _BY_COLUMNS
    places = sorted(place for place, role in found.roles.items() if role in ("total", WRONG))
    taken = _in_a_last_row(found, numbers, places, sums)
    for place in places:
        if place in taken.values() or found.roles[place] == WRONG:
            continue
        fitting = [i for i, total in enumerate(sums) if total == numbers[place].count]
        free = [i for i in fitting if i not in taken]
        if free:
            taken[min(free, key=lambda i: _distance(found, place, i))] = place
    wrong = next((place for place in places if found.roles[place] == WRONG), None)
    if wrong is not None and wrong not in taken.values():
        lacking = [i for i in range(len(sums)) if i not in taken]
        own = [i for i in lacking if _is_place_of(found, wrong, i, taken)]
        if len(own) == 1 or len(lacking) == 1:
            taken[(own or lacking)[0]] = wrong
    return {names[i]: numbers[place].text for i, place in sorted(taken.items())}


def _in_a_last_row(found, numbers, places, sums):
    """
    The totals below both pairs, told by their order where two of the three are what they should be.

    A wrong one may be the total of something else by chance.
    """
    own = _own_totals(found, places)

    def is_percentage(place):
        """Whether a number is the percentage of the one before it, and only by chance a total."""
        count = numbers[place - 1].count
        return count is not None and near(numbers[place], 100 * count / sums[-1])

    below = [place for place in places if place > found.second[1] and place not in own]
    tail = [place for place in below if not is_percentage(place)][:3]
    wrong = [place for i, place in enumerate(tail) if numbers[place].count != sums[2 + i]]
    if len(tail) < 3 or len(wrong) > 1 or any(numbers[place].count == 100 for place in wrong):
        return {}  # 100 may be all percent of something
    return dict(enumerate(tail, start=2))


def _own_totals(found, places):
    """The places of the two totals of the pairs, as far behind the one as behind the other."""
    for place in places:
        fellow = found.second[1] + place - found.first[1]
        if found.first[1] < place < found.second[0] and fellow in places:
            return place, fellow
    return ()


def _distance(found, place, i):
    """How far a total of the first pair, of the second, or across stands from its usual place."""
    last = (found.first[1], found.second[1], *(found.second[1],) * 3)[i]
    return abs(place - last) + (i > 1)


def _is_place_of(found, place, i, taken):
    """Whether a place is that of a pair's total: as far behind it as the other pair's own."""
    pairs = (found.first, found.second)
    if i > 1 or (1 - i) not in taken:
        return False
    return place - pairs[i][1] == taken[1 - i] - pairs[1 - i][1]
