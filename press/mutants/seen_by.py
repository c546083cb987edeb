"""Which tests should see a mutant: those of its file, the cheapest first."""

from pathlib import Path

from press import ROOT

KEYS = "tests/book/test_expected.py::test_right_answers_are_those_of_the_list"
KEPT = "tests/book/test_expected.py::test_numbers_in_the_text_are_those_of_the_list"
WORDING = "tests/package/test_wording.py"
# By the folder of the file, for sentences; what has tests of its own name gets them as well.
WORDS = {
    "asi_helpers": ["tests/package/test_sentences.py", "tests/package/test_results_paragraph.py"],
    "asi_helpers/figures": ["tests/package/test_figures.py"],
    "asi_helpers/book": ["tests/book/test_quiz.py"],
    "asi_helpers/book/calculator": ["tests/book/test_calculator.py"],
    "asi_helpers/book/explorers": ["tests/book/test_explorers.py"],
    "asi_helpers/book/page": ["tests/book/test_explorers.py"],
    "asi_helpers/book/paper": ["tests/book/test_claims.py", "tests/book/test_claims_page.py"],
    "asi_helpers/book/practice": ["tests/book/test_quiz.py", "tests/book/test_exercises.py"],
}
DRAWN = ["tests/book/test_drawings.py", "tests/book/test_explorers.py"]
FIGURES = ["figure_marks", "figures", "figure_places", "pictures", "ratings"]


def tests_for(mutant):
    """Arguments for pytest, in the order in which the tests run."""
    file = Path(mutant.file)
    own = [mutant.file, f"tests/package/test_{file.stem}.py"]
    found = {
        "statistics": [*own, KEYS, KEPT],
        "wording": [WORDING, *own, *WORDS.get(file.parent.as_posix(), [])],
        "quizzes": [KEYS, "tests/book/test_quiz.py"],
        "kept": [
            "tests/book/test_typed_numbers.py",
            KEPT,
            "tests/book/test_chapters.py",
        ],
        "drawings": [f"tests/package/test_{name}.py" for name in FIGURES],
    }[mutant.kind]
    if file.parent.name in ("explorers", "page"):
        # the tests of one explorer have its name, or run for it by its name
        chosen = [] if file.stem in ("rows", "sketch") else ["-k", file.stem]
        found = found if mutant.kind == "wording" else [*DRAWN, *chosen]
    return [argument for argument in dict.fromkeys(found) if _is_there(argument)]


def _is_there(argument):
    """False for the path of a test file that there is not."""
    path = argument.split("::")[0]
    return not path.endswith(".py") or (ROOT / path).is_file()
