"""Imports point one way, and `import asi_helpers` imports next to nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import asi_helpers as asi

PACKAGE = Path(asi.__file__).parent
# Each module may import from those before its own rank, and from its own package.
RANKS = [
    {"tables"},
    {"data", "words"},
    {"estimates", "significance", "simulation", "joint", "agreement"},
    {"audit"},
    {"wording", "claims"},
    {"paragraph"},
    {"pictures"},
    {"plots"},
    {
        "explorers",
        "notebook",
        "quiz",
        "quiz_numbers",
        "hints",
        "checks",
        "audit_page",
        "calculator",
        "calculator_live",
        "calculator_text",
    },
]
RANK = {module: rank for rank, modules in enumerate(RANKS) for module in modules}


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or
                  path.name != "__init__.py")  # fmt: skip


def part(path):
    """The module or subpackage of asi_helpers that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """(own parts, other packages) that a file imports, anywhere in it."""
    own, others = set(), set()
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            own |= {node.module.split(".")[0]} if node.module else {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            others.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            others |= {alias.name.split(".")[0] for alias in node.names}
    return own, others


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    own, others = imported(path)
    rank = RANK[part(path)]
    assert "asi_helpers" not in others
    for name in own - {part(path)}:
        assert RANK[name] < rank or (rank == RANK[name] == len(RANKS) - 1), name
    if rank < RANK["pictures"]:
        assert "matplotlib" not in others
    if rank < RANK["explorers"]:
        assert "ipywidgets" not in others


def test_every_public_name_is_where_it_is_said_to_be():
    for name in asi.__all__:
        assert getattr(asi, name).__doc__, name
    assert set(asi.__all__) <= set(dir(asi))
    with pytest.raises(AttributeError, match="no name 'odds'"):
        asi.odds  # noqa: B018


def test_importing_the_package_imports_none_of_its_modules():
    code = (
        "import sys; before = set(sys.modules); import asi_helpers;"
        "print(sorted(m for m in set(sys.modules) - before"
        " if m.split('.')[0] in ('numpy', 'pandas', 'scipy', 'matplotlib', 'ipywidgets')"
        " or m.startswith('asi_helpers.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_module_never_hides_the_function_of_its_name():
    code = (
        "import asi_helpers as asi, asi_helpers.quiz, asi_helpers.calculator_live;"
        "print(callable(asi.quiz), callable(asi.calculator), callable(asi.quiz))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "True"]
