"""
Hold what the book says to lists that a person can read.

    .venv/bin/python -m press.expected    # or: make expected

tests/keys.json has, for each item of each quiz, what it asks, the right answer, the mistakes that
get a word of their own, and which word. tests/kept.json has each number that a text says by its
name, page by page; tests/named.json which names stand in which part of it, in order.
tests/turns.json has the words that turn a sentence of the package round: higher, lower, not. All
are computed; what a list adds is that nothing computed changes unseen. The command says what
differs from the lists and writes them anew; the tests say the same, and write nothing.
"""

import ast
import io
import json
import re
import sys
from contextlib import redirect_stdout
from unittest.mock import patch

import jupytext

from asi_helpers.book.practice.exercises import load_exercises
from asi_helpers.book.practice.quiz import chapters_with_a_quiz, compute, load_quiz, message_of
from asi_helpers.language import Message
from press import ROOT
from press.notebooks import GLUE, find_pages, kept_values, write_values
from press.quizzes import find_problems

KEYS = ROOT / "tests" / "keys.json"
KEPT = ROOT / "tests" / "kept.json"
NAMED = ROOT / "tests" / "named.json"
TURNS = ROOT / "tests" / "turns.json"
WORDS = 10  # of a question: enough to know it by
FEW = 4  # of an answer, and of what is said to it


# -- the keys of the quizzes -----------------------------------------------------------------------


def keys():
    """{quiz file: {item: what it asks, its right answer, its mistakes by their code}}."""
    return {
        f"chapters/quizzes/{chapter}.json": {item["id"]: key(item) for item in load_quiz(chapter)}
        for chapter in chapters_with_a_quiz()
    }


def key(item):
    """What one item takes for right, as a reader would write it, and what for a known mistake."""
    asks = beginning(item["question"], WORDS)
    if item["type"] == "multiple_choice":
        right = [answer["answer"] for answer in item["answers"] if answer["correct"]]
        says = {answer["answer"]: answer["feedback"] for answer in item["answers"]}
        return {"asks": asks, "right": " | ".join(right), "says": met(says)}
    if item["role"] == "live":
        exercise = load_exercises()[item["id"]]
        right, mistakes = exercise.answer, exercise.mistakes
        unit = "%" if exercise.kind == "percent" else ""
    else:
        right, unit = compute(item, item["answer"]), item["unit"]
        mistakes = [
            (mistake["misconception"], compute(item, mistake["value"]))
            for mistake in item["mistakes"]
        ]
    unit = unit if unit in ("", "%") else f" {unit}"
    entry = {"asks": asks, "right": digits(right) + unit}
    for code, value in mistakes:
        entry[code] = "; ".join(filter(None, [entry.get(code), digits(value)]))
    says = {}
    for i, mistake in enumerate(item["mistakes"], start=1):
        if "feedback" in mistake:
            name = f"{i} {mistake.get('hint') or mistake['misconception']}"
            words = message_of(item["id"][:2], mistake["feedback"])
            says[name] = str(words)
            if item["role"] == "live" and words.is_known("id"):
                says[f"{name}_id"] = words.say("id")
    return entry | {"says": met(says)}


def met(says):
    """Which answer is met with which words, by the beginnings of both."""
    return " | ".join(f"{beginning(x, FEW)}: {beginning(y, FEW)}" for x, y in says.items())


def beginning(text, few):
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:few]) + (" ..." if len(words) > few else "")


def digits(value):
    """A number, or a pair of them, with more digits than any item asks for."""
    return " to ".join(f"{each:.6g}" for each in (value if isinstance(value, tuple) else (value,)))


# -- the numbers in the text -----------------------------------------------------------------------


def kept():
    """{page: {name: what the text says in its place}}, in the order of the text."""
    return {
        path.relative_to(ROOT).as_posix(): said(path, kept_values(run(path)))
        for path in find_pages(ROOT)
    }


def said(path, values):
    """{name: text} of the values that a page's text names."""
    found = GLUE.finditer(path.read_text("utf8"))
    return {
        ":".join(filter(None, role.group("name", "format"))): write_values(role[0], values, path)
        for role in found
    }


