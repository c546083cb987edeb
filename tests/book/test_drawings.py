"""
What explorers draw, held to the numbers: each mark where a reader would look for it.

Places are read as a reader reads them, against the ticks that are drawn; the numbers come from the
paper's counts and the package's functions, never from the explorers' code.
"""

import itertools
import math
from collections import Counter
from functools import cache

import numpy as np
import pytest
from scipy import stats

import asi_helpers as asi
from tests.drawing import LANGUAGES, Picture, overlap, pictures, shown
from tests.explorer_numbers import PAPER, associations, comfort_range, numbers, turned

TABLES = tuple(PAPER)
LEVELS = ("good", "poor")
CLAIMS = asi.load_dataset("claims").set_index("id")


def states(*values):
    """Every combination of the controls' values, as the page writes them."""
    return [" ".join(map(str, each)) for each in itertools.product(*values)]


MECHANISMS = ("random", "outcome", "exposure", "both", "cell", "avoid")
STATES = {
    "reference": states(TABLES, LEVELS, ("smooth", "not_smooth")),
    "timeline": states(("forward", "reverse", "third"), ("film", "snapshot")),
    "denominator": states(
        TABLES,
        ("good_smooth", "good_not_smooth", "poor_smooth", "poor_not_smooth"),
        ("row", "column", "total"),
    ),
    "permutation": states(TABLES, (1, 10, 100, 1_000, 10_000)),
    "sample_size": states((*TABLES, "weak"), (94, 188, 376, 940, 1_880, 9_400)),
    "prevalence": states((1.25, 2, 4, 8), (2, 10, 20, 40, 60, 80, 90)),
    "sampling": states(MECHANISMS, (20, 94, 200)),
    "joint_tables": states(range(17, 31)),
    "paper_map": states(
        [option.value for option in asi.explore_paper_map().controls[0].options],
        ("claim", "evidence"),
    ),
}
STATES["prevalence"] = [state.replace(".0", "") for state in STATES["prevalence"]]


def every_state(name):
    """Run a test for each state of an explorer; it gets the picture and the state's values."""
    return pytest.mark.parametrize(
        "state", STATES[name], ids=[f"{name}: {s}" for s in STATES[name]]
    )


def picture_of(name, state, language="en"):
    return pictures(name, language)[state]


def near(value):
    """A place on the drawing, to its resolution: both place and ticks are rounded to 0.1."""
    return pytest.approx(value, abs=0.16)


def written(value, decimals, language="en"):
    """A number as a picture writes it."""
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


# Every picture ------------------------------------------------------------------------------------


