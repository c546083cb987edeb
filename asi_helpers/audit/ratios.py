"""A printed ratio and its limits, read together: which ratio they are, by which method."""

import math
from dataclasses import dataclass, field

from .counts import QUANTILE, divide
from .text import CUT, ROUNDED, Figure, best

WAYS = ("ad/bc", "bc/ad")
# Ratios of two shares by their reading: of rows or columns, which over which, the share of what.
SHARES = {
    f"{line} {over + 1} / {line} {under + 1}, {other} {which + 1}": (line, over, under, which)
    for line, other in (("row", "column"), ("column", "row"))
    for which in (0, 1)
    for over, under in ((0, 1), (1, 0))
}
PLAIN = (*WAYS, *SHARES)  # readings without a correction or a method of their own
USUAL = (" woolf", " katz")  # methods of limits that nearly every program prints
OTHER_LEVELS = (90, 99)
NEAR = 0.03
_ENDLESS = 1e12  # an exact number above it is printed as infinite
_R_DIGITS = 6  # R prints 7 digits of a root that it searches to four decimals
_R_ROOT = 1.25e-4
# So many significant digits must agree, over the numbers of a line, before one that does not agree
# is called a contradiction: an adjusted ratio of few digits agrees with the counts by chance.
ENOUGH, _PLENTY = 4, 6
# Methods of limits lie so close together that one of them may be another's, to a few digits: only
# beside one of Woolf's or Katz' that agrees to so many is a limit near its own place contradicted.
_CERTAIN = 4
_SETTLED_DIGITS = 4
_BY_HAND = {95: (1.96,), 90: (1.645, 1.64), 99: (2.576, 2.58)}  # quantiles as books print them
_FEWEST_DIGITS = 3


@dataclass
class Line:
    """
    A ratio and its limits as printed, and what is found about them.

    Attributes
    ----------
    kind : {"or", "rr"}
    figures : dict of str to Figure
        "", "_low" and "_high", as far as they are printed.
    readings, verdicts, notes, computed : dict
        By the same keys.
    """

    kind: str
    figures: dict
    readings: dict = field(default_factory=dict)
    verdicts: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    computed: dict = field(default_factory=dict)

    def settle(self, end, verdict, note, reading=(), computed=None):
        """Keep what is found about one number, once."""
        self.verdicts[end], self.notes[end], self.readings[end] = verdict, note, tuple(reading)
        self.computed[end] = computed


# What a number may be -----------------------------------------------------------------------------


def shares_of(counts, name):
    """The two shares, each (count, of how many), of which a reading in `SHARES` is the ratio."""
    line, over, under, which = SHARES[name]
    a, b, c, d = counts.cells
    cells = ((a, b), (c, d)) if line == "row" else ((a, c), (b, d))
    totals = counts.rows if line == "row" else counts.columns
    return (cells[over][which], totals[over]), (cells[under][which], totals[under])


def _turn(value):
    return 1 / value if value else math.inf


def estimates(counts, kind):
    """Ratios that counts give in closed form, by reading."""
    if kind == "rr":
        return {name: counts.risk_ratio(*shares_of(counts, name)) for name in SHARES}
    if counts.has_empty_margin:
        return {}
    upright, corrected = counts.odds_ratio, counts.haldane
    return {
        "ad/bc": upright,
        "bc/ad": _turn(upright),
        "ad/bc haldane": corrected,
        "bc/ad haldane": 1 / corrected,
    }


def closed_limits(counts, kind, way, level=95):
    """Limits that counts give in closed form, of a ratio read `way`: method to (low, high)."""
    key = way, level
    if key in counts.closed:
        return counts.closed[key]
    if kind == "rr":
        found = {"katz": counts.katz(*shares_of(counts, way), level)}
    else:
        found = {"woolf": counts.woolf(level), "haldane": counts.haldane_limits(level)}
        found = {name: _as_way(pair, way) for name, pair in found.items()}
    counts.closed[key] = found
    return found


