"""
The built pages as one bound book, for paper and for readers of e-books: no scripts, no forms, no
folds; and all answers at the end.

What the site folds away until a reader opens it (quiz answers, solutions, predictions) moves into a
last page, "Answers", with links both ways. PDF and EPUB are made of the same pages.
"""

import posixpath
import re
from copy import copy
from typing import NamedTuple
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from press import ROOT
from press.words import gettext as _

HTML = ROOT / "_build" / "html"
ANSWERS = "chapters/answers.html"
# Pages that are about the site itself, and say nothing where there is none.
ABOUT_THE_SITE = ("chapters/take-along.html", "chapters/my-progress.html")
# Attributes that name an element of the same page, alone or among others.
NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "name", "list")
UNWANTED = (
    *("script", "template", "form", "input", "textarea", "select", "fieldset", "[hidden]"),
    *(".page-tools", ".headerlink", "details.code", 'section[id^="live-demo"]'),
    *(".asi-how", ".asi-do", ".asi-draws", ".asi-say", ".asi-progress", "figure details"),
    *(".sd-summary-state-marker",),
)


class Page(NamedTuple):
    """A page of the book; links within the book are "/PATH#ID" in its article."""

    path: str
    title: str
    article: Tag


class Part(NamedTuple):
    """A part of the book, as the menu has it."""

    caption: str
    pages: list


def read(path):
    """A page of the site, parsed."""
    return BeautifulSoup((HTML / path).read_text(encoding="utf-8"), "html.parser")


def list_pages():
    """The book's menu: [(caption, [(path, title), ...]), ...], the cover first."""
    menu = read("index.html").find("nav", id="book-menu")
    parts = [("", [("index.html", _("Cover"))])]
    for element in menu.find_all(["p", "a"]):
        if element.name == "p" and "menu-caption" in element.get("class", []):
            parts.append((element.get_text(strip=True), []))
        elif (
            element.name == "a"
            and element.find_parent("li")  # the others are for who reads on the site
            and not element.find_parent(class_="menu-home")
            and element["href"] not in ABOUT_THE_SITE
        ):
            parts[-1][1].append((element["href"], " ".join(element.get_text(" ").split())))
    return parts


def site_address():
    """Where the book of this language is published, with a slash at its end, or ""."""
    address = read("index.html").find("link", rel="canonical")["href"]
    return address if urlsplit(address).netloc else ""


def anchor(path, fragment=""):
    """A name that an element of a page has among those of all pages."""
    slug = re.sub(r"\W+", "-", path.removesuffix(".html"))
    return f"{slug}--{fragment}" if fragment else slug


def rename(tree, path):
    """Give what has a name in a part of a page a name that no other page has."""
    for element in tree.find_all(True):
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


def new(name, content="", **attributes):
    """An element; `content` is HTML."""
    tag = Tag(name=name, attrs={key.rstrip("_"): value for key, value in attributes.items()})
    tag.extend(list(BeautifulSoup(content, "html.parser").contents))
    return tag


def link(words, href):
    """A link; `words` are plain text."""
    tag = new("a", href=href)
    tag.string = words
    return tag


def clean_article(path, site):
    """The article of a page, with what works only in a browser taken out or put into words."""
    article = read(path).find("article")
    for element in article.select("a[href]"):
        parts = urlsplit(element["href"])
        if not parts.scheme and not parts.netloc:
            folder = posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else path
            element["href"] = f"/{target}" + (f"#{parts.fragment}" if parts.fragment else "")
    _write_tips(article)
    for unwanted in article.select(",".join(UNWANTED)):
        if not unwanted.decomposed:
            unwanted.decompose()
    for button in article.find_all("button"):
        button.decompose()
    for fold in article.select("details.aside"):
        fold["open"] = ""
    for explorer in article.select("figure.asi-explorer"):
        if site:
            says = _("This picture answers to a finger at {address}")
            address = f'<a href="{site}{path}">{site}{path}</a>'
            explorer.append(new("p", says.format(address=address), class_="pdf-live"))
    return article


def _write_tips(article):
    """What a table of a program says at a touch stands below the table."""
    for table in article.find_all("table"):
        notes = new("dl", class_="asi-tips")
        for button in table.select("button[popovertarget]"):
            tip = table.find(id=button["popovertarget"])
            if tip is not None:
                term, meaning = Tag(name="dt"), Tag(name="dd")
                term.string = button.get_text(" ", strip=True)
                meaning.extend(list(tip.contents))
                notes.extend([term, meaning])
                tip.decompose()
            button.unwrap()
        if notes.contents and table.find_parent("template") is None:
            table.insert_after(notes)


