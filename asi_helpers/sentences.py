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
    Listed,
    Number,
    Printed,
    PValue,
    Ratio,
    Sentence,
    check_language,
    lazy_pgettext,
    steady,
)
from .language import lazy_gettext as _
from .significance import ChiSquareTest, FisherTest, chi_square_test, fisher_exact_test
from .tables import LABELS, TwoByTwo

MEASURES = {
    POR: _("prevalence odds ratio"),
    PR: _("prevalence ratio"),
    PD: _("prevalence difference"),
    MH: _("Mantel-Haenszel odds ratio"),
}
_SNAPSHOT = {**MEASURES, "frequency": _("prevalence")}
_FOLLOWED = {
    **MEASURES,
    POR: _("odds ratio"),
    PR: _("risk ratio"),
    PD: _("risk difference"),
    "frequency": _("risk"),
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
INTERVAL = _("{level}% CI {low} to {high}")
COUNT_OF = _("{count} of {n}")
CHI2 = _("Chi-square")
PEARSONS_CURVE = _("Pearson's curve")
ODDS_RATIO = _("Odds ratio")
NO_INTERVAL = _("no interval")
COUNTS = _("Counts of people")
TRUTH = _("the truth")
MOTHERS = _("Mothers")
NOT_REPORTED = _("not reported")
VERDICTS = {
    "yes": _("yes"),
    "no": _("no"),
    "unclear": _("unclear"),
    "not applicable": _("not applicable"),
}
HIGHER = _("Prevalence in the higher group (%)")

_SAME_PREVALENCE = _(
    "The {frequency} of {case} was about the same in the {exposed} group as in the {unexposed} "
    "group ({counts}; {measure} {value}{interval})."
)
TEMPLATES = {
    "interval": _(", {interval}").fill(interval=INTERVAL),
    # odds ratios
    "odds_higher": _(
        "The odds of {case} were {value} times as high in the {exposed} group as in the "
        "{unexposed} group ({measure} {value}{interval})."
    ),
    "odds_lower": _(
        "The odds of {case} were lower in the {exposed} group than in the {unexposed} group "
        "({measure} {value}{interval}). The other way round: the odds were {turned} times as high "
        "in the {unexposed} group as in the {exposed} group ({measure} {turned}{turned_interval})."
    ),
    "odds_same": _(
        "The odds of {case} were about the same in the {exposed} group as in the {unexposed} "
        "group ({measure} {value}{interval})."
    ),
    # prevalence ratios
    "prevalence_higher": _(
        "The {frequency} of {case} was {value} times as high in the {exposed} group as in the "
        "{unexposed} group ({counts}; {measure} {value}{interval})."
    ),
    "prevalence_lower": _(
        "The {frequency} of {case} was lower in the {exposed} group than in the {unexposed} group "
        "({counts}; {measure} {value}{interval}). The other way round: it was {turned} times as "
        "high in the {unexposed} group as in the {exposed} group ({measure} "
        "{turned}{turned_interval})."
    ),
    "prevalence_same": _SAME_PREVALENCE,
    # prevalence differences
    "difference_higher": _(
        "The {frequency} of {case} was {points} percentage points higher in the {exposed} group "
        "than in the {unexposed} group ({counts}; {measure} {value}{interval})."
    ),
    "difference_lower": _(
        "The {frequency} of {case} was {points} percentage points lower in the {exposed} group "
        "than in the {unexposed} group ({counts}; {measure} {value}{interval})."
    ),
    "difference_same": _SAME_PREVALENCE,
    # zero cells and empty margins
    "zero_cell": _(
        "The {measure} of {case}, {exposed} group against {unexposed} group, is {value} and has "
        "no confidence interval, because {reason}."
    ),
    "zero_cells_reason": _("a cell of the table is 0 ({cells})"),
    "empty": _(
        "The {measure} of {case}, {exposed} group against {unexposed} group, cannot be computed, "
        "because {reason}."
    ),
    "cell": _("{group} group, {outcome}"),
    "no_group": _("nobody is in the {group} group"),
    "no_outcome": _("nobody was recorded with {outcome}"),
    "zero_strata": _("one side of the comparison is 0 in every stratum"),
    "empty_strata": _("no stratum has both groups and both outcomes"),
    "haldane": _("0.5 was added to every cell (Haldane correction)."),
    # tests
    "chi2_name": _("Chi-square(1)"),
    "chi2_yates": _("Chi-square(1) with Yates' correction"),
    "chi2_n-1": _("Chi-square(1) with the n - 1 correction"),
    "chi2": _(
        "{name} = {statistic}, p {p}. If {exposure} and {outcome} were not associated, a "
        "chi-square at least this large would come up by chance alone in {share} of tables. It "
        "does not show which group has more, nor how strong an association is."
    ),
    "chi2_below_5": _(
        "The smallest expected count is {expected}. Below 5 the usual rule is to report Fisher's "
        "exact test, and Campbell's rule the n - 1 correction, unless row and column totals were "
        "both fixed beforehand."
    ),
    "chi2_below_1": _(
        "The smallest expected count is {expected}. Below 1 Fisher's exact test is reported."
    ),
    "fisher": _(
        "Fisher's exact test: p {p}. If {exposure} and {outcome} were not associated, a table at "
        "least this improbable would come up in {share} of random shuffles of the same people. It "
        "does not show which group has more, nor how strong an association is."
    ),
    "test_empty": _("{name} cannot be computed, because {reason}."),
    "fisher_empty": _("Fisher's exact test: p = 1, because {reason}, so nothing is compared."),
    "share_small": _("fewer than 0.1%"),
    "share": _("about {percent}%"),
    # E-values
    "e_value": _(
        "To account for a {measure} of {value} all by itself, an unmeasured confounder, or several "
        "taken together, would have to be associated with {exposure} and with {case} by prevalence "
        "ratios of {e} each{limit}; where one is weaker, the other must be stronger. This speaks "
        "of confounding only, not of selection, measurement or time order."
    ),
    "e_value_limit": _(" (of {e} for the confidence limit nearer to 1)"),
    "e_value_none": _("There is no finite E-value, because the {measure} is {value}."),
    # counts
    "table": _(
        "{case} was recorded for {these} in the {exposed} group and for {those} in the "
        "{unexposed} group."
    ),
    "share_of": _("{count} of {n} ({percent}%)"),
    "share_of_nobody": _("0 of 0"),
    "counts": _("{p}% against {q}%"),
    # audits
    "audit_ok": _(
        "The printed numbers {estimate} ({first}; {second}) show none of the errors looked for."
    ),
    "audit_inverted": _(
        "The printed {estimate} is upside down: it is 1 divided by the {measure} of {recomputed} "
        "that the counts give. It is the odds ratio of {noncase} for {exposed} against "
        "{unexposed}, or of {case} for {unexposed} against {exposed}: the printed number cannot "
        "say which."
    ),
    "audit_other": _(
        "The printed {estimate} is neither the {measure} that the counts give, {recomputed}, nor "
        "1 divided by it."
    ),
    "audit_truncated": _(
        "The printed {estimate} is the {measure} that the counts give, {recomputed}, only cut off "
        "rather than rounded."
    ),
    "audit_lost_zero": _(
        "The {which} limit, printed as {printed}, has lost a zero: with it restored, {restored}, "
        "it is the limit that the counts give{turned_over}."
    ),
    "turned_over": _(" for the reciprocal"),
    "audit_other_limit": _(
        "The {which} limit, printed as {printed}, is not one that the counts give "
        "(Woolf, {level}%)."
    ),
    "audit_no_ratio": _(
        "The counts give no odds ratio with an interval to compare it with, because {reason}."
    ),
    "audit_descending": _("The limits are printed in descending order, {first} before {second}."),
    "audit_excludes_estimate": _(
        "The printed limits, {low} to {high}, exclude their own estimate, {estimate}."
    ),
    "audit_not_log_symmetric": _(
        "The geometric mean of the printed limits is {mean}, far from the printed {estimate}: an "
        "odds ratio usually lies near to the geometric mean of its limits."
    ),
    "audit_recomputed": _(
        "Recomputed from the counts, for {case}, {exposed} against {unexposed}: {measure} "
        "{recomputed}{interval}."
    ),
    "first_limit": _("first"),
    "second_limit": _("second"),
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
def _table_words(table: TwoByTwo):
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
def _estimate_words(estimate: Estimate):
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
def _chi_square_words(test: ChiSquareTest):
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
def _fisher_words(test: FisherTest):
    if test.table.has_empty_margin:
        return _fill("fisher_empty", reason=_empty_reason(test.table))
    return _fill("fisher", **_p_words(test.pvalue), **_labels(test.table))


@_words_of.register
def _e_value_words(result: EValue):
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
def _audit_words(audit: AuditResult):
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
def _printed_audit_words(audit: PrintedAudit):
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

_ASSOCIATED = _(
    "The {frequency} was {direction} the {unexposed} group ({pr_name} {pr}), and {odds} "
    "({por_name} {por}; {test})."
)
# The names of measures as papers write them in their results: in Indonesian with abbreviations.
_SNAPSHOT_IN_RESULTS = {
    "frequency": lazy_pgettext("in a paragraph of results", "prevalence"),
    "pr_name": lazy_pgettext("in a paragraph of results", "prevalence ratio"),
    "por_name": lazy_pgettext("in a paragraph of results", "prevalence odds ratio"),
}
_FOLLOWED_IN_RESULTS = {
    "frequency": lazy_pgettext("in a paragraph of results", "risk"),
    "pr_name": lazy_pgettext("in a paragraph of results", "risk ratio"),
    "por_name": lazy_pgettext("in a paragraph of results", "odds ratio"),
}
_DIRECTION = {
    "higher": _("higher in the {exposed} group than in"),
    "lower": _("lower in the {exposed} group than in"),
    "the same": _("about the same in the {exposed} group as in"),
}
_ODDS_TOO = _("so were the odds")
# A prevalence near 0% or 100% can be about the same while its odds are not.
_ODDS = {
    "higher": _("the odds were higher"),
    "lower": _("the odds were lower"),
    "the same": _("the odds were about the same"),
}
_CHI2 = _("chi-square(1) = {statistic}, p {p}")
_FISHER = _("Fisher's exact test, p {p}")
_DECISION = {
    True: _(
        "At a significance level of {alpha}, the null hypothesis that {exposure} and {outcome} are "
        "not associated was rejected."
    ),
    False: _(
        "At a significance level of {alpha}, the null hypothesis that {exposure} and {outcome} are "
        "not associated was not rejected. This does not show that they are not associated."
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
        **(_FOLLOWED_IN_RESULTS if names is _FOLLOWED else _SNAPSHOT_IN_RESULTS),
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
