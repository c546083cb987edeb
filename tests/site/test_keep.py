"""The book kept on the device: fetched when a reader presses, and read with no server at all."""

import contextlib
import gzip
import http.server
import json
import shutil
import threading
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from press import keep
from press.words import say
from tests.conftest import ALONE

UNDER = "/right-way-up/"  # where GitHub Pages has a book
MOST = 2 * 2**20
SKIPPED = {"404.html", "chapters/instructor/answer-key.html"}


class Server:
    """A server of a folder below an address, gzip and all, that counts, fails and stops as told."""

    def __init__(self, folder):
        self.folder, self.sent, self.asked = folder, 0, []
        self.broken = {}  # path: status, or bytes in place of what lies there
        self.moved = {}  # path: where to, as by servers that leave ".html" out
        self.dies_after = None  # answers no more after so many
        self.port, self.running = 0, None

    def start(self):
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def do_GET(self):
                outer.answer(self)

        self.running = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.running.server_port
        threading.Thread(target=self.running.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self):
        if self.running:
            self.running.shutdown()
            self.running.server_close()
            self.running = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}{UNDER}"

    def answer(self, request):
        path = unquote(urlsplit(request.path).path)
        name = path.removeprefix(UNDER)
        name = f"{name}index.html" if name.endswith("/") or not name else name
        self.asked.append(name)
        if self.dies_after is not None and len(self.asked) > self.dies_after:
            request.connection.close()
            return
        if name in self.moved:
            request.send_response(302)
            request.send_header("Location", self.moved[name])
            request.end_headers()
            return
        broken = self.broken.get(name)
        file = self.folder / name
        if isinstance(broken, int) or not path.startswith(UNDER) or not file.is_file():
            request.send_error(broken if isinstance(broken, int) else 404)
            return
        data = gzip.compress(broken or file.read_bytes(), 6, mtime=0)
        request.send_response(200)
        request.send_header("Content-Type", request.guess_type(name))
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        with contextlib.suppress(ConnectionError):
            request.wfile.write(data)
            self.sent += len(data)


class Device:
    """A browser whose store outlives it."""

    def __init__(self, playwright, executable, folder):
        self.playwright, self.executable, self.folder = playwright, executable, folder
        self.problems, self.context = [], None

    def open(self):
        self.context = self.playwright.launch_persistent_context(
            self.folder,
            executable_path=self.executable,
            args=["--no-sandbox", "--disable-gpu", ALONE],
            viewport={"width": 360, "height": 740},
        )
        self.context.set_default_timeout(10_000)
        page = self.context.pages[0]
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        return page

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.text} {message.location}")

    def close(self):
        if self.context:
            self.context.close()
        self.context = None


@pytest.fixture
def published(site, tmp_path):
    """A copy of the site, small things of which a test may change, and its server."""
    folder = tmp_path / "site"
    shutil.copytree(
        site,
        folder,
        copy_function=_link,
        ignore=shutil.ignore_patterns("lite", "_sources", "*.whl"),
    )
    server = Server(folder).start()
    yield server
    server.stop()


def _link(source, target):
    Path(target).hardlink_to(source)  # nothing is written into a file: it is put in its place


def put(path, text):
    """Another file in place of one."""
    path.unlink()
    path.write_text(text, "utf8")


@pytest.fixture
def device(browser, tmp_path):
    """A phone, so to speak."""
    from press.environment import find_browser

    own = Device(browser.browser_type, find_browser(), tmp_path / "phone")
    yield own
    own.close()


def new_edition(server, word="Sampul baru"):
    """Publish another edition: one page says something else."""
    page = server.folder / "chapters" / "glossary.html"
    put(page, page.read_text("utf8").replace("<h1>", f"<h1>{word} ", 1))
    listed = keep.kept_list("en", keep.kept_files(server.folder, ["id"]))
    put(server.folder / "kept.json", json.dumps(listed))
    return listed["edition"]


KEPT = """async () => {
  const names = await caches.keys(), stored = [];
  for (const name of names) {
    for (const { url } of await (await caches.open(name)).keys()) stored.push(url);
  }
  const registered = (await navigator.serviceWorker.getRegistrations()).map(each => each.scope);
  return { names, registered, stored: stored.map(url => url.split("/kept/")[1]) };
}"""


def kept(page):
    """What the browser has stored: caches, workers, names of what lies in the caches."""
    return page.evaluate(KEPT)


def use(found):
    """Of those, the editions in use."""
    return sorted(name for name in found["stored"] if name.startswith("use/"))


def block(page):
    return page.locator("main .keep")


