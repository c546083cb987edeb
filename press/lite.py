"""
Build the in-browser Jupyter into _build/lite: the chapters, the package and Python itself.

    PYODIDE=path/to/pyodide .venv/bin/python -m press.lite
    .venv/bin/python -m press.lite        # takes Pyodide's release from the internet, once

press/build.py calls it when PYODIDE is set, and the book's build copies the result into the book.

Everything is served from the book's own site: nothing comes from another host. What the first
result needs is written into Pyodide's own list of packages and loaded side by side while Python
starts: no package index is asked. SciPy and matplotlib come when they are first imported (see
lite_kernel/book_kernel.py). docs/decisions/0010 says what each of this saves.
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
from press.cache import LITE, READ_BY_CHAPTERS, inputs_hash
from press.messages.translated import find_translations

RELEASE = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
SITE = ROOT / LITE  # press/sphinx/publish.py copies it into the book
DOWNLOADS = ROOT / "_build" / "downloads"
INPUTS = (
    *READ_BY_CHAPTERS,
    "index.md",
    "chapters/**/*.md",
    "locales/**/*.po",
    "press/*.py",
    "press/lite_kernel/*",
    "requirements*.txt",
)
# What the first result needs from Pyodide, with what these need in turn: loaded at the start.
FIRST = ("micropip", "sqlite3", "ipython", "numpy", "pandas")
# Loaded when first imported: archives of each and of what it needs that none before it has.
# (matplotlib needs fonttools for writing PDF only.)
LATER = ("scipy", "fonttools", "matplotlib")
# Pure Python wheels that Pyodide does not have: name -> what it needs that is in the list.
PURE = {
    "comm": ["traitlets"],
    "ipywidgets": ["comm", "traitlets", "ipython"],
    "asi-helpers": ["numpy", "pandas", "ipython", "ipywidgets"],
}
# JupyterLite's own, which the kernel would otherwise look for in two package indexes, one by one.
OF_THE_KERNEL = {
    "piplite": ["micropip"],
    "ipykernel": [],
    "pyodide_kernel": ["ipython", "traitlets", "comm"],
}
# The kernel asks for these too and works without them. An empty wheel takes their place.
LEFT_OUT = ("jedi", "ssl")
# Run by Node; its arguments are Pyodide's folder, the folder of archives and the Python to be run.
COMPILE = """
const [pyodideFolder, archives, compiler] = process.argv.slice(1);
const { readFileSync } = await import("node:fs");
const { loadPyodide } = await import(`${pyodideFolder}/pyodide.mjs`);
const pyodide = await loadPyodide({ indexURL: `${pyodideFolder}/` });
pyodide.mountNodeFS("/archives", archives);
pyodide.runPython(`${readFileSync(compiler, "utf8")}\\nmain("/archives")`);
"""
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
KERNEL_FILES = ROOT / "press" / "lite_kernel"
IPYTHON_FOLDER = "/lib/python3.12/site-packages/book_kernel"  # where its settings are
# JupyterLite 0.6 is JupyterLab 4.4. The widgets of the environment are made for its newer Lab: with
# them the kernel of the REPL never starts. Hence these, out of a wheel of their own.
EXTENSIONS = {"jupyterlab-widgets": "3.0.15"}
APPS = ("lab", "repl")
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
        if name not in names and name not in LEFT_OUT:
            names.add(name)
            queue += [depends.replace("_", "-") for depends in packages[name]["depends"]]
    return names


def take_wheels(folder):
    """Put the package's wheel, and the pure ones at the versions that are pinned, into a folder."""
    wheel.make_wheel(folder)
    for name in PURE:
        if name != "asi-helpers":
            shutil.copy(pure_wheel(name, version(name)), folder)
    wheels = Path(sys.prefix, OWN_EXTENSION, "pyodide-kernel-extension", "static", "pypi")
    for name in OF_THE_KERNEL:
        shutil.copy(next(wheels.glob(f"{name}-*.whl")), folder)


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
        "depends": {**PURE, **OF_THE_KERNEL}.get(header["Name"], []),
        "unvendored_tests": False,
    }


