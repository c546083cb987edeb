"""A page's MyST becomes Markdown that any front end of notebooks shows."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from press import notebooks, plain
from press.chapter import Chapter, chapter_files, find_solutions

ROOT = Path(__file__).resolve().parents[2]
PAGES = [path.relative_to(ROOT).as_posix() for path in notebooks.find_pages(ROOT)]


@pytest.mark.parametrize(
    ("myst", "shown"),
    [
        ("{term}`odds`", "odds"),
        ("a {term}`log axis <log scale>`, {term}`p-value\n<p>`", "a log axis, p-value"),
        ("{cite:t}`holcomb2001` count", "Holcomb et al. (2001) count"),
        ("in one page {cite:p}`bland2000`", "in one page (Bland and Altman, 2000)"),
        ("{cite:p}`woolf1955,  katz1978`", "(Woolf, 1955; Katz et al., 1978)"),
        ("{cite:t}`vonelm2007`", "von Elm et al. (2007)"),
        ("{cite:t}`castrosotos2007`", "Castro Sotos et al. (2007)"),
        ("{cite:t}`schiaffino2003`", "Schiaffino et al. (2003)"),
        ("{cite:t}`who2025`", "World Health Organization (2025)"),
        ("{cite:t}`garciaperez2016`", "García-Pérez and Alcalá-Quintana (2016)"),
        ("{cite:p}`cope`", "(Committee on Publication Ethics, n.d.)"),
        ("{numref}`fig-c06-printed`", "Fig. 6.3"),
        ("[*rasio odds*]{lang=id}", "*rasio odds*"),
        ("[See [7](07.md) ([*odds*]{lang=id}).]{lang=en} Ya.", "See [7](07.md) (*odds*). Ya."),
    ],
)
def test_roles_become_words(myst, shown):
    assert plain.words(myst) == shown


def test_a_mark_of_language_without_its_bracket_is_named():
    with pytest.raises(ValueError, match=r"no bracket opens what '\]\{lang=en\}' marks: ten"):
        plain.words("ten]{lang=en}")


def test_an_unknown_role_is_named():
    with pytest.raises(plain.NotPlain, match=r"\{doc\}`odds`"):
        plain.words("see {doc}`odds`")


def test_boxes_become_folds_and_quotations():
    myst = """\
Before.

:::{dropdown} Show the *answer*
Less.

- no
:::

```{warning}
A ratio.

Below 1.
```

:::{exercise} Lower
:label: ex-1
How low?
:::

:::{solution} ex-1
:label: sol-1
:class: dropdown

Very.
:::

:::{facts} 08
:::
"""
    shown = """\
Before.

<details>
<summary><b>Show the *answer*</b></summary>

Less.

- no

</details>

> **Warning**
>
> A ratio.
>
> Below 1.

### Exercise: Lower

How low?

<details>
<summary><b>Solution: Lower</b></summary>

Very.

</details>

Facts of 08.
"""
    generated = {"facts": lambda number: f"Facts of {number}."}
    assert plain.boxes(myst, {"ex-1": "Lower"}, generated) == shown


@pytest.mark.parametrize("left", ["{foo}`x`", "a\n```{foo} x", ":::{foo}", "::::{foo} y"])
def test_what_is_left_over_is_refused(left):
    with pytest.raises(plain.NotPlain, match="foo"):
        plain.refuse_left_overs(left)
    plain.refuse_left_overs("```python\nx = {1}\n```\na `word` of code, $x_{i}$")


def test_a_solution_over_several_cells_is_one_fold():
    start, end = "```{solution-start} ex-1\n:label: s\n```", "```{solution-end}\n```"
    frame = {"text/html": "<table class=dataframe></table>", "text/plain": "a  b"}
    cells = [
        new_markdown_cell(f"Question.\n\n{start}\n\nFirst:", metadata={"kept": 1}),
        new_code_cell("table", outputs=[nbformat.v4.new_output("execute_result", frame)]),
        new_code_cell(
            "asi.describe(x)",
            metadata={"tags": ["hide-input"]},
            outputs=[nbformat.v4.new_output("execute_result", {"text/markdown": "*In words.*"})],
        ),
        new_code_cell("plumbing", metadata={"tags": ["remove-cell"]}),
        new_markdown_cell(f"Last.\n\n{end}\n\n{start}"),
        new_markdown_cell(f"Second.\n\n{end}"),
        new_code_cell("after"),
    ]
    one, first, second, after = plain.fold_solutions(cells, {"ex-1": "One"})
    assert one.source == "Question."
    assert one.metadata == {"kept": 1}
    assert [line for line in first.source.splitlines() if line] == [
        "<details>", "<summary><b>Solution: One</b></summary>", "First:",
        "```python", "table", "```", "```text", "a  b", "```", "*In words.*", "Last.", "</details>",
    ]  # fmt: skip
    assert second.source == plain.fold("Solution: One", "Second.")
    assert after.source == "after"


# -- the notebooks that were built -----------------------------------------------------------------


@pytest.fixture(params=PAGES)
def notebook(request):
    return nbformat.read((ROOT / request.param).with_suffix(".ipynb"), as_version=4)


@pytest.mark.slow
def test_nothing_raw_is_left_in_a_notebook(notebook):
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for text in prose:
        assert not re.search(r"\{[\w:-]+\}`|^ *(:::|```\{)|\]\{", text, re.MULTILINE), text
    assert prose[0].split("\n\n")[1].startswith("> **To run this notebook,**")
    assert "\n".join(prose).count("<details>") == "\n".join(prose).count("</details>")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_links_between_notebooks_lead_somewhere(page):
    path = (ROOT / page).with_suffix(".ipynb")
    text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    for link in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
        assert (path.parent / link).is_file(), link
        assert link.endswith(".ipynb"), link


@pytest.mark.slow
@pytest.mark.parametrize("path", chapter_files(ROOT), ids=lambda path: path.stem)
def test_no_solution_lies_open(path):
    cells = nbformat.read(path.with_suffix(".ipynb"), as_version=4).cells
    text = "\n\n".join(cell.source for cell in cells)
    open_text = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    folded = re.findall(r"<summary><b>Solution: (.*)</b></summary>", text)
    assert folded == [exercise.title for exercise in Chapter(path).exercises.values()]
    solutions = find_solutions(notebooks.executed(path))
    prose = [part for parts in solutions.values() for part in parts if isinstance(part, str)]
    lines = re.findall(r"^[^{}\n]{40,}$", "\n".join(prose), re.MULTILINE)
    assert len(lines) >= 3
    for line in lines:
        assert line not in open_text


@pytest.mark.slow
def test_cells_use_nothing_that_a_fold_defines():
    """A name defined in a solution is not there when a reader runs the notebook."""
    files = [str((ROOT / page).with_suffix(".ipynb")) for page in PAGES]
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select=F821"]
    run = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "No Python files" not in run.stderr
