"""
Make the environment of the book: .venv, the pinned packages, and for tests a browser.

    python3 -m press.environment book     # what builds the book
    python3 -m press.environment test     # that, the test packages and a browser

Runs on a bare Python 3.11 or later. What is done is written down, with the hash of what was asked
for, in .venv/made-for-*: a second run does nothing and needs no network.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv

from press import ROOT

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WANTED = {
    "book": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-test.txt"],
    "deploy": ["requirements.txt", "requirements-test.txt", "requirements-deploy.txt"],
    "firefox": ["requirements.txt", "requirements-test.txt", "requirements-firefox.txt"],
    "epub": ["requirements.txt", "requirements-test.txt", "requirements-epub.txt"],
    "course": ["requirements.txt", "requirements-test.txt", "requirements-course.txt"],
    "lite": ["requirements.txt", "requirements-lite.txt"],  # only where PYODIDE is set
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def run(*command):
    """Run a command; stop with its exit code if it fails."""
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if code:
        raise SystemExit(f"{' '.join(map(str, command))} failed (exit code {code}).")


def as_root_on_debian():
    """Whether packages of the system can be installed from here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(package):
    """Install a Debian package without asking anything."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)


def make_venv():
    """Make .venv unless it stands."""
    if PYTHON.exists():
        return
    try:
        import ensurepip  # noqa: F401  Debian splits it off
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not as_root_on_debian():
            raise SystemExit(
                f"Python's venv is missing. Install it: apt install {package}"
            ) from None
        apt_install(package)
    print("making .venv", flush=True)
    venv.create(VENV, with_pip=True)


def install(purpose):
    """Install the pinned packages and the book's own, unless that was done for these very files."""
    files = [*WANTED[purpose], "pyproject.toml"]
    digest = hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in files)).hexdigest()
    stamp = VENV / f"made-for-{purpose}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"installing what {' and '.join(WANTED[purpose])} name", flush=True)
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, *(part for name in WANTED[purpose] for part in ("-r", name)))
    run(*pip, "--no-deps", "-e", ".")
    stamp.write_text(digest)


def find_browser():
    """Path of a Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def need_browser():
    """Find a Chromium, install Debian's, or say what to do."""
    if find_browser():
        return
    if not as_root_on_debian():
        raise SystemExit(
            "The browser tests need Chromium and found none. Install it, for example:\n"
            "  Debian, Ubuntu   sudo apt install chromium\n"
            "  Fedora           sudo dnf install chromium\n"
            "  macOS            brew install --cask chromium"
        )
    print("installing Chromium", flush=True)
    apt_install("chromium")


def main(purpose):
    """Make the environment for `purpose`, one of `WANTED`."""
    if sys.version_info < (3, 11):  # noqa: UP036  whatever "python3" is may run this
        raise SystemExit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    make_venv()
    install(purpose)
    if os.environ.get("PYODIDE"):
        install("lite")
    if purpose == "test":
        need_browser()


if __name__ == "__main__":
    main(*sys.argv[1:])
