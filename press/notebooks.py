"""
Make the notebook (.ipynb) of every chapter (.md), and execute what has changed.

    python -m press.notebooks                                    # siblings, kernelspec python3
    python -m press.notebooks --kernel python --to lite/content  # for JupyterLite
    python -m press.notebooks --all-languages                    # those of other languages in LL/

A chapter is executed once, here, into the cache that the book's build reads from as well; the
numbers that its cells keep are then written into the text of its notebook. The notebook itself is
shipped without outputs: saved widgets show "model not found", and an untrusted notebook loses its
pictures. Its text is plain Markdown (press/plain.py), which needs no extension of Jupyter.
"""

import argparse
import json
import re
import shutil
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jupytext
import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from myst_nb.core.variables import format_plain_text
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_markdown_cell
from sqlalchemy.exc import SQLAlchemyError

from press import ROOT, guide, plain, quizzes
from press.address import address_of, load_config
from press.cache import cache_path
from press.chapter import (
    OPTIONAL,
    REQUIRED,
    Chapter,
    Incomplete,
    find_chapter,
    find_exercises,
    front_matter,
    is_chapter,
)
from press.editions import edition_folder
from press.warm_kernel import WarmKernelManager
from press.words import gettext as _
from press.words import language

KERNELS = {
    "python3": {"name": "python3", "display_name": "Python 3", "language": "python"},
    # JupyterLite's: any other name opens a dialog before the first cell runs
    "python": {"name": "python", "display_name": "Python (Pyodide)", "language": "python"},
}
# Plumbing, which Jupyter folds; the code behind a result is open there
PLUMBING = {"hide-cell", "remove-cell"}
GLUE = re.compile(r"\{glue:text\}`(?P<name>[\w-]+)(?::(?P<format>[^`]+))?`")
LINK = re.compile(r"(?<=\]\()(?!https?:|#)(?P<file>[^)\s#]+)(?P<place>#[^)\s]*)?(?=\))")
IMPORT = re.compile(r"^import asi_helpers as asi$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TITLE = re.compile(r"^# .+$", re.MULTILINE)
COMMAND = re.compile(r"(?<!\*)\*[^*]+\*(?!\*)")
JOINED = "\0"  # for a space that does not divide
TIMEOUT = 120


def find_pages(root):
    """Pages of the book that hold code: those whose header names a kernel."""
    pages = [*root.glob("*.md"), *(root / "chapters").rglob("*.md")]
    return sorted(path for path in pages if "kernelspec" in front_matter(path.read_text("utf8")))


def read(path):
    """A page as a notebook; in a chapter, what its front matter says stands in the text."""
    notebook = jupytext.read(path)
    if is_chapter(path):
        chapter = Chapter(path)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = chapter.open_up(cell.source)
        for name in (*REQUIRED, *OPTIONAL):
            notebook.metadata.pop(name, None)
    return notebook


def execute(chapter):
    """Execute one chapter; return it with its outputs, the seconds it took, and what went wrong."""
    notebook = jupytext.read(chapter)
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        record_timing=False,
        kernel_manager_class=WarmKernelManager,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(chapter.parent)}},
        extra_arguments=[
            "--log-level=ERROR",  # the kernel's: it is chatty about encryption
            "--HistoryManager.enabled=False",  # what a build runs is nobody's history
        ],
    )
    start = time.perf_counter()
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        return notebook, 0, COLOUR.sub("", str(error))
    return notebook, time.perf_counter() - start, None


def execute_missing(chapters, cache_folder, jobs):
    """Execute the chapters that the cache does not hold; return {chapter: error}."""
    cache = open_cache(cache_folder)
    missing = [chapter for chapter in chapters if _cached(cache, jupytext.read(chapter)) is None]
    if not missing:
        return {}
    print(f"executing {len(missing)} of {len(chapters)} chapters", flush=True)
    errors = {}
    with ThreadPoolExecutor(min(jobs, len(missing))) as pool:
        for chapter, (notebook, seconds, error) in zip(
            missing, pool.map(execute, missing), strict=True
        ):
            if error:
                errors[chapter] = error
            else:
                bundle = CacheBundleIn(notebook, str(chapter), data={"execution_seconds": seconds})
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    return errors


