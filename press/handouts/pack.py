"""
Zip what a teacher without internet needs: dist/right-way-up-instructor-pack.zip.

    .venv/bin/python -m press.handouts.pack

Clean notebooks, the same executed to read, slides, worksheets without answers, the answer key, the
question bank, graded notebooks, the package's wheel, the offline book and a page that says where to
begin.
"""

import sys
from html import escape

import asi_helpers as asi
from press import ROOT, assignments
from press.address import load_config
from press.bank.formats import FORMATS
from press.chapter import find_chapters, find_exercises, find_solutions
from press.handouts import fragments, offline, slides
from press.messages.translated import run_in_translations
from press.notebooks import executed
from press.wheel import make_wheel
from press.words import gettext as _
from press.words import in_language, language
from press.zips import write_zip

SITE = ROOT / "_build" / "html"
TARGET = offline.BOOK / "dist" / in_language("right-way-up-instructor-pack.zip")
FOLDER = "right-way-up-instructor-pack"
# Parts of the pack that are files of their own as well: which of its folders each holds.
PARTS = {
    "right-way-up-notebooks.zip": ("notebooks", "wheel"),
    "right-way-up-slides.zip": ("slides",),
    "right-way-up-worksheets.zip": ("worksheets",),
}
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


def solution_html(parts):
    """A solution as HTML, code and what it shows included."""
    return "".join(
        fragments.to_html(part)
        if isinstance(part, str)
        else f"<pre>{escape(part.source)}</pre>{fragments.output_html(part)}"
        for part in parts
        if not isinstance(part, str) or part.strip()
    )


def worksheet(chapter, notebook):
    """The exercises of a chapter with room to write, and no answers."""
    name = _("Name:")
    parts = [f"<h1>{escape(chapter.title)}</h1>", f'<p class="name">{name}</p>']
    exercises = find_exercises(source_text(notebook)).values()
    for number, exercise in enumerate(exercises, 1):
        parts.append(
            f'<section class="exercise"><h2>{number}. {escape(exercise.title)}</h2>'
            f'{fragments.to_html(exercise.body)}<div class="lines"></div></section>'
        )
    title = _("Worksheet: {title}").format(title=chapter.title)
    return fragments.page(title, "\n".join(parts), STYLE)


def answers(chapter, notebook):
    """Solutions of a chapter's exercises and the right answers of its quiz."""
    solutions = find_solutions(notebook)
    title = _("Answers: {title}").format(title=chapter.title)
    parts = [f"<h1>{escape(title)}</h1>"]
    for number, exercise in enumerate(chapter.exercises.values(), 1):
        solution = solution_html(solutions[exercise.label])
        parts.append(f"<h2>{number}. {escape(exercise.title)}</h2>{solution}")
    names = {"retrieval": _("Retrieval"), "vote": _("Vote"), "quiz": _("Quiz")}
    for role in chapter.roles:
        quiz = asi.quiz(chapter.number, role=role, key=True, language=language())
        parts.append(f"<h2>{names[role]}</h2>{quiz._repr_html_()}")
    return fragments.page(title, "\n".join(parts), STYLE)


def reading_copy(chapter, notebook):
    """An executed chapter, to read without running anything."""
    parts, show = [], _("Show the code")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(fragments.to_html(cell.source))
        else:
            tags = set(cell.metadata.get("tags", []))
            code = f"<pre>{escape(cell.source)}</pre>"
            if "hide-input" in tags:
                fold = f"<details><summary>{show}</summary>{code}</details>"
                parts += [fragments.output_html(cell), fold]
            else:
                parts += ["" if "remove-cell" in tags else code, fragments.output_html(cell)]
    style = (ROOT / "asi_helpers" / "book" / "static" / "asi.css").read_text("utf8") + STYLE
    return fragments.page(chapter.title, "\n".join(parts), style)


