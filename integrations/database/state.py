"""One short text that changes whenever what coverage, gaps and the calendar show may be other."""

from sqlalchemy import func, select

from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.storing import CONTENT_STAMP

_COUNTED = (
    t.files,
    t.mappings,
    t.decisions,
    t.gap_decisions,
    t.audits,
    t.audit_entries,
    t.audit_steps,
    t.findings,
    t.finding_entries,
)


def state_of(database: Database) -> str:
    """The state of documents, mappings and decisions. Questions and feedback do not change it.

    Raises `StoreUnavailable`.
    """
    stamp = select(t.meta.c.content).where(t.meta.c.name == CONTENT_STAMP).scalar_subquery()
    counts = [
        select(func.count()).select_from(one).scalar_subquery().label(one.name) for one in _COUNTED
    ]
    with database.reading() as connection:
        row = connection.execute(select(stamp.label("stamp"), *counts)).one()
    return " ".join(map(str, row))
