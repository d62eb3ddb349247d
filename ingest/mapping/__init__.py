"""Proposes which passage bears on which clause; people decide."""

from ingest.mapping.propose import propose

__all__ = ["propose"]
