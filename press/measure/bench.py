"""
Measure the book against what it would be without its own work; print ratios.

    .venv/bin/python -m press.measure.bench                  # everything (some 10 minutes)
    .venv/bin/python -m press.measure.bench package build    # package, explorers, build, site, lite

The in-browser Jupyter is measured if PYODIDE is set (see press/lite.py).

Builds go into a temporary folder. The untouched book is Jupyter Book with its own defaults, from
the same chapters and the same executed cells. Pages are loaded as a phone does: 360 px, an empty
cache, 1.6 Mbit/s with 150 ms there and back, a processor slowed down four times.
"""

import argparse
import functools
import gzip
import http.server
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

import yaml

from press import ROOT
from press.cache import cache_path
from press.environment import find_browser
from press.measure.bench_explorers import main as measure_explorers
from press.sources import copy_sources

PLAIN_START = "from jupyter_book.cli.main import main; main()"
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
LOADS = 5


def say(what, value, target=""):
    """One line of the report."""
    print(f"{what:<62}{value:>18}   {target}", flush=True)


def seconds(command, folder=ROOT, repeat=1):
    """Seconds that a command takes: the fastest of its runs, as other work only slows it down."""
    took = []
    for _ in range(repeat):
        start = time.perf_counter()
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        took.append(time.perf_counter() - start)
        if done.returncode:
            raise SystemExit(f"{command} failed:\n{done.stdout}\n{done.stderr}")
    return min(took)


# -- the package -----------------------------------------------------------------------------------


def loop_over_scipy(cells):
    """Chi-square and odds ratio of each study, as one would write it with scipy alone."""
    from scipy.stats import chi2_contingency

    chi2, odds = [], []
    for a, b, c, d in cells.tolist():
        chi2.append(chi2_contingency([[a, b], [c, d]], correction=False).statistic)
        odds.append(a * d / (b * c))
    return chi2, odds


def measure_package():
    """simulate_samples against a loop; import against import."""
    import numpy as np

    import asi_helpers as asi

    # cells large enough for a loop to need no special case of zero
    population = asi.TwoByTwo.from_array([[80, 120], [60, 286]])
    options = {"size": 94, "n_samples": 10_000}
    studies = asi.simulate_samples(population, **options, rng=np.random.default_rng(1))
    took = []
    for _ in range(7):
        start = time.perf_counter()
        studies = asi.simulate_samples(population, **options, rng=np.random.default_rng(1))
        chi2, odds = studies.chi2, studies.por
        took.append(time.perf_counter() - start)
    ours = statistics.median(took)
    names = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
    cells = np.column_stack([getattr(studies, name) for name in names])
    start = time.perf_counter()
    their_chi2, their_odds = loop_over_scipy(cells)
    theirs = time.perf_counter() - start
    np.testing.assert_allclose(chi2, their_chi2, rtol=1e-9)
    np.testing.assert_allclose(odds, their_odds, rtol=1e-9)
    say("simulate_samples, 10,000 studies with POR and chi-square", f"{ours * 1000:.1f} ms")
    say("the same by a loop over scipy", f"{theirs * 1000:.0f} ms")
    say("times faster, same numbers to 1e-9", f"{theirs / ours:.0f}", "at least 300")

    say("pasted tables read and audited in a second", f"{tables_a_second():,.0f}", "1,000")

    bare = seconds([sys.executable, "-c", "pass"], repeat=9)
    light = seconds([sys.executable, "-c", "import asi_helpers"], repeat=9) - bare
    heavy = seconds([sys.executable, "-c", "import scipy.stats"], repeat=5) - bare
    say("import asi_helpers, more than starting Python", f"{light:.3f} s", "under 0.15 s")
    say("as a part of import scipy.stats", f"{light / heavy:.3f}")


