"""Chapters as plain HTML fragments, for slides, worksheets and the instructor pack."""

import re
import sys
from html import escape
from pathlib import Path

import jupytext
from docutils.core import publish_parts
from jupyter_cache import get_cache
from myst_parser.docutils_ import Parser

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "_ext"))
sys.path.insert(0, str(ROOT / "tools"))

import convert  # noqa: E402
from site_cache import cache_path  # noqa: E402

TARGET = re.compile(r"\{(?:term|ref|numref|doc)\}`([^`<]+?)(?:\s*<[^>]*>)?`")
CITATION = re.compile(r"\s*\(?\{cite(?::\w+)?\}`[^`]*`\)?")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]*\)")
# Directives that only Sphinx's extensions know become boxes that docutils knows.
BOX = re.compile(r"^(:{3,}|`{3,})\{(?:dropdown|exercise|solution)\} ?(.*)$", re.MULTILINE)
UNKNOWN_OPTION = re.compile(r"^:(?:label|nonumber|open|hidden|icon|color):.*\n", re.MULTILINE)
SETTINGS = {
    "myst_enable_extensions": ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath"],
    "math_output": "MathML",
    "report_level": 5,
    "embed_stylesheet": False,
    "stylesheet_path": None,
    "doctitle_xform": False,
    "initial_header_level": 2,
}
# Best first: what a slide or a sheet of paper can show.
MIME = ("text/html", "image/svg+xml", "text/markdown", "text/plain")
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def chapters():
    """Sources of the numbered chapters, in order."""
    return sorted((ROOT / "chapters").glob("[0-9][0-9]-*.md"))


def executed(chapter):
    """A chapter as it was executed for the book, its kept numbers written into the text."""
    cache = get_cache(cache_path(ROOT))
    try:
        record = cache.match_cache_notebook(jupytext.read(chapter))
    except KeyError:
        raise SystemExit(f"{chapter.name} was not executed yet. Run: make book") from None
    notebook = cache.get_cache_bundle(record.pk).nb
    values = convert.kept_values(notebook)
    source = convert.read(chapter)
    outputs = iter([cell for cell in notebook.cells if cell.cell_type == "code"])
    for cell in source.cells:
        if cell.cell_type == "code":
            cell.outputs = next(outputs).outputs
        else:
            cell.source = convert.write_values(cell.source, values, chapter)
    return source


def to_html(markdown):
    """MyST as HTML, its references as plain words."""
    text = convert.SPAN.sub(r"\1", convert.ROLE.sub(r"*\1*", markdown))
    text = CITATION.sub("", TARGET.sub(r"\1", LINK.sub(r"\1", text)))
    text = BOX.sub(
        lambda found: f"{found[1]}{{admonition}} {found[2].strip() or 'Note'}",
        UNKNOWN_OPTION.sub("", text),
    )
    body = publish_parts(text, parser=Parser(), writer_name="html5", settings_overrides=SETTINGS)[
        "body"
    ]
    return re.sub(r"<(/?)section\b", r"<\1div", body)  # reveal.js would take a section for a slide


def output_html(cell):
    """What an executed cell shows, as HTML."""
    shown = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if output.get("metadata", {}).get("scrapbook"):
            continue
        mime = next((mime for mime in MIME if mime in data), None)
        if mime == "text/markdown":
            shown.append(to_html(data[mime]))
        elif mime == "text/plain":
            shown.append(f"<pre>{escape(data[mime])}</pre>")
        elif mime:
            shown.append(data[mime])
    return "\n".join(shown)


def title_of(notebook):
    """The first heading of a chapter."""
    return next(
        match[1]
        for cell in notebook.cells
        if cell.cell_type == "markdown" and (match := re.search(r"^# (.+)$", cell.source, re.M))
    )


def page(title, body, style):
    """A whole page that needs no other file."""
    return PAGE.format(title=escape(title), body=body, style=style)
