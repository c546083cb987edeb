"""
Ask every other site that the built book links to whether the page is still there.

    .venv/bin/python -m press.links

Answers that mean "not to a program" (401, 403, 405, 429, 999) pass: publishers give them to
everybody but a browser. Addresses that only exist once the book is published are left out.
"""

import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from bs4 import BeautifulSoup

from press import ROOT
from press.address import address_of, load_config

SITE = ROOT / "_build" / "html"
GUARDED = {401, 403, 405, 406, 429, 999}
ASK_AGAIN = 3


def outside_links(site, own=()):
    """{address: first page that links to it} of links to other sites."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        if page.relative_to(site).parts[0] == "lite":
            continue
        soup = BeautifulSoup(page.read_text("utf8"), "html.parser")
        for link in soup.select("a[href^='http']"):
            address = link["href"].partition("#")[0]
            if not address.startswith(own):
                found.setdefault(address, page.relative_to(site).as_posix())
    return found


def problem(address, pause=5):
    """What is wrong with an address, or None."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    for attempt in range(ASK_AGAIN):
        if attempt:
            time.sleep(pause)
        try:
            with urllib.request.urlopen(request, timeout=30):
                return None
        except urllib.error.HTTPError as error:
            if error.code in GUARDED:
                return None
            last = f"{error.code} {error.reason}"
        except OSError as error:
            last = str(error)
    return last


def main():
    """Check; return an exit code."""
    address = address_of(load_config())
    own = (address.repository, address.site, "https://mybinder.org/v2/")
    links = outside_links(SITE, tuple(filter(None, own)))
    if not links:
        print("No link to another site was found: is the book built?", file=sys.stderr)
        return 1
    with ThreadPoolExecutor(8) as pool:
        broken = {
            address: what
            for address, what in zip(links, pool.map(problem, links), strict=True)
            if what
        }
    for address, what in broken.items():
        print(f"{links[address]}: {address}: {what}", file=sys.stderr)
    print(f"{len(links) - len(broken)} of {len(links)} links to other sites answer")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
