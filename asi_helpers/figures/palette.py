"""
The book's colours as a page knows them, shared by figures and explorers.

They are variables of the page with a fallback, so that one picture serves the light theme and the
dark one. Jupyter and VS Code have a dark page too, but not the book's variables, so theirs are
asked for. Nothing here needs matplotlib.
"""

INK = "currentColor"
A, B = "var(--asi-a,#0072b2)", "var(--asi-b,#c4511d)"
GRID = "var(--asi-grid,#888)"
BG = "var(--asi-bg,var(--jp-layout-color0,var(--vscode-editor-background,#fff)))"
