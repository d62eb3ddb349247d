"""What an organisation has today for the clauses of an edition: places, records, citations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.cited_numbers import cited_numbers
from assistant.evidence import (
    EvidenceByClause,
    citation_of,
    gather,
    held_for,
    is_suspect,
    record_day,
)
from assistant.in_force import in_force
from assistant.legacy_report import HISTORY, Readings
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.mappings import Decision
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.replies import Citation
from assistant.numbering import Numbering
from assistant.ports import Library, MappedPassage
from assistant.reading_numbers import NumberReader, ReadNumber


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that is mapped to a clause."""

    citation: Citation
    mapping: ClauseMapping
    revision: Revision


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A document that cites a clause by number; `times` counts the places."""

    document: str
    revision: str  # label
    times: int


@dataclass(frozen=True, slots=True)
class Held:
    """What is held for one clause: `places` for itself, `below` for the clauses below it.

    `held_records` are passages of records for it and those below, `newest` the newest day that
    one of them speaks of.
    """

    places: tuple[Place, ...] = ()
    below: tuple[Place, ...] = ()
    held_records: frozenset[str] = frozenset()
    newest: date | None = None
    cited_in: tuple[CitedIn, ...] = ()

    @property
    def described(self) -> tuple[Place, ...]:
        """Where it is described: its own places; where it has none, those below it."""
        return self.places or self.below

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self.held_records)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents it is described in, each once."""
        return tuple(dict.fromkeys(place.citation.document for place in self.described))

    @property
    def confirmed(self) -> int:
        """Places a person confirmed and whose text is still the same."""
        return sum(_is_confirmed(place.mapping) for place in self.places)

    @property
    def suspect(self) -> int:
        """Places a person confirmed and whose text changed since."""
        return sum(is_suspect(place.mapping) for place in self.places)


def _is_confirmed(mapping: ClauseMapping) -> bool:
    return mapping.decision is Decision.CONFIRMED and not mapping.suspect


@dataclass(frozen=True, slots=True)
class Standing:
    """What is held by clause, and the documents that cite numbers of editions before this one."""

    held: Mapping[ClauseNumber, Held]
    older: Mapping[str, int]  # document number -> such places


class Today:
    """The evidence of the documents in force, by clause of one edition."""

    def __init__(self, library: Library, readings: Readings) -> None:
        self._library, self._readings = library, readings

    def __call__(self, edition: Edition, as_of: date) -> Standing:
        """Every clause for which something is held."""
        evidence = gather(self._library, edition, as_of)
        cited, older = self._cited(edition, as_of)
        known = {number for one in (*evidence, *cited) for number in (one, *one.ancestors())}
        held = {
            number: _held(edition, number, evidence, cited.get(number, []), as_of)
            for number in sorted(known)
            if number in edition
        }
        return Standing(held, older)

    def _cited(
        self, edition: Edition, as_of: date
    ) -> tuple[dict[ClauseNumber, list[CitedIn]], dict[str, int]]:
        """Who cites which current clause by its number, sections numbered so included."""
        older: Counter[str] = Counter()
        reader = NumberReader.of(edition)
        found: defaultdict[ClauseNumber, list[CitedIn]] = defaultdict(list)
        for revision in in_force(self._library.revisions(), as_of):
            reading = self._readings.reading(revision.id)
            if reading is None or revision.identity.kind in HISTORY:
                continue
            _, numbers = reader.read(reading, revision.identity, cited_numbers(reading))
            older[revision.number] += sum(one.numbering is Numbering.LEGACY for one in numbers)
            current = [one.cited.number for one in numbers if _is_current(one)]
            for number in dict.fromkeys(current):
                label = revision.identity.label
                found[number].append(CitedIn(revision.number, label, current.count(number)))
        return found, {number: count for number, count in older.items() if count}


def _is_current(one: ReadNumber) -> bool:
    said = one.numbering is Numbering.CURRENT and one.candidates.current is not None
    return said and not one.cited.bare


def _held(
    edition: Edition,
    number: ClauseNumber,
    evidence: EvidenceByClause,
    cited: list[CitedIn],
    as_of: date,
) -> Held:
    found = held_for(edition, evidence, number)
    days = [day for one in found.records if (day := record_day(one, as_of))]
    places = _places(edition, found.documents)
    own = [place for place in places if place.mapping.proposal.clause == number]
    return Held(
        places=tuple(own),
        below=tuple(place for place in places if place not in own),
        held_records=frozenset(one.passage.id for one in found.records),
        newest=max(days, default=None),
        cited_in=tuple(cited),
    )


def _places(edition: Edition, found: Iterable[MappedPassage]) -> list[Place]:
    """In reading order."""
    return [
        Place(
            citation_of(one, edition.clause(one.mapping.proposal.clause)),
            one.mapping,
            one.revision,
        )
        for one in found
    ]
