"""What each finding means for a reader, in no language until it is said."""

import math
from dataclasses import dataclass

from ..language import (
    INFINITE,
    LANGUAGES,
    UNDEFINED,
    Capital,
    Joined,
    Label,
    Number,
    PValue,
    Ratio,
    say,
)
from . import percents, ratios


@dataclass(frozen=True)
class Said:
    """Words with gaps that are filled only when they are said: an audit makes many that are not."""

    template: Label
    values: dict

    def say(self, language):
        """Return the words in `language`, "en" or "id"."""
        return self.template.say(language).format(
            **{gap: say(value, language) for gap, value in self.values.items()}
        )


@dataclass(frozen=True)
class Quoted:
    """A printed number exactly as printed, in quotation marks."""

    text: str

    def say(self, language):
        """Return it, the same in each language."""
        return f'"{self.text.strip()}"'


# The names of what is printed ---------------------------------------------------------------------

_ODDS_RATIO = Label("odds ratio", id="rasio odds")
_RR = Label("prevalence (or risk) ratio", id="rasio prevalensi (atau rasio risiko)")
_FIRST = Label("first limit of the {ratio}", id="batas pertama {ratio}")
_SECOND = Label("second limit of the {ratio}", id="batas kedua {ratio}")
_P = Label("p-value", id="nilai p")
_CHI2 = Label("chi-square", id="kai kuadrat")
_NAMES = {
    "or": _ODDS_RATIO,
    "rr": _RR,
    "rr2": Label(
        "second prevalence (or risk) ratio", id="rasio prevalensi (atau rasio risiko) kedua"
    ),
    "phi": Label("phi coefficient (Cramér's V)", id="koefisien phi (V Cramér)"),
    "cc": Label("contingency coefficient", id="koefisien kontingensi"),
    "n": Label("number of people", id="jumlah orang"),
}
_TESTS = {
    "pearson": Label("Pearson's chi-square test", id="uji chi-square (kai kuadrat) Pearson"),
    "yates": Label(
        "the chi-square test with Yates' correction (SPSS: Continuity Correction)",
        id="uji chi-square (kai kuadrat) dengan koreksi Yates (SPSS: Continuity Correction)",
    ),
    "n-1": Label(
        "the chi-square test with the n - 1 correction (SPSS: Linear-by-Linear Association)",
        id="uji chi-square (kai kuadrat) dengan koreksi n - 1 (SPSS: Linear-by-Linear Association)",
    ),
    "likelihood_ratio": Label("the likelihood ratio test", id="uji rasio likelihood"),
    "fisher": Label("Fisher's exact test", id="uji eksak Fisher"),
    "fisher_one_sided": Label("Fisher's exact test, one-sided", id="uji eksak Fisher satu sisi"),
    "fisher_doubled": Label(
        "Fisher's exact test, the one-sided p doubled",
        id="uji eksak Fisher dengan p satu sisi dikalikan dua",
    ),
    "mid_p": Label("the mid-p exact test", id="uji eksak mid-p"),
    "wald": Label(
        "the Wald test of a logistic regression on these counts alone",
        id="uji Wald pada regresi logistik dengan frekuensi ini saja",
    ),
}
_KEY_TESTS = {
    "pearson": "pearson",
    "yates": "yates",
    "n1": "n-1",
    "lr": "likelihood_ratio",
    "fisher": "fisher",
    "fisher1": "fisher_one_sided",
    "midp": "mid_p",
}
_OF_TEST = Label("{what} of {test}", id="{what} {test}")
_METHODS = {
    "woolf": Label("Woolf's method", id="metode Woolf"),
    "katz": Label("Katz' method", id="metode Katz"),
    "exact": Label("the exact method", id="metode eksak"),
    "mid_p": Label("the mid-p method", id="metode mid-p"),
    "haldane": Label("0.5 added to every cell", id="setiap sel ditambah 0,5"),
    "cornfield": Label("Cornfield's method", id="metode Cornfield"),
    "test_based": Label(
        "Miettinen's test-based method", id="metode Miettinen yang berdasarkan uji"
    ),
    "conditional": Label(
        "the conditional estimate of R's fisher.test", id="estimasi kondisional fisher.test di R"
    ),
}
_MEDIAN = Label("the median-unbiased estimate of epitools", id="estimasi median-unbiased epitools")
_ODDS_OF = Label(
    "the odds ratio of {case} for {exposed} against {unexposed}",
    id="rasio odds {case} untuk {exposed} dibanding {unexposed}",
)
_ODDS_TURNED = Label(
    "the odds ratio of {case} for {unexposed} against {exposed}",
    id="rasio odds {case} untuk {unexposed} dibanding {exposed}",
)
_ALSO = Label(
    "{ratio} (the same number as that of {noncase} for {exposed} against {unexposed})",
    id="{ratio} (sama dengan rasio odds {noncase} untuk {exposed} dibanding {unexposed})",
)
_RISK_OF = Label(
    "the prevalence (or risk) ratio of {which}, {over} against {under}",
    id="rasio prevalensi (atau rasio risiko) {which}, {over} dibanding {under}",
)
_SHARE_OF = Label(
    "the ratio of the shares with {which}, {over} against {under}",
    id="rasio proporsi {which}, {over} dibanding {under}",
)
_BY = Label("{ratio}, by {method}", id="{ratio}, dengan {method}")
_LIMIT_OF = Label(
    "a {level}% limit of {ratio}, by {method}", id="batas {level}% {ratio}, dengan {method}"
)
_EVERY_TEST = Label("every test looked for", id="semua uji yang diperiksa")
_OR = Label(" or ", id=" atau ")
_OR_ELSE = Label("; or ", id="; atau ")
_AND = Label("; ", id="; ")
_BASES = {
    "row": Label("of its row", id="dari barisnya"),
    "column": Label("of its column", id="dari kolomnya"),
    "total": Label("of everybody", id="dari seluruh orang"),
}
_CELL = Label("{group}, {outcome}", id="{group}, {outcome}")
_EVERYBODY = Label("everybody", id="seluruh orang")

