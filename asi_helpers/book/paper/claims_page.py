"""
The line-by-line audit as a page: a table of claims per verdict, with a filter without a script.

The filter is native radio buttons and CSS (`:has()`): the style sheet holds a rule per verdict. The
page's script only announces how many claims are left.
"""

import re
from itertools import groupby

from ...datasets import label_in
from ...language import Capital, check_language, say
from ...language import lazy_gettext as _
from ...notebook import is_live
from ..page.html import html, tag
from ..page.style import style
from .claims import check_claims
from .verdicts import VERDICTS, place, recomputed, slug

_FILTER = _("Show claims with the verdict")
_ALL = _("All claims")
_SHOWN = _("{count} of {all} claims shown: {name}.")
_COUNT = _("{name}: {count} of {all} claims")
_CHAPTER = _("Chapter {number}")
_COLUMNS = (
    _("The study reports"),
    _("Printed"),
    _("Recomputed"),
    _("Where"),
    _("Explained in"),
)
# Indonesian words that the English texts discuss, so that they are read aloud as such.
_FOREIGN = re.compile(
    r"\b(kali lebih besar|dalam meningkatkan|peneliti berasumsi|peluang|jumlah|nifas|menyusui)\b",
    re.IGNORECASE,
)


def show_claims(language=None):
    """
    Show the line-by-line audit of the paper, grouped by verdict, with a filter.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    ClaimsPage
    """
    return ClaimsPage(check_language(language))


class ClaimsPage:
    """
    The audit for a page.

    Attributes
    ----------
    claims : pandas.DataFrame
        As `check_claims` gives them.
    language : {"en", "id"}, optional
        As `set_language` says, where None.
    """

    def __init__(self, language):
        self.language = language
        self.claims = check_claims()

    def __repr__(self):
        counts = ", ".join(f"{verdict} {len(rows)}" for verdict, rows in self._groups())
        return f"{len(self.claims)} claims: {counts}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = is_live()
        page = self.html(extension="ipynb" if live else "html")
        return {
            "text/html": html(style("audit"), page) if live else page,
            "text/plain": repr(self),
        }

    def html(self, extension="html"):
        """
        The audit as HTML: a form of radio buttons, then a table per verdict.

        Parameters
        ----------
        extension : str
            Of the chapters that the rows link to.

        Returns
        -------
        Markup
        """
        tables = [self._table(*group, extension) for group in self._groups()]
        return tag("div", self._form(), tables, class_="asi-audit", lang=self.language)

    def _groups(self):
        for verdict in VERDICTS:
            rows = self.claims[self.claims["verdict"] == verdict]
            if len(rows):
                yield verdict, rows

    def _say(self, words):
        return say(words, self.language)

    def _form(self):
        total = len(self.claims)
        options = [("all", _ALL, total)]
        options += [(slug(v), Capital(VERDICTS[v].name), len(rows)) for v, rows in self._groups()]
        radios = [
            tag(
                "label",
                tag(
                    "input",
                    type="radio",
                    name="verdict",
                    value=value,
                    checked=value == "all",
                    data_say=self._say(_SHOWN.fill(count=count, all=total, name=name)),
                ),
                tag("span", self._say(name), " ", tag("b", count)),
            )
            for value, name, count in options
        ]
        choices = tag("div", radios, class_="asi-choices")
        return tag(
            "form",
            tag("fieldset", tag("legend", self._say(_FILTER)), choices),
            tag("p", class_="asi-say", role="status"),
            autocomplete="off",
        )

    def _table(self, verdict, rows, extension):
        name = Capital(VERDICTS[verdict].name)
        title = self._say(_COUNT.fill(name=name, count=len(rows), all=len(self.claims)))
        meaning = self._say(VERDICTS[verdict].meaning)
        heads = [
            tag("th", self._say(column), scope="col", role="columnheader") for column in _COLUMNS
        ]
        bodies = [
            self._body(why, claims, extension)
            for why, claims in groupby(_together(rows), key=self._why)
        ]
        # The roles say again what the elements are, because on a phone CSS lays the rows out as
        # cards, and a table that is not displayed as one is no table to a screen reader.
        table = tag(
            "table",
            tag("caption", tag("b", title), " ", meaning),
            tag("thead", tag("tr", heads, role="row"), role="rowgroup"),
            bodies,
            role="table",
        )
        return tag("div", table, class_="asi-verdict", data_verdict=slug(verdict))

    def _why(self, row):
        return label_in(row, "explanation").say(self.language)

    def _body(self, why, claims, extension):
        reason = tag(
            "th", self._text(why), scope="rowgroup", role="rowheader", colspan=len(_COLUMNS)
        )
        rows = [self._row(claim, extension) for claim in claims]
        return tag("tbody", tag("tr", reason, class_="asi-why", role="row"), rows, role="rowgroup")

    def _row(self, claim, extension):
        text = label_in(claim, "claim").say(self.language)
        chapter = self._say(_CHAPTER.fill(number=int(claim.chapter[:2])))
        cells = (
            claim.printed,
            self._say(recomputed(claim)),
            self._say(place(claim)),
            tag("a", chapter, href=f"{claim.chapter}.{extension}"),
        )
        return tag(
            "tr",
            tag("th", self._text(text), scope="row", role="rowheader"),
            [
                tag("td", cell, role="cell", data_label=self._say(column))
                for column, cell in zip(_COLUMNS[1:], cells, strict=True)
            ],
            role="row",
            data_claim=claim.id,
        )

    def _text(self, text):
        if self.language == "id":
            return text
        parts = _FOREIGN.split(text)  # every second one is Indonesian
        return html(tag("i", part, lang="id") if i % 2 else part for i, part in enumerate(parts))


def _together(rows):
    """The claims with those of one explanation side by side, else in the order of the paper."""
    first = {}
    for position, why in enumerate(rows["explanation"]):
        first.setdefault(why, position)
    return sorted(rows.itertuples(), key=lambda row: first[row.explanation])
