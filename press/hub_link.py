"""
Print the links that bring the notebooks to a student's folder on a JupyterHub and open a chapter.

    python -m press.hub_link https://hub.example.edu                  # every chapter and language
    python -m press.hub_link https://hub.example.edu --language id    # those in one language
    python -m press.hub_link https://hub.example.edu chapters/08-upside-down-odds-ratio.ipynb

The links are nbgitpuller's: https://nbgitpuller.readthedocs.io/en/latest/topic/url-options.html
The page "Running a class" has a form for them; its script, press/theme/static/hub-links.js, makes
the same links and is held to these by a test.
"""

import argparse
import re
import sys
from urllib.parse import urlencode

from press import ROOT
from press.address import address_of, load_config
from press.chapter import find_chapters
from press.editions import edition_folder, languages

BRANCH = "notebooks"  # .github/workflows/publish.yml writes it
# With http(s):// any host; without, one with a dot, so that a slip is no address.
HUB = re.compile(
    r"(?:(https?)://([a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?)"
    r"|([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?))(/[^?#\s]*)?(?:[?#].*)?",
    re.IGNORECASE | re.ASCII,
)
# Where a notebook can be opened as well, and no link of nbgitpuller leads anywhere.
NO_HUB = re.compile(
    r"(?:.+\.)?(?:mybinder\.org|github\.(?:com|io)|google\.com)(?::\d+)?", re.IGNORECASE
)
# What a hub shows behind its own address: teachers copy the address of the page where they are.
PAGE_OF_HUB = re.compile(
    r"/(?:hub(?:/(?:home|log(?:in|out)|signup|spawn|token|admin|user|oauth_login|change-password"
    r"|authorize|groups|error)\b.*)?|(?:user|user-redirect|services)(?:/.*)?)/?$",
    re.ASCII,
)


def hub_address(typed):
    """
    The address of a hub, as somebody types or copies it, without a slash at its end.

    Raises
    ------
    ValueError
        If it is no address.

    Examples
    --------
    >>> hub_address(" hub.example.edu/ ")
    'https://hub.example.edu'
    >>> hub_address("https://example.ac.id/jupyter/hub/login?next=%2Fhub%2F")
    'https://example.ac.id/jupyter'
    """
    found = HUB.fullmatch(typed.strip())
    if not found or NO_HUB.fullmatch(found[2] or found[3]):
        raise ValueError(
            f"{typed.strip()!r} is no address of a hub. It looks like https://hub.example.edu"
        )
    scheme, host = found[1] or "https", found[2] or found[3]
    return f"{scheme.lower()}://{host.lower()}{PAGE_OF_HUB.sub('', found[4] or '').rstrip('/')}"


def hub_link(hub, notebook, config):
    """
    The nbgitpuller link for one notebook of the configured repository.

    Parameters
    ----------
    hub : str
        The address of the hub, as `hub_address` takes it.
    notebook : str
        Its path in the branch, such as "id/chapters/05-chi-square.ipynb".
    config : dict
        The settings of the book.

    Examples
    --------
    >>> settings = {"repository": {"url": "https://github.com/ana/book"}}
    >>> hub_link("https://hub.example.edu", "index.ipynb", settings).split("?")[0]
    'https://hub.example.edu/hub/user-redirect/git-pull'
    """
    repository = address_of(config).repository
    folder = repository.split("/")[-1]  # nbgitpuller copies the repository into it
    query = urlencode(
        {"repo": repository, "branch": BRANCH, "urlpath": f"lab/tree/{folder}/{notebook}"}
    )
    return f"{hub_address(hub)}/hub/user-redirect/git-pull?{query}"


def hub_links(hub, config, language, root=ROOT):
    """
    The links of all chapters in a language: {number of a chapter: link}.

    Parameters
    ----------
    hub : str
        The address of the hub.
    config : dict
        The settings of the book.
    language : str
        Its code, such as "id".
    root : Path, optional
        Where the book lies.
    """
    return {
        number: hub_link(hub, notebook_path(chapter.path.stem, language), config)
        for number, chapter in find_chapters(root).items()
    }


def notebook_path(name, language):
    """
    Where the notebook of a chapter lies in the branch.

    Examples
    --------
    >>> notebook_path("05-chi-square", "id")
    'id/chapters/05-chi-square.ipynb'
    """
    return f"{edition_folder(language)}chapters/{name}.ipynb"


def main(arguments=None):
    """Print links; return an exit code."""
    known = languages()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("hub", help="address of the hub")
    parser.add_argument("notebook", nargs="?", help="one notebook alone, by its path in the branch")
    parser.add_argument("--language", choices=known, help="one language alone")
    options = parser.parse_args(arguments)
    config = load_config()
    try:
        if options.notebook:
            print(hub_link(options.hub, options.notebook, config))
            return 0
        for code in [options.language] if options.language else known:
            print(f"{known[code]}\n")
            for number, link in hub_links(options.hub, config, code).items():
                print(f"{number}  {link}")
            print()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
