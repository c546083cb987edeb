"""
What a chapter is: its number, title and front matter, and what else its sources say about it.

Everything that is made of chapters (pages, notebooks, slides, lesson plans, course map, tests) asks
here. In its front matter a chapter says

    minutes: 60                            # for a student alone
    before: "[Chi-square](05-chi-square.md)"   # what should have been read
    objectives: [...]                      # numbered 6.1, 6.2, ... by their place
    figure: fig-c06-intervals              # the key figure

and, if it likes, `pace` (said after the minutes) and `note` (said after what comes before). Its
text shows them by two empty directives, `opening` and `objectives`.
"""

import json
import re
from pathlib import Path

import yaml

NAMES = "[0-9][0-9]-*.md"
STANDARD = "docs/chapter-anatomy.md"
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
REQUIRED = {"minutes": int, "before": str, "objectives": list, "figure": str}
OPTIONAL = {"pace": str, "note": str}
# an empty directive: a fence, its name, the same fence
SHOWN = re.compile(r"^(?P<fence>`{3,}|:{3,})\{(?P<name>opening|objectives)\}\n(?P=fence)$", re.M)
EXERCISE = re.compile(r"^:::\{exercise\} (.+)\n:label: (\S+)$", re.MULTILINE)


class Incomplete(ValueError):
    """A chapter lacks something; the message names the file and what it is."""

    def __init__(self, path, lacks):
        super().__init__(f"{path.parent.name}/{path.name}: {lacks} ({STANDARD})")


def front_matter(text):
    """The header of a page, as a dict."""
    found = FRONT_MATTER.match(text)
    return (yaml.safe_load(found[1]) or {}) if found else {}


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
        self.title = title[1]
        self.minutes, self.before, self.figure = front["minutes"], front["before"], front["figure"]
        self.pace, self.note = front.get("pace", ""), front.get("note", "")
        if not re.search(rf"^ *name: {re.escape(self.figure)}$", self.text, re.MULTILINE):
            raise Incomplete(path, f"no cell is named {self.figure}, its key figure")
        # {"8.1": "Read the direction ..."}
        self.objectives = {
            f"{int(self.number)}.{place}": objective
            for place, objective in enumerate(front["objectives"], 1)
        }

    @property
    def opening(self):
        """The line that says how long the chapter takes and what comes before it."""
        said = [f"About {self.minutes} minutes.", self.pace]
        said += [f"Before this chapter: {self.before}.", self.note]
        return f"*{' '.join(filter(None, said))}*"

    @property
    def objectives_list(self):
        """The objectives, as a numbered list."""
        return "\n".join(
            f"{place}. {text}" for place, text in enumerate(self.objectives.values(), 1)
        )

    def show(self, name):
        """What one of the two directives stands for."""
        return {"opening": self.opening, "objectives": self.objectives_list}[name]

    def open_up(self, text):
        """`text` with the two directives replaced by what they stand for."""
        return SHOWN.sub(lambda found: self.show(found["name"]), text)

    @property
    def explorer(self):
        """The call that shows the chapter's explorer."""
        found = re.search(r"asi\.(?:explore_\w+|calculator)\(\)", self.text)
        if not found:
            raise Incomplete(self.path, "no cell shows an explorer")
        return found[0]

    @property
    def exercises(self):
        """{label: title}."""
        return {label: title for title, label in EXERCISE.findall(self.text)}

    @property
    def items(self):
        """Items of the chapter's quiz, as they stand in its file."""
        path = self.path.parent / "quizzes" / f"{self.number}.json"
        if not path.is_file():
            raise Incomplete(self.path, f"no quiz: {path.parent.name}/{path.name} is not there")
        return json.loads(path.read_text(encoding="utf-8"))["items"]


def is_chapter(path):
    """Whether a file is a numbered chapter, by its name."""
    return Path(path).match(f"chapters/{NAMES}")


def find_chapters(root):
    """The chapters of the book that lies in `root`, by number, in their order."""
    return {path.name[:2]: Chapter(path) for path in sorted((root / "chapters").glob(NAMES))}
