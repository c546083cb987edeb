"""
The questions of the book, ready for another program: texts as HTML, numbers computed.

Every format of the bank (Moodle XML, QTI, a printed test) is made from these items, so that a
question, its numbers and what is said of each answer are those of the page.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from asi_helpers.book.numbers import evaluate
from asi_helpers.book.practice.quiz import (
    LETTERS,
    foreseen,
    in_page_order,
    marked,
    tolerance,
    unit_words,
    verdict_on_others,
    with_unit,
)
from asi_helpers.language import format_number
from press import ROOT
from press.chapter import find_chapters
from press.words import gettext as _
from press.words import language
from press.words import mark as N_

# what the pages call the roles, in the order in which a chapter has them
NAMES = {
    "retrieval": N_("Three questions from earlier"),
    "vote": N_("Vote"),
    "quiz": N_("Quiz"),
}


class Choice(NamedTuple):
    """One of the answers to choose from; both texts are HTML."""

    text: str
    feedback: str
    correct: bool
    misconception: str | None


class Mistake(NamedTuple):
    """A wrong number that one can foresee, and what it means, as HTML."""

    value: float
    feedback: str
    misconception: str | None


class Verdict(NamedTuple):
    """What is said of a number that lies within a tolerance of a value; None is any number."""

    value: float | None
    tolerance: float
    feedback: str
    correct: bool = False


@dataclass(frozen=True)
class Item:
    """
    A question.

    Attributes
    ----------
    id : str
        Such as "08-q3": chapter, role, place.
    chapter : str
        Two digits.
    chapter_title : str
    role : {"retrieval", "vote", "quiz"}
    place : int
        Among the questions of its role, from 1, as the page counts them.
    objective : str
        Such as "8.1".
    question : str
        HTML.
    """

    id: str
    chapter: str
    chapter_title: str
    role: str
    place: int
    objective: str
    question: str

    @property
    def role_name(self):
        """What the page calls its role, in the language of the book."""
        return _(NAMES[self.role])


@dataclass(frozen=True)
class ChoiceItem(Item):
    """A question with answers to choose from; the right one stands first, to be shuffled."""

    choices: tuple[Choice, ...]

    @property
    def misconceptions(self):
        """Codes of the misconceptions that its wrong answers catch, in order."""
        return _codes(self.choices)


@dataclass(frozen=True)
class NumericItem(Item):
    """
    A question for a number.

    Attributes
    ----------
    answer : float
        As computed.
    tolerance : float
        How far what is typed may lie from it.
    decimals : int
        As many as the question asks for.
    unit : str
        What stands behind the number, such as "%"; may be empty.
    feedback : str
        What the right answer means, as HTML.
    mistakes : tuple of Mistake
    """

    answer: float
    tolerance: float
    decimals: int
    unit: str
    feedback: str
    mistakes: tuple[Mistake, ...]

    @property
    def misconceptions(self):
        """Codes of the misconceptions that the foreseen mistakes catch, in order."""
        return _codes(self.mistakes)

    @property
    def verdicts(self):
        """What the page says of a number, in the order in which it tries them; the first counts."""
        near, other = (
            str(marked(verdict_on_others(word, language()))) for word in ("near", "other")
        )
        yield Verdict(self.answer, self.tolerance, self.feedback, correct=True)
        for mistake in self.mistakes:
            # a small number has a small tolerance, or it would swallow others (asi-quiz.js)
            room = min(self.tolerance, 0.02 * abs(mistake.value))
            yield Verdict(mistake.value, room, mistake.feedback)
        yield Verdict(self.answer, 0.03 * abs(self.answer), near)
        yield Verdict(None, 0, other)

    @property
    def shown(self):
        """The right answer as the book's language writes it, with its unit."""
        return with_unit(format_number(self.answer, self.decimals, language()), self.unit)


def _codes(parts):
    codes = {part.misconception for part in parts} - {None}
    return tuple(sorted(codes, key=lambda code: int(code[1:])))


def load_bank(root=ROOT):
    """
    All questions of the book, in the language of the book, in the order of the chapters.

    Live exercises are none of them: they are answered in Python.

    Parameters
    ----------
    root : Path, optional
        The book, or its translated copy.

    Returns
    -------
    list of ChoiceItem and NumericItem
    """
    items = []
    for chapter in find_chapters(root).values():
        asked = Counter()
        for item in chapter.items:
            asked[item["role"]] += 1
            items.append(make_item(item, chapter, asked[item["role"]]))
    return items


def lettered(item):
    """
    The answers of a question as the page shows them.

    Parameters
    ----------
    item : ChoiceItem

    Returns
    -------
    list of (str, Choice)
        The letter of each, in the order of the page.

    Examples
    --------
    >>> item = next(item for item in load_bank() if item.id == "08-v1")
    >>> [letter for letter, choice in lettered(item)]
    ['A', 'B', 'C', 'D']
    """
    return list(zip(LETTERS, in_page_order(item.id, item.choices), strict=False))


def make_item(item, chapter, place):
    """
    One item of a chapter's quiz file, in the language of the chapter.

    Parameters
    ----------
    item : dict
        As the quiz file has it.
    chapter : press.chapter.Chapter
    place : int
        Among the questions of its role, from 1.

    Returns
    -------
    ChoiceItem or NumericItem

    Examples
    --------
    >>> chapter = find_chapters(ROOT)["08"]
    >>> item = next(item for item in chapter.items if item["role"] == "vote")
    >>> made = make_item(item, chapter, 1)
    >>> made.id, made.role_name, made.choices[0].correct
    ('08-v1', 'Vote', True)
    """
    common = {
        "id": item["id"],
        "chapter": chapter.number,
        "chapter_title": chapter.title,
        "role": item["role"],
        "place": place,
        "objective": item["objective"],
        "question": str(marked(item["question"])),
    }
    if item["type"] == "multiple_choice":
        choices = tuple(
            Choice(
                str(marked(answer["answer"])),
                str(marked(answer["feedback"])),
                answer["correct"],
                answer.get("misconception"),
            )
            for answer in item["answers"]
        )
        return ChoiceItem(**common, choices=choices)
    return NumericItem(
        **common,
        answer=float(evaluate(item["answer"])),
        tolerance=tolerance(item),
        decimals=item["decimals"],
        unit=unit_words(item["unit"], language()),
        feedback=str(marked(item["feedback"])),
        mistakes=tuple(
            Mistake(float(value), str(marked(words.say(language()))), misconception)
            for value, words, misconception in foreseen(item)
        ),
    )
