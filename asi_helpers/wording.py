"""Results in words, in English and Indonesian: measure, direction, groups, outcome, interval."""

import math
import numbers
from functools import singledispatch

import numpy as np

from .audit import AuditResult, check_decimals
from .estimates import HALDANE, MH, PD, POR, PR, Estimate, EValue
from .significance import ChiSquareTest, FisherTest
from .tables import LABELS, TwoByTwo, check_language

MEASURES = {
    "en": {POR: POR, PR: PR, PD: PD, MH: MH},
    "id": {
        POR: "rasio odds prevalensi",
        PR: "rasio prevalensi",
        PD: "selisih prevalensi",
        MH: "rasio odds Mantel-Haenszel",
    },
}

TEMPLATES = {
    "en": {
        "infinite": "infinite",
        "undefined": "not defined",
        "interval": ", {level}% CI {low} to {high}",
        # odds ratios
        "odds_higher": "The odds of {case} were {value} times as high in the {exposed} group as in "
        "the {unexposed} group ({measure} {value}{interval}).",
        "odds_lower": "The odds of {case} were lower in the {exposed} group than in the "
        "{unexposed} group ({measure} {value}{interval}). Turned over: the odds were {turned} "
        "times as high in the {unexposed} group as in the {exposed} group "
        "({measure} {turned}{turned_interval}).",
        "odds_same": "The odds of {case} were about the same in the {exposed} group as in the "
        "{unexposed} group ({measure} {value}{interval}).",
        # prevalence ratios
        "prevalence_higher": "The prevalence of {case} was {value} times as high in the {exposed} "
        "group as in the {unexposed} group ({counts}; {measure} {value}{interval}).",
        "prevalence_lower": "The prevalence of {case} was lower in the {exposed} group than in the "
        "{unexposed} group ({counts}; {measure} {value}{interval}). Turned over: it was {turned} "
        "times as high in the {unexposed} group as in the {exposed} group "
        "({measure} {turned}{turned_interval}).",
        "prevalence_same": "The prevalence of {case} was about the same in the {exposed} group as "
        "in the {unexposed} group ({counts}; {measure} {value}{interval}).",
        # prevalence differences
        "difference_higher": "The prevalence of {case} was {points} percentage points higher in "
        "the {exposed} group than in the {unexposed} group ({counts}; {measure} "
        "{value}{interval}).",
        "difference_lower": "The prevalence of {case} was {points} percentage points lower in the "
        "{exposed} group than in the {unexposed} group ({counts}; {measure} {value}{interval}).",
        "difference_same": "The prevalence of {case} was about the same in the {exposed} group as "
        "in the {unexposed} group ({counts}; {measure} {value}{interval}).",
        # zero cells and empty margins
        "zero_cell": "The {measure} of {case}, {exposed} group against {unexposed} group, is "
        "{value} and has no confidence interval, because {reason}.",
        "zero_cells_reason": "a cell of the table is 0 ({cells})",
        "empty": "The {measure} of {case}, {exposed} group against {unexposed} group, cannot be "
        "computed, because {reason}.",
        "cell": "{group} group, {outcome}",
        "no_group": "nobody is in the {group} group",
        "no_outcome": "nobody was recorded with {outcome}",
        "zero_strata": "one side of the comparison is 0 in every stratum",
        "empty_strata": "no stratum has both groups and both outcomes",
        "haldane": " 0.5 was added to every cell (Haldane correction).",
        # tests
        "chi2_name": "Chi-square(1)",
        "chi2_yates": "Chi-square(1) with Yates' correction",
        "chi2_n-1": "Chi-square(1) with the n - 1 correction",
        "chi2": "{name} = {statistic}, p {p}. If {exposure} and {outcome} were not associated, a "
        "chi-square at least this large would come up by chance alone in {share} of tables. It "
        "shows neither the direction nor the strength of an association.",
        "fisher": "Fisher's exact test: p {p}. If {exposure} and {outcome} were not associated, a "
        "table at least this improbable would come up in {share} of random shuffles of the same "
        "people. It shows neither the direction nor the strength of an association.",
        "test_empty": "{name} cannot be computed, because {reason}.",
        "fisher_empty": "Fisher's exact test: p = 1, because {reason}, so nothing is compared.",
        "share_small": "fewer than 0.1%",
        "share": "about {percent}%",
        # E-values
        "e_value": "To account for a {measure} of {value} all by itself, an unmeasured confounder "
        "would have to be associated with {exposure} and with {case} by prevalence ratios of {e} "
        "each{limit}. This speaks of confounding only, not of selection, measurement or time "
        "order.",
        "e_value_limit": " (of {e} for the confidence limit nearer to 1)",
        "e_value_none": "There is no finite E-value, because the {measure} is {value}.",
        # counts
        "table": "{case} was recorded for {these} in the {exposed} group and for {those} in the "
        "{unexposed} group.",
        "share_of": "{count} of {n} ({percent}%)",
        "share_of_nobody": "0 of 0",
        "counts": "{p}% against {q}%",
        # audits
        "audit_ok": "The printed numbers {numbers} show none of the errors looked for.",
        "audit_inverted": "The printed {estimate} is upside down: it is 1 divided by the {measure} "
        "of {recomputed} that the counts give. It is the odds ratio of {noncase} for {exposed} "
        "against {unexposed}, or of {case} for {unexposed} against {exposed}: the printed number "
        "cannot say which.",
        "audit_other": "The printed {estimate} is neither the {measure} that the counts give, "
        "{recomputed}, nor 1 divided by it.",
        "audit_lost_zero": "The {which} limit, printed as {printed}, has lost a zero: with it "
        "restored, {restored}, it is the limit that the counts give{turned_over}.",
        "turned_over": " for the ratio turned over",
        "audit_other_limit": "The {which} limit, printed as {printed}, is not one that the counts "
        "give (Woolf, 95%).",
        "audit_no_ratio": "The counts give no odds ratio with an interval to hold it against, "
        "because {reason}.",
        "audit_descending": "The limits are printed in descending order, {first} before {second}.",
        "audit_excludes_estimate": "The printed limits, {low} to {high}, exclude their own "
        "estimate, {estimate}.",
        "audit_not_log_symmetric": "The geometric mean of the printed limits is {mean}, far from "
        "the printed {estimate}: an odds ratio lies near to the geometric mean of its limits.",
        "audit_recomputed": "Recomputed from the counts, for {case}, {exposed} against "
        "{unexposed}: {measure} {recomputed}{interval}.",
        "first_limit": "first",
        "second_limit": "second",
    },
    "id": {
        "infinite": "tak hingga",
        "undefined": "tidak terdefinisi",
        "interval": "; IK {level}% {low} sampai {high}",
        "odds_higher": "Odds {case} pada kelompok {exposed} adalah {value} kali odds pada kelompok "
        "{unexposed} ({measure} {value}{interval}).",
        "odds_lower": "Odds {case} lebih rendah pada kelompok {exposed} daripada pada kelompok "
        "{unexposed} ({measure} {value}{interval}). Jika dibalik: odds pada kelompok {unexposed} "
        "adalah {turned} kali odds pada kelompok {exposed} ({measure} {turned}{turned_interval}).",
        "odds_same": "Odds {case} pada kelompok {exposed} hampir sama dengan odds pada "
        "kelompok {unexposed} ({measure} {value}{interval}).",
        "prevalence_higher": "Prevalensi {case} pada kelompok {exposed} adalah {value} kali "
        "prevalensi pada kelompok {unexposed} ({counts}; {measure} {value}{interval}).",
        "prevalence_lower": "Prevalensi {case} lebih rendah pada kelompok {exposed} daripada "
        "pada kelompok {unexposed} ({counts}; {measure} {value}{interval}). Jika dibalik: "
        "prevalensi pada kelompok {unexposed} adalah {turned} kali prevalensi pada kelompok "
        "{exposed} ({measure} {turned}{turned_interval}).",
        "prevalence_same": "Prevalensi {case} pada kelompok {exposed} hampir sama dengan "
        "prevalensi pada kelompok {unexposed} ({counts}; {measure} {value}{interval}).",
        "difference_higher": "Prevalensi {case} {points} poin persentase lebih tinggi pada "
        "kelompok {exposed} daripada pada kelompok {unexposed} ({counts}; {measure} "
        "{value}{interval}).",
        "difference_lower": "Prevalensi {case} {points} poin persentase lebih rendah pada "
        "kelompok {exposed} daripada pada kelompok {unexposed} ({counts}; {measure} "
        "{value}{interval}).",
        "difference_same": "Prevalensi {case} pada kelompok {exposed} hampir sama dengan "
        "prevalensi pada kelompok {unexposed} ({counts}; {measure} {value}{interval}).",
        "zero_cell": "Nilai {measure} untuk {case}, kelompok {exposed} dibanding kelompok "
        "{unexposed}, adalah {value} dan tidak mempunyai interval kepercayaan karena {reason}.",
        "zero_cells_reason": "ada sel tabel yang bernilai 0 ({cells})",
        "empty": "Nilai {measure} untuk {case}, kelompok {exposed} dibanding kelompok "
        "{unexposed}, tidak dapat dihitung karena {reason}.",
        "cell": "kelompok {group}, {outcome}",
        "no_group": "tidak ada orang dalam kelompok {group}",
        "no_outcome": "tidak ada orang yang tercatat dengan {outcome}",
        "zero_strata": "satu sisi perbandingan bernilai 0 di setiap strata",
        "empty_strata": "tidak ada strata yang memuat kedua kelompok dan kedua luaran",
        "haldane": " Setiap sel ditambah 0,5 (koreksi Haldane).",
        "chi2_name": "Kai-kuadrat(1)",
        "chi2_yates": "Kai-kuadrat(1) dengan koreksi Yates",
        "chi2_n-1": "Kai-kuadrat(1) dengan koreksi n - 1",
        "chi2": "{name} = {statistic}; p {p}. Jika {exposure} dan {outcome} tidak berhubungan, "
        "kai-kuadrat sebesar ini atau lebih besar akan muncul karena kebetulan saja pada {share} "
        "tabel. Angka ini tidak menunjukkan arah maupun kekuatan hubungan.",
        "fisher": "Uji eksak Fisher: p {p}. Jika {exposure} dan {outcome} tidak berhubungan, tabel "
        "yang sejarang ini atau lebih jarang akan muncul pada {share} pengocokan acak atas orang "
        "yang sama. Angka ini tidak menunjukkan arah maupun kekuatan hubungan.",
        "test_empty": "{name} tidak dapat dihitung karena {reason}.",
        "fisher_empty": "Uji eksak Fisher: p = 1 karena {reason}, sehingga tidak ada yang "
        "dibandingkan.",
        "share_small": "kurang dari 0,1%",
        "share": "sekitar {percent}%",
        "e_value": "Agar satu perancu yang tidak diukur dapat menjelaskan sendiri {measure} "
        "sebesar {value}, perancu itu harus berhubungan dengan {exposure} dan dengan {case}, "
        "masing-masing dengan rasio prevalensi {e}{limit}. Ini hanya tentang kerancuan, "
        "bukan tentang seleksi, pengukuran, atau urutan waktu.",
        "e_value_limit": " ({e} untuk batas kepercayaan yang lebih dekat ke 1)",
        "e_value_none": "Tidak ada nilai E yang berhingga karena {measure} {value}.",
        "table": "{case} tercatat pada {these} dalam kelompok {exposed} dan pada {those} dalam "
        "kelompok {unexposed}.",
        "share_of": "{count} dari {n} orang ({percent}%)",
        "share_of_nobody": "0 dari 0 orang",
        "counts": "{p}% dibanding {q}%",
        "audit_ok": "Angka tercetak {numbers} tidak menunjukkan satu pun kesalahan yang dicari.",
        "audit_inverted": "Angka tercetak {estimate} terbalik: nilainya sama dengan 1 dibagi "
        "{measure} yang dihitung dari frekuensi sel, {recomputed}. Angka tercetak itu "
        "adalah rasio odds {noncase} untuk {exposed} dibanding {unexposed}, atau rasio odds {case} "
        "untuk {unexposed} dibanding {exposed}: dari angkanya tidak dapat diketahui yang mana.",
        "audit_other": "Angka tercetak {estimate} bukan {measure} yang dihitung dari frekuensi "
        "sel, {recomputed}, dan bukan pula 1 dibagi nilai itu.",
        "audit_lost_zero": "Batas {which}, yang tercetak {printed}, kehilangan satu nol: jika nol "
        "itu dikembalikan, nilainya {restored}, sama dengan batas yang dihitung dari frekuensi "
        "sel{turned_over}.",
        "turned_over": " untuk rasio yang terbalik",
        "audit_other_limit": "Batas {which}, yang tercetak {printed}, bukan batas yang dihitung "
        "dari frekuensi sel (Woolf, 95%).",
        "audit_no_ratio": "Dari frekuensi sel tidak diperoleh rasio odds beserta intervalnya "
        "sebagai pembanding karena {reason}.",
        "audit_descending": "Batas-batasnya tercetak menurun, {first} sebelum {second}.",
        "audit_excludes_estimate": "Batas-batas tercetak, {low} sampai {high}, tidak memuat "
        "estimasinya sendiri, {estimate}.",
        "audit_not_log_symmetric": "Rata-rata geometrik kedua batas tercetak adalah {mean}, jauh "
        "dari angka tercetak {estimate}: rasio odds terletak dekat rata-rata geometrik "
        "batas-batasnya.",
        "audit_recomputed": "Dihitung ulang dari frekuensi sel, untuk {case}, {exposed} dibanding "
        "{unexposed}: {measure} {recomputed}{interval}.",
        "first_limit": "pertama",
        "second_limit": "kedua",
    },
}


