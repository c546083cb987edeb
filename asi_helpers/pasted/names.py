"""The names of the rows and columns of a table that was read."""

import re

from .words import TOTALS, is_mark, is_name, is_pair, split_names

_ORDINAL = re.compile(r"^(?:\d{1,2}|[a-d])[.)]\s*(?=\D)")


_GROUPS = re.compile(r"odds ratio for\s+.+?\(([^()/]+?)\s*/\s*([^()/]+?)\)", re.IGNORECASE)
_COHORT = re.compile(r"for cohort\s+[^=]+?=\s*(.+?)\s+[|]?\s*(?=[\d.,]+\s)", re.IGNORECASE)


def spss_names(text):
    """
    The names in a Risk Estimate: "Odds Ratio for X (good / poor)", "For cohort Y = smooth".

    Parameters
    ----------
    text : str
        Cleaned.

    Returns
    -------
    rows, columns : tuple of (str, str), or None
    """
    groups, cohorts = _GROUPS.search(text), _COHORT.findall(text)
    rows = _both(groups[1].strip(), groups[2].strip()) if groups else None
    columns = _both(*map(str.strip, cohorts)) if len(cohorts) == 2 else None
    return rows, columns


def names_of(tokens, cells, by_rows):
    """
    The names of both rows and both columns, as far as the text tells them.

    Parameters
    ----------
    tokens : list of Token
    cells : tuple of Token
        The four counts in the order of the text.
    by_rows : bool
        Whether the text runs row by row.

    Returns
    -------
    rows, columns : tuple of (str, str), or None
    """
    first, second = cells[0], cells[2]
    between = tokens[cells[1].at + 1 : second.at]
    if not by_rows or not any(map(_names, between)):  # all names stand before all counts
        tail = _words_before(tokens, first)
        rows = _split(tail)
        return rows, _columns(tokens, tail[0] if tail else first, None)
    ups = [_row_name(tokens, token) for token in (first, second)]
    rows = tuple(_text(found) for found in ups)
    if is_pair(_words(ups[0])):  # headings, right above the first count: its row has no name
        return None, _both(*_words(ups[0]))
    if not all(rows) or rows[0] == rows[1]:
        rows = None
    start = ups[0][0] if ups[0] else first
    return rows, _columns(tokens, start, cells)


def _words_before(tokens, until):
    """The run of words that ends where a number begins."""
    run = []
    for token in reversed(tokens[: until.at]):
        if token.kind == "number" and token.role != "label":
            break
        if is_mark(token):
            break
        run.append(token)
    return run[::-1]


def _row_name(tokens, count):
    """The tokens of the name in front of a count."""
    run = _words_before(tokens, count)
    if not any(map(_names, run)):  # the marks of a program between: Count, n
        marks = [
            token for token in tokens[: count.at] if is_mark(token) and token.line == count.line
        ]
        if not marks:
            return []
        run = _words_before(tokens, marks[-1])
        while marks and not any(map(_names, run)):
            run = _words_before(tokens, marks.pop())
    named = [token for token in run if _names(token)]
    if not named:
        return []
    lines = {token.line for token in run}
    if len(lines) > 1:
        line = count.line if count.line in {token.line for token in named} else named[-1].line
        run = [token for token in run if token.line == line]
        named = [token for token in named if token.line == line]
    cell = named[-1].cell
    return [token for token in run if token.cell == cell]


def _names(token):
    return is_name(token) or token.role == "label"


def _text(run):
    """The words of a run as they stood, without the letter or number in front."""
    if not run:
        return ""
    text = ""
    for before, token in zip([None, *run], run, strict=False):
        text += " " * (before is not None and token.start > before.end) + token.text
    text = _ORDINAL.sub("", text.strip(" |:;,.\"'").removeprefix("- ")).strip(" .:;,|\"'")
    half = len(text) // 2
    if len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :]:
        return text[:half]  # a variable and its group of one name: "Merokok Merokok"
    return text


