"""What people decided about gaps, in the database: rows are added, never changed."""

from sqlalchemy import insert, select

from assistant.model.gap_decisions import GapAct, GapDecision
from integrations.database import tables as t
from integrations.database.engine import Database


class SqlGapBook:
    """The `GapBook` over the table `gap_decisions`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, decision: GapDecision) -> None:
        """Keep one act."""
        values = {
            "gap": decision.gap,
            "act": decision.act.value,
            "by": decision.by,
            "at": decision.at,
            "reason": decision.reason,
            "until": decision.until,
            "owner": decision.owner,
        }
        with self._database.writing(durable=True) as connection:
            connection.execute(insert(t.gap_decisions).values(values))

    def everything(self) -> list[GapDecision]:
        """All of them, oldest first."""
        query = select(t.gap_decisions).order_by(t.gap_decisions.c.key)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            GapDecision(
                gap=row["gap"],
                act=GapAct(row["act"]),
                by=row["by"],
                at=row["at"],
                reason=row["reason"],
                until=row["until"],
                owner=row["owner"],
            )
            for row in rows
        ]
