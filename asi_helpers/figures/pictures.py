"""
How a matplotlib figure becomes a small picture in a web page.

This is the only place that knows. A figure is drawn in stand-in colours, saved as SVG, parsed and
shrunk, and the stand-ins become `currentColor` and CSS variables with fallbacks: the picture then
follows the page from light to dark, weighs one to five kilobytes, and looks right in a page
without the book's style sheet. Every picture says in words what it shows.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from numbers import Integral, Real
from weakref import WeakKeyDictionary
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..language import check_language, format_number, mark_of, say
from ..language import lazy_gettext as _
from ..sentences import VERDICTS
from . import palette

# Colours that no one would choose: matplotlib prints them unchanged, and `svg` finds them.
INK, A, B, GRID, BG = "#010203", "#010204", "#010205", "#010206", "#010207"

_CSS = {
    INK: palette.INK,
    A: palette.A,
    B: palette.B,
    GRID: palette.GRID,
    BG: palette.BG,
    # A figure that was drawn without `style` must not be black on black.
    "#000000": palette.INK,
    "#ffffff": palette.BG,
}

WIDTH = 4.4  # inches; on a phone 12 pt then comes out at 12 px
FONT_SIZE = 12

_RC = {
    "svg.fonttype": "none",
    "svg.hashsalt": "asi",
    "font.family": "DejaVu Sans",  # comes with matplotlib: every machine lays out the same
    "font.size": FONT_SIZE,
    "axes.titlesize": FONT_SIZE,
    "axes.labelsize": FONT_SIZE,
    "xtick.labelsize": FONT_SIZE,
    "ytick.labelsize": FONT_SIZE,
    "legend.fontsize": FONT_SIZE,
    "figure.titlesize": FONT_SIZE,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": mpl.cycler(color=[A, B, INK, GRID]),
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": GRID,
    "patch.edgecolor": INK,
    "hatch.color": INK,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
}

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"


@contextmanager
def style():
    """
    Draw in the book's style: stand-in colours, 12-point type, no frame.

    Wrap what creates axes, texts and artists; `new_axes` and `svg` do it themselves.
    """
    with mpl.rc_context(_RC):
        yield


class PictureAxes(Axes):
    """Axes that show themselves in a notebook as the book shows them."""

    name = "asi"

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self not in _notes:
            return {"text/plain": repr(self)}
        return show(self)._repr_mimebundle_()


mpl.projections.register_projection(PictureAxes)


def new_axes(width=WIDTH, height=2.6, *, rows=1, height_ratios=None):
    """
    Axes of a new figure in the book's style, outside pyplot, so that nothing is shown twice.

    Parameters
    ----------
    width, height : float
        In inches. At the default width 12-point text is 12 pixels high on a phone.
    rows : int, default 1
        Panels, one above the other.
    height_ratios : sequence of float, optional
        How the panels share the height.

    Returns
    -------
    Axes, or an array of `rows` Axes when there is more than one
    """
    with style():
        figure = Figure(figsize=(width, height), layout="constrained")
        return figure.subplots(
            rows,
            gridspec_kw={"height_ratios": height_ratios},
            subplot_kw={"projection": PictureAxes.name},
        )


# From matplotlib's SVG to ours -------------------------------------------------------------------


def svg(figure, *, alt, prefix="", language=None):
    """
    A figure as the text of one small, self-sufficient `<svg>` element.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What the picture shows, in a sentence with its numbers.
    prefix : str
        Put before every id, which must not occur twice in a page.
    language : {"en", "id"}, optional
        Of `alt` and of the words in the picture. As `set_language` says, where None.

    Returns
    -------
    str
        The same bytes for the same figure.
    """
    language = check_language(language)
    if not alt or not alt.strip():
        raise ValueError("`alt` is empty: say in a sentence what the picture shows.")
    return _shrink(_drawn(figure), alt, prefix, language)


def _drawn(figure):
    with style():
        out = io.StringIO()
        nothing = dict.fromkeys(["Date", "Creator", "Format", "Type"])
        figure.savefig(out, format="svg", metadata=nothing)
    source = out.getvalue()
    return source[source.index("<svg") :]


def _shrink(source, alt, prefix, language):
    root = ElementTree.fromstring(source.encode())
    _clean(root, _short_ids(source, prefix))
    width, height = (float(x) for x in root.get("viewBox").split()[2:])
    # What every child inherits stands on the root: the picture needs no style sheet.
    root.tag = "svg"
    root.attrib = {
        "class": "asi-svg",
        "viewBox": f"0 0 {_number(width)} {_number(height)}",
        "role": "img",
        "aria-label": str(alt),
        **({"lang": marked} if (marked := mark_of(language)) else {}),
        "font-size": str(FONT_SIZE),
        "fill": "currentColor",
        "stroke-width": ".8",
        "stroke-linejoin": "round",
        "style": f"width:100%;max-width:{_number(1.5 * width / 16)}rem;height:auto;"
        "font-family:inherit",
    }
    root.text = None
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _short_ids(source, prefix):
    """New names, in order of appearance, for the ids that something in the picture refers to."""
    used = re.findall(r'(?:url\(#|href="#)([^")]+)', source)
    return {old: f"{prefix}s{n}" for n, old in enumerate(dict.fromkeys(used), start=1)}


def _clean(parent, ids):
    """Rewrite the children of one element, depth first, and leave out what draws nothing."""
    kept = []
    for element in list(parent):
        element.tag = element.tag.removeprefix(_SVG)
        if element.tag in ("metadata", "style", "title"):
            continue
        _clean(element, ids)
        _rewrite_attributes(element, ids)
        element.tail = None
        if len(element) or element.tag in ("g", "defs"):
            element.text = None
        if element.tag in ("g", "defs") and not len(element):
            continue
        if element.tag == "path" and _draws_nothing(element):
            continue
        if element.tag == "defs":
            _leave_style_to_use(element)
        if element.tag == "g":
            _say_style_once(element)
            if not element.attrib:
                kept.extend(element)
                continue
        kept.append(element)
    parent[:] = kept


def _draws_nothing(path):
    invisible = path.get("style") == "fill:none" and "id" not in path.attrib
    return invisible or not path.get("d")


def _leave_style_to_use(defs):
    """matplotlib writes a marker's style on its definition and again wherever it is used."""
    for path in defs.findall("path"):
        path.attrib.pop("style", None)