class Sentence(str):
    """Text that a notebook shows as prose, marked with its language where it is Indonesian."""

    __slots__ = ("language",)

    def __new__(cls, text, language):
        sentence = super().__new__(cls, text)
        sentence.language = language
        return sentence

    def __getnewargs__(self):
        return str(self), self.language

    def _repr_markdown_(self):
        return str(self) if self.language == "en" else f'<span lang="{self.language}">{self}</span>'


def format_number(value, decimals, language="en"):
    """
    A number as text, with the decimal mark of the language.

    Parameters
    ----------
    value : float
    decimals : int
        Digits after the decimal mark; 0 or more.
    language : {"en", "id"}

    Returns
    -------
    str
        In words where the value is infinite or not defined.

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number, or `decimals` or `language` is not as above.

    Examples
    --------
    >>> format_number(34.7142857, 3), format_number(34.7142857, 3, "id")
    ('34.714', '34,714')
    """
    check_language(language)
    decimals = check_decimals(decimals)
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(f"`value` must be a number, but got {value!r}.")
    if math.isnan(value):
        return TEMPLATES[language]["undefined"]
    if math.isinf(value):
        return ("-" if value < 0 else "") + TEMPLATES[language]["infinite"]
    text = f"{float(value):.{decimals}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")  # no negative zero
    return text.replace(".", ",") if language == "id" else text


