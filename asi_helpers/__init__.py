"""Helpers for reading a quantitative nursing study, one 2x2 table at a time.

>>> import asi_helpers as asi
>>> print(asi.describe(asi.prevalence_odds_ratio(asi.load_table("knowledge"))))
The odds of smooth milk flow were 34.7 times as high in the good knowledge group as in the \
poor knowledge group (prevalence odds ratio 34.7, 95% CI 10.6 to 113.5).
"""

import importlib
import sys

__version__ = "0.1.0"

# Public name -> module that defines it. A module is imported when one of its names is first used,
# so that `import asi_helpers` stays light in a notebook and in the browser. Editors read the same
# from __init__.pyi, readers from chapters/api.md.
_WHERE = {
    # what a cell computes and says
    "set_language": "language",
    "other_language": "language",
    "as_printed": "language",
    "format_number": "language",
    "format_pvalue": "language",
    "format_ratio": "language",
    "Label": "language",
    "TwoByTwo": "tables",
    "list_datasets": "datasets",
    "list_tables": "datasets",
    "load_dataset": "datasets",
    "load_printed": "datasets",
    "load_printed_rows": "datasets",
    "load_strata": "datasets",
    "load_table": "datasets",
    "cohen_kappa": "estimates",
    "e_value": "estimates",
    "Estimate": "estimates",
    "EValue": "estimates",
    "Interval": "estimates",
    "mantel_haenszel_odds_ratio": "estimates",
    "por_by_prevalence": "estimates",
    "prevalence_difference": "estimates",
    "prevalence_odds_ratio": "estimates",
    "prevalence_ratio": "estimates",
    "chi_square_test": "significance",
    "fisher_exact_test": "significance",
    "likelihood_ratio_test": "significance",
    "phi_coefficient": "significance",
    "every_deal": "simulation",
    "permutation_distribution": "simulation",
    "simulate_samples": "simulation",
    "joint_tables": "joint",
    "audit_estimate": "audit",
    "audit_printed": "audit",
    "Finding": "audit",
    "PrintedAudit": "audit",
    "describe": "sentences",
    "results_paragraph": "sentences",
    "Pasted": "pasted",
    "read_pasted": "pasted",
    "keep": "notebook",
    "markdown_table": "notebook",
    # pictures
    "new_axes": "figures.pictures",
    "Picture": "figures.pictures",
    "show": "figures.pictures",
    "style": "figures.pictures",
    "plot_chances": "figures.chances",
    "plot_cover": "figures.cover",
    "plot_paper_map": "figures.diagrams",
    "plot_recruitment": "figures.diagrams",
    "plot_bullseye": "figures.ideas",
    "plot_dag": "figures.ideas",
    "plot_snapshot_and_film": "figures.ideas",
    "plot_audits": "figures.intervals",
    "plot_interval": "figures.intervals",
    "plot_intervals": "figures.intervals",
    "plot_precision": "figures.intervals",
    "plot_many_intervals": "figures.many",
    "plot_geometric_means": "figures.means",
    "plot_por_by_prevalence": "figures.prevalence",
    "plot_ratings": "figures.ratings",
    "plot_samples": "figures.samples",
    "plot_null_distribution": "figures.shuffles",
    "plot_expected": "figures.tables",
    "plot_icon_array": "figures.tables",
    "plot_row_percents": "figures.tables",
    # the book
    "calculator": "book.calculator.face",
    "show_field_tables": "book.calculator.field_tables",
    "explore_paper_map": "book.explorers.paper_map",
    "explore_timeline": "book.explorers.timeline",
    "explore_sampling": "book.explorers.sampling",
    "explore_denominator": "book.explorers.denominator",
    "explore_permutation": "book.explorers.permutation",
    "explore_sample_size": "book.explorers.sample_size",
    "explore_prevalence": "book.explorers.prevalence",
    "explore_recode": "book.explorers.recode",
    "explore_reference": "book.explorers.reference",
    "explore_joint_tables": "book.explorers.joint_tables",
    "explore_appraisal": "book.explorers.appraisal",
    "check": "book.practice.exercises",
    "exercise_data": "book.practice.exercises",
    "check_paragraph": "book.practice.paragraph",
    "load_quiz": "book.practice.quiz",
    "quiz": "book.practice.quiz",
    "writing_box": "book.practice.writing",
    "spss_output": "book.programs.spss",
    "check_claims": "book.paper.claims",
    "show_claims": "book.paper.claims_page",
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


if "IPython" in sys.modules:  # perhaps a notebook, where a typed answer may not be Python
    importlib.import_module(f"{__name__}.book.practice.live").install()
