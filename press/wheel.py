"""
Make the wheel of asi_helpers: the package with its data, quizzes and catalogues, in one file.

    .venv/bin/python -m press.wheel              # into dist/
    .venv/bin/python -m press.wheel some/folder

The published site carries it (wheels/), and so do the in-browser Jupyter and the instructor pack.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from press import EPOCH, ROOT
from press.address import wheel_name
from press.cache import inputs_hash

INPUTS = (
    *("asi_helpers/**/*", "data/*", "chapters/quizzes/*", "locales/*/LC_MESSAGES/*.mo"),
    *("pyproject.toml", "README.md"),
)


def make_wheel(folder=None):
    """Path of the wheel, made unless it lies there from these very files."""
    name = wheel_name()
    kept = ROOT / "_build" / "wheels" / inputs_hash(ROOT, INPUTS) / name
    if not kept.exists():
        shutil.rmtree(kept.parents[1], ignore_errors=True)
        # setuptools would take modules that are gone from the package out of this folder
        scratch = ROOT / "build"
        shutil.rmtree(scratch, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
        pip += ["--no-deps", "--no-index", "--no-build-isolation"]
        made = subprocess.run(
            [*pip, "--wheel-dir", str(kept.parent), str(ROOT)],
            env={"SOURCE_DATE_EPOCH": str(EPOCH), **os.environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        shutil.rmtree(scratch, ignore_errors=True)
        if made.returncode:
            raise SystemExit(f"The wheel of asi_helpers was not made:\n{made.stderr}")
    if folder is None:
        return kept
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(kept, folder / name))


if __name__ == "__main__":
    print(make_wheel(*(sys.argv[1:] or [ROOT / "dist"])))
