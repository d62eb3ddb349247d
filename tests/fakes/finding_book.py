"""Findings in memory."""

from dataclasses import replace

from assistant.audits.book import AuditBook, AuditClosed
from assistant.audits.standing import state_of
from assistant.findings.book import FindingIdTaken
from assistant.model.audit_runs import AuditState
from assistant.model.findings import Finding, FindingDraft, FindingEntry


class MemoryFindingBook:
    """The `FindingBook` over lists."""

    def __init__(self, audits: AuditBook) -> None:
        self._audits = audits
        self._findings: list[Finding] = []
        self._entries: list[FindingEntry] = []
        self._drafts: list[FindingDraft] = []
        self._used: set[int | None] = set()

    def raise_(self, finding: Finding, *, draft: int | None = None) -> None:
        if state_of(self._audits.steps(finding.audit), begun=True) is AuditState.CLOSED:
            raise AuditClosed(f"{finding.audit} is closed.")
        if self.finding(finding.id) is not None:
            raise FindingIdTaken(f"There is a finding {finding.id!r} already.")
        self._findings.append(finding)
        self._used.add(draft)

    def findings(self, audit: str | None = None) -> list[Finding]:
        return [
            one
            for one in self._findings
            if audit is None or one.audit.casefold() == audit.casefold()
        ]

    def finding(self, id: str) -> Finding | None:
        return next((one for one in self._findings if one.id.lower() == id.lower()), None)

    def enter(self, entry: FindingEntry) -> FindingEntry:
        kept = replace(entry, id=len(self._entries) + 1)
        self._entries.append(kept)
        return kept

    def entries(self, finding: str | None = None) -> list[FindingEntry]:
        return [one for one in self._entries if finding in (None, one.finding)]

    def keep_draft(self, draft: FindingDraft) -> FindingDraft:
        kept = replace(draft, id=len(self._drafts) + 1)
        self._drafts.append(kept)
        return kept

    def drafts(self, audit: str | None = None) -> list[FindingDraft]:
        return [
            one for one in self._drafts if audit in (None, one.audit) and one.id not in self._used
        ]
