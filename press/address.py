"""
Where the book is: its repository, and the site, the wheel and Binder's link, which follow from it.

    .venv/bin/python -m press.address      # write them into README.md and CITATION.cff

_config.yml is the only place where the repository's address is kept; README.md and CITATION.cff
repeat it, because their readers have no build. tests/test_config.py says when they differ.
"""

import re
import sys
from typing import NamedTuple
from urllib.parse import quote, urlencode

import yaml

from press import ROOT

REPORT = ROOT / ".github" / "ISSUE_TEMPLATE" / "mistake.yml"  # a form of GitHub's
FILES = ("README.md", "CITATION.cff")
GITHUB = re.compile(r"https://github\.com/([^/]+)/([^/]+)")
# What follows is an owner and a name in each of these addresses.
BINDER = re.compile(r"(https://mybinder\.org/v2/gh/)[\w.-]+/[\w.-]+/[\w./-]+(?=\?)")
REPOSITORY = re.compile(r"(?<=repository-code: )\S+")
SITE = re.compile(r"https://[\w.-]+\.github\.io/[\w.-]*/?")


class Address(NamedTuple):
    """A book's addresses."""

    repository: str
    branch: str
    site: str  # with a slash at its end; empty where nothing says it

    @property
    def name(self):
        """OWNER/NAME."""
        return "/".join(self.repository.split("/")[-2:])

    @property
    def package(self):
        """What pip installs the package from: the site's wheel, else the repository itself."""
        return f"{self.site}wheels/{wheel_name()}" if self.site else f"git+{self.repository}"

    def binder(self, notebook, host="https://mybinder.org"):
        """Address that opens a notebook on Binder, or None where the repository is elsewhere."""
        if not GITHUB.fullmatch(self.repository):
            return None
        return f"{host.rstrip('/')}/v2/gh/{self.name}/{self.branch}?urlpath=lab/tree/{notebook}"

    def report(self, title, page):
        """
        Address of the form that reports a mistake, or None where the repository is elsewhere.

        The address fills fields of the form, each by its id; a script adds `section`. GitHub fills
        so only what is typed into, no list to choose from.
        """
        if not GITHUB.fullmatch(self.repository):
            return None
        filled = {"template": REPORT.name, "title": title, "page": page}
        return f"{self.repository}/issues/new?{urlencode(filled, quote_via=quote)}"


def find_address(repository, branch="", baseurl=""):
    """
    The addresses of a book in a repository: its site is `baseurl`, or else GitHub Pages'.

    A repository called OWNER.github.io has its site at that very address, any other below it. Of
    a repository that is not on GitHub only `baseurl` can say where its site is.
    """
    repository = repository.rstrip("/").removesuffix(".git")
    site = baseurl.rstrip("/")
    found = GITHUB.fullmatch(repository)
    if not site and found:
        owner, name = found[1].lower(), found[2].lower()
        site = f"https://{owner}.github.io"
        if name != f"{owner}.github.io":
            site += f"/{found[2]}"
    return Address(repository, branch or "main", f"{site}/" if site else "")


def address_of(config):
    """The addresses that follow from the settings of the book."""
    repository, html = config["repository"], config.get("html") or {}
    return find_address(repository["url"], repository.get("branch"), html.get("baseurl") or "")


def rewrite(text, config):
    """`text` with its addresses as the settings have them; what they do not say stays."""
    address = address_of(config)
    text = REPOSITORY.sub(address.repository, text)
    if GITHUB.fullmatch(address.repository):
        text = BINDER.sub(rf"\g<1>{address.name}/{address.branch}", text)
    if address.site:
        text = SITE.sub(lambda found: found[0] if "YOUR-" in found[0] else address.site, text)
    return text


def load_config():
    """The settings of the book."""
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))


def wheel_name():
    """File name of the package's wheel, at its present version."""
    source = (ROOT / "asi_helpers" / "__init__.py").read_text("utf8")
    version = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)[1]
    return f"asi_helpers-{version}-py3-none-any.whl"


def main():
    """Rewrite the files; say which changed."""
    config = load_config()
    for name in FILES:
        path = ROOT / name
        text = path.read_text("utf8")
        new = rewrite(text, config)
        if new != text:
            path.write_text(new, "utf8")
            print(f"{name} now says {config['repository']['url']}")


if __name__ == "__main__":
    sys.exit(main())
