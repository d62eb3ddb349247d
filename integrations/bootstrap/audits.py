"""Internal audits, wired: made of a checklist, run, read."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.audits.running import RunAudit
from assistant.audits.starting import Order, StartAudit
from assistant.errors import NothingThere, WrongUse
from integrations.attachments import FileAttachments

if TYPE_CHECKING:
    from assistant.audits.book import AuditBook
    from assistant.model.audit_runs import Attachment, AuditRun, ItemEntry
    from assistant.model.audits import Checklist
    from assistant.programme.book import KeptProgramme
    from integrations.bootstrap.adapters import Adapters


class Drafts(Protocol):
    """Drafts a checklist, as `Services.checklist` does."""

    def __call__(
        self, clauses: Sequence[str], *, as_of: date, process: str | None = None, seed: int = 1
    ) -> "Checklist":
        """The draft."""


class AuditServices:
    """Everything about internal audits; ids and items are words as people write them."""

    def __init__(
        self,
        adapters: "Adapters",
        checklist: "Drafts | None" = None,
        programmes: "Callable[[], Sequence[KeptProgramme]]" = list,
    ) -> None:
        """`checklist` drafts them, `programmes` gives those that are kept."""
        self._adapters, self._checklist, self._programmes = adapters, checklist, programmes

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

    def new(
        self,
        order: Order,
        *,
        clauses: "Sequence[str]" = (),
        process: str | None = None,
        as_of: date,
        seed: int = 1,
    ) -> "AuditRun":
        """Make an audit of clauses or of a process; it takes no number of the programme unnamed.

        Raises like `StartAudit` and `scope_named`, `WrongUse` unless one of the two is named.
        """
        if bool(clauses) == (process is not None):
            raise WrongUse(
                "An audit is of clauses or of a process.",
                hint="For example --process purchasing or --clauses 8.4.",
            )
        assert self._checklist is not None
        draft = self._checklist(clauses, as_of=as_of, process=process, seed=seed)
        reserved = [one.id for kept in self._programmes() for one in kept.programme.audits]
        make = StartAudit(self.book, reserved=reserved)
        edition = self._adapters.edition
        audit = make(draft, order, edition=edition, process=process or "", seed=seed)
        return self.running.run(audit.id)

    def misnamed(self, process: str, *, as_of: date) -> tuple[str, ...]:
        """A sentence for each document that a process names and that is none in force.

        None for whom a document is held back: it would look absent.
        """
        from assistant.in_force import in_force
        from assistant.organisation.documents import faults_of

        parts = self._adapters
        if parts.whole is not parts:
            return ()
        named = process.strip().casefold()
        own = [one for one in parts.organisation.processes if one.name.casefold() == named]
        return faults_of(own, in_force(parts.library.revisions(), as_of))

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
