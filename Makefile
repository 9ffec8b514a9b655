# `make run` starts the dashboard, `make test` proves it; both set up what they need on a fresh Debian machine.
PYTHON ?= python3
BIN := .venv/bin
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
INSTALL = DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -q --no-install-recommends
PORT ?= 8501
# Two at a time, each a whole file of tests: what a file prepares for all its tests (a server, a refresh) is made once.
TWO := -n 2 --dist loadfile --no-loadscope-reorder

# Some machines forbid Python to keep compiled modules. Tests start about a hundred processes, each of which would compile
# all of ours anew: up to 0.8 seconds of processor time each.
test check-fast bench: export PYTHONDONTWRITEBYTECODE =

.PHONY: run refresh test check check-fast bench snapshot freeze clean

run: .venv/installed .venv/paper  ## start the dashboard on the shipped data; needs no network once installed
	@$(BIN)/python -m loaders hint || true
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

refresh: .venv/installed       ## ask the official sources anew; what fails leaves the data as they are (docs/refresh.md)
	$(BIN)/python -m loaders refresh

test: .venv/tools .venv/browser .venv/office  ## every test, in a real browser and a real LibreOffice too
	$(BIN)/python -m pytest $(TWO) --durations=25

check: .venv/tools             ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/oxlint --deny-warnings
	$(BIN)/oxfmt --check '**/*.js' '**/*.css'
	$(BIN)/python -m pytest -q tests/test_architecture.py
	$(BIN)/python -m loaders check

check-fast: .venv/tools        ## style, types, imports and the quick tests: no browser, no LibreOffice, nothing that takes seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/oxlint --deny-warnings
	$(BIN)/oxfmt --check '**/*.js' '**/*.css'
	$(BIN)/python -m pytest -q $(TWO) -m "not browser and not slow"

bench: .venv/tools .venv/browser  ## speed, bytes and memory; prints the table of the README
	$(BIN)/python -m benchmarks

snapshot: .venv/installed      ## make the shipped data again from the prepared folder, where that is present
	$(BIN)/python -m loaders snapshot ../shared/data

freeze: .venv/installed        ## renew tests/geodata, the copy of the data that tests run on, on purpose
	$(BIN)/python -m tests.support.freeze

# A fresh Debian has python3 without venv; only then is something installed for it.
.venv/bin/python:
	$(PYTHON) -m venv .venv || { $(AS_ROOT) apt-get update -q && $(INSTALL) python3-venv && $(PYTHON) -m venv --clear .venv; }

.venv/installed: requirements.txt .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

.venv/tools: tests/requirements.txt .venv/installed
	$(BIN)/pip install -q --disable-pip-version-check -r tests/requirements.txt
	touch $@

# Fonts: without any, chromium draws boxes, and the tests that look at text would look at nothing. libatomic1 is what
# playwright's driver wants and a small Debian lacks. The headless shell is the same chromium without windows of its own.
FOR_TESTS := chromium chromium-headless-shell fontconfig fonts-dejavu-core fonts-liberation libatomic1
.venv/browser: .venv/bin/python
	dpkg -s $(FOR_TESTS) >/dev/null 2>&1 || { $(AS_ROOT) apt-get update -q && $(INSTALL) $(FOR_TESTS); }
	touch $@

# What opens a briefing's slides as a meeting room would; only tests look so.
.venv/office: .venv/bin/python
	dpkg -s libreoffice-impress >/dev/null 2>&1 || { $(AS_ROOT) apt-get update -q && $(INSTALL) libreoffice-impress; }
	touch $@

# The .pdf and the pictures of a briefing want chromium. Tried once, never asking for a password: all else works without.
.venv/paper: .venv/installed
	@command -v chromium >/dev/null || $(MAKE) .venv/browser AS_ROOT="$(AS_ROOT:sudo=sudo -n)" \
		|| echo "No chromium: briefings come without .pdf and pictures until it is installed (apt-get install chromium)."
	@touch $@

clean:                         ## remove what was installed here
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
