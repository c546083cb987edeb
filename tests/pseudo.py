"""
A language that nobody speaks: English with Greek vowels. A word of a page that still has a Latin
vowel comes from no catalogue.

Greek letters, because what makes addresses of headings folds accents away and would hide a fault.
"""

import re

from bs4 import BeautifulSoup, Comment

from press.messages import catalogues, package
from press.messages.check import GAP, TAG
from press.messages.myst import MARKUP

LANGUAGE = "el"
TITLE = "Right Way Up"  # the book's, in every language
VOWELS = str.maketrans("aeiouAEIOU", "αειουΑΕΙΟΥ")
TERM = re.compile(r"\{term\}`([^`<]+)`")
KEPT = re.compile("|".join(f"(?:{part.pattern})" for part in (MARKUP, GAP, TAG)))
TARGETED = re.compile(r"(?<=\{term\}`)[^`<]+(?= <)")
WORD = re.compile(r"[A-Za-z]*[aeiouAEIOU][A-Za-z]*")
# What is the same in every language, or in another one and marked as such.
SAME = (
    "script, style, template, code, pre, kbd, samp, math, head, .book-title, [lang],"
    " .citation, .bibtex-citation, a[href*='references.html#'], .asi-field-table a, [data-item],"
    " .text-size [aria-hidden],"  # the letter that shows a size
    " .letter,"  # of an answer
    " input[type=url]"  # with an address as an example
)
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label")


def pseudo(text):
    """A message in the language: its vowels are Greek, its markup is as it was."""
    text = TERM.sub(r"{term}`\1 <\1>`", text)
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(VOWELS), kept[0]]
        at = kept.end()
    text = "".join([*parts, text[at:].translate(VOWELS)])
    return TARGETED.sub(lambda words: words[0].translate(VOWELS), text)


def write_catalogues(root):
    """Write every catalogue of the book that lies in a folder in this language."""
    for name, catalogue in catalogues.templates(LANGUAGE).items():
        for message in catalogue:
            if message.id:
                message.string = pseudo(message.id)
        path = catalogues.path_of(name, LANGUAGE, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogues.as_bytes(catalogue))
        if catalogues.is_read_by_the_package(name):
            package.compile_catalogue(path, path.parent / catalogues.COMPILED / f"{name}.mo")


def unreached(html):
    """Words of a page that a reader sees or hears and no catalogue has reached."""
    soup = BeautifulSoup(html, "html.parser")
    texts = [soup.title.get_text()]
    description = soup.find("meta", attrs={"name": "description"})
    texts += [description["content"]] if description else []
    if soup.html["lang"] == LANGUAGE:
        soup.html.attrs.pop("lang")
    for part in soup.select(SAME):
        part.decompose()
    texts += [text for text in soup.find_all(string=True) if not isinstance(text, Comment)]
    for tag in soup.find_all(True):
        texts += [tag[name] for name in SPOKEN if name in tag.attrs]
    return sorted({word for text in texts for word in WORD.findall(text.replace(TITLE, ""))})
