"""
A heading has the same address in every language: links into a page hold, and so does the place when
a reader switches the language.

The English book notes the addresses of its headings, page by page, in their order. A translated
copy is given the list, and gives its headings those addresses: it has the same headings in the same
order.
"""

import json
from functools import cache
from pathlib import Path

from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx.errors import ExtensionError

from press.sources import ADDRESSES


@cache
def _noted(root):
    path = root / ADDRESSES
    return json.loads(path.read_text("utf8")) if path.is_file() else None


_generate = DocutilsRenderer.generate_heading_target


def _generate_in_english(renderer, token, level, node, title):
    """MyST's own way, but for the id of the section and the name that MyST's links find it by."""
    env, slugs = renderer.sphinx_env, renderer._heading_slugs
    noted = _noted(Path(env.srcdir)) if env else None
    if noted is None:
        _generate(renderer, token, level, node, title)
        return
    try:
        slug, address = noted[env.docname][len(slugs)]
    except (KeyError, IndexError):
        raise ExtensionError(
            f"{env.docname}: the heading {title.astext()!r} is not in the English page."
        ) from None
    node["ids"].append(address)
    _generate(renderer, token, level, node, title)
    _, known = slugs.popitem()
    slugs[slug] = known
    node["slug"] = slug


def _note(app, error):
    """Write down the addresses of the English book."""
    root = Path(app.srcdir)
    if error or app.builder.name != "html" or _noted(root) is not None:
        return
    found = {
        name: [[slug, known[1]] for slug, known in metadata.get("myst_slugs", {}).items()]
        for name, metadata in sorted(app.env.metadata.items())
        if name in app.env.found_docs
    }
    (root / "_build" / ADDRESSES).write_text(json.dumps(found, indent=1), "utf8")


def setup(app):
    DocutilsRenderer.generate_heading_target = _generate_in_english
    app.connect("build-finished", _note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
