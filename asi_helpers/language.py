"""What a language is: its words, its sentences that wait to be said in it, and its numbers."""

import math
import numbers
import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np

from .catalogues import ENGLISH, find_languages, translate

LANGUAGES = find_languages()

_NAMES = {"en": " (English)", "id": " (Indonesian)"}

# What `set_language` was told. It is kept for the whole process, and not for a thread or context,
# because the cells of a notebook need not run in the same one.
_chosen = None


def set_language(language):
    """
    Choose the language in which everything speaks from now on.

    What is shown already, such as an explorer, stays in the language it was made in. Without this
    call the environment variable ``ASI_LANGUAGE`` decides, and without that the package speaks
    English.

    Parameters
    ----------
    language : {"en", "id"} or None
        English, Indonesian, or another language that the package has a catalogue of; None takes
        the choice back.

    Raises
    ------
    ValueError
        If the language is unknown.

    Examples
    --------
    >>> set_language("id")
    >>> format_number(34.714, 1)
    '34,7'
    >>> set_language(None)
    >>> format_number(34.714, 1)
    '34.7'
    """
    global _chosen
    _chosen = None if language is None else check_language(language)


def check_language(language=None):
    """
    Return `language` if the package speaks it, and the one to speak where it is None.

    Raises
    ------
    ValueError
        If the package does not speak the language; where the environment variable ASI_LANGUAGE is
        to blame, it is named.
    """
    if language in LANGUAGES:
        return language
    known = " or ".join(f"'{each}'{_NAMES.get(each, '')}" for each in LANGUAGES)
    if language is not None:
        raise ValueError(f"`language` must be {known}, but got {language!r}.")
    if _chosen is not None:
        return _chosen
    surroundings = os.environ.get("ASI_LANGUAGE") or ENGLISH
    if surroundings not in LANGUAGES:
        raise ValueError(
            f"The environment variable ASI_LANGUAGE must be {known}, but is {surroundings!r}."
        )
    return surroundings


def other_language():
    """
    The language beside the one that is spoken: to say a thing a second time.

    Returns
    -------
    str
        "id" where the package speaks English; "en" where it speaks another language.

    Examples
    --------
    >>> other_language()
    'id'
    """
    return pair_of(check_language())[1]


def mark_of(language):
    """The language that words must be marked with, or None: English words of an English page."""
    return None if language == check_language() == ENGLISH else language


def pair_of(language):
    """The two languages of what is said twice: its own, and English or, in English, Indonesian."""
    return language, "id" if language == ENGLISH else ENGLISH


class Label(str):
    """
    Words in English and, where given, in Indonesian; which of them is decided when they are said.

    It is for words of your own. Those of the package are in its catalogues (`lazy_gettext`).

    Parameters
    ----------
    en : str
        The English words; the label is this string.
    id : str, optional
        The Indonesian words. Without them the English ones serve in every language; with them a
        further language has its own in the catalogue of such pairs.

    Examples
    --------
    >>> good = Label("good knowledge", id="pengetahuan baik")
    >>> good
    'good knowledge'
    >>> good.say("id")
    'pengetahuan baik'

    Words with gaps are filled before it is known in which language they will be said:

    >>> share = Label("{n} mothers with {group}", id="{n} ibu dengan {group}")
    >>> share.fill(n=34, group=good).say("id")
    '34 ibu dengan pengetahuan baik'
    """

    __slots__ = ("_id",)

    def __new__(cls, en, id=None):
        label = super().__new__(cls, en)
        label._id = None if id is None else str(id)
        return label

    def __getnewargs__(self):
        return str(self), self._id

    def say(self, language=None):
        """
        Return the words in a language.

        Parameters
        ----------
        language : {"en", "id"}, optional
            As `set_language` says, where None.

        Returns
        -------
        str
        """
        language, words = check_language(language), str(self)
        if language == ENGLISH or self._id is None:
            return words
        if language == "id":
            return self._id
        said = translate(words, language, catalogue="pairs")
        return words if said is None else said

    def fill(self, **values):
        """
        Fill the gaps of these words, in whichever language they will be said.

        Parameters
        ----------
        **values
            What stands in each `{gap}`: a `Label`, a number of this module such as `Ratio`, or
            text that is the same in every language. One that has no gap is left out.

        Returns
        -------
        Filled
        """
        return Filled(self, values)


