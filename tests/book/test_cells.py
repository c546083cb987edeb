"""The code of the pages: what a reader may open reads well and stands alone, plumbing stays out."""

import ast
import builtins
import re
from pathlib import Path

import jupytext
import pytest

import asi_helpers as asi

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    path
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "chapters").rglob("*.md")])
    if "kernelspec:" in path.read_text("utf8").partition("\n---\n")[0]
]
CHAPTERS = [path for path in PAGES if re.match(r"\d\d-", path.name)]
PLUMBING = "remove-cell"
OTHERS = {
    "numpy",
    "pandas",
    "scipy",
    "IPython.display",
}  # what a cell may import beside the package


def cells(path):
    """(tags, syntax tree) of the page's code cells."""
    return [
        (set(cell.metadata.get("tags", [])), ast.parse(cell.source))
        for cell in jupytext.read(path).cells
        if cell.cell_type == "code"
    ]


def names(tree):
    """(names that a cell binds, names that it needs from elsewhere)."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in found if isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {alias.asname or alias.name for alias in node.names}
    return bound, {node.id for node in found} - bound - set(dir(builtins))


def is_keep(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "asi.keep"


def pattern(node):
    """What a string of the code can be, as a regular expression."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(
        re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in parts
    )


def kept_patterns(call):
    """What the names begin with that a call of `asi.keep` keeps."""
    name, *values = call.args
    if isinstance(name, ast.Name):  # out of a dictionary that stands beside it
        return []
    start = pattern(name)
    keys = [keyword.arg for keyword in call.keywords if keyword.arg not in ("decimals", None)]
    found = [f"{start}_{key}" for key in keys]
    for value in values:
        if isinstance(value, ast.Dict):
            strings = [key for key in value.keys if isinstance(key, (ast.Constant, ast.JoinedStr))]
            found += [f"{start}_{pattern(key)}" for key in strings if pattern(key)]
        else:
            found.append(start)
    return found


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request):
    return request.param


def test_there_are_pages_with_cells():
    assert len(CHAPTERS) >= 11
    assert len(PAGES) > len(CHAPTERS)


def test_code_is_open_folded_or_plumbing(page):
    known = {"hide-input", PLUMBING}
    assert [tags for tags, _ in cells(page) if tags - known or len(tags) > 1] == []


def test_plumbing_shows_nothing_to_a_reader(page):
    for tags, tree in cells(page):
        if PLUMBING in tags:
            for node in ast.walk(tree):
                if isinstance(node, ast.Expr):
                    assert is_keep(node.value), ast.unparse(node)


def test_what_a_reader_may_open_holds_no_plumbing(page):
    for tags, tree in cells(page):
        if PLUMBING not in tags:
            assert not any(map(is_keep, ast.walk(tree))), ast.unparse(tree)


def test_what_a_reader_may_open_stands_alone(page):
    """Whoever types the cells of a page, one after the other, needs no hidden one."""
    open_names, hidden_names = set(), set()
    for tags, tree in cells(page):
        bound, needed = names(tree)
        if PLUMBING in tags:
            hidden_names |= bound
        else:
            assert needed <= open_names, f"{needed - open_names} in: {ast.unparse(tree)}"
            assert not needed & hidden_names, f"{needed & hidden_names} in: {ast.unparse(tree)}"
            open_names |= bound
            hidden_names -= bound


def test_cells_use_public_names(page):
    for _, tree in cells(page):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "asi":
                assert node.attr in asi.__all__
            elif isinstance(node, ast.ImportFrom):
                assert node.module in OTHERS
            elif isinstance(node, ast.Import):
                assert all(a.name in OTHERS | {"asi_helpers"} for a in node.names)


def test_what_is_kept_is_said(page):
    text = page.read_text("utf8")
    said = re.findall(r"\{glue:text\}`([\w-]+)", text)
    for _, tree in cells(page):
        for call in filter(is_keep, ast.walk(tree)):
            for start in kept_patterns(call):
                used = any(re.fullmatch(rf"{start}(_.+)?", name) for name in said)
                assert used, f"no text says what is kept as {start}: {ast.unparse(call)}"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_begins_with_a_cell_to_project(path):
    (tags, tree), *_ = cells(path)
    assert PLUMBING not in tags
    lines = ast.unparse(tree).splitlines()
    assert "import asi_helpers as asi" in lines
    assert len(lines) <= 4, lines
