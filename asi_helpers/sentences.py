"""Results in words: measure, direction, groups, outcome, interval; in no language until said."""

import math
import numbers
from functools import singledispatch

from .audit import FLAGS, AuditResult, PrintedAudit, findings_in_words
from .estimates import (
    HALDANE,
    MH,
    PD,
    POR,
    PR,
    Estimate,
    EValue,
    prevalence_odds_ratio,
    prevalence_ratio,
)
from .language import (
    Capital,
    Count,
    Joined,
    Label,
    Listed,
    Number,
    Printed,
    PValue,
    Ratio,
    Sentence,
    check_language,
    steady,
)
from .significance import ChiSquareTest, FisherTest, chi_square_test, fisher_exact_test
from .tables import LABELS, TwoByTwo

MEASURES = {
    POR: Label(POR, id="rasio odds prevalensi"),
    PR: Label(PR, id="rasio prevalensi"),
    PD: Label(PD, id="selisih prevalensi"),
    MH: Label(MH, id="rasio odds Mantel-Haenszel"),
}
_SNAPSHOT = {**MEASURES, "frequency": Label("prevalence", id="prevalensi")}
_FOLLOWED = {
    **MEASURES,
    POR: Label("odds ratio", id="rasio odds"),
    PR: Label("risk ratio", id="rasio risiko"),
    PD: Label("risk difference", id="selisih risiko"),
    "frequency": Label("risk", id="risiko"),
}
# What is there at one time is a prevalence; what comes about in people who are followed is a risk.
# How many cases a case-control study has was chosen: only its odds ratio has a name.
NAMES = {
    "": _SNAPSHOT,
    "cross-sectional": _SNAPSHOT,
    "trial": _FOLLOWED,
    "cohort": _FOLLOWED,
    "case-control": {POR: _FOLLOWED[POR], MH: MEASURES[MH]},
}

# Words that sentences, pictures and explorers share.
INTERVAL = Label("{level}% CI {low} to {high}", id="IK {level}% {low} sampai {high}")
COUNT_OF = Label("{count} of {n}", id="{count} dari {n}")
CHI2 = Label("Chi-square", id="Kai kuadrat")
PEARSONS_CURVE = Label("Pearson's curve", id="kurva Pearson")
ODDS_RATIO = Label("Odds ratio", id="Rasio odds")
NO_INTERVAL = Label("no interval", id="tanpa interval")
COUNTS = Label("Counts of people", id="Frekuensi (banyaknya orang)")
TRUTH = Label("the truth", id="nilai sebenarnya")
MOTHERS = Label("Mothers", id="Jumlah ibu")
NOT_REPORTED = Label("not reported", id="tidak dilaporkan")
VERDICTS = {
    "yes": Label("yes", id="ya"),
    "no": Label("no", id="tidak"),
    "unclear": Label("unclear", id="tidak jelas"),
    "not applicable": Label("not applicable", id="tidak berlaku"),
}
HIGHER = Label("Prevalence in the higher group (%)", id="Prevalensi kelompok yang lebih tinggi (%)")