def tables_a_second():
    """Rows of a thesis with everything that is printed beside them, read and audited."""
    import asi_helpers as asi

    text = (
        "Pengetahuan Lancar Tidak Lancar Total p POR (95% CI)\n"
        "Baik 27 79,4 7 20,6 34 100,0 0,000 0,029 (0,94-0,009)\n"
        "Kurang 6 10,0 54 90,0 60 100,0\nTotal 33 35,1 61 64,9 94 100,0"
    )
    took = []
    for _ in range(300):
        start = time.perf_counter()
        asi.read_pasted(text).audit()
        took.append(time.perf_counter() - start)
    return 1 / statistics.median(took)


# -- the build -------------------------------------------------------------------------------------


def build_plain(book):
    """Build the same chapters with Jupyter Book's defaults, from the cells executed already."""
    config = yaml.safe_load((book / "_config.yml").read_text("utf8"))
    plain = {
        "title": config["title"],
        "only_build_toc_files": True,
        "exclude_patterns": config["exclude_patterns"],
        "repository": config["repository"],
        "launch_buttons": config["launch_buttons"],
        "bibtex_bibfiles": config["bibtex_bibfiles"],
        "parse": config["parse"],
        "execute": {"execute_notebooks": "cache", "cache": str(cache_path(book))},
        "sphinx": {"extra_extensions": ["sphinx_exercise", "sphinxcontrib.bibtex"]},
    }
    # directives that pages use, without which they would be short
    parts = ("press.sphinx.chapters", "press.sphinx.glossary")
    plain["sphinx"]["local_extensions"] = dict.fromkeys(parts, ".")
    (book / "plain.yml").write_text(yaml.safe_dump(plain), "utf8")
    seconds(
        [
            *(sys.executable, "-c", PLAIN_START, "build", ".", "-q"),
            *("--config", "plain.yml", "--path-output", "plain"),
        ],
        book,
    )
    return book / "plain" / "_build" / "html"


def build_both(folder):
    """Build the book cold and warm, and the untouched one; return both sites."""
    book = Path(folder) / "book"
    book.mkdir()
    copy_sources(book)
    command = [sys.executable, "-m", "press.build"]
    say("build with every cell executed", f"{seconds(command, book):.0f} s", "at most 40 s")
    say("build again, nothing changed", f"{seconds(command, book):.1f} s", "at most 5 s")
    return book / "_build" / "html", build_plain(book)


# -- the site --------------------------------------------------------------------------------------


class _Gzip(http.server.SimpleHTTPRequestHandler):
    """A file server that compresses, and lets keep for ten minutes, as GitHub Pages does."""

    squeezed = (".html", ".css", ".js", ".svg", ".json", ".txt", ".wasm", ".ipynb")
    sent: ClassVar = []  # bytes of each answer

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in self.squeezed:
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.sent.append(len(data))
        with suppress(ConnectionError):
            self.wfile.write(data)

    def log_message(self, *arguments):
        pass


