"""
The glossary, made from chapters/glossary.yml: its entries with the chapters that use them, the way
back from the other language, and the meaning of a term where a chapter first links to it.

Every entry stands under its English term, whose place links know. An edition in another language
says its own term first; the English one follows, as a second heading of the same entry.
"""

import re
from functools import cache
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.chapter import MARKED, chapter_files, unmarked
from press.sphinx.chapters import parsed
from press.words import ENGLISH, language
from press.words import gettext as _

SOURCE = Path("chapters/glossary.yml")
OTHER = "id"  # the language of an entry's second term
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


def say_meaning(app, doctree, docname):
    """Give the first link to each term its meaning, for a reader who hovers over it."""
    if docname.endswith("glossary"):
        return
    meanings = {
        nodes.make_id(f"term-{entry['term']}"): unmarked(
            MARKED.sub(lambda found: found["words"].strip("*"), entry["meaning"])
        )
        for entry in load_entries(Path(app.srcdir) / SOURCE)
    }
    for reference in doctree.findall(nodes.reference):
        # Sphinx keeps the capitals of a term in its anchor; `make_id` does not.
        target = reference.get("refuri", "").rpartition("#")[2].lower()
        if target in meanings:
            reference["reftitle"] = meanings.pop(target)


def setup(app):
    app.add_directive("glossary-entries", Entries)
    app.add_directive("glossary-from-indonesian", FromIndonesian)
    app.connect("doctree-resolved", say_meaning)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
