"""Why a text is refused, and what to do: said in both languages, on the page and in a notebook."""

from ..language import Count
from ..language import lazy_gettext as _

_WHY = {
    "too_long": _(
        "This is {length} characters long, more than a table with its tests. "
        "Paste just the table: its two rows, its headings and what is printed beside them."
    ),
    "other_digits": _("The digit {found} is not one of 0 to 9. Write the numbers in these digits."),
    "glued": _(
        "{found} looks like several numbers without a space between them. "
        "Put a space between the cells."
    ),
    "no_counts": _(
        "No four counts of people were found here. Paste a table with two rows and two columns "
        "of counts, with its headings."
    ),
    "percentages_only": _(
        "Only percentages were found here, no counts of people. Percentages alone do not tell how "
        "many people stand behind them: paste the counts too."
    ),
    "hidden": _(
        "{found} stands where a count should: a count that is hidden, because few people are "
        "behind it, cannot be worked with."
    ),
    "no_total": _(
        "A heading names a total, but no number here is the total of the others. If the second "
        "number of each row is the total, write how many are left instead."
    ),
    "fraction": _(
        "{found} may be {first} of {second}, or {first} against {second}. "
        "Write the two counts of each row apart."
    ),
    "larger": _(
        "A test with df = {df} belongs to a table of more than two rows or columns. "
        "This reads tables of two by two."
    ),
    "not_explained": _(
        "These counts were found: {found}. No four of them make a table of two by two in which all "
        "the others are totals. If there is a third row or column, or a second table, paste two "
        "rows and two columns of one table."
    ),
    "total": _(
        "{first} and {second} make {sum}, but {found} is printed where their total stands. "
        "Check these numbers against the page that they were copied from."
    ),
    "two_readings": _(
        "Two tables fit these numbers: {first}, or {second}. "
        "Put each row on a line of its own, with its name in front."
    ),
    "risk_alone": _(
        "There are no counts here, and {number} tables give these ratios and limits. "
        "Paste the crosstabulation too."
    ),
    "risk_incomplete": _(
        "There are no counts here. Ratios give a table back only where the odds ratio, both cohort "
        "ratios, their limits and the number of people are all there; missing: {missing}. "
        "Paste the crosstabulation too."
    ),
}


class Refused(ValueError):
    """
    No table was read.

    Attributes
    ----------
    why : str
        Which of the reasons.
    label : Label
        What was found and what to do, in both languages.
    """

    def __init__(self, why, **found):
        self.why, self.found = why, found
        found = {
            gap: Count(value) if isinstance(value, int) else value for gap, value in found.items()
        }
        self.label = _WHY[why].fill(**found)
        super().__init__(str(self.label))

    def said_in(self, language):
        """Return the same error, with its message in `language`."""
        error = type(self)(self.why, **self.found)
        error.args = (error.label.say(language),)
        return error
