"""The conversations that were held, and whose they are."""

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from integrations.database import tables as t
from integrations.database.engine import Database


@dataclass(frozen=True, slots=True)
class Talked:
    """A conversation in a line; times are RFC 3339."""

    id: str
    first_question: str
    replies: int
    began: str
    latest: str


class SqlConversations:
    """Conversations of one account, or of everybody where there are no accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, person: str | None) -> int:
        """How many there are; None: of everybody."""
        query = select(func.count(func.distinct(t.replies.c.conversation)))
        with self._database.reading() as connection:
            return connection.execute(query.where(*_of(person))).scalar() or 0

    def listed(self, person: str | None, *, offset: int, limit: int) -> list[Talked]:
        """The one that went on last first."""
        one = t.replies.c
        began, latest = func.min(one.asked_at), func.max(one.asked_at)
        query = (
            select(one.conversation, func.count(), began, latest)
            .where(*_of(person))
            .group_by(one.conversation)
            .order_by(latest.desc(), one.conversation)
            .offset(offset)
            .limit(limit)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            firsts = select(one.conversation, one.asked_at, one.body).where(
                one.conversation.in_([row[0] for row in rows]),
                one.asked_at.in_([row[2] for row in rows]),
                *_of(person),
            )
            asked = {(row[0], row[1]): row[2] for row in connection.execute(firsts)}
        return [
            Talked(id, _question(asked[id, began]), many, began, latest)
            for id, many, began, latest in rows
        ]

    def has(self, conversation: str, person: str | None) -> bool:
        """Whether anything was asked in it, by this account."""
        query = select(t.replies.c.id).where(t.replies.c.conversation == conversation, *_of(person))
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def askers(self, conversation: str) -> dict[str, str | None]:
        """Who asked for each reply of a conversation, by the id of the reply."""
        query = select(t.replies.c.id, t.replies.c.asked_by)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(t.replies.c.conversation == conversation))
            return {row[0]: row[1] for row in rows}


def _of(person: str | None) -> list[ColumnElement[bool]]:
    return [] if person is None else [t.replies.c.asked_by == person]


def _question(body: str) -> str:
    return str(json.loads(body)["question"])
