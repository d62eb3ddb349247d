"""The receipts: every reply as it was given, and what it rested on."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, insert, or_, select

from assistant.model.receipts import Receipt, SearchedRevision, ShownPassage
from assistant.model.replies import Reply
from assistant.people.clearance import EVERYTHING, Clearance
from integrations.asker import asker
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.rows import batches
from integrations.shapes import Reply as ReplyShape
from integrations.shapes.restoring import reply_of

Json = dict[str, Any]


class SqlReceipts:
    """`Receipts` in the database. Texts and lists of documents are kept once, by their hash."""

    def __init__(self, database: Database, *, made_under: Clearance = EVERYTHING) -> None:
        """`made_under` is what those who are given replies from here may see."""
        self._database, self._clearance = database, made_under
        self._listed: tuple[Sequence[SearchedRevision], str] | None = None

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt for ever; keeping the same id again keeps the first."""
        reply = receipt.reply
        texts = {_hash(one.text): one.text for one in receipt.passages}
        documents = self._list(receipt.documents)
        texts[_hash(documents)] = documents
        values = {
            "id": reply.id,
            "conversation": reply.conversation,
            "asked_at": receipt.asked_at,
            "body": ReplyShape.of(reply).as_json(),
            "clearance": _clearance_text(self._clearance),
            "asked_by": asker() or None,
        }
        content = json.dumps(_content(receipt, _hash(documents)), default=str)
        with self._database.writing(durable=True) as connection:
            known = select(t.replies.c.id).where(t.replies.c.id == reply.id)
            if connection.execute(known).first() is None:
                connection.execute(insert(t.replies).values(values))
                connection.execute(insert(t.receipts).values(reply=reply.id, content=content))
                _keep_texts(connection, texts)

    def _list(self, documents: Sequence[SearchedRevision]) -> str:
        """The documents as JSON; one reply after the other rests on the same ones."""
        last = self._listed
        if last is not None and last[0] is documents:
            return last[1]
        written = json.dumps([asdict(one) for one in documents], default=str)
        self._listed = (documents, written)
        return written

    def as_given(self, reply: str) -> str | None:
        """The JSON of a reply, to the letter as it was given; None when there is none."""
        query = select(t.replies.c.body).where(t.replies.c.id == reply)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def made_under(self, reply: str) -> Clearance | None:
        """What whoever asked could see; None for an unknown reply."""
        query = select(t.replies.c.clearance).where(t.replies.c.id == reply)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return EVERYTHING if row.clearance is None else _clearance(row.clearance)

    def receipt(self, reply: str) -> Receipt | None:
        """The receipt of a reply; None when there is none of that id."""
        query = (
            select(t.replies.c.body, t.replies.c.asked_at, t.receipts.c.content)
            .outerjoin(t.receipts, t.receipts.c.reply == t.replies.c.id)
            .where(t.replies.c.id == reply)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else _receipt(connection, row)

    def earlier(self, conversation: str, *, limit: int, before: str | None = None) -> list[Reply]:
        """The last `limit` replies of a conversation, oldest first; see the seam."""
        at, id_ = t.replies.c.asked_at, t.replies.c.id
        query = select(t.replies.c.body).where(t.replies.c.conversation == conversation)
        with self._database.reading() as connection:
            if before is not None:
                then = connection.execute(select(at).where(id_ == before)).scalar()
                if then is not None:
                    query = query.where(or_(at < then, and_(at == then, id_ < before)))
            newest = query.order_by(at.desc(), id_.desc()).limit(limit)
            bodies = connection.execute(newest).scalars().all()
        return [reply_of(json.loads(body)) for body in reversed(bodies)]


def _clearance_text(clearance: Clearance) -> str | None:
    return None if clearance.is_everything else json.dumps(clearance.as_lists())


def _clearance(text: str) -> Clearance:
    return Clearance.from_lists(json.loads(text))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _content(receipt: Receipt, documents: str) -> Json:
    passages = []
    for one in receipt.passages:
        kept = asdict(one)
        kept["text"] = _hash(one.text)
        passages.append(kept)
    return {
        "edition": receipt.edition,
        "program": receipt.program,
        "understood_by": receipt.understood_by,
        "documents": documents,
        "passages": passages,
        "draft": receipt.draft,
        "understanding_ms": receipt.understanding_ms,
        "answering_ms": receipt.answering_ms,
    }


def _keep_texts(connection: Connection, texts: Mapping[str, str]) -> None:
    known = _texts(connection, texts, names_only=True)
    new = [{"sha256": one, "content": text} for one, text in texts.items() if one not in known]
    if new:
        connection.execute(insert(t.receipt_texts), new)


def _texts(
    connection: Connection, hashes: Iterable[str], *, names_only: bool = False
) -> dict[str, str]:
    columns = t.receipt_texts.c
    found: dict[str, str] = {}
    for lot in batches(hashes):
        content = columns.sha256 if names_only else columns.content
        query = select(columns.sha256, content).where(columns.sha256.in_(lot))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _receipt(connection: Connection, row: RowMapping) -> Receipt:
    reply = reply_of(json.loads(row["body"]))
    if row["content"] is None:
        return Receipt(reply, row["asked_at"])
    content: Json = json.loads(row["content"])
    shown: Sequence[Json] = content.get("passages") or ()
    names = [content.get("documents", ""), *(one["text"] for one in shown)]
    texts = _texts(connection, dict.fromkeys(names))
    documents = json.loads(texts.get(content.get("documents", ""), "[]"))
    return Receipt(
        reply,
        row["asked_at"],
        edition=content.get("edition", ""),
        program=content.get("program", ""),
        understood_by=content.get("understood_by", ""),
        documents=tuple(map(_searched, documents)),
        passages=tuple(
            ShownPassage(**{**one, "text": texts.get(one["text"], "")}) for one in shown
        ),
        draft=content.get("draft"),
        understanding_ms=content.get("understanding_ms", 0),
        answering_ms=content.get("answering_ms", 0),
    )


def _searched(body: Json) -> SearchedRevision:
    day = body.get("effective_date")
    return SearchedRevision(
        body["document"],
        body["revision"],
        date.fromisoformat(day) if day else None,
        body["content_hash"],
    )
