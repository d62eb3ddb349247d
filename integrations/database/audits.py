"""Internal audits in the database: rows are added, never changed."""

from sqlalchemy import Connection, RowMapping, func, insert, select

from assistant.audits.book import AuditClosed, AuditIdTaken
from assistant.audits.standing import state_of
from assistant.model.audit_runs import (
    Attachment,
    Audit,
    AuditAct,
    AuditState,
    AuditStep,
    ItemEntry,
    ItemResult,
)
from assistant.people.clearance import EVERYTHING, Clearance
from integrations.database import tables as t
from integrations.database.audit_rows import audit_json, audit_of, clearance_of
from integrations.database.engine import Database


class SqlAuditBook:
    """The `AuditBook` over the tables `audits`, `audit_entries` and `audit_steps`."""

    def __init__(self, database: Database, *, made_under: Clearance = EVERYTHING) -> None:
        """`made_under` is what those who make audits through it may see."""
        self._database, self._clearance = database, made_under

    def start(self, audit: Audit) -> None:
        """Keep a new audit."""
        values = {"id": audit.id, "content": audit_json(audit, self._clearance)}
        with self._database.writing(durable=True) as connection:
            if _row(connection, audit.id) is not None:
                raise AuditIdTaken(f"There is an audit {audit.id!r} already.")
            connection.execute(insert(t.audits).values(values))

    def audits(self) -> list[Audit]:
        """All of them, in the order in which they were made."""
        with self._database.reading() as connection:
            rows = connection.execute(select(t.audits).order_by(t.audits.c.key)).mappings().all()
        return [audit_of(row["id"], row["content"]) for row in rows]

    def audit(self, id: str) -> Audit | None:
        """The audit of this id, however it is cased."""
        with self._database.reading() as connection:
            row = _row(connection, id)
        return None if row is None else audit_of(row["id"], row["content"])

    def made_under(self, audit: str) -> Clearance | None:
        """What whoever made an audit could see; None for an unknown audit."""
        with self._database.reading() as connection:
            row = _row(connection, audit)
        return None if row is None else clearance_of(row["content"])

    def write(self, entry: ItemEntry) -> ItemEntry:
        """Keep an entry; gives it with its id."""
        values = {
            "audit": entry.audit,
            "item": entry.item,
            "result": entry.result.value if entry.result else None,
            "evidence": entry.evidence,
            "interviewed": entry.interviewed,
            "note": entry.note,
            "by": entry.by,
            "at": entry.at,
            "based_on": list(entry.based_on),
            "attachments": [
                {"name": one.name, "sha256": one.sha256, "size": one.size}
                for one in entry.attachments
            ],
        }
        with self._database.writing(durable=True) as connection:
            require_open(connection, entry.audit)
            added = insert(t.audit_entries).values(values).returning(t.audit_entries)
            return _entry(connection.execute(added).mappings().one())

    def step(self, step: AuditStep) -> None:
        """Keep an act about an audit as a whole."""
        values = {
            "audit": step.audit,
            "act": step.act.value,
            "by": step.by,
            "at": step.at,
            "text": step.text,
            "on": step.on,
        }
        with self._database.writing(durable=True) as connection:
            if step.act is not AuditAct.REOPENED:
                require_open(connection, step.audit)
            connection.execute(insert(t.audit_steps).values(values))

    def entries(self, audit: str | None = None) -> list[ItemEntry]:
        """Every entry of an audit, or of all, oldest first."""
        query = select(t.audit_entries).order_by(t.audit_entries.c.key)
        if audit is not None:
            query = query.where(t.audit_entries.c.audit == audit)
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]

    def steps(self, audit: str | None = None) -> list[AuditStep]:
        """Every act about an audit, or about all, oldest first."""
        with self._database.reading() as connection:
            return _steps(connection, audit)


def _row(connection: Connection, id: str) -> RowMapping | None:
    query = select(t.audits).where(func.lower(t.audits.c.id) == id.lower())
    return connection.execute(query).mappings().first()


def require_open(connection: Connection, audit: str) -> None:
    """Raises `AuditClosed`; asked in the very transaction that writes."""
    if state_of(_steps(connection, audit), begun=True) is AuditState.CLOSED:
        raise AuditClosed(f"{audit} is closed.")


def _steps(connection: Connection, audit: str | None) -> list[AuditStep]:
    query = select(t.audit_steps).order_by(t.audit_steps.c.key)
    if audit is not None:
        query = query.where(t.audit_steps.c.audit == audit)
    return [
        AuditStep(row["audit"], AuditAct(row["act"]), row["by"], row["at"], row["text"], row["on"])
        for row in connection.execute(query).mappings()
    ]


def _entry(row: RowMapping) -> ItemEntry:
    return ItemEntry(
        id=row["key"],
        audit=row["audit"],
        item=row["item"],
        result=ItemResult(row["result"]) if row["result"] else None,
        evidence=row["evidence"],
        interviewed=row["interviewed"],
        note=row["note"],
        by=row["by"],
        at=row["at"],
        based_on=tuple(row["based_on"]),
        attachments=tuple(Attachment(**one) for one in row["attachments"]),
    )
