"""
What a reader can have done: chapters, quiz items and exercises, for the menu and for one page.

The scripts press/theme/static/progress.js and my-progress.js fill in what the browser keeps; the
sheet itself is press/theme/templates/my-progress.html.
"""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.chapter import chapter_files, find_chapters
from press.words import gettext as _

SHEET = "my-progress.html"


def chapter_facts(chapter):
    """What the scripts and the sheet need to know of a chapter."""
    names = [item["id"] for item in chapter.items if item["role"] == "quiz"]
    titles = {label: exercise.title for label, exercise in chapter.exercises.items()}
    live = [label for label in titles if label.endswith("-live")]
    return {
        "number": chapter.number,
        "title": chapter.title,
        "minutes": chapter.minutes,
        # without the chapter's number: the menu of every page has them all
        "quiz": " ".join(name.removeprefix(f"{chapter.number}-") for name in names),
        "live": " ".join(label.removeprefix("ex-") for label in live),
        "exercises": [(label, title) for label, title in titles.items() if label not in live],
    }


def book_facts(root):
    """{page: facts of its chapter} of the book that lies in `root`."""
    return {
        f"chapters/{chapter.path.stem}": chapter_facts(chapter)
        for chapter in find_chapters(root).values()
    }


class MyProgress(SphinxDirective):
    """The sheet, of the chapters as they are now."""

    def run(self):
        root, builder = Path(self.env.srcdir), self.env.app.builder
        for source in [*chapter_files(root), *root.glob("chapters/quizzes/*.json")]:
            self.env.note_dependency(str(source))
        chapters = [
            {**facts, "address": builder.get_relative_uri(self.env.docname, page)}
            for page, facts in book_facts(root).items()
        ]
        sheet = builder.templates.render(SHEET, {"_": _, "chapters": chapters})
        return [nodes.raw("", sheet, format="html")]


def _facts_changed(app, env):
    """Every page, if what a chapter holds is another than last time: the menu of each has it."""
    facts = book_facts(app.srcdir)
    before, env.book_facts = getattr(env, "book_facts", facts), facts
    return [] if before == facts else sorted(env.found_docs)


def _add_facts(app, pagename, templatename, context, doctree):
    context["site_chapters"] = app.env.book_facts


def setup(app):
    app.add_directive("my-progress", MyProgress)
    app.connect("env-get-updated", _facts_changed)
    app.connect("html-page-context", _add_facts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
