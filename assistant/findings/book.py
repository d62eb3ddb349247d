"""The seam of findings: where they, what is done about them, and unfinished ones are kept."""

from typing import Protocol

from assistant.errors import WrongUse
from assistant.model.findings import Finding, FindingDraft, FindingEntry


class FindingIdTaken(WrongUse):
    """There is a finding of this id."""

    code = "already-there"
    hint = "Raise it again; the next number is taken then."


class FindingBook(Protocol):
    """Every finding (tests/contract/test_finding_book.py). Rows are added, never changed.

    Each call is one transaction: what has returned is kept, also after a loss of power.
    """

    def raise_(self, finding: Finding, *, draft: int | None = None) -> None:
        """Keep a finding; `draft` is what it was made of, which is then no longer waiting.

        Raises `FindingIdTaken`, also when another process was quicker; `AuditClosed`.
        """

    def findings(self, audit: str | None = None) -> list[Finding]:
        """Those of an audit, or all, in the order in which they were raised."""

    def finding(self, id: str) -> Finding | None:
        """The finding of this id, however it is cased; None when there is none."""

    def enter(self, entry: FindingEntry) -> FindingEntry:
        """Keep an entry; gives it with its id."""

    def entries(self, finding: str | None = None) -> list[FindingEntry]:
        """Every entry about a finding, or about all, oldest first."""

    def keep_draft(self, draft: FindingDraft) -> FindingDraft:
        """Keep what was typed; gives it with its id."""

    def drafts(self, audit: str | None = None) -> list[FindingDraft]:
        """Drafts of which no finding was made yet, oldest first."""
