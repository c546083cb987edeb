"""The command: choose mutants, run them, say which survive."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from . import kinds
from .places import read
from .run import check_clean, load, run
from .seen_by import tests_for

WANTED = 5  # percent: at most so many should survive
SAMPLE, SEED = 60, 2023
EQUIVALENT = Path(__file__).with_name("equivalent.txt")


def chosen(kind, sample, seed, file=None):
    """A sample of the mutants of a kind; all where `sample` is 0. The same seed gives the same."""
    found = list(kinds.every(kind, {file} if file else None))
    if 0 < sample < len(found):
        found = random.Random(f"{seed} {kind}").sample(found, sample)
    return found


def equivalents(text):
    """
    {"file: line as it is -> line as it would be": reason} of what nobody could see.

    Reasons stand behind `#`, and each holds for the lines below it. No line is known by its number:
    others come and go above it.
    """
    found, reason = {}, None
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            reason = line.strip("# ")
        else:
            found[line] = reason
    return found


def stale(listed):
    """The equivalents that are no mutant of the book as it is."""
    files = {line.split(": ")[0] for line in listed}
    found = {
        mutant.says(read(mutant.file))[1]
        for kind in kinds.KINDS
        for mutant in kinds.every(kind, files)
    }
    return [line for line in listed if line not in found]


def table(counts):
    """Lines of the report: per kind and in all, how many there were and how many survived."""
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    yield f"{'kind':<12}{'mutants':>8}{'equivalent':>12}{'survived':>10}"
    for kind, (tested, equivalent, survived) in {**counts, "all": total}.items():
        share = 100 * survived / max(1, tested)
        yield f"{kind:<12}{tested:>8}{equivalent:>12}{survived:>10}  {share:.1f}%"


def main(arguments=None):
    """Run mutants; return 1 if more survive than is wanted."""
    parser = argparse.ArgumentParser(prog="python -m press.mutants", description=__doc__)
    parser.add_argument("--kind", choices=kinds.KINDS, action="append", help="of this kind only")
    parser.add_argument("--file", help="of this file only")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="per kind; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--list", action="store_true", help="say which they are, and run nothing")
    options = parser.parse_args(arguments)
    known = equivalents(EQUIVALENT.read_text("utf8"))
    mutants = {
        kind: chosen(kind, options.sample, options.seed, options.file)
        for kind in options.kind or kinds.KINDS
    }
    say = {m: m.says(read(m.file)) for found in mutants.values() for m in found}
    if options.list:
        for where, line in say.values():
            print(where, line, sep="  ")
        return 0
    if gone := stale(known):
        raise SystemExit("\n".join(["These of equivalent.txt are no mutants any more:", *gone]))
    counts = {
        kind: [0, sum(say[mutant][1] in known for mutant in found), 0]
        for kind, found in mutants.items()
    }
    tested = [m for found in mutants.values() for m in found if say[m][1] not in known]
    begun = time.monotonic()

    def report(mutant, survived, seconds):
        counts[mutant.kind][0] += 1
        counts[mutant.kind][2] += survived
        if survived:
            print(f"survived  {say[mutant][0]}  {say[mutant][1]}  ({seconds:.0f} s)", flush=True)

    load()
    with tempfile.TemporaryDirectory() as folder:
        check_clean(tested, tests_for, Path(folder).resolve())
        run(tested, tests_for, Path(folder).resolve(), report)
    print(*table(counts), f"{(time.monotonic() - begun) / 60:.0f} minutes", sep="\n")
    return any(100 * survived > WANTED * tested for tested, _, survived in counts.values())


if __name__ == "__main__":
    sys.exit(main())
