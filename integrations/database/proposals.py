"""Proposals of evidence in the database."""

from dataclasses import asdict, dataclass

from sqlalchemy import insert, select, update

from integrations.database.engine import Database
from integrations.database.job_tables import evidence_proposals as t


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One of them; `proposal` is JSON. `decided_by` and `decided_at` are "" until it is decided."""

    id: str
    proposed_by: str
    proposed_at: str
    name: str
    sha256: str
    state: str
    proposal: str
    decided_by: str = ""
    decided_at: str = ""


class SqlProposals:
    """The table. Every method raises `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, row: ProposalRow) -> None:
        """Keep one."""
        with self._database.writing(durable=True) as connection:
            connection.execute(insert(t).values(asdict(row)))

    def get(self, id: str) -> ProposalRow | None:
        """One by its id; None for none."""
        with self._database.reading() as connection:
            row = connection.execute(select(t).where(t.c.id == id)).mappings().first()
        return None if row is None else ProposalRow(**{str(k): v for k, v in row.items()})

    def decide(self, id: str, state: str, *, by: str, at: str) -> None:
        """Write down what became of it."""
        changed = update(t).where(t.c.id == id)
        values = {"state": state, "decided_by": by, "decided_at": at}
        with self._database.writing(durable=True) as connection:
            connection.execute(changed.values(values))
