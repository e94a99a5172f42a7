# The only list of verbs. Each sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PINS := requirements/generate.txt requirements/test.txt
override VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# What comes from outside reaches the recipes by the environment alone, as "$$TAG": make would paste it into the shell's text.
export PYTHON TAG BASE PAGES
override PYTHON := $(value PYTHON)
override TAG := $(value TAG)
override BASE := $(value BASE)
override PAGES := $(value PAGES)

.PHONY: help setup demo test fuzz generate check lint lint-spec drift departures spec-diff parity mutants bench bench-plot dist release-check check-staged chaos recipes ruff lock format clean

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/tests-ready ## Make .venv with the locked packages
	@$(PY) tools/pins.py $(PINS) || $(PIP) install $(addprefix --requirement ,$(PINS))

$(VENV)/tests-ready: requirements/test.txt pyproject.toml
	@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11) and sys.executable + ": 3.11 or newer is needed, not " + sys.version.split()[0])'
	@echo "setting up $(VENV), 1 of 3: an environment"
	@test -x $(PY) || "$$PYTHON" -m venv $(VENV)
	@echo "setting up $(VENV), 2 of 3: the locked packages, which takes about half a minute"
	@$(PIP) install --requirement requirements/test.txt
	@echo "setting up $(VENV), 3 of 3: this package"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/lint-ready: $(VENV)/tests-ready requirements/lint.txt
	@echo "setting up the type checkers ..."
	@$(PIP) install --requirement requirements/lint.txt
	@touch $@

demo: setup ## Link and unlink through a local sandbox, and show what comes of it
	@$(PY) -m tools.demo

test: setup ## Run every test; every branch of overrides/ must have been taken
	@$(PY) -m pytest --numprocesses 2 --cov --cov-report=term

fuzz: setup ## Decode 100,000 damaged answers, and hold each model to its annotations: FUZZ_EXAMPLES=<n>
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-100000} $(PY) -m pytest tests/generated/test_truth.py --capture=no -p no:cacheprovider

generate: setup ## Regenerate generated/ if anything that decides it has changed
	@$(PY) -m tools.sync generate
	@$(PY) -m tools.sync_typescript generate

check: lint-spec ## Fail unless generated/ is exactly what the spec gives
	@$(PY) -m tools.sync check
	@$(PY) -m tools.sync_typescript check

lint-spec: setup ## Refuse a spec that is not valid, or that the generator would get wrong
	@$(PY) -m tools.lint_spec

TWIN := tests/parity/typescript
parity: setup ## Run the Python and TypeScript clients over all vectors and compare their bytes
	@command -v npm >/dev/null || { echo "make parity needs Node 20 with npm; there is none on PATH" >&2; exit 1; }
	@$(PY) -m tools.sync_typescript prove
	@cd $(TWIN) && npm exec --offline -- tsc
	@$(PY) spec/vectors/judge.py \
		"python=$(PY) tests/parity/python_runner.py sync" \
		"python-async=$(PY) tests/parity/python_runner.py async" \
		"typescript=node $(TWIN)/dist/runner.js"

mutants: setup ## Break each rule of the validator in turn; the vectors must notice every one
	@$(PY) -m tools.mutants

$(VENV)/bench-ready: $(VENV)/tests-ready requirements/bench.txt
	@echo "setting up the benchmarks' peers ..."
	@$(PIP) install --requirement requirements/bench.txt
	@touch $@

bench: $(VENV)/bench-ready ## Measure beside the peers: a table of ratios, and benchmarks/results.json
	@PATH="$(abspath $(VENV))/bin:$$PATH" $(PY) -m benchmarks.run

bench-plot: $(VENV)/bench-ready ## Draw benchmarks/results.json as benchmarks/results.png
	@$(PY) -m benchmarks.plot

drift: setup ## Report what is new in the vendor's pages: PAGES="page.md https://... -"
	@set -f; $(PY) -m tools.drift $$PAGES

departures: setup ## Make the table in spec/README.md anew from spec/departures.yaml
	@$(PY) -m tools.drift --table

spec-diff: setup ## Say what a change of the spec does to users: BASE=<git ref>
	@$(PY) -m tools.spec_diff $${BASE:+"$$BASE"}

dist: setup ## Build wheel and sdist, check what is in them, and link from the wheel alone
	@$(PY) -m tools.dist

release-check: setup ## Fail unless TAG is the version and the changelog's head
	@$(PY) -m tools.dist --tag "$$TAG"

check-staged: setup ## Lint and check what is staged, with the staged tools; the pre-commit hook
	@$(PY) -m tools.sync check --index

chaos: setup ## Kill `make generate` and a job of bulk at hundreds of moments, lint mutated specs; takes long
	@$(PY) -m tools.chaos
	@$(PY) -m tools.chaos_bulk

recipes: setup ## Run examples/engines with Dask, Ray Data, Spark and dlt against a sandbox; downloads 1.5 GB the first time
	@$(PY) -m tools.recipes

ruff: setup ## Lint and layout of the hand-written code
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

lint: ruff $(VENV)/lint-ready ## ruff, mypy --strict and pyright
	@$(PY) -m mypy
	@$(PY) -m basedpyright --level error

format: setup ## Let ruff lay out the hand-written code
	@$(VENV)/bin/ruff check --fix-only --quiet . && $(VENV)/bin/ruff format --quiet .

LOCK := uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate
lock: ## Compile the exact pins again (needs uv)
	$(LOCK) requirements/generate.in -o requirements/generate.txt
	$(LOCK) pyproject.toml --all-extras requirements/test.in -c requirements/generate.txt -o requirements/test.txt
	$(LOCK) requirements/bench.in -c requirements/test.txt -o requirements/bench.txt
	$(LOCK) requirements/lint.in -c requirements/test.txt -o requirements/lint.txt
	for engine in dask ray spark dlt; do $(LOCK) pyproject.toml requirements/recipes/$$engine.in -c requirements/test.txt -o requirements/recipes/$$engine.txt; done

clean: ## Remove what the verbs made, but for generated/
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