def format_pvalue(pvalue, decimals=3, language="en"):
    """
    A p-value as it should be printed: never 0.000.

    Parameters
    ----------
    pvalue : float
        0 to 1, or nan.
    decimals : int, default 3
        1 or more.
    language : {"en", "id"}

    Returns
    -------
    str
        "< 0.001" below the smallest number that `decimals` can show, else the number.

    Raises
    ------
    TypeError, ValueError
        If `pvalue` is not a number from 0 to 1, or `decimals` or `language` is not as above.

    Examples
    --------
    >>> format_pvalue(1.2e-11), format_pvalue(1.2e-11, language="id"), format_pvalue(1)
    ('< 0.001', '< 0,001', '1.000')
    """
    shown = format_number(pvalue, decimals, language)
    if math.isnan(pvalue):
        return shown
    if not 0 <= pvalue <= 1:
        raise ValueError(f"`pvalue` must be between 0 and 1, but got {pvalue}.")
    if decimals < 1:
        raise ValueError("`decimals` must be 1 or more: a p-value needs digits.")
    smallest = 10.0**-decimals
    return f"< {format_number(smallest, decimals, language)}" if pvalue < smallest else shown


def format_ratio(value, language="en"):
    """
    A ratio as text, with the digits that a reader needs: 113.5, 34.7, 7.94, 0.155, 0.029, 0.0088.

    Parameters
    ----------
    value : float
        0 or more.
    language : {"en", "id"}

    Returns
    -------
    str

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number, or below 0, or `language` is not as above.

    Examples
    --------
    >>> [format_ratio(x) for x in (1234.5, 34.714, 7.9412, 0.0288, 0.00881)]
    ['1234', '34.7', '7.94', '0.029', '0.0088']
    """
    whole = format_number(value, 0, language)
    if not math.isfinite(value) or value == 0:
        return whole
    if value < 0:
        raise ValueError(f"`value` must be a ratio, so 0 or more, but got {value}.")
    value = float(f"{value:.12g}")  # so that 1/x turned over reads as x did
    magnitude = math.floor(math.log10(value))
    if round(value, _ratio_decimals(magnitude)) >= 10.0 ** (magnitude + 1):
        magnitude += 1  # 9.996 reads as 10.0 does
    return format_number(value, _ratio_decimals(magnitude), language)