# The sentences ------------------------------------------------------------------------------------

_SENTENCES = {
    # what holds
    "p": Label(
        "The {name} {printed} is what these counts give, by {which}.",
        id="{name} {printed} sesuai dengan frekuensi sel, menurut {which}.",
    ),
    "p_other_test": Label(
        "The {name} {printed} is what these counts give by {which}, rather than by the test it is "
        "printed for; look which test is named.",
        id="{name} {printed} sesuai dengan frekuensi sel menurut {which}, bukan menurut uji yang "
        "disebutkan; periksa uji mana yang dimaksud.",
    ),
    "p_truncated": Label(
        "The {name} {printed} is what these counts give by {which}, {computed}, only cut off "
        "rather than rounded.",
        id="{name} {printed} sesuai dengan frekuensi sel menurut {which}, {computed}, hanya saja "
        "dipotong, bukan dibulatkan.",
    ),
    "ratio": Label(
        "The {name} {printed} is what these counts give: {which}.",
        id="{name} {printed} sesuai dengan frekuensi sel: {which}.",
    ),
    "ratio_truncated": Label(
        "The {name} {printed} is what these counts give, {computed}, only cut off rather than "
        "rounded: {which}.",
        id="{name} {printed} sesuai dengan frekuensi sel, {computed}, hanya saja dipotong, bukan "
        "dibulatkan: {which}.",
    ),
    "plain": Label(
        "The {name} {printed} is what these counts give.",
        id="{name} {printed} sesuai dengan frekuensi sel.",
    ),
    "plain_truncated": Label(
        "The {name} {printed} is what these counts give, {computed}, only cut off rather than "
        "rounded.",
        id="{name} {printed} sesuai dengan frekuensi sel, {computed}, hanya saja dipotong, bukan "
        "dibulatkan.",
    ),
    "percent": Label(
        "The percentage {printed} ({cell}) is the percentage {of}.",
        id="Persentase {printed} ({cell}) adalah persentase {of}.",
    ),
    "percent_truncated": Label(
        "The percentage {printed} ({cell}) is the percentage {of}, {computed}, only cut off rather "
        "than rounded.",
        id="Persentase {printed} ({cell}) adalah persentase {of}, {computed}, hanya saja dipotong, "
        "bukan dibulatkan.",
    ),
    "percents": Label(
        "The percentages {printed} are percentages {of}.",
        id="Persentase {printed} adalah persentase {of}.",
    ),
    "total": Label(
        "The total {printed} ({of}) is what the counts add up to.",
        id="Jumlah {printed} ({of}) sesuai dengan penjumlahan frekuensi sel.",
    ),
    "totals": Label(
        "The totals {printed} are what the counts add up to.",
        id="Jumlah {printed} sesuai dengan penjumlahan frekuensi sel.",
    ),
    # what does not
    "p_zero": Label(
        "The {name} {printed} is not 0, only smaller than so many decimals can show: write "
        "{below}.",
        id="{name} {printed} bukan 0, hanya lebih kecil daripada yang dapat ditunjukkan desimal "
        "sebanyak itu: tulislah {below}.",
    ),
    "p_zeros": Label(
        "The p-values {printed} are not 0, only smaller than so many decimals can show: write "
        "{below}.",
        id="Nilai p {printed} bukan 0, hanya lebih kecil daripada yang dapat ditunjukkan desimal "
        "sebanyak itu: tulislah {below}.",
    ),
    "below": Label("p < {bound}"),
    "inverted": Label(
        "The {name} {printed} is upside down for what the text says, that {group} has the higher "
        "odds of {outcome}: it is {which}. Turned over, it is {computed}.",
        id="{name} {printed} terbalik terhadap isi teks, yaitu bahwa {group} mempunyai odds "
        "{outcome} yang lebih tinggi: angka ini adalah {which}. Jika dibalik, nilainya {computed}.",
    ),
    "lost_zero": Label(
        "The {name} {printed} has lost a zero: with it restored, {restored}, it is {which}.",
        id="{name} {printed} kehilangan satu nol: jika nol itu dikembalikan, {restored}, angka ini "
        "adalah {which}.",
    ),
    "descending": Label(
        "The limits {printed} are printed in descending order; as a rule the lower one comes "
        "first.",
        id="Batas {printed} tercetak menurun; biasanya batas bawah ditulis lebih dahulu.",
    ),
    "excludes_estimate": Label(
        "The limits {printed} do not include their own {name}, so one of these numbers must be "
        "another.",
        id="Batas {printed} tidak memuat {name}-nya sendiri, sehingga salah satu angka itu "
        "seharusnya lain.",
    ),
    "p_no_test": Label(
        "None of the tests looked for gives the {name} {printed} from these counts: Pearson's "
        "chi-square has p {pearson}, with Yates' correction p {yates}, Fisher's exact test p "
        "{fisher}. Another test, or other people, may stand behind it.",
        id="Tidak satu pun uji yang diperiksa menghasilkan {name} {printed} dari frekuensi ini: "
        "kai kuadrat Pearson memberi p {pearson}, dengan koreksi Yates p {yates}, uji eksak "
        "Fisher p {fisher}. Mungkin yang dipakai uji lain, atau datanya dari responden lain.",
    ),
    "other_than_named": Label(
        "The {name} {printed} is not what these counts give, {own}, and none of the other tests "
        "looked for gives it.",
        id="{name} {printed} tidak sesuai dengan frekuensi sel, yang memberi {own}, dan tidak "
        "dihasilkan uji lain yang diperiksa.",
    ),
    "p_own": Label("p {value}"),
    "p_perhaps_below": Label(
        "The {name} {printed} is larger than any test gives from these counts (Pearson's "
        "chi-square has p {pearson}, with Yates' correction p {yates}). It may stand for p < "
        "{bound}; the conclusion is the same.",
        id="{name} {printed} lebih besar daripada hasil uji mana pun dari frekuensi ini (kai "
        "kuadrat Pearson memberi p {pearson}, dengan koreksi Yates p {yates}). Mungkin maksudnya "
        "p < {bound}; kesimpulannya sama.",
    ),
    "p_adjusted": Label(
        "The {name} {printed} is by none of the tests looked for on these counts. It may belong, "
        "with the ratio beside it, to an adjusted analysis: the counts cannot tell.",
        id="{name} {printed} tidak dihasilkan uji yang diperiksa dari frekuensi ini. Mungkin angka "
        "ini, bersama rasio di sampingnya, berasal dari analisis yang disesuaikan (adjusted): dari "
        "frekuensinya tidak dapat diketahui.",
    ),
    "chi2_no_test": Label(
        "None of the tests looked for gives the {name} {printed} from these counts: Pearson's "
        "statistic is {pearson}, with Yates' correction {yates}.",
        id="Tidak satu pun uji yang diperiksa menghasilkan {name} {printed} dari frekuensi ini: "
        "statistik Pearson {pearson}, dengan koreksi Yates {yates}.",
    ),
    "not_given": Label(
        "The {name} {printed} is not what these counts give, {computed}.",
        id="{name} {printed} tidak sesuai dengan frekuensi sel, yang memberi {computed}.",
    ),
    "n_not_given": Label(
        "These counts add up to {computed} people, not to {printed}; some may be missing from this "
        "table.",
        id="Frekuensi ini berjumlah {computed} orang, bukan {printed}; mungkin ada orang yang "
        "tidak masuk ke tabel ini.",
    ),
    "total_not_given": Label(
        "The total {printed} ({of}) is not what the counts add up to, {computed}: a number may be "
        "misprinted, or somebody may be missing from a cell.",
        id="Jumlah {printed} ({of}) tidak sama dengan penjumlahan frekuensi sel, {computed}: "
        "mungkin ada angka yang salah cetak, atau ada orang yang tidak masuk ke salah satu sel.",
    ),
    "foreign": Label(
        "The {name} {printed} is another measure of the same counts: {which}. Read it as that; "
        "the {name} of these counts is {computed}.",
        id="{name} {printed} adalah ukuran lain dari frekuensi yang sama: {which}. Bacalah "
        "demikian; {name} dari frekuensi ini adalah {computed}.",
    ),
    "perhaps_foreign": Label(
        "The {name} {printed} is not what these counts give, {computed}. It may be another measure "
        "of them, {which}, or may be adjusted: so few digits cannot tell.",
        id="{name} {printed} tidak sesuai dengan frekuensi sel, yang memberi {computed}. Mungkin "
        "ini ukuran lain dari frekuensi itu, {which}, atau hasil penyesuaian (adjusted): dari "
        "digit sesedikit ini tidak dapat diketahui.",
    ),
    "limits_fit": Label(
        "The {name} {printed} is not what these counts give, {computed}, though the limits beside "
        "it are those of that ratio: it may be a misprint.",
        id="{name} {printed} tidak sesuai dengan frekuensi sel, yang memberi {computed}, padahal "
        "batas-batas di sampingnya milik rasio itu: mungkin salah cetak.",
    ),
    "rounded": Label(
        "The {name} {printed} comes from shortened shares, {p} and {q}; the counts themselves give "
        "{computed}. The two are close.",
        id="{name} {printed} dihitung dari proporsi yang dipersingkat, {p} dan {q}; frekuensinya "
        "sendiri memberi {computed}. Keduanya berdekatan.",
    ),
    "near": Label(
        "The {name} {printed} is close to what these counts give, {computed}, and not the same. It "
        "may be adjusted for something, or of slightly other people: the counts cannot tell.",
        id="{name} {printed} dekat dengan hasil dari frekuensi sel, {computed}, tetapi tidak sama. "
        "Mungkin angka ini disesuaikan (adjusted), atau dari responden yang sedikit berbeda: dari "
        "frekuensinya tidak dapat diketahui.",
    ),
    "adjusted": Label(
        "The {name} {printed} is not what these counts give, either way round ({computed} or "
        "{turned}). It may be adjusted for something, or of other people: the counts cannot tell.",
        id="{name} {printed} bukan hasil dari frekuensi sel, dari arah mana pun ({computed} atau "
        "{turned}). Mungkin angka ini disesuaikan (adjusted), atau dari responden lain: dari "
        "frekuensinya tidak dapat diketahui.",
    ),
    "undefined": Label(
        "The {name} {printed} cannot be compared: the counts give none, because a row, a column or "
        "a cell is 0.",
        id="{name} {printed} tidak dapat dibandingkan: frekuensi sel tidak menghasilkannya karena "
        "ada baris, kolom, atau sel yang bernilai 0.",
    ),
    "of_the_other": Label(
        "The {name} {printed} belongs to a ratio that is not of these counts alone, so the counts "
        "cannot tell whether it is right.",
        id="{name} {printed} milik rasio yang bukan dari frekuensi ini saja, sehingga dari "
        "frekuensinya tidak dapat diketahui benar tidaknya.",
    ),
    "no_limits": Label(
        "The {name} {printed} cannot be compared: with a cell of 0 the usual method gives no "
        "limits.",
        id="{name} {printed} tidak dapat dibandingkan: dengan sel bernilai 0 metode yang lazim "
        "tidak menghasilkan batas.",
    ),
    "limit_near": Label(
        "The {name} {printed} is close to the limit that these counts give, {computed}, and not "
        "the same, while the other limit is: a digit may have been misprinted.",
        id="{name} {printed} dekat dengan batas dari frekuensi sel, {computed}, tetapi tidak sama, "
        "sedangkan batas yang lain sesuai: mungkin ada digit yang salah cetak.",
    ),
    "other_fits": Label(
        "The {name} {printed} is not the limit that these counts give, {computed}, while the other "
        "limit is one: it may be a misprint.",
        id="{name} {printed} bukan batas dari frekuensi sel, {computed}, sedangkan batas yang lain "
        "sesuai: mungkin salah cetak.",
    ),
    "estimate_fits": Label(
        "The {name} {printed} is far from the limit that these counts give, {computed}, though the "
        "ratio is theirs: it may be a misprint.",
        id="{name} {printed} jauh dari batas yang dihasilkan frekuensi sel, {computed}, meskipun "
        "rasionya sesuai: mungkin salah cetak.",
    ),
    "other_method": Label(
        "The {name} {printed} is by none of the methods looked for; the usual one gives "
        "{computed}. Another method may stand behind it: the counts cannot tell.",
        id="{name} {printed} tidak berasal dari metode yang diperiksa; metode yang lazim memberi "
        "{computed}. Mungkin dipakai metode lain: dari frekuensinya tidak dapat diketahui.",
    ),
    "percent_others_fit": Label(
        "The percentage {printed} ({cell}) is not that {of}, {computed}, while the others are "
        "percentages {of_others}: it may be a misprint.",
        id="Persentase {printed} ({cell}) bukan persentase {of}, {computed}, sedangkan yang lain "
        "adalah persentase {of_others}: mungkin salah cetak.",
    ),
    "percent_last_digit": Label(
        "The percentage {printed} ({cell}) differs in its last digit from that {of}, {computed}; "
        "perhaps so that the row or column adds up to 100.",
        id="Persentase {printed} ({cell}) berbeda pada digit terakhir dari persentase {of}, "
        "{computed}; mungkin supaya jumlahnya tepat 100.",
    ),
    "percent_no_base": Label(
        "The percentage {printed} ({cell}) is not one of its row, its column or of everybody, and "
        "the others do not settle of whom they are.",
        id="Persentase {printed} ({cell}) bukan persentase dari baris, kolom, atau seluruh orang, "
        "dan persentase lain tidak memastikan dari siapa persentase itu.",
    ),
}
_OF_OTHERS = {
    "row": Label("of their rows", id="dari barisnya masing-masing"),
    "column": Label("of their columns", id="dari kolomnya masing-masing"),
    "total": Label("of everybody", id="dari seluruh orang"),
}
_RANKS = {"reproduces": 0, "truncated": 0, "cannot_be_known": 2}
_FEWEST_TOGETHER = 2
_NOTHING = Label(
    "No printed number was given to compare with the counts.",
    id="Tidak ada angka tercetak untuk dibandingkan dengan frekuensi sel.",
)


