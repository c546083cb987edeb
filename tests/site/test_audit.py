"""The audit page in a real browser: filtered by keyboard, announced, readable without a script."""

import pytest

import asi_helpers as asi
from asi_helpers.book.paper.verdicts import VERDICTS, slug

PAGE = "chapters/audit.html"
COUNTS = asi.load_dataset("claims")["verdict"].value_counts()
SHOWN = "[...document.querySelectorAll('tr[data-claim]')].filter(row => row.offsetParent).length"


def test_every_verdict_is_reached_by_keyboard_and_announced(visit):
    page = visit(PAGE).page
    page.get_by_role("radio", name="All claims").focus()
    for verdict, words in VERDICTS.items():
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.value") == slug(verdict)
        assert page.evaluate(SHOWN) == COUNTS[verdict]
        assert page.locator(".asi-audit .asi-say").text_content() == (
            f"{COUNTS[verdict]} of {COUNTS.sum()} claims shown: {words.name.capitalize()}."
        )
    page.keyboard.press("ArrowDown")
    assert page.evaluate(SHOWN) == COUNTS.sum()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_without_a_script_it_reads_and_filters(visit, scheme):
    page = visit(PAGE, javascript=False, scheme=scheme).page
    assert page.locator("tr[data-claim]:visible").count() == COUNTS.sum()
    page.get_by_role("radio", name="Lost a zero").check()
    assert page.locator("tr[data-claim]:visible").count() == COUNTS["lost zero"]


def test_on_a_phone_nothing_is_cut_off_and_targets_are_large(visit):
    page = visit(PAGE, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    wide = page.evaluate(
        "[...document.querySelectorAll('.asi-verdict *')]"
        ".filter(e => e.getBoundingClientRect().right > 361 && !e.closest('thead')).length"
    )
    assert wide == 0
    for label in page.locator(".asi-audit label").all():
        assert label.bounding_box()["height"] >= 44


@pytest.mark.parametrize("width", [780, 1280])
def test_on_a_wide_screen_every_column_is_in_sight(visit, width):
    page = visit(PAGE, width=width).page
    hidden = page.evaluate(
        "[...document.querySelectorAll('.asi-verdict')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert hidden == [0] * len(VERDICTS)
    outer = page.locator(".output:has(.asi-audit)").first
    assert outer.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_links_lead_to_the_chapters(visit, site):
    page = visit(PAGE).page
    links = page.locator(".asi-audit a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) == COUNTS.sum()
    for link in set(links):
        assert (site / "chapters" / link).is_file()
