"""
Quizzes that need no script and no kernel: each answer opens to what it means.

The items lie in `chapters/quizzes/NN.json`; the page's script adds a tick, and a field to type in.
"""

import json
import math
import random
import re
from collections import Counter
from copy import deepcopy
from functools import cache
from html import escape

from ...datasets import find_file
from ...language import Label, check_language, format_number
from ...notebook import is_live
from ..page.style import style
from .numbers import evaluate

ROLES = ("quiz", "vote", "retrieval")
_INDONESIAN = re.compile(r"\[\*([^*]+)\*\]\{lang=id\}")
_shown = Counter()

_WORDS = {
    "how_quiz": Label(
        "Choose an answer: it opens, and says what it means.",
        id="Pilih satu jawaban: jawaban itu terbuka dan menjelaskan maksudnya.",
    ),
    "how_vote": Label(
        "Decide alone. Tell a neighbour why. Decide again, and only then open an answer.",
        id="Putuskan sendiri. Jelaskan kepada teman. Putuskan lagi, baru bukalah jawaban.",
    ),
    "how_retrieval": Label(
        "Answer from memory, then open your answer.",
        id="Jawablah dari ingatan, lalu bukalah jawaban Anda.",
    ),
    "right": Label("Yes.", id="Ya."),
    "wrong": Label("Not quite.", id="Belum tepat."),
    "show": Label("Show the answer", id="Tampilkan jawaban"),
    "if": Label("If you had another number:", id="Jika angka Anda lain:"),
    "your": Label("Your answer", id="Jawaban Anda"),
    "check": Label("Check", id="Periksa"),
    "answered": Label("answered", id="sudah terjawab"),
    "progress": Label("{done} of {all} answered right.", id="{done} dari {all} dijawab benar."),
    "forget": Label("Forget my ticks", id="Hapus tanda saya"),
    "private": Label(
        "Ticks are kept in this browser only.", id="Tanda hanya disimpan di peramban ini."
    ),
    "near": Label(
        "Very near. Carry a few more digits, and round only at the end.",
        id="Hampir tepat. Gunakan lebih banyak angka di belakang koma, dan bulatkan di akhir saja.",
    ),
    "other": Label(
        "Read once more what is asked for, write down each step, then try again.",
        id="Baca sekali lagi apa yang ditanyakan, tulis setiap langkahnya, lalu coba lagi.",
    ),
    "unreadable": Label(
        "Please type one number, such as {example}.",
        id="Ketiklah satu angka, misalnya {example}.",
    ),
    "fraction": Label(
        "That is a fraction. Work it out and type the result as one number.",
        id="Itu pecahan. Hitunglah, lalu ketik hasilnya sebagai satu angka.",
    ),
    "no_percent": Label(
        "The answer is not a percentage. Type the number without a % sign.",
        id="Jawabannya bukan persentase. Ketik angkanya tanpa tanda %.",
    ),
    "comma": Label(
        "(Your comma was read as a decimal comma.)",
        id="(Koma Anda dibaca sebagai koma desimal.)",
    ),
    "point": Label(
        "(Your point was read as a decimal point.)",
        id="(Titik Anda dibaca sebagai tanda desimal.)",
    ),
    "proportion": Label(
        "Right, but as a proportion. In percent it is 100 times as large.",
        id="Benar, tetapi sebagai proporsi. Dalam persen nilainya 100 kali angka itu.",
    ),
    "percent": Label(
        "Right digits, but 100 times too large: the answer is not a percentage.",
        id="Angkanya benar, tetapi 100 kali terlalu besar: jawabannya bukan persen.",
    ),
    "reciprocal": Label(
        "That is the number upside down. Which group, or which outcome, belongs on top?",
        id="Angka itu terbalik. Kelompok atau luaran mana yang seharusnya di atas?",
    ),
}
_SCRIPT_WORDS = (
    *("right", "wrong", "near", "other", "unreadable", "fraction", "no_percent"),
    *("comma", "point"),
    *("your", "check"),
)
_UNITS = {
    "%": Label("%", id="%"),
    "times": Label("times", id="kali"),
    "points": Label("percentage points", id="poin persentase"),
    "mothers": Label("mothers", id="ibu"),
}


def load_quiz(chapter):
    """
    Load the quiz items of a chapter, as they stand in its file.

    Parameters
    ----------
    chapter : str
        Two digits, such as "08".

    Returns
    -------
    list of dict
        See `chapters/quizzes/schema.json`. Yours to change: another call reads them anew.

    Raises
    ------
    ValueError
        If the chapter has no quiz.

    Examples
    --------
    >>> [item["id"] for item in load_quiz("08") if item["role"] == "vote"]
    ['08-v1', '08-v2']
    """
    if not re.fullmatch(r"\d\d", str(chapter)):
        raise ValueError(f'`chapter` must be two digits in quotes, such as "08", not {chapter!r}.')
    return deepcopy(_items(str(chapter)))


