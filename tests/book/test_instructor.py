"""The instructor guide: complete plans, and nothing in it that disagrees with the chapters."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jupytext
import pytest
from bs4 import BeautifulSoup

import asi_helpers as asi
from press import guide, names, plain
from press.chapter import ROLES, find_chapters, find_solutions, section

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / guide.FOLDER
CHAPTERS = find_chapters(ROOT)
MISCONCEPTIONS = guide.load_misconceptions(ROOT)
EXERCISES = {label for chapter in CHAPTERS.values() for label in chapter.exercises}
OBJECTIVES = {key for chapter in CHAPTERS.values() for key in chapter.objectives}
PLAN_HEADINGS = [
    "Before class",
    "50 minutes",
    "100 minutes",
    "The vote",
    "Wrong answers to expect",
    "On the board",
    "Live demo",
    "Without internet",
]
# numbers that stand for a convention, a scale or something made up on the spot
CONVENTIONS = {"0.000", "0.001", "0.01", "0.05", "0.1", "0.14", "0.03", "1,000", "10,000"}


def rows(text, columns):
    """Body rows of the Markdown tables with so many columns."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [cells for cells in lines if len(cells) == columns]


@pytest.fixture(params=sorted(CHAPTERS), ids=lambda number: f"plan-{number}")
def plan(request):
    path = FOLDER / f"plan-{request.param}.md"
    return request.param, path, path.read_text(encoding="utf-8")


def test_each_chapter_has_a_plan():
    found = {path.stem.removeprefix("plan-") for path in FOLDER.glob("plan-*.md")}
    assert found == set(CHAPTERS)


def test_a_plan_has_its_parts_in_order(plan):
    number, _, text = plan
    assert re.search(rf"^# Plan {int(number)}: ", text, re.MULTILINE), "the title names its chapter"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PLAN_HEADINGS
    assert f"```{{plan-facts}} {number}\n" in text
    assert f"```{{vote-question}} {number}\n" in section(text, "The vote")


@pytest.mark.parametrize("minutes", [50, 100])
def test_the_minutes_add_up(plan, minutes):
    steps = [int(first) for first, _ in rows(section(plan[2], f"{minutes} minutes"), 2)
             if first.isdigit()]  # fmt: skip
    assert len(steps) >= 5
    assert sum(steps) == minutes


def test_a_vote_has_its_four_cases(plan):
    number, _, text = plan
    table = rows(section(text, "The vote"), 3)
    cases = {cells[0]: cells[1:] for cells in table if cells[0].startswith("**")}
    assert list(cases) == [
        "**under 30%**",
        "**30 to 70%**",
        "**over 70%**",
        "**second vote under 50%**",
    ]
    assert all(len(cell) > 20 for cells in cases.values() for cell in cells)
    votes = [item["id"] for item in CHAPTERS[number].items if item["role"] == "vote"]
    assert [re.match(r"\{item\}`(\d\d-v\d)` \(", cell)[1] for cell in table[0][1:]] == votes


def test_a_second_vote_that_stays_low_leads_to_another_question(plan):
    """Not to one of the two that the class has voted on."""
    number, _, text = plan
    row = next(cells for cells in rows(section(text, "The vote"), 3) if "second vote" in cells[0])
    asked = [re.search(r"[Tt]hen ask (?:chapter \d+, )?\{item\}`(?:[^`]*<)?([^`>]+)>?`\.$", cell)[1]
             for cell in row[1:]]  # fmt: skip
    items = {item["id"]: item for chapter in CHAPTERS.values() for item in chapter.items}
    assert set(asked) <= set(items)
    assert len(set(asked)) == 2
    assert all(items[name]["role"] != "vote" for name in asked), number


