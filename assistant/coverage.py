"""Coverage: where each clause is documented, and where it is practised. Never a verdict.

Requirement, documented (procedure) and practised (record) are three things; a procedure never
proves practice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.evidence import (
    EvidenceByClause,
    citation_of,
    gather,
    held_for,
    is_confirmed,
    is_suspect,
    record_day,
)
from assistant.gaps.find import FindGaps
from assistant.gaps.missing import missing
from assistant.model.audits import Gap
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.mappings import Decision
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.replies import Citation
from assistant.ports import Holdings, MappedPassage


class Documented(StrEnum):
    """How far a clause is described in documents in force."""

    CONFIRMED = "confirmed"  # a person confirmed at least one place
    PROPOSED = "proposed"  # the program found places nobody has confirmed
    NONE = "none"  # asked for and not found, or nobody writes of the clause at all
    NOT_REQUIRED = "not_required"  # asked for by nobody, and records show the clause


class Practised(StrEnum):
    """Whether records show that a clause is carried out."""

    CURRENT = "current"
    STALE = "stale"  # the newest dated record is older than customary
    NONE = "none"  # asked for and not found, or there is no text of the clause either
    NOT_REQUIRED = "not_required"  # asked for by nobody, and a text speaks of the clause


class Required(StrEnum):
    """Whether a clause asks anything of this organisation."""

    REQUIRED = "required"
    NOT_APPLICABLE = "not_applicable"  # declared by the organisation, or customarily
    NOT_USED = "not_used"  # the number is kept without a requirement
    OPEN = "open"  # open sources do not settle it


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A place in a document, and the mapping that says which clause it bears on."""

    citation: Citation
    mapping: ClauseMapping


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A record, the day it speaks of, and the day it runs out; None where none is stated."""

    citation: Citation
    day: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause with what was found for it, sub-clauses included."""

    clause: Clause
    documented: Documented
    practised: Practised
    passages: tuple[MappedPlace, ...] = ()
    records: tuple[RecordPlace, ...] = ()
    gaps: tuple[str, ...] = ()  # ids, "g_…"
    unwritten: bool = False  # no document is asked for and none is held

    @property
    def required(self) -> Required:
        """The first of the three layers: required, documented, practised."""
        return _REQUIRED[self.clause.applicability]

    @property
    def confirmed(self) -> int:
        """How many of its places a person confirmed, in words that still stand."""
        return sum(
            place.mapping.decision is Decision.CONFIRMED and not place.mapping.suspect
            for place in self.passages
        )

    @property
    def suspect(self) -> bool:
        """Whether every place that a person confirmed has had its text changed since."""
        return self.documented is Documented.PROPOSED and any(
            is_suspect(place.mapping) for place in self.passages
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Clauses of an edition in reading order, as of a day."""

    edition: str
    as_of: date
    clauses: tuple[ClauseCoverage, ...]


_REQUIRED = {
    Applicability.ACTIVE: Required.REQUIRED,
    Applicability.NOT_APPLICABLE: Required.NOT_APPLICABLE,
    Applicability.NOT_USED: Required.NOT_USED,
    Applicability.UNCERTAIN: Required.OPEN,
}


class ShowCoverage:
    """Where the clauses of an edition are documented and practised.

    `find_gaps` names every gap with its clause; without it only what is absent is named.
    """

    def __init__(self, library: Holdings, find_gaps: FindGaps | None = None) -> None:
        self._library, self._find_gaps = library, find_gaps

    def __call__(
        self, edition: Edition, *, as_of: date, clause: ClauseNumber | None = None
    ) -> Coverage:
        """`clause` and all below it, or every clause of the edition; each rolls up those below.

        Raises `UnknownClause`.
        """
        shown = edition.clauses if clause is None else edition.within(clause)
        evidence = gather(self._library, edition, as_of)
        gaps: Sequence[Gap] = missing(edition, evidence, shown)
        if self._find_gaps is not None:
            gaps = self._find_gaps(edition, as_of=as_of, clause=clause).gaps
        cited = Cited(edition, as_of)
        return Coverage(
            edition.id,
            as_of,
            tuple(cover(edition, one, evidence, gaps, as_of, cited) for one in shown),
        )


class Cited:
    """Cites each mapping once: it is shown for its clause and for every clause above that."""

    def __init__(self, edition: Edition, as_of: date) -> None:
        self._edition, self._as_of = edition, as_of
        self._documents: dict[str, MappedPlace] = {}
        self._records: dict[str, RecordPlace] = {}

    def document(self, mapped: MappedPassage) -> MappedPlace:
        """A place in a document."""
        id = mapped.mapping.id
        if id not in self._documents:
            self._documents[id] = MappedPlace(_citation(self._edition, mapped), mapped.mapping)
        return self._documents[id]

    def record(self, mapped: MappedPassage) -> RecordPlace:
        """A record and its day."""
        id = mapped.mapping.id
        if id not in self._records:
            day = record_day(mapped, self._as_of)
            self._records[id] = RecordPlace(_citation(self._edition, mapped), day=day)
        return self._records[id]


def cover(
    edition: Edition,
    clause: Clause,
    evidence: EvidenceByClause,
    gaps: Sequence[Gap],
    as_of: date,
    cited: Cited | None = None,
) -> ClauseCoverage:
    """The coverage of one clause, those below it included, from what was gathered.

    `cited` is shared by the clauses of one report, for speed alone.
    """
    cited = cited or Cited(edition, as_of)
    below = edition.within(clause.number)
    found = held_for(edition, evidence, clause.number)
    records = tuple(cited.record(mapped) for mapped in found.records)
    documented = _documented(below, found.documents)
    practised = _practised(edition, below, found.records, records, as_of)
    active = any(one.applicability is Applicability.ACTIVE for one in below)
    unwritten = active and documented is Documented.NOT_REQUIRED
    if active and not found.documents and not found.records:  # nothing here is harmless
        documented, practised = Documented.NONE, Practised.NONE
    return ClauseCoverage(
        clause=clause,
        documented=documented,
        practised=practised,
        passages=tuple(cited.document(mapped) for mapped in found.documents),
        records=records,
        gaps=tuple(gap.id for gap in gaps if clause.number.contains(gap.clause)),
        unwritten=unwritten,
    )


def _documented(below: Sequence[Clause], found: Sequence[MappedPassage]) -> Documented:
    if any(is_confirmed(mapped) for mapped in found):
        return Documented.CONFIRMED
    if found:
        return Documented.PROPOSED
    asked = any(one.maintain for one in below if one.applicability is Applicability.ACTIVE)
    return Documented.NONE if asked else Documented.NOT_REQUIRED


def _practised(
    edition: Edition,
    below: Sequence[Clause],
    found: Sequence[MappedPassage],
    records: Sequence[RecordPlace],
    as_of: date,
) -> Practised:
    if not found:
        active = [one for one in below if one.applicability is Applicability.ACTIVE]
        # Records that are merely customary are asked about in an audit, not required.
        asked = any(one.retain for one in active)
        return Practised.NONE if asked else Practised.NOT_REQUIRED
    fresh = any(
        is_fresh(place.day, edition.find(mapped.mapping.proposal.clause), as_of)
        for mapped, place in zip(found, records, strict=True)
    )
    return Practised.CURRENT if fresh else Practised.STALE


def is_fresh(day: date | None, clause: Clause | None, as_of: date) -> bool:
    """Whether a record of `day` is within the clause's customary interval; yes without either."""
    if day is None or clause is None or clause.freshness_months is None:
        return True
    months = (as_of.year - day.year) * 12 + as_of.month - day.month - (as_of.day < day.day)
    return months < clause.freshness_months or (
        months == clause.freshness_months and as_of.day == day.day
    )


def _citation(edition: Edition, mapped: MappedPassage) -> Citation:
    return citation_of(mapped, edition.clause(mapped.mapping.proposal.clause))
