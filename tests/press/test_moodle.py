"""
The bank in Moodle XML, read by a reader that is not ours: moodle2amc of the package amc2moodle.

It makes printed tests of Moodle's questions, so it reads categories, texts, answers and which is
right. Of a numerical question it knows one answer; it is given the right one. What no printed test
has (feedback, tags, foreseen mistakes) is read here, and judged by the rule of Moodle's
question/type/numerical/question.php: the first answer within its tolerance decides.
"""

import re
import sys
import types
import xml.etree.ElementTree as ET
from html import unescape

import pytest

from press import ROOT
from press.bank.items import ChoiceItem, NumericItem, load_bank
from press.bank.moodle import TAG_LENGTH, about_the_codes, name_of, tags_of, write_bank
from press.messages.translated import find_translations

TITLE = "Right Way Up"


@pytest.fixture(scope="module")
def bank():
    return load_bank()


@pytest.fixture(scope="module")
def written(bank):
    return write_bank(bank, TITLE, about_the_codes())


@pytest.fixture(scope="module")
def questions(written):
    """{idnumber: question} as ElementTree reads the file."""
    quiz = ET.fromstring(written)
    return {
        question.findtext("idnumber"): question
        for question in quiz.iter("question")
        if question.get("type") != "category"
    }


@pytest.fixture(scope="module")
def amc():
    """The foreign reader."""
    with pytest.MonkeyPatch.context() as patch:
        # it converts pictures with ImageMagick; no question has one
        for name in ("wand", "wand.image"):
            patch.setitem(sys.modules, name, types.ModuleType(name))
        sys.modules["wand.image"].Image = None
        from amc2moodle.moodle2amc import _quiz

        yield _quiz


def words(text):
    """Letters and digits of a text, without the marks of HTML and LaTeX."""
    return re.sub(r"<[^>]+>|\\[a-zA-Z]+|[^\w]|_", "", unescape(text)).lower()


def as_printed(amc, written, tmp_path):
    """What the foreign reader prints of a bank: {name of a question: its LaTeX}, and the whole."""
    quiz = ET.fromstring(written)
    for question in quiz.iter("question"):
        if question.get("type") == "numerical":
            for answer in question.findall("answer")[1:]:
                question.remove(answer)
    path = tmp_path / "bank.xml"
    # it looks for CDATA, which ElementTree does not write
    text = re.sub(
        r"<text>((?:(?!</text>).)*&lt;.*?)</text>",
        lambda found: f"<text><![CDATA[{unescape(found[1])}]]></text>",
        ET.tostring(quiz, encoding="unicode"),
    )
    path.write_text(text, "utf8")
    amc.Quiz(str(path)).convert(str(tmp_path / "bank.tex"))
    tex = (tmp_path / "bank.tex").read_text("utf8")
    found = re.findall(r"\\begin\{question(?:mult)?x?\}\{(.*?)\}(.*?)\\end\{question", tex, re.S)
    return dict(found), tex


def test_a_foreign_reader_prints_every_question_with_its_right_answer(amc, bank, written, tmp_path):
    printed, tex = as_printed(amc, written, tmp_path)
    by_id = {name.split()[0]: text for name, text in printed.items()}
    assert list(by_id) == [item.id for item in bank]
    for item in bank:
        text = by_id[item.id]
        assert words(item.question) in words(text), item.id
        if isinstance(item, ChoiceItem):
            right = re.findall(r"\\correctchoice\{(.*)\}", text)
            wrong = re.findall(r"\\wrongchoice\{(.*)\}", text)
            assert [words(each) for each in right] == [words(item.choices[0].text)], item.id
            assert [words(each) for each in wrong] == [words(c.text) for c in item.choices[1:]]
        else:
            found = re.search(r"\\AMCnumericChoices\{(.*?)\}", text)
            assert abs(float(found[1]) - item.answer) < item.tolerance / 50, item.id
    categories = set(re.findall(r"\\element\{(.*?)\}", tex))
    assert len(categories) == len({(item.chapter, item.role) for item in bank})


