"""2x2 tables as programs and papers print them, with what a reader should get out of each.

Nothing here is computed by asi_helpers: counts are drawn, statistics are plain arithmetic that is
held to scipy, and each layout is written after outputs of the program itself. R 4.2 (with epiR,
epitools and gmodels) and PSPP 1.6 were run; SPSS, jamovi, JASP and Stata follow published outputs.

`PRINTS` names the layouts. `generate(n, seed)` draws languages, tables and layouts.

The numbers that stand beside a table are kept as printed, by what they are: `p chi2` where the
print does not say of which test; else `p_pearson p_yates p_n1 p_lr p_fisher p_fisher1 p_midp` and
`chi2_pearson chi2_yates chi2_n1 chi2_lr`; `or or_low or_high`; `rr rr_low rr_high` as printed first
and `rr2 ...` second; `phi cc n`. A limit from below keeps its sign, without a space: `<2.2e-16`.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

import numpy as np
from scipy import optimize, special


@dataclass(frozen=True)
class Study:
    """A table to print: names of both variables, their values, and four counts row by row."""

    row: str
    column: str
    rows: tuple[str, str]
    columns: tuple[str, str]
    counts: tuple[int, int, int, int]

    @property
    def cells(self):
        a, b, c, d = self.counts
        return ((a, b), (c, d))

    @property
    def sums(self):
        """Totals of the rows and of the columns, and everybody."""
        a, b, c, d = self.counts
        return (a + b, c + d), (a + c, b + d), a + b + c + d

    @property
    def digits(self):
        """Whether a label holds a number, which a bare row of numbers cannot be told from."""
        return any(letter.isdigit() for label in self.rows + self.columns for letter in label)


@dataclass(frozen=True)
class Print:
    """What is pasted and what is to be read.

    `percentages_base` is `row`, `column`, `total`, several of them joined by `+`, or None;
    `may_refuse` where the text can be read in more than one way; `also` holds numbers that may be
    read too, though the counts do not give them to their last digit (exact limits) or at all by
    the usual formulas (R's conditional estimate).
    """

    text: str
    cells: tuple[tuple[int, int], tuple[int, int]]
    printed: dict[str, str] = field(default_factory=dict)
    percentages_base: str | None = None
    may_refuse: bool = False
    also: dict[str, str] = field(default_factory=dict)


# What is drawn ------------------------------------------------------------------------------------

LABELS = {
    "en": [
        ("Smoking", "Hypertension", ("Yes", "No"), ("Yes", "No")),
        ("Sex", "Handedness", ("Male", "Female"), ("Left", "Right")),
        ("Exposure", "Group", ("Exposed", "Not exposed"), ("Cases", "Controls")),
        ("Knowledge", "Practice", ("Good", "Poor"), ("Adequate", "Inadequate")),
        ("Age", "Anaemia", ("≥ 35 years", "< 35 years"), ("Anaemic", "Not anaemic")),
        ("Treatment", "Outcome", ("Drug", "Placebo"), ("Improved", "Not improved")),
        ("smoker", "lowbwt", ("1", "0"), ("1", "0")),
    ],
    "id": [
        ("Pengetahuan", "Peran keluarga", ("Baik", "Kurang"), ("Ya", "Tidak")),
        ("Status gizi", "Sakit diare", ("Buruk", "Baik"), ("Ya", "Tidak")),
        ("Merokok", "Hipertensi", ("Ya", "Tidak"), ("Ya", "Tidak")),
        (
            "Ventilasi",
            "Kejadian ISPA",
            ("Tidak memenuhi syarat", "Memenuhi syarat"),
            ("Kasus", "Kontrol"),
        ),
        ("Umur", "Kejadian anemia", ("≥ 35 tahun", "< 35 tahun"), ("Anemia", "Tidak anemia")),
        ("Jenis kelamin", "Kepatuhan", ("Laki-laki", "Perempuan"), ("Patuh", "Tidak patuh")),
        ("Usia ibu", "BBLR", ("<20 atau >35 tahun", "20-35 tahun"), ("BBLR", "Tidak BBLR")),
    ],
}


def tables(rng, language="en"):
    """A study of a size that is met: small, with an empty cell, of a thesis, of thousands."""
    size = rng.choice(["small", "empty", "thesis", "thesis", "large"])
    top = {"small": 12, "empty": 40, "thesis": 80, "large": 3000}[size]
    while True:
        counts = [int(count) for count in rng.integers(1, top, 4)]
        if size == "empty":
            counts[rng.integers(4)] = 0
        row, column, rows, columns = LABELS[language][rng.integers(len(LABELS[language]))]
        study = Study(row, column, rows, columns, tuple(counts))
        if all(study.sums[0]) and all(study.sums[1]):
            return study


# Statistics ---------------------------------------------------------------------------------------

# Written out, because scipy's own tests take a hundred times as long and thousands of tables are
# printed; tests/package/test_prints.py holds every one of them to scipy's.


@cache
def statistics(a, b, c, d):
    """Every number that a program prints beside these counts; none that an empty cell forbids."""
    n = a + b + c + d
    expected = np.outer([a + b, c + d], [a + c, b + d]) / n
    gap = abs(a - expected[0, 0])
    found = {"expected": expected, **exact_tests(a, b, c, d)}
    found["chi2_pearson"] = gap**2 * float((1 / expected).sum())
    found["chi2_yates"] = max(0.0, gap - 0.5) ** 2 * float((1 / expected).sum())
    found["chi2_n1"] = found["chi2_pearson"] * (n - 1) / n
    counts = np.array([[a, b], [c, d]])
    found["chi2_lr"] = 2 * float(special.xlogy(counts, counts / expected).sum())
    for name in ("pearson", "yates", "n1", "lr"):
        found[f"p_{name}"] = float(special.chdtrc(1, max(0.0, found[f"chi2_{name}"])))
    found["phi"] = (a * d - b * c) / math.sqrt((a + b) * (c + d) * (a + c) * (b + d))
    found["cc"] = math.sqrt(found["chi2_pearson"] / (found["chi2_pearson"] + n))
    if a * b * c * d:
        error = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
        found |= limits("or", a * d / (b * c), error)
    found |= risk_ratio("rr", a, a + b, c, c + d) | risk_ratio("rr2", b, a + b, d, c + d)
    return found


def weights(a, b, c, d):
    """What the upper left count can be with these totals, and how likely, as a logarithm."""
    counts = np.arange(max(0, a - d), min(a + b, a + c) + 1)
    others = (counts, a + b - counts, a + c - counts, d - a + counts)
    return counts, -sum(special.gammaln(other + 1) for other in others)


def exact_tests(a, b, c, d):
    """Fisher's test, two-sided by equal or smaller probability and one-sided, and mid-p."""
    counts, logs = weights(a, b, c, d)
    chances = np.exp(logs - special.logsumexp(logs))
    here = chances[counts == a][0]
    tails = [float(chances[side].sum()) for side in (counts <= a, counts >= a)]
    return {
        "p_fisher": min(1.0, float(chances[chances <= here * (1 + 1e-7)].sum())),
        "p_fisher1": min(1.0, *tails),
        "p_midp": min(1.0, 2 * min(tail - here / 2 for tail in tails)),
    }


def risk_ratio(name, events, of, other, other_of):
    if not events or not other:
        return {}
    error = math.sqrt(1 / events - 1 / of + 1 / other - 1 / other_of)
    return limits(name, events / of / (other / other_of), error)


def limits(name, estimate, error):
    width = special.ndtri(0.975) * error
    return {
        name: estimate,
        f"{name}_low": estimate * math.exp(-width),
        f"{name}_high": estimate * math.exp(width),
    }


def exact_limits(study):
    """The conditional estimate of the odds ratio and its exact limits.

    R and Stata search for the limits and stop at the third or fourth digit: 0.6846954 in R and
    .6848212 in Stata, of 12, 16, 55, 125, where it is 0.6846976. So they stand in `also`.
    """
    counts, logs = weights(*study.counts)
    a = study.counts[0]

    def chances(log):
        tilted = logs + counts * log
        return np.exp(tilted - special.logsumexp(tilted))

    def solve(gap):
        return math.exp(optimize.brentq(gap, -50, 50, xtol=1e-12))

    inner = counts[0] < a < counts[-1]
    edge = 0.0 if a == counts[0] else math.inf
    estimate = solve(lambda log: chances(log) @ counts - a) if inner else edge
    low = 0.0 if a == counts[0] else solve(lambda log: chances(log)[counts >= a].sum() - 0.025)
    high = (
        math.inf if a == counts[-1] else solve(lambda log: chances(log)[counts <= a].sum() - 0.025)
    )
    return estimate, low, high


# Numbers as text ----------------------------------------------------------------------------------


def decimal(value, places, mark=".", zero=True):
    """A number rounded half up, as SPSS and Excel round; `zero=False` drops the leading zero."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    else:
        exact = Decimal(float(value))
    text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    if not zero and places:
        text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
    return text.replace(".", mark)


def whole(count, mark):
    """A count with a mark of thousands, or with none where the mark is empty."""
    return f"{count:,}".replace(",", mark)


def r_places(value, digits):
    """Decimals that show `digits` significant digits of a number, no zeros at their end."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return max(0, len(mantissa.rstrip("0").partition(".")[2]) - int(exponent))


def r_vector(values, digits=7):
    """As R prints numbers side by side: as many decimals as the neediest of them wants."""
    finite = [value for value in values if math.isfinite(value)]
    places = max((r_places(value, digits) for value in finite), default=0)
    longest = max((len(f"{value:.{places}f}") for value in finite), default=0)
    if longest > max((len(scientific(value, digits)) for value in finite), default=0):
        return [scientific(value, digits) for value in values]
    return [f"{value:.{places}f}" if math.isfinite(value) else "Inf" for value in values]


def scientific(value, digits):
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}e{exponent}"


