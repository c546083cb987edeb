"""The same sources build to the same bytes, cells executed anew and in another folder."""

import filecmp
from pathlib import Path

import nbformat
import pytest

from press import notebooks, squeeze

pytestmark = pytest.mark.slow
# A kernel sends what is printed when a fifth of a second has passed, so a busy computer sends the
# lines of a cell in other pieces than a quiet one.
IN_TWO_PIECES = """
```{code-cell} ipython3
import time

print("sent first", flush=True)
time.sleep(0.5)
print("sent second")
```
"""


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_give_the_same_bytes(site, copy_of_the_book, build_book):
    if (site / "lite").is_dir():
        # JupyterLite's own build, with its own times in it, is lent; it is of the same sources
        (copy_of_the_book / "_build").mkdir()
        (copy_of_the_book / "_build" / "lite").symlink_to(site.parent / "lite")
    assert build_book(copy_of_the_book) is None
    again = copy_of_the_book / "_build" / "html"
    ours, theirs = (
        {name for name in files(folder) if not name.startswith("lite/")} for folder in (site, again)
    )
    assert theirs == ours
    _, different, unread = filecmp.cmpfiles(site, again, sorted(ours), shallow=False)
    assert (different, unread) == ([], [])


def test_a_warning_stops_the_build_and_what_changed_joins_the_pages(copy_of_the_book, build_book):
    index = copy_of_the_book / "index.md"
    index.write_text(index.read_text("utf8") + "\n[nowhere](chapters/no-such-page.md)\n", "utf8")
    for chapter in (copy_of_the_book / "chapters").rglob("*.md"):
        if not chapter.name.startswith("01"):
            chapter.unlink()
        else:
            chapter.write_text(chapter.read_text("utf8") + IN_TWO_PIECES, "utf8")
    (copy_of_the_book / "_toc.yml").write_text(
        "format: jb-book\nroot: index\nchapters:\n- glob: chapters/01-*\n", "utf8"
    )
    problem = build_book(copy_of_the_book)
    assert problem is not None
    assert "no-such-page" in problem
    (first,) = (copy_of_the_book / "_build" / "html" / "chapters").glob("01-*.html")
    assert "sent first\nsent second" in first.read_text("utf8")

    script = copy_of_the_book / "press" / "theme" / "static" / "site.js"
    script.write_text(script.read_text("utf8") + '"changed";\n', "utf8")
    build_book(copy_of_the_book)  # stops again, but not before the pages are written
    published = copy_of_the_book / "_build" / "html" / "_static" / "site.js"
    assert '"changed";' in published.read_text("utf8")


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("/* note */\na { color: red; }\n", "a { color: red; }\n"),
        ("a {\n    b: c;\n\n}\n", "a {\nb: c;\n}\n"),
    ],
)
def test_styles_are_squeezed(css, squeezed):
    assert squeeze.squeeze_css(css) == squeezed


def test_a_notebook_is_cleaned():
    cell = {"cell_type": "code", "id": "x1", "source": "1", "metadata": {}, "execution_count": 3}
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    dirty = {"metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 5, "cells": [cell]}
    clean = notebooks.clean(nbformat.from_dict(dirty))
    assert (clean.cells[0].id, clean.cells[0].outputs) == ("cell-0", [])
    assert clean.cells[0].execution_count is None
    assert "widgets" not in clean.metadata
    nbformat.validate(clean)


def test_the_folder_of_the_sources_is_not_in_the_pages(site):
    root = str(Path(site).parents[1])
    telling = [
        name
        for name in files(site)
        if name.endswith((".html", ".js", ".ipynb")) and root in (site / name).read_text("utf8")
    ]
    assert telling == []
