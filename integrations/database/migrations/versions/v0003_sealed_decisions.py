"""Decisions name their mapping and revision and are sealed; those already there are sealed now."""

import sqlalchemy as sa
from alembic import op

from assistant.ledger.entries import NOTHING_BEFORE, sealed
from integrations.database.rows import entry_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NEW = (("mapping", 64), ("revision", None), ("previous", 64), ("seal", 64))
_KEEP = "BEFORE {what} ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END"


def upgrade() -> None:
    op.add_column("mappings", sa.Column("entry", sa.Integer(), nullable=True))
    for name, length in _NEW:
        kind = sa.String(length=length) if length else sa.Text()
        op.add_column("decisions", sa.Column(name, kind, nullable=False, server_default=""))
    _seal()
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER decisions_no_{what.lower()} {_KEEP.format(what=what)}")


def _seal() -> None:
    connection = op.get_bind()
    table = sa.table("decisions", *map(sa.column, ("key", "decision", "previous", "seal")))
    connection.execute(
        sa.update(table).where(table.c.decision == "proposed").values(decision="reopened")
    )
    found = connection.execute(sa.text("SELECT * FROM decisions ORDER BY key")).mappings().all()
    before = NOTHING_BEFORE
    for row in found:
        entry = sealed(entry_of(row), before)
        before = entry.seal
        change = sa.update(table).where(table.c.key == entry.no)
        connection.execute(change.values(previous=entry.previous, seal=entry.seal))
    if found:
        meta = sa.table("meta", sa.column("name"), sa.column("content"))
        connection.execute(sa.insert(meta).values(name="ledger-head", content=before))


def downgrade() -> None:
    raise NotImplementedError("Decisions are not unsealed.")
