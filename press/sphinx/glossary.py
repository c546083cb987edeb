"""
The glossary, made from chapters/glossary.yml: its entries with the chapters that use them, the way
back from the other language, and the meanings that a page carries of the terms that it links to.

Every entry stands under its English term, whose place links know. An edition in another language
says its own term first; the English one follows, as a second heading of the same entry.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from sphinx.util.docutils import SphinxDirective

from press.chapter import chapter_files
from press.sphinx.chapters import parsed
from press.words import ENGLISH, language
from press.words import gettext as _

SOURCE = Path("chapters/glossary.yml")
OTHER = "id"  # the language of an entry's second term
# for [*kata*]{lang=id}, and quotation marks as on the page of the glossary
INLINE = MarkdownIt("commonmark", {"typographer": True}).enable("smartquotes")
INLINE.use(attrs_plugin, spans=True)
LINK = re.compile(r'href="[^"#]*\bglossary\.html#(term-[^"]+)"')
TERM_ROLE = re.compile(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`")


@cache
def load_entries(path):
    """Entries of the glossary, in alphabetical order."""
    entries = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return sorted(entries, key=lambda entry: entry["term"].lower())


def terms_used(text):
    """Terms that a source links to, in lower case."""
    return {" ".join(term.split()).lower() for term in TERM_ROLE.findall(text)}


def find_uses(root):
    """Map each term, in lower case, to the chapters (names without suffix) that link to it."""
    uses = {}
    for chapter in chapter_files(root):
        for term in terms_used(chapter.read_text(encoding="utf-8")):
            uses.setdefault(term, []).append(chapter.stem)
    return uses


class _FromSource(SphinxDirective):
    def run(self):
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / SOURCE))
        for chapter in chapter_files(root):
            self.env.note_dependency(str(chapter))
        text = self.text(load_entries(root / SOURCE), find_uses(root))
        return parsed(self, text)


class Entries(_FromSource):
    """The entries: terms, meaning, trap, chapters."""

    def text(self, entries, uses):
        english = language() == ENGLISH
        lines = ["```{glossary}"]
        for entry in entries if english else sorted(entries, key=_other_term):
            if english:
                lines += [entry["term"], f"  [*{entry['id']}*]{{lang={OTHER}}}. {entry['meaning']}"]
            else:
                terms = [entry["id"], f"[{entry['term']}]{{lang={ENGLISH}}}"]
                lines += terms[: 1 if entry["id"] == entry["term"] else 2]
                lines += [f"  {entry['meaning']}"]
            trap = _("**Trap:** {trap}").format(trap=entry["trap"])
            lines += [f"  {trap}{_chapters(uses.get(entry['term'].lower(), []))}", ""]
        return "\n".join([*lines, "```"])


def _chapters(names):
    links = ", ".join(f"[{name[:2].lstrip('0')}]({name}.md)" for name in names)
    one = _("**Chapter:**\N{NO-BREAK SPACE}{chapters}.")
    several = _("**Chapters:**\N{NO-BREAK SPACE}{chapters}.")
    return links and " " + (several if len(names) > 1 else one).format(chapters=links)


def _other_term(entry):
    return entry["id"].lower()


class FromIndonesian(_FromSource):
    """The way back: terms of the other language, each with a link to its entry."""

    def text(self, entries, uses):
        if language() == ENGLISH:
            lines = ["| Bahasa Indonesia | English |", "|---|---|"]
            for entry in sorted(entries, key=_other_term):
                lines.append(f"| [*{entry['id']}*]{{lang={OTHER}}} | {{term}}`{entry['term']}` |")
        else:
            lines = ["| English | Bahasa Indonesia |", "|---|---|"]
            for entry in entries:
                term = entry["term"]
                lines.append(f"| [*{term}*]{{lang={ENGLISH}}} | {{term}}`{entry['id']} <{term}>` |")
        return "\n".join(lines)


class Meaning(NamedTuple):
    """What a page says about a term that it links to; the last two are HTML."""

    anchor: str  # in lower case: Sphinx keeps the capitals of a term in its anchor
    term: str
    other: str  # the term in the other language, where it is another
    other_language: str
    meaning: str
    trap: str


def meanings_of(entries, body):
    """The meanings of the terms that a page's body links to, in the order of the entries."""
    used = {anchor.lower() for anchor in LINK.findall(body)}
    return [_meaning(entry) for entry in entries if _anchor(entry) in used]


def _anchor(entry):
    return nodes.make_id(f"term-{entry['term']}")


def _meaning(entry):
    own, other, other_language = entry["term"], entry["id"], OTHER
    if language() != ENGLISH:
        own, other, other_language = other, own, ENGLISH
    return Meaning(
        _anchor(entry),
        own,
        "" if other == own else other,
        other_language,
        INLINE.renderInline(entry["meaning"]),
        INLINE.renderInline(_("**Trap:** {trap}").format(trap=entry["trap"])),
    )


def _add_meanings(app, pagename, templatename, context, doctree):
    entries = load_entries(Path(app.srcdir) / SOURCE)
    context["site_meanings"] = meanings_of(entries, context.get("body") or "")


def _glossary_changed(app, env):
    """Every page, if the glossary is another than last time: pages carry what it says."""
    entries = load_entries(Path(app.srcdir) / SOURCE)
    before, env.book_glossary = getattr(env, "book_glossary", entries), entries
    return [] if before == entries else sorted(env.found_docs)


def setup(app):
    app.add_directive("glossary-entries", Entries)
    app.add_directive("glossary-from-indonesian", FromIndonesian)
    app.connect("env-get-updated", _glossary_changed)
    app.connect("html-page-context", _add_meanings)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
