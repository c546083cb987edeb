"""
Run the package's tests on the oldest versions that pyproject.toml allows, in .venv-oldest.

    python3.12 -m press.measure.oldest

They are the versions of the in-browser Jupyter, whose own tests are few and slow. Made once, the
environment needs no network. Python 3.13 is too new for some of them.
"""

import re
import subprocess
import sys
import tomllib
import venv

from press import ROOT

ENVIRONMENT = ROOT / ".venv-oldest"
# what the tests themselves need; these may be as new as they like
TOOLS = [
    "beautifulsoup4",
    "frictionless",
    "hypothesis",
    "import-linter",
    "ipykernel",
    "myst-nb",
    "pytest",
    "pyyaml",
    "statsmodels",
]
NEWEST_PYTHON = (3, 12)


def oldest(requirements):
    """["numpy>=2.0", ...] -> ["numpy==2.0.*", ...]."""
    return [re.sub(r">=([\d.]+)$", r"==\1.*", requirement) for requirement in requirements]


def main():
    """Make the environment if it is not there; test; return an exit code."""
    if sys.version_info[:2] > NEWEST_PYTHON:
        newest = ".".join(map(str, NEWEST_PYTHON))
        raise SystemExit(
            f"This needs Python {newest} or 3.11: run python{newest} -m press.measure.oldest"
        )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    wanted = [*oldest(project["dependencies"]), *TOOLS]
    stamp, python = ENVIRONMENT / "made-for", ENVIRONMENT / "bin" / "python"
    if not stamp.exists() or stamp.read_text("utf8") != "\n".join(wanted):
        print("making .venv-oldest", flush=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *wanted]
        subprocess.run(pip, check=True, stdin=subprocess.DEVNULL)
        stamp.write_text("\n".join(wanted), "utf8")
    tests = [python, "-m", "pytest", "-q", ROOT / "tests" / "package", ROOT / "asi_helpers"]
    return subprocess.run(tests, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
