"""How surely a trace sees a chain break: rows made wrong, one at a time."""
