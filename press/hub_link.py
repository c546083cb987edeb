"""
Print the link that brings the notebooks to a student's folder on a JupyterHub and opens one.

    python -m press.hub_link https://hub.example.edu chapters/08-upside-down-odds-ratio.ipynb
"""

import sys
from urllib.parse import urlencode

from press.address import address_of, load_config

BRANCH = "notebooks"  # .github/workflows/publish.yml writes it


def hub_link(hub, notebook, config):
    """The nbgitpuller link for one notebook of the configured repository."""
    repository = address_of(config).repository
    folder = repository.split("/")[-1]
    query = urlencode(
        {"repo": repository, "branch": BRANCH, "urlpath": f"lab/tree/{folder}/{notebook}"}
    )
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{query}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    print(hub_link(*sys.argv[1:], load_config()))
