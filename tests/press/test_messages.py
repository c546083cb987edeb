"""What is translated, how a translation is held to the English, and what is made of it."""

import csv
import re
import shutil

import pytest
import yaml
from babel.messages.catalog import Catalog

from press import ROOT, words
from press.editions import COMPLETE, languages
from press.messages import catalogues, check, status
from press.messages.myst import NotText, Source, has_words
from press.messages.translated import TranslatedBook, Words, as_english

EXTENSIONS = catalogues.extensions()
MARKS = str.maketrans(".,", ",.")


def source(text):
    return Source(text, EXTENSIONS)


def messages(text):
    return list(source(text).messages())


# -- what a message is -----------------------------------------------------------------------------

PAGE = """\
---
kernelspec:
  name: python3
minutes: 60
before: '[Chi-square](05-chi-square.md)'
objectives:
  - Read a table.
  - Say "of whom?".
---

# A title with *stress*

A paragraph in
two lines, with {glue:text}`n` mothers.

- a point
  of two lines
- another

> quoted
> twice

term
:   what it means

| group | smooth |
|---|---:|
| good | 1,000.5 |
| a \\| b | 2 |

```{code-cell} ipython3
---
mystnb:
  figure:
    name: fig-x
    caption: What the figure shows.
tags: [hide-input]
---
asi.show("not a message")
```

```{code-cell} ipython3
:tags: [remove-cell]

print("nor this")
```

::::{dropdown} Show the answer
:class: answer

The answer.

:::{note}
A note.
:::
::::

$$
\\text{not this}
$$

% nor a comment

+++ {"slideshow": {"slide_type": "slide"}}

```text
nor what a program prints
```
"""


def test_messages_are_what_a_reader_reads():
    assert messages(PAGE) == [
        ("[Chi-square](05-chi-square.md)", "what to read before"),
        ("Read a table.", "objective"),
        ('Say "of whom?".', "objective"),
        ("A title with *stress*", "heading"),
        ("A paragraph in two lines, with {glue:text}`n` mothers.", "paragraph"),
        ("a point of two lines", "paragraph"),
        ("another", "paragraph"),
        ("quoted twice", "paragraph"),
        ("term", "term"),
        ("what it means", "paragraph"),
        ("group", "table cell"),
        ("smooth", "table cell"),
        ("good", "table cell"),
        ("a | b", "table cell"),
        ("What the figure shows.", "caption"),
        ("Show the answer", "title of dropdown"),
        ("The answer.", "paragraph"),
        ("A note.", "paragraph"),
    ]


def test_other_words_stand_where_the_english_stood():
    said = source(PAGE).translated(lambda text, kind: text.upper() if kind != "caption" else "X: y")
    assert "# A TITLE WITH *STRESS*\n" in said
    assert "- A POINT OF TWO LINES\n- ANOTHER\n" in said
    assert "> QUOTED TWICE\n" in said
    assert "TERM\n:   WHAT IT MEANS\n" in said
    assert "| A \\| B | 2 |\n" in said
    assert "::::{dropdown} SHOW THE ANSWER\n:class: answer\n" in said
    assert yaml.safe_load(said.split("---\n")[1])["objectives"] == [
        "READ A TABLE.",
        'SAY "OF WHOM?".',
    ]
    assert "    caption: 'X: y'\n" in said
    assert 'asi.show("not a message")\n' in said
    assert "minutes: 60\n" in said