def _cached(cache, notebook):
    try:
        record = cache.match_cache_notebook(notebook)
    except KeyError:
        return None
    try:
        return cache.get_cache_bundle(record.pk).nb
    except (KeyError, ValueError):  # its file is gone, or holds no notebook
        shutil.rmtree(cache.path / "executed" / record.hashkey, ignore_errors=True)
        return None


def open_cache(folder):
    """The executed chapters of a folder; a new folder if they cannot be read."""
    cache = get_cache(folder)
    try:
        cache.list_cache_records()
    except SQLAlchemyError:
        cache.clear_cache()
        cache = get_cache(folder)
    return cache


def kept_values(executed):
    """What the cells of an executed notebook kept, by name."""
    values = {}
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            kept = output.get("metadata", {}).get("scrapbook")
            if kept:
                values[kept["name"]] = output["data"][f"{kept['mime_prefix']}text/plain"]
    return values


def write_values(text, values, where):
    """`text` with each {glue:text} role replaced by the value that a cell kept."""

    def value(match):
        if match["name"] not in values:
            raise SystemExit(
                f"{where}: no cell keeps the value {match['name']!r} that the text names."
            )
        return format_plain_text(values[match["name"]], match["format"] or "s")

    return GLUE.sub(value, text)


def executed(path, root=ROOT):
    """A page as it was executed for the book, its kept numbers written into the text."""
    cached = _cached(get_cache(cache_path(root)), jupytext.read(path))
    if cached is None:
        raise SystemExit(f"{path.name} was not executed yet. Run: make book")
    values = kept_values(cached)
    notebook = read(path)
    outputs = (cell.outputs for cell in cached.cells if cell.cell_type == "code")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = next(outputs)
            figure = cell.metadata.get("mystnb", {}).get("figure", {})
            if "caption" in figure:
                figure.caption = write_values(figure.caption, values, path)
        else:
            cell.source = write_values(cell.source, values, path)
    return notebook


def clean(notebook):
    """Take outputs, widget state and random ids of cells away; return the notebook."""
    notebook.metadata.pop("widgets", None)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    return notebook


def how_to_run():
    """The first thing that a notebook says."""
    text = _(
        "**To run this notebook,** choose *Run* in the menu, then *Run All Cells* (in VS Code press"
        " *Run All*). The pictures and quizzes appear, and answer to you. Solutions stay folded"
        " until you click on them."
    )
    # the name of a command stays in one line
    kept = COMMAND.sub(lambda name: name[0].replace(" ", JOINED), text)
    lines = textwrap.fill(kept, 97, initial_indent="> ", subsequent_indent="> ")
    return lines.replace(JOINED, " ")


def say_what_is_missing(source, package):
    """The importing cell, which tells a reader without the package what to do."""
    message = _(
        "This notebook needs its book's package. Run this line in a new cell, then all again:"
    )
    cell = f"""\
try:
    import asi_helpers as asi
except ModuleNotFoundError:
    raise ModuleNotFoundError(
        {json.dumps(message + chr(10), ensure_ascii=False)}
        "    %pip install {package}"
    ) from None"""
    return IMPORT.sub(lambda found: cell, source)


def convert(page, kernel, root=ROOT):
    """The notebook of an executed page, as a reader gets it."""
    notebook, address = executed(page, root), address_of(load_config())
    try:
        site = address.site and address.site + edition_folder(language())
        notebook.cells = plain_cells(notebook.cells, page, root, site)
    except plain.NotPlain as error:
        raise SystemExit(f"{page.relative_to(root).as_posix()}: {error}") from error
    clean(notebook)
    # With them, and jupytext installed, Jupyter refuses to open the .ipynb ("matches none of the
    # export formats").
    notebook.metadata.get("jupytext", {}).pop("formats", None)
    notebook.metadata.kernelspec = nbformat.from_dict(KERNELS[kernel])
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = say_what_is_missing(cell.source, address.package)
            if PLUMBING & set(cell.metadata.get("tags", [])):
                cell.metadata.jupyter = {"source_hidden": True}
    return notebook


