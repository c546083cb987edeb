"""
Cut the two fonts of the site down to the characters that the book uses.

    python -m press.theme.fonts SourceSans3VF-Upright.ttf texgyretermes-math.otf

The first is Adobe's variable font (npm package source-sans, folder VF), the second lies in Debian's
fonts-texgyre-math. Needed again only when the text or a formula takes on a new character:
tests/site/test_site.py says which.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent / "static" / "fonts"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
TEXT = (
    ASCII
    + "\u00a0£§©«°±²³µ·¹»½×ÄÉÖÜàáâäãåæçèéêëìíîïñóôõöøùúûüÿ÷łć‐‑‒–—‘’‚“”„•…‰′"
    + "⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉←↑→↓−≈≠≤≥√∞αβκμφχ"
)
ITALIC = "".join(map(chr, range(0x1D434, 0x1D468))) + "ℎ"  # the h of the range above stands here
GREEK = "ΔΣΦαβγδεθκλμνπρστφχω𝛼𝛽𝜃𝜅𝜆𝜇𝜋𝜌𝜎𝜑𝜒𝜙"
MATH = (
    ASCII + ITALIC + GREEK + "±·×÷−√∑∞∣∥≈≠≤≥∝∈⋅…⋯′→⇒∧∨∩∪∼¯^ˆ‾\u0302\u0304\u0305\u200b\u2061\u2062"
)


def write(font, characters, target, name, features):
    """Write the part of `font` that draws `characters`, under another name, as its licence asks."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=features)
    options.name_IDs = [1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = name.replace(" ", "") if record.nameID == 6 else name
    font.flavor = "woff2"
    font.save(target)
    print(f"{target.name}: {target.stat().st_size / 1024:.1f} KiB")


def main(sans, math):
    """Write both fonts."""
    kept = BytesIO()  # the subsetter needs a font that has been saved once
    instantiateVariableFont(TTFont(sans), {"wght": (400, 700)}).save(kept)
    kept.seek(0)
    write(TTFont(kept), TEXT, FONTS / "book-sans.woff2", "Book Sans", ["kern", "tnum"])
    write(TTFont(math), MATH, FONTS / "book-math.woff2", "Book Math", [])


if __name__ == "__main__":
    main(*sys.argv[1:])
