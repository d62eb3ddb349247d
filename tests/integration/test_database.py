"""Opening the database: migrations, refusals, durability."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from assistant.errors import StoreUnavailable
from assistant.ledger.entries import first_break
from integrations.database.engine import FILE_NAME, open_database
from integrations.database.job_tables import jobs
from integrations.database.ledger import SqlLedger
from integrations.database.people_tables import people
from integrations.database.tables import SCHEMA
from integrations.database.upgrade import newest, upgrade_to

_SEARCH_TABLES = "words"  # made by FTS5, not by SQLAlchemy


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    assert newest() == SCHEMA
    database = open_database(tmp_path)
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _, name, kind, *rest: (
                    kind != "table" or not name.startswith(_SEARCH_TABLES)
                )
            },
        )
        assert compare_metadata(context, jobs.metadata) == []
        assert people.metadata is jobs.metadata
    database.close()


def test_a_database_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    code = (
        "import sys, pathlib\n"
        "from integrations.database.engine import open_database\n"
        "open_database(pathlib.Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )

    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)]).returncode == 0


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(StoreUnavailable, match="newer version"):
        open_database(tmp_path)


def test_a_file_that_is_no_database_is_named_as_unusable(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)

    with pytest.raises(StoreUnavailable, match="not a database"):
        open_database(tmp_path)


def test_a_data_directory_that_cannot_be_made_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(StoreUnavailable) as told:
        open_database(tmp_path / "file" / "data")

    assert told.value.hint


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
        raise ZeroDivisionError

    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM meta")).scalar() == 0
    database.close()


def test_decisions_made_before_the_seals_are_sealed_when_the_database_is_opened(
    tmp_path: Path,
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.begin() as connection:
        upgrade_to(connection, "0002")
        for by in ("Ann", "Bob"):
            connection.execute(
                text(
                    "INSERT INTO decisions (number, edition, clause, fingerprint, section, text,"
                    " basis, confidence, reason, decision, decided_by, decided_at, note) VALUES"
                    " ('QP-1', 'as9120b', '8.4', 'f', '2', 'Orders are signed.', 'heading', 0.8,"
                    " 'r', 'confirmed', :by, '2026-01-01T00:00:00+00:00', '')"
                ),
                {"by": by},
            )
    engine.dispose()

    database = open_database(tmp_path)
    ledger = SqlLedger(database)

    assert [one.by for one in ledger.entries()] == ["Ann", "Bob"]
    assert first_break(ledger.entries(), ledger.head()) is None
    database.close()
