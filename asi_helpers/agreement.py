"""Agreement between two raters who judged the same items."""

from collections import Counter
from fractions import Fraction
from typing import NamedTuple


class Agreement(NamedTuple):
    """
    How far two raters agree.

    Attributes
    ----------
    observed : float
        Share of items with the same verdict from both, 0 to 1.
    by_chance : float
        Share expected if each rater kept to the own number of each verdict but gave them blindly.
    kappa : float
        Cohen's kappa: observed agreement above chance, out of what is possible above chance; nan
        where both raters gave one and the same verdict to every item.
    """

    observed: float
    by_chance: float
    kappa: float


def cohen_kappa(first, second):
    """
    Agreement of two raters, with Cohen's kappa.

    Parameters
    ----------
    first, second : sequence
        The verdicts of each rater on the same items, in the same order.

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If there is no item, or the raters judged different numbers of items.

    Notes
    -----
    (observed - by chance) / (1 - by chance), unweighted. Cohen 1960.

    Examples
    --------
    The example of many texts: of 50 grant applications two readers both accept 20 and both reject
    15; only the first accepts 5, only the second 10. Kappa is 0.40.

    >>> first = ["yes"] * 25 + ["no"] * 25
    >>> second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> cohen_kappa(first, second)
    Agreement(observed=0.7, by_chance=0.5, kappa=0.4)
    """
    first, second = list(first), list(second)
    if len(first) != len(second):
        raise ValueError(
            f"Both raters must judge the same items, but they gave {len(first)} and "
            f"{len(second)} verdicts."
        )
    n = len(first)
    if n == 0:
        raise ValueError("There is no item to agree on.")
    observed = Fraction(sum(a == b for a, b in zip(first, second, strict=True)), n)
    counts, others = Counter(first), Counter(second)
    by_chance = Fraction(sum(counts[verdict] * others[verdict] for verdict in counts), n * n)
    kappa = float("nan") if by_chance == 1 else float((observed - by_chance) / (1 - by_chance))
    return Agreement(float(observed), float(by_chance), kappa)
