"""
Which messages the book has, catalogue by catalogue, and the files (.po) that translators work on.

A catalogue of a page is named like the page, without `chapters/`; the others are `site` (words of
the page around the text), `package` (what asi_helpers says), one for each quiz, and for languages
other than Indonesian `pairs` (words that have their Indonesian beside them). Babel reads and
writes the files. They carry no dates and no line numbers: a file changes where a message does.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from press import ROOT
from press.messages import package, pairs, quizzes, site
from press.messages.myst import NotText, Source

FOLDER = "locales"
COMPILED = "LC_MESSAGES"
# Lists of a page that stand in a file beside it: file, and which values of an entry are text.
LISTS = {
    "chapters/glossary.md": ("chapters/glossary.yml", ("id", "meaning", "trap")),
    "chapters/instructor/misconceptions.md": (
        "chapters/instructor/misconceptions.yml",
        ("name", "heard", "why", "helps"),
    ),
}
# Pages whose text stands elsewhere, and the file that it stands in.
INCLUDED = {"chapters/data-dictionary.md": "data/README.md"}
# Lines of a header that change without a message, or say nothing.
CHANGING = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team'
    rb"|Report-Msgid-Bugs-To|Project-Id-Version|Plural-Forms):.*\n",
    re.MULTILINE,
)
ONE_LINE = 1_000_000  # 0 would wrap what a fuzzy message was translated from, and break it
FORMATS = {"python-format", "python-brace-format"}


class Message(NamedTuple):
    """What is translated: its words, what kind of text it is, and the file that it stands in."""

    text: str
    kind: str
    file: str


# -- what there is to say --------------------------------------------------------------------------


def extensions(root=ROOT):
    """MyST's extensions that the sources are read with."""
    settings = yaml.safe_load((root / "_config.yml").read_text("utf8"))
    return settings["parse"]["myst_enable_extensions"]


def pages(root=ROOT):
    """The pages of the book, as paths from its root."""
    found = [root / "index.md", root / "references.md", *sorted((root / "chapters").rglob("*.md"))]
    return [path.relative_to(root).as_posix() for path in found]


def names(language, root=ROOT):
    """Names of all catalogues of a language."""
    quiz = [f"quiz-{number}" for number in quizzes.numbers()]
    own = [] if language == pairs.LANGUAGE else ["pairs"]
    return [*map(name_of, pages(root)), *quiz, "site", "package", *own]


def name_of(page):
    """Name of the catalogue of a page."""
    return page.removeprefix("chapters/").removesuffix(".md")


def is_read_by_the_package(name):
    """Whether a catalogue travels with the package, compiled."""
    return name in ("package", "pairs") or name.startswith("quiz-")


def load_list(file, root=ROOT):
    """The entries of a list in a file beside a page, as dicts that may be changed."""
    content = yaml.safe_load((root / file).read_text("utf8"))
    return content, list(content.values()) if isinstance(content, dict) else content


def messages_of_page(page, language, root=ROOT) -> Iterator[Message]:
    """The messages of a page, and of the list that it shows, for a language."""
    for file in filter(None, [page, INCLUDED.get(page)]):
        try:
            source = Source((root / file).read_text("utf8"), extensions(root))
        except NotText as error:
            raise NotText(f"{file}, {error}") from None
        for text, kind in source.messages():
            yield Message(text, kind, file)
    if page in LISTS:
        file, keys = LISTS[page]
        for entry in load_list(file, root)[1]:
            for key in keys:
                if key != pairs.LANGUAGE:
                    yield Message(entry[key], key, file)
                elif language != key:  # the term beside the English one
                    yield Message(entry["term"], "term", file)


def template(messages):
    """A catalogue of messages that nobody has translated yet."""
    catalogue = Catalog(charset="utf-8")
    for message in messages:
        catalogue.add(message.text, locations=[(message.file, 1)], auto_comments=[message.kind])
    return catalogue


def templates(language, root=ROOT):
    """{name: catalogue} of everything that is translated into a language."""
    found = {
        name_of(page): template(messages_of_page(page, language, root)) for page in pages(root)
    }
    found |= {f"quiz-{number}": quizzes.extract(number) for number in quizzes.numbers()}
    found |= {"site": messages_of_site(root), "package": package.extract()}
    if language != pairs.LANGUAGE:
        found["pairs"] = pairs.extract(pages(root), root)
    return found


