"""
Build the book: execute and convert what changed, then let Jupyter Book write _build/html.

    .venv/bin/python -m press.build           # what changed
    .venv/bin/python -m press.build --clean   # every page anew

With PYODIDE set to a folder or an address, the in-browser Jupyter (press/lite.py) joins the book.
"""

import os
import shutil
import subprocess
import sys

from press import EPOCH, ROOT, notebooks, wheel


def environment():
    """Surroundings in which two builds give the same bytes."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(EPOCH)),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


def build_lite():
    """Build the in-browser Jupyter if PYODIDE is set; else see that none is left over."""
    if os.environ.get("PYODIDE"):
        from press import lite

        lite.main(os.environ["PYODIDE"])
    else:
        shutil.rmtree(ROOT / "_build" / "lite", ignore_errors=True)
        print("building without the in-browser Jupyter (PYODIDE is not set)")


def publish_wheel():
    """Put the package's wheel, which the downloaded notebooks ask for, into the site."""
    wheels = ROOT / "_build" / "html" / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    wheel.make_wheel(wheels)


def main(arguments):
    """Build; return an exit code."""
    if "--clean" in arguments:
        for name in ("html", ".doctrees", "jupyter_execute"):
            shutil.rmtree(ROOT / "_build" / name, ignore_errors=True)
    os.environ.update(environment())
    code = notebooks.main([])
    if code:
        return code
    build_lite()
    start = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start, "build", ".", "-n", "-W", "--keep-going", "-q"]
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if not code:
        publish_wheel()
        print(f"built {(ROOT / '_build/html/index.html').relative_to(ROOT)}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
