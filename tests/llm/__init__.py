"""Tests that ask a real language model; `make test-llm` runs them."""
