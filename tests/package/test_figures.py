import gzip
import itertools
import math
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.markers import CARETLEFT
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle, StepPatch
from matplotlib.text import Text

import asi_helpers as asi
from asi_helpers import TwoByTwo
from asi_helpers.figures.canvas import text_width, wrap
from asi_helpers.figures.diagrams import paper_facts
from asi_helpers.figures.ideas import shots
from asi_helpers.figures.pictures import INK, WIDTH, A, B, _notes, new_axes, svg
from asi_helpers.simulation import null_shares, summarise_samples
from tests.figures import (
    AUDITS,
    BOTH,
    DIAGRAMS,
    FIGURES,
    HUNDRED,
    KNOWLEDGE,
    LARGER,
    PAPER,
    POPULATION,
    SHUFFLED,
    TRUTH,
    WAYS,
    drawn,
    studies,
    table_of,
)


def note(ax):
    return _notes[ax]


def texts(ax):
    """Every word that is drawn."""
    return [
        text for text in ax.figure.findobj(Text) if text.get_visible() and text.get_text().strip()
    ]


def words(ax):
    return [text.get_text() for text in texts(ax)]


def bounds(text, ax):
    # of the words alone: an annotation counts its arrow in
    return Text.get_window_extent(text, ax.figure.canvas.get_renderer())


def lines(ax, color, marker=None):
    found = [line for line in ax.lines if to_hex(line.get_color()) == color]
    return found if marker is None else [x for x in found if x.get_marker() == marker]


# Of every figure ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_words_do_not_overlap_and_stay_in_the_picture(name, language):
    ax = drawn(name, language)
    width, height = 72 * ax.figure.get_size_inches()
    boxes = [(text.get_text(), bounds(text, ax)) for text in texts(ax)]
    for text, box in boxes:
        assert box.x0 >= -1, text
        assert box.x1 <= width + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= height + 1, text
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 0 or down <= 3, (one, other)  # letters have air above and below


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_words_can_be_read_on_a_phone(name, language):
    ax = drawn(name, language)
    width = 72 * ax.figure.get_size_inches()[0]
    assert width <= 72 * (7 if name == "cover" else WIDTH) + 1e-6
    sizes = [text.get_fontsize() for text in texts(ax)]
    assert sizes
    assert min(sizes) * 328 / width >= 10  # 360 px less the margins


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_words_are_plain_and_have_the_decimal_mark_of_their_language(name, language):
    ax = drawn(name, language)
    said = [*words(ax), note(ax).alt]
    assert not [text for text in said if "\n" in text or "$" in text]
    wrong = r"\d,\d(?!\d\d\b)" if language == "en" else r"\d\.\d(?!\d\d\b)"
    assert not [text for text in said if re.search(wrong, text)]
    assert not [text for text in said if "{" in text or "nan" in text.split()]


@pytest.mark.parametrize("name", FIGURES)
def test_the_two_languages_differ_and_the_page_is_told(name):
    english, indonesian = (asi.show(drawn(name, language)) for language in ("en", "id"))
    assert english.alt != indonesian.alt
    assert ' lang="id"' in indonesian.svg.split(">")[0]
    assert ' lang="' not in english.svg.split(">")[0]
    common = set(words(drawn(name))) & set(words(drawn(name, "id")))
    assert all(re.fullmatch(r"[\d?÷×∞ ]+|n = \d+", x) for x in common), common


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_a_sentence_and_its_numbers_and_little_weight(name):
    picture = asi.show(drawn(name))
    assert len(picture.alt.split()) >= 10
    assert picture.alt[-1] == "."
    assert ("<details" in picture.html) == (name not in DIAGRAMS)
    assert "<th></th>" not in re.sub(r" scope=\"\w+\"", "", picture.html)
    assert len(gzip.compress(picture.svg.encode())) < 5000
    assert len(picture.svg) < 12_000


@pytest.mark.parametrize("name", FIGURES)
def test_a_plot_draws_where_it_is_told_to_and_returns_it(name):
    before = plt.get_fignums()
    ax = new_axes(height=4)
    assert FIGURES[name](ax=ax) is ax
    assert texts(ax)
    assert plt.get_fignums() == before


@pytest.mark.parametrize("name", FIGURES)
def test_an_unknown_language_is_refused(name):
    with pytest.raises(ValueError, match="`language` must be 'en'"):
        FIGURES[name](language="fr")


