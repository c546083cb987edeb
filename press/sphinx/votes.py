"""
The vote questions on a projector: a page for each, chapters/instructor/vote-NN-N.html.

The page shows the question and its answers large, takes the counts that a teacher types, and keeps
for the teacher what the chapter's plan says to do at each share of right answers. It stands outside
contents, search and site map. What happens on it is press/theme/static/vote.js; the look is
vote.css beside it. Both are loaded by these pages only.
"""

import re
from pathlib import Path

from docutils import nodes
from jinja2 import Environment, FileSystemLoader
from sphinx.errors import ExtensionError
from sphinx.util.osutil import relative_uri

from press.bank.items import lettered, load_bank
from press.chapter import find_chapters
from press.editions import LISTED, edition_folder, find_editions
from press.squeeze import squeeze_css, squeeze_js
from press.words import gettext as _
from press.words import language

FOLDER = "chapters/instructor"
TEMPLATES = Path(__file__).parents[1] / "theme" / "templates"
STATIC = Path("press") / "theme" / "static"
FILES = {"vote.js": squeeze_js, "vote.css": squeeze_css}
SECTION = "the-vote"  # the id of the plan's section, the same in every language
# The rows of a plan's table in their order, and the numbers that the first cell of each must name.
ROWS = {"under": ["30"], "between": ["30", "70"], "over": ["70"], "low": ["50"]}
PLACE = re.compile(r"\b(\d)\b")  # of a vote, in "Vote 1 (...)"


def page_name(item):
    """
    Name of a vote question's page, without its suffix.

    Parameters
    ----------
    item : str
        Id of the question.

    Examples
    --------
    >>> page_name("08-v1")
    'chapters/instructor/vote-08-1'
    """
    return f"{FOLDER}/vote-{item[:2]}-{item[-1]}"


def plan_name(chapter):
    """Name of a chapter's plan, as Sphinx has it."""
    return f"{FOLDER}/plan-{chapter}"


def find_advice(doctree, votes, file):
    """
    What a plan says to do after each vote.

    Parameters
    ----------
    doctree : docutils document
        The plan.
    votes : int
        How many vote questions the chapter has.
    file : str
        The plan's file, for the message.

    Returns
    -------
    list of dict
        For each vote question {name of a row: (its first cell, what to do)}; cells as nodes.

    Raises
    ------
    ExtensionError
        If the table has not the form that those of the other plans have.
    """

    def wrong(what):
        return ExtensionError(
            f'{file}: {what} The section "The vote" needs, after the vote questions, a table with'
            " the columns share right, vote 1, vote 2 and the rows under 30%, 30 to 70%, over 70%,"
            " second vote under 50%."
        )

    section = next((part for part in doctree.findall(nodes.section) if SECTION in part["ids"]), 0)
    if not section:
        raise wrong('there is no section "The vote".')
    # the vote questions bring a table each
    tables = list(section.findall(nodes.table))[votes:]
    if not tables:
        raise wrong("there is no table of what to do.")
    head, *rows = [list(row.children) for row in tables[0].findall(nodes.row)]
    places = [PLACE.search(cell.astext()) for cell in head[1:]]
    if [place and place[1] for place in places] != [str(n + 1) for n in range(votes)]:
        raise wrong(f"the columns are not those of its {votes} votes.")
    if len(rows) != len(ROWS):
        raise wrong(f"the table has {len(rows)} rows.")
    for name, row in zip(ROWS, rows, strict=True):
        said = row[0].astext()
        if re.findall(r"\d+", said) != ROWS[name]:
            raise wrong(f'a row says "{said}" where {" to ".join(ROWS[name])}% belongs.')
        if not all(cell.astext().strip() for cell in row):
            raise wrong(f'a cell of the row "{said}" is empty.')
    return [
        {name: (row[0], row[place + 1]) for name, row in zip(ROWS, rows, strict=True)}
        for place in range(votes)
    ]


def _html(app, cell, plan):
    """A cell of a plan as HTML for a page beside it."""
    parts = [app.builder.render_partial(node.deepcopy())["fragment"] for node in cell.children]
    return "".join(parts).strip().replace('href="#', f'href="{Path(plan).name}.html#')


def vote_page(item, advice, others, editions, book):
    """
    The page of a vote question.

    Parameters
    ----------
    item : ChoiceItem
    advice : list of (str, str, str)
        For each row its name, its share and what to do, as HTML.
    others : list of ChoiceItem
        The other vote questions of the chapter.
    editions : list of dict
        The page in other languages: code, name and url.
    book : dict
        Of the book its title and the chapter's address from here.

    Returns
    -------
    str
    """
    folder = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)
    here = page_name(item.id) + ".html"
    page = folder.get_template("vote.html").render(
        _=_,
        language=language(),
        item=item,
        number=int(item.chapter),
        answers=lettered(item),
        advice=advice,
        others=[(each, Path(page_name(each.id)).name + ".html") for each in others],
        editions=editions,
        plan=f"plan-{item.chapter}.html",
        static=relative_uri(here, "_static/"),
        **book,
    )
    return page + "\n"


def _editions(app, here):
    own = edition_folder(app.config.language)
    return [
        {
            "code": edition.code,
            "name": edition.name,
            "url": relative_uri(own + here, edition.folder + here),
        }
        for edition in find_editions(app.config[LISTED])
        if edition.code != app.config.language
    ]


def _write(app, error):
    if error or app.builder.name != "html":
        return
    root, out = Path(app.srcdir), Path(app.outdir)
    asked = {}
    for item in load_bank(root):
        if item.role == "vote":
            asked.setdefault(item.chapter, []).append(item)
    chapters = find_chapters(root)
    for chapter, items in asked.items():
        plan = plan_name(chapter)
        if plan not in app.env.found_docs:
            continue  # a book in the making, or of some pages only
        app.builder.current_docname = plan
        doctree = app.env.get_and_resolve_doctree(plan, app.builder)
        columns = find_advice(doctree, len(items), f"{plan}.md")
        for item, column in zip(items, columns, strict=True):
            here = page_name(item.id) + ".html"
            advice = [
                (name, _html(app, share, plan), _html(app, act, plan))
                for name, (share, act) in column.items()
            ]
            book = {
                "book": app.config.html_title,
                "chapter": f"../{chapters[chapter].path.stem}.html",
            }
            others = [each for each in items if each is not item]
            page = vote_page(item, advice, others, _editions(app, here), book)
            (out / here).parent.mkdir(parents=True, exist_ok=True)
            (out / here).write_text(page, "utf8")
    for name, squeeze in FILES.items():
        text = (root / STATIC / name).read_text("utf8")
        (out / "_static" / name).write_text(squeeze(text), "utf8")


def setup(app):
    app.connect("build-finished", _write, priority=950)  # after publish dropped what is no page
    return {"parallel_read_safe": True, "parallel_write_safe": True}
