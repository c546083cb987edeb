"""Links for a class hub, and the notebooks that they bring."""

import json

import nbformat
import pytest

from press import ROOT, hub_notebooks
from press.chapter import find_chapters
from press.hub_link import hub_address, hub_link, hub_links, main

SETTINGS = {"repository": {"url": "https://github.com/ana/book"}}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://hub.example.edu", "https://hub.example.edu"),
        ("  HUB.example.edu/ ", "https://hub.example.edu"),
        ("http://127.0.0.1:8000/hub/home", "http://127.0.0.1:8000"),
        ("http://jupyter", "http://jupyter"),
        ("https://example.ac.id/kelas/hub/login?next=%2Fhub%2F", "https://example.ac.id/kelas"),
        ("https://example.ac.id/user/ani/lab/tree/a.ipynb#b", "https://example.ac.id"),
        ("https://example.ac.id/hub/hub/home", "https://example.ac.id/hub"),
        ("https://example.ac.id/hub/user/ani/", "https://example.ac.id"),
        ("https://example.ac.id/hub/logout", "https://example.ac.id"),
        ("https://example.ac.id/user", "https://example.ac.id"),
        ("https://example.ac.id/services/cull/", "https://example.ac.id"),
        ("https://example.ac.id/users-of-hub", "https://example.ac.id/users-of-hub"),
        ("https://notmybinder.org/", "https://notmybinder.org"),
    ],
)
def test_an_address_as_it_is_copied(typed, address):
    assert hub_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "hub", "my hub.edu", "ftp://hub.example.edu", "https://", "mybinder.org", "ana.github.io"],
)
def test_a_bad_address_is_refused_in_a_sentence(typed, capsys):
    with pytest.raises(ValueError, match=r"is no address of a hub\. It looks like https://"):
        hub_address(typed)
    assert main([typed]) == 1
    assert "no address of a hub" in capsys.readouterr().err


def test_the_old_link_is_as_it_was():
    assert hub_link("https://hub.example.edu/", "chapters/05-chi-square.ipynb", SETTINGS) == (
        "https://hub.example.edu/hub/user-redirect/git-pull"
        "?repo=https%3A%2F%2Fgithub.com%2Fana%2Fbook&branch=notebooks"
        "&urlpath=lab%2Ftree%2Fbook%2Fchapters%2F05-chi-square.ipynb"
    )


def test_each_chapter_has_a_link_in_each_language():
    english, indonesian = (hub_links("hub.example.edu", SETTINGS, code) for code in ("en", "id"))
    assert [*english] == [*indonesian] == [*find_chapters(ROOT)]
    assert indonesian == {
        number: link.replace("book%2Fchapters", "book%2Fid%2Fchapters")
        for number, link in english.items()
    }


def test_the_command_prints_them(capsys):
    assert main(["hub.example.edu", "--language", "id"]) == 0
    lines = capsys.readouterr().out.split()
    assert sum("%2Fid%2Fchapters%2F" in line for line in lines) == len(find_chapters(ROOT))


# The notebooks ------------------------------------------------------------------------------------

CELL = "try:\n    import asi_helpers as asi\nexcept ModuleNotFoundError:\n    raise\n\nx = 1"


@pytest.fixture
def built(tmp_path):
    """A book as a build leaves it: two pages and a lesson plan, in two languages."""
    root = tmp_path / "book"
    header = "---\nkernelspec: {name: python3}\n---\n"
    settings = {"sphinx": {"config": {"book_languages": {"en": "English", "id": "Indonesia"}}}}
    for name in ("index", "chapters/01-a", "chapters/instructor/plan-01"):
        for folder, line in ((root, ""), (root / "_build/id", '\nasi.set_language("id")')):
            path = folder / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            source = CELL.replace("    raise\n", f"    raise{line}\n")
            cells = [nbformat.v4.new_code_cell(source, id="a")]
            nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        (root / f"{name}.md").write_text(header, "utf8")
    (root / "_config.yml").write_text(json.dumps(settings), "utf8")
    return root


def test_the_notebooks_are_collected_in_their_languages_and_without_plans(built, tmp_path):
    target = tmp_path / "new"
    names = hub_notebooks.collect(target, built)
    there = [each for each in target.rglob("*") if each.is_file()]
    assert {each.relative_to(target).as_posix() for each in there} == set(names)
    assert set(names) == {
        "index.ipynb",
        "chapters/01-a.ipynb",
        "id/index.ipynb",
        "id/chapters/01-a.ipynb",
    }
    for name in names:
        (cell,) = nbformat.read(target / name, as_version=4).cells
        language = "id" if name.startswith("id/") else "en"
        assert cell.source == CELL.replace(
            "    raise\n", f'    raise\nasi.set_language("{language}")\n'
        )


def test_a_folder_with_something_in_it_is_refused(built, tmp_path):
    (tmp_path / "old.ipynb").touch()
    with pytest.raises(FileExistsError, match=r"is not empty\. Name a new folder"):
        hub_notebooks.collect(tmp_path, built)


def test_what_was_not_built_is_named(built, tmp_path):
    (built / "_build/id/chapters/01-a.ipynb").unlink()
    with pytest.raises(FileNotFoundError, match=r"no _build/id/chapters/01-a.ipynb. Run: make"):
        hub_notebooks.collect(tmp_path / "new", built)
    assert not (tmp_path / "new").exists()
