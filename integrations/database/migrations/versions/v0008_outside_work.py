"""Work that came in from outside, and what the Slack app keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("lane", sa.String(length=16), nullable=False),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=False),
        sa.Column("leased_until", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.Float(), nullable=False),
        sa.Column("done_at", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("jobs_by_line", "jobs", ["line", "state"])
    op.create_index("jobs_by_state", "jobs", ["state", "key"])
    op.create_table(
        "job_ids",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("job", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_job_ids_job", "job_ids", ["job"])
    op.create_table(
        "job_steps",
        sa.Column("job", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("begun_at", sa.Float(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["job"], ["jobs.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job", "name"),
    )
    op.create_table(
        "slack_installations",
        sa.Column("enterprise", sa.String(length=32), nullable=False),
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("installed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("enterprise", "team"),
    )
    op.create_table(
        "slack_threads",
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("thread", sa.String(length=32), nullable=False),
        sa.Column("joined_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("team", "channel", "thread"),
    )
    op.create_table(
        "slack_people",
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("team", "member"),
    )
    op.create_index("ix_slack_people_person", "slack_people", ["person"])
    op.create_table(
        "slack_channels",
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("weekdays", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("last_sent", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("team", "channel"),
    )
    op.create_table(
        "evidence_proposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "single_use",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def downgrade() -> None:
    op.drop_table("single_use")
    op.drop_table("evidence_proposals")
    op.drop_table("slack_channels")
    op.drop_table("slack_people")
    op.drop_table("slack_threads")
    op.drop_table("slack_installations")
    op.drop_table("job_steps")
    op.drop_table("job_ids")
    op.drop_table("jobs")
