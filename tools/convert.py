"""
Make the notebook (.ipynb) of every chapter (.md), and execute what has changed.

    python tools/convert.py                                    # siblings, kernelspec python3
    python tools/convert.py --kernel python --to lite/content  # for JupyterLite

A chapter is executed once, here, into the cache that the book's build reads from as well; the
numbers that its cells keep are then written into the text of its notebook. The notebook itself is
shipped without outputs: saved widgets show "model not found", and an untrusted notebook loses its
pictures.
"""

import argparse
import copy
import re
import shutil
import sys
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
from sqlalchemy.exc import SQLAlchemyError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

sys.path.insert(0, str(ROOT / "tools"))

from repository import load_config, wheel_address  # noqa: E402
from site_cache import cache_path  # noqa: E402
from warm_kernel import WarmKernelManager  # noqa: E402

KERNELS = {
    "python3": {"name": "python3", "display_name": "Python 3", "language": "python"},
    # JupyterLite's: any other name opens a dialog before the first cell runs
    "python": {"name": "python", "display_name": "Python (Pyodide)", "language": "python"},
}
HIDDEN = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
GLUE = re.compile(r"\{glue:text\}`(?P<name>[\w-]+)(?::(?P<format>[^`]+))?`")
LINK = re.compile(r"(\]\((?!https?:)[^)\s#]*)\.md(?=[)#])")
# What marks a phrase as Indonesian is for the site; Jupyter shows the phrase alone
ROLE = re.compile(r"\{id\}`([^`]+)`")
SPAN = re.compile(r"\[([^\]]+)\]\{lang=[a-z]+\}")
IMPORT = re.compile(r"^import asi_helpers as asi$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TIMEOUT = 120


def find_chapters(root):
    """Pages of the book that hold code: those whose header names a kernel."""
    pages = [*root.glob("*.md"), *(root / "chapters").rglob("*.md")]
    return sorted(
        path for path in pages if re.match(r"---\n(.*\n)*?kernelspec:", path.read_text("utf8"))
    )


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


def say_what_is_missing(source, wheel):
    """The importing cell, which tells a reader without the package what to do."""
    return IMPORT.sub(
        f"""\
try:
    import asi_helpers as asi
except ModuleNotFoundError:
    raise ModuleNotFoundError(
        "This notebook needs its book's package. Run this line in a new cell, then all again:\\\\n"
        "    %pip install {wheel}"
    ) from None""",
        source,
    )


def convert(chapter, values, kernel):
    """The clean notebook of a chapter."""
    notebook = copy.deepcopy(jupytext.read(chapter))
    # With them, and jupytext installed, Jupyter refuses to open the .ipynb ("matches none of the
    # export formats").
    notebook.metadata.get("jupytext", {}).pop("formats", None)
    notebook.metadata.kernelspec = nbformat.from_dict(KERNELS[kernel])
    wheel = wheel_address(load_config())
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"  # jupytext's are random, and would change every build
        if cell.cell_type == "markdown":
            if "{eval}`" in cell.source:
                raise SystemExit(
                    f"{chapter}: use asi.keep and {{glue:text}}; {{eval}} prints nothing."
                )
            text = write_values(cell.source, values, chapter)
            text = SPAN.sub(r"\1", ROLE.sub(r"*\1*", text))
            cell.source = LINK.sub(r"\1.ipynb", text)
        elif cell.cell_type == "code":
            cell.source = say_what_is_missing(cell.source, wheel)
            if HIDDEN & set(cell.metadata.get("tags", [])):
                cell.metadata.jupyter = {"source_hidden": True}
    return notebook


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("chapters", nargs="*", type=Path, help="chapters to convert (default: all)")
    parser.add_argument(
        "--kernel", choices=KERNELS, default="python3", help="name in the kernelspec"
    )
    parser.add_argument("--to", type=Path, help="folder to write to (default: beside each chapter)")
    parser.add_argument("--jobs", type=int, default=2, help="chapters executed at once")
    options = parser.parse_args(arguments)

    chapters = [path.resolve() for path in options.chapters] or find_chapters(ROOT)
    folder = cache_path(ROOT)
    errors = execute_missing(chapters, folder, options.jobs)
    for chapter, error in errors.items():
        print(f"\n{chapter.relative_to(ROOT)} failed:\n{error}", file=sys.stderr)
    if errors:
        return 1

    cache = get_cache(folder)
    for chapter in chapters:
        values = kept_values(_cached(cache, jupytext.read(chapter)))
        text = nbformat.writes(convert(chapter, values, options.kernel)) + "\n"
        target = chapter.with_suffix(".ipynb")
        if options.to:
            target = options.to / target.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text("utf8") != text:
            target.write_text(text, "utf8")
    print(f"{len(chapters)} notebooks up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
