"""
One more draw: a button, what chance may bring, and the pile of what it has brought.

A page without a kernel has every outcome in it, each with its chance and its words; its script only
picks one. Live, numpy picks among the same outcomes. So both draw from the same distribution.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ...figures.palette import A
from ...language import Count
from .html import html, stat, tag

FLOOR, CEILING = 92, 8  # of a pile, in its picture
STEP = 6  # from one dot of it to the next
_SIZE = 5.5


@dataclass(frozen=True)
class Outcome:
    """
    One thing that a draw may give.

    Attributes
    ----------
    chance : float
        0 to 1.
    value : float
        What is compared: the tally names the largest so far.
    shown : Number
        The value as a reader sees it.
    words : Label
        What is said when it is drawn, with the gap `value` and those of `gaps`.
    gaps : dict
    x : float
        On which pile its dot comes.
    """

    chance: float
    value: float
    shown: object
    words: str
    gaps: dict
    x: float

    @property
    def text(self):
        """What is said, without elements."""
        return self.words.fill(value=self.shown, **self.gaps)

    @property
    def html(self):
        """What is said, its number marked as a statistic."""
        return html(self.words.fill(value=self.number("drawn"), **self.gaps))

    def number(self, name):
        """The value as a statistic of that name."""
        return stat(name, self.value, self.shown)


@dataclass(frozen=True)
class Draws:
    """
    What an explorer draws at each press of a button.

    Attributes
    ----------
    button, invitation : Label
        The button's name, and what stands beside it before the first draw.
    tally : Label
        Of all draws, with the gaps `count` and `largest`.
    by : str
        The control that decides what may be drawn; when it moves, the pile is cleared.
    outcomes : callable
        From a value of that control to its outcomes, a tuple.
    ground : callable
        From a value of that control to the `Sketch` that the dots are piled on, and its alt text.
    """

    button: str
    invitation: str
    tally: str
    by: str
    outcomes: Callable
    ground: Callable

    def html(self, values, start):
        """
        Everything for the page's script.

        Parameters
        ----------
        values : sequence of str
            Of the control.
        start : str
            The one that it shows first.

        Returns
        -------
        Unsaid
        """
        largest = tag("span", class_="asi-largest")
        tally = self.tally.fill(count=stat("draws", 0, "0"), largest=largest)
        return tag(
            "div",
            tag("button", self.button, type="button"),
            tag("p", self.invitation, class_="asi-drawn", role="status"),
            tag("p", tally, class_="asi-tally", hidden=True),
            [
                tag(
                    "div",
                    self._picture(value, ()),
                    tag("ol", [_item(each) for each in self.outcomes(value)], hidden=True),
                    data_of=value,
                    hidden=value != start,
                )
                for value in values
            ],
            class_="asi-draws",
            data_by=self.by,
            data_pile=f"{FLOOR} {CEILING} {STEP} {_SIZE}",
            data_color=A,
            hidden=True,
        )

    def live(self, value, drawn):
        """The same with what was drawn so far, for a front end that draws itself."""
        if not drawn:
            return html(self._picture(value, drawn))
        last, largest = drawn[-1], max(drawn, key=lambda each: each.value)
        count = stat("draws", len(drawn), Count(len(drawn)))
        tally = self.tally.fill(count=count, largest=largest.number("largest_drawn"))
        return html(
            tag("p", last.html, class_="asi-drawn"),
            tag("p", tally, class_="asi-tally"),
            self._picture(value, drawn),
        )

    def draw(self, value, rng):
        """One outcome, as chance has it."""
        outcomes = self.outcomes(value)
        return outcomes[rng.choice(len(outcomes), p=[each.chance for each in outcomes])]

    def _picture(self, value, drawn):
        sketch, alt = self.ground(value)
        sketch.dots(_piled(drawn), A, size=_SIZE)
        return sketch.svg(alt)


def _item(outcome):
    return tag(
        "li",
        tag("span", outcome.html),
        tag("span", outcome.number("largest_drawn")),
        data_chance=repr(float(outcome.chance)),
        data_value=repr(float(outcome.value)),
        data_x=f"{outcome.x:.1f}",
    )


def _piled(drawn):
    """Where the dots lie: each on those of its pile before it, the last ones at the ceiling."""
    heights, points = Counter(), []
    for outcome in drawn:
        y = FLOOR - STEP / 2 - STEP * heights[outcome.x]
        points.append((outcome.x, max(y, CEILING)))
        heights[outcome.x] += 1
    return points