def _split(run):
    for key in (lambda token: token.cell, lambda token: token.line):
        groups = {}
        for token in run:
            groups.setdefault(key(token), []).append(token)
        named = [group for group in groups.values() if any(is_name(token) for token in group)]
        if len(named) == 2:
            return _both(_text(named[0]), _text(named[1]))
    starts = [i for i, token in enumerate(run) if i + 1 < len(run) and _is_ordinal(run, i)]
    if len(starts) == 2:
        return _both(_text(run[starts[0] : starts[1]]), _text(run[starts[1] :]))
    return split_names([token.text for token in run if token.kind != "mark"])


def _is_ordinal(run, i):
    text = run[i].text.lower()
    return (len(text) == 1 and text in "ab12" and run[i + 1].text == ".") or bool(
        re.match(r"[ab12][.)]\w", text)
    )


def _both(one, other):
    return (one, other) if one and other and one != other else None


def _columns(tokens, until, cells):
    """The names over the columns."""
    above = [
        token for token in tokens[: until.at] if _names(token) or _is_sign(token) or _ends(token)
    ]
    if cells is not None and any(_names(t) for t in above if t.line < cells[0].line):
        above = [token for token in above if token.line < cells[0].line]
        if over := _by_column(above, cells) or _by_alignment(tokens, cells):
            return over
    segments = [[]]
    for before, token in zip([None, *above], above, strict=False):
        if before is not None and token.cell != before.cell:
            segments.append([])
        if _ends(token) and sum(map(_named_in, segments)) >= 1:
            segments.append([])
        segments[-1].append(token)
    segments = [[t for t in segment if not _ends(t)] for segment in segments]
    segments = [segment for segment in segments if _named_in(segment)]
    if not segments:
        return None
    last = segments[-1]
    if (
        len(segments) > 1
        and segments[-2][0].line == last[0].line
        and segments[-2][0].cell != last[0].cell
    ):
        return _both(_text(segments[-2]), _text(last))
    one_a_line = cells is not None and cells[0].line != cells[1].line
    ended = any(_ends(token) and token.line == last[0].line for token in above)
    found = split_names(_words(last), sure=one_a_line and not ended)
    if found is None and one_a_line and len(segments) > 1:
        return _both(_text(segments[-2]), _text(last))
    return found or split_names(
        _words([token for segment in segments for token in segment]), sure=True
    )


def _words(run):
    return [token.text for token in run if token.kind != "mark"]


def _named_in(segment):
    return any(map(_names, segment))


def _is_sign(token):
    return token.kind == "mark" and token.text in "+-<>"


def _ends(token):
    """Whether it is the heading of the totals, behind which no group has its name."""
    return token.kind == "word" and token.text.lower() in TOTALS


def _by_column(above, cells):
    """The names that stand in the same cells of a line as the counts."""
    if cells[0].column == cells[1].column or cells[0].line != cells[1].line:
        return None
    for line in sorted({token.line for token in above}, reverse=True):
        over = [
            [t for t in above if t.line == line and t.column == cell.column and not _ends(t)]
            for cell in cells[:2]
        ]
        if all(map(_named_in, over)):
            return _both(*map(_text, over))
    return None


def _by_alignment(tokens, cells):
    """The names that end right above the counts, as programs print columns."""
    if cells[0].line != cells[1].line:
        return None
    ends = [cell.end - cell.begin for cell in cells[:2]]
    for line in range(cells[0].line - 1, -1, -1):
        row = [t for t in tokens if (t.line == line and t.kind != "number") or t.role == "label"]
        row = [t for t in row if t.line == line]
        runs = []
        for end in ends:
            last = [t for t in row if t.end - t.begin == end]
            run = last[-1:]
            for token in reversed(row[: row.index(last[-1])] if last else []):
                if run[0].start - token.end > 1 or token.end - token.begin in ends:
                    break
                run.insert(0, token)
            runs.append(run)
        if all(map(_named_in, runs)):
            return _both(*map(_text, runs))
    return None
