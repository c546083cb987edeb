"""What each finding means for a reader, in no language until it is said."""

import math
from dataclasses import dataclass

from ..language import (
    INFINITE,
    LANGUAGES,
    UNDEFINED,
    Capital,
    Joined,
    Label,
    Number,
    PValue,
    Ratio,
    marks,
    say,
)
from ..language import lazy_gettext as _
from . import percents, ratios


@dataclass(frozen=True)
class Said:
    """Words with gaps that are filled only when they are said: an audit makes many that are not."""

    template: Label
    values: dict

    def say(self, language):
        """Return the words in `language`, "en" or "id"."""
        return self.template.say(language).format(
            **{gap: say(value, language) for gap, value in self.values.items()}
        )


@dataclass(frozen=True)
class Quoted:
    """A printed number exactly as printed, in quotation marks."""

    text: str

    def say(self, language):
        """Return it, the same in each language."""
        return f'"{self.text.strip()}"'


# The names of what is printed ---------------------------------------------------------------------

_ODDS_RATIO = _("odds ratio")
_RR = _("prevalence (or risk) ratio")
_FIRST = _("first limit of the {ratio}")
_SECOND = _("second limit of the {ratio}")
_P = _("p-value")
_CHI2 = _("chi-square")
_NAMES = {
    "or": _ODDS_RATIO,
    "rr": _RR,
    "rr2": _("second prevalence (or risk) ratio"),
    "phi": _("phi coefficient (Cramér's V)"),
    "cc": _("contingency coefficient"),
    "n": _("number of people"),
}
_TESTS = {
    "pearson": _("Pearson's chi-square test"),
    "yates": _("the chi-square test with Yates' correction (SPSS: Continuity Correction)"),
    "n-1": _("the chi-square test with the n - 1 correction (SPSS: Linear-by-Linear Association)"),
    "likelihood_ratio": _("the likelihood ratio test"),
    "fisher": _("Fisher's exact test"),
    "fisher_one_sided": _("Fisher's exact test, one-sided"),
    "fisher_doubled": _("Fisher's exact test, the one-sided p doubled"),
    "mid_p": _("the mid-p exact test"),
    "wald": _("the Wald test of a logistic regression on these counts alone"),
}
_KEY_TESTS = {
    "pearson": "pearson",
    "yates": "yates",
    "n1": "n-1",
    "lr": "likelihood_ratio",
    "fisher": "fisher",
    "fisher1": "fisher_one_sided",
    "midp": "mid_p",
}
_OF_TEST = _("{what} of {test}")
_METHODS = {
    "woolf": _("Woolf's method"),
    "katz": _("Katz' method"),
    "exact": _("the exact method"),
    "mid_p": _("the mid-p method"),
    "haldane": _("0.5 added to every cell"),
    "cornfield": _("Cornfield's method"),
    "test_based": _("Miettinen's test-based method"),
    "conditional": _("the conditional estimate of R's fisher.test"),
}
_MEDIAN = _("the median-unbiased estimate of epitools")
_ODDS_OF = _("the odds ratio of {case} for {exposed} against {unexposed}")
_ODDS_TURNED = _("the odds ratio of {case} for {unexposed} against {exposed}")
_ALSO = _("{ratio} (the same number as that of {noncase} for {exposed} against {unexposed})")
_RISK_OF = _("the prevalence (or risk) ratio of {which}, {over} against {under}")
_SHARE_OF = _("the ratio of the shares with {which}, {over} against {under}")
_BY = _("{ratio}, by {method}")
_LIMIT_OF = _("a {level}% limit of {ratio}, by {method}")
_EVERY_TEST = _("every test looked for")
_OR = _(" or ")
_OR_ELSE = _("; or ")
_AND = _("; ")
_BASES = {
    "row": _("of its row"),
    "column": _("of its column"),
    "total": _("of everybody"),
}
_CELL = _("{group}, {outcome}")
_EVERYBODY = _("everybody")

