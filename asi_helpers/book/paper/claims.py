"""The line-by-line audit of the paper: every claim whose verdict can be computed, computed."""

import math
import re
from functools import cache, wraps
from typing import NamedTuple

import pandas as pd

from ...audit import audit_estimate, matches
from ...datasets import PAPER_TABLES, load_dataset, load_table
from ...estimates import prevalence_odds_ratio, prevalence_ratio
from ...significance import chi_square_test

ALPHA = 0.05

_CALL = re.compile(r"(\w+)\((.*)\)")
_NUMBER = re.compile(r"\d+(?:,\d+)?")
_CHECKS = {}


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
    number = text.removesuffix("%")
    if not _NUMBER.fullmatch(number):
        raise ValueError(f"Expected one printed number such as '0,94', but got {text!r}.")
    return float(number.replace(",", "."))


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
    findings = [_run(*row) for row in zip(claims["check"], claims["printed"], strict=True)]
    return claims.assign(
        computed=pd.Series([finding.verdict for finding in findings], dtype=object),
        recomputed=pd.Series([finding.recomputed for finding in findings], dtype="float64"),
        unit=pd.Series([finding.unit for finding in findings], dtype=object),
    )


def _run(check, printed):
    if not check:
        return Finding(None)
    name, arguments = _CALL.fullmatch(check).groups()
    arguments = [argument.strip() for argument in arguments.split(",") if argument.strip()]
    return _CHECKS[name](printed, *arguments)


def _check(function):
    """Make a function a check that `claims.csv` can name, without its underscore."""
    _CHECKS[function.__name__.removeprefix("_")] = function
    return function


def _says(true, otherwise="contradicts"):
    return "reproduces" if true else otherwise


# -- What the paper prints --------------------------------------------------------------------


@cache
def _results(table):
    rows = load_dataset("printed_results")
    rows = rows[rows["table"] == table]
    return dict(zip(rows["quantity"], rows["printed"], strict=True))


@cache
def _audit(table):
    printed = {name: parse_printed(text) for name, text in _results(table).items()}
    return audit_estimate(
        printed["por"], printed["first_limit"], printed["second_limit"], table=load_table(table)
    )


def _restored(table, name):
    audit = _audit(table)
    return audit.lost_zeros.get(name, getattr(audit, name))


@cache
def _background():
    return load_dataset("background").set_index(["year", "data_from", "indicator"])["value"]


def _decimals(printed):
    return len(printed.removesuffix("%").partition(",")[2])


def _as_in_the_table(quantity):
    """Let a check of a ratio contradict where table and text do not print the same figure."""

    def decorate(function):
        @wraps(function)
        def check(printed, table, *arguments):
            name = quantity or arguments[0]
            if printed != _results(table)[name]:
                return Finding("contradicts")
            return function(printed, table, *arguments)

        return _check(check)

    return decorate


# -- Counts and percentages -------------------------------------------------------------------


def _count(table, level):
    """Mothers of a table by a level of its exposure, of the outcome, or "everyone"."""
    counts = load_table(table)
    return {
        "good": counts.exposed_cases + counts.exposed_noncases,
        "poor": counts.unexposed_cases + counts.unexposed_noncases,
        "smooth": counts.exposed_cases + counts.unexposed_cases,
        "not smooth": counts.exposed_noncases + counts.unexposed_noncases,
        "everyone": counts.n,
    }[level]


def _cell(table, exposure, outcome):
    row = "exposed" if exposure == "good" else "unexposed"
    column = "cases" if outcome == "smooth" else "noncases"
    return getattr(load_table(table), f"{row}_{column}")


def _frequency(variable, level):
    """The count, or nan where the tables do not agree on it."""
    tables = PAPER_TABLES if variable == "outcome" else (variable,)
    counts = {_count(table, level) for table in tables}
    return counts.pop() if len(counts) == 1 else math.nan


def _same_count(printed, count):
    return Finding(_says(parse_printed(printed) == count), count, "people")


def _same_percent(printed, part, whole):
    percent = 100 * part / whole
    agrees = matches(parse_printed(printed), percent, _decimals(printed))
    return Finding(_says(agrees), percent, "percent")


@_check
def _sample_size(printed):
    counts = {load_table(table).n for table in PAPER_TABLES}
    return Finding(_says(counts == {parse_printed(printed)}), max(counts), "people")


@_check
def _frequency_count(printed, variable, level):
    return _same_count(printed, _frequency(variable, level))


@_check
def _frequency_percent(printed, variable, level):
    return _same_percent(printed, _frequency(variable, level), load_table("knowledge").n)


@_check
def _fewer(printed, variable, small, large):
    return Finding(_says(_frequency(variable, small) < _frequency(variable, large)))


@_check
def _cell_count(printed, table, exposure, outcome):
    # The cell itself is the only record of its count: what can be checked is that the printed
    # margins leave it.
    margins = load_dataset("margins")
    margins = margins[margins["table"] == table].set_index("level")["count"]
    other_row = "poor" if exposure == "good" else "good"
    other_column = "not smooth" if outcome == "smooth" else "smooth"
    by_row = margins[exposure] - _cell(table, exposure, other_column)
    by_column = margins[outcome] - _cell(table, other_row, outcome)
    agrees = parse_printed(printed) == by_row == by_column
    return Finding(_says(agrees), by_row, "people")


@_check
def _cell_percent(printed, table, exposure, outcome):
    return _same_percent(printed, _cell(table, exposure, outcome), _count(table, exposure))


@_check
def _margin_count(printed, table, level):
    return _same_count(printed, _count(table, level))


