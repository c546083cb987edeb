"""The audit of printed numbers in a real browser: the page finds and says what Python does."""

import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest

import asi_helpers as asi
from asi_helpers.audit import VERDICTS
from asi_helpers.audit.percents import CELLS, MARGINS
from asi_helpers.audit.printed import KEYS
from asi_helpers.audit.text import read_figure
from asi_helpers.audit.words import script_words
from asi_helpers.language import LANGUAGES, Capital
from asi_helpers.tables import LABELS, TwoByTwo
from tests import prints

PASTED = json.loads((Path(__file__).parents[1] / "package" / "pasted.json").read_text("utf8"))
STATIC = Path(asi.__file__).parent / "book" / "static"
N_PRINTS = 5_000
N_DESCRIBED = 1_000
BATCH = 500
EXACT = 1e-9  # relative
ALMOST_NOTHING = 1e-250  # below it floats lose their digits

# As text, which travels faster; a number that JSON does not have as its name.
AUDIT = """cases => JSON.stringify(cases.map(({ table, printed, percentages, claim, totals }) => {
  const { refused, findings } = window.asiPrinted.audit(table, printed, percentages, claim, totals);
  return refused ? { refused } : findings.map(
    ({ quantity, printed, computed, verdict, reading, why }) =>
      ({ quantity, printed, computed, verdict, reading, why }));
}), (name, value) => name === "computed" && value !== null ? String(value) : value)"""
DESCRIBE = """([cases, words]) => {
  const { audit, describe, note } = window.asiPrinted;
  return cases.map(({ table, printed, percentages, claim, totals, names }) => {
    const found = audit(table, printed, percentages, claim, totals), said = {};
    for (const l of ["en", "id"]) {
      said[l] = describe(found, names[l], l, words);
      said[`notes_${l}`] = found.findings.map(one => note(found, one, names[l], l, words));
    }
    return said;
  });
}"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    for name in ("numbers", "calculator", "printed"):
        page.add_script_tag(content=(STATIC / f"asi-{name}.js").read_text("utf8"))
    yield page
    page.close()


# Lines, honest and not ----------------------------------------------------------------------------


def change_digit(rng, line):
    key = some(rng, line)
    places = [place for place, letter in enumerate(line[key]) if letter.isdigit()]
    if not places:  # infinite
        return line
    place = some(rng, places)
    return line | {key: f"{line[key][:place]}{rng.integers(10)}{line[key][place + 1 :]}"}


def lose_zero(rng, line):
    """0.094 as 0.94, and 10.62 as 1.62."""
    key = some(rng, line)
    return line | {key: line[key].replace("0", "", 1) if line[key].strip("0.,") else line[key]}


def lose_zero_behind_the_mark(rng, line):
    return {key: text.replace("0.0", "0.", 1).replace("0,0", "0,", 1) for key, text in line.items()}


def swap_limits(rng, line):
    swapped = {}
    for kind in ("or", "rr", "rr2"):
        low, high = f"{kind}_low", f"{kind}_high"
        if low in line and high in line:
            swapped |= {low: line[high], high: line[low]}
    return line | swapped


def invert(rng, line):
    """Some numbers of a ratio turned over, and some not."""
    turned = dict(line)
    for key, text in line.items():
        value = read_figure(text, key).value
        if key.startswith(("or", "rr")) and 0 < value < math.inf and rng.random() < 0.7:
            turned[key] = f"{1 / value:.{rng.integers(1, 5)}f}"
    return turned


def other_level(rng, line):
    """Limits as of 90% or 99%, about the middle of those of 95%."""
    wide = dict(line)
    factor = some(rng, [1.6448536, 2.5758293]) / 1.9599640
    for kind in ("or", "rr", "rr2"):
        ends = [f"{kind}_low", f"{kind}_high"]
        if not set(ends) <= set(line):
            continue
        low, high = (read_figure(line[end], end).value for end in ends)
        if 0 < low < high < math.inf:
            middle, half = math.sqrt(low * high), math.log(high / low) / 2 * factor
            for end, sign in zip(ends, (-1, 1), strict=True):
                wide[end] = f"{middle * math.exp(sign * half):.{rng.integers(1, 4)}f}"
    return wide


def other_names(rng, line):
    """Numbers under the name of other ones, but for p-values, which would be none."""
    keys = [key for key in line if key[0] != "p"]
    return line | {key: line[other] for key, other in zip(keys, rng.permutation(keys), strict=True)}


def shorten(rng, line):
    """Cut to fewer decimals, or rounded to them."""
    short = {}
    for key, text in line.items():
        figure = read_figure(text, key)
        decimals = min(figure.decimals, int(rng.integers(0, 4)))
        is_plain = not figure.bound and not figure.percent and math.isfinite(figure.value)
        rounded = f"{figure.value:.{decimals}f}"
        cut = text[: len(text) - figure.decimals + decimals] if "e" not in text else text
        short[key] = some(rng, [rounded, cut if cut.strip(".,-") else text]) if is_plain else text
    return short


def keep_few(rng, line):
    """One ratio and its limits, or a part of them, as a paper prints them."""
    kept = some(rng, ["or", "rr", "p"])
    return {key: text for key, text in line.items() if key.startswith(kept)} or line


def other_measure(rng, line):
    """The prevalence ratio printed as odds ratio, or the other way round, and nothing else."""
    taken, given = some(rng, [("or", "rr"), ("rr", "or")])
    ends = [end for end in ("", "_low", "_high") if f"{taken}{end}" in line]
    return {f"{given}{end}": line[f"{taken}{end}"] for end in ends} or line


def bound(rng, line):
    """A number as one from which it is known to lie above or below."""
    key = some(rng, line)
    is_plain = line[key][0] in "0123456789."
    return line | {key: f"{some(rng, '<>')}{line[key]}"} if is_plain else line


def group_thousands(rng, line):
    """1517 as 1.517, which may be fewer people than one and a half."""
    number = line.get("n", "")
    if not number.isdigit():
        return line
    return line | {"n": f"{int(number):,}".replace(",", some(rng, ",."))}


def leave(rng, line):
    return line


FALSIFIED = [
    leave,
    bound,
    group_thousands,
    other_measure,
    change_digit,
    lose_zero,
    lose_zero_behind_the_mark,
    swap_limits,
    invert,
    other_level,
    other_names,
    shorten,
    keep_few,
]


def some(rng, choices):
    choices = list(choices)
    return choices[int(rng.integers(len(choices)))]


def everything(rng, cells):
    """Every number that a program may print beside counts, each with a number of decimals."""
    a, b, c, d = cells
    if not all((a + b, c + d, a + c, b + d)):
        return {"or": "2.50", "p": "0.041", "rr": "Inf", "n": str(a + b + c + d), "cc": "0.1"}
    values = {key: value for key, value in prints.statistics(*cells).items() if key in KEYS}
    if rng.random() < 0.03:
        study = prints.Study("", "", ("", ""), ("", ""), cells)
        exact = prints.exact_limits(study)
        values |= zip(("or", "or_low", "or_high"), exact, strict=True)
    if rng.random() < 0.3 or "or" not in values:
        half = [count + 0.5 for count in cells]
        error = math.sqrt(sum(1 / count for count in half))
        values |= prints.limits("or", half[0] * half[3] / (half[1] * half[2]), error)
    n = str(sum(cells)) if rng.random() < 0.3 else None
    values |= {"p": values["p_yates"], "chi2": values["chi2_n1"]}
    style = some(rng, ["{:.2f}", "{:.3f}", "{:.4g}", "{:.7g}", "{:.1f}", "{:.2e}"])
    keys = [key for key in values if rng.random() < 0.6]
    line = {key: style.format(values[key]).replace("inf", "Inf") for key in keys}
    mark = some(rng, [".", ","])
    line = {key: text.replace(".", mark) for key, text in line.items()}
    return line | ({"n": n} if n else {})


def shortened(rng, cells):
    """A ratio of two shares that were shortened before they were divided."""
    a, b, c, d = cells
    p, q = (round(count / max(1, whole), 2) for count, whole in ((a, a + b), (c, c + d)))
    if not (0 < p < 1 and 0 < q < 1):
        return {"rr": "2.15", "p": "0,007"}
    ratios = {"rr": p / q, "or": p * (1 - q) / (q * (1 - p))}
    key = some(rng, ratios)
    return {key: f"{ratios[key]:.{rng.integers(2, 4)}f}"}


def shares(rng, cells):
    """Percentages of some cells and margins, of one whole or several."""
    a, b, c, d = cells
    rows, columns, n = (a + b, c + d), (a + c, b + d), sum(cells)
    if rng.random() < 0.5 or not all((*rows, *columns)):
        return None
    wholes = [tuple(rows[i // 2] for i in range(4)), tuple(columns[i % 2] for i in range(4))]
    wholes = [some(rng, [*wholes, (n,) * 4]) for _ in range(rng.integers(1, 3))]
    decimals, sign = rng.integers(0, 4), some(rng, ["", "%"])
    scale = 1 if decimals == 3 and not sign else 100
    texts = {
        cell: tuple(f"{scale * cells[i] / whole[i]:.{decimals}f}{sign}" for whole in wholes)
        for i, cell in enumerate(CELLS)
        if rng.random() < 0.9
    }
    texts = {cell: each if len(each) > 1 else each[0] for cell, each in texts.items()}
    if texts and rng.random() < 0.3:
        texts[some(rng, texts)] = f"{100 * rng.random():.{decimals}f}"
    margins = {"exposed": rows[0] / n, "noncase": columns[1] / n, "all": 1.0}
    kept = some(rng, [[], list(margins)])
    return texts | {name: f"{100 * margins[name]:.1f}" for name in kept}


def sums(rng, cells):
    """Printed totals of some rows and columns, now and then a wrong one."""
    a, b, c, d = cells
    totals = dict(zip(MARGINS, (a + b, c + d, a + c, b + d, a + b + c + d), strict=True))
    texts = {
        name: some(rng, [f"{total}", f"{total:,}", f"{total:,}".replace(",", "."), f"{total}a"])
        for name, total in totals.items()
        if rng.random() < 0.6
    }
    if texts and rng.random() < 0.3:
        texts[some(rng, texts)] = f"{rng.integers(0, 2_000):,}"
    return texts


def lines(number, seed):
    """Tables, what is printed with them, and whether a text claims something of them."""
    rng = np.random.default_rng(seed)
    for place, (_, _, drawn) in enumerate(prints.generate(number, seed)):
        cells = tuple(drawn.cells[0] + drawn.cells[1])
        printed = drawn.printed | (drawn.also if place % 2 else {})
        if place % 2:  # small ones, with cells of 0
            top = some(rng, [2, 5, 12, 40, 120, 4_000])
            cells = tuple(map(int, rng.integers(0, top, 4)))
            if not sum(cells):
                continue
        if place % 2 or not printed:
            printed = everything(rng, cells)
        if rng.random() < 0.05:
            printed = shortened(rng, cells)
        for _ in range(2):
            printed = some(rng, FALSIFIED)(rng, printed) if printed else printed
        claim = some(rng, [None, [some(rng, LABELS[1:3]), some(rng, LABELS[4:])]])
        yield cells, printed, shares(rng, cells), claim, sums(rng, cells)


def as_table(cells, labels=None):
    return TwoByTwo.from_array([cells[:2], cells[2:]], **(labels or {}))


def as_case(cells, printed, percentages, claim, totals=None):
    table = dict(zip("abcd", cells, strict=True))
    given = {"percentages": percentages, "claim": claim, "totals": totals}
    return {"table": table, "printed": printed, **given}


def audited(cells, printed, percentages, claim, totals=None, labels=None):
    """What Python finds, or None where it refuses."""
    table = as_table(cells, labels)
    claimed = claim and tuple(getattr(table, name) for name in claim)
    try:
        return asi.audit_printed(
            table, printed, percentages=percentages, totals=totals, claim=claimed
        )
    except ValueError:
        return None


def in_batches(page, script, cases, *more):
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        found = page.evaluate(script, [batch, *more] if more else batch)
        yield from json.loads(found) if isinstance(found, str) else found


def same_number(one, other):
    """Whether a number of the page, as text, is one of Python; None where there is none."""
    if one is None or other is None:
        return one is other
    one = float(one)
    both_undefined = math.isnan(one) and math.isnan(other)
    return both_undefined or math.isclose(one, other, rel_tol=EXACT, abs_tol=ALMOST_NOTHING)


def same(found, finding):
    """Whether a finding of the page is the one of Python."""
    return (
        found["quantity"] == finding.quantity
        and found["printed"] == finding.printed
        and found["verdict"] == finding.verdict
        and found["reading"] == list(finding.reading)
        and found["why"] == finding.why
        and same_number(found["computed"], finding.computed)
    )


# Held equal ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn():
    return list(lines(N_PRINTS, seed=1))


def test_the_page_finds_what_python_finds(page, drawn):
    other, verdicts, whys, refused = [], set(), set(), 0
    cases = [as_case(*line) for line in drawn]
    for line, found in zip(drawn, in_batches(page, AUDIT, cases), strict=True):
        wanted = audited(*line)
        if wanted is None or "refused" in found:
            refused += 1
            if wanted is not None or "refused" not in found:
                other.append((line, found, wanted))
            continue
        verdicts |= {finding.verdict for finding in wanted.findings}
        whys |= {finding.why for finding in wanted.findings}
        pairs = zip(found, wanted.findings, strict=True)
        if not all(same(one, finding) for one, finding in pairs):
            other.append((line, found, wanted.findings))
    assert other == []
    # and the lines are such that every answer is given
    assert verdicts == set(VERDICTS)
    assert whys >= {"foreign", "perhaps_foreign", "rounded", "near", "adjusted", "other_method"}
    assert 0 < refused < N_PRINTS / 10


def test_the_page_finds_in_published_tables_what_python_finds(page):
    published = [case for case in PASTED if case["cells"] and case["printed"]]
    drawn = [
        (tuple(itertools.chain(*case["cells"])), case["printed"], None, None) for case in published
    ]
    found = list(in_batches(page, AUDIT, [as_case(*line) for line in drawn]))
    assert len(found) > 30
    for case, line, one in zip(published, drawn, found, strict=True):
        wanted = audited(*line)
        assert all(map(same, one, wanted.findings)), case["id"]
        assert len(one) == len(wanted.findings)


SPECIAL = [  # more decimals than a script can write by itself, and counts that give nothing
    ((27, 7, 6, 54), {"p": "1.2e-120", "chi2": "3e-101", "or": "4e-110", "rr": "9.96e-105"}),
    ((900, 1, 2, 800), {"p": "2e-150", "p_lr": "1.23e-200", "p_fisher": "5.5e-130"}),
    ((0, 0, 6, 54), {"p": "0.5", "chi2": "2", "or": "1", "or_low": "2", "phi": "1", "rr": "2"}),
    ((5, 0, 0, 5), {"p": "0,000", "or": "9", "or_low": "1", "or_high": "99", "rr": "3.50"}),
    ((6, 54, 27, 7), {"or": "0,029", "or_low": "0,009", "or_high": "0,94"}),  # a lost zero
    ((30_000, 20_000, 10_000, 40_000), {"or": "6.0", "or_low": "5.8", "or_high": "6.3"}),
    ((3_000_000, 2_000_000, 1_000_000, 4_000_000), {"or": "6.01", "p": "0", "p_fisher": "0.5"}),
    ((27, 7, 6, 54), {}),
]
NAMED = {
    "exposed": asi.Label("<b>{case}</b>", id="$& di bawah UMR"),
    "unexposed": asi.Label("others", id="yang lain"),
    "case": asi.Label("smooth flow", id="lancar"),
    "noncase": asi.Label("no flow", id="tidak lancar"),
}


def test_the_page_says_what_python_says(page, drawn):
    drawn = [line for line in drawn[-2 * N_DESCRIBED :] if audited(*line)]
    drawn = drawn[:N_DESCRIBED] + [(cells, printed, None, None) for cells, printed in SPECIAL]
    names = {each: {name: label.say(each) for name, label in NAMED.items()} for each in LANGUAGES}
    cases = [as_case(*line) | {"names": names} for line in drawn]
    other = []
    for line, said in zip(drawn, in_batches(page, DESCRIBE, cases, script_words()), strict=True):
        wanted = audited(*line, labels=NAMED)
        for language in LANGUAGES:
            items = list(asi.describe(wanted, language).items)
            if said[language] != items:
                other.append((line, said[language], items))
            notes = [Capital(finding.words).say(language) for finding in wanted.findings]
            if said[f"notes_{language}"] != notes:
                other.append((line, said[f"notes_{language}"], notes))
    assert other == []
    assert len(drawn) == N_DESCRIBED + len(SPECIAL)


FIGURES = [
    *("0,029", ".41", "1.", "1·82", "2.3*", "2.3 a", "4,170a", "= <0.001", "<,0005", "> 0.05"),
    *("1.2e-05", "1e-120", "2E3", "95,6%", "95.6 %", "1.234,5", "1 234", "1,234.5", "−0.35", "–2"),
    *("3.5²", "3.5ᵃ", "inf", "-Infinity", "∞", "2.5 times", "2,5kali", "2.5x", "０．０５", "00.50"),
    *("", " ", "p", "1.2.3", "1,2,3", "27/34", "27 (79,4)", "1e", "--2", "<", "2.5 kg", "0.05 (a)"),
    *("≤0.05", ">=1", "100", "0", "0.0", "-0.0", "5†", "5 ‡§", "1e999", "12,345,678", ".", ","),
]


def test_the_page_reads_a_printed_number_as_python_does(page):
    found = page.evaluate("texts => texts.map(window.asiPrinted.readFigure)", FIGURES)
    for text, read in zip(FIGURES, found, strict=True):
        try:
            wanted = read_figure(text, "it")._asdict()
        except ValueError:
            assert read is None, text
            continue
        assert read["half"] == pytest.approx(wanted.pop("half"), rel=1e-12), text
        assert {name: read[name] for name in wanted} == wanted, text


@pytest.mark.parametrize(
    ("printed", "refused"),
    [
        ({"odds": "2"}, "unknown_key"),
        ({"or": "about 2"}, "unreadable"),
        ({"p": "1.3"}, "not_a_share"),
        ({"chi2": "-3.2"}, "negative"),
    ],
)
def test_the_page_refuses_what_python_refuses(page, printed, refused):
    (found,) = in_batches(page, AUDIT, [as_case((27, 7, 6, 54), printed, None, None)])
    assert found == {"refused": refused}
    with pytest.raises(ValueError, match=next(iter(printed))):
        asi.audit_printed(as_table((27, 7, 6, 54)), printed)


def test_a_cell_that_is_none_is_refused(page):
    case = as_case((27, 7, 6, 54), {}, {"smooth": "79.4"}, None)
    assert list(in_batches(page, AUDIT, [case])) == [{"refused": "unknown_key"}]


@pytest.mark.parametrize(
    ("totals", "refused"), [({"row": "34"}, "unknown_key"), ({"all": "many"}, "unreadable")]
)
def test_a_total_that_is_none_is_refused(page, totals, refused):
    case = as_case((27, 7, 6, 54), {}, None, None, totals)
    assert list(in_batches(page, AUDIT, [case])) == [{"refused": refused}]


def test_the_words_are_plain_text_in_both_languages():
    words = json.loads(json.dumps(script_words(), ensure_ascii=False))
    assert words == script_words()
    assert words["en"].keys() == words["id"].keys()
    for group, said in words["en"].items():
        assert said.keys() == words["id"][group].keys()
