"""
The files that a reader can take along, and the list of them on the page "Take the book with you".

The page is built before the files are made (one of them holds the page), so it is built with a list
that has no links. `python -m press.handouts` makes the files and writes the list anew, with links
and sizes; a build that changes a page takes the files, which are older than the page, and the links
away. So no copy of the book has a link to a file that is not in it, nor to one of an older edition.
"""

import shutil
from html import escape
from typing import NamedTuple

from asi_helpers.language import format_number
from press.editions import edition_folder
from press.words import ENGLISH, say
from press.words import mark as N_

PAGE = "chapters/take-along.html"
FOLDER = "downloads"
BEGIN, END = "<!-- downloads -->\n", "<!-- end of downloads -->"


class Download(NamedTuple):
    """A file to take along, or one a language: its file name, and what the page says of it."""

    name: str
    title: str
    about: str
    folder: str = FOLDER
    one_for_all: bool = False

    def path(self, code):
        """Where it lies in the site, for readers of a language."""
        stem, dot, kind = self.name.partition(".")
        own = "" if self.one_for_all or code == ENGLISH else f"-{code}"
        return f"{self.folder}/{stem}{own}{dot}{kind}".removeprefix("/")


# One line is one file on the page; press/handouts/__main__.py says what makes it. Two lie where
# they lay before there was a page: their addresses are in print.
DOWNLOADS = (
    Download(
        "right-way-up.epub",
        N_("EPUB, for a reading app on a phone"),
        N_("All chapters; the text fits the screen. Answers at the end."),
    ),
    Download(
        "right-way-up-offline.zip",
        N_("Offline zip, for a computer without internet"),
        N_(
            "The whole site in both languages: pictures answer, quizzes and search work. Unzip"
            " it, then open START-HERE.html."
        ),
        folder="",
        one_for_all=True,
    ),
    Download(
        "right-way-up.pdf",
        N_("PDF, to print"),
        N_("All chapters and the guide for instructors. Answers in an appendix."),
    ),
    Download(
        "right-way-up-notebooks.zip",
        N_("Notebooks, to run in Jupyter"),
        N_("The chapters with their code, and the package that they need."),
    ),
    Download(
        "right-way-up-slides.zip",
        N_("Slides, for a projector"),
        N_("A deck for each chapter. They open in a browser, without internet."),
    ),
    Download(
        "right-way-up-worksheets.zip",
        N_("Worksheets, to print"),
        N_("The exercises of each chapter with room to write, without answers."),
    ),
    Download(
        "right-way-up-moodle.xml",
        N_("Questions for Moodle"),
        N_("For instructors: the questions of all chapters, as Moodle XML. Answers are inside."),
    ),
    Download(
        "right-way-up-canvas.zip",
        N_("Questions for Canvas"),
        N_("For instructors: the same in QTI 1.2. Unzip it once, then import zip by zip."),
    ),
    Download(
        "right-way-up-qti-2.zip",
        N_("Questions for TAO and other test programs"),
        N_("For instructors: the same in QTI 2.1, a test for each chapter."),
    ),
    Download(
        "right-way-up-qti.zip",
        N_("Questions in QTI 3.0"),
        N_("For instructors: the same for newer test programs."),
    ),
    Download(
        "right-way-up-instructor-pack.zip",
        N_("Instructor pack"),
        N_("Slides, worksheets, answers, questions, notebooks and the offline book, in one file."),
        folder="",
    ),
)
NONE_HERE = N_("The files are not part of this copy of the book.")
ELSEWHERE = N_('You find them <a href="{address}">on this page of the published book</a>.')
MAKE = N_("Whoever builds the book makes them with {command}.")


def say_size(size, code):
    """A size in bytes as a reader of a language knows it, such as 20 kB or 0.4 MB."""
    if size < 1e5:
        return f"{format_number(size / 1e3, 0, code)} kB"
    return f"{format_number(size / 1e6, 1, code)} MB"


def listed(code, sizes=None, address=""):
    """
    The list on the page, as HTML.

    Parameters
    ----------
    code : str
        The language of the page.
    sizes : dict of str to int, optional
        Size of each file that is there, by its path in the site; without it, none is.
    address : str, optional
        Where the book in this language is published, with a slash at its end.
    """
    up = "../" * f"{edition_folder(code)}{PAGE}".count("/")
    rows = []
    for each in DOWNLOADS:
        title, path = escape(say(each.title, code)), each.path(code)
        if sizes is None:
            head = f"<strong>{title}</strong>"
        elif path in sizes:
            size = say_size(sizes[path], code)
            head = f'<a href="{up}{path}" download>{title} <span>{size}</span></a>'
        else:
            continue
        rows.append(f"<li>{head}<p>{escape(say(each.about, code))}</p></li>\n")
    note = ""
    if sizes is None:
        words = [say(NONE_HERE, code)]
        if address:
            words.append(say(ELSEWHERE, code).format(address=f"{address}{PAGE}"))
        words.append(say(MAKE, code).format(command="<code>make downloads</code>"))
        note = f'<p class="no-downloads">{" ".join(words)}</p>\n'
    return f'{BEGIN}{note}<ul class="downloads">\n{"".join(rows)}</ul>\n{END}'


def with_list(page, new):
    """The page with another list."""
    before, rest = page.split(BEGIN)
    return before + new + rest.split(END)[1]


def without_files(page, code, address):
    """The page as it stands in a copy of the book that has no files."""
    return with_list(page, listed(code, address=address))


def sizes_in(site):
    """Size of each file that is there, by its path in the site."""
    found = [*(site / FOLDER).rglob("*"), *site.glob("*.zip")]
    return {path.relative_to(site).as_posix(): path.stat().st_size for path in found}


def list_files(site, codes):
    """Write links and sizes of what is there into the pages of all languages."""
    sizes = sizes_in(site)
    for code in codes:
        path = site / edition_folder(code) / PAGE
        path.write_text(with_list(path.read_text("utf8"), listed(code, sizes)), "utf8")


def drop_files(site, codes, address):
    """Take files away that were made from an earlier book, and the links to them."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for path in site.glob("right-way-up-*.zip"):  # of languages too that are not built now
        path.unlink()
    for code in codes:
        path = site / edition_folder(code) / PAGE
        if path.is_file():
            own = address and address + edition_folder(code)
            path.write_text(without_files(path.read_text("utf8"), code, own), "utf8")
