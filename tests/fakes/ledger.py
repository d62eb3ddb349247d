"""The ledger in memory, over the library in memory."""

from collections.abc import Sequence

from assistant.errors import NothingThere
from assistant.ledger.carrying import decided_by, mapping_id
from assistant.ledger.entries import Act, Entry, sealed
from assistant.ledger.rules import check
from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import Basis, Proposal
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.sealing import NOTHING_BEFORE
from tests.fakes.library import MemoryLibrary


class MemoryLedger:
    """A `Ledger` whose entries lie in a `MemoryLibrary`, which carries them over."""

    def __init__(self, library: MemoryLibrary) -> None:
        self._library = library

    def record(
        self, mappings: Sequence[str], act: Act, *, by: str, note: str
    ) -> list[ClauseMapping]:
        held = self._library.held_mappings
        wanted = list(dict.fromkeys(mappings))
        for one in wanted:
            if one not in held:
                raise NothingThere(f"There is no mapping {one!r}.")
            check(held[one][1], act)
        return [self._record(one, act, by, note) for one in wanted]

    def add(
        self, passages: Sequence[str], clause: ClauseNumber, edition: str, *, by: str, note: str
    ) -> list[ClauseMapping]:
        known = self._library.passages(passages)
        acts: dict[str, Act] = {}
        for one in dict.fromkeys(passages):
            if one not in known:
                raise NothingThere(f"There is no passage {one!r}.")
            id_ = mapping_id(one, clause, edition)
            held = self._library.held_mappings.get(id_)
            acts[one] = Act.ADDED if held is None else Act.CONFIRMED
            if held is not None:
                check(held[1], Act.CONFIRMED)
        for one, act in acts.items():
            if act is Act.ADDED:
                proposal = Proposal(one, clause, Basis.PERSON, 1.0, "a person added it")
                self._library.propose(known[one].revision, [proposal], edition)
        return [
            self._record(mapping_id(one, clause, edition), act, by, note)
            for one, act in acts.items()
        ]

    def entries(self, document: str | None = None) -> list[Entry]:
        return [one for one in self._library.decided if document in (None, one.document)]

    def head(self) -> str | None:
        return self._library.decided[-1].seal if self._library.decided else None

    def _record(self, mapping: str, act: Act, by: str, note: str) -> ClauseMapping:
        revision, held = self._library.held_mappings[mapping]
        passage = self._library.passages([held.proposal.passage])[held.proposal.passage]
        [of] = [one for one in self._library.revisions() if one.id == revision]
        entries = self._library.decided
        entry = Entry(
            no=len(entries) + 1,
            mapping=mapping,
            edition=held.edition,
            clause=str(held.proposal.clause),
            document=of.number,
            revision=of.identity.label,
            section=passage.section,
            fingerprint=passage.fingerprint,
            text=passage.text,
            basis=held.proposal.basis.value,
            confidence=held.proposal.confidence,
            reason=held.proposal.reason,
            act=act,
            by=by,
            at="2026-01-01T00:00:00+00:00",
            note=note,
        )
        entries.append(sealed(entry, entries[-1].seal if entries else NOTHING_BEFORE))
        decided = decided_by(held, entries[-1])
        self._library.held_mappings[mapping] = (revision, decided)
        return decided