def write_wheel(folder, name, files):
    """Write a wheel of a few files."""
    info = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files = files | {f"{name}-1.dist-info/{part}": text for part, text in info.items()}
    with zipfile.ZipFile(folder / f"{name}-1-py3-none-any.whl", "w") as archive:
        for inside, text in files.items():
            archive.writestr(zipfile.ZipInfo(inside), text)


def write_kernel(folder, archives):
    """Write the wheel that tells IPython where the later archives are, and the empty one."""
    files = {
        "__init__.py": (KERNEL_FILES / "book_kernel.py").read_text("utf8"),
        "profile_default/ipython_config.py": (KERNEL_FILES / "ipython_config.py").read_text("utf8"),
        "later.json": json.dumps(archives, indent=1),
    }
    write_wheel(folder, "book_kernel", {f"book_kernel/{name}": files[name] for name in files})
    write_wheel(folder, "left_out", {})


def write_archive(path, parts):
    """Make one archive of several wheels and libraries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            with zipfile.ZipFile(part) as old:
                for inside in old.namelist():
                    if not inside.endswith("/"):
                        member = zipfile.ZipInfo(inside)
                        archive.writestr(member, old.read(inside), zipfile.ZIP_DEFLATED)
            part.unlink()


def compile_archives(folder):
    """Compile the modules in all archives of a folder, by Pyodide itself, which Node runs."""
    node = shutil.which("node")
    if node is None:
        print("without Node: Python will start more slowly in the browser", file=sys.stderr)
        return
    compiler = KERNEL_FILES / "compile_archives.py"
    done = DOWNLOADS / f"compiled-{sha256(compiler)[:12]}"
    done.mkdir(parents=True, exist_ok=True)
    archives = {path: sha256(path) for path in [*folder.glob("*.whl"), *folder.glob("*.zip")]}
    with tempfile.TemporaryDirectory() as scratch:
        for path, key in archives.items():
            if not (done / key).exists():
                shutil.copyfile(path, Path(scratch, path.name))
        if any(Path(scratch).iterdir()):
            command = [node, "--input-type=module", "--eval", COMPILE]
            command += ["--", folder, scratch, compiler]
            run = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
            if run.returncode:
                raise SystemExit(f"Python's modules were not compiled:\n{run.stdout}\n{run.stderr}")
        for path, key in archives.items():
            if not (done / key).exists():
                shutil.move(Path(scratch, path.name), done / key)
            shutil.copyfile(done / key, path)


def take_packages(source, lock, target):
    """Put the packages into `target`; return those of the start and the later ones, as lists."""
    first = needed(lock, FIRST)
    later, taken = {}, set(first)
    for name in LATER:
        later[name] = needed(lock, [name]) - taken
        taken |= later[name]
    for name in sorted(taken):
        entry = lock[name]
        fetch(source, entry["file_name"], target)
        if sha256(target / entry["file_name"]) != entry["sha256"]:
            raise Missing(f"{entry['file_name']} from {source} is not what {LOCK} says")
    return first, later


def place_pyodide(source, target):
    """Put Pyodide with the book's packages into `target`."""
    target.mkdir(parents=True)
    fetch(source, LOCK, target)
    lock = json.loads((target / LOCK).read_text(encoding="utf-8"))
    known = lock["packages"]
    for name in CORE:
        fetch(source, name, target)
    first, later = take_packages(source, known, target)
    take_wheels(target)
    compile_archives(target)
    archives = {}
    for name, parts in later.items():
        path = target / f"later-{name}.zip"
        write_archive(path, [target / known[part]["file_name"] for part in sorted(parts)])
        imports = sorted({top for part in parts for top in known[part]["imports"]})
        archives[f"{path.name}?sha256={sha256(path)}"] = imports
    write_kernel(target, archives)
    packages = {name: known[name] for name in sorted(first)}
    for entry in packages.values():
        entry["sha256"] = sha256(target / entry["file_name"])
    placed = {entry["file_name"] for entry in packages.values()}
    for path in sorted(target.glob("*.whl")):
        if path.name not in placed:
            name, entry = entry_of(path)
            packages[name] = entry
    empty = packages.pop("left-out")
    packages |= {name: {**empty, "name": name} for name in LEFT_OUT}
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
        "loadPyodideOptions": {
            "lockFileURL": f"./pyodide/{LOCK}",
            # all that the kernel would look for, and what the book's package needs
            "packages": [*OF_THE_KERNEL, *LEFT_OUT, *FIRST, *PURE, "book-kernel"],
            "env": {"IPYTHONDIR": IPYTHON_FOLDER},
        },
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
    lab = {
        # every cell stays in the page: searching finds it, and a picture far down has its size
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        # work is lost with the tab, so it is saved every ten seconds
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},
    }
    (folder / "overrides.json").write_text(json.dumps(lab), encoding="utf-8")


