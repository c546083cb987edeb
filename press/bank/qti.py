"""
The question bank as a QTI 3.0 content package, for course platforms and test programs that take it.

One file an item, one test a chapter with a section for each role, and `imsmanifest.xml`, which says
the objective and the misconceptions of each item. The specification is 1EdTech's, "QTI 3.0".

What is said of an answer is a `qti-modal-feedback`: of the kinds of feedback it is the one that
does not depend on where in the item a program can show something.

A number must be typed with a decimal point, as QTI writes it; each such question says so.
"""

from html import escape
from itertools import groupby

from press.bank.items import NAMES, ChoiceItem, lettered, load_bank
from press.words import gettext as _
from press.words import in_language, language
from press.zips import zip_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def _name(item):
    """Its identifier, of its own in each language: a platform may hold both."""
    return f"item-{in_language(item.id)}"


def _root(name, **attributes):
    """The first tag of an item or a test, in the language of the book."""
    listed = "".join(
        f'\n  {key.replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return (
        f'{HEAD}<{name} xmlns="{QTI}"\n  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
        f'  xsi:schemaLocation="{QTI} {SCHEMA}/imsqti_asiv3p0_v1p0.xsd"{listed}'
        f'\n  xml:lang="{language()}">\n'
    )


def _xhtml(text):
    """HTML of the bank as XML: the language of a word is `xml:lang` there."""
    return text.replace(' lang="', ' xml:lang="')


def _outcomes():
    """What response processing finds: the score of 1, and which feedback to show."""
    return """\
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"
    normal-maximum="1">
    <qti-default-value><qti-value>0</qti-value></qti-default-value>
  </qti-outcome-declaration>
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
"""


def _feedback(name, text):
    """What is said when the outcome FEEDBACK has this name."""
    return f"""\
  <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="{name}" show-hide="show">
    <qti-content-body><p>{_xhtml(text)}</p></qti-content-body>
  </qti-modal-feedback>
"""


def _base_value(kind, value):
    """A value that is written in the item."""
    return f'<qti-base-value base-type="{kind}">{value}</qti-base-value>'


def _set_to(outcome, value):
    """Give an outcome a value."""
    return f'<qti-set-outcome-value identifier="{outcome}">{value}</qti-set-outcome-value>'


def _scored(score):
    """Give the score."""
    return _set_to("SCORE", _base_value("float", score))


def _said(name):
    """Let the feedback of this name be shown."""
    return _set_to("FEEDBACK", _base_value("identifier", name))


RESPONSE = '<qti-variable identifier="RESPONSE"/>'


def _choice_parts(item):
    """Declaration, body, processing and feedback of a question with answers to choose from."""
    choices = lettered(item)
    (right,) = (letter for letter, choice in choices if choice.correct)
    declaration = f"""\
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
    <qti-correct-response><qti-value>{right}</qti-value></qti-correct-response>
  </qti-response-declaration>
"""
    answers = "\n".join(
        f'      <qti-simple-choice identifier="{letter}">{_xhtml(choice.text)}</qti-simple-choice>'
        for letter, choice in choices
    )
    body = f"""\
    <qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1">
      <qti-prompt>{_xhtml(item.question)}</qti-prompt>
{answers}
    </qti-choice-interaction>
"""
    # each feedback has the name of its answer
    processing = f"""\
    <qti-response-condition>
      <qti-response-if>
        <qti-match>{RESPONSE}<qti-correct identifier="RESPONSE"/></qti-match>
        {_scored(1)}
      </qti-response-if>
      <qti-response-else>
        {_scored(0)}
      </qti-response-else>
    </qti-response-condition>
    {_set_to("FEEDBACK", RESPONSE)}
"""
    feedbacks = "".join(_feedback(letter, choice.feedback) for letter, choice in choices)
    return declaration, body, processing, feedbacks


def _point_needed():
    """What a question says of the decimal mark, as the comma of many languages is none in QTI."""
    return _("Type a decimal point, not a comma, such as {example}.").format(example="12.3")


def _numeric_parts(item):
    """Declaration, body, processing and feedback of a question for a number."""
    note = _point_needed() if item.decimals else ""
    warning = note or _("Type a number.")
    declaration = f"""\
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="float">
    <qti-correct-response>
      <qti-value>{item.answer:.{item.decimals}f}</qti-value>
    </qti-correct-response>
  </qti-response-declaration>
"""
    body = f"""\
    <p>{_xhtml(f"{item.question} {note}".strip())}</p>
    <p><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="8"
      pattern-mask="{NUMBER}"
      data-patternmask-message="{escape(warning)}"/> {escape(item.unit)}</p>
"""
    *ranges, rest = item.verdicts
    conditions, feedbacks = [], []
    for number, verdict in enumerate(ranges):
        branch, name = "else-if" if number else "if", f"F{number}"
        low, high = (verdict.value + side * verdict.tolerance for side in (-1, 1))
        # not `qti-equal` with a tolerance: more programs understand a range
        conditions.append(f"""\
      <qti-response-{branch}>
        <qti-and>
          <qti-gte>{RESPONSE}{_base_value("float", f"{low:.10g}")}</qti-gte>
          <qti-lte>{RESPONSE}{_base_value("float", f"{high:.10g}")}</qti-lte>
        </qti-and>
        {_scored(int(verdict.correct))}
        {_said(name)}
      </qti-response-{branch}>
""")
        feedbacks.append(_feedback(name, verdict.feedback))
    processing = f"""\
    <qti-response-condition>
{"".join(conditions)}\
      <qti-response-else>
        {_scored(0)}
        {_said("OTHER")}
      </qti-response-else>
    </qti-response-condition>
"""
    feedbacks.append(_feedback("OTHER", f"{rest.feedback} {note}".strip()))
    return declaration, body, processing, "".join(feedbacks)


