"""Which tests should see a mutant: those of its file, the cheapest first."""

from pathlib import Path

from press import ROOT

KEYS, KEPT, NAMED, TURNS = (
    f"tests/book/test_expected.py::test_{name}"
    for name in (
        "right_answers_are_those_of_the_list",
        "numbers_in_the_text_are_those_of_the_list",
        "numbers_stand_where_the_list_has_them",
        "sentences_turn_as_the_list_says",
    )
)
DRAWN = "tests/book/test_drawn.py"
WORDING = "tests/book/test_wording.py"
# By the folder of the file, for sentences; what has tests of its own name gets them as well.
WORDS = {
    "asi_helpers": ["tests/package/test_sentences.py", "tests/package/test_results_paragraph.py"],
    "asi_helpers/figures": [DRAWN, "tests/package/test_figures.py"],
    "asi_helpers/book": ["tests/book/test_quiz.py"],
    "asi_helpers/book/calculator": ["tests/book/test_calculator.py"],
    "asi_helpers/book/explorers": ["tests/book/test_explorers.py"],
    "asi_helpers/book/page": ["tests/book/test_explorers.py"],
    "asi_helpers/book/paper": ["tests/book/test_claims.py", "tests/book/test_claims_page.py"],
    "asi_helpers/book/practice": ["tests/book/test_quiz.py", "tests/book/test_exercises.py"],
}
EXPLORERS = [DRAWN, "tests/book/test_drawings.py", "tests/book/test_explorers.py"]
AUDIT = ["tests/package/test_audit.py", "tests/package/test_audit_printed.py"]
FIGURES = [
    DRAWN,
    *(f"tests/package/test_{name}.py" for name in ("figure_marks", "figures", "ratings")),
]


def tests_for(mutant):
    """(tests in the order in which they run, what else pytest is told)."""
    file = Path(mutant.file)
    own = [mutant.file, f"tests/package/test_{file.stem}.py"]
    if file.parent.name == "audit":
        own = [mutant.file, *AUDIT]
    found = {
        "statistics": [*own, KEYS, KEPT],
        "wording": [WORDING, TURNS, *own, *WORDS.get(file.parent.as_posix(), [])],
        "quizzes": [KEYS, "tests/book/test_quiz.py"],
        "kept": [
            NAMED,
            "tests/book/test_typed_numbers.py",
            KEPT,
            "tests/book/test_chapters.py",
        ],
        "drawings": FIGURES,
    }[mutant.kind]
    more = []
    if mutant.kind == "drawings" and file.parent.name in ("explorers", "page"):
        found = EXPLORERS
        if file.stem not in ("rows", "sketch"):  # which draw for all
            more = ["-k", file.stem]  # tests of one explorer have its name
    there = [test for test in dict.fromkeys(found) if (ROOT / test.split("::")[0]).is_file()]
    return there, more
