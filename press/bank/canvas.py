"""
The question bank for Canvas, which takes QTI 1.2 and 2.x but not 3.0.

    .venv/bin/python -m press.bank.canvas

A zip of zips, one a chapter: each is what Canvas imports as "QTI .zip file", and becomes a quiz and
a bank of its questions. The form is the one that Canvas exports and text2qti writes.

Canvas keeps feedback for each answer to choose from. For a number it has one for the right answer
and one for all others: that one lists the foreseen mistakes, as the page does.
"""

import io
import sys
import zipfile
from html import escape
from itertools import groupby

from asi_helpers.language import format_number
from press import ROOT
from press.bank.items import ChoiceItem, load_bank
from press.bank.qti import HEAD, chapter_title, item_title, lettered
from press.handouts.offline import BOOK, DAY, write_zip
from press.messages.translated import run_in_translations
from press.words import gettext as _
from press.words import in_language, language

TARGET = BOOK / "dist" / in_language("right-way-up-canvas.zip")
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"


def material(html):
    """A text of the bank; QTI 1.2 takes HTML as text."""
    return f'<material><mattext texttype="text/html">{escape(html)}</mattext></material>'


def metadata(item, kind, answers):
    """What Canvas wants to know of a question."""
    fields = {
        "question_type": kind,
        "points_possible": "1",
        "original_answer_ids": ",".join(answers),
        "assessment_question_identifierref": f"question-{item.id}",
    }
    listed = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry>"
        "</qtimetadatafield>\n"
        for label, entry in fields.items()
    )
    return f"<itemmetadata><qtimetadata>\n{listed}</qtimetadata></itemmetadata>\n"


def condition(test, *done, more=False):
    """One step of the processing: if the test holds, this is done."""
    again = "Yes" if more else "No"
    return (
        f'<respcondition continue="{again}"><conditionvar>{test}</conditionvar>'
        f"{''.join(done)}</respcondition>\n"
    )


SCORED = '<setvar action="Set" varname="SCORE">100</setvar>'


def shows(name):
    """Show the feedback of this name."""
    return f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/>'


def equals(value):
    """The answer is this one."""
    return f'<varequal respident="response1">{value}</varequal>'


def choice_parts(item):
    """Metadata, body, processing and feedback of a question with answers to choose from."""
    choices = [(f"{item.id}-{letter}", choice) for letter, choice in lettered(item)]
    labels = "".join(
        f'<response_label ident="{name}">{material(choice.text)}</response_label>\n'
        for name, choice in choices
    )
    body = (
        '<response_lid ident="response1" rcardinality="Single"><render_choice>\n'
        f"{labels}</render_choice></response_lid>\n"
    )
    steps = [condition(equals(name), shows(f"{name}_fb"), more=True) for name, _choice in choices]
    steps += [condition(equals(name), SCORED) for name, choice in choices if choice.correct]
    feedbacks = {f"{name}_fb": choice.feedback for name, choice in choices}
    names = [name for name, _choice in choices]
    return metadata(item, "multiple_choice_question", names), body, steps, feedbacks


def shown(value):
    """A number with four digits that count, as the book's language writes it."""
    decimals = len(f"{value:.4g}".partition(".")[2])
    return format_number(value, decimals, language())


def mistakes(item):
    """What is said of a wrong number: the foreseen mistakes, as a list."""
    lines = "".join(
        f"<li><b>{shown(each.value)}</b>: {each.feedback}</li>" for each in item.mistakes
    )
    intro = _("If you had one of these numbers:")
    *_known, rest = item.verdicts
    return f"<p>{rest.feedback}</p><p>{intro}</p><ul>{lines}</ul>"


def numeric_parts(item):
    """Metadata, body, processing and feedback of a question for a number."""
    body = (
        '<response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal">'
        '<response_label ident="answer1"/></render_fib></response_str>\n'
    )
    low, high = item.answer - item.tolerance, item.answer + item.tolerance
    within = (
        f'<vargte respident="response1">{low:.10g}</vargte>'
        f'<varlte respident="response1">{high:.10g}</varlte>'
    )
    steps = [
        condition(within, SCORED, shows("correct_fb")),
        condition("<other/>", shows("general_incorrect_fb"), more=True),
    ]
    feedbacks = {"correct_fb": item.feedback, "general_incorrect_fb": mistakes(item)}
    return metadata(item, "numerical_question", [f"{item.id}-answer"]), body, steps, feedbacks