def r_number(value, digits):
    return r_vector([value], digits)[0]


def r_p(value):
    """A p-value behind `p-value`, with its sign; and as it is kept."""
    if value < 2.2e-16:
        return "< 2.2e-16", "<2.2e-16"
    text = r_number(value, 4)
    return f"= {text}", text


def stata_number(value):
    """Stata's %9.0g: seven digits, no zero before the point."""
    text = f"{value:.7f}" if abs(value) < 1 else f"{value:.7g}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def percent(part, whole_, places, mark="."):
    return decimal(Fraction(100 * part, whole_), places, mark)


def percentages(study, base, places, mark="."):
    """Nine percentages of a table with its totals, row by row."""
    (a, b), (c, d) = study.cells
    (r, s), (k, m), n = study.sums
    grid = [[a, b, r], [c, d, s], [k, m, n]]
    of = {
        "row": lambda i, j: grid[i][2],
        "column": lambda i, j: grid[2][j],
        "total": lambda i, j: n,
    }[base]
    return [[percent(grid[i][j], of(i, j), places, mark) for j in range(3)] for i in range(3)]


def margins(study):
    """Three rows of three counts."""
    (a, b), (c, d) = study.cells
    rows, columns, n = study.sums
    return [[a, b, rows[0]], [c, d, rows[1]], [*columns, n]]


def marks(language, rng):
    """The decimal mark, and the mark of thousands that goes with it."""
    comma = rng.random() < (0.8 if language == "id" else 0.05)
    return (",", ".") if comma else (".", ",")


def pick(rng, *choices):
    return choices[int(rng.integers(len(choices)))]


# SPSS ---------------------------------------------------------------------------------------------


def spss(study, rng, language, *, inside=(), beside=()):
    """Crosstabs as copied from the viewer, from a PDF, or on one line, with what is beside it."""
    mark = pick(rng, ".", ",") if language == "id" else "."
    zero = mark == "," and rng.random() < 0.5
    lines = [*spss_crosstab(study, rng, language, inside, mark, zero)]
    printed = {}
    for block in beside:
        if block == "risk" and not all(study.counts):
            continue  # what stands there then is not known for certain
        more, numbers = SPSS_BLOCKS[block](study, rng, mark, zero)
        lines += [[""], *more]
        printed |= numbers
    bases = [base for base in ("row", "column", "total") if base in inside]
    return Print(
        spss_text(lines, pick(rng, "viewer", "pdf", "line")),
        study.cells,
        printed,
        "+".join(bases) or None,
    )


def spss_text(lines, how):
    if how == "viewer":
        return "\n".join("\t".join(line) for line in lines)
    words = [" ".join(cell for cell in line if cell) for line in lines]
    return "\n".join(words) if how == "pdf" else " ".join(word for word in words if word)


