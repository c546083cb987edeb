"""Hypothesis strategies shared by the property tests."""

from hypothesis import strategies as st

from asi_helpers.tables import TwoByTwo


def tables(smallest=0, largest=10**6):
    """2x2 tables that hold at least one person."""
    counts = st.integers(smallest, largest)
    return (
        st.tuples(counts, counts, counts, counts)
        .filter(any)
        .map(lambda cells: TwoByTwo.from_array([cells[:2], cells[2:]]))
    )


def transposed(table):
    """The table with exposure and outcome exchanged."""
    return TwoByTwo.from_array(table.to_array().T)