def says(page, message, code="en"):
    """Wait until the cover says a message; its gaps hold anything."""
    start = max(say(message, code).replace("}", "{").split("{")[::2], key=len)
    expect(block(page).locator(".keep-status")).to_contain_text(start.strip(), timeout=15_000)


def press(page, name, code="en"):
    block(page).get_by_role("button", name=say(name, code), exact=True).click()


def keep_the_book(page, address, code="en"):
    page.goto(address)
    press(page, "Keep this book on this device", code)
    says(page, keep.WORDS["kept"], code)


def list_of(server, folder=""):
    return json.loads((server.folder / folder / "kept.json").read_text("utf8"))


@pytest.mark.parametrize(("code", "folder"), [("en", ""), ("id", "id/")])
def test_the_whole_book_is_read_without_a_server(published, device, code, folder):
    page = device.open()
    page.goto(published.address + folder)
    assert kept(page) == {"names": [], "registered": [], "stored": []}
    published.sent = 0
    keep_the_book(page, published.address + folder, code)
    assert 0 < published.sent < MOST
    found = kept(page)
    assert found["registered"] == [published.address]
    assert use(found) == [f"use/{folder}"]
    asked = {urlsplit(name).path for name in published.asked}
    assert not any(name.endswith((".whl", ".ipynb", ".zip")) for name in asked)

    device.close()
    published.stop()
    page = device.open()
    pages = [name for name in list_of(published, folder)["files"] if name.endswith(".html")]
    base = published.address + folder
    page.goto(base + "index.html")
    got = page.evaluate(
        "all => Promise.all(all.map(async each => (await fetch(each)).status))",
        [base + name for name in list_of(published, folder)["files"]],
    )
    assert set(got) == {200}
    for name in pages if code == "en" else pages[::4]:  # what they are made by is the same
        answer = page.goto(published.address + folder + name, wait_until="domcontentloaded")
        assert answer.status == 200, name
        assert answer.from_service_worker, name
    start = published.address + folder
    # the address as it is shared, without the name of a file
    assert page.goto(start).status == 200
    expect(page.locator("main h1")).to_contain_text("Right Way Up")
    # a control of an explorer
    page.goto(start + "chapters/explorers.html")
    explorer = page.locator("figure.asi-explorer:has(input[type=range])").first
    before = explorer.inner_text()
    explorer.locator("input[type=range]").first.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('figure.asi-explorer:has(input[type=range])')"
        ".innerText !== before",
        arg=before,
    )
    # a quiz
    page.goto(start + "chapters/01-meet-the-paper.html")
    question = page.locator("[data-item='01-q1']")
    for answer in question.locator("summary").all():
        answer.click()
    expect(question.locator(".asi-tick")).to_have_count(1)  # one of them was right
    # the search
    page.goto(start)
    page.goto(start + "search.html?q=odds")
    expect(page.locator("#search-results a").first).to_be_visible()
    # the calculator, with a table as it is pasted: what reads it is loaded when it is used
    page.goto(start + "chapters/calculator.html")
    fold = page.locator("details:has(.asi-paste textarea)")
    if fold.count():
        fold.first.evaluate("fold => { fold.open = true }")
    page.locator(".asi-paste textarea").fill("\tsmooth\tnot\nyes\t27\t7\nno\t6\t54\n")
    expect(page.locator(".asi-pasted-text mark").first).to_be_visible()
    # what is not kept
    assert device.problems == []
    answer = page.goto(start + "_static/social-card.png")
    assert answer.status == 503
    assert say(keep.ABSENT_WORDS["title"], code) in page.locator("h1").inner_text()
    page.get_by_role("link", name=say(keep.ABSENT_WORDS["start"], code)).click()
    expect(page.locator("main .keep")).to_be_visible()


def test_a_download_that_breaks_leaves_the_old_edition_whole(published, device):
    page = device.open()
    keep_the_book(page, published.address)
    old = list_of(published)["edition"]
    new = new_edition(published)
    (changed,) = [
        name
        for name, (sha, *_rest) in list_of(published)["files"].items()
        if f"file/{sha}" not in kept(page)["stored"]
    ]
    assert changed == "chapters/glossary.html"
    for trouble, said in ((500, "changed"), (b"of another edition", "changed")):
        published.broken = {changed: trouble}
        page.goto(published.address)
        says(page, keep.WORDS["newer"])
        published.asked.clear()
        press(page, keep.WORDS["get_newer"])
        says(page, keep.WORDS[said])
        assert set(published.asked) <= {"kept.json", "sw.js", changed}
        assert page.goto(published.address + changed).from_service_worker
        assert "Sampul baru" not in page.locator("h1").inner_text()
        note = page.evaluate(
            "async base => (await caches.match(`${base}kept/use/`)).text()", published.address
        )
        assert note == old
    published.broken = {}
    page.goto(published.address)
    press(page, keep.WORDS["get_newer"])
    says(page, keep.WORDS["fresh"])
    page.goto(published.address + changed)
    assert "Sampul baru" in page.locator("h1").inner_text()
    # and what only the old one had is gone: a visit clears that away after it has spoken
    for _visit in range(10):
        page.goto(published.address)
        says(page, keep.WORDS["kept"])
        page.wait_for_timeout(500)
        lists = [name for name in kept(page)["stored"] if name.startswith("list/")]
        if lists == [f"list/{new}"]:
            break
    assert lists == [f"list/{new}"]


