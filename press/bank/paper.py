"""A drawn test on paper: two versions, and for the teacher the key and a grid for marking."""

from html import escape

from playwright.sync_api import sync_playwright

from asi_helpers.book.practice.quiz import LETTERS
from asi_helpers.language import format_number
from press.bank.items import ChoiceItem
from press.environment import find_browser
from press.words import gettext as _
from press.words import language, say

STYLE = """
@page { size: A4; margin: 16mm 17mm 18mm }
body { font: 10pt/1.3 "DejaVu Sans", Arial, sans-serif; color: #000; margin: 0 auto }
body { max-width: 175mm } /* a little less than the page has, or the edge of a table is cut off */
h1 { font-size: 15pt; margin: 0 0 3mm }
h2 { font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid }
.who { display: flex; gap: 6mm; margin: 0 0 4mm }
.who span { flex: 1; border-bottom: 1px solid #000; padding-bottom: 1mm }
.question { break-inside: avoid; margin: 0 0 4.5mm }
.question p, li { margin: 0 0 1mm }
ol { list-style: upper-alpha; margin: 0; padding-left: 8mm }
.question .line { margin-top: 12mm } /* room for working */
.line span { display: inline-block; width: 40mm; border-bottom: 1px solid #000 }
table { border-collapse: collapse; margin: 2mm 0 4mm; break-inside: auto }
tr { break-inside: avoid }
th, td { border: 1px solid #000; padding: 1mm 2.5mm; text-align: left; vertical-align: top }
th { font-weight: 600 }
.number { text-align: right }
.key { font-size: 9.5pt }
"""


def question_paper(version):
    """
    One version as an HTML document.

    Parameters
    ----------
    version : press.bank.exam.Version
    """
    title = _("Test, version {version}").format(version=version.name)
    name, student = _("Name"), _("Student number")  # Babel does not read what is in an f-string
    how = _("One answer to each question is right. A calculator is allowed.")
    first, second = _("Part 1: a made-up study"), _("Part 2: reading a study")
    which = _("“The paper” is the one that the book reads. You do not need it here.")
    number = len(version.study)
    parts = [
        f"<h1>{title}</h1>",
        f'<p class="who"><span>{name}:</span><span>{student}:</span></p>',
        f"<p>{how}</p>",
    ]
    if version.study:
        parts += [f"<h2>{first}</h2>", study(version)]
        parts += [question(item, place) for place, item in enumerate(version.study, 1)]
    if version.book:
        parts.append(f"<h2>{second}</h2><p>{which}</p>")
        parts += [question(item, place) for place, item in enumerate(version.book, number + 1)]
    return document(title, "".join(parts))


