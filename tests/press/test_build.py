"""Whether anything changed is asked without Sphinx, and every change is seen."""

import pytest

from press import build, cache

SOURCES = (
    "_config.yml",
    "press/theme/static/site.css",
    "press/theme/templates/page.html",
    "asi_helpers/tables.py",
    "asi_helpers/book/static/asi.css",
    "chapters/01-one.md",
    "chapters/quizzes/01.json",
    "data/cells.csv",
    "index.md",
    "requirements.txt",
    "press/build.py",
)
PAGES = ("_build/html/index.html", "_build/html/_static/book.css", "chapters/01-one.ipynb")


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book in a folder, whose builder only counts and writes three files."""
    for name in SOURCES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", "utf8")
    built = []

    def fake(arguments):
        built.append((tmp_path / "_build/html").is_dir())
        for name in PAGES:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("written\n", "utf8")
        return 0, True

    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "build", fake)
    monkeypatch.delenv("PYODIDE", raising=False)
    for name in build.environment():
        monkeypatch.setenv(name, build.environment()[name])  # restored after the test
    assert build.main([]) == 0
    assert build.main([]) == 0
    assert len(built) == 1  # the second time there was nothing to do
    return tmp_path, built


@pytest.mark.parametrize("name", SOURCES)
def test_a_changed_or_deleted_source_is_seen(book, name):
    folder, built = book
    (folder / name).write_text(f"{name[::-1]}\n", "utf8")  # of the same length
    build.main([])
    assert built[1:] == [True]  # built anew, beside what stands
    build.main([])
    assert len(built) == 2
    (folder / name).unlink()
    build.main([])
    assert len(built) == 3


@pytest.mark.parametrize("name", ["chapters/02-two.md", "asi_helpers/figures/new.py", "data/x.csv"])
def test_a_new_source_is_seen(book, name):
    folder, built = book
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    build.main([])
    assert len(built) == 2


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("change", ["deleted", "written over"])
def test_a_spoilt_page_is_written_anew_from_nothing(book, name, change):
    folder, built = book
    if change == "deleted":
        (folder / name).unlink()
    else:
        (folder / name).write_text("spoilt\n", "utf8")
    build.main([])
    # Sphinx would leave out pictures of pages that it does not write again
    assert built[1:] == [False]
    assert (folder / name).read_text("utf8") == "written\n"


def test_a_change_of_the_surroundings_is_seen(book, monkeypatch):
    _, built = book
    monkeypatch.setenv("PYODIDE", "some/folder")
    build.main([])
    assert len(built) == 2
    monkeypatch.setattr(build.sys, "version", "3.99")
    build.main([])
    assert len(built) == 3
    build.main(["--clean"])
    assert len(built) == 4


@pytest.mark.parametrize("result", [(1, False), (0, False)])
def test_a_build_that_lacks_something_is_tried_again(book, monkeypatch, result):
    folder, _ = book
    tried = []
    monkeypatch.setattr(build, "build", lambda arguments: tried.append(1) or result)
    (folder / "index.md").write_text("changed\n", "utf8")
    assert [build.main([]) for _ in range(2)] == [result[0]] * 2
    assert len(tried) == 2


def test_tests_and_hidden_files_change_no_page(book):
    folder, built = book
    for name in ("tests/test_x.py", ".coverage", ".venv/x.py", "asi_helpers/__pycache__/x.pyc"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    build.main([])
    assert len(built) == 1


def test_the_in_browser_jupyter_is_in_the_book_if_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("PYODIDE", "some/folder")
    assert not cache.has_lite(tmp_path)
    (tmp_path / cache.LITE).mkdir(parents=True)
    assert cache.has_lite(tmp_path)
    monkeypatch.delenv("PYODIDE")
    assert not cache.has_lite(tmp_path)
    assert build.build_lite([]) is True
    assert (tmp_path / cache.LITE).is_dir()  # for the next time
