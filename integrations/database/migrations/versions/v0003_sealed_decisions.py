"""Decisions name their mapping and revision and are sealed; those already there are sealed now.

The seal is computed here as it was when this step was written: what `Entry` becomes later must
not change it.
"""

import json
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NEW = (("mapping", 64), ("revision", None), ("previous", 64), ("seal", 64))
_KEEP = "BEFORE {what} ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END"
_SEALED = {
    "no": "key", "mapping": "mapping", "edition": "edition", "clause": "clause",
    "document": "number", "revision": "revision", "section": "section",
    "fingerprint": "fingerprint", "text": "text", "basis": "basis", "confidence": "confidence",
    "reason": "reason", "act": "decision", "by": "decided_by", "at": "decided_at", "note": "note",
}  # fmt: skip


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
    before = "0" * 64
    for row in found:
        seal = _seal_of({str(name): value for name, value in row.items()}, before)
        change = sa.update(table).where(table.c.key == row["key"])
        connection.execute(change.values(previous=before, seal=seal))
        before = seal
    if found:
        meta = sa.table("meta", sa.column("name"), sa.column("content"))
        connection.execute(sa.insert(meta).values(name="ledger-head", content=before))


def _seal_of(row: dict[str, object], before: str) -> str:
    content = {name: row[column] for name, column in _SEALED.items()} | {"previous": before}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def downgrade() -> None:
    raise NotImplementedError("Decisions are not unsealed.")
