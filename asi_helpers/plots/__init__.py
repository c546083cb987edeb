"""Pictures of results: each draws on an Axes, returns it, and says in words what it shows."""

from .cover import plot_cover
from .diagrams import PAPER_STEPS, paper_facts, plot_paper_map, plot_recruitment
from .ideas import plot_bullseye, plot_dag, plot_snapshot_and_film
from .intervals import plot_audits, plot_interval, plot_intervals, plot_precision
from .many import plot_many_intervals
from .means import plot_geometric_means
from .prevalence import plot_por_by_prevalence
from .ratings import plot_ratings
from .samples import plot_samples
from .shuffles import plot_null_distribution
from .tables import plot_expected, plot_icon_array, plot_row_percents

__all__ = [
    "PAPER_STEPS",
    "paper_facts",
    "plot_audits",
    "plot_bullseye",
    "plot_cover",
    "plot_dag",
    "plot_expected",
    "plot_geometric_means",
    "plot_icon_array",
    "plot_interval",
    "plot_intervals",
    "plot_many_intervals",
    "plot_null_distribution",
    "plot_paper_map",
    "plot_por_by_prevalence",
    "plot_precision",
    "plot_ratings",
    "plot_recruitment",
    "plot_row_percents",
    "plot_samples",
    "plot_snapshot_and_film",
]
