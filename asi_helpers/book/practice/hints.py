"""What `check` says, in English and Indonesian. A hint names the mistake, never the answer."""

from ...language import Joined
from ...language import lazy_gettext as _

MESSAGES = {
    "list": _("The live exercises:"),
    "turn": _("**Your turn.**"),
    "dots": _("Replace the three dots by your answer and run the cell again."),
    "right": _("**Right.** Now say it in a sentence that names everything it is about."),
    "not_yet": _("**Not yet.**"),
    "right_digits": _("**Nearly.** The digits are right."),
    "right_so_far": _("**Right so far.**"),
    "if_rounded": _("**Right so far, if you rounded it:** give three decimals. If you did not:"),
}

HINTS = {
    # How an answer is written
    # Translators: numbers as Python reads them
    "comma_tuple": _(
        "Python read your decimal comma as a comma between two numbers: write a point, such as "
        "12.5 and not 12,5."
    ),
    "none": _(
        "The answer is empty (None). Does your last line end with the value, or only print it?"
    ),
    "table": _("That is a whole table. Take out or compute what is asked."),
    "function": _(
        "That is a function, not yet a number. Call it, with its table in round brackets."
    ),
    "test_result": _(
        "That is a whole test result. Which number of it, if any, answers the question?"
    ),
    "true_false": _("That is True or False. The question asks for a number."),
    "not_finite": _("That is infinite or not a number. Is there a division by zero on the way?"),
    # Translators: numbers as Python reads them
    "unreadable": _(
        "No number can be read from that. Give a number such as 12.5, or a pair such as "
        "(1.2, 3.4) where an interval is asked."
    ),
    "one_number": _("One number is asked, and you gave more than one."),
    "one_count": _("One whole number is asked. To Python a comma stands between two numbers."),
    # Translators: numbers as Python reads them
    "commas": _(
        "One number is asked, and Python reads several, with commas between them. If you meant a "
        "decimal comma, write a point, such as 12.5 and not 12,5."
    ),
    "two_numbers": _("An interval has two limits: give both, as (low, high)."),
    # Translators: numbers as Python reads them
    "more_than_two": _(
        "An interval has two limits, and you gave more numbers than two. If you meant decimal "
        "commas, write points, such as (1.2, 3.4)."
    ),
    # Translators: numbers as Python reads them
    "comma_pair": _(
        "To Python a comma stands between two numbers. If yours was a decimal comma, write a "
        "point, such as 12.5 and not 12,5. An interval has two limits: give both, as (low, high)."
    ),
    # Translators: numbers as Python reads them
    "minus": _(
        "That is one number, below zero. If you wrote a dash between two limits: Python reads it "
        "as minus. Write a comma, such as (1.2, 3.4)."
    ),
    # A cell that Python could not run
    "empty": _("Nothing stands behind the equals sign. Write your number there."),
    "unknown_name": _(
        "Python knows nothing called `{name}` here. An answer is a number and not a word. If it is "
        "a name from a cell above, check its letters, and run that cell first."
    ),
    "no_answer": _(
        "The cell has no `{name}` yet. Write a line above the last one: `{name} = `, and then your "
        "number."
    ),
    "first_cell": _(
        "Python does not know `{name}` yet. Run the chapter's first cell before this one: menu "
        "Run, Run All Above Selected Cell."
    ),
    # Rounded further than the question can bear
    "rounded": _(
        "Give two decimals. If there are no more, it is another number: compute it once more."
    ),
    "rounded_percent": _(
        "Give one decimal. If there is none, it is another number: compute it once more."
    ),
    "rounded_away": _(
        "If you rounded it, that was too far to see whether it is right: give two decimals. If you "
        "did not, compute it once more."
    ),
    # Slips of any exercise
    "sign": _("The size is right, but the sign is not."),
    "hundred": _("The digits are right, but your number is a hundred times too small."),
    "percent": _(
        "The digits are right, but your number is a hundred times too large: no percent is asked."
    ),
    "percent_twice": _(
        "The digits are right, but your number is a hundred times too large. It was a percentage "
        "before you multiplied by 100 once more."
    ),
    "fraction_of_mother": _(
        "A number of mothers is a whole number. Add counts, and divide nothing."
    ),
    "near": _("Very near. Keep all digits on the way, and round only at the end."),
    "other_whole": _(
        "Which cells of the table hold the mothers in question? Add these and no others."
    ),
    "other_percent": _(
        'Ask "of whom?": that group goes below, and those of them with the outcome on top.'
    ),
    "other_number": _(
        "Write down what goes on top and what goes below, with the names of the cells, and compare "
        "with the chapter's worked example."
    ),
    "other_pair": _(
        "Start from the ratio the right way up. Does your interval hold it, and is the square root "
        "of low times high near to it?"
    ),
    # Counts and percentages
    "one_group": _("That is one of the two groups only. The question takes both together."),
    "percent_for_count": _(
        "That is a share of the mothers. The question asks for a number of mothers."
    ),
    "count_for_percent": _(
        "That is a number of mothers. Divide it by the group they belong to, and take it in "
        "percent."
    ),
    "proportion": _(
        "You have it as a proportion. The question asks for percent: how many in a hundred?"
    ),
    "odds_for_percent": _(
        "You set those with the outcome against those without: these are odds. For a percentage, "
        "divide by everybody in the group."
    ),
    "total_percent": _(
        'You divided by all mothers in the study. The whole is the group named after "of".'
    ),
    "prevalence_of_all": _("That takes both groups together. The question is about one of them."),
    "other_group": _("That belongs to the other group. Read once more which group is asked."),
    "other_outcome": _("That counts the other outcome. Read once more which outcome is asked."),
    # Intervals
    "swapped": _("Both limits are right, but the lower one comes first."),
    "upside_down": _(
        "That interval is upside down: it compares the groups, or the outcomes, the other way "
        "round."
    ),
    "printed": _(
        "These are the limits as printed. Compare them with the printed estimate: can they belong "
        "to it?"
    ),
    "pr_interval": _("That is the interval of the prevalence ratio. The odds ratio is asked."),
    "pd_interval": _("That is the interval of the difference. The interval of a ratio is asked."),
    "log_scale": _("That is still on the log scale. Take the exponential to come back to a ratio."),
    "other_level": _("The method is right, but the confidence level is not 95%."),
    "haldane": _(
        "You added a half to every cell. That is for tables with a zero cell; none is here."
    ),
    # Ratios
    "reciprocal": _("That is the right number upside down. Which one belongs on top?"),
    "below_one": _(
        "You turned it upside down. A ratio below 1 need not be a mistake: compare it with the "
        "percentages."
    ),
    "por_for_pr": _(
        "That is the odds ratio. For the prevalence ratio, divide each count by its whole group "
        "first."
    ),
    "pr_for_por": _(
        "That is the prevalence ratio. For an odds ratio, set those with the outcome against those "
        "without, in each group."
    ),
    "por_reciprocal": _(
        "That is the odds ratio, and upside down. Divide each count by its whole group, and put "
        "the group named first on top."
    ),
    "pr_reciprocal": _(
        "That is the prevalence ratio, and upside down. Use odds, and put the group named first on "
        "top."
    ),
    "difference_for_ratio": _("That is a difference of percentages. A ratio divides."),
    "phi_for_ratio": _(
        "That is the phi coefficient, a correlation. A ratio compares two groups by division."
    ),
    "transposed": _(
        "You took rows for columns: the whole of each percentage is a group, not an outcome."
    ),
    "p_for_effect": _(
        "That is the p-value. It says how surprising the table would be without an association, "
        "not how large the association is."
    ),
    "chi2_for_effect": _(
        "That is chi-square. It grows with the number of mothers and is no measure of strength."
    ),
}

