"""The package as others get it: a wheel, in a fresh environment, away from the repository."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
USE = """
import pathlib, sys
import asi_helpers as asi
from asi_helpers.datasets import find_file

home = pathlib.Path(asi.__file__).parent
assert pathlib.Path(sys.prefix) in home.parents, home
table = asi.load_table("knowledge")
assert table.n == int(table.to_array().sum())
assert len(asi.list_datasets()) > 3
for name in asi.list_datasets():
    assert home in pathlib.Path(find_file("data", f"{name}.csv")).parents, name
assert home in pathlib.Path(find_file("quizzes", "08.json")).parents
print(asi.describe(asi.prevalence_odds_ratio(table)))
print(asi.describe(asi.prevalence_odds_ratio(table), "id"))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of the package."""
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"),
            *("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), "."),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_module(wheel):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "asi_helpers").rglob("*.py")}
    assert modules <= names(wheel)


@pytest.mark.parametrize(
    ("folder", "pattern", "inside"),
    [
        ("data", "*.csv", "asi_helpers/data"),
        ("data", "datapackage.json", "asi_helpers/data"),
        ("chapters/quizzes", "*.json", "asi_helpers/quizzes"),
        ("asi_helpers/book/static", "*", "asi_helpers/book/static"),
        ("asi_helpers", "*.pyi", "asi_helpers"),
        ("locales/id/LC_MESSAGES", "*.mo", "asi_helpers/locales/id/LC_MESSAGES"),
    ],
)
def test_the_wheel_holds_data_quizzes_and_scripts(wheel, folder, pattern, inside):
    files = {f"{inside}/{path.name}" for path in (ROOT / folder).glob(pattern) if path.is_file()}
    assert files
    assert files <= names(wheel)


def test_the_wheel_holds_nothing_else(wheel):
    others = {
        name
        for name in names(wheel)
        if not name.startswith("asi_helpers") or name.endswith((".pyc", ".ipynb", ".po"))
    }
    assert others == set()


@pytest.fixture(scope="module")
def fresh_python(tmp_path_factory, wheel):
    """A fresh environment with the wheel; numpy and the like are lent by this one."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)),
            *("install", "--quiet", "--no-deps", "--no-index", str(wheel)),
        ],
        stdin=subprocess.DEVNULL,
        check=True,
    )
    # A .pth file that names a folder puts it on the path, but runs none of the .pth files in it:
    # the editable install of the repository stays out of sight.
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def test_the_installed_wheel_works(fresh_python, tmp_path):
    used = subprocess.run(
        [fresh_python, "-I", "-c", USE],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert used.returncode == 0, used.stderr
    assert "odds of" in used.stdout
    assert "kali odds" in used.stdout


def test_the_editable_install_works_too(tmp_path):
    """As `make book` installs it; the mapping of folders does nothing there."""
    code = (
        "import asi_helpers as asi; from asi_helpers.datasets import find_file;"
        "print(asi.load_table('support').n, find_file('quizzes', '08.json'))"
    )
    used = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert used.returncode == 0, used.stderr
