"""Run tests on mutants: two copies of the repository, and a fork for each mutant."""

import importlib
import importlib.util
import itertools
import os
import signal
import sys
import time
from pathlib import Path

from press import ROOT
from press.sources import copy_sources

COPIES = 2
TIMEOUT = 300  # seconds; far more than any of the sets of tests takes
# What the tests import and no mutant changes.
HEAVY = (
    *("pytest", "hypothesis", "numpy", "pandas", "scipy.stats", "statsmodels.stats.api"),
    *("matplotlib.pyplot", "IPython", "ipywidgets", "jupytext", "myst_nb"),
    *("bs4", "frictionless", "jsonschema", "yaml"),
)
OWN = ("asi_helpers", "press", "tests")


def load():
    """Import what is heavy, for all forks at once."""
    os.environ["MPLBACKEND"] = "agg"
    for name in HEAVY:
        importlib.import_module(name)


class Copy:
    """
    A copy of the repository, in which one mutant at a time is tested.

    Parameters
    ----------
    folder : Path
    """

    stamps = itertools.count(1_000_000_000)

    def __init__(self, folder):
        self.folder = copy_sources(folder)

    def write(self, file, text):
        """
        Write a file.

        Python takes compiled code for current where the time, to the second, and the size are the
        same; so each writing has a second of its own.
        """
        path = self.folder / file
        path.write_text(text, "utf8")
        stamp = next(self.stamps)
        os.utime(path, (stamp, stamp))

    def start(self, arguments):
        """Run pytest in a fork; return its process id."""
        sys.stdout.flush()
        pid = os.fork()
        if not pid:
            code = 3
            try:
                signal.alarm(TIMEOUT)  # nobody waits longer: the alarm ends the fork
                code = self._test(arguments)
            finally:
                os._exit(code)
        return pid

    def _test(self, arguments):
        import pytest

        log = os.open(self.folder / "_log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(log, stream)
        for name in [name for name in sys.modules if name.split(".")[0] in OWN]:
            del sys.modules[name]
        os.chdir(self.folder)
        sys.path[:] = [str(self.folder), *(p for p in sys.path if Path(p or ".").resolve() != ROOT)]
        importlib.invalidate_caches()
        found = importlib.util.find_spec("asi_helpers").origin
        if not Path(found).is_relative_to(self.folder):
            os.write(2, f"This is not the copy's package: {found}\n".encode())
            return 3
        options = ["-x", "-q", "--no-cov", "-p", "no:cacheprovider", "-m", "not slow"]
        return int(pytest.main([*options, *arguments]))

    def log(self):
        """What the last run of tests said."""
        return (self.folder / "_log.txt").read_text("utf8", "replace")


def run(mutants, tests_for, folder, report):
    """
    Test mutants, several at a time.

    Parameters
    ----------
    mutants : list of Mutant
    tests_for : callable
        Mutant to its tests, the cheapest first, and more arguments for pytest.
    folder : Path
        For the copies.
    report : callable
        Gets each mutant, whether it survived, and the seconds it took.
    """
    free = [Copy(folder / str(i)) for i in range(min(COPIES, len(mutants)))]
    waiting, running = list(reversed(mutants)), {}
    while waiting or running:
        while waiting and free:
            mutant, copy = waiting.pop(), free.pop()
            original = (copy.folder / mutant.file).read_text("utf8")
            copy.write(mutant.file, mutant.changed(original))
            tests, more = tests_for(mutant)
            pid = copy.start([*tests, *more])
            running[pid] = mutant, copy, original, time.monotonic()
        pid, status = os.waitpid(-1, 0)
        mutant, copy, original, begun = running.pop(pid)
        copy.write(mutant.file, original)
        free.append(copy)
        report(mutant, status == 0, time.monotonic() - begun)


def check_clean(mutants, tests_for, folder):
    """All tests that are asked must pass where nothing is changed; else stop and say so."""
    copy = Copy(folder / "0")
    asked = dict.fromkeys(test for mutant in mutants for test in tests_for(mutant)[0])
    _, status = os.waitpid(copy.start(asked), 0)
    if status:
        raise SystemExit(f"Tests fail without any mutant:\n{copy.log()}")