def note_of(table, counts, row, claim):
    """
    What a finding means for a reader.

    Parameters
    ----------
    table : TwoByTwo
    counts : Counts
    row : Row
    claim : (str, str) or None

    Returns
    -------
    Said
    """
    quantity = row.quantity
    values = {"printed": Quoted(row.figure.text), "name": _name(quantity)}
    if quantity.startswith("percent_"):
        return _percent_note(table, row, values)
    if quantity.startswith("total_"):
        values |= {"of": cell_words(table, quantity.removeprefix("total_"))}
        values |= {"computed": Number(row.computed, 0)}
        key = "total" if row.verdict == "reproduces" else f"total_{row.why}"
        return Said(_SENTENCES[key], values)
    if quantity.endswith("_limits"):
        values["name"] = _NAMES[quantity.removesuffix("_limits")]
        return Said(_SENTENCES[row.verdict], values)
    if quantity[:1] == "p" and quantity != "phi":
        return _p_note(counts, row, values)
    if quantity.startswith("chi2"):
        return _chi2_note(counts, row, values)
    if quantity in ("phi", "cc", "n"):
        return _plain_note(row, values)
    return _ratio_note(table, counts, row, values, claim)


def _name(quantity):
    head, _, tail = quantity.partition("_")
    if head in ("p", "chi2"):
        what = _P if head == "p" else _CHI2
        return Said(_OF_TEST, {"what": what, "test": _TESTS[_KEY_TESTS[tail]]}) if tail else what
    if tail in ("low", "high"):
        return Said(_FIRST if tail == "low" else _SECOND, {"ratio": _NAMES[head]})
    return _NAMES.get(quantity)


