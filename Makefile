# Everything a person does with this repository is one word. `make` alone lists the words.
.DEFAULT_GOAL := help
.PHONY: help run install test check fix bench shots soak lock
BIN := .venv/bin

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 16

run: .venv/.installed-run ## build the demo once and serve it on 127.0.0.1:8000
	@exec $(BIN)/trellis serve --demo

install: .venv/.installed-dev ## install what developers need

test: .venv/.installed-dev ## run every test on SQLite, PostgreSQL and in a real browser
	@.ci/chromium
	@.ci/test

check: .venv/.installed-dev ## lint, types, layers, generated docs, sizes
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/trellis docs --check
	$(BIN)/python -m tests.contract.sizes

fix: .venv/.installed-dev ## repair what can be repaired by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/trellis docs

bench: .venv/.installed-dev ## measure; writes bench/results.json
	$(BIN)/python -m bench

shots: .venv/.installed-dev ## a picture of every page in var/shots
	@.ci/chromium
	$(BIN)/python -m tests.journeys.shots

soak: .venv/.installed-dev ## look for new counter-examples to every rule, on both databases
	TRELLIS_SOAK=1 $(SOAK) tests/core tests/web tests/api
	TRELLIS_SOAK=1 TRELLIS_TEST_DB=postgresql $(SOAK) tests/web
	TRELLIS_WORLDS=1000 $(BIN)/pytest tests/contract/test_two_worlds.py
	TRELLIS_KILLS=200 $(BIN)/pytest tests/kill
SOAK := $(BIN)/pytest -n 2 --hypothesis-profile=soak -o faulthandler_timeout=7200

lock: .venv/.installed-dev ## renew the lock files
	$(BIN)/uv pip compile $(LOCK) --upgrade --group build -o requirements/run.txt pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --upgrade --group build --group dev -c requirements/run.txt \
		-o requirements/dev.txt pyproject.toml
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header

# The developers' lock holds everything of the other one, at the same versions.
.venv/.installed-run: requirements/run.txt pyproject.toml requirements/install
	@requirements/install run
	@touch $@

.venv/.installed-dev: requirements/dev.txt pyproject.toml requirements/install
	@requirements/install dev
	@touch .venv/.installed-run $@
