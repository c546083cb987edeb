"""
Directives of the instructor guide, which say what press/guide.py finds in other sources, and the
role `item`, which calls a question, an exercise or an explorer as its page does and links to it.

The answer key stands outside the contents (`orphan: true`): no page of the book turns to it, and
neither search nor site map knows it.
"""

from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press.chapter import Incomplete, chapter_files, find_chapters, front_matter
from press.guide import (
    answer_key,
    blueprint,
    course_map,
    course_objectives,
    misconceptions,
    plan_facts,
    vote_question,
)
from press.names import UnknownPart, find_part, find_parts
from press.notebooks import executed
from press.sphinx.chapters import parsed
from press.sphinx.votes import page_name
from press.words import gettext as _


def _note_sources(env, root):
    """A page is read anew when one of the sources that it speaks of has changed."""
    for source in (
        *chapter_files(root),
        *root.glob("chapters/quizzes/*.json"),
        *root.glob("chapters/instructor/*.yml"),
    ):
        env.note_dependency(str(source))


class _FromSources(SphinxDirective):
    optional_arguments = 1

    def run(self):
        root = Path(self.env.srcdir)
        _note_sources(self.env, root)
        try:
            return parsed(self, self.text(find_chapters(root), root))
        except Incomplete as error:
            raise ExtensionError(str(error)) from error

    def text(self, chapters, root):
        raise NotImplementedError


def _directive(text):
    return type(text.__name__, (_FromSources,), {"text": text})


def _with_pages(chapter):
    """The vote questions, below links to their pages: only the site has those (votes.py)."""
    parts = find_parts({chapter.number: chapter})
    links = [
        f'<a href="{Path(page_name(item["id"])).name}.html">{parts[item["id"]].name}</a>'
        for item in chapter.items
        if item["role"] == "vote"
    ]
    line = _("On a projector: {votes}.").format(votes=", ".join(links))
    return f"```{{raw}} html\n<p>{line}</p>\n```\n\n{vote_question(chapter)}"


DIRECTIVES = {
    "course-map": lambda self, chapters, root: course_map(chapters),
    "course-objectives": lambda self, chapters, root: course_objectives(chapters),
    "plan-facts": lambda self, chapters, root: plan_facts(chapters[self.arguments[0]]),
    "vote-question": lambda self, chapters, root: _with_pages(chapters[self.arguments[0]]),
    "answer-key": lambda self, chapters, root: "\n\n".join(
        answer_key(chapter, executed(chapter.path, root)) for chapter in chapters.values()
    ),
    "blueprint": lambda self, chapters, root: blueprint(chapters),
    "misconceptions": lambda self, chapters, root: misconceptions(chapters, root),
}


class Item(SphinxRole):
    """A link to a question, an exercise or an explorer, by the name that its page has for it."""

    def run(self):
        root = Path(self.env.srcdir)
        _note_sources(self.env, root)
        try:
            words, part = find_part(self.text, root)
        except UnknownPart as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        page = f"chapters/{part.page.removesuffix('.md')}"
        # addresses of questions and explorers are given when a page is written: none to look up
        address = self.env.app.builder.get_relative_uri(self.env.docname, page)
        link = nodes.reference("", words, internal=True, refuri=f"{address}#{part.address}")
        return [link], []


def let_orphans_in(app, config):
    """Let in the pages that stand outside the contents on purpose."""
    orphans = {
        path.relative_to(app.srcdir).as_posix()
        for path in (Path(app.srcdir) / "chapters").rglob("*.md")
        if front_matter(path.read_text("utf8")).get("orphan")
    }
    config.exclude_patterns = [
        pattern for pattern in config.exclude_patterns if pattern not in orphans
    ]


def setup(app):
    for name, text in DIRECTIVES.items():
        app.add_directive(name, _directive(text))
    app.add_role("item", Item())
    app.connect("config-inited", let_orphans_in, priority=950)  # after sphinx_external_toc
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
