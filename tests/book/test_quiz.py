"""Quiz items: their form, every number in them, and how they are shown."""

import json
import re
import sys
from collections import Counter
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup

from asi_helpers import language
from asi_helpers.book.numbers import REGISTRY, evaluate
from asi_helpers.book.practice import quiz as module
from asi_helpers.book.practice.quiz import (
    ROLES,
    _plain,
    curly,
    load_quiz,
    marked,
    message_of,
    quiz,
    tolerance,
)
from asi_helpers.datasets import find_file, list_tables, load_dataset
from press import notebooks, quizzes
from press.chapter import MARKED, find_chapters
from press.guide import load_misconceptions
from press.quizzes import texts

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = list(find_chapters(ROOT))
ALL = [item for chapter in CHAPTERS for item in load_quiz(chapter)]
ITEMS = [item for item in ALL if item["role"] != "live"]  # see test_exercises.py for those
NUMERIC = [item for item in ITEMS if item["type"] == "numeric"]
CHOICES = [item for item in ITEMS if item["type"] == "multiple_choice"]
LARGEST_SHARE = 0.45  # of right answers that may stand in one place
LEAST_SHARE, LONGEST_SHARE = 0.2, 0.4  # of right answers that are the longest (chance: about 0.3)
LONGEST_SHARE_OF_A_CHAPTER = 0.5


def by_id(items):
    return pytest.mark.parametrize("item", items, ids=[item["id"] for item in items])


def objectives():
    """Objectives per chapter."""
    chapters = find_chapters(ROOT)
    return {int(number): len(chapter.objectives) for number, chapter in chapters.items()}


def test_every_chapter_has_its_file():
    files = (ROOT / "chapters" / "quizzes").glob("*.json")
    assert sorted(path.stem for path in files if path.stem != "schema") == CHAPTERS


