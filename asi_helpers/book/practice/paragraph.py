"""
What a reader would stumble on in a typed results paragraph: usual slips, and what is missing.

The rules are data. Python and the page's script (`book/static/asi-writing.js`) go through the same
list in the same few steps, so their regular expressions are such as both read alike: ASCII classes,
no look-behind, letters of either case.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ...language import Label
from ...language import lazy_gettext as _


@dataclass(frozen=True)
class Rule:
    """
    One thing to look for.

    Attributes
    ----------
    name : str
    find : str
        Regular expression of the words that the hint is about.
    advice : Label
        What was seen, in the gap `{words}`, and what to do.
    also, unless : str
        What must, and what must not, stand in the same sentence.
    before : str
        What must not lead up to the words in the sentence.
    falls : bool
        Whether the two numbers that `find` picks out must fall.
    missing : bool
        Whether the hint is about what is not there. Then the whole text is one piece.
    """

    name: str
    find: str
    advice: Label
    also: str = ""
    unless: str = ""
    before: str = ""
    falls: bool = False
    missing: bool = False


@dataclass(frozen=True)
class Hint:
    """What a rule has found: its name, the words as they stand in the text, and what to do."""

    rule: str
    words: tuple
    advice: Label

    @property
    def missing(self):
        """Whether it is about what is not there."""
        return not self.words

    def say(self, language=None):
        """Return the hint in `language`, "en" or "id"; as `set_language` says, where None."""
        return self.advice.say(language)

    def __str__(self):
        return self.say()


NUMBER = r"(\d+(?:[.,]\d+)?)"
RATIO = r"\d*[.,]?\d+"
TIMES = r"(?:times|kali|x)"
MORE = r"(?:greater|higher|larger|bigger|more(?! likely)|lebih (?:besar|tinggi|banyak|sering))"
CHANCE = (
    r"\b(?:(?:more|less|as|equally) )?likel(?:y|ier|ihood)\b|\bchances?\b|\bprobabilit(?:y|ies)\b"
    r"|\brisks?\b|\b(?:ber)?(?:peluang|kemungkinan|risiko)(?:nya)?\b"
)
# The bare word "or" is no odds ratio.
ODDS = r"\bodds\b|\bPOR\b|\b[ac]?OR(?: ?[=:]| \d)"
PREVALENCE = r"prevalence ratio|rasio prevalensi|\bPR\b"
MEASURE = rf"{PREVALENCE}|{ODDS}|difference|selisih|percentage points?|poin persen"
CAUSAL = (
    r"\b(?:increas|improv|rais|boost|enhanc|influenc|reduc|decreas)(?:e|es|ed|ing)\b"
    r"|\b(?:prevent|protect|affect)(?:s|ed|ing|ive)?\b|\bcaus(?:e|es|ed|ing|al|ally)\b"
    r"|\b(?:makes|helps|determines|depends on|contribut(?:es|ed|ing) to)\b"
    r"|\b(?:leads|led|leading) to\b|\bresult(?:ed|ing) in\b|\bbecause of\b"
    r"|\b(?:effects?|impacts?) (?:on|of)\b|\beffective\b"
    r"|\b(?:di|me|men|mem)?ningkat(?:kan)?\b|\b(?:dis|meny)ebabkan\b|\b(?:di|men)cegah\b"
    r"|\b(?:mem|di)?pengaruhi\b|\bmemengaruhi\b|\b(?:ber)?(?:pengaruh|dampak|peran)\b"
    r"|\b(?:mengakibatkan|memperlancar|melancarkan|membuat|menurunkan|mengurangi|menghambat)\b"
    r"|\bmelindungi\b|\befektif\b|\bsebab-akibat\b"
)
# Who says that something does *not* follow makes no claim; a new clause begins a new claim.
DENIED = (
    r"\b(?:not|no|cannot|nothing|neither|nor|never|without|whether|tidak|bukan|tanpa|belum|apakah"
    r"|maupun)\b(?:(?! (?:but|so|tetapi|tapi|namun|sehingga|maka)\b)[^,;:])*$"
)
VERDICT = (
    r"\b(?:prov(?:e|es|ed|en)|useless|worthless|fail(?:s|ed)|manipulat\w+)\b"
    r"|\b(?:mem|ter)bukti(?:kan)?\b|\btidak berguna\b|\bgagal\b"
)
COUNT = (
    r"\d+ (?:\S+ ){0,3}?(?:of|out of|dari) (?:the |all |total |seluruh )?\d+|\d+ ?\/ ?\d+"
    r"|\b(?:of|dari) (?:the |all |seluruh )?\d+ [^.%]{0,60}?\d+ ?\("
)
# 95% alone is the level of an interval.
PERCENT = r"(?:^|[^\d.,])(?!9[059] ?(?:%|per))\d+(?:[.,]\d+)? ?(?:%|percent|per cent|persen)"
INTERVAL = r"\b(?:CI|IK|KI)(?![a-z])|confidence interval|(?:interval|selang|rentang) kepercayaan"
LIMITS = (
    rf"(?:{INTERVAL})[^\d]{{0,5}}(?:9[059] ?%)?[^\d%]{{0,20}}{NUMBER}"
    rf"(?: ?[-;,] ?| (?:to|and|sampai(?: dengan)?|hingga|dan|s\.?[/.]?d\.?) ){NUMBER}"
)
PRINTED = r"\bprint(?:s|ed)\b|\btercetak\b"

RULES = (
    Rule(
        "likely_odds",
        CHANCE,
        _(
            "{words} stands in a sentence about odds. Odds are not a chance: write “the odds were "
            "… times as high”. If the number is a prevalence ratio, name it in a sentence of its "
            "own."
        ),
        also=ODDS,
        before=r"\bby $|\bkarena $",
    ),
    Rule(
        "likely_unnamed",
        rf"{RATIO} ?{TIMES}\b[^;]{{0,12}} likely\b"
        rf"|\b(?:ber)?(?:peluang|kemungkinan|risiko)(?:nya)?\b[^;]{{0,20}}? {RATIO} kali\b",
        _(
            "{words} does not say which ratio it is. Name it: prevalence ratio or odds ratio. Only "
            "the first compares how common something is."
        ),
        unless=rf"{ODDS}|{PREVALENCE}",
    ),
    Rule(
        "greater_below_1",
        rf"\b0[.,]\d+ ?{TIMES} (?:as )?{MORE}\b",
        _(
            "{words}: a ratio below 1 is never “greater”. Say lower, or turn it: 1 divided by it, "
            "with the groups exchanged."
        ),
    ),
    Rule(
        "times_greater",
        rf"(?:^|[^\d.,])[1-9]\d*(?:[.,]\d+)? ?{TIMES} {MORE}\b",
        _("{words} can be read in two ways. Write “times as high”."),
    ),
    Rule(
        "causal",
        CAUSAL,
        _(
            "{words} sounds like a cause. A cross-sectional study cannot show one: write “was "
            "recorded more often” or “was associated with”."
        ),
        before=DENIED,
    ),
    Rule(
        "verdict",
        VERDICT,
        _("{words} is a verdict. Say what was found, as a plain fact."),
        before=DENIED,
    ),
    Rule(
        "p_zero",
        r"\bp(?:[- ]?values?)?(?: ?[=:<]| was| is| of| sebesar| adalah)? ?"
        r"(?:0?[.,]0+(?!\d)|0(?![\d.,]))",
        _("{words}: p is never zero. Write p < 0.001."),
        unless=PRINTED,
    ),
    Rule(
        "falling",
        LIMITS,
        _("{words}: the limits fall. The lower one comes first, and neither may have lost a zero."),
        unless=PRINTED,
        falls=True,
    ),
    Rule(
        "no_counts",
        "^",
        _("Counts, such as “27 of 34”: give them for both groups."),
        unless=COUNT,
        missing=True,
    ),
    Rule(
        "one_count",
        "^",
        _("The counts of the second group: so far there is one “… of …” only."),
        also=COUNT,
        unless=rf"(?:{COUNT}).*(?:{COUNT})",
        missing=True,
    ),
    Rule(
        "no_percent",
        "^",
        _("Percentages: give one for each group, behind its counts."),
        unless=PERCENT,
        missing=True,
    ),
    Rule(
        "no_measure",
        "^",
        _("The name of the measure: prevalence ratio, odds ratio, or difference."),
        unless=MEASURE,
        missing=True,
    ),
    Rule(
        "no_interval",
        "^",
        _("The interval: “95% CI … to …”, lower limit first."),
        unless=INTERVAL,
        missing=True,
    ),
    Rule(
        "no_design",
        "^",
        _("The design, such as cross-sectional."),
        unless=r"cross[- ]?section|(?:potong|belah) lintang|(?:one|same|single) (?:point in )?time"
        r"|snapshot|at once|satu (?:kali|waktu|saat)|sewaktu",
        missing=True,
    ),
    Rule(
        "no_adjustment",
        "^",
        _("Whether anything was adjusted for; if nothing was, say so."),
        unless=r"adjust|\bcrude\b|\bkasar\b|dikontrol|disesuaikan|penyesuaian|pengendalian|confound"
        r"|perancu",
        missing=True,
    ),
    Rule(
        "no_sample",
        "^",
        _("The sample: how people came into the study, purposive for example."),
        unless=r"purposive|bertujuan|\bsampl|\bsampel|\bchosen\b|\bselected\b|\bdipilih\b",
        missing=True,
    ),
)


def check_paragraph(text):
    """
    Hints on a results paragraph, in English or Indonesian.

    It looks for words, not for meaning: it cannot tell whether a number is right, and no hint is no
    mark.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Hint
        First what stands there and is worth another look, then what is not there. A hint has the
        name of its `rule`, the `words` that it is about (none if something is missing), and
        `say("en")` or `say("id")`. Of an empty text there is none.

    Raises
    ------
    TypeError
        If `text` is not a text.

    Examples
    --------
    >>> for hint in check_paragraph("Support increases smooth flow (p = 0.000).")[:2]:
    ...     print(hint)
    “increases” sounds like a cause. A cross-sectional study cannot show one: write “was recorded \