def test_every_answer_has_its_grade_and_its_own_feedback(bank, questions):
    for item in (each for each in bank if isinstance(each, ChoiceItem)):
        question = questions[item.id]
        assert question.findtext("single") == question.findtext("shuffleanswers") == "true"
        read = [
            (
                answer.findtext("text"),
                float(answer.get("fraction")),
                answer.findtext("feedback/text"),
            )
            for answer in question.findall("answer")
        ]
        wanted = [
            (f"<p>{c.text}</p>", 100 if c.correct else 0, f"<p>{c.feedback}</p>")
            for c in item.choices
        ]
        assert read == wanted, item.id


def judged(question, value):
    """(grade, feedback) of a number, by the rule of Moodle's numerical question."""
    for answer in question.findall("answer"):
        text = answer.findtext("text")
        if text == "*" or abs(value - float(text)) <= float(answer.findtext("tolerance")):
            return float(answer.get("fraction")), answer.findtext("feedback/text")
    raise AssertionError("no answer takes it")


def test_every_number_meets_what_the_page_says_of_it(bank, questions):
    numeric = [item for item in bank if isinstance(item, NumericItem)]
    assert len(numeric) > 10
    for item in numeric:
        question = questions[item.id]
        for right in (item.answer, round(item.answer, item.decimals)):
            assert judged(question, right) == (100, f"<p>{item.feedback}</p>"), item.id
        for mistake in item.mistakes:
            assert judged(question, mistake.value) == (0, f"<p>{mistake.feedback}</p>"), item.id
        beyond = item.answer + 1.5 * item.tolerance
        assert judged(question, beyond)[0] == 0, item.id
        assert judged(question, 987654) == (0, f"<p>{item.other_feedback}</p>"), item.id
    near = [item for item in numeric if item.near > 3 * item.tolerance]
    assert near
    for item in near:
        almost = item.answer + 2 * item.tolerance
        assert judged(questions[item.id], almost) == (0, f"<p>{item.near_feedback}</p>"), item.id


def test_a_unit_may_be_typed_or_left_out(bank, questions):
    """Moodle refuses a number with a unit only where none is expected, with words of its own."""
    for item in (each for each in bank if isinstance(each, NumericItem)):
        question = questions[item.id]
        assert question.findtext("unitgradingtype") == question.findtext("unitpenalty") == "0"
        assert (question.findtext("units/unit/unit_name") or "") == item.unit
        assert question.findtext("showunits") == ("0" if item.unit else "3")


def test_tags_name_objective_and_misconceptions_and_fit(bank, questions):
    about = about_the_codes()
    for item in bank:
        tags = [tag.findtext("text") for tag in questions[item.id].findall("tags/tag")]
        assert tags == tags_of(item)
        assert tags[0].endswith(item.objective)
        assert len(tags) == len(set(tags)) == 1 + len(item.misconceptions)
        assert all(len(tag) <= TAG_LENGTH for tag in tags)
        for code in item.misconceptions:
            assert f"<strong>{code}</strong>" in about


def test_names_are_short_and_the_bytes_are_the_same_each_time(bank, written):
    assert write_bank(load_bank(), TITLE, about_the_codes()) == written
    names = [name_of(item) for item in bank]
    assert len(set(names)) == len(names)
    assert all(len(name) < 80 and not re.search(r"<\w|&\w+;", name) for name in names)


def test_the_other_languages_have_the_same_bank(bank):
    """Made in the translated copies of the book: same questions and grades, other words."""
    for book in find_translations():
        target = ROOT / "_build" / "moodle" / f"right-way-up-moodle-{book.language}.xml"
        target.unlink(missing_ok=True)
        book.write()
        assert book.run("press.bank.moodle") == 0
        read = [
            question
            for question in ET.parse(target).getroot().iter("question")
            if question.get("type") != "category"
        ]
        assert [question.findtext("idnumber") for question in read] == [each.id for each in bank]
        for question, item in zip(read, bank, strict=True):
            assert question.findtext("questiontext/text") != f"<p>{item.question}</p>"
            grades = [float(answer.get("fraction")) for answer in question.findall("answer")]
            assert grades.count(100) == 1
            if isinstance(item, NumericItem):
                assert judged(question, item.answer)[0] == 100