@pytest.mark.parametrize("name", ["expected", "icons", "samples", "map", "cover"])
def test_a_figure_is_the_same_when_drawn_again(name):
    once, again = (svg(FIGURES[name]().figure, alt="x") for _ in range(2))
    assert once == again


# Intervals ----------------------------------------------------------------------------------------


def test_an_estimate_stands_where_it_was_computed():
    estimate = asi.prevalence_odds_ratio(KNOWLEDGE)
    ax = drawn("printed")
    (dot,) = lines(ax, A, "o")
    assert dot.get_xdata() == [estimate.value]
    bar = next(line for line in lines(ax, A) if len(line.get_xdata()) == 2)
    assert tuple(bar.get_xdata()) == estimate.interval
    assert set(bar.get_ydata()) == set(dot.get_ydata())
    assert ax.get_xscale() == "log"
    assert asi.describe(estimate) in note(ax).alt
    assert "34.7 (10.6 to 113.5)" in words(ax)


def test_printed_limits_are_drawn_in_the_order_printed():
    ax = drawn("audits")
    (knowledge, comfort, support) = (line for line in lines(ax, B) if len(line.get_xdata()) == 2)
    assert list(knowledge.get_xdata()) == [0.94, 0.009]
    assert list(comfort.get_xdata()) == [0.394, 0.61]
    assert list(support.get_xdata()) == [0.42, 0.299]
    # an arrow to the second limit where they descend
    assert [line.get_xdata() for line in lines(ax, B, CARETLEFT)] == [[0.009], [0.299]]
    assert note(ax).alt.count("limits in descending order") == 2
    assert [line.get_xdata()[0] for line in lines(ax, B, "s")] == [0.029, 0.155, 0.112]
    assert "0.029 (0.94 to 0.009)" in words(ax)
    heads = {text.get_text() for text in texts(ax) if text.get_fontweight() == "bold"}
    assert heads == {"Knowledge", "Comfort", "Husband's support"}


def test_the_numbers_behind_intervals_are_complete():
    numbers = note(drawn("audits")).numbers
    assert numbers["Result"].tolist()[:3] == [
        "Knowledge: printed",
        "Knowledge: recomputed",
        "Comfort: printed",
    ]
    assert numbers["Estimate"].tolist()[:2] == ["0.029", "34.714"]
    assert numbers["Limits"].tolist()[:2] == ["0.94 to 0.009", "10.622 to 113.454"]
    assert note(drawn("no interval")).numbers["Limits"].tolist()[:2] == ["–", "–"]


def test_the_numbers_behind_samples_count_what_there_is_to_count():
    small, large = (note(drawn(name)).numbers for name in ("small samples", "prevalences"))
    assert small.columns.tolist()[-3:] == ["Infinite", "Zero", "Not defined"]
    assert large.columns.tolist() == ["Studies", "Median", "95% of them"]
    por = studies(size=20).por
    assert small["Infinite"].tolist() == [int(np.isinf(por).sum())]


def test_printed_and_recomputed_differ_without_colour():
    ax = drawn("printed")
    (hollow,) = lines(ax, B, "s")
    (full,) = lines(ax, A, "o")
    assert to_hex(hollow.get_markerfacecolor()) != to_hex(full.get_markerfacecolor()) == A
    bars = [line for line in ax.lines if len(line.get_xdata()) == 2]
    assert {line.get_linestyle() for line in bars} == {"--", "-"}


def test_differences_have_a_plain_axis_about_zero():
    ax = drawn("differences")
    assert ax.get_xscale() == "linear"
    low, high = ax.get_xlim()
    assert low < 0 < high
    estimate = asi.prevalence_difference(KNOWLEDGE)
    shown = [asi.format_number(x, 3) for x in (estimate.value, *estimate.interval)]
    assert "{} ({} to {})".format(*shown) in words(ax)
    assert "0: no association" in words(ax)


def test_estimates_without_an_interval_point_off_the_axis():
    ax = drawn("no interval")
    assert "infinite (no interval)" in words(ax)
    assert "0 (no interval)" in words(ax)
    assert [(line.get_xdata(), line.get_marker()) for line in lines(ax, A) if
            line.get_marker() in "<>"] == [([1], ">"), ([0], "<")]  # fmt: skip
    assert "infinite and has no confidence interval" in note(ax).alt


