"""Typed numbers in a real browser: the page reads them as the package does."""

import json
import random
from dataclasses import asdict
from pathlib import Path

import asi_helpers as asi
from asi_helpers.book.calculator.typed import LARGEST, SMALLEST, read_count, read_printed
from asi_helpers.language import read_number

STATIC = Path(asi.__file__).parent / "book" / "static"
ROWS = json.loads((Path(__file__).parents[1] / "typed.json").read_text("utf8"))
READ = """([texts, limits]) => texts.map(text => {
  const said = ({ problem, value, left = "" }) => [problem || value, left];
  return {
    read: window.asiNumbers.read(text),
    count: said(window.asiCalculator.readCount(text, ",")),
    count_id: said(window.asiCalculator.readCount(text, ".")),
    printed: said(window.asiCalculator.readPrinted(text, limits)),
    quiz: window.asiQuiz.parse(text),
  };
})"""


def test_the_page_reads_every_text_as_the_table_says(browser):
    page = browser.new_page()
    for name in ("asi-numbers.js", "asi-calculator.js", "asi-quiz.js"):
        page.add_script_tag(content=(STATIC / name).read_text("utf8"))
    limits = {"smallest": 1e-6, "largest": 1e9}
    found = page.evaluate(READ, [[row["typed"] for row in ROWS], limits])
    page.close()
    for row, read in zip(ROWS, found, strict=True):
        wanted = {"value": None, "decimals": 0, "mark": "", "grouped": None, "unit": ""}
        wanted |= {"problem": ""}
        assert read["read"] == wanted | {key: row[key] for key in wanted if key in row}, row
        for name, left in (("count", "left"), ("count_id", "left"), ("printed", "printed_left")):
            outcome = row.get(name, row["count"])
            said = [outcome, "" if isinstance(outcome, str) else row.get(left, "")]
            assert read[name] == said, (name, row)
        values = [row[key] for key in ("value", "grouped") if row.get(key) is not None]
        assert read["quiz"].get("values", []) == values, row


# What people type, put together at random: nothing is read here otherwise than there.
PIECES = (
    *("27", "0", "5", "134", "1.517", "1,517", "27,5", "0.029", "007", "1 000", "１２", "٢٧", "²"),
    *(
        "(79,4)",
        "(79.4%)",
        "[3]",
        "(",
        ")",
        "%",
        "<",
        ">",
        "≤",
        "/",
        ":",
        "-",
        "−",
        "–",
        "·",
        ".",
        ",",
    ),
    *(
        " ",
        "\u00a0",
        "\t",
        "\u200b",
        "*",
        "†",
        "a",
        "b",
        "x",
        "kali",
        "of",
        "dari",
        ";",
        "n=",
        "+",
        "½",
    ),
)


def test_the_page_reads_any_text_as_the_package_does(browser):
    rng = random.Random(12)
    texts = ["".join(rng.choices(PIECES, k=rng.randint(1, 5))) for _ in range(20_000)]
    page = browser.new_page()
    for name in ("asi-numbers.js", "asi-calculator.js", "asi-quiz.js"):
        page.add_script_tag(content=(STATIC / name).read_text("utf8"))
    found = page.evaluate(READ, [texts, {"smallest": SMALLEST, "largest": LARGEST}])
    page.close()
    outcomes = set()
    for text, read in zip(texts, found, strict=True):
        assert read["read"] == asdict(read_number(text)), repr(text)
        for name, ours in {
            "count": read_count(text),
            "count_id": read_count(text, "id"),
            "printed": read_printed(text),
        }.items():
            assert read[name] == [ours.problem or ours.value, ours.left], (name, text)
            outcomes.add(ours.problem or "value")
    assert outcomes > {"value", "of_all", "several", "thousands", "fraction", "inexact", "script"}
