"""
Questions on a made-up study, for a test: a table drawn by chance, and templates that ask about it.

The book lies open, so a test asks about a table that stands nowhere in it. A template is an item in
the form of `chapters/quizzes/schema.json`, with gaps: for the words of the story, and for numbers,
each with an expression of the registry (asi_helpers/book/numbers.py). "data" is the table. The
wrong answers are the known mistakes, made on the same table.
"""

from itertools import pairwise
from typing import NamedTuple

from asi_helpers.book.numbers import evaluate
from asi_helpers.language import format_number
from press.bank.items import make_item
from press.words import language, say
from press.words import mark as N_

DATA = "data"
LEAST_EXPECTED = 8  # Pearson's test is never in doubt
APART = 0.04  # two numbers that one question shows differ by more than this part of the larger


class Story(NamedTuple):
    """Words of a made-up study: who was counted; what exposure, groups and outcome are called."""

    about: str
    people: str
    exposure: str
    exposed: str
    unexposed: str
    had: str
    had_not: str


STORIES = (
    Story(
        N_(
            "One morning patients on several wards were asked whether they had earplugs at night,"
            " and whether they slept well."
        ),
        N_("patients"),
        N_("earplugs"),
        N_("patients with earplugs"),
        N_("patients without earplugs"),
        N_("slept well"),
        N_("did not sleep well"),
    ),
    Story(
        N_(
            "On one day nurses were asked whether they had been to a training, and an observer"
            " recorded whether they cleaned their hands correctly."
        ),
        N_("nurses"),
        N_("the training"),
        N_("nurses with the training"),
        N_("nurses without the training"),
        N_("cleaned their hands correctly"),
        N_("did not clean their hands correctly"),
    ),
    Story(
        N_(
            "In one week patients of a clinic were asked whether their phone reminds them of their"
            " tablets, and whether they took all of them."
        ),
        N_("patients"),
        N_("the reminder"),
        N_("patients with a reminder"),
        N_("patients without a reminder"),
        N_("took all their tablets"),
        N_("did not take all their tablets"),
    ),
)

CELL = ["cell", DATA, "exposed_cases"]
ROW = ["row_percent", DATA, "exposed_cases"]
COLUMN = ["column_percent", DATA, "exposed_cases"]
TOTAL = ["total_percent", DATA, "exposed_cases"]
EXPECTED = ["expected", DATA, "exposed_cases"]
QUARTER = ["quotient", ["n", DATA], 4]
HALF = ["quotient", ["group_size", DATA, "exposed"], 2]
POR = ["por", DATA]
PR = ["pr", DATA]
ACROSS = ["pr", ["transpose", DATA]]
DIFFERENCE = ["pd_points", DATA]
TURNED = ["reciprocal", POR]
POR_LOW, POR_HIGH = ["por_low", DATA], ["por_high", DATA]
TURNED_LOW, TURNED_HIGH = ["reciprocal", POR_HIGH], ["reciprocal", POR_LOW]

# Numbers that stand in one question, as right answer or mistake: no two may be nearly the same.
TOGETHER = (
    (ROW, COLUMN, TOTAL, ["prevalence_percent", DATA], ["row_percent", DATA, "unexposed_cases"]),
    (EXPECTED, CELL, QUARTER, HALF),
    (POR, PR, TURNED),
    (PR, POR, ACROSS, DIFFERENCE),
    (POR_LOW, POR_HIGH, TURNED_LOW, TURNED_HIGH),
)

# Numbers that a text may show: its gap, the expression and the decimals.
NUMBERS = {
    "a": (CELL, 0),
    "n1": (["group_size", DATA, "exposed"], 0),
    "m1": (["cases", DATA], 0),
    "n": (["n", DATA], 0),
    "row": (ROW, 1),
    "column": (COLUMN, 1),
    "total": (TOTAL, 1),
    "prevalence": (["prevalence_percent", DATA], 1),
    "por": (POR, 2),
    "por_low": (POR_LOW, 2),
    "por_high": (POR_HIGH, 2),
    "turned": (TURNED, 2),
    "turned_low": (TURNED_LOW, 2),
    "turned_high": (TURNED_HIGH, 2),
    "pr": (PR, 2),
    "chi2": (["chi2", DATA], 1),
    "ten_chi2": (["chi2", ["times", DATA, 10]], 1),
    "tenth_chi2": (["quotient", ["chi2", DATA], 10], 1),
}


def _right(answer, feedback):
    return {"answer": answer, "correct": True, "feedback": feedback}


def _wrong(misconception, answer, feedback):
    return {
        "answer": answer,
        "correct": False,
        "misconception": misconception,
        "feedback": feedback,
    }


def _mistake(misconception, value, feedback):
    return {"misconception": misconception, "value": value, "feedback": feedback}