def _as_way(pair, way):
    """Limits of ad/bc as limits of `way`."""
    return (_turn(pair[1]), _turn(pair[0])) if pair and way == "bc/ad" else pair


def fit_exact(counts, way, what, figure, slack):
    """
    How well a printed number fits an exact estimate or limit; `what` as for ad/bc.

    With `slack` it may lie as far from it as the root that R has searched.
    """
    if figure.bound or not counts.has_exact or counts.has_empty_margin or figure.value < 0:
        return 0

    def is_over(value):
        """Whether the exact number lies at or above a value."""
        if value <= 0 or way == "ad/bc":
            return value <= 0 or counts.at_least(what, value)
        return not counts.at_least(what, 1 / value)

    if math.isinf(figure.value):
        return ROUNDED if is_over(_ENDLESS) else 0
    room = figure.half + (_searched(figure) if slack else 0.0)
    if not is_over(figure.value - room):
        return 0
    if not is_over(figure.value + room):
        return ROUNDED
    return 0 if is_over(figure.value + 2 * figure.half) else CUT


def _searched(figure):
    """How far a root that R has searched may lie from the exact one."""
    if figure.digits < _R_DIGITS:
        return 0.0
    return _R_ROOT * max(1.0, figure.value**2) if math.isfinite(figure.value) else 0.0


def way_of(reading):
    """The ratio that a reading is of, without the method."""
    return reading[:5] if reading[:5] in WAYS else reading.partition(" katz")[0]


def read_estimate(counts, kind, figure):
    """Readings of a printed ratio and how well they fit; only the best fit counts."""
    found = {name: figure.fit(value) for name, value in estimates(counts, kind).items()}
    if kind == "or" and not counts.has_empty_margin:
        slack = ROUNDED not in found.values()
        for way in WAYS:
            if 0 not in counts.cells and not _is_within(figure, way, counts):
                continue
            for what in ("conditional", "mid_p"):
                found[f"{way} {what}"] = fit_exact(counts, way, what, figure, slack)
    readings, grade = best(found)
    if grade == ROUNDED and not set(readings) & set(PLAIN):  # a cut one is likelier than a rare one
        readings = (*(name for name in PLAIN if found.get(name) == CUT), *readings)
    return readings, grade


def _is_within(figure, way, counts):
    """Whether a number is so near to a ratio that it may be that by an exact method."""
    value = counts.odds_ratio if way == "ad/bc" else 1 / counts.odds_ratio
    return value / 3 < figure.value < value * 3


def fit_closed(figure, pair, place, level=95):
    """How well a printed limit fits one of a pair, also where 1.96 was typed for the quantile."""
    fit, exact = figure.fit(pair[place]), pair[place]
    if fit == ROUNDED or not abs(figure.value - exact) <= NEAR * exact < math.inf or not pair[0]:
        return fit
    half = math.log(pair[1] / pair[0]) / 2
    for quantile in _BY_HAND[level]:
        shift = half * (quantile / QUANTILE[level] - 1)
        if figure.fit(exact * math.exp(shift if place else -shift)) == ROUNDED:
            return ROUNDED
    return fit


def read_limit(counts, kind, way, figure, end, level=95):
    """How well a printed limit fits each method, read as the `end` ("low" or "high") of `way`."""
    place = 0 if end == "low" else 1
    found = {
        f"{way} {method}": fit_closed(figure, pair, place, level)
        for method, pair in closed_limits(counts, kind, way, level).items()
        if pair
    }
    # To so many digits no second method fits, except in tables where all of them agree.
    is_closed = ROUNDED in found.values()
    is_settled = is_closed and figure.digits >= _SETTLED_DIGITS
    if kind == "or" and level == 95 and not is_closed and 0 not in counts.cells:
        found[f"{way} cornfield"] = figure.fit(_as_way(counts.cornfield, way)[place])
        if pair := _as_way(counts.test_based, way):
            found[f"{way} test_based"] = figure.fit(pair[place])
    if kind == "or" and level == 95 and not is_settled:
        exact_end = end if way == "ad/bc" else ("high" if end == "low" else "low")
        for method in ("exact", "mid_p"):
            fit = fit_exact(counts, way, f"{method} {exact_end}", figure, slack=not is_closed)
            found[f"{way} {method}"] = fit
    if level != 95:
        found = {f"{name} {level}%": fit for name, fit in found.items()}
    return {name: fit for name, fit in found.items() if fit}


