"""The files of the repository: those that pages are made from, and those that git would take."""

import os
import shutil
import subprocess
from pathlib import Path

from press import ROOT

# Only a translated copy of the book has this file: the addresses of the English headings.
ADDRESSES = "addresses.json"
# Folders that no page is made from; all else in the repository may change one.
NO_SOURCES = {"_build", "binder", "build", "deploy", "dist", "node_modules", "tests"}


def source_files(root):
    """Every file that a page may be made from, in a fixed order."""
    for folder, names, files in os.walk(root):
        top = Path(folder) == root
        names[:] = sorted(
            name
            for name in names
            if not name.startswith((".", "__pycache__"))
            and not name.endswith(".egg-info")
            and not (top and name in NO_SOURCES)
        )
        for name in sorted(files):
            # notebooks are written by the build
            if not name.startswith(".") and not name.endswith(".ipynb"):
                yield Path(folder, name)


def is_translated_copy(root):
    """Whether a folder holds the translated copy of the book that press/messages/ writes."""
    return (root / ADDRESSES).is_file()


def book_root(root):
    """The repository with the built site of all languages: of a copy, the one that it lies in."""
    return root.parents[1] if is_translated_copy(root) else root


def copy_sources(target):
    """Copy the files of the repository, as they are now, into a folder; return the folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():  # not one that was deleted and is not committed yet
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target