TEMPLATES = (
    {
        "id": "02-t1",
        "objective": "2.3",
        "question": N_("Which sentence about this study would you sign?"),
        "answers": [
            _right(
                N_("Among the {exposed} a larger percentage {had} than among the {unexposed}"),
                N_("It compares the two groups, and claims no cause."),
            ),
            _wrong(
                "M13",
                N_("Because of {exposure}, a larger percentage of the {people} {had}"),
                N_("“Because of” claims a cause. Both were recorded at about the same time."),
            ),
            _wrong(
                "M7",
                N_(
                    "p is far below 0.05, so the difference between the groups matters a great deal"
                ),
                N_("p does not say how large a difference is, nor whether it matters."),
            ),
            _wrong(
                "M5",
                N_("{column}% of the {exposed} {had}"),
                N_("{column}% is of those who {had}, and not of the {exposed}."),
            ),
        ],
    },
    {
        "id": "04-t1",
        "objective": "4.2",
        "question": N_("Of the {exposed}, what percentage {had}?"),
        "answers": [
            _right(
                N_("{row}% ({a} of {n1})"),
                N_("A row percentage: it stays within the {exposed}."),
            ),
            _wrong(
                "M5",
                N_("{column}% ({a} of {m1})"),
                N_("Right count on top, other group below: this is of the {people} who {had}."),
            ),
            _wrong(
                "M5",
                N_("{total}% ({a} of {n})"),
                N_("This is of all {people}. The question stays within the {exposed}."),
            ),
            _wrong(
                "M5",
                N_("{prevalence}% ({m1} of {n})"),
                N_("This is how many of all {people} {had}, whatever their group."),
            ),
        ],
    },
    {
        "id": "05-t1",
        "objective": "5.1",
        "question": N_(
            "If group and outcome were not associated, how many of the {exposed} would you expect"
            " among those who {had}, to one decimal?"
        ),
        "unit": "",
        "decimals": 1,
        "answer": EXPECTED,
        "feedback": N_("{n1} × {m1} ÷ {n}: row total times column total, divided by everybody."),
        "mistakes": [
            _mistake(
                "M11",
                QUARTER,
                N_("Equal shares would need groups of equal size. Use the totals of the table."),
            ),
            _mistake(
                "M11",
                CELL,
                N_("That is the observed count, not the expected one."),
            ),
            _mistake(
                "M11",
                HALF,
                N_("Half would fit only if half of all {people} {had}."),
            ),
        ],
    },
    {
        "id": "05-t2",
        "objective": "5.5",
        "question": N_(
            "Chi-square for this table is {chi2}. Somebody prints the table again, with the"
            " {unexposed} in the first row. What is chi-square now?"
        ),
        "answers": [
            _right(
                "{chi2}",
                N_("Chi-square measures a distance. It does not know which group stands first."),
            ),
            _wrong(
                "M12",
                "\N{MINUS SIGN}{chi2}",
                N_("Chi-square is never negative: it tells no direction."),
            ),
            _wrong(
                "M12",
                "{tenth_chi2}",
                N_("Nothing was divided: the same {people} stand in the same cells."),
            ),
            _wrong(
                "M12",
                "{ten_chi2}",
                N_("That would be chi-square with ten times as many {people}."),
            ),
        ],
    },
    {
        "id": "06-t1",
        "objective": "6.1",
        "question": N_(
            "For this table a program shows chi-square {chi2} and p = 0.000. What do you write?"
        ),
        "answers": [
            _right(
                N_("p < 0.001"),
                N_("The program rounds to three decimals. p is small, and never zero."),
            ),
            _wrong(
                "M6",
                N_("p = 0, so chance is excluded"),
                N_("Chance could give even this table, though rarely. p is not zero."),
            ),
            _wrong(
                "M7",
                N_("p = 0.000, so the association is very strong"),
                N_("p says nothing of strength: it also falls when more {people} are counted."),
            ),
            _wrong(
                "M8",
                N_("There is no chance at all that the groups are alike"),
                N_("p is worked out as if they were alike. It is no probability that they are."),
            ),
        ],
    },
    {
        "id": "06-t2",
        "objective": "6.4",
        "question": N_(
            "The prevalence odds ratio, {exposed} against {unexposed}, is {por}. Which 95%"
            " confidence interval can belong to it?"
        ),
        "answers": [
            _right(
                N_("{por_low} to {por_high}"),
                N_("Limits in order, the estimate between them, near their geometric mean."),
            ),
            _wrong(
                "M10",
                N_("{por_high} to {por_low}"),
                N_("The limits fall. The lower one is written first."),
            ),
            _wrong(
                "M10",
                N_("{turned_low} to {turned_high}"),
                N_("The estimate is outside: this is the interval of the ratio turned round."),
            ),
            _wrong(
                "M10",
                N_("{turned_low} to {por_high}"),
                N_(
                    "The estimate lies inside, but far from the geometric mean of these limits,"
                    " which is 1."
                ),
            ),
        ],
    },
    {
        "id": "07-t1",
        "objective": "7.1",
        "question": N_(
            "What is the prevalence ratio ({exposed} against {unexposed}, for those who {had}),"
            " to two decimals?"
        ),
        "unit": "times",
        "decimals": 2,
        "answer": PR,
        "feedback": N_("The percentage in one group divided by the percentage in the other."),
        "mistakes": [
            _mistake(
                "M2",
                POR,
                N_("That is the prevalence odds ratio. Divide percentages, not odds."),
            ),
            _mistake(
                "M2",
                DIFFERENCE,
                N_("That is the difference in percentage points. A ratio divides."),
            ),
            _mistake(
                "M5",
                ACROSS,
                N_("You compared those who {had} with the others. Compare the two groups."),
            ),
        ],
    },
    {
        "id": "07-t2",
        "objective": "7.2",
        "question": N_("Which sentence fits the prevalence odds ratio of this table, {por}?"),
        "answers": [
            _right(
                N_(
                    "The odds were {por} times as high among the {exposed} as among the {unexposed}"
                ),
                N_("It names odds, and both groups."),
            ),
            _wrong(
                "M2",
                N_(
                    "Of the {exposed}, the percentage that {had} was {por} times that of the"
                    " {unexposed}"
                ),
                N_("That is what a prevalence ratio says, and it is {pr}."),
            ),
            _wrong(
                "M2",
                N_("Of the {exposed}, {por} percentage points more {had}"),
                N_("A ratio divides. Percentage points come from a difference."),
            ),
            _wrong(
                "M1",
                N_("For each of the {exposed}, the probability was {por}"),
                N_("An odds ratio is no probability: a probability is never above 1."),
            ),
        ],
    },
    {
        "id": "08-t1",
        "objective": "8.4",
        "question": N_(
            "The prevalence odds ratio, {exposed} against {unexposed}, is {por}. A colleague"
            " compares the other way: {unexposed} against {exposed}. What does she find?"
        ),
        "answers": [
            _right(
                N_("{turned}, an association of the same strength"),
                N_("1 divided by the ratio: equally far from 1 on a log axis."),
            ),
            _wrong(
                "M4",
                N_("{turned}, a weaker association"),
                N_("Right number. But the strength is the same: only the comparison is turned."),
            ),
            _wrong(
                "M4",
                N_("{por}, an association of the same strength"),
                N_("The strength stays, but the number becomes 1 divided by itself."),
            ),
            _wrong(
                "M3",
                N_("{turned}, so the odds are {turned} times greater among the {unexposed}"),
                N_("Right number. But a ratio below 1 means lower, so it cannot be “greater”."),
            ),
        ],
    },
)


