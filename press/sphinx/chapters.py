"""In a chapter's text, what its front matter says: the directives `opening` and `objectives`."""

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from press.chapter import Chapter, Incomplete


def parsed(directive, text):
    """Nodes of a text that stands where a directive stood."""
    parent = nodes.container()
    lines = StringList(text.splitlines(), f"{directive.env.docname} ({directive.name})")
    directive.state.nested_parse(lines, 0, parent, match_titles=True)
    return parent.children


class OfThisChapter(SphinxDirective):
    """What the front matter of this very chapter says."""

    def run(self):
        try:
            return parsed(self, Chapter(Path(self.env.doc2path(self.env.docname))).show(self.name))
        except Incomplete as error:
            raise ExtensionError(str(error)) from error


def setup(app):
    app.add_directive("opening", OfThisChapter)
    app.add_directive("objectives", OfThisChapter)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