# The sentences ------------------------------------------------------------------------------------

_SENTENCES = {
    # what holds
    "p": _("The {name} {printed} is what these counts give, by {which}."),
    "p_other_test": _(
        "The {name} {printed} is what these counts give by {which}, rather than by the test it is "
        "printed for; look which test is named."
    ),
    "p_truncated": _(
        "The {name} {printed} is what these counts give by {which}, {computed}, only cut off "
        "rather than rounded."
    ),
    "ratio": _("The {name} {printed} is what these counts give: {which}."),
    "ratio_truncated": _(
        "The {name} {printed} is what these counts give, {computed}, only cut off rather than "
        "rounded: {which}."
    ),
    "plain": _("The {name} {printed} is what these counts give."),
    "plain_truncated": _(
        "The {name} {printed} is what these counts give, {computed}, only cut off rather than "
        "rounded."
    ),
    "percent": _("The percentage {printed} ({cell}) is the percentage {of}."),
    "percent_truncated": _(
        "The percentage {printed} ({cell}) is the percentage {of}, {computed}, only cut off rather "
        "than rounded."
    ),
    "percents": _("The percentages {printed} are percentages {of}."),
    "total": _("The total {printed} ({of}) is what the counts add up to."),
    "totals": _("The totals {printed} are what the counts add up to."),
    # what does not
    "p_zero": _(
        "The {name} {printed} is not 0, only smaller than so many decimals can show: write {below}."
    ),
    "p_zeros": _(
        "The p-values {printed} are not 0, only smaller than so many decimals can show: write "
        "{below}."
    ),
    "below": _("p < {bound}"),
    "inverted": _(
        "The {name} {printed} is upside down for what the text says, that {group} has the higher "
        "odds of {outcome}: it is {which}. Turned over, it is {computed}."
    ),
    "lost_zero": _(
        "The {name} {printed} has lost a zero: with it restored, {restored}, it is {which}."
    ),
    "descending": _(
        "The limits {printed} are printed in descending order; as a rule the lower one comes first."
    ),
    "excludes_estimate": _(
        "The limits {printed} do not include their own {name}, so one of these numbers must be "
        "another."
    ),
    "p_no_test": _(
        "None of the tests looked for gives the {name} {printed} from these counts: Pearson's "
        "chi-square has p {pearson}, with Yates' correction p {yates}, Fisher's exact test p "
        "{fisher}. Another test, or other people, may stand behind it."
    ),
    "other_than_named": _(
        "The {name} {printed} is not what these counts give, {own}, and none of the other tests "
        "looked for gives it."
    ),
    "p_own": _("p {value}"),
    "p_perhaps_below": _(
        "The {name} {printed} is larger than any test gives from these counts (Pearson's "
        "chi-square has p {pearson}, with Yates' correction p {yates}). It may stand for p < "
        "{bound}; the conclusion is the same."
    ),
    "p_adjusted": _(
        "The {name} {printed} is by none of the tests looked for on these counts. It may belong, "
        "with the ratio beside it, to an adjusted analysis: the counts cannot tell."
    ),
    "chi2_no_test": _(
        "None of the tests looked for gives the {name} {printed} from these counts: Pearson's "
        "statistic is {pearson}, with Yates' correction {yates}."
    ),
    "not_given": _("The {name} {printed} is not what these counts give, {computed}."),
    "n_not_given": _(
        "These counts add up to {computed} people, not to {printed}; some may be missing from this "
        "table."
    ),
    "total_not_given": _(
        "The total {printed} ({of}) is not what the counts add up to, {computed}: a number may be "
        "misprinted, or somebody may be missing from a cell."
    ),
    "foreign": _(
        "The {name} {printed} is another measure of the same counts: {which}. Read it as that; "
        "the {name} of these counts is {computed}."
    ),
    "perhaps_foreign": _(
        "The {name} {printed} is not what these counts give, {computed}. It may be another measure "
        "of them, {which}, or may be adjusted: so few digits cannot tell."
    ),
    "limits_fit": _(
        "The {name} {printed} is not what these counts give, {computed}, though the limits beside "
        "it are those of that ratio: it may be a misprint."
    ),
    "rounded": _(
        "The {name} {printed} comes from shortened shares, {p} and {q}; the counts themselves give "
        "{computed}. The two are close."
    ),
    "near": _(
        "The {name} {printed} is close to what these counts give, {computed}, and not the same. It "
        "may be adjusted for something, or of slightly other people: the counts cannot tell."
    ),
    "adjusted": _(
        "The {name} {printed} is not what these counts give, either way round ({computed} or "
        "{turned}). It may be adjusted for something, or of other people: the counts cannot tell."
    ),
    "undefined": _(
        "The {name} {printed} cannot be compared: the counts give none, because a row, a column or "
        "a cell is 0."
    ),
    "of_the_other": _(
        "The {name} {printed} belongs to a ratio that is not of these counts alone, so the counts "
        "cannot tell whether it is right."
    ),
    "no_limits": _(
        "The {name} {printed} cannot be compared: with a cell of 0 the usual method gives no "
        "limits."
    ),
    "limit_near": _(
        "The {name} {printed} is close to the limit that these counts give, {computed}, and not "
        "the same, while the other limit is: a digit may have been misprinted."
    ),
    "other_fits": _(
        "The {name} {printed} is not the limit that these counts give, {computed}, while the other "
        "limit is one: it may be a misprint."
    ),
    "estimate_fits": _(
        "The {name} {printed} is far from the limit that these counts give, {computed}, though the "
        "ratio is theirs: it may be a misprint."
    ),
    "other_method": _(
        "The {name} {printed} is by none of the methods looked for; the usual one gives "
        "{computed}. Another method may stand behind it: the counts cannot tell."
    ),
    "percent_others_fit": _(
        "The percentage {printed} ({cell}) is not that {of}, {computed}, while the others are "
        "percentages {of_others}: it may be a misprint."
    ),
    "percent_last_digit": _(
        "The percentage {printed} ({cell}) differs in its last digit from that {of}, {computed}; "
        "perhaps so that the row or column adds up to 100."
    ),
    "percent_no_base": _(
        "The percentage {printed} ({cell}) is not one of its row, its column or of everybody, and "
        "the others do not settle of whom they are."
    ),
}
_OF_OTHERS = {
    "row": _("of their rows"),
    "column": _("of their columns"),
    "total": _("of everybody"),
}
_RANKS = {"reproduces": 0, "truncated": 0, "cannot_be_known": 2}
_FEWEST_TOGETHER = 2
_NOTHING = _("No printed number was given to compare with the counts.")


