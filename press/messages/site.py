"""Every message that the site itself says: what Babel finds in press, templates included."""

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir

from press import ROOT

PRESS = ROOT / "press"
METHODS = [("**.html", "jinja2"), ("**.py", "python")]
# Babel takes "79.4% of" and {gaps} for format strings of other kinds, and would check them as such.
FORMATS = {"python-format", "python-brace-format"}


def extract():
    """
    The messages, as a catalogue without translations.

    No line numbers: a catalogue changes only where a message does. A message says in which files
    it is, in the order in which they are read.
    """
    catalog = Catalog(project="Right Way Up", charset="utf-8")
    found = extract_from_dir(PRESS, METHODS, comment_tags=["Translators:"], strip_comment_tags=True)
    for name, _line, message, comments, _context in sorted(found, key=lambda each: each[:2]):
        catalog.add(message, locations=[(f"press/{name}", None)], auto_comments=comments)
    for message in catalog:
        message.flags -= FORMATS
    return catalog
