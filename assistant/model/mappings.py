"""Mappings: this passage bears on that clause, proposed by the program, decided by people."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.model.clauses import ClauseNumber

PROPOSED = 0.6
"""Confidence from which the program proposes a mapping: clearly more right than wrong."""

LIKELY = 0.45
"""Confidence from which a mapping is kept below those: about as often right as wrong.

It counts for nothing and is shown only where everything is wanted that may bear on a clause.
"""


class Basis(StrEnum):
    """Why a mapping was proposed, strongest first."""

    PERSON = "person"
    CITED_NUMBER = "cited_number"
    LEGACY_NUMBER = "legacy_number"
    HEADING = "heading"
    RECORD_TYPE = "record_type"
    MEANING = "meaning"


class Decision(StrEnum):
    """What people made of a proposal."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One passage -> clause proposal before it is stored. `confidence` lies in (0, 1]."""

    passage: str  # Passage.id
    clause: ClauseNumber
    basis: Basis
    confidence: float
    reason: str = ""  # the words that led to it, for the person who decides


@dataclass(frozen=True, slots=True)
class Mapping:
    """A stored mapping with its decision. `suspect`: the text changed after it was decided."""

    id: str  # "m_…", stable for passage, clause and edition
    edition: str
    proposal: Proposal
    decision: Decision = Decision.PROPOSED
    decided_by: str | None = None
    decided_at: str | None = None  # RFC 3339
    note: str | None = None
    suspect: bool = False
    entry: int | None = None  # no. of the ledger entry that decided it

    @property
    def is_likely_only(self) -> bool:
        """Whether it is neither sure enough to be proposed nor decided by a person."""
        return self.decision is Decision.PROPOSED and self.proposal.confidence < PROPOSED
