"""
The line-by-line audit as a page: a table of claims per verdict, with a filter without a script.

The filter is native radio buttons and CSS (`:has()`): the book's style sheet holds the rules, and
in live Jupyter they come along. The page's script only announces how many claims are left.
"""

import re
from html import escape
from itertools import groupby

from ...language import Label, check_language, format_number, format_pvalue, format_ratio
from ...notebook import is_live
from .claims import check_claims

VERDICTS = {
    "reproduces": Label("Reproduces", id="Sesuai"),
    "inverted": Label("Inverted", id="Terbalik"),
    "lost zero": Label("Lost a zero", id="Kehilangan nol"),
    "descending": Label("Descending", id="Urutan menurun"),
    "contradicts": Label("Contradicts", id="Bertentangan"),
    "misworded": Label("Misworded", id="Kata-kata kurang tepat"),
    "not reported": Label("Not reported", id="Tidak dilaporkan"),
    "cannot be known": Label("Cannot be known", id="Tidak dapat diketahui"),
}
_MEANINGS = {
    "reproduces": Label(
        "The published counts give the same, or it agrees with the rest of the paper.",
        id="Frekuensi yang dipublikasikan memberi hasil yang sama, atau klaim itu sesuai dengan "
        "bagian lain artikel.",
    ),
    "inverted": Label(
        "Right for the comparison turned over.", id="Benar untuk perbandingan yang terbalik."
    ),
    "lost zero": Label(
        "A zero after the decimal comma is missing.", id="Satu nol di belakang koma hilang."
    ),
    "descending": Label(
        "The larger limit stands first.", id="Batas yang lebih besar dicetak lebih dulu."
    ),
    "contradicts": Label(
        "It does not agree with something else that the paper prints.",
        id="Tidak sesuai dengan hal lain yang dicetak dalam artikel.",
    ),
    "misworded": Label(
        "The words do not say what the figure is.",
        id="Kata-katanya tidak menyatakan arti angkanya.",
    ),
    "not reported": Label(
        "The paper does not say. That is not the same as not done.",
        id="Artikel tidak menyebutnya. Itu bukan berarti tidak dilakukan.",
    ),
    "cannot be known": Label(
        "Neither the paper nor its counts can tell.",
        id="Baik artikel maupun frekuensi dalam tabelnya tidak dapat menunjukkannya.",
    ),
}
_WORDS = {
    "filter": Label("Show claims with the verdict", id="Tampilkan klaim dengan putusan"),
    "all": Label("All claims", id="Semua klaim"),
    "shown": Label(
        "{count} of {all} claims shown: {name}.", id="{count} dari {all} klaim ditampilkan: {name}."
    ),
    "count": Label("{name}: {count} of {all} claims", id="{name}: {count} dari {all} klaim"),
    "claim": Label("The study reports", id="Yang dilaporkan"),
    "printed": Label("Printed", id="Tercetak"),
    "recomputed": Label("Recomputed", id="Dihitung ulang"),
    "place": Label("Where", id="Letak"),
    "chapter": Label("Explained in", id="Dibahas di"),
    "number": Label("Chapter {number}", id="Bab {number}"),
    "page": Label("p. {page}", id="hlm. {page}"),
    "points": Label("{number} percentage points", id="{number} poin persentase"),
    "infants": Label("{number} infants", id="{number} bayi"),
}
_PLACES = {
    "table": Label("table", id="tabel"),
    "text": Label("text", id="teks"),
    "table and text": Label("table and text", id="tabel dan teks"),
    "whole paper": Label("whole paper", id="seluruh artikel"),
}
_SECTIONS = {
    "Title": Label("title", id="judul"),
    "Abstract": Label("abstract", id="abstrak"),
    "Introduction": Label("introduction", id="pendahuluan"),
    "Methods": Label("methods", id="metode"),
    "Discussion": Label("discussion", id="pembahasan"),
    "Conclusion": Label("conclusion", id="simpulan"),
}
# Indonesian words that the English texts discuss, so that they are read aloud as such.
_FOREIGN = re.compile(
    r"\b(kali lebih besar|dalam meningkatkan|peluang|jumlah|nifas|menyusui)\b", re.IGNORECASE
)
_COLUMNS = ("claim", "printed", "recomputed", "place", "chapter")


