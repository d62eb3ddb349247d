"""Findings in the database: rows are added, never changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from assistant.findings.book import FindingIdTaken
from assistant.model.clauses import ClauseNumber
from assistant.model.findings import (
    Effect,
    Finding,
    FindingAct,
    FindingDraft,
    FindingEntry,
    Grade,
    Requirement,
    TypedFinding,
)
from integrations.database import tables as t
from integrations.database.audits import require_open
from integrations.database.engine import Database
from integrations.shapes.replies import Citation
from integrations.shapes.restoring import citation_of

Json = Mapping[str, Any]


class SqlFindingBook:
    """The `FindingBook` over the tables `findings`, `finding_entries` and `finding_drafts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def raise_(self, finding: Finding, *, draft: int | None = None) -> None:
        """Keep a finding; `draft` is what it was made of."""
        values = {
            "id": finding.id,
            "audit": finding.audit,
            "draft": draft,
            "content": json.dumps(_content(finding)),
        }
        with self._database.writing(durable=True) as connection:
            require_open(connection, finding.audit)
            if _row(connection, finding.id) is not None:
                raise FindingIdTaken(f"There is a finding {finding.id!r} already.")
            connection.execute(insert(t.findings).values(values))

    def findings(self, audit: str | None = None) -> list[Finding]:
        """Those of an audit, or all, in the order in which they were raised."""
        query = select(t.findings).order_by(t.findings.c.key)
        if audit is not None:
            query = query.where(func.lower(t.findings.c.audit) == audit.lower())
        with self._database.reading() as connection:
            return [_finding(row) for row in connection.execute(query).mappings()]

    def finding(self, id: str) -> Finding | None:
        """The finding of this id, however it is cased."""
        with self._database.reading() as connection:
            row = _row(connection, id)
        return None if row is None else _finding(row)

    def enter(self, entry: FindingEntry) -> FindingEntry:
        """Keep an entry; gives it with its id."""
        content = {
            "on": entry.on.isoformat(),
            "text": entry.text,
            "factors": entry.factors,
            "owner": entry.owner,
            "due": entry.due.isoformat() if entry.due else None,
            "grade": entry.grade,
            "effect": entry.effect,
        }
        values = {
            "finding": entry.finding,
            "act": entry.act.value,
            "by": entry.by,
            "at": entry.at,
            "content": json.dumps(content),
        }
        added = insert(t.finding_entries).values(values).returning(t.finding_entries)
        with self._database.writing(durable=True) as connection:
            return _entry(connection.execute(added).mappings().one())

    def entries(self, finding: str | None = None) -> list[FindingEntry]:
        """Every entry about a finding, or about all, oldest first."""
        query = select(t.finding_entries).order_by(t.finding_entries.c.key)
        if finding is not None:
            query = query.where(t.finding_entries.c.finding == finding)
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]

    def keep_draft(self, draft: FindingDraft) -> FindingDraft:
        """Keep what was typed; gives it with its id."""
        values = {
            "audit": draft.audit,
            "by": draft.by,
            "at": draft.at,
            "content": json.dumps(asdict(draft.typed)),
        }
        added = insert(t.finding_drafts).values(values).returning(t.finding_drafts)
        with self._database.writing(durable=True) as connection:
            return _draft(connection.execute(added).mappings().one())

    def drafts(self, audit: str | None = None) -> list[FindingDraft]:
        """Drafts of which no finding was made yet, oldest first."""
        used = select(t.findings.c.draft).where(t.findings.c.draft.is_not(None))
        query = (
            select(t.finding_drafts)
            .where(t.finding_drafts.c.key.not_in(used))
            .order_by(t.finding_drafts.c.key)
        )
        if audit is not None:
            query = query.where(t.finding_drafts.c.audit == audit)
        with self._database.reading() as connection:
            return [_draft(row) for row in connection.execute(query).mappings()]


def _row(connection: Connection, id: str) -> RowMapping | None:
    query = select(t.findings).where(func.lower(t.findings.c.id) == id.lower())
    return connection.execute(query).mappings().first()


def _content(finding: Finding) -> Json:
    own = finding.requirement
    cited = None if own.citation is None else Citation.of(own.citation).model_dump(mode="json")
    return {
        "item": finding.item,
        "clause": None if own.clause is None else str(own.clause),
        "document": own.document,
        "revision": own.revision,
        "section": own.section,
        "words": own.words,
        "citation": cited,
        "evidence": finding.evidence,
        "nature": finding.nature,
        "grade": finding.grade,
        "by": finding.by,
        "on": finding.on.isoformat(),
        "at": finding.at,
    }


def _finding(row: RowMapping) -> Finding:
    body: Json = json.loads(row["content"])
    return Finding(
        id=row["id"],
        audit=row["audit"],
        item=body["item"],
        requirement=Requirement(
            clause=ClauseNumber.parse(body["clause"]) if body["clause"] else None,
            document=body["document"],
            revision=body["revision"],
            section=body["section"],
            words=body["words"],
            citation=citation_of(body["citation"]) if body["citation"] else None,
        ),
        evidence=body["evidence"],
        nature=body["nature"],
        grade=Grade(body["grade"]),
        by=body["by"],
        on=date.fromisoformat(body["on"]),
        at=body["at"],
    )


def _entry(row: RowMapping) -> FindingEntry:
    body: Json = json.loads(row["content"])
    return FindingEntry(
        id=row["key"],
        finding=row["finding"],
        act=FindingAct(row["act"]),
        by=row["by"],
        on=date.fromisoformat(body["on"]),
        at=row["at"],
        text=body["text"],
        factors=tuple(body["factors"]),
        owner=body["owner"],
        due=date.fromisoformat(body["due"]) if body["due"] else None,
        grade=Grade(body["grade"]) if body["grade"] else None,
        effect=Effect(body["effect"]) if body["effect"] else None,
    )


def _draft(row: RowMapping) -> FindingDraft:
    typed = TypedFinding(**json.loads(row["content"]))
    return FindingDraft(row["audit"], typed, row["by"], row["at"], row["key"])
