"""What a cell hands on: values for the text to say, a table of words; is anybody listening?"""

import numbers
import re
import sys
from collections.abc import Mapping

import numpy as np
import pandas as pd

from .estimates import Estimate
from .language import (
    as_markdown,
    as_printed,
    check_language,
    format_count,
    format_number,
    format_pvalue,
    format_ratio,
    say,
)
from .significance import ChiSquareTest
from .tables import TwoByTwo

_RECORD = "application/papermill.record/"
_CELLS = "abcd"  # as the book names them, row by row
_NOTHING = object()


def is_live():
    """
    Whether somebody can move a widget here.

    A front end sends `allow_stdin` with each request to run a cell, since it could answer
    `input()`; a program that runs notebooks does not. The browser's own kernel is always live.
    """
    if sys.platform == "emscripten":
        return True
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return False
    request = kernel.get_parent("shell") or {}
    return bool(request.get("content", {}).get("allow_stdin"))


def keep(name, value=_NOTHING, *, decimals=1, **values):
    """
    Keep values for the text of a chapter, which says each by its name, in the role ``{glue:text}``.

    ``asi.keep("c08", n=knowledge.n, por=por)`` keeps ``c08_n``, ``c08_por``, ``c08_por_low`` and
    ``c08_por_high``: what is kept, and how it is written, follows from the kind of value (see
    Notes). Nothing is shown where the cell stands.

    Parameters
    ----------
    name : str
        What all names begin with: letters, digits, hyphens and underscores. A name is used once in
        the whole book, so it begins with the chapter: "c08", "c08_comfort".
    value : object, optional
        Kept under `name` itself. A plain number is then kept as it is, and may be given a format in
        the text, such as ``name:.1f``.
    decimals : int or None, default 1
        Digits after the decimal mark of numbers that are neither counts nor ratios nor p-values;
        None writes as many as the number has.
    **values
        Each is kept under `name`, an underscore and its own name.

    Raises
    ------
    TypeError
        If there is nothing to keep, or a value is of no kind below.
    ValueError
        If a name has a character that the text could not name.

    Notes
    -----
    ================== ============================================================================
    kind of value      what the text can say
    ================== ============================================================================
    text               itself: another format is ``asi.format_number(x, 3)``, ``asi.format_pvalue``;
                       a `Label` in the language of `set_language`, which numbers follow too
    whole number       a number of people: 94, 11,037
    other number       with `decimals`: 79.4
    `Estimate`         itself, ``_low`` and ``_high``: a ratio with the digits that a reader needs,
                       a difference in percentage points
    `TwoByTwo`         ``_a`` to ``_d``; ``_n``, ``_n_exposed``, ``_n_unexposed``, ``_n_cases``,
                       ``_n_noncases``; each cell as a percentage of its row (``_row_a``), of its
                       column (``_col_a``), of all (``_all_a``)
    `ChiSquareTest`    ``_chi2``, ``_p``; of each cell the expected count (``_e_a``), observed less
                       expected (``_gap_a``), its part of chi-square (``_part_a``) and residual
                       (``_residual_a``)
    mapping, Series    each value under its key, whose other characters become underscores
    ================== ============================================================================

    Examples
    --------
    >>> keep("por", 34.714)
    >>> keep("c08", n=94, share=100 * 27 / 34, p=format_pvalue(1e-9))
    """
    from IPython.display import publish_display_data

    kept = {} if value is _NOTHING else _plain(name, value, decimals)
    for key, each in values.items():
        kept |= _texts(f"{name}_{key}", each, decimals)
    if not kept:
        raise TypeError(f"`keep` was given nothing to keep under {name!r}.")
    for each in (name, *kept):
        if not isinstance(each, str) or not each.replace("-", "_").isidentifier():
            raise ValueError(
                "`name` must begin with a letter and hold only letters, digits, hyphens and "
                f"underscores, but got {each!r}."
            )
    if is_live():  # only the book's build reads them; Jupyter would count them as outputs
        return
    for each, text in kept.items():
        # The format is the one that MyST-NB's `glue` writes, without importing Sphinx: the
        # browser's kernel has none. Text goes in quotes: without them MyST-NB would read "2.60" as
        # a number and write 2.6.
        publish_display_data(
            {f"{_RECORD}text/plain": repr(text)},
            metadata={"scrapbook": {"name": each, "mime_prefix": _RECORD}},
        )