def test_the_ends_of_the_axis_hold_everything():
    for name in ("printed", "audits", "intervals", "precision", "hundred", "means"):
        ax = drawn(name)
        low, high = ax.get_xlim()
        places = np.concatenate(
            [line.get_xdata() for line in ax.lines if line.get_transform() == ax.transData]
        ).astype(float)
        assert low < np.nanmin(places)
        assert high > np.nanmax(places)


def test_labels_are_shown_as_given():
    estimates = [asi.prevalence_ratio(asi.load_table(name)) for name in PAPER]
    ax = asi.plot_intervals(estimates, labels=["n = 1", "two", "three"])
    assert {"n = 1", "two", "three"} <= set(words(ax))
    names = [asi.load_table(name).exposure for name in PAPER]
    ax = asi.plot_intervals(estimates, labels=names, language="id")
    assert {"Pengetahuan", "Kenyamanan", "Dukungan suami"} <= set(words(ax))
    with pytest.raises(ValueError, match="3 results, but 1 labels"):
        asi.plot_intervals(estimates, labels=["one"])


def test_what_is_not_an_interval_is_refused():
    with pytest.raises(TypeError, match="Only an estimate or an audit"):
        asi.plot_interval(34.7)
    with pytest.raises(ValueError, match="nothing to draw"):
        asi.plot_intervals([])
    both = [asi.prevalence_ratio(KNOWLEDGE), asi.prevalence_difference(KNOWLEDGE)]
    with pytest.raises(ValueError, match="no axis in common"):
        asi.plot_intervals(both)
    without = asi.audit_estimate(0.029, 0.94, 0.009)
    for plot in (lambda x: asi.plot_audits([x]), asi.plot_cover):
        with pytest.raises(ValueError, match="Give `table=` to audit_estimate"):
            plot(without)


def test_more_people_narrow_the_interval_about_the_same_estimate():
    ax = drawn("precision")
    assert {"n = 94", "n = 376"} <= set(words(ax))
    dots = [line.get_xdata()[0] for line in lines(ax, A, "o")]
    assert dots == pytest.approx([34.714286] * 2)
    widths = [
        np.log(line.get_xdata()[1] / line.get_xdata()[0])
        for line in lines(ax, A)
        if len(line.get_xdata()) == 2
    ]
    assert widths[0] == pytest.approx(2 * widths[1])  # four times the people, half the width


def test_a_hundred_intervals_are_told_apart():
    ax = drawn("hundred")
    hits = [e for e in HUNDRED if e.interval and e.interval.low <= TRUTH <= e.interval.high]
    misses = [e for e in HUNDRED if e.interval and not e.interval.low <= TRUTH <= e.interval.high]
    assert misses  # else nothing is tested
    for color, wanted in ((A, hits), (B, misses)):
        line = max(lines(ax, color), key=lambda x: len(x.get_xdata()))
        ends = np.array(line.get_xdata()).reshape(-1, 3)[:, :2]
        assert [tuple(row) for row in ends] == [e.interval for e in wanted]
    assert f"contains the truth ({len(hits)})" in words(ax)
    assert f"misses it ({len(misses)})" in words(ax)
    assert f"{len(hits)} contain the truth, {asi.format_ratio(TRUTH)}" in note(ax).alt
    thin, thick = (max(lines(ax, c), key=lambda x: len(x.get_xdata())) for c in (A, B))
    assert thick.get_linewidth() > 2 * thin.get_linewidth()  # also without colour


def test_studies_without_an_interval_are_counted():
    none = asi.prevalence_odds_ratio(table_of(5, 0, 3, 9))
    ax = asi.plot_many_intervals([*HUNDRED, none, none], truth=TRUTH)
    assert "2 have no interval" in note(ax).alt
    assert note(ax).numbers.iloc[:, 1].tolist()[-1] == 2
    with pytest.raises(ValueError, match="None of the studies has an interval"):
        asi.plot_many_intervals([none], truth=1)


def test_a_hundred_differences_have_a_plain_axis():
    differences = [asi.prevalence_difference(estimate.table) for estimate in HUNDRED]
    truth = asi.prevalence_difference(POPULATION).value
    ax = asi.plot_many_intervals(differences, truth=truth)
    assert ax.get_xscale() == "linear"
    assert f"truth {asi.format_number(truth, 3)}" in words(ax)