# A line, judged -----------------------------------------------------------------------------------


def judge(counts, kind, figures):
    """
    Judge a printed ratio and its limits together.

    Parameters
    ----------
    counts : Counts
    kind : {"or", "rr"}
    figures : dict of str to Figure
        "" the ratio, "_low" and "_high" its first and second limit, as far as printed.

    Returns
    -------
    Line
    """
    line = Line(kind, figures)
    other = "rr" if kind == "or" else "or"
    readings, grade = _read_whole(counts, kind, figures)
    foreign = ()
    if not readings and "" in figures:
        foreign, _ = read_estimate(counts, other, figures[""])
    limits = [end for end in ("_low", "_high") if end in figures]
    found = _read_limits(counts, kind, figures, limits, readings)
    if foreign and len(found) < len(limits) and agreement(figures, figures) >= _PLENTY:
        strangers = _read_limits(counts, other, figures, limits, foreign)
        if len(strangers) == len(limits):
            _settle_foreign(line, foreign, strangers, counts)
            return line
    if "" in figures:
        _settle_estimate(line, counts, readings, grade, foreign, found, limits)
    for end in limits:
        _settle_limit(line, counts, end, found, readings)
    return line


def _read_whole(counts, kind, figures):
    return read_estimate(counts, kind, figures[""]) if "" in figures else ((), 0)


def _read_limits(counts, kind, figures, limits, readings):
    """
    Readings of the printed limits: end to (readings, grade).

    First those that fit both limits, of the ratio that the estimate is; then of another level; then
    of any ratio; and only then each limit for itself.
    """
    every = WAYS if kind == "or" else tuple(SHARES)
    ways = tuple(dict.fromkeys(way_of(reading) for reading in readings)) or every
    pairs = _ordered(figures, limits)
    for some, level in ((ways, 95), *((ways, level) for level in OTHER_LEVELS), (every, 95)):
        found = [_read_as(counts, kind, some, figure, end, level) for figure, end in pairs]
        if found and (together := set(found[0]).intersection(*found[1:])):
            return _graded(pairs, found, together, limits, figures)
    alone = {}
    for end in limits:
        for some in (ways, every):
            if readings and some is every and figures[end].digits < ENOUGH:
                break  # by chance it is a limit of the ratio turned over
            fits = {}
            for way in some:
                for place in ("low", "high"):
                    fits |= read_limit(counts, kind, way, figures[end], place)
            if fits:
                alone[end] = best(fits)
                break
    return alone


def _read_as(counts, kind, ways, figure, end, level):
    """How well a printed limit fits each method, of several ratios."""
    return {
        name: fit
        for way in ways
        for name, fit in read_limit(counts, kind, way, figure, end, level).items()
    }


def _ordered(figures, limits):
    """The printed limits, the smaller as the lower one."""
    if len(limits) == 2:
        low, high = sorted((figures["_low"], figures["_high"]), key=lambda figure: figure.value)
        return [(low, "low"), (high, "high")]
    return [(figures[end], end[1:]) for end in limits]


