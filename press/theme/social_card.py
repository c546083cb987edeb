"""
Draw the picture that other sites show beside a link to the book: static/social-card.png.

    .venv/bin/python -m press.theme.social_card

Run it again when the title of the book changes. It needs the environment that `make test` makes.
"""

import math
import sys
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

import asi_helpers as asi
from asi_helpers.language import format_number
from press import ROOT
from press.environment import find_browser
from press.words import gettext as _
from press.words import language

STATIC = Path(__file__).resolve().parent / "static"
WIDTH, HEIGHT = 1200, 630
TENS = (0.01, 0.1, 1, 10, 100)


def place(value):
    """Where a ratio stands on the log axis, in pixels from the left."""
    return 80 + (math.log10(value) + 2.2) / 4.4 * 1040


def card(title, printed, recomputed, mothers):
    """The card as HTML; `printed` and `recomputed` are (value, text)."""
    ticks = "".join(
        f'<path d="M{place(ten):.0f} 142v16" stroke="#9fb3c4" stroke-width="3"/>'
        f'<text x="{place(ten):.0f}" y="196" fill="#9fb3c4" font-size="26">{name}</text>'
        for ten in TENS
        for name in [format_number(ten, max(0, -round(math.log10(ten))), language())]
    )
    marks = "".join(
        f'<circle cx="{place(value):.0f}" cy="150" r="17" fill="{colour}"/>'
        f'<text x="{place(value):.0f}" y="62" fill="{colour}" font-size="58" font-weight="700">'
        f"{text}</text>"
        f'<text x="{place(value):.0f}" y="102" fill="#dde6ee" font-size="26">{name}</text>'
        for (value, text), colour, name in (
            (printed, "#f0a35e", _("as printed")),
            (recomputed, "#56b4e9", _("recomputed")),
        )
    )
    font = (STATIC / "fonts" / "book-sans.woff2").as_uri()
    subtitle = _(
        "The same {mothers} mothers, the same table: one odds ratio upside down, one the right way"
        " up."
    ).format(mothers=mothers)
    return f"""<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Card; src: url({font}); font-weight: 400 700 }}
body {{ margin: 0; width: {WIDTH}px; height: {HEIGHT}px; box-sizing: border-box; padding: 70px 0 0;
  background: #12304a; color: #fff; font-family: Card }}
h1 {{ margin: 0 80px 14px; font-size: 84px; line-height: 1; letter-spacing: -.02em }}
p {{ margin: 0 80px 60px; font-size: 33px; line-height: 1.35; color: #dde6ee; max-width: 960px }}
</style><h1>{title}</h1><p>{subtitle}</p>
<svg width="{WIDTH}" height="230" text-anchor="middle">
<path d="M60 150H1140" stroke="#9fb3c4" stroke-width="3"/>{ticks}{marks}</svg>"""


def main():
    """Draw the card in Chromium and keep it as a PNG."""
    title = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))["title"]
    table = asi.load_table("knowledge")
    rows = asi.load_dataset("printed_results")
    row = rows[(rows["table"] == "knowledge") & (rows["quantity"] == "por")].iloc[0]
    recomputed = asi.prevalence_odds_ratio(table).value
    page_file = ROOT / "_build" / "social-card.html"
    page_file.parent.mkdir(exist_ok=True)
    html = card(
        title,
        (row["value"], format_number(row["value"], 3, language())),
        (recomputed, format_number(recomputed, 1, language())),
        table.n,
    )
    page_file.write_text(html, "utf8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=STATIC / "social-card.png")
        browser.close()
    page_file.unlink()


if __name__ == "__main__":
    sys.exit(main())
