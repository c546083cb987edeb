"""
The line-by-line audit of the paper: every claim whose verdict can be computed, computed.

The column `check` of `claims.csv` says how, in JSON: the name of a rule below, and what the rule
needs: names, and numbers as expressions of `asi_helpers.book.numbers`, such as
``["count", ["cases", "knowledge"]]``.
"""

import json
from functools import cache, wraps
from typing import NamedTuple

import pandas as pd

from ...audit import audit_estimate, audit_printed, matches
from ...datasets import PAPER_TABLES, load_dataset, load_table
from ...estimates import prevalence_odds_ratio
from ...language import read_number
from ..numbers import evaluate

ALPHA = 0.05
USUAL_LEVEL = 95  # percent; `audit_printed` names the level of limits of another one

LIMITS = {"first_limit": "or_low", "second_limit": "or_high"}  # as `audit_printed` calls them
_KEYS = {"pvalue": "p", "por": "or"} | LIMITS

RULES = {}


class Finding(NamedTuple):
    """
    What a check found.

    Attributes
    ----------
    verdict : str or None
        None where the check gives a figure to show, and the verdict is a judgement.
    recomputed : float or None
        The figure that belongs beside the printed one.
    unit : {"people", "percent", "change", "ratio", "pvalue", "statistic", None}
        What the figure is; "change" is a difference from the year before.
    """

    verdict: str | None
    recomputed: float | None = None
    unit: str | None = None


def parse_printed(text):
    """
    Read a number as the paper prints it.

    Parameters
    ----------
    text : str
        With a decimal comma, and perhaps a percent sign.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the text is not one number.

    Examples
    --------
    >>> parse_printed("0,94"), parse_printed("79,4%")
    (0.94, 79.4)
    """
    return _read(text).value


def _read(text):
    read = read_number(text)
    if read.problem or read.mark == "." or read.unit == "times" or read.value < 0:
        raise ValueError(f"Expected one printed number such as '0,94', but got {text!r}.")
    return read


def check_claims():
    """
    Compute every verdict of the line-by-line audit that can be computed.

    Returns
    -------
    pandas.DataFrame
        The dataset "claims" with three further columns: `computed`, the verdict computed (None
        where the verdict is a judgement), `recomputed`, a figure to set beside the printed one
        (nan where there is none), and its `unit`.

    Examples
    --------
    >>> claims = check_claims().set_index("id")
    >>> claims.loc["t1-por-table", ["printed", "computed"]].to_list()
    ['0,029', 'inverted']
    >>> bool((claims["verdict"] == claims["computed"].fillna(claims["verdict"])).all())
    True
    """
    claims = load_dataset("claims")
    rows = zip(claims["id"], claims["check"], claims["printed"], strict=True)
    findings = [_find(*row) for row in rows]
    return claims.assign(
        computed=pd.Series([finding.verdict for finding in findings], dtype=object),
        recomputed=pd.Series([finding.recomputed for finding in findings], dtype="float64"),
        unit=pd.Series([finding.unit for finding in findings], dtype=object),
    )


def _find(claim, check, printed):
    try:
        return run_check(check, printed)
    except (TypeError, ValueError) as error:
        raise ValueError(f"data/claims.csv, `check` of {claim}: {error}") from error


def run_check(check, printed):
    """
    Compute what a check of `claims.csv` finds.

    Parameters
    ----------
    check : str
        JSON; see the module's docstring. Nothing is found by an empty one.
    printed : str
        What the paper prints.

    Returns
    -------
    Finding

    Raises
    ------
    ValueError
        If the rule is unknown, or a number cannot be computed or read.

    Examples
    --------
    >>> run_check('["count", ["cases", "knowledge"]]', "34")
    Finding(verdict='contradicts', recomputed=33, unit='people')
    """
    if not check:
        return Finding(None)
    rule, *arguments = json.loads(check)
    if rule not in RULES:
        raise ValueError(f"No rule {rule!r}; there are {', '.join(sorted(RULES))}.")
    return RULES[rule](printed, *map(evaluate, arguments))


def _rule(function):
    """Make a function a rule that `claims.csv` can name, without its underscore."""
    RULES[function.__name__.removeprefix("_")] = function
    return function


def _says(true, otherwise="contradicts"):
    return "reproduces" if true else otherwise


def _as_claim(verdict):
    """A verdict of `audit_printed` as the page of claims names it."""
    named = {"truncated": "reproduces", "p_zero": "misworded"}
    return named.get(verdict, verdict.replace("_", " "))


# -- What the paper prints --------------------------------------------------------------------


@cache
def _results(table):
    rows = load_dataset("printed_results")
    rows = rows[rows["table"] == table]
    return dict(zip(rows["quantity"], rows["printed"], strict=True))


