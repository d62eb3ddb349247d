"""Opening the database: pragmas, migrations when they are due, transactions with our errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from assistant.errors import InvalidSetting, StoreBusy, StoreUnavailable
from integrations.database import postgres
from integrations.database.tables import SCHEMA

FILE_NAME = "clausewise.db"  # inside the data directory
_BUSY_MS = 15_000  # how long a connection waits for another one's transaction


class Database:
    """A migrated database. Threads may share it; every call opens its own connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watching = Lock()
        self._watch: PoolProxiedConnection | None = None
        self._snapshots = postgres.Snapshots(engine)

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine below it."""
        return self._engine

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view. Raises `StoreUnavailable`."""
        with _translated(), self._engine.connect() as plain:
            options = postgres.READS if self.dialect == postgres.NAME else {}
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        """One transaction: all of it is kept or, after any error, none.

        `durable`: survives a power failure too, not only the end of the process. Wanted for
        what a person did; an ingest can be run again. Raises `StoreUnavailable`.
        """
        options = {"clausewise_writes": True, "clausewise_durable": durable}
        with _translated(), self._engine.connect() as plain:
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    def changes(self) -> int | None:
        """Another number whenever any transaction was committed since; None: cannot be told.

        Costs microseconds. Raises `StoreUnavailable`.
        """
        if self.dialect == postgres.NAME:
            with _translated():
                return self._snapshots.count()
        with _translated(), self._watching:
            if self._watch is None:
                # Of its own: SQLite counts what *other* connections commit.
                self._watch = self._engine.raw_connection()
            cursor = self._watch.cursor()
            cursor.execute("PRAGMA data_version")
            row = cursor.fetchone()
            cursor.close()
        return None if row is None else int(row[0])

    def close(self) -> None:
        """Close every connection."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._snapshots.close()
        self._engine.dispose()


def open_database(url: str | Path) -> Database:
    """Open, making or migrating it where needed.

    A path is a data directory, made when it is not there; text is an SQLAlchemy URL of SQLite or
    PostgreSQL. Raises `StoreUnavailable`, also for a database newer than this program, or
    `InvalidSetting`.
    """
    if isinstance(url, Path):
        _make_folder(url)
        url = f"sqlite:///{(url / FILE_NAME).absolute().as_posix()}"
    address = _address(url)
    with _translated():
        database = Database(_engine(address))
        _migrate(database)
    return database


def _address(url: str) -> URL:
    """The address read. Raises `InvalidSetting`; its message leaves out the password."""
    hint = "For example postgresql://NAME:PASSWORD@HOST/DATABASE; empty: SQLite."
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise InvalidSetting("CLAUSEWISE_DATABASE_URL is no address.", hint=hint) from error
    if address.drivername in postgres.DRIVERS:
        return address.set(drivername=postgres.DRIVER)
    if address.get_backend_name() != "sqlite":
        told = f"CLAUSEWISE_DATABASE_URL: {address.drivername!r} is not a database we know."
        raise InvalidSetting(told, hint=hint)
    return address


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == postgres.NAME:
        return postgres.engine(address)
    engine = create_engine(address, connect_args=_CONNECT_SQLITE)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The data directory {str(folder)!r} cannot be made: {error.strerror}.",
            hint="Use a data directory on a local disk that you may write to.",
        ) from error


# Transactions are begun by `_begin_sqlite`, not by the driver's guesses.
_CONNECT_SQLITE = {"timeout": _BUSY_MS / 1000, "isolation_level": None, "check_same_thread": False}


class _Cursor(Protocol):
    def execute(self, sql: str, /) -> object: ...
    def close(self) -> None: ...


class _Driver(Protocol):
    def cursor(self) -> _Cursor: ...


def _prepare_sqlite(connection: _Driver, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -32768",
        "mmap_size = 268435456",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("clausewise_writes"):
        connection.exec_driver_sql("BEGIN")
        return
    level = "FULL" if options.get("clausewise_durable") else "NORMAL"
    connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
    # IMMEDIATE: a transaction that reads first and writes later would fail, not wait, when
    # another one wrote in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if "locked" in str(error.orig) or postgres.waited_too_long(error.orig):
            raise StoreBusy("The database is being written to by another process.") from error
        raise StoreUnavailable(f"The database cannot be used: {error.orig}.") from error
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"The database cannot be used: {error}.") from error


def schema_of(connection: Connection) -> str | None:
    """The migration the database is at; None for an empty one."""
    try:
        with connection.begin_nested():
            row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    except (OperationalError, ProgrammingError):
        return None  # no such table
    return None if row is None else str(row[0])


def _migrate(database: Database) -> None:
    with database.reading() as connection:
        found = schema_of(connection)
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise StoreUnavailable(
            f"The database was written by a newer version of Clausewise (schema {found}, "
            f"this one knows {SCHEMA}).",
            hint="Update Clausewise, or use another data directory.",
        )
    # Alembic takes 0.3 s to import, so that only a database that needs it pays.
    upgrade = import_module("integrations.database.upgrade")
    with database.writing(durable=True) as connection:
        upgrade.upgrade(connection)
