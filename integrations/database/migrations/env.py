"""Alembic's entry point: migrates the connection that `upgrade.py` hands over."""

from alembic import context

from integrations.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
    transactional_ddl=False,  # the caller's transaction is the one that counts
)
context.run_migrations()
