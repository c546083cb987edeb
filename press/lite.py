"""
Build the in-browser Jupyter into _build/lite: the chapters, the package and Python itself.

    PYODIDE=path/to/pyodide .venv/bin/python -m press.lite
    .venv/bin/python -m press.lite        # takes Pyodide's release from the internet, once

press/build.py calls it when PYODIDE is set, and the book's build copies the result into the book.

Everything is served from the book's own site: nothing comes from another host. The package,
ipywidgets and what they need are written into Pyodide's own list of packages, so that a bare
`import asi_helpers` loads them: no package index is asked (without `comm` in that list the kernel
waits for an index for ever).
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from email.parser import Parser
from importlib.metadata import version
from pathlib import Path

from press import ROOT, notebooks, wheel
from press.cache import READ_BY_CHAPTERS, inputs_hash

RELEASE = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
SITE = ROOT / "_build" / "lite"  # press/sphinx/publish.py copies it into the book
DOWNLOADS = ROOT / "_build" / "downloads"
INPUTS = (*READ_BY_CHAPTERS, "index.md", "chapters/**/*.md", "press/*.py", "requirements*.txt")
# What a notebook needs from Pyodide, with what these need in turn.
WANTED = ("micropip", "ipython", "jedi", "numpy", "pandas", "scipy", "matplotlib", "sqlite3", "ssl")
# Pure Python wheels that Pyodide does not have: name -> what it needs that is in the list.
PURE = {
    "comm": ["traitlets"],
    "ipywidgets": ["comm", "traitlets", "ipython"],
    "asi-helpers": ["numpy", "pandas", "scipy", "matplotlib", "ipython", "ipywidgets"],
}
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# JupyterLite 0.6 is JupyterLab 4.4. The extensions of the environment are made for its newer Lab:
# with them the kernel of the REPL never starts. Hence these, out of wheels of their own.
EXTENSIONS = {"jupyterlab-widgets": "3.0.15", "jupyterlab-myst": "2.4.2"}
OWN_EXTENSION = "share/jupyter/labextensions/@jupyterlite"


class Missing(Exception):
    """A file of Pyodide could not be had."""


def is_address(source):
    """Whether Pyodide comes from another host rather than from a folder."""
    return source.startswith(("http://", "https://"))


def fetch(source, name, target):
    """Copy one file of Pyodide, or download it, once."""
    if not is_address(source):
        kept = Path(source, name)
        if not kept.is_file():
            raise Missing(f"there is no {name} in {source}")
    else:
        kept = DOWNLOADS / hashlib.sha256(source.encode()).hexdigest()[:12] / name
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(".part")
            try:
                address = f"{source.rstrip('/')}/{name}"
                with urllib.request.urlopen(address, timeout=60) as answer, part.open("wb") as file:
                    shutil.copyfileobj(answer, file)
            except OSError as error:
                raise Missing(f"{name} cannot be had from {source} ({error})") from error
            part.replace(kept)
    shutil.copyfile(kept, target / name)


def sha256(path):
    """Hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def needed(packages, wanted):
    """Names of packages, and of what they depend on (whose names may be spelt with underscores)."""
    names, queue = set(), [*wanted]
    while queue:
        name = queue.pop()
        if name not in names:
            names.add(name)
            queue += [depends.replace("_", "-") for depends in packages[name]["depends"]]
    return names


def take_wheels(folder):
    """Put the package's wheel, and the pure ones at the versions that are pinned, into a folder."""
    wheel.make_wheel(folder)
    for name in PURE:
        if name != "asi-helpers":
            shutil.copy(pure_wheel(name, version(name)), folder)


def pure_wheel(name, pinned):
    """A wheel from the package index, downloaded once."""
    pattern = f"{name.replace('-', '_')}-{pinned}-*.whl"
    if not any(DOWNLOADS.glob(pattern)):
        pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "download"]
        pip += ["--no-deps", "--only-binary", ":all:", "-d", str(DOWNLOADS), f"{name}=={pinned}"]
        if subprocess.run(pip, stdin=subprocess.DEVNULL, check=False).returncode:
            raise Missing(f"pip could not download {name} {pinned}")
    return next(DOWNLOADS.glob(pattern))


