"""What a cell hands to the text of a chapter: a value to say, a table of words to read."""

_RECORD = "application/papermill.record/"


def keep(name, value):
    """
    Keep `value` under `name` for the text of a chapter, which says it by the role ``{glue:text}``.

    The format is the one that MyST-NB's ``glue`` writes, without importing Sphinx: a live notebook
    and the browser's kernel have no Sphinx. Nothing is shown where the cell stands.

    Parameters
    ----------
    name : str
        Letters, digits, hyphens and underscores; used once in a chapter.
    value : str or number
        Text is kept as it is to be read. A number may be given a format in the text:
        ``name:.1f``.

    Raises
    ------
    ValueError
        If `name` has a character that the text could not name.

    Examples
    --------
    >>> keep("por", 34.714)
    """
    from IPython.display import publish_display_data

    if not isinstance(name, str) or not name.replace("-", "_").isidentifier():
        raise ValueError(
            "`name` must begin with a letter and hold only letters, digits, hyphens and "
            f"underscores, but got {name!r}."
        )
    # numpy writes np.float64(34.7) as the repr of its numbers; a reader wants 34.7. Text goes in
    # quotes: without them MyST-NB would read "2.60" as a number and write 2.6.
    text = repr(value if isinstance(value, str) else getattr(value, "item", lambda: value)())
    publish_display_data(
        {f"{_RECORD}text/plain": text},
        metadata={"scrapbook": {"name": name, "mime_prefix": _RECORD}},
    )


class MarkdownTable:
    """A table that a notebook shows as Markdown, as `markdown_table` makes it."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


def markdown_table(frame):
    """
    Show a table of words so that it can be read: nothing cut short, every column from the left.

    Parameters
    ----------
    frame : pandas.DataFrame
        Its columns become those of the table; the index is left out.

    Returns
    -------
    MarkdownTable

    Examples
    --------
    >>> import pandas as pd
    >>> markdown_table(pd.DataFrame({"item": ["19"], "missing": ["Limitations | bias"]}))
    | item | missing |
    |---|---|
    | 19 | Limitations \\| bias |
    """
    rows = [frame.columns, *frame.itertuples(index=False)]
    lines = ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(frame.columns))
    return MarkdownTable("\n".join(lines))


def _cell(value):
    return " ".join(str(value).split()).replace("|", "\\|")
