"""What a mutant is: a stretch of one file with something else in its place."""

from dataclasses import dataclass

from press import ROOT


@dataclass(frozen=True)
class Mutant:
    """
    One small change.

    Attributes
    ----------
    kind : str
        statistics, wording, quizzes, kept or drawings.
    file : str
        Below the root of the repository.
    start, end : int
        The stretch of the text that is replaced.
    new : str
        What comes in its place.
    """

    kind: str
    file: str
    start: int
    end: int
    new: str

    def changed(self, text):
        """The text of the file with the change in it."""
        return text[: self.start] + self.new + text[self.end :]

    def says(self, text):
        """("file:line", "file: the lines as they are -> as they would be")."""
        changed = self.changed(text)
        begin = text.rfind("\n", 0, self.start) + 1
        after = len(text) - (text + "\n").index("\n", self.end)  # what follows, in both
        lines = (" ".join(x[begin : len(x) - after].split()) for x in (text, changed))
        return (
            f"{self.file}:{text.count(chr(10), 0, self.start) + 1}",
            f"{self.file}: {' -> '.join(lines)}",
        )


def exchange(text, one, other):
    """(start, end, new) that puts two stretches, given as (start, end), in each other's place."""
    (a, b), (c, d) = sorted((one, other))
    return a, d, text[c:d] + text[b:c] + text[a:b]


def read(file):
    """The text of a file of the repository."""
    return (ROOT / file).read_text("utf8")
