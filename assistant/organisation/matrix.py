"""Process by clause: where the documents of a process cover what it serves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.coverage import Documented, Practised, cover
from assistant.evidence import ClauseEvidence, gather
from assistant.in_force import in_force
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.organisation import Organisation, Process
from assistant.organisation.documents import documents_named
from assistant.ports import Library


@dataclass(frozen=True, slots=True)
class Crossing:
    """A clause that a process serves: how far the process's own documents cover it."""

    clause: Clause
    documented: Documented
    practised: Practised
    places: int


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process with the clauses it serves, in reading order."""

    process: Process
    crossings: tuple[Crossing, ...]
    not_held: tuple[str, ...] = ()  # documents it names that are not in force here
    doubts: tuple[str, ...] = ()  # a sentence for each name that several documents begin with


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every process, and the clauses that none of them serves."""

    edition: str
    as_of: date
    rows: tuple[ProcessRow, ...]
    unserved: tuple[Clause, ...]

    @property
    def clauses(self) -> tuple[ClauseNumber, ...]:
        """The numbers of the clauses any process serves, in reading order."""
        return tuple(one.number for one in self.served)

    @property
    def served(self) -> tuple[Clause, ...]:
        """The clauses any process serves, in reading order."""
        found = {one.clause.number: one.clause for row in self.rows for one in row.crossings}
        return tuple(found[number] for number in sorted(found))


class ShowMatrix:
    """Where each process is documented and practised, clause by clause."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, edition: Edition, organisation: Organisation, *, as_of: date) -> Matrix:
        """The matrix on a day; a process that names no documents is held against all of them.

        Clauses of a process that only another edition has are passed over.
        """
        evidence = gather(self._library, edition, as_of)
        held = in_force(self._library.revisions(), as_of)
        rows = tuple(
            _row(edition, process, evidence, held, as_of) for process in organisation.processes
        )
        served = [
            number for one in organisation.processes for number in one.clauses if number in edition
        ]
        return Matrix(edition.id, as_of, rows, _unserved(edition, served))


def _row(
    edition: Edition,
    process: Process,
    evidence: Mapping[ClauseNumber, ClauseEvidence],
    held: Sequence[Revision],
    as_of: date,
) -> ProcessRow:
    named = documents_named(process.documents, held)
    own = named.folded if process.documents else None
    crossings = []
    for number in sorted(number for number in process.clauses if number in edition):
        clause = edition.clause(number)
        covered = cover(edition, clause, _of_documents(evidence, own), (), as_of)
        crossings.append(
            Crossing(clause, covered.documented, covered.practised, len(covered.passages))
        )
    return ProcessRow(process, tuple(crossings), named.absent, named.doubts)


def _of_documents(
    evidence: Mapping[ClauseNumber, ClauseEvidence], own: frozenset[str] | None
) -> Mapping[ClauseNumber, ClauseEvidence]:
    """The evidence with only the documents of the process; records are everybody's."""
    if own is None:
        return evidence
    return {
        number: ClauseEvidence(
            tuple(one for one in found.documents if one.revision.number.casefold() in own),
            found.records,
        )
        for number, found in evidence.items()
    }


def _unserved(edition: Edition, served: Sequence[ClauseNumber]) -> tuple[Clause, ...]:
    """Active clauses with a requirement that no process names, itself or from above."""
    return tuple(
        clause
        for clause in edition.auditable
        if clause.applicability is Applicability.ACTIVE
        and not any(
            number.contains(clause.number) or clause.number.contains(number) for number in served
        )
    )
