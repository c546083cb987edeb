"""Printed numbers that stand alone: p-values, chi-squares, coefficients, the number of people."""

import math

from .text import CUT, ROUNDED, Row, best
from .totals import is_total

P_TESTS = {
    "p": None,
    "p_pearson": "pearson",
    "p_yates": "yates",
    "p_n1": "n-1",
    "p_lr": "likelihood_ratio",
    "p_fisher": "fisher",
    "p_fisher1": "fisher_one_sided",
    "p_midp": "mid_p",
}
CHI2_TESTS = {
    "chi2": None,
    "chi2_pearson": "pearson",
    "chi2_yates": "yates",
    "chi2_n1": "n-1",
    "chi2_lr": "likelihood_ratio",
}


def judge(counts, key, figure, adjusted):
    """
    Judge a number that stands alone.

    Parameters
    ----------
    counts : Counts
    key : str
        "phi", "cc", "n", or a key of `P_TESTS` or `CHI2_TESTS`.
    figure : Figure
    adjusted : bool
        Whether the ratios beside it may be adjusted, and a p-value with them.

    Returns
    -------
    Row
    """
    if key in P_TESTS:
        figure = _as_share(figure)
        return Row(key, figure, *_judge_p(counts, P_TESTS[key], figure, adjusted))
    if key in CHI2_TESTS:
        return Row(key, figure, *_judge_chi2(counts, CHI2_TESTS[key], figure))
    if key == "n":
        return Row(key, figure, *_judge_n(counts, figure))
    return Row(key, figure, *_judge_phi(counts, key, figure))


def _judge_p(counts, named, figure, adjusted):
    found = {name: figure.fit(value) for name, value in counts.p.items()}
    far = named == "fisher_one_sided" and not found.get(named) and figure.fit(counts.far_tail)
    if far:
        found[named] = far
    readings, grade = _named_first(found, named)
    closest = counts.p[named if named in counts.p else "pearson"]
    if figure.value == 0:
        if readings:
            return "p_zero", "", readings, counts.p[readings[0]]
        return "contradicts", "no_test", (), closest
    if readings:
        value = counts.far_tail if far else counts.p[readings[0]]
        return _graded(grade), _why(named, readings), readings, value
    if counts.has_empty_margin:
        return "cannot_be_known", "undefined", (), None
    if (fit := figure.fit(counts.wald_p)) == ROUNDED:
        return _graded(fit), "", ("wald",), counts.wald_p
    if adjusted:
        return "cannot_be_known", "adjusted", (), closest
    larger = figure.value > max(counts.p.values()) and not figure.bound
    perhaps = larger and max(counts.p["pearson"], counts.p["yates"]) < figure.value <= 0.01
    return "contradicts", "perhaps_below" if perhaps else "no_test", (), closest


def _named_first(found, named):
    """The readings that fit best, the one that is named first."""
    readings, grade = best(found)
    return tuple(sorted(readings, key=lambda name: name != named)), grade


def _why(named, readings):
    """Whether a number is by another test than the one that it is printed for."""
    alike = {named, "fisher_doubled"} if named == "fisher" else {named}  # both are called Fisher's
    return "other_test" if named and not alike & set(readings) else ""


def _as_share(figure):
    """A p-value that is printed in percent as a share of 1; "< 0.000" as "0.000"."""
    if figure.percent:
        figure = figure.tenth().tenth()
    return figure._replace(bound="") if figure.value == 0 else figure


def _graded(grade):
    return "truncated" if grade == CUT else "reproduces"


def _judge_chi2(counts, named, figure):
    if counts.has_empty_margin:
        return "cannot_be_known", "undefined", (), None
    found = {name: figure.fit(value) for name, value in counts.chi2.items()}
    readings, grade = _named_first(found, named)
    if not readings:
        return "contradicts", "no_test", (), counts.chi2[named or "pearson"]
    return _graded(grade), _why(named, readings), readings, counts.chi2[readings[0]]


def _judge_phi(counts, key, figure):
    """Phi, whose sign depends on the order of rows, or the contingency coefficient."""
    if counts.has_empty_margin:
        return "cannot_be_known", "undefined", (), None
    values = {"phi": counts.phi, "cc": counts.cc}
    sign = -1 if figure.value * counts.phi < 0 else 1
    found = {"phi": figure.fit(sign * counts.phi), "cc": figure.fit(counts.cc)}
    if key == "cc":  # some divide it by the largest that it can be, so that 1 means all
        found["cc adjusted"] = figure.fit(counts.cc * math.sqrt(2))
    if own := [name for name, fit in found.items() if fit and name.startswith(key)]:
        readings = tuple(name for name, fit in found.items() if fit == found[own[0]])
        return _graded(found[own[0]]), "", readings, values[key]
    other = "cc" if key == "phi" else "phi"
    if found[other] == ROUNDED:
        return "contradicts", "foreign", (other,), values[key]
    return "contradicts", "not_given", (), values[key]


def _judge_n(counts, figure):
    if is_total(figure, counts.n):
        return "reproduces", "", ("total",), float(counts.n)
    return "contradicts", "not_given", (), float(counts.n)