class _Audit:
    """
    What `audit_printed` finds in the numbers that the paper prints with a table.

    Attributes
    ----------
    by : dict of str to Finding
        Of each number, by its key.
    faults : set of str
        Verdicts on the two limits together.
    """

    def __init__(self, table, printed):
        claim = (table.exposed, table.case)  # the text says of the first row that it has more
        found = audit_printed(table, printed, claim=claim).findings
        self.by = {each.quantity: each for each in found if each.quantity != "or_limits"}
        self.faults = {each.verdict for each in found if each.quantity == "or_limits"}

    @property
    def limits(self):
        """The findings on both limits, in the order printed."""
        return [self.by[key] for key in LIMITS.values()]

    @property
    def has_lost_zero(self):
        return any(limit.verdict == "lost_zero" for limit in self.limits)

    def restored(self):
        """Both limits, with lost zeros back."""
        return [
            parse_printed(limit.printed) / (10 if limit.verdict == "lost_zero" else 1)
            for limit in self.limits
        ]


@cache
def _audit(table):
    printed = {_KEYS[name]: text for name, text in _results(table).items()}
    return _Audit(load_table(table), printed)


def _unless_a_zero_is_lost(table):
    """The verdict on an interval that passes its check; one with a lost zero stays damaged."""
    return _says(not _audit(table).has_lost_zero, "lost zero")


def _as_in_the_table(quantity):
    """Let a check of a ratio contradict where table and text do not print the same figure."""

    def decorate(function):
        @wraps(function)
        def check(printed, table, *arguments):
            name = quantity or arguments[0]
            if printed != _results(table)[name]:
                return Finding("contradicts")
            return function(printed, table, *arguments)

        return _rule(check)

    return decorate


# -- Counts, percentages, figures of the background -------------------------------------------


@_rule
def _count(printed, count):
    return Finding(_says(parse_printed(printed) == count), count, "people")


@_rule
def _percent(printed, percent):
    read = _read(printed)
    return Finding(_says(matches(read.value, percent, read.decimals)), percent, "percent")


@_rule
def _fewer(printed, small, large):
    return Finding(_says(small < large))


@_rule
def _change(printed, now, before):
    value = parse_printed(printed)
    if value == abs(now - before):
        return Finding("reproduces", now - before, "change")
    return Finding("misworded" if value == now else "contradicts", now - before, "change")


@_rule
def _called_a_count(printed, year, source, indicator):
    units = load_dataset("background").set_index(["year", "data_from", "indicator"])["unit"]
    return Finding(_says(units[year, source, indicator] == "people", "misworded"))


@_rule
def _of_another_year(printed, count):
    return Finding("contradicts" if parse_printed(printed) == count else "cannot be known")


@_rule
def _shown(printed, unit, value):
    return Finding(None, value, unit)


# -- Tests ------------------------------------------------------------------------------------


@_as_in_the_table("pvalue")
def _pvalue_in_the_table(printed, table, pvalue):
    return Finding(_as_claim(_audit(table).by["p"].verdict), pvalue, "pvalue")


@_rule
def _null_rejected(printed, pvalue, smallest_expected):
    return Finding(_says(pvalue < ALPHA and smallest_expected >= 5), pvalue, "pvalue")


# -- Ratios and their limits ------------------------------------------------------------------


@_rule
def _above_one(printed, ratio):
    return Finding(_says(ratio > 1), ratio, "ratio")


@_as_in_the_table("por")
def _times_greater(printed, table, por):
    return Finding(_says(parse_printed(printed) > 1, "misworded"), por, "ratio")


@_as_in_the_table("por")
def _por_in_the_table(printed, table):
    found = _audit(table).by["or"]
    return Finding(_as_claim(found.verdict), found.computed, "ratio")


@_as_in_the_table(None)
def _limit_in_the_table(printed, table, name):
    found = _audit(table).by[LIMITS[name]]
    if found.verdict == "lost_zero":
        return Finding("lost zero", round(parse_printed(printed) / 10, 9), "ratio")
    if _as_claim(found.verdict) == "reproduces" and found.reading[0].startswith("bc/ad"):
        return Finding("inverted", 1 / found.computed, "ratio")
    return Finding(_as_claim(found.verdict), found.computed, "ratio")


@_rule
def _order(printed, table):
    audit = _audit(table)
    if "descending" in audit.faults:
        return Finding("descending")
    first, second = audit.restored()
    return Finding(_says(first < second, "lost zero"))


@_rule
def _confidence_level(printed, table):
    level = parse_printed(printed)
    method = " woolf" if level == USUAL_LEVEL else f" woolf {level:g}%"
    limits = _audit(table).limits
    if not all(limit.reading and limit.reading[0].endswith(method) for limit in limits):
        return Finding("contradicts")
    return Finding(_unless_a_zero_is_lost(table))


@_rule
def _contains(printed, table):
    if "excludes_estimate" in _audit(table).faults:
        return Finding("contradicts")
    return Finding(_unless_a_zero_is_lost(table))


@_rule
def _log_symmetric(printed, table):
    texts = _results(table)
    audit = audit_estimate(texts["por"], *(texts[name] for name in LIMITS))
    return Finding(_says("not_log_symmetric" not in audit.flags), audit.geometric_mean, "ratio")


@_rule
def _reversals(printed):
    # Either coding, reversed alone, gives the printed ratio: the numbers cannot say which.
    same = all(
        matches(parse_printed(_results(table)["por"]), prevalence_odds_ratio(turned).value, 3)
        for table in PAPER_TABLES
        for turned in (load_table(table).swap_exposure(), load_table(table).swap_outcome())
    )
    return Finding("cannot be known" if same else "contradicts")
