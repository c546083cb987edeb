"""What helps to read a long page: its sections at hand, the size of text, figures opened large."""

import pytest

CHAPTER = "chapters/05-chi-square.html"
SHORT = "chapters/glossary.html"  # no section under its title
FIGURES = "chapters/03-purposive-sampling.html"
HEADINGS = """() => [...document.querySelectorAll("main h2")].map(h => h.firstChild.data)"""
TEXTS = """selector => [...document.querySelectorAll(selector)].map(link => link.textContent)"""
GO_TO = """id => document.getElementById(id).scrollIntoView({ behavior: "instant" })"""
MARKED = (
    """selector => document.querySelector(`${selector} [aria-current=location]`)?.textContent"""
)
FOCUSED = "() => document.activeElement.className"
ROOT_SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
# Folds are opened: what stands in them must fit as well.
TOO_WIDE = """() => {
    for (const fold of document.querySelectorAll("main details")) fold.open = true;
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""
COVERED = """() => [...document.querySelectorAll(".copy-code")].filter(button => {
    const code = button.parentElement.querySelector("pre").getBoundingClientRect();
    return button.checkVisibility() && button.getBoundingClientRect().bottom > code.top;
}).length"""
SAME_IDS = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
}"""


def sections(page):
    found = page.evaluate(HEADINGS)
    assert len(found) > 10
    return found


def go_far_down(page):
    """To the fourth section; its id and its heading."""
    link = page.locator(".sections a").nth(3)
    name = link.get_attribute("href")[1:]
    page.evaluate(GO_TO, name)
    heading = page.evaluate(TEXTS, ".sections a")[3]
    page.wait_for_function(f"heading => ({MARKED})('.sections') === heading", arg=heading)
    return name, heading


@pytest.mark.parametrize("edition", ["", "id/"])
@pytest.mark.parametrize("javascript", [True, False])
def test_the_sections_are_a_fold_in_the_first_screen_of_a_phone(visit, javascript, edition):
    page = visit(edition + CHAPTER, width=360, javascript=javascript).page
    summary = page.locator(".sections summary")
    box = summary.bounding_box()
    assert box["y"] > page.locator("h1").bounding_box()["y"]
    assert box["y"] + box["height"] < 740
    assert box["height"] >= 40
    summary.click()
    assert page.evaluate(TEXTS, ".sections a") == sections(page)
    assert page.locator(".sections a").first.bounding_box()["height"] >= 44
    page.emulate_media(reduced_motion="reduce")  # else the page is still on its way there
    link = page.locator(".sections a").nth(5)
    name = link.get_attribute("href")[1:]
    link.click()
    top = "id => document.getElementById(id).getBoundingClientRect().top"
    assert 0 < page.evaluate(top, name) < 100
    page.emulate_media(reduced_motion="no-preference")


def test_the_page_holds_its_list_once(site):
    html = (site / CHAPTER).read_text("utf8")
    article, rest = html.split("<article", 1)[1].split("</article>", 1)
    name = article.split('class="sections"', 1)[1].split('href="#', 1)[1].split('"', 1)[0]
    links = f'<a href="#{name}">'
    assert article.count(links) == 1
    assert links not in rest


def test_a_page_of_one_section_has_no_list(visit):
    page = visit(SHORT, width=360).page
    assert page.locator(".sections, .menu-sections, .section-sheet, .on-this-page").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_place_in_the_bar_opens_the_sections_from_anywhere(visit, width):
    seen = visit(CHAPTER, width=width)
    page = seen.page
    _, heading = go_far_down(page)
    button = page.get_by_role("button", name="Chapter 5 of 11 On this page")
    box = button.bounding_box()
    assert box["height"] >= 44
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    sheet = page.locator(".section-sheet")
    assert page.evaluate(TEXTS, ".section-sheet li a") == sections(page)
    focused = "heading => document.activeElement.textContent === heading"
    page.wait_for_function(focused, arg=heading)
    box = sheet.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert page.evaluate(FOCUSED) == "place-button"
    page.keyboard.press("Enter")
    sheet.get_by_role("link", name="To the top of the page").click()
    assert not sheet.is_visible()
    page.wait_for_function("() => scrollY < 100")
    assert seen.problems == []


