"""
Collect the notebooks of all languages for class hubs, as they lie in the branch that links name.

    python -m press.hub_notebooks notebooks     # a new folder: index.ipynb, chapters/, id/...

The book must be built: its notebooks are then there. Each says at its beginning which language
it speaks, so that English and Indonesian chapters work side by side on a hub, whatever
ASI_LANGUAGE says there.
"""

import re
import sys
from pathlib import Path

import nbformat

from press import ROOT
from press.editions import edition_folder, find_editions, languages
from press.notebooks import find_pages
from press.words import ENGLISH

INSTRUCTOR = "instructor"
IMPORT = re.compile(r"^import asi_helpers as asi$", re.MULTILINE)
GUARDED = re.compile(
    r"^try:\n    import asi_helpers as asi\nexcept ModuleNotFoundError:\n(?: .*\n)+", re.MULTILINE
)


def built_in(language, root=ROOT):
    """The folder in which the book of a language was built."""
    return root if language == ENGLISH else root / "_build" / language


def in_its_language(source, language):
    """
    The code of a cell that imports the package, with the line that says the language.

    Examples
    --------
    >>> print(in_its_language("import asi_helpers as asi", "en"))
    import asi_helpers as asi
    asi.set_language("en")
    """
    line = f'asi.set_language("{language}")'
    if line in source:
        return source
    source = GUARDED.sub(rf"\g<0>{line}\n", source + "\n", count=1)[:-1]
    return IMPORT.sub(rf"\g<0>\n{line}", source, count=1)


def notebook_for_hub(path, language):
    """A built notebook as text, with the line that says its language."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = in_its_language(cell.source, language)
    return nbformat.writes(notebook) + "\n"


def collect(target, root=ROOT):
    """
    Write the notebooks of all languages into a new folder; return their paths in it.

    Parameters
    ----------
    target : Path
        A folder that is not there yet, or is empty.
    root : Path, optional
        Where the book lies and was built.

    Raises
    ------
    FileExistsError
        If something is in the folder: what is no longer in the book would stay there.
    FileNotFoundError
        If a notebook was not built.
    """
    target = Path(target)
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty. Name a new folder, or empty it first.")
    pages = [path.relative_to(root).with_suffix(".ipynb") for path in find_pages(root)]
    # students get them: lesson plans have the answers
    pages = [page for page in pages if page.parent.name != INSTRUCTOR]
    texts = {}
    for edition in find_editions(languages(root)):
        for page in pages:
            path = built_in(edition.code, root) / page
            if not path.is_file():
                raise FileNotFoundError(f"There is no {path.relative_to(root)}. Run: make book")
            name = edition_folder(edition.code) + page.as_posix()
            texts[name] = notebook_for_hub(path, edition.code)
    for name, text in texts.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, "utf8")
    return list(texts)


def main(arguments):
    """Collect; return an exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        names = collect(Path(arguments[0]))
    except (FileExistsError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(names)} notebooks in {arguments[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
