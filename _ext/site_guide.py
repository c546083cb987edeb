"""
The instructor guide, as far as it follows from other sources: the course map and the objectives
from the chapters, vote questions and answer key from the quizzes and the hidden solutions, the
blueprint and the list of misconceptions. Nothing of it is typed twice.

The answer key stands outside the contents (`orphan: true`): no page of the book turns to it, and
neither search nor site map knows it.
"""

import json
import re
from functools import cache
from pathlib import Path

import jupytext
import yaml
from docutils import nodes
from docutils.statemachine import StringList
from jupyter_cache import get_cache
from myst_nb.core.variables import format_plain_text
from site_cache import cache_path
from site_glossary import MARKUP
from sphinx.util.docutils import SphinxDirective

from asi_helpers.book.numbers import evaluate
from asi_helpers.language import format_number

FOLDER = Path("chapters") / "instructor"
NO_BREAK = "\N{NON-BREAKING HYPHEN}"
ROLES = ("retrieval", "vote", "quiz")
OBJECTIVES = "By the end you can"
GLUE = re.compile(r"\{glue:text\}`(?P<name>[\w-]+)(?::(?P<format>[^`]+))?`")
LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+\.md)")
NAMED = re.compile(r"\[[^\]]*\]\((\d\d)(-[^)\s]+\.md)\)")
EXERCISE = re.compile(r"^:::\{exercise\} (.+)\n:label: (\S+)$", re.MULTILINE)
SHORT = re.compile(
    r"^:::\{solution\} (?P<of>\S+)\n(?::\w+:.*\n)*(?P<body>[\s\S]*?)^:::$", re.MULTILINE
)
LONG_START = re.compile(r"^```\{solution-start\} (\S+)$", re.MULTILINE)
LONG_END = re.compile(r"^```\{solution-end\}\n```$", re.MULTILINE)
PLAIN = re.compile(rf"(?P<marked>{MARKUP.pattern})|[\\`_\[\]$<>|{{}}#]")
FENCE = re.compile(r"^```\{solution-start\}.*\n(?::\w+:.*\n)*```$", re.MULTILINE)


class Chapter:
    """What a chapter's source says about it."""

    def __init__(self, path):
        self.path, self.number = path, path.name[:2]
        self.text = path.read_text(encoding="utf-8")
        self.title = re.search(r"^# (.+)$", self.text, re.MULTILINE)[1]
        opening = " ".join(self.text.partition("\n## ")[0].split())
        found = re.search(r"\*About (\d+) minutes\..*?Before this chapter: (.+?)\*", opening)
        self.minutes = int(found[1])
        self.before = re.split(r"\. |; ", found[2] + " ", maxsplit=1)[0].rstrip(". ")

    @property
    def objectives(self):
        """{"8.1": "Read the direction ..."}."""
        part = self.text.partition(f"\n## {OBJECTIVES}\n")[2].partition("\n## ")[0]
        found = re.findall(r"^\d+\. (.+(?:\n {2,}.+)*)$", part, re.MULTILINE)
        return {
            f"{int(self.number)}.{place}": " ".join(text.split())
            for place, text in enumerate(found, 1)
        }

    @property
    def figure(self):
        """Label of the first figure, which is the key figure."""
        return re.search(r"name: (fig-\S+)", self.text)[1]

    @property
    def explorer(self):
        """The call that shows the chapter's explorer."""
        return re.search(r"asi\.(?:explore_\w+|calculator)\(\)", self.text)[0]

    @property
    def exercises(self):
        """{label: title}."""
        return {label: title for title, label in EXERCISE.findall(self.text)}

    @property
    def items(self):
        """Items of the chapter's quiz, as they stand in its file; live exercises are none."""
        path = self.path.parent / "quizzes" / f"{self.number}.json"
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        return [item for item in items if item["role"] in ROLES]

    def link(self, heading=""):
        """Link to the chapter from a page of the guide."""
        return f"[{int(self.number)} {self.title}](../{self.path.name}{heading})"


