"""The statistics that stand beside a table without a name of their own: p, a ratio, its limits."""

from ..audit import audit_printed
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


def take_beside(text, intervals, loose, printed, table):
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
    table : TwoByTwo
        The counts, in printed order.

    Returns
    -------
    list of Token
        Those that are still not told.
    """
    of_a_program = bool(printed)  # which names whatever it prints
    named = [key for key in headings(text) if key not in printed]
    ratio = _ratio_key(named, intervals, table)
    fronts = [front for front, _, _ in intervals]
    loose = [token for token in loose if token not in fronts]
    wanted = [key for key in named if key not in ("or", "rr") or (key == ratio and not intervals)]
    if intervals and ratio not in printed:
        loose, lacks_estimate = _take_interval(ratio, intervals, loose, printed)
        wanted += [ratio] if lacks_estimate else []
    if not named and not any(key.startswith("p") for key in printed):
        wanted.append("p")
    wanted.sort(key=lambda key: named.index(key) if key in named else -1)
    sure = bool(named or intervals) and not of_a_program
    return _tell_apart(wanted, loose, printed, table, sure)


def _take_interval(ratio, intervals, loose, printed):
    """The first ratio with its limits; what is still loose, and whether the ratio itself is."""
    front, low, high = intervals[0]
    if high is None:  # it has strayed to the end of the text
        high = next((token for token in reversed(loose) if token.start > low.end), None)
        loose = [token for token in loose if token is not high]
    for key, token in ((ratio, front), (f"{ratio}_low", low), (f"{ratio}_high", high)):
        if token is not None:
            _keep(printed, key, token)
    for other in intervals[1:]:
        for token in filter(None, other):
            token.role = "second interval"
    return loose, front is None


def _tell_apart(wanted, loose, printed, table, sure):
    """Give each loose number the key that only it fits, then the rest in the order of headings."""
    if len(wanted) > 1 or len(loose) > 1 or not sure:
        fits = {key: [token for token in loose if _fits(key, token, table)] for key in wanted}
        for key in list(wanted):
            others = [token for other in fits if other != key for token in fits[other]]
            alike = {token.sign + token.text for token in fits[key]}
            if len(alike) == 1 and not any(token in others for token in fits[key]):
                for token in fits[key]:  # beside a crude and an adjusted ratio, the same p twice
                    _keep(printed, key, token)
                    loose.remove(token)
                wanted.remove(key)
    if sure and len(loose) == len(wanted) and all(map(_may_be, wanted, loose)):
        for key, token in zip(wanted, loose, strict=True):
            _keep(printed, key, token)
        return []
    small = [token for token in loose if _may_be("p", token)]
    if sure and wanted == ["p"] and len({token.sign + token.text for token in small}) == 1:
        for token in small:
            _keep(printed, "p", token)
            loose.remove(token)
    return loose


def _may_be(key, token):
    """Whether a number lies where its kind does; a bare 0 or 1 is a p-value only by its name."""
    return token.value >= 0 and (key != "p" or (token.value <= 1 and not token.whole))


def _ratio_key(named, intervals, table):
    ratios = [key for key in named if key in ("or", "rr")]
    if len(ratios) == 1:
        return ratios[0]
    front = intervals[0][0] if intervals else None
    if front is not None and _fits("rr", front, table) and not _fits("or", front, table):
        return "rr"
    return "or"


def _keep(printed, key, token):
    token.role = key
    printed[key] = token.sign + token.text


def _fits(key, token, table):
    """Whether a number is what the counts give, by any of the usual ways to work it out."""
    if not _may_be(key, token):
        return False
    (finding,) = audit_printed(table, {key: token.sign + token.text}).findings
    return finding.verdict in ("reproduces", "truncated", "p_zero")
