"""Ledger and receipts as somebody sees them: nothing of a document that they may not see."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.errors import NothingThere
from assistant.ledger.entries import Act, Entry
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Kind
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.receipts import Receipt
from assistant.model.replies import Answered, Citation, Reply
from assistant.people.access import Placed
from assistant.people.clearance import Clearance
from assistant.people.sight import Sight
from assistant.ports import Ledger, Library, Receipts


class ViewedLedger:
    """A `Ledger` over what is seen. Its chain of seals is that of the whole ledger alone."""

    def __init__(self, ledger: Ledger, library: Library, sight: Sight, edition: str) -> None:
        self._ledger, self._library = ledger, library
        self._sight, self._edition = sight, edition

    def record(
        self, mappings: Sequence[str], act: Act, *, by: str, note: str
    ) -> list[ClauseMapping]:
        """Record one act about each of `mappings`, all or none. Raises like the ledger."""
        known = self._library.mappings(edition=self._edition, ids=mappings)
        _require(mappings, {one.mapping.id for one in known}, "mapping", "mappings")
        return self._ledger.record(mappings, act, by=by, note=note)

    def add(
        self, passages: Sequence[str], clause: ClauseNumber, edition: str, *, by: str, note: str
    ) -> list[ClauseMapping]:
        """Record that passages bear on a clause, all or none. Raises like the ledger."""
        _require(passages, set(self._library.passages(passages)), "passage", "search")
        return self._ledger.add(passages, clause, edition, by=by, note=note)

    def entries(self, document: str | None = None) -> list[Entry]:
        """Entries about documents that are seen, in the order written."""
        seen = self._sight.now()
        return [
            one
            for one in self._ledger.entries(document)
            if seen.sees_issue(one.document, one.revision)
        ]

    def head(self) -> str | None:
        """The seal of the last entry of the whole ledger."""
        return self._ledger.head()


def _require(wanted: Sequence[str], known: set[str], noun: str, command: str) -> None:
    for one in wanted:
        if one not in known:
            raise NothingThere(
                f"There is no {noun} {one!r}.", hint=f"`clausewise {command}` finds it."
            )


class KeptReceipts(Receipts, Protocol):
    """Receipts that know for whose eyes each reply was made."""

    def as_given(self, reply: str) -> str | None:
        """The JSON of a reply, to the letter as it was given; None when there is none."""

    def made_under(self, reply: str) -> Clearance | None:
        """What whoever asked could see; None for an unknown reply."""


class ViewedReceipts:
    """`Receipts` of replies that somebody may look at.

    Those made for eyes that see no more than theirs, and that cite nothing hidden from them now.
    """

    def __init__(self, receipts: KeptReceipts, sight: Sight, clearance: Clearance) -> None:
        self._receipts, self._sight, self._clearance = receipts, sight, clearance

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt for ever; keeping the same id again keeps the first."""
        self._receipts.keep(receipt)

    def receipt(self, reply: str) -> Receipt | None:
        """The receipt of a reply; None when there is none that may be seen."""
        found = self._receipts.receipt(reply)
        if found is None or not self._may_see(found.reply):
            return None
        hides = self._sight.now().hides
        return replace(
            found,
            documents=tuple(
                one for one in found.documents if not hides(one.document, one.revision)
            ),
            passages=tuple(one for one in found.passages if not hides(one.document, one.revision)),
        )

    def as_given(self, reply: str) -> str | None:
        """The JSON of a reply, to the letter as it was given; None as in `receipt`."""
        return None if self.receipt(reply) is None else self._receipts.as_given(reply)

    def made_under(self, reply: str) -> Clearance | None:
        """What whoever asked could see; None for an unknown reply."""
        return self._receipts.made_under(reply)

    def earlier(self, conversation: str, *, limit: int, before: str | None = None) -> list[Reply]:
        """The last replies of a conversation that may be seen, oldest first."""
        found = self._receipts.earlier(conversation, limit=limit, before=before)
        return [one for one in found if self._may_see(one)]

    def _may_see(self, reply: Reply) -> bool:
        made = self._receipts.made_under(reply.id)
        if made is None or not made.within(self._clearance):
            return False
        outcome = reply.outcome
        shown = outcome.citations if isinstance(outcome, Answered) else outcome.near_misses
        return all(map(self._sees, shown))

    def _sees(self, cited: Citation) -> bool:
        seen = self._sight.now()
        if cited.path in seen.paths:
            return True
        if cited.path in seen.hidden_paths or seen.hides(cited.document, cited.revision):
            return False
        return self._sight.sees(Placed(cited.path, cited.document, Kind(cited.kind)))
