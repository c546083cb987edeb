"""
Draw the rooms of asi_helpers and the imports between them into CONTRIBUTING.md.

    .venv/bin/python -m press.measure.house

A room is a module at the top of the package, or a folder. Where there is a way from one room to
another through a third, the direct arrow is counted but not drawn.
"""

import re
import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "CONTRIBUTING.md"
PACKAGE = "asi_helpers"
FOLDERS = ("book",)  # whose folders are rooms of their own
BETWEEN = re.compile(r"(<!-- house -->\n).*?(<!-- end of house -->)", re.DOTALL)


def room_of(module):
    """The room of a module, such as "book/page", or "" for the door to the rooms."""
    first, *rest = module.removeprefix(PACKAGE).lstrip(".").split(".")
    if first in FOLDERS:
        return f"{first}/{rest[0]}" if rest else ""
    return first


def find_arrows(package=PACKAGE):
    """
    Which room imports from which.

    Returns
    -------
    dict of str to set of str
    """
    graph = grimp.build_graph(package, cache_dir=None)
    arrows = {room: set() for room in sorted(map(room_of, graph.modules)) if room}
    for module in graph.modules:
        here = room_of(module)
        for imported in graph.find_modules_directly_imported_by(module):
            there = room_of(imported)
            if here and there and here != there:
                arrows[here].add(there)
    return arrows


def reached(arrows, room):
    """Every room that there is a way to."""
    found, waiting = set(), list(arrows[room])
    while waiting:
        there = waiting.pop()
        if there not in found:
            found.add(there)
            waiting += arrows[there]
    return found


def circles(arrows):
    """Groups of rooms from each of which there is a way to itself through the others."""
    ways = {room: reached(arrows, room) for room in arrows}
    return {
        frozenset(there for there in ways[room] if room in ways[there])
        for room in arrows
        if room in ways[room]
    }


def draw(arrows):
    """The house as Mermaid, with a line that counts."""
    names = {room: room.replace("/", "_") for room in arrows}  # a slash is no name in Mermaid
    lines = [f'  {names[room]}["{room}"]' for room in arrows]
    for here, imported in arrows.items():
        longer = set().union(*(reached(arrows, there) - {there} for there in imported))
        lines += [f"  {names[here]} --> {names[there]}" for there in sorted(imported - longer)]
    count, found = sum(map(len, arrows.values())), len(circles(arrows))
    counted = f"{len(arrows)} rooms, {count} arrows, {found or 'no'} circle{'s' * (found > 1)}"
    drawn = "\n".join(lines)
    return (
        f"```mermaid\nflowchart TD\n{drawn}\n```\n\n"
        f"{counted}; an arrow means that a room imports from another. "
        "Where a longer way leads there too, the arrow is not drawn.\n"
    )


def rewrite(text, drawing):
    """The page with the drawing in its place."""
    if not BETWEEN.search(text):
        raise ValueError("CONTRIBUTING.md has no place for the house: <!-- house -->.")
    return BETWEEN.sub(lambda found: found[1] + drawing + found[2], text)


def main():
    """Write the drawing; return an exit code."""
    text = PAGE.read_text("utf8")
    PAGE.write_text(rewrite(text, draw(find_arrows())), "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
