"""What SPSS shows, on a page: every number opens what it means, by finger and by keyboard."""

import pytest

PAGE = "chapters/software.html"
OPEN = ".asi-tip:popover-open"


@pytest.fixture
def screen(visit):
    """The SPSS output of the page, on a phone: screen(**options) -> page, figure."""

    def opened(**options):
        page = visit(PAGE, width=360, **options).page
        figure = page.locator("figure[data-explorer=spss]")
        figure.scroll_into_view_if_needed()
        return page, figure

    return opened


def test_a_touch_opens_what_a_number_means_and_the_next_one_takes_its_place(screen):
    page, figure = screen(has_touch=True)
    figure.get_by_role("button", name="45.897").tap()
    assert "Pearson" in page.locator(OPEN).inner_text()
    figure.get_by_role("button", name="7.941").tap()
    assert page.locator(OPEN).count() == 1
    assert "prevalence ratio" in page.locator(OPEN).inner_text()


def test_keys_do_the_same_and_give_the_place_back(screen):
    page, figure = screen()
    button = figure.get_by_role("button", name="34.714")
    button.focus()
    page.keyboard.press("Enter")
    assert "27 × 54 ÷ (7 × 6)" in page.locator(OPEN).inner_text()
    page.keyboard.press("Escape")
    assert page.locator(OPEN).count() == 0
    assert button.evaluate("button => button === document.activeElement")


def test_it_needs_no_script(screen):
    page, figure = screen(javascript=False)
    figure.get_by_role("button", name="10.622").click()
    assert "Lower limit" in page.locator(OPEN).inner_text()


def test_it_covers_no_more_than_the_foot_of_the_screen(screen):
    page, figure = screen()
    figure.get_by_role("button", name="45.897").click()
    box = page.locator(OPEN).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] == pytest.approx(page.viewport_size["height"], abs=1)
    assert box["height"] < page.viewport_size["height"] / 3


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_of_it_is_cut(visit, width):
    page = visit(PAGE, width=width).page
    for table in page.locator("table.asi-spss").all():
        inner = table.bounding_box()
        outer = table.locator("xpath=ancestor::figure").bounding_box()
        assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
