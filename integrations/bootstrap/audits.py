"""Internal audits, wired: made of a checklist, run, read."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.audits.running import RunAudit
from assistant.audits.starting import Order, StartAudit
from assistant.errors import NothingThere
from integrations.attachments import FileAttachments

if TYPE_CHECKING:
    from assistant.audits.book import AuditBook
    from assistant.model.audit_runs import Attachment, Audit, ItemEntry
    from assistant.model.audits import Checklist
    from integrations.bootstrap.adapters import Adapters


class AuditServices:
    """Everything about internal audits; ids and items are words as people write them."""

    def __init__(self, adapters: "Adapters") -> None:
        self._adapters = adapters

    @property
    def book(self) -> "AuditBook":
        """Where audits are kept."""
        return self._adapters.audit_book

    @cached_property
    def attachments(self) -> FileAttachments:
        """Where attached files are kept."""
        settings = self._adapters.settings
        return FileAttachments(
            settings.data / "attachments", max_bytes=settings.max_file_mb * 2**20
        )

    @cached_property
    def running(self) -> RunAudit:
        """Filling in, concluding, closing; and audits as they stand."""
        return RunAudit(self.book, self.attachments)

    def start(
        self, order: Order, draft: Callable[[], "Checklist"], *, process: str, seed: int
    ) -> "Audit":
        """Make an audit of the checklist that `draft` gives. Raises like `StartAudit`."""
        make = StartAudit(self.book)
        return make(draft(), order, edition=self._adapters.edition, process=process, seed=seed)

    def attach(self, audit: str, item: str, file: Path, *, by: str) -> "ItemEntry":
        """Attach a file of this machine. Raises `NothingThere` where it cannot be read, else
        like `RunAudit.attach`."""
        try:
            content = file.read_bytes()
        except OSError as error:
            raise NothingThere(
                f"{str(file)!r} cannot be read: {error.strerror}.", hint="Check the path."
            ) from error
        return self.running.attach(audit, item, file.name, content, by=by)

    def attachment(self, audit: str, sha256: str) -> "tuple[Attachment, bytes]":
        """A file attached in an audit. Raises `NothingThere`, `StoreUnavailable`."""
        for entry in self.running.run(audit).items:
            for kept in (one for written in entry.entries for one in written.attachments):
                if kept.sha256 == sha256:
                    return kept, self.attachments.content(kept)
        raise NothingThere(f"{audit} has no attachment {sha256!r}.")