_SAME_PREVALENCE = Label(
    "The {frequency} of {case} was about the same in the {exposed} group as in the {unexposed} "
    "group ({counts}; {measure} {value}{interval}).",
    id="{frequency} {case} pada kelompok {exposed} hampir sama dengan {frequency} pada kelompok "
    "{unexposed} ({counts}; {measure} {value}{interval}).",
)
TEMPLATES = {
    "interval": Label(", {interval}", id="; {interval}").fill(interval=INTERVAL),
    # odds ratios
    "odds_higher": Label(
        "The odds of {case} were {value} times as high in the {exposed} group as in the "
        "{unexposed} group ({measure} {value}{interval}).",
        id="Odds {case} pada kelompok {exposed} adalah {value} kali odds pada kelompok "
        "{unexposed} ({measure} {value}{interval}).",
    ),
    "odds_lower": Label(
        "The odds of {case} were lower in the {exposed} group than in the {unexposed} group "
        "({measure} {value}{interval}). The other way round: the odds were {turned} times as high "
        "in the {unexposed} group as in the {exposed} group ({measure} {turned}{turned_interval}).",
        id="Odds {case} lebih rendah pada kelompok {exposed} daripada pada kelompok {unexposed} "
        "({measure} {value}{interval}). Jika dibalik: odds pada kelompok {unexposed} adalah "
        "{turned} kali odds pada kelompok {exposed} ({measure} {turned}{turned_interval}).",
    ),
    "odds_same": Label(
        "The odds of {case} were about the same in the {exposed} group as in the {unexposed} "
        "group ({measure} {value}{interval}).",
        id="Odds {case} pada kelompok {exposed} hampir sama dengan odds pada kelompok {unexposed} "
        "({measure} {value}{interval}).",
    ),
    # prevalence ratios
    "prevalence_higher": Label(
        "The {frequency} of {case} was {value} times as high in the {exposed} group as in the "
        "{unexposed} group ({counts}; {measure} {value}{interval}).",
        id="{frequency} {case} pada kelompok {exposed} adalah {value} kali {frequency} pada "
        "kelompok {unexposed} ({counts}; {measure} {value}{interval}).",
    ),
    "prevalence_lower": Label(
        "The {frequency} of {case} was lower in the {exposed} group than in the {unexposed} group "
        "({counts}; {measure} {value}{interval}). The other way round: it was {turned} times as "
        "high in the {unexposed} group as in the {exposed} group ({measure} "
        "{turned}{turned_interval}).",
        id="{frequency} {case} lebih rendah pada kelompok {exposed} daripada pada kelompok "
        "{unexposed} ({counts}; {measure} {value}{interval}). Jika dibalik: {frequency} pada "
        "kelompok {unexposed} adalah {turned} kali {frequency} pada kelompok {exposed} ({measure} "
        "{turned}{turned_interval}).",
    ),
    "prevalence_same": _SAME_PREVALENCE,
    # prevalence differences
    "difference_higher": Label(
        "The {frequency} of {case} was {points} percentage points higher in the {exposed} group "
        "than in the {unexposed} group ({counts}; {measure} {value}{interval}).",
        id="{frequency} {case} {points} poin persentase lebih tinggi pada kelompok {exposed} "
        "daripada pada kelompok {unexposed} ({counts}; {measure} {value}{interval}).",
    ),
    "difference_lower": Label(
        "The {frequency} of {case} was {points} percentage points lower in the {exposed} group "
        "than in the {unexposed} group ({counts}; {measure} {value}{interval}).",
        id="{frequency} {case} {points} poin persentase lebih rendah pada kelompok {exposed} "
        "daripada pada kelompok {unexposed} ({counts}; {measure} {value}{interval}).",
    ),
    "difference_same": _SAME_PREVALENCE,
    # zero cells and empty margins
    "zero_cell": Label(
        "The {measure} of {case}, {exposed} group against {unexposed} group, is {value} and has "
        "no confidence interval, because {reason}.",
        id="Nilai {measure} untuk {case}, kelompok {exposed} dibanding kelompok {unexposed}, "
        "adalah {value} dan tidak mempunyai interval kepercayaan karena {reason}.",
    ),
    "zero_cells_reason": Label(
        "a cell of the table is 0 ({cells})",
        id="ada sel tabel yang bernilai 0 ({cells})",
    ),
    "empty": Label(
        "The {measure} of {case}, {exposed} group against {unexposed} group, cannot be computed, "
        "because {reason}.",
        id="Nilai {measure} untuk {case}, kelompok {exposed} dibanding kelompok {unexposed}, "
        "tidak dapat dihitung karena {reason}.",
    ),
    "cell": Label("{group} group, {outcome}", id="kelompok {group}, {outcome}"),
    "no_group": Label(
        "nobody is in the {group} group",
        id="tidak ada orang dalam kelompok {group}",
    ),
    "no_outcome": Label(
        "nobody was recorded with {outcome}",
        id="tidak ada orang yang tercatat dengan {outcome}",
    ),
    "zero_strata": Label(
        "one side of the comparison is 0 in every stratum",
        id="satu sisi perbandingan bernilai 0 di setiap strata",
    ),
    "empty_strata": Label(
        "no stratum has both groups and both outcomes",
        id="tidak ada strata yang memuat kedua kelompok dan kedua luaran",
    ),
    "haldane": Label(
        "0.5 was added to every cell (Haldane correction).",
        id="Setiap sel ditambah 0,5 (koreksi Haldane).",
    ),
    # tests
    "chi2_name": Label("Chi-square(1)", id="Chi-square (kai kuadrat), χ²(1)"),
    "chi2_yates": Label(
        "Chi-square(1) with Yates' correction",
        id="Chi-square (kai kuadrat) dengan koreksi Yates, χ²(1)",
    ),
    "chi2_n-1": Label(
        "Chi-square(1) with the n - 1 correction",
        id="Chi-square (kai kuadrat) dengan koreksi n - 1, χ²(1)",
    ),
    "chi2": Label(
        "{name} = {statistic}, p {p}. If {exposure} and {outcome} were not associated, a "
        "chi-square at least this large would come up by chance alone in {share} of tables. It "
        "does not show which group has more, nor how strong an association is.",
        id="{name} = {statistic}; p {p}. Jika {exposure} dan {outcome} tidak berhubungan, "
        "kai kuadrat sebesar ini atau lebih besar akan muncul karena kebetulan saja pada {share} "
        "tabel. Angka ini tidak menunjukkan pada kelompok mana luaran lebih sering, maupun "
        "seberapa kuat hubungannya.",
    ),
    "chi2_below_5": Label(
        "The smallest expected count is {expected}. Below 5 the usual rule is to report Fisher's "
        "exact test, and Campbell's rule the n - 1 correction, unless row and column totals were "
        "both fixed beforehand.",
        id="Frekuensi harapan terkecil adalah {expected}. Di bawah 5, aturan yang lazim memakai "
        "uji eksak Fisher, sedangkan aturan Campbell memakai koreksi n - 1, kecuali jika total "
        "baris maupun total kolom ditetapkan lebih dulu.",
    ),
    "chi2_below_1": Label(
        "The smallest expected count is {expected}. Below 1 Fisher's exact test is reported.",
        id="Frekuensi harapan terkecil adalah {expected}. Di bawah 1 digunakan uji eksak Fisher.",
    ),
    "fisher": Label(
        "Fisher's exact test: p {p}. If {exposure} and {outcome} were not associated, a table at "
        "least this improbable would come up in {share} of random shuffles of the same people. It "
        "does not show which group has more, nor how strong an association is.",
        id="Uji eksak Fisher: p {p}. Jika {exposure} dan {outcome} tidak berhubungan, tabel "
        "dengan probabilitas sekecil ini atau lebih kecil akan muncul pada {share} pengacakan "
        "ulang responden yang sama. Angka ini tidak menunjukkan pada kelompok mana luaran lebih "
        "sering, maupun seberapa kuat hubungannya.",
    ),
    "test_empty": Label(
        "{name} cannot be computed, because {reason}.",
        id="{name} tidak dapat dihitung karena {reason}.",
    ),
    "fisher_empty": Label(
        "Fisher's exact test: p = 1, because {reason}, so nothing is compared.",
        id="Uji eksak Fisher: p = 1 karena {reason}, sehingga tidak ada yang dibandingkan.",
    ),
    "share_small": Label("fewer than 0.1%", id="kurang dari 0,1%"),
    "share": Label("about {percent}%", id="sekitar {percent}%"),
    # E-values
    "e_value": Label(
        "To account for a {measure} of {value} all by itself, an unmeasured confounder, or several "
        "taken together, would have to be associated with {exposure} and with {case} by prevalence "
        "ratios of {e} each{limit}; where one is weaker, the other must be stronger. This speaks "
        "of confounding only, not of selection, measurement or time order.",
        id="Agar satu perancu yang tidak terukur, atau beberapa bersama-sama, dapat menjelaskan "
        "sendiri {measure} sebesar {value}, perancu itu harus berhubungan dengan {exposure} dan "
        "dengan {case}, masing-masing dengan rasio prevalensi {e}{limit}; jika yang satu lebih "
        "lemah, yang lain harus lebih kuat. Ini hanya tentang kerancuan, bukan tentang seleksi, "
        "pengukuran, atau urutan waktu.",
    ),
    "e_value_limit": Label(
        " (of {e} for the confidence limit nearer to 1)",
        id=" ({e} untuk batas kepercayaan yang lebih dekat ke 1)",
    ),
    "e_value_none": Label(
        "There is no finite E-value, because the {measure} is {value}.",
        id="Tidak ada nilai E yang berhingga karena {measure} {value}.",
    ),
    # counts
    "table": Label(
        "{case} was recorded for {these} in the {exposed} group and for {those} in the "
        "{unexposed} group.",
        id="{case} tercatat pada {these} di kelompok {exposed} dan pada {those} di kelompok "
        "{unexposed}.",
    ),
    "share_of": Label("{count} of {n} ({percent}%)", id="{count} dari {n} orang ({percent}%)"),
    "share_of_nobody": Label("0 of 0", id="0 dari 0 orang"),
    "counts": Label("{p}% against {q}%", id="{p}% dibanding {q}%"),
    # audits
    "audit_ok": Label(
        "The printed numbers {estimate} ({first}; {second}) show none of the errors looked for.",
        id="Angka tercetak {estimate} ({first}; {second}) tidak menunjukkan satu pun kesalahan "
        "yang dicari.",
    ),
    "audit_inverted": Label(
        "The printed {estimate} is upside down: it is 1 divided by the {measure} of {recomputed} "
        "that the counts give. It is the odds ratio of {noncase} for {exposed} against "
        "{unexposed}, or of {case} for {unexposed} against {exposed}: the printed number cannot "
        "say which.",
        id="Angka tercetak {estimate} terbalik: nilainya sama dengan 1 dibagi {measure} yang "
        "dihitung dari frekuensi sel, {recomputed}. Angka tercetak itu adalah rasio odds "
        "{noncase} untuk {exposed} dibanding {unexposed}, atau rasio odds {case} untuk "
        "{unexposed} dibanding {exposed}: dari angkanya tidak dapat diketahui yang mana.",
    ),
    "audit_other": Label(
        "The printed {estimate} is neither the {measure} that the counts give, {recomputed}, nor "
        "1 divided by it.",
        id="Angka tercetak {estimate} bukan {measure} yang dihitung dari frekuensi sel, "
        "{recomputed}, dan bukan pula 1 dibagi nilai itu.",
    ),
    "audit_truncated": Label(
        "The printed {estimate} is the {measure} that the counts give, {recomputed}, only cut off "
        "rather than rounded.",
        id="Angka tercetak {estimate} adalah {measure} yang dihitung dari frekuensi sel, "
        "{recomputed}, hanya saja dipotong, bukan dibulatkan.",
    ),
    "audit_lost_zero": Label(
        "The {which} limit, printed as {printed}, has lost a zero: with it restored, {restored}, "
        "it is the limit that the counts give{turned_over}.",
        id="Batas {which}, yang tercetak {printed}, kehilangan satu nol: jika nol itu "
        "dikembalikan, nilainya {restored}, sama dengan batas yang dihitung dari frekuensi "
        "sel{turned_over}.",
    ),
    "turned_over": Label(" for the reciprocal", id=" untuk kebalikannya"),
    "audit_other_limit": Label(
        "The {which} limit, printed as {printed}, is not one that the counts give "
        "(Woolf, {level}%).",
        id="Batas {which}, yang tercetak {printed}, bukan batas yang dihitung dari frekuensi sel "
        "(Woolf, {level}%).",
    ),
    "audit_no_ratio": Label(
        "The counts give no odds ratio with an interval to compare it with, because {reason}.",
        id="Dari frekuensi sel tidak diperoleh rasio odds beserta intervalnya sebagai pembanding "
        "karena {reason}.",
    ),
    "audit_descending": Label(
        "The limits are printed in descending order, {first} before {second}.",
        id="Batas-batasnya tercetak menurun, {first} sebelum {second}.",
    ),
    "audit_excludes_estimate": Label(
        "The printed limits, {low} to {high}, exclude their own estimate, {estimate}.",
        id="Batas-batas tercetak, {low} sampai {high}, tidak memuat estimasinya sendiri, "
        "{estimate}.",
    ),
    "audit_not_log_symmetric": Label(
        "The geometric mean of the printed limits is {mean}, far from the printed {estimate}: an "
        "odds ratio usually lies near to the geometric mean of its limits.",
        id="Rata-rata geometrik kedua batas tercetak adalah {mean}, jauh dari angka tercetak "
        "{estimate}: rasio odds biasanya terletak dekat rata-rata geometrik batas-batasnya.",
    ),
    "audit_recomputed": Label(
        "Recomputed from the counts, for {case}, {exposed} against {unexposed}: {measure} "
        "{recomputed}{interval}.",
        id="Dihitung ulang dari frekuensi sel, untuk {case}, {exposed} dibanding {unexposed}: "
        "{measure} {recomputed}{interval}.",
    ),
    "first_limit": Label("first", id="pertama"),
    "second_limit": Label("second", id="kedua"),
}


