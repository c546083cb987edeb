"""
A test for a course: `make exam SEED=4711`, two versions of it, the key, and Moodle XML.

Part 1 asks about a made-up study, another one in A and in B, of the same size and difficulty
(templates.py). Part 2 has questions of the book that hold without the paper at hand, the same in
both, so that marks compare; the answers stand in another order. One seed gives all of it.

The files lie in `_build/exam/SEED`: the seed is in no name of a file that students may get to see.
No site, pack or download takes anything from there.
"""

import argparse
import sys
from collections import Counter
from dataclasses import replace
from random import Random
from typing import NamedTuple

from press import ROOT
from press.bank import paper, templates
from press.bank.items import ChoiceItem, Item, load_bank
from press.bank.moodle import moodle_xml
from press.chapter import find_chapters
from press.editions import languages
from press.messages.translated import find_translations
from press.sources import book_root
from press.words import gettext as _
from press.words import in_language, language

FOLDER = book_root(ROOT) / "_build" / "exam"
VERSIONS = ("A", "B")
LENGTH = 20
RUN = 3  # as often as one letter may be right without a break

# Questions that say themselves all that they ask about. Out are those that lean on a table or a
# sentence of the paper, or on the question before: also 05-q4, whose answers speak of a table that
# it does not name, and 09-q3, where one answer is wrong only because of what the paper leaves out.
HOLDS = frozenset(
    """
    01-q3 01-q6
    02-r2 02-v2
    03-r1 03-v1 03-v2 03-q1 03-q2 03-q6
    04-r1 04-r2 04-r3 04-q2 04-q3 04-q4 04-q6 04-q7 04-q8
    05-r2 05-q2 05-q3 05-q5 05-q7
    06-r1 06-r3 06-v1 06-v2 06-q1 06-q5 06-q7
    07-r1 07-v1 07-v2 07-q5
    08-r2 08-r3 08-v2 08-q8
    09-q1 09-q2 09-q5 09-q7 09-q8
    10-r1 10-r3 10-v1 10-v2 10-q1 10-q3 10-q6 10-q7 10-q8
    11-r1 11-r2 11-v1 11-v2 11-q5 11-q6 11-q7
    """.split()  # noqa: SIM905
)

# At most one of each line stands in a test: they ask the same, or one gives the other away.
TOGETHER_NEVER = tuple(
    frozenset(line.split("#")[0].split())
    for line in """
    01-q3 02-r2 04-r3 10-q3 # "not reported" is the right answer of all
    10-v1 11-r1             # and "unclear" of both
    05-q2 05-q5             # the rule is on expected counts
    05-q7 06-r1             # chi-square compares observed with expected counts
    05-t2 08-r3             # two rows are exchanged
    06-t1 06-q1 07-r1       # what to write for p = 0.000
    06-t2 08-r2 11-q5       # how an interval is checked
    08-t1 11-r2             # a ratio that is turned becomes 1 divided by itself
    08-q8 09-q7             # smokers in one survey, crude and adjusted
    09-q1 09-q2 10-r1       # where confounder and mediator stand
    11-v2 11-q7             # the number of the one is the answer to the other
    """.strip().splitlines()
)


class Version(NamedTuple):
    """One of the two papers: the story and the table of part 1, and all questions as printed."""

    name: str
    story: templates.Story
    table: list
    study: tuple[Item, ...]
    book: tuple[Item, ...]

    @property
    def items(self):
        """All questions, in the order of their numbers."""
        return (*self.study, *self.book)


