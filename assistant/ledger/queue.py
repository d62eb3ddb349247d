"""What to confirm next, so that a person confirms the fewest to cover the most clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.in_force import in_force
from assistant.ledger.listing import LedgerEntry, ListMappings
from assistant.model.clauses import Applicability, ClauseNumber, Edition
from assistant.model.mappings import Decision
from assistant.ports import Ledger, Library, MappedPassage

_LIKELY = 0.5  # below this a proposal is rather wrong than right


@dataclass(frozen=True, slots=True)
class Queued:
    """A proposal worth a person's look, and the clauses that confirming it would settle.

    A clause is settled once it or one below it has a confirmed place.
    """

    entry: LedgerEntry
    settles: tuple[ClauseNumber, ...]


class QueueMappings:
    """Undecided but likely proposals, the most useful first."""

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self._library = library
        self._list = ListMappings(library, ledger)

    def __call__(self, edition: Edition, *, as_of: date, limit: int | None = None) -> list[Queued]:
        """At most `limit`; confirming them in this order settles the most clauses the soonest.

        Greedy: of what is left, the proposal whose confidence times the clauses it would newly
        settle is largest. Among equals what was confirmed once and turned suspect goes first.
        """
        current = [one.id for one in in_force(self._library.revisions(), as_of)]
        mapped = self._library.mappings(edition=edition.id, revisions=current)
        open_ = {one.number for one in edition.clauses if one.applicability is Applicability.ACTIVE}
        for one in mapped:
            if _settled(one):
                open_ -= _above(one.mapping.proposal.clause)
        picked = _greedy(_likeliest(mapped), open_)[:limit]
        entries = self._list.placed(edition, [one for one, _ in picked], as_of=as_of)
        return [Queued(entry, settles) for entry, (_, settles) in zip(entries, picked, strict=True)]


def _greedy(
    likely: Sequence[MappedPassage], open_: set[ClauseNumber]
) -> list[tuple[MappedPassage, tuple[ClauseNumber, ...]]]:
    left, picked = list(likely), []
    while left:
        best = max(left, key=lambda one: _gain(one, open_))
        settles = open_ & _above(best.mapping.proposal.clause)
        if not settles:
            break
        picked.append((best, tuple(sorted(settles))))
        open_ = open_ - settles
        left.remove(best)
    return picked


def _gain(mapped: MappedPassage, open_: set[ClauseNumber]) -> tuple[float, bool]:
    proposal = mapped.mapping.proposal
    return proposal.confidence * len(open_ & _above(proposal.clause)), mapped.mapping.suspect


def _above(clause: ClauseNumber) -> set[ClauseNumber]:
    """The clause and those it is part of."""
    return {ClauseNumber(clause.parts[:depth]) for depth in range(1, len(clause.parts) + 1)}


def _settled(mapped: MappedPassage) -> bool:
    mapping = mapped.mapping
    return mapping.decision is Decision.CONFIRMED and not mapping.suspect


def _likeliest(mapped: Sequence[MappedPassage]) -> list[MappedPassage]:
    """Of each clause the surest proposal that is open."""
    best: dict[ClauseNumber, MappedPassage] = {}
    for one in mapped:
        proposal = one.mapping.proposal
        undecided = one.mapping.suspect or one.mapping.decision is Decision.PROPOSED
        if undecided and proposal.confidence >= _LIKELY and one.mapping.is_decided_here:
            held = best.setdefault(proposal.clause, one)
            if _rank(one) < _rank(held):
                best[proposal.clause] = one
    return sorted(best.values(), key=_rank)


def _rank(mapped: MappedPassage) -> tuple[bool, float, ClauseNumber]:
    mapping = mapped.mapping
    return not mapping.suspect, -mapping.proposal.confidence, mapping.proposal.clause