def test_the_middle_of_the_limits_is_drawn_beside_the_estimate():
    ax = drawn("means")
    for audit, diamond, square in zip(AUDITS, lines(ax, A, "D"), ax_squares(ax), strict=False):
        assert diamond.get_xdata()[0] == pytest.approx(audit.geometric_mean)
        assert square == audit.estimate
    assert "√(0.009 × 0.94) = 0.092" in words(ax)
    # with the zeros back, the middle lies on the estimate, to the digits printed
    ax = drawn("means restored")
    for audit, diamond in zip(AUDITS, lines(ax, A, "D"), strict=False):
        assert round(diamond.get_xdata()[0], 3) == audit.estimate
    assert "√(0.009 × 0.094) = 0.029" in words(ax)
    assert "The lost zeros are restored." in note(ax).alt
    with pytest.raises(ValueError, match="nothing to draw"):
        asi.plot_geometric_means([])


def ax_squares(ax):
    return [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "s"]


def test_the_cover_shows_mirror_images():
    ax = drawn("cover")
    (square,) = (line.get_xdata()[0] for line in ax.lines if line.get_marker() == "s")
    (dot,) = (line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o")
    ticks = {text.get_text(): text.xy[0] for text in texts(ax) if hasattr(text, "xy")}
    decade = ticks["10"] - ticks["1"]
    assert ticks["1"] - ticks["0.1"] == pytest.approx(decade)
    assert (dot - ticks["1"]) / decade == pytest.approx(math.log10(AUDITS[0].recomputed.value))
    assert (square - ticks["1"]) / decade == pytest.approx(math.log10(AUDITS[0].estimate))
    assert dot - ticks["1"] == pytest.approx(ticks["1"] - square, rel=0.01)
    assert {"0.029", "34.7", "÷ 34.7", "× 34.7"} <= set(words(ax))
    assert asi.describe(AUDITS[0].recomputed) in note(ax).alt


# Tables -------------------------------------------------------------------------------------------


def test_bars_are_as_long_as_the_counts():
    test = asi.chi_square_test(KNOWLEDGE)
    bars = [patch for patch in drawn("expected").patches if isinstance(patch, Rectangle)][:8]
    lengths = np.array([bar.get_width() for bar in bars]).reshape(4, 2)
    counts = KNOWLEDGE.to_array().ravel()
    expected = test.expected_freq.to_numpy().ravel()
    scale = lengths[0, 0] / counts[0]
    assert lengths[:, 0] == pytest.approx(scale * counts)
    assert lengths[:, 1] == pytest.approx(scale * expected)
    assert [bool(bar.get_hatch()) for bar in bars] == [False, True] * 4
    said = words(drawn("expected"))
    for count, fit, residual in zip(
        counts, expected, test.residuals.to_numpy().ravel(), strict=True
    ):
        assert str(count) in said
        assert asi.format_number(fit, 1) in said
        assert f"residual {residual:+.1f}".replace("-", "−") in said


@pytest.mark.parametrize("name", ["icons", "icons of cases"])
def test_every_person_is_drawn_once(name):
    ax = drawn(name)
    people = [line for line in ax.lines if len(line.get_xdata()) > 1]
    filled = [x for x in people if to_hex(x.get_markerfacecolor()) == A]
    hollow = [x for x in people if x.get_markerfacecolor() == "none"]
    assert [len(x.get_xdata()) for x in filled] == KNOWLEDGE.to_array()[:, 0].tolist()
    assert [len(x.get_xdata()) for x in hollow] == KNOWLEDGE.to_array()[:, 1].tolist()
    places = {point for x in people for point in zip(x.get_xdata(), x.get_ydata(), strict=True)}
    assert len(places) == KNOWLEDGE.n


def test_icons_say_of_whom_the_percentage_is():
    shares = [text for name in ("icons", "icons of cases") for text in words(drawn(name))]
    assert {"27 of 34 = 79.4%", "6 of 60 = 10.0%", "27 of 33 = 81.8%", "6 of 33 = 18.2%"} <= set(
        shares
    )
    assert "Of the 33 with smooth milk flow:" in shares
    assert "23 of 94 = 24.5%" in words(drawn("icons of all"))
    assert "good knowledge, 27 of 34 = 79.4%" in note(drawn("icons")).alt
    with pytest.raises(ValueError, match="`of_whom` must be one of row, column, total"):
        asi.plot_icon_array(KNOWLEDGE, of_whom="rows")
    with pytest.raises(ValueError, match="too many to draw each"):
        asi.plot_icon_array(table_of(1000, 1, 1, 1))


def test_bars_of_100_percent_are_cut_at_the_share():
    ax = drawn("row percents")
    outline, share, *_ = (patch for patch in ax.patches if isinstance(patch, Rectangle))
    percent = 100 * share.get_width() / outline.get_width()
    assert percent == pytest.approx(KNOWLEDGE.row_percent().iloc[0, 0])
    assert {"79.4%", "20.6%", "← 10.0%", "90.0%"} <= set(words(ax))
    assert str(asi.describe(KNOWLEDGE)) in note(ax).alt
    empty = asi.plot_row_percents(table_of(3, 4, 0, 0))
    assert not [text for text in words(empty) if "not defined" in text]


# Shuffles and samples -----------------------------------------------------------------------------


def test_shuffles_the_curve_and_the_observed_value_are_where_they_belong():
    test = asi.chi_square_test(KNOWLEDGE)
    ax = drawn("shuffles")
    shares = null_shares(SHUFFLED, test.statistic)
    (hill,) = (patch for patch in ax.patches if isinstance(patch, StepPatch))
    assert hill.get_data().values.tolist() == shares.shuffles.tolist()
    (mark,) = lines(ax, B)
    assert mark.get_xdata() == [test.statistic] * 2
    (curve,) = lines(ax, INK)
    assert curve.get_ydata()[0] == shares.curve[0]
    assert "observed: 45.9" in words(ax)
    assert "0 of 5,000 shuffles reached it" in note(ax).alt
    assert f"the largest is {asi.format_number(SHUFFLED.max(), 1)}" in note(ax).alt
    with pytest.raises(ValueError, match="margin of the table is empty"):
        asi.plot_null_distribution(SHUFFLED, asi.chi_square_test(table_of(1, 1, 0, 0)))


def test_hills_medians_and_truth_are_where_they_belong():
    ax = drawn("samples")
    medians = [summarise_samples(samples.por)["median"] for samples in WAYS.values()]
    assert [line.get_xdata()[0] for line in lines(ax, B, "D")] == medians
    truths = [line for line in lines(ax, INK) if set(line.get_xdata()) == {TRUTH}]
    assert len(truths) == 3
    hills = [patch for patch in ax.patches if isinstance(patch, StepPatch)]
    for hill, samples in zip(hills, WAYS.values(), strict=True):
        data = hill.get_data()
        counts, _ = np.histogram(samples.por, data.edges)
        heights = data.baseline - data.values
        assert heights / heights.max() == pytest.approx(counts / counts.max())
    assert f"truth {asi.format_ratio(TRUTH)}" in words(ax)
    for median in medians:
        assert f"median {asi.format_ratio(median)}" in words(ax)
        assert f"median {asi.format_ratio(median)}, the middle 95%" in note(ax).alt


def test_infinite_ratios_and_zeros_stand_apart_and_are_counted():
    ax = drawn("small samples")
    por = studies(size=20).por
    infinite, zero = int(np.isinf(por).sum()), int((por == 0).sum())
    assert infinite > 0 < zero
    assert {str(infinite), str(zero), "∞", "0"} <= set(words(ax))
    undefined = int(np.isnan(por).sum())
    assert f"; infinite in {infinite}, zero in {zero}, not defined in {undefined}." in note(ax).alt
    said = f"; tak hingga pada {infinite}, nol pada {zero}, tidak terdefinisi pada {undefined}."
    assert said in note(drawn("small samples", "id")).alt
    # what did not happen is not spoken of
    few = note(asi.plot_samples({"few": studies(size=30)}, truth=TRUTH)).alt
    assert re.search(r"\binfinite in [1-9]", few)
    assert "in 0" not in few
    assert ax.get_xlim()[1] > 2 * np.quantile(por[np.isfinite(por)], 0.99)


def test_prevalences_are_percent_in_equal_classes():
    ax = drawn("prevalences")
    hill = next(patch for patch in ax.patches if isinstance(patch, StepPatch))
    steps = np.diff(hill.get_data().edges)
    assert steps == pytest.approx(steps[0])
    assert (steps[0] * 94 / 100) == pytest.approx(round(steps[0] * 94 / 100))  # whole people
    assert ax.get_xscale() == "linear"


TEST = asi.chi_square_test(KNOWLEDGE)


@pytest.mark.parametrize(
    ("plot", "message"),
    [
        (lambda: asi.plot_row_percents([[27, 7], [6, 54]]), "`table` must be a TwoByTwo"),
        (lambda: asi.plot_chances(TEST, [[1, 2], [3, 4]]), "`table` must be a TwoByTwo"),
        (lambda: asi.plot_icon_array(TEST), "`table` must be a TwoByTwo"),
        (lambda: asi.plot_expected(KNOWLEDGE), r"`test` must come from chi_square_test\(table\)"),
        (lambda: asi.plot_null_distribution(SHUFFLED, 45.9), "`test` must come from chi_square"),
        (lambda: asi.plot_samples(KNOWLEDGE), "`samples` must come from simulate_samples"),
        (lambda: asi.plot_samples({"a": [1, 2]}), "`samples` must come from simulate_samples"),
        (lambda: asi.plot_audits([LARGER[0]]), "`audit` must come from audit_estimate"),
        (lambda: asi.plot_cover(LARGER[0]), "`audit` must come from audit_estimate"),
        (lambda: asi.plot_geometric_means([0.029]), "`audit` must come from audit_estimate"),
        (lambda: asi.plot_precision([KNOWLEDGE]), "`estimates` must come from a function such as"),
        (lambda: asi.plot_many_intervals([34.7], truth=1), "`estimates` must come from a function"),
    ],
)
def test_another_kind_of_thing_is_refused_with_what_to_give(plot, message):
    with pytest.raises(TypeError, match=message):
        plot()


@pytest.mark.parametrize(
    "plot",
    [
        lambda: asi.plot_audits([]),
        lambda: asi.plot_precision([]),
        lambda: asi.plot_null_distribution([], TEST),
        lambda: asi.plot_samples({}),
    ],
)
def test_nothing_is_refused_as_nothing(plot):
    with pytest.raises(ValueError, match="There is nothing to draw: give"):
        plot()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "estimate", [asi.prevalence_odds_ratio, asi.prevalence_ratio, asi.prevalence_difference]
)
@pytest.mark.parametrize("counts", [(3, 4, 0, 0), (0, 0, 3, 4), (5, 0, 3, 9), (0, 5, 0, 9)])
def test_an_estimate_without_interval_gives_a_clean_picture(estimate, counts, language):
    result = estimate(table_of(*counts))
    ax = asi.plot_interval(result, language=language)
    picture = asi.show(ax)
    assert asi.describe(result, language) in picture.alt
    assert not re.search(r"\b(nan|inf)\b", picture.svg + picture.html)
    low, high = ax.get_xlim()
    null = 0 if "difference" in result.measure else 1
    assert low < null < high