@pytest.mark.parametrize("page", catalogues.pages())
def test_a_page_in_its_own_words_has_the_same_messages(page):
    text = (ROOT / page).read_text("utf8")
    same = source(text).translated(lambda text, kind: text)
    assert messages(same) == messages(text)
    assert source(same).translated(lambda text, kind: text) == same
    code = re.compile(r"^```\{code-cell\}.*?^```$", re.MULTILINE | re.DOTALL)
    without_header = re.compile(r"^---\n.*?^---\n", re.MULTILINE | re.DOTALL)
    cells = [[without_header.sub("", cell) for cell in code.findall(each)] for each in (text, same)]
    assert cells[0] == cells[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# Title\n\n<div>text</div>\n", "line 3: is this text"),
        ("# Title\n\n    indented\n", "line 3: is this text"),
        ("# Title\n\n:::{tip}\nText.\n:::\n", "line 3: is the directive 'tip' text"),
        (":::{note}\nText.\n\n<div>text</div>\n:::\n", "line 4: is this text"),
    ],
)
def test_what_may_be_text_is_refused_with_its_line(text, says):
    with pytest.raises(NotText, match=says):
        source(text)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("mothers", True),
        ("{term}`confounder`", True),
        ("{cite:t}`sari2023`", False),
        ("{glue:text}`a` ÷ {glue:text}`b` = 0.4", False),
        ("`asi.show`", False),
        ("$a / b$", False),
        ("n = 94", True),
        ("[chapter 2](02.md)", True),
        ("27", False),
    ],
)
def test_what_has_no_words_is_no_message(text, there):
    assert has_words(text) is there


# -- a translation is held to the English ----------------------------------------------------------

ENGLISH = (
    "**Odds** of {glue:text}`c08_por` to 1, p < 0.001, of 1,099 people: see "
    "{term}`log axis <log scale>`, {term}`confounder`, [chapter 7](07.md#odds), "
    "`asi.show`, $a/b$ and {name}."
)
RIGHT = (
    "**Odds** {glue:text}`c08_por` banding 1, p < 0,001, dari 1.099 orang: lihat "
    "{term}`sumbu log <log scale>`, {term}`perancu <confounder>`, [Bab 7](07.md#odds), "
    "`asi.show`, $a/b$, dan {name}."
)


def test_a_translation_with_all_that_the_english_has_is_right():
    english = ENGLISH.replace("chapter 7", "chapter seven")
    assert check.faults(english, RIGHT.replace("Bab 7", "bab tujuh"), MARKS) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("0,001", "0.001", "numbers: 0,001 is missing"),
        ("0,001", "0.001", "numbers: 0.001 is not in the English"),
        ("1.099", "1099", "numbers: 1.099 is missing"),
        ("c08_por", "c08_printed", "roles: glue:text:c08_por is missing"),
        ("<log scale>", "<sumbu log>", "roles: term:log scale is missing"),
        ("perancu <confounder>", "perancu", "roles: term:perancu is not in the English"),
        ("07.md#odds", "07.md", "links: 07.md#odds is missing"),
        ("`asi.show`", "`asi.tampil`", "code: asi.show is missing"),
        ("$a/b$", "$b/a$", "formulas: a/b is missing"),
        ("{name}", "{nama}", "gaps: name is missing"),
        ("**Odds**", "Odds", "bold marks: **, ** is missing"),
        ("orang", "orang\n", "more than one line"),
    ],
)
def test_what_a_translation_lost_or_added_is_said(old, new, says):
    assert old in RIGHT
    found = check.faults(ENGLISH, RIGHT.replace(old, new), MARKS)
    assert any(fault.startswith(says) for fault in found)


@pytest.mark.parametrize(
    ("translation", "says"),
    [
        ("{n} ibu {", "gaps: a brace stands alone"),
        ("{n} ibu }", "gaps: a brace stands alone"),
        ("{n.x} ibu", "gaps: n is missing"),
        ("ibu", "gaps: n is missing"),
    ],
)
def test_a_gap_that_cannot_be_filled_is_a_fault(translation, says):
    assert says in check.faults("{n} mothers", translation, MARKS)
    assert check.faults("{n} mothers", "{n} ibu, dari {n}", MARKS) == []
    assert check.faults("Write `{name}` so", "Tulis `{name}`", MARKS) == []


@pytest.mark.parametrize("text", ["# x", "- x", "> x", "2023. x", "% x", "---", "```{note}"])
def test_a_translation_that_begins_a_block_is_seen(text):
    assert not check.is_one_passage(text, EXTENSIONS)
    assert check.is_one_passage("Tahun 2023. x", EXTENSIONS)