def test_wrong_answers_are_those_of_the_votes(plan):
    """Each misconception among the votes' wrong answers gets a reply."""
    number, _, text = plan
    replies = rows(section(text, "Wrong answers to expect"), 3)[1:]
    replies = [cells for cells in replies if re.fullmatch(r"M\d+", cells[0])]
    assert all(len(said) > 10 and len(reply) > 15 for _, said, reply in replies)
    codes = {cells[0] for cells in replies}
    assert codes <= set(MISCONCEPTIONS)
    tempting = {
        answer["misconception"]
        for item in CHAPTERS[number].items
        if item["role"] == "vote"
        for answer in item["answers"]
        if not answer["correct"]
    }
    assert tempting <= codes


def test_a_live_demo_has_cells_to_run_and_names_a_section_of_the_chapter(plan):
    number, path, text = plan
    cells = [cell for cell in jupytext.read(path).cells if cell.cell_type == "code"]
    to_run = [cell for cell in cells if "tags" not in cell.metadata]
    widest = max(len(line) for cell in to_run for line in cell.source.splitlines())
    assert widest <= 76, "wider than the text on a laptop"
    assert len(to_run) >= 3
    demo = section(text, "Live demo")
    assert demo.count("code-cell") == len(to_run), "cells to run belong in the demo"
    named = re.search(r"chapter(?: \d+ itself)?, sections? ([^.]+)", demo)[1]
    for heading in re.findall(r'"([^"]+)"', named):
        assert re.search(rf"^## {re.escape(heading)}$", CHAPTERS[number].text, re.MULTILINE)


def test_a_plan_types_no_statistic(plan):
    number, path, text = plan
    prose = "\n\n".join(
        cell.source for cell in jupytext.read(path).cells if cell.cell_type == "markdown"
    )
    plain = re.sub(r"\{[\w:]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)", " ", prose)
    typed = re.findall(r"(?<![\w.-])\d+[.,]\d+(?!\w)", plain)
    assert set(typed) <= CONVENTIONS
    kept = re.findall(r"asi\.keep\(f?\"([^\"]+)\"", text)
    assert kept
    assert all(re.match(rf"p{number}(_|$)", name) for name in kept)


def test_every_page_of_the_guide_is_reached_from_its_index():
    index = (FOLDER / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w-]+)\.md\)", index)) | {
        f"plan-{number}"
        for number in CHAPTERS  # by the course map
    }
    assert {path.stem for path in FOLDER.glob("*.md")} - {"index"} <= linked


def test_ways_to_adopt_the_course_name_plans_that_exist():
    index = (FOLDER / "index.md").read_text(encoding="utf-8")
    plans = {f"plan-{number}" for number in CHAPTERS}
    part = section(index, "Fit it into your course")
    six = part.partition("### Six sessions")[2].partition("### ")[0]
    three = part.partition("### Three sessions")[2].partition("### ")[0]
    assert set(re.findall(r"\((plan-\d\d)\.md\)", six)) == plans
    assert set(re.findall(r"\((plan-\d\d)\.md\)", three)) < plans
    assert len(rows(six, 3)) == 1 + 6
    assert len(rows(three, 3)) == 1 + 3


def test_the_course_map_says_what_the_chapters_say():
    table = guide.course_map(CHAPTERS)
    for chapter in CHAPTERS.values():
        line = next(line for line in table.splitlines() if chapter.title in line.split("|")[1])
        assert f"| {chapter.minutes} |" in line
        assert chapter.figure in line
        explorer = re.search(r"\{item\}`(\w+)` \|$", line)[1]
        assert callable(getattr(asi, explorer))
        assert chapter.explorer.startswith(f"asi.{explorer}(")
        assert f"{chapter.title}](../{chapter.number}-" in line
        assert f"[plan {int(chapter.number)}](plan-{chapter.number}.md)" in line
        assert (FOLDER / f"plan-{chapter.number}.md").is_file()
        after = line.split("|")[4]
        links = re.findall(r"\[(\d+)\]\(\.\./(\d\d)-[\w-]+\.md\)", after)
        assert [number for number, _ in links] == [str(int(file)) for _, file in links]
        assert [file for _, file in links] == re.findall(r"\((\d\d)-", chapter.before)
        assert int(chapter.number) not in {int(file) for _, file in links}
    total = sum(chapter.minutes for chapter in CHAPTERS.values())
    assert f"{total} minutes of a student's time, about {total / 60:.1f} hours" in table