def test_chances_are_joined_and_divided_along_the_diagonals():
    ax = drawn("chances")
    assert {"50", "20", "25", "30", "factor 3.00"} <= set(words(ax))
    place = {text.get_text(): text.xy for text in texts(ax) if text.get_text().isdigit()}
    solid, dashed = ([x for x in lines(ax, color) if x.get_xdata()[0] > 100] for color in (A, B))
    for (line,), (one, other) in ((solid, ["50", "30"]), (dashed, ["25", "20"])):
        ends = np.sort(line.get_xdata())
        assert place[one][0] < ends[0] < ends[1] < place[other][0]
        (x0, y0), (x1, y1) = line.get_xydata()
        assert np.sign(y1 - y0) == np.sign(place[other][1] - place[one][1]), (x0, x1)
    assert "multiply: 50 × 30" in words(ax)
    assert "divide by: 20 × 25" in words(ax)
    assert note(ax).numbers.iloc[:, 1].tolist() == [50, 20, 25, 30]


def test_chances_stand_with_their_group_and_their_outcome():
    ax = drawn("chances")
    place = {text.get_text(): text.xy for text in texts(ax) if hasattr(text, "xy")}
    assert place["50"][0] == place["25"][0] == place["smooth"][0]
    assert place["20"][0] == place["30"][0] == place["was not smooth"][0]
    assert place["50"][1] == place["20"][1] == place["good"][1]
    assert place["25"][1] == place["30"][1] == place["poor"][1]
    for patch in ax.patches:
        middle = [
            (low + high) / 2 for low, high in np.sort(patch.get_path().get_extents().get_points().T)
        ]
        nearest = min(("50", "20", "25", "30"), key=lambda one: math.dist(place[one], middle))
        assert (patch.get_linestyle() != "-") == (nearest in ("20", "25"))
    assert (
        "Good knowledge: 50% with smooth milk flow, 20% with milk flow that was not smooth. Poor "
        "knowledge: 25% with smooth milk flow, 30% with milk flow that was not smooth."
    ) in note(ax).alt
    assert "is 3.00 times that of the population" in note(ax).alt
    assert note(ax).numbers.iloc[:, 0].tolist() == [
        "Good knowledge, smooth milk flow",
        "Good knowledge, milk flow that was not smooth",
        "Poor knowledge, smooth milk flow",
        "Poor knowledge, milk flow that was not smooth",
    ]


