"""The explorers in a real browser: every state by keyboard, the numbers, no script, print."""

import itertools

import pytest

import asi_helpers as asi
from asi_helpers.book.explorers import EXPLORERS
from asi_helpers.book.explorers.joint_tables import adjusted as adjusted_to
from asi_helpers.language import say
from tests.explorer_numbers import EXPECT

PAGE = "chapters/explorers.html"
NAMES = tuple(name.removeprefix("explore_") for name in EXPLORERS)
CHAPTERS = {  # one explorer in each, but not in the last, which has the calculator
    "chapters/01-meet-the-paper.html": "paper_map",
    "chapters/02-design-and-time.html": "timeline",
    "chapters/03-purposive-sampling.html": "sampling",
    "chapters/04-two-by-two.html": "denominator",
    "chapters/05-chi-square.html": "permutation",
    "chapters/06-p-values-and-intervals.html": "sample_size",
    "chapters/07-odds-and-ratios.html": "prevalence",
    "chapters/08-upside-down-odds-ratio.html": "reference",
    "chapters/09-confounding.html": "joint_tables",
    "chapters/10-appraise.html": "appraisal",
}
NUMBERS = """view => [...view.querySelectorAll("data.asi-stat")].map(data =>
    [data.dataset.stat + (data.dataset.of ? " " + data.dataset.of : ""), data.value])"""
TALL = (
    "[...document.querySelectorAll('.asi-control select, .asi-control input, .asi-radio > label')]"
)


def expected(name, state):
    """Numbers of one state, from the package's own functions."""
    if name in EXPECT:
        return EXPECT[name](*state.values())
    assert name == "joint_tables"
    crude = asi.prevalence_odds_ratio(asi.load_table("comfort"))
    adjusted = adjusted_to(int(state["both"]))
    return {
        "por": crude.value,
        "por_low": crude.interval.low,
        "por_high": crude.interval.high,
        "por_adjusted": adjusted.value,
        "n": 94,
    }


class Keyboard:
    """Moves the controls of one explorer with nothing but keys."""

    def __init__(self, page, root, controls):
        self.page, self.root, self.controls = page, root, controls
        self.fields = [root.locator(f"[data-control={c.name}]") for c in controls]
        self.at = None  # control that has the focus

    def start(self):
        """Press Tab until the first control has the focus."""
        self.root.evaluate("root => { root.tabIndex = -1; root.focus(); }")
        self.page.keyboard.press("Tab")
        self.at = 0
        self.check_focus()

    def check_focus(self):
        here = self.page.evaluate("document.activeElement.name")
        assert here == self.controls[self.at].name

    def go(self, index):
        while self.at != index:
            back = index < self.at
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            self.at += -1 if back else 1
        self.check_focus()

    def set(self, index, value):
        """Press arrow keys until the control has that value."""
        control = self.controls[index]
        now = self.value(index)
        if now == value:
            return
        self.go(index)
        steps = control.values.index(value) - control.values.index(now)
        forward, back = (
            ("ArrowDown", "ArrowUp")
            if control.kind == "select"
            else (
                "ArrowRight",
                "ArrowLeft",
            )
        )
        for _ in range(abs(steps)):
            self.page.keyboard.press(forward if steps > 0 else back)
        assert self.value(index) == value

    def value(self, index):
        return self.fields[index].evaluate(
            """control => {
                const field = control.querySelector("select, input:checked, input[type=range]");
                return field.type === "range"
                    ? JSON.parse(field.dataset.values)[field.value] : field.value;
            }"""
        )


def explorer(visit, page, name):
    seen = visit(page)
    return seen, seen.page.locator(f"figure.asi-explorer[data-explorer={name}]")


@pytest.mark.parametrize("name", NAMES)
def test_every_state_by_keyboard_with_the_numbers_of_the_package(visit, name):
    seen, root = explorer(visit, PAGE, name)
    shows = getattr(asi, f"explore_{name}")()
    keys, view = Keyboard(seen.page, root, shows.controls), root.locator(".asi-view")
    assert view.get_attribute("data-state").split() == list(shows.first.values())
    keys.start()
    visited = set()
    names = list(shows.first)
    for values in itertools.product(*(control.values for control in shows.controls)):
        for index, value in enumerate(values):
            keys.set(index, value)
        assert view.get_attribute("data-state").split() == list(values)
        visited.add(values)
        shown = {key: float(value) for key, value in view.evaluate(NUMBERS)}
        state = dict(zip(names, values, strict=True))
        assert shown == pytest.approx(expected(name, state), rel=1e-9), state
        if len(visited) % 10 == 1:  # the words belong to the numbers
            assert (
                say(shows.view(**state).sentence, "en")
                in view.locator(".asi-sentence").inner_text()
            )
    assert len(visited) == len(list(shows.states()))
    assert seen.problems == []
    assert seen.other_hosts == []