@cache
def _items(chapter):
    try:
        path = find_file("quizzes", f"{chapter}.json")
    except FileNotFoundError:
        raise ValueError(f"Chapter {chapter} has no quiz.") from None
    return json.loads(path.read_text(encoding="utf-8"))["items"]


def quiz(chapter, role="quiz", *, language="en", seed=0, key=False):
    """
    Show the quiz items of a chapter.

    Parameters
    ----------
    chapter : str
        Two digits, such as "08".
    role : {"quiz", "vote", "retrieval"}
        The chapter's own quiz, the questions to vote on in class, or the questions that recall
        earlier chapters.
    language : {"en", "id"}
        Of the instructions. The questions themselves are in English.
    seed : int, default 0
        Another seed gives another order of the answers.
    key : bool, default False
        For an instructor: every answer open, with its verdict and the code of its misconception.

    Returns
    -------
    Quiz

    Raises
    ------
    ValueError
        If the chapter has no quiz, or the role or language is unknown.

    Examples
    --------
    >>> len(quiz("08").items) >= 5
    True
    """
    if role not in ROLES:
        raise ValueError(f"`role` must be one of {', '.join(ROLES)}, but got {role!r}.")
    check_language(language)
    items = [item for item in load_quiz(chapter) if item["role"] == role]
    return Quiz(chapter, role, items, language, seed, key)


