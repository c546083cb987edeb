"""Words of tables: headings of statistics, marks of programs, and the names of rows and columns."""

import re


def _words(text):
    return frozenset(text.split())


TOTALS = _words("total totals jumlah sum all grand keseluruhan")

# Words that are no name of a group.
MARKS = TOTALS | _words(
    """
    n f p or cor por aor uor rr pr rp ci ik chi2 cc phi value p-value pvalue p-val sig sig.
    nilai ref ref. reference referensi rujukan count counts expected within of row column col
    percent persen frekuensi frequency frequencies freq freq. residual residuals std std.
    adjusted x2 df na ns odds ratio rasio prevalence prevalensi relative risk interval
    confidence univariate multivariate crude unadjusted unmatched matched orang org people
    persons responden respondents subjects subjek jiwa observed proportion
    pct cell contents exact two-sided one-sided
    """
)

UNITS = _words(
    """
    tahun tahu thn th year years yr yrs bulan bln bl month months mo minggu week weeks hari
    day days jam hour hours kg gram gr g cm mm mmhg ml kali jan feb mar apr may mei jun jul
    aug agu sep oct okt nov dec des hb km meter
    """
)

NEGATIONS = _words(
    """
    tidak tdk bukan belum non not no without tanpa kurang un
    """
)

_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in (
        "ya tidak",
        "ya tdk",
        "yes no",
        "ada tidak",
        "ada tdk",
        "kasus kontrol",
        "case control",
        "cases controls",
        "positif negatif",
        "positive negative",
        "baik buruk",
        "baik kurang",
        "tinggi rendah",
        "sim não",
        "si no",
        "sí no",
        "died survived",
    )
)

_HEADINGS = [
    (re.compile(words), key)
    for words, key in (
        (
            r"\b[pP]\b(?![-/])(?:[\s-]*(?i:value|val\b))?"
            r"|(?i:\bp-?value\b|\bnilai[ \n]+p\b|\bsig\b)",
            "p",
        ),
        (r"\b[ACPU]?OR\b|(?i:\bodds[\s]+ratio|\brasio[\s]+odds|\bodd[\s]+ratio)", "or"),
        (
            r"\b(?:RR|PR|RP|RPs)\b|(?i:\brasio[\s]+preva|\bprevalence[\s]+ratio"
            r"|\brisk[\s]+ratio|\brelati(?:ve|f)[\s]+ris)",
            "rr",
        ),
        (r"(?i:\bchi2\b|\bchi-?[\s]?square|\bkai[\s]+kuadrat|\bX2\b)", "chi2"),
        (r"\bCC\b|(?i:contingency coefficient|koefisien kontingensi)", "cc"),
        (r"(?i:\bphi\b)|\u03c6", "phi"),
    )
]


def headings(text):
    """
    The statistics that headings of a table name, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        Out of "p", "or", "rr", "chi2", "cc", "phi"; each once.
    """
    places = {}
    for pattern, key in _HEADINGS:
        if found := pattern.search(text):
            places[key] = found.start()
    return sorted(places, key=places.get)


def is_mark(token):
    """Whether a token is a word of headings or programs; the "or" of "40 or above" is none."""
    return token.kind == "word" and token.text != "or" and token.text.lower().rstrip(":") in MARKS


def is_name(token):
    """Whether a token is a word that may be part of a group's name."""
    return token.kind == "word" and not is_mark(token)


def is_pair(words):
    """Whether these are two answers that go together, such as yes and no: headings of columns."""
    return len(words) == 2 and frozenset(word.lower() for word in words) in _PAIRS


def split_names(words, sure=False):
    """
    Split the last of these words into the names of two groups.

    Parameters
    ----------
    words : list of str
    sure : bool
        Whether to split only where one name says what the other is not.

    Returns
    -------
    tuple of (str, str) or None
        None where it cannot be told where one name ends.
    """
    lower = [word.lower().strip(".,:()") for word in words]
    n = len(words)
    for size in range(n // 2, 0, -1):
        for negated_first in (True, False):
            start = n - 2 * size - 1
            if start < 0:
                continue
            if negated_first:
                left, right = lower[start : start + size + 1], lower[start + size + 1 :]
                if left[0] in NEGATIONS and left[1:] == right:
                    return " ".join(words[start : start + size + 1]), " ".join(words[-size:])
            else:
                left, right = lower[start : start + size], lower[start + size :]
                if right[0] in NEGATIONS and right[1:] == left:
                    return " ".join(words[start : start + size]), " ".join(words[start + size :])
    if is_pair(lower[-2:]):
        return words[-2], words[-1]
    if n == 2 and lower[0] != lower[1] and not sure:
        return words[0], words[1]
    if n >= 4 and n % 2 == 0 and not sure:
        half = n // 2
        same = sum(x == y for x, y in zip(lower[:half], lower[half:], strict=True))
        if lower[0] == lower[half] and half > same >= half / 2:
            return " ".join(words[:half]), " ".join(words[half:])
    return None
