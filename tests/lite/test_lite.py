"""
The in-browser Jupyter, with every other host blocked. It is in the book if PYODIDE was set.

The times are a ceiling against a kernel that hangs; `make bench` measures them.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from press.measure.lab import KERNEL_IS_READY

START = 120_000  # ms
ERROR = '.jp-OutputArea-output:has-text("Traceback (most recent call last)")'
STDERR = ".jp-OutputArea-output[data-mime-type*=stderr]"
ADDRESS = "lite/lab/index.html?path=chapters/"


@pytest.fixture
def open_lite(visit, site):
    """Open a page of the in-browser Jupyter; no other host may be asked for anything."""
    assert (site / "lite/lab/index.html").is_file(), (
        "The book was built without the in-browser Jupyter. Set PYODIDE and build again."
    )
    seen = []

    def open_page(address):
        seen.append(visit(address, alone=True))
        seen[-1].page.set_default_timeout(START)
        return seen[-1].page

    yield open_page
    assert [host for visited in seen for host in visited.other_hosts] == []


def run(page, code):
    """Type code into the REPL and run it."""
    page.get_by_text("A WebAssembly-powered Python kernel").wait_for()  # the prompt is ready
    page.locator(".jp-CodeConsole-promptCell .cm-content").click()
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")


def run_all(page):
    """Run every cell of the open notebook, once its kernel is there; wait for the last."""
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    page.wait_for_function(KERNEL_IS_READY)
    page.get_by_text("Run", exact=True).first.click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    waiting = page.locator(".jp-InputPrompt", has_text="[*]:")
    waiting.first.wait_for(state="attached")
    expect(waiting).to_have_count(0, timeout=2 * START)
    expect(page.locator(".jp-InputPrompt", has_text="]:").last).to_have_text(
        re.compile(r"^\[\d+\]:$")
    )


def test_a_bare_import_and_a_result_in_the_console(open_lite):
    start = time.perf_counter()
    page = open_lite("lite/repl/index.html?kernel=python")
    run(
        page,
        "import asi_helpers as asi\nasi.describe(asi.chi_square_test(asi.load_table('knowledge')))",
    )
    output = page.locator(".jp-OutputArea-output")
    expect(output.first).to_contain_text("Chi-square(1) = 45.9, p < 0.001", timeout=START)
    print(f"first result after {time.perf_counter() - start:.0f} s")


def test_large_packages_come_when_first_imported(open_lite):
    page = open_lite("lite/repl/index.html?kernel=python")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    run(page, "import asi_helpers as asi\nasi.load_table('knowledge').n")
    output = page.locator(".jp-OutputArea-output")
    expect(output.last).to_contain_text("94", timeout=START)
    assert [address for address in asked if "later-" in address or "pypi" in address] == []

    run(page, "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1)).number * 1000")
    expect(output.filter(has_text="1000")).to_be_visible(timeout=START)
    assert len([address for address in asked if "later-matplotlib.zip" in address]) == 1
    run(page, "from scipy import linalg\nround(linalg.det([[5, 2], [2, 5]]))")
    expect(output.filter(has_text="21").last).to_be_visible(timeout=START)
    assert len([address for address in asked if "later-scipy.zip" in address]) == 1


def test_an_error_shows_its_line_and_names_are_completed(open_lite):
    page = open_lite("lite/repl/index.html?kernel=python")
    run(page, "import asi_helpers as asi\nasi.load_table('no such table')")
    error = page.locator(ERROR)
    expect(error).to_contain_text("no such table", timeout=START)
    expect(error).to_contain_text("raise ")  # a line of the package
    run(page, "get_ipython().kernel.complete('asi.load_ta', 11)['matches']")
    matches = page.locator(".jp-OutputArea-output", has_text="['asi.load_table']")
    expect(matches).to_be_visible(timeout=START)


def test_an_answer_that_python_cannot_read_gets_a_hint(open_lite):
    page = open_lite("lite/repl/index.html?kernel=python")
    run(page, "import asi_helpers as asi")
    hint = page.locator(".jp-OutputArea-output p")  # prose, as of any check
    run(page, 'answer = 35,1%\nasi.check("02-live", answer)')
    expect(hint.last).to_contain_text("Nearly. The digits are right.", timeout=START)
    run(page, 'answer = good\nasi.check("02-live", answer, language="id")')
    expect(hint.last).to_contain_text("Python tidak mengenal good di sini.")
    assert page.locator(ERROR).count() == 0
    run(page, "x = 0,029")
    error = page.locator(".jp-OutputArea-output", has_text="SyntaxError")
    expect(error.last).to_contain_text("leading zeros")
    assert hint.count() == 2


def test_chapter_8_runs_and_its_explorer_moves(open_lite):
    page = open_lite(ADDRESS + "08-upside-down-odds-ratio.ipynb")
    run_all(page)
    assert page.locator(ERROR).all_inner_texts() == []
    assert page.locator(".jp-Dialog").count() == 0  # the kernel was known by its name
    assert page.locator(STDERR).all_inner_texts() == []
    assert page.locator(".jp-TrimmedOutputs").count() == 0  # no bar "show more outputs"
    assert page.locator("details").count() > 5
    assert page.locator(".jp-MarkdownCell details[open]").count() == 0

    select = page.locator(".jupyter-widgets select").first
    select.scroll_into_view_if_needed()
    picture = page.locator(".jp-OutputArea:has(.jupyter-widgets) svg").first
    before = picture.evaluate("picture => picture.outerHTML")
    select.select_option(index=1)
    page.wait_for_function(
        "before => document.querySelector('.jp-OutputArea:has(.jupyter-widgets) svg')"
        "?.outerHTML !== before",
        arg=before,
    )


def test_a_reload_comes_back_to_the_chapter_with_the_work(open_lite):
    """The reader saves nothing and goes nowhere: F5 is all."""
    page = open_lite(ADDRESS + "01-meet-the-paper.ipynb")
    title = page.locator(".jp-NotebookPanel .jp-MarkdownCell h1").first
    title.click()
    page.keyboard.press("Escape")
    page.keyboard.press("a")  # a new cell above
    page.keyboard.press("Enter")
    page.keyboard.insert_text("# My own note stays here.")
    page.keyboard.press("Escape")
    page.wait_for_function("() => jupyterapp.shell.currentWidget.context.model.dirty")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    page.reload()
    note = page.locator(".jp-NotebookPanel").get_by_text("My own note stays here.")
    expect(note).to_be_visible(timeout=START)


def test_every_page_with_cells_has_the_button(site, visit):
    seen = visit("chapters/08-upside-down-odds-ratio.html")
    seen.page.locator(".run-menu summary").click()
    href = seen.page.locator(".run-lite a").get_attribute("href")
    assert href == "../" + ADDRESS + "08-upside-down-odds-ratio.ipynb"
    files = site / "lite/files/chapters"
    assert {path.name for path in files.glob("[0-9]*.ipynb")} == {
        path.name for path in (site / "_sources/chapters").glob("[0-9]*.ipynb")
    }


def test_from_a_folder_the_button_leads_nowhere(visit):
    """Python starts only in a page that a server sent."""
    seen = visit("chapters/08-upside-down-odds-ratio.html", scheme="file")
    seen.page.locator(".run-menu summary").click()
    assert seen.page.locator(".run-lite a").get_attribute("href") is None
    expect(seen.page.locator(".run-lite")).to_contain_text("Not from a folder")
