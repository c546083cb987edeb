"""The code behind a result: folded, one click away, with one switch for the whole book."""

import pytest

PAGE = "chapters/08-upside-down-odds-ratio.html"
OTHER = "chapters/07-odds-and-ratios.html"
OPEN = "[...document.querySelectorAll('details.code')].map(fold => fold.open)"
# What stands in a solution stays in its fold; what shows nothing is for who follows the code.
CODE = ".cell_output + details.code:not(details.solution *)"
SETUP = ".cell:not(:has(> .cell_output)) > details.code:not(details.solution *)"


def switch(page):
    return page.get_by_role("button", name="Code")


def is_pressed(page):
    return switch(page).get_attribute("aria-pressed") == "true"


def wait_until_stored(page, code):
    """
    Wait until a page of its own, which another process of the browser may show, knows the choice.

    What a page stores reaches other processes a little later; on a busy machine much later.
    """
    other = page.context.new_page()
    for _ in range(40):  # opened anew each time: one that is open may never hear of it
        other.goto(page.url)
        if other.evaluate("localStorage.getItem('code')") == code:
            break
        other.wait_for_timeout(250)
    else:
        raise AssertionError(f"no other page knows the choice: {code}")
    other.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_code_is_hidden_until_it_is_asked_for(visit, javascript):
    page = visit(PAGE, javascript=javascript).page
    folds = page.locator(CODE)
    assert folds.count() >= 10
    assert page.locator("details.code[open]").count() == 0
    code = folds.nth(2).locator("pre")
    assert not code.is_visible()
    folds.nth(2).get_by_text("Show the code").click()
    assert code.is_visible()
    assert "asi." in code.inner_text()
    assert page.locator("details.code[open]").count() == 1
    folds.nth(2).get_by_text("Hide the code").click()
    assert not code.is_visible()


def test_code_stands_after_what_it_made(visit):
    page = visit(PAGE).page
    wrong = page.evaluate(
        "[...document.querySelectorAll('details.code')].filter(fold => fold.nextElementSibling)"
        ".map(fold => fold.textContent)"
    )
    assert wrong == []
    assert page.locator(".cell_output + details.code").count() >= 10


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_switch_opens_all_code_on_every_page(visit, scheme):
    seen = visit(PAGE, scheme=scheme)
    page = seen.page
    assert not is_pressed(page)
    assert switch(page).inner_text() == "Code: hidden"
    switch(page).click()
    assert all(page.evaluate(OPEN))
    assert is_pressed(page)
    assert switch(page).inner_text() == "Code: shown"
    page.reload()
    assert all(page.evaluate(OPEN))
    assert is_pressed(page)
    wait_until_stored(page, "shown")
    page.goto(page.url.replace(PAGE, OTHER))
    opened = page.evaluate(OPEN)
    assert len(opened) >= 10
    assert all(opened)
    switch(page).click()
    assert not any(page.evaluate(OPEN))
    wait_until_stored(page, "hidden")
    page.goto(page.url.replace(OTHER, PAGE))
    assert not any(page.evaluate(OPEN))
    assert seen.problems == []
    assert seen.other_hosts == []


def test_a_cell_without_a_result_is_there_for_who_follows_the_code(visit):
    page = visit(PAGE).page
    setup = page.locator(SETUP).first
    assert not setup.is_visible()
    switch(page).click()
    assert "import asi_helpers as asi" in setup.locator("pre").inner_text()
    assert setup.is_visible()


def test_a_single_fold_may_differ_from_the_switch(visit):
    page = visit(PAGE).page
    switch(page).click()
    page.locator(CODE).first.get_by_text("Hide the code").click()
    assert not page.locator(CODE).first.locator("pre").is_visible()
    assert page.locator(CODE).nth(1).locator("pre").is_visible()


def test_code_and_switch_work_by_keyboard(visit):
    page = visit(PAGE).page
    switch(page).focus()
    page.keyboard.press("Space")
    assert all(page.evaluate(OPEN))
    page.keyboard.press("Enter")
    assert not any(page.evaluate(OPEN))
    page.locator(CODE).first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(CODE).first.locator("pre").is_visible()


def test_shown_code_does_not_jump_open_after_the_page_is_drawn(visit):
    """The early script alone opens the folds, as they are read: before site.js has come."""
    page = visit(PAGE, alone=True).page
    page.evaluate("localStorage.setItem('code', 'shown')")
    page.context.route("**/site.js", lambda route: route.abort())
    page.reload()
    assert all(page.evaluate(OPEN))
    assert page.evaluate("document.documentElement.dataset.code") == "shown"


def test_a_page_that_the_browser_kept_follows_the_switch(visit):
    page = visit(PAGE).page
    page.evaluate("localStorage.setItem('code', 'shown')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert all(page.evaluate(OPEN))
    assert is_pressed(page)


def test_print_shows_the_code_that_is_open(visit):
    page = visit(PAGE).page
    page.locator(CODE).nth(1).locator("summary").click()
    page.emulate_media(media="print")
    assert page.locator(CODE).nth(1).locator("pre").is_visible()
    assert not page.locator(CODE).nth(1).locator("summary").is_visible()
    assert not page.locator(CODE).nth(0).is_visible()


def test_the_code_of_a_solution_stays_in_its_fold(visit):
    page = visit(PAGE).page
    switch(page).click()
    inside = page.locator("details.solution details.code")
    assert inside.count() >= 1
    assert not inside.first.is_visible()


def test_a_page_without_code_has_no_switch(visit):
    assert switch(visit("chapters/glossary.html").page).count() == 0


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_bar_has_room_for_the_switch(visit, width):
    page = visit(PAGE, width=width).page
    for button in (page.locator(".menu-button"), switch(page), page.locator(".theme-button")):
        if button.is_visible():
            box = button.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["height"] >= 44
    assert page.locator(".top-bar").bounding_box()["height"] < 70