def _graded(pairs, found, together, limits, figures):
    """Of the readings that fit all limits, those that fit best, for each limit."""
    worst = {name: min(fits[name] for fits in found) for name in together}
    top = max(worst.values())
    # Woolf's and Katz' limits cut off are likelier than another method's rounded.
    kept = tuple(
        name
        for name in found[0]
        if worst.get(name) == top or (name in worst and name.endswith(USUAL))
    )
    by_figure = {
        id(figure): (kept, max(fits[name] for name in kept))
        for (figure, _), fits in zip(pairs, found, strict=True)
    }
    return {end: by_figure[id(figures[end])] for end in limits}


def _settle_foreign(line, readings, limits, counts):
    """A ratio that is another measure, limits and all."""
    for end in line.figures:
        reading = readings if end == "" else limits[end][0]
        line.settle(end, "contradicts", "foreign", reading, value_of(counts, reading[0], end))


def value_of(counts, reading, end=""):
    """The ratio, or its limit at an end ("_low" or "_high"), that a reading means."""
    way = way_of(reading)
    method, _, level = reading[len(way) + 1 :].partition(" ")
    kind = "or" if way in WAYS else "rr"
    end = end.removeprefix("_")
    if not end and reading in (closed := estimates(counts, kind)):
        return closed[reading]
    if end and method in (pairs := closed_limits(counts, kind, way, int(level[:-1] or 95))):
        pair = pairs[method]
        return pair and pair[0 if end == "low" else 1]
    if method in ("cornfield", "test_based"):
        return _as_way(getattr(counts, method), way)[0 if end == "low" else 1]
    if way == "ad/bc":
        return counts.exact(f"{method} {end}".strip())
    other = {"low": "high", "high": "low", "": ""}[end]
    return _turn(counts.exact(f"{method} {other}".strip()))


def _settle_estimate(line, counts, readings, grade, foreign, limits_found, limits):
    figure, values = line.figures[""], estimates(counts, line.kind)
    if readings:
        is_cut = grade == CUT or _cut_beside_woolf(figure, values, readings, limits_found)
        verdict = "truncated" if is_cut else "reproduces"
        line.settle("", verdict, "", readings, value_of(counts, readings[0]))
        return
    ways = _ways_found(limits_found)
    if not any(math.isfinite(value) for value in values.values()):
        line.settle("", "cannot_be_known", "undefined")
        return
    nearest = _nearest(values, figure, ways)
    computed = values[nearest or next(iter(values))]
    whole = len(limits_found) == len(limits) == 2
    agreed = agreement(line.figures, limits_found)
    restored = {name: figure.tenth().fit(value) for name, value in values.items()}
    again = [name for name, fit in restored.items() if fit == ROUNDED and way_of(name) in ways]
    if again and whole and figure.digits > 1:
        line.settle("", "lost_zero", "", again, values[again[0]])
    elif foreign and not limits and figure.digits >= ENOUGH:
        line.settle("", "contradicts", "foreign", foreign, value_of(counts, foreign[0]))
    elif whole and agreed >= _PLENTY:
        line.settle("", "contradicts", "limits_fit", (), computed)
    elif not limits and (rounded := from_rounded(counts, line.kind, figure)):
        verdict = "contradicts" if line.kind == "rr" else "cannot_be_known"  # may be adjusted
        line.settle("", verdict, rounded, (), computed)
    elif foreign:
        line.settle("", "cannot_be_known", "perhaps_foreign", foreign, computed)
    else:
        near = nearest and _is_near(figure, computed)
        line.settle("", "cannot_be_known", "near" if near else "adjusted", (), computed)


def agreement(figures, ends):
    """How many significant digits agree with the counts: those of the numbers that fit."""
    return sum(figures[end].digits for end in ends if not figures[end].bound)


def _cut_beside_woolf(figure, values, readings, limits):
    """Whether a ratio that only a rarer method rounds to stands, cut off, beside Woolf's limits."""
    if readings[0] not in PLAIN or figure.fit(values.get(readings[0], math.nan)) != CUT:
        return False
    return any(name.endswith(USUAL) for names, _ in limits.values() for name in names)