def test_the_cover_says_how_long_the_course_takes():
    low, high = re.search(
        r"The whole course takes (\w+) to (\w+) hours", (ROOT / "index.md").read_text("utf8")
    ).groups()
    words = ["eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
    hours = sum(chapter.minutes for chapter in CHAPTERS.values()) / 60
    assert words.index(low) + 8 <= hours <= words.index(high) + 8


# Blueprint and misconceptions


def test_each_exercise_practises_objectives_of_its_chapter():
    for chapter in CHAPTERS.values():
        for label, objectives in chapter.practised.items():
            assert objectives, label
            assert set(objectives) <= set(chapter.objectives), label


def test_each_objective_is_covered():
    """By a vote, a quiz item or an exercise of its own chapter: not only by being recalled."""
    table = guide.find_items(CHAPTERS)
    assert set(table) == OBJECTIVES
    own = ("vote", "quiz", "exercise")
    assert [key for key, kinds in table.items() if not any(kinds[kind] for kind in own)] == []
    text = guide.blueprint(CHAPTERS)
    assert all(f"| **{key}** " in text for key in OBJECTIVES)


def test_all_misconceptions_are_told_treated_and_caught():
    assert list(MISCONCEPTIONS) == [f"M{place}" for place, _ in enumerate(MISCONCEPTIONS, 1)]
    items = guide.targeted(CHAPTERS)
    assert set(items) == set(MISCONCEPTIONS)
    for code, entry in MISCONCEPTIONS.items():
        assert set(entry) == {"name", "heard", "why", "helps", "treated"}
        assert items[code]
        for number, heading in entry["treated"]:
            chapter = CHAPTERS[number].text
            assert re.search(rf"^##+ {re.escape(heading)}$", chapter, re.MULTILINE), heading


def test_the_lists_type_no_statistic():
    """Their examples speak of numbers in words, or make them up."""
    text = (FOLDER / "misconceptions.yml").read_text(encoding="utf-8")
    typed = re.findall(r"(?<![\w.])\d+[.,]\d+(?!\w)", text)
    assert set(typed) <= {"0.000", "0.001", "0.5"}


# Rubric


def test_the_rubric_is_that_of_the_capstone():
    rubric = (FOLDER / "rubric.md").read_text(encoding="utf-8")
    taught = section(CHAPTERS["11"].text, "Six things a reader will look for")
    head, *body = rows(taught, 4)
    for cells in body:
        if not cells[0].startswith("**"):
            continue
        name = re.sub(r"\*\*|\{term\}`|\s*<[^>]*>`|`", "", cells[0])
        levels = {
            first.strip("*"): words for first, words, _ in rows(section(rubric, name), 3)[1:]
            if first.startswith("**")
        }  # fmt: skip
        assert list(levels) == head[1:], name
        for level, words in zip(head[1:], cells[1:], strict=True):
            if "{glue:text}" not in words:
                assert levels[level] == words, (name, level)


# Answer key


def test_the_answer_key_stands_outside_the_book():
    text = (FOLDER / "answer-key.md").read_text(encoding="utf-8")
    front = text.split("---")[1]
    assert {"orphan: true", "noindex: true", "nosearch: true"} <= set(front.splitlines())
    assert "answer-key" not in (ROOT / "_toc.yml").read_text(encoding="utf-8")
    linking = [
        page.relative_to(ROOT).as_posix()
        for page in [*ROOT.glob("*.md"), *(ROOT / "chapters").rglob("*.md")]
        if "answer-key.md" in page.read_text(encoding="utf-8")
    ]
    assert linking == ["chapters/instructor/index.md"]


def test_right_answers_come_from_the_quiz_files():
    for chapter in CHAPTERS.values():
        keys = "\n".join(guide.quiz_key(chapter, role) for role in ROLES)
        keys = {re.search(r"<([^>]+)>", part)[1]: part for part in keys.split("- **")[1:]}
        for item in chapter.items:
            assert f"({item['objective']})" in keys[item["id"]]
            for answer in item.get("answers", []):
                shown = f"**Answer:** {guide.plain(answer['answer'])}" in keys[item["id"]]
                assert shown == answer["correct"], answer["answer"]


def test_a_text_of_the_quizzes_keeps_its_two_marks_as_markdown():
    assert guide.plain("[*peluang*]{lang=id}, *not*") == "[*peluang*]{lang=id}, *not*"
    assert guide.plain("p < 0.001 [1] {2} a|b") == r"p \< 0.001 \[1\] \{2\} a\|b"
    key = guide.quiz_key(CHAPTERS["11"], "quiz")
    assert r"\[*" not in key


def test_a_solution_is_taken_with_its_code_and_outputs(tmp_path):
    source = """\
:::{exercise} Short
:label: ex-08-concept
Question.
:::

:::{solution} ex-08-concept
:label: sol-08-concept
:class: dropdown

It is 34.7, see [7](07-odds.md).
:::

```{solution-start} ex-08-live
:label: sol-08-live
:class: dropdown
```

Before.

```{code-cell} ipython3
1 + 1
```

After.

```{solution-end}
```

Not part of it.
"""
    header = "---\\nkernelspec:\\n  name: python3\\n  display_name: x\\n---\\n\\n"
    path = tmp_path / "chapter.md"
    path.write_text(header.replace("\\n", "\n") + source, encoding="utf-8")
    notebook = jupytext.read(path, fmt="md:myst")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell["outputs"] = [{"data": {"text/plain": "2"}}]
    found = {label: guide.solution_text(parts) for label, parts in find_solutions(notebook).items()}
    assert found["ex-08-concept"] == "It is 34.7, see [7](../07-odds.md)."
    assert found["ex-08-live"].split("\n\n") == [
        "Before.",
        "```python\n1 + 1\n```",
        "```text\n2\n```",
        "After.",
    ]


@pytest.mark.slow
def test_the_answer_key_holds_every_exercise(site):
    page = (site / "chapters" / "instructor" / "answer-key.html").read_text("utf8")
    for label in EXERCISES:
        assert f'#{label}"' in page, label
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.slow
def test_search_and_site_map_do_not_know_the_answer_key(site):
    for name in ("sitemap.xml", "_static/search/index.js", "id/_static/search/index.js"):
        text = (site / name).read_text("utf8")
        assert "Answer key" not in text
        assert "Kunci jawaban" not in text
    assert "answer-key" not in (site / "sitemap.xml").read_text("utf8")
    for path in site.rglob("*.html"):
        inside = path.relative_to(site).as_posix()
        if not inside.startswith("lite/") and path.name != "answer-key.html":
            linked = "answer-key.html" in path.read_text("utf8")
            assert linked == inside.endswith("chapters/instructor/index.html"), inside


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["", "id/"])
def test_who_keeps_the_book_does_not_get_the_answer_key(site, edition):
    kept = (site / f"{edition}kept.json").read_text("utf8")
    assert "chapters/instructor/index.html" in kept
    assert "answer-key" not in kept


