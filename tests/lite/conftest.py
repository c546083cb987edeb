"""The in-browser Jupyter is a part of the built book, and is visited as its pages are."""

from tests.site.conftest import server, tabs, visit  # noqa: F401
