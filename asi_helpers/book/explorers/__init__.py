"""Explorers: pictures that answer to a finger, in the published page and in live Jupyter."""

# In the order of chapters/explorers.md; `explore_NAME` of each is a public name of the package.
NAMES = (
    "paper_map",
    "timeline",
    "sampling",
    "denominator",
    "permutation",
    "sample_size",
    "prevalence",
    "reference",
    "recode",
    "joint_tables",
    "appraisal",
)
EXPLORERS = tuple(f"explore_{name}" for name in NAMES)
