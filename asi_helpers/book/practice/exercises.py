"""Live exercises: `check` reads an answer of any kind and meets the usual mistakes with a hint."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np
import pandas as pd

from ...datasets import load_printed, load_strata, load_table
from ...estimates import (
    Estimate,
    cohen_kappa,
    mantel_haenszel_odds_ratio,
    prevalence_difference,
    prevalence_odds_ratio,
    prevalence_ratio,
)
from ...language import Label, Sentence, check_language
from ...significance import chi_square_test, phi_coefficient
from ...tables import CELLS, LABELS, TwoByTwo
from .hints import HINTS, MESSAGES

_NOT_GIVEN = object()


class Check(Sentence):
    """
    What `check` says: text that a notebook shows as prose.

    Attributes
    ----------
    correct : bool or None
        None where there is no answer yet.
    hint : str or None
        The code of the mistake that was met.
    language : {"en", "id"}
    """

    __slots__ = ("correct", "hint")

    def __new__(cls, text, language, correct=None, hint=None):
        result = super().__new__(cls, text, language)
        result.correct, result.hint = correct, hint
        return result

    def __getnewargs__(self):
        return str(self), self.language, self.correct, self.hint

    def __repr__(self):
        return str(self).replace("**", "")


@dataclass(frozen=True)
class Exercise:
    """
    One live exercise.

    Attributes
    ----------
    question : Label
    answer : callable
        Returns the number, or the pair of limits.
    mistakes : callable
        Returns pairs of a code of `HINTS` and the value that this mistake gives.
    kind : {"percent", "whole", "number", "pair"}
        What is asked.
    data : callable, optional
        What the exercise needs beside the book's tables.
    tolerance : float
        Relative; of a percentage a little more than the first decimal is accepted instead, and of a
        count nothing but the count itself.
    attribute : str, optional
        Attribute of a result object that holds the answer.
    """

    question: Label
    answer: Callable
    mistakes: Callable
    kind: str = "number"
    data: Callable | None = None
    tolerance: float = 0.006
    attribute: str | None = None

    def accepts(self, value, wanted):
        """Whether a number is the wanted one, as nearly as a reader may round it."""
        if self.kind == "percent":
            return abs(value - wanted) <= min(0.06, 0.02 * abs(wanted))
        if self.kind == "whole" and float(wanted).is_integer():
            return math.isclose(value, wanted)
        near = math.isclose(value, wanted, rel_tol=self.tolerance)
        return near or (self.kind in ("number", "pair") and _is_rounded(value, wanted))


def _is_rounded(value, wanted):
    """Whether a number is the wanted one rounded to two or three decimals, and not to nothing."""
    return value != 0 and any(
        value == round(value, places) and abs(value - wanted) <= 0.5000001 * 10**-places
        for places in (2, 3)
    )


def check(name=None, answer=_NOT_GIVEN, *, language="en"):
    """
    Check the answer to a live exercise.

    Parameters
    ----------
    name : str, optional
        Such as "08-live". Without it the exercises are listed.
    answer : any
        A number, or a pair (low, high) where an interval is asked. An `Estimate` is taken by its
        value or its interval. Without it, or with three dots, the question is shown.
    language : {"en", "id"}

    Returns
    -------
    Check
        Says what went wrong and never what is right; a wrong answer never raises.

    Raises
    ------
    ValueError
        If there is no such exercise (lists those there are), or the language is unknown.

    Examples
    --------
    >>> check("02-live", 0.351)
    Not yet. You have it as a proportion. The question asks for percent: how many in a hundred?
    >>> check("02-live", 35.1).correct
    True
    """
    check_language(language)
    if name is None:
        lines = [f"- `{key}`: {EXERCISES[key].question.say(language)}" for key in EXERCISES]
        return Check("\n".join([MESSAGES["list"].say(language), "", *lines]), language)
    exercise = _exercise(name)
    if answer is _NOT_GIVEN:
        return Check(exercise.question.say(language), language)
    if answer is ...:
        text = f"{_say('dots', language)} {exercise.question.say(language)}"
        return Check(text, language)
    try:
        values, problem = _read(answer, exercise)
    except Exception:  # whatever a reader gave: a hint, never a traceback
        values, problem = None, "unreadable"
    if problem in ("as_text", "comma_text", "comma_tuple"):
        judged = _judge(values, exercise)
        met = "right" if judged is True else "other"
        return _wrong(problem, language, MESSAGES[f"{met}_digits"].say(language))
    if problem:
        return _wrong(problem, language)
    judged = _judge(values, exercise)
    if judged is True:
        return Check(_say("right", language), language, True)
    return _wrong(judged, language)


def exercise_data(name):
    """
    What a live exercise needs beside the book's tables; made up unless its question cites it.

    Parameters
    ----------
    name : {"03-live", "09-live", "10-live", "11-live"}

    Returns
    -------
    dict, DataFrame or TwoByTwo
        Chances of being recruited; a table per stratum; the verdicts of two raters; a table. Names
        of strata and verdicts are of type `Label`: ``.say("id")`` gives their Indonesian words.

    Raises
    ------
    ValueError
        If the exercise needs nothing, or there is no such exercise.

    Examples
    --------
    >>> list(exercise_data("09-live"))
    ['first baby', 'not the first baby']
    """
    exercise = _exercise(name)
    if exercise.data is None:
        having = ", ".join(key for key, each in EXERCISES.items() if each.data)
        raise ValueError(
            f"Exercise {name!r} needs only the book's tables, asi.load_table(...); "
            f"data of their own have {having}."
        )
    return exercise.data()


def _exercise(name):
    if not isinstance(name, str) or name not in EXERCISES:
        raise ValueError(f"No exercise {name!r}; there are {', '.join(EXERCISES)}.")
    return EXERCISES[name]


def _say(message, language):
    return MESSAGES[message].say(language)


def _wrong(code, language, first=""):
    hint = HINTS[code].say(language)
    start = first or MESSAGES["not_yet"].say(language)
    return Check(f"{start} {hint}", language, False, code)


# Reading an answer --------------------------------------------------------------------------------


def _read(answer, exercise):
    """The numbers in an answer of any kind, and the code of what is in the way, or None."""
    wanted = 2 if exercise.kind == "pair" else 1
    if isinstance(answer, Estimate):
        answer = answer.interval if wanted == 2 else answer.value
    elif exercise.attribute and hasattr(answer, exercise.attribute):
        answer = getattr(answer, exercise.attribute)
    if isinstance(answer, str):
        return _read_text(answer, wanted)
    problem = _not_a_number(answer)
    if problem:
        return None, problem
    if not _is_sequence(answer):
        return _numbers([answer], wanted)
    items = list(islice(answer, 9))
    if wanted == 1 and len(items) == 2 and all(type(item) is int for item in items):
        return _numbers([float(f"{items[0]}.{abs(items[1])}")], 1, "comma_tuple")
    if wanted == 2 and len(items) == 4 and all(type(item) is int for item in items):
        pairs = [float(f"{items[i]}.{abs(items[i + 1])}") for i in (0, 2)]
        return _numbers(pairs, 2, "comma_tuple")
    if any(isinstance(item, str) for item in items):
        return _read_text(" ; ".join(map(str, items)), wanted)
    return _numbers(items, wanted)


def _not_a_number(answer):
    if answer is None:
        return "none"
    if isinstance(answer, (TwoByTwo, pd.DataFrame, dict)):
        return "table"
    if isinstance(answer, type) or callable(answer):
        return "function"
    if hasattr(answer, "pvalue") and hasattr(answer, "table"):
        return "test_result"
    return None


def _is_sequence(answer):
    return hasattr(answer, "__iter__") and getattr(answer, "ndim", 1) > 0


def _numbers(items, wanted, problem=None):
    values = []
    for item in items:
        if isinstance(item, (bool, np.bool_)):
            return None, "true_false"
        try:
            values.append(float(item))
        except OverflowError:
            return None, "not_finite"
    if not all(map(math.isfinite, values)):
        return None, "not_finite"
    if len(values) != wanted:
        return None, "one_number" if wanted == 1 else "two_numbers"
    return values, problem


def _read_text(text, wanted):
    """Numbers typed as text, with a decimal comma perhaps; a dash after a digit is no minus."""
    found = re.findall(r"(?:(?<!\d)[-+])?\d+(?:[.,]\d+)?", text)
    problem = "comma_text" if re.search(r"\d,\d", text) else "as_text"
    if not found:
        return None, "unreadable"
    return _numbers([number.replace(",", ".") for number in found], wanted, problem)


# Judging it --------------------------------------------------------------------------------------


def _judge(values, exercise):
    """True, or the code of the hint."""
    wanted = _numbers_of(exercise.answer())
    if _all_accepted(exercise, values, wanted):
        return True
    for code, mistake in exercise.mistakes():
        if _all_accepted(exercise, values, _numbers_of(mistake)):
            return code
    too_large = "percent_twice" if exercise.kind == "percent" else "percent"
    slips = (("sign", lambda x: -x), ("hundred", lambda x: 100 * x), (too_large, lambda x: x / 100))
    for code, undo in slips:
        if _all_accepted(exercise, [undo(value) for value in values], wanted):
            return code
    if exercise.kind == "whole":
        return "other_whole" if values[0].is_integer() else "fraction_of_mother"
    near = all(math.isclose(v, w, rel_tol=0.03) for v, w in zip(values, wanted, strict=True))
    return "near" if near else f"other_{exercise.kind}"


def _numbers_of(value):
    return list(value) if isinstance(value, (tuple, list)) else [value]


def _all_accepted(exercise, values, wanted):
    return len(values) == len(wanted) and all(map(exercise.accepts, values, wanted))


# The exercises -----------------------------------------------------------------------------------


def _recruitment():
    return dict(zip(CELLS, (0.9, 0.6, 0.3, 0.5), strict=True))


@cache
def _parity():
    whole = load_table("comfort")
    labels = {name: getattr(whole, name) for name in LABELS}
    counts = ([[4, 16], [3, 37]], [[45, 15], [16, 14]])
    strata = load_strata("class")  # for the names of the two groups only
    return {
        stratum: TwoByTwo.from_array(cells, **labels)
        for stratum, cells in zip(strata, counts, strict=True)
    }


def _verdicts():
    short = {
        "n": Label("no", id="tidak"),
        "u": Label("unclear", id="tidak jelas"),
        "y": Label("yes", id="ya"),
    }
    raters = {"first_rater": "nnuunnuy", "second_rater": "nuuunnnn"}
    verdicts = {  # as objects: a column of text would lose the Indonesian words
        rater: pd.Series([short[verdict] for verdict in letters], dtype=object)
        for rater, letters in raters.items()
    }
    return pd.DataFrame({"item": range(1, 9), **verdicts})


def _counts(table):
    return dict(zip(CELLS, table.to_array().ravel().tolist(), strict=True))


def _smooth_mothers():
    comfort = load_table("comfort")
    counts = _counts(comfort)
    return [
        *(("one_group", counts[name]) for name in ("exposed_cases", "unexposed_cases")),
        ("everybody", comfort.n),
        ("other_outcome", comfort.n_noncases),
        *(("group_total", size) for size in (comfort.n_exposed, comfort.n_unexposed)),
        ("percent_for_count", 100 * comfort.n_cases / comfort.n),
        ("percent_for_count", comfort.n_cases / comfort.n),
    ]


def _prevalence():
    table = load_table("knowledge")
    share = table.n_cases / table.n
    good, poor = table.row_percent().iloc[:, 0]
    return [
        ("proportion", share),
        ("odds_for_percent", share / (1 - share)),
        ("odds_for_percent", 100 * share / (1 - share)),
        ("other_outcome", 100 - 100 * share),
        ("count_for_percent", table.n_cases),
        ("one_group", good),
        ("one_group", poor),
    ]


def _selection():
    p = _recruitment()
    a, b, c, d = (p[name] for name in CELLS)
    return [
        ("reciprocal", b * c / (a * d)),
        ("columns", a * c / (b * d)),
        ("rows", a * b / (c * d)),
        ("one_pair", a / b),
        ("one_pair", a / c),
        ("no_bias", 1.0),
    ]


def _row_percent():
    table = load_table("support")
    a, b, c, d = table.to_array().ravel().tolist()
    return [
        ("proportion", a / (a + b)),
        ("column_percent", 100 * a / (a + c)),
        ("total_percent", 100 * a / table.n),
        ("other_group", 100 * c / (c + d)),
        ("other_outcome", 100 * b / (a + b)),
        ("odds_for_percent", a / b),
        ("odds_for_percent", 100 * a / b),
        ("count_for_percent", a),
        ("prevalence_of_all", 100 * table.n_cases / table.n),
    ]


def _expected():
    test = chi_square_test(load_table("support"))
    expected = test.expected_freq.to_numpy().ravel().tolist()
    observed = test.table.exposed_cases
    return [
        ("observed", observed),
        ("quarter", test.table.n / 4),
        ("half", test.table.n_exposed / 2),
        *(("other_cell", value) for value in expected[1:]),
        ("forgot_to_divide", test.table.n_exposed * test.table.n_cases),
        ("residual", observed - expected[0]),
        ("residual", float(test.residuals.iloc[0, 0])),
        ("chi2", test.statistic),
        ("percent_for_count", 100 * test.table.n_cases / test.table.n),
    ]


def _interval():
    table = load_table("comfort")
    low, high = prevalence_odds_ratio(table).interval
    printed = load_printed("comfort")
    return [
        ("swapped", (high, low)),
        ("upside_down", (1 / high, 1 / low)),
        ("printed", (printed.first_limit, printed.second_limit)),
        ("printed", (printed.second_limit, printed.first_limit)),
        ("pr_interval", tuple(prevalence_ratio(table).interval)),
        ("pd_interval", tuple(prevalence_difference(table).interval)),
        ("log_scale", (math.log(low), math.log(high))),
        *(
            ("other_level", tuple(prevalence_odds_ratio(table, confidence_level=level).interval))
            for level in (0.6827, 0.8, 0.9, 0.99, 0.999)
        ),
        ("haldane", tuple(prevalence_odds_ratio(table, correction="haldane").interval)),
    ]


def _ratios(table, wanted, reciprocal="reciprocal"):
    """The other measures of a table, for an exercise that asks for its POR or its PR."""
    por, pr = prevalence_odds_ratio(table), prevalence_ratio(table)
    difference = prevalence_difference(table).value
    test = chi_square_test(table)
    right, other, value = por.value, "pr", pr.value
    if wanted == "pr":
        right, other, value = pr.value, "por", por.value
    transposed = TwoByTwo.from_array(table.to_array().T)
    outcome = table.swap_outcome()
    return [
        (reciprocal, 1 / right),
        (f"{other}_for_{wanted}", value),
        (f"{other}_reciprocal", 1 / value),
        ("difference_for_ratio", difference),
        ("difference_for_ratio", 100 * difference),
        ("phi_for_ratio", phi_coefficient(table)),
        ("transposed", prevalence_ratio(transposed).value),
        ("transposed", 1 / prevalence_ratio(transposed).value),
        ("other_outcome", prevalence_ratio(outcome).value),
        ("other_outcome", 1 / prevalence_ratio(outcome).value),
        ("p_for_effect", test.pvalue),
        ("chi2_for_effect", test.statistic),
        ("chi2_for_effect", chi_square_test(table, correction="yates").statistic),
        ("log_scale", math.log(right)),
    ]


def _turned_interval():
    printed = load_printed("support")
    low, high = prevalence_odds_ratio(load_table("support")).interval
    first, second = printed.first_limit, printed.second_limit
    return [
        ("swapped", (high, low)),
        ("printed", (first, second)),
        ("printed", (second, first)),
        ("not_inverted", (first / 10, second)),
        ("not_inverted", (1 / high, 1 / low)),
        ("lost_zero", (1 / first, 1 / second)),
        ("lost_zero", (1 / second, 1 / first)),
        ("lost_zero_half", (10 / second, 10 / first)),
        ("one_minus", (1 - second, 1 - first / 10)),
        ("one_minus", (1 - first / 10, 1 - second)),
        ("pr_interval", tuple(prevalence_ratio(load_table("support")).interval)),
    ]


def _adjusted():
    strata = list(_parity().values())
    ratios = [prevalence_odds_ratio(table).value for table in strata]
    crude = mantel_haenszel_odds_ratio(strata).table
    cells = [table.to_array().ravel().tolist() for table in strata]
    unweighted = sum(a * d for a, b, c, d in cells) / sum(b * c for a, b, c, d in cells)
    return [
        ("crude", prevalence_odds_ratio(crude).value),
        ("mean_of_strata", sum(ratios) / len(ratios)),
        ("mean_of_strata", math.prod(ratios) ** (1 / len(ratios))),
        *(("one_stratum", ratio) for ratio in ratios),
        ("no_weights", unweighted),
        ("reciprocal", 1 / mantel_haenszel_odds_ratio(strata).value),
        ("reciprocal", 1 / prevalence_odds_ratio(crude).value),
        ("pr_for_por", prevalence_ratio(crude).value),
    ]


def _agreement():
    verdicts = _verdicts()
    observed, by_chance, _ = cohen_kappa(verdicts["first_rater"], verdicts["second_rater"])
    return [
        ("agreement_for_kappa", observed),
        ("agreement_for_kappa", 100 * observed),
        ("items_for_kappa", observed * len(verdicts)),
        ("chance_for_kappa", by_chance),
        ("not_divided", observed - by_chance),
        ("ratio_of_agreements", observed / by_chance),
        ("divided_by_observed", (observed - by_chance) / observed),
    ]


def _protective():
    return _ratios(load_table("breastfeeding"), "por", reciprocal="below_one")


EXERCISES = {
    "01-live": Exercise(
        Label(
            "Load the comfort table. How many mothers, over both comfort groups, were recorded "
            "with smooth milk flow?",
            id="Muat tabel kenyamanan. Berapa banyak ibu, dari kedua kelompok kenyamanan, yang "
            "tercatat dengan pengeluaran ASI lancar?",
        ),
        lambda: load_table("comfort").n_cases,
        _smooth_mothers,
        kind="whole",
    ),
    "02-live": Exercise(
        Label(
            "Of all the mothers in the study, what percentage was recorded with smooth milk flow?",
            id="Dari semua ibu dalam penelitian, berapa persen yang tercatat dengan pengeluaran "
            "ASI lancar?",
        ),
        lambda: 100 * load_table("knowledge").n_cases / load_table("knowledge").n,
        _prevalence,
        kind="percent",
    ),
    "03-live": Exercise(
        Label(
            'With the made-up chances of being recruited in `asi.exercise_data("03-live")`: by '
            "what factor is the odds ratio of the sample multiplied?",
            id='Dengan peluang terpilih buatan dalam `asi.exercise_data("03-live")`: rasio odds '
            "sampel dikalikan dengan faktor berapa?",
        ),
        lambda: (
            math.prod(_recruitment()[name] for name in (CELLS[0], CELLS[3]))
            / math.prod(_recruitment()[name] for name in CELLS[1:3])
        ),
        _selection,
        data=_recruitment,
    ),
    "04-live": Exercise(
        Label(
            "Of the mothers with good husband's support, what percentage was recorded with smooth "
            "milk flow?",
            id="Dari ibu dengan dukungan suami baik, berapa persen yang tercatat dengan "
            "pengeluaran ASI lancar?",
        ),
        lambda: float(load_table("support").row_percent().iloc[0, 0]),
        _row_percent,
        kind="percent",
    ),
    "05-live": Exercise(
        Label(
            "If husband's support and milk flow were not associated, how many mothers with good "
            "support and smooth milk flow would you expect?",
            id="Jika dukungan suami dan pengeluaran ASI tidak berhubungan, berapa banyak ibu "
            "dengan dukungan baik dan pengeluaran ASI lancar yang diharapkan?",
        ),
        lambda: float(chi_square_test(load_table("support")).expected_freq.iloc[0, 0]),
        _expected,
    ),
    "06-live": Exercise(
        Label(
            "Give the 95% confidence interval of the prevalence odds ratio for comfort (good "
            "against poor, smooth milk flow) as `(low, high)`.",
            id="Berikan interval kepercayaan 95% dari rasio odds prevalensi kenyamanan (baik "
            "dibanding kurang, pengeluaran ASI lancar) sebagai `(bawah, atas)`.",
        ),
        lambda: tuple(prevalence_odds_ratio(load_table("comfort")).interval),
        _interval,
        kind="pair",
    ),
    "07-live": Exercise(
        Label(
            "How many times as common was smooth milk flow among mothers with good as among "
            "mothers with poor husband's support (the prevalence ratio)?",
            id="Prevalensi pengeluaran ASI lancar pada ibu dengan dukungan suami baik adalah "
            "berapa kali prevalensi pada ibu dengan dukungan suami kurang (rasio prevalensi)?",
        ),
        lambda: prevalence_ratio(load_table("support")).value,
        lambda: _ratios(load_table("support"), "pr"),
    ),
    "08-live": Exercise(
        Label(
            "The paper prints the interval of husband's support upside down, and one limit has "
            "lost a zero. Give it the right way up, good against poor support for smooth milk "
            "flow, as `(low, high)`.",
            id="Artikel mencetak interval dukungan suami secara terbalik, dan satu batasnya "
            "kehilangan angka nol. Berikan interval yang benar, dukungan baik dibanding kurang "
            "untuk pengeluaran ASI lancar, sebagai `(bawah, atas)`.",
        ),
        lambda: tuple(prevalence_odds_ratio(load_table("support")).interval),
        _turned_interval,
        kind="pair",
    ),
    "09-live": Exercise(
        Label(
            'With the two made-up tables in `asi.exercise_data("09-live")`: what is the odds ratio '
            "of smooth milk flow for good against poor comfort, adjusted for parity by Mantel and "
            "Haenszel?",
            id='Dengan dua tabel buatan dalam `asi.exercise_data("09-live")`: berapa rasio odds '
            "pengeluaran ASI lancar untuk kenyamanan baik dibanding kurang, disesuaikan terhadap "
            "paritas menurut Mantel dan Haenszel?",
        ),
        lambda: mantel_haenszel_odds_ratio(_parity().values()).value,
        _adjusted,
        data=_parity,
    ),
    "10-live": Exercise(
        Label(
            'Two made-up raters judged the same items in `asi.exercise_data("10-live")`. What is '
            "their Cohen's kappa?",
            id='Dua penilai buatan menilai butir yang sama dalam `asi.exercise_data("10-live")`. '
            "Berapa kappa Cohen mereka?",
        ),
        lambda: cohen_kappa(*(_verdicts()[r] for r in ("first_rater", "second_rater"))).kappa,
        _agreement,
        data=_verdicts,
        attribute="kappa",
    ),
    "11-live": Exercise(
        Label(
            'With the published table in `asi.exercise_data("11-live")`, on breastfeeding and '
            "infant illness: what is the prevalence odds ratio of illness, exclusively breastfed "
            "against not?",
            id='Dengan tabel terbitan dalam `asi.exercise_data("11-live")`, tentang ASI eksklusif '
            "dan sakit pada bayi: berapa rasio odds prevalensi sakit, ASI eksklusif dibanding "
            "tidak?",
        ),
        lambda: prevalence_odds_ratio(load_table("breastfeeding")).value,
        _protective,
        data=lambda: load_table("breastfeeding"),
    ),
}
