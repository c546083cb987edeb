"""Pasted tables in a real browser: the page's script reads them as the package does."""

import json
import random
from pathlib import Path

import pytest

import asi_helpers as asi
from asi_helpers.language import Count, say
from asi_helpers.pasted import beside
from asi_helpers.pasted.refusals import Refused
from asi_helpers.pasted.script import script_words
from asi_helpers.tables import CELLS
from tests import prints

STATIC = Path(asi.__file__).parent / "book" / "static"
CASES = Path(__file__).parents[1] / "package" / "pasted.json"
N_PRINTS, N_MUTILATED, BATCH = 5_000, 1_000, 500
WORDS = script_words()
# What the audit says of a number is given, so that a difference is the reader's own; or asked of
# the page's audit, where none is given.
READ = """([texts, words, verdicts]) => {
  const audit = ({ a, b, c, d }, printed) => {
    const [[key, text]] = Object.entries(printed);
    return { findings: [{ verdict: verdicts[[a, b, c, d, key, text].join(" ")] }] };
  };
  const used = verdicts ? audit : window.asiPrinted.audit;
  return texts.map(text => window.asiPasted.read(text, words, used));
}"""


@pytest.fixture
def read(browser, monkeypatch):
    """Read texts twice: read(texts) -> each text, what the package reads, what the page reads."""
    verdicts, audit = {}, beside.audit_printed

    def recorded(table, printed):
        ((key, text),) = printed.items()
        found = audit(table, printed)
        verdicts[" ".join(map(str, [*counts(table), key, text]))] = found.findings[0].verdict
        return found

    monkeypatch.setattr(beside, "audit_printed", recorded)
    page = browser.new_page()
    for name in ("numbers", "calculator", "printed", "pasted"):
        page.add_script_tag(content=(STATIC / f"asi-{name}.js").read_text("utf8"))

    def both(texts, own_audit=False):
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            verdicts.clear()
            wanted = [in_python(text, "id" if i % 2 else "en") for i, text in enumerate(batch)]
            found = page.evaluate(READ, [batch, WORDS, None if own_audit else verdicts])
            for i, (text, own, here) in enumerate(zip(batch, wanted, found, strict=True)):
                yield text, own, said(here, "id" if i % 2 else "en")

    yield both
    page.close()


def counts(table):
    return [int(getattr(table, name)) for name in CELLS]


def in_python(text, language):
    """What the package reads, with lists where it has tuples."""
    try:
        pasted = asi.read_pasted(text, language=language)
    except Refused as refused:
        return {"refused": refused.why, "said": str(refused)}
    table = pasted.table
    plain = {
        "table": counts(table),
        "rows": [table.exposed.say(language), table.unexposed.say(language)],
        "columns": [table.case.say(language), table.noncase.say(language)],
        "printed": list(pasted.printed.items()),
        "percentages": list(pasted.percentages.items()),
        "totals": list(pasted.totals.items()),
        "layout": pasted.layout,
        "warnings": pasted.warnings,
        "numbers": pasted.numbers,
    }
    return json.loads(json.dumps(plain))


def said(here, language):
    """What the page reads, in the words that the page has for it."""
    words = WORDS["said"][language]
    if "refused" in here:
        return {
            "refused": here["refused"],
            "said": filled(words["refusals"][here["refused"]], here["found"], language),
        }
    units = here["text"].encode("utf-16-le")  # places are counted as scripts do
    for number in here["numbers"]:
        printed = units[2 * number["start"] : 2 * number["end"]].decode("utf-16-le")
        assert printed.startswith(number["text"].lstrip("<>-")), (here["text"], number)
    return {
        "table": [here["table"][cell] for cell in "abcd"],
        "rows": here["rows"] or words["rows"],
        "columns": here["columns"] or words["columns"],
        "printed": [list(pair) for pair in here["printed"].items()],
        "percentages": [list(pair) for pair in here["percentages"].items()],
        "totals": [list(pair) for pair in here["totals"].items()],
        "layout": here["layout"],
        "warnings": [
            filled(words["warnings"][each["key"]], each["gaps"], language)
            for each in here["warnings"]
        ],
        "numbers": [[number["text"], number["role"]] for number in here["numbers"]],
    }


def filled(template, gaps, language):
    return template.format(
        **{
            gap: say(Count(value), language) if isinstance(value, int) else value
            for gap, value in gaps.items()
        }
    )


def mutilated(text, others, rng):
    """A text as it comes out of a copy that went wrong."""
    for _ in range(rng.randint(1, 3)):
        lines, start = text.split("\n"), rng.randrange(len(text) + 1)
        end = start + rng.randint(1, 6)
        numerals = [i for i, letter in enumerate(text) if letter in "0123456789"]
        kind = rng.randrange(8)
        if kind == 0:
            lines.pop(rng.randrange(len(lines)))
        elif kind == 1:
            rng.shuffle(lines)
        text = "\n".join(lines)
        if kind == 2 and numerals:
            i = rng.choice(numerals)
            text = text[:i] + rng.choice("0123456789") + text[i + 1 :]
        elif kind == 3:
            text += rng.choice(["\n", " ", "\n\n", ""]) + rng.choice(others)
        elif kind == 4:
            text = text[:start] + text[end:]
        elif kind == 5:
            text = text[:start] + "".join(rng.choices(MARKS, k=2)) + text[start:]
        elif kind == 6:
            text = text.replace(*rng.choice([(".", ","), (",", "."), ("\n", " "), (" ", "\n")]))
        elif kind == 7:
            text = text[:end] + text[start:]
    return text