EVERY = [(name, language) for name in STATES for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_state_has_its_picture(name, language):
    assert set(pictures(name, language)) == set(STATES[name])


def test_the_checklist_has_words_only():
    assert not shown("appraisal", "en")[""].select("svg")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_words_are_inside_the_picture_and_apart(name, language):
    for state, picture in pictures(name, language).items():
        left, top, right, bottom = picture.box
        for word in picture.words:
            assert word.box[0] >= left - 1, (state, word.text)
            assert word.box[1] >= top, (state, word.text)
            assert word.box[2] <= right + 1, (state, word.text)
            assert word.box[3] <= bottom, (state, word.text)
        for one, other in itertools.combinations(picture.words, 2):
            assert not overlap(one.box, other.box), (state, one.text, other.text)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_lies_over_words(name, language):
    upon = {"?", "not recorded", "tidak dicatat"}  # written on a dot, and on what is veiled
    for state, picture in pictures(name, language).items():
        for word in picture.words:
            if word.text in upon:
                continue
            left, top, right, bottom = word.box
            inner = (left + 1, top + 1, right - 1, bottom - 1)
            for mark in picture.drawn:
                guide = mark.kind == "line" and mark.color == "grid" and mark.width <= 1
                assert guide or not mark.covers(inner), (state, word.text, mark)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_everything_is_drawn_inside_the_picture(name, language):
    for state, picture in pictures(name, language).items():
        left, top, right, bottom = picture.box
        for mark in picture.drawn:
            for x, y in mark.points:
                assert left <= x <= right, (state, mark)
                assert top <= y <= bottom, (state, mark)


@pytest.mark.parametrize("name", STATES)
def test_both_languages_draw_the_same_and_say_it_in_their_own_words(name):
    for state, english in pictures(name, "en").items():
        indonesian = picture_of(name, state, "id")
        if name == "paper_map":  # its key is as long as its words
            keys = [mark for mark in english.drawn if mark.y < 20]
            theirs = [mark for mark in indonesian.drawn if mark.y < 20]
            assert [m.color for m in keys] == [m.color for m in theirs]
            assert english.drawn[len(keys) :] == indonesian.drawn[len(theirs) :], state
        else:
            assert english.drawn == indonesian.drawn, state
        for one, other in zip(english.words, indonesian.words, strict=True):
            assert (one.anchor, one.bold, one.color) == (other.anchor, other.bold, other.color)
            if any(letter.isalpha() for letter in one.text.replace("n = ", "")):
                assert one.text != other.text, state


# Which way up? ------------------------------------------------------------------------------------


def reference(state):
    """The table of a state, and which of its groups is the good one."""
    table, exposed, case = state.split()
    return table, turned(table, exposed, case), 0 if exposed == "good" else 1


@every_state("reference")
@pytest.mark.parametrize("language", LANGUAGES)
def test_reference_bars_are_as_long_as_the_shares(state, language):
    name, table, good = reference(state)
    picture = picture_of("reference", state, language)
    tracks = picture.marks("rect", fill="grid")
    bars = [mark for mark in picture.marks("rect") if mark.fill != "grid"]
    assert len(tracks) == len(bars) == 2
    counted = [
        (table.exposed_cases, table.n_exposed),
        (table.unexposed_cases, table.n_unexposed),
    ]
    levels = [asi.load_table(name).exposed, asi.load_table(name).unexposed]
    for row, (track, bar, (cases, people)) in enumerate(zip(tracks, bars, counted, strict=True)):
        left, top, right, bottom = track.box
        assert bar.box[:2] == (left, top)
        assert bar.box[3] == bottom
        assert (bar.box[2] - left) / (right - left) == pytest.approx(cases / people, abs=3e-4)
        assert bar.opacity == 1 > track.opacity > 0
        # its words stand right above it: the group, and what the bar shows
        (label,) = [w for w in picture.words if 0 < top - w.y < 10]
        level = levels[0 if row == good else 1].say(language)
        of = "of" if language == "en" else "dari"
        percent = written(100 * cases / people, 1, language)
        assert label.text == f"{level}: {cases} {of} {people} ({percent}%)"
        # a group keeps its colour when it is turned
        assert bar.fill == ("a" if row == good else "b")


@every_state("reference")
def test_reference_interval_and_printed_number_stand_on_the_axis(state):
    name, table, _ = reference(state)
    picture = picture_of("reference", state)
    axis, wanted = picture.across(), associations(table, "por", "por_low", "por_high")
    printed = {"knowledge": 0.029, "comfort": 0.155, "support": 0.112}[name]
    assert list(axis.ticks.values()) == [0.01, 0.1, 1, 10, 100]
    line = picture.one("line", color="ink", width=3)
    dot, diamond = picture.one("dot"), picture.one("diamond")
    assert line.points[0][0] == near(axis.place(wanted["por_low"]))
    assert line.points[1][0] == near(axis.place(wanted["por_high"]))
    assert dot.x == near(axis.place(wanted["por"]))
    assert diamond.x == near(axis.place(printed))
    assert dot.y == diamond.y == line.y
    # told apart without colour
    assert (dot.color, diamond.color, diamond.fill) == ("ink", "b", "none")
    assert diamond.box[2] - diamond.box[0] > dot.width  # seen also where they meet


@every_state("reference")
@pytest.mark.parametrize("language", LANGUAGES)
def test_reference_words_stand_at_their_marks(state, language):
    name, _, _ = reference(state)
    picture = picture_of("reference", state, language)
    printed = {"knowledge": 0.029, "comfort": 0.155, "support": 0.112}[name]
    label = picture.word(written(printed, 3, language))
    diamond = picture.one("diamond")
    assert label.x == diamond.x
    assert 0 < diamond.box[1] - label.box[3] < 6
    line = picture.one("line", color="grid")
    assert line.x == near(picture.across().place(1))
    none = picture.word("^no association$|^tidak ada hubungan$")
    assert none.x == line.x
    assert none.y <= line.box[1]
    assert line.box[3] >= picture.foot().y
    heading = picture.words[0]
    outcome = asi.load_table(name)
    outcome = outcome.noncase if state.endswith("not_smooth") else outcome.case
    assert heading.bold
    assert heading.text.lower() == outcome.say(language).lower()


# Which came first? --------------------------------------------------------------------------------


def lanes(picture):
    """Each line, from the top: what is before the survey and what at it, as (event, x)."""
    survey = picture.one("line", dash="5 3")
    kinds = [("dot", "knows"), ("diamond", "flows"), ("triangle", "child")]
    found = []
    for line in picture.marks("line", color="grid"):
        here = [
            (event, mark.x)
            for kind, event in kinds
            for mark in picture.marks(kind)
            if line.y - 7 < mark.y < line.y + 7
        ]
        before = sorted((x, event) for event, x in here if x < survey.x)
        found.append((tuple(e for _, e in before), {e for e, x in here if x > survey.x}))
        assert len(here) == len(set(here))
    return found


def lanes_of(kind):
    """How many lines a cell of the table has: in proportion, of 11 for 94 mothers."""
    smooth_good, good, smooth, neither = PAPER["knowledge"]
    count = {"both": smooth_good, "knows": good, "flows": smooth, "neither": neither}[kind]
    return round(11 * count / 94)


SEEN = [{"knows", "flows"}, {"knows"}, {"flows"}, set()]


@every_state("timeline")
def test_timeline_ends_in_the_table_of_the_paper(state):
    picture = picture_of("timeline", state)
    groups = [seen for _, seen in lanes(picture)]
    counts = [lanes_of(kind) for kind in ("both", "knows", "flows", "neither")]
    assert sum(counts) == 11
    wanted = [seen for seen, count in zip(SEEN, counts, strict=True) for _ in range(count)]
    assert groups == wanted  # the four groups one under the other
    ys = [line.y for line in picture.marks("line", color="grid")]
    assert len({round(b - a, 1) for a, b in itertools.pairwise(ys)}) == 1


def test_lines_of_the_timeline_stand_for_all_mothers():
    assert "stands for about 9 mothers" in asi.explore_timeline().note.say("en")  # 94 on 11 lines


@every_state("timeline")
def test_timeline_events_come_in_the_order_of_their_world(state):
    world, record = state.split()
    picture = picture_of("timeline", state)
    orders = []
    for before, seen in lanes(picture):
        if record == "snapshot":
            assert before == ()
            continue
        child = world == "third" and seen == {"knows", "flows"}
        events = before[1:] if child else before
        assert before[:1] == ("child",) or not child  # an earlier child, before either
        assert set(events) == seen
        assert len(events) == len(seen)
        orders += [events] if len(events) == 2 else []
    wanted = {
        "forward": {("knows", "flows")},
        "reverse": {("flows", "knows")},
        "third": {("knows", "flows"), ("flows", "knows")},
    }[world]
    assert set(orders) == (wanted if record == "film" else set())


@every_state("timeline")
def test_timeline_survey_line_and_what_lies_before_it(state):
    picture = picture_of("timeline", state)
    survey = picture.one("line", dash="5 3")
    lines = picture.marks("line", color="grid")
    label = picture.word("^survey$")
    assert label.x == survey.x
    assert label.bold
    assert survey.box[3] < label.y
    assert survey.box[1] < min(line.y for line in lines)
    assert survey.box[3] > max(line.y for line in lines)
    starts = {line.points[0][0] for line in lines}
    assert all(line.points[1][0] > survey.x for line in lines)
    if state.endswith("film"):
        assert max(starts) < 40
        assert not picture.marks("rect")
        assert "?" not in picture.texts
    else:
        assert starts == {survey.x}  # no line leads to it
        veil = picture.one("rect", fill="grid")
        left, top, right, bottom = veil.box
        assert left < 40
        assert right == survey.x
        assert top < lines[0].y
        assert bottom > lines[-1].y
        assert 0 < veil.opacity < 0.5
        for text in ("?", "not recorded"):
            assert picture.word(f"^{text}$".replace("?", r"\?")).x == veil.x


@every_state("timeline")
def test_timeline_key_names_each_kind_of_mark(state):
    picture = picture_of("timeline", state)
    third = state == "third film"
    names = {"dot": "good knowledge", "diamond": "smooth flow"}
    names |= {"triangle": "earlier child"} if third else {}
    looks = {"dot": ("a", "none"), "diamond": ("b", "b"), "triangle": ("none", "ink")}
    first = picture.marks("line", color="grid")[0].y
    for kind, name in names.items():
        label = picture.word(f"^{name}$")
        beside = [m for m in picture.marks(kind) if m.y < first - 15]
        assert len(beside) == 1
        assert 0 < label.x - beside[0].box[2] < 8
        assert abs(label.y - 4 - beside[0].y) <= 1
        assert {(m.color, m.fill) for m in picture.marks(kind)} == {looks[kind]}
    assert bool(picture.marks("triangle")) == third
    assert ("earlier child" in picture.texts) == third


# Of whom? -----------------------------------------------------------------------------------------


def icons(picture):
    """Place of each mother to her colour, and whether she is full, ringed and faint."""
    there = {}
    for dot in picture.marks("dot"):
        there.setdefault((dot.x, dot.y), []).append(dot)
    found = {}
    for place, dots in there.items():
        (body,) = [dot for dot in dots if dot.color in ("a", "b")]  # one mother at a place
        later = dots[dots.index(body) + 1 :]
        hole = any(dot.color == "bg" and 0.4 * body.width < dot.width < body.width for dot in later)
        ring = [dot for dot in dots if dot.color == "ink"]
        gap = [dot for dot in dots if dot.color == "bg" and dot.width > body.width]
        ringed = bool(ring) and ring[0].width > gap[0].width > body.width
        found[place] = (body.color, not hole, ringed, body.opacity < 0.7)
        assert {dot.opacity for dot in dots if dot is not body} <= {1}
    return found


@every_state("denominator")
def test_denominator_draws_every_mother_counted_or_faint_as_she_should_be(state):
    name, cell, percent = state.split()
    a, b, c, d = PAPER[name]
    wanted = Counter()
    for color, full, count in (("a", True, a), ("a", False, b), ("b", True, c), ("b", False, d)):
        this = f"{'good' if color == 'a' else 'poor'}_{'smooth' if full else 'not_smooth'}"
        same_row = this.split("_")[0] == cell.split("_")[0]
        same_column = this.split("_", 1)[1] == cell.split("_", 1)[1]
        of_whom = {"row": same_row, "column": same_column, "total": True}[percent]
        wanted[color, full, this == cell, not of_whom] += count
    found = icons(picture_of("denominator", state))
    assert Counter(found.values()) == wanted
    # as many as the numbers say
    said = numbers(shown("denominator", "en")[state])
    assert sum(ringed for _, _, ringed, _ in found.values()) == said["count"]
    assert sum(not faint for *_, faint in found.values()) == said["n"]


@every_state("denominator")
def test_denominator_groups_stand_apart_with_smooth_flow_first(state):
    a, b, c, d = PAPER[state.split()[0]]
    found = icons(picture_of("denominator", state))
    for color, cases, others in (("a", a, b), ("b", c, d)):
        places = [place for place, icon in found.items() if icon[0] == color]
        places.sort(key=lambda place: (place[1], place[0]))
        assert [found[place][1] for place in places] == [True] * cases + [False] * others
        for i, place in enumerate(places):  # ten a row, so that they can be counted
            row, column = divmod(i, 10)
            assert place == pytest.approx((places[0][0] + 15 * column, places[0][1] + 15 * row))
    good = max(x for (x, _), icon in found.items() if icon[0] == "a")
    poor = min(x for (x, _), icon in found.items() if icon[0] == "b")
    assert poor - good > 20
    tops = {min(y for (_, y), icon in found.items() if icon[0] == color) for color in "ab"}
    assert len(tops) == 1


@every_state("denominator")
@pytest.mark.parametrize("language", LANGUAGES)
def test_denominator_words_name_the_group_below_and_its_size(state, language):
    name = state.split()[0]
    a, b, c, d = PAPER[name]
    picture = picture_of("denominator", state, language)
    found = icons(picture)
    table = asi.load_table(name)
    words = {word.text: word for word in picture.words}
    for color, group, people in (("a", table.exposed, a + b), ("b", table.unexposed, c + d)):
        block = [place for place, icon in found.items() if icon[0] == color]
        first = min(x for x, _ in block), min(y for _, y in block)
        label, count = words[group.say(language)], words[f"n = {people}"]
        assert len(block) == people
        assert label.bold
        assert label.x == count.x == first[0] - 8
        assert label.y < count.y < first[1] - 8
    smooth, other = {
        "en": ("smooth flow", "flow not smooth"),
        "id": ("ASI lancar", "ASI tidak lancar"),
    }[language]
    assert picture.words[0].text.split() == f"● {smooth} ○ {other}".split()


# Shuffle the cards --------------------------------------------------------------------------------


@cache
def shuffled(table):
    rng = np.random.default_rng(94)
    observed = turned(table, "good", "smooth")
    return asi.permutation_distribution(observed, n_samples=10_000, rng=rng)


@every_state("permutation")
def test_permutation_bars_are_as_high_as_the_shares(state):
    table, times = state.split()
    picture = picture_of("permutation", state)
    across, up = picture.across(), picture.up()
    assert list(across.ticks.values()) == [0, 10, 20, 30, 40, 50]
    assert sorted(up.ticks.values()) == [0, 50, 100]
    null = [math.floor(value) for value in shuffled(table)[: int(times)]]
    counts = Counter(null)
    floor = up.place(0)
    bars = {}
    for bar in picture.marks("rect", fill="a"):
        left, top, right, bottom = bar.box
        if bottom < up.place(100):
            continue  # of the key
        assert bottom == near(floor)
        begins = math.floor(across.value(left))
        assert across.place(begins) <= left < right <= across.place(begins + 1)
        assert right - left > 0.8 * (across.place(1) - across.place(0))
        assert begins not in bars
        bars[begins] = bottom - top
    assert set(bars) == set(counts)
    for begins, height in bars.items():
        share = floor - up.place(100 * counts[begins] / len(null))
        # a single one of 10,000 can still be seen
        assert height == near(max(share, 1)), begins


@every_state("permutation")
def test_permutation_curve_is_that_of_chi_square(state):
    picture = picture_of("permutation", state)
    across, up = picture.across(), picture.up()
    curve = picture.one("curve", color="ink", width=2)
    assert len(curve.points) == 15
    for left, (x, y) in enumerate(curve.points):
        assert x == near(across.place(left + 0.5))
        share = stats.chi2.cdf(left + 1, 1) - stats.chi2.cdf(left, 1)
        assert y == near(up.place(100 * share))


@every_state("permutation")
@pytest.mark.parametrize("language", LANGUAGES)
def test_permutation_marks_what_was_observed(state, language):
    table = turned(state.split()[0], "good", "smooth")
    picture = picture_of("permutation", state, language)
    observed = asi.chi_square_test(table).statistic
    line = picture.one("line", color="b")
    assert {x for x, _ in line.points} == {line.x}
    assert line.x == near(picture.across().place(observed))
    assert line.box[3] - line.width / 2 == near(picture.up().place(0))
    label = picture.word(f" {written(observed, 1, language)}$")
    assert (label.color, label.bold) == ("b", True)
    assert label.box[0] <= line.x <= label.box[2]
    assert 0 < line.points[0][1] - label.y < 10


@every_state("permutation")
def test_permutation_key_names_bars_and_curve(state):
    picture = picture_of("permutation", state)
    top = picture.up().place(100)
    swatch = [bar for bar in picture.marks("rect", fill="a") if bar.box[3] < top]
    stroke = [x for x in picture.marks("line", color="ink", width=2) if x.y < top]
    assert len(swatch) == len(stroke) == 1
    for mark, name in ((swatch[0], "shuffled tables"), (stroke[0], "Pearson's curve")):
        label = picture.word(f"^{name}$")
        assert 0 < label.x - mark.box[2] < 8
        assert abs(label.y - 4 - mark.y) <= 1


# The same percentages, more mothers ---------------------------------------------------------------


TIMES = (1, 2, 4, 10, 20, 100)


@every_state("sample_size")
def test_sample_size_intervals_are_those_of_the_counts(state):
    name, n = state.split()
    base = np.array(PAPER.get(name, (20, 27, 16, 31))).reshape(2, 2)
    picture = picture_of("sample_size", state)
    axis = picture.across()
    assert list(axis.ticks.values()) == [1, 10, 100]
    lines = [
        line for line in picture.marks("line", dash="") if line.color == "a" or line.width == 1.5
    ]
    dots = picture.marks("dot")
    assert len(lines) == len(dots) == len(TIMES)
    for times, line, dot in zip(TIMES, lines, dots, strict=True):
        table = asi.TwoByTwo.from_array(times * base)
        wanted = associations(table, "por", "por_low", "por_high")
        assert line.points[0][0] == near(axis.place(wanted["por_low"])), times
        assert line.points[1][0] == near(axis.place(wanted["por_high"])), times
        assert dot.x == near(axis.place(wanted["por"])), times
        assert dot.y == line.y
        chosen = 94 * times == int(n)
        assert (line.color, dot.color) == (("a", "ink") if chosen else ("grid", "grid")), times
        assert (line.width > 3) == chosen
        assert (dot.width > 8) == chosen


@every_state("sample_size")
@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_size_rows_say_how_many_mothers(state, language):
    picture = picture_of("sample_size", state, language)
    n = int(state.split()[1])
    for times, dot in zip(TIMES, picture.marks("dot"), strict=True):
        (label,) = [w for w in picture.words if abs(w.y - 4 - dot.y) <= 1]
        assert label.text == f"n = {written(94 * times, 0, language)}"
        assert label.bold == (94 * times == n)
    guide = picture.one("line", color="grid", dash="4 3")
    assert guide.x == near(picture.across().place(1))
    assert guide.box[1] < picture.marks("dot")[0].y
    assert guide.box[3] >= picture.foot().y


# Rare or common? ----------------------------------------------------------------------------------


def odds_ratio(ratio, percent):
    """Of a group with that percentage against one whose percentage is `ratio` times smaller."""
    other = percent / ratio
    return (percent / (100 - percent)) / (other / (100 - other))


@every_state("prevalence")
def test_prevalence_curve_is_the_odds_ratio(state):
    ratio = float(state.split()[0])
    picture = picture_of("prevalence", state)
    across, up = picture.across(), picture.up()
    assert list(across.ticks.values()) == [0, 20, 40, 60, 80, 100]
    assert sorted(up.ticks.values()) == [1, 2, 5, 10, 20, 50, 100]
    curve = picture.one("curve", color="a")
    for x, y in curve.points:
        percent = round(across.value(x))
        assert x == near(across.place(percent))
        assert y == near(up.place(odds_ratio(ratio, percent))), percent
    # from the rarest to where the axis ends, and no further
    first, last = (round(across.value(curve.points[i][0])) for i in (0, -1))
    assert first <= 2
    assert last >= 96 or odds_ratio(ratio, last + 1) > 100
    assert len(curve.points) == last - first + 1
    level = picture.one("line", color="b")
    assert {y for _, y in level.points} == {level.y}
    assert level.y == near(up.place(ratio))
    assert [x for x, _ in level.points] == [near(across.place(0)), near(across.place(100))]
    assert level.dash
    assert not curve.dash  # told apart without colour


@every_state("prevalence")
def test_prevalence_marks_stand_over_the_chosen_percentage(state):
    ratio, percent = float(state.split()[0]), int(state.split()[1])
    picture = picture_of("prevalence", state)
    across, up = picture.across(), picture.up()
    dot, diamond = picture.one("dot"), picture.one("diamond")
    assert (dot.color, diamond.color) == ("a", "b")
    assert dot.x == diamond.x == near(across.place(percent))
    assert dot.y == near(up.place(odds_ratio(ratio, percent)))
    assert diamond.y == near(up.place(ratio))
    gap = [line for line in picture.marks("line", color="ink") if line.dash]
    # the distance between them is drawn, where there is one
    assert [line.points for line in gap] == (
        [((dot.x, diamond.y), (dot.x, dot.y))] if dot.y != diamond.y else []
    )


@every_state("prevalence")
@pytest.mark.parametrize("language", LANGUAGES)
def test_prevalence_names_have_the_colour_of_their_line(state, language):
    picture = picture_of("prevalence", state, language)
    names = {
        "en": ("Prevalence odds ratio", "Prevalence ratio"),
        "id": ("Rasio odds prevalensi", "Rasio prevalensi"),
    }[language]
    por, pr = (picture.word(f"^{name}$") for name in names)
    assert (por.color, pr.color) == ("a", "b")
    level = picture.one("line", color="b")
    assert 0 < pr.box[1] - level.box[3] < 8
    assert por.box[3] < picture.up().place(100)


# Who gets into the study? -------------------------------------------------------------------------


MEASURES = ("prevalence", "pr", "por")


@cache
def studies(mechanism, size):
    """What 2,000 studies report of each measure, divided by the truth, in order."""
    weights = {
        "random": None,
        "outcome": [[3, 1], [3, 1]],
        "exposure": [[3, 3], [1, 1]],
        "both": [[9, 3], [3, 1]],
        "cell": [[3, 1], [1, 1]],
        "avoid": [[3, 3], [3, 1]],
    }[mechanism]
    population = asi.TwoByTwo.from_array([[120, 80], [80, 266]])
    drawn = asi.simulate_samples(
        population,
        size=int(size),
        n_samples=2_000,
        weights=weights,
        rng=np.random.default_rng(546),
    )
    truth = {
        "prevalence": 200 / 546,
        "pr": (120 / 200) / (80 / 346),
        "por": (120 * 266) / (80 * 80),
    }
    found = {}
    for name in MEASURES:
        values = getattr(drawn, name) / truth[name]
        found[name] = np.sort(values[~np.isnan(values)])
    return found


@every_state("sampling")
@pytest.mark.parametrize("row", range(3), ids=MEASURES)
def test_sampling_line_and_dot_hold_the_middle_of_the_studies(state, row):
    values = studies(*state.split())[MEASURES[row]]
    picture = picture_of("sampling", state)
    axis = picture.across()
    assert list(axis.ticks.values()) == [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8]
    lines, dots = picture.marks("line", color="a"), picture.marks("dot")
    assert len(lines) == len(dots) == 3
    places = np.quantile(np.arange(len(values)), [0.025, 0.5, 0.975], method="nearest")
    low, middle, high = np.clip(values[places], 1 / 8, 8)
    assert lines[row].points[0][0] == near(axis.place(low))
    assert lines[row].points[-1][0] == near(axis.place(high))
    assert dots[row].x == near(axis.place(middle))
    assert dots[row].y == lines[row].y
    assert dots[row].color == "b"


@every_state("sampling")
@pytest.mark.parametrize("row", range(3), ids=MEASURES)
def test_sampling_hill_is_as_high_as_the_studies_are_many(state, row):
    values = np.log(np.clip(studies(*state.split())[MEASURES[row]], 1 / 8, 8))
    picture = picture_of("sampling", state)
    axis = picture.across()
    hills = picture.marks("area", fill="grid")
    assert len(hills) == 3
    points = hills[row].points
    floor, step = points[0][1], (axis.place(8) - axis.place(1 / 8)) / 40
    # how high the outline is over the middle of each class
    tops = np.full(40, floor)
    for (x, y), (end, other) in itertools.pairwise(points):
        if y == other:
            for i in range(40):
                if x < axis.place(1 / 8) + (i + 0.5) * step < end:
                    tops[i] = y
    # a value at the edge of two classes may be in either
    edges = np.linspace(-math.log(8), math.log(8), 41)
    fewest, most = (
        np.array(
            [
                np.sum((values > low + off) & (values < high - off))
                for low, high in itertools.pairwise(edges)
            ]
        )
        for off in (1e-9, -1e-9)
    )
    peak = np.histogram(values, edges)[0].max()
    assert np.all(floor - tops >= 40 * fewest / peak - 0.6)
    assert np.all(floor - tops <= 40 * most / peak + 0.6)
    assert floor - tops.max() >= 0
    assert floor < picture.marks("line", color="a")[row].y < floor + 10


@every_state("sampling")
@pytest.mark.parametrize("language", LANGUAGES)
def test_sampling_rows_are_named_and_the_truth_is_marked(state, language):
    picture = picture_of("sampling", state, language)
    names = {
        "en": ("Prevalence", "Prevalence ratio", "Prevalence odds ratio"),
        "id": ("Prevalensi", "Rasio prevalensi", "Rasio odds prevalensi"),
    }[language]
    hills, bolds = picture.marks("area"), [word for word in picture.words if word.bold]
    assert [word.text for word in bolds] == list(names)
    for word, hill in zip(bolds, hills, strict=True):
        assert hill.box[1] - 12 < word.y <= hill.box[1]
    truth = picture.one("line", color="ink", dash="4 3")
    assert truth.x == near(picture.across().place(1))
    assert truth.box[3] >= picture.foot().y
    label = picture.word("^the truth$|^nilai sebenarnya$")
    assert label.x == truth.x
    assert label.y < truth.box[1]


# What the tables cannot say -----------------------------------------------------------------------


def adjusted(state):
    return numbers(shown("joint_tables", "en")[state])["por_adjusted"]


def joint_place(picture, value):
    """On the axis, or at the label beyond the end that it passes."""
    axis = picture.across()
    if min(axis.ticks.values()) <= value <= max(axis.ticks.values()):
        return axis.place(value)
    return picture.word("^0$" if value < 1 else "^∞$").x


@every_state("joint_tables")
def test_joint_tables_crude_and_adjusted_stand_on_the_axis(state):
    picture = picture_of("joint_tables", state)
    axis = picture.across()
    assert list(axis.ticks.values()) == [0.1, 1, 10, 100]
    diamond = picture.one("diamond")
    a, b, c, d = PAPER["comfort"]
    assert diamond.x == near(axis.place(a * d / (b * c)))
    assert (diamond.color, diamond.fill) == ("b", "bg")
    here = picture.one("dot", color="a")
    assert here.x == near(joint_place(picture, adjusted(state)))
    guide = picture.one("line", color="grid")
    assert guide.x == near(axis.place(1))
    assert guide.box[3] >= picture.foot().y


@every_state("joint_tables")
def test_joint_tables_others_leave_their_dots(state):
    picture = picture_of("joint_tables", state)
    here = picture.one("dot", color="a")
    trail = picture.marks("dot", color="grid")
    wanted = [
        joint_place(picture, adjusted(other)) for other in STATES["joint_tables"] if other != state
    ]
    # each is drawn from the one before, so that their roundings add up
    assert sorted(dot.x for dot in trail) == pytest.approx(sorted(wanted), abs=0.7)
    assert {dot.y for dot in trail} == {here.y}
    assert max(dot.width for dot in trail) < 0.6 * here.width


@every_state("joint_tables")
def test_joint_tables_range_is_a_line_under_the_dots(state):
    picture = picture_of("joint_tables", state)
    low, high = comfort_range(int(state))
    drawn = picture.marks("line", color="a")
    assert len(drawn) == (low < high)
    for line in drawn:
        assert line.y == picture.one("dot", color="a").y
        half = (line.box[3] - line.box[1]) / 2  # of its own width, which the box includes
        assert line.box[0] + half == near(joint_place(picture, low))
        assert line.box[2] - half == near(joint_place(picture, high))


@every_state("joint_tables")
@pytest.mark.parametrize("language", LANGUAGES)
def test_joint_tables_names_stand_over_their_marks(state, language):
    picture = picture_of("joint_tables", state, language)
    for kind, color, pattern in (
        ("diamond", "b", "^crude$|^kasar$"),
        ("dot", "a", "^adjusted$|^dikontrol$"),
    ):
        mark, word = picture.one(kind, color=color), picture.word(pattern)
        assert (word.color, word.bold) == (color, True)
        assert word.box[0] <= mark.x <= word.box[2]
        assert 0 < mark.box[1] - word.y < 16
    axis = picture.across()
    zero, infinite = picture.word("^0$"), picture.word("^∞$")
    (_, label), *_ = picture.ticks()
    assert zero.y == infinite.y == label.y
    assert zero.x < min(axis.ticks) - 20
    assert infinite.x > max(axis.ticks) + 20


# The paper, claim by claim ------------------------------------------------------------------------


LOOKS = {"holds": ("a", False), "differs": ("b", True), "open": ("grid", False)}


def kind_of(claim):
    verdict = CLAIMS.verdict[claim]
    if verdict == "reproduces":
        return "holds"
    return "open" if verdict in ("not reported", "cannot be known") else "differs"


def kinds(dots):
    """Place to the kind of claim that is drawn there: round and full, square, or open."""
    there = {}
    for dot in dots:
        there.setdefault((dot.x, dot.y), []).append(dot)
    found = {}
    for place, layers in there.items():
        body, *holes = layers
        found[place] = next(
            kind for kind, look in LOOKS.items() if look == (body.color, body.square)
        )
        assert (found[place] == "open") == bool(holes)
        assert all(hole.color == "bg" and hole.width < body.width for hole in holes)
    return found


ORDER = (
    "Title",
    "Abstract",
    "Introduction",
    "Methods",
    "Results",
    "Discussion",
    "Conclusion",
    "Whole paper",
)


@cache
def map_of(language):
    """Each claim to its place on the map; each place to its kind; the id of the map."""
    (shared,) = [svg for svg in shown("paper_map", language)[""].select("svg") if svg.defs]
    dots = kinds(Picture(shared, language).drawn)
    heads = picture_of("paper_map", STATES["paper_map"][0], language).words[3:11]
    ends = [head.y - 4.5 for head in heads] + [math.inf]
    places = {}
    for section, top, bottom in zip(ORDER, ends, ends[1:], strict=False):
        here = [place for place in dots if top <= place[1] < bottom]
        here.sort(key=lambda place: (place[1], place[0]))  # as one reads
        places |= dict(zip(CLAIMS.index[CLAIMS.section == section], here, strict=True))
    return places, dots, shared.g["id"]


def test_paper_map_has_a_dot_for_every_claim_by_its_verdict():
    places, dots, _ = map_of("en")
    assert len(dots) == len(CLAIMS)
    wrong = [claim for claim, place in places.items() if dots[place] != kind_of(claim)]
    assert not wrong
    by_row = {}
    for x, y in dots:
        by_row.setdefault(y, []).append(x)
    for xs in by_row.values():  # so far apart that they can be counted
        gaps = {round(b - a, 1) for a, b in itertools.pairwise(sorted(xs))}
        assert gaps <= {6}


def test_paper_map_parts_stand_in_the_order_of_the_paper():
    heads = picture_of("paper_map", STATES["paper_map"][0]).words[3:11]
    assert [head.text for head in heads] == list(ORDER)
    assert set(CLAIMS.section) == set(ORDER)
    assert [head.y for head in heads] == sorted({head.y for head in heads})


@every_state("paper_map")
@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_map_marks_the_chosen_claim(state, language):
    claim, show = state.split()
    picture = picture_of("paper_map", state, language)
    places, _, name = map_of(language)
    assert picture.uses == [f"#{name}"]
    place = places[claim]
    upon = [dot for dot in picture.marks("dot") if dot.y > 20]
    assert {(dot.x, dot.y) for dot in upon} == {place}
    ring, inside, *verdict = upon
    assert (ring.color, inside.color) == ("ink", "bg")
    assert ring.width > inside.width > 10
    if show == "evidence":
        assert kinds(verdict) == {place: kind_of(claim)}
        assert "?" not in picture.texts
        assert verdict[0].width < inside.width
    else:
        assert verdict == []  # it gives nothing away
        asked = picture.word(r"^\?$")
        assert asked.x == place[0]
        assert abs(asked.y - 4.5 - place[1]) < 0.1
    bold = [word for word in picture.words if word.bold and word.text != "?"]
    assert [picture.words.index(word) - 3 for word in bold] == [ORDER.index(CLAIMS.section[claim])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_map_key_names_each_kind(language):
    names = {
        "en": ("holds", "does not fit", "cannot be told"),
        "id": ("sesuai", "tidak sesuai", "tidak dapat diketahui"),
    }[language]
    for state in STATES["paper_map"]:
        picture = picture_of("paper_map", state, language)
        key = kinds([dot for dot in picture.marks("dot") if dot.y < 20])
        assert list(key.values()) == ["holds", "differs", "open"], state
        for (x, y), word, name in zip(sorted(key), picture.words[:3], names, strict=True):
            assert word.text == name
            assert 4 < word.x - x < 14
            assert abs(word.y - 4 - y) <= 1
