import gzip
import io
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import asi_helpers as asi
from asi_helpers.figures import pictures
from asi_helpers.figures.pictures import BG, GRID, INK, A, B, annotate, new_axes, show, style, svg

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = 'Odds <ratio> of "0.01" & more.'


def drawing(**settings):
    """Something of everything that matplotlib writes: lines, markers, patches, hatches, words."""
    ax = new_axes(**settings)
    with style():
        ax.plot([1, 2, 3], [1, 4, 2], "o-", color=A, mfc=BG, lw=3)
        ax.bar([1, 2], [1, 2], color=B, hatch="///", alpha=0.5)
        ax.fill_between([1, 3], [0, 0], [1, 2], color=(A, 0.3), clip_on=True)
        ax.axvline(2.125, color=GRID, ls="--")
        ax.text(1.5, 1.5, "0.01", weight="bold", size=14, rotation=30)
        ax.text(0.5, 0.125, "χ² = 45.8966", transform=ax.transAxes, color=A, style="italic")
        ax.set_xticks([1, 2, 3], labels=["0.001", "0.125", "10"])
        ax.set_ylabel("words")
    return ax


def parsed(text):
    return ElementTree.fromstring(text)


def every(root, tag):
    return [element for element in root.iter() if element.tag == tag]


# The SVG ------------------------------------------------------------------------------------------


def test_root_says_what_the_picture_shows_and_how_it_looks():
    root = parsed(svg(drawing().figure, alt=SENTENCE))
    assert root.tag == "svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == SENTENCE
    assert root.get("lang") is None
    assert root.get("font-size") == "12"
    assert root.get("fill") == "currentColor"
    assert root.get("stroke-width") == ".8"
    assert root.get("viewBox") == "0 0 316.8 187.2"
    assert "max-width:29.7rem" in root.get("style")
    assert parsed(svg(drawing().figure, alt="Rasio", language="id")).get("lang") == "id"


def test_colours_are_those_of_the_page():
    text = svg(drawing().figure, alt=SENTENCE)
    for stand_in in (INK, A, B, GRID, BG):
        assert stand_in not in text
    for wanted in ("currentColor", "--asi-a,#0072b2", "--asi-b,#c4511d", "--asi-grid", "--asi-bg"):
        assert wanted in text
    # nothing else is coloured: what a page cannot change would stay as it is in the dark
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", text.split(">", 1)[1])) <= {
        "#0072b2", "#c4511d", "#888", "#fff"
    }  # fmt: skip


def test_a_figure_drawn_without_the_style_is_not_black_on_black():
    figure = Figure()
    ax = figure.subplots()
    ax.plot([1, 2], [1, 2], color="k")
    ax.text(1.5, 1.5, "word", color="black")
    text = svg(figure, alt="A line.")
    assert "#000000" not in text
    assert "stroke:currentColor" in text
    assert "#ffffff" not in text


def test_words_and_numbers_survive_and_places_are_short():
    root = parsed(svg(drawing().figure, alt=SENTENCE))
    words = {"".join(text.itertext()) for text in every(root, "text")}
    assert {"0.01", "0.001", "0.125", "χ² = 45.8966", "words"} <= words
    places = [path.get("d") for path in every(root, "path")]
    assert all(re.fullmatch(r"(?:[MLCQzZ]|-?\d+(?:\.\d)?| )+", place) for place in places)
    turned = next(text for text in every(root, "text") if "".join(text.itertext()) == "0.01")
    assert "rotate(-30" in turned.get("transform")
    size, weight = sorted(turned.get("style").split(";"))
    assert (size, weight.removesuffix("bold").removesuffix("700")) == (
        "font-size:14px",
        "font-weight:",
    )


@pytest.mark.parametrize(
    ("style_of_text", "wanted"),
    [
        ("font: 12px 'DejaVu Sans', sans-serif; text-anchor: middle", "text-anchor:middle"),
        ("font: bold 14px 'DejaVu Sans'", "font-size:14px;font-weight:bold"),
        ("font: italic 700 9.5px 'DejaVu'", "font-size:9.5px;font-style:italic;font-weight:700"),
        ("font-size: 12px; font-family: 'DejaVu Sans'; font-weight: 400", ""),
        (f"fill: {A}; fill-opacity: 0.300000", "fill:var(--asi-a,#0072b2);fill-opacity:0.3"),
    ],
)
def test_the_style_of_words_is_shortened_as_old_and_new_matplotlib_write_it(style_of_text, wanted):
    assert pictures._short_style(style_of_text, {}) == wanted


