"""
The question bank in the forms that course platforms read, a file each, in _build/questions.

    .venv/bin/python -m press.bank.formats            # make questions: all forms
    .venv/bin/python -m press.bank.formats moodle     # make moodle: one of them

The files to take along and the instructor pack hold the same files (press/handouts).
"""

import argparse
import sys

from press import ROOT
from press.bank import canvas, moodle, qti, qti2
from press.messages.translated import run_in_translations
from press.sources import book_root
from press.words import in_language

FOLDER = book_root(ROOT) / "_build" / "questions"
# {name of the English file: what gives its bytes in the language of the book}
FORMATS = {
    "right-way-up-moodle.xml": moodle.content,
    "right-way-up-canvas.zip": canvas.content,
    "right-way-up-qti-2.zip": qti2.content,
    "right-way-up-qti.zip": qti.content,
}
SHORT = {name.removeprefix("right-way-up-").partition(".")[0]: name for name in FORMATS}


def write(name, target):
    """
    Write the bank in one form, in the language of the book.

    Parameters
    ----------
    name : str
        A name in `FORMATS`.
    target : Path

    Returns
    -------
    Path
        The target.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(FORMATS[name]())
    return target


def main(arguments=None):
    """Write the forms that are asked for, or all, in every language; return an exit code."""
    parser = argparse.ArgumentParser(prog="python -m press.bank.formats")
    parser.add_argument("forms", nargs="*", metavar="form", help=f"of {', '.join(SHORT)}")
    asked = parser.parse_args(arguments).forms
    for form in asked:
        if form not in SHORT:
            parser.error(f"there is no form {form!r}; there are {', '.join(SHORT)}")
    for form in asked or SHORT:
        path = write(SHORT[form], FOLDER / in_language(SHORT[form]))
        print(path.relative_to(book_root(ROOT)).as_posix(), flush=True)
    return run_in_translations("press.bank.formats", *asked)


if __name__ == "__main__":
    sys.exit(main())
