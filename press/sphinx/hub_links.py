"""
The directive `hub-links`: a form in which a teacher types a hub's address and gets all its links.

The sheet is press/theme/templates/hub-links.html; the script press/theme/static/hub-links.js makes
the links, as press/hub_link.py does, and asks no network.
"""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press import ROOT
from press.chapter import chapter_files, find_chapters
from press.editions import LISTED, find_editions
from press.hub_link import BRANCH, notebook_path
from press.sources import book_root
from press.sphinx.pages import address_of_book, title_in
from press.words import gettext as _

SHEET = "hub-links.html"


class HubLinks(SphinxDirective):
    """The form, with the chapters as they are now."""

    def run(self):
        root, builder = Path(self.env.srcdir), self.env.app.builder
        for source in chapter_files(root):
            self.env.note_dependency(str(source))
        here = self.config.language
        # the language of the page first
        editions = sorted(find_editions(self.config[LISTED]), key=lambda each: each.code != here)
        books = [
            {
                "code": edition.code,
                "name": edition.name,
                "chapters": [
                    {
                        "number": chapter.number,
                        "title": title_in(
                            book_root(ROOT), f"chapters/{chapter.path.stem}", edition.code
                        ),
                        "notebook": notebook_path(chapter.path.stem, edition.code),
                    }
                    for chapter in find_chapters(root).values()
                ],
            }
            for edition in editions
        ]
        facts = {"_": _, "books": books, "branch": BRANCH}
        facts["repository"] = address_of_book(self.config).repository
        sheet = builder.templates.render(SHEET, facts)
        return [nodes.raw("", sheet, format="html")]


def setup(app):
    app.add_directive("hub-links", HubLinks)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
