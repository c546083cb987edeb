"""The QTI packages: whole, and with the questions, numbers and feedback of the bank."""

import io
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree

import pytest

from press.bank import canvas, qti, qti2
from press.bank.items import ChoiceItem, NumericItem, load_bank

N = {"q": qti.QTI, "p": qti.PACKAGE, "l": qti.LOM, "o": canvas.QTI, "c": canvas.PACKAGE}
BANK = load_bank()
IDS = [item.id for item in BANK]


def words(element):
    """Text of an element, without its marks."""
    return " ".join("".join(element.itertext()).split())


def plain(html):
    """The same of HTML of the bank."""
    return words(ElementTree.fromstring(f"<p>{html}</p>"))


@pytest.fixture(scope="module")
def package():
    """{name: root element} of the package."""
    return {name: ElementTree.fromstring(data) for name, data in qti.package_files(BANK)}


def test_the_manifest_names_every_file_once_and_nothing_else(package):
    manifest = package["imsmanifest.xml"]
    resources = manifest.findall(".//p:resource", N)
    named = [resource.get("href") for resource in resources]
    assert Counter(named) == Counter(set(package) - {"imsmanifest.xml"})
    for resource in resources:
        (file,) = resource.findall("p:file", N)
        assert file.get("href") == resource.get("href")
    names = [resource.get("identifier") for resource in resources]
    assert len(set(names)) == len(names)
    needed = {each.get("identifierref") for each in manifest.findall(".//p:dependency", N)}
    assert needed == {f"item-{key}" for key in IDS}
    for resource in resources:
        assert package[resource.get("href")].get("identifier") == resource.get("identifier")


def test_every_item_stands_in_the_test_of_its_chapter_once(package):
    found = []
    for name, test in package.items():
        if name.startswith("tests/"):
            for reference in test.findall(".//q:qti-assessment-item-ref", N):
                assert reference.get("href").removeprefix("../") in package
                assert reference.get("identifier")[5:7] == name[6:8]
                found.append(reference.get("identifier"))
    assert Counter(found) == Counter(f"item-{key}" for key in IDS)


def test_the_manifest_says_objective_and_misconceptions(package):
    resources = package["imsmanifest.xml"].findall(".//p:resource[@type='imsqti_item_xmlv3p0']", N)
    for item, resource in zip(BANK, resources, strict=True):
        assert resource.findtext(".//l:taxon/l:id", namespaces=N) == item.objective
        keywords = [words(each) for each in resource.findall(".//l:keyword", N)]
        assert keywords == [item.role_name, *item.misconceptions]


@pytest.mark.parametrize("item", BANK, ids=IDS)
def test_an_item_is_that_of_the_bank(package, item):
    root = package[f"items/{item.id}.xml"]
    feedbacks = {
        each.get("identifier"): words(each) for each in root.findall("q:qti-modal-feedback", N)
    }
    assert len(feedbacks) == len(root.findall("q:qti-modal-feedback", N))
    (right,) = root.findall("q:qti-response-declaration/q:qti-correct-response/q:qti-value", N)
    if isinstance(item, ChoiceItem):
        assert words(root.find(".//q:qti-prompt", N)) == plain(item.question)
        shown = {
            each.get("identifier"): words(each)
            for each in root.findall(".//q:qti-simple-choice", N)
        }
        assert set(shown) == set(feedbacks)
        said = {(text, feedbacks[name], name == right.text) for name, text in shown.items()}
        assert said == {
            (plain(each.text), plain(each.feedback), each.correct) for each in item.choices
        }
    else:
        question = words(root.find("q:qti-item-body", N))
        assert question.startswith(plain(item.question))
        assert question.endswith(item.unit)
        assert abs(float(right.text) - item.answer) <= item.tolerance
        named = {
            each.find("q:qti-base-value", N).text
            for each in root.findall(".//q:qti-set-outcome-value[@identifier='FEEDBACK']", N)
        }
        assert named == set(feedbacks)


NUMERIC = [item for item in BANK if isinstance(item, NumericItem)]


def judge(root, number):
    """Score and feedback of a number, by the ranges as they stand in the item."""
    condition = root.find("q:qti-response-processing/q:qti-response-condition", N)
    for branch in condition:
        limits = [float(each.text) for each in branch.findall("q:qti-and/*/q:qti-base-value", N)]
        if not limits or limits[0] <= number <= limits[1]:
            given = {
                each.get("identifier"): each.find("q:qti-base-value", N).text
                for each in branch.findall("q:qti-set-outcome-value", N)
            }
            for feedback in root.findall("q:qti-modal-feedback", N):
                if feedback.get("identifier") == given["FEEDBACK"]:
                    return float(given["SCORE"]), words(feedback)
    raise AssertionError(f"nothing is said of {number}")


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item.id)
def test_numbers_are_judged_as_on_the_page(package, item):
    root = package[f"items/{item.id}.xml"]
    right = (1, plain(item.feedback))
    for number in (item.answer, round(item.answer, item.decimals)):
        assert judge(root, number) == right
    assert judge(root, item.answer + 1.1 * item.tolerance) != right
    for mistake in item.mistakes:
        assert judge(root, mistake.value) == (0, plain(mistake.feedback))
    assert judge(root, 1e6)[1].startswith(plain(list(item.verdicts)[-1].feedback))


