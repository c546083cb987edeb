"""Statistics and drawings: small changes in Python, at the places that `ast` names."""

import ast
import re

from .places import exchange

STATISTICS = [
    f"asi_helpers/{name}.py"
    for name in (
        *("tables", "estimates", "significance", "simulation"),
        *("joint", "datasets"),
        *("audit/counts", "audit/estimate", "audit/percents", "audit/ratios"),
        *("audit/singles", "audit/text"),
    )
]

COMPARISONS = {
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
    "==": ("!=",),
    "!=": ("==",),
    "in": ("not in",),
    "not in": ("in",),
    "is": ("is not",),
    "is not": ("is",),
}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "**": "*"}
NUMBERS = {0: "1", 1: "2", 0.5: "0.4", 100: "10"}
# One for another: what a hand slips to.
NAMES = {"a": "c", "b": "d", "c": "a", "d": "b", "POR": "PR", "PR": "POR"}
NAMES |= {"low": "high", "high": "low"}
NAMES |= {"prevalence_ratio": "prevalence_odds_ratio", "prevalence_odds_ratio": "prevalence_ratio"}
NAMES |= {"min": "max", "max": "min", "any": "all", "all": "any"}
PARTS = {"low": "high", "high": "low", "exposed": "unexposed", "unexposed": "exposed"}
PARTS |= {"n_cases": "n_noncases", "n_noncases": "n_cases", "case": "noncase", "noncase": "case"}
PARTS |= {"n_exposed": "n_unexposed", "n_unexposed": "n_exposed"}
PARTS |= {"exposed_cases": "unexposed_cases", "exposed_noncases": "exposed_cases"}
PARTS |= {"unexposed_cases": "exposed_cases", "unexposed_noncases": "exposed_noncases"}
COLOURS = {"A": "B", "B": "A"}
# Calls that take x and y first.
ACROSS_AND_UP = {"plot", "text", "line", "rect", "scatter", "diamond", "name_line", "fill_between"}


class Source:
    """The text of a module, its tree, and where each node of it stands in the text."""

    def __init__(self, text):
        self.text, self.tree = text, ast.parse(text)
        self._lines = [0]
        for line in text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._raw = [line.encode() for line in text.splitlines(keepends=True)]

    def _at(self, line, column):
        """A place in the text; `ast` counts the bytes of a line."""
        return self._lines[line - 1] + len(self._raw[line - 1][:column].decode())

    def span(self, node):
        """(start, end) of a node."""
        return self._at(node.lineno, node.col_offset), self._at(
            node.end_lineno, node.end_col_offset
        )

    def between(self, one, other, sign):
        """(start, end) of a sign that stands between two nodes."""
        start, end = self.span(one)[1], self.span(other)[0]
        pattern = r"\s+".join(map(re.escape, sign.split()))
        found = re.search(pattern, self.text[start:end])
        return start + found.start(), start + found.end()

    def segment(self, node):
        start, end = self.span(node)
        return self.text[start:end]

    def nodes(self, skip):
        """All nodes but those below one that `skip` names."""
        waiting = [self.tree]
        while waiting:
            node = waiting.pop()
            if not skip(node):
                yield node
                waiting.extend(reversed(list(ast.iter_child_nodes(node))))


def says_only(node):
    """Whether a node computes nothing: a docstring, an error, a name for a type, words, imports."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return any(getattr(name, "id", "").startswith("__") for name in node.targets)
    if isinstance(node, ast.AnnAssign):
        return node.value is None
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in {"Label", "_", "lazy_gettext", "lazy_pgettext"}
    return isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.JoinedStr)


def statistics(text):
    """Every change of the text of a module that computes, as (start, end, new)."""
    source = Source(text)
    for node in source.nodes(says_only):
        yield from comparisons(source, node)
        yield from signs(source, node)
        yield from numbers(source, node)
        yield from conditions(source, node)
        yield from names(source, node, NAMES)


def drawings(text):
    """
    Every change of the text of a module that draws, as (start, end, new).

    Of numbers only factors and counts: where a word stands, to a pixel, is a matter of taste.
    """
    source = Source(text)
    for node in source.nodes(says_only):
        yield from names(source, node, NAMES | COLOURS)
        if isinstance(node, ast.BinOp):
            yield from signs(source, node)
            if isinstance(node.op, ast.Mult | ast.Div):
                for side in (node.left, node.right):
                    yield from numbers(source, side)
        if isinstance(node, ast.Call):
            yield from calls(source, node)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            key = node.slice.value
            if key in PARTS:
                yield *source.span(node.slice), f'"{PARTS[key]}"'
            yield from numbers(source, node.slice)


def comparisons(source, node):
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
            sign = SIGNS[type(op)]
            for new in COMPARISONS[sign]:
                yield *source.between(left, right, sign), new


def signs(source, node):
    """Another arithmetic; words are not added up."""
    if isinstance(node, ast.BinOp) and (sign := SIGNS.get(type(node.op))) in ARITHMETIC:
        words = (ast.JoinedStr, ast.List, ast.Tuple)
        for side in (node.left, node.right):
            if isinstance(side, words) or isinstance(getattr(side, "value", None), str):
                return
        yield *source.between(node.left, node.right, sign), ARITHMETIC[sign]


def numbers(source, node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        value = node.value
        other = f"{value + 1}" if isinstance(value, int) else f"{0.9 * value:.6g}"
        yield *source.span(node), NUMBERS.get(value, other)


def conditions(source, node):
    """Conditions turned round, `and` for `or`."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield *source.span(node.test), f"not ({source.segment(node.test)})"
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield *source.span(test), f"not ({source.segment(test)})"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield source.span(node)[0], source.span(node.operand)[0], ""
    if isinstance(node, ast.BoolOp):
        sign, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        yield *source.between(*node.values[:2], sign), new


def names(source, node, others):
    """One cell, measure or colour for another."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in others:
        yield *source.span(node), others[node.id]
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in PARTS:
        end = source.span(node)[1]
        yield end - len(node.attr), end, PARTS[node.attr]


def calls(source, node):
    """x for y, one mark less, another order, an axis of the other sort."""
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    plain = not any(isinstance(arg, ast.Starred) for arg in node.args[:2])
    if called in ACROSS_AND_UP and len(node.args) > 1 and plain:
        yield exchange(source.text, *map(source.span, node.args[:2]))
    if called == "range":
        last = source.span(node.args[min(1, len(node.args) - 1)])
        yield *last, f"({source.text[slice(*last)]}) - 1"
    if called == "enumerate":
        first = source.span(node.args[0])
        yield *first, f"reversed(list({source.text[slice(*first)]}))"
    if called in ("log_axis", "plain_axis"):
        yield *source.span(node.func), {"log_axis": "plain_axis", "plain_axis": "log_axis"}[called]
    for keyword in node.keywords:
        if keyword.arg == "log":
            yield *source.span(keyword.value), f"not ({source.segment(keyword.value)})"


SIGNS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Pow: "**",
}  # fmt: skip