def fetch_early(site):
    """Have the pages ask for Python's files at once: the kernel does when the page stands."""
    lock = json.loads((site / "pyodide" / LOCK).read_text("utf8"))
    wheels = {entry["file_name"] for entry in lock["packages"].values()}
    names = [LOCK, "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
    hints = "".join(
        f'<link rel="prefetch" href="../pyodide/{name}" />\n'
        for name in [*names, *sorted(wheels)]
        # a private window keeps no larger ones, and would fetch them twice
        if name.endswith(".wasm") or (site / "pyodide" / name).stat().st_size < 5e6
    )
    for app in APPS:
        page = site / app / "index.html"
        text = page.read_text("utf8")
        page.write_text(text.replace("</head>", f"{hints}</head>", 1), "utf8")


def come_back(site):
    """Have a reload of the Lab open again what was open."""
    page = site / "lab" / "index.html"
    script = (KERNEL_FILES / "come_back.html").read_text("utf8")
    text = page.read_text("utf8")
    page.write_text(text.replace("<head>", f"<head>\n{script}", 1), "utf8")


def write_notebooks(content, books):
    """Write the notebooks, and those in other languages, each language in a folder of its own."""
    code = notebooks.main(["--kernel", "python", "--to", str(content)])
    for book in books:
        target = content / book.language
        code = code or book.run("press.notebooks", "--kernel", "python", "--to", target)
    if code:
        raise SystemExit(code)


def build(source, output, books):
    """Build the site; `output` appears only when all of it is there."""
    with tempfile.TemporaryDirectory() as scratch:
        work, site = Path(scratch, "work"), Path(scratch, "site")
        write_notebooks(work / "content", books)
        place_pyodide(source, work / "pyodide")
        place_extensions(work / "labextensions")
        write_settings(work)
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", work]
        command += ["--contents", work / "content", "--output-dir", site]
        command += [word for app in APPS for word in ("--apps", app)]
        command += ["--no-sourcemaps"]
        command += ["--no-unused-shared-packages", "--ignore-sys-prefix"]
        command += [f"--FederatedExtensionAddon.extra_labextensions_path={work / 'labextensions'}"]
        built = subprocess.run(
            list(map(str, command)), cwd=work, capture_output=True, text=True, check=False
        )
        if built.returncode:
            raise SystemExit(f"JupyterLite was not built:\n{built.stdout}\n{built.stderr}")
        shutil.copytree(work / "pyodide", site / "pyodide")
        fetch_early(site)
        come_back(site)
        shutil.rmtree(output, ignore_errors=True)
        shutil.move(site, output)


def up_to_date(source):
    """What the built site must have been made from, in a few characters."""
    return f"{inputs_hash(ROOT, INPUTS)} {source}"


def main(source, books):
    """Build with the Pyodide of a folder or address; return whether the site stands."""
    stamp = SITE / "made-from.txt"
    wanted = up_to_date(source)
    if stamp.exists() and stamp.read_text("utf8") == wanted:
        return True
    try:
        build(source, SITE, books)
    except Missing as error:
        shutil.rmtree(SITE, ignore_errors=True)
        print(f"The book is built without the in-browser Jupyter: {error}.", file=sys.stderr)
        return False
    stamp.write_text(wanted, "utf8")
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"built {SITE.relative_to(ROOT).as_posix()} ({size / 2**20:.0f} MiB)")
    return True


if __name__ == "__main__":
    sys.exit(0 if main(os.environ.get("PYODIDE") or RELEASE, find_translations()) else 1)
