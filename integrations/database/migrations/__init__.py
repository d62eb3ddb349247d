"""Alembic migrations; `upgrade.py` runs them."""