MARKS = "–−—·≤≥×χ²³½①µéãİß\u00a0\u2009\u202f\u200b\u00ad١𝑥|\t\r\n\"';,.<>=/()[]%*+-_~^"


def test_the_page_reads_every_real_table_as_the_package_does(read):
    texts = [case["text"] for case in json.loads(CASES.read_text("utf8"))]
    for text, wanted, found in read(texts):
        assert found == wanted, text


def test_the_page_reads_what_programs_and_papers_print_as_the_package_does(read):
    texts = [printed.text for _, _, printed in prints.generate(N_PRINTS, seed=12)]
    layouts, n_read = set(), 0
    for text, wanted, found in read(texts):
        assert found == wanted, text
        layouts.add(found.get("layout"))
        n_read += "table" in found
    assert n_read > 0.9 * N_PRINTS
    assert {"row by row", "column by column"} <= layouts


def test_the_page_tells_numbers_apart_by_its_own_audit(read):
    texts = [case["text"] for case in json.loads(CASES.read_text("utf8"))]
    texts += [printed.text for _, _, printed in prints.generate(500, seed=14)]
    for text, wanted, found in read(texts, own_audit=True):
        assert found == wanted, text


def test_the_page_refuses_what_the_package_refuses_and_reads_the_rest_alike(read):
    rng = random.Random(3)
    texts = [printed.text for _, _, printed in prints.generate(N_MUTILATED, seed=13)]
    texts = [mutilated(text, texts, rng) for text in texts]
    why = set()
    for text, wanted, found in read(texts):
        assert found == wanted, text
        why.add(found.get("refused"))
    assert {None, "not_explained", "total", "two_readings", "no_counts", "fraction"} <= why


RISKS = """Risk Estimate
Odds Ratio for knowledge (good / poor) 34.714 10.622 113.454
For cohort practice = smooth 7.941 3.647 17.291
For cohort practice = not smooth .229 .118 .445
N of Valid Cases {n}"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RISKS.format(n=94), "risk estimate"),
        (RISKS.format(n=95), "risk_alone"),
        ("OR = 34.714 (10.622-113.454)", "risk_incomplete"),
        ('a,"Yes, now",No\n"Good ""one""",27,7\nPoor,6,54', "row by row"),
        ('a;Yes;No\nGood;27;7\nPoor;6;"54', "row by row"),
        ("Good 27/34 (79.4%)\nPoor 6/60 (10.0%)", "row by row"),
        ("Good 27/34\nPoor 6/60", "fraction"),
        ("Good 27 <5 32\nPoor 6 54 60", "hidden"),
        ("Good ٢٧ 7\nPoor 6 54", "other_digits"),
        ("Good 79.4% 20.6%\nPoor 10.0% 90.0%", "percentages_only"),
        ("Good 27 7 34 5.0470.01233\nPoor 6 54", "glued"),
        ("Chi-square 12.5 df = 2\nGood 27 7\nPoor 6 54", "larger"),
        ("Yes No Total\nGood 27 7\nPoor 6 54", "no_total"),
        ("Yes No Total\nGood 27 7 35\nPoor 6 54 60\nTotal 33 61 94", "total"),
        ("Good 79,4% 20,6%\nPoor 10,0% 90,0%", "percentages_only"),
        ("Good: 79,4%, 20,6%\nPoor: 10,0%, 90,0%", "percentages_only"),
        ("Good 27(79,4) 7(20,6)\nPoor 6(10,0) 54(90,0)", "row by row"),
        ("Good,27,7\nPoor,6,54", "row by row"),
        ("Good 0/0 (0%)\nPoor 6/60 (10%)", "fraction"),
        ("Good 1.5e400 7\nPoor 6 54", "glued"),
        ("Good 1" + 300 * ".234" + ",00 7 Poor 6 54", "glued"),
        (" ".join(map(str, range(1000, 2000))), "not_explained"),
        ("\ufeffGo\u00adod\u200b 27 7\vPoor 6 54", "row by row"),
        (RISKS.format(n=94).replace("7.941", "< 7.941"), "risk estimate"),
        ("\x0cGood\x1c27 7\u2028Poor\x856 54\u00a0", "row by row"),
        ("😀 " * 10_000 + "Good 27 7 Poor 6 54", "too_long"),
        ("group sick well\nInterferon alfa | 20 | 30\nother | 135 | 166", "row by row"),
        ("group sick well\nkelas \u03b1 147 133\nother 135 166", "row by row"),
        ("\u03b1 = 0,05 alpha 5%\nGood 27 7\nPoor 6 54", "row by row"),
        ("", "no_counts"),
    ],
)
def test_the_page_reads_unusual_texts_as_the_package_does(read, text, expected):
    ((_, wanted, found),) = read([text])
    assert found == wanted
    assert found.get("layout", found.get("refused")) == expected
