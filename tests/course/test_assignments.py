"""Assignments graded by nbgrader from end to end: what students hand in, their points and hints."""

import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbgrader.api import Gradebook

from press import ROOT, assignments
from press.assignments import DOTS, WRITTEN, YOUR_ANSWER
from press.chapter import find_chapters
from press.messages.translated import find_translations
from press.words import say

NAME = "08-upside-down-odds-ratio"
WORDS = "The odds were lower, not greater."
# What ten students hand in: the line of the answer, the points for it, and words of the feedback.
# The zip of Moodle has a folder for each student, or the student in the file's name: half of each.
STUDENTS = {
    "right_code": ('answer = asi.prevalence_odds_ratio(asi.load_table("support")).interval', 3, ""),
    "right_number": ("answer = (3.35, 23.8)", 3, ""),
    "right_estimate": ('answer = asi.prevalence_odds_ratio(asi.load_table("support"))', 3, ""),
    "other_language": ("answer = (3.35, 23.8)", 3, ""),  # the Indonesian notebook
    "wrong": ("answer = (23.8, 3.35)", 1, "{swapped}"),
    "comma": ("answer = (3,35, 23,8)", 1, "write a point, such as 12.5 and not 12,5"),
    "text": ('answer = "about three"', 1, "Not yet."),
    "empty": (DOTS, 0, "Replace the three dots by your answer"),
    "syntax": ("answer = (3.35 23.8)", 0, "SyntaxError"),
    "cheat": ("answer = (1, 2)", 1, "Not yet."),  # takes the tests out of the notebook
}
# The package is that of this book; nbgrader runs a command called alembic.
SURROUNDINGS = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}


def nbgrader(folder, *arguments):
    """Run a command of nbgrader in a course folder; return what it said."""
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env=SURROUNDINGS,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def hand_in(notebook, answer, student):
    """The notebook as a student hands it in."""
    cells = {cell.id: cell for cell in notebook.cells}
    cells["ex-08-live-answer"].source = cells["ex-08-live-answer"].source.replace(DOTS, answer)
    if student != "empty":
        cells["ex-08-concept-answer"].source = WORDS
    if student == "cheat":
        cells["ex-08-live-right"].source = "pass"
        notebook.cells.remove(cells["ex-08-live-answered"])
    return nbformat.writes(notebook)


@pytest.fixture(scope="module")
def made(site):
    """Folders of the assignments, by language."""
    folders = {"en": assignments.main()}
    for book in find_translations():
        book.write()
        assert book.run("press.assignments") == 0
        folders[book.language] = assignments.TARGET / book.language
    return folders


@pytest.fixture(scope="module")
def course(made, tmp_path_factory):
    """A course in which ten students handed in chapter 8, graded."""
    folder = tmp_path_factory.mktemp("course")
    for path in made["en"].rglob("*"):
        inside = path.relative_to(made["en"])
        if path.is_file() and (NAME in inside.parts or inside.parent.name == ""):
            (folder / inside.parent).mkdir(parents=True, exist_ok=True)
            (folder / inside).write_bytes(path.read_bytes())
    said = [nbgrader(folder, "generate_assignment", NAME, "--force")]
    archive = folder / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "all.zip", "w") as collected:
        for place, (student, (answer, *_)) in enumerate(STUDENTS.items()):
            given = folder if student != "other_language" else made["id"]
            notebook = nbformat.read(given / "release" / NAME / f"{NAME}.ipynb", as_version=4)
            start = f"{student.replace('_', ' ')}_{place}_assignsubmission_file"
            name = f"{start}{'/' if place % 2 else '_'}{NAME}.ipynb"
            collected.writestr(name, hand_in(notebook, answer, student))
    said.append(nbgrader(folder, "zip_collect", NAME, "--force"))
    said.append(nbgrader(folder, "autograde", NAME))
    said.append(nbgrader(folder, "generate_feedback", NAME))
    said.append(nbgrader(folder, "export", "--to", "marks.csv"))
    ids = {name: f"{name.replace('_', ' ')}_{place}" for place, name in enumerate(STUDENTS)}
    return SimpleNamespace(folder=folder, ids=ids, said=said)


def feedback(course, student):
    """What a student reads, as text."""
    page = (course.folder / "feedback" / course.ids[student] / NAME / f"{NAME}.html").read_text()
    return " ".join(unescape(re.sub("<[^>]+>", "", page)).split())


def test_the_students_version_is_that_of_nbgrader(course, made):
    ours = nbformat.read(made["en"] / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    theirs = nbformat.read(course.folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for mine, other in zip(ours.cells, theirs.cells, strict=True):
        assert (mine.cell_type, mine.source) == (other.cell_type, other.source)
        marks = dict(other.metadata.get("nbgrader", {}))
        marks.pop("checksum", None), marks.pop("cell_type", None)
        assert dict(mine.metadata.get("nbgrader", {})) == marks


@pytest.mark.parametrize("student", STUDENTS)
def test_points(course, student):
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as book:
        notebook = book.find_submission_notebook(NAME, NAME, course.ids[student])
        grades = {grade.name: grade for grade in notebook.grades}
        live = [grades[f"ex-08-live-{test}"].auto_score for test in ("answered", "right")]
        assert sum(live) == STUDENTS[student][1]
        written = grades["ex-08-concept-answer"]
        # words wait for the teacher; a cell that nobody touched has no points
        assert written.needs_manual_grade is (student != "empty")
        assert written.max_score == WRITTEN
        # nor has one, unless the words that stand there are those of another language's notebook
        untouched = None if student == "other_language" else 0
        assert grades["ex-08-hand-answer"].auto_score == untouched


@pytest.mark.parametrize("student", STUDENTS)
def test_hints_are_those_of_the_book(course, student):
    import asi_helpers as asi

    said = STUDENTS[student][2].format(
        swapped=str(asi.check("08-live", (23.8, 3.35), language="en")).split("** ")[1]
    )
    text = feedback(course, student)
    assert said in text
    assert ("Right. Now say it in a sentence" in text) is (STUDENTS[student][1] == 3)
    # an exercise that nobody answered
    asked = say(YOUR_ANSWER, "id" if student == "other_language" else "en")
    assert asked.strip("*") in text


def test_marks_come_out_as_a_table(course):
    with (course.folder / "marks.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(course.ids.values())
    for student, (_, points, _) in STUDENTS.items():
        row = rows[course.ids[student]]
        assert (float(row["score"]), float(row["max_score"])) == (points, 9)


def test_nbgrader_takes_every_chapter_in_every_language(made, tmp_path):
    for code, folder in made.items():
        course = tmp_path / code
        shutil.copytree(folder, course)
        names = [chapter.path.stem for chapter in find_chapters(ROOT).values()]
        sources = [f"source/{name}/{name}.ipynb" for name in names]
        # that each solution passes its own tests
        said = nbgrader(course, "validate", *sources)
        assert said.count("Success! Your notebook passes all the tests.") == len(names)
        for path in sources:
            for cell in nbformat.read(course / path, as_version=4).cells:
                if "BEGIN SOLUTION" in cell.source and cell.cell_type == "markdown":
                    # the solution, and the rule for the points
                    assert len(cell.source.split("\n\n")) >= 4
        nbgrader(course, "generate_assignment", NAME, "--force")
