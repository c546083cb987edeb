"""Tables that were printed in articles, to practise on: each can be put into the calculator."""

from ...datasets import label_in, load_dataset, load_printed_rows
from ...language import check_language
from ...language import lazy_gettext as _
from ...notebook import is_live
from ...pasted import read_pasted
from ..page.html import html, tag
from ..page.style import style
from .paste import finding_list

_ABOUT = _("The ratio compares “{group}” with “{other}”, and counts “{outcome}”.")
_TRY = _("Try it in the calculator")
_FOUND = _("What the audit says, after you have tried")


def show_field_tables(language=None):
    """
    Show the tables of ``load_dataset("field_tables")`` to practise on.

    Parameters
    ----------
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    FieldTables
    """
    return FieldTables(check_language(language))


class FieldTables:
    """The tables for a page, each with its source, its lines and, folded, what the audit says."""

    def __init__(self, language):
        self.language = language

    def __repr__(self):
        rows = load_dataset("field_tables").itertuples()
        return "; ".join(label_in(row, "title").say(self.language) for row in rows)

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = is_live()
        page = self.html(with_button=not live)
        parts = style("explorers", "calculator") if live else ""
        return {"text/html": html(parts, page), "text/plain": repr(self)}

    def html(self, with_button=True):
        """
        The tables as HTML.

        Parameters
        ----------
        with_button : bool, default True
            Whether a page's calculator stands above them, which a button can put a table into.
        """
        rows = load_dataset("field_tables").itertuples()
        return html(self._table(row, with_button) for row in rows)

    def _table(self, row, with_button):
        def own(name):
            return label_in(row, name).say(self.language)

        lines = load_printed_rows(row.table, language=self.language)
        other = row.reference
        group = "row2" if other == "row1" else "row1"
        about = _ABOUT.fill(group=own(group), other=own(other), outcome=own(row.counted))
        source = tag("a", f"{row.source}, {row.locator}", href=row.address)
        button = tag("button", _TRY.say(self.language), type="button", name="try", hidden=True)
        audit = tag(
            "details",
            tag("summary", _FOUND.say(self.language)),
            finding_list(audit_of(row, self.language), self.language),
        )
        return tag(
            "div",
            tag("p", tag("b", own("title")), " (", source, ")"),
            tag("pre", lines),
            tag("p", about.say(self.language)),
            tag("p", button, class_="asi-buttons") if with_button else None,
            audit,
            class_="asi-field-table",
            data_table=row.table,
        )


def audit_of(row, language=None):
    """
    The audit of a table's lines, held against the row and the column that its ratio is about.

    Parameters
    ----------
    row : row of the dataset "field_tables"
    language : {"en", "id"}, optional
        As `set_language` says, where None.

    Returns
    -------
    PrintedAudit
    """
    language = check_language(language)
    pasted = read_pasted(load_printed_rows(row.table, language=language))
    group = "row2" if row.reference == "row1" else "row1"
    claim = tuple(label_in(row, name).say(language) for name in (group, row.counted))
    return pasted.audit(claim=claim)
