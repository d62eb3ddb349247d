"""Audits and attached files in memory."""

from dataclasses import replace
from hashlib import sha256

from assistant.audits.book import AttachmentRefused, AuditClosed, AuditIdTaken
from assistant.audits.standing import state_of
from assistant.errors import StoreUnavailable
from assistant.model.audit_runs import (
    Attachment,
    Audit,
    AuditAct,
    AuditState,
    AuditStep,
    ItemEntry,
)


class MemoryAuditBook:
    """The `AuditBook` over lists."""

    def __init__(self) -> None:
        self._audits: list[Audit] = []
        self._entries: list[ItemEntry] = []
        self._steps: list[AuditStep] = []

    def start(self, audit: Audit) -> None:
        if self.audit(audit.id) is not None:
            raise AuditIdTaken(f"There is an audit {audit.id!r} already.")
        self._audits.append(audit)

    def audits(self) -> list[Audit]:
        return list(self._audits)

    def audit(self, id: str) -> Audit | None:
        return next((one for one in self._audits if one.id.lower() == id.lower()), None)

    def write(self, entry: ItemEntry) -> ItemEntry:
        self._require_open(entry.audit)
        kept = replace(entry, id=len(self._entries) + 1)
        self._entries.append(kept)
        return kept

    def step(self, step: AuditStep) -> None:
        if step.act is not AuditAct.REOPENED:
            self._require_open(step.audit)
        self._steps.append(step)

    def entries(self, audit: str | None = None) -> list[ItemEntry]:
        return [one for one in self._entries if audit in (None, one.audit)]

    def steps(self, audit: str | None = None) -> list[AuditStep]:
        return [one for one in self._steps if audit in (None, one.audit)]

    def _require_open(self, audit: str) -> None:
        if state_of(self.steps(audit), begun=True) is AuditState.CLOSED:
            raise AuditClosed(f"{audit} is closed.")


class MemoryAttachments:
    """The `AttachmentStore` over a dictionary."""

    def __init__(self, *, max_bytes: int = 1_000) -> None:
        self._max_bytes = max_bytes
        self._kept: dict[str, bytes] = {}

    def keep(self, name: str, content: bytes) -> Attachment:
        if not content or len(content) > self._max_bytes:
            raise AttachmentRefused(f"{name!r} is empty or too large.")
        attachment = Attachment(name.split("/")[-1], sha256(content).hexdigest(), len(content))
        self._kept[attachment.sha256] = content
        return attachment

    def content(self, attachment: Attachment) -> bytes:
        if attachment.sha256 not in self._kept:
            raise StoreUnavailable(f"{attachment.name!r} is gone.")
        return self._kept[attachment.sha256]
