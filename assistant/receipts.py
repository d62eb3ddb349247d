"""Write the receipt of a reply: what was searched, what was shown, and what checked it."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum

from assistant.answering.shelf import Shelf
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.model.receipts import Receipt, SearchedRevision, ShownPassage
from assistant.model.replies import Answered, Outcome, Reply
from assistant.ports import Library


class WriteReceipt:
    """Gathers what a reply rested on, while it is still as the reply found it."""

    def __init__(self, library: Library, *, edition: str, program: str) -> None:
        self._library, self._edition, self._program = library, edition, program
        self._last: tuple[Shelf, tuple[SearchedRevision, ...]] | None = None

    def __call__(
        self,
        reply: Reply,
        *,
        asked_at: datetime,
        understood_by: str,
        understanding_ms: int,
        answering_ms: int,
    ) -> Receipt:
        """The receipt of a reply. `asked_at` bears its time zone."""
        draft = _as_json(reply.outcome.draft)
        return Receipt(
            reply,
            asked_at.isoformat(timespec="microseconds"),
            edition=self._edition,
            program=self._program,
            understood_by=understood_by,
            documents=self.searched(reply.searched.as_of),
            passages=self.shown([*_cited(reply.outcome), *_passages_in(draft)]),
            draft=draft if isinstance(draft, dict) else None,
            understanding_ms=understanding_ms,
            answering_ms=answering_ms,
        )

    def searched(self, as_of: date) -> tuple[SearchedRevision, ...]:
        """The revisions in force on a day, as they are held now."""
        shelf, last = Shelf.on(as_of, self._library.revisions()), self._last
        if last is not None and last[0] is shelf:  # a library of thousands is listed once
            return last[1]
        found = tuple(
            SearchedRevision(
                one.number, one.identity.label, one.identity.effective_date, one.content_hash
            )
            for one in shelf.in_force
        )
        self._last = (shelf, found)
        return found

    def shown(self, ids: Iterable[str]) -> tuple[ShownPassage, ...]:
        """These passages as they stand now, each once; those that are gone are left out."""
        wanted = list(dict.fromkeys(ids))
        held = self._library.passages(wanted)
        revisions = {one.id: one for one in self._library.revisions()} if held else {}
        return tuple(_shown(held[id_], revisions) for id_ in wanted if id_ in held)


def _shown(passage: Passage, revisions: Mapping[str, Revision]) -> ShownPassage:
    of = revisions.get(passage.revision)
    return ShownPassage(
        passage.id,
        of.number if of else "",
        of.identity.label if of else "",
        passage.section,
        passage.page,
        passage.row,
        passage.fingerprint,
        passage.text,
    )


def _cited(outcome: Outcome) -> Iterator[str]:
    places = outcome.citations if isinstance(outcome, Answered) else outcome.near_misses
    return (one.passage for one in places)


def _passages_in(draft: object) -> list[str]:
    """Ids of the passages that a draft says it was made from."""
    shown = draft.get("passages") if isinstance(draft, dict) else None
    return [one for one in shown if isinstance(one, str)] if isinstance(shown, list) else []


def _as_json(found: object) -> object:
    """A value of dataclasses, mappings and sequences as JSON values, whatever its fields."""
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return {one.name: _as_json(getattr(found, one.name)) for one in dataclasses.fields(found)}
    if isinstance(found, Mapping):
        return {str(name): _as_json(one) for name, one in found.items()}
    if isinstance(found, tuple | list | set | frozenset):
        return [_as_json(one) for one in found]
    if isinstance(found, Enum):
        return _as_json(found.value)
    return found if isinstance(found, str | int | float | bool | None) else str(found)
