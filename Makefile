# What people and machines run. `make` alone lists it.
PYTHON ?= $(shell python3 tooling/requirements/interpreter.py)
VENV   := .venv
BIN    := $(VENV)/bin
LOCKS  := tooling/requirements

# Python keeps what it has compiled: else each command compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run serve test bench lint format fonts pictures docs lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set up, check the campaign, build site and packs
	@$(BIN)/minbar check
	@$(BIN)/minbar build

serve: $(VENV)/.run ## Look at the site while you edit, at http://127.0.0.1:8000/
	@$(BIN)/minbar serve

test: $(VENV)/.dev ## Set up and pass the tests, browser included
	@$(BIN)/python tooling/requirements/browser.py
	@$(BIN)/python -m pytest -n auto --dist worksteal

bench: $(VENV)/.bench ## Measure against Hugo, Eleventy, MkDocs; BENCH="--sizes 1000 10000 50000 --rounds 3"
	@$(BIN)/python -m bench.run $(BENCH)
	@$(BIN)/python -m bench.checking
	@$(BIN)/python -m bench.publishing
	@$(BIN)/python -m bench.charter --no-patterns
	@$(BIN)/python -m bench.approvals

lint: $(VENV)/.dev ## Style, types, import contracts, workflows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/zizmor --pedantic --offline --no-progress --quiet .github

format: $(VENV)/.dev ## Mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(VENV)/.dev ## Write the command reference and the schemas anew
	@$(BIN)/minbar schema
	@$(BIN)/python tooling/docs/reference.py

fonts pictures: $(VENV)/.dev ## Make the font subsets or the demonstration pictures anew
	@$(BIN)/python tooling/design/$@.py

lock: $(VENV)/.dev ## Resolve the dependencies anew, with hashes
	@$(BIN)/uv pip compile pyproject.toml --extra morocco --group build --universal --python-version 3.11 \
	  --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o $(LOCKS)/run.txt
	@$(BIN)/uv pip compile pyproject.toml --extra morocco --group build --group dev --universal --python-version 3.11 \
	  -c $(LOCKS)/run.txt --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o $(LOCKS)/dev.txt
	@$(BIN)/uv pip compile pyproject.toml --extra morocco --group build --group bench --universal --python-version 3.11 \
	  -c $(LOCKS)/run.txt --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o $(LOCKS)/bench.txt

clean: ## Remove what was made, but not the environment
	@rm -rf .minbar .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find site -mindepth 1 ! -name .gitignore -delete

$(BIN)/python:
	@echo "Setting up Python in $(VENV) (once)…"
	@set -- $(PYTHON); : "$${1:?Minbar needs Python 3.11 or newer; install it, or run: make PYTHON=… $(MAKECMDGOALS)}"; \
	  "$$@" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Minbar needs Python 3.11 or newer; run: make PYTHON=python3.11 $(MAKECMDGOALS)")' \
	  && "$$@" -m venv $(VENV)

$(VENV)/.run: pyproject.toml $(LOCKS)/run.txt | $(BIN)/python
	@echo "Installing what Minbar needs (once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCKS)/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run $(LOCKS)/dev.txt
	@echo "Installing what the tests need (once)…"
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r $(LOCKS)/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.run $(LOCKS)/bench.txt
	@echo "Installing what is measured against (once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCKS)/bench.txt
	@touch $@
