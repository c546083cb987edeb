"""
What the instructor guide says that follows from other sources: the course map and the objectives
from the chapters, vote questions and answer key from the quizzes and the hidden solutions, the
blueprint and the list of misconceptions. Nothing of it is typed twice.

press/sphinx/guide.py puts it into the pages, press/notebooks.py into the notebooks.
"""

import re
from itertools import groupby
from pathlib import Path

import yaml

from asi_helpers.book.numbers import evaluate
from asi_helpers.book.practice.quiz import unit_words, with_unit
from asi_helpers.language import format_number
from press.bank.items import NAMES
from press.chapter import MARKED, ROLES, find_solutions
from press.names import explorer_name, find_parts, role
from press.plain import shown
from press.words import gettext as _
from press.words import language

FOLDER = Path("chapters") / "instructor"
LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+\.md)")
NAMED = re.compile(r"\[[^\]]*\]\((\d\d)(-[^)\s]+\.md)\)")
HTML = "```{{raw}} html\n{}\n```"
PLAIN = re.compile(rf"(?P<marked>{MARKED.pattern})|[\\`_\[\]$<>|{{}}#]")


def link_to(chapter):
    """Link to a chapter from a page of the guide."""
    return f"[{int(chapter.number)} {chapter.title}](../{chapter.path.name})"


def load_misconceptions(root):
    """{code: entry} of the misconceptions that the book treats."""
    path = root / FOLDER / "misconceptions.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# Course map, plans


def course_map(chapters):
    """Table of the chapters."""
    lines = [
        _("| chapter | plan | minutes | after | key figure | explorer |"),
        "|---|---|---:|---|---|---|",
    ]
    plan = _("plan {number}")
    for chapter in chapters.values():
        after = NAMED.sub(
            lambda found: f"[{int(found[1])}](../{found[1]}{found[2]})", chapter.before
        )
        # each link in its own words: a screen reader lists links without their rows
        name = plan.format(number=int(chapter.number))
        lines.append(
            f"| {link_to(chapter)} | [{name}](plan-{chapter.number}.md) | {chapter.minutes} "
            f"| {after} | {{numref}}`{chapter.figure}` | {role(explorer_name(chapter))} |"
        )
    total = sum(chapter.minutes for chapter in chapters.values())
    together = _("Together {minutes} minutes of a student's time, about {hours} hours.").format(
        minutes=format_number(total, 0, language()), hours=format_number(total / 60, 1, language())
    )
    return "\n".join([*lines, "", together])


def course_objectives(chapters):
    """The objectives of all chapters."""
    lines = []
    for chapter in chapters.values():
        lines += [link_to(chapter), ":   " + _points(chapter).replace("\n", "\n    "), ""]
    return "\n".join(lines)


def _points(chapter):
    return "\n".join(f"- **{key}** {text}" for key, text in chapter.objectives.items())


def plan_facts(chapter):
    """What an instructor wants to know first about a chapter."""
    facts = _(
        "**Chapter:** {chapter}, {minutes} minutes for a student alone. "
        "**Key figure:** {figure}. **Explorer:** {explorer}."
    ).format(
        chapter=link_to(chapter),
        minutes=chapter.minutes,
        figure=f"{{numref}}`{chapter.figure}`",
        explorer=role(explorer_name(chapter)),
    )
    return "\n".join([facts, "", _("By the end students can:"), "", _points(chapter)])


def vote_question(chapter):
    """The chapter's vote questions: every answer with its misconception."""
    lines = []
    for item in chapter.items:
        if item["role"] != "vote":
            continue
        asked = _("**{item}** (objective {objective}). {question}")
        asked = asked.format(
            item=role(item["id"]), objective=item["objective"], question=plain(item["question"])
        )
        lines += [asked, "", _("| answer | shows |"), "|---|---|"]
        for answer in item["answers"]:
            mark = _("**right**") if answer["correct"] else answer["misconception"]
            lines.append(f"| {plain(answer['answer'])} | {mark} |")
        lines.append("")
    return "\n".join(lines)


# Answer key


def plain(text):
    """A text of the quizzes as Markdown: *stress* and [*kata*]{lang=id} are its only marks."""
    return PLAIN.sub(lambda found: found[0] if found["marked"] else "\\" + found[0], text)


