"""
The question bank as a QTI 2.1 content package, for programs that do not take QTI 3.0 yet.

QTI 3.0 kept what 2.1 means and changed how it is spelled: `qti-simple-choice` was `simpleChoice`,
and what is in a feedback had no body of its own. So this is the package of press/bank/qti.py with
the older spelling.
"""

import re

from press.bank import qti
from press.bank.items import load_bank
from press.zips import zip_bytes

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
SPELLED = {
    f"{qti.SCHEMA}/imsqti_asiv3p0_v1p0.xsd": "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    qti.QTI: QTI,
    qti.PACKAGE: PACKAGE,
    "imsqti_item_xmlv3p0": "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv3p0": "imsqti_test_xmlv2p1",
    "<schema>QTI Package</schema>": "<schema>QTIv2.1 Package</schema>",
    "<schemaversion>3.0.0</schemaversion>": "<schemaversion>1.0.0</schemaversion>",
    "<qti-content-body>": "",
    "</qti-content-body>": "",
}
TAG = re.compile(r"<[^<>]+>")
NEWER = re.compile(r'\s+data-[a-z-]+="[^"]*"')  # attributes that 2.1 does not know
ATTRIBUTE = re.compile(r'(?<=\s)[a-z]+(?:-[a-z]+)+(?==")')


def camel(name):
    """
    The older spelling of a name.

    Examples
    --------
    >>> camel("response-else-if")
    'responseElseIf'
    """
    return re.sub(r"-(.)", lambda found: found[1].upper(), name)


def older(text):
    """
    A file of the QTI 3.0 package in the spelling of QTI 2.1.

    Examples
    --------
    >>> older('<qti-base-value base-type="float">1</qti-base-value>')
    '<baseValue baseType="float">1</baseValue>'
    """
    for new, old in SPELLED.items():
        text = text.replace(new, old)

    def respell(found):
        tag = NEWER.sub("", found[0])
        tag = re.sub(r"(?<=^<)(/?)qti-([a-z-]+)", lambda name: name[1] + camel(name[2]), tag)
        return ATTRIBUTE.sub(lambda name: camel(name[0]), tag)

    return TAG.sub(respell, text)


def content():
    """The package in the language of the book, as bytes."""
    files = qti.package_files(load_bank())
    return zip_bytes((name, older(data.decode()).encode()) for name, data in files)
