# `make demo` and `make test` need only git, make and Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types contracts docs check-docs unit search oldest test-bluesky benchmark train quality lock clean

# The moment is given, so that everybody sees the same queue.
demo: $(VENV)/installed
	$(BIN)/triage rank examples/brightwell.ndjson --config examples/brightwell.toml --top 12 --now 2026-11-20T20:00:00Z

# Everything that CI runs.
test: $(VENV)/installed lint types contracts check-docs unit

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

contracts: $(VENV)/installed
	$(BIN)/lint-imports

# On every core up to four, as each first reads all tests. The command, which many tests start, is compiled once,
# and not each time where the environment says to keep no bytecode.
unit: export PYTHONDONTWRITEBYTECODE =
unit: $(VENV)/installed
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

# The property tests with new examples, far more of them where a test sets no number of its own.
search: $(VENV)/installed
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile search --numprocesses auto --dist worksteal

# The tests with the oldest versions of the libraries that pyproject.toml allows.
oldest: $(VENV)-oldest/installed
	$(VENV)-oldest/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

# Write the generated parts of the documentation anew; check-docs fails where that would change one.
docs: $(VENV)/installed
	$(BIN)/cog -r -P -I docs README.md docs/*.md

check-docs: $(VENV)/installed
	$(BIN)/cog --check -P -I docs README.md docs/*.md

# The Bluesky source against a real server (PDS and AppView), which takes Node, PostgreSQL and Redis.
# BLUESKY_SERVER names the folder in which npm's @atproto/dev-env is set up to start by net.mjs.
test-bluesky: $(VENV)/installed
	@test -n "$(BLUESKY_SERVER)" || { echo "BLUESKY_SERVER must name the folder of the server"; exit 2; }
	BLUESKY_SERVER="$(BLUESKY_SERVER)" $(BIN)/python -m pytest tests/bluesky

benchmark: $(VENV)/installed
	$(BIN)/pip install --quiet -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/rank.py

train:
	$(PYTHON) -m venv $(VENV)-training
	$(VENV)-training/bin/pip install --quiet -r training/requirements.txt -e .
	$(VENV)-training/bin/python -m training.train
	$(VENV)-training/bin/python -m training.lanes

quality:
	$(PYTHON) -m venv $(VENV)-training
	$(VENV)-training/bin/pip install --quiet -r training/requirements.txt -e .
	$(VENV)-training/bin/python -m training.quality

# Bring the locked development environment up to date.
lock: $(VENV)/installed
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --group dev pyproject.toml -o requirements-dev.lock

$(VENV)/installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mentiontriage needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	touch $@

$(VENV)-oldest/installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)-oldest
	$(VENV)-oldest/bin/pip install --quiet -r requirements-dev.lock uv
	$(VENV)-oldest/bin/uv pip install --quiet --python $(VENV)-oldest --upgrade --resolution lowest-direct -e '.[xlsx]'
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-training $(VENV)-oldest