def _ratio_decimals(magnitude):
    """Digits after the decimal mark of a ratio from 10**magnitude up to ten times that."""
    if magnitude < 0:
        return max(3, 1 - magnitude)
    return (2, 1, 1)[magnitude] if magnitude < 3 else 0


def format_count(count, language="en"):
    """
    A number of people as text, with the thousands mark of the language.

    Parameters
    ----------
    count : int
    language : {"en", "id"}

    Returns
    -------
    str

    Examples
    --------
    >>> format_count(11037), format_count(11037, "id")
    ('11,037', '11.037')
    """
    text = f"{count:,}"
    return text.replace(",", ".") if check_language(language) == "id" else text


def describe(result, language="en"):
    """
    Say a result in one or two sentences, with everything needed to read it.

    Parameters
    ----------
    result : TwoByTwo, Estimate, ChiSquareTest, FisherTest, EValue or AuditResult
    language : {"en", "id"}

    Returns
    -------
    Sentence
        Text; a notebook shows it as prose. Names the measure, the direction, both groups, the
        outcome, and the interval with its level. Says "odds" for odds, and never that one thing
        made another happen.

    Raises
    ------
    TypeError
        If `result` is anything else.
    ValueError
        If `language` is not known.

    Examples
    --------
    >>> from asi_helpers.data import load_table
    >>> from asi_helpers.significance import chi_square_test
    >>> print(describe(load_table("knowledge")))
    Smooth milk flow was recorded for 27 of 34 (79.4%) in the good knowledge group and for 6 of 60 \
(10.0%) in the poor knowledge group.
    """
    check_language(language)
    text = _text_of(result, language)
    return Sentence(text[:1].upper() + text[1:], language)