def _percent_note(table, row, values):
    quantity, figure, verdict, why, reading, computed = row
    values["cell"] = cell_words(table, quantity.removeprefix("percent_"))
    if computed is not None:
        values["computed"] = Number(computed, figure.decimals + 1)
    if reading:
        if quantity.removeprefix("percent_") in percents.MARGINS and "total" in reading:
            reading = ("total",)
        values["of"] = Joined(tuple(_BASES[base] for base in reading), _OR)
        values["of_others"] = _OF_OTHERS[reading[0]]
    key = {"reproduces": "percent", "truncated": "percent_truncated"}.get(verdict, f"percent_{why}")
    return Said(_SENTENCES[key], values)


def cell_words(table, cell):
    """The name of a cell or margin."""
    if cell in percents.MARGINS:
        return _EVERYBODY if cell == "all" else getattr(table, cell)
    group, _, outcome = cell.partition("_")
    return Said(
        _CELL,
        {"group": getattr(table, group), "outcome": getattr(table, outcome.removesuffix("s"))},
    )


def findings_in_words(findings):
    """
    Findings as sentences: what holds first, then what does not, last what nobody can know.

    Percentages that hold and are of the same whole share a sentence; so do totals, and p-values
    that are printed as 0.

    Parameters
    ----------
    findings : sequence of Finding

    Returns
    -------
    tuple of Capital
    """
    ordered = sorted(findings, key=lambda found: _RANKS.get(found.verdict, 1))
    alike = {}
    for found in ordered:
        alike.setdefault(_kind_of(found), []).append(found)
    sentences = []
    for found in ordered:
        kind = _kind_of(found)
        if kind is None or len(alike[kind]) < _FEWEST_TOGETHER:
            sentences.append(found.words)
        elif found is alike[kind][0]:
            sentences.append(_together(kind, alike[kind]))
    return tuple(map(Capital, sentences)) or (_NOTHING,)


