"""The statistics that stand beside a table without a name of their own: p, a ratio, its limits."""

import math

from ..significance import fisher_exact_test, pearson_statistic
from ..tables import TwoByTwo
from .percentages import near
from .words import headings

_BETWEEN = ("-", ",", ";", "to", "s/d", "sd", "sampai", "hingga")


def find_intervals(tokens):
    """
    Find the intervals of a text, and give their limits a role.

    Parameters
    ----------
    tokens : list of Token

    Returns
    -------
    list of (Token or None, Token, Token or None)
        The number in front, the first limit, the second. An interval whose second limit has
        strayed elsewhere has None.
    """
    found = []
    numbers = [token for token in tokens if token.kind == "number" and not token.role]
    for i, low in enumerate(numbers):
        if low.role or not (low.decimals or _bracketed(tokens, low)):
            continue
        high = numbers[i + 1] if i + 1 < len(numbers) else None
        between = tokens[low.at + 1 : high.at] if high else tokens[low.at + 1 :]
        texts = [token.text.lower() for token in between]
        in_brackets = (
            _before(tokens, low) in ("(", "[") and high and _after(tokens, high) in (")", "]")
        )
        if (
            high
            and len(texts) == 1
            and texts[0] in _BETWEEN
            and (in_brackets or texts[0] not in ",;")
        ):
            if not (low.decimals or high.decimals) and not in_brackets:
                continue
            if high.decimals or in_brackets or low.decimals:
                found.append((_in_front(tokens, low, high), low, high))
                low.role, high.role = "low", "high"
        elif low.decimals and texts[:1] == ["-"] and between[0].start <= low.end + 1:
            found.append((_in_front(tokens, low, None), low, None))
            low.role = "low"
    return found


def _bracketed(tokens, token):
    return (
        token.whole
        and _before(tokens, token) in ("(", "[")
        and token.at > 1
        and (tokens[token.at - 2].kind == "number")
    )


def _before(tokens, token):
    return tokens[token.at - 1].text if token.at else ""


def _after(tokens, token):
    return tokens[token.at + 1].text if token.at + 1 < len(tokens) else ""


def _in_front(tokens, low, high):
    """The number before an interval, with no more than a bracket and "95% CI" between."""
    for token in reversed(tokens[: low.at]):
        if token.kind == "number":
            if token.role == "words":
                continue
            if token.role:
                return None
            if token.whole:
                if high is None or not low.value <= token.value <= high.value:
                    return None
                token.role = "ratio"
            token.count = None
            return token
        if token.kind == "word" and token.text.lower() not in ("ci", "ik", "c.i", "c.i."):
            return None
        if token.text in (")", "]"):
            return None
    return None


def take_beside(text, intervals, loose, printed, counts):
    """
    Tell the unnamed numbers beside a table apart, by their headings and by arithmetic.

    Parameters
    ----------
    text : str
        Cleaned.
    intervals : list
        As `find_intervals` gives them, without those of percentages.
    loose : list of Token
        Numbers that no count explains.
    printed : dict of str to str
        Those that the text names; more are added.
    counts : tuple of int
        a, b, c, d of the printed rows.

    Returns
    -------
    list of Token
        Those that are still not told.
    """
    named = [key for key in headings(text) if key not in printed]
    ratio_key = _ratio_key(named, intervals, counts)
    loose = [token for token in loose if token not in [interval[0] for interval in intervals]]
    wanted = [key for key in named if key not in ("or", "rr")] or []
    if intervals and ratio_key not in printed:
        front, low, high = intervals[0]
        if high is None:
            high = next((token for token in reversed(loose) if token.start > low.end), None)
            loose = [token for token in loose if token is not high]
        if front is not None:
            _keep(printed, ratio_key, front)
        else:
            wanted.append(ratio_key)
        _keep(printed, f"{ratio_key}_low", low)
        if high is not None:
            _keep(printed, f"{ratio_key}_high", high)
        for other in intervals[1:]:
            for token in other:
                if token is not None:
                    token.role = "second interval"
    elif ratio_key in named:
        wanted.append(ratio_key)
    if not named and not any(key.startswith("p") for key in printed):
        wanted.append("p")
    wanted.sort(key=lambda key: named.index(key) if key in named else -1)
    fits = {key: [t for t in loose if _fits(key, t, counts)] for key in wanted}
    for key in list(wanted):
        others = [t for other in wanted if other != key for t in fits[other]]
        if len(fits[key]) == 1 and fits[key][0] not in others:
            _keep(printed, key, fits[key][0])
            loose.remove(fits[key][0])
            wanted.remove(key)
    if (
        named
        and len(loose) == len(wanted)
        and all(key != "p" or token.value <= 1 for key, token in zip(wanted, loose, strict=True))
    ):
        for key, token in zip(wanted, loose, strict=True):
            _keep(printed, key, token)
        loose = []
    elif wanted == ["p"]:
        small = [token for token in loose if token.value <= 1]
        if len(small) == 1 and (named or intervals):
            _keep(printed, "p", small[0])
            loose.remove(small[0])
    return loose


def _ratio_key(named, intervals, counts):
    ratios = [key for key in named if key in ("or", "rr")]
    if len(ratios) == 1:
        return ratios[0]
    front = intervals[0][0] if intervals else None
    if front is not None and _fits("rr", front, counts) and not _fits("or", front, counts):
        return "rr"
    return "or"


def _keep(printed, key, token):
    token.role = key
    printed[key] = token.sign + token.text


def _fits(key, token, counts):
    """Whether a number is what the counts give, by any of the usual ways to work it out."""
    a, b, c, d = counts
    if key == "p":
        return _fits_p(token, counts)
    if key in ("chi2", "phi", "cc"):
        statistic = pearson_statistic(a, b, c, d)
        n = a + b + c + d
        if math.isnan(statistic):
            return False
        value = {
            "chi2": statistic,
            "phi": math.sqrt(statistic / n),
            "cc": math.sqrt(statistic / (statistic + n)),
        }[key]
        return near(token, value)
    if key == "or":
        values = [a * d / (b * c)] if b * c else []
        values += [b * c / (a * d)] if a * d else []
    else:
        risks = [(x, y) for x, y in ((a, b), (b, a)) if x + y]
        shares = [(a / (a + b), c / (c + d)), (b / (a + b), d / (c + d))] if risks and c + d else []
        values = [x / y for one, other in shares for x, y in ((one, other), (other, one)) if y]
    return any(near(token, value) for value in values)


def _fits_p(token, counts):
    if token.value > 1:
        return False
    a, b, c, d = counts
    statistic = pearson_statistic(a, b, c, d)
    if math.isnan(statistic):
        return False
    if token.sign == "<":
        return math.erfc(math.sqrt(statistic / 2)) < token.value
    n = a + b + c + d
    shifted = max(abs(a * d - b * c) - n / 2, 0)
    yates = n * shifted**2 / ((a + b) * (c + d) * (a + c) * (b + d))
    if any(near(token, math.erfc(math.sqrt(x / 2))) for x in (statistic, yates)):
        return True
    return near(token, fisher_exact_test(TwoByTwo.from_array([[a, b], [c, d]])).pvalue)
