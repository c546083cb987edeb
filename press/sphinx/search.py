"""
The search of the site: what its pages say, section by section, as scripts that search.html loads.

Scripts, since a page that was opened from a folder may fetch nothing. `index.js` holds the
headings and which word stands in which section, and is all that a first answer needs; the text of a
page, from which a result takes its line of context, is a file of its own and is loaded when a
result of that page is shown. press/theme/static/search.js reads both; the words of a query are cut
there as `words` cuts them here.

What stands in a fold (code, answers of quizzes and exercises) is not searched: the line of context
would tell an answer to who did not ask for it.
"""

import csv
import json
import re
import shutil
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import yaml

from press.sphinx import glossary

SETTINGS = Path(__file__).with_suffix(".yml")
FOLDER = Path("_static") / "search"
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEADINGS = {"h1", "h2", "h3"}
# Nothing of these is text of the page.
LEFT_OUT = {"annotation", "button", "details", "form", "nav", "noscript", "script", "style", "svg"}
LEFT_OUT |= {"template"}
LEFT_OUT_CLASSES = {"cell_input", "headerlink", "toctree-wrapper", "visually-hidden"}
# A word goes on through these.
INLINE = {"a", "abbr", "b", "code", "data", "em", "i", "mark", "mi", "mn", "mo", "mtext", "small"}
INLINE |= {"span", "strong", "sub", "sup", "wbr"}
FOUR_CELLS = re.compile(r"\b(\d)\s*[x×]\s*(\d)\b")
BARE_DECIMAL = re.compile(r"(^|[^\w])[.,](?=\d)")
WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
IN_BRACKETS = re.compile(r"\(([^)]*)\)")


@cache
def settings():
    """What search.yml says."""
    return yaml.safe_load(SETTINGS.read_text("utf8"))


@cache
def small_words():
    """Words that are not searched."""
    return frozenset(settings()["small"].split())


# -- words -----------------------------------------------------------------------------------------


def words(text):
    """
    The words of a text as they are searched.

    Small letters without accents; 0,029 as 0.029; 2 × 2 as 2x2; not the small words, unless in
    capitals.
    """
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = FOUR_CELLS.sub(r"\1x\2", text)
    text = BARE_DECIMAL.sub(r"\g<1>0.", text)
    found = []
    for word in WORD.findall(text):
        plain = word.lower()
        if plain not in small_words() or (len(word) > 1 and word.isupper()):
            found.append(plain.replace(",", "."))
    return found


# -- sections --------------------------------------------------------------------------------------


@dataclass
class Section:
    """A part of a page that a result leads to."""

    id: str
    heading: str = ""
    text: str = ""


class _Reader(HTMLParser):
    """Cuts the article of a built page into sections."""

    def __init__(self):
        super().__init__()
        self.sections, self.section = [], Section("")
        self.open = []  # (tag, id, section to go back to after it, whether its text is left out)
        self.into_heading = None  # the tag whose text is a heading

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            self._add(" " if tag not in INLINE else "")
            return
        attributes = dict(attributes)
        classes = set((attributes.get("class") or "").split())
        if not self.open and tag != "article":
            return
        left_out = bool(
            (self.open and self.open[-1][3]) or tag in LEFT_OUT or classes & LEFT_OUT_CLASSES
        )
        before = self.section if tag in ("dl", "div") else None
        self.open.append((tag, attributes.get("id"), before, left_out))
        if left_out:
            return
        if tag in HEADINGS:
            self._begin(next((id for _, id, _, _ in reversed(self.open) if id), ""), tag)
        elif tag == "dt" and attributes.get("id"):
            self._begin_entry(attributes["id"])
        elif tag == "div" and "exercise" in classes:
            self._begin(attributes.get("id") or "", None)
        elif "admonition-title" in classes and not self.section.heading:
            self.into_heading = tag
        elif tag not in INLINE:
            self._add(" ")

    def _begin(self, id, into):
        self.section = Section(id)
        self.sections.append(self.section)
        self.into_heading = into

    def _begin_entry(self, id):
        if "." in id:  # of the package: its signature is text, its name the heading
            self._begin(id, None)
            self.section.heading = id
        elif self.open[-2][0] == "dl" and self._is_second_term:
            self.section.heading += " · "
            self.section.id = id  # the English term, whose place is the same in every language
            self.into_heading = "dt"
        else:
            self._begin(id, "dt")

    @property
    def _is_second_term(self):
        return self.section.id.startswith("term-") and not self.section.text.strip()

    def handle_endtag(self, tag):
        if not any(each[0] == tag for each in self.open):
            return
        while self.open:
            name, _, before, _ = self.open.pop()
            if before is not None:
                self.section = before
            if name == tag:
                break
        if tag == self.into_heading:
            self.into_heading = None
        elif tag not in INLINE:
            self._add(" ")

    def handle_data(self, data):
        if self.open and not self.open[-1][3]:
            self._add(data)

    def _add(self, text):
        if self.into_heading:
            self.section.heading += text
        else:
            self.section.text += text


