"""Who a member of a Slack workspace is stands among the bindings of accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("slack_people")


def downgrade() -> None:
    op.create_table(
        "slack_people",
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("team", "member"),
    )
    op.create_index("ix_slack_people_person", "slack_people", ["person"])
