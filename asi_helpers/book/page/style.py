"""
The one style sheet, `static/asi.css`, for pages that do not have the book's own.

In live Jupyter each thing shown brings the parts of the sheet that it needs.
"""

import re
from functools import cache
from pathlib import Path

from .html import Markup

_SHEET = Path(__file__).parents[1] / "static" / "asi.css"
_PART = re.compile(r"/\* ==== (\w+).*?\*/", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def style(*parts):
    """
    Parts of the style sheet as an element; the palette is always among them.

    Parameters
    ----------
    *parts : str
        Such as "explorers": the first words of the comments that divide the sheet, in lower case.

    Returns
    -------
    Markup
    """
    sheet = _parts()
    return Markup(f"<style>{''.join(sheet[part] for part in ('palette', *parts))}</style>")


@cache
def _parts():
    _, *pieces = _PART.split(_SHEET.read_text(encoding="utf-8"))
    return {
        name.lower(): "".join(line.strip() for line in _COMMENT.sub("", rules).splitlines())
        for name, rules in zip(pieces[::2], pieces[1::2], strict=True)
    }