@pytest.mark.parametrize(("page", "name"), CHAPTERS.items())
def test_the_explorer_of_each_chapter_answers(visit, page, name):
    seen, root = explorer(visit, page, name)
    assert seen.page.locator("figure.asi-explorer[data-states]").count() == 1
    shows = getattr(asi, f"explore_{name}")()
    keys, view = Keyboard(seen.page, root, shows.controls), root.locator(".asi-view")
    keys.start()
    for index, control in enumerate(shows.controls):
        before = view.inner_html()
        keys.set(index, next(value for value in control.values if value != control.start))
        assert view.inner_html() != before
    assert seen.problems == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_finger_moves_it_over_http_and_from_a_folder(visit, scheme):
    seen = visit(PAGE, scheme=scheme, width=360, has_touch=True)
    root = seen.page.locator("figure[data-explorer=reference]")
    root.get_by_text("poor against good").tap()
    por = root.locator("data[data-stat=por]")
    turned = asi.load_table("knowledge").swap_exposure()
    assert float(por.get_attribute("value")) == pytest.approx(
        asi.prevalence_odds_ratio(turned).value, rel=1e-12
    )
    assert "the number that the study prints, 0,029" in root.locator(".asi-mark").inner_text()
    root.locator("select").select_option("comfort")
    assert "0,155" in root.locator(".asi-mark").inner_text()
    assert seen.problems == []


def test_a_change_is_announced_once_the_control_rests(visit):
    seen, root = explorer(visit, PAGE, "sample_size")
    status = root.locator("[role=status]")
    assert status.inner_text() == ""
    slider = root.locator("input[type=range]")
    slider.focus()
    for _ in range(3):
        seen.page.keyboard.press("ArrowRight")
    assert status.inner_text() == ""  # not while it moves
    seen.page.wait_for_function("status => status.textContent", arg=status.element_handle())
    assert root.locator(".asi-sentence").inner_text() in status.inner_text()
    assert slider.get_attribute("aria-valuetext") == "940 mothers"
    assert root.locator(".asi-value").inner_text() == "940 mothers"


def test_a_new_item_hides_the_verdict_again(visit):
    _, root = explorer(visit, PAGE, "appraisal")
    root.get_by_text("unclear", exact=True).click()
    assert root.locator(".asi-mark").count() == 1
    root.locator("select").select_option("2")
    assert root.locator(".asi-mark").count() == 0
    assert root.locator("input[value=none]").is_checked()


def test_without_script_the_first_state_can_be_read(visit):
    seen = visit(PAGE, javascript=False)
    for name in NAMES:
        shows = getattr(asi, f"explore_{name}")()
        root = seen.page.locator(f"figure[data-explorer={name}]")
        assert not root.locator("form").is_visible()
        assert say(shows.view().sentence, "en") in root.locator(".asi-sentence").inner_text()
        assert root.locator(".asi-sentence").is_visible()
        for control in shows.controls:
            assert (
                say(control.label_of(control.start), "en")
                in root.locator(".asi-chosen").inner_text()
            )
        assert root.locator(".asi-chosen").is_visible()


def test_print_says_what_was_chosen(visit):
    seen, root = explorer(visit, PAGE, "reference")
    chosen = root.locator(".asi-chosen")
    assert not chosen.is_visible()
    root.get_by_text("poor against good").click()
    seen.page.emulate_media(media="print")
    assert chosen.is_visible()
    assert "Compare: poor against good; Count: smooth flow" in chosen.inner_text()
    assert not root.locator("form").is_visible()


def test_targets_are_large_enough_for_a_thumb(visit):
    seen = visit(PAGE, width=360, has_touch=True)
    sizes = seen.page.evaluate(
        TALL
        + """.filter(field => field.type !== "radio").map(field => {
            const box = field.getBoundingClientRect();
            return [field.textContent.slice(0, 20), box.width, box.height];
        })"""
    )
    assert len(sizes) > 30
    assert [size for size in sizes if min(size[1:]) < 44] == []


def test_focus_can_be_seen(visit):
    seen, root = explorer(visit, PAGE, "reference")
    keys = Keyboard(seen.page, root, asi.explore_reference().controls)
    keys.start()
    outline = """() => {
        const field = document.activeElement;
        const seen = field.type === "radio" ? field.parentElement : field;
        return parseFloat(getComputedStyle(seen).outlineWidth);
    }"""
    for index in range(3):
        keys.go(index)
        assert seen.page.evaluate(outline) >= 2


def test_nothing_moves_by_itself(visit):
    seen = visit(PAGE, reduced_motion="reduce")
    moving = seen.page.evaluate(
        """[...document.querySelectorAll(".asi-explorer, .asi-explorer *")].filter(element => {
            const style = getComputedStyle(element);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).length"""
    )
    assert moving == 0
