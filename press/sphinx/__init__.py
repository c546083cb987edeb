"""What the book adds to Sphinx: one extension of several parts. `_config.yml` names it once."""

PARTS = (
    "press.cache",
    "press.sphinx.addresses",
    "press.sphinx.chapters",
    "press.sphinx.data",
    "press.sphinx.downloads",
    "press.sphinx.glossary",
    "press.sphinx.guide",
    "press.sphinx.html",
    "press.sphinx.hub_links",
    "press.sphinx.language",
    "press.sphinx.math",
    "press.sphinx.moved",
    "press.sphinx.pages",
    "press.sphinx.progress",
    "press.sphinx.publish",
    "press.sphinx.search",
    "press.sphinx.votes",
)


def setup(app):
    for part in PARTS:
        app.setup_extension(part)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
