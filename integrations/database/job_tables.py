"""The tables of work that came in from outside, and of the Slack app. They belong to `tables`."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from integrations.database.tables import metadata

# Work that came in from outside: kept before its sender is told, done once. The body is emptied
# when it is done; the ids stay for as long as the job.
jobs = Table(
    "jobs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(200), nullable=False),
    Column("lane", String(16), nullable=False),
    Column("line", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("lease", String(32), nullable=False),
    Column("leased_until", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("taken_at", Float, nullable=False),
    Column("done_at", Float),
    Index("jobs_by_state", "state", "key"),
    Index("jobs_by_line", "line", "state"),
)

job_ids = Table(
    "job_ids",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("job", Integer, ForeignKey("jobs.key", ondelete="CASCADE"), nullable=False, index=True),
)

job_steps = Table(
    "job_steps",
    metadata,
    Column("job", Integer, ForeignKey("jobs.key", ondelete="CASCADE"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("begun_at", Float, nullable=False),
    Column("outcome", Text),
)

# What the Slack app keeps. Secrets in `single_use` are stored as hashes; the tokens of
# `slack_installations` as they are, as in any environment variable.
slack_installations = Table(
    "slack_installations",
    metadata,
    Column("enterprise", String(32), primary_key=True),  # "" outside an Enterprise organisation
    Column("team", String(32), primary_key=True),  # "" for an organisation-wide installation
    Column("content", Text, nullable=False),
    Column("installed_at", String(40), nullable=False),
)

slack_threads = Table(
    "slack_threads",
    metadata,
    Column("team", String(32), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("thread", String(32), primary_key=True),
    Column("joined_at", String(40), nullable=False),
)

# Digests of channels: which, when, and for which day the last one was sent.
slack_channels = Table(
    "slack_channels",
    metadata,
    Column("team", String(32), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("weekdays", String(16), nullable=False),
    Column("at", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", Integer, nullable=False),
    Column("set_by", String(32), nullable=False),
    Column("last_sent", String(10), nullable=False),
)

# Files that people sent as evidence, before and after somebody decided about them.
evidence_proposals = Table(
    "evidence_proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("proposal", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", String(40), nullable=False),
)

single_use = Table(
    "single_use",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("purpose", String(32), nullable=False),
    Column("content", Text, nullable=False),
    Column("until", Float, nullable=False),
)
