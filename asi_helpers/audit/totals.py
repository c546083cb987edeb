"""Printed totals of rows and columns, and of all: whether the counts add up to them."""

from .percents import MARGINS
from .text import Row, read_figure


def total_of(counts, margin):
    """What the counts of a row, of a column or of everybody add up to."""
    if margin == "all":
        return counts.n
    return (counts.rows + counts.columns)[MARGINS.index(margin)]


def is_total(figure, total):
    """Whether a printed number is a total; 1.517 may be a thousand and more."""
    return bool(figure.fit(total)) or (figure.decimals == 3 and round(figure.value * 1000) == total)


def judge(counts, totals):
    """
    Judge printed totals.

    Parameters
    ----------
    counts : Counts
    totals : dict of str to str
        By what they are of: "exposed", "unexposed", "case", "noncase" or "all".

    Yields
    ------
    Row
        Its quantity is "total_" and what it is of.
    """
    for margin, text in totals.items():
        figure, total = read_figure(text, f"`totals[{margin!r}]`"), total_of(counts, margin)
        name = f"total_{margin}"
        if is_total(figure, total):
            yield Row(name, figure, "reproduces", "", ("sum",), float(total))
        else:
            yield Row(name, figure, "contradicts", "not_given", (), float(total))
