"""Audits and findings as somebody sees them: none that was drafted from more than they may see."""

from collections.abc import Iterable
from typing import Protocol

from assistant.audits.book import AuditBook
from assistant.findings.book import FindingBook
from assistant.model.audit_runs import Audit, AuditStep, ItemEntry
from assistant.model.findings import Finding, FindingDraft, FindingEntry
from assistant.model.replies import Citation
from assistant.people.clearance import Clearance
from assistant.people.sight import Sight


class KeptAudits(AuditBook, Protocol):
    """An audit book that knows what whoever made an audit could see."""

    def made_under(self, audit: str) -> Clearance | None:
        """What whoever made an audit could see; None for an unknown audit."""


class ViewedAuditBook:
    """An `AuditBook` of the audits that may be seen.

    Those made by eyes that see no more than these and that quote nothing hidden from them now;
    all of them where nothing held is hidden. Rows, gaps and questions of an audit come from all
    that its maker saw, so it is shown whole or not at all.
    """

    def __init__(self, book: KeptAudits, sight: Sight, clearance: Clearance) -> None:
        self._book, self._sight, self._clearance = book, sight, clearance

    def start(self, audit: Audit) -> None:
        """Keep a new audit. Raises like the book."""
        self._book.start(audit)

    def audits(self) -> list[Audit]:
        """Those that may be seen, in the order in which they were made."""
        return [one for one in self._book.audits() if self._may_see(one)]

    def audit(self, id: str) -> Audit | None:
        """The audit of this id; None when there is none that may be seen."""
        found = self._book.audit(id)
        return found if found is not None and self._may_see(found) else None

    def write(self, entry: ItemEntry) -> ItemEntry:
        """Keep an entry; gives it with its id. Raises like the book."""
        return self._book.write(entry)

    def step(self, step: AuditStep) -> None:
        """Keep an act about an audit as a whole. Raises like the book."""
        self._book.step(step)

    def entries(self, audit: str | None = None) -> list[ItemEntry]:
        """Entries of audits that may be seen, oldest first."""
        seen = {one.id for one in self.audits()}
        return [one for one in self._book.entries(audit) if one.audit in seen]

    def steps(self, audit: str | None = None) -> list[AuditStep]:
        """Acts about audits that may be seen, oldest first."""
        seen = {one.id for one in self.audits()}
        return [one for one in self._book.steps(audit) if one.audit in seen]

    def _may_see(self, audit: Audit) -> bool:
        seen = self._sight.now()
        if not seen.hidden_paths:
            return True
        made = self._book.made_under(audit.id)
        if made is None or not made.within(self._clearance):
            return False
        quoted = (
            *(cited for item in audit.items for cited in item.draft.sources),
            *(one.citation for one in audit.left_out),
        )
        return _all_seen(quoted, self._sight)


class ViewedFindingBook:
    """A `FindingBook` of the findings in audits that may be seen that quote nothing hidden."""

    def __init__(self, book: FindingBook, audits: AuditBook, sight: Sight) -> None:
        self._book, self._audits, self._sight = book, audits, sight

    def raise_(self, finding: Finding, *, draft: int | None = None) -> None:
        """Keep a finding. Raises like the book."""
        self._book.raise_(finding, draft=draft)

    def findings(self, audit: str | None = None) -> list[Finding]:
        """Those that may be seen, in the order in which they were raised."""
        audits = self._seen_audits()
        return [one for one in self._book.findings(audit) if self._may_see(one, audits)]

    def finding(self, id: str) -> Finding | None:
        """The finding of this id; None when there is none that may be seen."""
        found = self._book.finding(id)
        return found if found and self._may_see(found, self._seen_audits()) else None

    def enter(self, entry: FindingEntry) -> FindingEntry:
        """Keep an entry; gives it with its id."""
        return self._book.enter(entry)

    def entries(self, finding: str | None = None) -> list[FindingEntry]:
        """Entries about findings that may be seen, oldest first."""
        seen = {one.id for one in self.findings()}
        return [one for one in self._book.entries(finding) if one.finding in seen]

    def keep_draft(self, draft: FindingDraft) -> FindingDraft:
        """Keep what was typed; gives it with its id."""
        return self._book.keep_draft(draft)

    def drafts(self, audit: str | None = None) -> list[FindingDraft]:
        """Drafts in audits that may be seen, oldest first."""
        audits = self._seen_audits()
        return [one for one in self._book.drafts(audit) if one.audit in audits]

    def _seen_audits(self) -> set[str]:
        return {one.id for one in self._audits.audits()}

    def _may_see(self, finding: Finding, audits: set[str]) -> bool:
        cited = finding.requirement.citation
        quoted = () if cited is None else (cited,)
        return finding.audit in audits and _all_seen(quoted, self._sight)


def _all_seen(quoted: Iterable[Citation], sight: Sight) -> bool:
    seen = sight.now()
    return not any(
        one.path in seen.hidden_paths or seen.hides(one.document, one.revision) for one in quoted
    )
