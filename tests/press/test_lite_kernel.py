"""What the in-browser Jupyter brings for its Python: archives loaded late, modules compiled."""

import importlib
import importlib.util
import io
import sys
import zipfile

import pytest

from press import lite


def load(name):
    """A module that is made for the browser, loaded here."""
    spec = importlib.util.spec_from_file_location(name, lite.KERNEL_FILES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def archive_of(**files):
    """Bytes of an archive; a double underscore in a name stands for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return data.getvalue()


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A finder that knows one archive; what it read and the libraries that it loaded."""
    data = archive_of(
        late_one__py="import late_two", late_two__py="x = 7", liblate__so="", x__so=""
    )
    read, loaded = [], []
    finder = load("book_kernel").LaterFinder(
        {"late.zip": ["late_one", "late_two"]},
        tmp_path,
        lambda name: read.append(name) or data,
        lambda path: loaded.append(path.name),
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
    yield read, loaded
    for name in ("late_one", "late_two"):
        sys.modules.pop(name, None)


def test_an_archive_is_loaded_once_when_first_imported(later):
    read, loaded = later
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("another_name")
    assert read == []
    assert importlib.import_module("late_one").late_two.x == 7
    assert read == ["late.zip"]
    assert loaded == ["liblate.so"]


def test_modules_are_compiled_and_run(tmp_path, monkeypatch):
    path = tmp_path / "parts.whl"
    source = "def broken():\n    raise ValueError('said')\n"
    path.write_bytes(archive_of(plain_part__py=source, template__py="{% if %}", data__csv="1"))
    load("compile_archives").compile_archive(str(path), "/where/it/goes")
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["data.csv", "plain_part.pyc", "template.py"]
        archive.extractall(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    broken = importlib.import_module("plain_part").broken
    monkeypatch.delitem(sys.modules, "plain_part")
    assert broken.__code__.co_filename == "/where/it/goes/plain_part.py"
    with pytest.raises(ValueError, match="said"):
        broken()


def test_the_own_package_keeps_its_source(tmp_path):
    path = tmp_path / "own.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("asi_helpers/one.py", "x = 1\n")
    load("compile_archives").compile_archive(str(path), "/where")
    with zipfile.ZipFile(path) as archive:
        compiled, source = sorted(archive.namelist())
        assert archive.read(source) == b"x = 1\n"
    assert compiled == importlib.util.cache_from_source("asi_helpers/one.py")
    assert source == "asi_helpers/one.py"


def test_only_what_the_first_result_needs_is_loaded_at_the_start():
    depends = {"a": ["b_c"], "b-c": [], "jedi": ["a"], "d": ["a", "jedi"]}
    lock = {name: {"depends": needs} for name, needs in depends.items()}
    assert lite.needed(lock, ["d"]) == {"d", "a", "b-c"}