def test_a_section_chosen_in_the_sheet_is_where_the_keyboard_goes_on(visit):
    page = visit(CHAPTER, width=360).page
    page.locator(".place-button").click()
    link = page.locator(".section-sheet li a").nth(6)
    name = link.get_attribute("href")[1:]
    link.click()
    assert not page.locator(".section-sheet").is_visible()
    page.keyboard.press("Tab")
    inside = "id => document.getElementById(id).contains(document.activeElement)"
    assert page.evaluate(inside, name)


def test_a_tap_beside_the_sheet_closes_it(visit):
    page = visit(CHAPTER, width=360).page
    page.locator(".place-button").click()
    page.mouse.click(180, 735)
    assert not page.locator(".section-sheet").is_visible()


def test_a_browser_without_popovers_opens_the_fold(visit):
    page = visit(CHAPTER, width=360, alone=True).page
    page.add_init_script("delete HTMLElement.prototype.togglePopover")
    page.reload()
    go_far_down(page)
    page.locator(".place-button").click()
    page.wait_for_function("() => scrollY < 700")
    assert page.locator(".sections details").get_attribute("open") is not None
    assert page.evaluate("() => document.activeElement.localName") == "summary"


def test_the_contents_hold_the_sections_of_the_current_chapter(visit):
    page = visit(CHAPTER, width=360).page
    _, heading = go_far_down(page)
    page.mouse.click(40, 26)
    assert page.evaluate(TEXTS, ".menu-sections a") == sections(page)
    assert page.evaluate(MARKED, ".menu-sections") == heading
    current = page.locator(".book-menu [aria-current=page]")
    assert current.evaluate("link => link.nextElementSibling.className") == "menu-sections"
    assert page.locator(".menu-sections a").first.bounding_box()["height"] >= 44
    page.locator(".menu-sections a").nth(7).click()
    assert not page.locator(".book-menu").is_visible()
    heading = sections(page)[7]
    page.wait_for_function(f"heading => ({MARKED})('.menu-sections') === heading", arg=heading)


def test_a_projector_shows_the_sections_beside_the_text_and_follows_the_reader(visit):
    page = visit(CHAPTER, width=1280, height=720).page
    assert page.locator(".menu-sections").is_visible()
    assert not page.locator(".on-this-page").is_visible()
    last = page.locator(".menu-sections a").last
    page.evaluate(GO_TO, last.get_attribute("href")[1:])
    seen = """() => {
        const link = document.querySelector(".menu-sections [aria-current]");
        const box = link?.getBoundingClientRect();
        return box && box.top > 50 && box.bottom < innerHeight;
    }"""
    page.wait_for_function(seen)


def test_a_wide_screen_keeps_its_sidebar(visit):
    page = visit(CHAPTER, width=1500).page
    assert page.evaluate(TEXTS, ".on-this-page a") == sections(page)
    assert page.locator(".on-this-page").is_visible()
    assert not page.locator(".sections").is_visible()
    assert not page.locator(".menu-sections").is_visible()
    _, heading = go_far_down(page)
    assert page.evaluate(MARKED, ".on-this-page") == heading