def entry_of(path):
    """The entry of a pure Python wheel in Pyodide's list of packages."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        header = Parser().parsestr(archive.read(metadata).decode("utf-8"))
    imports = {name.split("/")[0] for name in names if name.count("/") and "info/" not in name}
    name = header["Name"].lower().replace("_", "-")
    return name, {
        "name": name,
        "version": header["Version"],
        "file_name": path.name,
        "install_dir": "site",
        "sha256": sha256(path),
        "package_type": "package",
        "imports": sorted(imports),
        "depends": PURE[name],
        "unvendored_tests": False,
    }


def place_pyodide(source, target):
    """Put Pyodide with the book's packages into `target`."""
    target.mkdir(parents=True)
    fetch(source, LOCK, target)
    lock = json.loads((target / LOCK).read_text(encoding="utf-8"))
    names = needed(lock["packages"], WANTED)
    packages = {name: lock["packages"][name] for name in sorted(names)}
    for name in CORE:
        fetch(source, name, target)
    for entry in packages.values():
        fetch(source, entry["file_name"], target)
        if sha256(target / entry["file_name"]) != entry["sha256"]:
            raise Missing(f"{entry['file_name']} from {source} is not what {LOCK} says")
    take_wheels(target)
    for file in sorted(target.glob("*.whl")):
        if file.name not in {entry["file_name"] for entry in packages.values()}:
            name, entry = entry_of(file)
            packages[name] = entry
    lock["packages"] = packages
    (target / LOCK).write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def place_extensions(target):
    """Put those extensions of JupyterLab that the site takes along into `target`."""
    shutil.copytree(Path(sys.prefix, OWN_EXTENSION), target / "@jupyterlite")
    for name, pinned in EXTENSIONS.items():
        with zipfile.ZipFile(pure_wheel(name, pinned)) as archive:
            for member in archive.namelist():
                _, found, inside = member.partition(".data/data/share/jupyter/labextensions/")
                if found and not member.endswith("/"):
                    file = target / inside
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(archive.read(member))


def write_settings(folder):
    """Write the settings of JupyterLite."""
    kernel = {
        "pyodideUrl": "./pyodide/pyodide.js",
        "loadPyodideOptions": {"lockFileURL": f"./pyodide/{LOCK}"},
    }
    settings = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Right Way Up",
            "exposeAppInBrowser": True,  # the tests ask it whether the kernel is there
            "litePluginSettings": {KERNEL: kernel},
        },
    }
    (folder / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    # every cell stays in the page: searching finds it, and a picture far down has its size
    lab = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
    (folder / "overrides.json").write_text(json.dumps(lab), encoding="utf-8")


def build(source, output):
    """Build the site; `output` appears only when all of it is there."""
    with tempfile.TemporaryDirectory() as scratch:
        work, site = Path(scratch, "work"), Path(scratch, "site")
        code = notebooks.main(["--kernel", "python", "--to", str(work / "content")])
        if code:
            raise SystemExit(code)
        place_pyodide(source, work / "pyodide")
        place_extensions(work / "labextensions")
        write_settings(work)
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", work]
        command += ["--contents", work / "content", "--output-dir", site]
        command += ["--apps", "lab", "--apps", "repl", "--no-sourcemaps"]
        command += ["--no-unused-shared-packages", "--ignore-sys-prefix"]
        command += [f"--FederatedExtensionAddon.extra_labextensions_path={work / 'labextensions'}"]
        built = subprocess.run(
            list(map(str, command)), cwd=work, capture_output=True, text=True, check=False
        )
        if built.returncode:
            raise SystemExit(f"JupyterLite was not built:\n{built.stdout}\n{built.stderr}")
        shutil.copytree(work / "pyodide", site / "pyodide")
        shutil.rmtree(output, ignore_errors=True)
        shutil.move(site, output)


def up_to_date(source):
    """What the built site must have been made from, in a few characters."""
    return f"{inputs_hash(ROOT, INPUTS)} {source}"


def main(source):
    """Build with the Pyodide of a folder or address; return whether the site stands."""
    stamp = SITE / "made-from.txt"
    wanted = up_to_date(source)
    if stamp.exists() and stamp.read_text("utf8") == wanted:
        return True
    try:
        build(source, SITE)
    except Missing as error:
        shutil.rmtree(SITE, ignore_errors=True)
        print(f"The book is built without the in-browser Jupyter: {error}.", file=sys.stderr)
        return False
    stamp.write_text(wanted, "utf8")
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"built {SITE.relative_to(ROOT).as_posix()} ({size / 2**20:.0f} MiB)")
    return True


if __name__ == "__main__":
    sys.exit(0 if main(os.environ.get("PYODIDE") or RELEASE) else 1)
