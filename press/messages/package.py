"""Every message that the package says, and the compiled catalogues that it reads when it runs."""

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from press import ROOT

PACKAGE = ROOT / "asi_helpers"
KEYWORDS = {"_": None, "lazy_gettext": None, "lazy_pgettext": ((1, "c"), 2)}
# Babel takes "79.4% of" and {gaps} for format strings of other kinds, and would check them as such.
FORMATS = {"python-format", "python-brace-format"}


def extract():
    """
    Find the messages of the package.

    Returns
    -------
    babel.messages.catalog.Catalog
        Without translations and line numbers, in the order of the files and of their lines.
    """
    catalogue = Catalog(charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        found = extract_from_file(
            "python",
            path,
            keywords=KEYWORDS,
            comment_tags=["Translators:"],
            strip_comment_tags=True,
        )
        for _line, message, comments, context in found:
            place = [(name, None)]
            catalogue.add(message, locations=place, auto_comments=comments, context=context)
    for message in catalogue:
        message.flags -= FORMATS
    return catalogue


class _Compiled(Catalog):
    """A catalogue whose header does not say when, and with which Babel, it was made."""

    mime_headers = (("Content-Type", "text/plain; charset=utf-8"),)


def compile_catalogue(po_path, mo_path):
    """
    Compile a catalogue for the package; the same catalogue gives the same bytes.

    What is fuzzy or not translated is left out: it is said in English.

    Parameters
    ----------
    po_path : Path
        What translators write.
    mo_path : Path
        What gettext reads; its folder is made.
    """
    with po_path.open("rb") as file:
        messages = read_po(file)
    compiled = _Compiled(fuzzy=False)
    for message in messages:
        if message.id and message.string and not message.fuzzy:
            compiled.add(message.id, message.string, context=message.context)
    mo_path.parent.mkdir(parents=True, exist_ok=True)
    with mo_path.open("wb") as file:
        write_mo(file, compiled)
