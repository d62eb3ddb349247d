"""Runs the migrations on an open connection. Alone in importing Alembic outside `migrations/`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from integrations.database import postgres

# Texts are ordered by their signs, as SQLite orders them, whatever the database was made with.
_ORDERED_OTHERWISE = text("""
SELECT format('ALTER TABLE %I ALTER COLUMN %I TYPE %s COLLATE "C"', c.relname, a.attname,
              format_type(a.atttypid, a.atttypmod))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
  AND a.attnum > 0 AND NOT a.attisdropped
  AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)
  AND a.attcollation <> '"C"'::regcollation
ORDER BY 1
""")
_FOLDER = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema, inside the transaction of `connection`."""
    upgrade_to(connection, "head")


def upgrade_to(connection: Connection, schema: str) -> None:
    """Bring the database up to one schema, inside the transaction of `connection`."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, schema)
    if connection.dialect.name == postgres.NAME:
        for change in connection.execute(_ORDERED_OTHERWISE).scalars().all():
            connection.exec_driver_sql(change)


def newest() -> str | None:
    """The newest migration there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()
