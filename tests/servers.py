"""Real servers of the tests' own: a PostgreSQL cluster, a Chroma server. They end with the tests.

Neither is needed where its programs are not installed: the tests over it are skipped, and say so.
"""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from itertools import count
from pathlib import Path
from socket import socket
from tempfile import mkdtemp
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from integrations.database.engine import Database, open_database

_LONG = 60.0  # seconds for a server to be there; on a quiet machine it takes one or two
# An order of texts that is not ours (small before capital letters), as many servers have one.
_ORDER = ["--locale-provider=icu", "--icu-locale=en-US"]
_QUICK = ["fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=60"]

_UNUSED = """
SELECT datname FROM pg_database d WHERE starts_with(datname, 'test-')
AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname) ORDER BY 1
"""
_EMPTY = """
DO $$ DECLARE one text; BEGIN
SET LOCAL session_replication_role = replica;  -- past the triggers that keep the ledger
FOR one IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
LOOP EXECUTE 'DELETE FROM ' || quote_ident(one); END LOOP;
PERFORM setval(quote_ident(sequencename)::regclass, 1, false)
    FROM pg_sequences WHERE schemaname = 'public';
END $$
"""


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest; None without them."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3])
    )
    return found[-1].parent if found else None


needs_postgres = pytest.mark.skipif(
    postgres_programs() is None, reason="PostgreSQL's server is not installed (postgresql)"
)


class Cluster:
    """A PostgreSQL server on a socket in a folder of its own."""

    def __init__(self, programs: Path) -> None:
        self._folder = Path(mkdtemp(prefix="clausewise-postgres-", dir="/tmp"))
        self._user = "postgres" if os.getuid() == 0 else None  # it will not run as root
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        data = str(self._folder / "data")
        self._run([str(programs / "initdb"), "-D", data, "-U", "clausewise", "-A", "trust",
                   "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", *_ORDER])  # fmt: skip
        settings = [*_QUICK, "listen_addresses=", f"unix_socket_directories={self._folder}"]
        options = [part for one in settings for part in ("-c", one)]
        with (self._folder / "log").open("wb") as log:
            command = [str(programs / "postgres"), "-D", data, *options]
            self.process = subprocess.Popen(command, cwd=self._folder, user=self._user, stderr=log)
        self._numbers = count(1)
        _wait_for(self._is_there)
        self.make("template")
        open_database(self.url("template")).close()

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://clausewise@/{name}?host={quote(str(self._folder))}"

    def make(self, name: str, template: str = "template0") -> None:
        """Make a database."""
        self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def new(self) -> str:
        """The address of an empty database with every table in it.

        One that nobody has open any more is emptied and given out again: copying takes longer.
        """
        unused = self._ask(_UNUSED)
        if unused:
            self._ask(_EMPTY, unused[0])
            return self.url(unused[0])
        name = f"test-{next(self._numbers)}"
        self.make(name, "template")
        return self.url(name)

    def close(self) -> None:
        """End the server and take its folder away."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(_LONG)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _is_there(self) -> bool:
        try:
            self._ask("SELECT 1")
        except OperationalError:
            assert self.process.poll() is None, (self._folder / "log").read_text("utf-8")
            return False
        return True

    def _ask(self, sql: str, database: str = "postgres") -> list[str]:
        url = self.url(database).replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            found = connection.exec_driver_sql(sql)
            return [str(row[0]) for row in found] if found.returns_rows else []

    def _run(self, command: list[str]) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder, user=self._user)


@cache
def cluster() -> Cluster:
    """The cluster of this process, started when first asked for."""
    programs = postgres_programs()
    assert programs is not None
    started = Cluster(programs)
    atexit.register(started.close)
    return started


def chroma_program() -> Path | None:
    """Chroma's own program, which comes with its library; None without it."""
    found = Path(sys.executable).with_name("chroma")
    return found if found.exists() else None


needs_chroma = pytest.mark.skipif(chroma_program() is None, reason="`chroma` is not installed")


@cache
def chroma_server() -> str:
    """The address of a Chroma server of this process, started when first asked for."""
    program = chroma_program()
    assert program is not None
    folder = Path(mkdtemp(prefix="clausewise-chroma-", dir="/tmp"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for _ in range(5):  # somebody else may take the port before it does
        port = _free_port()
        command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--port", str(port)], cwd=folder, stdout=log, stderr=log
            )
        _wait_for(partial(_ended_or_beats, process, port))
        if process.poll() is None:
            atexit.register(_end, process)
            return f"http://127.0.0.1:{port}"
    raise AssertionError((folder / "log").read_text("utf-8"))


def _free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _ended_or_beats(process: subprocess.Popen[bytes], port: int) -> bool:
    return process.poll() is not None or _beats(port)


def _beats(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=5):
            return True
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(_LONG)


def _wait_for(there: Callable[[], bool]) -> None:
    until = time.monotonic() + _LONG
    while not there():
        assert time.monotonic() < until, "the server does not come"
        time.sleep(0.05)


DATABASES = ["sqlite", pytest.param("postgresql", marks=needs_postgres)]
"""Every database there is an implementation for, as parameters of a fixture."""


def open_kind(kind: str, folder: Path) -> Database:
    """A new database of one of `DATABASES`, in a folder of its own."""
    return open_database(cluster().new() if kind == "postgresql" else folder)