def _kind_of(found):
    """What a finding shares a sentence with others by; None where it stands alone."""
    if found.verdict == "p_zero":
        return "p_zeros", found.figure.decimals
    if found.verdict == "reproduces" and found.quantity.startswith("total_"):
        return "totals", None
    if found.verdict == "reproduces" and found.quantity.startswith("percent_"):
        return "percents", found.reading
    return None


def _together(kind, findings):
    key, more = kind
    values = {"printed": Joined(tuple(Quoted(found.printed) for found in findings), ", ")}
    if key == "percents":
        values["of"] = Joined(tuple(_OF_OTHERS[base] for base in more), _OR)
    if key == "p_zeros":
        values["below"] = _below(findings[0].figure)
    return Said(_SENTENCES[key], values)


def _tests(reading, counts):
    if set(counts.p) <= set(reading):
        return _EVERY_TEST
    return Joined(tuple(_TESTS[name] for name in reading), _AND)


def _p_note(counts, row, values):
    _, figure, verdict, why, reading, computed = row
    values["which"] = _tests(reading, counts)
    if verdict == "p_zero":
        values["below"] = _below(figure)
        return Said(_SENTENCES["p_zero"], values)
    if verdict in ("reproduces", "truncated"):
        return _test_note(row, values)
    if why == "no_test" and "_" in row.quantity:
        values["own"] = Said(_SENTENCES["p_own"], {"value": PValue(computed)})
        return Said(_SENTENCES["other_than_named"], values)
    values |= {
        name: PValue(counts.p.get(name, counts.p["pearson"]))
        for name in ("pearson", "yates", "fisher")
    }
    values["bound"] = Number(figure.value, figure.decimals)
    key = why if why == "undefined" else f"p_{why}"
    return Said(_SENTENCES[key], values)