def find_chapters(root):
    """The chapters of the book that lies in `root`, in their order."""
    paths = sorted((root / "chapters").glob("[0-9][0-9]-*.md"))
    return {path.name[:2]: Chapter(path) for path in paths}


@cache
def _load_yaml(path, _changed):
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def load_guide(root, name):
    """One of the guide's own lists: `exercises` or `misconceptions`."""
    path = root / FOLDER / f"{name}.yml"
    return _load_yaml(str(path), path.stat().st_mtime_ns)


# Course map, plans


def course_map(chapters):
    """Table of the chapters."""
    lines = [
        "| chapter | plan | minutes | after | key figure | explorer |",
        "|---|---|---:|---|---|---|",
    ]
    for chapter in chapters.values():
        after = NAMED.sub(lambda link: f"[{int(link[1])}](../{link[1]}{link[2]})", chapter.before)
        lines.append(
            f"| {chapter.link()} | [plan](plan-{chapter.number}.md) | {chapter.minutes} | {after} "
            f"| {{numref}}`{chapter.figure}` | `{chapter.explorer[4:-2]}` |"
        )
    total = sum(chapter.minutes for chapter in chapters.values())
    hours = format_number(total / 60, 1)
    return "\n".join(
        [*lines, "", f"Together {total} minutes of a student's time, about {hours} hours."]
    )


def course_objectives(chapters):
    """The objectives of all chapters."""
    lines = []
    for chapter in chapters.values():
        lines += [chapter.link(), ":   " + _points(chapter).replace("\n", "\n    "), ""]
    return "\n".join(lines)


def _points(chapter):
    return "\n".join(f"- **{key}** {text}" for key, text in chapter.objectives.items())


def plan_facts(chapter):
    """What an instructor wants to know first about a chapter."""
    return "\n".join(
        [
            f"**Chapter:** {chapter.link()}, {chapter.minutes} minutes for a student alone. "
            f"**Key figure:** {{numref}}`{chapter.figure}`. **Explorer:** `{chapter.explorer}`.",
            "",
            "By the end students can:",
            "",
            _points(chapter),
        ]
    )


def vote_question(chapter):
    """The chapter's vote questions: every answer with its misconception."""
    lines = []
    for item in chapter.items:
        if item["role"] != "vote":
            continue
        lines += [f"**{item['id']}** (objective {item['objective']}). {plain(item['question'])}"]
        lines += ["", "| answer | shows |", "|---|---|"]
        for answer in item["answers"]:
            mark = "**right**" if answer["correct"] else answer["misconception"]
            lines.append(f"| {plain(answer['answer'])} | {mark} |")
        lines.append("")
    return "\n".join(lines)


# Answer key


def plain(text):
    """A text of the quizzes as Markdown: *stress* and [*kata*]{lang=id} are its only marks."""
    return PLAIN.sub(lambda found: found[0] if found["marked"] else "\\" + found[0], text)


def quiz_key(chapter, role):
    """The right answer to every item of a role, and why it is right."""
    lines = []
    for item in chapter.items:
        if item["role"] != role:
            continue
        if item["type"] == "numeric":
            answer = format_number(evaluate(item["answer"]), item["decimals"])
            answer += {"": "", "%": "%"}.get(item["unit"], f" {item['unit']}")
            why = item["feedback"]
        else:
            right = next(answer for answer in item["answers"] if answer["correct"])
            answer, why = right["answer"], right["feedback"]
        lines += [
            f"- **{item['id']}** ({item['objective']}) {plain(item['question'])}  ",
            f"  **Answer:** {plain(answer)}{'' if answer[-1] in '.?!' else '.'} {plain(why)}",
        ]
    return "\n".join(lines)


def executed(path, root):
    """A chapter with its outputs, out of the cache that the build reads from."""
    return get_cache(cache_path(root)).merge_match_into_notebook(jupytext.read(path))[1]