def note_of(table, counts, row, claim):
    """
    What a finding means for a reader.

    Parameters
    ----------
    table : TwoByTwo
    counts : Counts
    row : Row
    claim : (str, str) or None

    Returns
    -------
    Said
    """
    quantity = row.quantity
    values = {"printed": Quoted(row.figure.text), "name": _name(quantity)}
    if quantity.startswith("percent_"):
        return _percent_note(table, row, values)
    if quantity.startswith("total_"):
        values |= {"of": cell_words(table, quantity.removeprefix("total_"))}
        values |= {"computed": Number(row.computed, 0)}
        key = "total" if row.verdict == "reproduces" else f"total_{row.why}"
        return Said(_SENTENCES[key], values)
    if quantity.endswith("_limits"):
        values["name"] = _NAMES[quantity.removesuffix("_limits")]
        return Said(_SENTENCES[row.verdict], values)
    if quantity[:1] == "p" and quantity != "phi":
        return _p_note(counts, row, values)
    if quantity.startswith("chi2"):
        return _chi2_note(counts, row, values)
    if quantity in ("phi", "cc", "n"):
        return _plain_note(row, values)
    return _ratio_note(table, counts, row, values, claim)


def _name(quantity):
    head, _, tail = quantity.partition("_")
    if head in ("p", "chi2"):
        what = _P if head == "p" else _CHI2
        return Said(_OF_TEST, {"what": what, "test": _TESTS[_KEY_TESTS[tail]]}) if tail else what
    if tail in ("low", "high"):
        return Said(_FIRST if tail == "low" else _SECOND, {"ratio": _NAMES[head]})
    return _NAMES.get(quantity)


