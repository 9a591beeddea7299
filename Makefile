# `make run` starts Giftgoal, `make test` runs everything a change must pass.
# Both set up what they need inside this folder, from Python 3.11 or newer alone.

BIN := .venv/bin
RUN := .venv/ready-to-run
DEVELOP := .venv/ready-to-develop
NODE := node_modules/.package-lock.json

PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --upgrade

# Node.js comes from .venv too, and npm's scripts look for it on the path.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: run demo test check format bench pictures faults lock clean

run: $(RUN)
	@$(BIN)/giftgoal $(ARGS)

demo: $(RUN)
	@$(BIN)/giftgoal demo $(ARGS)

# The browser's tests wait for what moves and the others for what is written down, so that both
# halves together take little longer than the longer one.
test: check
	rm -rf dist
	$(BIN)/python -m build --quiet --no-isolation
	$(BIN)/check-wheel-contents dist
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.obs.real_obs
	$(BIN)/coverage erase
	@log=$$(mktemp); \
	$(BIN)/coverage run -m pytest tests/browser > $$log 2>&1 & browser=$$!; \
	$(BIN)/coverage run -m pytest --ignore=tests/browser; others=$$?; \
	wait $$browser; shown=$$?; \
	cat $$log; rm $$log; \
	exit $$((others + shown))
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# Everything but the Python tests, the quickest to fail first.
check: $(DEVELOP) $(NODE)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/npm run --silent check
	$(BIN)/npm run --silent test

format: $(DEVELOP) $(NODE)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/npm run --silent format

bench: $(DEVELOP)
	$(BIN)/python -m tests.bench $(ARGS)

# Everything that can go wrong, and every attack, at full length. Needs Linux and strace; see
# docs/reliability.md.
faults: $(DEVELOP)
	$(BIN)/python -m tests.faults $(ARGS)

# The pictures in the README and the docs, taken anew from the real pages; the home screen's icons.
pictures: $(DEVELOP)
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.pictures.readme
	$(BIN)/python -m tests.pictures.studio
	$(BIN)/python -m tests.pictures.contact_sheet
	$(BIN)/python -m tests.pictures.widget_sheet
	$(BIN)/python -m tests.pictures.icons

# The newest versions that pyproject.toml and package.json allow.
lock: $(DEVELOP)
	$(COMPILE) --output-file requirements.lock --extra checkout pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock --extra checkout --extra dev \
		--constraint requirements.lock pyproject.toml
	echo aiogram | $(COMPILE) --output-file tests/sources/aiogram.lock -
	echo PySide6-Addons==6.4.3 | $(COMPILE) --output-file tests/browser/old_engine/qt.lock -
	$(BIN)/npm update --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf .venv node_modules dist .coverage .coverage.*

$(RUN): requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing what Giftgoal needs."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOP): requirements-dev.lock $(RUN)
	@echo "Installing what its tests need."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(NODE): package-lock.json | $(DEVELOP)
	@$(BIN)/npm ci --loglevel=error --no-audit --no-fund
	@touch $@

$(BIN)/pip:
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Setting up with $$($$python --version)."; \
			$$python -m venv .venv && exit; \
			rm -rf .venv; \
			exit 1; \
		fi; \
	done; \
	echo "Giftgoal needs Python 3.11 or newer; found $$(python3 --version 2>/dev/null || echo none)." >&2; \
	exit 1
