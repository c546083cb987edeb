"""
The translated copy of the repository, from which a language's book is built by the same tools.

Nothing in it is written by hand. Texts come from the catalogues; code is the same but for one line,
which says in which language the package speaks; what is not translated stays English, and is marked
as English where a mark can stand.
"""

import re
import shutil
import subprocess
import sys

import yaml

from press import ROOT
from press import words as site
from press.editions import find_editions, languages
from press.messages import catalogues, pairs
from press.messages.catalogues import INCLUDED, LISTS
from press.messages.myst import HEADER, MARKUP, Source, has_words, one_line
from press.sources import ADDRESSES, is_translated_copy, source_files

IMPORT = re.compile(r"^import asi_helpers as asi\n", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w])")
# Kinds of text in which a mark of language would be shown as it is, or lost.
UNMARKED = {"caption", *HEADER.values()}


class Words:
    """What the messages of one catalogue are in a language; fuzzy ones count as missing."""

    def __init__(self, name, language, root=ROOT):
        self.marks = site.number_marks(language)
        self.known = {
            message.id: message.string
            for message in catalogues.load(name, language, root)
            if message.id and message.string and not message.fuzzy
        }

    def say(self, text, kind="paragraph"):
        """A message in the language; where that is missing, in English and marked as English."""
        if text in self.known:
            return self.known[text]
        if not has_words(text):
            return self.with_marks(text)
        return text if kind in UNMARKED else as_english(text)

    def with_marks(self, text):
        """Numbers that stand alone, 0.4 or 1,000, with the marks of the language."""
        parts, at = [], 0
        for found in MARKUP.finditer(text):
            parts += [self._turned(text[at : found.start()]), found[0]]
            at = found.end()
        return "".join([*parts, self._turned(text[at:])])

    def _turned(self, text):
        return NUMBER.sub(lambda found: found[0].translate(self.marks), text)


def as_english(text):
    """A text marked as English, if its brackets let it stand in a pair of them."""
    depth = 0
    for each in text:
        depth += {"[": 1, "]": -1}.get(each, 0)
        if depth < 0:
            return text
    return text if depth else f"[{text}]{{lang=en}}"


class TranslatedBook:
    """The book in one other language, as a copy of the repository."""

    def __init__(self, language, root=ROOT):
        self.language, self.root = language, root

    @property
    def folder(self):
        """Where the copy lies."""
        return self.root / "_build" / self.language

    def write(self):
        """Write what changed, and remove what is gone."""
        translated = self._translators()
        written = set()
        for path in source_files(self.root):
            name = path.relative_to(self.root).as_posix()
            content = path.read_bytes()
            if name in translated:
                content = translated[name](content.decode()).encode()
            written.add(self._put(name, content))
        # of the English book; its build notes them, and the first one has none yet
        noted = self.root / "_build" / ADDRESSES
        written.add(self._put(ADDRESSES, noted.read_bytes() if noted.is_file() else b"{}"))
        for path in list(source_files(self.folder)):
            if path not in written:
                path.unlink()

    def run(self, module, *arguments):
        """Run a tool of the press in the copy; return its exit code."""
        command = [sys.executable, "-m", module, *map(str, arguments)]
        return subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, check=False
        ).returncode

    def publish(self):
        """Put the built pages of the copy into the site of the book, in place of older ones."""
        target = self.root / "_build" / "html" / self.language
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / "_build" / "html", target)

    def _put(self, name, content):
        target = self.folder / name
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return target

    def _translators(self):
        """{file: what its text is given to}."""
        found = {"_config.yml": self._settings, "_toc.yml": self._contents}
        for page in catalogues.pages(self.root):
            words = Words(catalogues.name_of(page), self.language, self.root)
            for file in filter(None, [page, INCLUDED.get(page)]):
                found[file] = lambda text, words=words: self._page(text, words)
            if page in LISTS:
                file, keys = LISTS[page]
                found[file] = lambda text, file=file, keys=keys, words=words: self._list(
                    file, keys, words
                )
        return found

    def _page(self, text, words):
        translated = Source(text, catalogues.extensions(self.root)).translated(words.say)
        return IMPORT.sub(rf'\g<0>asi.set_language("{self.language}")\n', translated)

    def _list(self, file, keys, words):
        content, entries = catalogues.load_list(file, self.root)
        for entry in entries:
            for key in keys:
                if key != pairs.LANGUAGE:
                    entry[key] = words.say(one_line(entry[key]))
                elif self.language != key:  # the term beside the English one
                    entry[key] = words.say(entry["term"])
            if "treated" in entry:
                entry["treated"] = [self._heading(*place) for place in entry["treated"]]
        return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)

    def _heading(self, number, heading):
        """A place in a chapter, by the chapter's number and a heading of it."""
        (page,) = (self.root / "chapters").glob(f"{number}-*.md")
        return [number, Words(page.stem, self.language, self.root).say(heading, "heading")]

    def _settings(self, text):
        settings = yaml.safe_load(text)
        settings["sphinx"]["config"]["language"] = self.language
        return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)

    def _contents(self, text):
        contents = yaml.safe_load(text)
        for part in contents.get("parts", []):
            part["caption"] = site.say(part["caption"], self.language)
        return yaml.safe_dump(contents, allow_unicode=True, sort_keys=False)


def run_in_translations(module, *arguments):
    """Run a tool of the press in every book in another language; return an exit code."""
    for book in find_translations():
        book.write()
        code = book.run(module, *arguments)
        if code:
            return code
    return 0


def find_translations(root=ROOT):
    """The books in other languages that are built; such a book itself has none."""
    if is_translated_copy(root):
        return []
    editions = find_editions(languages(root))
    return [TranslatedBook(edition.code, root) for edition in editions if edition.folder]
