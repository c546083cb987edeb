"""
No statistic is typed in the text of a page: it is kept by a cell and said by its name.

What counts as one: a number of two digits or more, and a smaller one, or a number in words, that
stands before a noun of the study ("seven times as often", "9 mothers"). Free are the conventions
below, and what an author makes up on the spot and says to be made up.
"""

import re

import pytest

from press import ROOT, notebooks
from press.chapter import FRONT_MATTER

PAGES = notebooks.find_pages(ROOT)

# Not prose; each is blanked out, so that what is left stays on its line.
HEADER = re.compile(r"^(?!  - |note:|before:|pace:).*$", re.MULTILINE)
CELL = re.compile(r"^```\{code-cell\}.*?^```$", re.DOTALL | re.MULTILINE)
CAPTION = re.compile(r"^( *)caption:.*\n(?:\1 .*\n)*", re.MULTILINE)
NOT_PROSE = re.compile(
    r"""
    ^```\w*\n.*?^```$ | ^```\{math\}.*?^```$ | <!--.*?-->
    | \$\$.*?\$\$ | \$[^$\n]+\$ | \{[\w:-]+\}`[^`]*` | `[^`]*`
    | (?<=\])\([^)]*\) | https?://[^\s)]+ | ^:[\w-]+:.*?$ | ^\+\+\+.*?$ | ^\([\w-]+\)=$
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
MINUTES = re.compile(r"^\| minutes \|.*\n(?:\|.*\n)+", re.MULTILINE)  # the timetables of the plans

UNIT = (
    r"(?:mothers|women|babies|infants|births|deaths|percent|per cent|(?:percentage )?points"
    r"|times (?:as|more|higher|greater|larger|the(?! same)))\b|%"
)
TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
WORD = rf"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|{TEENS}|(?:{TENS})(?:-\w+)?"
NUMBER = re.compile(
    rf"(?<![\w.,])(?:\d[\d.,]*\d(?!\w)|\d(?=\s*(?:{UNIT}))|(?:{WORD}|hundred)(?=\s+(?:{UNIT})))",
    re.IGNORECASE,
)

# What is free, and why. A space stands for any white space.
CONVENTIONS = {
    "a year": r"\b(?:19|20)\d\d\b",
    "how long something takes": r"\b\d+ minutes\b",
    "the name of an interval": r"\b95% (?:CI|confidence|intervals?|belongs|sure)\b|\bIK 95%",
    "what such an interval promises": r"\b95 (?:of|times in) 100\b",
    "a limit of p, and how software prints a p below it": r"\b0[.,](?:05|01|001|000)\b",
    "what lies beyond such a limit": r"\b5% lie\b|\bthe 5%",
    "the quantile of a 95% interval": r"\b1\.96\b",
    "all of something": r"\b100%",
    "a round number of clicks, of an axis, to compare with": (
        rf"\b(?:0\.01|0\.1|10|100|1,000|10,000)\b(?! ?{UNIT})"
    ),
    "a factor to compare with": (
        r"\bten times (?:as (?:many|large)|the (?:mothers|women|people|cards))\b"
    ),
    "out of how many": r"\b(?:out of|of every) ten mothers\b",
    "a name": r"\b\d\d-[a-z]\w*|\bchapters? \d+(?: (?:to|and) \d+)?|\bPlan \d+|\bCC BY 4\.0",
    "a version": r"\bPython 3\.\d+|\bversion \d+(?:\.\d+)*",
    "a share of the class": r"\*\*(?:under 30%|30 to 70%|over 70%|second vote under 50%)\*\*",
    "a limit of an axis or a score": (
        r"\b(?:from 0|runs) to (?:20|50)\b|\bcut at \d+|\bthen at 16\b"
    ),
    "a group by its limit": r"\baged 65 or more\b|\b2500 g or more\b",
}
# Single places, which no cell could make true.
PLACES = {
    "the misreading, as people say it, in a heading too": r"\b(?:thirty-five|35) times as likely\b",
    "words that are read in two ways": r"\bthree times higher\b",
    "what the samples of chapter 3 are told to do": (
        r"\bthree times (?:as eas(?:y|ily)|the truth)\b|\bfactor is 1\.5\b|÷ 1\.5 ="
    ),
    "other sizes, which the paper has not": r"\b80 or 100\b",
    "a position of an explorer": r"\bwith 20 mothers\b|\bmoves by ten points\b",
    "given in an exercise": r"\ba margin of 5 percentage points\b",
    "a rule of thumb": r"\bunder 10% in\b",
    "a p that a vote question makes up": r"\bp = 0\.03\b|\bdoes 0\.03 mean\b|\bp is 0\.14\b",
    "to try, in class": r"\b3 times 20%|\btry 40% and 80%|\bin place of 8\b",
    "names of items": r"\b12a to 12e\b",
}
FREE = [
    re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)
    for pattern in (*PLACES.values(), *CONVENTIONS.values())
]
MADE_UP = re.compile(r"made[ -]up|suppose|invent|imagin|pretend|say,|an example", re.IGNORECASE)


def blank(found):
    """As many signs as were found, on as many lines."""
    return re.sub(r"[^\n]", "@", found if isinstance(found, str) else found[0])


def without_code(found):
    """A cell with nothing left but its caption."""
    caption = CAPTION.search(found[0])
    if not caption:
        return blank(found)
    start, end = caption.span()
    return blank(found[0][:start]) + found[0][start:end] + blank(found[0][end:])


def prose(text):
    """The text of a page with all blanked out that is no prose, line by line where it was."""
    text = FRONT_MATTER.sub(lambda found: HEADER.sub(blank, found[0]), text)
    text = NOT_PROSE.sub(blank, CELL.sub(without_code, text))
    text = MINUTES.sub(lambda table: re.sub(r"(?m)^\| \d+ \|", blank, table[0]), text)
    for pattern in FREE:
        text = pattern.sub(blank, text)
    return text


def blocks(text):
    """(start, block, what leads to it) of each block; a row of a table is one of its own."""
    before, row = "", False
    for found in re.finditer(r"(?m)^\|.*$|(?:^(?!\||[ @]*$).+\n?)+", text):
        if not (row and found[0].startswith("|")):
            lead = before if re.match(r"\||- |\d+\. ", found[0]) else ""
        yield found.start(), found[0], lead
        before, row = found[0], found[0].startswith("|")


def typed(text):
    """(line, number) of the numbers that are typed where a kept one should stand."""
    text, made_up = prose(text), set()
    for start, block, lead in blocks(text):
        if re.match(r"##? ", block):  # what was made up is known in its own section
            made_up = set()
        numbers = {found.start(): found[0] for found in NUMBER.finditer(block)}
        if MADE_UP.search(f"{lead}\n{block}"):
            made_up |= set(numbers.values())
        elif not made_up & set(numbers.values()):  # else a block that works with such a number
            for place, number in numbers.items():
                yield text.count("\n", 0, start + place) + 1, number


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_statistic_is_typed(path):
    name = path.relative_to(ROOT).as_posix()
    found = [
        f"{name}:{line}: {number} is typed; keep it with asi.keep and name it, "
        "or say that it is made up"
        for line, number in typed(path.read_text("utf8"))
    ]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def page(text):
    """A page with one paragraph, below a cell with a caption; what the page holds else is free."""
    return (
        "---\nkernelspec:\n  format_version: 0.13\nobjectives:\n  - Read it.\n---\n\n# A title\n\n"
        "```{code-cell} ipython3\n---\nmystnb:\n  figure:\n    caption: All mothers,\n"
        f"      one by one.\n---\nx = 34.7\n```\n\n{text}\n"
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It was seen in 95 mothers, seven times as often.", ["95", "seven"]),
        ("All 94 mothers, and 40 of 67 with smooth flow.", ["94", "40", "67"]),
        ("Of 1,517 infants 230 were ill.", ["1,517", "230"]),
        ("It was 79.4% against 12%.", ["79.4", "12"]),
        ("Of them 9 mothers came, 7% of all.", ["9", "7"]),
        ("Thirty-five percent of two women.", ["Thirty-five", "two"]),
        ("The odds were 35\ntimes as high, in 10 mothers.", ["35", "10"]),
        ("{glue:text}`c08_n` of 94", ["94"]),
        ("| 34 | {glue:text}`c08_good`% |\n| 60 | {glue:text}`c08_poor`% |", ["34", "60"]),
        ("Suppose 100 mothers came.\n\nThey were 94.", ["94"]),
        ("Suppose that 80 came.\n\nOf the 80, 20 left: 25%.", []),
        ("Suppose that 80 came.\n\n## Next\n\nOf the 80, 20 left.", ["80", "20"]),
        ("Three made-up wards:\n\n| ward | ill |\n|---|---|\n| A | 12 |\n| B | 24 |", []),
        ("About 60 minutes. In 2023 the 95%\nconfidence interval: p < 0.001.", []),
        (
            "See `94`, $1.96 n = 94$, [a link](x-94.md), {term}`94` and 2x2 tables of four cells.",
            [],
        ),
    ],
)
def test_what_is_typed_is_found(text, numbers):
    assert [number for _, number in typed(page(text))] == numbers


def test_a_typed_number_is_found_in_a_caption_and_on_its_line():
    text = (
        page("In all\n94 mothers.")
        .replace("one by one", "94 of them")
        .replace("Read it", "Read 12")
    )
    lines = text.splitlines()
    assert [(lines[line - 1].strip(), number) for line, number in typed(text)] == [
        ("- Read 12.", "12"),
        ("94 of them.", "94"),
        ("94 mothers.", "94"),
    ]


@pytest.mark.parametrize("reason", [*CONVENTIONS, *PLACES])
def test_what_is_free_is_used(reason):
    pattern = {**CONVENTIONS, **PLACES}[reason].replace(" ", r"\s+")
    texts = (path.read_text("utf8") for path in PAGES)
    assert any(re.search(pattern, text, re.IGNORECASE) for text in texts)
