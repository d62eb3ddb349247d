"""Which revisions have been told ready: what follows from all their vectors was done."""

import json
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import delete, insert, select

from integrations.database import tables as t
from integrations.database.engine import Database


class ReadyMarks:
    """Ids of revisions, kept in the database for one embedder and one kind of `work`."""

    def __init__(self, database: Database, model: str, *, work: str = "vectors") -> None:
        self._database = database
        self._name = f"{work}-ready-" + sha256(model.encode()).hexdigest()[:16]

    def read(self) -> set[str]:
        """Revisions marked so far. Raises `StoreUnavailable`."""
        query = select(t.meta.c.content).where(t.meta.c.name == self._name)
        with self._database.reading() as connection:
            content = connection.execute(query).scalar_one_or_none()
        return set(json.loads(content)) if content else set()

    def write(self, revisions: Iterable[str]) -> None:
        """Make these the revisions marked. Raises `StoreUnavailable`."""
        content = json.dumps(sorted(revisions))
        with self._database.writing() as connection:
            connection.execute(delete(t.meta).where(t.meta.c.name == self._name))
            connection.execute(insert(t.meta).values(name=self._name, content=content))
