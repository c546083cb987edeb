"""
MyST as plain Markdown: what every front end of notebooks shows, with or without its own MyST.

Roles become the words that a reader of the site sees, boxes become quotations, and what a reader
opens only when ready (predictions, solutions, model answers) becomes `<details>`, which stays
closed when all cells are run.
"""

import re
from functools import cache

from nbformat.v4 import new_markdown_cell
from pybtex.database import parse_file
from pybtex.richtext import Text

from press import ROOT
from press.chapter import BOX, GATE, chapter_files, unmarked
from press.names import linked
from press.words import gettext as _

BIBLIOGRAPHY = "references.bib"
ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<text>[^`]*)`")
TARGETED = re.compile(r"(?P<words>.+?)\s*<[^<>]+>", re.DOTALL)
LEFT_OVER = re.compile(r"\{[\w:-]+\}`|^(?:`{3,}|:{3,})\{.*$", re.MULTILINE)
FIGURE = re.compile(r"^ *name: (fig-c(\d\d)-\S+)$", re.MULTILINE)


class NotPlain(ValueError):
    """A page has a role or a directive for which there is no plain Markdown."""


# Roles --------------------------------------------------------------------------------------------


def words(text, root=ROOT):
    """
    `text` with its roles as words: terms, citations as Author (year), figures by their number.

    What marks a phrase as another language is for the site; here the phrase stands alone.
    """
    plain = {
        "term": _term,
        "cite:t": lambda keys: ", ".join(
            f"{authors} ({year})" for authors, year in _sources(keys, root)
        ),
        "cite:p": lambda keys: "({})".format(
            "; ".join(f"{authors}, {year}" for authors, year in _sources(keys, root))
        ),
        "numref": lambda name: figure_numbers(root)[name],
        "item": lambda text: linked(text, root),
    }

    def say(role):
        if role["name"] not in plain:
            raise NotPlain(f"no plain words are known for {role[0]}")
        return plain[role["name"]](role["text"])

    return ROLE.sub(say, unmarked(text))


def _term(text):
    targeted = TARGETED.fullmatch(text)
    return targeted["words"] if targeted else text


def _sources(keys, root):
    known = bibliography(root)
    return [known[key.strip()] for key in keys.split(",")]


@cache
def bibliography(root):
    """{key: (authors, year)} of the list of sources, in the form in which the site cites them."""
    entries = parse_file(str(root / BIBLIOGRAPHY)).entries
    return {key: (_authors(entry), _year(entry)) for key, entry in entries.items()}


def _authors(entry):
    names = [
        str(Text.from_latex(" ".join((*person.prelast_names, *person.last_names))))
        for person in entry.persons["author"]
    ]
    if len(names) > 2 or names[-1] == "others":
        return _("{author} et al.").format(author=names[0])
    if len(names) == 2:
        return _("{author} and {other}").format(author=names[0], other=names[1])
    return names[0]


def _year(entry):
    return entry.fields.get("year", _("n.d."))


@cache
def figure_numbers(root):
    """{name: "Fig. 8.1"} of the figures of all chapters, as the site numbers them."""
    numbers = {}
    for path in chapter_files(root):
        for place, (name, chapter) in enumerate(FIGURE.findall(path.read_text("utf8")), 1):
            numbers[name] = figure_number(f"{int(chapter)}.{place}")
    return numbers


def figure_number(number):
    """How a figure of a number is called."""
    return _("Fig. {number}").format(number=number)


# Boxes --------------------------------------------------------------------------------------------


def boxes(text, titles, generated):
    """
    `text` without directives.

    Parameters
    ----------
    text : str
    titles : dict of str to str
        Title of each exercise by its label; a solution is named after its exercise.
    generated : dict of str to callable
        For a directive whose text follows from other sources: its argument -> that text.
    """

    def show(box):
        name, title, body = box["name"], box["title"].strip(), box["body"].strip()
        if name == "exercise":
            return "\n\n".join(("### " + _("Exercise: {title}").format(title=title), body))
        if name == "solution":
            return fold(solution_title(titles[title]), body)
        if name == "dropdown":
            return fold(title, body)
        if name in ("admonition", "note", "warning"):
            return quote(title or {"note": _("Note"), "warning": _("Warning")}[name], body)
        if name in generated:
            return generated[name](title)
        raise NotPlain(f"no plain Markdown is known for the directive {name}")

    return BOX.sub(show, text)


def solution_title(title):
    """How the solution of an exercise is called."""
    return _("Solution: {title}").format(title=title)


def fold(title, body):
    """Text that shows its title only until it is opened."""
    # between blank lines Markdown stays Markdown inside of HTML
    return f"<details>\n<summary><b>{title}</b></summary>\n\n{body.strip()}\n\n</details>"


def quote(title, body):
    """Text that is set off from the rest."""
    lines = [f"**{title}**", "", *body.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def refuse_left_overs(text):
    """Raise NotPlain if a role or a directive is left in a text."""
    found = LEFT_OVER.search(text)
    if found:
        raise NotPlain(f"a notebook would show {found[0]!r} as it stands")


# Solutions that hold code -------------------------------------------------------------------------


def fold_solutions(cells, titles):
    """
    Cells of a page, each solution that holds code made one cell of text.

    Jupyter cannot fold cells so that running all leaves them closed; hence code stands in the fold
    as text, with what it showed when the book was built.
    """
    folded, parts, of = [], [], None
    for cell in cells:
        if cell.cell_type == "code":
            if of:
                parts.append(shown(cell))
            else:
                folded.append(cell)
            continue
        pieces, start = [], 0
        for gate in GATE.finditer(cell.source):
            (parts if of else pieces).append(cell.source[start : gate.start()])
            if of:
                pieces.append(fold(solution_title(titles[of]), _join(parts)))
            parts, of, start = [], gate["of"], gate.end()
        (parts if of else pieces).append(cell.source[start:])
        text = _join(pieces)
        if text:
            folded.append(new_markdown_cell(text, metadata=cell.metadata))
    return folded


def _join(parts):
    return "\n\n".join(part.strip() for part in parts if part.strip())


def shown(cell, html_frames=None):
    """
    An executed code cell as Markdown: its source unless the page folds it, and what it showed.

    Parameters
    ----------
    cell : NotebookNode
    html_frames : str, optional
        What the HTML of a table of pandas is put into, at its braces; without it the table is text.
    """
    tags = cell.metadata.get("tags", [])
    if "remove-cell" in tags:
        return ""
    parts = [] if "hide-input" in tags else [f"```python\n{cell.source}\n```"]
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text/markdown" in data:
            parts.append(data["text/markdown"])
        elif html_frames and "dataframe" in data.get("text/html", ""):
            parts.append(html_frames.format(data["text/html"]))
        elif "text/plain" in data or "text" in output:
            parts.append("```text\n" + (data.get("text/plain") or output["text"]).strip() + "\n```")
    return "\n\n".join(parts)
