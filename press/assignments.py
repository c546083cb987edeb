"""
Make an assignment notebook of every chapter, in the form of nbgrader, in _build/assignments.

    .venv/bin/python -m press.assignments      # make assignments

A folder a language, which is a course folder of nbgrader: `source/` is the teacher's version with
the solutions, `release/` the students' without them, `nbgrader_config.py` says how nbgrader makes
the one from the other. Nothing here needs nbgrader; grading does (docs/decisions/0025-in-class.md).

The live exercise is graded by the book's own `asi.check`, so that a student reads the book's hint.
The other exercises are answered in words and graded by a person.
"""

import ast
import json
import re
import shutil
import sys
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from press import ROOT, plain
from press.address import address_of, load_config
from press.chapter import EXERCISE, GATE, SOLUTION, find_chapters, find_exercises, find_solutions
from press.editions import edition_folder
from press.messages.translated import run_in_translations
from press.notebooks import KERNELS, LINK, executed, say_what_is_missing
from press.sources import book_root
from press.words import gettext as _
from press.words import language
from press.words import mark as N_

TARGET = book_root(ROOT) / "_build" / "assignments"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"  # the marks of nbgrader
DOTS = "answer = ..."
YOUR_ANSWER = N_("*Write your answer here, in place of this line.*")
# Points for any answer, for the right one, and for an exercise in words.
ANSWERED, RIGHT, WRITTEN = 1, 2, 2
# Where a chapter's solution shows a whole table, the answer is one cell of it.
PICKED = {
    "04-live": 'asi.load_table("support").row_percent().iloc[0, 0]',
    "05-live": 'asi.chi_square_test(asi.load_table("support")).expected_freq.iloc[0, 0]',
}
# What an answer cell stands in the place of; the box for writing holds a model answer.
INSTEAD = re.compile(r"asi\.(?:check|writing_box)\(")
CONFIG = '''\
"""Settings of nbgrader for the assignments of this book; they lie in a course folder."""

c = get_config()

c.CourseDirectory.course_id = "right-way-up"

# What stands in the students' version in place of a solution.
c.ClearSolutions.code_stub = {{"python": {code}}}
c.ClearSolutions.text_stub = {text}

# A test that a student took out of the notebook is put back and counts.
c.OverwriteCells.add_missing_cells = True

# `nbgrader zip_collect` reads the zip that Moodle makes of all submissions: who and which file.
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/\\\\](?P<student_id>[^/\\\\]+_\\d+)_assignsubmission_file[_/\\\\]*(?P<file_id>[^/\\\\]+)$"
)
'''


class ExercisePart(NamedTuple):
    """An exercise as an assignment needs it."""

    label: str
    title: str
    body: str
    code: list  # cells that show what it is about
    solution: list  # parts as `find_solutions` gives them

    @property
    def is_live(self):
        """Whether `asi.check` judges it."""
        return self.label.endswith("-live")

    @property
    def name(self):
        """Such as "08-live", as `asi.check` calls it."""
        return self.label.removeprefix("ex-")


def find_exercise_parts(notebook):
    """
    The exercises of an executed chapter, in their order.

    Parameters
    ----------
    notebook : NotebookNode
        As `press.notebooks.executed` gives it.

    Returns
    -------
    list of ExercisePart
    """
    solutions, parts, current = find_solutions(notebook), [], None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            hidden = "remove-cell" in cell.metadata.get("tags", [])
            if current and not hidden and not INSTEAD.search(cell.source):
                current.code.append(cell)
            continue
        exercises = find_exercises(cell.source)
        # an exercise begins, and its solution ends what belongs to it
        marks = [(found.start(), found["label"]) for found in EXERCISE.finditer(cell.source)]
        ends = (*SOLUTION.finditer(cell.source), *GATE.finditer(cell.source))
        marks += [(end.start(), None) for end in ends]
        for _place, label in sorted(marks, key=lambda mark: mark[0]):
            current = None
            if label:
                exercise = exercises[label]
                current = ExercisePart(label, exercise.title, exercise.body, [], solutions[label])
                parts.append(current)
    return parts


