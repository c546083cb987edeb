"""
The data as files of the site: data/*.csv with their schema, under the address they have here.

A link to such a file downloads it from there. Sphinx would keep a second copy of it under a hash,
an address that changes with the file.
"""

import shutil
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

FOLDER = "data"
PUBLISHED = ("*.csv", "datapackage.json")


class LinkToData(SphinxTransform):
    """Let links to files of the data lead to their place in the site."""

    default_priority = 400

    def apply(self):
        for link in list(self.document.findall(addnodes.download_reference)):
            name, _ = self.env.relfn2path(link["reftarget"], self.env.docname)
            if Path(name).parts[0] == FOLDER:
                link.replace_self(
                    nodes.reference("", "", *link.children, refuri=link["reftarget"], internal=True)
                )


def _copy_data(app, error):
    if error or app.builder.name != "html":
        return
    target = Path(app.outdir) / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for pattern in PUBLISHED:
        for path in sorted((Path(app.srcdir) / FOLDER).glob(pattern)):
            shutil.copyfile(path, target / path.name)


def setup(app):
    app.add_transform(LinkToData)
    app.connect("build-finished", _copy_data, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
