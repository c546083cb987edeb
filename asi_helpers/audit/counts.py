"""What four counts give: tests, ratios and limits, each computed when something asks for it."""

import math
from functools import cached_property
from statistics import NormalDist

# Above this many people in the smallest margin the exact tests are not walked through: the other
# tests and limits then agree with them to the digits that anybody prints.
EXACT_LARGEST_MARGIN = 10**6
_SMALLEST_TERM = 1e-17
_LARGEST_TERM = 1e300
QUANTILE = {level: NormalDist().inv_cdf(0.5 + level / 200) for level in (90, 95, 99)}


class Counts:
    """
    Four counts of people, in printed order, and what follows from them.

    Parameters
    ----------
    a, b, c, d : int
        First row, then second row.
    """

    def __init__(self, a, b, c, d):
        self.cells = self.a, self.b, self.c, self.d = a, b, c, d
        self.rows = (a + b, c + d)
        self.columns = (a + c, b + d)
        self.n = a + b + c + d
        self.has_empty_margin = 0 in self.rows or 0 in self.columns
        self.closed = {}  # limits in closed form, once they were asked for: a line asks often
        self.has_exact = min(*self.rows, *self.columns) <= EXACT_LARGEST_MARGIN

    # Tests -----------------------------------------------------------------------------------

    @cached_property
    def chi2(self):
        """Chi-square statistics by test; nan where a margin is empty."""
        names = ("pearson", "yates", "n-1", "likelihood_ratio")
        if self.has_empty_margin:
            return dict.fromkeys(names, math.nan)
        a, b, c, d = self.cells
        n, cross = self.n, a * d - b * c
        pearson = n * cross * cross / (math.prod(self.rows) * math.prod(self.columns))
        shrunk = max(0.0, abs(cross) - n / 2)
        yates = pearson * (shrunk / cross) ** 2 if cross else 0.0
        parts = (
            count * math.log(count * n / (row * column))
            for count, row, column in zip(
                self.cells,
                (self.rows[0], self.rows[0], self.rows[1], self.rows[1]),
                self.columns * 2,
                strict=True,
            )
            if count
        )
        ratio = max(0.0, 2 * math.fsum(parts))
        return dict(zip(names, (pearson, yates, pearson * (n - 1) / n, ratio), strict=True))

    @cached_property
    def p(self):
        """Every p-value by test; the exact ones are left out of a table too large for them."""
        curve = {name: math.erfc(math.sqrt(value / 2)) for name, value in self.chi2.items()}
        if not self.has_exact:
            return curve
        below, above, improbable = self._tails
        total = 1 + below + above
        side = min(below, above)
        return {
            "pearson": curve["pearson"],
            "yates": curve["yates"],
            "fisher": min(1.0, (1 + improbable) / total),
            "fisher_one_sided": (1 + side) / total,
            "fisher_doubled": min(1.0, 2 * (1 + side) / total),
            "likelihood_ratio": curve["likelihood_ratio"],
            "n-1": curve["n-1"],
            "mid_p": min(1.0, 2 * (0.5 + side) / total),
        }

    @cached_property
    def _tails(self):
        return self._walk(1.0, ties=True)

    @property
    def far_tail(self):
        """Fisher's one-sided p-value on the other side, which some programs print too."""
        if not self.has_exact:
            return math.nan
        below, above, _ = self._tails
        return 1 - min(below, above) / (1 + below + above)

    @cached_property
    def wald_p(self):
        """The p-value of a logistic regression's coefficient; nan with a cell of 0."""
        if 0 in self.cells:
            return math.nan
        error = math.sqrt(sum(1 / count for count in self.cells))
        return math.erfc(abs(math.log(self.odds_ratio)) / error / math.sqrt(2))

    @property
    def phi(self):
        """The correlation of rows and columns; nan where a margin is empty."""
        chi2 = self.chi2["pearson"]
        return math.copysign(math.sqrt(chi2 / self.n), self.a * self.d - self.b * self.c)

    @property
    def cc(self):
        """The contingency coefficient."""
        chi2 = self.chi2["pearson"]
        return math.sqrt(chi2 / (self.n + chi2))

    # Ratios ------------------------------------------------------------------------------------

    @cached_property
    def odds_ratio(self):
        """ad/bc, infinite where only bc is 0, nan where a margin is empty."""
        return math.nan if self.has_empty_margin else divide(self.a * self.d, self.b * self.c)

    @cached_property
    def haldane(self):
        """ad/bc with 0.5 added to every cell."""
        a, b, c, d = (count + 0.5 for count in self.cells)
        return a * d / (b * c)

    def woolf(self, level=95):
        """Woolf limits of ad/bc; None with a cell of 0."""
        if 0 in self.cells:
            return None
        return _log_limits(self.odds_ratio, sum(1 / count for count in self.cells), level)

    def haldane_limits(self, level=95):
        """Woolf limits with 0.5 added to every cell; None where a margin is empty."""
        if self.has_empty_margin:
            return None
        return _log_limits(self.haldane, sum(1 / (count + 0.5) for count in self.cells), level)

    @cached_property
    def cornfield(self):
        """
        Cornfield's limits of ad/bc, as Stata gives them; None with a cell of 0.

        A limit is the odds ratio at which the first cell would be expected so far from what it is
        that Pearson's test, without a correction, just rejects it (Cornfield 1956).
        """
        if 0 in self.cells:
            return None
        (row, other), column = self.rows, self.columns[0]
        lift = other - column

        limits = []
        for end in (max(0, -lift), min(row, column)):
            far, close = float(end), float(self.a)  # the first cell as it would be expected
            for _ in range(48):
                x = (far + close) / 2
                parts = 1 / x + 1 / (row - x) + 1 / (column - x) + 1 / (lift + x)
                if (self.a - x) ** 2 * parts > QUANTILE[95] ** 2:
                    far = x
                else:
                    close = x
            limits.append(close * (lift + close) / ((row - close) * (column - close)))
        return tuple(limits)

    @cached_property
    def test_based(self):
        """
        Miettinen's test-based limits of ad/bc; None where it is 1, 0 or infinite.

        Pearson's chi-square turned into a standard error (Miettinen 1976).
        """
        chi2 = self.chi2["pearson"]
        if 0 in self.cells or not chi2:
            return None
        ends = [self.odds_ratio ** (1 + QUANTILE[95] * sign / math.sqrt(chi2)) for sign in (-1, 1)]
        return tuple(sorted(ends))

    def risk_ratio(self, over, under):
        """A ratio of two shares, each (count, of how many); nan where it is not defined."""
        if not over[1] or not under[1]:
            return math.nan
        return divide(over[0] * under[1], under[0] * over[1])

    def katz(self, over, under, level=95):
        """Katz limits of a ratio of two shares; None where a count is 0."""
        if not over[0] or not under[0]:
            return None
        variance = sum((whole - count) / (count * whole) for count, whole in (over, under))
        return _log_limits(self.risk_ratio(over, under), variance, level)

    # Exact limits ------------------------------------------------------------------------------

    def at_least(self, what, odds_ratio):
        """
        Whether an exact estimate or limit of ad/bc is `odds_ratio` or more; no root is searched.

        Parameters
        ----------
        what : {"conditional", "mid_p", "exact low", "exact high", "mid_p low", "mid_p high"}
            The conditional maximum likelihood estimate, as R's fisher.test gives it; the
            median-unbiased one, as epitools does by default; 95% limits.
        odds_ratio : float
        """
        if odds_ratio <= 0:
            return True
        below, above, moment = self._moments(odds_ratio)
        if what == "conditional":
            return moment <= 0
        total = 1 + below + above
        if math.isinf(total):
            lower, upper, here = float(math.isinf(below)), float(math.isinf(above)), 0.0
        else:
            lower, upper, here = below / total, above / total, 1 / total
        if what.startswith("mid_p"):
            here /= 2
        if what == "mid_p":
            return lower + here >= 0.5
        return upper + here <= 0.025 if what.endswith("low") else lower + here >= 0.025

    def exact(self, what):
        """An exact estimate or limit of ad/bc, to twelve digits; `what` as for `at_least`."""
        low, high = 1e-12, 1e12
        if not self.at_least(what, low):
            return 0.0
        if self.at_least(what, high):
            return math.inf
        while high > low * (1 + 1e-12):
            middle = math.sqrt(low * high)
            if self.at_least(what, middle):
                low = middle
            else:
                high = middle
        return low

    def _moments(self, odds_ratio):
        """Weights below and above the first cell, and how far the mean lies above it."""
        known = self.__dict__.setdefault("_known", {})
        if odds_ratio not in known:
            known[odds_ratio] = self._walk(odds_ratio)
        return known[odds_ratio]

    def _walk(self, odds_ratio, *, ties=False):
        """
        Weights of all tables with the same margins, the observed one having weight 1.

        Walks away from the observed first cell, each weight from the one before, until nothing
        more is added. Gives the sum below and above; with `ties` also the sum of weights of at
        most 1 (the tables at most as probable), else the sum of weight times distance.
        """
        (row, other), column = self.rows, self.columns[0]
        lift = other - column
        limit = 1 + 1e-7  # R's tolerance, for tables as probable as this one
        below = above = improbable = distance = 0.0
        weight = 1.0
        for k in range(self.a, min(row, column)):
            weight *= odds_ratio * (row - k) * (column - k) / ((k + 1) * (lift + k + 1))
            above += weight
            if ties:
                if weight <= limit:
                    improbable += weight
            else:
                distance += weight * (k + 1 - self.a)
            if weight < _SMALLEST_TERM:
                break
            if weight > _LARGEST_TERM:
                above = distance = math.inf
                break
        weight = 1.0
        for k in range(self.a, max(0, -lift), -1):
            weight *= k * (lift + k) / (odds_ratio * (row - k + 1) * (column - k + 1))
            below += weight
            if ties:
                if weight <= limit:
                    improbable += weight
            else:
                distance -= weight * (self.a - k + 1)
            if weight < _SMALLEST_TERM:
                break
            if weight > _LARGEST_TERM:
                below, distance = math.inf, -math.inf
                break
        return below, above, improbable if ties else distance


def divide(numerator, denominator):
    """A quotient, infinite where only the denominator is 0, nan where both are."""
    if denominator:
        return numerator / denominator
    return math.inf if numerator else math.nan


def _log_limits(value, variance, level):
    spread = math.exp(QUANTILE[level] * math.sqrt(variance))
    return value / spread, value * spread
