"""Internal audits, what auditors write in them, their findings."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer(), nullable=False)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _by_and_at() -> list[sa.Column[str]]:
    return [*_text("by"), sa.Column("at", sa.String(length=40), nullable=False)]


def _of(table: str, column: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{table}.id"]),
    ]


def upgrade() -> None:
    op.create_table(
        "audits",
        _key(),
        sa.Column("id", sa.String(length=64), nullable=False),
        *_text("content"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "audit_entries",
        _key(),
        *_of("audits", "audit"),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=True),
        *_text("evidence", "interviewed", "note"),
        *_by_and_at(),
        sa.Column("based_on", sa.JSON(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "audit_steps",
        _key(),
        *_of("audits", "audit"),
        sa.Column("act", sa.String(length=16), nullable=False),
        *_by_and_at(),
        *_text("text"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "findings",
        _key(),
        sa.Column("id", sa.String(length=64), nullable=False),
        *_of("audits", "audit"),
        sa.Column("draft", sa.Integer(), nullable=True),
        *_text("content"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "finding_entries",
        _key(),
        *_of("findings", "finding"),
        sa.Column("act", sa.String(length=24), nullable=False),
        *_by_and_at(),
        *_text("content"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "finding_drafts",
        _key(),
        *_of("audits", "audit"),
        *_by_and_at(),
        *_text("content"),
        sa.PrimaryKeyConstraint("key"),
    )
    for table in ("audit_entries", "audit_steps", "findings", "finding_drafts"):
        op.create_index(f"ix_{table}_audit", table, ["audit"])
    op.create_index("ix_finding_entries_finding", "finding_entries", ["finding"])


def downgrade() -> None:
    for table in (
        "finding_drafts",
        "finding_entries",
        "findings",
        "audit_steps",
        "audit_entries",
        "audits",
    ):
        op.drop_table(table)
