"""The tables. `migrations/` makes them; a test keeps the two alike.

Keys named `key` are internal integers; ids of the model stand beside them.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA = "0015"  # the newest migration; `open_database` compares it with the database's

metadata = MetaData()

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("location", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("part_of", Text, index=True),
    Column("refusal_code", String(64)),
    Column("refusal_message", Text),
    Column("refusal_hint", Text),
    Column("duplicate_of", Text),
    Column("master_list", Boolean, nullable=False),
    Column("seen_at", String(40), nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("path", Text, ForeignKey("files.path", ondelete="CASCADE"), nullable=False, unique=True),
    Column("number", Text, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("status", String(32), nullable=False),
    Column("effective_date", Date),
    Column("review_date", Date),
    Column("owner", Text),
    Column("approver", Text),
    Column("legacy_numbering", Boolean, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("records", Integer, nullable=False),
    Column("pages_without_text", JSON, nullable=False),
    Column("ocr_pages", JSON, nullable=False),
)


def _of_revision(*, primary_key: bool = False, index: bool = False) -> Column[int]:
    target = ForeignKey("revisions.key", ondelete="CASCADE")
    return Column(
        "revision_key", Integer, target, nullable=False, primary_key=primary_key, index=index
    )


pages = Table(
    "pages",
    metadata,
    _of_revision(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

# All that the reader gave back, so that a document can be identified, cut and mapped anew
# without its file.
readings = Table(
    "readings",
    metadata,
    _of_revision(primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    _of_revision(),
    Column("ordinal", Integer, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("section", Text),
    Column("section_title", Text),
    Column("heading_path", JSON, nullable=False),
    Column("row", Text),
    Column("cells", JSON, nullable=False),
    Column("context", Text, nullable=False),
    Column("codes", Text, nullable=False),  # identifiers in `text` and `context`, for exact search
    Column("fingerprint", String(64), nullable=False, index=True),
    Column("text_hash", String(64), nullable=False, index=True),
    Index("passages_in_order", "revision_key", "ordinal"),
)

mappings = Table(
    "mappings",
    metadata,
    Column("id", String(64), primary_key=True),
    Column(
        "passage_key",
        Integer,
        ForeignKey("passages.key", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("edition", String(64), nullable=False),
    Column("clause", String(32), nullable=False),
    Column("basis", String(32), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("decided_by", Text),
    Column("decided_at", String(40)),
    Column("note", Text),
    Column("suspect", Boolean, nullable=False),
    Column("entry", Integer),  # decisions.key
    Index("mappings_by_clause", "edition", "clause"),
)

# What people decided, for ever: rows are added, never changed or deleted. The document's number
# and the passage's fingerprint tie a decision to words, not to a page or a file. Each row is
# sealed over the one before it (assistant/ledger/entries.py).
decisions = Table(
    "decisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("edition", String(64), nullable=False),
    Column("clause", String(32), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("section", Text),
    Column("text", Text, nullable=False),
    Column("basis", String(32), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decision", String(16), nullable=False),  # an `Act`
    Column("decided_by", Text, nullable=False),
    Column("decided_at", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("mapping", String(64), nullable=False),
    Column("revision", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    Index("decisions_by_number", "number", "key"),
)

# Issues of controlled documents that are held no more, as they were on their last day, so that
# what came in their place can be held against their words. Nothing is searched here.
past_issues = Table(
    "past_issues",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("number", Text, nullable=False, index=True),
    Column("until", String(40), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", Text, primary_key=True),
    Column("text_hash", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian
)

replies = Table(
    "replies",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("asked_at", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("clearance", Text),  # for whose eyes it was made, as JSON; None: for all
    Column("asked_by", String(64), index=True),  # id of the account; None: not known
)

# What a reply rested on, beside the reply as it was given. Long texts are kept once, by hash.
receipts = Table(
    "receipts",
    metadata,
    Column("reply", String(64), ForeignKey("replies.id"), primary_key=True),
    Column("content", Text, nullable=False),
)

receipt_texts = Table(
    "receipt_texts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)

# What people say of replies.
feedback = Table(
    "feedback",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reply", String(64), ForeignKey("replies.id"), nullable=False),
    Column("wrong", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("given_at", String(40), nullable=False),
    Column("correction", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("section", Text, nullable=False),
)

# What people decide about gaps.
gap_decisions = Table(
    "gap_decisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("gap", String(64), nullable=False, index=True),
    Column("act", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Date),
    Column("owner", Text, nullable=False),
)

# Internal audits: each frozen as it was made, what is written in it beside. Rows are only added.
audits = Table(
    "audits",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("content", Text, nullable=False),
)


def _of_audit() -> Column[str]:
    return Column("audit", String(64), ForeignKey("audits.id"), nullable=False, index=True)


audit_entries = Table(
    "audit_entries",
    metadata,
    Column("key", Integer, primary_key=True),
    _of_audit(),
    Column("item", String(64), nullable=False),
    Column("result", String(32)),
    Column("evidence", Text, nullable=False),
    Column("interviewed", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("based_on", JSON, nullable=False),
    Column("attachments", JSON, nullable=False),
)

audit_steps = Table(
    "audit_steps",
    metadata,
    Column("key", Integer, primary_key=True),
    _of_audit(),
    Column("act", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("on", Date),
)

# Findings of these audits, and what was typed of one and could not be kept as one yet.
findings = Table(
    "findings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    _of_audit(),
    Column("draft", Integer),  # finding_drafts.key
    Column("content", Text, nullable=False),
)

finding_entries = Table(
    "finding_entries",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("finding", String(64), ForeignKey("findings.id"), nullable=False, index=True),
    Column("act", String(24), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("content", Text, nullable=False),
)

finding_drafts = Table(
    "finding_drafts",
    metadata,
    Column("key", Integer, primary_key=True),
    _of_audit(),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("content", Text, nullable=False),
)

# Answers to checks of what people learnt; `folded` is the name with case aside.
learning_tries = Table(
    "learning_tries",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("check", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("at", String(40), nullable=False),
    Column("document", Text, nullable=False),
)

# Programmes of audits: each time one was saved, whole, and each approval. Rows are added, never
# changed.
programmes = Table(
    "programmes",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("programme", String(64), nullable=False),
    Column("no", Integer, nullable=False),
    Column("act", String(16), nullable=False),  # a `ProgrammeAct`
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("of", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Index("programmes_by_number", "programme", "no", unique=True),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)
