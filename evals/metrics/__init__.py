"""Metrics: pure functions; every one says its range and when a case is not scored (None)."""