def test_nothing_of_matplotlibs_own_leaks_into_the_page():
    text = svg(drawing().figure, alt=SENTENCE)
    for leak in ("<style", "metadata", "<?xml", "<!", "xlink", "xmlns", "DejaVu", "matplotlib"):
        assert leak not in text


def test_ids_are_all_used_and_all_prefixed():
    text = svg(drawing().figure, alt=SENTENCE, prefix="here-")
    ids = [element.get("id") for element in parsed(text).iter() if element.get("id")]
    used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', text))
    assert len(ids) == len(set(ids))
    assert set(ids) == used
    assert len(ids) >= 3  # markers, a clip path and a hatch
    assert all(name.startswith("here-s") for name in ids)


def test_same_figure_same_bytes_also_from_another_process():
    text = svg(drawing().figure, alt=SENTENCE)
    assert svg(drawing().figure, alt=SENTENCE) == text
    code = (
        "import hashlib, asi_helpers as asi, sys;"
        "picture = asi.show(asi.plot_expected(asi.chi_square_test(asi.load_table('comfort'))));"
        "print(hashlib.sha256(picture.html.encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(ROOT),
                "PATH": "",
                "MPLCONFIGDIR": matplotlib.get_configdir(),  # where the list of fonts is kept
            },
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_shrinking_pays():
    figure = drawing().figure
    with style():
        raw = io.StringIO()
        figure.savefig(raw, format="svg")
    small = svg(figure, alt=SENTENCE)
    assert len(small) < 0.45 * len(raw.getvalue())
    assert len(gzip.compress(small.encode())) < 2500


@pytest.mark.parametrize("alt", ["", "   ", None])
def test_a_picture_without_words_is_refused(alt):
    with pytest.raises(ValueError, match="`alt` is empty"):
        svg(drawing().figure, alt=alt)


# Pictures -----------------------------------------------------------------------------------------


class Tables(HTMLParser):
    """What the HTML holds: captions, head cells with their scope, rows."""

    def __init__(self, html):
        super().__init__()
        self.heads, self.cells, self.caption, self._in = [], [], "", None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "th":
            self.heads.append([dict(attrs).get("scope"), ""])
        if tag == "td":
            self.cells.append("")
        self._in = tag

    def handle_endtag(self, tag):
        self._in = None

    def handle_data(self, data):
        if self._in == "th":
            self.heads[-1][1] += data
        if self._in == "td":
            self.cells[-1] += data
        if self._in == "caption":
            self.caption += data


NUMBERS = pd.DataFrame(
    {
        "group": ["<a>", "b", "c"],
        "n": [3, 40_000, 0],
        "value": [34.7142857, np.inf, np.nan],
        "small": [0.0288066, 1234.56, 0.0],
        "sure": [True, False, True],
    }
)


def test_show_gives_the_picture_the_words_and_the_numbers():
    picture = show(drawing(), alt=SENTENCE, numbers=NUMBERS, caption="What is drawn")
    bundle = picture._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == picture.alt == repr(picture) == SENTENCE
    html = bundle["text/html"]
    assert html.startswith(picture.svg)
    assert '<details class="asi-numbers"><summary>The numbers behind this figure</summary>' in html
    found = Tables(html)
    assert found.caption == "What is drawn"
    assert [scope for scope, _ in found.heads] == ["col"] * 5 + ["row"] * 3
    assert all(words for _, words in found.heads)
    assert found.cells == [
        "3", "34.71", "0.02881", "yes",
        "40000", "infinite", "1235", "no",
        "0", "not defined", "0.000", "yes",
    ]  # fmt: skip
    assert "<a>" not in html.split("</svg>")[1]


def test_indonesian_numbers_have_a_comma_and_are_marked():
    html = show(drawing(), alt="Rasio odds.", numbers=NUMBERS, language="id").html
    assert '<details class="asi-numbers" lang="id"><summary>Angka di balik gambar ini' in html
    assert Tables(html).cells[:4] == ["3", "34,71", "0,02881", "ya"]
    assert "tak hingga" in html