def show_claims(language="en"):
    """
    Show the line-by-line audit of the paper, grouped by verdict, with a filter.

    Parameters
    ----------
    language : {"en", "id"}

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
    language : {"en", "id"}
    """

    def __init__(self, language="en"):
        self.language = language
        self.claims = check_claims()

    def __repr__(self):
        counts = ", ".join(f"{verdict} {len(rows)}" for verdict, rows in self._groups())
        return f"{len(self.claims)} claims: {counts}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = is_live()
        style = f"<style>{filter_rules()}</style>" if live else ""
        html = style + self.html(extension="ipynb" if live else "html")
        return {"text/html": html, "text/plain": repr(self)}

    def html(self, extension="html"):
        """
        The audit as HTML: a form of radio buttons, then a table per verdict.

        Parameters
        ----------
        extension : str
            Of the chapters that the rows link to.

        Returns
        -------
        str
        """
        tables = "".join(self._table(*group, extension) for group in self._groups())
        return f'<div class="asi-audit" lang="{self.language}">{self._form()}{tables}</div>'

    def _groups(self):
        for verdict in VERDICTS:
            rows = self.claims[self.claims["verdict"] == verdict]
            if len(rows):
                yield verdict, rows

    def _say(self, word, **values):
        label = word if isinstance(word, Label) else _WORDS[word]
        return label.say(self.language).format(**values)

    def _form(self):
        total = len(self.claims)
        options = [("all", self._say("all"), total)]
        options += [(slug(v), self._say(VERDICTS[v]), len(rows)) for v, rows in self._groups()]
        radios = "".join(
            f'<label><input type="radio" name="verdict" value="{value}"'
            f"{' checked' if value == 'all' else ''} "
            f'data-say="{escape(self._say("shown", count=count, all=total, name=name))}">'
            f"<span>{escape(name)} <b>{count}</b></span></label>"
            for value, name, count in options
        )
        return (
            f'<form autocomplete="off"><fieldset><legend>{escape(self._say("filter"))}</legend>'
            f'<div class="asi-choices">{radios}</div></fieldset>'
            '<p class="asi-say" role="status"></p></form>'
        )

    def _table(self, verdict, rows, extension):
        name = self._say(VERDICTS[verdict])
        title = self._say("count", name=name, count=len(rows), all=len(self.claims))
        heads = "".join(
            f'<th scope="col" role="columnheader">{escape(self._say(column))}</th>'
            for column in _COLUMNS
        )
        bodies = "".join(
            self._body(why, list(claims), extension)
            for why, claims in groupby(_together(rows), key=self._why)
        )
        # The roles say again what the elements are, because on a phone CSS lays the rows out as
        # cards, and a table that is not displayed as one is no table to a screen reader.
        return (
            f'<div class="asi-verdict" data-verdict="{slug(verdict)}">'
            f'<table role="table"><caption><b>{escape(title)}</b> '
            f"{escape(self._say(_MEANINGS[verdict]))}</caption>"
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>{bodies}</table></div>'
        )

    def _why(self, row):
        return row.explanation if self.language == "en" else row.explanation_id

    def _body(self, why, claims, extension):
        head = (
            f'<tr class="asi-why" role="row"><th scope="rowgroup" role="rowheader" '
            f'colspan="{len(_COLUMNS)}">{self._text(why)}</th></tr>'
        )
        rows = "".join(self._row(claim, extension) for claim in claims)
        return f'<tbody role="rowgroup">{head}{rows}</tbody>'

    def _row(self, claim, extension):
        text = claim.claim if self.language == "en" else claim.claim_id
        number = self._say("number", number=int(claim.chapter[:2]))
        cells = {
            "printed": escape(claim.printed),
            "recomputed": escape(self._recomputed(claim)),
            "place": escape(self._place(claim)),
            "chapter": f'<a href="{claim.chapter}.{extension}">{escape(number)}</a>',
        }
        return (
            f'<tr role="row" data-claim="{claim.id}">'
            f'<th scope="row" role="rowheader">{self._text(text)}</th>'
            + "".join(
                f'<td role="cell" data-label="{escape(self._say(column))}">{cell}</td>'
                for column, cell in cells.items()
            )
            + "</tr>"
        )

    def _text(self, text):
        if self.language == "id":
            return escape(text)
        return _FOREIGN.sub(r'<i lang="id">\1</i>', escape(text))

    def _place(self, claim):
        if claim.place == "whole paper":
            return self._say(_PLACES[claim.place])
        page = self._say("page", page=claim.page)
        if claim.section == "Results":
            return f"{page}, {self._say(_PLACES[claim.place])}"
        return f"{page}, {self._say(_SECTIONS[claim.section])}"

    def _recomputed(self, claim):
        value = claim.recomputed
        if claim.unit == "people":
            return str(int(value))
        if claim.unit == "percent":
            return format_number(value, 1, self.language) + "%"
        if claim.unit == "pvalue":
            return f"p {format_pvalue(value, language=self.language)}"
        if claim.unit == "ratio":
            return format_ratio(value, self.language)
        if claim.unit == "statistic":
            return format_number(value, 1, self.language)
        if claim.unit == "change":
            return self._change(claim.printed, value)
        return ""

    def _change(self, printed, value):
        sign = "\N{MINUS SIGN}" if value < 0 else "+"
        if printed.endswith("%"):
            number = sign + format_number(abs(value), 2, self.language)
            return self._say("points", number=number)
        return self._say("infants", number=f"{sign}{abs(value):.0f}")


def _together(rows):
    """The claims with those of one explanation side by side, else in the order of the paper."""
    first = {}
    for position, why in enumerate(rows["explanation"]):
        first.setdefault(why, position)
    return sorted(rows.itertuples(), key=lambda row: first[row.explanation])


def slug(verdict):
    """
    Return the name of a verdict as it stands in attributes.

    Examples
    --------
    >>> slug("lost zero")
    'lost-zero'
    """
    return verdict.replace(" ", "-")


def filter_rules():
    """
    Return the CSS that makes a chosen verdict hide the others, one rule per verdict.

    The book's style sheet holds the same rules; a test compares them.
    """
    return "\n".join(
        f'.asi-audit:has(input[value="{slug(verdict)}"]:checked) '
        f'.asi-verdict:not([data-verdict="{slug(verdict)}"]) {{ display: none; }}'
        for verdict in VERDICTS
    )