def describe(result, language=None):
    """
    Say a result in one or two sentences, with everything needed to read it.

    Parameters
    ----------
    result : TwoByTwo, Estimate, ChiSquareTest, FisherTest, EValue, AuditResult or PrintedAudit
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Sentence
        Text; a notebook shows it as prose, an audit as a list. Names the measure, the direction,
        both groups, the outcome, and the interval with its level. Says "odds" for odds, and never
        that one thing made another happen.

    Raises
    ------
    TypeError
        If `result` is anything else.
    ValueError
        If `language` is not known.

    Examples
    --------
    >>> from asi_helpers.datasets import load_table
    >>> from asi_helpers.significance import chi_square_test
    >>> print(describe(load_table("knowledge")))
    Smooth milk flow was recorded for 27 of 34 (79.4%) in the good knowledge group and for 6 of 60 \
(10.0%) in the poor knowledge group.
    """
    language = check_language(language)
    words = _words_of(result)
    items = [part.say(language) for part in words.parts] if isinstance(words, Listed) else ()
    return Sentence(Capital(words).say(language), language, items)


def sentence_of(result):
    """
    What `describe` says, in no language yet: for who shows a result in several.

    Parameters
    ----------
    result : as for `describe`

    Returns
    -------
    Capital
        Its ``say(language)`` gives the text.

    Raises
    ------
    TypeError
        If `result` is of another kind.
    """
    return Capital(_words_of(result))