def answer_code(part):
    """
    The solution of a live exercise as code that ends in `answer = ...`.

    Parameters
    ----------
    part : ExercisePart

    Returns
    -------
    str

    Examples
    --------
    >>> code = nbformat.v4.new_code_cell("one = 1\\n2 * one")
    >>> print(answer_code(ExercisePart("ex-99-live", "", "", [], [code])))
    one = 1
    answer = 2 * one
    """
    if part.name in PICKED:
        return f"answer = {PICKED[part.name]}"
    source = "\n".join(cell.source for cell in part.solution if not isinstance(cell, str))
    last = ast.parse(source).body[-1]
    if not isinstance(last, ast.Expr):
        raise ValueError(f"The solution of {part.label} must end in the value that is asked.")
    lines = source.splitlines()
    lines[last.lineno - 1] = f"answer = {lines[last.lineno - 1]}"
    return "\n".join(lines)


def made_before(code, cells):
    """
    What a chapter has made before and some code needs: the lines that make it.

    Parameters
    ----------
    code : str
    cells : list of NotebookNode
        Those of the chapter.

    Returns
    -------
    str

    Examples
    --------
    >>> cell = nbformat.v4.new_code_cell("a = 1\\nb = 2 * a\\nunused = 3")
    >>> print(made_before("b + 1", [cell]))
    a = 1
    b = 2 * a
    """
    source = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    wanted = ast.parse(code)
    needed, lines = _names(wanted, ast.Load) - _names(wanted, ast.Store), []
    for statement in reversed(ast.parse(source).body):
        made = _names(statement, ast.Store)
        if isinstance(statement, ast.Assign) and made & needed:
            lines.append(ast.get_source_segment(source, statement))
            needed = (needed - made) | _names(statement.value, ast.Load)
    return "\n".join(reversed(lines))


def _names(tree, kind):
    return {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and type(node.ctx) is kind
    }


def _marked(cell, grade_id, *, grade=False, solution=False, points=None):
    """A cell with the metadata of nbgrader; what is no solution is locked."""
    cell.id = grade_id
    cell.metadata.nbgrader = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": not solution,
        "task": False,
        **({"points": points} if grade else {}),
    }
    return cell