def kept_values(notebook):
    """What the cells of an executed notebook kept, by name."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    kept = [(output.get("metadata", {}).get("scrapbook"), output.get("data")) for output in outputs]
    return {
        scrap["name"]: data[f"{scrap['mime_prefix']}text/plain"] for scrap, data in kept if scrap
    }


def shown(cell):
    """A code cell as Markdown: its source unless the chapter removes it, and what it showed."""
    tags = cell.metadata.get("tags", [])
    if "remove-cell" in tags:
        return ""
    parts = [] if "remove-input" in tags else [f"```python\n{cell.source}\n```"]
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text/markdown" in data:
            parts.append(data["text/markdown"])
        elif "dataframe" in data.get("text/html", ""):
            parts.append("```{raw} html\n" + data["text/html"] + "\n```")
        elif "text/plain" in data or "text" in output:
            parts.append("```text\n" + (data.get("text/plain") or output["text"]).strip() + "\n```")
    return "\n\n".join(parts)


def solutions(notebook):
    """{label of the exercise: solution as Markdown, with its numbers and outputs}."""
    values = kept_values(notebook)

    def value(match):
        return format_plain_text(values[match["name"]], match["format"] or "s")

    found, open_label = {}, None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if open_label:
                found[open_label].append(shown(cell))
            continue
        text = GLUE.sub(value, cell.source)
        for match in SHORT.finditer(text):
            found[match["of"]] = [match["body"]]
        if open_label:
            before, end, text = _cut(LONG_END, text)
            found[open_label].append(before)
            if not end:
                continue
            open_label = None
        start = LONG_START.search(text)
        if start:
            open_label = start[1]
            inside = FENCE.sub("", text[start.start() :], count=1)
            inside, end, _ = _cut(LONG_END, inside)
            found[open_label] = [inside]
            open_label = None if end else open_label
    return {
        label: LINK.sub(r"](../\1", "\n\n".join(part.strip() for part in parts if part.strip()))
        for label, parts in found.items()
    }


def _cut(pattern, text):
    """Text before a mark, whether the mark is there, text after it."""
    match = pattern.search(text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def answer_key(chapter, root):
    """Everything that the chapter hides from a student at first."""
    answers = solutions(executed(chapter.path, root))
    lines = [f"## {int(chapter.number)} {chapter.title}", ""]
    names = {"retrieval": "Three questions from earlier", "vote": "Vote", "quiz": "Quiz"}
    for role, name in names.items():
        key = quiz_key(chapter, role)
        if key:
            lines += [f"### {name}", "", key, ""]
    lines += ["### Exercises", ""]
    for label, title in chapter.exercises.items():
        lines += [f"**{title}** (`{label}`)", "", answers[label], ""]
    return "\n".join(lines)


# Blueprint, misconceptions


def find_items(chapters, exercises):
    """{objective: {role or "exercise": [id, ...]}} of the whole book."""
    table = {
        objective: {kind: [] for kind in (*ROLES, "exercise")}
        for chapter in chapters.values()
        for objective in chapter.objectives
    }
    for chapter in chapters.values():
        for item in chapter.items:
            table[item["objective"]][item["role"]].append(item["id"])
    for label, objectives in exercises.items():
        for objective in objectives:
            table[str(objective)]["exercise"].append(label)
    return table


def blueprint(chapters, root):
    """Which item tests which objective."""
    table = find_items(chapters, load_guide(root, "exercises"))
    lines = []
    for chapter in chapters.values():
        lines += [
            f"## {int(chapter.number)} {chapter.title}",
            "",
            "| objective | vote | quiz | exercises | recalled later |",
            "|---|---|---|---|---|",
        ]
        for key, text in chapter.objectives.items():
            cells = [
                ", ".join(_short(name, chapter) for name in table[key][kind]) or "-"
                for kind in ("vote", "quiz", "exercise", "retrieval")
            ]
            lines.append(f"| **{key}** {text} | {' | '.join(cells)} |")
        lines.append("")
    items = sum(len(chapter.items) for chapter in chapters.values())
    exercises = sum(len(chapter.exercises) for chapter in chapters.values())
    objectives = sum(len(chapter.objectives) for chapter in chapters.values())
    return "\n".join(
        [f"{objectives} objectives, {items} quiz items, {exercises} exercises.", "", *lines]
    )


def _short(name, chapter):
    """Name of an item without what its own chapter's table makes plain; never broken in two."""
    name = name.removeprefix("ex-").removeprefix(f"{chapter.number}-")
    return name.replace("-", NO_BREAK)


