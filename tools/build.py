"""
Build the book: execute and convert what changed, then let Jupyter Book write _build/html.

    .venv/bin/python tools/build.py           # what changed
    .venv/bin/python tools/build.py --clean   # every page anew

With PYODIDE set to a folder or an address, the in-browser Jupyter (tools/lite.py) joins the book.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

sys.path.insert(0, str(ROOT / "tools"))

import convert  # noqa: E402
import package_wheel  # noqa: E402

# The day of the paper's last fieldwork month: any fixed day gives the same bytes twice.
EPOCH = "1685491200"


def environment():
    """Surroundings in which two builds give the same bytes."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(
            filter(None, [str(ROOT), str(ROOT / "tools"), os.environ.get("PYTHONPATH")])
        ),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


def build_lite():
    """Build the in-browser Jupyter if PYODIDE is set; else see that none is left over."""
    if os.environ.get("PYODIDE"):
        import lite

        lite.main(os.environ["PYODIDE"])
    else:
        shutil.rmtree(ROOT / "_build" / "lite", ignore_errors=True)
        print("building without the in-browser Jupyter (PYODIDE is not set)")


def publish_wheel():
    """Put the package's wheel, which the downloaded notebooks ask for, into the site."""
    wheels = ROOT / "_build" / "html" / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    package_wheel.make_wheel(wheels)


def main(arguments):
    """Build; return an exit code."""
    if "--clean" in arguments:
        for name in ("html", ".doctrees", "jupyter_execute"):
            shutil.rmtree(ROOT / "_build" / name, ignore_errors=True)
    os.environ.update(environment())
    code = convert.main([])
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
