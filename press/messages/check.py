"""
What is wrong with a translation that can be seen without knowing the language.

Roles, links, code, formulas, gaps and bold marks are those of the English; the numbers too, written
as the language writes them. Who moves a number into another sentence sees here that one is missing.
"""

import re
from collections import Counter
from string import Formatter

from press import ROOT
from press.messages import catalogues, status
from press.messages.myst import MARKUP, NotText, Source, one_line
from press.words import number_marks

ROLE = re.compile(r"(?<!`)\{(?P<name>[\w:-]+)\}`(?P<words>[^`<>]*)(?:<(?P<target>[^<>]*)>)?`")
CODE = re.compile(r"(?<![}`])`([^`]+)`(?!`)")
LINK = re.compile(r"\]\(([^)\s]*)\)")
SPAN = re.compile(r"\]\{(?!lang=)([^}]*)\}")
FORMULA = re.compile(r"\$([^$]+)\$")
GAP = re.compile(r"(?<!`)\{(\w*)\}(?!`)")
NO_GAPS = re.compile(rf"{ROLE.pattern}|{FORMULA.pattern}|\]\{{[^}}]*\}}")
TAG = re.compile(r"</?[a-z][^<>]*>")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
# Not numbers, though they look like it: Python 3.11, QTI 2.1, CC BY 4.0, version 0.1.0.
VERSION = re.compile(r"(?:Python|QTI|CC BY|Creative Commons \w+) [\d.]*\d|\d+(?:\.\d+){2,}")
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
    "tags": lambda text: Counter(TAG.findall(MARKUP.sub(" ", text))),
    "bold marks": lambda text: Counter({"**": MARKUP.sub(" ", text).count("**")}),
}


def numbers(text):
    """Numbers that are written out in a text, as they are written."""
    for other in (MARKUP, TAG, GAP, VERSION):
        text = other.sub(" ", text)
    return Counter(NUMBER.findall(text))


def fields(text):
    """Names of the gaps that a text has for `format`; None where a brace stands alone."""
    try:
        return {
            name for _, name, _, _ in Formatter().parse(NO_GAPS.sub(" ", text)) if name is not None
        }
    except ValueError:
        return None


def _gap_faults(wanted, there):
    # a language may have to name a thing twice
    if wanted is None:
        return []
    if there is None:
        return ["gaps: a brace stands alone"]
    return _differences("gaps", Counter(wanted), Counter(there))


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
    found += _gap_faults(fields(message), fields(translation))
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


def is_one_passage(text, extensions):
    """Whether MyST takes a text for one message: not for a list, a heading or a box."""
    try:
        return [message for message, _ in Source(f"{text}\n", extensions).messages()] == [text]
    except NotText:
        return False


def problems(language, root=ROOT):
    """(file, sentence) of everything that is missing, fuzzy or at fault in a language."""
    extensions = catalogues.extensions(root)
    pages = {catalogues.name_of(page) for page in catalogues.pages(root)}
    for name, wanted in catalogues.templates(language, root).items():
        file = catalogues.path_of(name, language, root).relative_to(root).as_posix()
        catalogue = catalogues.load(name, language, root)
        for message in wanted:
            if not message.id:
                continue
            known = catalogue.get(message.id, message.context)
            state = status.state_of(known) if known else "missing"
            as_python = any(AS_PYTHON in comment for comment in message.auto_comments)
            marks = {} if as_python else number_marks(language)
            found = [state]
            if state == "translated":
                found = faults(message.id, known.string, marks)
                is_passage = name in pages and is_one_passage(message.id, extensions)
                if is_passage and not is_one_passage(known.string, extensions):
                    found.append("begins, for MyST, something else than a paragraph")
            for problem in found:
                yield file, f"{problem}: {message.id[:70]}"
