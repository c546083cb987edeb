"""
Print the built book through Chromium into _build/right-way-up.pdf.

All pages are put into one document, so that links between them work inside the PDF: explorers in
their first state with the address of the live one, answers in an appendix (bound.py).
"""

import sys
from html import escape

from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from press import ROOT
from press.address import load_config
from press.environment import find_browser
from press.handouts.bound import HTML, anchor, bind, link, rename
from press.messages.translated import run_in_translations
from press.sources import book_root
from press.words import gettext as _
from press.words import in_language, language

TARGET = book_root(ROOT) / "_build" / in_language("right-way-up.pdf")
FOOTER = (
    '<div style="width:100%;font:8px sans-serif;text-align:center;color:#444">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)
STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm }
body { display: block; background: none }
.pdf-page { break-before: page }
.pdf-contents ol, .pdf-contents ul { list-style: none; padding-left: 1.5em }
.pdf-live, .to-answer { font-size: .85em }
.asi-option { margin: .2em 0 }
.asi-line { height: 1.6em; max-width: 12em; border-bottom: 1px solid }
.asi-key { margin: 0 0 1.2em; padding-bottom: .6em; border-bottom: 1px solid #bbb }
.asi-key .asi-option { font-weight: 600; break-after: avoid }
.asi-key > .asi-stem { break-after: avoid }
.asi-key .asi-feedback p { margin: .1em 0 .5em }
"""


def page_section(page, document):
    """One page of the bound book, its names made unique and its links turned inwards."""
    section = document.new_tag("section", attrs={"class": "pdf-page", "id": anchor(page.path)})
    rename(page.article, page.path)
    for element in page.article.select('a[href^="/"]'):
        element["href"] = "#" + anchor(*element["href"][1:].split("#"))
    section.append(page.article)
    return section


def contents(parts, document):
    """The table of contents."""
    name = _("Contents")
    nav = document.new_tag("nav", attrs={"class": "pdf-page pdf-contents", "aria-label": name})
    heading = document.new_tag("h1")
    heading.string = name
    nav.append(heading)
    for part in parts[1:]:
        title = document.new_tag("h2")
        title.string = part.caption
        rows = document.new_tag("ul")
        for page in part.pages:
            row = document.new_tag("li")
            row.append(link(page.title, "#" + anchor(page.path)))
            rows.append(row)
        nav.extend([title, rows])
    return nav


def assemble():
    """The whole book as one HTML document."""
    parts = bind()
    style = (HTML / "_static" / "book.css").as_uri()
    title = escape(load_config()["title"])
    document = BeautifulSoup(
        f'<!DOCTYPE html><html lang="{language()}" data-mode="light" data-theme="light"><head>'
        f'<meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="{style}">'
        f"<style>{STYLE}</style></head><body><main></main></body></html>",
        "html.parser",
    )
    main = document.find("main")
    cover, *pages = (page for part in parts for page in part.pages)
    main.append(page_section(cover, document))
    main.append(contents(parts, document))
    for page in pages:
        main.append(page_section(page, document))
    return document


def main(target=TARGET):
    """Print; return an exit code."""
    if not (HTML / "index.html").is_file():
        print("The book is not built yet; run `make book` first.", file=sys.stderr)
        return 1
    source = ROOT / "_build" / "book.html"
    source.write_text(str(assemble()), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(java_script_enabled=False)
        page.set_default_timeout(300_000)  # ms; one page holds the whole book
        page.goto(source.as_uri())
        page.pdf(
            path=target,
            prefer_css_page_size=True,
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
            outline=True,
            tagged=True,
        )
        browser.close()
    source.unlink()
    print(
        f"printed {target.relative_to(book_root(ROOT))} ({target.stat().st_size / 2**20:.1f} MiB)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main() or run_in_translations("press.handouts.pdf"))
