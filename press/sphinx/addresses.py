"""
A heading has the same address in every language: links into a page hold, and so does the place when
a reader switches the language.

The English book notes the addresses of its headings, page by page, in their order. A translated
copy is given the list, and gives its headings those addresses: it has the same headings in the same
order.

A quiz item has its name for an address, such as `quiz-08-q3`, an explorer `explorer-reference`, and
an exercise its label. Items and exercises get the mark of headings and figures, which leads to its
own place, for a reader who wants to send it.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

from docutils import nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import is_exercise_node

from press.names import explorer_address
from press.sources import ADDRESSES
from press.words import gettext as _

QUIZ_ITEM = re.compile(
    r'<div class="asi-question"(?P<rest>[^>]* data-item="(?P<name>[\w-]+)"[^>]*)>'
)
EXPLORER = re.compile(
    r'<figure class="asi-explorer"(?P<rest>[^>]* data-explorer="(?P<name>\w+)"[^>]*)>'
)


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


def _mark(address, title):
    """A link to its own place, as Sphinx makes it for a heading."""
    return f'<a class="headerlink" href="#{address}" title="{escape(title)}">#</a>'


class _Addresses(SphinxPostTransform):
    """
    Give each part of a page's own HTML an address.

    Only the page does: in a notebook the same part may be shown twice. Of one that a page shows
    twice, the first has the address.
    """

    default_priority = 900
    formats = ("html",)
    part = None  # its opening tag, with `name` and `rest`
    kind = ""  # its class

    def run(self, **kwargs):
        met = set()

        def addressed(found):
            if found["name"] in met:
                return found[0]
            met.add(found["name"])
            return self.opening(found["name"], found["rest"])

        for node in self.document.findall(nodes.raw):
            text = node.astext()
            if "html" in node.get("format", "") and self.kind in text:
                node.children = [nodes.Text(self.part.sub(addressed, text))]

    def opening(self, name, rest):
        """The opening tag with an address."""
        raise NotImplementedError


class AddressesOfQuizItems(_Addresses):
    """Give each quiz item an address and its mark."""

    part, kind = QUIZ_ITEM, "asi-question"

    def opening(self, name, rest):
        mark = _mark(f"quiz-{name}", _("Link to this question"))
        # before the question, whose words name the group
        return f'<div class="asi-question" id="quiz-{name}"{rest}>{mark}'


class AddressesOfExplorers(_Addresses):
    """Give each explorer an address."""

    part, kind = EXPLORER, "asi-explorer"

    def opening(self, name, rest):
        return f'<figure class="asi-explorer" id="{explorer_address(name)}"{rest}>'


class MarksOfExercises(SphinxPostTransform):
    """Give each exercise, which has an address, its mark."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        for exercise in self.document.findall(is_exercise_node):
            mark = _mark(exercise["ids"][0], _("Link to this exercise"))
            exercise[0] += nodes.raw("", mark, format="html")


def setup(app):
    app.add_post_transform(AddressesOfExplorers)
    app.add_post_transform(AddressesOfQuizItems)
    app.add_post_transform(MarksOfExercises)
    DocutilsRenderer.generate_heading_target = _generate_in_english
    app.connect("build-finished", _note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