def lead_on(text, page, root, site):
    """Links lead to notebooks beside this one; what is no notebook, a reader finds on the site."""

    def target(link):
        file = (page.parent / link["file"]).resolve()
        name, place = link["file"], link["place"] or ""
        # one that is not there is for Sphinx to name: it knows the line
        page_there = file.suffix == ".md" and file.is_file()
        if page_there and "kernelspec" in front_matter(file.read_text("utf8")):
            return name.removesuffix(".md") + f".ipynb{place}"
        inside = file.relative_to(root.resolve())
        if file.suffix == ".md":
            inside = inside.with_suffix(".html")
        return f"{site}{inside.as_posix()}{place}" if site else link[0]

    return LINK.sub(target, text)


def plain_cells(cells, page, root, site):
    """Cells of an executed page with text that any front end shows, and with their captions."""
    titles = {
        label: exercise.title for label, exercise in find_exercises(page.read_text("utf8")).items()
    }
    generated = {
        "plan-facts": lambda number: guide.plan_facts(find_chapter(root, number)),
        "vote-question": lambda number: guide.vote_question(find_chapter(root, number)),
    }
    shown = []
    for cell in plain.fold_solutions(cells, titles):
        shown.append(cell)
        if cell.cell_type == "markdown":
            text = plain.words(plain.boxes(cell.source, titles, generated), root)
            plain.refuse_left_overs(text)
            cell.source = lead_on(text, page, root, site)
            continue
        figure = cell.metadata.get("mystnb", {}).get("figure")
        if figure:
            numbers = plain.figure_numbers(root)
            number = numbers.get(figure.name, plain.figure_number(1))  # the cover's
            caption = plain.words(" ".join(figure.caption.split()), root)
            shown.append(new_markdown_cell(f"**{number}.** {caption}"))
    first = next(cell for cell in shown if TITLE.search(cell.source))
    first.source = TITLE.sub(lambda title: f"{title[0]}\n\n{how_to_run()}", first.source, count=1)
    return shown


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("chapters", nargs="*", type=Path, help="chapters to convert (default: all)")
    parser.add_argument(
        "--kernel", choices=KERNELS, default="python3", help="name in the kernelspec"
    )
    parser.add_argument("--to", type=Path, help="folder to write to (default: beside each chapter)")
    parser.add_argument(
        "--all-languages", action="store_true", help="also those of other languages, in LL/"
    )
    parser.add_argument("--jobs", type=int, default=2, help="chapters executed at once")
    options = parser.parse_args(arguments)

    chapters = [path.resolve() for path in options.chapters] or find_pages(ROOT)
    try:
        for path in filter(is_chapter, chapters):
            Chapter(path)
    except Incomplete as error:
        print(error, file=sys.stderr)
        return 1
    problems = quizzes.find_problems()
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    folder = cache_path(ROOT)
    errors = execute_missing(chapters, folder, options.jobs)
    for chapter, error in errors.items():
        print(f"\n{chapter.relative_to(ROOT)} failed:\n{error}", file=sys.stderr)
    if errors:
        return 1

    for chapter in chapters:
        text = nbformat.writes(convert(chapter, options.kernel, ROOT)) + "\n"
        target = chapter.with_suffix(".ipynb")
        if options.to:
            target = options.to / target.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text("utf8") != text:
            target.write_text(text, "utf8")
    print(f"{len(chapters)} notebooks up to date")
    return make_translations() if options.all_languages else 0


def make_translations():
    """Make the notebooks of the books in other languages, each in a folder of its own."""
    from press.messages.translated import find_translations  # which asks for more than a notebook

    for book in find_translations():
        book.write()
        code = book.run("press.notebooks", "--to", ROOT / book.language)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
