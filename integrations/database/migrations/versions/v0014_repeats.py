"""Who asked, and what writes over the web were answered."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("replies", sa.Column("asked_by", sa.String(length=64), nullable=True))
    op.create_index("ix_replies_asked_by", "replies", ["asked_by"])
    op.create_table(
        "repeats",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("person", "key"),
    )
    op.create_index("ix_repeats_made_at", "repeats", ["made_at"])


def downgrade() -> None:
    op.drop_table("repeats")
    op.drop_index("ix_replies_asked_by", "replies")
    op.drop_column("replies", "asked_by")
