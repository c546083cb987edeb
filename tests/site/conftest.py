"""One server and one built book for all browser tests."""

import functools
import http.server
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

HEIGHTS = {360: 740}


@pytest.fixture(scope="session")
def pages(site):
    """Addresses of all pages of the book, relative to its root; the 404 page and the search too."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    found = [path for path in found if not path.startswith("lite/")]
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
    other_hosts: list = field(default_factory=list)  # addresses that were asked for, and blocked
    requests: list = field(default_factory=list)


@pytest.fixture
def visit(browser, server, site):
    """
    Open a page of the book: visit("audit.html", width=360, theme="dark") -> Visit.

    `scheme` is "http" or "file"; `javascript=False` switches scripts off. Whatever is not the
    book's own is blocked and written down in `other_hosts`. Other arguments go to the browser's
    context.
    """
    contexts = []
    roots = {"http": server, "file": site.as_uri() + "/"}

    def open_page(
        path, *, width=1280, height=None, theme="light", scheme="http", javascript=True, **more
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height or HEIGHTS.get(width, 900)},
            color_scheme=theme,
            java_script_enabled=javascript,
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        seen = Visit(context.new_page())
        root = roots[scheme]

        def let_through(route):
            address = route.request.url
            if address.startswith((root, "data:", "blob:")):
                seen.requests.append(address)
                route.continue_()
            else:
                seen.other_hosts.append(address)
                route.abort()

        context.route("**/*", let_through)
        seen.page.on(
            "console",
            lambda message: (
                seen.problems.append(f"{message.type}: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        seen.page.on("pageerror", lambda error: seen.problems.append(f"script: {error}"))
        seen.page.on(
            "response",
            lambda answer: (
                seen.problems.append(f"{answer.status}: {urlsplit(answer.url).path}")
                if answer.status >= 400
                else None
            ),
        )
        seen.page.goto(root + path)
        return seen

    yield open_page
    for context in contexts:
        context.close()
