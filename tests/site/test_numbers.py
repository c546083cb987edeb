"""Typed numbers in a real browser: the page reads them as the package does."""

import json
from pathlib import Path

import asi_helpers as asi

STATIC = Path(asi.__file__).parent / "book" / "static"
ROWS = json.loads((Path(__file__).parents[1] / "typed.json").read_text("utf8"))
READ = """([texts, limits]) => texts.map(text => {
  const said = ({ problem, value }) => problem || value;
  return {
    read: window.asiNumbers.read(text),
    count: said(window.asiCalculator.readCount(text)),
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
        assert (read["count"], read["printed"]) == (row["count"], row["printed"]), row
        values = [row[key] for key in ("value", "grouped") if row.get(key) is not None]
        assert read["quiz"].get("values", []) == values, row
