"""Every page in a real browser, opened once for all that every page promises."""

from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "index.md", ROOT / "references.md", *(ROOT / "chapters").rglob("*.md")]
PAGES = sorted(
    ["404.html", "search.html"]
    + [path.relative_to(ROOT).with_suffix(".html").as_posix() for path in SOURCES]
)
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf8")
# WCAG 2.2's rule on the size of targets is the one that axe leaves out unless asked
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
COLOUR_RULES = {"runOnly": ["color-contrast", "link-in-text-block"]}
# From the top: the bar that stays above the page covers a part of any control that scrolls under
# it, and a reader scrolls on.
RUN_AXE = """async options => {
    scrollTo({ top: 0, behavior: "instant" });
    const found = await axe.run(document, { resultTypes: ["violations"], ...options });
    return found.violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target}: ${node.failureSummary}`));
}"""

# A fold of code that a reader has opened is printed.
NOT_PRINTED = (
    "details.solution, details.code:not([open]), .asi-feedback, .top-bar, .book-menu, .page-turn"
)
SHOWN = """selector => [...document.querySelectorAll(selector)].filter(element => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width && box.height;
}).map(element => element.outerHTML.slice(0, 120))"""
# The first forty controls: each takes the focus and shows it. An outline unseen is as bad as none.
WITHOUT_FOCUS = """() => [...document.querySelectorAll("main a[href], main button, main summary")]
    .filter(control => control.checkVisibility())
    .slice(0, 40)
    .filter(control => {
        control.focus({ focusVisible: true, preventScroll: true });
        const style = getComputedStyle(control);
        return document.activeElement !== control
            || (style.outlineStyle === "none" && style.boxShadow === "none");
    }).map(control => control.outerHTML.slice(0, 120))"""
# Each fold is opened: what is inside must be as good as what is outside.
OPEN_FOLDS = """menus => {
    document.activeElement.blur();
    for (const fold of document.querySelectorAll("main details"))
        fold.open = menus || !fold.matches(".run-menu");
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Words of headings, tables and controls that stand in more than one line, for want of room.
BROKEN_WORDS = """() => {
    const parts = "h1, h2, h3, th, td, button, label, legend, summary, .asi-question p";
    const seen = part => part.checkVisibility() && part.getBoundingClientRect().width > 10;
    const found = new Set();
    for (const part of document.querySelectorAll(`main :is(${parts})`)) {
        const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        for (let text; text = texts.nextNode();) {
            if (!seen(text.parentElement)) continue;  // for screen readers alone
            for (const word of text.data.matchAll(/\\p{L}+/gu)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = [...range.getClientRects()].map(box => Math.round(box.top));
                if (new Set(lines).size > 1) found.add(word[0]);
            }
        }
    }
    return [...found];
}"""
THEME = "() => document.documentElement.dataset.theme"
# A change of width or theme is worked in by the frame after the next.
SETTLED = """() => {
    scrollTo({ top: 0, behavior: "instant" });
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def check_print_and_keyboard(page, broken):
    page.evaluate("() => document.fonts.ready.then(() => true)")  # what waits for them is done
    page.emulate_media(media="print")
    broken["printed"] = page.evaluate(SHOWN, NOT_PRINTED)
    page.emulate_media(media="screen")
    broken["takes no focus, or does not show it"] = page.evaluate(WITHOUT_FOCUS)


def check_with_axe(page, width, broken):
    """WCAG 2.2 A and AA and best practice. Of a theme, only what depends on colours is new."""
    page.evaluate(OPEN_FOLDS, False)
    for theme, rules in (("light", ALL_RULES), ("dark", COLOUR_RULES)):
        page.emulate_media(color_scheme=theme)
        page.evaluate(SETTLED)
        assert page.evaluate(THEME) in (theme, None)  # None: the 404 page has no script
        broken[f"axe, {width} px, {theme}"] = page.evaluate(RUN_AXE, rules)


def check_for_sideways_scrolling(page, broken):
    """At 360 pixels, a small phone, and at 320, a window of 1280 pixels at 400%."""
    page.evaluate(OPEN_FOLDS, True)
    for width, height in ((320, 256), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        over = page.evaluate(TOO_WIDE)
        broken[f"scrolls sideways at {width} px"] = [f"{over} px"] if over > 0 else []
    broken["breaks words at 360 px"] = page.evaluate(BROKEN_WORDS)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_what_every_page_promises(visit, path):
    broken = {}
    seen = visit(path, width=1280)
    check_print_and_keyboard(seen.page, broken)
    seen.page.evaluate(AXE)
    check_with_axe(seen.page, 1280, broken)
    check_for_sideways_scrolling(seen.page, broken)
    check_with_axe(seen.page, 360, broken)
    # last, for what comes late
    broken["other hosts"] = seen.other_hosts
    broken["problems"] = seen.problems
    found = [f"{rule}: {what}" for rule, places in broken.items() for what in places]
    assert not found, "\n".join([path, *found])


@pytest.mark.parametrize("path", PAGES)
def test_from_a_folder_it_asks_no_other_host_and_reports_nothing(visit, path):
    seen = visit(path, scheme="file")
    assert seen.page.locator("h1").count() == 1
    assert seen.other_hosts == []
    assert seen.problems == []


def test_no_page_is_left_out(pages):
    assert pages == PAGES
