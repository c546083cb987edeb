"""The converter: a MyST chapter becomes a clean notebook."""

import shutil
from pathlib import Path

import jupytext
import nbformat
import pytest

from press import cache, notebooks, warm_kernel
from press.address import address_of, load_config

CHAPTER = """\
---
jupytext:
  formats: md:myst
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Python 3
  language: python
  name: python3
minutes: 45
before: "[nothing](../index.md)"
note: Have a pencil.
objectives:
  - Count to *two*.
  - Say why.
figure: fig-c01-key
exercises:
  hand: [1]
---

# A chapter

```{opening}
```

:::{objectives}
:::

```{code-cell} ipython3
:tags: [remove-cell]

from asi_helpers import keep
keep("n", 94)
keep("por", 34.714)
keep("words", "p < 0.001")
```

Of {glue:text}`n` mothers: {glue:text}`por:.1f`, {glue:text}`words`, [*rasio*]{lang=id}.
See [the next](next.md#odds), [a site](https://example.org/x.md), [words](words.md#a),
[data](../data/a.csv).

:::{exercise} Count
:label: ex-01-hand
How many?
:::

```{code-cell} ipython3
---
mystnb:
  figure:
    name: fig-c01-key
    caption: Of {glue:text}`n` {term}`mothers <mother>`.
tags: [hide-input]
---
6 * 7
```

```{solution-start} ex-01-hand
:class: dropdown
```

Count:

```{code-cell} ipython3
6 + 8
```

```{solution-end}
```

The end.
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book of one chapter."""
    (tmp_path / "chapters").mkdir()
    chapter = tmp_path / "chapters" / "01-one.md"
    chapter.write_text(CHAPTER, "utf8")
    (tmp_path / "README.md").write_text("# not a chapter\n", "utf8")
    (tmp_path / "index.md").write_text("# Cover\n", "utf8")
    header = CHAPTER.partition("minutes:")[0]
    (tmp_path / "chapters" / "next.md").write_text(f"{header}---\n\n# Next\n", "utf8")
    (tmp_path / "chapters" / "words.md").write_text("# Words\n", "utf8")
    monkeypatch.setattr(notebooks, "ROOT", tmp_path)
    return tmp_path


def read(path):
    return nbformat.read(path, as_version=4)


@pytest.mark.slow
def test_a_chapter_becomes_a_clean_notebook(book):
    assert notebooks.main([]) == 0
    notebook = read(book / "chapters/01-one.ipynb")
    nbformat.validate(notebook)
    site = address_of(load_config()).site
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds == ["markdown", "code", "markdown", "code", "markdown", "markdown"]
    opening, _, text, figure, caption, solution = notebook.cells
    assert opening.source.startswith("# A chapter\n\n> **To run this notebook,** ")
    assert opening.source.endswith(
        f"\n\n*About 45 minutes. Before this chapter: [nothing]({site}index.html). "
        "Have a pencil.*\n\n1. Count to *two*.\n2. Say why."
    )
    assert "Of 94 mothers: 34.7, p < 0.001, *rasio*." in text.source
    assert "[the next](next.ipynb#odds)" in text.source
    assert "(https://example.org/x.md)" in text.source
    assert f"[words]({site}chapters/words.html#a)" in text.source
    assert f"[data]({site}data/a.csv)" in text.source
    assert text.source.endswith("### Exercise: Count\n\nHow many?")
    assert figure.source == "6 * 7"
    assert caption.source == "**Fig. 1.1.** Of 94 mothers."
    assert solution.source == (
        "<details>\n<summary><b>Solution: Count</b></summary>\n\nCount:\n\n"
        "```python\n6 + 8\n```\n\n```text\n14\n```\n\n</details>\n\nThe end."
    )
    assert "minutes" not in notebook.metadata
    assert [cell.outputs for cell in notebook.cells if cell.cell_type == "code"] == [[], []]
    assert notebook.cells[1].metadata.jupyter.source_hidden is True
    assert "jupyter" not in figure.metadata
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.jupytext.text_representation.extension == ".md"
    assert "formats" not in notebook.metadata.jupytext  # a Jupyter with jupytext could not open it
    assert [cell.id for cell in notebook.cells] == [f"cell-{place}" for place in range(6)]


@pytest.mark.parametrize(
    ("line", "instead", "lacks"),
    [
        ("minutes: 45\n", "", "no `minutes` in its front matter"),
        (
            "minutes: 45\nbefore",
            "minutes: soon\nafter",
            "no `minutes`, `before` in its front matter",
        ),
        ("# A chapter\n", "", "no title"),
        (
            "name: fig-c01-key",
            "name: fig-c01-other",
            "no cell is named fig-c01-key, its key figure",
        ),
    ],
)
def test_an_unfinished_chapter_is_one_sentence(book, capsys, line, instead, lacks):
    chapter = book / "chapters/01-one.md"
    chapter.write_text(CHAPTER.replace(line, instead, 1), "utf8")
    assert notebooks.main([]) == 1
    shown = capsys.readouterr().err
    assert shown == f"chapters/01-one.md: {lacks} (docs/chapter-anatomy.md)\n"


@pytest.mark.slow
def test_it_executes_once_and_again_after_a_change(book, monkeypatch):
    assert notebooks.main([]) == 0
    first = (book / "chapters/01-one.ipynb").read_bytes()

    def must_not_run(*arguments, **options):
        raise AssertionError("executed again although nothing changed")

    with monkeypatch.context() as patch:
        patch.setattr(notebooks, "ThreadPoolExecutor", must_not_run)
        assert notebooks.main(["--kernel", "python", "--to", str(book / "lite")]) == 0
        lite = read(book / "lite/chapters/01-one.ipynb")
        assert lite.metadata.kernelspec.name == "python"
        assert (book / "chapters/01-one.ipynb").read_bytes() == first

        # the package changed: what was executed with the old one is not used
        (book / "asi_helpers").mkdir()
        (book / "asi_helpers" / "new.py").write_text("x = 1", "utf8")
        with pytest.raises(AssertionError, match="executed again"):
            notebooks.main([])