def quiz_key(chapter, kind):
    """The right answer to every item of a role, and why it is right."""
    parts, lines = find_parts({chapter.number: chapter}), []
    for item in chapter.items:
        if item["role"] != kind:
            continue
        if item["type"] == "numeric":
            answer = format_number(evaluate(item["answer"]), item["decimals"], language())
            answer = with_unit(answer, unit_words(item["unit"], language()))
            why = item["feedback"]
        else:
            right = next(answer for answer in item["answers"] if answer["correct"])
            answer, why = right["answer"], right["feedback"]
        lines += [
            f"- **{_short(item['id'], parts)}** ({item['objective']}) {plain(item['question'])}  ",
            "  "
            + _("**Answer:** {answer} {why}").format(
                answer=plain(answer) + ("" if answer[-1] in ".?!" else "."), why=plain(why)
            ),
        ]
    return "\n".join(lines)


def solution_text(parts):
    """A solution as Markdown for a page of the guide, with its outputs."""
    texts = [part if isinstance(part, str) else shown(part, HTML) for part in parts]
    return LINK.sub(r"](../\1", "\n\n".join(text.strip() for text in texts if text.strip()))


def answer_key(chapter, notebook):
    """Everything that a chapter, executed as a notebook, hides from a student at first."""
    solutions = find_solutions(notebook)
    lines = [f"## {int(chapter.number)} {chapter.title}", ""]
    for kind in chapter.roles:
        lines += [f"### {_(NAMES[kind])}", "", quiz_key(chapter, kind), ""]
    lines += ["### " + _("Exercises"), ""]
    for label, exercise in chapter.exercises.items():
        named = f"**{role(label)}: {exercise.title}**"
        lines += [named, "", solution_text(solutions[label]), ""]
    return "\n".join(lines)


# Blueprint, misconceptions


def find_items(chapters):
    """{objective: {role or "exercise": [id, ...]}} of the whole book."""
    table = {
        objective: {kind: [] for kind in (*ROLES, "exercise")}
        for chapter in chapters.values()
        for objective in chapter.objectives
    }
    for chapter in chapters.values():
        for item in chapter.items:
            table[item["objective"]][item["role"]].append(item["id"])
        for label, objectives in chapter.practised.items():
            for objective in objectives:
                table[objective]["exercise"].append(label)
    return table


def blueprint(chapters):
    """Which item tests which objective."""
    table, parts = find_items(chapters), find_parts(chapters)
    lines = []
    for chapter in chapters.values():
        lines += [
            f"## {int(chapter.number)} {chapter.title}",
            "",
            _("| objective | vote | quiz | exercises | recalled later |"),
            "|---|---|---|---|---|",
        ]
        for key, text in chapter.objectives.items():
            cells = [
                ", ".join(_short(name, parts) for name in table[key][kind]) or "-"
                for kind in ("vote", "quiz", "exercise")
            ]
            cells.append(_in_chapters(table[key]["retrieval"], parts) or "-")
            lines.append(f"| **{key}** {text} | {' | '.join(cells)} |")
        lines.append("")
    items = sum(len(chapter.items) for chapter in chapters.values())
    exercises = sum(len(chapter.exercises) for chapter in chapters.values())
    objectives = sum(len(chapter.objectives) for chapter in chapters.values())
    counts = _("{objectives} objectives, {items} quiz items, {exercises} exercises.").format(
        objectives=objectives, items=items, exercises=exercises
    )
    return "\n".join([counts, "", *lines])


def _short(name, parts):
    """A link to a part in few words, for where a heading says the rest."""
    return role(name, parts[name].short)


def _in_chapters(names, parts):
    """Links to parts of several chapters: "chapter 9: Question 1, Question 2; chapter 10: ..."."""
    found = []
    for number, group in groupby(names, key=lambda name: int(name[:2])):
        links = ", ".join(_short(name, parts) for name in group)
        found.append(_("chapter {number}: {questions}").format(number=number, questions=links))
    return "; ".join(found)


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
    items, parts = targeted(chapters), find_parts(chapters)
    lines = []
    for code, entry in load_misconceptions(root).items():
        place = _("chapter {number}, {heading}")
        treated = ", ".join(
            f"[{place.format(number=int(number), heading=heading)}]"
            f"(../{chapters[number].path.name})"
            for number, heading in entry["treated"]
        )
        caught_by = _in_chapters(items.get(code, []), parts)
        lines += [
            f"## {code}: {entry['name']}",
            "",
            _("**What you hear.** {heard}").format(heard=entry["heard"]),
            "",
            _("**Why it tempts.** {why}").format(why=entry["why"]),
            "",
            _("**What helps.** {help}").format(help=entry["helps"]),
            "",
            _("**Treated in:** {chapters}. **Questions that catch it:** {items}.").format(
                chapters=treated, items=caught_by
            ),
            "",
        ]
    return "\n".join(lines)
