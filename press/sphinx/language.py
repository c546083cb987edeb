"""
What an edition in another language than English needs of Sphinx: the words that Sphinx and its
extensions say by themselves, quotation marks, docstrings marked as English.
"""

from dataclasses import dataclass, field
from gettext import NullTranslations

import sphinx.locale
from docutils import nodes
from docutils.utils.smartquotes import smartchars
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.template import FieldIsMissing, join, node, sentence
from sphinx import addnodes
from sphinx.ext.autosummary import autosummary_table
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_style
from sphinxcontrib.bibtex.style.referencing import PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from press import plain, words
from press.words import gettext as _
from press.words import mark as N_

QUOTES = {"id": "“”‘’"}
# What Sphinx says on a page of this book; its own catalogues have holes.
OF_SPHINX = {
    N_("Link to this heading"),
    N_("Link to this image"),
    N_("Link to this table"),
    N_("Link to this term"),
    N_("Link to this definition"),
    N_("Note"),
    N_("Warning"),
}


class WordsOfTheBook(NullTranslations):
    """What Sphinx says in the words of the book's catalogue, all else as Sphinx says it."""

    def gettext(self, message):
        if message in OF_SPHINX and _(message) != message:
            return _(message)
        return super().gettext(message)


# -- sources -----------------------------------------------------------------------------------


def _authors_words():
    """How names follow one another: between two, before the last of several, in place of others."""
    return {
        "sep2": _("{author} and {other}").format(author="", other=""),
        "last_sep": _("{authors}, and {last}").format(authors="", last=""),
        "other": _("{author} et al.").format(author=""),
    }


@dataclass
class AuthorsAndYear(AuthorYearReferenceStyle):
    """A source in the text: its authors and its year."""

    person: PersonStyle = field(default_factory=lambda: PersonStyle(**_authors_words()))


class ListedSource(PlainStyle):
    """A source in the list of sources."""

    def format_names(self, role, as_sentence=True):
        text = _listed_names(role)
        return sentence[text] if as_sentence else text


@node
def _listed_names(children, context, role):
    """Names one after another; BibTeX's "others" is no name."""
    try:
        persons = context["entry"].persons[role]
    except KeyError:
        raise FieldIsMissing(role, context["entry"]) from None
    said, style = _authors_words(), context["style"]
    is_cut = str(persons[-1]) == "others"
    listed = persons[:-1] if is_cut else persons
    shown = [style.format_name(person, style.abbreviate_names) for person in listed]
    if is_cut:
        return join[join(sep=", ")[shown], said["other"]].format_data(context)
    between = {"sep2": said["sep2"], "last_sep": said["last_sep"]}
    return join(sep=", ", **between)[shown].format_data(context)


# -- docstrings --------------------------------------------------------------------------------


def mark_docstrings(app, doctree, docname):
    """Mark what functions say of themselves as English, which docstrings are in every edition."""
    for described in doctree.findall(addnodes.desc):
        if not isinstance(described.parent, addnodes.desc_content):
            described["classes"].append(f"language-{words.ENGLISH}")
    for summary in doctree.findall(autosummary_table):
        for table in summary.findall(nodes.table):
            table["classes"].append(f"language-{words.ENGLISH}")


# -- settings ----------------------------------------------------------------------------------


def _speak(app, config):
    config.nb_code_prompt_show = _("Show the code")
    config.nb_code_prompt_hide = _("Hide the code")
    config.numfig_format = {**config.numfig_format, "figure": plain.figure_number("%s")}
    config.bibtex_reference_style = "book_author_year"
    config.bibtex_default_style = "book_plain"


def setup(app):
    language = words.language()
    if language != words.ENGLISH:
        if language in QUOTES:
            smartchars.quotes[language] = QUOTES[language]
        own = WordsOfTheBook()
        key = ("general", "sphinx")
        own.add_fallback(sphinx.locale.translators[key])
        sphinx.locale.translators[key] = own
        register_reference_style(
            "sphinxcontrib.bibtex.style.referencing", "book_author_year", AuthorsAndYear
        )
        register_plugin("pybtex.style.formatting", "book_plain", ListedSource)
        app.connect("config-inited", _speak, priority=400)
        app.connect("doctree-resolved", mark_docstrings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