class Message(Label):
    """
    Words of the package, in English; what they are in another language its catalogue knows.

    Where the catalogue does not have them they are said in English.

    Attributes
    ----------
    context : str or None
        Which of several meanings; see `lazy_pgettext`.
    catalogue : str
        "package", or a quiz's.
    """

    __slots__ = ("catalogue", "context")

    def __new__(cls, message, context=None, catalogue="package"):
        made = super().__new__(cls, message)
        made.context, made.catalogue = context, catalogue
        return made

    def __getnewargs__(self):
        return str(self), self.context, self.catalogue

    def is_known(self, language):
        """Whether they can be said in a language."""
        return language == ENGLISH or self._translated(language) is not None

    def say(self, language=None):
        """Return the words in a language, as `Label.say` does."""
        language, words = check_language(language), str(self)
        if language == ENGLISH:
            return words
        said = self._translated(language)
        return words if said is None else said

    def _translated(self, language):
        return translate(str(self), language, catalogue=self.catalogue, context=self.context)


def lazy_gettext(message):
    """
    Words of the package, to be said later; imported as ``_``, by which Babel finds them.

    Parameters
    ----------
    message : str
        In English, typed where it stands: Babel reads the source, and does not run it.

    Returns
    -------
    Message

    Examples
    --------
    >>> lazy_gettext("odds ratio"), lazy_gettext("odds ratio").say("id")
    ('odds ratio', 'rasio odds')
    """
    return Message(message)


def lazy_pgettext(context, message):
    """
    Words that have another translation in another place, which `context` tells from this one.

    Parameters
    ----------
    context : str
        For translators: where the words stand, or what they mean there.
    message : str

    Returns
    -------
    Message
    """
    return Message(message, context)


class Filled(Label):
    """
    A `Label` whose gaps are filled.

    Attributes
    ----------
    template : Label
    values : dict of str to object
    """

    __slots__ = ("template", "values")

    def __new__(cls, template, values):
        filled = super().__new__(cls, _filled(template, values, ENGLISH))
        filled.template, filled.values = template, values
        return filled

    def __getnewargs__(self):
        return self.template, self.values

    def say(self, language=None):
        """Return the words in a language, as `Label.say` does."""
        language = check_language(language)
        return str(self) if language == ENGLISH else _filled(self.template, self.values, language)


def _filled(template, values, language):
    words = template.say(language)
    return words.format(**{gap: say(value, language) for gap, value in values.items()})


def say(words, language):
    """
    Anything in a language: what can say itself does, all else is text already.

    Parameters
    ----------
    words : Label, number of this module, or object
    language : {"en", "id"}

    Returns
    -------
    str

    Examples
    --------
    >>> say(Ratio(34.714), "id"), say("n = 94", "id")
    ('34,7', 'n = 94')
    """
    return words.say(language) if hasattr(words, "say") else str(words)


@dataclass(frozen=True)
class Joined:
    """Several things said one after another, with `between` in between."""

    parts: tuple
    between: object = " "

    def say(self, language):
        return say(self.between, language).join(say(part, language) for part in self.parts)


@dataclass(frozen=True)
class Listed(Joined):
    """Sentences of which a page makes a list, since each can be checked alone."""


@dataclass(frozen=True)
class Capital:
    """Words with a capital first letter."""

    words: object

    def say(self, language):
        text = say(self.words, language)
        return text[:1].upper() + text[1:]


INFINITE = lazy_gettext("infinite")
UNDEFINED = lazy_gettext("not defined")


# What Markdown would eat or make a link of; what of a line's start would make it a list or heading.
_EATEN = re.compile(r"[`*_{\[<>&~|]|(?<=\w)[.:](?=[^\W\d]|//)|(?P<formula>[\\$])")
_STARTS = re.compile(r"^(\d*)(?=[.)](?: |$)|(?<!\d)[-+#:%(])", re.ASCII)


def as_markdown(text):
    """
    Text for a place that reads Markdown, so that it shows as it is.

    Parameters
    ----------
    text : str
        Words, such as the name of a group.

    Returns
    -------
    str
        In one line, with a backslash before each character that would mean something.

    Examples
    --------
    >>> print(as_markdown("the <UMR group *at risk*, p < 0.001"))
    the \\<UMR group \\*at risk\\*, p \\< 0.001
    """
    line = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")
    return _STARTS.sub(r"\1\\", _EATEN.sub(_escaped, line))