def spss_crosstab(study, rng, language, inside, mark, zero):
    of = {
        "row": f"% within {study.row}",
        "column": f"% within {study.column}",
        "total": "% of Total",
    }
    count = pick(rng, "Count", "Count", "Jumlah") if language == "id" else "Count"
    yield [f"{study.row} * {study.column} Crosstabulation"]
    if not inside:
        yield [count]
    lead = ["", ""] if not inside else ["", "", ""]
    yield [*lead, study.column, "", "Total"]
    yield [*lead, *study.columns, ""]
    names = (*study.rows, "Total")
    for index, (name, counts) in enumerate(zip(names, margins(study), strict=True)):
        start = [study.row if index == 0 else "", name] if index < 2 else ["Total", ""]
        if not inside:
            yield [*start, *map(str, counts)]
            continue
        yield [*start, count, *map(str, counts)]
        for kind in inside:
            if kind in of:
                row = percentages(study, kind, 1, mark)[index]
                label, cells = of[kind], [f"{shorn(cell, zero)}%" for cell in row]
            elif kind == "expected":
                label, cells = "Expected Count", spss_expected(study, index, mark, zero)
            elif index < 2:
                label, cells = "Residual", spss_residuals(study, index, mark, zero)
            else:
                continue
            yield ["", "", label, *cells]


def shorn(text, zero):
    """SPSS writes .5, and ,5 where the decimal mark is a comma, unless told to keep the zero."""
    return text if zero or not text.startswith(("0.", "0,")) else text[1:]


def spss_expected(study, index, mark, zero):
    counts = margins(study)[index]
    if index < 2:
        expected = statistics(*study.counts)["expected"]
        counts = [*expected[index], counts[2]]
    return [decimal(value, 1, mark, zero) for value in counts]


def spss_residuals(study, index, mark, zero):
    expected = statistics(*study.counts)["expected"][index]
    gaps = [count - value for count, value in zip(study.cells[index], expected, strict=True)]
    return [*(decimal(gap, 1, mark, zero) for gap in gaps), ""]


def spss_p(value, mark, zero, recent):
    """Three decimals; since version 28 `<.001` for what is smaller."""
    if recent and value < 0.001:
        text = decimal(0.001, 3, mark, zero)
        return f"<{text}"
    return decimal(value, 3, mark, zero)


def spss_tests(study, rng, mark, zero):
    numbers = statistics(*study.counts)
    recent = rng.random() < 0.3
    sig = "Asymptotic Significance (2-sided)" if recent else "Asymp. Sig. (2-sided)"
    lines = [["Chi-Square Tests"]]
    lines += [["", "Value", "df", sig, "Exact Sig. (2-sided)", "Exact Sig. (1-sided)"]]
    printed = {}

    def test(label, name, note=""):
        value = decimal(numbers[f"chi2_{name}"], 3, mark, zero)
        p = spss_p(numbers[f"p_{name}"], mark, zero, recent)
        printed.update({f"chi2_{name}": value, f"p_{name}": p})
        return [label, value + note, "1", p, "", ""]

    lines += [
        test("Pearson Chi-Square", "pearson", "a"),
        test("Continuity Correctionb", "yates"),
        test("Likelihood Ratio", "lr"),
    ]
    for name in ("p_fisher", "p_fisher1"):
        printed[name] = spss_p(numbers[name], mark, zero, recent)
    lines += [
        ["Fisher's Exact Test", "", "", "", printed["p_fisher"], printed["p_fisher1"]],
        test("Linear-by-Linear Association", "n1"),
        ["N of Valid Cases", str(study.sums[2]), "", "", "", ""],
    ]
    printed["n"] = str(study.sums[2])
    return [*lines, *spss_notes(study, mark, zero)], printed


def spss_notes(study, mark, zero):
    expected = statistics(*study.counts)["expected"]
    below = int((expected < 5).sum())
    share = decimal(Fraction(100 * below, 4), 1, mark, zero)
    smallest = decimal(expected.min(), 2, mark, zero)
    return [
        [
            f"a. {below} cells ({share}%) have expected count less than 5. "
            f"The minimum expected count is {smallest}."
        ],
        ["b. Computed only for a 2x2 table"],
    ]


def spss_risk(study, rng, mark, zero):
    numbers = statistics(*study.counts)
    labels = {
        "or": f"Odds Ratio for {study.row} ({study.rows[0]} / {study.rows[1]})",
        "rr": f"For cohort {study.column} = {study.columns[0]}",
        "rr2": f"For cohort {study.column} = {study.columns[1]}",
    }
    lines = [["Risk Estimate"], ["", "Value", "95% Confidence Interval", ""]]
    lines += [["", "", "Lower", "Upper"]]
    printed = {"n": str(study.sums[2])}
    for name, label in labels.items():
        keys = (name, f"{name}_low", f"{name}_high")
        values = {key: decimal(numbers[key], 3, mark, zero) for key in keys}
        lines.append([label, *values.values()])
        printed |= values
    return [*lines, ["N of Valid Cases", printed["n"], "", ""]], printed


def spss_symmetric(study, rng, mark, zero):
    numbers = statistics(*study.counts)
    p = decimal(numbers["p_pearson"], 3, mark, zero)
    phi, cc = (decimal(numbers[name], 3, mark, zero) for name in ("phi", "cc"))
    cramer = decimal(abs(numbers["phi"]), 3, mark, zero)
    n = str(study.sums[2])
    lines = [
        ["Symmetric Measures"],
        ["", "", "Value", "Approx. Sig."],
        ["Nominal by Nominal", "Phi", phi, p],
        ["", "Cramer's V", cramer, p],
        ["", "Contingency Coefficient", cc, p],
        ["N of Valid Cases", "", n, ""],
    ]
    return lines, {"phi": phi, "cc": cc, "p_pearson": p, "n": n}


SPSS_BLOCKS = {"tests": spss_tests, "risk": spss_risk, "symmetric": spss_symmetric}


def spss_print(inside=(), beside=()):
    def show(rng, table, language):
        return spss(table, rng, language, inside=inside, beside=beside)

    return show


