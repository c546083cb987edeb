"""Quizzes and kept values: small changes in JSON and in the text and cells of chapters."""

import ast
import re
from itertools import pairwise

from press.notebooks import GLUE

from .code import NAMES, PARTS, Source, numbers, signs
from .code import names as names_exchanged
from .places import exchange

STRING = r'"(?:[^"\\]|\\.)*"'
TABLES = {"knowledge": "comfort", "comfort": "support", "support": "knowledge"}
# What may be computed instead, in the words of asi_helpers.book.numbers.
MEASURES = {
    "por": "pr",
    "pr": "por",
    "row_percent": "column_percent",
    "column_percent": "total_percent",
    "prevalence_percent": "cases",
    "cases": "noncases",
    "noncases": "cases",
    "n": "cases",
    "expected": "cell",
    "por_interval": "pr_interval",
    "kappa": "agreement",
    "quotient": "product",
    "adjusted_or": "por",
    "first_limit": "second_limit",
    "second_limit": "first_limit",
}
# The three tables count the same 94 mothers, 33 with smooth flow: any may be asked for these.
SAME = re.compile(r'"(?:n|cases|noncases|prevalence_percent)", $')
COUNTS = {"n", "n_cases", "n_noncases"}
FUNCTIONS = {
    "prevalence_odds_ratio": "prevalence_ratio",
    "prevalence_ratio": "prevalence_odds_ratio",
    "prevalence_difference": "prevalence_ratio",
}
# Names and keys of the chapters' cells.
LEVELS = {"good": "poor", "poor": "good", "first": "second", "second": "first"}
KEYS = {"k": "c", "c": "s", "s": "k"} | TABLES
CELL = re.compile(
    r"^```\{code-cell\}.*\n(?:---\n(?:.*\n)*?---\n)?(?::.*\n)*((?:.*\n)*?)```$", re.MULTILINE
)


def quizzes(text):
    """Every change of the text of a quiz, as (start, end, new)."""
    starts = [found.start() for found in re.finditer(r'^    \{\n      "id": ', text, re.MULTILINE)]
    for start, end in pairwise([*starts, len(text)]):
        for one, other, new in item(text[start:end]):
            yield start + one, start + other, new


def item(text):
    """Changes of one item: flags, answers, keys, how near is near enough, what goes with what."""
    flags = [found.span(1) for found in re.finditer(r'"correct": (true|false)', text)]
    answers = [found.span(1) for found in re.finditer(rf'"answer": ({STRING})', text)]
    if flags:
        right = [text[slice(*flag)] for flag in flags].index("true")
        for parts in (flags, answers):
            for i in range(len(parts)):
                if i != right:
                    yield exchange(text, parts[right], parts[i])
    for found in re.finditer(r'"(?:answer|value)": (\[.*\])|^ +(\[.*\]),?$', text, re.MULTILINE):
        group = 1 if found[1] else 2
        for start, end, new in expression(found[group]):
            yield found.start(group) + start, found.start(group) + end, new
    for found in re.finditer(r'"decimals": (\d)', text):
        yield *found.span(1), str(max(0, int(found[1]) - 1))
    for key in ("hint", "feedback"):
        for one, other in pairwise(re.finditer(rf'"{key}": ({STRING})', text)):
            if one[1] != other[1]:
                yield exchange(text, one.span(1), other.span(1))


def expression(text):
    """Another table, measure or cell in ["pr", "comfort"]."""
    for found in re.finditer(r'"(\w+)"', text):
        same = found[1] in TABLES and SAME.search(text, 0, found.start())
        for others in (TABLES, MEASURES, PARTS):
            if found[1] in others and not same:
                yield *found.span(1), others[found[1]]


def kept(text):
    """Every change of what a chapter keeps, and of what its text says, as (start, end, new)."""
    for cell in CELL.finditer(text):
        if "asi.keep(" in cell[1]:
            for start, end, new in keeping(Source(cell[1])):
                yield cell.start(1) + start, cell.start(1) + end, new
    roles = list(GLUE.finditer(text))
    for one, other in pairwise(roles):
        if one["name"] != other["name"] and other.start() - one.end() < 200:
            yield *one.span("name"), other["name"]
            yield exchange(text, one.span("name"), other.span("name"))
    for i, role in enumerate(roles):  # typed, and wrong at once or as soon as the data change
        yield *role.span(), ("95", "seven times", "12.0")[i % 3]


def keeping(source):
    """Changes inside the calls of `asi.keep` of one cell."""
    for call in ast.walk(source.tree):
        if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "asi.keep"):
            continue
        values = [keyword.value for keyword in call.keywords if keyword.arg != "decimals"]
        for one, other in pairwise(values):
            if ast.dump(one) != ast.dump(other):
                yield exchange(source.text, source.span(one), source.span(other))
        for value in [*call.args[1:], *values]:
            same = {
                node.value
                for node in ast.walk(value)
                if isinstance(node, ast.Attribute) and node.attr in COUNTS
            }
            for node in ast.walk(value):
                if node in same:
                    continue
                yield from signs(source, node)
                yield from numbers(source, node)
                yield from names_exchanged(source, node, NAMES | LEVELS | TABLES)
                if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
                    end = source.span(node)[1]
                    yield end - len(node.attr), end, FUNCTIONS[node.attr]
                if isinstance(node, ast.Constant) and node.value in KEYS:
                    yield *source.span(node), f'"{KEYS[node.value]}"'