def item_xml(item):
    """A question."""
    parts = choice_parts(item) if isinstance(item, ChoiceItem) else numeric_parts(item)
    known, body, steps, feedbacks = parts
    unit = f" ({item.unit})" if getattr(item, "unit", "") else ""
    said = "".join(
        f'<itemfeedback ident="{name}"><flow_mat>{material(text)}</flow_mat></itemfeedback>\n'
        for name, text in feedbacks.items()
    )
    return (
        f'<item ident="item-{item.id}" title="{escape(item_title(item))}">\n{known}'
        f"<presentation>\n{material(item.question + unit)}\n{body}</presentation>\n"
        '<resprocessing>\n<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"'
        f' vartype="Decimal"/></outcomes>\n{"".join(steps)}</resprocessing>\n{said}</item>\n'
    )


def quiz_xml(items):
    """The questions of a chapter."""
    title = escape(chapter_title(items[0]))
    return (
        f'{HEAD}<questestinterop xmlns="{QTI}">\n'
        f'<assessment ident="quiz-{items[0].chapter}-{language()}" title="{title}">\n'
        '<section ident="root_section">\n'
        f"{''.join(map(item_xml, items))}</section>\n</assessment>\n</questestinterop>\n"
    )


def settings_xml(items):
    """How Canvas shows the quiz: for practice, answers in another order for each student."""
    name, title = f"quiz-{items[0].chapter}-{language()}", escape(chapter_title(items[0]))
    return (
        f'{HEAD}<quiz xmlns="{CANVAS}" identifier="{name}">\n<title>{title}</title>\n'
        f"<points_possible>{len(items)}</points_possible>\n"
        "<quiz_type>practice_quiz</quiz_type>\n<shuffle_answers>true</shuffle_answers>\n"
        "<allowed_attempts>-1</allowed_attempts>\n</quiz>\n"
    )


def manifest_xml(items):
    """What is in the zip of a chapter."""
    name = f"quiz-{items[0].chapter}-{language()}"
    files = f"{name}/{name}.xml", f"{name}/assessment_meta.xml"
    return (
        f'{HEAD}<manifest identifier="right-way-up-{name}" xmlns="{PACKAGE}">\n'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n"
        f'<resource identifier="{name}" type="imsqti_xmlv1p2">\n<file href="{files[0]}"/>\n'
        f'<dependency identifierref="{name}-meta"/>\n</resource>\n'
        f'<resource identifier="{name}-meta" href="{files[1]}"'
        ' type="associatedcontent/imscc_xmlv1p1/learning-application-resource">\n'
        f'<file href="{files[1]}"/>\n</resource>\n</resources>\n</manifest>\n'
    )


def chapter_files(items):
    """(name, bytes) of what Canvas imports as the quiz of a chapter."""
    name = f"quiz-{items[0].chapter}-{language()}"
    return [
        ("imsmanifest.xml", manifest_xml(items).encode()),
        (f"{name}/{name}.xml", quiz_xml(items).encode()),
        (f"{name}/assessment_meta.xml", settings_xml(items).encode()),
    ]


def zipped(files):
    """Files as the bytes of a zip, the same each time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return written.getvalue()


def bank_files(items):
    """
    (name, bytes) of the zip of each chapter.

    Parameters
    ----------
    items : list of ChoiceItem and NumericItem
    """
    return [
        (f"right-way-up-canvas/{chapter}.zip", zipped(chapter_files(list(held))))
        for chapter, held in groupby(items, key=lambda item: item.chapter)
    ]


def main(target=TARGET):
    """Write the zip of zips in the language of the book; return its path."""
    return write_zip(target, bank_files(load_bank(ROOT)))


if __name__ == "__main__":
    main()
    sys.exit(run_in_translations("press.bank.canvas"))
