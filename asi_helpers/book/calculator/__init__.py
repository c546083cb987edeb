"""The calculator: its form in a page, its results, its twin of ipywidgets."""