def _ways_found(found):
    """The ratios of several readings, each once, in the order in which they are found."""
    return tuple(dict.fromkeys(way_of(name) for readings, _ in found.values() for name in readings))


def _nearest(values, figure, ways=()):
    """The reading whose value lies nearest to a printed one, among `ways` if there are some."""
    usable = {
        name: values[name]
        for name in PLAIN
        if 0 < values.get(name, 0) < math.inf and (not ways or name in ways)
    }
    if not usable:
        return None
    target = math.log(figure.value) if 0 < figure.value < math.inf else 0.0
    # 1.00 is as near to a ratio as to that turned over, whatever the last digit of a logarithm says
    return min(usable, key=lambda name: round(abs(math.log(usable[name]) - target), 9))


def _is_near(figure, value):
    return value is not None and abs(figure.value - value) <= NEAR * value


def from_rounded(counts, kind, figure):
    """The shortened shares that a printed ratio was computed from: ("rounded", p, q, decimals)."""
    if figure.digits < _FEWEST_DIGITS or figure.bound:
        return None
    for name in list(SHARES)[:4]:
        (x, n), (y, m) = shares_of(counts, name)
        if not (0 < x < n and 0 < y < m):
            continue
        exact = counts.risk_ratio((x, n), (y, m))
        if kind == "or":
            exact = divide(x * (m - y), y * (n - x))
        for places in (2, 3, 4):
            for shorten in (_rounded, _cut):
                p, q = shorten(x / n, places), shorten(y / m, places)
                if not q or not 0 < p < 1 or q >= 1:
                    continue
                ratio = p / q if kind == "rr" else p * (1 - q) / (q * (1 - p))
                if figure.fit(ratio) and _is_near(figure, exact):
                    return "rounded", p, q, places
    return None


def _rounded(share, places):
    return round(share, places)


def _cut(share, places):
    return math.floor(share * 10**places + 1e-9) / 10**places


def _settle_limit(line, counts, end, found, readings):
    figure = line.figures[end]
    own = dict.fromkeys(map(way_of, readings))
    ways = tuple(own | dict.fromkeys(_ways_found(found)))
    closed = _closed(counts, line.kind, ways)
    others = {
        key: (names, fit)
        for key, (names, fit) in found.items()
        if key != end and (not own or any(way_of(name) in own for name in names))
    }
    again = [
        name
        for name, value in closed
        if name.endswith(USUAL) and figure.tenth().fit(value) == ROUNDED
    ]
    fitting = [*([""] if readings else []), *others]
    agreed = agreement(line.figures, fitting)
    place = _place(counts, line.figures, others, end)
    plausible = _is_plausible(counts, line.kind, ways, figure, place)
    if plausible or figure.digits == 1 or agreed + figure.digits < ENOUGH:
        again = []
    if end in found and not (again and _is_odd_one(found, end)):
        names, grade = found[end]
        verdict = "reproduces" if grade == ROUNDED else "truncated"
        line.settle(end, verdict, "", names, _value_near(counts, names, figure))
        return
    is_finite = 0 < figure.value < math.inf
    nearest = min(
        _at_place(counts, line.kind, own or ways, place),
        key=lambda value: round(abs(math.log(value / figure.value)), 9) if is_finite else value,
        default=None,
    )
    if again:
        restored = next(
            value for name, value in closed if name == again[0] and figure.tenth().fit(value)
        )
        line.settle(end, "lost_zero", "", again[:1], restored)
    elif not ways or ("" in line.figures and not readings):
        line.settle(end, "cannot_be_known", "of_the_other")
    elif nearest is None:
        line.settle(end, "cannot_be_known", "no_limits")
    elif agreed < ENOUGH or (plausible and not _is_certain(line.figures, others)):
        line.settle(end, "cannot_be_known", "other_method", (), nearest)
    elif others:
        (names, _), *_ = others.values()
        computed = value_of(counts, names[0], "high" if place else "low")
        note = "near" if _is_near(figure, computed) else "other_fits"
        line.settle(end, "contradicts", note, (), computed)
    else:
        line.settle(end, "contradicts", "estimate_fits", (), nearest)


