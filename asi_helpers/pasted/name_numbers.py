"""Numbers that are part of a name: 35 years, 18-40 tahun, > 40, 1. Laki-laki, 07-Dec."""

from .words import UNITS

_TO = ("-", "to", "sampai", "s/d", "sd")
_REFERENCE = ("ref", "ref.", "reference", "referensi", "rujukan")


def take_names(tokens):
    """
    Give the numbers of names the role "label", a hidden count "hidden", a reference "reference".

    Parameters
    ----------
    tokens : list of Token
    """
    for token in tokens:
        if token.kind != "number" or token.role:
            continue
        after = tokens[token.at + 1] if token.at + 1 < len(tokens) else None
        if (after is None or after.kind == "number") and not token.sign and token.text[0] != "0":
            continue  # a number among numbers
        around = _Around(tokens, token.at)
        if around.has_unit or around.is_ordinal or around.is_day or around.is_bound:
            token.role = "label"
            if around.ends_a_range:
                tokens[token.at - 2].role = "label"
        elif around.hides_a_count:
            token.role = "hidden"
        elif around.begins_a_range:
            token.role = tokens[token.at + 2].role = "label"
        elif around.text(1) == "(" and around.text(2).lower() in _REFERENCE:
            token.role = "reference"


class _Around:
    """A number and what stands beside it."""

    def __init__(self, tokens, at):
        self.tokens, self.at, self.token = tokens, at, tokens[at]

    def beside(self, off):
        place = self.at + off
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def text(self, off):
        token = self.beside(off)
        return token.text if token is not None else ""

    def kind(self, off):
        token = self.beside(off)
        return token.kind if token is not None else ""

    @property
    def has_unit(self):
        """35 tahun"""
        after = self.beside(1)
        return (
            after is not None
            and after.kind == "word"
            and after.line == self.token.line
            and after.text.lower().rstrip(".") in UNITS
        )

    @property
    def ends_a_range(self):
        """18-40 tahun, at the 40"""
        before = self.beside(-2)
        return self.text(-1) == "-" and before.kind == "number" and not before.decimals

    @property
    def begins_a_range(self):
        """20-29 in front of the counts of its row, or younger (20 to 29), at the 20"""
        other = self.beside(2)
        bracketed = self.text(-1) in ("(", "[") and self.kind(-2) == "word"
        return (
            self.token.whole
            and (self.kind(-1) == "word" or self.token.starts or bracketed)
            and self.text(1) in _TO
            and other is not None
            and other.whole
            and self.token.count < other.count
        )

    @property
    def is_ordinal(self):
        """1. Laki-laki, a number of a row"""
        return (
            self.token.whole
            and self.token.count <= 20
            and (self.kind(-1) != "number" or self.token.starts)
            and self.text(-1) != "("
            and self.text(1) in (".", ")")
            and self.kind(2) == "word"
        )

    @property
    def is_day(self):
        """07-Dec, what Excel makes of 7-12; and other numbers that begin with a zero"""
        month = self.text(1) == "-" and self.text(2).lower() in UNITS
        zero = self.text(0)[0] == "0" and len(self.text(0)) > 1
        return month or (zero and not self.token.decimals)

    @property
    def is_bound(self):
        """> 40, < 20"""
        return self._is_limited and not self.hides_a_count

    @property
    def hides_a_count(self):
        """27 <5: a small count that is not told"""
        before = self.beside(-2)
        return (
            self._is_limited
            and self.token.sign == "<"
            and before is not None
            and before.kind == "number"
            and before.whole
        )

    @property
    def _is_limited(self):
        token = self.token
        return token.sign in ("<", ">") and not token.decimals and token.value >= 1
