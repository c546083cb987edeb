"""Tables on a phone: no column, and no digit of one, lies behind the edge."""

import pytest

PAGES = (
    "chapters/04-two-by-two.html",
    "chapters/05-chi-square.html",
    "chapters/06-p-values-and-intervals.html",
    "chapters/09-confounding.html",
    "chapters/10-appraise.html",
    "chapters/11-capstone.html",
    "chapters/software.html",
)
# Folds are opened, for a table in an answer must be as whole as one in the text. A table that is
# wider than its frame scrolls; one without a frame sticks out of what it stands in.
CUT = """() => {
    for (const fold of document.querySelectorAll("main details:not(.run-menu)")) fold.open = true;
    const shown = [...document.querySelectorAll("main table")].filter(t => t.checkVisibility());
    const over = table => {
        const frame = table.closest(".table-frame") || table.parentElement;
        return Math.max(
            frame.scrollWidth - frame.clientWidth,
            table.getBoundingClientRect().right - frame.getBoundingClientRect().right,
        );
    };
    return {
        tables: shown.length,
        cut: shown.filter(table => over(table) > 0.5)
            .map(table => `${over(table)} px: ${table.innerText.slice(0, 80)}`),
    };
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_table_is_cut_on_a_phone(visit, path, theme):
    page = visit(path, width=360, theme=theme).page
    page.evaluate("() => document.fonts.ready.then(() => true)")
    found = page.evaluate(CUT)
    assert found["tables"] > 5
    assert found["cut"] == []