def _below(figure):
    return Said(_SENTENCES["below"], {"bound": Number(2 * figure.half, figure.decimals)})


def _test_note(row, values):
    """What holds of a test; by which it is need not be said of one that the print names."""
    _, figure, verdict, why, _, computed = row
    if verdict == "truncated":
        values["computed"] = Number(computed, figure.decimals + 2)
    key = "p_other_test" if why else "plain" if "_" in row.quantity else "p"
    if verdict == "truncated" and not why:
        key = f"{key}_truncated"
    return Said(_SENTENCES[key], values)


def _chi2_note(counts, row, values):
    _, figure, verdict, why, reading, computed = row
    values["which"] = _tests(reading, counts)
    if verdict in ("reproduces", "truncated"):
        return _test_note(row, values)
    decimals = max(1, figure.decimals)
    if why == "no_test" and "_" in row.quantity:
        values["own"] = Number(computed, decimals)
        return Said(_SENTENCES["other_than_named"], values)
    values |= {name: Number(counts.chi2[name], decimals) for name in ("pearson", "yates")}
    return Said(_SENTENCES["undefined" if why == "undefined" else "chi2_no_test"], values)


def _plain_note(row, values):
    quantity, figure, verdict, why, reading, computed = row
    if computed is not None:
        more = 2 if verdict == "truncated" else 0
        values["computed"] = Number(computed, figure.decimals + more if quantity != "n" else 0)
    if why == "foreign":
        values["which"] = _NAMES[reading[0]]
    if verdict in ("reproduces", "truncated"):
        return Said(_SENTENCES["plain" if verdict == "reproduces" else "plain_truncated"], values)
    return Said(_SENTENCES["n_not_given" if quantity == "n" else why], values)