def test_the_same_number_twice_is_two_numbers():
    assert check.faults("5 of 5", "5 dari 5", MARKS) == []
    assert check.faults("5 of 5", "semua dari 5", MARKS) == ["numbers: 5 is missing"]


def test_the_marks_of_numbers_are_those_of_the_language():
    assert "1,234.5".translate(words.number_marks("id")) == "1.234,5"
    assert "1,234.5".translate(words.number_marks("en")) == "1,234.5"


# -- catalogues ------------------------------------------------------------------------------------


def catalogue_of(*texts):
    return catalogues.template([catalogues.Message(text, "paragraph", "x.md") for text in texts])


@pytest.fixture
def update(tmp_path, monkeypatch):
    """Update the one catalogue of a book with these texts; return its file and what changed."""

    def update(*texts):
        found = {"x": catalogue_of(*texts)}
        monkeypatch.setattr(catalogues, "templates", lambda language, root: found)
        return tmp_path / "locales/id/x.po", catalogues.update("id", tmp_path)

    return update


def translate(path, **said):
    """Put translations into a file, as a translator's tool does."""
    with path.open("rb") as file:
        catalogue = catalogues.read_po(file)
    for message in catalogue:
        if message.id in said:
            message.string = said[message.id]
    path.write_bytes(catalogues.as_bytes(catalogue))


def test_an_update_without_a_change_changes_nothing(update):
    path, changed = update("One.", "Two.")
    assert changed == [path]
    assert update("One.", "Two.")[1] == []
    assert b"Date" not in path.read_bytes()
    assert b":1\n" not in path.read_bytes()


def test_what_changed_is_fuzzy_with_the_old_english_beside_it(update):
    path, _ = update("The odds of the mothers are high.", "Two.")
    translate(
        path, **{"The odds of the mothers are high.": "Odds para ibu tinggi.", "Two.": "Dua."}
    )
    update("The odds of the mothers are low.", "Two.")
    text = path.read_text("utf8")
    assert '#| msgid "The odds of the mothers are high."\n' in text
    assert "#, fuzzy\n" in text
    words = {
        message.id: status.state_of(message)
        for message in catalogues.load("x", "id", path.parents[2])
    }
    assert words["The odds of the mothers are low."] == "fuzzy"
    assert words["Two."] == "translated"


def test_the_old_english_stays_beside_a_fuzzy_message_and_goes_with_its_mark(update):
    old = "The odds of the mothers are high, as everybody sees who looks at the whole table, twice."
    new = old.replace("high", "low")
    path, _ = update(old)
    translate(path, **{old: "Odds para ibu tinggi."})
    update(new)
    before = path.read_bytes()
    assert update(new)[1] == []
    assert path.read_bytes() == before
    assert before.count(b"#| msgid") == 1
    catalogue = catalogues.read(path, "id")
    for message in catalogue:  # as a translator's tool clears the mark
        message.flags.discard("fuzzy")
    path.write_bytes(catalogues.as_bytes(catalogue))
    update(new)
    assert b"high" not in path.read_bytes()


def test_text_that_comes_back_or_moves_brings_its_translation(update, monkeypatch):
    path, _ = update("One.", "Quite another thing.")
    translate(path, **{"Quite another thing.": "Hal lain."})
    update("One.")
    update("One.", "Quite another thing.")
    assert 'msgstr "Hal lain."' in path.read_text("utf8")
    assert "#~" not in path.read_text("utf8")
    moved = {"x": catalogue_of("One."), "y": catalogue_of("Quite another thing.", "New.")}
    monkeypatch.setattr(catalogues, "templates", lambda language, root: moved)
    catalogues.update("id", path.parents[2])
    assert 'msgstr "Hal lain."' in path.with_name("y.po").read_text("utf8")


def test_a_broken_file_is_named(update):
    path, _ = update("One.")
    path.write_text(f"<<<<<<< HEAD\n{path.read_text('utf8')}", "utf8")
    with pytest.raises(ValueError, match=r"x\.po"):
        update("One.")


