"""
Measure the explorers: weight of each, an update in the page, first display and update in Lab.

    .venv/bin/python -m press.measure.bench_explorers            # all three parts
    .venv/bin/python -m press.measure.bench_explorers weight

Updates are timed in the browser: from the event to the changed page, on screen in the next frame.
"""

import argparse
import gzip
import statistics
import tempfile
import time
from pathlib import Path

import asi_helpers as asi
from asi_helpers.book.explorers import EXPLORERS
from press import ROOT
from press.measure.lab import open_notebook, running_browser, running_lab, write_notebook

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Explorers</title>
<style>{style}</style><body>{body}<script>{script}</script>"""
# Moves the first control back and forth; the time ends when the layout is done.
MOVE = """name => {
    const figure = document.querySelector(`figure[data-explorer=${name}]`);
    const fields = figure.querySelector(".asi-control").querySelectorAll("select, input");
    const times = [];
    for (let turn = 0; turn < 20; turn++) {
        const start = performance.now();
        const field = fields[0].type === "radio" ? fields[(turn + 1) % 2] : fields[0];
        if (field.type === "radio") field.checked = true;
        else if (field.type === "range") field.value = turn % 2;
        else field.selectedIndex = turn % 2;
        field.dispatchEvent(new Event("input", {bubbles: true}));
        figure.getBoundingClientRect();
        times.push(performance.now() - start);
    }
    return times;
}"""
# Runs a cell, or moves a control, and waits for the figure to change.
FIRST = """async name => {
    const start = performance.now();
    const done = window.jupyterapp.commands.execute("notebook:run-cell-and-select-next");
    const selector = `.asi-live figure[data-explorer=${name}]`;
    while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
    const took = performance.now() - start;
    await done;
    return took;
}"""
UPDATE = """async name => {
    const times = [];
    for (let turn = 0; turn < 5; turn++) {
        const figure = document.querySelector(`.asi-live figure[data-explorer=${name}]`);
        const root = figure.closest(".asi-live"), before = figure.innerHTML;
        const field = root.querySelector("select, input[type=radio]:not(:checked)");
        const start = performance.now();
        if (field.matches("select")) {
            field.selectedIndex = field.selectedIndex ? 0 : 1;
            field.dispatchEvent(new Event("change", {bubbles: true}));
        } else field.click();
        while (root.querySelector("figure").innerHTML === before)
            await new Promise(requestAnimationFrame);
        times.push(performance.now() - start);
    }
    return times;
}"""


def names():
    return [name.removeprefix("explore_") for name in EXPLORERS]


def measure_weight():
    """States, bytes and the time to make them, per explorer."""
    print(f"\n{'explorer':<16}{'states':>8}{'KiB':>8}{'gzipped':>9}{'ms to make':>12}")
    total = [0, 0]
    for name in names():
        start = time.perf_counter()
        shows = getattr(asi, f"explore_{name}")()
        page = shows.html().encode()
        took = time.perf_counter() - start
        squeezed = len(gzip.compress(page))
        total[0] += len(page)
        total[1] += squeezed
        states = len(list(shows.states()))
        print(
            f"{name:<16}{states:>8}{len(page) / 1024:>8.0f}{squeezed / 1024:>9.1f}"
            f"{took * 1000:>12.0f}"
        )
    print(f"{'all on one page':<24}{total[0] / 1024:>8.0f}{total[1] / 1024:>9.1f}")
    print("a page's explorers together: at most 300 KiB, 60 gzipped")


def measure_page(browser):
    """An update in the published page."""
    static = ROOT / "asi_helpers" / "book" / "static"
    style = (static / "asi.css").read_text("utf8")
    script = (static / "asi-explorers.js").read_text("utf8")
    body = "".join(getattr(asi, f"explore_{name}")().html() for name in names())
    page = browser.new_page()
    page.set_content(PAGE.format(style=style, body=body, script=script))
    print(f"\n{'update in the page':<24}{'median ms':>12}{'worst ms':>12}   under 50")
    for name in names():
        times = page.evaluate(MOVE, name)
        print(f"{name:<24}{statistics.median(times):>12.1f}{max(times):>12.1f}")
    page.close()


def measure_lab(browser):
    """First display and update in JupyterLab."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "notebooks").mkdir()
        (folder / "settings").mkdir()
        # As in a chapter, the package has been at work before its explorer is shown.
        start = "import asi_helpers as asi\nasi.prevalence_odds_ratio(asi.load_table('knowledge'))"
        cells = [start, *(f"asi.{name}()" for name in EXPLORERS)]
        write_notebook(folder / "notebooks" / "bench.ipynb", cells)
        with running_lab(folder / "notebooks", settings=folder / "settings") as address:
            page = open_notebook(browser, address, "bench.ipynb")
            page.evaluate("jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
            print(f"\n{'in JupyterLab':<24}{'first ms':>12}{'update ms':>12}   under 1000, 500")
            for name in names():
                first = page.evaluate(FIRST, name)
                updates = page.evaluate(UPDATE, name)
                print(f"{name:<24}{first:>12.0f}{statistics.median(updates):>12.0f}", flush=True)
            page.close()


def main(arguments=None):
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parts = ("weight", "page", "lab")
    parser.add_argument("parts", nargs="*", default=parts, metavar="part", help=", ".join(parts))
    chosen = parser.parse_args(arguments).parts
    if "weight" in chosen:
        measure_weight()
    if {"page", "lab"} & set(chosen):
        with running_browser() as browser:
            if "page" in chosen:
                measure_page(browser)
            if "lab" in chosen:
                measure_lab(browser)


if __name__ == "__main__":
    main()