def _is_odd_one(found, end):
    """Whether a limit fits only a rarer method, and the other limit only another method."""
    others = [names for key, (names, _) in found.items() if key != end]
    names, _ = found[end]
    return any(not set(names) & set(other) for other in others) and not any(
        name.endswith(USUAL) for name in names
    )


def _closed(counts, kind, ways):
    """Every limit in closed form of these ratios, as (reading, value)."""
    return [
        (f"{way} {method}", value)
        for way in ways
        for method, pair in closed_limits(counts, kind, way).items()
        if pair
        for value in pair
    ]


def _value_near(counts, names, figure):
    """The limit that a printed one is, of the reading that comes first."""
    values = [value_of(counts, names[0], end) for end in ("low", "high")]
    if not all(0 < value < math.inf for value in values) or not 0 < figure.value < math.inf:
        return max(values, key=figure.fit)
    return min(values, key=lambda value: round(abs(math.log(value / figure.value)), 9))


def _at_place(counts, kind, ways, place):
    """The lower (0) or upper (1) limits in closed form of these ratios, as far as there are any."""
    pairs = (pair for way in ways for pair in closed_limits(counts, kind, way).values() if pair)
    return [pair[place] for pair in pairs if 0 < pair[place] < math.inf]


def _is_certain(figures, others):
    """Whether the other limit is by a usual method beyond chance."""
    return any(
        figures[end].digits >= _CERTAIN and any(name.endswith(USUAL) for name in names)
        for end, (names, _) in others.items()
    )


def _is_plausible(counts, kind, ways, figure, place):
    """
    Whether a limit may be by another method: within half of the usual distance, as logarithms.

    An interval may also be open on one side, as for a one-sided test.
    """
    if not 0 < figure.value < math.inf:
        return figure.value == (math.inf if place else 0)
    for way in ways:
        for pair in closed_limits(counts, kind, way).values():
            if pair and abs(math.log(figure.value / pair[place])) <= _half_of(pair):
                return True
    return False


def _half_of(pair):
    """Half of the distance from a ratio to its limits, as logarithms."""
    return math.log(pair[1] / pair[0]) / 4


def _place(counts, figures, others, end):
    """0 where a limit should be the lower one, 1 where it should be the upper."""
    other = "_high" if end == "_low" else "_low"
    if other in others:
        names, _ = others[other]
        return int(_is_nearer_low(figures[other], counts, names[0]))
    if other not in figures:
        return 0 if end == "_low" else 1
    return int((end == "_high") == (figures["_high"].value >= figures["_low"].value))


def _is_nearer_low(figure, counts, name):
    """Whether a limit that fits a reading is its lower one."""
    low, high = (value_of(counts, name, end) for end in ("low", "high"))
    if not all(0 < value < math.inf for value in (low, high, figure.value)):
        return figure.fit(low) > 0
    middle = (math.log(low) + math.log(high)) / 2
    return math.log(figure.value) < middle


def interval_faults(figures):
    """What is wrong with printed limits on their own: "descending", "excludes_estimate"."""
    low, high = figures.get("_low"), figures.get("_high")
    if low is None or high is None or low.bound or high.bound:
        return
    if low.value > high.value:
        yield "descending"
    estimate = figures.get("")
    if estimate is None or estimate.bound:
        return
    if low.value > high.value:
        low, high = high, low
    if _surely_below(estimate, low) or _surely_below(high, estimate):
        yield "excludes_estimate"


def _surely_below(one: Figure, other: Figure):
    """Whether a number lies below another however they were rounded or cut."""
    return one.value + 2 * one.half * (1 + 1e-9) < other.value - other.half
