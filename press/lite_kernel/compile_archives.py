"""
Compile what is in wheels and other archives of Python modules; runs inside Pyodide.

press/lite.py calls it under Node. Without it the browser compiles every module that it imports,
at every start: half of the time until the kernel is there.
"""

import importlib.util
import os
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

WITH_SOURCE = ("asi_helpers/",)  # so that a mistake inside the book's package shows its line
DATE = (1980, 1, 1, 0, 0, 0)


def compiled(source, shown):
    """Bytes of a .pyc that is never held against its source."""
    code = compile(source, shown, "exec", dont_inherit=True)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))


def compile_archive(path, home):
    """Replace the modules of an archive by compiled ones; `home` is where it will be unpacked."""
    part = path + ".part"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.endswith("/"):
                continue
            data = old.read(name)
            if name.endswith(".py"):
                try:
                    data, source = compiled(data, f"{home}/{name}"), data
                except (SyntaxError, ValueError):  # a template or a test of mistakes
                    pass
                else:
                    if name.startswith(WITH_SOURCE):
                        new.writestr(zipfile.ZipInfo(name, DATE), source, zipfile.ZIP_DEFLATED)
                        name = importlib.util.cache_from_source(name)
                    else:
                        name += "c"
            new.writestr(zipfile.ZipInfo(name, DATE), data, zipfile.ZIP_DEFLATED)
    os.replace(part, path)


def main(folder):
    """Compile every archive of a folder in place."""
    library = f"/lib/python{sys.version_info.major}.{sys.version_info.minor}"
    for name in sorted(os.listdir(folder)):
        stdlib = name == "python_stdlib.zip"
        home = library.replace(".", "") + ".zip" if stdlib else f"{library}/site-packages"
        if name.endswith((".whl", ".zip")):
            compile_archive(f"{folder}/{name}", home)
