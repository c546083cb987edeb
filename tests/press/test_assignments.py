"""Assignment notebooks: cells as nbgrader wants them, right answers pass, nothing is given away."""

import re
from types import SimpleNamespace

import nbformat
import pytest

import asi_helpers as asi
from press import ROOT, assignments
from press.assignments import ANSWERED, BEGIN, DOTS, RIGHT, WRITTEN, Assignment, find_exercise_parts
from press.chapter import find_chapters
from press.notebooks import GLUE, read

CHAPTERS = find_chapters(ROOT)
# nbgrader's schema of a cell, version 3: these and no others
KEYS = {"schema_version", "grade", "locked", "solution", "task", "grade_id", "points"}
GRADE_ID = re.compile(r"[a-zA-Z0-9_-]+")


@pytest.fixture(scope="module", params=CHAPTERS)
def assignment(request):
    """The assignment of a chapter that was not executed: numbers in its text are 0."""
    chapter = CHAPTERS[request.param]
    notebook = read(chapter.path)
    for cell in notebook.cells:
        cell.source = GLUE.sub("0", cell.source)
    return Assignment(chapter, notebook)


@pytest.fixture(autouse=True)
def _english():
    yield
    asi.set_language("en")


def by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


def live_of(assignment):
    (part,) = (part for part in assignment.parts if part.is_live)
    return part


def run(assignment, answer):
    """Run the setup, the data, an answer and both tests; return what each test said, or None."""
    cells, label = by_id(assignment.release), live_of(assignment).label
    world, said = {}, []
    exec(cells[f"c{assignment.chapter.number}-setup"].source, world)
    for name, cell in cells.items():
        if name.startswith(f"{label}-data"):
            exec(cell.source, world)
    exec(answer, world)
    for name in ("answered", "right"):
        try:
            exec(cells[f"{label}-{name}"].source, world)
            said.append(None)
        except AssertionError as error:
            said.append(str(error))
    return SimpleNamespace(answered=said[0], right=said[1], answer=world.get("answer"))


def test_every_chapter_has_one_with_all_of_its_exercises(assignment):
    exercises = [part.label for part in assignment.parts]
    assert exercises == list(assignment.chapter.exercises)
    assert live_of(assignment).name == f"{assignment.chapter.number}-live"
    cells = by_id(assignment.source)
    for part in assignment.parts:
        assert part.title in cells[f"{part.label}-question"].source


def test_cells_are_marked_as_the_schema_of_nbgrader_asks(assignment):
    for notebook in (assignment.source, assignment.release):
        nbformat.validate(notebook)
        marked = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
        names = [mark["grade_id"] for mark in marked]
        assert len(set(names)) == len(names) == len(notebook.cells) - 1  # all but the head
        for mark in marked:
            assert set(mark) == KEYS - (set() if mark["grade"] else {"points"})
            assert mark["schema_version"] == 3
            assert GRADE_ID.fullmatch(mark["grade_id"])
            assert mark["locked"] is not mark["solution"]
        points = {mark["grade_id"]: mark["points"] for mark in marked if mark["grade"]}
        live = live_of(assignment).label
        # as the page "Course platforms" says: one for any answer, two more for the right one
        assert (points.pop(f"{live}-answered"), points.pop(f"{live}-right")) == (ANSWERED, RIGHT)
        assert (ANSWERED, RIGHT) == (1, 2)
        assert [*points.values()] == [WRITTEN] * (len(assignment.parts) - 1)


def test_the_solution_passes_and_is_computed(assignment):
    cell = by_id(assignment.source)[f"{live_of(assignment).label}-answer"]
    ran = run(assignment, cell.source)
    assert ran.answered is ran.right is None
    assert "asi." in cell.source or "chances" in cell.source or "knowledge" in cell.source
    typed = re.search(r"answer = \(?[\d., ]+\)?$", cell.source, re.MULTILINE)
    assert not typed


