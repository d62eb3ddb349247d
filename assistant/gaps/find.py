"""The use case: run every rule over what is in force on a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.citations import cite, stands_in
from assistant.evidence import gather, held_for
from assistant.gaps import kept_findings
from assistant.gaps.checking import lapses, sentence
from assistant.gaps.deciding import standings
from assistant.gaps.ground import (
    Ground,
    HeldRecords,
    TellsWhatIsLeft,
    clauses_perhaps_held,
    recorded_clauses,
)
from assistant.gaps.keeping import KeptLapses
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.missing import RULES, gap_id, missing
from assistant.gaps.papers import Papers
from assistant.gaps.rules import Rule, in_use
from assistant.model.audits import Gap, GapReport, Severity
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.findings import FindingStanding
from assistant.model.gap_decisions import GapDecision, GapStanding
from assistant.model.organisation import RuleChange
from assistant.model.passages import Passage
from assistant.model.records import Record
from assistant.model.replies import Citation
from assistant.ports import Library
from assistant.quotes import shortened

RecordsOn = Callable[[date], HeldRecords]
"""Gives the records of a day."""
FindingsOn = Callable[[date], Sequence[FindingStanding]]
"""Gives the findings kept here as they stood on a day."""


def no_findings(_: date) -> Sequence[FindingStanding]:
    """None on any day."""
    return ()


class NoRecords:
    """A library of which no records are read."""

    def of(self, type_id: str) -> Sequence[Record]:
        """None of any sort."""
        return ()


class FindGaps:
    """What an auditor would ask for that is absent, out of date or contradicted."""

    def __init__(
        self,
        library: Library,
        records: RecordsOn = lambda _: NoRecords(),
        *,
        changes: Iterable[RuleChange] = (),
        decisions: Callable[[], Sequence[GapDecision]] = tuple,
        kept: KeptLapses | None = None,
        findings: FindingsOn = no_findings,
    ) -> None:
        self._findings = findings
        self._library, self._records, self._decisions = library, records, decisions
        self._rules = in_use(changes)
        self._kept = KeptLapses() if kept is None else kept

    def __call__(
        self, edition: Edition, *, as_of: date, clause: ClauseNumber | None = None
    ) -> GapReport:
        """Gaps of `clause` and those below it, or of all. Raises `UnknownClause`."""
        clauses = edition.clauses if clause is None else edition.within(clause)
        evidence = gather(self._library, edition, as_of)
        held = {
            mapped.passage.id
            for one in clauses
            for mapped in held_for(edition, evidence, one.number).records
        }
        rows = self._records(as_of)
        not_understood = rows.not_understood if isinstance(rows, TellsWhatIsLeft) else ()
        ground = Ground(rows, Papers(self._library, as_of))
        wanted = {one.number for one in clauses}
        rules = [
            (rule, home)
            for rule in self._rules
            if (home := _home(edition, rule)) and home.number in wanted
        ]
        perhaps = clauses_perhaps_held(not_understood)
        absent = missing(edition, evidence, clauses, recorded_clauses(ground), perhaps)
        unsettled = kept_findings.unsettled(edition, self._findings(as_of), clauses)
        found = (*absent, *unsettled, *self._seen(ground, rules))
        standing = standings(self._decisions(), as_of)
        gaps = [_decided(gap, standing.get(gap.id)) for gap in found]
        looked_at = {one.passage for rule, _ in rules for one in ground.all_of(rule.types)}
        return GapReport(
            as_of,
            tuple(sorted(gaps, key=lambda gap: gap.clause)),
            rules=len(RULES) + len(kept_findings.RULES) + len(rules),
            records=len(held | looked_at),
            not_understood=not_understood,
        )

    def _seen(self, ground: Ground, rules: Sequence[tuple[Rule, Clause]]) -> list[Gap]:
        """Gaps by the rules over records and documents, each for its clause."""
        homes = {rule.id: home for rule, home in rules}
        found = list(lapses(ground, [rule for rule, _ in rules], self._kept))
        citing = _Citing(self._library, ground.papers, found)
        return [_gap(rule, lapse, homes[rule.id], citing) for rule, lapse in found]


@dataclass(frozen=True, slots=True)
class _Citing:
    """Turns places into citations; the passages are fetched at once."""

    passages: Mapping[str, Passage]
    papers: Papers

    def __init__(self, library: Library, papers: Papers, found: Iterable[tuple[Rule, Lapse]]):
        wanted = {place.passage for _, lapse in found for place in lapse.places}
        object.__setattr__(self, "passages", library.passages(wanted))
        object.__setattr__(self, "papers", papers)

    def cited(self, places: Iterable[Place], clause: str) -> Iterator[Citation]:
        """A citation for each place, once."""
        seen: set[tuple[str, str]] = set()
        for place in places:
            passage = self.passages.get(place.passage)
            if passage is None:
                continue
            whole = shortened(" ".join(passage.text.split()))
            quote = place.quote if stands_in(place.quote, passage.text) else whole
            if quote and (passage.id, quote) not in seen:
                seen.add((passage.id, quote))
                yield self._citation(passage, quote, len(seen), clause)

    def _citation(self, passage: Passage, quote: str, tag: int, clause: str) -> Citation:
        revision = self.papers.by_id[passage.revision]
        status = self.papers.standing[revision.id]
        return cite(passage, revision, quote=quote, tag=tag, status=status, clauses=(clause,))


def _decided(gap: Gap, standing: GapStanding | None) -> Gap:
    if standing is None:
        return gap
    return replace(gap, owner=standing.owner or gap.owner, accepted=standing.accepted)


def _home(edition: Edition, rule: Rule) -> Clause | None:
    """The rule's clause in this edition, or the nearest above it; None where it is not asked."""
    for number in (rule.clause, *rule.clause.ancestors()):
        clause = edition.find(number)
        if clause is not None:
            asked = clause.applicability is Applicability.ACTIVE
            return clause if asked else None
    return None


def _gap(rule: Rule, lapse: Lapse, home: Clause, citing: _Citing) -> Gap:
    return Gap(
        id=gap_id(rule.id, lapse.subject.casefold(), *lapse.key),
        kind=rule.kind,
        clause=home.number,
        severity=Severity.OBSERVATION if lapse.left_over else rule.severity,
        subject=lapse.subject,
        message=sentence(rule, lapse),
        hint=lapse.hint or rule.hint,
        rule=rule.id,
        due=lapse.due,
        owner=home.owner or None,
        evidence=tuple(citing.cited(lapse.places, str(home.number))),
    )
