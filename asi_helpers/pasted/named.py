"""Numbers that a text names: the statistics that programs print, and numbers that are no counts."""

import re

from .refusals import Refused

# Words that may stand between a name and its numbers.
_FILLERS = frozenset(
    [
        "a",
        "b",
        "c",
        "d",
        "df",
        "p",
        "pr",
        "value",
        "values",
        "p-value",
        "sig",
        "asymp",
        "v",
        "w",
        "is",
        "of",
        "chi2",
        "pr>chi2",
    ]
)


def _named(words):
    """A pattern in which a blank is any space between cells, but within square brackets."""
    spaced = re.sub(r" (?![^\[]*\])", r"[\\s|]+", words)
    return re.compile(spaced, re.IGNORECASE | re.MULTILINE)


_NOTE = r"(?:\s?\([a-e]\)|[a-e](?!\w))?"
_CHI = r"(?:chi2|chi[-\s]?squared?)"
_RATIO = r"(?:\s?\([a-z]+\))?"

# Tests: a statistic, its degrees of freedom and a p-value, or a part of them.
_TESTS = [
    (_named(words), suffix)
    for words, suffix in (
        (
            r"pearson's chi-?squared test with yates' continuity correction data:[^\n]*\n\s*chi2",
            "_yates",
        ),
        (r"pearson's chi-?squared test data:[^\n]*\n\s*chi2", "_pearson"),
        (rf"yates(?:'s|')? (?:corrected )?{_CHI}(?: test)?(?: that or = 1)?", "_yates"),
        (rf"uncorrected {_CHI}(?: test)?(?: that or = 1)?", "_pearson"),
        (r"test that or = 1", ""),
        (rf"{_CHI} continuity correction{_NOTE}", "_yates"),
        (rf"continuity correction{_NOTE}", "_yates"),
        (rf"likelihood[-\s]ratio(?: {_CHI})?", "_lr"),
        (rf"linear-by-linear association{_NOTE}", "_n1"),
        (rf"mantel-haenszel {_CHI}", "_n1"),
        (rf"pearson(?:'s)? {_CHI}", "_pearson"),
        (r"\bchi2(?=\s*\(\d+\)\s*=)", "_pearson"),
        (r"\bchi2(?=[\s|]+[\d.,e+]+[a-e]?[\s|]+\d+(?![\d.,]))", "_pearson"),
    )
]

# Statistics and what each of the numbers behind the name is; those without a key are passed over.
_ROWS = [
    (_named(words), keys)
    for words, keys in (
        (r"fisher's exact test for count data data:[^\n]*\n\s*p-value", ("p_fisher",)),
        (r"(?:1|one)-sided fisher(?:'s)? exact(?: test)?", ("p_fisher1",)),
        (r"fisher(?:'s)? exact(?: test)?(?: that or = 1)?", ("p_fisher", "p_fisher1")),
        (r"n of valid cases", ("n",)),
        (r"(?-i:^[ \t|]*N(?=[\s|]+[\d.]+[ \t|]*$))", ("n",)),
        (r"contingency coefficient|koefisien kontingensi", ("cc", "")),
        (r"phi(?:-coefficient)?", ("phi", "")),
        (r"cram(?:e|é)r(?:'s)?[-\s]v", ("phi", "")),
        (
            r"alternative hypothesis: true odds ratio is (?:not equal to|greater than|less than)",
            ("",),
        ),
        (r"95 percent confidence interval:", ("or_low", "or_high")),
        (r"sample estimates: odds ratio", ("or",)),
        (r"log odds ratio", ("", "", "")),
        (r"\brisk(?=[\s|]+[.\d])", ("", "", "")),
    )
]

