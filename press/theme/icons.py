"""
Draw the icons of the home screen from static/favicon.svg: static/icon-192.png and its like.

    .venv/bin/python -m press.theme.icons

Run it again when the icon changes. It needs the environment that `make test` makes.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from press.environment import find_browser

STATIC = Path(__file__).resolve().parent / "static"
# name: pixels, whether its corners are filled, how much of it the drawing takes. A phone cuts a
# filled one to its own shape: nothing may lie outside a circle of four fifths of the width.
ICONS = {
    "icon-192.png": (192, False, 1),
    "icon-512.png": (512, False, 1),
    "icon-mask.png": (512, True, 0.8),
    "icon-touch.png": (180, True, 0.9),
}


def icon(drawing, filled, share):
    """The page that holds an icon, as wide as the window."""
    ground = "#12304a" if filled else "transparent"
    return f"""<!doctype html><style>
body {{ margin: 0; display: grid; place-items: center; height: 100vh; background: {ground} }}
svg {{ width: {share:.0%}; height: {share:.0%} }}
</style>{drawing}"""


def main():
    """Draw them in Chromium."""
    drawing = (STATIC / "favicon.svg").read_text("utf8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (size, filled, share) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(icon(drawing, filled, share))
            page.screenshot(path=STATIC / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
