"""The directive `downloads`: the files to take along, as a copy without them lists them."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.downloads import listed
from press.editions import edition_folder
from press.sphinx.pages import address_of_book


class Downloads(SphinxDirective):
    """The list; `python -m press.handouts` writes links and sizes into the built page."""

    def run(self):
        code, site = self.config.language, address_of_book(self.config).site
        html = listed(code, address=site and site + edition_folder(code))
        return [nodes.raw("", html, format="html")]


def setup(app):
    app.add_directive("downloads", Downloads)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