def _escaped(found):
    # JupyterLab looks for formulas once more in the finished page, where a backslash is gone: they
    # cannot reach out of an element of their own.
    return rf"<span>\{found[0]}</span>" if found["formula"] else rf"\{found[0]}"


class Sentence(str):
    """
    Text that a notebook shows as prose, marked with its language unless all around is English.

    The text is plain: what Markdown would eat of a name is escaped only where it is shown. Where it
    has `items`, several sentences that together are the text, they are shown as a list.
    """

    __slots__ = ("items", "language")

    def __new__(cls, text, language, items=()):
        sentence = super().__new__(cls, text)
        sentence.language = language
        sentence.items = tuple(items)
        return sentence

    def __getnewargs__(self):
        return str(self), self.language, self.items

    def _repr_markdown_(self):
        if len(self.items) > 1:
            return "\n".join(f"- {self._marked(item)}" for item in self.items)
        return self._marked(str(self))

    _shown = staticmethod(as_markdown)

    def _marked(self, text):
        shown = self._shown(text)
        language = mark_of(self.language)
        return f'<span lang="{language}">{shown}</span>' if language else shown


_DECIMAL_MARK = lazy_pgettext("decimal mark", ".")
_THOUSANDS_MARK = lazy_pgettext("thousands mark", ",")


@cache  # numbers are written in loops
def decimal_mark(language):
    """What stands before the decimals of a number."""
    return _DECIMAL_MARK.say(language)


@cache
def thousands_mark(language):
    """What stands between the thousands of a number of people."""
    return _THOUSANDS_MARK.say(language)


def marks(language):
    """Both marks, for the scripts of a page."""
    return {"decimal": decimal_mark(language), "thousands": thousands_mark(language)}


def check_decimals(decimals):
    """
    Return `decimals` if it is a whole number of 0 or more.

    Raises
    ------
    TypeError, ValueError
        If it is of another kind, or negative.
    """
    if isinstance(decimals, (bool, np.bool_)) or not isinstance(decimals, numbers.Integral):
        raise TypeError(f"`decimals` must be a whole number, but got {decimals!r}.")
    if decimals < 0:
        raise ValueError(f"`decimals` must be 0 or more, but got {decimals}.")
    return int(decimals)


def format_number(value, decimals, language=None):
    """
    A number as text, with the decimal mark of the language.

    Parameters
    ----------
    value : float
    decimals : int
        Digits after the decimal mark; 0 or more.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    str
        With a true minus sign, which no line is broken after; in words where the value is infinite
        or not defined.

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number, or `decimals` or `language` is not as above.

    Examples
    --------
    >>> format_number(34.7142857, 3), format_number(34.7142857, 3, "id")
    ('34.714', '34,714')
    """
    language = check_language(language)
    decimals = check_decimals(decimals)
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(f"`value` must be a number, but got {value!r}.")
    if math.isnan(value):
        return UNDEFINED.say(language)
    if math.isinf(value):
        return ("\N{MINUS SIGN}" if value < 0 else "") + INFINITE.say(language)
    text = f"{float(value):.{decimals}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")  # no negative zero
    text = text.replace("-", "\N{MINUS SIGN}")
    return text.replace(".", decimal_mark(language))


def format_pvalue(pvalue, decimals=3, language=None):
    """
    A p-value as it should be printed: never 0.000.

    Parameters
    ----------
    pvalue : float
        0 to 1, or nan.
    decimals : int, default 3
        1 or more.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    str
        "< 0.001" below the smallest number that `decimals` can show, else the number.

    Raises
    ------
    TypeError, ValueError
        If `pvalue` is not a number from 0 to 1, or `decimals` or `language` is not as above.

    Examples
    --------
    >>> format_pvalue(1.2e-11), format_pvalue(1.2e-11, language="id"), format_pvalue(1)
    ('< 0.001', '< 0,001', '1.000')
    """
    language = check_language(language)
    shown = format_number(pvalue, decimals, language)
    if math.isnan(pvalue):
        return shown
    if not 0 <= pvalue <= 1:
        raise ValueError(f"`pvalue` must be between 0 and 1, but got {pvalue}.")
    if decimals < 1:
        raise ValueError("`decimals` must be 1 or more: a p-value needs digits.")
    smallest = 10.0**-decimals
    return f"< {format_number(smallest, decimals, language)}" if pvalue < smallest else shown


