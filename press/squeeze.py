"""Style sheets and scripts as they are sent: without comments and indentation."""

import re


def squeeze_css(css):
    """CSS without comments and indentation."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in css.splitlines() if line.strip()) + "\n"


def squeeze_js(script):
    """A script without the comments that stand on lines of their own, and without indentation."""
    script = re.sub(r"^\s*/\*.*?\*/\s*$", "", script, flags=re.DOTALL | re.MULTILINE)
    script = re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)
    # by "\n" alone: a string may hold other ends of lines
    lines = [line.strip() for line in script.split("\n")]
    return "\n".join(line for line in lines if line) + "\n"