@singledispatch
def _words_of(result):
    raise TypeError(
        "Only a table or a result can be described, such as prevalence_ratio(table), "
        f"but got {result!r}."
    )


@_words_of.register
def _(table: TwoByTwo):
    return _fill(
        "table",
        these=_share_of(table.exposed_cases, table.n_exposed),
        those=_share_of(table.unexposed_cases, table.n_unexposed),
        **_labels(table),
    )


def _share_of(count, n):
    if n == 0:
        return TEMPLATES["share_of_nobody"]
    return _fill("share_of", count=Count(count), n=Count(n), percent=_percent(count, n))


def _percent(count, n):
    """A percentage with enough digits not to read as 0% or 100% where it is neither."""
    for decimals in range(1, 7):
        percent = Number(100 * count / n, decimals)
        shown = percent.say("en")
        if (count == 0 or shown.strip("0.")) and (count == n or not shown.startswith("100")):
            break
    return percent


@_words_of.register
def _(estimate: Estimate):
    names = NAMES[estimate.table.design]
    if estimate.measure not in names:
        raise ValueError(
            f"A case-control study chooses its cases, so its {estimate.measure} says nothing of "
            "other people; describe its odds ratio."
        )
    named = {"measure": names[estimate.measure], **_labels(estimate.table)}
    named["frequency"] = names.get("frequency")
    if math.isnan(estimate.value):
        return _fill("empty", reason=_empty_reason(estimate.table), **named)
    if estimate.interval is None:
        reason = TEMPLATES["zero_strata"]
        if estimate.measure != MH:
            reason = _zero_cells_reason(estimate.table, estimate.measure)
        return _fill("zero_cell", value=Ratio(estimate.value), reason=reason, **named)
    say_it = _difference_words if estimate.measure == PD else _ratio_words
    return _with_haldane(say_it(estimate, named), estimate)


