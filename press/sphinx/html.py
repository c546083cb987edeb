"""
Small changes to the HTML of a page's body: native <details>, code after what it made, tables that a
screen reader can read, phrases in Indonesian.
"""

import re
from html import escape

from bs4 import BeautifulSoup
from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import is_extension_node, solution_node

# a cell of more characters than this is text
WORDY = 40
# a table of more columns than this does not fit on a phone
WIDE = 5
# what the paper calls its groups and outcomes, where a data frame shows its own words
PAPER_LABELS = {"Baik", "Kurang", "Lancar", "Tidak Lancar"}


def _open_solution(self, node):
    # The title is plain text: a link inside a summary would be two controls in one.
    title = " ".join(node.pop(0).astext().split())
    self.body.append(self.starttag(node, "details"))
    self.body.append(f"<summary>{escape(title)}</summary>\n")


def _close_details(self, node):
    self.body.append("</details>\n")


def _open_code(self, node):
    # MyST-NB's own summary carries an aria-label that hides its visible words.
    self.body.append(
        '<details class="code"><summary>'
        f'<span class="when-closed">{escape(node["prompt_show"])}</span>'
        f'<span class="when-open">{escape(node["prompt_hide"])}</span></summary>\n'
    )


def _open_citation(self, node):
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    self.body.append(self.starttag(node, "div", CLASS="citation", role="listitem"))


def _close_citation(self, node):
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</div>\n")


def _open_table(self, node):
    self._table_row_indices.append(0)
    self.body.append('<div class="table-frame">')
    self.body.append(self.starttag(node, "table"))


def _close_table(self, node):
    self._table_row_indices.pop()
    self.body.append("</table></div>\n")


def _open_entry(self, node):
    type(self).visit_entry(self, node)
    if "column" in node:
        self.body[-1] = self.body[-1].replace(
            "<td", f'<td data-label="{escape(node["column"])}"', 1
        )


def _close_entry(self, node):
    type(self).depart_entry(self, node)


def readable_frame(html):
    """A pandas table in a frame that scrolls, with its languages and without looks."""
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.select("table.dataframe"):
        del table["border"]
        for cell in table.find_all("th"):
            if "scope" not in cell.attrs:
                cell["scope"] = "col" if cell.find_parent("thead") else "row"
        for cell in table.find_all(["th", "td"]):
            if cell.get_text(strip=True) in PAPER_LABELS:
                cell["lang"] = "id"
        for row in table.find_all("tr"):
            del row["style"]
        for style in soup.find_all("style"):
            if "dataframe" in style.text:
                style.decompose()
        if "table-frame" not in table.parent.get("class", []):
            table.wrap(soup.new_tag("div", attrs={"class": "table-frame"}))
    return str(soup)


class CodeAfterOutput(SphinxPostTransform):
    """Put the fold with a cell's code after what the cell shows: the reader came for that."""

    default_priority = 200  # MyST-NB makes the folds at 199
    formats = ("html",)

    def run(self, **kwargs):
        for fold in list(self.document.findall(HideCodeCellNode)):
            cell = fold.parent
            cell.remove(fold)
            cell.append(fold)


class ReadableFrames(SphinxPostTransform):
    """Make every data frame that a cell shows a readable table."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        for node in self.document.findall(nodes.raw):
            text = node.astext()
            if "html" in node.get("format", "") and re.search(r'class="[^"]*\bdataframe\b', text):
                node.children = [nodes.Text(readable_frame(text))]


class WordyTables(SphinxPostTransform):
    """
    Mark tables of text, or of many columns: on a phone they become cards, each cell with the name
    of its column.

    Their columns would else be a word wide, or out of sight. Other tables of numbers stay tables,
    in a frame that scrolls.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        for table in self.document.findall(nodes.table):
            head, body = (next(table.findall(kind), None) for kind in (nodes.thead, nodes.tbody))
            if head is None or body is None or len(head.children) != 1:
                continue
            columns = [entry.astext() for entry in head[0].children]
            cells = [row.children for row in body.children]
            longest = max((len(cell.astext()) for row in cells for cell in row), default=0)
            if (
                len(columns) > 2
                and (longest > WORDY or len(columns) > WIDE)
                and all(len(row) == len(columns) for row in cells)
            ):
                table["classes"].append("wordy")
                for row in cells:
                    for cell, column in zip(row, columns, strict=True):
                        cell["column"] = column


class FlatExercises(SphinxPostTransform):
    """Unwrap the bodies of exercises and solutions, whose sections all carry the same id."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        for node in self.document.findall(is_extension_node):
            for section in [child for child in node.children if isinstance(child, nodes.section)]:
                node.replace(section, section.children)


_copy_attributes = DocutilsRenderer.copy_attributes


def _copy_language_too(renderer, token, node, *arguments, **options):
    """[rasio prevalensi]{lang=id}: MyST drops the attribute; docutils knows it as a class."""
    _copy_attributes(renderer, token, node, *arguments, **options)
    if "lang" in token.attrs:
        node["classes"].append(f"language-{token.attrs['lang']}")


def setup(app):
    DocutilsRenderer.copy_attributes = _copy_language_too
    app.add_node(solution_node, override=True, html=(_open_solution, _close_details))
    app.add_node(HideCodeCellNode, override=True, html=(_open_code, _close_details))
    app.add_node(nodes.citation, override=True, html=(_open_citation, _close_citation))
    app.add_node(nodes.table, override=True, html=(_open_table, _close_table))
    app.add_node(nodes.entry, override=True, html=(_open_entry, _close_entry))
    app.add_post_transform(CodeAfterOutput)
    app.add_post_transform(ReadableFrames)
    app.add_post_transform(FlatExercises)
    app.add_post_transform(WordyTables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