def _percent_note(table, row, values):
    quantity, figure, verdict, why, reading, computed = row
    values["cell"] = cell_words(table, quantity.removeprefix("percent_"))
    if computed is not None:
        values["computed"] = Number(computed, figure.decimals + 1)
    if reading:
        if quantity.removeprefix("percent_") in percents.MARGINS and "total" in reading:
            reading = ("total",)
        values["of"] = Joined(tuple(_BASES[base] for base in reading), _OR)
        values["of_others"] = _OF_OTHERS[reading[0]]
    key = {"reproduces": "percent", "truncated": "percent_truncated"}.get(verdict, f"percent_{why}")
    return Said(_SENTENCES[key], values)


def cell_words(table, cell):
    """The name of a cell or margin."""
    if cell in percents.MARGINS:
        return _EVERYBODY if cell == "all" else getattr(table, cell)
    group, _, outcome = cell.partition("_")
    return Said(
        _CELL,
        {"group": getattr(table, group), "outcome": getattr(table, outcome.removesuffix("s"))},
    )


def findings_in_words(findings):
    """
    Findings as sentences: what holds first, then what does not, last what nobody can know.

    Percentages that hold and are of the same whole share a sentence; so do totals, and p-values
    that are printed as 0.

    Parameters
    ----------
    findings : sequence of Finding

    Returns
    -------
    tuple of Capital
    """
    ordered = sorted(findings, key=lambda found: _RANKS.get(found.verdict, 1))
    alike = {}
    for found in ordered:
        alike.setdefault(_kind_of(found), []).append(found)
    sentences = []
    for found in ordered:
        kind = _kind_of(found)
        if kind is None or len(alike[kind]) < _FEWEST_TOGETHER:
            sentences.append(found.words)
        elif found is alike[kind][0]:
            sentences.append(_together(kind, alike[kind]))
    return tuple(map(Capital, sentences)) or (_NOTHING,)


def _kind_of(found):
    """What a finding shares a sentence with others by; None where it stands alone."""
    if found.verdict == "p_zero":
        return "p_zeros", found.figure.decimals
    if found.verdict == "reproduces" and found.quantity.startswith("total_"):
        return "totals", None
    if found.verdict == "reproduces" and found.quantity.startswith("percent_"):
        return "percents", found.reading
    return None


def _together(kind, findings):
    key, more = kind
    values = {"printed": Joined(tuple(Quoted(found.printed) for found in findings), ", ")}
    if key == "percents":
        values["of"] = Joined(tuple(_OF_OTHERS[base] for base in more), _OR)
    if key == "p_zeros":
        values["below"] = _below(findings[0].figure)
    return Said(_SENTENCES[key], values)


def _tests(reading, counts):
    if set(counts.p) <= set(reading):
        return _EVERY_TEST
    return Joined(tuple(_TESTS[name] for name in reading), _AND)


def _p_note(counts, row, values):
    _, figure, verdict, why, reading, computed = row
    values["which"] = _tests(reading, counts)
    if verdict == "p_zero":
        values["below"] = _below(figure)
        return Said(_SENTENCES["p_zero"], values)
    if verdict in ("reproduces", "truncated"):
        return _test_note(row, values)
    if why == "no_test" and "_" in row.quantity:
        values["own"] = Said(_SENTENCES["p_own"], {"value": PValue(computed)})
        return Said(_SENTENCES["other_than_named"], values)
    values |= {
        name: PValue(counts.p.get(name, counts.p["pearson"]))
        for name in ("pearson", "yates", "fisher")
    }
    values["bound"] = Number(figure.value, figure.decimals)
    key = why if why == "undefined" else f"p_{why}"
    return Said(_SENTENCES[key], values)


