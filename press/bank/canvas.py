"""
The question bank for Canvas, which takes QTI 1.2 and 2.x but not 3.0.

A zip of zips, one a chapter: each is what Canvas imports as "QTI .zip file", and becomes a quiz and
a bank of its questions. The form is the one that Canvas exports and text2qti writes.

Canvas keeps feedback for each answer to choose from. For a number it has one for the right answer
and one for all others: that one lists the foreseen mistakes, as the page does.
"""

from html import escape
from itertools import groupby

from asi_helpers.language import format_number
from press.bank.items import ChoiceItem, lettered, load_bank
from press.bank.qti import HEAD, chapter_title, item_title
from press.words import gettext as _
from press.words import in_language, language
from press.zips import zip_bytes

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"


def _material(html):
    """A text of the bank; QTI 1.2 takes HTML as text."""
    return f'<material><mattext texttype="text/html">{escape(html)}</mattext></material>'


def _metadata(item, kind, answers):
    """What Canvas wants to know of a question."""
    fields = {
        "question_type": kind,
        "points_possible": "1",
        "original_answer_ids": ",".join(answers),
        "assessment_question_identifierref": f"question-{in_language(item.id)}",
    }
    listed = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry>"
        "</qtimetadatafield>\n"
        for label, entry in fields.items()
    )
    return f"<itemmetadata><qtimetadata>\n{listed}</qtimetadata></itemmetadata>\n"


def _condition(test, *done, more=False):
    """One step of the processing: if the test holds, this is done."""
    again = "Yes" if more else "No"
    return (
        f'<respcondition continue="{again}"><conditionvar>{test}</conditionvar>'
        f"{''.join(done)}</respcondition>\n"
    )


SCORED = '<setvar action="Set" varname="SCORE">100</setvar>'


def _shows(name):
    """Show the feedback of this name."""
    return f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/>'


def _equals(value):
    """The answer is this one."""
    return f'<varequal respident="response1">{value}</varequal>'


def _choice_parts(item):
    """Metadata, body, processing and feedback of a question with answers to choose from."""
    choices = [(f"{item.id}-{letter}", choice) for letter, choice in lettered(item)]
    labels = "".join(
        f'<response_label ident="{name}">{_material(choice.text)}</response_label>\n'
        for name, choice in choices
    )
    body = (
        '<response_lid ident="response1" rcardinality="Single"><render_choice>\n'
        f"{labels}</render_choice></response_lid>\n"
    )
    steps = [
        _condition(_equals(name), _shows(f"{name}_fb"), more=True) for name, _choice in choices
    ]
    steps += [_condition(_equals(name), SCORED) for name, choice in choices if choice.correct]
    feedbacks = {f"{name}_fb": choice.feedback for name, choice in choices}
    names = [name for name, _choice in choices]
    return _metadata(item, "multiple_choice_question", names), body, steps, feedbacks


def _shown(value):
    """A number with four digits that count, as the book's language writes it."""
    decimals = len(f"{value:.4g}".partition(".")[2])
    return format_number(value, decimals, language())


def _mistakes(item):
    """What is said of a wrong number: the foreseen mistakes, as a list."""
    lines = "".join(
        f"<li><b>{_shown(each.value)}</b>: {each.feedback}</li>" for each in item.mistakes
    )
    intro = _("If you had one of these numbers:")
    *_known, rest = item.verdicts
    return f"<p>{rest.feedback}</p><p>{intro}</p><ul>{lines}</ul>"


def _numeric_parts(item):
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
        _condition(within, SCORED, _shows("correct_fb")),
        _condition("<other/>", _shows("general_incorrect_fb"), more=True),
    ]
    feedbacks = {"correct_fb": item.feedback, "general_incorrect_fb": _mistakes(item)}
    return _metadata(item, "numerical_question", [f"{item.id}-answer"]), body, steps, feedbacks


def _item_xml(item):
    """A question."""
    parts = _choice_parts(item) if isinstance(item, ChoiceItem) else _numeric_parts(item)
    known, body, steps, feedbacks = parts
    unit = f" ({item.unit})" if getattr(item, "unit", "") else ""
    said = "".join(
        f'<itemfeedback ident="{name}"><flow_mat>{_material(text)}</flow_mat></itemfeedback>\n'
        for name, text in feedbacks.items()
    )
    return (
        f'<item ident="item-{in_language(item.id)}" title="{escape(item_title(item))}">\n{known}'
        f"<presentation>\n{_material(item.question + unit)}\n{body}</presentation>\n"
        '<resprocessing>\n<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"'
        f' vartype="Decimal"/></outcomes>\n{"".join(steps)}</resprocessing>\n{said}</item>\n'
    )


def _quiz_xml(items):
    """The questions of a chapter."""
    title = escape(chapter_title(items[0]))
    return (
        f'{HEAD}<questestinterop xmlns="{QTI}">\n'
        f'<assessment ident="quiz-{items[0].chapter}-{language()}" title="{title}">\n'
        '<section ident="root_section">\n'
        f"{''.join(map(_item_xml, items))}</section>\n</assessment>\n</questestinterop>\n"
    )


def _settings_xml(items):
    """How Canvas shows the quiz: for practice, answers in another order for each student."""
    name, title = f"quiz-{items[0].chapter}-{language()}", escape(chapter_title(items[0]))
    return (
        f'{HEAD}<quiz xmlns="{CANVAS}" identifier="{name}">\n<title>{title}</title>\n'
        f"<points_possible>{len(items)}</points_possible>\n"
        "<quiz_type>practice_quiz</quiz_type>\n<shuffle_answers>true</shuffle_answers>\n"
        "<allowed_attempts>-1</allowed_attempts>\n</quiz>\n"
    )


def _manifest_xml(items):
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


def _chapter_files(items):
    """(name, bytes) of what Canvas imports as the quiz of a chapter."""
    name = f"quiz-{items[0].chapter}-{language()}"
    return [
        ("imsmanifest.xml", _manifest_xml(items).encode()),
        (f"{name}/{name}.xml", _quiz_xml(items).encode()),
        (f"{name}/assessment_meta.xml", _settings_xml(items).encode()),
    ]


def bank_files(items):
    """
    (name, bytes) of the zip of each chapter.

    Parameters
    ----------
    items : list of ChoiceItem and NumericItem
    """
    return [
        (f"right-way-up-canvas/{chapter}.zip", zip_bytes(_chapter_files(list(held))))
        for chapter, held in groupby(items, key=lambda item: item.chapter)
    ]


def content():
    """The zip of zips in the language of the book, as bytes."""
    return zip_bytes(bank_files(load_bank()))
