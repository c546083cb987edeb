"""How far each language is: the table in CONTRIBUTING.md, and what a language still lacks."""

import re
from collections import Counter

from press import ROOT
from press.editions import languages
from press.messages import catalogues
from press.words import ENGLISH

PAGE = "CONTRIBUTING.md"
BETWEEN = re.compile(r"(<!-- translations -->\n).*?(<!-- end of translations -->)", re.DOTALL)
STATES = ("translated", "fuzzy", "missing")
PARTS = {
    r"\d\d-.*": "chapters",
    r"quiz-.*": "quizzes",
    r"package|pairs": "what the package says",
    r"site": "words around the pages",
    r"instructor/.*": "instructor guide",
    r"data-dictionary": "data dictionary",
    r".*": "other pages",
}


def state_of(message):
    """Whether a message is translated, fuzzy or missing."""
    if not message.string:
        return "missing"
    return "fuzzy" if message.fuzzy else "translated"


def states(language, root=ROOT):
    """(catalogue, message, state) of every message in a language."""
    for name in catalogues.names(language, root):
        for message in catalogues.load(name, language, root):
            if message.id:
                yield name, message.id, state_of(message)


def part_of(name):
    """The part of the book that a catalogue is counted with."""
    return next(part for pattern, part in PARTS.items() if re.fullmatch(pattern, name))


def table(root=ROOT):
    """How far each language is, as Markdown."""
    lines = ["| language | part | translated | fuzzy | missing |", "|---|---|---:|---:|---:|"]
    for code, language in languages(root).items():
        if code == ENGLISH:
            continue
        counted = Counter((part_of(name), state) for name, _, state in states(code, root))
        for part in PARTS.values():
            counts = " | ".join(str(counted[part, state]) for state in STATES)
            lines.append(f"| {language} | {part} | {counts} |")
    return "\n".join(lines) + "\n"


def rewrite(text, table):
    """The page with the table in its place."""
    if not BETWEEN.search(text):
        raise ValueError(f"{PAGE} has no place for the table: <!-- translations -->.")
    return BETWEEN.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text)


def write(root=ROOT):
    """Write the table into CONTRIBUTING.md."""
    page = root / PAGE
    text = page.read_text("utf8")
    page.write_text(rewrite(text, table(root)), "utf8")