def test_a_question_says_that_a_number_takes_a_point(package):
    for item in NUMERIC:
        said = words(package[f"items/{item.id}.xml"].find("q:qti-item-body", N))
        assert ("decimal point" in said) == bool(item.decimals)


@pytest.mark.parametrize("made", [qti, qti2, canvas], ids=["qti", "qti2", "canvas"])
def test_the_bytes_are_the_same_each_time(made):
    assert made.content() == made.content()


def test_the_older_form_says_the_same_in_the_older_spelling():
    for name, data in qti.package_files(BANK):
        old = qti2.older(data.decode())
        assert "qti-" not in old, name
        assert "v3p0" not in old, name
        before, after = ElementTree.fromstring(data), ElementTree.fromstring(old)
        if name != "imsmanifest.xml":
            assert words(before) == words(after)
        kept = [each for each in before.iter() if not each.tag.endswith("content-body")]
        for new, each in zip(kept, after.iter(), strict=True):
            tag = each.tag.split("}")[1]
            assert qti2.camel(new.tag.split("}")[1].removeprefix("qti-")) == tag
            known = {key: value for key, value in new.items() if not key.startswith("data-")}
            if name != "imsmanifest.xml" and "schemaLocation" not in str(known):
                assert {qti2.camel(key): value for key, value in known.items()} == each.attrib


@pytest.fixture(scope="module")
def quizzes():
    """{chapter: {name: root element}} of what Canvas imports."""
    found = {}
    for name, data in canvas.bank_files(BANK):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chapter = re.search(r"(\d\d)\.zip$", name)[1]
            found[chapter] = {
                each: ElementTree.fromstring(archive.read(each)) for each in archive.namelist()
            }
    return found


def test_each_zip_for_canvas_is_whole(quizzes):
    assert set(quizzes) == {item.chapter for item in BANK}
    for files in quizzes.values():
        manifest = files["imsmanifest.xml"]
        named = {each.get("href") for each in manifest.findall(".//c:file", N)}
        assert named == set(files) - {"imsmanifest.xml"}
        resources = {each.get("identifier") for each in manifest.findall(".//c:resource", N)}
        needed = {each.get("identifierref") for each in manifest.findall(".//c:dependency", N)}
        assert needed < resources


@pytest.mark.parametrize("item", BANK, ids=IDS)
def test_an_item_for_canvas_is_that_of_the_bank(quizzes, item):
    (quiz,) = (
        root
        for name, root in quizzes[item.chapter].items()
        if name.endswith(".xml") and root.tag == f"{{{canvas.QTI}}}questestinterop"
    )
    (found,) = quiz.findall(f".//o:item[@ident='item-{item.id}']", N)
    said = {
        each.get("ident"): plain_html(each.find(".//o:mattext", N).text)
        for each in found.findall("o:itemfeedback", N)
    }
    asked = found.find("o:presentation/o:material/o:mattext", N).text
    assert plain_html(asked).startswith(plain(item.question))
    conditions = found.findall("o:resprocessing/o:respcondition", N)
    (scored,) = (each for each in conditions if each.find("o:setvar", N) is not None)
    linked = {each.get("linkrefid") for each in found.findall(".//o:displayfeedback", N)}
    assert linked == set(said)
    if isinstance(item, ChoiceItem):
        right = scored.find(".//o:varequal", N).text
        met = set()
        for label in found.findall(".//o:response_label", N):
            name = label.get("ident")
            text = plain_html(label.find(".//o:mattext", N).text)
            met.add((text, said[f"{name}_fb"], name == right))
        assert met == {
            (plain(each.text), plain(each.feedback), each.correct) for each in item.choices
        }
    else:
        low, high = (float(scored.find(f".//o:{name}", N).text) for name in ("vargte", "varlte"))
        assert low < round(item.answer, item.decimals) < high
        assert high - low == pytest.approx(2 * item.tolerance)
        assert said["correct_fb"] == plain(item.feedback)
        for mistake in item.mistakes:
            assert plain(mistake.feedback) in said["general_incorrect_fb"]


def plain_html(html):
    """Text of HTML that stands as text in a file."""
    return words(ElementTree.fromstring(f"<div>{html}</div>"))