def pspp(rng, table, language):
    """PSPP's text output: rules of dashes and two decimals, of counts too: nobody is .00."""
    labels = max(len(name) for name in table.rows)
    one, two, total = ([f"{count or ''}.00" for count in row] for row in margins(table))
    columns = zip((*table.columns, "Total"), one, two, total, strict=True)
    wide = [max(map(len, column)) for column in columns]
    more = math.ceil(max(0, len(table.column) - wide[0] - wide[1] - 1) / 2)
    wide[:2] = [width + more for width in wide[:2]]
    stub = len(table.row) + labels + 7
    rule = "+" + "+".join("-" * width for width in (stub, *wide)) + "+"
    inner = "+" + "+".join("-" * width for width in wide) + "+"

    def line(name, values):
        cells = [text.rjust(width) for text, width in zip(values, wide, strict=True)]
        return "|".join(["", f"{name} Count", *cells, ""])

    names = [name.center(width) for name, width in zip(table.columns, wide[:2], strict=True)]
    over = table.column.center(wide[0] + wide[1] + 1)
    head = [f"{table.row} × {table.column}".center(len(rule)).rstrip()]
    head += ["+" + "-" * stub + "+" + "-" * len(over) + "+" + "-" * wide[2] + "+"]
    head += [f"|{'':<{stub}}|{over}|{'':<{wide[2]}}|"]
    head += [f"|{'':<{stub}}+{'-' * wide[0]}+{'-' * wide[1]}+{'':<{wide[2]}}|"]
    head += ["|".join(["", " " * stub, *names, "Total".rjust(wide[2]), ""]), rule]
    first, second = (f"{name:<{labels}}" for name in table.rows)
    gap = " " * len(table.row)
    body = [line(f"{table.row} {first}", one), f"|{gap}{'-' * (stub - len(gap))}{inner}"]
    body += [line(f"{gap} {second}", two), rule, line(f"{'Total':<{stub - 6}}", total), rule]
    return Print("\n".join([*head, *body]), table.cells)


# R ------------------------------------------------------------------------------------------------


def r_matrix(study, values, columns, rows, named=True, of=None):
    """A matrix as R prints it: counts of a table in one width, other columns each in its own."""
    cells = [[str(value) for value in row] for row in values]
    widest = 0 if of else max(len(text) for row in cells for text in row)
    inner = max(map(len, rows))
    label = max(len(study.row), inner + 2) if named else inner
    wide = [max(widest, *map(len, column)) for column in zip(columns, *cells, strict=True)]

    def line(name, texts):
        return " ".join([name, *(text.rjust(w) for text, w in zip(texts, wide, strict=True))])

    top = [f"{'':<{label}}{of or study.column}"] if named else []
    top.append(line(f"{study.row if named else '':<{label}}", columns))
    names = [f"{name:<{inner}}".rjust(label) for name in rows]
    return "\n".join([*top, *map(line, names, cells)])


def r_print(text, rng, command):
    """As a console, a rendered notebook or a bare copy shows it."""
    how = pick(rng, "bare", "console", "knitr")
    if how == "console":
        return f"> {command}\n{text}"
    return "\n".join(f"## {line}" for line in text.splitlines()) if how == "knitr" else text


def r_table(rng, table, language):
    named = rng.random() < 0.6
    text = r_matrix(table, table.cells, table.columns, table.rows, named)
    command = f"table(d${table.row.split()[0]}, d${table.column.split()[0]})"
    return Print(r_print(text, rng, command), table.cells, may_refuse=table.digits)


def r_addmargins(rng, table, language):
    rows, columns = (*table.rows, "Sum"), (*table.columns, "Sum")
    text = r_matrix(table, margins(table), columns, rows, rng.random() < 0.6)
    return Print(r_print(text, rng, "addmargins(t)"), table.cells)


def r_prop_table(rng, table, language):
    """Counts, and under them the shares of the rows."""
    named = rng.random() < 0.6
    flat = r_vector([count / sum(row) for row in table.cells for count in row])
    shares = [flat[:2], flat[2:]]
    first = r_matrix(table, table.cells, table.columns, table.rows, named)
    second = r_matrix(table, shares, table.columns, table.rows, named)
    parts = r_print(first, rng, "t"), r_print(second, rng, "prop.table(t, 1)")
    return Print("\n".join(parts), table.cells, percentages_base="row", may_refuse=table.digits)


def r_chisq(rng, table, language):
    correct = rng.random() < 0.6
    name = "yates" if correct else "pearson"
    numbers = statistics(*table.counts)
    value = r_number(numbers[f"chi2_{name}"], 5)
    said, kept = r_p(numbers[f"p_{name}"])
    title = "Pearson's Chi-squared test" + (" with Yates' continuity correction" if correct else "")
    first = r_matrix(table, table.cells, table.columns, table.rows, True)
    test = f"\n\t{title}\n\ndata:  t\nX-squared = {value}, df = 1, p-value {said}\n"
    text = r_print(f"{first}\n{test}", rng, "t; chisq.test(t)")
    printed = {f"chi2_{name}": value, f"p_{name}": kept}
    return Print(text, table.cells, printed, may_refuse=table.digits)


def r_fisher(rng, table, language):
    estimate, low, high = exact_limits(table)
    said, kept = r_p(statistics(*table.counts)["p_fisher"])
    first = r_matrix(table, table.cells, table.columns, table.rows, True)
    low, high = r_vector([low, high])
    also = {"or": r_number(estimate, 7), "or_low": low, "or_high": high}
    wide = max(len(low), len(high))
    test = (
        "\n\tFisher's Exact Test for Count Data\n\ndata:  t\n"
        f"p-value {said}\nalternative hypothesis: true odds ratio is not equal to 1\n"
        f"95 percent confidence interval:\n {low:>{wide}} {high:>{wide}}\n"
        f"sample estimates:\nodds ratio \n{also['or']:>10} \n"
    )
    text = r_print(f"{first}\n{test}", rng, "t; fisher.test(t)")
    return Print(text, table.cells, {"p_fisher": kept}, may_refuse=table.digits, also=also)


def r_long(rng, table, language):
    """as.data.frame(table(...)): one line a cell, the first variable running fastest."""
    (a, b), (c, d) = table.cells
    head = [f"  {table.row} {table.column} Freq"]
    cells = [(0, 0, a), (1, 0, c), (0, 1, b), (1, 1, d)]
    lines = [
        f"{number} {table.rows[i]} {table.columns[j]} {count}"
        for number, (i, j, count) in enumerate(cells, 1)
    ]
    return Print("\n".join(head + lines), table.cells, may_refuse=True)