# Names whose numbers are three: a ratio and its limits. In SPSS the names of the groups stand
# between, as "Odds Ratio for knowledge (good / poor)".
_RATIOS = [
    (_named(words), (key, f"{key}_low", f"{key}_high"), past_words)
    for words, key, past_words in (
        (r"odds ratio for\b", "or", True),
        (r"for cohort\b", "rr", True),
        (
            rf"\b(?:inc(?:idence)? |prev(?:alence)? )?(?:risk|rate|prevalence) ratio{_RATIO}",
            "rr",
            False,
        ),
        (rf"\brelative risk{_RATIO}", "rr", False),
        (rf"\b(?:(?:inc|prev) )?odds ratio{_RATIO}", "or", False),
    )
]

# Tables of the R package epitools: the first row is the reference, without limits.
_EPITOOLS = [
    (_named(r"midp\.exact fisher\.exact chi\.square"), ("p_midp", "p_fisher", "p_pearson")),
    (_named(r"risk ratio with 95% c\.i\.?"), ("rr", "rr_low", "rr_high")),
    (_named(r"odds ratio with 95% c\.i\.?"), ("or", "or_low", "or_high")),
]

# "OR = 4,016", "p-value: 0.04", also with the working: "OR = (23 x 11) / (9 x 7) = 4,016".
_EQUALS = [
    (re.compile(rf"(?:{words})[ ]*(?:=|:)|(?:{words})[ ]*(?=<)"), key)
    for words, key in (
        (r"\b(?:[Pp]|(?i:p[- ]?value)|[Nn]ilai p|[Ss]ig\.?)", "p"),
        (r"(?:\bOR|\b[Oo]dds [Rr]atio|\b[Rr]asio [Oo]dds)(?:\s?\([^()]*\))?", "or"),
        (r"(?:\b(?:RR|PR|RP)|\b[Rr]elati[fv]e? [Rr]is[ki]k?o?)(?:\s?\([^()]*\))?", "rr"),
        (r"\bchi2|\b[Cc]hi[- ][Ss]quare|\b[Kk]ai [Kk]uadrat", "chi2"),
        (r"\bCC|\b[Cc]ontingency [Cc]oefficient", "cc"),
    )
]

# Numbers that are part of words, and lines of numbers that no table of two by two needs.
_WORDS = [
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\d+ cells? \([\d.,]+ ?%\) have expected counts? less than \d+\.?\s*"
        r"(?:the )?minimum expected count is [\d.,]*\d",
        r"\b[12][- ]?(?:sided|tailed|sisi|arah)\b",
        r"\b9[059](?:[.,]0+)?[\s|]*%?[\s|]*"
        r"(?:c\.?\s?is?\b\.?|confidence|conf\.|percent|ik\b|selang|interval)",
        # on one line: below it, 90 may be a count
        r"\b(?:ci|ik|confidence interval|interval kepercayaan)[ \t|]*[(=]?[ \t|]*"
        r"(?:95(?:[.,]0+)?[ ]?%?|9[09](?:[.,]0+)?[ ]?%)",
        r"\b(?:tabel|table|gambar|figure|lampiran|bab|hal|hlm|exercise|stratum)\.?\s+"
        r"\d+(?:[.-]\d+)*\.?",
        # a level, and not the counts of a group that is called alpha
        r"\b(?:\u03b1|alpha|alfa)[ \t|]*"
        r"(?:[=:][ \t|]*\d*[.,]?\d+[ ]?%?|0?[.,]\d+|\d+(?:[.,]\d+)?[ ]?%)",
        r"\b1 (?=(?:uncorrected|risk in))",
        r"\b2 ?x ?2\b",
        r"\((?:r|c|a|b|m|n)\d\)",
    )
]
_OTHER_LINES = re.compile(
    r"(?:attrib|attr\. ?frac|difference|log odds|residuals?\b|kappa|lambda|gamma"
    r"|somers|kendall|goodman|pearson's r|spearman|mcnemar|uncertainty|mantel)[^\d\n.,]*",
    re.IGNORECASE,
)
# Few tables carry any of the names above: most texts are not searched for each of them.
_ANY_NAME = re.compile(
    r"chi|exact|ratio|risk|valid|phi|cram|koefisien|coefficient|cohort|correction|hypothesis"
    r"|interval:|linear|uncorrected|test|attr|residual|^[ \t|]*N[\s|]",
    re.IGNORECASE | re.MULTILINE,
)
_DF = re.compile(r"\bdf[\s|]*[=:]?[\s|]*(\d+)|chi2[\s|]*\((\d+)\)", re.IGNORECASE)


