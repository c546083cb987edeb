"""
Write the repository's address from _config.yml into the files that GitHub shows.

    .venv/bin/python -m press.address

_config.yml is the only place where the address is kept; README.md and CITATION.cff repeat it,
because their readers have no build. tests/test_config.py says when they differ.
"""

import re
import sys

import yaml

from press import ROOT

FILES = ("README.md", "CITATION.cff")
# What follows is an owner and a name in each of these addresses.
BINDER = re.compile(r"(https://mybinder\.org/v2/gh/)[\w.-]+/[\w.-]+/[\w./-]+(?=\?)")
REPOSITORY = re.compile(r"(?<=repository-code: )\S+")
SITE = re.compile(r"https://[\w.-]+\.github\.io/[\w.-]*/?")


def load_config():
    """The settings of the book."""
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))


def addresses(config):
    """(repository, owner/name, branch, site) out of the settings of the book."""
    repository = config["repository"]["url"].removesuffix(".git").rstrip("/")
    owner, name = repository.split("/")[-2:]
    branch = config["repository"].get("branch", "main")
    own_site = config.get("html", {}).get("baseurl")
    return (
        repository,
        f"{owner}/{name}",
        branch,
        own_site or f"https://{owner.lower()}.github.io/{name}/",
    )


def rewrite(text, config):
    """`text` with its addresses as the settings have them."""
    repository, name, branch, site = addresses(config)
    text = BINDER.sub(rf"\g<1>{name}/{branch}", text)
    text = REPOSITORY.sub(repository, text)
    return SITE.sub(lambda found: found[0] if "YOUR-" in found[0] else site, text)


def wheel_name():
    """File name of the package's wheel, at its present version."""
    source = (ROOT / "asi_helpers" / "__init__.py").read_text("utf8")
    version = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)[1]
    return f"asi_helpers-{version}-py3-none-any.whl"


def wheel_address(config):
    """Where the published site keeps the package's wheel."""
    return f"{addresses(config)[-1].rstrip('/')}/wheels/{wheel_name()}"


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