def _ratio_note(table, counts, row, values, claim):
    quantity, figure, verdict, why, reading, computed = row
    if reading:
        values["which"] = _readings(table, reading, quantity)
    if computed is not None:
        more = 2 if verdict == "truncated" else 0
        values["computed"] = Number(computed, figure.decimals + more)
        values["turned"] = Ratio(1 / computed) if computed else Ratio(math.inf)
    if verdict in ("reproduces", "truncated"):
        return Said(_SENTENCES["ratio" if verdict == "reproduces" else "ratio_truncated"], values)
    if verdict == "inverted":
        if 0 < computed < 1:  # 0.029, not 0.0, for a printed 34.7
            decimals = max(figure.decimals, 1 - math.floor(math.log10(computed)))
            values["computed"] = Number(computed, decimals)
        return Said(_SENTENCES["inverted"], values | {"group": claim[0], "outcome": claim[1]})
    if verdict == "lost_zero":
        restored = Number(figure.value / 10, figure.decimals + 1)
        return Said(_SENTENCES["lost_zero"], values | {"restored": restored})
    if isinstance(why, tuple):
        why, p, q, places = why
        values |= {"p": Number(p, places), "q": Number(q, places)}
    if why in ("foreign", "perhaps_foreign"):
        values["computed"] = _own(counts, quantity, figure)
    is_limit = quantity.endswith(("_low", "_high"))
    return Said(_SENTENCES["limit_near" if why == "near" and is_limit else why], values)


