"""Gaps, wired: finding them, deciding about them, the rules that find them."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.errors import NothingThere, WrongUse
from assistant.gaps.deciding import DecideGap
from assistant.gaps.find import FindGaps, FindingsOn, no_findings
from assistant.gaps.ground import HeldRecords
from assistant.gaps.rules import Rule, in_use, load_rules
from assistant.model.audits import GapKind, GapReport
from assistant.model.gap_decisions import GapDecision
from assistant.model.organisation import RuleChange
from integrations.bootstrap.adapters import Adapters
from integrations.database.gap_decisions import SqlGapBook


@dataclass(frozen=True)
class GapServices:
    """Everything about gaps; clauses and kinds are words as people write them."""

    adapters: Adapters
    records: Callable[[date], HeldRecords]
    findings: FindingsOn = no_findings

    @cached_property
    def find(self) -> FindGaps:
        """The use case that checklists and reports share."""
        parts = self.adapters
        return FindGaps(
            parts.library,
            self.records,
            changes=parts.organisation.gap_rules,
            decisions=self._book.everything,
            findings=self.findings,
        )

    def report(
        self,
        clause: str | None = None,
        *,
        as_of: date,
        rule: str | None = None,
        kind: str | None = None,
        subject: str | None = None,
    ) -> GapReport:
        """Gaps of a clause or of all, those that fit. Raises `UnknownClause` or `WrongUse`."""
        edition = self.adapters.edition
        wanted_kind = None if kind is None else _kind(kind)
        number = None if clause is None else edition.clause(clause.strip()).number
        with uncollected():
            report = self.find(edition, as_of=as_of, clause=number)
        kept = tuple(
            gap
            for gap in report.gaps
            if (rule is None or gap.rule == rule.strip())
            and (wanted_kind is None or gap.kind is wanted_kind)
            and (subject is None or subject.strip().casefold() in gap.subject.casefold())
        )
        return replace(report, gaps=kept)

    def accept(self, id: str, *, by: str, reason: str, until: date, as_of: date) -> GapDecision:
        """Live with a gap until a day. Raises like `DecideGap.accept`."""
        gaps = self.report(as_of=as_of).gaps
        return self._decide.accept(gaps, id, by=by, reason=reason, until=until, today=as_of)

    def assign(self, id: str, *, by: str, owner: str, as_of: date) -> GapDecision:
        """Say who closes a gap. Raises like `DecideGap.assign`."""
        return self._decide.assign(self.report(as_of=as_of).gaps, id, by=by, owner=owner)

    def reopen(self, id: str, *, by: str, reason: str) -> GapDecision:
        """End an acceptance. Raises like `DecideGap.reopen`."""
        if not self.history(id):
            raise NothingThere(
                f"Nobody decided about a gap {id!r}.", hint="`clausewise gaps` shows the ids."
            )
        return self._decide.reopen(id, by=by, reason=reason)

    def history(self, id: str) -> list[GapDecision]:
        """Everything decided about a gap, oldest first.

        Of a gap that is not there for whoever sees only some documents, nothing.
        """
        parts = self.adapters
        found = [one for one in self._book.everything() if one.gap == id]
        if not found or parts.library is parts.whole.library:
            return found
        gaps = self.report(as_of=parts.clock.today()).gaps
        return found if any(gap.id == id for gap in gaps) else []

    def rules(self) -> list[tuple[Rule, RuleChange | None]]:
        """Every rule as it runs here, with what the organisation changed of it."""
        changes = {one.rule: one for one in self.adapters.organisation.gap_rules}
        running = {rule.id: rule for rule in in_use(changes.values())}
        return [(running.get(rule.id, rule), changes.get(rule.id)) for rule in load_rules()]

    @cached_property
    def _book(self) -> SqlGapBook:
        return SqlGapBook(self.adapters.database)

    @cached_property
    def _decide(self) -> DecideGap:
        return DecideGap(self._book)


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare a run over many records the collector: it would walk them all again and again.

    They hang together in no cycles, so nothing is kept for it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _kind(text: str) -> GapKind:
    spelt = text.strip().casefold().replace(" ", "_").replace("-", "_")
    if spelt not in {one.value for one in GapKind}:
        known = ", ".join(one.value for one in GapKind)
        raise WrongUse(f"{text!r} is no kind of gap.", hint=f"Use one of: {known}.")
    return GapKind(spelt)