# Names and links

INTERNAL = re.compile(
    r"\b(?:ex-)?\d\d-(?:[vqr]\d|live)\b|\bex-\d\d-\w+|\b(?:asi\.)?explore_\w+"
    r"|\b\d\d-(?:concept|hand|new)\b"
)


def guide_pages(site):
    return [
        path
        for edition in ("", "id/")
        for path in sorted((site / edition / "chapters" / "instructor").glob("*.html"))
    ]


def test_what_counts_as_an_internal_name():
    assert INTERNAL.findall("08-v1, ex-08-hand, asi.explore_reference(), 03-live, 10-q3") == [
        "08-v1", "ex-08-hand", "asi.explore_reference", "03-live", "10-q3",
    ]  # fmt: skip
    assert not INTERNAL.search("Vote 1, Exercise 8.2, M13, 08-upside-down-odds-ratio, asi.quiz")


@pytest.mark.slow
def test_no_page_of_the_guide_shows_an_internal_name(site):
    pages = guide_pages(site)
    assert len(pages) >= 2 * (len(CHAPTERS) + 5)
    for path in pages:
        # the pages of the votes have no article
        soup = BeautifulSoup(path.read_text("utf8"), "html.parser")
        article = soup.find("article") or soup.find("main")
        # the code of a live exercise's solution names it as a notebook must
        for element in article.select("script, template, style, pre"):
            element.decompose()
        assert INTERNAL.findall(article.get_text(" ")) == [], path


