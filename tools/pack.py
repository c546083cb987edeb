"""
Zip what a teacher without internet needs: dist/right-way-up-instructor-pack.zip.

    .venv/bin/python tools/pack.py

Clean notebooks, the same executed to read, slides, worksheets without answers, the answer key, the
package's wheel, the offline book and a page that says where to begin.
"""

import re
import sys
from html import escape
from pathlib import Path

import handouts
import offline
import package_wheel
import slides

import asi_helpers as asi

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "html"
TARGET = ROOT / "dist" / "right-way-up-instructor-pack.zip"
FOLDER = "right-way-up-instructor-pack"
EXERCISE = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{exercise(?:-start)?\} ?(?P<title>[^\n]*)\n(?P<body>.*?)^(?P=fence)\s*$",
    re.DOTALL | re.MULTILINE,
)
SOLUTION = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{solution\} ?(?P<of>[^\n]*)\n(?P<body>.*?)^(?P=fence)\s*$",
    re.DOTALL | re.MULTILINE,
)
GATE = re.compile(
    r"^(?:(?::{3,}|`{3,})\{solution-(?:start\} ?(?=\S)|end\}))([^\n]*)\n(?:^:[\w-]+:.*\n)*^(?::{3,}|`{3,})[ ]*$",
    re.MULTILINE,
)
OPTION = re.compile(r"^:[\w-]+:.*\n", re.MULTILINE)
LABEL = re.compile(r"^:label: *(\S+)", re.MULTILINE)
STYLE = """
body { font: 12pt/1.5 system-ui, "Segoe UI", sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 1.6rem 0 .4rem; break-after: avoid; }
.lines { height: 9rem; background: repeating-linear-gradient(#fff 0 2.2rem, #888 2.2rem 2.25rem); print-color-adjust: exact; }
.name { border-bottom: 1px solid #111; padding-bottom: .2rem; }
.exercise { break-inside: avoid; } img, svg { max-width: 100%; }
table { border-collapse: collapse; } th, td { border: 1px solid #777; padding: .2rem .6rem; text-align: left; }
pre { background: #f3f3f3; padding: .6rem; white-space: pre-wrap; }
.admonition { border-left: 4px solid #1b6e4b; padding-left: 1rem; } .admonition-title { font-weight: 700; }
details.asi-numbers { display: none; }
@page { size: A4; margin: 18mm; }
"""


def source_text(notebook):
    """All text of a chapter, its numbers written in, its cells left out."""
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def exercises(text):
    """(label, title, body) of each exercise of a chapter."""
    return [
        (LABEL.search(found["body"])[1], found["title"].strip(), OPTION.sub("", found["body"]))
        for found in EXERCISE.finditer(text)
    ]


def solutions(notebook):
    """{label of an exercise: HTML of its solution}, code and what it shows included."""
    found, of = {}, None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if of:
                found[of] += f"<pre>{escape(cell.source)}</pre>{handouts.output_html(cell)}"
            continue
        for match in SOLUTION.finditer(cell.source):
            found[match["of"].strip()] = handouts.to_html(OPTION.sub("", match["body"]))
        # text may stand in one cell with the mark that opens or closes a solution
        parts = GATE.split(cell.source)
        for text, label in zip(parts[::2], [None, *parts[1::2]], strict=True):
            if label is not None:
                of = label.strip() or None
                if of:
                    found[of] = ""
            if of and text.strip():
                found[of] += handouts.to_html(text)
    return found


def worksheet(notebook):
    """The exercises of a chapter with room to write, and no answers."""
    title = handouts.title_of(notebook)
    parts = [f"<h1>{escape(title)}</h1>", '<p class="name">Name:</p>']
    for number, (_, name, body) in enumerate(exercises(source_text(notebook)), 1):
        parts.append(
            f'<section class="exercise"><h2>{number}. {escape(name)}</h2>'
            f'{handouts.to_html(body)}<div class="lines"></div></section>'
        )
    return handouts.page(f"Worksheet: {title}", "\n".join(parts), STYLE)