@singledispatch
def _text_of(result, language):
    raise TypeError(
        "Only a table or a result can be described, such as prevalence_ratio(table), "
        f"but got {result!r}."
    )


@_text_of.register
def _(table: TwoByTwo, language):
    return _say(
        "table",
        language,
        these=_share_of(table.exposed_cases, table.n_exposed, language),
        those=_share_of(table.unexposed_cases, table.n_unexposed, language),
        **_labels(table, language),
    )


def _share_of(count, n, language):
    if n == 0:
        return TEMPLATES[language]["share_of_nobody"]
    return _say(
        "share_of",
        language,
        count=format_count(count, language),
        n=format_count(n, language),
        percent=_percent(count, n, language),
    )


def _percent(count, n, language):
    """A percentage with enough digits not to read as 0% or 100% where it is neither."""
    for decimals in range(1, 7):
        shown = format_number(100 * count / n, decimals, language)
        if (count == 0 or shown.strip("0.,")) and (count == n or not shown.startswith("100")):
            break
    return shown


@_text_of.register
def _(estimate: Estimate, language):
    labels = _labels(estimate.table, language)
    measure = MEASURES[language][estimate.measure]
    value = estimate.value
    if math.isnan(value):
        reason = _empty_reason(estimate.table, language)
        return _say("empty", language, measure=measure, reason=reason, **labels)
    if estimate.interval is None:
        reason = TEMPLATES[language]["zero_strata"]
        if estimate.measure != MH:
            reason = _zero_cells_reason(estimate.table, language, estimate.measure)
        shown = format_ratio(value, language)
        return _say("zero_cell", language, measure=measure, value=shown, reason=reason, **labels)
    return _interval_sentence(estimate, measure, labels, language) + _haldane(estimate, language)