def test_chances_may_be_100():
    ax = asi.plot_chances(KNOWLEDGE, [[100, 50], [50, 25]])
    assert "factor 1.00" in words(ax)  # everybody of a cell may be chosen


@pytest.mark.parametrize(
    "chances", [[[50, 20], [25, 0]], [[50, 20], [25, 101]], [50, 20, 25, 30], [[50, 20]]]
)
def test_chances_that_are_not_four_percentages_are_refused(chances):
    with pytest.raises(ValueError, match="`chances` must be four percentages above 0"):
        asi.plot_chances(KNOWLEDGE, chances)


def test_samples_that_cannot_be_drawn_are_refused():
    with pytest.raises(ValueError, match="`measure` must be one of por, pr, prevalence"):
        asi.plot_samples(studies(), measure="odds")
    nobody = TwoByTwo.from_array([[3, 0], [0, 3]])
    rng = np.random.default_rng(1)
    one = asi.simulate_samples(nobody, size=6, n_samples=5, rng=rng)
    with pytest.raises(ValueError, match="No study gives a number"):
        asi.plot_samples(one)


# Ratios by prevalence -----------------------------------------------------------------------------


def test_both_ratios_are_drawn_and_the_mark_is_the_papers():
    ax = drawn("ratios, marked")
    curve = max(lines(ax, A), key=lambda line: len(line.get_xdata()))
    pr = asi.prevalence_ratio(KNOWLEDGE).value
    # across: the group that has it more often, here the exposed one
    assert curve.get_ydata() == pytest.approx(
        asi.por_by_prevalence(pr, np.asarray(curve.get_xdata()) / 100 / pr)
    )
    assert lines(ax, A, "o")[0].get_xdata()[0] == pytest.approx(KNOWLEDGE.row_percent().iloc[0, 0])
    (dot,), (square,) = lines(ax, A, "o"), lines(ax, B, "s")
    assert dot.get_ydata()[0] == pytest.approx(asi.prevalence_odds_ratio(KNOWLEDGE).value)
    assert square.get_ydata()[0] == pytest.approx(pr)
    assert {"34.7", "7.94"} <= set(words(ax))
    assert "at 79.4% it is 34.7" in note(ax).alt


