"""Mappings: this passage bears on that clause, proposed by the program, decided by people."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.model.clauses import ClauseNumber, Relation

PROPOSED = 0.68
"""Confidence from which the program proposes a mapping.

Chosen on data: the one at which precision and recall are both .85 on a company that the weights
were not fitted on (docs/adr/0065).
"""

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
class Origin:
    """The clause of another edition that a mapping was made for, and what was decided there.

    `relation` is how that clause relates to the one it is shown for; where it is `equal` the
    decision is the same one, else a person decides anew.
    """

    edition: str
    clause: ClauseNumber
    relation: Relation
    decision: Decision


@dataclass(frozen=True, slots=True)
class Mapping:
    """A stored mapping with its decision. `suspect`: the text changed after it was decided.

    `origin` is set for a mapping of another edition; `edition` is then that other one, and the
    clause of the proposal is the one it is shown for.
    """

    id: str  # "m_…", stable for passage, clause and edition
    edition: str
    proposal: Proposal
    decision: Decision = Decision.PROPOSED
    decided_by: str | None = None
    decided_at: str | None = None  # RFC 3339
    note: str | None = None
    suspect: bool = False
    entry: int | None = None  # no. of the ledger entry that decided it
    origin: Origin | None = None

    @property
    def made_for(self) -> ClauseNumber:
        """The clause of `edition` that it was made for."""
        return self.origin.clause if self.origin else self.proposal.clause

    @property
    def is_decided_here(self) -> bool:
        """Whether a decision about it is one for the clause it is shown for.

        Not for a clause of another edition that is not the same one.
        """
        return self.origin is None or self.origin.relation is Relation.EQUAL

    @property
    def is_likely_only(self) -> bool:
        """Whether it is neither sure enough to be proposed nor decided by a person."""
        return self.decision is Decision.PROPOSED and self.proposal.confidence < PROPOSED