more often” or “was associated with”.
    “p = 0.000”: p is never zero. Write p < 0.001.
    >>> from asi_helpers.book.practice.paragraph import check_paragraph
    >>> [hint.rule for hint in check_paragraph("27 of 34 (79.4%) and 6 of 60 (10.0%)")]
    ['no_measure', 'no_interval', 'no_design', 'no_adjustment', 'no_sample']
    """
    if not isinstance(text, str):
        raise TypeError(f"`text` must be a paragraph of text, but got {text!r}.")
    whole = _plain(text)
    if not whole:
        return []
    sentences = re.sub(r"([.!?]) ", r"\1\n", whole).split("\n")
    hints = []
    for rule in RULES:
        found = [words for part in ([whole] if rule.missing else sentences)
                 for words in _found(rule, part)]  # fmt: skip
        if found:
            words = () if rule.missing else tuple(dict.fromkeys(found))
            hints.append(Hint(rule.name, words, rule.advice.fill(words=quoted(words))))
    return hints


def quoted(words):
    """The words in quotation marks, one behind the other."""
    return ", ".join(f"“{each}”" for each in words)


def _plain(text):
    """One line, dashes as hyphens: what is written alike is read alike."""
    return " ".join(re.sub("[‐-―−]", "-", unicodedata.normalize("NFKC", text)).split())


@cache
def _compiled(pattern):
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def _found(rule, part):
    """The words in a part of the text that a rule is about."""
    if rule.also and not _compiled(rule.also).search(part):
        return
    if rule.unless and _compiled(rule.unless).search(part):
        return
    for match in _compiled(rule.find).finditer(part):
        if rule.before and _compiled(rule.before).search(part[: match.start()]):
            continue
        if rule.falls:
            first, second = (float(number.replace(",", ".")) for number in match.groups())
            if first <= second:
                continue
        yield re.sub(r"^[^\w]+", "", match[0], flags=re.ASCII)
