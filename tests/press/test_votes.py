"""What is taken out of a plan for the pages of the votes, and what is said of an unfit plan."""

import pytest
from docutils.core import publish_doctree
from sphinx.errors import ExtensionError

from press.sphinx.votes import find_advice

QUESTION = """
====== =====
answer shows
====== =====
yes    right
====== =====
"""
HEAD = ("share right", "Vote 1 (what?)", "Vote 2 (where?)")
ROWS = [
    ("**under 30%**", "back", "draw"),
    ("**30 to 70%**", "pairs", "pairs with a pen"),
    ("**over 70%**", "ask why", "go on"),
    ("**second vote under 50%**", "explain anew", "another question"),
]


def plan(rows=ROWS, head=HEAD, title="The vote", questions=2):
    """A plan's section as docutils reads it."""
    cells = [f"   * - {row[0]}\n" + "".join(f"     - {cell}\n" for cell in row[1:]) for row in rows]
    header = f"   * - {head[0]}\n" + "".join(f"     - {cell}\n" for cell in head[1:])
    table = ".. list-table::\n   :header-rows: 1\n\n" + header + "".join(cells)
    text = f"{title}\n{'=' * len(title)}\n{(QUESTION + chr(10)) * questions}\n"
    settings = {"doctitle_xform": False, "report_level": 5}
    return publish_doctree(text + (table if rows else ""), settings_overrides=settings)


def words(found):
    return [
        {name: (share.astext(), act.astext()) for name, (share, act) in column.items()}
        for column in found
    ]


@pytest.mark.parametrize(
    "head", [HEAD, ("persentase benar", "Pungutan suara 1 (apa?)", "Pungutan suara 2 (di mana?)")]
)
def test_each_vote_has_its_column(head):
    first, second = words(find_advice(plan(head=head), 2, "plan-08.md"))
    assert first == {
        "under": ("under 30%", "back"),
        "between": ("30 to 70%", "pairs"),
        "over": ("over 70%", "ask why"),
        "low": ("second vote under 50%", "explain anew"),
    }
    acts = [act for _, act in second.values()]
    assert acts == ["draw", "pairs with a pen", "go on", "another question"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "A vote"}, 'no section "The vote"'),
        ({"rows": []}, "no table of what to do"),
        ({"rows": ROWS[:3]}, "the table has 3 rows"),
        ({"rows": [*ROWS, ROWS[3]]}, "the table has 5 rows"),
        ({"rows": [ROWS[1], ROWS[0], *ROWS[2:]]}, 'a row says "30 to 70%" where 30% belongs'),
        ({"rows": [*ROWS[:2], ("over 80%", "a", "b"), ROWS[3]]}, "where 70% belongs"),
        (
            {"rows": [*ROWS[:2], ("over 70%", "a", ""), ROWS[3]]},
            'a cell of the row "over 70%" is empty',
        ),
        ({"head": (HEAD[0], HEAD[2], HEAD[1])}, "not those of its 2 votes"),
        ({"head": (HEAD[0], "first", "second")}, "not those of its 2 votes"),
    ],
)
def test_a_plan_of_another_form_is_named(changed, said):
    with pytest.raises(ExtensionError) as error:
        find_advice(plan(**changed), 2, "chapters/instructor/plan-08.md")
    assert str(error.value).startswith("chapters/instructor/plan-08.md: ")
    assert said in str(error.value)