@_check
def _margin_percent(printed, table, level):
    whole = "everyone" if level in ("smooth", "not smooth") else level
    return _same_percent(printed, _count(table, level), _count(table, whole))


# -- Tests ------------------------------------------------------------------------------------


@_as_in_the_table("pvalue")
def _pvalue(printed, table):
    computed = chi_square_test(load_table(table)).pvalue
    value = parse_printed(printed)
    if not matches(value, computed, _decimals(printed)):
        return Finding("contradicts", computed, "pvalue")
    return Finding(_says(value > 0, "misworded"), computed, "pvalue")


@_check
def _null_rejected(printed, table):
    test = chi_square_test(load_table(table))
    sound = test.expected_freq.to_numpy().min() >= 5
    return Finding(_says(test.pvalue < ALPHA and sound), test.pvalue, "pvalue")


@_check
def _bonferroni(printed):
    tests = [chi_square_test(load_table(table)) for table in PAPER_TABLES]
    return Finding(None, len(tests) * max(test.pvalue for test in tests), "pvalue")


@_check
def _largest_chi_square(printed):
    values = [chi_square_test(load_table(table)).statistic for table in PAPER_TABLES]
    return Finding(None, max(values), "statistic")


@_check
def _largest_yates_pvalue(printed):
    tests = [chi_square_test(load_table(table), correction="yates") for table in PAPER_TABLES]
    return Finding(None, max(test.pvalue for test in tests), "pvalue")


@_check
def _degrees_of_freedom(printed):
    return Finding(None, chi_square_test(load_table("knowledge")).dof, "people")


# -- Ratios and their limits ------------------------------------------------------------------


@_as_in_the_table("por")
def _por(printed, table):
    audit = _audit(table)
    exact = audit.recomputed.value
    reproduces = matches(audit.estimate, exact, _decimals(printed))
    verdict = "inverted" if "inverted" in audit.flags else _says(reproduces)
    return Finding(verdict, exact, "ratio")


@_as_in_the_table(None)
def _limit(printed, table, name):
    audit = _audit(table)
    if name in audit.lost_zeros:
        return Finding("lost zero", audit.lost_zeros[name], "ratio")
    value, decimals = parse_printed(printed), _decimals(printed)
    for exact in audit.recomputed.interval:
        if matches(value, exact, decimals):
            return Finding("reproduces", exact, "ratio")
        if matches(value, 1 / exact, decimals):
            return Finding("inverted", exact, "ratio")
    return Finding("contradicts")


@_check
def _order(printed, table):
    audit = _audit(table)
    if "descending" in audit.flags:
        return Finding("descending")
    truly = _restored(table, "first_limit") < _restored(table, "second_limit")
    return Finding(_says(truly, "lost zero"))


@_check
def _confidence_level(printed, table):
    # With lost zeros restored, the limits are those of 1/POR at the printed level.
    exact = prevalence_odds_ratio(
        load_table(table), confidence_level=parse_printed(printed) / 100
    ).interval
    found = sorted(_restored(table, name) for name in ("first_limit", "second_limit"))
    turned = (1 / exact.high, 1 / exact.low)
    return Finding(_says(all(matches(a, b, 3) for a, b in zip(found, turned, strict=True))))


@_check
def _contains(printed, table):
    return Finding(_says("excludes_estimate" not in _audit(table).flags))


@_check
def _log_symmetric(printed, table):
    audit = _audit(table)
    return Finding(_says("not_log_symmetric" not in audit.flags), audit.geometric_mean, "ratio")


@_check
def _reversals(printed):
    # Either coding, reversed alone, gives the printed ratio: the numbers cannot say which.
    same = all(
        matches(_audit(table).estimate, prevalence_odds_ratio(turned).value, 3)
        for table in PAPER_TABLES
        for turned in (load_table(table).swap_exposure(), load_table(table).swap_outcome())
    )
    return Finding("cannot be known" if same else "contradicts")


# -- Interpretation ---------------------------------------------------------------------------


@_check
def _direction(printed, table):
    ratio = prevalence_ratio(load_table(table)).value
    return Finding(_says(ratio > 1), ratio, "ratio")


@_as_in_the_table("por")
def _times_greater(printed, table):
    exact = prevalence_odds_ratio(load_table(table)).value
    return Finding(_says(parse_printed(printed) > 1, "misworded"), exact, "ratio")


@_check
def _prevalence_instead(printed, table):
    return Finding(None, prevalence_ratio(load_table(table)).value, "ratio")


# -- Population and background ----------------------------------------------------------------


@_check
def _population_of(printed, year):
    count = _background()[int(year), "health centre", "postpartum_mothers"]
    same = parse_printed(printed) == count
    return Finding("contradicts" if same else "cannot be known")


@_check
def _share_of_population(printed):
    sample, population = (parse_printed(part.strip()) for part in printed.split(";"))
    return Finding(None, 100 * sample / population, "percent")


@_check
def _share_of_mothers(printed, year):
    mothers = _background()[int(year), "health centre", "postpartum_mothers"]
    return Finding(None, 100 * parse_printed(printed) / mothers, "percent")


@_check
def _percent_called_count(printed, year, source, indicator):
    units = load_dataset("background").set_index(["year", "data_from", "indicator"])["unit"]
    return Finding(_says(units[int(year), source, indicator] == "people", "misworded"))


@_check
def _change_of(printed, year, source, indicator):
    values = _background()
    now, before = values[int(year), source, indicator], values[int(year) - 1, source, indicator]
    value = parse_printed(printed)
    if value == abs(now - before):
        return Finding("reproduces", now - before, "change")
    return Finding("misworded" if value == now else "contradicts", now - before, "change")
