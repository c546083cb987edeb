"""
The glossary, made from chapters/glossary.yml: its entries with the chapters that use them, the way
back from Indonesian to English, and the meaning of a term where a chapter first links to it.
"""

import re
from functools import cache
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.chapter import MARKED, chapter_files
from press.sphinx.chapters import parsed

SOURCE = Path("chapters/glossary.yml")
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
    """The entries: Indonesian term, meaning, trap, chapters."""

    def text(self, entries, uses):
        lines = ["```{glossary}"]
        for entry in entries:
            links = [
                f"[{stem[:2].lstrip('0')}]({stem}.md)"
                for stem in uses.get(entry["term"].lower(), [])
            ]
            name = "Chapter" if len(links) == 1 else "Chapters"
            chapters = f" **{name}:**\N{NO-BREAK SPACE}{', '.join(links)}." if links else ""
            lines += [
                entry["term"],
                f"  [*{entry['id']}*]{{lang=id}}. {entry['meaning']}",
                f"  **Trap:** {entry['trap']}{chapters}",
                "",
            ]
        return "\n".join([*lines, "```"])


class FromIndonesian(_FromSource):
    """The way back: Indonesian terms with links to the English entries."""

    def text(self, entries, uses):
        lines = ["| Bahasa Indonesia | English |", "|---|---|"]
        for entry in sorted(entries, key=lambda entry: entry["id"].lower()):
            lines.append(f"| [*{entry['id']}*]{{lang=id}} | {{term}}`{entry['term']}` |")
        return "\n".join(lines)


def _plain(marked):
    return marked["words"].strip("*")


def say_meaning(app, doctree, docname):
    """Give the first link to each term its meaning, for a reader who hovers over it."""
    if docname.endswith("glossary"):
        return
    meanings = {
        nodes.make_id(f"term-{entry['term']}"): MARKED.sub(
            lambda found: found["words"].strip("*"), entry["meaning"]
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
