"""What every state of the explorers must show, worked out without the explorers' own code."""

import math
from functools import cache

import numpy as np
import pandas as pd

import asi_helpers as asi
from asi_helpers.tables import TwoByTwo

PAPER = {  # good: smooth, not; poor: smooth, not
    "knowledge": (27, 7, 6, 54),
    "comfort": (23, 16, 10, 45),
    "support": (21, 10, 12, 51),
}


def numbers(element):
    """Name of each statistic, with what it is of, to its value."""
    found = {}
    for data in element.select("data.asi-stat"):
        key = data["data-stat"] + (f" {data['data-of']}" if data.has_attr("data-of") else "")
        assert key not in found, f"{key} is there twice"
        found[key] = float(data["value"])
        assert data.text.strip()
    return found


def turned(table, exposed, case):
    a, b, c, d = PAPER[table]
    if exposed == "poor":
        a, b, c, d = c, d, a, b
    if case == "not_smooth":
        a, b, c, d = b, a, d, c
    return TwoByTwo.from_array([[a, b], [c, d]])


def associations(table, *names):
    """Statistics of a table from the package's functions, only those asked for."""
    por, pr = asi.prevalence_odds_ratio(table), asi.prevalence_ratio(table)
    test = asi.chi_square_test(table)
    every = {
        "por": por.value,
        "por_low": por.interval.low,
        "por_high": por.interval.high,
        "pr": pr.value,
        "chi2": test.statistic,
        "pvalue": test.pvalue,
        "n": table.n,
    }
    return {name: every[name] for name in names}


def expect_recode(exposure_codes, outcome_codes):
    """The lower code is written first, so a pair that falls turns its variable."""
    first, second = (codes.split("-") for codes in (exposure_codes, outcome_codes))
    table = turned(
        "knowledge",
        "poor" if first[0] > first[1] else "good",
        "not_smooth" if second[0] > second[1] else "smooth",
    )
    found = associations(table, "por", "por_low", "por_high", "n")
    for name, one in (("pr", table), ("pr_other", table.swap_outcome())):
        ratio = asi.prevalence_ratio(one)
        found |= {name: ratio.value, f"{name}_low": ratio.interval.low}
        found |= {f"{name}_high": ratio.interval.high}
    return found


def expect_reference(table, exposed, case):
    return associations(
        turned(table, exposed, case), "por", "por_low", "por_high", "pr", "chi2", "pvalue", "n"
    )


def expect_timeline(world, record):
    table = turned("knowledge", "good", "smooth")
    return associations(table, "por", "chi2", "pvalue", "n")


def expect_denominator(table, cell, percent):
    a, b, c, d = PAPER[table]
    count, row, column = {
        "good_smooth": (a, a + b, a + c),
        "good_not_smooth": (b, a + b, b + d),
        "poor_smooth": (c, c + d, a + c),
        "poor_not_smooth": (d, c + d, b + d),
    }[cell]
    people = {"row": row, "column": column, "total": 94}[percent]
    return {"percent": 100 * count / people, "count": count, "n": people}


def expect_permutation(table, shuffles):
    observed = turned(table, "good", "smooth")
    null = asi.permutation_distribution(observed, n_samples=10_000, rng=np.random.default_rng(94))[
        : int(shuffles)
    ]
    expected = associations(observed, "chi2", "pvalue")
    reached = sum(value >= expected["chi2"] - 1e-9 for value in null)
    found = {"shuffles": len(null), "largest": max(null), "extreme": reached}
    return found | {"share": 100 * reached / len(null), **expected}


def expect_sample_size(table, n):
    a, b, c, d = PAPER.get(table, (20, 27, 16, 31))
    times = int(n) // 94
    assert times * 94 == int(n)
    grown = TwoByTwo.from_array([[a * times, b * times], [c * times, d * times]])
    return associations(grown, "por", "por_low", "por_high", "chi2", "pvalue", "n")


def expect_prevalence(pr, prevalence):
    more = 100 * int(prevalence)
    less = more / float(pr)
    assert less == int(less)
    table = TwoByTwo.from_array([[more, 10_000 - more], [int(less), 10_000 - int(less)]])
    return associations(table, "por", "pr")


def expect_sampling(mechanism, size):
    population = TwoByTwo.from_array([[120, 80], [80, 266]])
    assert population.n == 546
    weights = {
        "random": None,
        "outcome": [[3, 1], [3, 1]],
        "exposure": [[3, 3], [1, 1]],
        "both": [[9, 3], [3, 1]],
        "cell": [[3, 1], [1, 1]],
        "avoid": [[3, 3], [3, 1]],
    }[mechanism]
    studies = asi.simulate_samples(
        population,
        size=int(size),
        n_samples=2_000,
        weights=weights,
        rng=np.random.default_rng(546),
    )
    truth = {
        "prevalence": 200 / 546,
        "pr": asi.prevalence_ratio(population).value,
        "por": asi.prevalence_odds_ratio(population).value,
    }
    expected = {}
    for name, true in truth.items():
        values = sorted(value for value in getattr(studies, name) if not math.isnan(value))
        # one of the studies, never a place between two of them
        places = np.quantile(np.arange(len(values)), [0.025, 0.5, 0.975], method="nearest")
        low, middle, high = (values[place] for place in places)
        expected |= {
            f"truth {name}": true,
            f"centre {name}": middle,
            f"spread {name}": high / low if low else math.inf,
        }
    expected["infinite"] = sum(math.isinf(value) for value in studies.por)
    return expected


@cache
def _claims():
    return asi.check_claims().set_index("id")


def expect_paper_map(claim, show):
    row = _claims().loc[claim]
    if show == "claim" or pd.isna(row.recomputed):
        return {}
    return {{"pvalue": "pvalue", "statistic": "chi2"}.get(row.unit, "recomputed"): row.recomputed}


def expect_appraisal(item, verdict):
    return {}


EXPECT = {
    "paper_map": expect_paper_map,
    "appraisal": expect_appraisal,
    "reference": expect_reference,
    "recode": expect_recode,
    "timeline": expect_timeline,
    "denominator": expect_denominator,
    "permutation": expect_permutation,
    "sample_size": expect_sample_size,
    "prevalence": expect_prevalence,
    "sampling": expect_sampling,
}


@cache
def _every_joint_table():
    """Mothers good at both knowledge and comfort, and comfort's adjusted odds ratio, in each."""
    fitting = asi.joint_tables({name: asi.load_table(name) for name in PAPER})
    smooth, other = (  # knowledge, comfort, support; 1 is good
        rows.reshape(-1, 2, 2, 2).astype(float) for rows in (fitting.cases, fitting.noncases)
    )
    both = np.add.outer(smooth[:, 1, 1].sum(1), other[:, 1, 1].sum(1))
    a, c = (smooth[:, None, :, level] for level in (1, 0))
    b, d = (other[None, :, :, level] for level in (1, 0))
    people = np.maximum(a + b + c + d, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (a * d / people).sum((2, 3)) / (b * c / people).sum((2, 3))
    return both, ratio


def comfort_range(both_good):
    """Smallest and largest adjusted odds ratio of comfort with so many mothers good at both."""
    both, ratio = _every_joint_table()
    known = ratio[(both == both_good) & ~np.isnan(ratio)]
    return known.min(), known.max()
