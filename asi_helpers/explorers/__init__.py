"""
Explorers: pictures that answer to a finger, in the published page and in live Jupyter.

Each `explore_*` function returns an `Explorer`, which shows itself. How: see `framework`.
"""

import importlib

# In the order of the chapters. A module is imported when its explorer is first asked for.
_MODULES = (
    "paper_map",
    "timeline",
    "sampling",
    "denominator",
    "permutation",
    "sample_size",
    "prevalence",
    "reference",
    "joint_tables",
    "appraisal",
)
EXPLORERS = tuple(f"explore_{name}" for name in _MODULES)

__all__ = ["EXPLORERS", *EXPLORERS]


def __getattr__(name):
    if name not in EXPLORERS:
        raise AttributeError(f"module {__name__!r} has no name {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{name.removeprefix('explore_')}"), name)