def draw(seed, length=LENGTH, chapters=None):
    """
    Draw both versions, in the language of the book.

    Parameters
    ----------
    seed : str or int
        The same seed gives the same test; another one gives other numbers and questions.
    length : int, default 20
        Number of questions. At most half of them are on the made-up study.
    chapters : list of str, optional
        Two digits each; all chapters where None.

    Returns
    -------
    tuple of Version
        A and B.

    Raises
    ------
    ValueError
        If a chapter is not there, or the chapters have fewer questions than are asked for.

    Examples
    --------
    >>> a, b = draw(4711, 12, ["04", "05", "06", "07"])
    >>> len(a.items), a.table == b.table, [i.id for i in a.items] == [i.id for i in b.items]
    (12, False, True)
    """
    known = find_chapters(ROOT)
    chapters = chapters or list(known)
    for chapter in chapters:
        if chapter not in known:
            raise ValueError(f"There is no chapter {int(chapter)}; the book has 1 to {len(known)}.")
    random = Random(f"{seed}/questions")
    # a retrieval question counts as one of the chapter that it recalls
    pool = [item for item in load_bank() if item.id in HOLDS and home(item) in chapters]
    asked = [each for each in templates.TEMPLATES if each["id"][:2] in chapters]
    most = room([item.id for item in pool] + [each["id"] for each in asked])
    if not 2 <= length <= most:
        raise ValueError(
            f"{length} questions were asked for; these chapters have 2 to {most} for a test."
            " Ask for fewer, or name more chapters."
        )
    asked, pool = share_out(asked, pool, length, random)
    covered = {each["objective"] for each in asked}
    book = choose(pool, length - len(asked), covered, random)
    stories = random.sample(templates.STORIES, len(VERSIONS))
    versions = []
    for name, story in zip(VERSIONS, stories, strict=True):
        own = Random(f"{seed}/{name}")
        table = templates.draw_table(own)
        while any(table == each.table for each in versions):
            table = templates.draw_table(own)
        study = [templates.fill(each, story, table, known) for each in asked]
        # what both versions ask has another letter in B
        others = [
            {paper.letter(each.book[place]) for each in versions} for place in range(len(book))
        ]
        items = arranged([*study, *book], [set()] * len(study) + others, own)
        versions.append(Version(name, story, table, items[: len(study)], items[len(study) :]))
    return tuple(versions)


def arranged(items, taken, random):
    """
    Questions with their answers in another order.

    Parameters
    ----------
    items : list of Item
    taken : list of set of str
        For each the letters that shall not be right. A question has at least two others, so that a
        long run can always be broken.
    random : random.Random

    Returns
    -------
    tuple of Item
        No letter is right more than `RUN` times one after the other: who meets it once more doubts
        a right answer.
    """
    done, letters = [], []
    for item, barred in zip(items, taken, strict=True):
        if isinstance(item, ChoiceItem):
            last = letters[-RUN:]
            if len(last) == RUN and len(set(last)) == 1:
                barred = barred | set(last)
            item = shuffled(item, random)
            while paper.letter(item) in barred:
                item = shuffled(item, random)
            letters.append(paper.letter(item))
        done.append(item)
    return tuple(done)


def home(item):
    """The chapter whose objective a question tests, two digits."""
    return item.objective.partition(".")[0].zfill(2)


def rivals(identifier):
    """
    The questions that may not stand in a test with this one; itself is one of them.

    Examples
    --------
    >>> sorted(rivals("08-q8")), sorted(rivals("04-q2"))
    (['08-q8', '09-q7'], ['04-q2'])
    """
    return next((group for group in TOGETHER_NEVER if identifier in group), {identifier})


def room(identifiers):
    """
    How many of some questions can stand in one test.

    Examples
    --------
    >>> room(["08-q8", "09-q7", "04-q2"])
    2
    """
    return len({frozenset(rivals(each)) for each in identifiers})


