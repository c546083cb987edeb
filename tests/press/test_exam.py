"""Tests drawn for a course: reproducible, fair, and right by an arithmetic that is not ours."""

import ast
import math
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from html import unescape
from itertools import groupby
from pathlib import PurePath
from xml.etree import ElementTree
from zipfile import ZipFile, is_zipfile

import pytest
import yaml
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2

from press import ROOT
from press.bank import exam, paper, templates
from press.bank.items import ChoiceItem, load_bank
from press.chapter import find_chapters
from press.downloads import DOWNLOADS
from press.editions import languages
from press.handouts import pack
from press.messages import catalogues
from press.sources import copy_sources
from press.words import LOCALES, catalogue

SEEDS = range(300)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


MOST = exam.room([*exam.HOLDS, *(each["id"] for each in templates.TEMPLATES)])


@pytest.fixture(scope="module", autouse=True)
def bank():
    """The questions of the book. A draw reads the same of it every time, so it is read once."""
    with pytest.MonkeyPatch.context() as patch:
        bank, chapters = load_bank(), find_chapters(ROOT)
        patch.setattr(exam, "load_bank", lambda: bank)
        patch.setattr(exam, "find_chapters", lambda root: chapters)
        yield bank


@pytest.fixture(scope="module")
def drawn(bank):
    """{seed: versions}."""
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
    key = paper.key("3", versions, find_chapters(ROOT))
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
                assert options[paper.LETTERS.index(answer)] == right
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
                assert paper.letter(one) != paper.letter(two)


def still_to_ask(version, bank):
    """Objectives that no question of a test asks, though one could stand in it."""
    asked = {item.id for item in version.items}
    barred = {each for group in exam.TOGETHER_NEVER if asked & group for each in group}
    pool = [item for item in bank if item.id in exam.HOLDS - asked - barred]
    return {item.objective for item in pool} - {item.objective for item in version.items}


def test_the_blueprint_is_kept(drawn):
    for a, _b in drawn.values():
        assert len(a.items) == len({item.id for item in a.items}) == exam.LENGTH
        assert len(a.study) <= exam.LENGTH / 2
        assert len({item.objective for item in a.book}) == len(a.book)
        assert not {item.objective for item in a.book} & {item.objective for item in a.study}
        chapters = Counter(exam.home(item) for item in a.book)
        assert max(chapters.values()) <= 2


@pytest.mark.parametrize("seed", range(20))
def test_a_long_test_asks_each_objective_before_any_twice(seed, bank):
    a, _b = exam.draw(seed, MOST - 3)
    times = Counter(item.objective for item in a.book)
    assert max(times.values()) > 1
    assert not still_to_ask(a, bank)


@pytest.mark.parametrize("length", [2, 8, 14, 20, 30, MOST])
def test_no_question_gives_another_away(length):
    for seed in range(20):
        a, _b = exam.draw(seed, length)
        ids = {item.id for item in a.items}
        assert len(ids) == length
        assert not [group for group in exam.TOGETHER_NEVER if len(ids & group) > 1]


def test_one_more_than_the_most_is_too_many():
    with pytest.raises(ValueError, match=f"have 2 to {MOST} for a test"):
        exam.draw(1, MOST + 1)


def test_no_letter_is_right_far_more_often(all_versions):
    letters = Counter(
        paper.letter(item)
        for version in all_versions
        for item in version.items
        if isinstance(item, ChoiceItem) and len(item.choices) == 4
    )
    assert set(letters) == set("ABCD")
    mean = sum(letters.values()) / 4
    assert all(abs(count - mean) < 0.08 * mean for count in letters.values()), letters


def test_no_letter_is_right_many_times_in_a_row(all_versions):
    longest = []
    for version in all_versions:
        letters = [paper.letter(item) for item in version.items if isinstance(item, ChoiceItem)]
        longest.append(max(len([*run]) for _, run in groupby(letters)))
    assert max(longest) == exam.RUN


def test_codes_objectives_and_listed_questions_exist(bank):
    known = yaml.safe_load((ROOT / "chapters/instructor/misconceptions.yml").read_text("utf8"))
    objectives = {each for chapter in find_chapters(ROOT).values() for each in chapter.objectives}
    ids = [each["id"] for each in templates.TEMPLATES]
    assert len(set(ids)) == len(ids)
    for each in templates.TEMPLATES:
        parts = [*each.get("answers", ()), *each.get("mistakes", ())]
        assert {part["misconception"] for part in parts if "misconception" in part} <= set(known)
        assert each["objective"] in objectives
    in_the_book = {item.id for item in bank}
    assert in_the_book >= exam.HOLDS
    assert not in_the_book & set(ids)
    kept_apart = [each for group in exam.TOGETHER_NEVER for each in group]
    assert set(kept_apart) <= exam.HOLDS | set(ids)
    assert len(set(kept_apart)) == len(kept_apart)  # one group each, as room() counts them
    assert all(len(group) > 1 for group in exam.TOGETHER_NEVER)


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


