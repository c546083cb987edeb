"""The offline zip, unzipped and walked page by page, with nothing but the folder to answer."""

import zipfile
from urllib.parse import unquote, urlsplit

import pytest

from press import ROOT
from press.chapter import chapter_files
from press.handouts import offline


@pytest.fixture(scope="module")
def unzipped(site, tmp_path_factory):
    """Folder of the unzipped offline book."""
    folder = tmp_path_factory.mktemp("offline")
    target = offline.main(site, folder / "book.zip")
    assert target.stat().st_size < 10e6
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    return folder / offline.FOLDER


def test_every_page_is_reached_from_the_start_page(browser, unzipped, all_pages):
    context = browser.new_context()
    page = context.new_page()
    problems, others = [], []
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on(
        "requestfailed",
        lambda request: (
            None  # the reader went on before it had come
            if request.failure == "net::ERR_ABORTED"
            else problems.append(f"{request.failure}: {request.url}")
        ),
    )
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:")) else others.append(request.url)
        ),
    )
    waiting, seen = [(unzipped / "START-HERE.html").as_uri()], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        for link in links:
            parts = urlsplit(link)
            if parts.scheme == "file":
                path = unquote(parts.path)
                assert (unzipped / path).is_file(), f"{address} leads to {link}"
                if path.endswith(".html"):
                    waiting.append(parts._replace(fragment="", query="").geturl())
    context.close()
    assert problems == []
    assert others == []
    reached = {unquote(urlsplit(address).path) for address in seen}
    book = unzipped / "book"
    wanted = {
        str(book / name)
        for name in all_pages
        if name.split("/")[-1] not in ("404.html", "search.html")
    }
    assert wanted <= reached


def test_nothing_leads_to_the_in_browser_jupyter(unzipped):
    assert not (unzipped / "book" / "lite").exists()
    for page in unzipped.rglob("*.html"):
        assert 'class="run-lite"' not in page.read_text("utf8"), page


def test_it_holds_the_notebooks_and_the_wheel(unzipped):
    notebooks = {path.stem for path in unzipped.rglob("_sources/chapters/[0-9]*.ipynb")}
    assert notebooks == {path.stem for path in chapter_files(ROOT)}
    assert len(list(unzipped.rglob("wheels/asi_helpers-*.whl"))) == 1