def r_crosstable(rng, table, language):
    """gmodels::CrossTable: count, contribution to chi-square, shares of row, column and total."""
    first = max(12, *map(len, (*table.rows, table.row)))
    wide = max(9, *map(len, table.columns))

    def line(label, values):
        cells = " | ".join(f"{value!s:>{wide}}" for value in values)
        return f"{label:>{first}} | {cells} | "

    rule = "|".join(["-" * (first + 1), *["-" * (wide + 2)] * 3, ""])
    lines = [f"Total Observations in Table:  {table.sums[2]} ", "", " "]
    lines += [f"{'':>{first}} | {table.column} ", line(table.row, [*table.columns, "Row Total"])]
    counts = margins(table)
    for i, name in enumerate((*table.rows, "Column Total")):
        lines += [rule, line(name, counts[i])]
        lines += [line("", [*values, ""][:3]) for values in crosstable_parts(table, i)]
    return Print("\n".join([*lines, rule]), table.cells, percentages_base="row+column+total")


def crosstable_parts(table, i):
    """What stands below the counts of a row: contributions, then three kinds of shares."""
    expected = statistics(*table.counts)["expected"]
    counts, n = margins(table), table.sums[2]
    below = [count / (counts[2][j] if i < 2 else n) for j, count in enumerate(counts[i][:2])]
    parts = [below]
    if i < 2:
        chi2 = [(counts[i][j] - expected[i][j]) ** 2 / expected[i][j] for j in range(2)]
        across = [count / counts[i][2] for count in counts[i][:2]] + [counts[i][2] / n]
        parts = [chi2, across, below, [count / n for count in counts[i][:2]]]
    return [[f"{value:.3f}" for value in values] for values in parts]


def r_epi2by2(rng, table, language):
    """epiR's epi.2by2 of a cohort."""
    numbers = statistics(*table.counts)
    lines = [f"{'':<12}{'Outcome +':>10}{'Outcome -':>13}{'Total':>11}{'Inc risk *':>27}"]
    for name, row in zip(("Exposed +", "Exposed -", "Total"), margins(table), strict=True):
        low, high = exact_share(row[0], row[2])
        risk = f"{100 * row[0] / row[2]:.2f} ({100 * low:.2f} to {100 * high:.2f})"
        lines.append(f"{name:<12}{row[0]:>10}{row[1]:>13}{row[2]:>11}{risk:>27}")
    lines += ["", "Point estimates and 95% CIs:", "-" * 67]
    printed = {}
    odds = pick(rng, "Odds ratio", "Inc odds ratio")
    for label, name in {"Inc risk ratio": "rr", odds: "or"}.items():
        keys = (name, f"{name}_low", f"{name}_high")
        values = {key: f"{numbers.get(key, math.nan):.2f}" for key in keys}
        estimate, low, high = (text.replace("nan", "NaN") for text in values.values())
        lines.append(f"{label:<47}{estimate} ({low}, {high})")
        printed |= values if name in numbers else {}
    which = "yates" if numbers["expected"].min() < 5 else "pearson"
    chi2, p = f"chi2_{which}", f"p_{which}"
    printed[chi2] = f"{numbers[chi2]:.3f}"
    for key in (p, "p_fisher"):
        printed[key] = "<0.001" if numbers[key] < 0.001 else f"{numbers[key]:.3f}"
    test = "Yates corrected" if which == "yates" else "Uncorrected"
    lines += ["-" * 67]
    lines += [
        f"{test} chi2 test that OR = 1: chi2(1) = {printed[chi2]} Pr>chi2 = {printed[p]}",
        f"Fisher exact test that OR = 1: Pr>chi2 = {printed['p_fisher']}",
        " Wald confidence limits",
    ]
    return Print(r_print("\n".join(lines), rng, "epi.2by2(t)"), table.cells, printed)


def exact_share(count, of):
    """Clopper and Pearson's limits of a share."""
    low = special.betaincinv(count, of - count + 1, 0.025) if count else 0.0
    high = special.betaincinv(count + 1, of - count, 0.975) if count < of else 1.0
    return low, high


def r_riskratio(rng, table, language):
    """epitools' riskratio.wald: the second row against the first, of the second column."""
    (_, b), (_, d) = table.cells
    (first, second), _, _ = table.sums
    ratio = risk_ratio("rr", d, second, b, first)
    numbers = statistics(*table.counts)
    tests = {"p_midp": "midp.exact", "p_fisher": "fisher.exact", "p_pearson": "chi.square"}
    printed = {key: r_vector([1.0, value])[1] for key, value in ratio.items()}
    printed |= {key: r_number(numbers[key], 7) for key in tests}
    heads, rows = (*table.columns, "Total"), (*table.rows, "Total")
    sums = r_matrix(table, margins(table), heads, rows, of=table.column)
    lines = ["$data", sums]
    if ratio:
        places = len(printed["rr"].partition(".")[2])
        first = [f"{1:.{places}f}" if places else "1", "NA", "NA"]
        shown = [first, [printed[key] for key in ratio]]
        heads = ("estimate", "lower", "upper")
        title = "risk ratio with 95% C.I."
        lines += ["", "$measure", r_matrix(table, shown, heads, table.rows, of=title)]
    shown = [["NA"] * 3, [printed[key] for key in tests]]
    heads = tuple(tests.values())
    lines += ["", "$p.value", r_matrix(table, shown, heads, table.rows, of="two-sided")]
    return Print("\n".join(lines), table.cells, printed)


# jamovi and JASP ----------------------------------------------------------------------------------


def jamovi_p(value):
    return "< .001" if value < 0.001 else f"{value:.3f}"


def jamovi(rng, table, language):
    """Copied out of jamovi: cells apart by tabs, three significant digits."""
    share = rng.random() < 0.5
    lines = [["Contingency Tables"], ["", "", table.column, ""] if share else ["", table.column]]
    lines += [[table.row, *([""] if share else []), *table.columns, "Total"]]
    shares = percentages(table, "row", 1)
    for index, (name, row) in enumerate(zip((*table.rows, "Total"), margins(table), strict=True)):
        lines.append([name, *(["Observed"] if share else []), *map(str, row)])
        if share:
            lines.append(["", "% within row", *(f"{cell} %" for cell in shares[index])])
    more, printed = jamovi_tests(table)
    text = "\n".join("\t".join(line) for line in [*lines, [""], *more])
    return Print(text, table.cells, printed, "row" if share else None)


def jamovi_tests(table):
    numbers = statistics(*table.counts)
    value, p = f"{numbers['chi2_pearson']:.3g}", jamovi_p(numbers["p_pearson"])
    fisher = jamovi_p(numbers["p_fisher"])
    n = str(table.sums[2])
    lines = [["χ² Tests"], ["", "Value", "df", "p"], ["χ²", value, "1", p]]
    lines += [["Fisher's exact test", "", "", fisher], ["N", n, "", ""]]
    kept = {"chi2_pearson": value, "p_pearson": p, "p_fisher": fisher, "n": n}
    return lines, {key: text.replace("< ", "<") for key, text in kept.items()}


