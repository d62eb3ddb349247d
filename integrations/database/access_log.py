"""The access log in the database: rows that triggers keep from being changed."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import RowMapping, delete, insert, or_, select

from assistant.people.access_log import AccessEntry, sealed
from assistant.sealing import NOTHING_BEFORE
from integrations.database import people_tables as t
from integrations.database import tables
from integrations.database.engine import Database

_HEAD = "access-log-head"  # name in `meta` of the seal of the last entry
_LOT = 10_000  # entries read at once


class SqlAccessLog:
    """The `AccessLog` over the table `access_log`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, entries: Iterable[AccessEntry]) -> None:
        """Number, seal and keep entries, all or none."""
        newest = select(t.access_log.c.key, t.access_log.c.seal)
        newest = newest.order_by(t.access_log.c.key.desc()).limit(1)
        with self._database.writing(durable=True) as connection:
            last = connection.execute(newest).first()
            no, previous = (last.key, last.seal) if last else (0, NOTHING_BEFORE)
            for entry in entries:
                no += 1
                written = sealed(entry, no=no, previous=previous)
                previous = written.seal
                values = asdict(written)
                connection.execute(insert(t.access_log).values(key=values.pop("no"), **values))
            meta = tables.meta
            connection.execute(delete(meta).where(meta.c.name == _HEAD))
            connection.execute(insert(meta).values(name=_HEAD, content=previous))

    def entries(
        self, *, person: str | None = None, document: str | None = None, limit: int | None = None
    ) -> list[AccessEntry]:
        """The newest first, of a person (name or id), of a document (part of its name)."""
        log = t.access_log.c
        query = select(t.access_log).order_by(log.key.desc()).limit(limit)
        if person is not None:
            query = query.where(or_(log.person == person, log.name == person))
        if document is not None:
            query = query.where(log.document.icontains(document, autoescape=True))
        with self._database.reading() as connection:
            return [_entry_of(row) for row in connection.execute(query).mappings()]

    def in_order(self) -> Iterator[AccessEntry]:
        """All, the oldest first."""
        after = 0
        while True:
            query = select(t.access_log).where(t.access_log.c.key > after)
            with self._database.reading() as connection:
                lot = query.order_by(t.access_log.c.key).limit(_LOT)
                found = connection.execute(lot).mappings().all()
            if not found:
                return
            yield from map(_entry_of, found)
            after = found[-1]["key"]

    def head(self) -> str | None:
        """The seal of the last entry as noted beside the log; None before the first."""
        query = select(tables.meta.c.content).where(tables.meta.c.name == _HEAD)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()


def _entry_of(row: RowMapping) -> AccessEntry:
    return AccessEntry(
        no=row["key"], **{str(name): value for name, value in row.items() if name != "key"}
    )
