"""
Where executed chapters are kept: a folder named for the package and the data that they read.

jupyter-cache knows a chapter by its cells only, so a change in asi_helpers or in a CSV would leave
its old outputs in the book. press/notebooks.py, which fills the cache, uses these functions too;
hence nothing here imports Sphinx.
"""

import hashlib
import os
from pathlib import Path

from press.sources import book_root

LITE = Path("_build") / "lite"  # the in-browser Jupyter, as press/lite.py built it
READ_BY_CHAPTERS = (
    "asi_helpers/**/*.py",
    "data/*",
    "chapters/quizzes/*.json",
    "locales/*/LC_MESSAGES/*.mo",
    "requirements.txt",
)
WRITES_PAGES = (
    "press/*.py",
    "press/sphinx/*.py",
    "press/theme/templates/*",
    "locales/*/site.po",
    "addresses.json",  # of a translated copy: the ids of its headings
    "asi_helpers/book/static/*",
)


def inputs_hash(root, patterns=READ_BY_CHAPTERS):
    """Short hash of every file that a chapter reads beside its own cells."""
    root = Path(root)
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(path for path in root.glob(pattern) if path.is_file()):
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def cache_path(root):
    """Folder of the executed chapters that fit the package and data as they are now."""
    return Path(root) / "_build" / ".jupyter_cache" / inputs_hash(root)


def has_lite(root):
    """
    Whether the in-browser Jupyter is in the book: if this build was asked for it.

    What lies in _build/lite may be of older chapters. There is one for all languages.
    """
    return bool(os.environ.get("PYODIDE")) and (book_root(Path(root)) / LITE).is_dir()


def _use_cache(app, config):
    config.nb_execution_cache_path = str(cache_path(app.srcdir))
    # another value than last time: every page is read and written again
    config.site_inputs = inputs_hash(app.srcdir, READ_BY_CHAPTERS + WRITES_PAGES)
    if has_lite(app.srcdir):
        config.site_inputs += "+lite"  # a button on every page


def setup(app):
    app.add_config_value("site_inputs", "", "env", str)
    app.connect("config-inited", _use_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
