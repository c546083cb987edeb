# Two commands: `make book` and `make test`. Each makes the environment that it needs, once.

.DEFAULT_GOAL := help
.PHONY: assignments audit bench book check clean data-dictionary downloads epub exam expected format help house lint lite messages moodle mutants offline pack pdf pins questions readability repository screenshots slides test test-binder test-course test-deploy test-epub test-firefox test-oldest wheel
SHELL := /bin/sh
# the first that runs and is new enough: a name alone may be a stub that says "not installed"
SYSTEM_PYTHON := $(shell for name in python3 python python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PYTHON := .venv/bin/python
no-python = echo "Python 3.11 or later is needed, and none was found." >&2; exit 1

help:  ## Say what each command does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1\t/' | expand -t 16

book: .venv-book  ## Build the book into _build/html (makes .venv the first time)
	@$(PYTHON) -m press.build

# PYODIDE=folder-or-address puts a Jupyter that runs in the browser itself into the book. `make lite` takes
# Pyodide's release from the internet, once.
# (In the recipe: make would not pass on a PYODIDE of the environment that a target sets as well.)
lite:  ## Build the book with the in-browser Jupyter in it
	@PYODIDE="$${PYODIDE:-https://cdn.jsdelivr.net/pyodide/v0.27.7/full/}" $(MAKE) --no-print-directory book

downloads: .venv-test  ## Build the book with all files to take along in it: EPUB, PDF, zips (a few minutes)
	@$(PYTHON) -m press.handouts

offline: book  ## Zip the built book, without the in-browser Jupyter, to read from a folder
	@$(PYTHON) -m press.handouts.offline

pdf: .venv-test book  ## Print the whole book into _build/right-way-up.pdf
	@$(PYTHON) -m press.handouts.pdf

epub: .venv-test book  ## Make an e-book of each language, in _build
	@$(PYTHON) -m press.handouts.epub

# QUESTIONS=20, CHAPTERS=1-8 and LANGUAGE=en may be said too; .venv/bin/python -m press.bank.exam --help
# Only what is said on the command line counts: the environment may hold a LANGUAGE of its own.
said = $(if $(filter command,$(firstword $(origin $1))),$($1))
option = $(if $(call said,$1),$2 "$(call said,$1)")
exam: $(if $(call said,SEED),.venv-test)  ## Draw a test with its key, versions A and B, in _build/exam: make exam SEED=k7m2p
	@$(if $(call said,SEED),,echo "Choose letters and digits that nobody will guess, and note them: make exam SEED=k7m2p" >&2; exit 2)
	@$(PYTHON) -m press.bank.exam "$(SEED)"$(call option,QUESTIONS, --questions)$(call option,CHAPTERS, --chapters)$(call option,LANGUAGE, --language)

moodle: .venv-book  ## Make the question bank of each language for Moodle, in _build/questions
	@$(PYTHON) -m press.bank.formats moodle

questions: .venv-book  ## Make the question bank for Moodle, Canvas, TAO and QTI 3.0, in _build/questions
	@$(PYTHON) -m press.bank.formats

assignments: book  ## Make an assignment notebook of every chapter for nbgrader, in _build/assignments
	@$(PYTHON) -m press.assignments

slides: .venv-book  ## Make a deck of slides of every chapter, in _build/slides
	@$(PYTHON) -m press.handouts.slides

pack: book slides  ## Zip what a teacher without internet needs, in dist/
	@$(PYTHON) -m press.handouts.pack

test: .venv-test  ## Build the book and run every test, in a browser too (about a quarter of an hour)
	@$(PYTHON) -m press.build
	@$(PYTHON) -m pytest $(WORKERS) --cov=asi_helpers --cov-report=term -m "not slow"
	@$(PYTHON) -m pytest $(WORKERS) --no-cov --built -m slow $(FOLDERS) $(if $(PYODIDE),tests/lite)

# Two workers, each with whole files of tests; the ten slowest tests are listed. Coverage is taken of
# the fast tests alone: the others run no line of the package that those leave out.
WORKERS = -q -n 2 --dist loadfile --durations=10

# Those of the in-browser Jupyter, in tests/lite, run where PYODIDE is set.
FOLDERS = tests/book tests/press tests/site tests/lab

test-binder: .venv-test  ## Make Binder's environment anew and run every chapter there (needs the network)
	@$(PYTHON) -m pytest tests/binder -s --no-cov

test-firefox:  ## Run the core of the browser tests in Firefox (Debian: apt install firefox-esr)
	@$(SYSTEM_PYTHON) -m press.environment firefox
	@$(PYTHON) -m pytest tests/firefox --no-cov

test-epub: .venv-test  ## Check the e-books with epubcheck (brings a Java of its own, 55 MB)
	@$(SYSTEM_PYTHON) -m press.environment epub
	@$(PYTHON) -m pytest tests/epub --no-cov

test-course: .venv-test  ## Grade assignments with nbgrader, answer every question in a QTI player (needs npm)
	@$(SYSTEM_PYTHON) -m press.environment course
	@test -f node_modules/@citolab/qti-components/cdn/index.js || npm install --silent --no-save --no-package-lock @citolab/qti-components@7.27.4
	@$(PYTHON) -m pytest tests/course --no-cov

test-oldest:  ## Run the package's tests on the oldest versions it allows (Python 3.11 or 3.12)
	@$(SYSTEM_PYTHON) -m press.measure.oldest

test-deploy: .venv-test  ## Run JupyterHub as in deploy/, with several users at once (needs npm, or its proxy)
	@$(SYSTEM_PYTHON) -m press.environment deploy
	@command -v configurable-http-proxy >/dev/null || npm install --silent --no-save --no-package-lock configurable-http-proxy@5.3.0
	@$(PYTHON) -m press.build
	@PATH="$(CURDIR)/node_modules/.bin:$$PATH" $(PYTHON) -m pytest tests/hub -s --no-cov

check: .venv-test lint  ## Lint, and the tests that need neither the book nor a browser (under 1 minute)
	@$(PYTHON) -m pytest $(WORKERS) --no-cov -m "not slow"

lint: .venv-test  ## Check style, spelling and formatting
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m codespell_lib

audit: .venv-book  ## Audit every table in a text file: make audit FILE=tables.txt
	@$(PYTHON) -m asi_helpers.pasted "$(FILE)"

messages: .venv-book  ## Bring the catalogues of other languages up to date with the English
	@$(PYTHON) -m press.messages

house: .venv-test  ## Draw the rooms of the package and their imports into CONTRIBUTING.md
	@$(PYTHON) -m press.measure.house

readability: .venv-test  ## Print the reading level of each chapter (aim: US grade 10 or below)
	@$(PYTHON) -m press.measure.readability

format: .venv-test  ## Put code into shape
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

mutants: .venv-test  ## Break the book in small ways and say which no test sees (about half an hour)
	@$(PYTHON) -m press.mutants

bench: .venv-test  ## Measure build, weight and speed, against untouched Jupyter Book and plain loops
	@$(PYTHON) -m press.measure.bench

screenshots: .venv-test book  ## Photograph every page, wide and narrow, light and dark, into _build/screenshots
	@$(PYTHON) -m press.measure.screenshots

wheel: .venv-book  ## Make the wheel of asi_helpers, data included, in dist/
	@$(PYTHON) -m pip wheel --quiet --no-deps --wheel-dir dist .

repository: .venv-book  ## Write the repository's address from _config.yml into README and CITATION.cff
	@$(PYTHON) -m press.address

expected: .venv-test  ## Say which answers, numbers, turns of sentences and figures changed, and list them anew
	@$(PYTHON) -m press.expected
	@$(PYTHON) -m tests.drawn

data-dictionary: .venv-book  ## Write data/README.md from the schema of the data and the files
	@$(PYTHON) -m press.data_dictionary

pins:  ## Resolve requirements*.in anew into requirements*.txt (needs uv)
	for list in requirements requirements-test requirements-lite requirements-course requirements-deploy requirements-epub requirements-firefox; do \
		uv pip compile -q --universal --fork-strategy fewest --python-version 3.11 --no-annotate \
			--custom-compile-command "make pins" $$list.in -o $$list.txt || exit 1; done

clean:  ## Remove everything that was built; .venv stays
	rm -rf _build dist build *.egg-info .pytest_cache .ruff_cache .hypothesis .coverage
	rm -f *.ipynb
	find chapters -name '*.ipynb' -delete
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.PHONY: .venv-book .venv-test
.venv-book:
	@$(if $(SYSTEM_PYTHON),$(SYSTEM_PYTHON) -m press.environment book,$(no-python))
.venv-test:
	@$(if $(SYSTEM_PYTHON),$(SYSTEM_PYTHON) -m press.environment test,$(no-python))
