"""The package's words in other languages: its catalogues, and another language for nothing."""

import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from asi_helpers import Label, catalogues
from asi_helpers.language import (
    LANGUAGES,
    Message,
    format_number,
    lazy_gettext,
    lazy_pgettext,
    marks,
    pair_of,
)
from press.messages import quizzes
from press.messages.package import compile_catalogue, extract

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locales"
COMPILED = sorted(LOCALES.glob("*/LC_MESSAGES/*.mo"))
GAP = re.compile(r"\{\w*\}")
# A language that nobody speaks: letters that are no ASCII tell what a catalogue has said.
FOREIGN = str.maketrans("aeiou", "àëîøü")


def messages(path):
    """{(context, English): translation} of a catalogue."""
    with path.open("rb") as file:
        read = read_po(file)
    return {(each.context, each.id): each.string for each in read if each.id}


def test_there_is_a_language_beside_english():
    assert LANGUAGES[0] == "en"
    assert "id" in LANGUAGES
    assert LOCALES / "id" / "LC_MESSAGES" / "package.mo" in COMPILED


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_what_is_compiled_is_what_was_translated(path, tmp_path):
    fresh = tmp_path / "fresh.mo"
    compile_catalogue(path.parents[1] / f"{path.stem}.po", fresh)
    name = path.relative_to(ROOT).as_posix()
    assert fresh.read_bytes() == path.read_bytes(), f"{name} is not its .po: run make messages."


@pytest.mark.parametrize("name", ["package", *(f"quiz-{each}" for each in quizzes.numbers())])
def test_a_catalogue_has_every_message_and_no_other(name):
    new = extract() if name == "package" else quizzes.extract(name.removeprefix("quiz-"))
    found = {(each.context, each.id) for each in new if each.id}
    known = messages(LOCALES / "id" / f"{name}.po").keys()
    assert found == known, f"locales/id/{name}.po is not up to date: run make messages."


def test_translators_are_told_what_a_text_of_a_quiz_is():
    told = {each.id: each.auto_comments for each in quizzes.extract("08")}
    assert told["The odds of smooth flow"] == ["08-r1: answer, right"]
    assert all(comments for text, comments in told.items() if text)


def test_every_message_of_the_package_is_translated():
    missing = [key for key, said in messages(LOCALES / "id" / "package.po").items() if not said]
    assert missing == []


def test_every_message_is_said_with_its_own_gaps():
    for (_context, english), said in messages(LOCALES / "id" / "package.po").items():
        assert set(GAP.findall(said)) <= set(GAP.findall(english)), english


def test_a_catalogue_has_no_lines_and_no_dates():
    text = (LOCALES / "id" / "package.po").read_text(encoding="utf-8")
    assert not re.search(r"^#: .*\.py:\d|Date:|Generated-By|^#, .*format", text, re.MULTILINE)


def test_the_same_words_may_have_two_translations():
    bare, last = lazy_gettext(" and "), lazy_pgettext("before the last of three", " and ")
    assert bare == last == " and "
    assert (bare.say("id"), last.say("id")) == (" dan ", ", dan ")


def test_what_has_no_translation_is_said_in_english():
    words = lazy_gettext("Nobody has translated {this}.")
    assert words.say("id") == "Nobody has translated {this}."
    assert type(words.say("id")) is str
    assert words.fill(this=lazy_gettext("yes")).say("id") == "Nobody has translated ya."
    assert lazy_gettext("").say("id") == ""  # gettext keeps the header of its file under it


def test_words_of_a_reader_are_never_looked_up():
    assert lazy_gettext("yes").say("id") == "ya"
    assert Label("yes").say("id") == "yes"
    assert Label("yes", id="iya").say("id") == "iya"


def test_messages_travel_to_another_process():
    words = lazy_pgettext("name of a row", "p-value")
    twin = pickle.loads(pickle.dumps(words))
    assert (type(twin), twin.context, twin.say("id")) == (Message, words.context, "Nilai p")
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer).say('id'))"
    filled = lazy_gettext("{count} of {n}").fill(count=1, n=words)
    run = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(filled), capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == "1 dari Nilai p"