def _plain(name, value, decimals):
    """What is kept under a name itself: a number as it is, without numpy's wrapping."""
    if isinstance(value, numbers.Number):
        return {name: getattr(value, "item", lambda: value)()}
    return _texts(name, value, decimals)


def _texts(name, value, decimals):
    """{name: text} of all that a value of its kind has to say."""
    if isinstance(value, str):
        return {name: say(value, check_language())}
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        whole = isinstance(value, numbers.Integral)
        return {name: format_count(value) if whole else _number(value, decimals)}
    if isinstance(value, Estimate):
        return _of_estimate(name, value, decimals)
    if isinstance(value, TwoByTwo):
        return _of_table(name, value, decimals)
    if isinstance(value, ChiSquareTest):
        return _of_test(name, value, decimals)
    if isinstance(value, (Mapping, pd.Series)):
        kept = {}
        for key, each in value.items():
            kept |= _texts(f"{name}_{re.sub(r'[^0-9a-z]+', '_', str(key).lower())}", each, decimals)
        return kept
    raise TypeError(f"`keep` does not know how to write {value!r}, to be kept as {name!r}.")


def _of_estimate(name, estimate, decimals):
    numbers_of = {name: estimate.value}
    if estimate.interval is not None:
        low, high = estimate.interval
        numbers_of |= {f"{name}_low": low, f"{name}_high": high}
    if estimate.null_value == 1:
        return {key: format_ratio(number) for key, number in numbers_of.items()}
    return {key: _number(100 * number, decimals) for key, number in numbers_of.items()}


def _of_table(name, table, decimals):
    counts = table.to_array()
    margins = ("n", "n_exposed", "n_unexposed", "n_cases", "n_noncases")
    kept = dict(zip(_names(name), map(format_count, counts.ravel().tolist()), strict=True))
    kept |= {f"{name}_{margin}": format_count(getattr(table, margin)) for margin in margins}
    totals = {
        "row": counts.sum(axis=1, keepdims=True),
        "col": counts.sum(axis=0, keepdims=True),
        "all": counts.sum(),
    }
    for part, total in totals.items():
        with np.errstate(invalid="ignore"):  # nobody in a group: "not defined"
            percents = (100 * counts / total).ravel()
        kept |= {
            key: _number(percent, decimals)
            for key, percent in zip(_names(f"{name}_{part}"), percents, strict=True)
        }
    return kept


def _of_test(name, test, decimals):
    kept = {
        f"{name}_chi2": _number(test.statistic, decimals),
        f"{name}_p": format_pvalue(test.pvalue),
    }
    expected, residuals = test.expected_freq.to_numpy(), test.residuals.to_numpy()
    gaps = test.table.to_array() - expected
    for part, cells in {"e": expected, "part": residuals**2}.items():
        for key, number in zip(_names(f"{name}_{part}"), cells.ravel(), strict=True):
            kept[key] = _number(number, decimals)
    for part, cells in {"gap": gaps, "residual": residuals}.items():
        for key, number in zip(_names(f"{name}_{part}"), cells.ravel(), strict=True):
            kept[key] = ("+" if number > 0 else "−") + _number(abs(number), decimals)
    return kept


def _number(value, decimals):
    return as_printed(value) if decimals is None else format_number(value, decimals)


def _names(name):
    return [f"{name}_{cell}" for cell in _CELLS]


class MarkdownTable:
    """A table that a notebook shows as Markdown, as `markdown_table` makes it."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


def markdown_table(frame):
    """
    Show a table of words so that it can be read: nothing cut short, every column from the left.

    Parameters
    ----------
    frame : pandas.DataFrame
        Its columns become those of the table; the index is left out. Its words are shown as they
        are: a star or a dollar sign in them is no Markdown.

    Returns
    -------
    MarkdownTable

    Examples
    --------
    >>> import pandas as pd
    >>> markdown_table(pd.DataFrame({"item": ["19"], "missing": ["Limitations | bias"]}))
    | item | missing |
    |---|---|
    | 19 | Limitations \\| bias |
    """
    rows = [frame.columns, *frame.itertuples(index=False)]
    lines = ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(frame.columns))
    return MarkdownTable("\n".join(lines))


def _cell(value):
    return as_markdown(str(value))
