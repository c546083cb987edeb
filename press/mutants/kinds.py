"""The five kinds of mutants, and the files of each."""

import ast

from press import ROOT

from . import code, pages, words
from .places import Mutant, read


def _files(*patterns):
    found = (path for pattern in patterns for path in sorted(ROOT.glob(pattern)))
    return [path.relative_to(ROOT).as_posix() for path in found]


# What finds the mutants of a file, and the files.
KINDS = {
    "statistics": (code.statistics, code.STATISTICS),
    "wording": (words.wording, _files("asi_helpers/**/*.py")),
    "quizzes": (pages.quizzes, _files("chapters/quizzes/[0-9]*.json")),
    "kept": (pages.kept, _files("chapters/[0-9]*.md")),
    "drawings": (
        code.drawings,
        _files(
            "asi_helpers/figures/*.py",
            "asi_helpers/book/explorers/*.py",
            "asi_helpers/book/page/sketch.py",
        ),
    ),
}


def every(kind, only=None):
    """All mutants of a kind, or of `only` these files, in the order of files and places."""
    find, files = KINDS[kind]
    for file in files if only is None else sorted(only & set(files)):
        text = read(file)
        for start, end, new in dict.fromkeys(find(text)):
            mutant = Mutant(kind, file, start, end, new)
            if text[start:end] != new and (file[-3:] != ".py" or _is_python(mutant.changed(text))):
                yield mutant


def _is_python(text):
    """Whether it can be read at all; what cannot, nobody would take for a chapter of the book."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