def run(path):
    """
    A page as a notebook, with what its cells keep as their outputs.

    Run here, without a kernel, and nothing is drawn: a statement that only shows something keeps
    nothing. All pages take two or three seconds so, where their execution takes minutes.
    """
    notebook, names = jupytext.read(path), {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = []

        def publish(data, metadata, outputs=cell.outputs):
            outputs.append({"data": data, "metadata": metadata})

        tree = ast.parse(cell.source)
        tree.body = [statement for statement in tree.body if not only_shows(statement)]
        printed = redirect_stdout(io.StringIO())
        with patch("IPython.display.publish_display_data", publish), printed:
            try:
                exec(compile(tree, path.name, "exec"), names)
            except Exception as error:
                where = f"{path.relative_to(ROOT).as_posix()}, in the cell\n{cell.source}\n"
                raise SystemExit(f"{where}{type(error).__name__}: {error}") from error
    return notebook


def only_shows(statement):
    """Whether a statement is an expression other than `asi.keep(...)`."""
    return isinstance(statement, ast.Expr) and not (
        isinstance(statement.value, ast.Call) and ast.unparse(statement.value.func) == "asi.keep"
    )


def named():
    """{page: {heading: the names that the text says below it, in order}}."""
    return {
        path.relative_to(ROOT).as_posix(): in_parts(path.read_text("utf8"))
        for path in find_pages(ROOT)
    }


def in_parts(text):
    """{heading: names} of a text; a name that is gone, or stands for another, changes its part."""
    found = {}
    heading = "the beginning"
    for part in re.split(r"(?m)^(#+ .*)$", text):
        if part.startswith("#"):
            heading = part.lstrip("# ")
        names = " ".join(role["name"] for role in GLUE.finditer(part))
        if names:
            found[heading] = f"{found[heading]} {names}" if heading in found else names
    return found


# -- what turns a sentence round ------------------------------------------------------------------


TURNING = {
    "en": "higher lower high low more less fewer larger smaller largest smallest large small above "
    "below before after first second good poor most least with without wider narrower left right "
    "up down same other not no never cannot neither nor nobody nothing smooth only",
    "id": "tinggi rendah lebih kurang besar terbesar kecil terkecil atas bawah sebelum sesudah "
    "setelah pertama kedua baik banyak sedikit dengan tanpa lebar sempit kiri kanan sama lain "
    "tidak bukan belum tak lancar hanya",
}


def turns():
    """{module: {how a sentence begins: the words in it that turn it round, in both languages}}."""
    found = {}
    for path in sorted((ROOT / "asi_helpers").rglob("*.py")):
        says = {}
        for english, indonesian in labels(path.read_text("utf8")):
            words = [turning(english, "en"), turning(indonesian, "id")]
            name = beginning(english, WORDS)
            if any(words):
                says[name] = "; ".join(filter(None, [says.get(name), " / ".join(words)]))
        if says:
            found[path.relative_to(ROOT).as_posix()] = says
    return found


def turning(text, language):
    """The words of a sentence that turn it round, in order; what stands in its gaps is left out."""
    words = re.findall(r"\w+", re.sub(r"\{[^{}]*\}", " ", text).lower())
    return " ".join(word for word in words if word in TURNING[language].split())


def labels(code):
    """(English, Indonesian) of the words that a module writes down; the gaps as {...}."""
    for node in ast.walk(ast.parse(code)):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if called == "Label":
            spoken = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "id")]
            texts = [written(words) for words in spoken]
            if len(texts) == 2 and all(texts):
                yield tuple(texts)
        elif called in ("_", "lazy_gettext", "lazy_pgettext"):
            *context, english = map(written, node.args)
            yield english, Message(english, *context).say("id")


def written(node):
    """The text of a string, an f-string too; None of anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(written, node.values))
    if isinstance(node, ast.FormattedValue):
        return f"{{{ast.unparse(node.value)}}}"
    return node.value if isinstance(node, ast.Constant) else None


# -- the lists -------------------------------------------------------------------------------------


def read(path):
    """A list as it was last written; an empty one, if it is not there."""
    return json.loads(path.read_text("utf8")) if path.is_file() else {}


def write(path, listed):
    """Write a list, a line for each name."""
    files = []
    for file, entries in listed.items():
        lines = (f"  {_json(name)}: {_json(entry)}" for name, entry in entries.items())
        files.append(f" {_json(file)}: {{\n" + ",\n".join(lines) + "\n }")
    path.write_text("{\n" + ",\n".join(files) + "\n}\n", "utf8")


def _json(value):
    return json.dumps(value, ensure_ascii=False)


def differences(listed, found):
    """A sentence for each entry that is not as it was listed."""
    for file in {**found, **listed}:
        old, new = _flat(listed.get(file, {})), _flat(found.get(file, {}))
        for name in {**new, **old}:
            if name not in old:
                yield f"new: {name} is {new[name]} ({file})"
            elif name not in new:
                yield f"gone: {name}, which was {old[name]} ({file})"
            elif old[name] != new[name]:
                yield f"changed: {name} was {old[name]}, is {new[name]} ({file})"


def _flat(entries):
    """{name: text}; the right answer of an item goes by the name of the item alone."""
    flat = {}
    for name, entry in entries.items():
        parts = entry if isinstance(entry, dict) else {"right": entry}
        flat |= {name if part == "right" else f"{name}, {part},": parts[part] for part in parts}
    return flat


def main():
    """Say what differs from the lists and write them; return an exit code."""
    problems = find_problems()
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    changes = []
    lists = ((KEYS, keys), (KEPT, kept), (NAMED, named), (TURNS, turns))
    for path, found in ((path, find()) for path, find in lists):
        changes += differences(read(path), found)
        write(path, found)
    print("\n".join(changes) or "nothing changed: keys and kept numbers are as they were listed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