SCHEMA = json.loads(find_file("quizzes", "schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_file_follows_its_schema(chapter):
    """The sentences of press.quizzes leave out nothing that the schema asks for."""
    content = json.loads(find_file("quizzes", f"{chapter}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(content)


NO_TABLE = f"No table 'nobody'; there are {', '.join(list_tables())}."


def swap_marks(item):
    for answer in item["answers"][:2]:
        answer["correct"] = not answer["correct"]


@pytest.mark.parametrize(
    ("item", "change", "problem"),
    [
        ("08-q3", swap_marks,
         "answer 2 is marked correct; the right one stands first in the file"),
        ("08-q3", lambda i: i["answers"][1].update(correct=True),
         "2 answers are marked correct; one is wanted"),
        ("08-q3", lambda i: i["answers"][0].update(correct=False),
         "no answer is marked correct; one is wanted"),
        ("08-q3", lambda i: i["answers"][2].pop("feedback"), "answer 3: no `feedback`"),
        ("08-q3", lambda i: i["answers"][1].pop("misconception"), "answer 2: no `misconception`"),
        ("08-q3", lambda i: i["answers"].clear(), "no answer is marked correct; one is wanted"),
        ("08-q3", lambda i: i["answers"].pop() and i["answers"].pop(),
         "`answers`: 2 are there, fewer than 3"),
        ("08-q6", lambda i: i.pop("numbers"),
         "no `numbers`, though its text has 0.155, 1, 6.45, 6.47"),
        ("08-q6", lambda i: i.update(type="numerc"),
         "`type` is 'numerc'; it is one of 'multiple_choice', 'numeric'"),
        ("08-q6", lambda i: i.pop("role"),
         "no `role`; it is one of 'retrieval', 'vote', 'quiz', 'live'"),
        ("08-q6", lambda i: i.update(unti="times"), "`unti` is no key of it"),
        ("08-q6", lambda i: i.update(answer="6.47"),
         '`answer`: "6.47" is not a number, or a list such as ["pr", "comfort"]'),
        ("08-q6", lambda i: i.update(decimals="1"), '`decimals`: "1" is not a whole number'),
        ("08-q6", lambda i: i.update(unit="kg"),
         "`unit`: \"kg\" is not one of '', '%', 'times', 'points', 'mothers'"),
        ("08-q6", lambda i: i.update(objective="eight"),
         '`objective`: "eight" is not written as it should be (pattern ^[1-9]\\d?\\.[1-9]$)'),
        ("08-q6", lambda i: i.update(answer=["por", "nobody"]),
         f"`answer`: ['por', 'nobody'] cannot be computed: {NO_TABLE}"),
        ("08-q6", lambda i: i["numbers"].update({"1": ["n", "nobody"]}),
         f"`numbers`, 1: ['n', 'nobody'] cannot be computed: {NO_TABLE}"),
        ("08-live", lambda i: i["mistakes"][1].update(values=[1, ["por", "nobody"]]),
         f"mistake 2: ['por', 'nobody'] cannot be computed: {NO_TABLE}"),
        ("08-live", lambda i: i.update(data=["table", "nobody"]),
         f"`data`: ['table', 'nobody'] cannot be computed: {NO_TABLE}"),
        ("08-live", lambda i: i["mistakes"][0].pop("values"), "mistake 1: no `values`"),
        ("08-live", lambda i: i["mistakes"][0].update(values=["por"]),
         'mistake 1, `values`, place 1: '
         '"por" is not a number, or a list such as ["pr", "comfort"]'),
    ],
)  # fmt: skip
def test_a_broken_item_is_named_in_a_sentence(item, change, problem, tmp_path):
    content = json.loads(find_file("quizzes", "08.json").read_text(encoding="utf-8"))
    change(next(each for each in content["items"] if each["id"] == item))
    path = tmp_path / "08.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert quizzes.problems(path, SCHEMA) == [f"chapters/quizzes/08.json, {item}: {problem}"]


def test_a_misspelt_key_is_told_from_a_missing_one(tmp_path):
    item = deepcopy(next(item for item in NUMERIC if item["id"] == "08-q6"))
    item["answer_en"] = item.pop("answer")
    assert quizzes.item_problems(item, SCHEMA) == [
        "no `answer`", "`answer_en` is no key of it; `answer`?"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"chapter": "08" "items": []}', ", line 1: Expecting ',' delimiter"),
        ("[]", ": no list `items` of items"),
        ('{"chapter": "08", "items": ["q1"]}', ": no list `items` of items"),
        ('{"chapter": "07", "items": []}', ": `chapter` is '07', not '08'"),
        ('{"chapter": "08", "items": [{"role": "vote"}]}',
         ", item 1: no `type`; it is one of 'multiple_choice', 'numeric'"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_in_a_sentence(text, problem, tmp_path):
    path = tmp_path / "08.json"
    path.write_text(text, encoding="utf-8")
    assert quizzes.problems(path, SCHEMA) == [f"chapters/quizzes/08.json{problem}"]


def test_no_build_begins_with_a_broken_quiz(monkeypatch, capsys):
    monkeypatch.setattr(quizzes, "find_problems", lambda: ["08-q3: no answer"])
    assert notebooks.main([]) == 1
    assert capsys.readouterr().err == "08-q3: no answer\n"


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Chapter 08's file with a change: broken(change) writes it where the quizzes are read."""
    content = json.loads(find_file("quizzes", "08.json").read_text(encoding="utf-8"))

    def write(change):
        change(content["items"])
        path = tmp_path / "08.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        real = module.find_file
        monkeypatch.setattr(
            module, "find_file", lambda at, name: path if name == path.name else real(at, name)
        )
        module._items.cache_clear()

    yield write
    module._items.cache_clear()


def test_a_page_with_a_broken_item_says_which_key_it_lacks(broken):
    broken(lambda items: items[0].pop("numbers"))
    with pytest.raises(ValueError, match=r"quizzes/08\.json, item 08-r1: no `numbers`"):
        quiz("08")


def test_a_number_that_cannot_be_computed_is_said_with_its_item(broken):
    broken(lambda items: [i.update(answer=["por", "nobody"]) for i in items if i["id"] == "08-q6"])
    with pytest.raises(ValueError, match=r"08\.json, item 08-q6: \['por', 'nobody'\] cannot be"):
        quiz("08").html()


def test_a_broken_file_is_said_with_its_name(broken):
    broken(lambda items: items.clear() or items.append("text"))
    with pytest.raises(ValueError, match=r"chapters/quizzes/08\.json"):
        quiz("08")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_enough_items(chapter):
    items = load_quiz(chapter)
    roles = Counter(item["role"] for item in items)
    assert roles["retrieval"] == (0 if chapter == "01" else 3)
    assert 1 <= roles["vote"] <= 2
    assert roles["quiz"] >= 5
    numeric = [i for i in items if i["type"] == "numeric" and i["role"] == "quiz"]
    assert len(numeric) >= (1 if chapter >= "04" else 0)
    assert all(item["id"].startswith(chapter) for item in items)
    assert all(item["id"][3] == item["role"][0] for item in items)


def test_ids_are_unique():
    assert max(Counter(item["id"] for item in ALL).values()) == 1


def test_every_misconception_is_treated():
    treated = {
        wrong["misconception"]
        for item in ITEMS
        for wrong in [*item.get("answers", ())[1:], *item.get("mistakes", ())]
    }
    assert treated == set(load_misconceptions(ROOT))


@by_id(ALL)
def test_the_objective_is_of_the_right_chapter(item):
    chapter = int(item["objective"].split(".")[0])
    own = int(item["id"][:2])
    assert chapter < own if item["role"] == "retrieval" else chapter == own


@by_id(ALL)
def test_the_objective_exists(item):
    chapter, number = map(int, item["objective"].split("."))
    known = objectives()
    assert chapter in known, f"chapter {chapter} is not written"
    assert number <= known[chapter]


def test_every_objective_has_an_item():
    covered = {item["objective"] for item in ITEMS if item["role"] != "retrieval"}
    wanted = {
        f"{chapter}.{number}"
        for chapter, count in objectives().items()
        for number in range(1, count + 1)
    }
    assert wanted - covered == set()


def longest(items):
    """Items whose right answer, the first in the file, is the longest, and their share of all."""
    names = []
    for item in items:
        right, *wrong = (len(answer["answer"]) for answer in item["answers"])
        if right >= max(wrong):
            names.append(item["id"])
    return names, len(names) / len(items)


def test_the_length_of_an_answer_does_not_give_it_away():
    names, share = longest(CHOICES)
    assert LEAST_SHARE <= share <= LONGEST_SHARE, (
        f"the longest is right in {len(names)} of {len(CHOICES)}"
    )


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_length_of_an_answer_does_not_give_it_away_in_a_chapter(chapter):
    names, share = longest([item for item in CHOICES if item["id"].startswith(chapter)])
    assert share <= LONGEST_SHARE_OF_A_CHAPTER, f"the longest is right in {', '.join(names)}"


@by_id(ITEMS)
def test_every_number_is_computed(item):
    problems = [
        f"chapters/quizzes/{item['id'][:2]}.json, {item['id']}: {problem}"
        for problem in quizzes.number_problems(item)
    ]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda i: i.update(question="Of 95 mothers?"),
         "its text has 95, which its `numbers` do not compute"),
        (lambda i: i["numbers"].update({"95": 95}),
         "its `numbers` have 95, which its text does not show"),
        (lambda i: i["numbers"].update({"23": ["cell", "support", "exposed_cases"]}),
         '23 is shown, but ["cell", "support", "exposed_cases"] gives 21'),
    ],
)  # fmt: skip
def test_a_wrong_number_is_named(change, problem):
    item = deepcopy(next(item for item in NUMERIC if item["id"] == "07-q6"))
    change(item)
    assert any(each.startswith(problem) for each in quizzes.number_problems(item))


def test_a_wrong_number_is_caught():
    """The test above can fail: 34.8 is not the prevalence odds ratio of the knowledge table."""
    assert f"{evaluate(['por', 'knowledge']):.1f}" == "34.7"
    assert f"{evaluate(['below', 0.001, ['pvalue', 'rooming_in']]):.3f}" == "0.001"
    assert f"{evaluate(['below', 0.0001, ['pvalue', 'rooming_in']]):.3f}" == "nan"


def test_sources_of_reported_numbers_are_in_the_bibliography():
    bibliography = (ROOT / "references.bib").read_text(encoding="utf-8")
    keys = set(re.findall(r"(?m)^@\w+\{(\w+),", bibliography))
    reported = {
        expression[1]
        for item in ITEMS
        for expression in item["numbers"].values()
        if isinstance(expression, list) and expression[0] == "reported"
    }
    assert reported
    assert reported <= keys


@by_id(CHOICES)
def test_answers_differ(item):
    answers = [answer["answer"].lower() for answer in item["answers"]]
    assert len(set(answers)) == len(answers)


@by_id(ITEMS)
def test_feedback_is_a_sentence_or_three(item):
    lines = [answer["feedback"] for answer in item.get("answers", ())]
    lines += [mistake["feedback"] for mistake in item.get("mistakes", ())]
    for line in lines:
        assert line[-1] in '.?!"', line
        assert 1 <= len(re.findall(r"[.?!:]\"?(?:\s|$)", line)) <= 4, line
        assert len(line.split()) <= 60, line


@by_id(ITEMS)
def test_wrong_answers_are_met_kindly(item):
    """A bare "no" or a telling-off never answers a mistake."""
    wrong = [a["feedback"] for a in item.get("answers", ()) if not a["correct"]]
    wrong += [mistake["feedback"] for mistake in item.get("mistakes", ())]
    for line in wrong:
        assert len(line.split()) >= 6, line
        assert not re.match(r"(no|wrong|incorrect|false)[.,!:]", line, re.IGNORECASE), line
        assert not re.search(r"\b(obviously|of course|simply wrong|careless|silly)\b", line), line


@by_id(ITEMS)
def test_the_paper_is_treated_fairly(item):
    """Blaming words may stand in a wrong answer that the feedback takes apart, nowhere else."""
    spoken = [item["question"].split('"')[0]]
    spoken += [answer["answer"] for answer in item.get("answers", ())[:1]]
    for text in spoken:
        assert not re.search(r"\b(failed|fabricat|fraud|cheat|mothers reported)\w*", text), text


@by_id(NUMERIC)
def test_mistakes_can_be_told_from_the_answer(item):
    right = evaluate(item["answer"])
    values = [evaluate(mistake["value"]) for mistake in item["mistakes"]]
    for value in values:
        assert abs(value - right) > 2 * tolerance(item), value
    rounded = [f"{value:.4g}" for value in values]
    assert len(set(rounded)) == len(rounded)


@pytest.mark.parametrize(
    "expression", [["eval", "1"], ["__import__", "os"], ["por.value"], ["POR"]]
)
def test_only_the_registry_is_run(expression):
    with pytest.raises(ValueError, match="No function"):
        evaluate(expression)


def test_the_registry_has_no_dead_function():
    """Quizzes, live exercises and claims use every function of it."""

    def names(expression):
        if isinstance(expression, list):
            yield expression[0]
            for part in expression[1:]:
                yield from names(part)

    checks = load_dataset("claims")["check"]
    expressions = [part for check in checks if check for part in json.loads(check)]
    for item in ALL:
        expressions += [*item.get("numbers", {}).values(), item.get("answer"), item.get("data")]
        for mistake in item.get("mistakes", ()):
            expressions += mistake.get("values", [mistake.get("value")])
    used = {name for expression in expressions for name in names(expression)}
    assert set(REGISTRY) - used == set()


# How they are shown -------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a test asks of a quiz's HTML."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.summaries, self.ids = [], [], [], []
        self.feed(html)
        self.close()
        assert not self.open, "tags left open"

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "summary" in self.open:
            self.summaries[-1][1].append(attributes)
        if tag == "summary":
            self.summaries.append(["", [attributes]])
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "summary" in self.open:
            self.summaries[-1][0] += data


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("role", ROLES)
def test_every_answer_is_a_disclosure(chapter, role):
    shown = quiz(chapter, role=role)
    page = Page(shown.html())
    details = [a for tag, a in page.tags if tag == "details"]
    wanted = sum(len(item.get("answers", "1")) for item in shown.items)
    assert len(details) == wanted
    assert all("name" in a and "open" not in a for a in details)
    assert len({a["name"] for a in details}) == len(shown.items)
    groups = [a for _, a in page.tags if a.get("class") == "asi-question"]
    assert all(a["role"] == "group" for a in groups)
    assert len(groups) == len(shown.items)
    assert {a["aria-labelledby"] for a in groups} <= set(page.ids)


def test_nothing_in_a_summary_marks_the_right_answer():
    """All summaries of a question carry the same attributes, and no word of a verdict."""
    for chapter in CHAPTERS:
        page = Page(quiz(chapter).html())
        marks = {json.dumps(attributes) for _, attributes in page.summaries if len(attributes) == 3}
        assert len(marks) == 1
        assert not any(re.search(r"✓|Yes\.|Not quite", text) for text, _ in page.summaries)


def test_two_quizzes_on_one_page_do_not_share_names():
    first, second = Page(quiz("08").html()), Page(quiz("08").html())
    names = [{a["name"] for tag, a in page.tags if tag == "details"} for page in (first, second)]
    assert not names[0] & names[1]
    assert not set(first.ids) & set(second.ids)


def test_answers_are_shuffled_by_the_seed():
    texts = [[s for s, _ in Page(quiz("08", seed=seed).html()).summaries] for seed in (0, 0, 1)]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    assert sorted(t[2:] for t in texts[0][:12]) != [t[2:] for t in texts[0][:12]]


def test_the_right_answer_is_not_always_in_one_place():
    places = Counter()
    for chapter in CHAPTERS:
        for role in ROLES:
            shown = quiz(chapter, role=role)
            for item in shown.items:
                if item["type"] == "multiple_choice":
                    answers = shown._shuffled(item)
                    places[[a["correct"] for a in answers].index(True)] += 1
    assert set(places) >= {0, 1, 2}
    assert max(places.values()) / sum(places.values()) < LARGEST_SHARE


def test_text_for_a_front_end_without_html():
    plain = repr(quiz("08"))
    assert plain.startswith("1. ")
    assert "   a) " in plain
    assert "<" not in plain.replace("p < 0.001", "")


def test_a_style_comes_along_only_where_a_kernel_listens(monkeypatch):
    assert "<style>" not in quiz("08")._repr_html_()
    monkeypatch.setattr(sys.modules["asi_helpers.book.practice.quiz"], "is_live", lambda: True)
    assert ".asi-answer > summary" in quiz("08")._repr_html_()


def test_words_in_indonesian_are_marked_as_such():
    assert marked('A [*kata & b*]{lang=id} and *stress*, "<b>"') == (
        'A <em lang="id">kata &amp; b</em> and <em>stress</em>, “&lt;b&gt;”'
    )
    assert _plain("A [*kata*]{lang=id} and *stress*") == "A kata and stress"
    assert marked("[1] {2}") == "[1] {2}"


def test_the_words_that_the_book_marks_elsewhere_are_marked_in_the_quizzes():
    """A word that a chapter gives in Indonesian is marked here too."""
    chapters = "".join(chapter.text for chapter in find_chapters(ROOT).values())
    words = {" ".join(word.strip("*").split()).lower() for word in MARKED.findall(chapters)}
    words = {word for word in words if re.fullmatch(r"[a-z ]{5,}", word)}
    assert {"peluang", "rasio prevalensi"} <= words
    bare = [
        (item["id"], word)
        for item in ITEMS
        for text in texts(item)
        for word in words
        if re.search(rf"\b{word}\b", MARKED.sub("", text).lower())
    ]
    assert bare == []


def test_instructions_speak_indonesian():
    english, indonesian = quiz("04").html(), quiz("04", language="id").html()
    assert "Show the answer" in english
    assert "Tampilkan jawaban" in indonesian
    assert 'lang="id"' in indonesian
    assert "59,0%" in indonesian.replace("</strong>", "")
    assert "59.0%" in english


def test_a_question_that_nobody_has_translated_is_marked_as_english(monkeypatch):
    real = language.translate

    def without_quizzes(text, *said_in, **of):
        return real(text, *said_in, **of) if of["catalogue"] == "package" else None

    monkeypatch.setattr(language, "translate", without_quizzes)
    page = BeautifulSoup(quiz("04", language="id").html(), "html.parser")
    assert page.div["lang"] == "id"
    for item in load_quiz("04"):
        if item["role"] == "quiz":
            question = page.select_one(f'[data-item="{item["id"]}"]')
            shown = [each.get_text() for each in question.select('span[lang="en"]')]
            assert sorted(shown) == sorted(_plain(curly(each)) for each in texts(item))


def test_a_translated_question_is_said_in_its_language(monkeypatch):
    monkeypatch.setattr(language, "translate", lambda text, *_, **given: f"*Kata* {len(text)}.")
    shown = quiz("04", language="id")
    assert 'lang="en"' not in shown.html()
    first = next(item for item in load_quiz("04") if item["role"] == "quiz")
    assert f"<em>Kata</em> {len(first['question'])}." in shown.html()
    assert repr(shown).startswith(f"1. Kata {len(first['question'])}.")
    english = quiz("04").html()
    assert "<em>Kata</em>" not in english


def test_a_live_exercise_is_said_by_the_catalogue_of_its_quiz():
    words = message_of("01", next(i for i in load_quiz("01") if i["role"] == "live")["question"])
    assert words.catalogue == "quiz-01"
    assert words.say("id").startswith("Jika kedua kelompok kenyamanan")


def test_the_script_is_told_the_decimal_mark():
    for spoken, mark in (("en", "."), ("id", ",")):
        page = BeautifulSoup(quiz("04", language=spoken).html(), "html.parser")
        assert page.template.select_one('[data-word="mark"]').string == mark


def test_the_key_shows_verdicts_and_codes():
    html = quiz("08", key=True).html()
    details = [a for tag, a in Page(html).tags if tag == "details"]
    assert all("open" in a for a in details)
    assert "[M3]" in html
    assert "08-q1, 8.1" in html
    assert "[M" not in quiz("08").html()


def test_a_callers_changes_do_not_stay():
    mine = load_quiz("08")
    mine.append("more")
    mine[0]["question"] = "Another?"
    assert "more" not in load_quiz("08")
    assert load_quiz("08")[0]["question"] != "Another?"
    assert len(quiz("08").items) < len(mine)


@pytest.mark.parametrize("chapter", [["08"], {"08": 1}, {"08"}, None, 8.0, "8", "008"])
def test_what_is_no_chapter_is_said_so(chapter):
    for function in (quiz, load_quiz):
        with pytest.raises(ValueError, match="two digits in quotes"):
            function(chapter)


def test_bad_calls_say_what_to_do():
    with pytest.raises(ValueError, match="two digits in quotes"):
        quiz(8)
    with pytest.raises(ValueError, match="Chapter 99 has no quiz"):
        quiz("99")
    with pytest.raises(ValueError, match="`role` must be one of quiz, vote, retrieval"):
        quiz("08", role="exam")
    with pytest.raises(ValueError, match="`language`"):
        quiz("08", language="de")