def test_a_chapter_that_is_not_there():
    last = len(find_chapters(ROOT))
    words = f"There is no chapter {last + 1}; the book has 1 to {last}."
    with pytest.raises(ValueError, match=re.escape(words)):
        exam.draw(1, 20, [f"{last + 1:02d}"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
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


def make(arguments, **surroundings):
    """What `make exam` would run, as lists of words; that it runs nothing is said by -n."""
    shown = subprocess.run(
        ["make", "-n", "exam", *arguments],
        cwd=ROOT,
        env={**outside_of_make(), **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout


def outside_of_make():
    """The environment without what `make test` tells a make that it calls."""
    inner = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}
    return {name: value for name, value in os.environ.items() if name not in inner}


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_make_takes_what_is_said_to_it_and_nothing_of_the_environment():
    shell = {"LANGUAGE": "en_US:en", "QUESTIONS": "7", "CHAPTERS": "x", "SEED": "stray"}
    assert make(["SEED=k7m2p"], **shell).endswith('press.bank.exam "k7m2p"\n')
    said = make(["SEED=k7m2p", "LANGUAGE=id", "QUESTIONS=12", "CHAPTERS=1-3, 8"], **shell)
    options = '--questions "12" --chapters "1-3, 8" --language "id"'
    assert said.endswith(f'press.bank.exam "k7m2p" {options}\n')


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_make_without_a_seed_says_what_to_do():
    told = subprocess.run(
        ["make", "exam"],
        cwd=ROOT,
        env={**outside_of_make(), "SEED": "stray"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode != 0
    assert "make exam SEED=" in told.stderr
    assert not told.stdout


def is_of_a_test(name):
    """Whether a file is called as those are that `make exam` writes."""
    return PurePath(name).name.startswith("exam-")


def test_nothing_of_it_is_a_download():
    paths = [each.path(code) for each in DOWNLOADS for code in languages()]
    assert paths
    assert not [path for path in paths if is_of_a_test(path) or "exam" in PurePath(path).parts]


@pytest.mark.slow
def test_nothing_of_it_is_in_the_site_or_the_pack(site):
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    for path in filter(is_zipfile, site.rglob("*.zip")):
        names += ZipFile(path).namelist()
    names += [name for name, _data in pack.files()]
    assert len(names) > 500
    assert not [name for name in names if is_of_a_test(name) or "exam" in PurePath(name).parts]
    assert not exam.FOLDER.is_relative_to(site)


SEED = "s33d"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a test that was made by the command, in a copy of the book."""
    root = copy_sources(tmp_path_factory.mktemp("exam") / "book")
    told = subprocess.run(
        [sys.executable, "-m", "press.bank.exam", SEED, "--questions", "18"],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    folder = root / "_build" / "exam" / SEED
    written = {path.relative_to(root).as_posix() for path in folder.iterdir()}
    assert written <= set(told.stdout.split())
    return folder


def own_name(stem, kind, code):
    return f"{stem}.{kind}" if code == "en" else f"{stem}-{code}.{kind}"


@pytest.mark.slow
def test_the_command_writes_papers_and_key_of_each_language(made):
    wanted = {
        own_name(f"exam-{each}", kind, code)
        for code in languages()
        for each in ("A", "B", "key")
        for kind in ("html", "pdf", "xml")
        if (each, kind) != ("key", "xml")
    }
    assert {path.name for path in made.iterdir()} == wanted
    assert all(is_of_a_test(name) for name in wanted)


@pytest.mark.slow
@pytest.mark.parametrize("code", languages())
def test_no_paper_says_the_seed(made, code):
    for name in exam.VERSIONS:
        for kind in ("html", "pdf"):
            assert SEED.encode() not in (made / own_name(f"exam-{name}", kind, code)).read_bytes()
    assert SEED in (made / own_name("exam-key", "html", code)).read_text("utf8")


@pytest.mark.slow
@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", [*exam.VERSIONS, "key"])
def test_the_pages_are_printed(made, name, code):
    data = (made / own_name(f"exam-{name}", "pdf", code)).read_bytes()
    assert data.startswith(b"%PDF-")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 8
    assert f"/Lang ({code}".encode() in data


@pytest.mark.slow
@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", exam.VERSIONS)
def test_key_paper_and_moodle_agree(made, name, code):
    """The letter of the key, on the paper, is what Moodle gives full marks."""
    key = (made / own_name("exam-key", "html", code)).read_text("utf8")
    rows = re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td><td>([^<]*)</td><td>\d+\.\d", key)
    page = (made / own_name(f"exam-{name}", "html", code)).read_text("utf8")
    printed = re.findall(r'<div class="question">.*?</div>', page, re.DOTALL)
    root = ElementTree.parse(made / own_name(f"exam-{name}", "xml", code)).getroot()
    asked = [each for each in root.findall("question") if each.get("type") != "category"]
    assert len(rows) == len(printed) == len(asked) == 18
    for row, block, question in zip(rows, printed, asked, strict=True):
        answer = row[1 + exam.VERSIONS.index(name)]
        (full, *_others) = (
            each for each in question.findall("answer") if each.get("fraction") == "100"
        )
        right = full.findtext("text")
        options = re.findall(r"<li>(.*?)</li>", block)
        assert bool(options) == (question.get("type") == "multichoice")
        if options:
            assert f">{options[paper.LETTERS.index(answer)]}</p>" in right
        else:
            shown = float(NUMBER.search(answer.replace(",", "."))[0])
            assert shown == pytest.approx(float(right), rel=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", exam.VERSIONS)
def test_each_question_on_the_study_brings_its_table_to_moodle(made, name, code):
    page = (made / own_name(f"exam-{name}", "html", code)).read_text("utf8")
    (table,) = re.findall(r"<table>.*?</table>", page, re.DOTALL)
    root = ElementTree.parse(made / own_name(f"exam-{name}", "xml", code)).getroot()
    on_the_study = 0
    for question in root.findall("question"):
        if question.get("type") != "category":
            is_template = "-t" in question.findtext("idnumber").removesuffix(f"-{code}")
            on_the_study += is_template
            assert (table in question.findtext("questiontext/text")) == is_template
    assert on_the_study > 5


def test_other_seeds_bring_other_questions_of_the_book():
    met = {item.id for seed in range(60) for item in exam.draw(f"seed{seed}")[0].book}
    assert len(met) > 0.8 * len(exam.HOLDS)