def share_out(templates_, pool, length, random):
    """
    Which templates part 1 asks, and what part 2 may then choose from.

    Half of the questions are on the made-up study, or more where the book has too few for the rest.
    """
    order = random.sample(range(len(templates_)), len(templates_))
    for share in range(min(length // 2, len(order)), len(order) + 1):
        asked = [templates_[place] for place in sorted(order[:share])]
        barred = set().union(*(rivals(each["id"]) for each in asked))
        free = [item for item in pool if item.id not in barred]
        if share + room([item.id for item in free]) >= length:
            break
    return asked, free


def choose(pool, count, covered, random):
    """
    Draw questions by the blueprint: objectives first, then chapters, then misconceptions.

    No objective is asked twice while another one that is not asked yet still has a question to ask;
    one that must not stand beside another (`TOGETHER_NEVER`) is none. Among those that are left, a
    chapter with fewer questions comes first, then a question that catches a misconception that no
    other caught, then chance.

    Parameters
    ----------
    pool : list of Item
    count : int
        At most as many as have `room`.
    covered : set of str
        Objectives that part 1 has.
    random : random.Random

    Returns
    -------
    list of Item
        In the order of the book.
    """
    left = random.sample(pool, len(pool))
    times, chapters, caught, chosen = Counter(covered), Counter(), set(), []
    for _place in range(count):
        best = min(
            left,
            key=lambda item: (
                times[item.objective],
                chapters[home(item)],
                # any new one, not the most: else the same few questions come with every seed
                not set(item.misconceptions) - caught,
            ),
        )
        left = [item for item in left if item.id not in rivals(best.id)]
        chosen.append(best)
        times[best.objective] += 1
        chapters[home(best)] += 1
        caught |= set(best.misconceptions)
    order = [item.id for item in pool]
    return sorted(chosen, key=lambda item: (home(item), order.index(item.id)))


def shuffled(item, random):
    """A question with its answers in another order."""
    return replace(item, choices=tuple(random.sample(item.choices, len(item.choices))))


def chapters_in(text):
    """
    Numbers of chapters out of "1-3,8".

    Examples
    --------
    >>> chapters_in("1-3,8")
    ['01', '02', '03', '08']
    """
    found = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        last = last if dash else first
        if not (first.strip().isdigit() and last.strip().isdigit() and int(first) <= int(last)):
            raise ValueError(f'Chapters are written as "1-8" or "4,5,7", but got {text!r}.')
        found += [f"{number:02d}" for number in range(int(first), int(last) + 1)]
    return sorted(set(found))


def write(seed, versions, folder=None):
    """
    Write both papers, the key and Moodle XML; return the paths of what was written.

    Parameters
    ----------
    seed : str
    versions : tuple of Version
        As `draw` gives them.
    folder : Path, optional
        The seed's own in `FOLDER` where None.
    """
    folder = folder or FOLDER / seed
    folder.mkdir(parents=True, exist_ok=True)
    pages, written = {}, []
    for version in versions:
        pages[version.name] = paper.question_paper(version)
        path = folder / in_language(f"exam-{version.name}.xml")
        path.write_text(for_moodle(seed, version), encoding="utf-8")
        written.append(path)
    pages["key"] = paper.key(seed, versions, find_chapters(ROOT))
    for name, html in pages.items():
        path = folder / in_language(f"exam-{name}.html")
        path.write_text(html, encoding="utf-8")
        written.append(path)
    htmls = [path for path in written if path.suffix == ".html"]
    return written + paper.print_all(htmls)


def for_moodle(seed, version):
    """One version as Moodle XML, in a category of its own, so that no two tests are mixed."""
    title = _("Test, version {version}").format(version=version.name)
    category = [f"{title} ({seed})"]  # whoever sees it in Moodle sees all questions and answers
    # Moodle shows a question alone, so each on the study brings its table
    about = f'<div lang="{language()}">{paper.study(version)}</div>'
    return moodle_xml([(category, version.items)], {item.id: about for item in version.study})


def parse(arguments=None):
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m press.bank.exam",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "seed",
        nargs="?",
        help="letters and digits of your choice; the same gives the same test, so students who"
        " guess it can print it",
    )
    parser.add_argument("--language", default="both", choices=["both", *languages()])
    parser.add_argument("--questions", type=int, default=LENGTH, help=f"default {LENGTH}")
    parser.add_argument("--chapters", help='such as "1-8" or "4,5,7"; default: all')
    found = parser.parse_args(arguments)
    if not found.seed:
        parser.error(
            "no seed. Choose letters or digits that nobody will guess, and note them:"
            " make exam SEED=k7m2p"
        )
    if not (found.seed.isascii() and found.seed.isalnum()):
        parser.error(f"the seed may have letters and digits only, but is {found.seed!r}")
    return found


def main(arguments=None):
    """Make the test; return an exit code."""
    asked = parse(arguments)
    try:
        chapters = chapters_in(asked.chapters) if asked.chapters else None
        versions = draw(asked.seed, asked.questions, chapters)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if asked.language in ("both", language()):
        for path in write(asked.seed, versions):
            print(path.relative_to(book_root(ROOT)).as_posix())
    for book in find_translations():
        if asked.language in ("both", book.language):
            book.write()
            options = [asked.seed, "--questions", asked.questions, "--language", book.language]
            options += ["--chapters", asked.chapters] if asked.chapters else []
            code = book.run("press.bank.exam", *options)
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