def _say_style_once(group):
    styles = {child.get("style") for child in group}
    if "style" not in group.attrib and len(group) > 1 and len(styles) == 1 and styles != {None}:
        group.set("style", styles.pop())
        for child in group:
            del child.attrib["style"]


def _rewrite_attributes(element, ids):
    attributes = element.attrib
    name = attributes.pop("id", None)
    if name in ids:
        attributes["id"] = ids[name]
    if _HREF in attributes:
        attributes["href"] = "#" + ids[attributes.pop(_HREF)[1:]]
    if "clip-path" in attributes:
        attributes["clip-path"] = _renamed(attributes["clip-path"], ids)
    for key in ("d", "points"):
        if key in attributes:
            attributes[key] = _short_path(attributes[key])
    for key in ("x", "y", "width", "height"):
        if key in attributes:
            attributes[key] = " ".join(_number(float(x)) for x in attributes[key].split())
    if attributes.get("fill") in _CSS:
        attributes["fill"] = _CSS[attributes["fill"]]
    if "transform" in attributes:
        moved = _short_transform(attributes.pop("transform"))
        if moved:
            attributes["transform"] = moved
    if "style" in attributes:
        shorter = _short_style(attributes.pop("style"), ids)
        if shorter:
            attributes["style"] = shorter