def test_the_students_version_as_it_is_asks_for_an_answer(assignment):
    cell = by_id(assignment.release)[f"{live_of(assignment).label}-answer"]
    assert cell.source.startswith(DOTS + "\n")
    ran = run(assignment, cell.source)
    assert "three dots" in ran.answered
    assert ran.right == ran.answered
    # nor does a cell that Python could not read leave an answer
    assert run(assignment, "").right == ran.right


def test_a_wrong_answer_gets_the_hint_of_the_book(assignment):
    name = live_of(assignment).name
    ran = run(assignment, "answer = (11, 12)" if name in ("06-live", "08-live") else "answer = 1e6")
    assert ran.answered is None
    assert ran.right == repr(asi.check(name, ran.answer, language="en"))
    assert ran.right.startswith("Not yet.")
    assert "None" in run(assignment, "answer = None").answered


def test_the_students_version_gives_nothing_away(assignment):
    cells = by_id(assignment.release)
    live = live_of(assignment)
    text = "\n".join(cell.source for name, cell in cells.items() if name.startswith(live.label))
    answer = run(assignment, by_id(assignment.source)[f"{live.label}-answer"].source).answer
    for number in answer if isinstance(answer, tuple) else [answer]:
        for decimals in (1, 2, 3):
            shown = asi.format_number(number, decimals)
            assert not re.search(rf"(?<![\d.]){re.escape(shown)}(?!\d)", text), shown
    everything = "\n".join(cell.source for cell in assignment.release.cells)
    assert BEGIN not in everything
    assert "writing_box" not in everything
    assert "<details>" not in everything
    for part in assignment.parts:
        solution = assignment._solution(part)
        if not solution:  # only what its cells showed, and nothing was executed here
            assert not any(isinstance(each, str) and each.strip() for each in part.solution)
            continue
        assert solution not in everything
        given = by_id(assignment.source)[f"{part.label}-answer"].source
        if not part.is_live:
            assert solution in given
            assert cells[f"{part.label}-answer"].source == assignments.your_answer()


def test_a_part_ends_with_its_solution():
    exercise = "```{exercise} Count\n:label: ex-99-new\n\nCount them.\n```"
    solution = "```{solution} ex-99-new\n:label: sol-99-new\n\nThree.\n```"
    cells = [
        nbformat.v4.new_markdown_cell(exercise),
        nbformat.v4.new_code_cell("shown = 3"),
        nbformat.v4.new_code_cell("kept = 3", metadata={"tags": ["remove-cell"]}),
        nbformat.v4.new_markdown_cell(solution + "\n\n" + exercise.replace("new", "two")),
        nbformat.v4.new_markdown_cell(solution.replace("new", "two")),
        nbformat.v4.new_code_cell("after = 3"),
    ]
    first, second = find_exercise_parts(nbformat.v4.new_notebook(cells=cells))
    assert [cell.source for cell in first.code] == ["shown = 3"]
    assert (second.title, second.code) == ("Count", [])


def test_the_settings_are_python_and_fit_the_files_of_moodle():
    world = {}

    class Settings(SimpleNamespace):
        def __getattr__(self, name):
            setattr(self, name, Settings())
            return getattr(self, name)

    exec(assignments.settings(), {"get_config": Settings}, world)
    c = world["c"]
    assert c.ClearSolutions.code_stub == {"python": DOTS}
    assert c.OverwriteCells.add_missing_cells is True
    for name in (
        "/x/Siti Rahayu_123_assignsubmission_file/08-name.ipynb",
        "/x/Siti Rahayu_123_assignsubmission_file_08-name.ipynb",
        "/x/Siti Rahayu_123_assignsubmission_file_/08-name.ipynb",
    ):
        found = re.match(c.FileNameCollectorPlugin.named_regexp, name)
        assert found.groupdict() == {"student_id": "Siti Rahayu_123", "file_id": "08-name.ipynb"}