def take_named(text, tokens):
    """
    Take the numbers that the text names out of those that may be counts.

    Parameters
    ----------
    text : str
        Cleaned.
    tokens : list of Token
        Of this text; those taken get a `role`.

    Returns
    -------
    dict of str to str
        Text as printed, by key: p, p_pearson, chi2_yates, or, or_low, rr2, n ...

    Raises
    ------
    Refused
        If a test has more than one degree of freedom.
    """
    printed = {}
    run = _Run(tokens, printed)
    for pattern in _WORDS:
        for found in pattern.finditer(text):
            run.take_span(*found.span(), "words")
    if _ANY_NAME.search(text):
        _take_programs(text, run)
    if "=" in text or ":" in text or "<" in text:
        for pattern, key in _EQUALS:
            for found in pattern.finditer(text):
                run.take_value(*found.span(), key)
    return printed


def _take_programs(text, run):
    """The statistics that programs print under their names."""
    for found in _DF.finditer(text):
        if (df := int(found[1] or found[2])) > 1:
            raise Refused("larger", df=df)
    for pattern, keys in _EPITOOLS:
        for found in pattern.finditer(text):
            run.take_second_row(found.end(), keys)
    for pattern, keys in _ROWS:
        for found in pattern.finditer(text):
            run.take_row(*found.span(), keys)
    for pattern, suffix in _TESTS:
        for found in pattern.finditer(text):
            run.take_test(*found.span(), suffix)
    for pattern, keys, past_words in _RATIOS:
        for found in pattern.finditer(text):
            run.take_ratio(*found.span(), keys, past_words)
    for found in _OTHER_LINES.finditer(text):
        run.take_line(*found.span())


