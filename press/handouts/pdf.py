"""
Print the built book through Chromium into _build/right-way-up.pdf.

All pages are put into one document, so that links between them work inside the PDF. Scripts stay
away: explorers print their first state with the address of the live one, answers stay closed.
"""

import posixpath
import re
import sys
from html import escape
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from press import ROOT
from press.address import load_config
from press.environment import find_browser
from press.messages.translated import run_in_translations
from press.sources import book_root
from press.words import gettext as _
from press.words import in_language, language

HTML = ROOT / "_build" / "html"
TARGET = book_root(ROOT) / "_build" / in_language("right-way-up.pdf")
# Attributes that name an element of the same page, alone or among others.
NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "name", "list")
FOOTER = (
    '<div style="width:100%;font:8px sans-serif;text-align:center;color:#444">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)
STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm }
body { display: block; background: none }
.pdf-page { break-before: page }
.pdf-contents ol, .pdf-contents ul { list-style: none; padding-left: 1.5em }
.pdf-live { font-size: .85em }
"""


def read(path):
    """A page of the book, parsed."""
    return BeautifulSoup((HTML / path).read_text(encoding="utf-8"), "html.parser")


def list_pages():
    """The book's menu: [(caption, [(path, title), ...]), ...], the cover first."""
    menu = read("index.html").find("nav", id="book-menu")
    parts = [("", [("index.html", _("Cover"))])]
    for element in menu.find_all(["p", "a"]):
        if element.name == "p" and "menu-caption" in element.get("class", []):
            parts.append((element.get_text(strip=True), []))
        elif element.name == "a" and not element.find_parent(class_="menu-home"):
            parts[-1][1].append((element["href"], " ".join(element.get_text(" ").split())))
    return parts


def anchor(path, fragment=""):
    """The name that an element of a page has in the one document."""
    slug = re.sub(r"\W+", "-", path.removesuffix(".html"))
    return f"{slug}--{fragment}" if fragment else slug


def resolve(href, path, pages):
    """Where a link of a page leads to in the one document, or on the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path or "."))
    target = path if not parts.path else target
    if target in pages:
        return "#" + anchor(target, parts.fragment)
    return None


def page_section(path, pages, document):
    """The article of one page, its names made unique and its links turned inwards."""
    page = read(path)
    address = page.find("link", rel="canonical")["href"]
    section = document.new_tag("section", attrs={"class": "pdf-page", "id": anchor(path)})
    article = page.find("article")
    for unwanted in article.find_all(["script", "template", "button"]):
        unwanted.decompose()
    for demo in article.select("section#live-demo"):
        demo.decompose()
    for fold in article.select("details.aside"):
        # what tells no answer is printed open; a closed fold is not printed at all
        fold["open"] = ""
    for element in article.find_all(True):
        for name in NAMING:
            if element.get(name):
                value = element[name]
                words = value if isinstance(value, list) else value.split()
                element[name] = " ".join(anchor(path, word) for word in words)
        for name, value in list(element.attrs.items()):
            if isinstance(value, str) and "url(#" in value:
                element[name] = value.replace("url(#", f"url(#{anchor(path)}--")
        if element.name == "use" and element.get("href", "").startswith("#"):
            element["href"] = "#" + anchor(path, element["href"][1:])
        if element.name == "a" and element.get("href"):
            element["href"] = resolve(element["href"], path, pages) or urljoin(
                address, element["href"]
            )
    for explorer in article.select("figure.asi-explorer"):
        note = document.new_tag("p", attrs={"class": "pdf-live"})
        link = f'<a href="{escape(address)}">{escape(address)}</a>'
        says = _("This picture answers to a finger at {address}").format(address=link)
        note.append(BeautifulSoup(says, "html.parser"))
        explorer.append(note)
    section.append(article)
    return section


def contents(parts, document):
    """The table of contents."""
    name = _("Contents")
    nav = document.new_tag("nav", attrs={"class": "pdf-page pdf-contents", "aria-label": name})
    heading = document.new_tag("h1")
    heading.string = name
    nav.append(heading)
    for caption, pages in parts[1:]:
        title = document.new_tag("h2")
        title.string = caption
        rows = document.new_tag("ul")
        for path, name in pages:
            row = document.new_tag("li")
            link = document.new_tag("a", href="#" + anchor(path))
            link.string = name
            row.append(link)
            rows.append(row)
        nav.extend([title, rows])
    return nav


def assemble():
    """The whole book as one HTML document."""
    parts = list_pages()
    pages = [path for _, entries in parts for path, _ in entries]
    style = (HTML / "_static" / "book.css").as_uri()
    title = escape(load_config()["title"])
    document = BeautifulSoup(
        f'<!DOCTYPE html><html lang="{language()}" data-mode="light" data-theme="light"><head>'
        f'<meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="{style}">'
        f"<style>{STYLE}</style></head><body><main></main></body></html>",
        "html.parser",
    )
    main = document.find("main")
    main.append(page_section(pages[0], pages, document))
    main.append(contents(parts, document))
    for path in pages[1:]:
        main.append(page_section(path, pages, document))
    return document


def main():
    """Print; return an exit code."""
    if not (HTML / "index.html").is_file():
        print("The book is not built yet; run `make book` first.", file=sys.stderr)
        return 1
    source, target = ROOT / "_build" / "book.html", TARGET
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
