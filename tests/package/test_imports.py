"""Imports point one way, and `import asi_helpers` imports next to nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import asi_helpers as asi

ROOT = Path(__file__).resolve().parents[2]


def test_imports_point_one_way():
    """The floors of the house are a contract in pyproject.toml."""
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("use", "unwanted"),
    [
        ("asi.quiz('08').html()", "scipy matplotlib ipywidgets"),
        (
            "asi.describe(asi.prevalence_ratio(asi.load_table('knowledge')))",
            "scipy matplotlib",
        ),
        ("asi.chi_square_test(asi.load_table('comfort'))", "scipy matplotlib ipywidgets"),
        (
            "[getattr(asi, name)().html() for name in dir(asi) if name.startswith('explore_')]",
            "scipy matplotlib ipywidgets",
        ),
        ("asi.calculator().html()", "matplotlib ipywidgets"),
        ("asi.plot_bullseye()", "scipy ipywidgets"),
    ],
)
def test_what_is_dear_is_imported_when_it_is_used(use, unwanted):
    code = (
        f"import sys; import asi_helpers as asi; {use};"
        f"print([name for name in {unwanted.split()} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_public_name_is_where_it_is_said_to_be():
    for name in asi.__all__:
        assert getattr(asi, name).__doc__, name
    assert set(asi.__all__) <= set(dir(asi))
    with pytest.raises(AttributeError, match="no name 'odds'"):
        asi.odds  # noqa: B018


def test_editors_see_every_public_name_where_it_is():
    text = (ROOT / "asi_helpers" / "__init__.pyi").read_text(encoding="utf-8")
    imports = [node for node in ast.parse(text).body if isinstance(node, ast.ImportFrom)]
    seen = {alias.asname: (node.module, alias.name) for node in imports for alias in node.names}
    assert {node.level for node in imports} == {1}
    assert seen == {name: (module, name) for name, module in asi._WHERE.items()}


def test_importing_the_package_imports_none_of_its_modules():
    code = (
        "import sys; before = set(sys.modules); import asi_helpers;"
        "print(sorted(m for m in set(sys.modules) - before"
        " if m.split('.')[0] in ('numpy', 'pandas', 'scipy', 'matplotlib', 'ipywidgets')"
        " or m.startswith('asi_helpers.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