def delete_notebook(cache):
    next(cache.rglob("base.ipynb")).unlink()


def delete_executed(cache):
    shutil.rmtree(cache / "executed")


def delete_database(cache):
    (cache / "global.db").unlink()


def spoil_database(cache):
    (cache / "global.db").write_text("no database" * 1000, "utf8")


def spoil_notebook(cache):
    next(cache.rglob("base.ipynb")).write_text("{", "utf8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoil",
    [delete_notebook, delete_executed, delete_database, spoil_database, spoil_notebook],
)
def test_a_broken_cache_is_made_anew(book, spoil):
    assert notebooks.main([]) == 0
    written = (book / "chapters/01-one.ipynb").read_bytes()
    folder = cache.cache_path(book)
    spoil(folder)
    (book / "chapters/01-one.ipynb").unlink()
    assert notebooks.main([]) == 0
    assert (book / "chapters/01-one.ipynb").read_bytes() == written
    records = notebooks.get_cache(folder).list_cache_records()
    assert {Path(record.uri).name for record in records} == {"01-one.md", "next.md"}


@pytest.mark.slow
def test_a_failing_cell_is_shown(book, capsys):
    chapter = book / "chapters/01-one.md"
    chapter.write_text(CHAPTER.replace("6 * 7", "6 / 0"), "utf8")
    assert notebooks.main([]) == 1
    shown = capsys.readouterr().err
    assert "chapters/01-one.md failed" in shown
    assert "ZeroDivisionError" in shown
    assert not (book / "chapters/01-one.ipynb").exists()


@pytest.mark.slow
def test_the_build_finds_what_the_converter_executed(book):
    """MyST-NB reads the chapter in its own way; both must look up the same cells."""
    from jupyter_cache import get_cache
    from myst_nb.core.read import read_myst_markdown_notebook

    notebooks.main([])
    theirs = read_myst_markdown_notebook(CHAPTER)
    record = get_cache(cache.cache_path(book)).match_cache_notebook(theirs)
    assert record.uri.endswith("01-one.md")


def test_links_lead_to_notebooks_or_to_the_site(book):
    def lead(text):
        return notebooks.lead_on(text, book / "chapters/01-one.md", book, "https://x.org/")

    assert lead("[a](next.md#b) [c](#d)") == "[a](next.ipynb#b) [c](#d)"
    assert lead("[a](words.md#b)") == "[a](https://x.org/chapters/words.html#b)"
    assert lead("[a](../data/a.csv)") == "[a](https://x.org/data/a.csv)"
    # that there is no such page, the build of the site says, with its line
    assert lead("[a](gone.md)") == "[a](https://x.org/chapters/gone.html)"


def test_pages_with_cells_are_found(book):
    found = [path.relative_to(book).as_posix() for path in notebooks.find_pages(book)]
    assert found == ["chapters/01-one.md", "chapters/next.md"]


def test_an_unknown_value_is_named():
    with pytest.raises(SystemExit, match="no cell keeps the value 'por'"):
        notebooks.write_values("{glue:text}`por`", {}, "01-one.md")


def test_quotes_of_a_glued_text_are_dropped_as_on_the_site():
    assert notebooks.write_values("{glue:text}`x`", {"x": "'a'"}, "") == "a"


@pytest.mark.slow
def test_what_a_notebook_could_not_show_is_refused(book):
    chapter = book / "chapters/01-one.md"
    chapter.write_text(CHAPTER.replace("The end.", "{eval}`n`"), "utf8")
    with pytest.raises(SystemExit, match=r"^chapters/01-one.md: .* \{eval\}`n`$"):
        notebooks.main([])


def test_the_cache_is_named_for_what_chapters_read(tmp_path):
    (tmp_path / "data").mkdir()
    cells = tmp_path / "data" / "cells.csv"
    cells.write_text("27", "utf8")
    before = cache.cache_path(tmp_path)
    (tmp_path / "README.md").write_text("no chapter reads this", "utf8")
    assert cache.cache_path(tmp_path) == before
    cells.write_text("28", "utf8")
    assert cache.cache_path(tmp_path) != before


@pytest.mark.slow
def test_jupytext_can_turn_a_notebook_back(book):
    """The header is whole: what a reader saves in Jupyter can become a chapter again."""
    notebooks.main([])
    notebook = read(book / "chapters/01-one.ipynb")
    again = jupytext.reads(jupytext.writes(notebook, "md:myst"), "md:myst")
    assert [cell.cell_type for cell in again.cells] == [cell.cell_type for cell in notebook.cells]


@pytest.mark.slow
def test_a_kernel_starts_with_the_slow_packages(book):
    if warm_kernel.warm_process() is None:
        pytest.skip("processes cannot be copied here")
    chapter = book / "chapters/01-one.md"
    asks = 'import os, sys\n("scipy.stats" in sys.modules, os.path.basename(os.getcwd()))'
    chapter.write_text(CHAPTER.replace("6 * 7", asks), "utf8")
    notebook, _, error = notebooks.execute(chapter)
    assert error is None
    cell = next(cell for cell in notebook.cells if cell.source == asks)
    assert cell.outputs[0].data["text/plain"] == "(True, 'chapters')"
