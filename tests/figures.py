"""Every figure of the book, and the states that stretch a plot, each drawn once for all tests."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

import asi_helpers as asi
from asi_helpers import TwoByTwo

PAPER = ("knowledge", "comfort", "support")
KNOWLEDGE = asi.load_table("knowledge")
POPULATION = TwoByTwo.from_array([[80, 120], [60, 286]])
TRUTH = asi.prevalence_odds_ratio(POPULATION).value


def table_of(a, b, c, d):
    return TwoByTwo.from_array([[a, b], [c, d]])


def audit_of(name):
    printed = asi.load_dataset("printed_results").set_index(["table", "quantity"])["value"]
    numbers = (printed[name, x] for x in ("por", "first_limit", "second_limit"))
    return asi.audit_estimate(*map(float, numbers), table=asi.load_table(name))


AUDITS = [audit_of(name) for name in PAPER]


def studies(size=94, n_samples=2000, **settings):
    rng = np.random.default_rng(1)
    return asi.simulate_samples(POPULATION, size=size, n_samples=n_samples, rng=rng, **settings)


def estimates_of(samples):
    cells = ("exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases")
    arrays = np.column_stack([getattr(samples, cell) for cell in cells])
    return [asi.prevalence_odds_ratio(table_of(*map(int, row))) for row in arrays]


SHUFFLED = asi.permutation_distribution(KNOWLEDGE, n_samples=5000, rng=np.random.default_rng(1))
WAYS = {
    asi.Label("at random", id="acak"): studies(),
    asi.Label("cases favoured", id="kasus diutamakan"): studies(weights=[[3, 1], [3, 1]]),
    asi.Label("one cell favoured", id="satu sel diutamakan"): studies(weights=[[4, 1], [1, 1]]),
}
HUNDRED = estimates_of(studies(n_samples=100))
LARGER = [asi.prevalence_odds_ratio(table_of(*(k * KNOWLEDGE.to_array().ravel()))) for k in (1, 4)]

FIGURES = {
    "one interval": lambda **k: asi.plot_interval(asi.prevalence_ratio(KNOWLEDGE), **k),
    "printed": lambda **k: asi.plot_interval(AUDITS[0], **k),
    "printed alone": lambda **k: asi.plot_interval(asi.audit_estimate(14, 3.3, 59.3), **k),
    "intervals": lambda **k: asi.plot_intervals(
        [asi.prevalence_odds_ratio(asi.load_table(name)) for name in PAPER], **k
    ),
    "two measures": lambda **k: asi.plot_intervals(
        [asi.prevalence_odds_ratio(KNOWLEDGE), asi.prevalence_ratio(KNOWLEDGE)], **k
    ),
    "differences": lambda **k: asi.plot_intervals(
        [asi.prevalence_difference(asi.load_table(name)) for name in PAPER], **k
    ),
    "no interval": lambda **k: asi.plot_intervals(
        [
            asi.prevalence_odds_ratio(t)
            for t in (table_of(5, 0, 3, 9), table_of(0, 5, 3, 9), table_of(4, 5, 3, 9))
        ],
        **k,
    ),
    "audits": lambda **k: asi.plot_audits(AUDITS, **k),
    "precision": lambda **k: asi.plot_precision(LARGER, **k),
    "means": lambda **k: asi.plot_geometric_means(AUDITS, **k),
    "means restored": lambda **k: asi.plot_geometric_means(AUDITS, restored=True, **k),
    "hundred": lambda **k: asi.plot_many_intervals(HUNDRED, truth=TRUTH, **k),
    "expected": lambda **k: asi.plot_expected(asi.chi_square_test(KNOWLEDGE), **k),
    "icons": lambda **k: asi.plot_icon_array(KNOWLEDGE, **k),
    "icons of cases": lambda **k: asi.plot_icon_array(KNOWLEDGE, of_whom="column", **k),
    "icons of all": lambda **k: asi.plot_icon_array(
        asi.load_table("comfort"), of_whom="total", **k
    ),
    "row percents": lambda **k: asi.plot_row_percents(KNOWLEDGE, **k),
    "row percents, extreme": lambda **k: asi.plot_row_percents(table_of(99, 1, 0, 50), **k),
    "shuffles": lambda **k: asi.plot_null_distribution(
        SHUFFLED, asi.chi_square_test(KNOWLEDGE), **k
    ),
    "shuffles, near": lambda **k: asi.plot_null_distribution(
        SHUFFLED, asi.chi_square_test(table_of(20, 14, 25, 35)), **k
    ),
    "chances": lambda **k: asi.plot_chances(KNOWLEDGE, [[50, 20], [25, 30]], **k),
    "samples": lambda **k: asi.plot_samples(WAYS, truth=TRUTH, **k),
    "prevalences": lambda **k: asi.plot_samples(
        WAYS, measure="prevalence", truth=POPULATION.n_cases / POPULATION.n, **k
    ),
    "prevalences, few mothers": lambda **k: asi.plot_samples(
        studies(size=20), measure="prevalence", truth=POPULATION.n_cases / POPULATION.n, **k
    ),
    "small samples": lambda **k: asi.plot_samples(studies(size=20), truth=TRUTH, **k),
    "ratios": lambda **k: asi.plot_por_by_prevalence(2, **k),
    "ratios, marked": lambda **k: asi.plot_por_by_prevalence(
        asi.prevalence_ratio(KNOWLEDGE).value, mark=27 / 34, **k
    ),
    "ratios below 1": lambda **k: asi.plot_por_by_prevalence(0.5, **k),
    "map": lambda **k: asi.plot_paper_map(**k),
    "map, lit": lambda **k: asi.plot_paper_map(highlight="massage", **k),
    "recruitment": lambda **k: asi.plot_recruitment(**k),
    "film": lambda **k: asi.plot_snapshot_and_film(**k),
    "bullseye": lambda **k: asi.plot_bullseye(**k),
    "causes": lambda **k: asi.plot_dag(**k),
    "causes of knowledge": lambda **k: asi.plot_dag(KNOWLEDGE.exposure, **k),
    "causes of support": lambda **k: asi.plot_dag(asi.load_table("support").exposure, **k),
    "cover": lambda **k: asi.plot_cover(AUDITS[0], **k),
}
DIAGRAMS = {"film", "bullseye", "causes", "causes of knowledge", "causes of support"}
BOTH = [(name, language) for name in FIGURES for language in ("en", "id")]
_drawn = {}


def drawn(name, language="en"):
    """A figure, drawn once, and laid out as it will be in the page."""
    if (name, language) not in _drawn:
        ax = FIGURES[name](language=language)
        ax.figure.set_dpi(72)  # one pixel to the point, as in the SVG
        FigureCanvasAgg(ax.figure).draw()
        _drawn[name, language] = ax
    return _drawn[name, language]
