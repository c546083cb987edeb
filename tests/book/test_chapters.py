"""Every chapter is built as docs/chapter-anatomy.md says."""

import ast
import re
from pathlib import Path

import pytest

import press.chapter
from press import notebooks

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = press.chapter.chapter_files(ROOT)
HEADINGS = [
    "By the end you can",
    "Three questions from earlier",
    "Predict, then look",
    "Worked, half worked, yours",
    "Say it at the bedside",
    "Quiz",
    "Exercises",
    "Summary",
    "Further reading",
    "Live demo",
]


class Chapter(press.chapter.Chapter):
    """One chapter, taken apart."""

    def __init__(self, path):
        super().__init__(path)
        self.notebook = notebooks.read(path)
        self.code = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.prose = "\n\n".join(
            cell.source for cell in self.notebook.cells if cell.cell_type == "markdown"
        )
        self.headings = re.findall(r"^## (.+)$", self.prose, re.MULTILINE)


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request):
    return Chapter(request.param)


def test_no_chapter_is_missing():
    """That the last one is there says the instructor guide, whose six sessions name every plan."""
    assert [path.name[:2] for path in CHAPTERS] == [f"{n:02}" for n, _ in enumerate(CHAPTERS, 1)]


def test_sections_stand_in_their_order(chapter):
    expected = [h for h in HEADINGS if chapter.number != "01" or h != HEADINGS[1]]
    assert [h for h in chapter.headings if h in HEADINGS] == expected
    assert "Vote" in chapter.headings
    assert len(chapter.headings) > len(expected) + 2, "no sections of its own"
    assert len(re.findall(r"^# ", chapter.prose, re.MULTILINE)) == 1


def test_it_says_how_long_it_takes_and_what_comes_before(chapter):
    assert 30 <= chapter.minutes <= 120
    opening, after = re.split(r"^## ", chapter.prose, maxsplit=2, flags=re.MULTILINE)[:2]
    assert opening.rstrip().endswith(chapter.opening)
    assert after.startswith(f"{HEADINGS[0]}\n\n{chapter.objectives_list}\n")


def test_objectives_start_with_a_verb(chapter):
    assert 3 <= len(chapter.objectives) <= 6
    for objective in chapter.objectives.values():
        assert re.match(r"[A-Z][a-z]+ ", objective), objective
        assert objective.endswith((".", "?")), objective


def test_quizzes_are_shown(chapter):
    roles = {"Vote": "vote", "Three questions from earlier": "retrieval"}
    if chapter.number == "01":
        roles.pop("Three questions from earlier")
    for heading, role in roles.items():
        assert f'asi.quiz("{chapter.number}", role="{role}")' in chapter.section(heading)
    assert f'asi.quiz("{chapter.number}")' in chapter.section("Quiz")


def test_it_has_one_explorer_and_numbered_figures(chapter):
    calls = re.findall(r"asi\.(?:explore_\w+|calculator)\(", chapter.text)
    assert calls, "no explorer"
    assert re.search(rf"name: fig-c{chapter.number}-", chapter.text), "no key figure"
    for name in re.findall(r"name: (fig-\S+)", chapter.text):
        assert name.startswith(f"fig-c{chapter.number}-")
    assert chapter.text.count("name: fig-") == chapter.text.count("caption:")


def test_exercises_have_solutions(chapter):
    section = chapter.section("Exercises")
    labels = sorted(chapter.exercises)
    assert labels == sorted(press.chapter.find_solutions(chapter.notebook))
    hidden = r"\{solution(?:-start)?\} (\S+)\n:label: \S+\n:class: dropdown"
    assert labels == sorted(re.findall(hidden, chapter.text))
    for kind in ("concept", "hand", "live", "new"):
        assert f"ex-{chapter.number}-{kind}" in labels
    assert section.count("{solution-start}") == section.count("{solution-end}")
    assert f'asi.check("{chapter.number}-live", answer)' in section
    assert "asi.load_table(" in section or "asi.exercise_data(" in section


def test_cells_are_short_and_define_nothing(chapter):
    for cell in chapter.code:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 15, cell.source
        tree = ast.parse(cell.source)
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        assert not any(isinstance(node, kinds) for node in ast.walk(tree)), cell.source
    imports = [cell for cell in chapter.code if re.search(r"^(import|from) ", cell.source, re.M)]
    assert len(imports) == 1
    assert imports[0] is chapter.code[0]


def test_kept_numbers_are_named_after_their_chapter(chapter):
    names = re.findall(r"asi\.keep\(f?\"([^\"]+)\"", chapter.text)
    assert names
    assert all(re.match(rf"c{chapter.number}(_|$)", name) for name in names)


def test_it_closes_with_reading_that_is_in_the_list_of_sources(chapter):
    bibliography = (ROOT / "references.bib").read_text(encoding="utf-8")
    cited = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", chapter.text)
    keys = {key.strip() for group in cited for key in group.split(",")}
    assert len(re.findall(r"\{cite", chapter.section("Further reading"))) >= 2
    for key in keys:
        assert re.search(rf"^@\w+\{{{key},", bibliography, re.MULTILINE), key


def test_the_bedside_box_stands_in_its_section(chapter):
    box = ":::{admonition} Say it at the bedside\n:class: bedside"
    assert box in chapter.section("Say it at the bedside")


def test_slides_are_marked(chapter):
    slides = [
        cell
        for cell in chapter.notebook.cells
        if cell.metadata.get("slideshow", {}).get("slide_type") == "slide"
    ]
    assert 8 <= len(slides) <= 16, len(slides)


def test_quiz_items_point_to_objectives_and_cover_them(chapter):
    own = {item["objective"] for item in chapter.items if item["role"] != "retrieval"}
    wanted = set(chapter.objectives)
    assert own <= wanted
    exercises = set(re.findall(r"objective (\d+\.\d)", chapter.section("Exercises")))
    assert wanted - own - exercises == set(), "objectives that nothing assesses"