def targeted(chapters):
    """{misconception: [id of an item with such a wrong answer, ...]}."""
    found = {}
    for chapter in chapters.values():
        for item in chapter.items:
            answers = [*item.get("answers", []), *item.get("mistakes", [])]
            for code in sorted({answer.get("misconception") for answer in answers} - {None}):
                found.setdefault(code, []).append(item["id"])
    return found


def misconceptions(chapters, root):
    """The misconceptions in plain words: where they are treated, and which items catch them."""
    items = targeted(chapters)
    lines = []
    for code, entry in load_guide(root, "misconceptions").items():
        treated = ", ".join(
            f"[chapter {int(number)}, {heading}](../{chapters[number].path.name})"
            for number, heading in entry["treated"]
        )
        lines += [
            f"## {code}: {entry['name']}",
            "",
            f"**What you hear.** {entry['heard']}",
            "",
            f"**Why it tempts.** {entry['why']}",
            "",
            f"**What helps.** {entry['helps']}",
            "",
            f"**Treated in:** {treated}. "
            f"**Items:** {', '.join(items.get(code, [])).replace('-', NO_BREAK)}.",
            "",
        ]
    return "\n".join(lines)


# Directives


class _FromSources(SphinxDirective):
    optional_arguments = 1

    def run(self):
        root = Path(self.env.srcdir)
        sources = [
            *root.glob("chapters/[0-9][0-9]-*.md"),
            *root.glob("chapters/quizzes/*.json"),
            *root.glob("chapters/instructor/*.yml"),
        ]
        for source in sources:
            self.env.note_dependency(str(source))
        text = self.text(find_chapters(root), root)
        parent = nodes.container()
        lines = StringList(text.splitlines(), f"{self.env.docname} ({self.name})")
        self.state.nested_parse(lines, 0, parent, match_titles=True)
        return parent.children

    def text(self, chapters, root):
        raise NotImplementedError


def _directive(text):
    return type(text.__name__, (_FromSources,), {"text": text})


DIRECTIVES = {
    "course-map": lambda self, chapters, root: course_map(chapters),
    "course-objectives": lambda self, chapters, root: course_objectives(chapters),
    "plan-facts": lambda self, chapters, root: plan_facts(chapters[self.arguments[0]]),
    "vote-question": lambda self, chapters, root: vote_question(chapters[self.arguments[0]]),
    "answer-key": lambda self, chapters, root: "\n\n".join(
        answer_key(chapter, root) for chapter in chapters.values()
    ),
    "blueprint": lambda self, chapters, root: blueprint(chapters, root),
    "misconceptions": lambda self, chapters, root: misconceptions(chapters, root),
}


def let_orphans_in(app, config):
    """Let in the pages that stand outside the contents on purpose."""
    orphans = {
        path.relative_to(app.srcdir).as_posix()
        for path in (Path(app.srcdir) / "chapters").rglob("*.md")
        if re.match(r"---\n(?:.*\n)*?orphan: true\n", path.read_text("utf8"))
    }
    config.exclude_patterns = [
        pattern for pattern in config.exclude_patterns if pattern not in orphans
    ]


def setup(app):
    for name, text in DIRECTIVES.items():
        app.add_directive(name, _directive(text))
    app.connect("config-inited", let_orphans_in, priority=950)  # after sphinx_external_toc
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
