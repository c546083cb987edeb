"""
What a reader needs who keeps the book on a phone: for each edition a list of its files, kept.json,
and a manifest for the home screen; for the site one worker, sw.js, that answers without a network.

The build writes them at last, from what then lies in _build/html. A page downloads by the list
(theme/static/keep.js), the worker answers by it (theme/sw.js). The edition named in the list is a
hash of all of it: two builds of the same book are the same edition.
"""

import hashlib
import json
import zlib
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from press import ROOT
from press.address import load_config
from press.downloads import FOLDER as DOWNLOADS
from press.editions import edition_folder, find_editions, languages
from press.squeeze import squeeze_js
from press.words import mark as N_
from press.words import say

TEMPLATES = Path(__file__).parent / "theme" / "templates"
LIST, MANIFEST, WORKER = "kept.json", "manifest.webmanifest", "sw.js"
NOT_FROM_A_FOLDER = (LIST, MANIFEST, WORKER)  # a browser has no worker for a page from a folder
# What pages are made of. Downloads (notebooks, wheels, zips, documents) are not kept.
SUFFIXES = {".avif", ".css", ".csv", ".html", ".js", ".json", ".png", ".svg", ".webp", ".woff2"}
LEFT_OUT = {
    "404.html",  # a server's answer
    "_static/social-card.png",  # for other sites
    "chapters/instructor/answer-key.html",  # students keep the book
    LIST,
    WORKER,
}
FOLDERS = {"_sources", DOWNLOADS, "lite", "wheels"}
COLOUR = "#fdfdfb"  # as site.css has it for light pages
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-mask.png", 512, "maskable"),
)
# What keep.js says after the first press. It stands here and not in each of the pages: a page of a
# poor connection carries only the words that it shows.
WORDS = {
    "getting": N_("{pages} of {all_pages} pages, {done} of {size} MiB"),
    "progress": N_("Keeping the book on this device"),
    "started": N_("It comes while you read on, on any page. Leave the book open."),
    "stop": N_("Stop"),
    "part": N_("A part is here: {done} of {size} MiB. The rest is still missing."),
    "rest": N_("Get the rest"),
    "partly": N_("The browser has cleared a part of the book away. Get it again while connected."),
    "kept": N_(
        "Kept on this device, in this language: {pages} pages. They open without a connection."
    ),
    "remove": N_("Take it away from this device"),
    "sure": N_("Take it away? Without a connection the book is then closed."),
    "yes": N_("Take it away"),
    "no": N_("Keep it"),
    "removed": N_("It is taken away from this device."),
    "newer": N_("A newer edition is there ({size} MiB). Yours stays until you get it."),
    "get_newer": N_("Get the newer edition"),
    "fresh": N_("The newer edition is here. This page is still of the older one."),
    "reload": N_("Open the newer page"),
    "offline": N_("No connection. What has come stays here; it goes on when you are connected."),
    "changed": N_(
        "The server has not all of this edition at the moment. Try again in a few minutes; what has"
        " come stays here."
    ),
    "full": N_("This device has no room left. Make some, then press again: what has come stays."),
    "blocked": N_(
        "This browser keeps nothing here, as in a private window. Open the book in an ordinary one."
    ),
}
ABSENT_WORDS = {
    "title": N_("Not kept on this device"),
    "text": N_(
        "There is no connection, and this is not a part of what you keep of the book. Try again"
        " when you are connected."
    ),
    "back": N_("Back to where you were"),
    "start": N_("Go to the start of the book"),
}


def absent_page(code):
    """What the worker answers, without a network, for a page that is not kept."""
    said = {name: say(message, code) for name, message in ABSENT_WORDS.items()}
    folder = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)
    return folder.get_template("absent.html").render(language=code, **said)


def kept_files(folder, others=()):
    """
    {address: [SHA-256, bytes, bytes on the line]} of an edition's files, addresses from its folder.

    Parameters
    ----------
    folder : Path
        Where the edition lies.
    others : iterable of str
        Folders in it that hold other editions.
    """
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if (
            path.is_file()
            and (path.suffix in SUFFIXES or name.as_posix() == MANIFEST)
            and name.as_posix() not in LEFT_OUT
            and name.parts[0] not in {*FOLDERS, *others}
        ):
            data = path.read_bytes()
            line = min(len(data), len(zlib.compress(data, 6)))  # as servers send it
            files[quote(name.as_posix())] = [hashlib.sha256(data).hexdigest(), len(data), line]
    return files


def kept_list(code, files):
    """The list of an edition, with the words that are said about it, and its name."""
    listed = {
        "folder": edition_folder(code),
        "words": {name: say(message, code) for name, message in WORDS.items()},
        "absent": absent_page(code),
        "files": files,
    }
    text = json.dumps(listed, sort_keys=True, ensure_ascii=False)
    return {"edition": hashlib.sha256(text.encode()).hexdigest()[:16], **listed}


def manifest(code, title):
    """What a home screen needs to know; the other language opens in it too."""
    return {
        "name": title,
        "short_name": title,
        "lang": code,
        "start_url": "index.html",
        "scope": "../" if edition_folder(code) else "./",
        "display": "standalone",
        "background_color": COLOUR,
        "theme_color": COLOUR,
        "icons": [
            {
                "src": f"_static/{name}",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in ICONS
        ],
    }


def _write(path, value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", "utf8")


def write_lists(site):
    """Write the lists, the manifests and the worker into the built site."""
    editions = find_editions(languages(ROOT))
    title = load_config()["title"]
    others = [edition.folder.rstrip("/") for edition in editions if edition.folder]
    for edition in editions:
        folder = site / edition.folder
        _write(folder / MANIFEST, manifest(edition.code, title))
        _write(folder / LIST, kept_list(edition.code, kept_files(folder, others)))
    worker = TEMPLATES.parent / WORKER
    (site / WORKER).write_text(squeeze_js(worker.read_text("utf8")), "utf8")
