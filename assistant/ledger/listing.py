"""The ledger as it stands: mappings that fit a filter, with the places they start from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.citations import cite
from assistant.errors import NothingThere
from assistant.in_force import statuses
from assistant.ledger.changed_words import Change
from assistant.ledger.since_decided import since_decided
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.documents import Status
from assistant.model.mappings import Basis, Decision
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.replies import Citation
from assistant.ports import Holdings, Ledger, MappedPassage
from assistant.quotes import best_sentence


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A mapping and the place it starts from, whatever the revision's status."""

    citation: Citation
    mapping: ClauseMapping
    changes: tuple[Change, ...] = ()  # since it was decided, where it is suspect


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mappings to list; None takes all.

    `clause` takes those below it along. `suspect`: only those whose text changed after they
    were confirmed, or only the others.
    """

    clause: ClauseNumber | None = None
    document: str | None = None
    decision: Decision | None = None
    basis: Basis | None = None
    suspect: bool | None = None


class ListMappings:
    """Lists mappings in reading order; old revisions included."""

    def __init__(self, library: Holdings, ledger: Ledger) -> None:
        self._library, self._ledger = library, ledger

    def __call__(
        self, edition: Edition, wanted: Wanted = Wanted(), *, as_of: date
    ) -> list[LedgerEntry]:
        """Mappings that fit every filter. Raises `UnknownClause`, `NothingThere` for a document."""
        if wanted.document is not None:
            check_known(wanted.document, self._library, self._ledger)
        clause = wanted.clause
        numbers = None if clause is None else [one.number for one in edition.within(clause)]
        mapped = self._library.mappings(edition=edition.id, clauses=numbers)
        return self.placed(edition, [one for one in mapped if _fits(one, wanted)], as_of=as_of)

    def placed(
        self, edition: Edition, mapped: Sequence[MappedPassage], *, as_of: date
    ) -> list[LedgerEntry]:
        """Mappings with their places."""
        standing = statuses(self._library.revisions(), as_of)
        return [
            LedgerEntry(
                _place(edition, one, standing[one.revision.id]),
                one.mapping,
                since_decided(self._library, self._ledger, one),
            )
            for one in mapped
        ]


def check_known(document: str, library: Holdings, ledger: Ledger) -> None:
    """Raises `NothingThere` for a number that nothing held, decided or past is known by."""
    known = {one.number for one in library.revisions()} | {one.document for one in ledger.entries()}
    known |= {one.revision.number for one in library.past_issues()}
    if document.casefold() not in {one.casefold() for one in known}:
        raise NothingThere(
            f"There is no document {document!r}.", hint="`clausewise documents` lists them."
        )


def _fits(mapped: MappedPassage, wanted: Wanted) -> bool:
    mapping = mapped.mapping
    return (
        wanted.decision in (None, mapping.decision)
        and wanted.basis in (None, mapping.proposal.basis)
        and wanted.suspect in (None, mapping.suspect)
        and (
            wanted.document is None
            or mapped.revision.number.casefold() == wanted.document.casefold()
        )
    )


def _place(edition: Edition, mapped: MappedPassage, status: Status) -> Citation:
    number = mapped.mapping.proposal.clause
    clause = edition.find(number)
    quote = best_sentence(mapped.passage, clause) if clause else mapped.passage.text
    return cite(
        mapped.passage,
        mapped.revision,
        quote=quote,
        tag=0,
        status=status,
        clauses=(str(number),),
    )


def clauses_of(
    library: Holdings, edition: Edition, passages: Sequence[str]
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