def _haldane(estimate, language):
    return TEMPLATES[language]["haldane"] if estimate.method == HALDANE else ""


def _interval_sentence(estimate, measure, labels, language):
    if estimate.measure == PD:
        return _difference_text(estimate, measure, labels, language)
    value = estimate.value
    kind = "prevalence" if estimate.measure == PR else "odds"
    shown, turned = format_ratio(value, language), 1 / value
    same = format_ratio(1.0, language)
    if shown == same or format_ratio(turned, language) == same:
        direction = "same"
    else:
        direction = "higher" if value > 1 else "lower"
    low, high = estimate.interval
    counts = _say("counts", language, **_percents(estimate.table, language))
    return _say(
        f"{kind}_{direction}",
        language,
        measure=measure,
        value=shown,
        interval=_interval_text(low, high, estimate, language),
        turned=format_ratio(turned, language),
        turned_interval=_interval_text(1 / high, 1 / low, estimate, language),
        counts=counts,
        **labels,
    )


def _difference_text(estimate, measure, labels, language):
    decimals = 3
    while decimals < 8 and 0 < abs(estimate.value) < 0.5 * 10.0**-decimals:
        decimals += 1  # rare outcomes differ by little, and still differ
    points = format_number(100 * abs(estimate.value), decimals - 2, language)
    direction = "higher" if estimate.value > 0 else "lower"
    if not points.strip("0.,"):
        direction = "same"
    level = _level(estimate.confidence_level, language)
    low, high = (format_number(limit, decimals, language) for limit in estimate.interval)
    return _say(
        f"difference_{direction}",
        language,
        measure=measure,
        points=points,
        value=format_number(estimate.value, decimals, language),
        interval=_say("interval", language, level=level, low=low, high=high),
        counts=_say("counts", language, **_percents(estimate.table, language)),
        **labels,
    )


@_text_of.register
def _(test: ChiSquareTest, language):
    name = TEMPLATES[language][f"chi2_{test.correction or 'name'}"]
    if math.isnan(test.statistic):
        return _say("test_empty", language, name=name, reason=_empty_reason(test.table, language))
    return _say(
        "chi2",
        language,
        name=name,
        statistic=format_number(steady(test.statistic), 1, language),
        **_p_words(test.pvalue, language),
        **_labels(test.table, language),
    )


@_text_of.register
def _(test: FisherTest, language):
    if test.table.has_empty_margin:
        return _say("fisher_empty", language, reason=_empty_reason(test.table, language))
    return _say(
        "fisher", language, **_p_words(test.pvalue, language), **_labels(test.table, language)
    )


@_text_of.register
def _(result: EValue, language):
    measure = MEASURES[language][result.of.measure]
    if not math.isfinite(result.estimate):
        value = format_ratio(result.of.value, language)
        return _say("e_value_none", language, measure=measure, value=value)
    limit = ""
    if result.limit is not None:
        limit = _say("e_value_limit", language, e=format_ratio(result.limit, language))
    return _say(
        "e_value",
        language,
        measure=measure,
        value=format_ratio(result.of.value, language),
        e=format_ratio(result.estimate, language),
        limit=limit,
        **_labels(result.of.table, language),
    ) + _haldane(result.of, language)


@_text_of.register
def _(audit: AuditResult, language):
    words = {
        "measure": MEASURES[language][POR],
        "estimate": as_printed(audit.estimate, language),
        "first": as_printed(audit.first_limit, language),
        "second": as_printed(audit.second_limit, language),
        "low": as_printed(audit.low, language),
        "high": as_printed(audit.high, language),
        "mean": format_ratio(audit.geometric_mean, language),
    }
    sentences = []
    against = audit.recomputed if audit.recomputed and audit.recomputed.interval else None
    if against:
        words |= _labels(audit.table, language)
        words["recomputed"] = format_number(against.value, audit.decimals, language)
        if "inverted" not in audit.flags and not audit.reproduces:
            sentences.append(_say("audit_other", language, **words))
    for flag in ("inverted", "lost_zero", "descending", "excludes_estimate", "not_log_symmetric"):
        if flag == "lost_zero":
            sentences += _limit_texts(audit, language)
        elif flag in audit.flags:
            sentences.append(_say(f"audit_{flag}", language, **words))
    if not sentences:
        numbers_text = f"{words['estimate']} ({words['first']}; {words['second']})"
        sentences.append(_say("audit_ok", language, numbers=numbers_text))
    if against:
        low, high = (format_number(x, audit.decimals, language) for x in against.interval)
        level = _level(against.confidence_level, language)
        words["interval"] = _say("interval", language, level=level, low=low, high=high)
        sentences.append(_say("audit_recomputed", language, **words))
    elif audit.recomputed:
        reason = (
            _empty_reason(audit.table, language)
            if math.isnan(audit.recomputed.value)
            else _zero_cells_reason(audit.table, language, POR)
        )
        sentences.append(_say("audit_no_ratio", language, reason=reason))
    return " ".join(sentences)