def test_a_catalogue_is_read_once_and_only_when_asked_for():
    code = (
        "import sys; from pathlib import Path; opened = []\n"
        "sys.addaudithook(lambda event, given: event == 'open'"
        " and str(given[0]).endswith('.mo') and opened.append(given[0]))\n"
        "import asi_helpers as asi\n"
        "table = asi.load_table('knowledge'); asi.describe(table); print(len(opened))\n"
        "asi.describe(table, 'id'); asi.describe(table, 'id'); print(len(opened))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "1"]


def test_marks_of_numbers():
    assert marks("en") == {"decimal": ".", "thousands": ","}
    assert marks("id") == {"decimal": ",", "thousands": "."}
    assert format_number(-1234.5, 1, "id") == "−1234,5"


@pytest.mark.parametrize(
    ("language", "pair"), [("en", ("en", "id")), ("id", ("id", "en")), ("fr", ("fr", "en"))]
)
def test_what_is_said_twice_is_said_in_english_too(language, pair):
    assert pair_of(language) == pair


def test_fuzzy_translations_are_left_out_of_what_is_compiled(tmp_path):
    source = tmp_path / "some.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '#, fuzzy\nmsgid "old"\nmsgstr "tua"\n\nmsgid "new"\nmsgstr "baru"\n\n'
        'msgid "missing"\nmsgstr ""\n',
        encoding="utf-8",
    )
    compile_catalogue(source, tmp_path / "xx" / "LC_MESSAGES" / "package.mo")
    compiled = (tmp_path / "xx" / "LC_MESSAGES" / "package.mo").read_bytes()
    assert b"baru" in compiled
    assert b"tua" not in compiled
    assert b"missing" not in compiled


EVERYTHING = """
import asi_helpers as asi
asi.set_language("xx")
table = asi.load_table("knowledge")
audit = asi.audit_estimate(0.029, 0.94, 0.009, table=table)
test, por = asi.chi_square_test(table), asi.prevalence_odds_ratio(table)
for name in asi.__all__:
    if name.startswith("explore_") or name in ("show_claims", "show_field_tables", "calculator"):
        shown = getattr(asi, name)()
        print(shown, shown.html())
for chapter in ("01", "08"):
    print(asi.quiz(chapter).html())
for result in (table, por, test, audit, asi.e_value(asi.prevalence_ratio(table))):
    print(asi.describe(result))
for ax in (
    asi.plot_paper_map(), asi.plot_recruitment(), asi.plot_ratings(), asi.plot_interval(por),
    asi.plot_expected(test), asi.plot_icon_array(table), asi.plot_cover(audit),
):
    print(asi.show(ax).html)
for name in ("knowledge", "xrays"):
    rows = asi.load_printed_rows(name)
    print(rows, asi.describe(asi.read_pasted(rows).audit()))
print(asi.check("08-live", 1), asi.check_paragraph("Knowledge causes flow.")[0])
print(asi.writing_box("mine").html(), asi.spss_output(table).html())
print("<<", asi.format_number(1.5, 1), ">>")
"""


def test_another_language_costs_a_catalogue(tmp_path):
    """Everything is shown in a language of which there is nothing but the catalogue."""
    shutil.copytree(ROOT / "asi_helpers", tmp_path / "asi_helpers")
    shutil.copytree(LOCALES, tmp_path / "locales")
    for folder in ("data", "chapters"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    other = Catalog(charset="utf-8")
    for each in extract():
        if each.id:
            other.add(each.id, _foreign(each), context=each.context)
    (tmp_path / "locales" / "xx" / "LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "locales" / "xx" / "LC_MESSAGES" / "package.mo").open("wb") as file:
        write_mo(file, other)
    run = subprocess.run(
        [sys.executable, "-c", EVERYTHING],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "<< 1;5 >>" in run.stdout
    assert "Thë ødds øf" in run.stdout
    assert "lebih tinggi" not in run.stdout  # where two languages are shown, the other is English


def _foreign(message):
    if message.context in ("decimal mark", "thousands mark"):
        return {".": ";", ",": "_"}[message.id]
    gaps = GAP.findall(message.id)
    parts = [part.translate(FOREIGN) for part in GAP.split(message.id)]
    return "".join(each for pair in zip(parts, [*gaps, ""], strict=True) for each in pair)


def test_a_checkout_and_a_wheel_are_both_looked_into(monkeypatch, tmp_path):
    inside, beside = tmp_path / "inside", tmp_path / "beside"
    monkeypatch.setattr(catalogues, "_PLACES", (inside, beside))
    assert catalogues.find_languages() == ("en",)
    for place, language in ((beside, "zz"), (inside, "yy")):
        (place / language / "LC_MESSAGES").mkdir(parents=True)
        (place / language / "LC_MESSAGES" / "package.mo").touch()
        assert catalogues.find_languages() == ("en", language)
