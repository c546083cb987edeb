"""The command that breaks the book: its changes, its list of equivalents, its copies."""

import ast
import json
import os
from collections import Counter

import pytest

from press import ROOT
from press.mutants import __main__ as command
from press.mutants import code, kinds, pages, seen_by, words
from press.mutants.places import Mutant, read
from press.mutants.run import Copy

# Fewer would mean that a kind has gone blind to something.
LEAST = {"statistics": 800, "wording": 850, "quizzes": 1000, "kept": 2500, "drawings": 1200}
SAMPLE = 25


def changed(find, text):
    """What a text may become."""
    return {Mutant("kind", "file", *edit).changed(text) for edit in find(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x <= y", {"x < y", "x >= y"}),
        ("x not in y", {"x in y"}),
        ("x * y", {"x / y"}),
        ("'é' + x, x - y", {"'é' + x, x + y"}),
        ("f(2, 0.5)", {"f(3, 0.5)", "f(2, 0.4)"}),
        ("u and (v)", {"u or (v)"}),
        ("not u", {"u"}),
        ("u if v else w", {"u if not (v) else w"}),
        ("[u for u in v if w]", {"[u for u in v if not (w)]"}),
        ("u(a)", {"u(c)"}),
        ("x.exposed_cases", {"x.unexposed_cases"}),
        ('raise TypeError(f"{a < 1}")', set()),
        ('"""Of 2 < 3."""', set()),
        ('__all__ = [1]\nx: "a" \nLabel("not 1")', set()),
    ],
)
def test_changes_of_what_computes(text, wanted):
    assert changed(code.statistics, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ax.plot(x, y, color=A)", {"ax.plot(y, x, color=A)", "ax.plot(x, y, color=B)"}),
        ("range(n)", {"range((n) - 1)"}),
        ("x + 3", {"x - 3"}),  # a matter of taste, unless it is a factor
        ("x * 3", {"x / 3", "x * 4"}),
        ('x["low"]', {'x["high"]'}),
        ("Scale(log=True)", {"Scale(log=not (True))"}),
        ("log_axis(ax)", {"plain_axis(ax)"}),
        ("enumerate(rows)", {"enumerate(reversed(list(rows)))"}),
    ],
)
def test_changes_of_what_draws(text, wanted):
    assert changed(code.drawings, text) == wanted


@pytest.mark.parametrize(
    ("english", "indonesian", "wanted"),
    [
        ("{x} of {y}", "{y}", {"{y} of {x} / {y}"}),
        ("Higher", "{lebih} tinggi", {"Lower / {lebih} tinggi", "Higher / {lebih} rendah"}),
        ("is not low", "tidak", {"is low / tidak", "is not high / tidak"}),
        ("smooth", "tidak lancar", {"not smooth / tidak lancar", "smooth / lancar"}),
    ],
)
def test_changes_of_words(english, indonesian, wanted):
    found = changed(words.wording, f'x = Label("{english}", id="{indonesian}")')
    assert {" / ".join(map(ast.literal_eval, _texts(text))) for text in found} == wanted


def _texts(text):
    call = ast.parse(text).body[0].value
    return ast.unparse(call.args[0]), ast.unparse(call.keywords[0].value)


def test_changes_of_a_quiz_are_of_one_item_and_leave_it_a_quiz():
    text = read("chapters/quizzes/07.json")
    old = json.loads(text)["items"]
    seen = Counter()
    for new_text in changed(pages.quizzes, text):
        new = json.loads(new_text)["items"]
        (item,) = [i for i, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
        seen[old[item]["type"]] += 1
    assert min(seen["numeric"], seen["multiple_choice"]) > 20


def test_changes_of_what_a_chapter_keeps_and_says():
    text = (
        "```{code-cell} ipython3\n:tags: [remove-cell]\n\nasi.keep('c', a=good, b=t.n)\n```\n\n"
        "{glue:text}`c_a` of {glue:text}`c_b`\n"
    )
    found = changed(pages.kept, text)
    assert text.replace("a=good, b=t.n", "a=t.n, b=good") in found
    assert text.replace("a=good", "a=poor") in found
    assert text.replace("`c_a` of {glue:text}`c_b`", "`c_b` of {glue:text}`c_a`") in found
    assert text.replace("`c_a` of", "`c_b` of") in found
    assert text.replace("{glue:text}`c_a`", "95") in found


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_each_kind_finds_places_and_asks_tests_that_there_are(kind):
    mutants = command.chosen(kind, LEAST[kind], command.SEED)
    assert len(mutants) == LEAST[kind]
    for mutant in mutants[:SAMPLE]:
        text = read(mutant.file)
        assert mutant.changed(text) != text
        assert mutant.changed(text)[: mutant.start] == text[: mutant.start]
        assert seen_by.tests_for(mutant)[0]
        if mutant.file.endswith(".py"):
            ast.parse(mutant.changed(text))


@pytest.mark.parametrize(
    "name", ["KEYS", "KEPT", "NAMED", "TURNS", "WORDING", "FIGURES", "EXPLORERS"]
)
def test_tests_that_are_named_are_there(name):
    named = getattr(seen_by, name)
    for test in [named] if isinstance(named, str) else named:
        path, _, function = test.partition("::")
        assert f"def {function or 'test_'}" in (ROOT / path).read_text("utf8")


def test_the_same_seed_draws_the_same_and_another_draws_others():
    draws = [command.chosen("quizzes", 5, seed, "chapters/quizzes/07.json") for seed in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]


def test_a_mutant_says_its_line_as_it_is_and_as_it_would_be():
    text = "one\nx  < 1\nthree"
    where, line = Mutant("statistics", "a.py", 7, 8, ">=").says(text)
    assert where == "a.py:2"
    assert line == "a.py: x < 1 -> x >= 1"


def test_equivalents_have_a_reason_and_are_mutants():
    listed = command.equivalents(command.EQUIVALENT.read_text("utf8"))
    assert all(listed.values())
    assert command.stale(listed) == []
    assert command.stale(["asi_helpers/joint.py: x -> y"]) == ["asi_helpers/joint.py: x -> y"]


def test_a_reason_holds_for_the_lines_below_it():
    listed = command.equivalents("# Why.\na.py: x -> y\na.py: x -> z\n\n# Else.\nb.py: u -> v\n")
    assert listed == {"a.py: x -> y": "Why.", "a.py: x -> z": "Why.", "b.py: u -> v": "Else."}


def test_the_report_adds_up():
    *_, last = command.table({"statistics": [40, 1, 2], "quizzes": [60, 0, 1]})
    assert last.split() == ["all", "100", "1", "3", "3.0%"]


def test_a_file_that_is_written_again_is_read_again(tmp_path):
    copy = Copy.__new__(Copy)
    copy.folder = tmp_path
    times = []
    for text in ("x = 1", "x = 2"):
        copy.write("a.py", text)
        times.append(int(os.stat(tmp_path / "a.py").st_mtime))
    assert times[0] != times[1]
