"""What SQLite has of its own, for PostgreSQL: lists of words, and logs that are never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REFUSE = """
CREATE FUNCTION clausewise_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$
"""
_KEEP = (
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION clausewise_never_changed()"
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "word_lists",
        sa.Column("revision_key", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("word", "revision_key"),
    )
    op.create_index("ix_word_lists_revision_key", "word_lists", ["revision_key"])
    op.create_table(
        "word_sizes",
        sa.Column("revision_key", sa.Integer(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("sizes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("revision_key"),
    )
    op.alter_column("files", "size", type_=sa.BigInteger())
    op.execute(_REFUSE)
    for table in ("decisions", "access_log"):
        op.execute(_KEEP.format(table=table))


def downgrade() -> None:
    raise NotImplementedError("Neither the ledger nor the access log is opened to changes.")
