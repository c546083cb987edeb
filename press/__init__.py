"""What turns chapters into things that readers hold: pages, notebooks, hand-outs, a wheel."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The last day of the paper's fieldwork. Any fixed day gives the same bytes twice.
EPOCH = 1685491200
