"""Tests drawn for a course: reproducible, fair, and right by an arithmetic that is not ours."""

import ast
import math
import re
from collections import Counter
from html import unescape

import pytest
import yaml
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2

from press import ROOT
from press.bank import exam, paper, templates
from press.bank.items import ChoiceItem, load_bank
from press.chapter import find_chapters
from press.messages import catalogues
from press.words import LOCALES, catalogue

SEEDS = range(300)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def drawn():
    """{seed: versions}; what a draw reads of the book is the same for all, so it is read once."""
    with pytest.MonkeyPatch.context() as patch:
        bank, chapters = load_bank(), find_chapters(ROOT)
        patch.setattr(exam, "load_bank", lambda: bank)
        patch.setattr(exam, "find_chapters", lambda root: chapters)
        return {seed: exam.draw(seed) for seed in SEEDS}


@pytest.fixture(scope="module")
def all_versions(drawn):
    return [version for versions in drawn.values() for version in versions]


def test_the_same_seed_gives_the_same_pages(drawn):
    for seed in (0, 7):
        again = exam.draw(seed)
        assert again == drawn[seed]
        pages = [paper.question_paper(version) for version in again]
        assert pages == [paper.question_paper(version) for version in drawn[seed]]


def test_each_seed_and_version_has_a_table_of_its_own(drawn):
    tables = [str(version.table) for versions in drawn.values() for version in versions]
    assert len(set(tables)) > 0.99 * len(tables)
    for a, b in drawn.values():
        assert a.table != b.table
        assert a.story != b.story


def test_one_answer_is_right_and_no_two_look_alike(all_versions):
    for item in (item for version in all_versions for item in version.items):
        if isinstance(item, ChoiceItem):
            assert sum(choice.correct for choice in item.choices) == 1
            assert len({choice.text for choice in item.choices}) == len(item.choices)
        else:
            for mistake in item.mistakes:
                assert abs(mistake.value - item.answer) > 2 * item.tolerance, item.id


def test_what_is_right_is_right_by_another_arithmetic(all_versions):
    for version in all_versions:
        a, b, c, d = version.table[1:]
        theirs = Table2x2([[a, b], [c, d]])
        test = stats.chi2_contingency([[a, b], [c, d]], correction=False)
        low, high = theirs.oddsratio_confint()
        assert test.pvalue < 0.0005  # shown as 0.000
        assert test.expected_freq.min() >= 5
        wanted = {
            "04-t1": [100 * a / (a + b), a, a + b],
            "05-t2": [test.statistic],
            "06-t2": [low, high],
            "07-t2": [theirs.oddsratio],
            "08-t1": [1 / theirs.oddsratio],
        }
        numbers = {"05-t1": test.expected_freq[0, 0], "07-t1": theirs.riskratio}
        for item in version.study:
            if item.id in numbers:
                assert math.isclose(item.answer, numbers[item.id], rel_tol=1e-9)
            elif item.id in wanted:
                (right,) = (unescape(choice.text) for choice in item.choices if choice.correct)
                shown = NUMBER.findall(right)
                for text, value in zip(shown, wanted[item.id], strict=False):
                    half_a_digit = 0.5001 * 10.0 ** -len(text.partition(".")[2])
                    assert abs(float(text) - value) <= half_a_digit, right
                assert len(shown) >= len(wanted[item.id])
        assert a / (a + b) > c / (c + d)  # which 02-t1 says


def test_a_wrong_interval_fails_a_check(all_versions):
    for version in all_versions:
        for item in version.study:
            if item.id == "06-t2":
                por = Table2x2([version.table[1:3], version.table[3:5]]).oddsratio
                for choice in item.choices:
                    low, high = map(float, NUMBER.findall(choice.text))
                    middle = math.sqrt(low * high)
                    fits = low < por < high and math.isclose(middle, por, rel_tol=0.05)
                    assert fits == choice.correct


def test_the_key_says_what_is_printed(drawn):
    versions = drawn[3]
    key = paper.key("3", versions, find_chapters(ROOT), exam.letter)
    rows = re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td><td>([^<]*)</td><td>\d+\.\d</td>", key)
    assert len(rows) == len(versions[0].items)
    for number, *answers in rows:
        for version, answer in zip(versions, answers, strict=True):
            page = paper.question_paper(version)
            block = re.search(rf"<p><b>{number}\.</b>.*?</div>", page, re.DOTALL)[0]
            item = version.items[int(number) - 1]
            if isinstance(item, ChoiceItem):
                options = re.findall(r"<li>(.*?)</li>", block)
                (right,) = (choice.text for choice in item.choices if choice.correct)
                assert options[exam.LETTERS.index(answer)] == right
            else:
                assert answer == item.shown
                assert "<li>" not in block


def test_a_question_paper_gives_nothing_away(drawn):
    page = paper.question_paper(drawn[5][0])
    for item in drawn[5][0].items:
        feedbacks = (
            [choice.feedback for choice in item.choices]
            if isinstance(item, ChoiceItem)
            else [item.feedback]
        )
        assert not [words for words in feedbacks if words in page]
    assert not re.search(r"\bM\d+\b", page)