# Fields of a page, which take the number itself, with a decimal point or comma
FIELDS = {
    "no_number": _("Please type one number, such as {example}."),
    "no_pair": _("Please type one number in each field, such as {low} and {high}."),
    "fraction": _("That is a fraction. Work it out and type the result as one number."),
    "no_percent": _("The answer is not a percentage. Type the number without a % sign."),
}


# How an answer is written -------------------------------------------------------------------------

_WRITE = {
    "whole": _("Write the number {ways}, such as 12."),
    # Translators: numbers as Python reads them
    "number": _("Write the number {ways}, such as 12.5."),
    # Translators: numbers as Python reads them
    "comma_number": _("Write the number {ways}, such as 12.5 and not 12,5."),
    # Translators: numbers as Python reads them
    "pair": _("Write both limits {ways}, such as (1.2, 3.4)."),
    # Translators: numbers as Python reads them
    "comma_pair": _("Write both limits {ways}, such as (1.2, 3.4) and not (1,2; 3,4)."),
    # Translators: numbers as Python reads them
    "comma_calculation": _(
        "Write the calculation {ways}, such as 1.5 / 4 and not 1,5 / 4: Python works it out."
    ),
    "calculation": _("Write the calculation {ways}, such as 3 / 4: Python works it out."),
}
_WAYS = {
    "quotes": _("without quotes"),
    "dots": _("without the three dots"),
    "percent": _("without a percent sign"),
    "words": _("without words or units"),
    "signs": _("without < or other signs"),
    "stop": _("without a full stop behind it"),
    "spaces": _("without spaces"),
    "comma": _("with a decimal point"),
    "dash": _("with the minus sign of the keyboard"),
    "brackets": _("with every bracket in a pair"),
    "operators": _("with * for times and / for divided by"),
    "alone": _("and nothing else"),
    "in_brackets": _("in brackets, with a comma between them"),
}


def how_to_write(what, ways):
    """
    Say how an answer is written so that Python reads it.

    Parameters
    ----------
    what : {"whole", "percent", "number", "pair", "calculation"}
    ways : list of str
        What was not so; may be empty.

    Returns
    -------
    Label

    Examples
    --------
    >>> how_to_write("pair", ["quotes", "percent"]).say("id")
    'Tulislah kedua batas tanpa tanda kutip dan tanpa tanda persen, misalnya (1.2, 3.4).'
    """
    what = "number" if what == "percent" else what
    if not ways:
        ways = ["in_brackets" if what == "pair" else "alone"]
    if "comma" in ways and f"comma_{what}" in _WRITE:
        what = f"comma_{what}"
    *first, last = (_WAYS[way] for way in ways)
    listed = Joined((Joined(tuple(first), ", "), last), _AND) if first else last
    return _WRITE[what].fill(ways=listed)


_AND = _(" and ")