def read_sections(page):
    """The sections of a built page, from its HTML; one that stands there twice is taken once."""
    reader = _Reader()
    reader.feed(page)
    found = {}
    for section in reader.sections:
        section.heading = " ".join(section.heading.split())
        section.text = " ".join(section.text.split())
        found.setdefault((section.heading, section.text), section)
    return [section for section in found.values() if section.heading]


# -- what means the same ---------------------------------------------------------------------------


def _said_ways(text):
    """The ways in which a cell of a list of terms says a term: "a (b); c" is three."""
    inner = IN_BRACKETS.findall(text)
    outer = IN_BRACKETS.sub("", text)
    return [way for part in [outer, *inner] for way in re.split("[;,]", part)]


def _pairs(root):
    for entry in glossary.load_entries(root / glossary.SOURCE):
        yield [entry["term"], *_said_ways(entry[glossary.OTHER])]
    for path in sorted((root / "locales").glob("*/terms.csv")):
        with path.open(encoding="utf8", newline="") as file:
            for english, other, *_ in list(csv.reader(file))[1:]:
                yield [IN_BRACKETS.sub("", english), *_said_ways(other)]


def find_synonyms(root, known):
    """
    Lists of phrases that mean the same, each as its words.

    Only what leads somewhere: a list has a phrase whose words all are `known`, and another.
    """
    found = {}
    for ways in [*settings()["same"], *_pairs(root)]:
        phrases = [tuple(words(way)) for way in ways]
        phrases = list(dict.fromkeys(phrase for phrase in phrases if phrase))
        if len(phrases) > 1 and any(set(phrase) <= known for phrase in phrases):
            found[tuple(phrases)] = [" ".join(phrase) for phrase in phrases]
    return list(found.values())


# -- the index -------------------------------------------------------------------------------------


def kind_of(name):
    """Which of the kinds of the settings a page is, from 1; 0 for those that come first."""
    for number, starts in enumerate(settings()["kinds"].values(), start=1):
        if name.startswith(tuple(starts)):
            return number
    return 0


def _base36(number):
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def _places(counts):
    """{section: how often} in few letters: steps from one to the next, and how often if twice."""
    last, said = 0, []
    for section in sorted(counts):
        often = counts[section]
        said.append(_base36(section - last) + (f"*{_base36(often)}" if often > 1 else ""))
        last = section
    return ",".join(said)


def make_index(pages, root):
    """
    The index of the pages, as search.js reads it.

    Parameters
    ----------
    pages : list of (str, str, list of Section)
        Of each page its name, its address, and its sections.
    root : pathlib.Path
        Folder of the sources, for the lists of terms.
    """
    places = ({}, {})  # of words in headings, in texts
    lengths = ([], [])
    listed = []
    for name, address, sections in pages:
        parts = [[part.id, part.heading] for part in sections]
        listed.append([address, kind_of(name), parts])
        for part in sections:
            number = len(lengths[0])
            for field, text in enumerate((part.heading, part.text)):
                counts = Counter(words(text))
                lengths[field].append(counts.total())
                for word, often in counts.items():
                    places[field].setdefault(word, {})[number] = often
    known = sorted(places[0].keys() | places[1].keys())
    return {
        "kinds": ["first", *settings()["kinds"]],
        "pages": listed,
        "lengths": lengths,
        "words": " ".join(known),
        "places": " ".join(
            ";".join(_places(field.get(word, {})) for field in places) for word in known
        ),
        "same": find_synonyms(root, set(known)),
        "small": " ".join(sorted(small_words())),
    }


def _as_script(target, value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{target}={text};\n"


def _write(app, error):
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    folder = out / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages = []
    for name in sorted(app.env.found_docs, key=lambda name: (kind_of(name), name)):
        if not {"noindex", "nosearch"} & app.env.metadata.get(name, {}).keys():
            address = app.builder.get_target_uri(name)
            # all pages, not those that this build wrote: most stand as an earlier build left them
            sections = read_sections((out / address).read_text("utf8"))
            again = settings()["again"]
            kept = [part for part in sections if f"{name}#{part.id}" not in again]
            if kept:
                pages.append((name, address, kept))
    index = _as_script("window.asiSearch", make_index(pages, Path(app.srcdir)))
    (folder / "index.js").write_text(index, "utf8")
    for number, (_name, _address, sections) in enumerate(pages):
        texts = _as_script(f"asiSearch.texts[{number}]", [part.text for part in sections])
        (folder / f"{number}.js").write_text(texts, "utf8")


def _no_other_search(app):
    # Sphinx's own index, which knows pages only
    app.builder.search = False
    (Path(app.outdir) / "searchindex.js").unlink(missing_ok=True)


def setup(app):
    app.connect("builder-inited", _no_other_search)
    app.connect("build-finished", _write, priority=950)  # after publish has cleared _static
    return {"parallel_read_safe": True, "parallel_write_safe": True}