def format_ratio(value, language=None):
    """
    A ratio as text, with the digits that a reader needs: 113.5, 34.7, 7.94, 0.155, 0.029, 0.0088.

    Parameters
    ----------
    value : float
        0 or more.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    str

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number, or below 0, or `language` is not as above.

    Examples
    --------
    >>> [format_ratio(x) for x in (1234.5, 34.714, 7.9412, 0.0288, 0.00881)]
    ['1234', '34.7', '7.94', '0.029', '0.0088']
    """
    language = check_language(language)
    whole = format_number(value, 0, language)
    if not math.isfinite(value) or value == 0:
        return whole
    if value < 0:
        raise ValueError(f"`value` must be a ratio, so 0 or more, but got {value}.")
    value = float(f"{value:.12g}")  # so that 1/x turned over reads as x did
    magnitude = math.floor(math.log10(value))
    if round(value, _ratio_decimals(magnitude)) >= 10.0 ** (magnitude + 1):
        magnitude += 1  # 9.996 reads as 10.0 does
    return format_number(value, _ratio_decimals(magnitude), language)


def _ratio_decimals(magnitude):
    """Digits after the decimal mark of a ratio from 10**magnitude up to ten times that."""
    if magnitude < 0:
        return max(3, 1 - magnitude)
    return (2, 1, 1)[magnitude] if magnitude < 3 else 0


def format_count(count, language=None):
    """
    A number of people as text, with the thousands mark of the language.

    Parameters
    ----------
    count : int
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    str

    Examples
    --------
    >>> format_count(11037), format_count(11037, "id")
    ('11,037', '11.037')
    """
    return f"{count:,}".replace(",", thousands_mark(check_language(language)))


def steady(value):
    """
    A number without the last digits of its arithmetic, so that 6.75 rounds one way everywhere.

    Examples
    --------
    >>> steady(6.749999999999998)
    6.75
    """
    return float(f"{value:.9g}")


def as_printed(value, language=None):
    """
    The shortest text of a number, as somebody printed it.

    Parameters
    ----------
    value : float
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    str

    Examples
    --------
    >>> as_printed(0.94), as_printed(100.0), as_printed(0.94, "id")
    ('0.94', '100', '0,94')
    """
    language = check_language(language)
    text = np.format_float_positional(value, trim="-")
    return text.replace(".", decimal_mark(language))


# Numbers that wait for their language ------------------------------------------------------------


@dataclass(frozen=True)
class Number:
    """A number with so many decimals."""

    value: float
    decimals: int

    def say(self, language):
        return format_number(self.value, self.decimals, language)


@dataclass(frozen=True)
class Ratio:
    """A ratio with the digits that a reader needs, as `format_ratio` gives it."""

    value: float

    def say(self, language):
        return format_ratio(self.value, language)


@dataclass(frozen=True)
class Count:
    """A number of people."""

    value: int

    def say(self, language):
        return format_count(self.value, language)


@dataclass(frozen=True)
class Printed:
    """A number as somebody printed it: its shortest text."""

    value: float

    def say(self, language):
        return as_printed(self.value, language)


@dataclass(frozen=True)
class PValue:
    """A p-value with its sign, "= 0.032" or "< 0.001", to stand behind a p; bare in a table."""

    value: float
    bare: bool = False

    def say(self, language):
        shown = format_pvalue(steady(self.value), 3, language)
        return shown if self.bare or shown.startswith("<") else f"= {shown}"


# Numbers that somebody typed ----------------------------------------------------------------------

