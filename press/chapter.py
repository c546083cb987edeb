"""
What a chapter is: its number, title and front matter, and what else its sources say about it.

Everything that is made of chapters (pages, notebooks, slides, lesson plans, course map, tests) asks
here. In its front matter a chapter says

    minutes: 60                                # for a student alone
    before: "[Chi-square](05-chi-square.md)"   # what should have been read
    objectives: [...]                          # numbered 6.1, 6.2, ... by their place
    figure: fig-c06-intervals                  # the key figure
    exercises:                                 # which objectives each practises
      concept: [2, 3]

and, if it likes, `pace` (said after the minutes) and `note` (said after what comes before). Its
text shows them by two empty directives, `opening` and `objectives`.
"""

import json
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml

from asi_helpers.catalogues import translate
from press.words import ENGLISH, language
from press.words import gettext as _

STANDARD = "docs/chapter-anatomy.md"
NAMES = "[0-9][0-9]-*.md"
REQUIRED = {"minutes": int, "before": str, "objectives": list, "figure": str, "exercises": dict}
OPTIONAL = {"pace": str, "note": str}
ROLES = ("retrieval", "vote", "quiz")
QUIZ_TEXTS = {"question", "answer", "feedback"}

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
OPEN = r"^(?P<fence>`{3,}|:{3,})"
CLOSE = r"^(?P=fence) *$"
SHOWN = re.compile(rf"{OPEN}\{{(?P<name>opening|objectives)\}}\n{CLOSE}", re.MULTILINE)
EXERCISE = re.compile(
    rf"{OPEN}\{{exercise\}} ?(?P<title>.*)\n:label: *(?P<label>\S+)\n(?P<body>[\s\S]*?){CLOSE}",
    re.MULTILINE,
)
SOLUTION = re.compile(
    rf"{OPEN}\{{solution\}} ?(?P<of>\S+)\n(?P<body>[\s\S]*?){CLOSE}", re.MULTILINE
)
# a solution with code stands between two empty directives
GATE = re.compile(
    rf"{OPEN}\{{solution-(?:start\}} ?(?P<of>\S+)|end\}}) *\n(?::[\w-]+:.*\n)*{CLOSE}", re.MULTILINE
)
OPTION = re.compile(r"^:[\w-]+:.*\n", re.MULTILINE)
# any directive, with what it holds
BOX = re.compile(
    rf"{OPEN}\{{(?P<name>[\w-]+)\}} ?(?P<title>.*)\n(?P<options>(?::[\w-]+:.*\n)*)"
    rf"(?P<body>[\s\S]*?){CLOSE}",
    re.MULTILINE,
)
# words of another language: [*rasio prevalensi*]{lang=id}
MARKED = re.compile(r"\[(?P<words>[^\]]+)\]\{lang=\w+\}")
# the end of such words, which may hold links and words of a third language
MARK = re.compile(r"\]\{lang=\w+\}")


class Incomplete(ValueError):
    """A chapter lacks something; the message names the file and what it is."""

    def __init__(self, path, lacks):
        super().__init__(f"{path.parent.name}/{path.name}: {lacks} ({STANDARD})")


class Exercise(NamedTuple):
    """An exercise; its body is MyST."""

    label: str
    title: str
    body: str


