"""The ledger of mappings: what is proposed, and what people decided about it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.citations import cite
from assistant.errors import NothingThere, WrongUse
from assistant.in_force import statuses
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.documents import Status
from assistant.model.mappings import Decision
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.replies import Citation
from assistant.ports import Library, MappedPassage
from assistant.quotes import best_sentence


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A mapping and the place it starts from, whatever the revision's status."""

    citation: Citation
    mapping: ClauseMapping


class Decisions:
    """Lists mappings, and records what people make of them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def entries(
        self,
        edition: Edition,
        *,
        as_of: date,
        clause: ClauseNumber | None = None,
        document: str | None = None,
        decision: Decision | None = None,
    ) -> list[LedgerEntry]:
        """Mappings that fit every filter given, in reading order; old revisions included.

        `clause` takes those below it along. Raises `UnknownClause`.
        """
        numbers = None if clause is None else [one.number for one in edition.within(clause)]
        standing = statuses(self._library.revisions(), as_of)
        return [
            _entry(edition, mapped, standing[mapped.revision.id])
            for mapped in self._library.mappings(edition=edition.id, clauses=numbers)
            if decision in (None, mapped.mapping.decision)
            and (document is None or mapped.revision.number.casefold() == document.casefold())
        ]

    def decide(
        self,
        edition: Edition,
        mapping: str,
        decision: Decision,
        *,
        by: str,
        note: str,
        as_of: date,
    ) -> LedgerEntry:
        """Record a person's decision. Raises `NothingThere`, or `WrongUse` without a name."""
        if not by.strip():
            raise WrongUse("A decision needs a name.", hint="Say who decides with --by NAME.")
        changed = self._library.decide(mapping, decision, by=by.strip(), note=note)
        clause = changed.proposal.clause
        standing = statuses(self._library.revisions(), as_of)
        for mapped in self._library.mappings(edition=changed.edition, clauses=[clause]):
            if mapped.mapping.id == mapping:
                return _entry(edition, mapped, standing[mapped.revision.id])
        raise NothingThere(f"The passage of mapping {mapping!r} is gone.")


def _entry(edition: Edition, mapped: MappedPassage, status: Status) -> LedgerEntry:
    number = mapped.mapping.proposal.clause
    clause = edition.find(number)
    quote = best_sentence(mapped.passage, clause) if clause else mapped.passage.text
    citation = cite(
        mapped.passage,
        mapped.revision,
        quote=quote,
        tag=0,
        status=status,
        clauses=(str(number),),
    )
    return LedgerEntry(citation, mapped.mapping)


def clauses_of(
    library: Library, edition: Edition, passages: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The clauses each passage is mapped to, surest first; rejected mappings left out."""
    found: defaultdict[str, list[ClauseMapping]] = defaultdict(list)
    for mapped in library.mappings(edition=edition.id, passages=passages):
        if mapped.mapping.decision is not Decision.REJECTED:
            found[mapped.passage.id].append(mapped.mapping)
    return {
        passage: tuple(str(one.proposal.clause) for one in sorted(mappings, key=_surest))
        for passage, mappings in found.items()
    }


def _surest(mapping: ClauseMapping) -> tuple[bool, float, ClauseNumber]:
    proposal = mapping.proposal
    confirmed = mapping.decision is Decision.CONFIRMED
    return not confirmed, -proposal.confidence, proposal.clause