_UNITS = {"%": "%", "×": "times", "x": "times", "times": "times", "kali": "times"}
_SIGNS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}", "--")
_INVISIBLE = re.compile(
    "[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]"
)  # what a copy from a PDF brings along
_TYPED = re.compile(
    r"(?P<before>%|×|times|kali)? ?(?P<sign>[-+]?) ?(?P<number>[\d.,_ ]*\d[.,]?)"
    r" ?(?P<after>%|×|x|times|kali)?",
    re.ASCII | re.IGNORECASE,
)
_FRACTION = re.compile(r"[-+]?[\d.,]+ ?[/:] ?[\d.,]+", re.ASCII)
_PLAIN = re.compile(r"(\d*)(?:([.,])(\d*))?", re.ASCII)
_GROUPS = re.compile(  # thousands in groups of three: 1 517, 1.234.567, 1,234.5
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<between>[., _])\d{3})(?:(?P=between)\d{3})*)"
    r"(?:(?!(?P=between))(?P<mark>[.,])(?P<decimals>\d*))?",
    re.ASCII,
)
_IN_TEXT = re.compile(r"(?:(?<!\d)[-+])?\d+(?:[.,]\d+)?", re.ASCII)


@dataclass(frozen=True)
class Typed:
    """
    A number as somebody typed or printed it.

    Attributes
    ----------
    value : float or None
        None where no number can be read; `problem` says why.
    decimals : int
        Digits behind the decimal mark.
    mark : {"", ".", ","}
        The decimal mark.
    grouped : float or None
        What else it may mean, where one mark stands before three digits: 1.517 may be 1517.
    unit : {"", "%", "times"}
        What stood with it.
    problem : {"", "empty", "script", "fraction", "unreadable"}
        "script": digits of another script, which are not read because nobody could check them.
    """

    value: float | None = None
    decimals: int = 0
    mark: str = ""
    grouped: float | None = None
    unit: str = ""
    problem: str = ""


def tidy(text):
    """
    A typed text in one line, full-width characters and dashes as plain ones.

    Raised digits stay raised: 27² is a 27 with a note, and no 272.

    Examples
    --------
    >>> tidy(" １２  −  3²")
    '12 - 3²'
    """
    plain = "".join(
        each if unicodedata.category(each) == "No" else unicodedata.normalize("NFKC", each)
        for each in _INVISIBLE.sub("", text)
    )
    return " ".join(plain.translate(_SIGNS).split())


def read_number(text):
    """
    Read a typed or printed number: all of it, or nothing; no character is passed over in silence.

    The page reads as this does (`book/static/asi-numbers.js`); `tests/typed.json` holds them equal.

    Parameters
    ----------
    text : str
        One number, with a decimal point or comma; thousands may be grouped in threes, and a percent
        sign or "times" may stand with it.

    Returns
    -------
    Typed

    Examples
    --------
    >>> read_number("0,029")
    Typed(value=0.029, decimals=3, mark=',', grouped=None, unit='', problem='')
    >>> read_number("1.517").value, read_number("1.517").grouped, read_number("1.234,5").value
    (1.517, 1517.0, 1234.5)
    >>> read_number("27/34").problem, read_number("27 (79,4)").problem
    ('fraction', 'unreadable')
    """
    plain = tidy(text)
    if not plain:
        return Typed(problem="empty")
    if any(each.isdecimal() and not each.isascii() for each in plain):
        return Typed(problem="script")
    if _FRACTION.fullmatch(plain):
        return Typed(problem="fraction")
    typed = _TYPED.fullmatch(plain)
    if not typed or (typed["before"] and typed["after"]):
        return Typed(problem="unreadable")
    sign = "-" if typed["sign"] == "-" else ""
    unit = _UNITS.get((typed["before"] or typed["after"] or "").lower(), "")
    if found := _PLAIN.fullmatch(typed["number"]):
        whole, mark, decimals = found[1], found[2] or "", found[3] or ""
    elif found := _GROUPS.fullmatch(typed["number"]):
        whole = re.sub(r"\D", "", found["whole"])
        mark, decimals = found["mark"] or "", found["decimals"] or ""
    else:
        return Typed(problem="unreadable")
    value = float(f"{sign}{whole or 0}.{decimals or 0}")
    if not math.isfinite(value):
        return Typed(problem="unreadable")
    may_be_thousands = len(decimals) == 3 and len(whole) <= 3 and whole.lstrip("0") == whole != ""
    grouped = float(f"{sign}{whole}{decimals}") if may_be_thousands else None
    return Typed(value, len(decimals), mark, grouped, unit)


def find_numbers(text):
    """
    Read every number in a text; a dash after a digit is no minus.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Typed

    Examples
    --------
    >>> [number.value for number in find_numbers("2,54-16,50")]
    [2.54, 16.5]
    """
    return [read_number(found) for found in _IN_TEXT.findall(text)]
