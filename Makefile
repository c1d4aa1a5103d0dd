# One command to run (make demo), one to check (make test). PORT, PAMOJA_HOME, ONLY: arguments or environment variables.

PORT ?= 8000
PAMOJA_HOME ?= $(CURDIR)/var
PYTHON ?= python3
ONLY ?=
export PORT PAMOJA_HOME

VENV := $(CURDIR)/.venv
BIN := $(VENV)/bin
PAMOJA := $(BIN)/pamoja
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
CATALOGUES := $(wildcard pamoja/locale/*/LC_MESSAGES/django.po)
PHONE := tests/phone
PYTEST := PATH="$(BIN):$$PATH" $(BIN)/pytest

.DEFAULT_GOAL := help
.PHONY: help install demo demo-reset test lint test-sqlite test-postgresql test-devices bench messages lock clean

help: ## list what make does here
	@echo "make TARGET [PORT=8000] [PAMOJA_HOME=var] [ONLY=ingest]"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-17s%s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(RUN_STAMP) $(CATALOGUES:.po=.mo) ## install the program into .venv; the command is .venv/bin/pamoja

demo: install ## install, load the invented programme into a new home, serve it on PORT
	@$(BIN)/python -m tools.demo

demo-reset: install ## forget the demo instance and its home, then make demo anew
	@$(BIN)/python -m tools.demo reset

test: ## lint, types, ladder, then all tests on SQLite and PostgreSQL, with phone and browser
	@tools/timed.sh lint test-sqlite test-postgresql test-devices

lint: $(DEV_STAMP) ## ruff, mypy and the ladder of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test-sqlite: $(DEV_STAMP) $(CATALOGUES:.po=.mo) ## the tests that need neither phone nor browser, on SQLite
	$(PYTEST) -n auto --dist loadscope --no-loadscope-reorder -m "not browser and not phone"

test-postgresql: $(DEV_STAMP) $(CATALOGUES:.po=.mo) ## those of them that ask a database, on PostgreSQL
	PAMOJA_TEST_DATABASE=postgresql $(PYTEST) -n auto --dist loadscope --no-loadscope-reorder -m "not browser and not phone"

test-devices: $(DEV_STAMP) $(CATALOGUES:.po=.mo) $(PHONE)/node_modules/.installed ## the tests that fill forms on a phone or drive a browser
	@tools/install/chromium.sh
	$(PYTEST) -m "browser or phone"

bench: $(DEV_STAMP) $(CATALOGUES:.po=.mo) ## measure; ONLY=ingest measures one thing
	@$(BIN)/python -m bench $(ONLY)

messages: $(DEV_STAMP) ## bring the catalogues of the three languages up to date with the code
	$(BIN)/python -m tools.messages extract
	$(BIN)/python -m tools.messages check

lock: $(DEV_STAMP) ## lock the versions of what pyproject.toml asks for
	@tools/lock.sh

clean: ## remove what was installed and built, keep every home
	rm -rf $(VENV) build *.egg-info $(PHONE)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find pamoja tests tools -name __pycache__ -prune -exec rm -rf {} +
	rm -f $(CATALOGUES:.po=.mo)

$(RUN_STAMP): requirements.txt pyproject.toml tools/install/uv.txt
	@tools/install/python.sh "$(PYTHON)" "$(VENV)" requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt pyproject.toml tools/install/uv.txt
	@tools/install/python.sh "$(PYTHON)" "$(VENV)" requirements-dev.txt
	@touch $@ $(RUN_STAMP)

%.mo: %.po | $(RUN_STAMP)
	@$(BIN)/python -m tools.messages compile $<

$(PHONE)/node_modules/.installed: $(PHONE)/package-lock.json | $(DEV_STAMP)
	@tools/install/node.sh "$(VENV)" "$(PHONE)"
	@touch $@
