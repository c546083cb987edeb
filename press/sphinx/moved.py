"""
Old addresses: what was once a page leads on to where its text is now.

`book_moved` in _config.yml lists them, old page to new one, as names without a suffix; the new one
may name a place, such as chapters/glossary#term-bias. Each edition has a page at each old address.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from sphinx.errors import ExtensionError
from sphinx.util.osutil import relative_uri

from press.editions import edition_folder
from press.sphinx.pages import address_of_book
from press.words import gettext as _
from press.words import language

LISTED = "book_moved"
TEMPLATES = Path(__file__).parents[1] / "theme" / "templates"


def check_moved(moved, pages, others=()):
    """
    Say that a list of old addresses does not hold.

    Parameters
    ----------
    moved : dict of str to str
        New address of each old one.
    pages : collection of str
        Names of the pages that there are.
    others : collection of str
        Names that are taken by what is no page of the text, such as the search.

    Raises
    ------
    ExtensionError
        If an old address is a page, leads out of the site, or leads to no page.
    """
    for old, new in moved.items():
        if old in pages or old in others:
            raise ExtensionError(f"{LISTED} in _config.yml: {old} is a page, no old address.")
        if old.startswith(("/", ".")) or "/../" in old or old.endswith((".html", ".md")):
            raise ExtensionError(
                f"{LISTED} in _config.yml: {old!r} must be a name such as chapters/08-name."
            )
        if new.partition("#")[0] not in pages:
            raise ExtensionError(
                f"{LISTED} in _config.yml: {old} leads to {new}, which is no page."
            )


def _check(app, env):
    check_moved(app.config[LISTED], env.found_docs, app.config.html_additional_pages)


def old_page(here, there, title, book, canonical=""):
    """The page at an old address; both addresses are paths in the site."""
    path, mark, place = there.partition("#")  # relative_uri would lose the place
    folder = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)
    page = folder.get_template("moved.html").render(
        _=_,
        language=language(),
        book=book,
        title=title,
        target=relative_uri(here, path) + mark + place,
        script=relative_uri(here, "_static/moved.js"),
        canonical=canonical,
    )
    return page + "\n"


def _write(app, error):
    if error or app.builder.name != "html":
        return
    site = address_of_book(app.config).site
    edition = edition_folder(app.config.language)
    for old, new in app.config[LISTED].items():
        name, mark, place = new.partition("#")
        here, there = app.builder.get_target_uri(old), app.builder.get_target_uri(name)
        path = Path(app.outdir) / here
        path.parent.mkdir(parents=True, exist_ok=True)
        page = old_page(
            here,
            there + mark + place,
            app.env.titles[name].astext(),
            app.config.html_title,
            site and site + edition + there,
        )
        path.write_text(page, "utf8")


def setup(app):
    app.add_config_value(LISTED, {}, "", dict)
    app.connect("env-updated", _check)  # at each build, also where no page has changed
    app.connect("build-finished", _write, priority=950)  # after publish dropped what is no page
    return {"parallel_read_safe": True, "parallel_write_safe": True}
