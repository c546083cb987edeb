"""
The bank in Moodle XML, read by a reader that is not ours: moodle2amc of the package amc2moodle.

It makes printed tests of Moodle's questions, so it reads categories, texts, answers and which is
right. Of a numerical question it knows one answer; it is given the right one. What no printed test
has (feedback, tags, foreseen mistakes) is read in test_moodle.py.
"""

import re
import sys
import types
import xml.etree.ElementTree as ET
from html import unescape

import pytest

from press.bank.items import ChoiceItem, load_bank
from press.bank.moodle import by_chapter_and_role, moodle_xml


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


def as_printed(amc, bank, tmp_path):
    """What the foreign reader prints of a bank: {name of a question: its LaTeX}, and the whole."""
    quiz = ET.fromstring(moodle_xml(by_chapter_and_role(bank)))
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


def test_a_foreign_reader_prints_every_question_with_its_right_answer(amc, tmp_path):
    bank = load_bank()
    printed, tex = as_printed(amc, bank, tmp_path)
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
