# The two commands are `make demo` and `make test`. Without make, the same in one line each:
#
#   python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock && .venv/bin/python manage.py demo
#   python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements-dev.lock && .venv/bin/pytest

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
WITH_SERVERS := $(BIN)/python -m renewal_portal.embedded

.DEFAULT_GOAL := help
.PHONY: help demo test smoke lint format types migrations check lock messages browser clean
MAKEFLAGS += --no-print-directory

help:
	@echo "make demo        the whole portal on this machine, with invented people (ARGS='--port 8001 --fresh')"
	@echo "make test        all tests, browser included (ARGS='tests/menus -k lift')"
	@echo "make check       lint, types, import contracts, migrations, smoke run of the demo"
	@echo "make format      let ruff rewrite what it can"
	@echo "make messages    collect the English sentences into the Chinese catalogue, and compile it"
	@echo "make lock        write the lock files anew from pyproject.toml (ARGS=--upgrade for newer versions)"
	@echo "make clean       delete the environment, the caches and the demo's data"

demo: .venv/.runs
	@$(BIN)/python manage.py demo $(ARGS)

test: .venv/.develops browser
	@$(BIN)/pytest $(if $(findstring -n,$(ARGS)),,-n auto --maxprocesses 8) $(ARGS)

smoke: .venv/.runs
	@$(BIN)/python manage.py demo --smoke

lint: .venv/.develops
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

format: .venv/.develops
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: .venv/.develops
	@$(BIN)/mypy .

migrations: .venv/.develops
	@PORTAL_DEBUG=1 $(WITH_SERVERS) $(BIN)/python manage.py makemigrations --check --dry-run

messages: .venv/.develops
	@$(BIN)/python -m tests.i18n

check: lint types migrations smoke

browser:
	@.ci/browser

# uv only writes the lock files; it is not part of the environment they describe. Extras stay in the pins: without them
# pip looks at the newest release of an extra first and stops at its unknown hash, as soon as one is published.
lock: .venv/bin/python
	@$(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --no-strip-extras --generate-hashes --custom-compile-command 'make lock' $(ARGS) \
		pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --no-strip-extras --generate-hashes --custom-compile-command 'make lock' $(ARGS) \
		pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	@test ! -x $(BIN)/python || $(BIN)/python -m renewal_portal.demo.removal
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What runs the portal, and what works on it. Each stamp is older than its lock file only after the lock changed.
.venv/.runs: requirements.lock | .venv/bin/python
	@echo "Installing what the portal needs …"
	@$(INSTALL) -r requirements.lock
	@touch $@

.venv/.develops: requirements-dev.lock | .venv/bin/python
	@echo "Installing what work on the portal needs …"
	@$(INSTALL) -r requirements-dev.lock
	@touch .venv/.runs $@

.venv/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, $(PYTHON) is %d.%d: name another with PYTHON=python3.12." % sys.version_info[:2])'
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || { echo "$(PYTHON) comes without venv: apt install python3-venv."; exit 1; }
	@$(PYTHON) -m venv .venv
