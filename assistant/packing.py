"""The use case: gather what is held for some clauses into an evidence pack."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from assistant.coverage import MappedPlace, RecordPlace, cover
from assistant.errors import WrongUse
from assistant.evidence import EvidenceByClause, gather
from assistant.model.audits import Gap
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.mappings import Decision
from assistant.model.organisation import Organisation, Process
from assistant.model.packs import Pack, PackedClause
from assistant.model.replies import Citation
from assistant.ports import Library


class PackEvidence:
    """Evidence packs of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(
        self,
        edition: Edition,
        organisation: Organisation,
        clauses: Sequence[ClauseNumber],
        gaps: Iterable[Gap],
        *,
        scope: str,
        as_of: date,
        documents: Collection[str] = (),
    ) -> Pack:
        """`clauses` and all below them, in reading order, each once.

        `documents`: numbers of the only documents whose places count; all where there are none.
        Records count in any case. Raises `UnknownClause`.
        """
        wanted = _with_those_below(edition, clauses)
        evidence = gather(self._library, edition, as_of)
        known = list(gaps)
        packed = tuple(
            _packed(edition, clause, evidence, known, as_of, documents) for clause in wanted
        )
        return Pack(
            scope=scope,
            organisation=organisation.name,
            edition=edition.name,
            as_of=as_of,
            clauses=packed,
            revisions=tuple(self._revisions(packed)),
        )

    def _revisions(self, packed: Sequence[PackedClause]) -> list[Revision]:
        paths = {citation.path for one in packed for citation in _cited(one)}
        return [one for one in self._library.revisions() if one.path in paths]


def of_process(organisation: Organisation, name: str) -> Process:
    """The process of that name, case aside. Raises `WrongUse` with the names there are."""
    for one in organisation.processes:
        if one.name.casefold() == name.strip().casefold():
            return one
    known = ", ".join(one.name for one in organisation.processes)
    hint = f"There are: {known}." if known else "Name processes in organisation.yaml."
    raise WrongUse(f"There is no process {name!r}.", hint=hint)


def _with_those_below(edition: Edition, clauses: Sequence[ClauseNumber]) -> list[Clause]:
    found = {one.number: one for number in clauses for one in edition.within(number)}
    return [
        found[number]
        for number in sorted(found)
        if found[number].applicability is not Applicability.NOT_USED
    ]


def _packed(
    edition: Edition,
    clause: Clause,
    evidence: EvidenceByClause,
    gaps: Sequence[Gap],
    as_of: date,
    documents: Collection[str],
) -> PackedClause:
    own = {clause.number: evidence[clause.number]} if clause.number in evidence else {}
    rolled = cover(edition, clause, evidence, (), as_of)
    alone = cover(edition, clause, own, (), as_of)
    numbers = {number.casefold() for number in documents}
    return PackedClause(
        clause=clause,
        documented=rolled.documented,
        practised=rolled.practised,
        places=tuple(
            sorted(
                (p for p in alone.passages if not numbers or _number(p) in numbers),
                key=lambda place: place.mapping.decision is not Decision.CONFIRMED,
            )
        ),
        records=tuple(sorted(alone.records, key=_newest_first)),
        gaps=tuple(gap for gap in gaps if gap.clause == clause.number),
    )


def _cited(one: PackedClause) -> list[Citation]:
    places = [place.citation for place in one.places]
    return [*places, *(record.citation for record in one.records)]


def _number(place: MappedPlace) -> str:
    return place.citation.document.casefold()


def _newest_first(record: RecordPlace) -> tuple[bool, int]:
    return record.day is None, -(record.day.toordinal() if record.day else 0)