def _number(value):
    """One decimal, without the zeros that carry nothing: a tenth of a point cannot be seen."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _short_path(data):
    words = (
        word if word.isalpha() else _number(float(word))
        for word in re.findall(r"[A-Za-z]|-?[\d.]+(?:e-?\d+)?", data)
    )
    return re.sub(r" ?([A-Za-z]) ?", r"\1", " ".join(words))


def _short_transform(text):
    kept = []
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(x) for x in re.split(r"[ ,]+", inside.strip())]
        if (name == "rotate" and numbers[0] == 0) or (name == "translate" and not any(numbers)):
            continue
        shorter = _number if name in ("rotate", "translate") else "{:g}".format
        kept.append(f"{name}({' '.join(shorter(x) for x in numbers)})")
    return " ".join(kept)


def _renamed(text, ids):
    return re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{ids[found[1]]})", text)


# The root says these once, or a browser does the same without being told.
_DROPPED = {"font-family", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit"}
_INHERITED = {
    ("fill", "currentColor"),
    ("stroke-width", "0.8"),
    ("font-size", f"{FONT_SIZE}px"),
    ("font-weight", "400"),
    ("font-weight", "normal"),
    ("font-style", "normal"),
    ("font-variant", "normal"),
    ("font-stretch", "normal"),
    ("text-anchor", "start"),
}


def _short_style(text, ids):
    declarations = []
    for part in text.split(";"):
        key, _, value = (x.strip() for x in part.partition(":"))
        if key == "font":  # matplotlib before 3.9: "font: bold 12px 'DejaVu Sans', sans-serif"
            declarations += _font_parts(value)
        elif key:
            declarations.append((key, value))
    shorter = []
    for key, value in declarations:
        value = _renamed(_CSS.get(value, value), ids)
        if key in _DROPPED or (key, value) in _INHERITED:
            continue
        if re.fullmatch(r"-?\d+\.\d+(px)?", value):
            value = f"{float(value.removesuffix('px')):.4g}" + ("px" if "px" in value else "")
        shorter.append(f"{key}:{value}")
    return ";".join(shorter)


def _font_parts(value):
    before, size = re.match(r"(.*?)([\d.]+px)", value).groups()
    words = before.split()
    parts = [("font-size", size)]
    parts += [("font-style", word) for word in words if word in ("italic", "oblique")]
    parts += [("font-weight", word) for word in words if word == "bold" or word.isdigit()]
    return parts


# What a picture says -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Note:
    alt: str
    numbers: object
    caption: str | None
    language: str


_notes = WeakKeyDictionary()


def annotate(ax, *, alt, numbers=None, caption=None, language=None):
    """
    Say what an Axes shows: every plot calls this last, and `show` hands it on.

    Parameters
    ----------
    ax : Axes
    alt : str, Label or Joined
        A sentence with the numbers.
    numbers : DataFrame, optional
        The numbers behind the picture, one row per thing drawn; the first column names it.
    caption : str or Label, optional
        Of the table of numbers.
    language : {"en", "id"}, optional
        Of the plot; alt and caption are said in it. As `set_language` says, where None.
    """
    language = check_language(language)
    caption = caption and say(caption, language)
    _notes[ax] = _Note(say(alt, language), numbers, caption, language)


def show(ax, *, alt=None, numbers=None, caption=None, language=None):
    """
    A plot as a picture that a notebook and the book can show.

    Parameters
    ----------
    ax : Axes, array of Axes or Figure
        What a `plot_*` function returned, or axes of your own.
    alt, numbers, caption, language : optional
        In place of what the plot says of itself.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If nothing says what the picture shows.
    """
    figure = ax if isinstance(ax, Figure) else np.ravel(ax)[0].figure
    notes = [_notes[each] for each in figure.axes if each in _notes]
    if alt is None and not notes:
        raise ValueError(
            "Nothing says what this picture shows: give `alt`, a sentence with its numbers, "
            "for readers who cannot see it."
        )
    language = check_language(language or (notes[0].language if notes else None))
    if numbers is not None:
        notes = [_Note("", numbers, caption, language)]
    tables = [(note.numbers, caption or note.caption) for note in notes if note.numbers is not None]
    return Picture(
        figure,
        alt=str(alt) if alt is not None else " ".join(note.alt for note in notes if note.alt),
        tables=tables,
        language=language,
    )


_SUMMARY = _("The numbers behind this figure")
_shown = Counter()


class Picture:
    """
    A picture for a page: inline SVG, what it shows in words, and the numbers behind it.

    Attributes
    ----------
    alt : str
        What it shows; also what a front end without HTML prints.
    svg : str
    html : str
        The SVG and, folded, the tables of numbers.
    """

    def __init__(self, figure, *, alt, tables=(), language=None):
        language = check_language(language)
        self.alt = alt
        source = _drawn(figure)
        plain = _shrink(source, alt, "", language)
        # From the content, so that two builds give the same bytes; counted, because the same
        # picture may stand twice in a page and an id may not.
        key = "f" + hashlib.sha256(plain.encode()).hexdigest()[:6]
        _shown[key] += 1
        prefix = f"{key}-" if _shown[key] == 1 else f"{key}-{_shown[key]}-"
        self.svg = _shrink(source, alt, prefix, language)
        self.html = self.svg + _details(tables, language)

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html, "text/plain": self.alt}


def _details(tables, language):
    if not tables:
        return ""
    lang = f' lang="{marked}"' if (marked := mark_of(language)) else ""
    body = "".join(_table(frame, caption, language) for frame, caption in tables)
    summary = _SUMMARY.say(language)
    return f'<details class="asi-numbers"{lang}><summary>{summary}</summary>{body}</details>'


def _table(frame, caption, language):
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = []
    for first, *rest in frame.itertuples(index=False, name=None):
        cells = "".join(f"<td>{_cell(value, language)}</td>" for value in rest)
        rows.append(f'<tr><th scope="row">{_cell(first, language)}</th>{cells}</tr>')
    # Without a caption of its own it bears the name of the fold around it, for those who only hear.
    said = (
        f"<caption>{escape(str(caption))}</caption>"
        if caption
        else f'<caption class="visually-hidden">{_SUMMARY.say(language)}</caption>'
    )
    # On a phone the table scrolls in its frame; the site's script makes the frame a tab stop then.
    return (
        '<div class="table-frame" style="overflow-x:auto">'
        f"<table>{said}<thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(value, language):
    """Text as it is; whole numbers whole; other numbers to four significant digits."""
    if isinstance(value, (bool, np.bool_)):
        return VERDICTS["yes" if value else "no"].say(language)
    if not isinstance(value, Real):
        return escape(str(value))
    if isinstance(value, Integral):
        return str(value)
    large = not math.isfinite(value) or abs(value) >= 1000
    decimals = 0 if large else 3 if value == 0 else 3 - math.floor(math.log10(abs(value)))
    return format_number(float(value), decimals, language)
