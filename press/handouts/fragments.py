"""Chapters as plain HTML fragments, for slides, worksheets and the instructor pack."""

import re
from html import escape

from docutils.core import publish_parts
from myst_parser.docutils_ import Parser

from press import plain
from press.words import gettext as _
from press.words import language

LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]*\)")
# Directives that only Sphinx's extensions know become boxes that docutils knows.
BOX = re.compile(r"^(:{3,}|`{3,})\{(?:dropdown|exercise|solution)\} ?(.*)$", re.MULTILINE)
UNKNOWN_OPTION = re.compile(
    r"^:(?:label|nonumber|open|hidden|icon|color|class-container):.*\n", re.MULTILINE
)
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
<html lang="{language}">
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


def to_html(markdown):
    """MyST as HTML, its references as plain words."""
    note = _("Note")
    text = BOX.sub(
        lambda found: f"{found[1]}{{admonition}} {found[2].strip() or note}",
        UNKNOWN_OPTION.sub("", LINK.sub(r"\1", plain.words(markdown))),
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


def page(title, body, style):
    """A whole page that needs no other file."""
    return PAGE.format(language=language(), title=escape(title), body=body, style=style)
