"""The page with the files to take along, as it is built and as it stands with the files."""

import shutil

import pytest

from press.downloads import DOWNLOADS, PAGE, drop_files, list_files
from press.editions import edition_folder, languages


@pytest.fixture(scope="module")
def copies(site, tmp_path_factory):
    """The page with its style sheet, with files and without, in a folder each."""
    made = {}
    for kind in ("with", "without"):
        folder = made[kind] = tmp_path_factory.mktemp(kind)
        for code in languages():
            own = edition_folder(code)
            (folder / own / "chapters").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site / own / PAGE, folder / own / PAGE)
            shutil.copytree(site / own / "_static", folder / own / "_static")
        drop_files(folder, languages(), "https://example.org/book/")
    for each in DOWNLOADS:
        for code in languages():
            path = made["with"] / each.path(code)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x" * 2_000_000)
    list_files(made["with"], languages())
    return made


def opened(browser, folder, code, **more):
    context = browser.new_context(**more)
    page = context.new_page()
    page.goto((folder / edition_folder(code) / PAGE).as_uri())
    return page


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("scripts", [True, False])
def test_each_file_is_a_link_that_a_finger_can_hit(browser, copies, code, scripts):
    page = opened(
        browser,
        copies["with"],
        code,
        java_script_enabled=scripts,
        viewport={"width": 320, "height": 700},
    )
    links = page.locator(".downloads a")
    assert links.count() == len(DOWNLOADS)
    for link in links.all():
        assert link.bounding_box()["height"] >= 44
        assert {"en": "2.0 MB", "id": "2,0 MB"}[code] in link.inner_text()
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        with page.expect_download() as download:
            links.first.click()
        assert download.value.suggested_filename == DOWNLOADS[0].path(code).split("/")[-1]
    page.context.close()


@pytest.mark.parametrize("code", languages())
def test_a_copy_without_the_files_says_where_they_are(browser, copies, code):
    page = opened(browser, copies["without"], code)
    assert page.locator(".downloads li").count() == len(DOWNLOADS)
    assert page.locator(".downloads a").count() == 0
    address = page.locator(".no-downloads a").get_attribute("href")
    assert address == f"https://example.org/book/{edition_folder(code)}{PAGE}"
    page.context.close()


def test_the_menu_and_the_pages_that_speak_of_the_files_lead_here(visit):
    for path in ("index.html", "chapters/how-to-use.html", "chapters/instructor/index.html"):
        page = visit(path).page
        assert page.locator("#book-menu a[href$='take-along.html']").count() == 1
        assert page.locator("article a[href*='take-along.html']").count() >= 1, path