def answers(notebook, chapter):
    """Solutions of a chapter's exercises and the right answers of its quiz."""
    title = handouts.title_of(notebook)
    known = solutions(notebook)
    parts = [f"<h1>Answers: {escape(title)}</h1>"]
    for number, (label, name, _) in enumerate(exercises(source_text(notebook)), 1):
        parts.append(f"<h2>{number}. {escape(name)}</h2>{known[label]}")
    roles = ("vote", "quiz") if chapter == "01" else ("retrieval", "vote", "quiz")
    for role in roles:  # before chapter 1 there is nothing to recall
        shown = asi.quiz(chapter, role=role, key=True)._repr_html_()
        parts.append(f"<h2>{role.capitalize()}</h2>{shown}")
    return handouts.page(f"Answers: {title}", "\n".join(parts), STYLE)


def reading_copy(notebook):
    """An executed chapter, to read without running anything."""
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(handouts.to_html(cell.source))
        else:
            tags = set(cell.metadata.get("tags", []))
            if not tags & {"remove-input", "remove-cell"}:
                parts.append(f"<pre>{escape(cell.source)}</pre>")
            parts.append(handouts.output_html(cell))
    style = (ROOT / "asi_helpers" / "book" / "static" / "asi.css").read_text("utf8") + STYLE
    return handouts.page(handouts.title_of(notebook), "\n".join(parts), style)


def start_here(wheel):
    """The page that says where to begin."""
    body = f"""
<h1>Right Way Up: instructor pack</h1>
<p>Everything here works without internet. Start with the first row.</p>
<table>
<tr><th>folder</th><th>what it is</th><th>needs</th></tr>
<tr><td><a href="book/START-HERE.html">book/</a></td><td>the whole book; its pictures answer, the guide for teachers is in it</td><td>a browser</td></tr>
<tr><td><a href="slides/">slides/</a></td><td>a deck for each chapter; arrows turn, F fills the screen, Escape shows all</td><td>a browser</td></tr>
<tr><td><a href="worksheets/">worksheets/</a></td><td>exercises with room to write, no answers</td><td>a printer</td></tr>
<tr><td><a href="answers/">answers/</a></td><td>solutions and quiz answers. Keep it from students</td><td>a browser</td></tr>
<tr><td><a href="read/">read/</a></td><td>the chapters as executed, to read without running</td><td>a browser</td></tr>
<tr><td>notebooks/</td><td>the chapters to run</td><td>Jupyter and the wheel</td></tr>
<tr><td>wheel/</td><td>the package with its data</td><td>Python 3.11 or later</td></tr>
</table>
<h2>Run a notebook</h2>
<p>On a computer that has Jupyter, numpy, pandas, scipy, matplotlib and ipywidgets (Anaconda has them all), in this folder:</p>
<pre>python -m pip install --no-deps wheel/{wheel}
jupyter lab notebooks</pre>
<p>Without them, pip needs internet once: leave out <code>--no-deps</code>.</p>
<h2>Before the lesson</h2>
<p>Copy this folder to each computer or put it on a USB stick, and open <code>book/START-HERE.html</code> on one computer of the room.</p>
"""
    return handouts.page("Start here: instructor pack", body, STYLE)


def files():
    """(name, bytes) of everything in the pack."""
    wheel = package_wheel.make_wheel()
    yield "START-HERE.html", start_here(wheel.name).encode()
    yield f"wheel/{wheel.name}", wheel.read_bytes()
    for deck in slides.main():
        yield f"slides/{deck.name}", deck.read_bytes()
    for chapter in handouts.chapters():
        notebook = handouts.executed(chapter)
        yield f"worksheets/{chapter.stem}.html", worksheet(notebook).encode()
        yield f"answers/{chapter.stem}.html", answers(notebook, chapter.name[:2]).encode()
        yield f"read/{chapter.stem}.html", reading_copy(notebook).encode()
        clean = SITE / "_sources" / "chapters" / f"{chapter.stem}.ipynb"
        yield f"notebooks/{chapter.stem}.ipynb", clean.read_bytes()
    yield "book/START-HERE.html", offline.START.encode()
    for name, data in offline.offline_files(SITE):
        yield f"book/book/{name}", data


def main(target=TARGET):
    """Write the pack."""
    if not (SITE / "index.html").is_file():
        raise SystemExit("There is no built book yet. Run: make book")
    return offline.write_zip(target, ((f"{FOLDER}/{name}", data) for name, data in files()))


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
