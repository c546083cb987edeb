"""
Make all that a reader can take along, put it into the built site and list it there, with sizes.

    .venv/bin/python -m press.handouts

Builds the book first if it is not up to date, so that no file is of another edition than the page
that leads to it. What is listed, and how it is called: press/downloads.py.
"""

import sys
from functools import partial

from press import ROOT, build, keep
from press.bank.formats import FORMATS, write
from press.downloads import DOWNLOADS, list_files
from press.editions import find_editions, languages
from press.handouts import epub, offline, pack, pdf
from press.messages.translated import run_in_translations
from press.sources import book_root, is_translated_copy
from press.words import language

SITE = book_root(ROOT) / "_build" / "html"
# What makes each file, given where it is to lie. Parts of the instructor pack are made with it.
MAKERS = {
    "right-way-up.epub": epub.main,
    "right-way-up.pdf": pdf.main,
    "right-way-up-offline.zip": lambda target: offline.main(target=target),
    **{name: partial(write, name) for name in FORMATS},
    "right-way-up-instructor-pack.zip": lambda target: pack.main(target, parts=PARTS),
}
PARTS = {each.name: SITE / each.path(language()) for each in DOWNLOADS if each.name in pack.PARTS}


def make_files():
    """Make the files of the language of this book."""
    for each in DOWNLOADS:
        # one for all languages is made by the English book
        if each.name in MAKERS and not (each.one_for_all and is_translated_copy(ROOT)):
            target = SITE / each.path(language())
            target.parent.mkdir(parents=True, exist_ok=True)
            MAKERS[each.name](target)


def main():
    """Make them in every language; return an exit code."""
    if is_translated_copy(ROOT):
        make_files()
        return 0
    code = build.main([])
    if code:
        return code
    stamp = build.Stamp(ROOT)
    make_files()
    code = run_in_translations("press.handouts")
    if code:
        return code
    list_files(SITE, [edition.code for edition in find_editions(languages())])
    keep.write_lists(SITE)  # the page with the list is another now
    if stamp.read()[0] == stamp.inputs:
        stamp.write()  # the pages are still those of these sources
    return 0


if __name__ == "__main__":
    sys.exit(main())