class Assignment:
    """The assignment of one chapter, in the language of the book."""

    def __init__(self, chapter, notebook=None, root=ROOT):
        self.chapter, self.root = chapter, root
        self.notebook = notebook or executed(chapter.path, root)
        self.parts = find_exercise_parts(self.notebook)
        address = address_of(load_config())
        self.package = address.package
        self.site = address.site and address.site + edition_folder(language())

    @property
    def name(self):
        """Name of the assignment, and of its notebook."""
        return self.chapter.path.stem

    @property
    def source(self):
        """The teacher's version."""
        number = self.chapter.number
        cells = [new_markdown_cell(self._head(), id=f"c{number}-head")]
        cells.append(_marked(new_code_cell(self._setup()), f"c{number}-setup"))
        for place, part in enumerate(self.parts, 1):
            title = _("Exercise {number}: {title}").format(
                number=f"{int(number)}.{place}", title=part.title
            )
            text = f"## {title}\n\n{self._plain(part.body)}"
            cells.append(_marked(new_markdown_cell(text), f"{part.label}-question"))
            cells += [
                _marked(new_code_cell(cell.source), f"{part.label}-data-{place}")
                for place, cell in enumerate(part.code, 1)
            ]
            cells += self._live(part) if part.is_live else self._written(part)
        made = new_notebook(cells=cells, metadata={"kernelspec": KERNELS["python3"]})
        nbformat.validate(made)
        return made

    @property
    def release(self):
        """The students' version, as nbgrader makes it, without its checksums."""
        made = self.source
        for cell in made.cells:
            before, mark, rest = cell.source.partition(BEGIN)
            if mark:
                stub = DOTS if cell.cell_type == "code" else your_answer()
                cell.source = before + stub + rest.partition(END)[2]
        return made

    def _head(self):
        link = self.chapter.title
        if self.site:
            link = f"[{link}]({self.site}chapters/{self.name}.html)"
        by_hand = len(self.parts) - 1
        return "\n\n".join(
            (
                "# " + _("Assignment: {title}").format(title=self.chapter.title),
                _(
                    "Read first: {chapter}. Keep it open: some exercises speak of its tables and"
                    " figures."
                ).format(chapter=link),
                _(
                    "**How to work.** Run all cells once (menu *Run*, then *Run All Cells*). One"
                    " exercise asks for a number: write it in place of the three dots, or the"
                    " calculation that gives it, and run the cell. It tells you what is still in"
                    " the way. Then answer the exercises in words."
                ),
                _(
                    "**Points.** Number: {answered} for an answer, {right} more if it is right."
                    " Exercises in words: {written} each, {count} in all. Your teacher reads them."
                ).format(answered=ANSWERED, right=RIGHT, written=WRITTEN, count=by_hand),
                _(
                    "**How to hand in.** Save the notebook under the name that it has, and submit"
                    " it where your teacher asks for it. Change only the cells for your answers."
                ),
            )
        )

    def _setup(self):
        live = [
            "\n".join([*(cell.source for cell in part.code), answer_code(part)])
            for part in self.parts
            if part.is_live
        ]
        shown = [cell.source for part in self.parts for cell in part.code]
        start = say_what_is_missing("import asi_helpers as asi", self.package)
        first = self.parts[0].label
        before = made_before("\n".join(live + shown), _until(self.notebook.cells, first))
        return "\n".join(
            filter(None, (start, f"\nasi.set_language({json.dumps(language())})", before))
        )

    def _live(self, part):
        check = f"asi.check({json.dumps(part.name)}, answer)"
        answer = f"{BEGIN}\n{answer_code(part)}\n{END}\n{check}"
        read = (
            "import asi_helpers as asi\n\n"
            'answer = globals().get("answer", ...)\n'
            f"said = asi.check({json.dumps(part.name)}, answer)\n"
        )
        answered = read + "assert said.correct is not None and answer is not None, repr(said)"
        right = read + "assert said.correct, repr(said)"
        return [
            _marked(new_code_cell(answer), f"{part.label}-answer", solution=True),
            _marked(new_code_cell(answered), f"{part.label}-answered", grade=True, points=ANSWERED),
            _marked(new_code_cell(right), f"{part.label}-right", grade=True, points=RIGHT),
        ]

    def _written(self, part):
        rubric = _(
            "*For grading.* {points} points: all that the solution names is there, in words of the"
            " student's own. 1 point: the direction is right and something is missing. 0 points:"
            " the opposite, or nothing."
        ).format(points=WRITTEN)
        solution = "\n\n".join((BEGIN, self._solution(part), rubric, END))
        return [
            _marked(
                new_markdown_cell(solution),
                f"{part.label}-answer",
                grade=True,
                solution=True,
                points=WRITTEN,
            )
        ]

    def _solution(self, part):
        texts = (
            self._plain(each) if isinstance(each, str) else plain.shown(each)
            for each in part.solution
        )
        return "\n\n".join(text.strip() for text in texts if text.strip())

    def _plain(self, text):
        titles = {part.label: part.title for part in self.parts}
        text = plain.words(plain.boxes(text, titles, {}), self.root)
        plain.refuse_left_overs(text)
        return LINK.sub(self._on_the_site, text).strip()

    def _on_the_site(self, link):
        if not self.site:
            return link[0]
        inside = (
            (self.chapter.path.parent / link["file"]).resolve().relative_to(self.root.resolve())
        )
        if inside.suffix == ".md":
            inside = inside.with_suffix(".html")
        return f"{self.site}{inside.as_posix()}{link['place'] or ''}"


def _until(cells, label):
    """The cells before the one that holds an exercise."""
    place = next(place for place, cell in enumerate(cells) if f":label: {label}" in cell.source)
    return cells[:place]


def your_answer():
    """What stands where a student writes an answer in words."""
    return _(YOUR_ANSWER)


def settings():
    """The settings of nbgrader that fit the assignments, as a file of Python."""
    return CONFIG.format(code=json.dumps(DOTS), text=json.dumps(your_answer(), ensure_ascii=False))


def files():
    """
    Yield (name, bytes) of everything in the course folder of this language.

    Yields
    ------
    tuple of str and bytes
        Such as "source/08-upside-down-odds-ratio/08-upside-down-odds-ratio.ipynb".
    """
    yield "nbgrader_config.py", settings().encode()
    for chapter in find_chapters(ROOT).values():
        made = Assignment(chapter)
        for folder, notebook in (("source", made.source), ("release", made.release)):
            text = nbformat.writes(notebook) + "\n"
            yield f"{folder}/{made.name}/{made.name}.ipynb", text.encode()


def main():
    """Write the course folder of this language; return it."""
    folder = TARGET / language()
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"assignments in {folder.relative_to(book_root(ROOT))}", flush=True)
    return folder


if __name__ == "__main__":
    main()
    sys.exit(run_in_translations("press.assignments"))
