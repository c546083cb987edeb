"""One server and one built book for all browser tests."""

import functools
import http.server
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page

from press.editions import languages

HEIGHTS = {360: 740}


@pytest.fixture(scope="session")
def all_pages(site):
    """
    Addresses of all pages in all languages, relative to the site; 404 and search too.

    Not those that are no page of the book, with menu and search: the votes on a projector, which
    test_votes.py walks.
    """
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [path for path in found if not path.startswith("lite/") and "/vote-" not in path]


@pytest.fixture(scope="session")
def pages(all_pages):
    """Those of the English book."""
    found = [path for path in all_pages if path.split("/")[0] not in languages()]
    assert "index.html" in found
    return found


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def copyfile(self, source, outputfile):
        with suppress(ConnectionError):  # the browser left before the page had come
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def server(site):
    """Address of a server of the built book."""
    handler = functools.partial(_Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@dataclass
class Visit:
    """A page in the browser, with what went wrong and what it asked for."""

    page: Page
    problems: list = field(default_factory=list)  # console errors, script errors, failed answers
    other_hosts: list = field(default_factory=list)  # addresses that were asked for, in vain
    requests: list = field(default_factory=list)


class Tab:
    """A page in the browser that can be used again, and writes down what happens in it."""

    def __init__(self, browser, root, **options):
        self.root = root
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.seen = Visit(self.page)
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.seen.problems.append(f"script: {error}"))

    def _request(self, request):
        own = request.url.startswith((self.root, "data:", "blob:"))
        (self.seen.requests if own else self.seen.other_hosts).append(request.url)

    def _response(self, answer):
        if answer.status >= 400:
            self.seen.problems.append(f"{answer.status}: {urlsplit(answer.url).path}")

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.seen.problems.append(f"{message.type}: {message.text}")

    def open(self, path, width, height, theme):
        """Leave what is open and open a page of the book; what is seen from now on."""
        if self.page.url != "about:blank":  # else the same page would keep what was typed
            self.page.goto("about:blank")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=theme)
        self.seen = Visit(self.page)
        self.page.goto(self.root + path)
        return self.seen

    def forget(self):
        """Make it as good as new: nothing kept, nothing typed, no medium but the screen."""
        self.context.unroute_all()
        # a page may keep something when it is left: this one has no script
        with suppress(Error):  # a test may have left it on its way somewhere
            self.page.goto(self.root + "404.html")
        with suppress(Error):  # a page that keeps nothing has no storage
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.context.clear_cookies()
        self.page.emulate_media(media="screen")
        self.page.mouse.move(-1, -1)
        self.page.goto("about:blank")


@pytest.fixture(scope="session")
def tabs(browser, server, site):
    """A tab for each scheme, used by one test after the other: a new one costs more than a page."""
    opened = {
        "http": Tab(browser, server),
        "file": Tab(browser, site.as_uri() + "/"),
    }
    yield opened
    for tab in opened.values():
        tab.context.close()


@pytest.fixture
def visit(browser, tabs):
    """
    Open a page of the book: visit("audit.html", width=360, theme="dark") -> Visit.

    `scheme` is "http" or "file"; `javascript=False` switches scripts off. The browser reaches no
    other host, and what asks for one is written down in `other_hosts`. Other arguments go to the
    browser's context. A page that needs those, or no scripts, or is asked for with `alone=True`,
    and the in-browser Jupyter with all that it keeps, has a context of its own. The others open in
    the one tab of their scheme, which stays for the next test: each leaves the one before.
    """
    used, own = set(), []

    def open_page(
        path,
        *,
        width=1280,
        height=None,
        theme="light",
        scheme="http",
        javascript=True,
        alone=False,
        **more,
    ):
        tab = tabs[scheme]
        if alone or more or not javascript or path.startswith("lite/"):
            tab = Tab(browser, tab.root, java_script_enabled=javascript, **more)
            own.append(tab)
        else:
            used.add(tab)
        return tab.open(path, width, height or HEIGHTS.get(width, 900), theme)

    yield open_page
    for tab in used:
        tab.forget()
    for tab in own:
        tab.context.close()