def test_a_named_index_names_the_rows():
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["good", "poor"], name="comfort"))
    heads = Tables(show(drawing(), alt=SENTENCE, numbers=frame).html).heads
    assert heads == [["col", "comfort"], ["col", "n"], ["row", "good"], ["row", "poor"]]


def test_show_takes_what_the_plot_said_of_itself():
    upper, lower = new_axes(height=3, rows=2)
    annotate(upper, alt="Above.", numbers=NUMBERS, caption="First")
    annotate(lower, alt="Below.", language="en")
    picture = show(np.array([upper, lower]))
    assert picture.alt == "Above. Below."
    assert picture.html.count("<table>") == 1
    assert show(upper).alt == "Above. Below."  # the picture is the whole figure
    assert show(upper.figure).alt == "Above. Below."
    assert show(upper, alt="Other.").alt == "Other."
    assert "<details" not in show(drawing(), alt=SENTENCE).html


def test_the_language_is_the_plots_own():
    ax = drawing()
    annotate(ax, alt="Rasio.", language="id")
    assert parsed(show(ax).svg).get("lang") == "id"
    with pytest.raises(ValueError, match="`language` must be 'en'"):
        show(ax, language="fr")
    with pytest.raises(ValueError, match="`language` must be 'en'"):
        annotate(ax, alt="Rapport.", language="fr")


def test_a_picture_that_nothing_describes_is_refused():
    with pytest.raises(ValueError, match="give `alt`"):
        show(drawing())
    with pytest.raises(ValueError, match="give `alt`"):
        show(Figure())


def test_the_same_picture_twice_in_a_page_has_its_ids_once():
    first, second = (show(drawing(), alt="Twice.") for _ in range(2))
    ids = [set(re.findall(r' id="([^"]+)"', picture.svg)) for picture in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert first.html == first._repr_mimebundle_()["text/html"]  # and asking again changes nothing


def test_axes_of_the_book_show_themselves_in_a_notebook():
    ax = drawing()
    assert set(ax._repr_mimebundle_()) == {"text/plain"}
    annotate(ax, alt=SENTENCE)
    assert "<svg" in ax._repr_mimebundle_()["text/html"]


def test_new_axes_are_narrow_enough_for_a_phone_and_leave_pyplot_alone():
    before = plt.get_fignums()
    ax = new_axes()
    assert ax.figure.get_size_inches().tolist() == [4.4, 2.6]
    assert len(new_axes(rows=2, height_ratios=[2, 1])) == 2
    assert plt.get_fignums() == before


# Colours ------------------------------------------------------------------------------------------


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_a_known_pair():
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # WCAG's example grey


def fallbacks():
    return {
        name: re.search(r"(#[0-9a-f]+)\)+$", pictures._CSS[stand_in])[1]
        for name, stand_in in (("a", A), ("b", B), ("grid", GRID), ("bg", BG))
    }


def themes():
    """The colours of every theme in the site's style sheet, and those of a page without it."""
    sheet = (ROOT / "press" / "theme" / "static" / "site.css").read_text(encoding="utf-8")
    names = ("a", "b", "grid", "bg")
    values = [re.findall(rf"--asi-{name}:\s*(#[0-9a-fA-F]+)", sheet) for name in names]
    found = [dict(zip(names, colours, strict=True)) for colours in zip(*values, strict=True)]
    return [fallbacks(), *found]


def test_the_style_sheet_has_a_light_and_a_dark_theme():
    backgrounds = [luminance(theme["bg"]) for theme in themes()]
    assert min(backgrounds) < 0.05 < 0.8 < max(backgrounds)


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme["bg"])
def test_contrast_in_every_theme(theme):
    # WCAG 2.2: 4.5 for text, which A and B also colour; 3 for lines
    assert contrast(theme["a"], theme["bg"]) >= 4.5
    assert contrast(theme["b"], theme["bg"]) >= 4.5
    assert contrast(theme["grid"], theme["bg"]) >= 3


def test_the_package_says_where_the_pictures_are():
    assert asi.show is show
    assert asi.new_axes is new_axes
    assert asi.style is style
