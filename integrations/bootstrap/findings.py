"""Findings, wired: raised, followed up, listed beside those of logs."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.findings.following_up import FollowUpFinding
from assistant.findings.raising import RaiseFinding
from assistant.findings.register import line_of, logged_findings, register
from assistant.findings.requirement import ResolveRequirement
from assistant.findings.wording import flags
from assistant.gaps.cells import people
from assistant.gaps.ground import Ground
from assistant.gaps.papers import Papers
from assistant.model.findings import FindingStanding, Flag, Register, RegisterLine, TypedFinding

if TYPE_CHECKING:
    from assistant.findings.book import FindingBook
    from assistant.model.clauses import ClauseNumber
    from assistant.model.findings import FindingDraft
    from assistant.records.held import RecordBook, RecordsHeld
    from integrations.bootstrap.adapters import Adapters
    from integrations.bootstrap.audits import AuditServices

_PEOPLE = ("competence", "training", "stamp")  # sorts of record that name people


class FindingServices:
    """Everything about findings; clauses and ids are words as people write them."""

    def __init__(
        self, adapters: "Adapters", audits: "AuditServices", records: "Callable[[], RecordsHeld]"
    ) -> None:
        self._adapters, self._audits, self._records_held = adapters, audits, records

    @property
    def book(self) -> "FindingBook":
        """Where findings are kept."""
        return self._adapters.finding_book

    @cached_property
    def following(self) -> FollowUpFinding:
        """What is done about findings."""
        return FollowUpFinding(self.book)

    def standings(self, as_of: date) -> list[FindingStanding]:
        """Every finding kept here that was raised by a day, as it stood then."""
        return self.following.all(as_of=as_of)

    def raise_(
        self, audit: str, typed: TypedFinding, *, by: str, on: date, draft: int | None = None
    ) -> FindingStanding:
        """Raise a finding. Raises like `RaiseFinding`."""
        parts = self._adapters
        resolve = ResolveRequirement(parts.library, parts.edition)
        make = RaiseFinding(self.book, self._audits.running, resolve)
        found = make(audit, typed, by=by, on=on, draft=draft)
        return self.following.standing(found.id, as_of=on)

    def drafts(self, audit: str | None = None) -> "list[FindingDraft]":
        """What was typed and waits to be completed. Raises `NothingThere` for an unknown audit."""
        known = None if audit is None else self._audits.running.run(audit).audit.id
        return self.book.drafts(known)

    def flags(self, one: FindingStanding, *, as_of: date) -> list[Flag]:
        """What to look at again in its wording."""
        return flags(one.finding, people=self._people(one.finding.audit, as_of))

    def repeats(self, one: FindingStanding, *, as_of: date) -> list[str]:
        """Findings of other audits on the same clause, each in a line; none without a clause."""
        clause = one.finding.requirement.clause
        if clause is None:
            return []
        held = self.register(as_of=as_of, clause=str(clause))
        return [
            f"{line.id}{f' of {line.audit}' if line.source == 'log' and line.audit else ''} "
            f"({', '.join(word for word in (line.clause, line.grade, line.state) if word)})"
            for line in held.lines
            if not (line.source == "kept" and line.audit == one.finding.audit)
        ]

    def register(
        self,
        *,
        as_of: date,
        audit: str | None = None,
        clause: str | None = None,
        open_only: bool = False,
    ) -> Register:
        """The register of a day. Raises `UnknownClause`."""
        number = None if clause is None else self._adapters.edition.clause(clause.strip()).number
        return register(
            as_of,
            self.standings(as_of),
            self._logged(as_of),
            audit=audit,
            clause=number,
            open_only=open_only,
        )

    def earlier(self, as_of: date) -> "list[tuple[ClauseNumber, str]]":
        """What findings kept here say, with the clause each is about, for new checklists."""
        return [
            (one.finding.requirement.clause, f"{line.id} ({line.grade}, {line.state}): {line.says}")
            for one in self.standings(as_of)
            if one.finding.requirement.clause is not None
            for line in [line_of(one)]
        ]

    def _logged(self, as_of: date) -> list[RegisterLine]:
        book = self._records(as_of)
        ground = Ground(book, Papers(self._adapters.library, as_of))
        return list(logged_findings(ground, book.cite, book.tables))

    def _records(self, as_of: date) -> "RecordBook":
        return self._records_held()(as_of)

    def _people(self, audit: str, as_of: date) -> set[str]:
        """Names of people the organisation's own papers and this audit give."""
        plan = self._audits.running.run(audit).audit.plan
        settings = self._adapters.organisation
        book = self._records(as_of)
        held = [one.identity for one in self._adapters.library.revisions()]
        named = [
            plan.lead,
            *plan.auditors,
            *(one.owner for one in settings.owners),
            *(one.owner for one in settings.processes),
            *(name for one in held for name in (one.owner, one.approver) if name),
            *(
                name
                for sort in _PEOPLE
                for record in book.of(sort)
                for name in people(record, "person")
            ),
        ]
        return {name for name in named if name}
