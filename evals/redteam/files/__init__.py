"""Poisoned files in the formats people use, the same bytes on each run."""
