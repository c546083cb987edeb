"""
A JupyterHub as in deploy/jupyterhub_config.py: several users run a chapter at the same time, in
English and in Indonesian, and links bring the notebooks.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from websocket import create_connection

from press import hub_notebooks
from press.hub_link import BRANCH, hub_links, notebook_path

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "08-upside-down-odds-ratio"
USERS = {"ani": "en", "budi": "id", "citra": "en", "dewi": "id"}  # what each reads
# What the chapter's cells say first in a language; pairs of sentences say it in the other too.
SAYS = {
    "en": "(prevalence odds ratio 34.7, 95% CI 10.6 to 113.5)",
    "id": "(rasio odds prevalensi 34,7; IK 95% 10,6 sampai 113,5)",
}
TOKEN = "a-word-for-this-test-alone"
PASSWORD = "only here"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def ask(address, method="GET", data=None):
    """What the hub answers."""
    request = urllib.request.Request(
        address,
        method=method,
        data=None if data is None else json.dumps(data).encode(),
        headers={"Authorization": f"token {TOKEN}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or "null")


def git(folder, *arguments):
    """Run git as a teacher would."""
    who = ("-c", "user.name=Teacher", "-c", "user.email=teacher@example.edu")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A repository with the branch of notebooks, as the workflow publishes it."""
    folder = tmp_path_factory.mktemp("published") / "right-way-up"
    hub_notebooks.collect(folder)
    git(folder, "init", "-q", "-b", BRANCH)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Notebooks")
    return folder


@pytest.fixture(scope="module")
def users_folder(tmp_path_factory):
    """Where users' folders lie, and the hub's own files."""
    return tmp_path_factory.mktemp("hub")


@pytest.fixture(scope="module")
def hub(users_folder):
    """Address of a running hub."""
    assert shutil.which("configurable-http-proxy"), (
        "JupyterHub's proxy is missing: npm install -g configurable-http-proxy"
    )
    folder = users_folder
    address = f"http://127.0.0.1:{free_port()}"
    surroundings = os.environ | {
        "CLASS_FOLDER": str(folder),
        "CLASS_PASSWORD": PASSWORD,
        "CLASS_TOKEN": TOKEN,
        "CLASS_ADDRESS": address,
        "CLASS_HUB_PORT": str(free_port()),
        "CLASS_PROXY_PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
        "ASI_LANGUAGE": "id",  # chapters in English must not follow it
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    log = (folder / "log").open("w")
    running = subprocess.Popen(
        [sys.executable, "-m", "jupyterhub", "-f", str(ROOT / "deploy/jupyterhub_config.py")],
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        for _ in range(60):
            time.sleep(1)
            try:
                ask(f"{address}/hub/api/")
                break
            except OSError:
                assert running.poll() is None, (folder / "log").read_text()
        else:
            pytest.fail((folder / "log").read_text())
        yield address
    finally:
        running.terminate()
        try:
            running.wait(60)  # it stops every user's server and the proxy first
        except subprocess.TimeoutExpired:
            running.kill()  # seen once: all of them had ended, and the hub still waited
        log.close()


def run_chapter(hub, user, notebook):
    """Start a user's server, run every cell of a notebook there; return (errors, what it shows)."""
    ask(f"{hub}/hub/api/users/{user}", "POST")
    ask(f"{hub}/hub/api/users/{user}/server", "POST", {})
    for _ in range(90):
        if ask(f"{hub}/hub/api/users/{user}")["servers"].get("", {}).get("ready"):
            break
        time.sleep(1)
    server = f"{hub}/user/{user}"
    kernel = ask(f"{server}/api/kernels", "POST", {"name": "python3"})["id"]
    channel = create_connection(
        f"{server}/api/kernels/{kernel}/channels".replace("http", "ws"),
        header=[f"Authorization: token {TOKEN}"],
        timeout=180,
    )
    errors, shown = [], []
    cells = [cell for cell in nbformat.read(notebook, 4).cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells):
        header = {"msg_id": f"{user}-{number}", "msg_type": "execute_request", "username": user}
        header |= {"session": user, "version": "5.3", "date": ""}
        content = {"code": cell.source, "silent": False, "store_history": True}
        content |= {"user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        channel.send(json.dumps(message | {"channel": "shell", "buffers": []}))
        while True:
            answer = json.loads(channel.recv())
            if answer["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if answer["msg_type"] == "error":
                errors.append(answer["content"]["evalue"])
            elif answer["msg_type"] == "execute_result":
                shown.append(str(answer["content"]["data"]))
            elif answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
                break
    channel.close()
    return errors, shown


def test_users_run_a_chapter_side_by_side_in_both_languages(hub, published):
    notebooks = [published / notebook_path(CHAPTER, language) for language in USERS.values()]
    start = time.perf_counter()
    with ThreadPoolExecutor(len(USERS)) as pool:
        results = list(pool.map(run_chapter, [hub] * len(USERS), USERS, notebooks))
    print(f"{len(USERS)} users were done after {time.perf_counter() - start:.0f} s")
    for language, (errors, shown) in zip(USERS.values(), results, strict=True):
        assert errors == []
        said = {code: "\n".join(shown).find(words) for code, words in SAYS.items()}
        assert said[language] >= 0
        assert all(at < 0 or at >= said[language] for at in said.values())
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{hub}/user/ani/api/kernels", timeout=30)
    assert refused.value.code == 403


def follow(browser, link, user):
    """Open a link as a student does who is not logged in yet; return where it led."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(link)
        page.locator("#username_input").fill(user)
        page.locator("#password_input").fill(PASSWORD)
        page.locator("#login_submit").click()
        page.wait_for_url("**/lab/tree/**", timeout=120_000)
        page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=120_000)
        return page.url, page.locator(".jp-NotebookPanel h1").first.inner_text()
    finally:
        context.close()


@pytest.mark.parametrize(("language", "user"), [("en", "eka"), ("id", "fitri")])
def test_a_link_brings_the_notebooks_and_opens_the_chapter(
    hub, published, users_folder, browser, language, user
):
    link = hub_links(hub, {"repository": {"url": str(published)}}, language)["08"]
    notebook = notebook_path(CHAPTER, language)
    start = time.perf_counter()
    address, title = follow(browser, link, user)
    print(f"{language}: from the link to the open chapter {time.perf_counter() - start:.0f} s")
    assert address == f"{hub}/user/{user}/lab/tree/right-way-up/{notebook}"
    cells = nbformat.read(published / notebook, 4).cells
    assert f"# {title.removesuffix('¶').strip()}" in cells[0].source.splitlines()
    # both languages came, and nothing that is the teacher's
    copied = users_folder / "users" / user / "right-way-up"
    for code in SAYS:
        assert (copied / notebook_path(CHAPTER, code)).is_file()
    assert not [*copied.rglob("instructor")]


def test_a_later_click_brings_changes_and_keeps_the_students_own(
    hub, published, users_folder, browser
):
    links = hub_links(hub, {"repository": {"url": str(published)}}, "id")
    follow(browser, links["08"], "gita")
    copied = users_folder / "users" / "gita" / "right-way-up"
    own = copied / notebook_path(CHAPTER, "id")
    written = own.read_text("utf8").replace('"cells": [', '"cells":  [', 1)
    assert written != own.read_text("utf8")
    own.write_text(written, "utf8")
    (published / "new.txt").write_text("From the teacher", "utf8")
    git(published, "add", "--all")
    git(published, "commit", "-q", "-m", "A new file")
    follow(browser, links["05"], "gita")
    assert (copied / "new.txt").read_text("utf8") == "From the teacher"
    assert own.read_text("utf8") == written
