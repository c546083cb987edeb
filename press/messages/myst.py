"""
What of a MyST source is text: its messages, and the same source with other words in their place.

A message is a heading, a paragraph, a point of a list, a cell of a table, a title of a box, a
caption of a figure, or a value of the page's header, in one line, with its inline markup. These
rules do not change: each change would cost every translator a look at every message.

The source is read by MyST's own parser. What that does not know as text or as free of text is
refused, with its line, so that nothing stays English unseen.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import yaml
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

# Directives whose title is text, and whose body is.
TITLED = {"admonition", "dropdown", "exercise"}
PROSE = TITLED | {"note", "solution", "warning"}
# Those that hold no words of a reader: what they show follows from other sources.
EMPTY = {
    "answer-key", "bibliography", "blueprint", "course-map", "course-objectives", "downloads",
    "eval-rst", "glossary-entries", "glossary-from-indonesian", "hub-links", "include",
    "misconceptions", "my-progress", "objectives", "opening", "plan-facts", "solution-end",
    "solution-start", "vote-question",
}  # fmt: skip
# Values of a page's header that a reader sees, and what they are.
HEADER = {
    "description": "description of the page",
    "pace": "how to take the time",
    "before": "what to read before",
    "note": "note on the chapter",
    "objectives": "objective",
}
# Tokens that hold no text: formulas, comments, breaks between cells.
SILENT = {"amsmath", "math_block", "math_block_label", "myst_block_break", "myst_line_comment"}

DIRECTIVE = re.compile(r"\{(?P<name>[\w-]+)\}\s*(?P<title>.*)")
OPTION = re.compile(r":[\w-]+:")
# What of a message is no words: roles, code, targets of links, formulas, marks of a span.
MARKUP = re.compile(r"\{[\w:-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|\$[^$]+\$|\]\{[^}]*\}")
TERM = re.compile(r"\{term\}`[^`]*`")
WORDLESS = re.compile(r"[\W\d_]*")


class NotText(ValueError):
    """A source holds something of which it is not known whether it is text."""


@dataclass
class Passage:
    """Lines of a source that hold messages, and how they are written anew."""

    start: int
    end: int
    texts: list[tuple[str, str]]  # (message, what kind of text it is)
    write: Callable[[list[str]], list[str]] = field(repr=False)


@cache
def parser(extensions):
    """MyST's parser, with extensions as the book's settings name them."""
    return create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)


def one_line(text):
    """A message as it stands in a catalogue."""
    return " ".join(text.split())


def has_words(text):
    """Whether there is something to translate; a term is."""
    return not WORDLESS.fullmatch(MARKUP.sub(" ", TERM.sub("a term", text)))


class Source:
    """
    A MyST source as passages, with what lies between them.

    Parameters
    ----------
    text : str
        The source.
    extensions : iterable of str
        MyST's, as in `_config.yml`.

    Attributes
    ----------
    passages : list of Passage
        In the order of their lines.

    Raises
    ------
    NotText
        Where it is not known whether something is text; the message names the line.
    """

    def __init__(self, text, extensions):
        self.lines = text.split("\n")
        self.parser = parser(tuple(extensions))
        self.passages = []
        self._read(text, 0)
        self.passages.sort(key=lambda passage: passage.start)

    def messages(self) -> Iterator[tuple[str, str]]:
        """(message, kind) of everything that has words."""
        for passage in self.passages:
            for text, kind in passage.texts:
                if has_words(text):
                    yield text, kind

    def translated(self, say):
        """The source with `say(message, kind)` in place of each message, wordless ones too."""
        lines, at = [], 0
        for passage in self.passages:
            lines += self.lines[at : passage.start]
            lines += passage.write([say(text, kind) for text, kind in passage.texts])
            at = passage.end
        return "\n".join([*lines, *self.lines[at:]])

    # -- reading -----------------------------------------------------------------------------------

    def _read(self, text, offset):
        """Find the passages of a text whose first line is line `offset` of the source."""
        tokens = self.parser.parse(text)
        inside_table = False
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type in ("table_open", "table_close"):
                inside_table = token.type == "table_open"
                if inside_table:
                    self._table(tokens[tokens.index(token) :], offset)
            elif token.type == "front_matter":
                self._header(token, offset)
            elif token.type in ("fence", "colon_fence"):
                self._fence(token, offset)
            elif token.type == "inline":
                if not inside_table:
                    self._prose(token, before, offset)
            elif token.content and token.type not in SILENT:
                line = offset + token.map[0] + 1
                raise NotText(f"line {line}: is this text to translate? ({token.type})")

    def _prose(self, token, before, offset):
        start, end = (offset + line for line in token.map)
        end = max(end, start + 1)  # of a term that is defined it says no end
        first = token.content.split("\n")[0].rstrip()
        line = self.lines[start].rstrip()
        if not line.rstrip("# ").endswith(first.rstrip("# ")):
            raise NotText(f"line {start + 1}: cannot be told from what stands around it")
        prefix = line[: line.rindex(first)]
        kind = {"heading_open": "heading", "dt_open": "term"}.get(before.type, "paragraph")
        self._add(start, end, [(token.content, kind)], lambda texts: [prefix + texts[0]])

    def _table(self, tokens, offset):
        rows, row = [], None
        for token in tokens:
            if token.type == "tr_open":
                row = (offset + token.map[0], [])
                rows.append(row)
            elif token.type == "inline":
                row[1].append(token.content)
            elif token.type == "table_close":
                break
        for line, cells in rows:
            indent = re.match(r"\s*", self.lines[line])[0]

            def write(texts, indent=indent):
                cells = " | ".join(text.replace("|", r"\|") for text in texts)
                return [f"{indent}| {cells} |"]

            self._add(line, line + 1, [(cell, "table cell") for cell in cells], write)

    def _header(self, token, offset):
        """Values of the page's header."""
        start, end = (offset + line for line in token.map)
        header = yaml.safe_load(token.content) or {}
        texts = [
            (text, kind) for key, kind in HEADER.items() for text in _listed(header.get(key, []))
        ]

        def write(texts):
            rest = iter(texts)
            said = {
                key: [next(rest) for _ in value] if isinstance(value, list) else next(rest)
                for key in HEADER
                if (value := header.get(key))
            }
            return ["---", *_yaml({**header, **said}), "---"]

        if texts:
            self._add(start, end, texts, write)

    def _fence(self, token, offset):
        start = offset + token.map[0]
        found = DIRECTIVE.fullmatch(token.info.strip())
        if not found:  # code, or what a program prints
            return
        name, title = found["name"], found["title"]
        if name == "code-cell":
            self._caption(token, start)
        elif name in PROSE:
            if title and name in TITLED:
                prefix = self.lines[start][: self.lines[start].rindex(title)]
                texts = [(title, f"title of {name}")]
                self._add(start, start + 1, texts, lambda texts: [prefix + texts[0]])
            body = token.content.split("\n")
            options = next(n for n, line in enumerate(body) if not OPTION.match(line))
            self._read("\n".join(body[options:]), start + 1 + options)
        elif name not in EMPTY:
            raise NotText(f"line {start + 1}: is the directive {name!r} text to translate?")

    def _caption(self, token, start):
        """The caption of a figure, in the header of the cell that draws it."""
        lines = token.content.split("\n")
        if lines[0] != "---":
            return
        end = lines.index("---", 1)
        header = yaml.safe_load("\n".join(lines[1:end]))
        figure = header.get("mystnb", {}).get("figure", {})
        if "caption" not in figure:
            return

        def write(texts):
            figure["caption"] = texts[0]
            return ["---", *_yaml(header), "---"]

        self._add(start + 1, start + end + 2, [(figure["caption"], "caption")], write)

    def _add(self, start, end, texts, write):
        texts = [(one_line(text), kind) for text, kind in texts]
        self.passages.append(Passage(start, end, texts, write))


def _listed(value):
    return value if isinstance(value, list) else [value]


def _yaml(data):
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    return text.rstrip("\n").split("\n")
