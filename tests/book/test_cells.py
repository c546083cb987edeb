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


def own_marks(tree):
    """
    Numbers that a cell writes with a mark of its own, such as f"{share:.1f}", as code.

    What `float` or `int` reads back is left out: it is rounded, and never said.
    """
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    read_back = {
        part
        for call in calls
        if ast.unparse(call.func) in ("float", "int")
        for part in ast.walk(call)
    }
    written = {node for node in ast.walk(tree) if writes_a_mark(node)}
    return [ast.unparse(node) for node in written - read_back]


def writes_a_mark(node):
    match node:
        case ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.FormattedValue) and part.format_spec for part in parts)
        case ast.Constant(value=str(text)):
            return bool(re.search(r"\{\w*:[^{}]+\}", text))  # to be filled by `format`
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
            return True
        case ast.Call(func=ast.Name(id="format"), args=[_, _]):
            return True
    return False


def shown_words(tree):
    """Words that a cell shows without asking for a language, as code."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print"), args=args):
                shown = args
            case ast.Call(func=ast.Attribute(attr="text"), args=[_, _, *args]):
                shown = args
            case ast.Call(func=ast.Attribute(attr="rename_axis"), args=args, keywords=keywords):
                shown = [*args, *(each.value for each in keywords)]
            case ast.keyword(arg="alt" | "caption" | "title" | "xlabel" | "ylabel" | "limits"):
                shown = [node.value]
            case ast.keyword(arg="labels", value=ast.List(elts=shown)):
                pass
            case _:
                continue
        yield from (ast.unparse(each) for each in shown if re.search("[a-z]{2}", letters(each)))


def letters(node):
    """The text of a string of the code without what fills its gaps."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    found = [part.value for part in parts if isinstance(part, ast.Constant)]
    return "".join(text for text in found if isinstance(text, str))


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


def test_numbers_are_written_by_the_package(page):
    """It alone knows the decimal mark of the page's language."""
    assert [found for _, tree in cells(page) for found in own_marks(tree)] == []


def test_the_text_says_a_number_as_it_is_kept(page):
    text = page.read_text("utf8")
    assert re.findall(r"\{glue:text\}`[\w-]+:[^`]*`", text) == []


def test_words_that_a_cell_shows_wait_for_their_language(page):
    assert [found for _, tree in cells(page) for found in shown_words(tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        'asi.keep("c01", share=f"{share:.1f}")',
        'print(f"{n:,} people")',
        'alt = "{share:.0%} of them".format(share=share)',
        'text = "%.2f" % share',
        'text = format(share, ".2f")',
    ],
)
def test_a_mark_of_its_own_is_found(code):
    assert len(own_marks(ast.parse(code))) == 1


def test_what_is_read_back_as_a_number_has_no_mark():
    assert own_marks(ast.parse('rarity = int(float(f"{1 / p:.2g}"))')) == []


@pytest.mark.parametrize(
    "code",
    [
        'rows.rename_axis(index=None, columns="mothers with")',
        'print("reached:", n)',
        'ax.text(cut, 21, f"cut at {cut}")',
        'ax.set(xlabel="score")',
        'asi.show(ax, alt="Ninety-four dots.")',
        'asi.plot_intervals(found, labels=["knowledge", name])',
    ],
)
def test_a_word_in_one_language_is_found(code):
    assert len(list(shown_words(ast.parse(code)))) == 1


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_begins_with_a_cell_to_project(path):
    (tags, tree), *_ = cells(path)
    assert PLUMBING not in tags
    lines = ast.unparse(tree).splitlines()
    assert "import asi_helpers as asi" in lines
    assert len(lines) <= 4, lines