def _with_haldane(words, estimate):
    return Joined((words, TEMPLATES["haldane"])) if estimate.method == HALDANE else words


def _ratio_words(estimate, named):
    value, (low, high) = estimate.value, estimate.interval
    kind = "prevalence" if estimate.measure == PR else "odds"
    same = Ratio(1.0).say("en")
    if same in (Ratio(value).say("en"), Ratio(1 / value).say("en")):
        direction = "same"
    else:
        direction = "higher" if value > 1 else "lower"
    return _fill(
        f"{kind}_{direction}",
        value=Ratio(value),
        interval=_interval(Ratio(low), Ratio(high), estimate),
        turned=Ratio(1 / value),
        turned_interval=_interval(Ratio(1 / high), Ratio(1 / low), estimate),
        counts=_percents(estimate.table),
        **named,
    )


def _difference_words(estimate, named):
    decimals = 3
    while decimals < 8 and 0 < abs(estimate.value) < 0.5 * 10.0**-decimals:
        decimals += 1  # rare outcomes differ by little, and still differ
    points = Number(100 * abs(estimate.value), decimals - 2)
    direction = "higher" if estimate.value > 0 else "lower"
    if not points.say("en").strip("0."):
        direction = "same"
    low, high = (Number(limit, decimals) for limit in estimate.interval)
    return _fill(
        f"difference_{direction}",
        points=points,
        value=Number(estimate.value, decimals),
        interval=_interval(low, high, estimate),
        counts=_percents(estimate.table),
        **named,
    )


@_words_of.register
def _(test: ChiSquareTest):
    name = TEMPLATES[f"chi2_{test.correction or 'name'}"]
    if math.isnan(test.statistic):
        return _fill("test_empty", name=name, reason=_empty_reason(test.table))
    statistic = Number(steady(test.statistic), 1)
    words = _fill(
        "chi2", name=name, statistic=statistic, **_p_words(test.pvalue), **_labels(test.table)
    )
    caution = caution_of(test)
    return Joined((words, caution)) if caution else words


