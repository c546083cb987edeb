"""Whether somebody listens, or a program runs the notebook."""

import sys


def is_live():
    """
    Whether somebody can move a widget here.

    A front end sends `allow_stdin` with each request to run a cell, since it could answer
    `input()`; a program that runs notebooks does not. The browser's own kernel is always live.
    """
    if sys.platform == "emscripten":
        return True
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return False
    request = kernel.get_parent("shell") or {}
    return bool(request.get("content", {}).get("allow_stdin"))
