"""What one kind of evidence found: a clause for a passage, with the reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import Basis, Proposal


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that one piece of evidence speaks for, before all evidence is put together.

    `confidence` lies in (0, 1]. `by_number` is True when a number names the clause, in the text
    or as the number of the section: it then stands beside clauses below it.
    """

    clause: ClauseNumber
    basis: Basis
    confidence: float
    reason: str
    by_number: bool = False


_ABOUT_AS_SURE = 0.75
MOST = 0.98
"""Never certain: people decide."""

_STRENGTH = {basis: -place for place, basis in enumerate(Basis)}


def combined(passage: str, found: Iterable[Found]) -> list[Proposal]:
    """One proposal per clause: the surest reason leads, agreement of another basis adds to it.

    Independent evidence is joined as 1 - (1 - a)(1 - b), the second at half its weight.
    """
    by_clause: dict[ClauseNumber, list[Found]] = {}
    for one in found:
        by_clause.setdefault(one.clause, []).append(one)
    return [_joined(passage, by_clause[clause]) for clause in sorted(by_clause)]


def without_parents(
    proposals: list[Proposal], *, keep: Collection[ClauseNumber] = ()
) -> list[Proposal]:
    """The proposals less those for a clause when one below it is about as sure."""
    return [
        one
        for one in proposals
        if one.clause in keep or not any(_is_below(other, one) for other in proposals)
    ]


def _is_below(other: Proposal, one: Proposal) -> bool:
    return (
        one.clause != other.clause
        and one.clause.contains(other.clause)
        and other.confidence >= _ABOUT_AS_SURE * one.confidence
    )


def _joined(passage: str, evidence: list[Found]) -> Proposal:
    ordered = sorted(evidence, key=lambda one: (-one.confidence, -_STRENGTH[one.basis]))
    lead = ordered[0]
    doubt, seen = 1 - lead.confidence, {lead.basis}
    for other in ordered[1:]:
        if other.basis not in seen:
            doubt *= 1 - other.confidence / 2
            seen.add(other.basis)
    confidence = round(min(MOST, 1 - doubt), 3)
    return Proposal(passage, lead.clause, lead.basis, confidence, lead.reason)
