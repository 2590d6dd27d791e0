# Everything people do here. `make` alone lists it; .ci/run calls `make test`.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
# Compiled once, every command starts in half the time.
unexport PYTHONDONTWRITEBYTECODE
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
# Processes that share the tests, one more than processors since some wait; ARGS goes to pytest, e.g. make fast ARGS="tests/sites -x".
JOBS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
ARGS ?=

LANGUAGES := $(patsubst translations/%/LC_MESSAGES/messages.po,%,$(wildcard translations/*/LC_MESSAGES/messages.po))
CATALOGUES := $(LANGUAGES:%=translations/%/LC_MESSAGES/messages.mo)
FRONT_END := static/dist/manifest.json
FRONT_END_SOURCES := $(wildcard package.json package-lock.json build.mjs world.mjs) $(shell find static -type f -not -path 'static/dist/*')
CALENDAR_CHECK := .cache/calendar-check/calharness.json

.PHONY: help run test fast lint check proof bench build messages routes format constraints clean needs port

help: ## List what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  \1|/' | column -t -s '|'

run: port $(VENV)/.run $(FRONT_END) $(CATALOGUES) ## Install, migrate, fill an empty database with the demonstration, serve at http://127.0.0.1:8000
	@$(BIN)/python scripts/run

port:
	@"$$(scripts/python3)" scripts/run --free

test: build needs ## Install what the tests need and run all of them, on SQLite and on PostgreSQL
	$(PYTEST) -n $(JOBS) --database both $(ARGS)

fast: build ## The tests without a browser, on SQLite alone
	$(PYTEST) -n $(JOBS) --database sqlite -m "not browser and not tools" $(ARGS)

lint: $(VENV)/.dev ## Style of code (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check: lint ## Style, types, floors and templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

proof: build needs ## The long proofs at their full size (hours)
	$(PYTEST) -n $(JOBS) --database both --proof $(ARGS)

bench: build needs ## Measure pages and checks against a small and a large archive
	$(BIN)/python -m bench $(ARGS)

build: $(VENV)/.dev $(FRONT_END) $(CATALOGUES) ## Environment, front end and catalogues

messages: $(VENV)/.dev ## Collect the texts of code and templates into the catalogues, and compile these
	$(BIN)/pybabel -q extract --mapping-file babel.cfg --keyword lazy_gettext --keyword lazy_ngettext:1,2 \
	  --keyword lazy_pgettext:1c,2 --add-comments NOTE: --sort-by-file --no-wrap \
	  --project Visits --output-file translations/messages.pot .
	for language in $(LANGUAGES); do \
	  $(BIN)/pybabel -q update --input-file translations/messages.pot --output-dir translations \
	    --locale $$language --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	done
	$(MAKE) $(CATALOGUES)

routes: $(VENV)/.dev ## Write down anew who may open which address (then review the difference)
	$(PYTEST) -q --database sqlite tests/house/test_routes.py --write-routes

format: $(VENV)/.dev ## Put code into its shape
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

constraints: $(VENV)/.dev ## Pin what the pinned packages bring along
	$(BIN)/pip freeze --local | grep -vi '^nodejs' > constraints.txt

clean: ## Remove what was made, except data and the environment
	rm -rf static/dist node_modules .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage* $(CATALOGUES)

needs: $(if $(wildcard tests/calendars/calendar_check/setup.sh),$(CALENDAR_CHECK))
	@scripts/need postgresql chromium poppler-utils

$(VENV)/bin/python:
	"$$(scripts/python3)" -m venv $(VENV)

$(VENV)/.run: requirements.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(FRONT_END): $(FRONT_END_SOURCES) node_modules/.made | $(VENV)/bin/python
	scripts/with-node npm run --silent build
	touch $@

node_modules/.made: package.json package-lock.json | $(VENV)/bin/python
	scripts/with-node npm ci --silent --no-audit --no-fund
	touch $@

translations/%/LC_MESSAGES/messages.mo: translations/%/LC_MESSAGES/messages.po | $(VENV)/.run
	$(BIN)/pybabel -q compile --input-file $< --output-file $@ --locale $*

$(CALENDAR_CHECK): $(wildcard tests/calendars/calendar_check/setup.sh tests/calendars/calendar_check/adapters/*) | $(VENV)/bin/python
	@scripts/need php-cli php-mbstring php-sabre-vobject libical-dev pkg-config gcc libc6-dev
	PYTHON=$$(scripts/python3) scripts/with-node tests/calendars/calendar_check/setup.sh .cache/calendar-check
	touch $@
