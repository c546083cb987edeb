"""A JupyterHub as in deploy/jupyterhub_config.py: several users run a chapter at the same time."""

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

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "chapters" / "08-upside-down-odds-ratio.ipynb"
USERS = ("ani", "budi", "citra", "dewi")
TOKEN = "a-word-for-this-test-alone"


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


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """Address of a running hub."""
    assert shutil.which("configurable-http-proxy"), (
        "JupyterHub's proxy is missing: npm install -g configurable-http-proxy"
    )
    folder = tmp_path_factory.mktemp("hub")
    address = f"http://127.0.0.1:{free_port()}"
    surroundings = os.environ | {
        "CLASS_FOLDER": str(folder),
        "CLASS_PASSWORD": "only here",
        "CLASS_TOKEN": TOKEN,
        "CLASS_ADDRESS": address,
        "CLASS_HUB_PORT": str(free_port()),
        "CLASS_PROXY_PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
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
        running.wait(30)
        log.close()


def run_chapter(hub, user):
    """Start a user's server, run every cell of the chapter there; return (errors, last text)."""
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
    cells = [cell for cell in nbformat.read(NOTEBOOK, 4).cells if cell.cell_type == "code"]
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


def test_users_run_a_chapter_side_by_side(hub):
    start = time.perf_counter()
    with ThreadPoolExecutor(len(USERS)) as pool:
        results = list(pool.map(lambda user: run_chapter(hub, user), USERS))
    print(f"{len(USERS)} users were done after {time.perf_counter() - start:.0f} s")
    for errors, shown in results:
        assert errors == []
        assert any("34.7" in text for text in shown)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{hub}/user/{USERS[0]}/api/kernels", timeout=30)
    assert refused.value.code == 403