def caution_of(test):
    """
    What chapter 5 says of a chi-square test where too few people are expected in a cell.

    Parameters
    ----------
    test : ChiSquareTest

    Returns
    -------
    Label or None
        None where no expected count is below 5; with the n - 1 correction, below 1.

    Examples
    --------
    The lady tasting tea, 3 of 4 cups right, expected 2 in every cell:

    >>> from asi_helpers.significance import chi_square_test
    >>> tea = chi_square_test(TwoByTwo.from_array([[3, 1], [1, 3]]))
    >>> print(caution_of(tea)[:35])
    The smallest expected count is 2.0.
    """
    smallest = test.expected_freq.to_numpy().min()
    if smallest >= (1 if test.correction == "n-1" else SMALLEST_EXPECTED):
        return None
    key = "chi2_below_1" if smallest < 1 else "chi2_below_5"
    return _fill(key, expected=expected_number(smallest))


def expected_number(expected):
    """An expected count with enough digits not to read as 5, 1 or 0 where it is not."""
    for decimals in range(1, 7):
        number = Number(expected, decimals)
        shown = float(number.say("en"))
        if shown > 0 and all(shown < bound for bound in (1, SMALLEST_EXPECTED) if expected < bound):
            break
    return number


@_words_of.register
def _(test: FisherTest):
    if test.table.has_empty_margin:
        return _fill("fisher_empty", reason=_empty_reason(test.table))
    return _fill("fisher", **_p_words(test.pvalue), **_labels(test.table))


@_words_of.register
def _(result: EValue):
    measure = NAMES[result.of.table.design][result.of.measure]
    of = {"measure": measure, "value": Ratio(result.of.value)}
    if not math.isfinite(result.estimate):
        return _fill("e_value_none", **of)
    limit = "" if result.limit is None else _fill("e_value_limit", e=Ratio(result.limit))
    words = _fill(
        "e_value", e=Ratio(result.estimate), limit=limit, **of, **_labels(result.of.table)
    )
    return _with_haldane(words, result.of)


@_words_of.register
def _(audit: AuditResult):
    against = audit.recomputed if audit.recomputed and audit.recomputed.interval else None
    words = {
        "measure": MEASURES[POR],
        "estimate": Printed(audit.estimate),
        "first": Printed(audit.first_limit),
        "second": Printed(audit.second_limit),
        "low": Printed(audit.low),
        "high": Printed(audit.high),
        "mean": Ratio(audit.geometric_mean),
    }
    if against:
        words |= _labels(audit.table)
        words["measure"] = NAMES[audit.table.design][POR]
        words["recomputed"] = Number(against.value, audit.shown)
    sentences = _findings(audit, against, words) or [_fill("audit_ok", **words)]
    if against:
        low, high = (Number(limit, audit.shown) for limit in against.interval)
        interval = _interval(low, high, against)
        sentences.append(_fill("audit_recomputed", interval=interval, **words))
    elif audit.recomputed:
        empty = math.isnan(audit.recomputed.value)
        reason = _empty_reason(audit.table) if empty else _zero_cells_reason(audit.table, POR)
        sentences.append(_fill("audit_no_ratio", reason=reason))
    return Listed(tuple(sentences))


@_words_of.register
def _(audit: PrintedAudit):
    return Listed(findings_in_words(audit.findings))


def _findings(audit, against, words):
    """A sentence for each thing that is wrong with the printed numbers."""
    found = []
    if "estimate" in audit.truncated:
        more = Number(against.value, audit.decimals + 2)
        found.append(_fill("audit_truncated", **words | {"recomputed": more}))
    elif against and "inverted" not in audit.flags and not audit.reproduces:
        found.append(_fill("audit_other", **words))
    for flag in FLAGS:
        if flag == "lost_zero":
            found += _limits_found(audit)
        elif flag in audit.flags:
            found.append(_fill(f"audit_{flag}", **words))
    return found


def _limits_found(audit):
    """What is wrong with each limit, where it is compared with a table."""
    turned = TEMPLATES["turned_over"] if "inverted" in audit.flags else ""
    for name in ("first_limit", "second_limit"):
        which, printed = TEMPLATES[name], Printed(getattr(audit, name))
        if name in audit.lost_zeros:
            restored = _restored(audit.lost_zeros[name], audit.shown)
            yield _fill(
                "audit_lost_zero",
                which=which,
                printed=printed,
                restored=restored,
                turned_over=turned,
            )
        elif name in audit.other_limits:
            level = level_of(audit.recomputed)
            yield _fill("audit_other_limit", which=which, printed=printed, level=level)


