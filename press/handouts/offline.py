"""
Zip the built book, to be read from a folder with no connection: dist/right-way-up-offline.zip.

    .venv/bin/python -m press.handouts.offline

The in-browser Jupyter stays out: it is large, and works only where a server sends it.
"""

import re
import sys
from html import escape

from press import ROOT
from press.address import address_of, load_config
from press.downloads import FOLDER as DOWNLOADS
from press.downloads import PAGE, without_files
from press.editions import edition_folder, find_editions, languages
from press.keep import NOT_FROM_A_FOLDER
from press.sources import book_root
from press.words import gettext as _
from press.words import language, say
from press.words import mark as N_
from press.zips import write_zip

BOOK = book_root(ROOT)
SITE = BOOK / "_build" / "html"  # with all languages in it
TARGET = BOOK / "dist" / "right-way-up-offline.zip"
FOLDER = "right-way-up"
LEFT_OUT = ("lite", DOWNLOADS)  # the other files to take along are not taken along in this one
LITE_BUTTON = re.compile(r'\s*<li class="run-lite">.*?</li>', re.DOTALL)
START = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{start}</title>
<style>
body {{ font: 1.2rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }}
:root {{ color-scheme: light dark; }}
a.start {{ font-size: 1.5rem; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{parts}
</main>
</body>
</html>
"""
PART = """<section lang="{language}">
<p>{about}</p>
<p><a class="start" href="book/{folder}index.html">{open}</a></p>
<p>{works}
{code}</p>
<p>{unzip}</p>
</section>"""
SAID = {
    "about": N_("How to read a quantitative nursing study, one 2x2 table at a time."),
    "open": N_("Open the book"),
    "works": N_(
        "It works from this folder, without a connection: pictures answer, quizzes and search work."
    ),
    "code": N_('To run the code as well, see <a href="{address}">How to use this book</a>.'),
    "unzip": N_("If the page looks bare, the file was opened inside the zip: unzip it first."),
}


def start_page():
    """The page beside the folder of the book: what a reader opens first, in every language."""
    title = load_config()["title"]
    editions = find_editions(languages())
    # the language of this book first
    editions.sort(key=lambda edition: edition.code != language())
    return START.format(
        language=language(),
        title=escape(title),
        start=escape(_("Start here - {title}").format(title=title)),
        parts="\n".join(map(_part, editions)),
    )


def _part(edition):
    said = {name: say(message, edition.code) for name, message in SAID.items()}
    said["code"] = said["code"].format(address=f"book/{edition.folder}chapters/how-to-use.html")
    return PART.format(language=edition.code, folder=edition.folder, **said)


def offline_files(site):
    """(name in the book, bytes) of every file of the built site that works from a folder."""
    address = address_of(load_config()).site
    lists = {
        site / edition_folder(code) / PAGE: (code, address and address + edition_folder(code))
        for code in languages()
    }
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        if path.is_dir() or name.parts[0] in LEFT_OUT or path.suffix == ".zip":
            continue
        if name.name in NOT_FROM_A_FOLDER:  # to keep the book is what the zip does already
            continue
        data = path.read_bytes()
        if path in lists:
            data = without_files(data.decode("utf8"), *lists[path]).encode("utf8")
        if path.suffix == ".html":
            data = LITE_BUTTON.sub("", data.decode("utf8")).encode("utf8")
        yield name.as_posix(), data


def main(site=SITE, target=TARGET):
    """Zip the site."""
    if not (site / "index.html").is_file():
        raise SystemExit("There is no built book yet. Run: make book")
    files = [(f"{FOLDER}/book/{name}", data) for name, data in offline_files(site)]
    return write_zip(target, [(f"{FOLDER}/START-HERE.html", start_page().encode()), *files])


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