def messages_of_site(root=ROOT):
    """What the site says: in its templates and scripts, and the parts of the table of contents."""
    catalogue = site.extract()
    contents = yaml.safe_load((root / "_toc.yml").read_text("utf8"))
    for part in contents.get("parts", []):
        catalogue.add(
            part["caption"], locations=[("_toc.yml", 1)], auto_comments=["part of the book"]
        )
    return catalogue


# -- files -----------------------------------------------------------------------------------------


def path_of(name, language, root=ROOT):
    """The file of a catalogue."""
    return root / FOLDER / language / f"{name}.po"


def load(name, language, root=ROOT):
    """A catalogue as it lies in its file; empty where there is none."""
    path = path_of(name, language, root)
    return read(path, language) if path.is_file() else Catalog(locale=language, charset="utf-8")


def read(path, language):
    """
    A catalogue out of a file.

    Raises
    ------
    ValueError
        If the file is broken, such as by the marks of a conflict; the message names it.
    """
    with path.open("rb") as file:
        try:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        except PoFileError as error:
            raise ValueError(f"{path}: {error}") from error
    for message in catalogue:
        _take_old_english(message)
    return catalogue


def _take_old_english(message):
    """What Babel reads as a comment, and writes of a fuzzy message: what it was translated from."""
    lines = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
    if lines:
        message.previous_id = [denormalize("\n".join(lines).removeprefix("msgid "))]
        message.user_comments = [
            comment for comment in message.user_comments if not comment.startswith("|")
        ]


def as_bytes(catalogue):
    """A catalogue as its file holds it."""
    catalogue.header_comment, catalogue.fuzzy = "", False
    for message in catalogue:  # Babel takes {glue:text} and "79.4% of" for format strings
        message.flags -= FORMATS
    buffer = BytesIO()
    write_po(buffer, catalogue, width=ONE_LINE, include_previous=True, include_lineno=False)
    return CHANGING.sub(b"", buffer.getvalue()).lstrip(b"#\n ")


def update(language, root=ROOT):
    """
    Bring the catalogues of a language up to date with the sources; return the files that changed.

    What the package reads when it runs is compiled as well.

    A message that changed is marked fuzzy, with the old English beside it; what is gone moves to
    the end, as obsolete. A catalogue without messages has no file.
    """
    changed = []
    wanted = templates(language, root)
    known = said_somewhere(language, root)
    for name, new in wanted.items():
        path = path_of(name, language, root)
        catalogue = load(name, language, root)
        bring_up_to_date(catalogue, new, known)
        text = as_bytes(catalogue)
        if not path.is_file() or path.read_bytes() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
            changed.append(path)
        if is_read_by_the_package(name):
            package.compile_catalogue(path, compiled(path))
    for path in files(language, root):
        if path.relative_to(root / FOLDER / language).with_suffix("").as_posix() not in wanted:
            path.unlink()
            compiled(path).unlink(missing_ok=True)
            changed.append(path)
    return changed


def files(language, root=ROOT):
    """All files of a language, also those of pages that are gone."""
    return sorted((root / FOLDER / language).rglob("*.po"))


def compiled(path):
    """The file that the package reads of a catalogue."""
    return path.parent / COMPILED / f"{path.stem}.mo"


def key_of(message):
    """What a message is known by."""
    return message.context, message.id


def said_somewhere(language, root=ROOT):
    """{key: translation} of all files, what is obsolete too: for text that moved or came back."""
    return {
        key_of(message): message.string
        for path in files(language, root)
        for catalogue in [read(path, language)]
        for message in [*catalogue.obsolete.values(), *catalogue]
        if message.id and message.string and not message.fuzzy
    }


def bring_up_to_date(catalogue, new, known):
    """Let a catalogue hold the messages of another, translated as far as anything is known."""
    old = {key_of(message): message.previous_id for message in catalogue}
    catalogue.update(new)
    for message in catalogue:
        key = key_of(message)
        if key in old:
            message.previous_id = message.previous_id or (old[key] if message.fuzzy else [])
        elif message.id and key in known:
            message.string, message.previous_id = known[key], []
            message.flags.discard("fuzzy")
    for message in new:
        catalogue.obsolete.pop(catalogue._key_for(message.id, message.context), None)