@pytest.mark.parametrize("edition", ["", "id/"])
@pytest.mark.parametrize("width", [320, 360, 393, 412])
def test_ways_to_run_a_page_stay_within_a_phone(visit, width, edition):
    page = visit(edition + "chapters/05-chi-square.html", width=width, height=740).page
    page.locator(".run-menu summary").click()
    menu = page.locator(".run-menu ul").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_running_a_page_comes_after_its_opening_on_a_phone_alone(visit, width):
    page = visit(CHAPTER, width=width).page
    title, run = (page.locator(part).bounding_box() for part in ("h1", ".run-menu summary"))
    if width == 360:
        assert run["y"] > title["y"] + title["height"] + 100
    else:
        assert abs(run["y"] - title["y"]) < 10
        # nothing of the title stands under it
        words = page.locator("h1").evaluate(
            "h1 => { const range = document.createRange(); range.selectNodeContents(h1);"
            " return range.getBoundingClientRect().right; }"
        )
        assert words <= run["x"]
    first = "() => document.querySelector('main').querySelector('a, button, summary, h1').localName"
    assert page.evaluate(first) == "h1"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_copy_button_covers_no_code(visit, width):
    page = visit(FIGURES, width=width).page
    page.get_by_role("button", name="Code").click()
    assert page.locator(".copy-code:visible").count() > 10
    assert page.evaluate(COVERED) == 0
    page.emulate_media(media="print")
    assert page.locator(".copy-code:visible").count() == 0


def test_the_text_stays_where_it_is_while_contents_and_sections_open_and_close(visit):
    page = visit(CHAPTER, width=360).page
    go_far_down(page)
    place = page.evaluate("() => scrollY")
    for x in (40, 160):  # by the mouse: the driver's own click scrolls
        page.mouse.click(x, 26)
        page.keyboard.press("Escape")
        page.evaluate("() => new Promise(done => setTimeout(done, 400))")
        assert page.evaluate("() => scrollY") == place


def choose_size(page, name):
    page.locator(".menu-button").click()
    page.locator(".text-size label", has=page.get_by_text(name, exact=True)).click()
    page.locator(".close-menu").click()


def test_the_size_of_the_text_is_chosen_kept_and_forgotten(visit):
    seen = visit(CHAPTER, width=360)
    page = seen.page
    normal = page.evaluate(ROOT_SIZE)
    choose_size(page, "Largest")
    assert page.evaluate(ROOT_SIZE) == pytest.approx(1.3 * normal)
    page.reload()
    assert page.evaluate(ROOT_SIZE) == pytest.approx(1.3 * normal)
    page.locator(".menu-button").click()
    assert page.get_by_role("radio", name="Largest").is_checked()
    page.keyboard.press("Escape")
    choose_size(page, "Normal")
    assert page.evaluate(ROOT_SIZE) == normal
    assert page.evaluate("() => localStorage.getItem('asi-text-size')") is None
    assert seen.problems == []


def test_the_size_of_the_text_is_chosen_by_keyboard(visit):
    page = visit(CHAPTER, width=1280).page
    normal = page.evaluate(ROOT_SIZE)
    page.get_by_role("radio", name="Normal").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(ROOT_SIZE) == pytest.approx(0.9 * normal)
    assert page.get_by_role("group", name="Text size").is_visible()


