"""
Make the book for readers of e-books: _build/right-way-up.epub, EPUB 3, one file a language.

    .venv/bin/python -m press.handouts.epub

It holds what students read, of the same pages as the PDF (bound.py), answers at the end. An EPUB is
a zip of XHTML with a list of its files, so no library makes it.
"""

import re
import sys
import textwrap
import time
import uuid
from html import escape
from io import BytesIO
from posixpath import dirname, relpath

from bs4 import BeautifulSoup

import asi_helpers as asi
from asi_helpers.language import format_number
from press import EPOCH, ROOT
from press.address import address_of, load_config
from press.handouts.bound import HTML, bind, new
from press.messages.translated import run_in_translations
from press.sources import book_root
from press.words import gettext as _
from press.words import in_language, language
from press.zips import write_zip

TARGET = book_root(ROOT) / "_build" / in_language("right-way-up.epub")
# for teachers and for people who write code; the PDF and the site have them
LEFT_OUT = ("chapters/instructor/", "chapters/api.html")
NAMESPACES = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}
# An e-book reader may know no variables; these stand out from white and from black paper.
COLOURS = {"--asi-a": "#2b87c8", "--asi-b": "#d0662f", "--asi-grid": "#888", "--asi-bg": "none"}
VARIABLE = re.compile(r"var\((--asi-[a-z]+)(?:,(?:[^()]|\([^()]*(?:\([^()]*\))?[^()]*\))*)?\)")
STYLE = """\
body { line-height: 1.5; }
h1, h2, h3 { line-height: 1.2; page-break-after: avoid; break-after: avoid; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; margin-top: 1.6em; } h3 { font-size: 1.1em; }
svg { display: block; width: 100%; max-width: 34em; height: auto; margin: .6em 0; }
figure { margin: 1.2em 0; } figcaption, caption { font-size: .9em; text-align: start; }
.asi-title { display: block; font-weight: bold; }
table { border-collapse: collapse; font-size: .9em; margin: .8em 0; }
th, td { border: 1px solid #888; padding: .2em .4em; text-align: start; vertical-align: top; }
th p, td p { margin: 0; }
pre { white-space: pre-wrap; overflow-wrap: break-word; font-size: .85em; }
.admonition, .exercise, .aside { border-inline-start: .2em solid #888; padding-inline-start: .8em; margin: 1em 0; }
.admonition-title, .aside-title, .asi-stem { font-weight: bold; }
.asi-question, .asi-key { margin: 1.2em 0; }
.asi-option { margin: .2em 0 .2em 1em; } .asi-key .asi-option { font-weight: bold; }
.asi-key .asi-feedback { margin-inline-start: 1em; }
.asi-line { width: 10em; height: 1.4em; border-bottom: 1px solid #888; }
.to-answer, .pdf-live, .asi-note { font-size: .85em; }
dt { font-weight: bold; } dd { margin: 0 0 .4em 1em; }
.visually-hidden { display: none; }
.cover { margin: 0; text-align: center; } .cover img { max-width: 100%; max-height: 100vh; }
nav ol { list-style: none; padding-inline-start: 1em; }
"""
PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" href="{root}style.css"/>
</head>
<body>
{body}
</body>
</html>
"""
PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
<dc:description>{description}</dc:description>
<dc:rights>{rights}</dc:rights>
<dc:source>{source}</dc:source>
<meta property="dcterms:modified">{modified}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{accessible}</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def name_of(path):
    """Name in the e-book of a page of the site."""
    return path.removesuffix(".html") + ".xhtml"


def xhtml(page):
    """A page of the bound book as XHTML."""
    article = page.article
    for fold in article.find_all("details"):  # many readers of e-books know no folds
        title = new("p", class_="aside-title")
        title.string = " ".join(fold.summary.get_text(" ").split())
        fold.summary.replace_with(title)
        fold.name, fold.attrs = "div", {"class": "aside"}
    for element in article.select('a[href^="/"]'):
        path, mark, place = element["href"][1:].partition("#")
        inside = path == page.path and mark
        folder = dirname(page.path) or "."
        element["href"] = ("" if inside else relpath(name_of(path), folder)) + mark + place
    # html5lib knows how SVG writes its names, which the parser of HTML wrote small
    body = BeautifulSoup(str(article), "html5lib").body
    for element in body.find_all(True):
        for attribute in [name for name in element.attrs if name.startswith("data-")]:
            del element[attribute]
        if element.name in NAMESPACES and not element.find_parent(element.name):
            element["xmlns"] = NAMESPACES[element.name]
        for name, value in element.attrs.items():
            if isinstance(value, str) and "var(" in value:
                element[name] = VARIABLE.sub(lambda found: COLOURS[found[1]], value)
    return whole(page.title, body.decode_contents(formatter="minimal"), page.path)


def whole(title, body, path):
    """A whole XHTML file."""
    root = "../" * path.count("/")
    return PAGE.format(language=language(), title=escape(title), body=body, root=root)


def navigation(parts):
    """The contents of the e-book: parts, pages, and sections of pages."""

    def entry(page):
        name = name_of(page.path)
        below = "".join(
            f'<li><a href="{name}#{section["id"]}">{escape(_words(section.h2))}</a></li>\n'
            for section in page.article.select("section[id]")
            if section.find("h2", recursive=False) and not section.find_parent("details")
        )
        below = f"\n<ol>\n{below}</ol>" if below else ""
        return f'<li><a href="{name}">{escape(page.title)}</a>{below}</li>\n'

    rows = ""
    for part in parts:
        pages = "".join(map(entry, part.pages))
        if part.caption and len(part.pages) > 1:
            pages = f"<li><span>{escape(part.caption)}</span>\n<ol>\n{pages}</ol></li>\n"
        rows += pages
    title = _("Contents")
    body = f'<nav epub:type="toc" id="toc">\n<h1>{title}</h1>\n<ol>\n{rows}</ol>\n</nav>'
    return whole(title, body, "nav.xhtml")


def _words(element):
    return " ".join(element.get_text("").split())


def cover(title):
    """The cover as PNG: the printed and the recomputed odds ratio on one log axis."""
    from matplotlib.figure import Figure

    table = asi.load_table("knowledge")
    printed, recomputed = asi.load_printed("knowledge").por, asi.prevalence_odds_ratio(table).value
    figure = Figure(figsize=(6, 9), dpi=120, facecolor="#12304a")
    write = {"color": "white", "ha": "left", "va": "top"}
    figure.text(
        0.1, 0.9, title.replace(" ", "\n"), size=50, weight="bold", linespacing=1.1, **write
    )
    subtitle = _("How to read a quantitative nursing study, one 2x2 table at a time.")
    figure.text(0.1, 0.42, textwrap.fill(subtitle, 34), size=15, linespacing=1.5, **write)
    axes = figure.add_axes((0.1, 0.16, 0.8, 0.1), facecolor="none")
    axes.set(xscale="log", xlim=(0.01, 100), ylim=(-1, 1.6), yticks=[])
    axes.set_xticks([0.01, 1, 100], [format_number(0.01, 2, language()), "1", "100"])
    axes.minorticks_off()
    axes.tick_params(colors="#9fb3c4", labelsize=12)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#9fb3c4")
    for value, decimals, colour in ((printed, 3, "#f0a35e"), (recomputed, 1, "#56b4e9")):
        axes.plot([value], [-1], "o", color=colour, markersize=15, clip_on=False)
        text = format_number(value, decimals, language())
        axes.text(value, 0.2, text, color=colour, size=20, weight="bold", ha="center")
    drawn = BytesIO()
    figure.savefig(
        drawn, format="png", facecolor=figure.get_facecolor(), metadata={"Software": None}
    )
    return drawn.getvalue()


def files():
    """(name, content) of the files of the e-book; its first must be the first in the zip."""
    config = load_config()
    title = config["title"]
    parts = bind(lambda path: not path.startswith(LEFT_OUT))
    pages = [page for part in parts for page in part.pages]
    navigated = navigation(parts)  # before the articles lose their folds
    texts = {name_of(page.path): xhtml(page) for page in pages}
    shows = _("{title}: the printed and the recomputed odds ratio on one log axis.")
    alt = escape(shows.format(title=title))
    picture = f'<div class="cover"><img src="cover.png" alt="{alt}"/></div>'
    site = address_of(config).site
    items = [
        ("nav.xhtml", "application/xhtml+xml", "nav"),
        ("style.css", "text/css", ""),
        ("cover.png", "image/png", "cover-image"),
        ("cover.xhtml", "application/xhtml+xml", ""),
        *((name, "application/xhtml+xml", _properties(text)) for name, text in texts.items()),
    ]
    manifest = "\n".join(
        f'<item id="{_id(name)}" href="{name}" media-type="{kind}"'
        f"{f' properties={chr(34)}{properties}{chr(34)}' if properties else ''}/>"
        for name, kind, properties in items
    )
    spine = ["cover.xhtml", "nav.xhtml", *texts]
    package = PACKAGE.format(
        language=language(),
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"{site}right-way-up-{language()}").urn,
        title=escape(title),
        description=escape(_("How to read a quantitative nursing study, one 2x2 table at a time.")),
        rights=escape(_("Text: CC BY 4.0. Code: BSD 3-Clause.")),
        source=escape(site or config["repository"]["url"]),
        modified=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH)),
        accessible=escape(
            _(
                "Every figure has a text that says its finding; formulas are MathML; quizzes are"
                " text."
            )
        ),
        manifest=manifest,
        spine="\n".join(f'<itemref idref="{_id(name)}"/>' for name in spine),
    )
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", CONTAINER.encode()
    yield "book/package.opf", package.encode()
    yield "book/nav.xhtml", navigated.encode()
    yield "book/style.css", STYLE.encode()
    yield "book/cover.png", cover(title)
    yield "book/cover.xhtml", whole(title, picture, "cover.xhtml").encode()
    for name, text in texts.items():
        yield f"book/{name}", text.encode()


def _id(name):
    return "file-" + re.sub(r"\W+", "-", name)


def _properties(text):
    return " ".join(word for word, mark in (("mathml", "<math "), ("svg", "<svg ")) if mark in text)


def main(target=TARGET):
    """Write the e-book; return its path."""
    if not (HTML / "index.html").is_file():
        raise SystemExit("There is no built book yet. Run: make book")
    # the kind of file must stand in the first bytes, as it is
    return write_zip(target, files(), stored=("mimetype",))


if __name__ == "__main__":
    main()
    sys.exit(run_in_translations("press.handouts.epub"))