def item_title(item):
    """Such as "08-q3 Quiz 3"."""
    return f"{item.id} {item.role_name} {item.place}"


def _item_xml(item):
    """A question as the text of a QTI item."""
    parts = _choice_parts(item) if isinstance(item, ChoiceItem) else _numeric_parts(item)
    declaration, body, processing, feedbacks = parts
    head = _root(
        "qti-assessment-item",
        identifier=_name(item),
        title=item_title(item),
        adaptive="false",
        time_dependent="false",
    )
    return (
        f"{head}{declaration}{_outcomes()}  <qti-item-body>\n{body}  </qti-item-body>\n"
        f"  <qti-response-processing>\n{processing}  </qti-response-processing>\n"
        f"{feedbacks}</qti-assessment-item>\n"
    )


def chapter_title(item):
    """What the test is called in which an item stands: its chapter."""
    return f"{item.chapter} {item.chapter_title}"


def _chapter_xml(items):
    """The questions of a chapter as the text of a QTI test, with a section for each role."""
    sections = []
    for role in NAMES:
        held = [item for item in items if item.role == role]
        if not held:
            continue
        references = "".join(
            f'      <qti-assessment-item-ref identifier="{_name(item)}"'
            f' href="../items/{item.id}.xml"/>\n'
            for item in held
        )
        sections.append(
            f'    <qti-assessment-section identifier="section-{role}"'
            f' title="{escape(held[0].role_name)}" visible="true">\n{references}'
            "    </qti-assessment-section>\n"
        )
    head = _root(
        "qti-assessment-test",
        identifier=f"test-{in_language(items[0].chapter)}",
        title=chapter_title(items[0]),
    )
    # feedback is part of each question, so it is shown, and one may try again
    return f"""\
{head}\
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-test-part identifier="part" navigation-mode="nonlinear" submission-mode="individual">
    <qti-item-session-control max-attempts="0" show-feedback="true"/>
{"".join(sections)}\
  </qti-test-part>
  <qti-outcome-processing>
    <qti-set-outcome-value identifier="SCORE">
      <qti-sum><qti-test-variables variable-identifier="SCORE"/></qti-sum>
    </qti-set-outcome-value>
  </qti-outcome-processing>
</qti-assessment-test>
"""


def _said_in(text):
    """A text with its language, as the metadata write it."""
    return f'<string language="{language()}">{escape(text)}</string>'


def _item_metadata(item):
    """Title, role, misconceptions and objective of an item, as learning object metadata."""
    keywords = "".join(
        f"\n          <keyword>{_said_in(word)}</keyword>"
        for word in (item.role_name, *item.misconceptions)
    )
    return f"""\
      <metadata>
        <lom xmlns="{LOM}">
          <general>
          <title>{_said_in(item_title(item))}</title>
          <language>{language()}</language>{keywords}
          </general>
          <classification>
            <purpose><source>LOMv1.0</source><value>educational objective</value></purpose>
            <taxonPath>
              <source>{_said_in("Right Way Up")}</source>
              <taxon><id>{item.objective}</id></taxon>
            </taxonPath>
          </classification>
        </lom>
      </metadata>
"""


def _manifest_xml(chapters):
    """What is in the package, given the items of each chapter."""
    tests = "".join(
        f"""\
    <resource identifier="test-{chapter}" type="imsqti_test_xmlv3p0" href="tests/{chapter}.xml">
      <file href="tests/{chapter}.xml"/>
{"".join(f'      <dependency identifierref="{_name(item)}"/>{chr(10)}' for item in items)}\
    </resource>
"""
        for chapter, items in chapters.items()
    )
    listed = "".join(
        f"""\
    <resource identifier="{_name(item)}" type="imsqti_item_xmlv3p0" href="items/{item.id}.xml">
{_item_metadata(item)}\
      <file href="items/{item.id}.xml"/>
    </resource>
"""
        for items in chapters.values()
        for item in items
    )
    return f"""\
{HEAD}<manifest xmlns="{PACKAGE}" identifier="right-way-up-{language()}">
  <metadata>
    <schema>QTI Package</schema>
    <schemaversion>3.0.0</schemaversion>
  </metadata>
  <organizations/>
  <resources>
{tests}{listed}\
  </resources>
</manifest>
"""


def package_files(items):
    """
    The files of the package.

    Parameters
    ----------
    items : list of ChoiceItem and NumericItem

    Returns
    -------
    list of (str, bytes)
    """
    chapters = {
        chapter: list(held) for chapter, held in groupby(items, key=lambda item: item.chapter)
    }
    texts = {"imsmanifest.xml": _manifest_xml(chapters)}
    texts |= {f"tests/{chapter}.xml": _chapter_xml(held) for chapter, held in chapters.items()}
    texts |= {f"items/{item.id}.xml": _item_xml(item) for item in items}
    return [(name, text.encode()) for name, text in texts.items()]


def content():
    """The package in the language of the book, as bytes."""
    return zip_bytes(package_files(load_bank()))
