"""Helpers for reading a quantitative nursing study, one 2x2 table at a time.

>>> import asi_helpers as asi
>>> print(asi.describe(asi.prevalence_odds_ratio(asi.load_table("knowledge"))))
The odds of smooth milk flow were 34.7 times as high in the good knowledge group as in the \
poor knowledge group (prevalence odds ratio 34.7, 95% CI 10.6 to 113.5).
"""

import importlib
import sys
import types

__version__ = "0.1.0"

# Public name -> module that defines it. A module is imported when one of its names is first used,
# so that `import asi_helpers` stays light in a notebook and in the browser.
_WHERE = {
    "Label": "tables",
    "TwoByTwo": "tables",
    "load_dataset": "data",
    "load_printed": "data",
    "load_strata": "data",
    "load_table": "data",
    "list_datasets": "data",
    "list_tables": "data",
    "cohen_kappa": "agreement",
    "Estimate": "estimates",
    "EValue": "estimates",
    "Interval": "estimates",
    "e_value": "estimates",
    "mantel_haenszel_odds_ratio": "estimates",
    "prevalence_difference": "estimates",
    "prevalence_odds_ratio": "estimates",
    "prevalence_ratio": "estimates",
    "chi_square_test": "significance",
    "fisher_exact_test": "significance",
    "phi_coefficient": "significance",
    "permutation_distribution": "simulation",
    "simulate_samples": "simulation",
    "audit_estimate": "audit",
    "check_claims": "claims",
    "show_claims": "audit_page",
    "describe": "wording",
    "format_number": "wording",
    "format_pvalue": "wording",
    "format_ratio": "wording",
    "results_paragraph": "paragraph",
    "calculator": "calculator",
    "check": "checks",
    "exercise_data": "checks",
    "keep": "notebook",
    "markdown_table": "notebook",
    "load_quiz": "quiz",
    "quiz": "quiz",
    "explore_paper_map": "explorers.paper_map",
    "explore_timeline": "explorers.timeline",
    "explore_sampling": "explorers.sampling",
    "explore_denominator": "explorers.denominator",
    "explore_permutation": "explorers.permutation",
    "explore_sample_size": "explorers.sample_size",
    "explore_prevalence": "explorers.prevalence",
    "explore_reference": "explorers.reference",
    "explore_joint_tables": "explorers.joint_tables",
    "explore_appraisal": "explorers.appraisal",
    "joint_tables": "joint",
    "Picture": "pictures",
    "new_axes": "pictures",
    "show": "pictures",
    "style": "pictures",
    "por_by_prevalence": "estimates",
    "plot_audits": "plots",
    "plot_bullseye": "plots",
    "plot_cover": "plots",
    "plot_dag": "plots",
    "plot_expected": "plots",
    "plot_geometric_means": "plots",
    "plot_icon_array": "plots",
    "plot_interval": "plots",
    "plot_intervals": "plots",
    "plot_many_intervals": "plots",
    "plot_null_distribution": "plots",
    "plot_paper_map": "plots",
    "plot_por_by_prevalence": "plots",
    "plot_precision": "plots",
    "plot_ratings": "plots",
    "plot_recruitment": "plots",
    "plot_row_percents": "plots",
    "plot_samples": "plots",
    "plot_snapshot_and_film": "plots",
}

__all__ = sorted(_WHERE)


def __getattr__(name):
    if name not in _WHERE:
        raise AttributeError(f"module 'asi_helpers' has no name {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted([*globals(), *_WHERE])


class _Package(types.ModuleType):
    """Keeps the function `asi.quiz` when something imports the module `asi_helpers.quiz`."""

    def __setattr__(self, name, value):
        if not (name in _WHERE and isinstance(value, types.ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
