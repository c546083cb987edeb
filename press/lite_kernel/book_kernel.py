"""
What the Python of the in-browser Jupyter does before the first cell; an extension of IPython.

Large packages come when they are first imported, be it deep inside a function: a first chi-square
waits for none of them. The list, later.json, lies beside this module: the names that can be
imported, and the archive that holds them.
"""

import ctypes
import importlib
import io
import json
import logging
import sys
import zipfile
from importlib.machinery import PathFinder
from pathlib import Path

HERE = Path(__file__).parent  # a package's folder, which is IPython's folder of settings as well


def read_synchronously(name):
    """Bytes of a file beside Pyodide; a worker, unlike a page, may wait for them."""
    import js
    import pyodide_js

    address = pyodide_js._api.config.indexURL + name
    request = js.XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    request.send()
    if request.status != 200:
        raise ImportError(f"{address} could not be loaded (status {request.status})")
    return request.response.to_bytes()


def load_library(path):
    """Load a shared library that others need, and make it known by its bare name."""
    import pyodide_js

    ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
    loaded = pyodide_js._module.LDSO.loadedLibsByName
    setattr(loaded, path.name, getattr(loaded, str(path)))


class LaterFinder:
    """Finds what lies in archives that have not been loaded yet."""

    def __init__(self, archives, folder, read=read_synchronously, load=load_library):
        self.waiting = archives  # name of an archive -> names that can be imported from it
        self.folder = folder
        self.read = read
        self.load = load

    def find_spec(self, name, path=None, target=None):
        """Load the archive that holds a module; None if no archive does."""
        for archive, names in self.waiting.items():
            if name in names:
                self.take(archive)
                return PathFinder.find_spec(name, path, target)
        return None

    def take(self, name):
        """Unpack an archive where modules are looked for."""
        archive = zipfile.ZipFile(io.BytesIO(self.read(name)))
        archive.extractall(self.folder)
        del self.waiting[name]
        importlib.invalidate_caches()
        for inside in archive.namelist():
            path = self.folder / inside
            if path.name.startswith("lib") and path.suffix == ".so":
                self.load(path)


def load_ipython_extension(shell):
    """Called by IPython, as ipython_config.py says."""
    shell.Completer.use_jedi = False  # it is left out; names are completed without it
    # a reader would see "is building the font cache" in red above the first figure of every visit
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    archives = json.loads((HERE / "later.json").read_text("utf8"))
    sys.meta_path.insert(sys.meta_path.index(PathFinder) + 1, LaterFinder(archives, HERE.parent))
