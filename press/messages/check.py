"""
What is wrong with a translation that can be seen without knowing the language.

Roles, links, code, formulas, gaps and bold marks are those of the English; the numbers too, written
as the language writes them. Who moves a number into another sentence sees here that one is missing.
"""

import re
from collections import Counter

from press import ROOT
from press.messages import catalogues, status
from press.messages.myst import MARKUP, one_line
from press.words import number_marks

ROLE = re.compile(r"(?<!`)\{(?P<name>[\w:-]+)\}`(?P<words>[^`<>]*)(?:<(?P<target>[^<>]*)>)?`")
CODE = re.compile(r"(?<![}`])`([^`]+)`(?!`)")
LINK = re.compile(r"\]\(([^)\s]*)\)")
SPAN = re.compile(r"\]\{(?!lang=)([^}]*)\}")
FORMULA = re.compile(r"\$([^$]+)\$")
GAP = re.compile(r"(?<!`)\{(\w*)\}(?!`)")
TAG = re.compile(r"</?[a-z][^<>]*>")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
# Not numbers, though they look like it: Python 3.11, CC BY 4.0, version 0.1.0.
VERSION = re.compile(r"(?:Python|CC BY|Creative Commons \w+) [\d.]*\d|\d+(?:\.\d+){2,}")
# A comment on a message whose numbers stay as they are: a learner types them into a cell.
AS_PYTHON = "numbers as Python reads them"


def _roles(text):
    # `{term}`words`` leads where its words say
    return Counter(
        (role["name"], one_line(role["target"] or role["words"]).casefold())
        for role in ROLE.finditer(text)
    )


MARKS = {
    "roles": _roles,
    "links": lambda text: Counter(LINK.findall(text)),
    "code": lambda text: Counter(CODE.findall(ROLE.sub(" ", text))),
    "formulas": lambda text: Counter(FORMULA.findall(text)),
    "attributes": lambda text: Counter(SPAN.findall(text)),
    # a language may have to name a thing twice
    "gaps": lambda text: Counter(set(GAP.findall(text))),
    "tags": lambda text: Counter(TAG.findall(MARKUP.sub(" ", text))),
    "bold marks": lambda text: Counter({"**": MARKUP.sub(" ", text).count("**")}),
}


def numbers(text):
    """Numbers that are written out in a text, as they are written."""
    for other in (MARKUP, TAG, GAP, VERSION):
        text = other.sub(" ", text)
    return Counter(NUMBER.findall(text))


def faults(message, translation, marks):
    """
    Say in what a translation differs from its message that it should not.

    Parameters
    ----------
    message, translation : str
    marks : dict
        How the language writes the marks of English numbers: see `number_marks`.

    Returns
    -------
    list of str
        A sentence for each fault.
    """
    found = []
    for name, find in MARKS.items():
        found += _differences(name, find(message), find(translation))
    wanted = Counter()
    for number, count in numbers(message).items():
        wanted[number.translate(marks)] += count
    found += _differences("numbers", wanted, numbers(translation))
    at_ends = translation[:1] == " " != message[:1] or translation[-1:] == " " != message[-1:]
    if at_ends or re.search(r"[\n\r\t]|  ", translation):
        found.append("more than one line, or spaces that the English has not")
    return found


def _differences(name, wanted, there):
    lacking, extra = wanted - there, there - wanted
    if lacking:
        yield f"{name}: {_listed(lacking)} is missing"
    if extra:
        yield f"{name}: {_listed(extra)} is not in the English"


def _listed(counted):
    return ", ".join(
        (each if isinstance(each, str) else ":".join(each)) for each in sorted(counted.elements())
    )


def problems(language, root=ROOT):
    """(file, sentence) of everything that is missing, fuzzy or at fault in a language."""
    for name in catalogues.names(language, root):
        file = catalogues.path_of(name, language, root).relative_to(root).as_posix()
        for message in catalogues.load(name, language, root):
            if not message.id:
                continue
            as_python = any(AS_PYTHON in comment for comment in message.auto_comments)
            marks = {} if as_python else number_marks(language)
            state = status.state_of(message)
            found = [state] if state != "translated" else faults(message.id, message.string, marks)
            for problem in found:
                yield file, f"{problem}: {message.id[:70]}"
