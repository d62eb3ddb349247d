"""What is PostgreSQL's own: connections, one writer at a time, and whether anything changed."""

from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

NAME = "postgresql"
DRIVER = "postgresql+psycopg"
DRIVERS = {"postgres", NAME, DRIVER}
"""The ways to begin an address that mean this database and this driver."""

READS: dict[str, object] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Options of a connection that reads: one consistent view, as SQLite gives it."""

_WAIT_MS = 15_000  # how long a transaction that writes waits for another one's
_WRITER = 0x436C6175  # the advisory lock of whoever writes in this database
# One writer at a time, as with SQLite: entries of ledgers and logs are sealed over the one before,
# and a job goes to one worker. Nothing waits but writers, and their transactions are short.
_BEGIN = text(
    "SELECT pg_advisory_xact_lock(:writer), set_config('synchronous_commit', :durable, true)"
)
_SNAPSHOT = "SELECT pg_current_snapshot()::text"
_CONNECTIONS = 10
_MORE = 40  # connections that are closed again; as many as there are threads that answer requests


def engine(address: URL) -> Engine:
    """The engine for an address, which makes no connection yet."""
    options = f"-c lock_timeout={_WAIT_MS} -c client_encoding=UTF8 -c timezone=UTC"
    made = create_engine(
        address,
        connect_args={"options": options, "application_name": "clausewise", "connect_timeout": 10},
        pool_size=_CONNECTIONS,
        max_overflow=_MORE,
        pool_pre_ping=True,  # the server may have been started again since
    )
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("clausewise_writes"):
        durable = "on" if options.get("clausewise_durable") else "off"
        connection.execute(_BEGIN, {"writer": _WRITER, "durable": durable})


def waited_too_long(error: object) -> bool:
    """Whether a driver's error says that another transaction held the lock for too long."""
    return getattr(error, "sqlstate", None) == "55P03"  # lock_not_available


class Snapshots:
    """Counts the states of the database that were seen, on a connection of its own.

    A snapshot names which transactions are visible: while it reads the same, nothing was
    committed. Others of the same server count too, which costs a look and hides nothing.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: Connection | None = None
        self._last, self._count = "", 0

    def count(self) -> int:
        """Another number whenever any transaction was committed since."""
        with self._lock:
            try:
                now = self._look()
            except Exception:
                self._let_go()  # a broken one would stay broken
                raise
            if now != self._last:
                self._last, self._count = now, self._count + 1
            return self._count

    def close(self) -> None:
        """Close its connection."""
        with self._lock:
            self._let_go()

    def _look(self) -> str:
        if self._connection is None:
            options = {"isolation_level": "AUTOCOMMIT"}
            self._connection = self._engine.connect().execution_options(**options)
        return str(self._connection.exec_driver_sql(_SNAPSHOT).scalar_one())

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