def jamovi_rules(rng, table, language):
    """jmv::contTables in R: rules of box characters."""
    label = max(len(text) for text in (*table.rows, "Total", table.row)) + 4
    wide = [max(len(name), len(str(table.sums[2]))) + 4 for name in (*table.columns, "Total")]
    rule = " " + "─" * (label + sum(wide) + 3)

    def line(name, values):
        body = "".join(f"{value!s:<{w}}" for value, w in zip(values, wide, strict=True))
        return f"   {name:<{label}}{body}"

    lines = [" CONTINGENCY TABLES", "", " Contingency Tables", rule]
    lines += [line(table.row, (*table.columns, "Total")), rule]
    for name, row in zip((*table.rows, "Total"), margins(table), strict=True):
        lines.append(line(name, row))
    numbers = statistics(*table.counts)
    value, p = r_number(numbers["chi2_pearson"], 7), numbers["p_pearson"]
    shown = "< .0000001" if p < 1e-7 else f"{p:.7f}"
    lines += [rule, "", "", " χ² Tests", rule, "         Value    df    p", rule]
    lines += [f"   χ²    {value}    1    {shown}", f"   N    {table.sums[2]}", rule]
    printed = {"chi2_pearson": value, "p_pearson": shown.replace("< ", "<")}
    return Print("\n".join(lines), table.cells, printed | {"n": str(table.sums[2])})


def jasp(rng, table, language):
    """Copied out of JASP: three decimals, the percentages below the counts."""
    numbers = statistics(*table.counts)
    lines = [["Contingency Tables"], ["", "", table.column, "", ""]]
    lines += [[table.row, "", *table.columns, "Total"]]
    for index, (name, row) in enumerate(zip((*table.rows, "Total"), margins(table), strict=True)):
        lines.append([name, "Count", *map(str, row)])
        shares = percentages(table, "row", 1)[index]
        lines.append(["", "% within row", *(f"{cell} %" for cell in shares)])
    value, p = f"{numbers['chi2_pearson']:.3f}", jamovi_p(numbers["p_pearson"])
    n = str(table.sums[2])
    lines += [[""], ["Chi-Squared Tests"], ["", "Value", "df", "p"]]
    lines += [["Χ²", value, "1", p], ["N", n, "", ""]]
    printed = {"chi2_pearson": value, "p_pearson": p.replace("< ", "<"), "n": n}
    return Print("\n".join("\t".join(line) for line in lines), table.cells, printed, "row")


def jasp_old(rng, table, language):
    """Copied out of JASP before 0.9: a cell a line, stars round the heads, counts with decimals."""
    numbers = statistics(*table.counts)
    lines = ["*Contingency Tables *", f"*{table.column} *", f"*{table.row} *"]
    lines += [f"*{name} *" for name in (*table.columns, "Total")]
    for name, row in zip((*table.rows, "Total"), margins(table), strict=True):
        lines += [name, *(f"{count:.2f}" for count in row)]
    value, p = f"{numbers['chi2_pearson']:.2f}", jamovi_p(numbers["p_pearson"])
    n = f"{table.sums[2]:.2f}"
    lines += ["*Chi-Squared Tests *", "*Value *", "*df *", "*p *", "Χ²", value, "1", p, "N", n]
    printed = {"chi2_pearson": value, "p_pearson": p.replace("< ", "<"), "n": n}
    return Print("\n\n".join(lines), table.cells, printed)


# Stata --------------------------------------------------------------------------------------------


def stata_tab(rng, table, language):
    """tabulate with percentages of rows, of columns, of both or none, and tests."""
    bases = pick(rng, (), ("row",), ("column",), ("row", "column"))
    width = max(10, *(len(text) for text in (*table.rows, table.row)))
    rule = "-" * (width + 1) + "+" + "-" * 22 + "+" + "-" * 10

    def line(label, values):
        return f"{label:>{width}} |{values[0]:>10} {values[1]:>10} |{values[2]:>10} "

    lines = [f"{'':>{width}} |{table.column:>20}"]
    lines += [line(table.row, [*(name[:10] for name in table.columns), "Total"]), rule]
    for index, (name, row) in enumerate(zip((*table.rows, "Total"), margins(table), strict=True)):
        lines.append(line(name, row))
        lines += [line("", percentages(table, base, 2)[index]) for base in bases]
        lines += [rule] if index == 1 or (bases and index == 0) else []
    more, printed = stata_tests(table)
    return Print("\n".join([*lines, "", *more]), table.cells, printed, "+".join(bases) or None)


def stata_tests(table):
    numbers = statistics(*table.counts)
    printed = {f"chi2_{name}": f"{numbers[f'chi2_{name}']:.4f}" for name in ("pearson", "lr")}
    names = ("p_pearson", "p_lr", "p_fisher", "p_fisher1")
    printed |= {name: f"{numbers[name]:.3f}" for name in names}
    printed["phi"] = f"{numbers['phi']:.4f}"
    lines = [
        f"          Pearson chi2(1) = {printed['chi2_pearson']:>8}   Pr = {printed['p_pearson']}",
        f" Likelihood-ratio chi2(1) = {printed['chi2_lr']:>8}   Pr = {printed['p_lr']}",
        f"               Cramér's V = {printed['phi']:>8}",
        f"           Fisher's exact = {'':>17}{printed['p_fisher']}",
        f"   1-sided Fisher's exact = {'':>17}{printed['p_fisher1']}",
    ]
    return lines, printed


def stata_frame(rows, columns, last=""):
    """The head that cs and cc share."""
    wide = 17
    rule = "-" * wide + "+" + "-" * 24 + "+" + "-" * (24 if last else 12)
    head = [f"{'':<{wide}}|{'':24}|{'':14}Proportion"] if last else []
    head += [f"{'':<{wide}}|{columns[0]:>10}{columns[1]:>12}  |{'Total':>11}{last}", rule]
    body = [
        f"{name:>16} |{row[0]:>10}{row[1]:>12}  |{row[2]:>11}{tail}" for name, row, tail in rows
    ]
    return [*head, *body[:2], rule, body[2], f"{'':<{wide}}|{'':24}|"]


