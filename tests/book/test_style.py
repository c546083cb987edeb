"""One style sheet: its colours are the book's, and it comes along where the book's own is not."""

import re
from pathlib import Path

import pytest

from asi_helpers.book.page.style import style

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "asi_helpers" / "book" / "static" / "asi.css").read_text(encoding="utf-8")
SITE = (ROOT / "press" / "theme" / "static" / "site.css").read_text(encoding="utf-8")
PARTS = re.findall(r"/\* ==== (\w+)", SHEET)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(")


def defined(rules):
    """Variables and their values."""
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", rules))


def rules(sheet, selector):
    """What stands between the braces of the first rule whose selector ends so."""
    return sheet.split(f"{selector} {{", 1)[1].split("}", 1)[0]


def palettes():
    """The palette away from the book, in its light and its dark form."""
    part = re.split(r"/\* ====", SHEET)[1]
    light, dark = re.findall(r"\) \{\n(.*?)\n\}", part, flags=re.DOTALL)
    return {"light": defined(light), "dark": defined(dark)}


def test_colours_stand_in_the_palette_only():
    palette, *others = re.split(r"/\* ====", SHEET)[1:]
    assert COLOUR.search(palette)
    assert [line for part in others for line in part.splitlines() if COLOUR.search(line)] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_palette_is_that_of_the_site(theme):
    site = defined(rules(SITE, f"html[data-theme={theme}]"))
    colours = {name: value for name, value in palettes()[theme].items() if COLOUR.match(value)}
    assert len(colours) > 10
    assert colours == {name: site[name] for name in colours}


def test_every_variable_has_a_value_on_the_site_and_away_from_it():
    used = set(re.findall(r"var\((--(?!jp|vscode)[\w-]+)", SHEET))
    for theme in ("light", "dark"):
        known = defined(rules(SITE, ":root")) | defined(rules(SITE, f"html[data-theme={theme}]"))
        assert used <= set(known), theme
    away = palettes()
    assert used <= set(away["light"])
    changed = {name for name, value in away["light"].items() if COLOUR.match(value)}
    assert changed == set(away["dark"])


@pytest.mark.parametrize(
    ("part", "selector"),
    [
        ("explorers", ".asi-view"),
        ("quizzes", ".asi-answer"),
        ("audit", ".asi-verdict"),
        ("calculator", ".asi-counts"),
        ("writing", ".asi-rows"),
        ("widgets", ".widget-radio-box"),
    ],
)
def test_live_outputs_bring_the_palette_and_their_part(part, selector):
    shown = style(part)
    assert "--line-strong: #757d85" in shown
    assert selector in shown
    assert selector not in style()
    assert "/*" not in shown
    assert part in [name.lower() for name in PARTS]
