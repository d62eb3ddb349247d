"""Tests of the prompts and their loader."""