def stata_cs(rng, table, language):
    """cs, or woolf: the outcome in rows, the exposure in columns."""
    (a, b), (c, d) = table.cells
    numbers = statistics(*table.counts)
    ratio = risk_ratio("rr", a, a + c, b, b + d) if a and b else {}
    counts = margins(table)
    names = ("Cases", "Noncases", "Total")
    rows = [(name, row, "") for name, row in zip(names, counts, strict=True)]
    lines = stata_frame(rows, ("Exposed", "Unexposed"))
    risks = [stata_number(counts[0][j] / counts[2][j]) for j in range(3)]
    lines.append(f"{'Risk':>16} |{risks[0]:>10}{risks[1]:>12}  |{risks[2]:>11}")
    lines.append(f"{'':17}|{'Point estimate':>20}    |    [95% Conf. Interval]")
    printed = {}
    shown = {"Risk ratio": ratio, "Odds ratio": numbers if "or" in numbers else {}}
    for (label, values), name in zip(shown.items(), ("rr", "or"), strict=True):
        if values:
            keys = (name, f"{name}_low", f"{name}_high")
            kept = {key: stata_number(values[key]) for key in keys}
            estimate, low, high = kept.values()
            end = " (Woolf)" if name == "or" else ""
            lines.append(f"{label:>16} |{estimate:>17}       |{low:>12}{high:>12}{end}")
            printed |= kept
    more, test = stata_chi2(numbers)
    return Print("\n".join([*lines, *more]), table.cells, printed | test)


def stata_cc(rng, table, language):
    """cc: cases and controls in rows, limits by Woolf or exact."""
    counts = margins(table)
    numbers = statistics(*table.counts)
    names = ("Cases", "Controls", "Total")
    rows = [
        (name, row, f"{row[0] / row[2]:>13.4f}") for name, row in zip(names, counts, strict=True)
    ]
    lines = stata_frame(rows, ("Exposed", "Unexposed"), "     Exposed")
    printed = {}
    also = {}
    if "or" in numbers:
        how = pick(rng, "Woolf", "exact")
        values = [numbers[key] for key in ("or", "or_low", "or_high")]
        if how == "exact":
            values[1:] = exact_limits(table)[1:]
        estimate, low, high = map(stata_number, values)
        lines.append(f"{'':17}|{'Point estimate':>20}    |    [95% Conf. Interval]")
        lines.append(f"{'Odds ratio':>16} |{estimate:>17}       |{low:>12}{high:>12} ({how})")
        printed["or"] = estimate
        (also if how == "exact" else printed).update(or_low=low, or_high=high)
    more, test = stata_chi2(numbers)
    return Print("\n".join([*lines, *more]), table.cells, printed | test, also=also)


def stata_chi2(numbers):
    value, p = f"{numbers['chi2_pearson']:.2f}", f"{numbers['p_pearson']:.4f}"
    lines = [f"{'':17}+{'-' * 49}", f"{'':31}chi2(1) = {value:>8}  Pr>chi2 = {p}"]
    return lines, {"chi2_pearson": value, "p_pearson": p}


# Articles and theses ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How an author writes: decimals, marks, whose percentages, and what is beside the counts."""

    places: int
    mark: str
    thousands: str
    base: str
    row_total: bool
    total_row: bool
    joined: bool


def style(rng, language, base=None):
    mark, thousands = marks(language, rng)
    return Style(
        places=int(pick(rng, 0, 1, 1, 2)),
        mark=mark,
        thousands=pick(rng, thousands, ""),
        base=base or pick(rng, "row", "column", "total"),
        row_total=rng.random() < 0.7,
        total_row=rng.random() < 0.7,
        joined=rng.random() < 0.3,
    )


INTERVALS = ("{}-{}", "({}-{})", "{} - {}", "({} – {})", "{}–{}")


def reported(study, rng, mark):
    """p, mostly an odds or risk ratio with limits: the numbers, their heads, their cells."""
    numbers = statistics(*study.counts)
    p = numbers[pick(rng, "p_pearson", "p_yates", "p_fisher")]
    small = p < 0.0005 and rng.random() < 0.5
    places = int(pick(rng, 2, 3, 3, 3, 4))
    printed = {"p": f"<{decimal(0.001, 3, mark)}" if small else decimal(p, places, mark)}
    heads, cells = [pick(rng, "p", "p value", "P-value", "p-value")], [printed["p"]]
    name = pick(rng, "or", "rr", None)
    if name in numbers:
        places = int(pick(rng, 1, 2, 3))
        keys = (name, f"{name}_low", f"{name}_high")
        values = {key: decimal(numbers[key], places, mark) for key in keys}
        estimate, low, high = values.values()
        head = {"or": "OR", "rr": pick(rng, "RR", "PR", "RP")}[name]
        heads.append(f"{head} (95% CI)")
        cells.append(f"{estimate} {pick(rng, *INTERVALS).format(low, high)}")
        printed |= values
    return printed, heads, cells


def grid(study, how):
    """The cells of counts and percentages of each printed row, in the author's style."""
    shares = percentages(study, how.base, how.places, how.mark)
    counts = margins(study)
    rows = []
    for i in range(3 if how.total_row else 2):
        row = []
        for j in range(3 if how.row_total else 2):
            count = whole(counts[i][j], how.thousands)
            joined = [f"{count} ({shares[i][j]})"]
            row.append(joined if how.joined else [count, shares[i][j]])
        rows.append(row)
    return rows


def unclear(study, how):
    """Whether counts cannot be told for certain from percentages or from numbers in labels."""
    bare = not (how.row_total or how.total_row)
    alike = how.places == 0 and not how.joined
    return alike or (bare and not how.joined) or (study.digits and not how.row_total)


def heads(study, language, how):
    """The heads of the columns, and the line of n and % under them."""
    total = ["Total"] if how.row_total else []
    names = [*study.columns, *total]
    under = ["n (%)"] if how.joined else ["n", "%"]
    return names, under * len(names)


def authored(rng, table, language, base, arrange):
    """A table of an article: drawn in a style, arranged, with its statistics."""
    how = style(rng, language, base)
    printed, titles, cells = reported(table, rng, how.mark)
    text = arrange(rng, table, language, how, titles, cells)
    # Rows could be columns: a cell holds a count and its percentage, whichever way the text runs.
    turned = not how.row_total or how.joined
    doubt = unclear(table, how) or (arrange is by_columns and turned)
    return Print(text, table.cells, printed, how.base, doubt)