def test_a_ratio_below_1_is_drawn_by_the_comparison_group():
    below = drawn("ratios below 1")  # there the comparison group is the higher one
    assert below.get_xlim() == (0, 100)
    curve = max(lines(below, A), key=lambda line: len(line.get_xdata()))
    assert curve.get_ydata() == pytest.approx(
        asi.por_by_prevalence(0.5, np.asarray(curve.get_xdata()) / 100)
    )


# Diagrams -----------------------------------------------------------------------------------------


def arrows(ax):
    return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]


def boxes(ax):
    return [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]


def inside(box, text):
    return box.get_x() <= text.xy[0] <= box.get_x() + box.get_width() and (
        box.get_y() <= text.xy[1] <= box.get_y() + box.get_height()
    )


@pytest.mark.parametrize(
    "name", ["map", "map, lit", "recruitment", "film", "causes", "causes of support"]
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_words_fit_into_their_boxes(name, language):
    ax = drawn(name, language)
    held = [(box, text) for box in boxes(ax) for text in texts(ax) if inside(box, text)]
    assert len(held) >= 4
    for box, text in held:
        edges = ax.transData.transform([(box.get_x(), 0), (box.get_x() + box.get_width(), 0)])[:, 0]
        extent = bounds(text, ax)
        assert extent.x0 >= edges[0] + 2, text.get_text()
        assert extent.x1 <= edges[1] - 2, text.get_text()


def test_the_map_says_what_the_paper_reports():
    facts = paper_facts()
    assert facts["population"].startswith("546 ")
    assert facts["sample"].startswith("94 ")
    assert list(facts["exposures"]) == ["Knowledge", "Comfort", "Husband's support"]
    assert facts["exposures"]["Comfort"] == "good 39, poor 55"
    assert facts["outcome"] == {"Milk flow": ["smooth 33", "not smooth 61"]}
    assert "0.029; 0.155; 0.112" in facts["claims"]
    assert "0,029; 0,155; 0,112" in paper_facts("id")["claims"]
    shown = " ".join(words(drawn("map")))
    for step in ("population", "sample", "tests"):
        assert facts[step] in shown


def test_no_arrow_leads_from_massage():
    ax = drawn("map")
    (massage,) = (box for box in boxes(ax) if box.get_linestyle() != "-")
    title = next(text for text in texts(ax) if text.get_text() == "Oxytocin massage")
    assert inside(massage, title)
    starts = [arrow._posA_posB[0] for arrow in arrows(ax)]
    left, right = massage.get_x(), massage.get_x() + massage.get_width()
    top, bottom = massage.get_y(), massage.get_y() + massage.get_height()
    assert not [
        (x, y) for x, y in starts if left - 3 <= x <= right + 3 and top - 3 <= y <= bottom + 3
    ]
    into_outcome = [line for line in ax.lines if line.get_xdata()[0] == right]
    assert len(into_outcome) == 3  # lines: an arrow would say that the exposure came first


def test_a_step_of_the_map_can_be_lit():
    for step in ("population", "sample", "massage", "outcome", "tests", "claims"):
        lit = [b for b in boxes(asi.plot_paper_map(highlight=step)) if b.get_linewidth() > 2]
        assert len(lit) == 1
    lit = [b for b in boxes(asi.plot_paper_map(highlight="exposures")) if b.get_linewidth() > 2]
    assert len(lit) == 3
    with pytest.raises(ValueError, match="`highlight` must be one of population"):
        asi.plot_paper_map(highlight="title")


def test_what_is_not_reported_has_a_question_mark():
    ax = drawn("recruitment")
    assert words(ax).count("?") == words(ax).count("not reported") == 3
    assert "94 = 17.2% of 546" in words(ax)
    counts = note(ax).numbers["Mothers"].tolist()
    assert counts == [546, *["? (not reported)"] * 3, 94]


def test_shots_scatter_about_where_they_are_aimed():
    for spread, offset in ((30, (0, 0)), (9, (26, -20))):
        places = shots(spread, offset)
        assert places.mean(axis=0) == pytest.approx(offset)
        distances = ((places - offset) ** 2).sum(axis=1)
        assert math.sqrt(distances.mean()) == pytest.approx(spread)


def test_each_common_cause_points_at_both():
    ax = drawn("causes")
    heads = [arrow for arrow in arrows(ax) if arrow.get_arrowstyle().__class__.__name__ != "Curve"]
    assert len(heads) == 2 * 3 + 2 + 1
    assert {"Comfort", "Smooth milk flow", "Parity", "Birth mode", "?"} <= set(words(ax))
    # a shared rating bears on what is written down, not on comfort and flow themselves
    assert words(ax).count("as recorded") == 2
    assert "(error of measurement)" in words(ax)
    assert "leads from Comfort (as recorded) to Smooth milk flow (as recorded)" in note(ax).alt
    assert "Knowledge" in words(drawn("causes of knowledge"))


# Type ---------------------------------------------------------------------------------------------


def test_wrapped_lines_are_narrow_enough_and_lose_no_word():
    text = "in the title, but not a variable; no group without it is reported"
    lines_ = wrap(text, 130)
    assert " ".join(lines_) == text
    assert max(map(text_width, lines_)) <= 130
    widths = [text_width(line) for line in lines_]
    assert sum(widths) > (len(lines_) - 1) * 130  # no line more than needed
    assert max(widths) < 1.5 * min(widths)  # and none much shorter than the others
    assert wrap("word", 130) == ["word"]


def test_groups_are_told_with_their_size_and_share():
    said = words(drawn("row percents"))
    assert {"Good knowledge (n = 34)", "Poor knowledge (n = 60)"} <= set(said)
    alt = note(drawn("icons")).alt
    assert alt.startswith("One figure for each person, filled for smooth milk flow.")
    assert alt.endswith("good knowledge, 27 of 34 = 79.4%; poor knowledge, 6 of 60 = 10.0%.")