class Quiz:
    """Quiz items that show themselves as HTML, or as text where there is no HTML."""

    def __init__(self, chapter, role, items, language="en", seed=0, key=False):
        self.chapter, self.role, self.items = chapter, role, items
        self.language, self.seed, self.key = language, seed, key

    def __repr__(self):
        lines = []
        for number, item in enumerate(self.items, 1):
            lines.append(f"{number}. {_plain(item['question'])}")
            lines += [
                f"   {letter}) {_plain(answer['answer'])}"
                for letter, answer in zip("abcdefgh", self._shuffled(item), strict=False)
            ]
        return "\n".join(lines)

    def _repr_html_(self):
        # The book's style sheet is not in a live notebook, where nothing shows that answers open.
        return (style("quizzes") if is_live() else "") + self.html()

    def html(self):
        """The items as HTML, with names and ids that no other quiz of this session has."""
        _shown[self.chapter] += 1
        prefix = f"asi-q{self.chapter}-{_shown[self.chapter]}"
        questions = "".join(
            self._question(item, number, f"{prefix}-{number}")
            for number, item in enumerate(self.items, 1)
        )
        key = " data-key" if self.key else ""
        return (
            f'<div class="asi-quiz" data-quiz="{self.chapter}" data-role="{self.role}"{key} '
            f'lang="{self.language}" data-answered="{self._say("answered")}">'
            f'<p class="asi-how">{self._say(f"how_{self.role}")}</p>'
            f"{questions}{self._progress()}{self._script_words()}</div>"
        )

    def _say(self, word):
        return escape(_WORDS[word].say(self.language))

    @property
    def _here(self):
        """The language, for words of ours inside a question, which is English."""
        return "" if self.language == "en" else f' lang="{self.language}"'

    def _progress(self):
        """Filled in by the script; hidden without it."""
        if self.role != "quiz" or self.key:
            return ""
        return (
            f'<p class="asi-progress" hidden><span data-words="{self._say("progress")}"></span> '
            f"{self._say('private')} "
            f'<button type="button">{self._say("forget")}</button></p>'
        )

    def _script_words(self):
        """What the script says to a reader who types a number."""
        if self.key or not any(item["type"] == "numeric" for item in self.items):
            return ""
        example = format_number(0.5, 1, self.language)
        words = "".join(
            f'<p data-word="{word}">{self._say(word).replace("{example}", example)}</p>'
            for word in _SCRIPT_WORDS
        )
        return f'<template class="asi-words">{words}</template>'

    def _question(self, item, number, name):
        lang = "" if self.language == "en" else ' lang="en"'
        numeric = item["type"] == "numeric"
        body = self._numeric(item, name) if numeric else self._choices(item, name)
        code = f" <small>({item['id']}, {item['objective']})</small>" if self.key else ""
        return (
            f'<div class="asi-question" role="group" aria-labelledby="{name}" '
            f'data-item="{item["id"]}"{self._judged(item) if numeric else ""}{lang}>'
            f'<p class="asi-stem" id="{name}"><span class="asi-count">{number}.</span> '
            f"{_marked(item['question'])}{code}</p>{body}</div>"
        )

    def _judged(self, item):
        unit = _UNITS[item["unit"]].say(self.language) if item["unit"] else ""
        return f' data-tolerance="{tolerance(item)!r}" data-unit="{escape(unit)}"'

    def _shuffled(self, item):
        answers = list(item.get("answers", ()))
        random.Random(f"{item['id']}/{self.seed}").shuffle(answers)
        return answers

    def _choices(self, item, name):
        return "".join(
            self._details(
                f'<span class="asi-letter">{letter}.</span> '
                f"<span>{_marked(answer['answer'])}</span>",
                self._feedback(answer),
                name,
            )
            for letter, answer in zip("ABCDEFGH", self._shuffled(item), strict=False)
        )

    def _details(self, summary, feedback, name):
        state = " open" if self.key else f' name="{name}-a"'
        return (
            f'<details class="asi-answer"{state}><summary>{summary}</summary>'
            f'<div class="asi-feedback">{feedback}</div></details>'
        )

    def _feedback(self, answer):
        verdict = "right" if answer["correct"] else "wrong"
        return (
            f'<p data-verdict="{verdict}"><strong{self._here}>{self._say(verdict)}</strong> '
            f"{_marked(answer['feedback'])}{self._code(answer)}</p>"
        )

    def _code(self, answer):
        code = answer.get("misconception")
        return f" <small>[{code}]</small>" if self.key and code else ""

    def _numeric(self, item, name):
        """The answer and the likely mistakes; the script reads its verdicts from the same lines."""
        right = evaluate(item["answer"])
        unit = _UNITS[item["unit"]].say(self.language) if item["unit"] else ""
        shown = self._number(right, item) + ("" if unit in ("", "%") else " ") + escape(unit)
        lines = "".join(
            f"<li><b>{self._number(value, item)}</b>: "
            f'<span data-verdict="wrong" data-value="{float(value)!r}"{lang}>{text}</span></li>'
            for value, text, lang in self._mistakes(item, right)
        )
        return self._details(
            f"<span{self._here}>{self._say('show')}</span>",
            f"<p><strong{self._here}>{shown}.</strong> "
            f'<span data-verdict="right" data-value="{float(right)!r}">'
            f"{_marked(item['feedback'])}</span></p>"
            f"<p{self._here}>{self._say('if')}</p><ul>{lines}</ul>",
            name,
        )

    def _mistakes(self, item, right):
        """Value, text and language of the mistakes foreseen, and of slips that no one foresaw."""
        values = []
        for mistake in item["mistakes"]:
            values.append(evaluate(mistake["value"]))
            yield values[-1], _marked(mistake["feedback"]) + self._code(mistake), ""
        for word, value in _slips(item, right):
            if not any(math.isclose(value, other, rel_tol=0.02) for other in [right, *values]):
                values.append(value)
                yield value, self._say(word), self._here

    def _number(self, value, item):
        """A number as read, with a digit more than asked where it would else show only one."""
        decimals = item["decimals"]
        while decimals < 6 and value and abs(value) < 10.0 ** (1 - decimals):
            decimals += 1
        if value == int(value):
            decimals = min(decimals, item["decimals"])
        return format_number(value, decimals, self.language)


def tolerance(item):
    """
    How far a typed number may lie from the exact one: a little more than its rounding.

    Parameters
    ----------
    item : dict
        A numeric item.

    Examples
    --------
    >>> tolerance({"decimals": 1})
    0.06
    """
    return round(0.6 * 10.0 ** -item["decimals"], 12)


def _slips(item, right):
    """Slips that any numeric item may meet, beside those that its author foresaw."""
    if item["unit"] in ("%", "points"):
        yield "proportion", right / 100
    else:
        yield "percent", right * 100
    if item["unit"] == "times":
        yield "reciprocal", 1 / right


def _marked(text):
    """Plain text as HTML; *stress* and [*kata*]{lang=id} are the only marks it may carry."""
    text = _INDONESIAN.sub(r'<em lang="id">\1</em>', escape(curly(text), quote=False))
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", text)


def curly(text):
    """
    Typed quotation marks and apostrophes as printed ones, as in the chapters' text.

    Examples
    --------
    >>> curly('"0.029 times greater"'), curly("the study's")
    ('“0.029 times greater”', 'the study’s')
    """
    text = re.sub(r'(^|[\s(\[*])"', r"\1“", text)
    return text.replace('"', "”").replace("'", "’")


def _plain(text):
    return re.sub(r"\*([^*]+)\*", r"\1", _INDONESIAN.sub(r"\1", text))