def test_versions_have_the_same_questions_with_other_letters(drawn):
    for a, b in drawn.values():
        assert [item.id for item in a.items] == [item.id for item in b.items]
        for one, two in zip(a.book, b.book, strict=True):
            if isinstance(one, ChoiceItem):
                assert exam.letter(one) != exam.letter(two)


def test_the_blueprint_is_kept(drawn):
    has = {item.objective for item in load_bank() if item.id in exam.HOLDS}
    for a, _b in drawn.values():
        times = Counter(item.objective for item in a.items)
        assert len(a.items) == exam.LENGTH
        twice = [objective for objective in has if times[objective] > 1]
        assert not twice or all(times[objective] for objective in has)
        chapters = Counter(exam.home(item) for item in a.book)
        assert max(chapters.values()) <= 2


def test_a_long_test_asks_each_objective_before_any_twice():
    a, _b = exam.draw("long", 45)
    has = {item.objective for item in load_bank() if item.id in exam.HOLDS}
    assert has <= {item.objective for item in a.items}


def test_no_letter_is_right_far_more_often(all_versions):
    letters = Counter(
        exam.letter(item)
        for version in all_versions
        for item in version.items
        if isinstance(item, ChoiceItem) and len(item.choices) == 4
    )
    assert set(letters) == set("ABCD")
    mean = sum(letters.values()) / 4
    assert all(abs(count - mean) < 0.08 * mean for count in letters.values()), letters


def test_codes_objectives_and_listed_questions_exist():
    known = yaml.safe_load((ROOT / "chapters/instructor/misconceptions.yml").read_text("utf8"))
    objectives = {each for chapter in find_chapters(ROOT).values() for each in chapter.objectives}
    ids = [each["id"] for each in templates.TEMPLATES]
    assert len(set(ids)) == len(ids)
    for each in templates.TEMPLATES:
        parts = [*each.get("answers", ()), *each.get("mistakes", ())]
        assert {part["misconception"] for part in parts if "misconception" in part} <= set(known)
        assert each["objective"] in objectives
    bank = {item.id for item in load_bank()}
    assert bank >= set(exam.HOLDS)
    assert not bank & set(ids)


def texts():
    """Every text of templates and stories that has a word in it."""
    for story in templates.STORIES:
        yield from story
    for each in templates.TEMPLATES:
        for part in (each, *each.get("answers", ()), *each.get("mistakes", ())):
            for key in ("question", "answer", "feedback"):
                text = part.get(key)
                if isinstance(text, str) and re.search(r"[a-z]", re.sub(r"\{\w+\}", "", text)):
                    yield text


@pytest.mark.parametrize("language", sorted(path.name for path in LOCALES.iterdir()))
def test_every_text_is_said_in_each_language(language):
    said = catalogue(language)
    wanted = set(texts())
    assert len(wanted) > 50
    assert wanted <= set(said), wanted - set(said)
    for text in wanted:
        gaps = re.compile(r"\{\w+\}")
        # a translation may say a group once more or less, but fills no gap that the English lacks
        assert set(gaps.findall(said[text])) <= set(gaps.findall(text))
    assert catalogues.path_of("site", language).is_file()


def test_what_the_paper_says_itself_is_found_by_babel():
    tree = ast.parse((ROOT / "press/bank/paper.py").read_text("utf8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    said = [call.args[0].value for call in calls if getattr(call.func, "id", "") == "_"]
    assert len(said) > 15
    known = catalogue("id")
    assert not [words for words in said if words not in known]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((1, 20, ["12"]), "There is no chapter 12; the book has 1 to 11"),
        ((1, 500), "Ask for fewer, or name more chapters"),
        ((1, 1), "these chapters have 2 to"),
    ],
)
def test_errors_say_what_to_do(arguments, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        exam.draw(*arguments)


@pytest.mark.parametrize("text", ["8-1", "a", "", "1-"])
def test_chapters_that_cannot_be_read(text):
    with pytest.raises(ValueError, match="Chapters are written as"):
        exam.chapters_in(text)


@pytest.mark.parametrize("arguments", [[], ["2026/../x"]])
def test_a_seed_is_wanted(arguments, capsys):
    with pytest.raises(SystemExit):
        exam.parse(arguments)
    assert "seed" in capsys.readouterr().err


def test_some_chapters_only():
    a, _b = exam.draw(1, 12, ["04", "05"])
    assert {exam.home(item) for item in a.items} == {"04", "05"}


def test_nothing_of_it_goes_into_site_or_pack():
    for name in ("press/downloads.py", "press/handouts/pack.py", "press/handouts/__main__.py"):
        assert "exam" not in (ROOT / name).read_text("utf8")
    assert not exam.FOLDER.is_relative_to(ROOT / "_build" / "html")