@pytest.mark.slow
def test_every_link_of_the_guide_leads_to_a_place_that_exists(site):
    ids, met = {}, 0
    for path in guide_pages(site):
        # the pages of the votes have no article
        soup = BeautifulSoup(path.read_text("utf8"), "html.parser")
        article = soup.find("article") or soup.find("main")
        for link in article.select("a[href*='#']"):
            address, _, place = link["href"].partition("#")
            if urlsplit(address).scheme or not place:
                continue
            target = (path.parent / address).resolve() if address else path
            if target not in ids:
                assert target.is_file(), (path, link["href"])
                ids[target] = set(re.findall(r'\bid="([^"]+)"', target.read_text("utf8")))
            assert unquote(place) in ids[target], (path, link["href"])
            met += 1
    assert met > 1000


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["", "id/"])
def test_a_part_is_called_as_its_page_calls_it(site, edition):
    """Exercises by their number, questions by their place, explorers by their title."""
    blueprint = (site / edition / "chapters/instructor/blueprint.html").read_text("utf8")
    cells = "td a[href*='#ex-'], td a[href*='#quiz-']"
    links = BeautifulSoup(blueprint, "html.parser").select(cells)
    assert links
    pages = {}
    for link in links:
        address, _, place = link["href"].partition("#")
        if address not in pages:
            text = (site / edition / "chapters/instructor" / address).resolve().read_text("utf8")
            pages[address] = BeautifulSoup(text, "html.parser")
        shown = pages[address].find(id=place)
        said = link.get_text(strip=True)
        if place.startswith("ex-"):
            assert shown.select_one(".admonition-title").get_text().startswith(f"{said} "), said
        else:
            number = shown.select_one(".asi-count").get_text(strip=True).rstrip(".")
            assert said.endswith(f" {number}"), (said, number)
    course = (site / edition / "chapters/instructor/index.html").read_text("utf8")
    explorers = BeautifulSoup(course, "html.parser").select("article a[href*='#explorer-']")
    assert len(explorers) == len(CHAPTERS)
    for link in explorers:
        address, _, place = link["href"].partition("#")
        text = (site / edition / "chapters/instructor" / address).resolve().read_text("utf8")
        figure = BeautifulSoup(text, "html.parser").find("figure", id=place)
        assert figure["aria-label"] == link.get_text(strip=True)


def test_a_name_that_nothing_has_is_said_to_be_unknown():
    with pytest.raises(names.UnknownPart, match=r"'08-v9'.*ex-08-hand for an exercise"):
        names.find_part("08-v9", ROOT)


def test_a_role_is_a_link_to_the_chapter_in_a_notebook():
    text = plain.words("Vote on {item}`08-v1`, then {item}`the next <08-q8>`.", ROOT)
    chapter = CHAPTERS["08"].path.name
    assert text == f"Vote on [Vote 1](../{chapter}), then [the next](../{chapter})."


def test_the_place_of_a_question_is_its_place_on_the_page():
    """Not the digit of its name: in chapter 10 the number question comes last."""
    parts = names.find_parts({"10": CHAPTERS["10"]})
    assert parts["10-q7"].short == "Quiz 6"
    assert parts["10-q6"].short == "Quiz 8"
