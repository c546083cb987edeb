"""Many studies: what chance gives, what choosing gives, and how often an interval misses."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.stats import chi2

from ..estimates import PD, POR, PR
from ..pictures import BG, INK, A, B, annotate, new_axes, style
from ..tables import Label, check_language
from ..wording import MEASURES, as_printed, format_number, format_ratio
from .canvas import LINE, POINTS, bare, first_upper, log_axis, say, write

_AXIS = 46  # points of height for the axis and its name

# Shuffles against Pearson's curve ----------------------------------------------------------------

_CHI2 = Label("Chi-square", id="Kai-kuadrat")
_SHUFFLES = Label("% of {n} shuffles", id="% dari {n} kocokan")
_CURVE = Label("Pearson's curve", id="kurva Pearson")
_OBSERVED = Label("observed: {value}", id="teramati: {value}")
_NULL_ALT = Label(
    "Histogram of chi-square in {n} shuffles, with Pearson's curve over it: {low}% lie below "
    "{width}, the largest is {largest}. The observed chi-square is {value}; {reached}.",
    id="Histogram kai-kuadrat pada {n} kocokan, dengan kurva Pearson di atasnya: {low}% di bawah "
    "{width}, yang terbesar {largest}. Kai-kuadrat teramati {value}; {reached}.",
)
_REACHED = Label("{count} of {n} shuffles reached it", id="{count} dari {n} kocokan mencapainya")
_NULL_COLUMNS = (
    Label("Chi-square", id="Kai-kuadrat"),
    Label("% of shuffles", id="% kocokan"),
    Label("% by Pearson's curve", id="% menurut kurva Pearson"),
)
_NULL_CAPTION = Label("Chi-square of shuffled tables", id="Kai-kuadrat tabel yang dikocok")


def null_shares(shuffled, observed, *, width=None):
    """
    Shares of shuffles in classes of chi-square, and what Pearson's curve expects there.

    Parameters
    ----------
    shuffled : array_like
        Chi-square of each shuffle.
    observed : float
        Chi-square of the table; the classes reach at least this far.
    width : float, optional
        Of a class; by default 1, 2 or 5 times a power of ten, to make about forty at most.

    Returns
    -------
    pandas.DataFrame
        Columns low, high, shuffles, curve: the ends of a class, and percent.
    """
    shuffled = np.asarray(shuffled, dtype=float)
    reach = max(float(np.max(shuffled)), observed)
    if width is None:
        width = next(w for w in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1e9) if reach / w <= 50)
    edges = np.arange(0, reach + width, width)
    counts, _ = np.histogram(shuffled, edges)
    return pd.DataFrame(
        {
            "low": edges[:-1],
            "high": edges[1:],
            "shuffles": 100 * counts / len(shuffled),
            "curve": 100 * np.diff(chi2.cdf(edges, 1)),
        }
    )


def plot_null_distribution(shuffled, test, *, ax=None, language="en"):
    """
    Draw what shuffling gives, Pearson's curve over it, and where the observed table lies.

    Parameters
    ----------
    shuffled : array_like
        From `permutation_distribution`.
    test : ChiSquareTest
        Of the observed table.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If chi-square is not defined: a margin of the table is empty.

    Examples
    --------
    >>> import numpy as np
    >>> from asi_helpers import chi_square_test, load_table, permutation_distribution
    >>> table = load_table("comfort")
    >>> rng = np.random.default_rng(1)
    >>> shuffled = permutation_distribution(table, n_samples=1000, rng=rng)
    >>> ax = plot_null_distribution(shuffled, chi_square_test(table))
    """
    check_language(language)
    shuffled = np.asarray(shuffled, dtype=float)
    if math.isnan(test.statistic) or np.isnan(shuffled).any():
        raise ValueError("Chi-square is not defined here: a margin of the table is empty.")
    shares = null_shares(shuffled, test.statistic)
    value = format_number(test.statistic, 1, language)
    width = shares["high"].iloc[0]
    with style():
        if ax is None:
            ax = new_axes(height=2.7)
        ax.stairs(
            shares["shuffles"],
            [*shares["low"], shares["high"].iloc[-1]],
            baseline=0,
            fill=True,
            fc=(A, 0.35),
            ec=A,
            lw=1,
        )
        middle = (shares["low"] + shares["high"]) / 2
        ends = shares["curve"] > 0.05  # beyond, the curve lies on the axis
        ax.plot(middle[ends], shares["curve"][ends], "o-", color=INK, ms=4, mfc=BG, lw=1.4)
        ax.axvline(test.statistic, ymax=0.62, color=B, lw=2.4, ls=(0, (4, 2)))
        ax.set_xlim(0, 1.06 * shares["high"].iloc[-1])
        ax.set_ylim(0, 1.12 * max(shares["shuffles"].max(), shares["curve"].max()))
        _observed_words(ax, test.statistic, say(_OBSERVED, language, value=value))
        _curve_words(ax, shares, test.statistic, _CURVE.say(language))
        ax.set_xlabel(_CHI2.say(language))
        n = grouped(len(shuffled), language)
        ax.set_ylabel(say(_SHUFFLES, language, n=n))
    reached = int((shuffled >= test.statistic).sum())
    annotate(
        ax,
        alt=say(
            _NULL_ALT,
            language,
            n=n,
            low=format_number(shares["shuffles"].iloc[0], 1, language),
            width=as_printed(width, language),
            largest=format_number(shuffled.max(), 1, language),
            value=value,
            reached=say(_REACHED, language, count=grouped(reached, language), n=n),
        ),
        numbers=_null_numbers(shares, language),
        caption=_NULL_CAPTION.say(language),
        language=language,
    )
    return ax


def grouped(count, language="en"):
    """A count with its thousands set apart: 10,000 or 10.000."""
    text = f"{count:,}"
    return text.replace(",", ".") if language == "id" else text


def _observed_words(ax, x, words):
    low, high = ax.get_xlim()
    side = "right" if x > (low + high) / 2 else "left"
    ax.text(x, 0.66, words, transform=ax.get_xaxis_transform(), ha=side, va="bottom", weight="bold")


def _curve_words(ax, shares, observed, words):
    """Name the curve where the mark of the observed value does not stand in the way."""
    middle = ((shares["low"] + shares["high"]) / 2).to_numpy()
    room = 0.45 * middle[-1]  # what the words take
    start = observed if middle[0] < observed < room else 0
    at = min(int(np.searchsorted(middle, start)) + 2, len(middle) - 1)
    ax.annotate(
        words,
        (middle[at], shares["curve"].iloc[at]),
        xytext=(14, 26),
        textcoords="offset points",
        va="bottom",
        arrowprops={"arrowstyle": "-", "color": INK, "lw": 0.8, "shrinkB": 4},
    )


def _null_numbers(shares, language):
    drawn = shares[(shares["shuffles"] > 0) | (shares["curve"] > 0.05)]
    classes = [
        f"{as_printed(low, language)}–{as_printed(high, language)}"
        for low, high in zip(drawn["low"], drawn["high"], strict=True)
    ]
    heads = [label.say(language) for label in _NULL_COLUMNS]
    percents = [
        [format_number(x, 1, language) for x in drawn[column]] for column in ("shuffles", "curve")
    ]
    return pd.DataFrame(dict(zip(heads, [classes, *percents], strict=True)))


# Sampling distributions --------------------------------------------------------------------------

_MEASURES = {"por": POR, "pr": PR, "prevalence": None}
_PREVALENCE = Label("Prevalence (%)", id="Prevalensi (%)")
_LOG = Label("{measure} (log scale)", id="{measure} (skala log)")
_MEDIAN = Label("median {value}", id="median {value}")
_TRUTH = Label("truth {value}", id="sebenarnya {value}")
_STUDIES = Label("Studies", id="Studi")
_ROW_ALT = Label(
    "{label}: median {median}, the middle 95% from {low} to {high}{rest}.",
    id="{label}: median {median}, 95% yang di tengah dari {low} sampai {high}{rest}.",
)
_SAMPLES_ALT = Label(
    "{measure} in {n} simulated studies{truth}.", id="{measure} dalam {n} studi simulasi{truth}."
)
_TRUTH_ALT = Label("; the truth is {value}", id="; yang sebenarnya {value}")
_EDGES_ALT = Label(
    "; infinite in {infinite}, 0 in {zero}, not defined in {undefined}",
    id="; tak hingga pada {infinite}, 0 pada {zero}, tidak terdefinisi pada {undefined}",
)
_SAMPLE_COLUMNS = (
    Label("Studies", id="Studi"),
    Label("Median", id="Median"),
    Label("2.5% are below", id="2,5% di bawah"),
    Label("2.5% are above", id="2,5% di atas"),
    Label("Infinite", id="Tak hingga"),
    Label("Zero", id="Nol"),
    Label("Not defined", id="Tidak terdefinisi"),
)
_SAMPLES_CAPTION = Label("What the simulated studies report", id="Hasil studi simulasi")
_HILL = 40  # points that the highest bar of a row takes


def summarise_samples(values):
    """
    Middle and spread of what many studies report, infinite ones included.

    Parameters
    ----------
    values : array_like
        One number per study; may be infinite or nan.

    Returns
    -------
    dict
        median, low, high (the middle 95%), and counts: n, infinite, zero, undefined.
    """
    values = np.asarray(values, dtype=float)
    known = np.sort(values[~np.isnan(values)])

    def at(share):
        # Not between two neighbours: halfway to infinity is no number.
        return float(known[round(share * (len(known) - 1))]) if len(known) else math.nan

    return {
        "median": at(0.5),
        "low": at(0.025),
        "high": at(0.975),
        "n": len(values),
        "infinite": int(np.isposinf(values).sum()),
        "zero": int((values == 0).sum()),
        "undefined": int(np.isnan(values).sum()),
    }


def plot_samples(samples, *, measure="por", truth=None, ax=None, language="en"):
    """
    Draw what many simulated studies report, one hill for each way of choosing people.

    Parameters
    ----------
    samples : SimulatedSamples, or dict of label to SimulatedSamples
    measure : {"por", "pr", "prevalence"}
        Ratios on a log axis; infinite ones and zeros stand apart at its ends.
    truth : float, optional
        The value in the population.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `measure` is another word, or no study gives a number.

    Examples
    --------
    >>> import numpy as np
    >>> from asi_helpers import TwoByTwo, simulate_samples
    >>> population = TwoByTwo.from_array([[80, 120], [60, 286]])
    >>> rng = np.random.default_rng(1)
    >>> studies = simulate_samples(population, size=94, n_samples=1000, rng=rng)
    >>> ax = plot_samples(studies, measure="prevalence", truth=140 / 546)
    """
    check_language(language)
    if measure not in _MEASURES:
        raise ValueError(f"`measure` must be one of {', '.join(_MEASURES)}, but got {measure!r}.")
    if not isinstance(samples, Mapping):
        samples = {_STUDIES: samples}
    scale = 100 if measure == "prevalence" else 1
    rows = {
        say(label, language): scale * getattr(studies, measure)
        for label, studies in samples.items()
    }
    if truth is not None:
        truth = scale * truth
    log = measure != "prevalence"
    finite = np.concatenate([_on_axis(values, log) for values in rows.values()])
    if not len(finite):
        raise ValueError("No study gives a number: there is nothing to draw.")
    row_height = LINE + _HILL + 16
    height = (LINE + 2 if truth is not None else 0) + len(rows) * row_height - 14
    name_of_measure = _PREVALENCE.say(language)
    if log:
        name_of_measure = first_upper(MEASURES[language][_MEASURES[measure]])
    with style():
        if ax is None:
            ax = new_axes(height=(height + _AXIS) / POINTS)
        edges = _edges(finite, truth, None if log else _size(samples))
        ends = _axis(ax, edges, list(rows.values()), log, language)
        ax.set_xlabel(say(_LOG, language, measure=name_of_measure) if log else name_of_measure)
        ax.set_ylim(height, 0)
        bare(ax, "left")
        top = 0
        shown = _shown(log, language)
        if truth is not None:
            _truth_words(ax, truth, say(_TRUTH, language, value=shown(truth)))
            top += LINE + 2
        tallest = max(np.histogram(values, edges)[0].max() for values in rows.values())
        summaries = {label: summarise_samples(values) for label, values in rows.items()}
        for label, values in rows.items():
            words = say(_MEDIAN, language, value=shown(summaries[label]["median"]))
            across = ax.get_yaxis_transform()
            name = first_upper(label) if len(rows) > 1 else ""
            ax.text(0, top + LINE / 2, name, transform=across, va="center", weight="bold")
            ax.text(1, top + LINE / 2, words, transform=across, va="center", ha="right")
            base = top + LINE + _HILL + 2  # that of the last row is the axis
            _hill(ax, base, values, edges, tallest)
            _ends(ax, base, values, ends, tallest)
            if truth is not None:
                ax.plot([truth] * 2, [base - _HILL, base], color=INK, lw=1.4, ls=(0, (4, 3)))
            median = ends.get(summaries[label]["median"], summaries[label]["median"])
            ax.plot([median], [base], "D", color=B, ms=7, zorder=4, clip_on=False)
            top += row_height
    annotate(
        ax,
        alt=_samples_alt(summaries, name_of_measure, truth, shown, language),
        numbers=_samples_numbers(summaries, shown, language),
        caption=_SAMPLES_CAPTION.say(language),
        language=language,
    )
    return ax


def _shown(log, language):
    if log:
        return lambda value: format_ratio(value, language)
    return lambda value: format_number(value, 1, language) + ("%" if math.isfinite(value) else "")


def _on_axis(values, log):
    values = values[np.isfinite(values)]
    return values[values > 0] if log else values


def _size(samples):
    studies = next(iter(samples.values()))
    cells = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
    return int(sum(getattr(studies, cell)[0] for cell in cells))


def _edges(finite, truth, size):
    """Ends of about forty classes that hold nearly all studies, and the truth."""
    low, high = np.quantile(finite, [0.001, 0.999])
    if truth is not None:
        low, high = min(low, truth), max(high, truth)
    if size is None:
        return np.geomspace(low / 1.3, high * 1.3, 41)
    # A share of `size` people takes steps of 1 / size: the same number of steps in each class.
    step = 100 / size * max(1, round((high - low) * size / 100 / 40))
    first = (round(low * size / 100) - 0.5) * 100 / size - 2 * step
    return np.arange(first, high + 3 * step, step)


def _axis(ax, edges, rows, log, language):
    """Set the axis; where studies are infinite or 0, give them a place beyond its ends."""
    low, high = edges[0], edges[-1]
    if not log:
        ax.set_xlim(low, high)
        ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
        ax.set_xticks(ticks, labels=[as_printed(round(tick, 6), language) for tick in ticks])
        return {}
    step = (high / low) ** 0.09
    ends = {}
    if any(np.isposinf(values).any() for values in rows):
        ends[math.inf] = high * step
    if any((values == 0).any() for values in rows):
        ends[0.0] = low / step
    log_axis(ax, low, high, language)
    ticks = list(ax.get_xticks()) + list(ends.values())
    names = [tick.get_text() for tick in ax.get_xticklabels()]
    names += ["∞" if value else "0" for value in ends]
    ax.set_xticks(ticks, labels=names)
    ax.set_xlim(
        low / step**1.6 if 0.0 in ends else low, high * step**1.6 if math.inf in ends else high
    )
    return ends


def _truth_words(ax, truth, words):
    share = ax.transAxes.inverted().transform(ax.transData.transform((truth, 0)))[0]
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    write(ax, truth, 2 + LINE / 2, words, ha=side)


def _hill(ax, base, values, edges, tallest):
    counts, _ = np.histogram(values, edges)
    heights = base - _HILL * counts / tallest
    ax.stairs(heights, edges, baseline=base, fill=True, fc=(A, 0.35), ec=A, lw=1, clip_on=False)
    across = ax.get_yaxis_transform()
    ax.plot([0, 1], [base, base], transform=across, color=INK, lw=0.8, clip_on=False)


def _ends(ax, base, values, ends, tallest):
    """Studies whose ratio is infinite or 0, counted at the ends of the axis."""
    for value, place in ends.items():
        count = int((values == value).sum())
        if not count:
            continue
        height = min(_HILL - LINE, _HILL * count / tallest)
        ax.plot([place] * 2, [base, base - height], color=B, lw=9, solid_capstyle="butt")
        ax.text(place, base - height - 3, str(count), ha="center", va="bottom")


def _samples_alt(summaries, measure, truth, shown, language):
    n = max(summary["n"] for summary in summaries.values())
    said = "" if truth is None else say(_TRUTH_ALT, language, value=shown(truth))
    intro = say(_SAMPLES_ALT, language, measure=measure, n=grouped(n, language), truth=said)
    rows = []
    for label, summary in summaries.items():
        counts = {key: summary[key] for key in ("infinite", "zero", "undefined")}
        rest = say(_EDGES_ALT, language, **counts) if any(counts.values()) else ""
        numbers = {key: shown(summary[key]) for key in ("median", "low", "high")}
        rows.append(say(_ROW_ALT, language, label=first_upper(label), rest=rest, **numbers))
    return " ".join([intro, *rows])


def _samples_numbers(summaries, shown, language):
    heads = [label.say(language) for label in _SAMPLE_COLUMNS]
    rows = [
        [
            first_upper(label),
            *(shown(summary[key]) for key in ("median", "low", "high")),
            *(summary[key] for key in ("infinite", "zero", "undefined")),
        ]
        for label, summary in summaries.items()
    ]
    return pd.DataFrame(rows, columns=heads)


# A hundred intervals -----------------------------------------------------------------------------

_HIT = Label("contains the truth ({count})", id="memuat nilai sebenarnya ({count})")
_MISS = Label("misses it ({count})", id="tidak memuatnya ({count})")
_MANY_ALT = Label(
    "{n} simulated studies, each with its {level}% confidence interval of the {measure}: "
    "{hits} contain the truth, {value}, and {misses} miss it{none}.",
    id="{n} studi simulasi, masing-masing dengan interval kepercayaan {level}% untuk {measure}: "
    "{hits} memuat nilai sebenarnya, {value}, dan {misses} tidak memuatnya{none}.",
)
_NONE_ALT = Label(
    "; {count} have no interval because a cell is 0",
    id="; {count} tidak mempunyai interval karena ada sel bernilai 0",
)
_MANY_COLUMNS = (Label("Studies", id="Studi"), Label("Number", id="Banyaknya"))
_MANY_CAPTION = Label("How many intervals contain the truth", id="Banyaknya interval yang memuat")
_NO_INTERVAL = Label("no interval ({count})", id="tanpa interval ({count})")


def plot_many_intervals(estimates, *, truth, ax=None, language="en"):
    """
    Draw the interval of each of many studies, and which of them miss the truth.

    Parameters
    ----------
    estimates : sequence of Estimate
        One per study, all of one measure.
    truth : float
        The value in the population.
    ax : Axes, optional
        A new one by default.
    language : {"en", "id"}

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If no study has an interval.
    """
    check_language(language)
    estimates = list(estimates)
    known = [(i, e.interval) for i, e in enumerate(estimates) if e.interval is not None]
    if not known:
        raise ValueError("None of the studies has an interval: there is nothing to draw.")
    hits = [(i, ends) for i, ends in known if ends.low <= truth <= ends.high]
    misses = [(i, ends) for i, ends in known if not ends.low <= truth <= ends.high]
    n, n_none = len(estimates), len(estimates) - len(known)
    measure = estimates[0].measure
    shown = format_ratio
    if measure == PD:
        shown = _three_decimals
    entries = [say(_HIT, language, count=len(hits)), say(_MISS, language, count=len(misses))]
    with style():
        if ax is None:
            ax = new_axes(height=(3 * n + 3 * LINE + _AXIS + 8) / POINTS)
        _interval_axis(ax, [ends for _, ends in known], truth, measure, language)
        ax.set_ylim(n + (3 * LINE + 6) / 3, -1)
        bare(ax, "left")
        _many(ax, hits, color=A, lw=1)
        _many(ax, misses, color=B, lw=3)
        ax.plot([truth] * 2, [-1, n], color=INK, lw=1.4, ls=(0, (4, 3)))
        _truth_below(ax, truth, n, say(_TRUTH, language, value=shown(truth, language)))
        for i, (words, color, lw) in enumerate(zip(entries, (A, B), (1, 3), strict=True), start=1):
            y = n + (i + 0.6) * LINE / 3 + 1
            across = ax.get_yaxis_transform()
            ax.plot([0, 0.07], [y, y], transform=across, color=color, lw=lw)
            ax.text(0.1, y, words, transform=across, va="center")
    none = say(_NONE_ALT, language, count=n_none) if n_none else ""
    level = as_printed(round(100 * estimates[0].confidence_level, 6), language)
    names = [*entries, say(_NO_INTERVAL, language, count=n_none)]
    counts = [len(hits), len(misses), n_none]
    annotate(
        ax,
        alt=say(
            _MANY_ALT,
            language,
            n=n,
            level=level,
            measure=MEASURES[language][measure],
            hits=len(hits),
            misses=len(misses),
            value=shown(truth, language),
            none=none,
        ),
        numbers=pd.DataFrame(
            {
                _MANY_COLUMNS[0].say(language): [first_upper(x.partition(" (")[0]) for x in names],
                _MANY_COLUMNS[1].say(language): counts,
            }
        ),
        caption=_MANY_CAPTION.say(language),
        language=language,
    )
    return ax


def _three_decimals(value, language):
    return format_number(value, 3, language)


def _interval_axis(ax, intervals, truth, measure, language):
    lows, highs = zip(*intervals, strict=True)
    low, high = min(*lows, truth), max(*highs, truth)
    name = first_upper(MEASURES[language][measure])
    if measure == PD:
        ax.set_xlim(low - 0.05, high + 0.05)
        ticks = [tick for tick in ax.get_xticks() if low - 0.05 <= tick <= high + 0.05]
        ax.set_xticks(ticks, labels=[as_printed(round(tick, 6), language) for tick in ticks])
        ax.set_xlabel(name)
    else:
        log_axis(ax, low / 1.1, high * 1.1, language)
        ax.set_xlabel(say(_LOG, language, measure=name))


def _many(ax, intervals, **line):
    """All as one line with gaps, which costs far fewer bytes than a line each."""
    x = [value for _, ends in intervals for value in (*ends, math.nan)]
    y = [value for i, _ in intervals for value in (i, i, math.nan)]
    ax.plot(x, y, solid_capstyle="butt", **line)


def _truth_below(ax, truth, n, words):
    share = ax.transAxes.inverted().transform(ax.transData.transform((truth, 0)))[0]
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    write(ax, truth, n + LINE / 6 + 1, words, ha=side)
