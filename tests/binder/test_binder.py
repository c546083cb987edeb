"""
Binder's environment, made from the files in binder/ as repo2docker does, without its container.

repo2docker's plan (`jupyter-repo2docker --no-build --debug .`): Python of runtime.txt, then
`pip install -r binder/requirements.txt`, then binder/postBuild in the repository's folder.
"""

import os
import socket
import subprocess
import time
import urllib.request
import venv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from press.address import address_of, load_config
from press.chapter import chapter_files
from press.measure.lab import open_notebook, run_all
from press.sources import copy_sources

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
assert notebook.metadata.kernelspec.name == "python3"
nbclient.NotebookClient(notebook, timeout=300).execute(cwd=sys.argv[2])
"""


@pytest.fixture(scope="module")
def binder(tmp_path_factory):
    """(folder of the repository, python) as on Binder."""
    folder = tmp_path_factory.mktemp("binder")
    book = copy_sources(folder / "book")
    venv.create(folder / "env", with_pip=True)
    bin_folder = folder / "env" / "bin"
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    surroundings |= {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    start = time.perf_counter()
    for command in (
        ["python", "-m", "pip", "install", "--quiet", "-r", "binder/requirements.txt"],
        ["./binder/postBuild"],
    ):
        done = subprocess.run(
            command if command[0].startswith("./") else [bin_folder / "python", *command[1:]],
            cwd=book,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    size = sum(path.stat().st_size for path in (folder / "env").rglob("*") if path.is_file())
    print(f"\nmade in {time.perf_counter() - start:.0f} s, {size / 2**20:.0f} MiB")
    return book, bin_folder / "python", surroundings


def test_every_chapter_runs(binder):
    book, python, surroundings = binder
    notebooks = sorted((book / "chapters").glob("[0-9]*.ipynb"))
    assert [path.stem for path in notebooks] == [path.stem for path in chapter_files(ROOT)]
    for notebook in notebooks:
        done = subprocess.run(
            [python, "-c", RUN, notebook, notebook.parent],
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{notebook.name}\n{done.stderr}"


def test_the_link_opens_a_notebook_whose_explorer_moves(binder, browser):
    book, python, surroundings = binder
    address = address_of(load_config())
    link = address.binder("chapters/08-upside-down-odds-ratio.ipynb")
    path = link.partition("?urlpath=")[2]
    assert path.startswith("lab/tree/")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [python, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ip=127.0.0.1", "--IdentityProvider.token=", "--expose-app-in-browser"]
    settings = book.parent / "settings/@jupyterlab/notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    surroundings = surroundings | {"JUPYTERLAB_SETTINGS_DIR": str(book.parent / "settings")}
    log = (book.parent / "lab.log").open("w")
    lab = subprocess.Popen(
        command, cwd=book, env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        for _ in range(90):
            time.sleep(1)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api").close()
                break
            except OSError:
                assert lab.poll() is None, (book.parent / "lab.log").read_text()
        # the very path of the link, opened and run as a reader does
        page = open_notebook(browser, f"http://127.0.0.1:{port}/", path.removeprefix("lab/tree/"))
        run_all(page)
        select = page.locator(".jupyter-widgets select").first
        select.wait_for()
        shown = page.locator(".jp-OutputArea:has(.jupyter-widgets select) svg").first
        before = shown.evaluate("picture => picture.outerHTML")
        select.select_option(index=1)
        expect(shown).to_be_visible()
        page.wait_for_function(
            "before => document"
            ".querySelector('.jp-OutputArea:has(.jupyter-widgets select) svg')"
            "?.outerHTML !== before",
            arg=before,
        )
    finally:
        lab.terminate()
        lab.wait(30)
        log.close()