def test_what_is_gone_is_kept_as_obsolete(update):
    path, _ = update("One.", "Quite another thing.")
    translate(path, **{"Quite another thing.": "Hal lain."})
    update("One.")
    assert '#~ msgid "Quite another thing."\n#~ msgstr "Hal lain."\n' in path.read_text("utf8")


def test_a_catalogue_that_nothing_belongs_to_is_removed(update):
    path, _ = update("One.")
    (path.parent / "gone.po").write_text(path.read_text("utf8"), "utf8")
    assert update("One.")[1] == [path.parent / "gone.po"]
    assert not (path.parent / "gone.po").exists()


def test_babel_takes_no_role_for_a_format(update):
    path, _ = update("{glue:text}`a` of 79.4% of them")
    assert "format" not in path.read_text("utf8")


# -- the copy --------------------------------------------------------------------------------------


def words_of(**known):
    words = Words.__new__(Words)
    words.known, words.marks = known, MARKS
    return words


def test_a_message_is_said_or_marked_as_english():
    words = words_of(Mothers="Ibu")
    assert words.say("Mothers") == "Ibu"
    assert (
        words.say("Fathers and [chapter 2](02.md)") == "[Fathers and [chapter 2](02.md)]{lang=en}"
    )
    assert words.say("Fathers", "caption") == "Fathers"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,000", "1.000"),
        ("0.4", "0,4"),
        ("{glue:text}`a` ÷ 20.5", "{glue:text}`a` ÷ 20,5"),
        ("`0.4`", "`0.4`"),
        ("-", "-"),
    ],
)
def test_numbers_without_words_have_the_marks_of_the_language(text, said):
    assert words_of().say(text, "table cell") == said


@pytest.mark.parametrize("text", ["a ] b", "[a", "a ]["])
def test_brackets_that_do_not_pair_are_not_put_in_brackets(text):
    assert as_english(text) == text


@pytest.fixture
def small_book(tmp_path):
    """A book of one page and its settings, and a catalogue that knows its title."""
    (tmp_path / "chapters/instructor").mkdir(parents=True)
    page = "# The title\n\n```{code-cell}\nimport asi_helpers as asi\n\nasi.x()\n```\n\nMore.\n"
    for name in ("index.md", "references.md", "chapters/01-one.md"):
        (tmp_path / name).write_text(page, "utf8")
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, tmp_path)
    catalogue = Catalog(locale="id")
    catalogue.add("The title", "Judulnya")
    path = tmp_path / "locales/id/01-one.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.as_bytes(catalogue))
    book = TranslatedBook("id", tmp_path)
    book.write()
    return book


def test_the_copy_says_what_the_catalogue_says_and_its_code_knows_the_language(small_book):
    text = (small_book.folder / "chapters/01-one.md").read_text("utf8")
    assert "# Judulnya\n" in text
    assert 'import asi_helpers as asi\nasi.set_language("id")\n\nasi.x()\n' in text
    assert "[More.]{lang=en}" in text
    settings = yaml.safe_load((small_book.folder / "_config.yml").read_text("utf8"))
    assert settings["sphinx"]["config"]["language"] == "id"


def test_only_what_changed_is_written_anew(small_book):
    before = {
        path: path.stat().st_mtime_ns for path in small_book.folder.rglob("*") if path.is_file()
    }
    (small_book.root / "index.md").write_text("# Another title\n", "utf8")
    (small_book.root / "references.md").unlink()
    (small_book.root / "references.md").write_text("# The title\n", "utf8")
    (small_book.root / "chapters/01-one.md").rename(small_book.root / "chapters/02-two.md")
    small_book.write()
    after = {
        path: path.stat().st_mtime_ns for path in small_book.folder.rglob("*") if path.is_file()
    }
    names = {
        path.relative_to(small_book.folder).as_posix()
        for path in after
        if after[path] != before.get(path)
    }
    assert names == {"index.md", "references.md", "chapters/02-two.md"}
    assert not (small_book.folder / "chapters/01-one.md").exists()