def _restored(value, decimals):
    """A number with its zero restored, with as many decimals as that takes."""
    return Number(value, max(decimals, len(Printed(value).say("en").partition(".")[2])))


def _fill(key, **words):
    return TEMPLATES[key].fill(**words)


def _labels(table):
    return {name: getattr(table, name) for name in LABELS}


def _percents(table):
    return _fill(
        "counts",
        p=_percent(table.exposed_cases, table.n_exposed),
        q=_percent(table.unexposed_cases, table.n_unexposed),
    )


def _empty_reason(table):
    if table.n_exposed == 0:
        return _fill("no_group", group=table.exposed)
    if table.n_unexposed == 0:
        return _fill("no_group", group=table.unexposed)
    if table.n_cases == 0:
        return _fill("no_outcome", outcome=table.case)
    if table.n_noncases == 0:
        return _fill("no_outcome", outcome=table.noncase)
    return TEMPLATES["empty_strata"]


def _zero_cells_reason(table, measure):
    """Which cells of 0 leave a measure without an interval; for a prevalence ratio, of cases."""
    cells = tuple(
        _fill("cell", group=getattr(table, group), outcome=getattr(table, outcome))
        for group in ("exposed", "unexposed")
        for outcome in ("case", "noncase")
        if getattr(table, f"{group}_{outcome}s") == 0 and (measure != PR or outcome == "case")
    )
    return _fill("zero_cells_reason", cells=Joined(cells, "; "))


def _p_words(pvalue):
    pvalue = steady(pvalue)
    p = PValue(pvalue)
    if p.say("en").startswith("<"):
        return {"p": p, "share": TEMPLATES["share_small"]}
    return {"p": p, "share": _fill("share", percent=Number(100 * pvalue, 1))}


def level_of(estimate):
    """The confidence level of an estimate in percent, as it is printed."""
    return Printed(round(100 * estimate.confidence_level, 4))


def _interval(low, high, estimate):
    return _fill("interval", level=level_of(estimate), low=low, high=high)


# The results paragraph ---------------------------------------------------------------------------

SMALLEST_EXPECTED = 5  # below it Fisher's exact test is reported in place of chi-square

_ASSOCIATED = Label(
    "The {frequency} was {direction} the {unexposed} group ({pr_name} {pr}), and {odds} "
    "({por_name} {por}; {test}).",
    id="{frequency} {direction} pada kelompok {unexposed} ({pr_name} {pr}), {odds} "
    "({por_name} {por}; {test}).",
)
_DIRECTION = {
    "higher": Label(
        "higher in the {exposed} group than in",
        id="lebih tinggi pada kelompok {exposed} daripada",
    ),
    "lower": Label(
        "lower in the {exposed} group than in",
        id="lebih rendah pada kelompok {exposed} daripada",
    ),
    "the same": Label(
        "about the same in the {exposed} group as in",
        id="hampir sama pada kelompok {exposed} dan",
    ),
}
_ODDS_TOO = Label("so were the odds", id="demikian pula odds-nya")
# A prevalence near 0% or 100% can be about the same while its odds are not.
_ODDS = {
    "higher": Label("the odds were higher", id="sedangkan odds-nya lebih tinggi"),
    "lower": Label("the odds were lower", id="sedangkan odds-nya lebih rendah"),
    "the same": Label("the odds were about the same", id="sedangkan odds-nya hampir sama"),
}
_CHI2 = Label(
    "chi-square(1) = {statistic}, p {p}",
    id="uji chi-square (kai kuadrat), χ²(1) = {statistic}; p {p}",
)
_FISHER = Label("Fisher's exact test, p {p}", id="uji eksak Fisher, p {p}")
_DECISION = {
    True: Label(
        "At a significance level of {alpha}, the null hypothesis that {exposure} and {outcome} are "
        "not associated was rejected.",
        id="Pada derajat kemaknaan {alpha}, hipotesis nol (tidak ada hubungan antara {exposure} "
        "dan {outcome}) ditolak.",
    ),
    False: Label(
        "At a significance level of {alpha}, the null hypothesis that {exposure} and {outcome} are "
        "not associated was not rejected. This does not show that they are not associated.",
        id="Pada derajat kemaknaan {alpha}, hipotesis nol (tidak ada hubungan antara {exposure} "
        "dan {outcome}) gagal ditolak. Ini bukan bukti bahwa keduanya tidak berhubungan.",
    ),
}


