"""
Make a deck of slides of every chapter: _build/slides/NN-name.html, each one file that needs no
other; those in other languages in folders beside.

    .venv/bin/python -m press.handouts.slides

A slide is a cell tagged `slideshow: {slide_type: slide}`; a heading alone stands above the next one.
reveal.js (reveal/) turns the pages; its keys: arrows, Escape for all slides, F for the full screen.
"""

import re
import sys
from pathlib import Path

from bs4 import BeautifulSoup

from press import ROOT
from press.chapter import find_chapters
from press.editions import edition_folder
from press.handouts import fragments
from press.messages.translated import run_in_translations
from press.notebooks import executed
from press.sources import book_root
from press.words import language

TARGET = book_root(ROOT) / "_build" / "slides" / edition_folder(language())
REVEAL = Path(__file__).resolve().parent / "reveal"
STYLE = """
:root { --asi-a: #0072b2; --asi-b: #c4511d; }
body { background: #fff; }
.reveal { font: 34px/1.4 system-ui, "Segoe UI", sans-serif; color: #14181d; }
.reveal .slides { text-align: left; }
.reveal .slides section { padding: 24px 32px; box-sizing: border-box; }
.reveal h1 { font-size: 1.9em; line-height: 1.15; margin: 0 0 .6em; font-weight: 700; }
.reveal h2, .reveal h3 { font-size: 1.35em; line-height: 1.2; margin: 0 0 .6em; font-weight: 700; }
.reveal p { margin: 0 0 .7em; }
.reveal ul, .reveal ol { margin: 0 0 .6em 1.2em; display: block; }
.reveal li { margin-bottom: .35em; }
.reveal strong { font-weight: 700; }
.reveal em { font-style: italic; }
.reveal svg { display: block; width: 100% !important; height: 640px !important; max-width: 100% !important; }
.reveal section.with-text svg { height: 520px !important; }
.reveal .asi-quiz, .reveal .asi-quiz * { max-width: none; }
.reveal aside.admonition, .reveal .admonition { border-left: 8px solid #1b6e4b; padding: .3em 1em; background: #eef6f2; }
.reveal .admonition-title { font-weight: 700; }
.reveal table { border-collapse: collapse; }
.reveal th, .reveal td { border-bottom: 2px solid #999; padding: .2em .7em; }
.reveal details.asi-numbers, .reveal .asi-explorer form { display: none; }
.reveal summary { cursor: pointer; padding: .25em .6em; border: 2px solid #777; border-radius: 8px; margin: .25em 0; min-height: 0; }
.reveal fieldset { border: 0; margin: 0; padding: 0; }
"""
SCRIPT = """
function fit(section) {
  if (!section) return;
  for (let size = 100; size >= 40; size -= 4) {
    section.style.fontSize = size + "%";
    document.documentElement.style.fontSize = 0.28 * size + "px";  // quizzes are measured in rem
    if (section.scrollHeight <= 720 && section.scrollWidth <= section.clientWidth + 1) return;
  }
}
Reveal.on("ready", event => fit(event.currentSlide));
Reveal.on("slidechanged", event => fit(event.currentSlide));
document.addEventListener("toggle", () => fit(Reveal.getCurrentSlide()), true);
Reveal.initialize({width: 1280, height: 720, margin: 0.02, center: false, hash: true, slideNumber: "c/t",
  transition: "none", disableLayout: false});
"""


def slide_type(cell):
    """How a cell is tagged, or None."""
    return cell.metadata.get("slideshow", {}).get("slide_type")


def split_vote(shown):
    """A vote's questions, each on a slide of its own; any other output as it is."""
    soup = BeautifulSoup(shown, "html.parser")
    questions = soup.select(".asi-question")
    if not questions:
        return [shown]
    return [f'<div class="asi-quiz" data-key="slides">{question}</div>' for question in questions]


def slides_of(notebook):
    """HTML of each slide of an executed chapter."""
    slides, heading = [], ""
    for cell in notebook.cells:
        if slide_type(cell) not in ("slide", "subslide"):
            continue
        if cell.cell_type == "markdown":
            if re.fullmatch(r"#+ .+", cell.source.strip()):
                heading = fragments.to_html(cell.source)
                continue
            slides.append(heading + fragments.to_html(cell.source))
        else:
            slides += [heading + shown for shown in split_vote(fragments.output_html(cell))]
        heading = ""
    return [slide for slide in slides if slide.strip()]


def deck(chapter):
    """A chapter's deck, as one page."""
    notebook = executed(chapter.path)
    sections = "\n".join(
        f'<section class="{"with-text" if "<h2" in slide else "plain"}">{slide}</section>'
        for slide in slides_of(notebook)
    )
    script = (REVEAL / "reveal.js").read_text("utf8").replace("</script", "<\\/script")
    style = "".join((REVEAL / name).read_text("utf8") for name in ("reset.css", "reveal.css"))
    style += (ROOT / "asi_helpers" / "book" / "static" / "asi.css").read_text("utf8") + STYLE
    body = (
        f'<div class="reveal"><div class="slides">\n{sections}\n</div></div>\n'
        f"<script>{script}</script>\n<script>{SCRIPT}</script>"
    )
    return fragments.page(chapter.title, body, style)


def main(target=TARGET):
    """Write the decks; return their paths."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for chapter in find_chapters(ROOT).values():
        path = target / f"{chapter.path.stem}.html"
        path.write_text(deck(chapter), "utf8")
        written.append(path)
    print(f"{len(written)} decks of slides in {target}")
    return written


if __name__ == "__main__":
    main()
    sys.exit(run_in_translations("press.handouts.slides"))
