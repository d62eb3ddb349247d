"""An evidence pack: what is held for some clauses on a day, ready to be handed over."""

from dataclasses import dataclass
from datetime import date

from assistant.coverage import Documented, MappedPlace, Practised, RecordPlace
from assistant.model.audits import Gap
from assistant.model.clauses import Clause
from assistant.model.documents import Revision


@dataclass(frozen=True, slots=True)
class PackedClause:
    """One clause with what is mapped to it itself; what lies below it has clauses of its own.

    `documented` and `practised` count what lies below, as the coverage does. Places are confirmed
    ones first, then proposed ones, each in reading order; records are newest first.
    """

    clause: Clause
    documented: Documented
    practised: Practised
    places: tuple[MappedPlace, ...]
    records: tuple[RecordPlace, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What is held for a scope. `revisions` are those that its places and records stand in."""

    scope: str  # `Clause 8.4` or `Process Purchasing`
    organisation: str  # "" when it was not named
    edition: str  # what people call the edition
    as_of: date
    clauses: tuple[PackedClause, ...]
    revisions: tuple[Revision, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held: no place and no record."""
        return not any(one.places or one.records for one in self.clauses)
