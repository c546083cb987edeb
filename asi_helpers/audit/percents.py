"""Printed percentages: of whom they are, and which of them is misprinted."""

from .text import ROUNDED, Row, read_figure

BASES = ("row", "column", "total")
CELLS = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
MARGINS = ("exposed", "unexposed", "case", "noncase", "all")
_FEWEST = 2  # so many other percentages settle of whom they all are


def shares(counts, cell):
    """
    What share a cell or margin is of each whole: base to (count, of how many).

    The total of a row is 100% of itself, and a share of everybody: in the column of totals, which
    column percentages have too. So is that of a column.
    """
    rows, columns, n = counts.rows, counts.columns, counts.n
    if cell in CELLS:
        place = CELLS.index(cell)
        count, row, column = counts.cells[place], rows[place // 2], columns[place % 2]
        return {"row": (count, row), "column": (count, column), "total": (count, n)}
    if cell == "all":
        return dict.fromkeys(BASES, (n, n))
    place = MARGINS.index(cell)
    count = (rows + columns)[place]
    own, other = ("row", "column") if place < 2 else ("column", "row")
    return {own: (count, count), other: (count, n), "total": (count, n)}


def fits_of(counts, cell, figure):
    """How well a printed percentage, or proportion, fits each base."""
    found = {}
    for base, (count, whole) in shares(counts, cell).items():
        if whole:
            share = count / whole
            fit = figure.fit(100 * share)
            if not figure.percent and figure.value <= 1 and figure.decimals >= 2:
                fit = max(fit, figure.fit(share))
            if fit:
                found[base] = fit
    return found


def judge(counts, percentages):
    """
    Judge printed percentages by what they are of.

    Where a cell has several, the first of every cell are read together, and so on: percentages are
    printed in one order throughout a table.

    Parameters
    ----------
    counts : Counts
    percentages : dict of str to str or tuple of str

    Yields
    ------
    Row
        Its quantity is "percent_" and the cell.
    """
    listed = {
        cell: [
            read_figure(text, f"`percentages[{cell!r}]`")
            for text in (texts if isinstance(texts, (tuple, list)) else (texts,))
        ]
        for cell, texts in percentages.items()
    }
    places = max(map(len, listed.values()), default=0)
    even = all(len(figures) == places for cell, figures in listed.items() if cell in CELLS)
    series = [
        {cell: figures[place] for cell, figures in listed.items() if len(figures) > place}
        for place in range(places)
    ]
    for figures in series:
        yield from _judge_series(counts, figures, together=even)


def _judge_series(counts, figures, *, together):
    fits = {cell: fits_of(counts, cell, figure) for cell, figure in figures.items()}
    cells = [cell for cell in figures if cell in CELLS]
    base, alike = _base(fits, cells) if together else (None, ())
    for cell, figure in figures.items():
        found = fits[cell]
        if cell in CELLS and base in found:
            readings = tuple(name for name in BASES if name in alike and name in found)
            yield _row(counts, cell, figure, readings, found[base])
        elif found:
            top = max(found.values())
            readings = tuple(name for name in BASES if found.get(name) == top)
            yield _row(counts, cell, figure, readings, top)
        else:
            yield _misfit(counts, cell, figure, base, fits, cells)


def _base(fits, cells):
    """The whole that most cells have their percentage of, and every whole that does as well."""
    fitting = {base: [cell for cell in cells if base in fits[cell]] for base in BASES}
    most = max(map(len, fitting.values()), default=0)
    if not most:
        return None, ()
    alike = [base for base in BASES if len(fitting[base]) == most]
    exact = {base: sum(fits[cell][base] == ROUNDED for cell in fitting[base]) for base in alike}
    alike = [base for base in alike if exact[base] == max(exact.values())]
    return alike[0], tuple(alike)


def _row(counts, cell, figure, readings, grade):
    count, whole = shares(counts, cell)[readings[0]]
    verdict = "reproduces" if grade == ROUNDED else "truncated"
    return Row(f"percent_{cell}", figure, verdict, "", readings, _in_unit(figure, count / whole))


def _in_unit(figure, share):
    """A share as it is printed, as a proportion or as a percentage."""
    near_proportion = abs(figure.value - share) < abs(figure.value - 100 * share)
    return share if near_proportion and not figure.percent else 100 * share


def _misfit(counts, cell, figure, base, fits, cells):
    name = f"percent_{cell}"
    unknown = Row(name, figure, "cannot_be_known", "no_base")
    others = [other for other in cells if other != cell]
    settled = [other for other in others if base in fits[other]]
    if cell not in CELLS or base is None or len(settled) < max(_FEWEST, len(others) - 1):
        return unknown
    count, whole = shares(counts, cell)[base]
    if not whole:
        return unknown
    computed = _in_unit(figure, count / whole)
    if abs(figure.value - computed) <= 2.5 * figure.half:  # perhaps so that a row adds up to 100
        return Row(name, figure, "cannot_be_known", "last_digit", (base,), computed)
    return Row(name, figure, "contradicts", "others_fit", (base,), computed)
