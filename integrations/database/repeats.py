"""What writes over the web were answered, for a day, so that none is done twice."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from integrations.database import people_tables as t
from integrations.database.engine import Database

KEPT = 24 * 3600.0  # seconds
GIVEN_UP = 15 * 60.0  # seconds after which a write that never ended may be tried again


@dataclass(frozen=True, slots=True)
class Repeat:
    """One write. An empty `fingerprint`: it is still being worked on."""

    fingerprint: str
    status: int
    headers: dict[str, str]
    body: bytes


class SqlRepeats:
    """Answers by account and key. Times in seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, person: str, key: str, *, now: float) -> Repeat | None:
        """Take the key; None when it was free, else what is known of the write that has it."""
        one = t.repeats.c
        mine = (one.person == person) & (one.key == key)
        old = one.made_at < now - KEPT
        lost = (one.fingerprint == "") & (one.made_at < now - GIVEN_UP)
        values = {
            "person": person, "key": key, "fingerprint": "", "status": 0, "headers": {},
            "body": b"", "made_at": now,
        }  # fmt: skip
        try:
            with self._database.writing() as connection:
                connection.execute(delete(t.repeats).where(old | lost))
                found = connection.execute(select(t.repeats).where(mine)).mappings().first()
                if found is None:
                    connection.execute(insert(t.repeats).values(values))
                    return None
        except IntegrityError:  # another process took it in between
            return Repeat("", 0, {}, b"")
        return Repeat(found["fingerprint"], found["status"], found["headers"], found["body"])

    def end(self, person: str, key: str, answer: Repeat) -> None:
        """Keep what the write was answered."""
        one = t.repeats.c
        values = {
            "fingerprint": answer.fingerprint,
            "status": answer.status,
            "headers": answer.headers,
            "body": answer.body,
        }
        mine = (one.person == person) & (one.key == key)
        with self._database.writing(durable=True) as connection:
            connection.execute(update(t.repeats).where(mine).values(values))

    def forget(self, person: str, key: str) -> None:
        """Give the key back: nothing was done."""
        one = t.repeats.c
        with self._database.writing() as connection:
            connection.execute(delete(t.repeats).where((one.person == person) & (one.key == key)))
