"""The tables of people, and of who read and wrote what. They belong to `tables`."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from integrations.database.tables import metadata

# Accounts. Passwords, sessions and keys are kept as hashes alone.
people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("full_name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("password", Text),
    Column("subject", Text, unique=True),  # who they are to the provider of OpenID Connect
    Column("made_at", String(40), nullable=False),
)


def _of_person(*, index: bool = False) -> Column[str]:
    target = ForeignKey("people.id", ondelete="CASCADE")
    return Column("person", String(64), target, nullable=False, index=index)


sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    _of_person(index=True),
    Column("csrf", String(64), nullable=False),
    Column("made_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(64), primary_key=True),
    _of_person(index=True),
    Column("name", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("revoked", Boolean, nullable=False),
)

# Who an account of another program is, such as a user of Slack; and the links that tie them.
bindings = Table(
    "bindings",
    metadata,
    Column("surface", String(32), primary_key=True),
    Column("account", String(200), primary_key=True),
    _of_person(),
    Column("made_at", String(40), nullable=False),
)

binding_links = Table(
    "binding_links",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("surface", String(32), nullable=False),
    Column("account", String(200), nullable=False),
    Column("expires_at", Float, nullable=False),
)

# Who wrote what and who read what is confidential: rows are added, never changed, each sealed
# over the one before it.
access_log = Table(
    "access_log",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("person", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("surface", String(32), nullable=False),
    Column("act", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    Index("access_log_by_person", "person", "key"),
)

# What a write over the web was answered, so that the same write sent again is not done again.
repeats = Table(
    "repeats",
    metadata,
    Column("person", String(64), primary_key=True),  # "" where there are no accounts
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),  # "": still being worked on
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", Float, nullable=False, index=True),
)