def rows_of(study, language, how, rng, titles, cells):
    """The table's rows of cells: heads, under-heads, then counts; statistics in the first row."""
    names, under = heads(study, language, how)
    spread = [part for name in names for part in ([name] if how.joined else [name, ""])]
    total = "Total" if language == "en" else pick(rng, "Total", "Jumlah")
    yield [study.row, *spread, *titles]
    yield ["", *under, *([""] * len(titles))]
    labels = (*study.rows, total)
    for index, row in enumerate(grid(study, how)):
        numbers = [part for cell in row for part in cell]
        yield [labels[index], *numbers, *(cells if index == 0 else [""] * len(cells))]


def by_rows(separator, joiner="\n"):
    def arrange(rng, table, language, how, titles, cells):
        lines = rows_of(table, language, how, rng, titles, cells)
        if separator == "\t":
            return joiner.join("\t".join(line) for line in lines)
        return joiner.join(separator.join(cell for cell in line if cell) for line in lines)

    return arrange


def by_columns(rng, table, language, how, titles, cells):
    """As a PDF gives it: heads, labels, then each column from top to bottom."""
    lines = list(rows_of(table, language, how, rng, titles, cells))
    top = [cell for line in lines[:2] for cell in line if cell]
    labels = [line[0] for line in lines[2:]]
    rows = [line[1:] for line in lines[2:]]
    columns = [cell for column in zip(*rows, strict=True) for cell in column if cell]
    return pick(rng, " ", "\n").join([*top, *labels, *columns])


def statistics_first(rng, table, language, how, titles, cells):
    lines = list(rows_of(table, language, how, rng, titles, []))
    top = [cell for line in lines[:2] for cell in line if cell]
    body = [cell for line in lines[2:] for cell in line if cell]
    return " ".join([*top, *cells, *body])


def markdown(rng, table, language, how, titles, cells):
    lines = list(rows_of(table, language, how, rng, titles, cells))
    shown = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([shown[0], "|" + "---|" * len(lines[0]), *shown[1:]])


def csv(rng, table, language, how, titles, cells):
    """Commas between cells, semicolons where the comma is the decimal mark."""
    between = ";" if how.mark == "," else ","
    lines = rows_of(table, language, how, rng, titles, cells)
    return "\n".join(between.join(quoted(cell, between) for cell in line) for line in lines)


def quoted(cell, between):
    return f'"{cell}"' if between in cell else cell


def article(base, arrange):
    def show(rng, table, language):
        return authored(rng, table, language, base, arrange)

    return show


def counts_only(rng, table, language):
    """Counts with labels and totals, nothing else."""
    between = pick(rng, "\t", " ", ",", ";")
    lines = [["", *table.columns, "Total"]]
    for name, row in zip((*table.rows, "Total"), margins(table), strict=True):
        lines.append([name, *map(str, row)])
    return Print("\n".join(between.join(line).strip(" ") for line in lines), table.cells)


def bare(rng, table, language):
    """Two rows of two counts with their labels, no total."""
    between = pick(rng, "\t", " ")
    (a, b), (c, d) = table.cells
    lines = [["", *table.columns], [table.rows[0], str(a), str(b)], [table.rows[1], str(c), str(d)]]
    text = "\n".join(between.join(line).strip(" ") for line in lines)
    return Print(text, table.cells, may_refuse=table.digits)


def events_of_totals(rng, table, language):
    """Events of totals, as trials print them: the second column has to be worked out."""
    (a, _), (c, _) = table.cells
    (first, second), _, _ = table.sums
    mark, _ = marks(language, rng)
    places = int(pick(rng, 0, 1))
    lines = [f"\t{table.columns[0]}, n/N (%)"]
    for name, count, of in ((table.rows[0], a, first), (table.rows[1], c, second)):
        lines.append(f"{name}\t{count}/{of} ({percent(count, of, places, mark)}%)")
    return Print("\n".join(lines), table.cells, {}, "row", may_refuse=True)


def labels_apart(rng, table, language):
    """All labels, then four numbers one a line: nothing says whether they run by rows."""
    words = [table.row, table.column, *table.columns, *table.rows, *map(str, table.counts)]
    return Print("\n".join(words), table.cells, may_refuse=True)


PRINTS: dict[str, Callable[..., Print]] = {
    "spss_count": spss_print(),
    "spss_row": spss_print(("row",)),
    "spss_column": spss_print(("column",)),
    "spss_total": spss_print(("total",)),
    "spss_expected": spss_print(("expected",)),
    "spss_residual": spss_print(("expected", "residual")),
    "spss_everything": spss_print(("expected", "row", "column", "total")),
    "spss_tests": spss_print(("row",), ("tests",)),
    "spss_count_tests": spss_print((), ("tests",)),
    "spss_risk": spss_print(("row",), ("risk",)),
    "spss_expected_tests_risk": spss_print(("expected", "row"), ("tests", "risk")),
    "spss_tests_symmetric_risk": spss_print(("column",), ("tests", "symmetric", "risk")),
    "pspp": pspp,
    "r_table": r_table,
    "r_addmargins": r_addmargins,
    "r_prop_table": r_prop_table,
    "r_chisq": r_chisq,
    "r_fisher": r_fisher,
    "r_long": r_long,
    "r_crosstable": r_crosstable,
    "r_epi2by2": r_epi2by2,
    "r_riskratio": r_riskratio,
    "jamovi": jamovi,
    "jamovi_rules": jamovi_rules,
    "jasp": jasp,
    "jasp_old": jasp_old,
    "stata_tab": stata_tab,
    "stata_cs": stata_cs,
    "stata_cc": stata_cc,
    "counts_only": counts_only,
    "bare": bare,
    "events_of_totals": events_of_totals,
    "labels_apart": labels_apart,
    "statistics_first": article(None, statistics_first),
    "by_columns": article(None, by_columns),
    "markdown": article(None, markdown),
    "csv": article(None, csv),
    "excel": article(None, by_rows("\t")),
    "word_cells": article(None, by_rows("\n")),
    "one_line": article(None, by_rows(" ", " ")),
    "rows_row": article("row", by_rows(" ")),
    "rows_column": article("column", by_rows(" ")),
    "rows_total": article("total", by_rows(" ")),
}


def generate(n: int, seed: int) -> Iterator[tuple[str, str, Print]]:
    """Draw n prints: name of the layout, language, and what is printed."""
    rng = np.random.default_rng(seed)
    names = list(PRINTS)
    for number in range(n):
        language = pick(rng, "en", "id")
        name = names[number % len(names)]
        yield name, language, PRINTS[name](rng, tables(rng, language), language)