def study(version):
    """The made-up study: what was recorded, and the counts as a table."""
    story = {name: escape(say(text, language())) for name, text in version.story._asdict().items()}
    a, b, c, d = version.table[1:]
    rows = [
        (story["exposed"], a, b, a + b),
        (story["unexposed"], c, d, c + d),
        (_("all"), a + c, b + d, a + b + c + d),
    ]
    head = "".join(
        f'<th scope="col">{words}</th>' for words in ("", story["had"], story["had_not"], _("all"))
    )
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f'<td class="number">{count}</td>' for count in counts)
        + "</tr>"
        for name, *counts in rows
    )
    made_up = _("This study and its numbers are made up.")
    return (
        f"<p>{story['about']} {made_up}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def question(item, number):
    """One question, as printed."""
    words = _("Answer")
    if isinstance(item, ChoiceItem):
        options = "".join(f"<li>{choice.text}</li>" for choice in item.choices)
        answer = f"<ol>{options}</ol>"
    else:
        answer = f'<p class="line">{words}: <span></span> {item.unit}</p>'
    return f'<div class="question"><p><b>{number}.</b> {item.question}</p>{answer}</div>'


def letter(item):
    """
    What the key says of a question: the letter of the right answer, or the number.

    Parameters
    ----------
    item : ChoiceItem or NumericItem
        As printed.
    """
    if not isinstance(item, ChoiceItem):
        return item.shown
    return LETTERS[[choice.correct for choice in item.choices].index(True)]


def key(seed, versions, chapters):
    """
    The key of both versions, as an HTML document.

    Parameters
    ----------
    seed : str
    versions : tuple of press.bank.exam.Version
    chapters : dict
        Of `press.chapter.find_chapters`.
    """
    title = _("Key of the test {seed}").format(seed=seed)
    why, again = _("Why"), _("What to teach again")
    a, b = versions
    pairs = list(enumerate(zip(a.items, b.items, strict=True), 1))
    answers = [
        (number, letter(one), letter(two), one.objective, ", ".join(one.misconceptions), one.id)
        for number, (one, two) in pairs
    ]
    reasons = [
        (number, f"{right(one)}<br>{judged(one)}", f"{right(two)}<br>{judged(two)}")
        for number, (one, two) in pairs
    ]
    objectives = {}
    for number, (one, _two) in pairs:
        objectives.setdefault(one.objective, []).append(str(number))
    texts = {key: text for chapter in chapters.values() for key, text in chapter.objectives.items()}
    order = sorted(objectives, key=lambda each: [int(part) for part in each.split(".")])
    grid = [
        (
            escape(f"{each} {texts[each]}"),
            ", ".join(objectives[each]),
            "",
            escape(chapters[each.partition(".")[0].zfill(2)].title),
        )
        for each in order
    ]
    parts = [
        f"<h1>{title}</h1>",
        table(
            (_("Question"), "A", "B", _("Objective"), _("Misconceptions"), _("Item")),
            answers,
        ),
        f"<h2>{why}</h2>",
        table((_("Question"), "A", "B"), reasons),
        f"<h2>{again}</h2>",
        "<p>"
        + _(
            "Count for each objective how many students missed its questions. Where more than half"
            " did, take the chapter up again."
        )
        + "</p>",
        table((_("Objective"), _("Questions"), _("Missed by"), _("Chapter")), grid),
    ]
    return document(title, f'<div class="key">{"".join(parts)}</div>')


def right(item):
    """The right answer, and what it means."""
    if isinstance(item, ChoiceItem):
        (choice,) = (each for each in item.choices if each.correct)
        return f"<b>{choice.text}</b> {choice.feedback}"
    return f"<b>{escape(item.shown)}</b> {item.feedback}"


def judged(item):
    """For a choice, the misconception behind each wrong letter; for a number, what counts as it."""
    if isinstance(item, ChoiceItem):
        pairs = zip(LETTERS, item.choices, strict=False)
        wrong = [f"{each}: {choice.misconception}" for each, choice in pairs if not choice.correct]
        return ", ".join(wrong)
    low, high = (
        format_number(item.answer + sign * item.tolerance, item.decimals + 2, language())
        for sign in (-1, 1)
    )
    return _("Right from {low} to {high}.").format(low=low, high=high)


def table(head, rows):
    """A table with a heading line; the cells are HTML."""
    names = "".join(f'<th scope="col">{name}</th>' for name in head)
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>"


def document(title, body):
    """An HTML document that needs no other file."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def print_all(paths):
    """Print HTML files as PDF beside them; return the paths of the PDF files."""
    printed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(java_script_enabled=False)
        for path in paths:
            page.goto(path.as_uri())
            printed.append(path.with_suffix(".pdf"))
            page.pdf(
                path=printed[-1],
                prefer_css_page_size=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=footer(page.title()),
                tagged=True,
            )
        browser.close()
    return printed


def footer(title):
    """What stands at the foot of each page: the version, so that loose sheets find together."""
    return (
        f'<div style="width:100%;font:8px sans-serif;text-align:center">{escape(title)}, '
        '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
    )
