"""
Break the book in many small ways and count how often no test sees it.

    .venv/bin/python -m press.mutants                     # or: make mutants
    .venv/bin/python -m press.mutants --kind statistics --file asi_helpers/joint.py --sample 0

A mutant is one small change in one place: `<` for `<=`, two answers of a quiz exchanged, a
percentage of the other group. It is written into a copy of the repository, the tests that should
see it are run there, and it is taken back. One that every test lets pass has survived, and is
printed: a test is missing, or what was changed says nothing to anybody.

  places.py   what a mutant is, and how exchanges are written down
  code.py     statistics and drawings: changes in Python
  words.py    wording: changes in the sentences that the package says
  pages.py    quizzes and kept values: changes in JSON and in chapters
  seen_by.py  which tests should see which file
  run.py      copies, and a fork for each mutant

Why like this. The kinds are the book's own: half of them lie in JSON, Markdown and sentences, which
no tool for Python knows. A change is made in the text at the places that `ast` names, so that it
reads as a change of one line. All heavy packages are imported once, and each mutant is a fork that
imports the book only. The choice is drawn with a seed: the same seed, the same mutants. One that
hangs is seen, since a person would see it too, and is counted among the killed.
"""