def _below(figure):
    return Said(_SENTENCES["below"], {"bound": Number(2 * figure.half, figure.decimals)})


def _test_note(row, values):
    """What holds of a test; by which it is need not be said of one that the print names."""
    _, figure, verdict, why, _, computed = row
    if verdict == "truncated":
        values["computed"] = Number(computed, figure.decimals + 2)
    key = "p_other_test" if why else "plain" if "_" in row.quantity else "p"
    if verdict == "truncated" and not why:
        key = f"{key}_truncated"
    return Said(_SENTENCES[key], values)


def _chi2_note(counts, row, values):
    _, figure, verdict, why, reading, computed = row
    values["which"] = _tests(reading, counts)
    if verdict in ("reproduces", "truncated"):
        return _test_note(row, values)
    decimals = max(1, figure.decimals)
    if why == "no_test" and "_" in row.quantity:
        values["own"] = Number(computed, decimals)
        return Said(_SENTENCES["other_than_named"], values)
    values |= {name: Number(counts.chi2[name], decimals) for name in ("pearson", "yates")}
    return Said(_SENTENCES["undefined" if why == "undefined" else "chi2_no_test"], values)


def _plain_note(row, values):
    quantity, figure, verdict, why, reading, computed = row
    if computed is not None:
        more = 2 if verdict == "truncated" else 0
        values["computed"] = Number(computed, figure.decimals + more if quantity != "n" else 0)
    if why == "foreign":
        values["which"] = _NAMES[reading[0]]
    if verdict in ("reproduces", "truncated"):
        return Said(_SENTENCES["plain" if verdict == "reproduces" else "plain_truncated"], values)
    return Said(_SENTENCES["n_not_given" if quantity == "n" else why], values)


def _ratio_note(table, counts, row, values, claim):
    quantity, figure, verdict, why, reading, computed = row
    if reading:
        values["which"] = _readings(table, reading, quantity)
    if computed is not None:
        more = 2 if verdict == "truncated" else 0
        values["computed"] = Number(computed, figure.decimals + more)
        values["turned"] = Ratio(1 / computed) if computed else Ratio(math.inf)
    if verdict in ("reproduces", "truncated"):
        return Said(_SENTENCES["ratio" if verdict == "reproduces" else "ratio_truncated"], values)
    if verdict == "inverted":
        if 0 < computed < 1:  # 0.029, not 0.0, for a printed 34.7
            decimals = max(figure.decimals, 1 - math.floor(math.log10(computed)))
            values["computed"] = Number(computed, decimals)
        return Said(_SENTENCES["inverted"], values | {"group": claim[0], "outcome": claim[1]})
    if verdict == "lost_zero":
        restored = Number(figure.value / 10, figure.decimals + 1)
        return Said(_SENTENCES["lost_zero"], values | {"restored": restored})
    if isinstance(why, tuple):
        why, p, q, places = why
        values |= {"p": Number(p, places), "q": Number(q, places)}
    if why in ("foreign", "perhaps_foreign"):
        values["computed"] = _own(counts, quantity, figure)
    is_limit = quantity.endswith(("_low", "_high"))
    return Said(_SENTENCES["limit_near" if why == "near" and is_limit else why], values)


def _own(counts, quantity, figure):
    """What the counts give for the measure that a number is printed as."""
    kind = "or" if quantity.startswith("or") else "rr"
    way = ratios.WAYS[0] if kind == "or" else next(iter(ratios.SHARES))
    value = ratios.estimates(counts, kind).get(way, math.nan)
    end = quantity.rpartition("_")[2]
    if end in ("low", "high"):
        method = "woolf" if kind == "or" else "katz"
        pair = ratios.closed_limits(counts, kind, way)[method]
        value = pair[0 if end == "low" else 1] if pair else math.nan
    return Number(value, max(1, figure.decimals))


