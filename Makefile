# `make chat` opens the chat, `make check` is what runs before every commit and in .ci/run. Everything stays inside this folder
# but the library, which lies in the user's data folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GOLD ?= tests/gold/questions.jsonl
# What the program reached on our own questions, less a little: `make eval` fails below.
LEAST ?= --right 79 --precise 84 --refused 93

.PHONY: chat test test-slow test-browser check format eval bench clean
.DEFAULT_GOAL := check

chat: $(READY)
	$(BIN)/podium

test: $(READY)
	$(BIN)/python -m pytest

test-slow: $(READY)
	$(BIN)/python -m pytest -m "slow and not browser"

test-browser: $(READY)
	$(BIN)/python -m pytest -m browser

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) test

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(READY)
	rm -rf build/eval
	$(if $(ARTICLES),$(BIN)/podium --library build/eval add $(ARTICLES))
	$(BIN)/podium --library build/eval eval $(GOLD) $(LEAST)

bench: $(READY)
	set -e; for script in bench/*.py; do $(BIN)/python $$script; done

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# One stamp for the whole setup: it is repeated only when the requirements change.
# torch first and by itself, at exactly this version: a CPU build is all that Podium needs, and a range would let pip go on to a
# newer release of which it finds only the build that draws gigabytes of CUDA.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Podium needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "$$(grep '^torch==' constraints.txt)"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@
