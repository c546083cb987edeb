"""
Photograph the built book: every page, wide and narrow, light and dark, and as printed.

    .venv/bin/python -m press.measure.screenshots                      # all of them
    .venv/bin/python -m press.measure.screenshots chapters/audit.html  # these

Pages are read from the folder, so that what works here works without a server.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from press import ROOT
from press.environment import find_browser

SIZES = {"wide": (1280, 900), "narrow": (360, 740)}
THEMES = ("light", "dark")


def photograph(browser, site, name, target):
    """Four pictures of one page, and one of its first printed sheet."""
    stem = name.removesuffix(".html").replace("/", "-")
    for size, (width, height) in SIZES.items():
        for theme in THEMES:
            viewport = {"width": width, "height": height}
            page = browser.new_page(viewport=viewport, color_scheme=theme)
            page.goto((site / name).as_uri())
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(150)  # scripts mark what scrolls, explorers show their controls
            page.screenshot(path=target / f"{stem}-{size}-{theme}.png", full_page=True)
            if (size, theme) == ("wide", "light"):
                page.pdf(path=target / f"{stem}.pdf", format="A4", prefer_css_page_size=True)
            page.close()


def main(arguments=None):
    """Photograph the pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("pages", nargs="*", help="pages, relative to the site (default: all)")
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    parser.add_argument("--to", type=Path, default=ROOT / "_build" / "screenshots")
    options = parser.parse_args(arguments)
    site = options.site.resolve()
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    pages = options.pages or [name for name in found if not name.startswith("lite/")]
    options.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for name in pages:
            photograph(browser, site, name, options.to)
            print(name, flush=True)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