class _Run:
    """Takes numbers behind a place in the text."""

    def __init__(self, tokens, printed):
        self.tokens = tokens
        self.printed = printed
        self.named = []  # spans of names that are used up

    def _used(self, start, end):
        return any(start < last and first < end for first, last in self.named)

    def _from(self, place):
        """Tokens from a place in the text on."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < place:
                low = middle + 1
            else:
                high = middle
        return self.tokens[low:]

    def _numbers(self, place):
        """The numbers that follow, up to the first word that is none of the fillers."""
        for token in self._from(place):
            if token.kind == "word" and token.text.lower().rstrip(".") not in _FILLERS:
                return
            if token.kind == "number":
                if token.role:
                    continue
                yield token

    def _keep(self, key, token):
        token.role = key or "words"
        if key and key not in self.printed:
            self.printed[key] = token.sign + token.text

    def take_span(self, start, end, role):
        for token in self._from(start):
            if token.start >= end:
                break
            token.role = token.role or role

    def take_second_row(self, place, keys):
        """The numbers of the second row; in the first, of the reference, most are NA."""
        first, second = [], []
        is_over = False
        for token in self._from(place):
            if is_over:
                break
            if token.text == "NA":
                first, second = first + second, []
            elif token.kind == "number":
                second.append(token)
            elif token.kind == "word" and len(second) >= len(keys):
                is_over = True
        values = second[len(second) == len(keys) + 1 :]  # the name of the row may be a number
        if len(values) == len(keys):
            for token in first + second:
                token.role = "words"
            for key, token in zip(keys, values, strict=True):
                self._keep(key, token)

    def take_test(self, start, end, suffix):
        if self._used(start, end):
            return
        numbers = list(self._numbers(end))
        if numbers and numbers[0].whole and self.tokens[numbers[0].at - 1].text == "(":
            self._degrees(numbers.pop(0))
        if not numbers or (numbers[0].whole and len(numbers) < 2):
            return
        self.take_span(start, end, "words")
        line = numbers[0].line
        statistic, rest = numbers[0], numbers[1:]
        if statistic.sign == "<" or (not rest and self._is_p(statistic)):
            rest, statistic = [statistic], None
        if (
            rest
            and rest[0].whole
            and rest[0].count <= 50
            and (len(rest) > 1 or rest[0].line == line)
        ):
            self._degrees(rest.pop(0))
        if statistic is not None:
            self._keep("chi2" if suffix == "_pearson" else f"chi2{suffix}", statistic)
        if rest and rest[0].value is not None and rest[0].value <= 1:
            self._keep(f"p{suffix}", rest.pop(0))
        for token in rest:  # exact p-values beside it, on the same line
            if token.line != line or token.whole:
                break
            token.role = "words"
        self.named.append((start, end))

    def _is_p(self, token):
        before = self.tokens[token.at - 2 : token.at]
        return any(part.text.lower() in ("p", "p-value", "pr", "pr>chi2") for part in before)

    def _degrees(self, token):
        if token.count != 1:
            raise Refused("larger", df=token.count)
        token.role = "words"

    def take_row(self, start, end, keys):
        if self._used(start, end):
            return
        numbers = []
        for token in self._numbers(end):
            if len(numbers) == len(keys):
                break
            if keys[0] == "n" or not token.whole or token.value in (0, 1):
                numbers.append(token)
            else:
                break
        # R prints an odds ratio of 0 as a bare 0, and "p-value = 1"
        bare = keys[0] in ("", "n", "or") or (
            numbers and self.tokens[numbers[0].at - 1].text == "="
        )
        if not bare and not any(token.decimals for token in numbers):
            return
        self.take_span(start, end, "words")
        for key, token in zip(keys, numbers, strict=False):
            self._keep(key, token)
        if numbers:
            self.named.append((start, end))

    def take_ratio(self, start, end, keys, past_words):
        """Three numbers side by side, or one and two in brackets."""
        if self._used(start, end):
            return
        names = ("rr2", "rr2_low", "rr2_high") if keys[0] == "rr" and "rr" in self.printed else keys
        run = self._three(end, past_words)
        if run:
            for key, token in zip(names, run, strict=True):
                self._keep(key, token)
            if past_words:
                self.take_span(start, run[0].start, "words")
            self.named.append((start, end))

    def _three(self, place, past_words):
        run = []
        for token in self._from(place):
            if (
                token.kind == "number"
                and not token.role
                and (token.decimals or (token.whole and not run and not past_words))
            ):
                run.append(token)
            elif token.kind == "mark" and token.text in "()[],;-" and run and len(run) < 3:
                continue
            elif len(run) >= 3:
                break
            elif (
                (run and token.kind == "word")
                or (token.kind == "word" and token.text.lower() in ("cohort", "valid"))
                or (token.kind != "mark" and not past_words and token.text.lower() not in _FILLERS)
            ):
                return []
            else:
                run = []
        run = run[-3:]
        return run if len(run) == 3 and run[1].decimals and run[2].decimals else []

    def take_value(self, start, end, key):
        """The last number behind equal signs; those before it are its working."""
        if self._used(start, end) or key in self.printed:
            return
        groups = [[]]
        for token in self._from(end):
            if token.kind == "word" and token.text.lower() not in ("x",):
                break
            if token.text in "=" and token.kind == "mark":
                groups.append([])
            elif token.kind == "number":
                groups[-1].append(token)
        working, last = groups[:-1], groups[-1]
        if not last or last[0].role:
            return
        for token in (token for group in working for token in group):
            token.role = "words"
        self._keep(key, last[0])
        self.named.append((start, end))

    def take_line(self, start, end):
        if self._used(start, end):
            return
        for token in self._from(end):
            if token.kind == "word" and token.text.lower() not in _FILLERS:
                break
            if token.kind == "number" and not token.role and not token.whole:
                token.role = "words"