@contextmanager
def serve(folder):
    """Address of a server of a folder."""
    handler = functools.partial(_Gzip, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def load(browser, address, root, *, slow):
    """Load a page with an empty cache: (bytes, requests, other hosts, first paint in seconds)."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    own, others, sizes = [], [], []
    context.route(
        lambda url: not url.startswith((root, "data:", "blob:")),
        lambda route: (others.append(route.request.url), route.abort()),
    )
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("response", lambda answer: own.append(answer.url) if answer.url.startswith(root) else 0)
    if slow:
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
    )
    context.close()
    return sum(sizes), len(own), len({url.split("/")[2] for url in others}), paint / 1000


def measure_site(ours, plain):
    """Weight, requests and first paint of the chapters."""
    from playwright.sync_api import sync_playwright

    chapters = sorted(path.name for path in (ours / "chapters").glob("[0-9][0-9]-*.html"))
    path = find_browser()
    with sync_playwright() as playwright, serve(ours) as our_root, serve(plain) as plain_root:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        weights, others, counts, hosts = [], [], [], 0
        print(f"\n{'chapter':<40}{'KiB':>8}{'requests':>10}{'untouched KiB':>16}{'requests':>10}")
        for name in chapters:
            mine = load(browser, f"{our_root}chapters/{name}", our_root, slow=False)
            theirs = load(browser, f"{plain_root}chapters/{name}", plain_root, slow=False)
            weights.append(mine[0] / 1024)
            others.append(theirs[0] / 1024)
            counts.append(mine[1])
            hosts += mine[2]
            row = f"{mine[0] / 1024:>8.0f}{mine[1]:>10}{theirs[0] / 1024:>16.0f}{theirs[1]:>10}"
            print(f"{name.removesuffix('.html'):<40}{row}", flush=True)
        print()
        say(
            "median chapter, gzipped",
            f"{statistics.median(weights):.0f} KiB",
            "at most 130, aim 90",
        )
        say("of the untouched page", f"{statistics.median(others):.0f} KiB")
        say("requests, at most", str(max(counts)), "at most 12")
        say("other hosts", str(hosts), "0")

        paints = {our_root: [], plain_root: []}
        for name in chapters:
            for _ in range(LOADS):  # in turn, so that whatever else runs here slows down both
                for root, found in paints.items():
                    found.append(load(browser, f"{root}chapters/{name}", root, slow=True)[3])
        mine, theirs = (statistics.median(found) for found in paints.values())
        say("first contentful paint on a slow phone, median", f"{mine:.2f} s")
        say("of the untouched page", f"{theirs:.2f} s")
        say("ratio", f"{mine / theirs:.2f}", "at most 0.6")
        browser.close()


FIRST_RESULT = (
    "import asi_helpers as asi\nasi.describe(asi.chi_square_test(asi.load_table('knowledge')))"
)


def measure_lite(site):
    """Time and data of the in-browser Jupyter until its first result, from an empty cache."""
    from playwright.sync_api import sync_playwright

    if not (site / "lite").is_dir():
        print("no in-browser Jupyter to measure: set PYODIDE")
        return
    with sync_playwright() as playwright, serve(site) as root:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(180_000)
        _Gzip.sent.clear()
        start = time.perf_counter()
        page.goto(f"{root}lite/repl/index.html?kernel=python")
        page.get_by_text("A WebAssembly-powered Python kernel").wait_for()
        say("in-browser Jupyter: Python is there after", f"{time.perf_counter() - start:.1f} s")
        page.locator(".jp-CodeConsole-promptCell .cm-content").click()
        page.keyboard.insert_text(FIRST_RESULT)
        page.keyboard.press("Shift+Enter")
        page.locator(".jp-OutputArea-output", has_text="Chi-square(1) = 45.9").first.wait_for()
        say("the first chi-square after", f"{time.perf_counter() - start:.1f} s")
        say("data until then, gzipped", f"{sum(_Gzip.sent) / 1e6:.0f} MB")
        browser.close()
    later = sum(path.stat().st_size for path in (site / "lite" / "pyodide").glob("later-*.zip"))
    say("more when a chapter tests and draws, at most", f"{later / 1e6:.0f} MB")


def main(arguments=None):
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parts = ("package", "explorers", "build", "site", "lite")
    parser.add_argument("parts", nargs="*", default=parts, metavar="part", help=", ".join(parts))
    options = parser.parse_args(arguments)
    os.environ["PYTHONPATH"] = str(ROOT)
    if "package" in options.parts:
        measure_package()
    if "explorers" in options.parts:
        measure_explorers([])
    if {"build", "site", "lite"} & set(options.parts):
        with tempfile.TemporaryDirectory() as folder:
            os.environ.pop("PYTHONPATH")
            ours, plain = build_both(folder)
            if "site" in options.parts:
                measure_site(ours, plain)
            if "lite" in options.parts:
                measure_lite(ours)


if __name__ == "__main__":
    sys.exit(main())
