"""Which messages of a chat service were taken up: each is answered once, also after a restart."""

import json

from sqlalchemy import delete, insert, select

from integrations.database import tables as t
from integrations.database.engine import Database

_NAME = "seen-events"
_KEPT = 1_000  # ids; a service repeats an event within minutes


class SeenEvents:
    """Ids of events that were taken up; the oldest are forgotten. Threads may share it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_time(self, *ids: str) -> bool:
        """Whether none of the ids of an event is known; all are the next time.

        Raises `StoreUnavailable`.
        """
        mine = t.meta.c.name == _NAME
        with self._database.writing() as connection:
            content = connection.execute(select(t.meta.c.content).where(mine)).scalar_one_or_none()
            known: list[str] = json.loads(content) if content else []
            new = [one for one in ids if one not in known]
            if new:
                kept = json.dumps([*known, *new][-_KEPT:])
                connection.execute(delete(t.meta).where(mine))
                connection.execute(insert(t.meta).values(name=_NAME, content=kept))
        return len(new) == len(ids)