def start_here(wheel):
    """The page that says where to begin."""
    heads = (_("folder"), _("what it is"), _("needs"))
    browser = _("a browser")
    rows = (
        (
            '<a href="book/START-HERE.html">book/</a>',
            _("the whole book; its pictures answer, the guide for teachers is in it"),
            browser,
        ),
        (
            '<a href="slides/">slides/</a>',
            _("a deck for each chapter; arrows turn, F fills the screen, Escape shows all"),
            browser,
        ),
        (
            '<a href="worksheets/">worksheets/</a>',
            _("exercises with room to write, no answers"),
            _("a printer"),
        ),
        (
            '<a href="answers/">answers/</a>',
            _("solutions and quiz answers. Keep it from students"),
            browser,
        ),
        (
            '<a href="read/">read/</a>',
            _("the chapters as executed, to read without running"),
            browser,
        ),
        (
            "questions/",
            _("the question bank for a course platform, with answers. Keep it from students"),
            _("a course platform such as Moodle"),
        ),
        (
            "assignments/",
            _("a graded notebook of each chapter. The folder source has the solutions"),
            _("Jupyter with nbgrader"),
        ),
        ("notebooks/", _("the chapters to run"), _("Jupyter and the wheel")),
        ("wheel/", _("the package with its data"), _("Python 3.11 or later")),
    )
    table = "\n".join(
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"
        for tag, cells in (("th", heads), *(("td", row) for row in rows))
    )
    title = _("{title}: instructor pack").format(title=escape(load_config()["title"]))
    works = _("Everything here works without internet. Start with the first row.")
    run = _("Run a notebook")
    how = _(
        "On a computer that has Jupyter, numpy, pandas, scipy, matplotlib and ipywidgets (Anaconda"
        " has them all), in this folder:"
    )
    without = _("Without them, pip needs internet once: leave out {option}.")
    without = without.format(option="<code>--no-deps</code>")
    before = _("Before the lesson")
    copy = _(
        "Copy this folder to each computer or put it on a USB stick, and open {file} on one"
        " computer of the room."
    ).format(file="<code>book/START-HERE.html</code>")
    body = f"""
<h1>{title}</h1>
<p>{works}</p>
<table>
{table}
</table>
<h2>{run}</h2>
<p>{how}</p>
<pre>python -m pip install --no-deps wheel/{wheel}
jupyter lab notebooks</pre>
<p>{without}</p>
<h2>{before}</h2>
<p>{copy}</p>
"""
    return fragments.page(_("Start here: instructor pack"), body, STYLE)


def files():
    """(name, bytes) of everything in the pack."""
    wheel = make_wheel()
    yield "START-HERE.html", start_here(wheel.name).encode()
    yield f"wheel/{wheel.name}", wheel.read_bytes()
    for deck in slides.main():
        yield f"slides/{deck.name}", deck.read_bytes()
    for chapter in find_chapters(ROOT).values():
        name, notebook = chapter.path.stem, executed(chapter.path)
        yield f"worksheets/{name}.html", worksheet(chapter, notebook).encode()
        yield f"answers/{name}.html", answers(chapter, notebook).encode()
        yield f"read/{name}.html", reading_copy(chapter, notebook).encode()
        clean = SITE / "_sources" / "chapters" / f"{name}.ipynb"
        yield f"notebooks/{name}.ipynb", clean.read_bytes()
    for name, content in FORMATS.items():
        yield f"questions/{in_language(name)}", content()
    for name, data in assignments.files():
        yield f"assignments/{name}", data
    yield "book/START-HERE.html", offline.start_page().encode()
    for name, data in offline.offline_files(offline.SITE):
        yield f"book/book/{name}", data


def main(target=TARGET, parts=None):
    """
    Write the pack; return its path.

    Parameters
    ----------
    target : Path, optional
    parts : dict of str to Path, optional
        Which of `PARTS` are written as well, and where.
    """
    if not (SITE / "index.html").is_file():
        raise SystemExit("There is no built book yet. Run: make book")
    everything = list(files())
    for name, path in (parts or {}).items():
        held = [each for each in everything if each[0].split("/")[0] in PARTS[name]]
        folder = name.removesuffix(".zip")
        write_zip(path, [(f"{folder}/{each}", data) for each, data in held])
    return write_zip(target, [(f"{FOLDER}/{name}", data) for name, data in everything])


if __name__ == "__main__":
    main()
    sys.exit(run_in_translations("press.handouts.pack"))