def draw_table(random):
    """
    Four counts of a made-up study: the exposed have the outcome more often, beyond doubt.

    Parameters
    ----------
    random : random.Random

    Returns
    -------
    list
        An expression of the registry.

    Examples
    --------
    >>> from random import Random
    >>> draw_table(Random(1)) == draw_table(Random(1))
    True
    """
    while True:
        exposed, unexposed = random.randint(40, 70), random.randint(60, 95)
        a = round(exposed * random.uniform(0.5, 0.8))
        c = round(unexposed * random.uniform(0.15, 0.4))
        table = ["cells", a, exposed - a, c, unexposed - c]
        if _is_sensible(table):
            return table


def _is_sensible(table):
    """Whether all questions can be asked: the test holds, p shows as 0.000, answers differ."""
    return (
        evaluate(on(table, ["smallest_expected", DATA])) >= LEAST_EXPECTED
        and evaluate(on(table, ["pvalue", DATA])) < 0.0005
        and evaluate(on(table, TURNED_HIGH)) < 0.9  # else two limits could be rounded to the same
        and all(_apart([evaluate(on(table, each)) for each in group]) for group in TOGETHER)
    )


def _apart(values):
    values = sorted(values)
    return all(y - x > APART * y for x, y in pairwise(values))


def on(table, expression):
    """
    An expression with a table in the place of "data".

    Examples
    --------
    >>> on(["cells", 1, 2, 3, 4], ["n", "data"])
    ['n', ['cells', 1, 2, 3, 4]]
    """
    if expression == DATA:
        return table
    if isinstance(expression, list):
        return [on(table, each) for each in expression]
    return expression


def fill(template, story, table, chapters):
    """
    The question that a template asks of a story and a table, in the language of the book.

    Parameters
    ----------
    template : dict
        One of `TEMPLATES`.
    story : Story
    table : list
        As `draw_table` gives it.
    chapters : dict
        Of `press.chapter.find_chapters`.

    Returns
    -------
    ChoiceItem or NumericItem
    """
    words = {
        **{name: say(text, language()) for name, text in story._asdict().items()},
        **{
            name: format_number(evaluate(on(table, each)), decimals, language())
            for name, (each, decimals) in NUMBERS.items()
        },
    }

    def filled(key, value):
        if key in ("answers", "mistakes"):
            return [{name: filled(name, each) for name, each in part.items()} for part in value]
        if key in ("answer", "value") and isinstance(value, list):
            return on(table, value)
        if key in ("question", "answer", "feedback"):
            return say(value, language()).format(**words)
        return value

    kind = "multiple_choice" if "answers" in template else "numeric"
    item = {key: filled(key, value) for key, value in template.items()}
    item |= {"role": "quiz", "type": kind}
    return make_item(item, chapters[template["id"][:2]], int(template["id"][-1]))