# -- the words of a language -----------------------------------------------------------------------

INDONESIAN = ROOT / "locales" / "id"
WITHOUT_TARGETS = re.compile(r"\]\([^)]*\)|\{(?!term)[\w:-]+\}`[^`]*`|(?<!\})`[^`]*`|<[^<>]*>(?=`)")


@pytest.fixture(scope="module")
def said():
    """(catalogue, English, Indonesian) of everything that a learner reads, without addresses."""
    return [
        (name, WITHOUT_TARGETS.sub(" ", message.id), message.string)
        for name in catalogues.names("id")
        if name not in ("package", "site", "data-dictionary")
        for message in catalogues.load(name, "id")
        if message.id and message.string
    ]


def held_terms():
    """(English term, Indonesian forms) of the terms that every message is held to."""
    with (INDONESIAN / "terms.csv").open(encoding="utf8", newline="") as file:
        return [(row["english"], row["forms"]) for row in csv.DictReader(file) if row["forms"]]


@pytest.mark.parametrize(("term", "forms"), held_terms())
def test_a_term_is_said_as_the_list_of_terms_has_it(said, term, forms):
    """Or in English, where a text quotes it."""
    english = re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE)
    forms = "|".join(rf"\b{re.escape(form)}" for form in [*forms.split("; "), term])
    uses = [each for each in said if english.search(each[1])]
    assert uses
    assert [each for each in uses if not re.search(forms, each[2], re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        r"\brasio peluang\b",  # of an odds ratio
        r"\bselang kepercayaan\b",
        r"\bdari pada\b",
        r"\badalah merupakan\b",
        r"\bpara [a-z]+-[a-z]+\b",
        r"\bdi(?:atas|bawah|dalam|antara|samping|sini|sana)\b",
        r"\bdi (?:hitung|bagi|catat|cetak|baca|tulis|pakai|gunakan)\b",
        r"\b(?:analisa|resiko|prosentase|hipotesa|kwesioner|metoda|obyektif|mempengaruhi)\b",
    ],
)
def test_what_the_style_rules_out_is_not_written(said, wrong):
    found = [(name, text) for name, _, text in said if re.search(wrong, text, re.IGNORECASE)]
    assert [each for each in found if not is_quoted(wrong, each[1])] == []


def is_quoted(pattern, text):
    """Whether the words stand in italics or in quotation marks: the paper's, or shown as wrong."""
    return re.search(rf"[*\"“'][^*\"“”']*{pattern}[^*\"“”']*[*\"”']", text, re.IGNORECASE)


def test_what_a_file_does_not_have_is_missing(monkeypatch):
    added = catalogues.templates("id") | {"index": catalogue_of("A sentence that nobody has seen.")}
    monkeypatch.setattr(catalogues, "templates", lambda language, root: added)
    found = [problem for file, problem in check.problems("id") if file.endswith("/index.po")]
    assert found == ["missing: A sentence that nobody has seen."]


def complete_languages():
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
    return settings["sphinx"]["config"][COMPLETE]


def test_indonesian_is_complete():
    assert "id" in complete_languages()


@pytest.mark.parametrize("language", complete_languages())
def test_a_complete_language_lacks_nothing_and_keeps_to_the_english(language):
    """`python -m press.messages check` names each message."""
    assert list(check.problems(language)) == []


# -- how far a language is -------------------------------------------------------------------------


def test_the_table_of_languages_is_that_of_the_catalogues():
    """Run `make messages` when this fails."""
    text = (ROOT / status.PAGE).read_text("utf8")
    assert status.rewrite(text, status.table()) == text


def test_the_catalogues_are_those_of_the_sources():
    """Run `make messages` when this fails."""
    for language in set(languages()) - {words.ENGLISH}:
        for name, template in catalogues.templates(language).items():
            known = {(m.id, m.context) for m in catalogues.load(name, language) if m.id}
            assert known == {(m.id, m.context) for m in template if m.id}, name