# -- the answers -----------------------------------------------------------------------------------


class Answers:
    """The last page of the book, as it grows."""

    def __init__(self):
        self.article = new("article")
        self.section = new("section", id="answers")
        title = Tag(name="h1")
        title.string = _("Answers")
        self.section.append(title)
        self.article.append(self.section)
        self.moved = {}  # "/PATH#ID" in the text: "/PATH#ID" here

    def take(self, page):
        """Move the answers of a page here, in the order in which they stand."""
        entries = []
        for element in page.article.select(".asi-question, details"):
            if "asi-question" in element.get("class", []):
                entries.append(self._question(page, element))
            elif not {"asi-answer", "aside"} & set(element.get("class", [])):
                entries.append(self._fold(page, element, len(entries) + 1))
        if entries:
            heading = Tag(name="h2")
            heading.append(link(page.title, f"/{page.path}"))
            part = new("section", id=anchor(page.path))
            part.extend([heading, *entries])
            self.section.append(part)

    def _question(self, page, question):
        stem = question.select_one(".asi-stem")
        typed = question.has_attr("data-tolerance")
        name = anchor(page.path, f"answer-{stem['id']}")
        entry = new("div", class_="asi-key", id=name)
        said = copy(stem)
        del said["id"]
        entry.append(said)
        answers = question.select("details.asi-answer")
        right = [each for each in answers if each.select_one("[data-verdict=right]")]
        for each in [*right, *(each for each in answers if each not in right)]:
            meaning = each.select_one(".asi-feedback")
            if not typed:
                chosen = new("p", class_="asi-option")
                chosen.extend([copy(part) for part in each.summary.contents])
                entry.append(chosen)
            kept = copy(meaning)
            rename(kept, page.path)
            entry.append(kept)
        for each in answers:
            option = new("p", class_="asi-line" if typed else "asi-option")
            if not typed:
                option.extend(list(each.summary.contents))
            each.replace_with(option)
        return self._tie(page, question, entry, stem["id"], name, _("Answer"))

    def _fold(self, page, fold, place):
        shown = fold.summary.select_one(".sd-summary-text") or fold.summary
        title = " ".join(shown.get_text(" ").split())
        origin = fold.get("id") or f"fold-{place}"
        name = anchor(page.path, origin)
        entry, heading = new("div", class_="asi-key", id=name), new("p", class_="asi-stem")
        heading.string = title
        left = new("p", id=origin, class_="to-answer")
        fold.summary.decompose()
        for named in fold.find_all(id=True):
            self.moved[f"/{page.path}#{named['id']}"] = (
                f"/{ANSWERS}#{anchor(page.path, named['id'])}"
            )
        rename(fold, page.path)
        entry.append(heading)
        entry.extend(list(fold.contents))
        fold.replace_with(left)
        words = _("{title} (answers, at the end)").format(title=title)
        return self._tie(page, left, entry, origin, name, words)

    def _tie(self, page, place, entry, origin, name, words):
        """Links both ways between a place in the text and its entry here."""
        there = link(words, f"/{ANSWERS}#{name}")
        if place.name != "p":
            place.append(new("p", class_="to-answer"))
            place = place.contents[-1]
        place.append(there)
        back = new("p", class_="to-answer")
        back.append(link(_("Back to the text"), f"/{page.path}#{origin}"))
        entry.append(back)
        return entry


# -- the book --------------------------------------------------------------------------------------


def bind(wanted=lambda path: True):
    """
    The parts of the book, the answers last.

    Parameters
    ----------
    wanted : callable, optional
        Says of the path of a page whether it belongs into this book.
    """
    site, answers, parts = site_address(), Answers(), []
    for caption, listed in list_pages():
        pages = [
            Page(path, title, clean_article(path, site)) for path, title in listed if wanted(path)
        ]
        for page in pages:
            answers.take(page)
        if pages:
            parts.append(Part(caption, pages))
    parts.append(Part(_("Answers"), [Page(ANSWERS, _("Answers"), answers.article)]))
    inside = {page.path for part in parts for page in part.pages}
    for part in parts:
        for page in part.pages:
            for element in page.article.select('a[href^="/"]'):
                _lead_on(element, inside, answers.moved, site)
    return parts


def _lead_on(element, inside, moved, site):
    """Follow what has moved; what is not in this book is on the site, if there is one."""
    href = moved.get(element["href"], element["href"])
    if href[1:].partition("#")[0] in inside:
        element["href"] = href
    elif site:
        element["href"] = site + href[1:]
    else:
        element.unwrap()
