"""Answers, numbers in the text and words that turn a sentence are those of lists."""

import json

import pytest

from press import ROOT, expected, notebooks


def compare(path, found):
    """Fail with a sentence for each difference, as the command says it."""
    changes = list(expected.differences(expected.read(path), found))
    if changes:
        pytest.fail("\n".join([*changes, "If that is meant, run: make expected"]), pytrace=False)


def test_right_answers_are_those_of_the_list():
    compare(expected.KEYS, expected.keys())


def test_numbers_in_the_text_are_those_of_the_list():
    compare(expected.KEPT, expected.kept())


def test_numbers_stand_where_the_list_has_them():
    compare(expected.NAMED, expected.named())


def test_sentences_turn_as_the_list_says():
    compare(expected.TURNS, expected.turns())


@pytest.mark.slow
@pytest.mark.usefixtures("site")
def test_the_built_book_says_what_the_list_says():
    """The test above runs the cells without a kernel; here is what a kernel made of them."""
    built = {
        path.relative_to(ROOT).as_posix(): expected.said(
            path, notebooks.kept_values(notebooks.executed(path))
        )
        for path in notebooks.find_pages(ROOT)
    }
    compare(expected.KEPT, built)


LISTED = {
    "chapters/quizzes/07.json": {
        "07-q1": {"asks": "Odds?", "right": "3.86"},
        "07-q6": {"asks": "Ratio?", "right": "3.24 times", "M2": "6.47; 40.8"},
    },
    "chapters/08-x.md": {"c08_n": "94", "c08_por": "34.7"},
}


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (lambda quiz, page: None, []),
        (
            lambda quiz, page: quiz["07-q6"].update(right="3.56 times"),
            ["changed: 07-q6 was 3.24 times, is 3.56 times (chapters/quizzes/07.json)"],
        ),
        (
            lambda quiz, page: quiz["07-q6"].update(M2="6.47"),
            ["changed: 07-q6, M2, was 6.47; 40.8, is 6.47 (chapters/quizzes/07.json)"],
        ),
        (
            lambda quiz, page: page.update(c08_por="7.9", c08_pr="7.9"),
            [
                "changed: c08_por was 34.7, is 7.9 (chapters/08-x.md)",
                "new: c08_pr is 7.9 (chapters/08-x.md)",
            ],
        ),
        (
            lambda quiz, page: page.pop("c08_n"),
            ["gone: c08_n, which was 94 (chapters/08-x.md)"],
        ),
    ],
)
def test_each_difference_is_a_sentence(change, sentences):
    found = json.loads(json.dumps(LISTED))
    change(*found.values())
    assert sorted(expected.differences(LISTED, found)) == sorted(sentences)


def test_a_list_is_read_as_it_was_written_and_has_a_line_for_each_name(tmp_path):
    path = tmp_path / "list.json"
    assert expected.read(path) == {}
    expected.write(path, LISTED)
    assert expected.read(path) == LISTED
    assert '  "c08_por": "34.7"\n' in path.read_text("utf8")


HEADER = "---\nkernelspec:\n  display_name: Python 3\n  name: python3\n---\n\n"


def page(tmp_path, cell):
    path = tmp_path / "page.md"
    path.write_text(f"{HEADER}```{{code-cell}} ipython3\n{cell}\n```\n", "utf8")
    return path


def test_cells_keep_numbers_without_a_kernel_and_show_nothing(tmp_path, capsys):
    path = page(tmp_path, 'import asi_helpers as asi\n1 / 0\nprint("!")\nasi.keep("p", n=94)')
    assert notebooks.kept_values(expected.run(path)) == {"p_n": "'94'"}
    assert capsys.readouterr().out == ""


def test_a_cell_that_fails_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(expected, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match=r"page\.md, in the cell\nx = 1 / 0\nZeroDivision"):
        expected.run(page(tmp_path, "x = 1 / 0"))


def test_names_are_listed_below_their_heading_in_order():
    text = (
        "{glue:text}`a_n`\n\n## One\n\n{glue:text}`a_n` of {glue:text}`b_n:.1f`\n\n## Two\n\nNone."
    )
    assert expected.in_parts(text) == {"the beginning": "a_n", "One": "a_n b_n"}


def test_words_that_turn_a_sentence_are_those_outside_its_gaps():
    code = 'x = [Label("{low} is not lower", id="{low} tidak lebih rendah"), Label(f"Up {n}")]'
    assert list(expected.labels(code)) == [("{low} is not lower", "{low} tidak lebih rendah")]
    assert expected.turning("{low} is not lower", "en") == "not lower"
    assert expected.turning("{low} tidak lebih rendah", "id") == "tidak lebih rendah"


def test_the_command_says_what_changed_and_lists_it(tmp_path, monkeypatch, capsys):
    for name in ("keys", "kept", "named", "turns"):
        monkeypatch.setattr(expected, name.upper(), tmp_path / f"{name}.json")
        monkeypatch.setattr(expected, name, dict)
    monkeypatch.setattr(expected, "find_problems", list)
    monkeypatch.setattr(expected, "kept", lambda: {"chapters/08-x.md": {"c08_n": "94"}})
    assert expected.main() == 0
    assert capsys.readouterr().out == "new: c08_n is 94 (chapters/08-x.md)\n"
    assert expected.main() == 0
    assert capsys.readouterr().out.startswith("nothing changed")


def test_the_command_lists_nothing_of_a_broken_quiz(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(expected, "KEYS", tmp_path / "keys.json")
    monkeypatch.setattr(expected, "find_problems", lambda: ["08-q3: no answer"])
    assert expected.main() == 1
    assert capsys.readouterr().err == "08-q3: no answer\n"
    assert not expected.KEYS.exists()