def test_the_chosen_size_is_there_before_any_script_has_come(visit):
    page = visit(CHAPTER, alone=True).page
    normal = page.evaluate(ROOT_SIZE)
    page.evaluate("() => localStorage.setItem('asi-text-size', '115')")
    page.context.route("**/*.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate(ROOT_SIZE) == pytest.approx(1.15 * normal)


@pytest.mark.parametrize("edition", ["", "id/"])
@pytest.mark.parametrize(
    "path", ["index.html", FIGURES, "chapters/07-odds-and-ratios.html", "chapters/software.html"]
)
def test_nothing_sticks_out_of_a_phone_in_the_largest_text(visit, path, edition):
    page = visit(edition + path, width=360).page
    page.evaluate("() => localStorage.setItem('asi-text-size', '130')")
    page.reload()
    page.evaluate("() => document.fonts.ready.then(() => true)")
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.locator(".top-bar").bounding_box()["height"] < 80


@pytest.mark.parametrize("edition", ["", "id/"])
def test_the_bar_wraps_where_the_browser_doubles_all_text(visit, edition):
    page = visit(f"{edition}chapters/10-appraise.html", width=360, alone=True).page
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert (
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        <= 0
    )
    for control in page.locator(".top-bar :is(a, button):visible").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_opens_large_and_goes_back_to_its_place(visit, theme):
    seen = visit(FIGURES, width=360, theme=theme)
    page = seen.page
    before = page.locator("main figure").first.inner_html()
    button = page.get_by_role("button", name="Enlarge Fig. 3.1")
    small = page.locator("main figure svg[role=img]").first.bounding_box()
    assert button.bounding_box()["height"] >= 44
    button.click()
    dialog = page.get_by_role("dialog", name="Fig. 3.1")
    large = dialog.locator("svg").bounding_box()
    assert large["width"] > 1.8 * small["width"]
    assert page.locator(".large-frame").evaluate("it => it.scrollWidth > it.clientWidth")
    assert "Two different ways to miss." in dialog.inner_text()
    assert page.evaluate(SAME_IDS) == []
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate(FOCUSED) == "enlarge"
    assert page.locator("main figure").first.inner_html() == before
    assert seen.problems == []


def test_a_large_figure_fits_a_projector_and_closes_by_button_and_beside_it(visit):
    page = visit(FIGURES, width=1280, height=720).page
    buttons = page.locator(".enlarge")
    assert buttons.count() == page.locator("main figure:not(.asi-explorer) > .enlarge").count() > 3
    buttons.nth(1).click()
    dialog = page.locator("dialog.large")
    box = dialog.locator("svg").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 720
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()
    buttons.nth(1).click()
    page.mouse.click(20, 360)
    assert not dialog.is_visible()


def test_print_has_the_figure_that_stands_open_and_no_control(visit):
    page = visit(FIGURES, width=1280).page
    page.locator(".enlarge").first.click()
    page.pdf()  # as the browser prints: it says so beforehand
    assert not page.locator("dialog.large").is_visible()
    page.emulate_media(media="print")
    assert page.locator("main figure svg[role=img]").first.is_visible()
    assert page.locator(":is(.enlarge, .page-tools, .text-size):visible").count() == 0


def test_a_table_wider_than_its_frame_keeps_its_first_column(visit):
    page = visit("chapters/instructor/plan-10.html", width=360).page
    held = page.evaluate(
        """() => {
            for (const fold of document.querySelectorAll("main details")) fold.open = true;
            const frames = [...document.querySelectorAll(".table-frame")];
            const frame = frames.find(frame => frame.scrollWidth > frame.clientWidth + 1);
            dispatchEvent(new Event("resize"));
            frame.scrollLeft = 1000;
            const cell = frame.querySelector("tbody th, tbody td");
            return [frame.scrollLeft, Math.abs(
                cell.getBoundingClientRect().left - frame.getBoundingClientRect().left)];
        }"""
    )
    assert held[0] > 5
    assert held[1] < 1


# A desktop's browser asks a watcher by Escape alone, a phone's by the button Back as well; the rest
# is the same, so the test asks for it.
WATCH = """() => {
    window.watchers = [];
    window.CloseWatcher = class extends CloseWatcher {
        constructor() { super(); watchers.push(this); }
    };
}"""


@pytest.mark.parametrize(
    ("opener", "opened"),
    [
        (".menu-button", "#book-menu"),
        (".place-button", ".section-sheet"),
        ("a[aria-haspopup=dialog]", "[role=dialog]"),
        (".enlarge", "dialog.large"),
    ],
)
def test_back_on_a_phone_closes_what_lies_over_the_page(visit, opener, opened):
    page = visit(FIGURES, width=360, alone=True).page
    page.evaluate(WATCH)
    for times in (1, 2):
        page.locator(opener).first.click()
        assert page.locator(opened).is_visible()
        watchers = page.evaluate("watchers.length")
        if watchers:  # ours; the browser's own popovers and dialogs have such a watcher anyway
            assert watchers == times
            page.evaluate("watchers.at(-1).requestClose()")
        else:
            assert page.locator(opened).evaluate("part => part.matches(':popover-open, :modal')")
            page.keyboard.press("Escape")
        assert not page.locator(opened).is_visible()
        assert page.locator(opener).first.evaluate("each => each === document.activeElement")