def _limit_texts(audit, language):
    """What is wrong with each limit, where it is held against a table."""
    turned = TEMPLATES[language]["turned_over"] if "inverted" in audit.flags else ""
    texts = []
    for name in ("first_limit", "second_limit"):
        words = {
            "which": TEMPLATES[language][name],
            "printed": as_printed(getattr(audit, name), language),
        }
        if name in audit.lost_zeros:
            restored = format_number(audit.lost_zeros[name], audit.decimals, language)
            texts.append(
                _say("audit_lost_zero", language, restored=restored, turned_over=turned, **words)
            )
        elif name in audit.other_limits:
            texts.append(_say("audit_other_limit", language, **words))
    return texts


def _say(key, language, **words):
    return TEMPLATES[language][key].format(**words)


def _labels(table, language):
    return {name: getattr(table, name).say(language) for name in LABELS}


def _percents(table, language):
    return {
        "p": _percent(table.exposed_cases, table.n_exposed, language),
        "q": _percent(table.unexposed_cases, table.n_unexposed, language),
    }


def _empty_reason(table, language):
    labels = _labels(table, language)
    if table.n_exposed == 0:
        return _say("no_group", language, group=labels["exposed"])
    if table.n_unexposed == 0:
        return _say("no_group", language, group=labels["unexposed"])
    if table.n_cases == 0:
        return _say("no_outcome", language, outcome=labels["case"])
    if table.n_noncases == 0:
        return _say("no_outcome", language, outcome=labels["noncase"])
    return TEMPLATES[language]["empty_strata"]


def _zero_cells_reason(table, language, measure):
    """Which cells of 0 leave a measure without an interval; for a prevalence ratio, of cases."""
    labels = _labels(table, language)
    cells = "; ".join(
        _say("cell", language, group=labels[group], outcome=labels[outcome])
        for group in ("exposed", "unexposed")
        for outcome in ("case", "noncase")
        if getattr(table, f"{group}_{outcome}s") == 0 and (measure != PR or outcome == "case")
    )
    return _say("zero_cells_reason", language, cells=cells)


def steady(value):
    """
    A number without the last digits of its arithmetic, so that 6.75 rounds one way everywhere.

    Examples
    --------
    >>> steady(6.749999999999998)
    6.75
    """
    return float(f"{value:.9g}")


def _p_words(pvalue, language):
    pvalue = steady(pvalue)
    shown = format_pvalue(pvalue, 3, language)
    if shown.startswith("<"):
        return {"p": shown, "share": TEMPLATES[language]["share_small"]}
    percent = format_number(100 * pvalue, 1, language)
    return {"p": f"= {shown}", "share": _say("share", language, percent=percent)}


def _interval_text(low, high, estimate, language):
    return _say(
        "interval",
        language,
        level=_level(estimate.confidence_level, language),
        low=format_ratio(low, language),
        high=format_ratio(high, language),
    )


def _level(confidence_level, language):
    return as_printed(round(100 * confidence_level, 4), language)


def as_printed(value, language="en"):
    """
    The shortest text of a number, as somebody printed it.

    Parameters
    ----------
    value : float
    language : {"en", "id"}

    Returns
    -------
    str

    Examples
    --------
    >>> as_printed(0.94), as_printed(100.0), as_printed(0.94, "id")
    ('0.94', '100', '0,94')
    """
    text = np.format_float_positional(value, trim="-")
    return text.replace(".", ",") if language == "id" else text