class Chapter:
    """What the sources of one chapter say about it."""

    def __init__(self, path):
        self.path, self.number = path, path.name[:2]
        self.text = path.read_text(encoding="utf-8")
        front = front_matter(self.text)
        lacking = [
            f"`{name}`" for name, kind in REQUIRED.items()
            if not isinstance(front.get(name), kind) or not front[name]
        ]  # fmt: skip
        if lacking:
            raise Incomplete(path, f"no {', '.join(lacking)} in its front matter")
        title = re.search(r"^# (.+)$", self.text, re.MULTILINE)
        if not title:
            raise Incomplete(path, "no title")
        self.title = unmarked(title[1])
        self.minutes, self.before, self.figure = front["minutes"], front["before"], front["figure"]
        self.pace, self.note = front.get("pace", ""), front.get("note", "")
        if not re.search(rf"^ *name: {re.escape(self.figure)}$", self.text, re.MULTILINE):
            raise Incomplete(path, f"no cell is named {self.figure}, its key figure")
        # {"8.1": "Read the direction ..."}
        self.objectives = {
            f"{int(self.number)}.{place}": objective
            for place, objective in enumerate(front["objectives"], 1)
        }

        # {"ex-08-hand": ["8.2", "8.4"]}
        self.practised = {
            f"ex-{self.number}-{name}": [f"{int(self.number)}.{place}" for place in places]
            for name, places in front["exercises"].items()
        }
        if set(self.practised) != set(self.exercises):
            differing = ", ".join(sorted(set(self.practised) ^ set(self.exercises)))
            raise Incomplete(path, f"in its front matter or in its text only: {differing}")

    @property
    def opening(self):
        """The line that says how long the chapter takes and what comes before it."""
        said = [_("About {minutes} minutes.").format(minutes=self.minutes), self.pace]
        said += [_("Before this chapter: {chapters}.").format(chapters=self.before), self.note]
        return f"*{' '.join(filter(None, said))}*"

    @property
    def objectives_list(self):
        """The objectives, as a numbered list."""
        texts = enumerate(self.objectives.values(), 1)
        return "\n".join(f"{place}. {text}" for place, text in texts)

    def show(self, name):
        """What one of the two directives stands for."""
        return {"opening": self.opening, "objectives": self.objectives_list}[name]

    def open_up(self, text):
        """`text` with the two directives replaced by what they stand for."""
        return SHOWN.sub(lambda found: self.show(found["name"]), text)

    def section(self, heading):
        """Text below a second-level heading, code included."""
        return section(self.text, heading)

    @property
    def explorer(self):
        """The call that shows the chapter's explorer."""
        found = re.search(r"asi\.(?:explore_\w+|calculator)\([^()\n]*\)", self.text)
        if not found:
            raise Incomplete(self.path, "no cell shows an explorer")
        return found[0]

    @property
    def exercises(self):
        """{label: exercise}."""
        return find_exercises(self.text)

    @cached_property
    def items(self):
        """Items of the chapter's quiz, as they stand in its file; live exercises are none."""
        path = self.path.parent / "quizzes" / f"{self.number}.json"
        if not path.is_file():
            raise Incomplete(self.path, f"no quiz: chapters/quizzes/{path.name} is not there")
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        return [self._said(item) for item in items if item["role"] in ROLES]

    def _said(self, part):
        """A part of the quiz with its texts in the language of the book."""
        if isinstance(part, list):
            return [self._said(each) for each in part]
        if not isinstance(part, dict) or language() == ENGLISH:
            return part
        return {
            key: (translate(value, language(), catalogue=f"quiz-{self.number}") or value)
            if key in QUIZ_TEXTS and isinstance(value, str)
            else self._said(value)
            for key, value in part.items()
        }

    @property
    def roles(self):
        """Roles of the quiz's items, in the order in which a chapter shows them."""
        used = {item["role"] for item in self.items}
        return [role for role in ROLES if role in used]


def is_chapter(path):
    """Whether a file is a numbered chapter, by its name."""
    return Path(path).match(f"chapters/{NAMES}")


def chapter_files(root):
    """The files of the chapters of the book that lies in `root`, in their order."""
    return sorted((Path(root) / "chapters").glob(NAMES))


def find_chapters(root):
    """{number: chapter} of the book that lies in `root`, in their order."""
    return {path.name[:2]: Chapter(path) for path in chapter_files(root)}


def find_chapter(root, number):
    """The chapter of the book in `root` that has a number, such as "08"."""
    return Chapter(next((Path(root) / "chapters").glob(f"{number}-*.md")))


def front_matter(text):
    """The header of a page, as a dict."""
    found = FRONT_MATTER.match(text)
    return (yaml.safe_load(found[1]) or {}) if found else {}


def unmarked(text):
    """A text without marks of language, for places where they would be shown as they stand."""
    while end := MARK.search(text):
        start = _bracket_before(text, end.start())
        text = text[:start] + text[start + 1 : end.start()] + text[end.end() :]
    return text


def _bracket_before(text, end):
    """Place of the bracket that is closed at `end`; in between others may open and close."""
    depth = 1
    for place in range(end - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"no bracket opens what {text[end:][:12]!r} marks: {text[:end][-60:]}")


def section(text, heading):
    """Text below a second-level heading."""
    after = text.partition(f"\n## {heading}\n")[2]
    return re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0]


def find_exercises(text):
    """{label: exercise} of a chapter's text, in their order."""
    return {
        found["label"]: Exercise(
            found["label"], unmarked(found["title"]), OPTION.sub("", found["body"])
        )
        for found in EXERCISE.finditer(text)
    }


def find_solutions(notebook):
    """{label of the exercise: parts of its solution}: MyST, and code cells with what they gave."""
    found, of = {}, None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if of:
                found[of].append(cell)
            continue
        for short in SOLUTION.finditer(cell.source):
            found[short["of"]] = [OPTION.sub("", short["body"])]
        # text may stand in one cell with the mark that opens or closes a solution
        start = 0
        for gate in GATE.finditer(cell.source):
            if of:
                found[of].append(cell.source[start : gate.start()])
            of, start = gate["of"], gate.end()
            if of:
                found[of] = []
        if of:
            found[of].append(cell.source[start:])
    return found
