"""
In a live notebook: a hint where Python cannot even read an answer that was typed.

`answer = 0,029` never reaches `asi.check` below it: Python stops at the comma. IPython lets an
exception be shown in another way, also one that comes before the cell runs. A cell that checks an
answer, and fails at this answer, shows the hint; all else is shown as ever.
"""

import linecache
import re
import sys
from dataclasses import dataclass

# The call is looked for as text, for Python could not read the cell.
_CALL = re.compile(
    r"""^[^#\n]*?(?<![\w.])asi\.check\(\s*(["'])(?P<name>[^"'\n]*)\1\s*,"""
    r"""\s*(?P<given>.*)\)[\s;]*(?:\#.*)?$""",
    re.MULTILINE,
)
_LANGUAGE = re.compile(r""",?\s*\blanguage\s*=\s*["'](\w+)["']\s*,?""")


def install():
    """Have IPython ask here first, if there is a notebook; a second time changes nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if getattr(shell, "kernel", None) is None or hasattr(shell, "_asi_typed"):
        return
    shell._asi_typed = True
    others, show_others = shell.custom_exceptions, shell.CustomTB  # of the reader, perhaps

    def show(shell, kind, error, traceback, tb_offset=None):
        if _show_hint(shell, error, traceback):
            return None
        if isinstance(error, others):
            return show_others(kind, error, traceback, tb_offset=tb_offset)
        shell.showtraceback(running_compiled_code=_frames(shell, traceback) != [])
        return None

    shell.set_custom_exc((SyntaxError, NameError, *others), show)


def _show_hint(shell, error, traceback):
    """Show a hint, if the cell failed at a typed answer, and somebody is there to read it."""
    from ...notebook import is_live

    if not isinstance(error, (SyntaxError, NameError)) or not is_live():
        return False
    try:
        hint = _hint(shell, error, traceback)
    except Exception:  # then the error itself is what a reader needs
        return False
    if hint is None:
        return False
    from IPython.display import display

    display(hint)
    _go_on(shell, error)
    return True


def _go_on(shell, error):
    """An answer that is not right yet is no error: what stands below may run."""

    def forget(result):
        shell.events.unregister("post_run_cell", forget)
        if result.error_before_exec is error:
            result.error_before_exec = None
        if result.error_in_exec is error:
            result.error_in_exec = None

    shell.events.register("post_run_cell", forget)


def _frames(shell, traceback):
    """(frame, line) of each step from the cell to the error; none if the cell did not run."""
    steps = []
    while traceback:
        if steps or traceback.tb_frame.f_globals is shell.user_global_ns:
            steps.append((traceback.tb_frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    return steps


def _hint(shell, error, traceback):
    """The hint for an error at a typed answer, or None."""
    from .exercises import check_typed, hint

    frames = _frames(shell, traceback)
    unreadable = isinstance(error, SyntaxError)
    if unreadable == bool(frames):  # a cell that Python cannot read does not run
        return None
    if unreadable:
        file, line = error.filename, error.lineno
    else:
        frame, line = frames[-1]
        file = frame.f_code.co_filename
        if error.name is None or frame.f_locals is not shell.user_global_ns:  # in a function
            return None
    found = find_answer("".join(linecache.getlines(file)))
    if found is None or line not in found.lines:
        return None
    if unreadable:
        if found.typed is None or line != found.lines[0]:  # not the answer is at fault
            return None
        return check_typed(found.exercise, found.typed, language=found.language)
    code = {"asi": "first_cell", found.variable: "no_answer"}.get(error.name, "unknown_name")
    return hint(code, found.language, name=error.name)


@dataclass(frozen=True)
class Found:
    """
    An answer in the text of a cell.

    Attributes
    ----------
    exercise : str
    typed : str or None
        None where the cell only names it, and it comes from another cell.
    variable : str or None
        Its name; None where it stands in the call itself.
    lines : tuple of int
        Where it is made, and where it is checked.
    language : str or None
        None where the call names none.
    """

    exercise: str
    typed: str | None
    variable: str | None
    lines: tuple
    language: str | None


def find_answer(cell):
    """
    Find the answer that a cell gives to `asi.check`.

    Parameters
    ----------
    cell : str
        Its code, which Python need not be able to read.

    Returns
    -------
    Found or None

    Examples
    --------
    >>> find_answer('answer = 0,029\\nasi.check("08-live", answer, language="id")')
    Found(exercise='08-live', typed='0,029', variable='answer', lines=(1, 2), language='id')
    """
    call = _CALL.search(cell)
    if call is None:
        return None
    language = _LANGUAGE.search(call["given"])
    given = _LANGUAGE.sub("", call["given"]).strip()
    line = 1 + cell.count("\n", 0, call.start("name"))
    language = language[1] if language else None
    if not given.isidentifier():
        readable = re.search(r"\d", given) and given.count(")") <= given.count("(")
        typed = given if readable else None
        return Found(call["name"], typed, None, (line,), language)
    lines, typed = (line,), None
    made = re.compile(rf"^{given}[ \t]*=(?!=)(.*)$", re.MULTILINE)
    for found in made.finditer(cell, 0, call.start("name")):
        typed = re.sub(r"(^|\s)#.*", "", found[1]).strip()
        lines = (1 + cell.count("\n", 0, found.start()), line)
    return Found(call["name"], typed, given, lines, language)