def results_paragraph(table, *, alpha=None, limits="", language=None):
    """
    Write the results paragraph of a 2x2 table, as a model to compare one's own with.

    Parameters
    ----------
    table : TwoByTwo
    alpha : float, optional
        A significance level, above 0 and below 1, that was fixed before the data were seen. With
        it the decision is told, as theses write it: the null hypothesis was rejected, or not.
    limits : str or Label, default ""
        What the design leaves open, in whole sentences; it closes the paragraph.
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    Sentence
        Counts with their denominators, the direction, prevalence ratio and prevalence odds ratio
        with 95% intervals, and chi-square, or Fisher's exact test where an expected count is below
        5. Nothing causal.

    Raises
    ------
    TypeError
        If `table` is not a TwoByTwo, or `alpha` is not a number.
    ValueError
        If `alpha` or `language` is not as above, a zero cell leaves a ratio without an interval,
        or the table needs Fisher's exact test and is too large for it.

    Examples
    --------
    >>> from asi_helpers.datasets import load_table
    >>> print(results_paragraph(load_table("comfort")))
    Smooth milk flow was recorded for 23 of 39 (59.0%) in the good comfort group and for 10 of 55 \
(18.2%) in the poor comfort group. The prevalence was higher in the good comfort group than in the \
poor comfort group (prevalence ratio 3.24, 95% CI 1.75 to 6.02), and so were the odds (prevalence \
odds ratio 6.47, 95% CI 2.54 to 16.5; chi-square(1) = 16.7, p < 0.001).
    """
    language = check_language(language)
    _check_alpha(alpha)
    pr, por = prevalence_ratio(table), prevalence_odds_ratio(table)
    if pr.interval is None or por.interval is None:
        raise ValueError(
            "A cell, row or column of the table is empty, so a ratio has no interval to report. "
            "Describe the table, and give Fisher's exact test."
        )
    names = NAMES[table.design]
    if PR not in names:
        raise ValueError("A case-control study has no prevalence ratio: describe its odds ratio.")
    direction, odds = _direction(pr.value), _direction(por.value)
    words, pvalue = _test_of(table)
    second = _ASSOCIATED.fill(
        direction=_DIRECTION[direction].fill(exposed=table.exposed),
        odds=_ODDS_TOO if odds == direction else _ODDS[odds],
        **_names_in_a_paragraph(names),
        pr=_with_interval(pr),
        por=_with_interval(por),
        test=words,
        unexposed=table.unexposed,
    )
    parts = [sentence_of(table), second]
    if alpha is not None:
        parts.append(
            _DECISION[pvalue < alpha].fill(
                alpha=Printed(alpha), exposure=table.exposure, outcome=table.outcome
            )
        )
    if limits:
        parts.append(limits)
    return Sentence(Joined(tuple(parts)).say(language), language)


def _names_in_a_paragraph(names):
    """Names of the measures; in Indonesian with their abbreviations, as papers write them."""
    frequency, pr, por = (names[each] for each in ("frequency", PR, POR))
    pr_short, por_short = ("RR", "OR") if names is _FOLLOWED else ("PR", "POR")
    return {
        "frequency": Label(frequency, id=f"{Capital(frequency).say('id')}nya"),
        "pr_name": Label(pr, id=f"{pr.say('id')}, {pr_short} ="),
        "por_name": Label(por, id=f"{por.say('id')}, {por_short} ="),
    }


def _check_alpha(alpha):
    if alpha is None:
        return
    if isinstance(alpha, bool) or not isinstance(alpha, numbers.Real):
        raise TypeError(f"`alpha` must be a number such as 0.05, but got {alpha!r}.")
    if not 0 < alpha < 1:
        raise ValueError(f"`alpha` must lie above 0 and below 1, such as 0.05, but got {alpha!r}.")


def _direction(ratio):
    if math.isclose(ratio, 1, abs_tol=0.005):
        return "the same"
    return "higher" if ratio > 1 else "lower"


def _with_interval(estimate):
    low, high = estimate.interval
    return Joined((Ratio(estimate.value), _interval(Ratio(low), Ratio(high), estimate)), "")


def _test_of(table):
    """The test to report in words, and its p-value."""
    test = chi_square_test(table)
    if test.expected_freq.to_numpy().min() < SMALLEST_EXPECTED:
        pvalue = fisher_exact_test(table).pvalue
        return _FISHER.fill(p=PValue(pvalue)), pvalue
    return _CHI2.fill(statistic=Number(test.statistic, 1), p=PValue(test.pvalue)), test.pvalue