def _readings(table, readings, quantity):
    """
    What a ratio or limit is, in words: the usual methods where one fits, else those that do.

    The rarer methods that fit a short number as well stand in the reading; a reader needs one.
    """
    is_limit = quantity.endswith(("_low", "_high"))
    usual = [name for name in readings if _is_usual(name, is_limit)]
    methods = {}
    for name in usual or readings:
        way = ratios.way_of(name)
        methods.setdefault(way, []).append(name[len(way) + 1 :])
    return Joined(
        tuple(_reading(table, way, names, is_limit) for way, names in methods.items()), _OR_ELSE
    )


def _is_usual(name, is_limit):
    return name.endswith(ratios.USUAL) if is_limit else name in ratios.PLAIN


def _reading(table, way, methods, is_limit):
    ratio = _ratio_words(table, way)
    if is_limit:
        level = methods[0].partition(" ")[2][:-1] or "95"
        by = tuple(_METHODS[method.partition(" ")[0]] for method in methods)
        return Said(_LIMIT_OF, {"ratio": ratio, "method": Joined(by, _OR), "level": level})
    if way == "bc/ad":
        ratio = Said(_ALSO, {"ratio": ratio, **_labels(table)})
    if methods == [""]:
        return ratio
    by = tuple(_MEDIAN if method == "mid_p" else _METHODS[method] for method in methods)
    return Said(_BY, {"ratio": ratio, "method": Joined(by, _OR)})


def _labels(table):
    return {name: getattr(table, name) for name in ("case", "noncase", "exposed", "unexposed")}


def _ratio_words(table, way):
    if way in ratios.WAYS:
        return Said(_ODDS_OF if way == "ad/bc" else _ODDS_TURNED, _labels(table))
    line, over, under, which = ratios.SHARES[way]
    groups, outcomes = (table.exposed, table.unexposed), (table.case, table.noncase)
    lines, others = (groups, outcomes) if line == "row" else (outcomes, groups)
    words = _RISK_OF if line == "row" else _SHARE_OF
    return Said(words, {"which": others[which], "over": lines[over], "under": lines[under]})


# For the page's script ----------------------------------------------------------------------------


def script_words():
    """
    The words of an audit, for the script that audits in a page (`book/static/asi-printed.js`).

    Returns
    -------
    dict
        By language the groups of words, the two words for numbers that are none, and the marks of
        numbers.

    Examples
    --------
    >>> script_words()["id"]["names"]["or"], script_words()["numbers"]["en"]["infinite"]
    ('rasio odds', 'infinite')
    """
    groups = {
        "sentences": _SENTENCES,
        "names": _NAMES,
        "tests": _TESTS,
        "methods": _METHODS,
        "bases": _BASES,
        "of_others": _OF_OTHERS,
        "parts": {
            "p": _P,
            "chi2": _CHI2,
            "first": _FIRST,
            "second": _SECOND,
            "of_test": _OF_TEST,
            "median": _MEDIAN,
            "odds_of": _ODDS_OF,
            "odds_turned": _ODDS_TURNED,
            "also": _ALSO,
            "risk_of": _RISK_OF,
            "share_of": _SHARE_OF,
            "by": _BY,
            "limit_of": _LIMIT_OF,
            "every_test": _EVERY_TEST,
            "or": _OR,
            "or_else": _OR_ELSE,
            "and": _AND,
            "cell": _CELL,
            "everybody": _EVERYBODY,
            "nothing": _NOTHING,
        },
    }
    numbers = {"infinite": INFINITE, "undefined": UNDEFINED}
    said = {
        language: {name: _said(labels, language) for name, labels in groups.items()}
        for language in LANGUAGES
    }
    numbers_said = {language: _said(numbers, language) for language in LANGUAGES}
    return said | {"numbers": numbers_said, "marks": {each: marks(each) for each in LANGUAGES}}


def _said(labels, language):
    return {name: label.say(language) for name, label in labels.items()}
