"""An answer that Python cannot read gets a hint in a live notebook; all else stays as it is."""

import re
import sys
import types

import pytest

from asi_helpers.book.practice import live
from asi_helpers.book.practice.live import find_answer

CELL = 'answer = {}\nasi.check("08-live", answer)'
POINT = "**Nearly.** The digits are right. Write both limits with a decimal point"


class Kernel:
    """A real kernel, and what it shows of a cell."""

    def __init__(self):
        from jupyter_client.manager import start_new_kernel

        self.manager, self.client = start_new_kernel(kernel_name="python3")

    def run(self, code, *, live=True):
        """What is shown: the Markdown or text of a result, the traceback of an error."""
        shown = []

        def keep(message):
            content = message["content"]
            if message["msg_type"] in ("display_data", "execute_result"):
                data = content["data"]
                shown.append(data.get("text/markdown", data["text/plain"]))
            elif message["msg_type"] == "error":
                shown.append("\n".join(content["traceback"]))
            elif message["msg_type"] == "stream":
                shown.append(content["text"])

        reply = self.client.execute_interactive(
            code, allow_stdin=live, stdin_hook=print, output_hook=keep, timeout=60
        )
        self.status = reply["content"]["status"]
        return "".join(shown)

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel():
    started = Kernel()
    # as a reader's own, it was there first
    started.run(
        "get_ipython().set_custom_exc((ZeroDivisionError,), lambda *seen, **more: print('mine'))"
    )
    assert started.run("import asi_helpers as asi") == ""
    yield started
    started.stop()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("(3,35; 23,8)", POINT),
        ("(0,042, 0,299)", "**Not yet.** Write both limits with a decimal point"),
        ("0,029", "**Not yet.** To Python a comma stands between two numbers."),
        ("50%", "**Not yet.** An interval has two limits"),
        ("3.35 to 23.8  # from my calculator", "**Nearly.** The digits are right."),
        ("good knowledge", "**Not yet.** No number can be read"),
        ("good", "**Not yet.** Python knows nothing called `good` here."),
        ("", "**Not yet.** Nothing stands behind the equals sign."),
        ("(3.35, 23.8", "**Nearly.** The digits are right. Write both limits with every bracket"),
        ("“3.35; 23.8”", "**Nearly.** The digits are right. Write both limits without quotes"),
        ("3.35 - 23.8", "**Not yet.** That is one number, below zero."),
        ("(3.35, 23.8)", "**Right.**"),
    ],
)
def test_what_is_typed_in_a_notebook_gets_a_hint(kernel, typed, says):
    shown = kernel.run(CELL.format(typed))
    assert shown.startswith(says)
    assert "Error" not in shown
    assert kernel.status == "ok", "Run All goes on, as after any answer"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('asi.check("08-live", (3,35; 23,8))', POINT),
        ('n = 1\nx = "(3,35; 23,8)"\nasi.check("08-live", x); n', "1"),
        (
            'answer = 35,1%\nasi.check("02-live", answer, language="id")',
            '<span lang="id">**Hampir.** Angkanya benar. Tulislah angkanya tanpa tanda persen dan',
        ),
        ('Answer = 3\nasi.check("08-live", no_such)', "**Not yet.** The cell has no `no_such` yet"),
        (
            'nobody, asi = asi, None; del asi\nanswer = 3\nasi.check("08-live", answer)',
            "**Not yet.** Python does not know `asi` yet. Run the chapter's first cell",
        ),
        ("asi = nobody; asi.load_table('knowledge').n", "94"),
    ],
)
def test_other_ways_to_ask(kernel, cell, says):
    assert kernel.run(cell).startswith(says)


USUAL = [
    "x = 0,029",
    "  x = 1\n y = 2",
    "no_such_name",
    "1 / 0",
    "return 5",
    CELL.format("asi.load_table('knowledge'"),
    CELL.format("1\nx = no_such_name"),
    CELL.format("1\nx = 0,029"),
    CELL.format('exec("0,029")'),
    CELL.format('exec("no_such_name")'),
    CELL.format("(lambda: no_such_name)()"),
    CELL.format("[][1]"),
    'asi.check("08-live", 3))',
    'answer = 0,029\nasi.check("99-live", answer)',
    '# asi.check("08-live", answer)\nanswer = 0,029',
]


@pytest.mark.slow
@pytest.mark.parametrize("cell", USUAL)
def test_every_other_error_is_shown_as_ever(kernel, cell):
    """Word for word what IPython shows where nobody asked for hints."""
    shown = kernel.run(cell)
    theirs = kernel.status
    kernel.run("ours = get_ipython().custom_exceptions, get_ipython().CustomTB")
    kernel.run("get_ipython().set_custom_exc((ZeroDivisionError,), lambda *a, **b: print('mine'))")
    usual, status = kernel.run(cell), kernel.status
    kernel.run("get_ipython().custom_exceptions, get_ipython().CustomTB = ours")
    assert without_counts(shown) == without_counts(usual)
    assert theirs == status == "error"
    assert ("mine" in shown) == (cell == "1 / 0"), "a reader's own handler is kept"


def without_counts(traceback):
    return re.sub(r"(In ?\[|ipykernel_\d+/|\()\d+|\d+\.py", r"\1N", traceback)


@pytest.mark.slow
def test_where_a_program_runs_the_notebook_an_error_stays_one(kernel):
    assert "SyntaxError" in kernel.run(CELL.format("0,029"), live=False)
    assert kernel.status == "error"


@pytest.mark.slow
def test_a_second_import_changes_nothing(kernel):
    kernel.run("before = get_ipython().CustomTB")
    kernel.run("import importlib; importlib.reload(asi)")
    kernel.run("from asi_helpers.book.practice import live; importlib.reload(live).install()")
    assert kernel.run("get_ipython().CustomTB is before") == "True"


# Without a kernel ---------------------------------------------------------------------------------


def test_outside_a_notebook_nothing_is_installed(monkeypatch):
    terminal = types.SimpleNamespace()
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: terminal))
    live.install()
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: None))
    live.install()
    assert vars(terminal) == {}


@pytest.mark.parametrize(
    ("cell", "typed", "lines"),
    [
        ('x = 1\n\nanswer = 0,029  # mine\nasi.check("08-live", answer)', "0,029", (3, 4)),
        ('answer = 1\nanswer = 2,\nasi.check("08-live", answer);', "2,", (2, 3)),
        ('asi.check("08-live", 0,029)', "0,029", (1,)),
        ("asi.check('08-live', 35%, language='id')", "35%", (1,)),
        ('other = 3\nasi.check("08-live", answer)', None, (2,)),
        ('asi.check("08-live", answer))', None, (1,)),
        ('asi.check("08-live", 3))', None, (1,)),
    ],
)
def test_the_answer_is_found_in_the_text_of_a_cell(cell, typed, lines):
    found = find_answer(cell)
    assert (found.exercise, found.typed, found.lines) == ("08-live", typed, lines)


@pytest.mark.parametrize(
    "cell",
    ["answer = 0,029", '# asi.check("08-live", answer)', "asi.check(08-live, answer)",
     'asi.check("08-live")', 'basi.check("08-live", 3)', 'asi.check("08-live", answer'],
)  # fmt: skip
def test_a_cell_that_checks_nothing_is_left_alone(cell):
    assert find_answer(cell) is None