def test_a_first_download_that_breaks_goes_on_where_it_stopped(published, device):
    page = device.open()
    page.goto(published.address)
    published.dies_after = len(published.asked) + 25
    glossary = "chapters/glossary.html"
    moved = published.folder / "chapters" / "moved.html"
    moved.hardlink_to(published.folder / glossary)
    published.moved = {glossary: UNDER + "chapters/moved.html"}
    press(page, "Keep this book on this device")
    says(page, keep.WORDS["offline"])
    found = kept(page)
    assert use(found) == []
    there = sum(name.startswith("file/") for name in found["stored"])
    assert there > 10
    published.dies_after = None
    published.asked.clear()
    page.goto(published.address)  # of itself: the reader has pressed already
    says(page, keep.WORDS["kept"])
    assert use(kept(page)) == ["use/"]
    listed = list_of(published)["files"]
    fetched = [name for name in published.asked if name in listed and name != "index.html"]
    assert len(fetched) <= len(listed) - there + 5  # five belong to the cover itself
    published.stop()
    assert page.goto(published.address + glossary).status == 200


def test_what_has_come_can_be_read_when_the_connection_breaks(published, device):
    page = device.open()
    page.goto(published.address)
    published.broken = {"_static/icon-512.png": 500}  # all else comes
    press(page, "Keep this book on this device")
    says(page, keep.WORDS["changed"])
    published.stop()
    page.goto(f"{published.address}chapters/05-chi-square.html")
    expect(page.locator("h1")).to_contain_text("Chi-square")


def test_what_is_damaged_does_not_stop_the_network(published, device):
    page = device.open()
    keep_the_book(page, published.address)
    page.evaluate("""async () => {
      const store = await caches.open((await caches.keys())[0]);
      for (const { url } of await store.keys()) {
        if (url.includes("/kept/list/")) await store.put(url, new Response('{"x'));
      }
    }""")
    device.close()  # the worker forgets what it has read
    page = device.open()
    page.goto(f"{published.address}chapters/05-chi-square.html")
    expect(page.locator("h1")).to_contain_text("Chi-square")


def test_a_worker_that_another_took_away_comes_back(published, device):
    page = device.open()
    keep_the_book(page, published.address)
    page.evaluate("""async () => {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    }""")
    page.goto("about:blank")  # it goes when no page that it serves is open
    page.goto(f"{published.address}_static/favicon.svg")  # of the site, without a script
    assert kept(page)["registered"] == []
    page.goto(f"{published.address}chapters/glossary.html")
    for _ in range(40):
        if kept(page)["registered"] == [published.address]:
            break
        page.wait_for_timeout(100)
    else:
        raise AssertionError("the page has not put the worker back")


def test_the_contents_stay_open_while_it_is_asked_for(published, device):
    page = device.open()
    keep_the_book(page, published.address)
    page.locator(".menu-button").click()
    menu = page.locator(".book-menu .keep")
    menu.get_by_role("button", name=keep.WORDS["remove"]).click()
    expect(menu.get_by_role("button", name=keep.WORDS["yes"], exact=True)).to_be_visible()


def test_stopped_means_stopped(published, device):
    page = device.open()
    page.goto(published.address)
    page.route("**/chapters/1*.html", lambda route: (time.sleep(0.3), route.continue_()))
    press(page, "Keep this book on this device")
    press(page, keep.WORDS["stop"])
    says(page, keep.WORDS["part"])
    published.asked.clear()
    page.goto(published.address)
    says(page, keep.WORDS["part"])
    assert not [name for name in published.asked if name.startswith("chapters/")]
    press(page, keep.WORDS["remove"])
    press(page, keep.WORDS["yes"])
    says(page, keep.WORDS["removed"])
    assert kept(page) == {"names": [], "registered": [], "stored": []}


@pytest.mark.parametrize(
    ("error", "said"), [("QuotaExceededError", "full"), ("SecurityError", "blocked")]
)
def test_a_device_that_keeps_nothing_says_why(published, device, error, said):
    page = device.open()
    page.add_init_script(
        "const put = Cache.prototype.put; Cache.prototype.put = function (key, value) {"
        f"return String(key).includes('/file/') ? Promise.reject(new DOMException('', '{error}'))"
        ": put.call(this, key, value) }"
    )
    page.goto(published.address)
    press(page, "Keep this book on this device")
    says(page, keep.WORDS[said])
    assert use(kept(page)) == []


