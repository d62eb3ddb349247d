"""Issues that are held no more, kept as compressed JSON of what their rows were."""

import json
import zlib
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.engine import RowMapping

from assistant.model.documents import Kind
from assistant.model.past_issues import REMEMBERED, PastIssue
from integrations.database import rows
from integrations.database import tables as t

_DATES = ("effective_date", "review_date")


def keep_past(connection: Connection, path: str, *, instead: str | None = None) -> None:
    """Keep the issue that a path holds, before it goes.

    `instead` is the hash of the content that takes its place: the same content is no past issue.
    """
    query = select(t.revisions).where(t.revisions.c.path == path)
    held = connection.execute(query).mappings().first()
    if held is None or held["content_hash"] == instead or Kind(held["kind"]) not in REMEMBERED:
        return
    content = {
        "revision": _plain(held),
        "passages": _passages(connection, held["key"]),
        "mappings": _mappings(connection, held["key"]),
    }
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 6)
    connection.execute(
        insert(t.past_issues).values(
            path=path,
            number=held["number"],
            until=datetime.now(UTC).isoformat(timespec="seconds"),
            content=packed,
        )
    )


def past_issues(connection: Connection, number: str | None) -> list[PastIssue]:
    """Those of a document number, or all, in the order in which they went."""
    query = select(t.past_issues).order_by(t.past_issues.c.key)
    if number is not None:
        query = query.where(t.past_issues.c.number == number)
    return [_issue(row) for row in connection.execute(query)]


def _passages(connection: Connection, key: int) -> list[dict[str, Any]]:
    query = select(t.passages).where(t.passages.c.revision_key == key)
    found = connection.execute(query.order_by(t.passages.c.ordinal)).mappings()
    return [_plain(row) for row in found]


def _mappings(connection: Connection, key: int) -> list[dict[str, Any]]:
    query = (
        select(t.mappings, t.passages.c.id.label("passage"))
        .join(t.passages, t.mappings.c.passage_key == t.passages.c.key)
        .where(t.passages.c.revision_key == key)
        .order_by(t.passages.c.ordinal, t.mappings.c.clause)
    )
    return [_plain(row) for row in connection.execute(query).mappings()]


def _plain(row: RowMapping) -> dict[str, Any]:
    """The columns of a row, days as text."""
    return {
        str(name): value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
    }


def _issue(row: Row[Any]) -> PastIssue:
    of = json.loads(zlib.decompress(row.content))
    held = of["revision"]
    days = {name: date.fromisoformat(held[name]) if held[name] else None for name in _DATES}
    revision = rows.revision_of(held | days)
    return PastIssue(
        revision=revision,
        passages=tuple(rows.passage_of(one, revision.id) for one in of["passages"]),
        mappings=tuple(rows.mapping_of(one, one["passage"]) for one in of["mappings"]),
        until=datetime.fromisoformat(row.until).astimezone().date(),
    )
