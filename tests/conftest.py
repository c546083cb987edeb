"""The built book and one browser, for the tests that read it."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from press.environment import find_browser
from press.sources import copy_sources

# No deadline: a busy machine is no failure. The same examples every time: nor is bad luck.
settings.register_profile("book", deadline=None, derandomize=True)
settings.load_profile("book")

ROOT = Path(__file__).resolve().parents[1]
# In these every test needs the built book, a browser or a server.
SLOW_FOLDERS = {"site", "lab", "lite", "hub", "binder", "firefox", "epub", "course"}


# Chromium looks no other host up; what a page asks of one is written down by the test.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what lies in a slow folder, so that `-m` can tell it apart."""
    for item in items:
        if SLOW_FOLDERS & set(item.path.relative_to(ROOT).parts[1:2]):
            item.add_marker(pytest.mark.slow)


def pytest_addoption(parser):
    parser.addoption(
        "--built", action="store_true", help="the book is built already: do not ask whether it is"
    )


def build(folder):
    """Build the book that lies in `folder`; return what went wrong, or None."""
    surroundings = {**os.environ, "NO_COLOR": "1"}
    if not (folder / "_build" / "lite").is_dir() and folder != ROOT:
        surroundings.pop("PYODIDE", None)  # a copy makes no in-browser Jupyter of its own
    built = subprocess.run(
        [sys.executable, "-m", "press.build"],
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return f"the book does not build:\n{built.stdout}\n{built.stderr}" if built.returncode else None


@contextmanager
def one_at_a_time(lock):
    """Wait until no other process holds this lock, a file."""
    try:
        import fcntl
    except ImportError:  # Windows, where the tests run in one process
        yield
        return
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # let go of when the file is closed
        yield


@pytest.fixture(scope="session")
def site(pytestconfig):
    """Folder of the built book, as the sources are now. Workers build it one after the other."""
    if not pytestconfig.getoption("--built"):
        with one_at_a_time(ROOT / "_build" / "tests.lock"):
            problem = build(ROOT)
        if problem:
            pytest.exit(problem, returncode=1)
    return ROOT / "_build" / "html"


@pytest.fixture
def copy_of_the_book(tmp_path):
    """The files that git would take, in a folder of their own."""
    return copy_sources(tmp_path / "book")


@pytest.fixture
def build_book():
    """The function that builds a book: build_book(folder) -> what went wrong, or None."""
    return build


@pytest.fixture(scope="session")
def browser():
    """Chromium, without a window. One for all tests: Playwright cannot be started twice."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if path is None:
        pytest.fail("These tests need Chromium. On Debian: apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", ALONE]
        )
        yield started
        started.close()
