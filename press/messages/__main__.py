"""
Bring the catalogues up to date, and say what is to be done.

    .venv/bin/python -m press.messages           # the catalogues of every language
    .venv/bin/python -m press.messages check     # what is missing, fuzzy, or at odds with English
"""

import argparse
import sys

from press import ROOT
from press.editions import languages
from press.messages import catalogues, check, status
from press.words import ENGLISH


def update():
    """Update the catalogues of all languages and the table of how far each is."""
    for language in languages():
        if language != ENGLISH:
            for path in catalogues.update(language):
                print(path.relative_to(ROOT).as_posix())
    status.write()
    return 0


def report():
    """Say what there is to do, a line for each message; return whether there is something."""
    found = [
        f"{path}: {problem}"
        for language in languages()
        if language != ENGLISH
        for path, problem in check.problems(language)
    ]
    print("\n".join(found) or "nothing is missing")
    return int(bool(found))


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    arguments.add_argument("what", choices=["update", "check"], nargs="?", default="update")
    return {"update": update, "check": report}[arguments.parse_args().what]()


if __name__ == "__main__":
    sys.exit(main())
