"""
Print how hard each page of prose is to read: US school grade by Flesch and Kincaid, and Flesch's
reading ease. The book aims at about grade 10.

    python -m press.measure.readability              # chapters and instructor guide
    python -m press.measure.readability --hardest 5  # and the hardest sentences of each

Only running text counts: no code, tables, headings, directives' options or formulas.
"""

import argparse
import re

import textstat

from press import ROOT, notebooks
from press.chapter import MARKED, chapter_files

AIM = 10
DROPPED = [
    (
        r"^(```+|~~~+)\{?(?:math|raw|code|list-table|python|text)[\s\S]*?^\1\s*$",
        "",
    ),  # blocks without prose
    (r"\$\$[\s\S]*?\$\$", ""),
    (r"^(?::{3,}|`{3,}).*$", ""),  # fences of boxes; what is inside stays
    (r"^:[\w-]+:.*$", ""),  # options
    (r"^\|.*$", ""),  # tables
    (r"^#+ .*$", ""),
    (r"^\+\+\+.*$", ""),
    (r"^\(?[\w-]+\)=$", ""),
    (MARKED.pattern, "that"),
    (r"\{cite:t\}`[^`]*`", "Smith and others"),
    (r"\{cite:p\}`[^`]*`", ""),
    (r"\{glue:text\}`[^`]*`", "27"),
    (r"\{[\w:-]+\}`([^`<]*?)\s*(?:<[^`]*>)?`", r"\1"),
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
    (r"\$[^$]*\$", "x"),
    (r"`([^`]*)`", r"\1"),
    (r"https?://\S+", ""),
    (r"[*_>]+", ""),
    (r"[√÷×=]", " "),
]


def prose(path):
    """The running text of a page, one paragraph a line."""
    cells = notebooks.read(path).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for pattern, replacement in DROPPED:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-]|\d+\.) )", text)
    paragraphs = [
        re.sub(r"^(?:[-]|\d+\.) ", "", " ".join(block.split())) for block in blocks if block.strip()
    ]
    return [end_with_stop(paragraph) for paragraph in paragraphs if len(paragraph.split()) > 3]


def end_with_stop(paragraph):
    """A point of a list is a sentence of its own, even when no full stop says so."""
    return paragraph if paragraph[-1] in ".?!" else paragraph.rstrip(":;, ") + "."


def measure(path):
    """(words, grade, reading ease) of a page."""
    text = "\n".join(prose(path))
    return (
        textstat.lexicon_count(text),
        textstat.flesch_kincaid_grade(text),
        textstat.flesch_reading_ease(text),
    )


def hardest(path, count):
    """The sentences with the highest grade, of those that are long enough to have one."""
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(prose(path)))
    sentences = [sentence for sentence in sentences if len(sentence.split()) > 8]
    return sorted(sentences, key=textstat.flesch_kincaid_grade, reverse=True)[:count]


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--hardest", type=int, default=0, help="show so many sentences of a page")
    options = parser.parse_args(arguments)
    print(f"{'page':<36} {'words':>6} {'grade':>6} {'ease':>6}")
    pages = [
        *chapter_files(ROOT),
        *sorted((ROOT / "chapters" / "instructor").glob("*.md")),
    ]
    for path in pages:
        words, grade, ease = measure(path)
        mark = "  above the aim" if grade > AIM + 1 else ""
        print(f"{path.stem:<36} {words:>6} {grade:>6.1f} {ease:>6.0f}{mark}")
        for sentence in hardest(path, options.hardest):
            print(f"    {textstat.flesch_kincaid_grade(sentence):.0f}: {sentence}")


if __name__ == "__main__":
    main()
