"""
Build the book: execute and convert what changed, then let Jupyter Book write _build/html; the same
for each other language, from a translated copy of the book in _build/LL into _build/html/LL.

    .venv/bin/python -m press.build           # what changed; nothing, if nothing did
    .venv/bin/python -m press.build --clean   # every page anew
    LANGUAGES=en .venv/bin/python -m press.build      # the English book alone

With PYODIDE set to a folder or an address, the in-browser Jupyter (press/lite.py) joins the book.
Without, the book has none; what _build/lite holds stays there for the next time.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from press import EPOCH, ROOT
from press.address import address_of, load_config
from press.downloads import drop_files
from press.editions import find_editions, languages
from press.sources import is_translated_copy, source_files


def environment():
    """Surroundings in which two builds give the same bytes."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(EPOCH)),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


# -- whether anything changed, asked without Sphinx ------------------------------------------------


def inputs(root):
    """Hash of all that the book is made from: files, installed packages, settings."""
    digest = hashlib.sha256()
    for path in source_files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    names = ("SOURCE_DATE_EPOCH", "PYODIDE", "LANGUAGES")
    settings = (os.environ.get(name, "") for name in names)
    for word in (sys.version, *sorted(path.name for path in packages), *settings):
        digest.update(f"{word}\0".encode())
    return digest.hexdigest()


def outputs(root):
    """Size and time of every file that the build wrote, by its path."""
    written = [*(root / "_build" / "html").rglob("*")]
    written += [*root.glob("*.ipynb"), *(root / "chapters").rglob("*.ipynb")]
    found = {}
    for path in written:
        if path.is_file():
            stat = path.stat()
            found[path.relative_to(root).as_posix()] = [stat.st_size, stat.st_mtime_ns]
    return found


class Stamp:
    """What the last build was made from, and what it wrote."""

    def __init__(self, root):
        self.root = root
        self.path = root / "_build" / "built.json"
        self.inputs = inputs(root)

    def read(self):
        """(inputs, outputs) of the last build that went well."""
        try:
            written = json.loads(self.path.read_text("utf8"))
            return written["inputs"], written["outputs"]
        except (OSError, ValueError, KeyError):
            return None, {}

    def outputs_stand(self):
        """Whether everything that the last build wrote is there as it was written."""
        there = outputs(self.root)
        return all(there.get(name) == known for name, known in self.read()[1].items())

    def write(self):
        """Say that the book is made from the sources as they were when this began."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"inputs": self.inputs, "outputs": outputs(self.root)})
        self.path.write_text(text, "utf8")


# -- the build -------------------------------------------------------------------------------------


def build_lite(books):
    """
    Build the in-browser Jupyter if PYODIDE is set; return whether nothing is missing.

    The notebooks of the books in other languages stand in it as well.
    """
    if not os.environ.get("PYODIDE"):
        print("building without the in-browser Jupyter (PYODIDE is not set)")
        return True
    from press import lite

    return lite.main(os.environ["PYODIDE"], books)


def write_pages():
    """Let Jupyter Book write the pages; return its exit code."""
    start = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start, "build", ".", "-n", "-W", "--keep-going", "-q"]
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if code:
        # a page that was read already would not give its warning a second time
        forget_pages(".doctrees")
    return code


def build_translations(books, arguments):
    """Build the book in its other languages, each from its own copy; return an exit code."""
    for language in languages(ROOT).keys() - {book.language for book in books}:
        shutil.rmtree(ROOT / "_build" / "html" / language, ignore_errors=True)
    for book in books:
        book.write()  # with the addresses of the English pages, which stand now
        code = book.run("press.build", *arguments)
        if code:
            return code
        book.publish()
    return 0


def publish_wheel():
    """Put the package's wheel, which the downloaded notebooks ask for, into the site."""
    from press import wheel

    wheels = ROOT / "_build" / "html" / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    wheel.make_wheel(wheels)


def forget_pages(*names):
    """Remove what earlier builds left of the pages."""
    for name in names:
        shutil.rmtree(ROOT / "_build" / name, ignore_errors=True)


def build(arguments=()):
    """Build what changed; return (exit code, whether nothing is missing)."""
    from press import keep, notebooks
    from press.messages.translated import find_translations

    try:
        find_editions(languages(ROOT))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2, False
    code = notebooks.main([])
    if code:
        return code, False
    if is_translated_copy(ROOT):
        return write_pages(), True
    # of an earlier book; `make downloads` makes them anew
    drop_files(ROOT / "_build" / "html", languages(ROOT), address_of(load_config()).site)
    books = find_translations(ROOT)
    for book in books:
        book.write()
    complete = build_lite(books)
    code = write_pages() or build_translations(books, arguments)
    if not code:
        publish_wheel()
        keep.write_lists(ROOT / "_build" / "html")
    return code, complete and not code


def main(arguments):
    """Build; return an exit code."""
    os.environ.update(environment())
    stamp = Stamp(ROOT)
    clean = "--clean" in arguments
    stand = stamp.outputs_stand()
    page = Path("_build/html/index.html")
    if not clean and stand and stamp.read()[0] == stamp.inputs:
        print(f"{page} is up to date")
        return 0
    if clean or not stand:
        forget_pages("html", ".doctrees", "jupyter_execute")
    stamp.path.unlink(missing_ok=True)
    code, complete = build(arguments)
    if complete:
        stamp.write()
    if not code:
        print(f"built {page}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
