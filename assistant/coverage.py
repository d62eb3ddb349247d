"""Coverage: where each clause is documented, and where it is practised. Never a verdict.

Requirement, documented (procedure) and practised (record) are three things; a procedure never
proves practice.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model.clauses import Clause
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.replies import Citation


class Documented(StrEnum):
    """How far a clause is described in documents in force."""

    CONFIRMED = "confirmed"  # a person confirmed at least one place
    PROPOSED = "proposed"  # the program found places nobody has confirmed
    NONE = "none"
    NOT_REQUIRED = "not_required"


class Practised(StrEnum):
    """Whether records show that a clause is carried out."""

    CURRENT = "current"
    STALE = "stale"  # the newest dated record is older than customary
    NONE = "none"
    NOT_REQUIRED = "not_required"


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


@dataclass(frozen=True, slots=True)
class Coverage:
    """Clauses of an edition in reading order, as of a day."""

    edition: str
    as_of: date
    clauses: tuple[ClauseCoverage, ...]
