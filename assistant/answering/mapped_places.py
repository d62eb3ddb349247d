"""Places of documents and records: mappings of the same section or record, told as one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.evidence import is_confirmed
from assistant.model.clauses import ClauseNumber
from assistant.model.replies import Citation
from assistant.ports import MappedPassage


@dataclass(frozen=True)
class Place:
    """A section of a document, or a whole record, with its mappings to the clauses asked for."""

    mapped: tuple[MappedPassage, ...]

    @cached_property
    def best(self) -> MappedPassage:
        """The mapping that a person confirmed, else the surest."""
        return max(
            self.mapped, key=lambda one: (is_confirmed(one), one.mapping.proposal.confidence)
        )

    @property
    def clause(self) -> ClauseNumber:
        """The clause that it serves most surely."""
        return self.best.mapping.proposal.clause

    @property
    def clauses(self) -> tuple[ClauseNumber, ...]:
        """All clauses it serves, in the standard's order."""
        return tuple(sorted({one.mapping.proposal.clause for one in self.mapped}))

    @property
    def revision(self) -> str:
        """The id of the revision it is in."""
        return self.best.revision.id

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed one of its mappings, for the words it still has."""
        return is_confirmed(self.best)

    @property
    def is_likely_only(self) -> bool:
        """Whether none of its mappings is sure enough to be proposed."""
        return self.best.mapping.is_likely_only


def document_places(found: Iterable[MappedPassage]) -> list[Place]:
    """One place for each section, in reading order."""
    return _places(found, _section)


def record_places(found: Iterable[MappedPassage]) -> list[Place]:
    """One place for each record, whatever its sheets and sections."""
    return _places(found, lambda one: one.revision.id)


def place_name(citation: Citation, place: Place) -> str:
    """`QP-101 rev C, 6.2 Records`; of a log its title."""
    revision = f" rev {citation.revision}" if citation.revision else ""
    section = " ".join(part for part in (citation.section, citation.section_title) if part)
    several = len({_section(one) for one in place.mapped}) > 1
    named = citation.title if citation.row or several else section or citation.title
    return f"{citation.document}{revision}, {named}"


def _places(
    found: Iterable[MappedPassage], key: Callable[[MappedPassage], Hashable]
) -> list[Place]:
    groups: defaultdict[Hashable, list[MappedPassage]] = defaultdict(list)
    for mapped in found:
        groups[key(mapped)].append(mapped)
    places = [Place(_surest_kind(group)) for group in groups.values()]
    return sorted(places, key=_reading_order)


def _surest_kind(group: Sequence[MappedPassage]) -> tuple[MappedPassage, ...]:
    """Those proposed or decided; where there are none, all."""
    sure = tuple(one for one in group if not one.mapping.is_likely_only)
    return sure or tuple(group)


def _section(one: MappedPassage) -> Hashable:
    passage = one.passage
    if passage.row:
        return one.revision.id, passage.row.split("!")[0]
    return one.revision.id, passage.section or passage.heading_path


def _reading_order(place: Place) -> tuple[str, str, int]:
    revision = place.best.revision
    return revision.number, revision.path, min(one.passage.ordinal for one in place.mapped)