def test_a_newer_edition_waits_and_an_open_page_stays_of_one_edition(published, device):
    page = device.open()
    keep_the_book(page, published.address)
    reader = device.context.new_page()
    reader.goto(published.address + "chapters/calculator.html")
    old = list_of(published)["files"]["_static/asi-read.js"][0]
    script = published.folder / "_static" / "asi-read.js"
    put(script, script.read_text("utf8") + "window.asiOfTheNewEdition = true;\n")
    new_edition(published)
    page.goto(published.address)
    says(page, keep.WORDS["newer"])
    page.goto(published.address + "chapters/glossary.html")
    assert "Sampul baru" not in page.locator("h1").inner_text()
    page.goto(published.address)
    press(page, keep.WORDS["get_newer"])
    says(page, keep.WORDS["fresh"])
    load = """() => new Promise(done => {
      const script = document.createElement("script");
      script.src = "../_static/asi-read.js";
      script.onload = () => done(Boolean(window.asiOfTheNewEdition));
      document.head.append(script);
    })"""
    assert f"file/{old}" in kept(page)["stored"]
    assert reader.evaluate(load) is False
    reader.reload()
    assert reader.evaluate(load) is True
    # no page is open any more that reads from the old one: it is cleared away, at the next page
    for _time in range(2):
        page.goto(published.address)
        says(page, keep.WORDS["kept"])
        page.wait_for_load_state("networkidle")
    page.goto(published.address)
    says(page, keep.WORDS["kept"])
    assert f"file/{old}" not in kept(page)["stored"]


def test_each_language_is_kept_and_taken_away_by_itself(published, device):
    page = device.open()
    keep_the_book(page, published.address)
    published.asked.clear()
    keep_the_book(page, published.address + "id/", "id")
    assert "id/_static/fonts/book-math.woff2" not in published.asked  # it is there already
    assert use(kept(page)) == ["use/", "use/id/"]
    press(page, keep.WORDS["remove"], "id")
    press(page, keep.WORDS["no"], "id")
    says(page, keep.WORDS["kept"], "id")
    press(page, keep.WORDS["remove"], "id")
    press(page, keep.WORDS["yes"], "id")
    says(page, keep.WORDS["removed"], "id")
    found = kept(page)
    assert use(found) == ["use/"]
    hashes = {f"file/{sha}" for sha, *_rest in list_of(published)["files"].values()}
    assert {name for name in found["stored"] if name.startswith("file/")} == hashes
    published.stop()
    assert page.goto(published.address + "chapters/glossary.html").status == 200
    # the other language is not here, and the page says so in the one that is
    assert page.goto(published.address + "id/chapters/glossary.html").status == 503
    assert say(keep.ABSENT_WORDS["title"], "en") in page.locator("h1").inner_text()
    page.goto(published.address)
    press(page, keep.WORDS["remove"])
    press(page, keep.WORDS["yes"])
    says(page, keep.WORDS["removed"])
    assert kept(page) == {"names": [], "registered": [], "stored": []}


def test_from_a_folder_nothing_is_offered(visit):
    seen = visit("index.html", scheme="file")
    assert seen.page.locator(".keep:visible").count() == 0
    assert seen.page.locator("link[rel=manifest]").count() == 0
    assert seen.problems == []


@pytest.mark.parametrize("folder", ["", "id/"])
def test_the_manifest_names_what_is_there(site, folder):
    found = json.loads((site / folder / keep.MANIFEST).read_text("utf8"))
    assert (site / folder / found["start_url"]).is_file()
    assert (site / folder / found["scope"]).resolve() == site.resolve()
    from struct import unpack

    for icon in found["icons"]:
        png = (site / folder / icon["src"]).read_bytes()
        assert "x".join(map(str, unpack(">II", png[16:24]))) == icon["sizes"]


def test_the_list_holds_what_pages_ask_for(site):
    for folder, others in (("", ["id"]), ("id/", [])):
        listed = json.loads((site / folder / keep.LIST).read_text("utf8"))
        assert listed["files"] == keep.kept_files(site / folder, others)
        pages = {
            path.relative_to(site / folder).as_posix() for path in (site / folder).rglob("*.html")
        }
        pages = {name for name in pages if name.split("/")[0] not in {"lite", *others}} - SKIPPED
        assert pages <= set(listed["files"])
        assert sum(line for _sha, _size, line in listed["files"].values()) < MOST
