# Everything a newcomer or CI needs; each target does all of it, on a fresh machine too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check setup lock bench clean

demo: setup
	$(BIN)/clausewise --data .clausewise-demo demo

test: setup
	$(MAKE) check

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: setup
	$(BIN)/python -m evals.speed

lock:
	$(BIN)/python scripts/lock.py

setup: $(VENV)/.installed

# torch, and what only torch needs, has a lock of its own: docs/adr/0002-two-locks.md
$(VENV)/.installed: requirements.lock requirements-torch.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q -r requirements-torch.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) .clausewise-demo