def _own(counts, quantity, figure):
    """What the counts give for the measure that a number is printed as."""
    kind = "or" if quantity.startswith("or") else "rr"
    way = ratios.WAYS[0] if kind == "or" else next(iter(ratios.SHARES))
    value = ratios.estimates(counts, kind).get(way, math.nan)
    end = quantity.rpartition("_")[2]
    if end in ("low", "high"):
        method = "woolf" if kind == "or" else "katz"
        pair = ratios.closed_limits(counts, kind, way)[method]
        value = pair[0 if end == "low" else 1] if pair else math.nan
    return Number(value, max(1, figure.decimals))


def _readings(table, readings, quantity):
    """
    What a ratio or limit is, in words: the usual methods where one fits, else those that do.

    The rarer methods that fit a short number as well stand in the reading; a reader needs one.
    """
    is_limit = quantity.endswith(("_low", "_high"))
    usual = [name for name in readings if _is_usual(name, is_limit)]
    methods = {}
    for name in usual or readings:
        way = ratios.way_of(name)
        methods.setdefault(way, []).append(name[len(way) + 1 :])
    return Joined(
        tuple(_reading(table, way, names, is_limit) for way, names in methods.items()), _OR_ELSE
    )


def _is_usual(name, is_limit):
    return name.endswith(ratios.USUAL) if is_limit else name in ratios.PLAIN


def _reading(table, way, methods, is_limit):
    ratio = _ratio_words(table, way)
    if is_limit:
        level = methods[0].partition(" ")[2][:-1] or "95"
        by = tuple(_METHODS[method.partition(" ")[0]] for method in methods)
        return Said(_LIMIT_OF, {"ratio": ratio, "method": Joined(by, _OR), "level": level})
    if way == "bc/ad":
        ratio = Said(_ALSO, {"ratio": ratio, **_labels(table)})
    if methods == [""]:
        return ratio
    by = tuple(_MEDIAN if method == "mid_p" else _METHODS[method] for method in methods)
    return Said(_BY, {"ratio": ratio, "method": Joined(by, _OR)})


def _labels(table):
    return {name: getattr(table, name) for name in ("case", "noncase", "exposed", "unexposed")}


def _ratio_words(table, way):
    if way in ratios.WAYS:
        return Said(_ODDS_OF if way == "ad/bc" else _ODDS_TURNED, _labels(table))
    line, over, under, which = ratios.SHARES[way]
    groups, outcomes = (table.exposed, table.unexposed), (table.case, table.noncase)
    lines, others = (groups, outcomes) if line == "row" else (outcomes, groups)
    words = _RISK_OF if line == "row" else _SHARE_OF
    return Said(words, {"which": others[which], "over": lines[over], "under": lines[under]})


# For the page's script ----------------------------------------------------------------------------


def script_words():
    """
    The words of an audit, for the script that audits in a page (`book/static/asi-printed.js`).

    Returns
    -------
    dict
        By language the groups of words, and the two words for numbers that are none.

    Examples
    --------
    >>> script_words()["id"]["names"]["or"], script_words()["numbers"]["en"]["infinite"]
    ('rasio odds', 'infinite')
    """
    groups = {
        "sentences": _SENTENCES,
        "names": _NAMES,
        "tests": _TESTS,
        "methods": _METHODS,
        "bases": _BASES,
        "of_others": _OF_OTHERS,
        "parts": {
            "p": _P,
            "chi2": _CHI2,
            "first": _FIRST,
            "second": _SECOND,
            "of_test": _OF_TEST,
            "median": _MEDIAN,
            "odds_of": _ODDS_OF,
            "odds_turned": _ODDS_TURNED,
            "also": _ALSO,
            "risk_of": _RISK_OF,
            "share_of": _SHARE_OF,
            "by": _BY,
            "limit_of": _LIMIT_OF,
            "every_test": _EVERY_TEST,
            "or": _OR,
            "or_else": _OR_ELSE,
            "and": _AND,
            "cell": _CELL,
            "everybody": _EVERYBODY,
            "nothing": _NOTHING,
        },
    }
    numbers = {"infinite": INFINITE, "undefined": UNDEFINED}
    said = {
        language: {name: _said(labels, language) for name, labels in groups.items()}
        for language in LANGUAGES
    }
    return said | {"numbers": {language: _said(numbers, language) for language in LANGUAGES}}


def _said(labels, language):
    return {name: label.say(language) for name, label in labels.items()}
