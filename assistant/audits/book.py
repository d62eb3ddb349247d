"""The seam of internal audits: where they and what is written in them are kept."""

from typing import Protocol

from assistant.errors import WrongUse
from assistant.model.audit_runs import Attachment, Audit, AuditStep, ItemEntry


class AuditIdTaken(WrongUse):
    """There is an audit of this id."""

    code = "already-there"
    hint = "Name it otherwise with --id, or leave --id out."


class AuditClosed(WrongUse):
    """Nothing is written into an audit that is closed."""

    code = "audit-closed"
    hint = "`clausewise audit reopen ID --by NAME --reason TEXT` opens it again."


class AuditBook(Protocol):
    """Every audit (tests/contract/test_audit_book.py). Rows are added, never changed.

    Each call is one transaction: what has returned is kept, also after a loss of power.
    """

    def start(self, audit: Audit) -> None:
        """Keep a new audit. Raises `AuditIdTaken`, also when another process was quicker."""

    def audits(self) -> list[Audit]:
        """All of them, in the order in which they were made."""

    def audit(self, id: str) -> Audit | None:
        """The audit of this id, however it is cased; None when there is none."""

    def write(self, entry: ItemEntry) -> ItemEntry:
        """Keep an entry; gives it with its id. Raises `AuditClosed`: then nothing is kept."""

    def step(self, step: AuditStep) -> None:
        """Keep an act about an audit as a whole.

        Raises `AuditClosed` for any but a reopening of an audit that is closed meanwhile.
        """

    def entries(self, audit: str | None = None) -> list[ItemEntry]:
        """Every entry of an audit, or of all, oldest first."""

    def steps(self, audit: str | None = None) -> list[AuditStep]:
        """Every act about an audit, or about all, oldest first."""


class AttachmentStore(Protocol):
    """Where attached files are kept, by their hash (tests/contract/test_attachments.py)."""

    def keep(self, name: str, content: bytes) -> Attachment:
        """Keep a file whole or not at all; the same bytes are kept once.

        The name loses folders and what file systems choke on. Raises `AttachmentRefused` for an
        empty file or one over the limit, `StoreUnavailable`.
        """

    def content(self, attachment: Attachment) -> bytes:
        """The bytes as they were kept. Raises `StoreUnavailable` when they are gone or altered."""


class AttachmentRefused(WrongUse):
    """A file cannot be attached: it is empty or over the limit."""

    code = "attachment-refused"
    hint = "Attach a smaller file, or raise CLAUSEWISE_MAX_FILE_MB."
