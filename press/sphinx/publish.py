"""
After the pages: one style sheet, only the files that pages use, clean notebooks, a sitemap; and the
same bytes each time.
"""

import json
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

import nbformat
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from asi_helpers.book.calculator.paste import script_words
from press import notebooks
from press.cache import LITE, has_lite
from press.editions import edition_folder, find_editions
from press.sphinx.pages import PAGE_SCRIPTS, address_of_book, is_notebook
from press.squeeze import squeeze_css, squeeze_js

STATIC = Path("press") / "theme" / "static"
STYLES = ("site.css", "pygments.css", "asi.css")  # in this order, as _static/book.css
# what every page loads, in this order, as _static/site.js
SCRIPTS = ("page.js", "site.js", "reading.js", "progress.js", "links.js", "terms.js", "keep.js")
PACKAGE_STATIC = Path("asi_helpers") / "book" / "static"
# a chapter has a quiz and a live exercise: one file for both
JOINED = {"asi-quiz.js": ("asi-quiz.js", "asi-live.js")}
KEPT = {
    "book.css",
    "site.js",
    "minisearch/minisearch.js",  # these two for the search page
    "search.js",
    "moved.js",  # for old addresses
    *PAGE_SCRIPTS,
    "asi-read.js",
}
# What reads and audits a pasted table: larger than a page, so asi-paste.js asks for it when used.
READERS = ("asi-pasted.js", "asi-printed.js")
KEPT_SUFFIXES = {".avif", ".ico", ".png", ".svg", ".webp", ".woff2", ".txt"}


def serial_label(renderer):
    """MyST's label for a formula without one: it was a random number, and is now a serial one."""
    env = renderer.sphinx_env
    return f"{env.docname.replace('/', '-')}-{env.new_serialno('amsmath')}"


def _bundle_styles(app, static):
    folders = (Path(app.srcdir) / STATIC, Path(app.srcdir) / PACKAGE_STATIC, static)
    sources = [folder / name for name in STYLES for folder in folders if (folder / name).is_file()]
    unique = {path.name: path for path in reversed(sources)}
    css = "".join(unique[name].read_text("utf8") + "\n" for name in STYLES if name in unique)
    (static / "book.css").write_text(squeeze_css(css), "utf8")


def _copy_scripts(app, static):
    # Sphinx copies them only when some page has changed
    shutil.copytree(Path(app.srcdir) / STATIC, static, dirs_exist_ok=True)
    package = Path(app.srcdir) / PACKAGE_STATIC
    for name in PAGE_SCRIPTS:
        scripts = [package / each for each in JOINED.get(name, [name])]
        there = [script.read_text("utf8") for script in scripts if script.is_file()]
        if there:
            (static / name).write_text("\n".join(there), "utf8")


def _bundle_scripts(app, static):
    """What every page may need as one file: on a slow connection each file costs a way and back."""
    scripts = [(Path(app.srcdir) / STATIC / name).read_text("utf8") for name in SCRIPTS]
    # what one of them meets in an old browser must not stop the others
    later = "catch (error) { setTimeout(() => { throw error; }); }"
    apart = "\n".join(f"try {{\n{script}\n}} {later}" for script in scripts)
    (static / "site.js").write_text(squeeze_js(apart), "utf8")


def _bundle_readers(app, static):
    """The scripts that read and audit pasted tables, with their words, as one file."""
    words = json.dumps(script_words(), separators=(",", ":"))
    scripts = [(Path(app.srcdir) / PACKAGE_STATIC / name).read_text("utf8") for name in READERS]
    text = "\n".join([f"window.asiPasteWords = {words};", *scripts])
    (static / "asi-read.js").write_text(squeeze_js(text), "utf8")


def _drop_unused(app, static):
    """The themes bring 6 MB of scripts, styles and fonts that no page of this book asks for."""
    own = {
        path.relative_to(folder)
        for folder in [Path(app.srcdir) / STATIC]
        for path in folder.rglob("*")
    }
    for path in sorted(static.rglob("*"), reverse=True):
        relative = path.relative_to(static)
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif relative.name in STYLES or not (
            relative.as_posix() in KEPT or (relative in own and path.suffix in KEPT_SUFFIXES)
        ):
            path.unlink()
    shutil.rmtree(Path(app.outdir) / "_sphinx_design_static", ignore_errors=True)


def _drop_stale_pages(app):
    """Sphinx leaves the page of a source that is gone. Books in other languages lie beside."""
    out = Path(app.outdir)
    names = [*app.env.found_docs, *app.config.html_additional_pages]
    wanted = {out / app.builder.get_target_uri(name) for name in names}
    others = {"lite", *app.config.book_languages}
    for path in list(out.rglob("*.html")):
        if path not in wanted and path.relative_to(out).parts[0] not in others:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()


def _publish_notebooks(app):
    sources = Path(app.outdir) / "_sources"
    for name in app.env.found_docs:
        target = sources / f"{name}.ipynb"
        if is_notebook(app, name):
            converted = Path(app.srcdir) / f"{name}.ipynb"
            target.parent.mkdir(parents=True, exist_ok=True)
            if converted.is_file():
                shutil.copyfile(converted, target)
            else:  # built without press.build: as executed by MyST-NB
                clean = notebooks.clean(nbformat.read(target, as_version=4))
                target.write_text(nbformat.writes(clean) + "\n", "utf8")
    for copy in sources.rglob("*.md"):  # nothing links to them
        copy.unlink()


def _write_sitemap(app):
    """One map of the site, with each page in every language; the English book writes it."""
    address = address_of_book(app.config).site
    if not address or edition_folder(app.config.language):
        return
    root = app.config.root_doc
    pages = sorted(
        "" if name == root else app.builder.get_target_uri(name)
        for name in app.env.found_docs
        if "noindex" not in app.env.metadata.get(name, {})
    )
    editions = find_editions(app.config.book_languages)
    urls = "".join(_urls(escape(address), page, editions) for page in pages)
    sitemap = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{urls}</urlset>
"""
    (Path(app.outdir) / "sitemap.xml").write_text(sitemap, "utf8")
    robots = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"
    (Path(app.outdir) / "robots.txt").write_text(robots, "utf8")


def _urls(address, page, editions):
    """A page in each language, and with each what it is in all languages."""
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{edition.code}"'
        f' href="{address}{edition.folder}{page}"/>'
        for edition in (editions if len(editions) > 1 else [])
    )
    return "".join(
        f"<url><loc>{address}{edition.folder}{page}</loc>{alternates}</url>\n"
        for edition in editions
    )


def _copy_lite(app):
    target = Path(app.outdir) / "lite"
    shutil.rmtree(target, ignore_errors=True)
    if has_lite(app.srcdir) and not edition_folder(app.config.language):
        shutil.copytree(Path(app.srcdir) / LITE, target)


def _publish(app, error):
    if error or app.builder.name != "html":
        return
    static = Path(app.outdir) / "_static"
    _copy_scripts(app, static)
    _bundle_scripts(app, static)
    _bundle_readers(app, static)
    _bundle_styles(app, static)
    _drop_unused(app, static)
    _drop_stale_pages(app)
    _publish_notebooks(app)
    _write_sitemap(app)
    _copy_lite(app)
    (
        Path(app.outdir) / ".nojekyll"
    ).touch()  # GitHub Pages hides folders that begin with _ without it


def setup(app):
    SphinxRenderer._random_label = serial_label
    app.connect("build-finished", _publish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
