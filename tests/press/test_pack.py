"""The instructor pack: installed in a fresh environment with no network, and a notebook run."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest

from press import ROOT
from press.assignments import END as END_OF_SOLUTION
from press.bank.formats import FORMATS
from press.chapter import chapter_files, find_solutions
from press.handouts import pack
from press.notebooks import executed

pytestmark = pytest.mark.slow

RUN = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
"""
UNREAD = re.compile(r"\{(?:glue|term|cite|ref|opening|objectives)[\w:]*\}`|^:::", re.MULTILINE)


@pytest.fixture(scope="module")
def unzipped(site, tmp_path_factory):
    """Folder of the unzipped pack."""
    folder = tmp_path_factory.mktemp("pack")
    with zipfile.ZipFile(pack.main(folder / "pack.zip")) as archive:
        archive.extractall(folder)
    return folder / pack.FOLDER


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A fresh environment that has what Anaconda has, lent by this one, and no asi_helpers."""
    folder = tmp_path_factory.mktemp("teacher")
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    kernel = folder / "share/jupyter/kernels/python3"
    kernel.mkdir(parents=True)
    python = folder / "bin" / "python"
    (kernel / "kernel.json").write_text(
        f'{{"argv": ["{python}", "-m", "ipykernel_launcher", "-f", "{{connection_file}}"],'
        '"display_name": "Python 3", "language": "python"}'
    )
    return python


def run_notebook(python, notebook, folder):
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    surroundings["JUPYTER_PATH"] = str(python.parents[1] / "share/jupyter")
    return subprocess.run(
        [python, "-c", RUN, notebook],
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_notebook_says_what_is_missing_and_then_runs(unzipped, python, tmp_path):
    notebook = unzipped / "notebooks/08-upside-down-odds-ratio.ipynb"
    without = run_notebook(python, notebook, tmp_path)
    assert without.returncode != 0
    (wheel,) = (unzipped / "wheel").glob("*.whl")
    assert "This notebook needs its book's package" in without.stderr
    assert re.search(rf"%pip install https://\S+/wheels/{re.escape(wheel.name)}", without.stderr)

    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python),
            *("install", "--quiet", "--no-deps", "--no-index", wheel),
        ],
        stdin=subprocess.DEVNULL,
        check=True,
    )
    with_it = run_notebook(python, notebook, tmp_path)
    assert with_it.returncode == 0, with_it.stderr


@pytest.mark.parametrize("folder", ["slides", "worksheets", "answers", "read"])
def test_every_chapter_has_its_page_and_nothing_is_left_unread(unzipped, folder):
    pages = sorted((unzipped / folder).glob("*.html"))
    assert [page.stem for page in pages] == [path.stem for path in chapter_files(ROOT)]
    for page in pages:
        text = page.read_text("utf8")
        body = re.sub(r"<(script|style|pre)\b.*?</\1>", "", text, flags=re.DOTALL)
        assert not UNREAD.search(body), page
        assert not re.search(r'(?:src|href)="https?:[^"]+\.(?:js|css)"', text), page


def test_the_question_bank_is_there_in_every_form(unzipped):
    held = {path.name: path.read_bytes() for path in (unzipped / "questions").iterdir()}
    assert held == {name: content() for name, content in FORMATS.items()}


@pytest.mark.parametrize("folder", ["source", "release"])
def test_every_chapter_has_its_assignment(unzipped, folder):
    found = sorted((unzipped / "assignments" / folder).rglob("*.ipynb"))
    names = [path.stem for path in chapter_files(ROOT)]
    assert [path.parent.name for path in found] == names
    assert [path.stem for path in found] == names
    solved = [END_OF_SOLUTION in path.read_text("utf8") for path in found]
    assert solved == [folder == "source"] * len(names)


def test_worksheets_have_room_to_write_and_no_answers(unzipped):
    for page in (unzipped / "worksheets").glob("*.html"):
        text = page.read_text("utf8")
        assert text.count('<div class="lines">') >= 4
        chapter = executed(ROOT / "chapters" / f"{page.stem}.md")
        for parts in find_solutions(chapter).values():
            answer = pack.solution_html(parts)
            assert answer.strip()
            assert answer.strip() not in text, page


def test_the_start_page_leads_to_what_is_there(unzipped):
    for target in re.findall(r'href="([^"]+)"', (unzipped / "START-HERE.html").read_text("utf8")):
        assert (unzipped / target).exists(), target
