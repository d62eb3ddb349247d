"""The clause ledger, wired: what every surface calls about mappings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from assistant.errors import WrongUse
from assistant.ledger.changes import Changes, ShowChanges
from assistant.ledger.deciding import Decide, History
from assistant.ledger.entries import Act, first_break
from assistant.ledger.listing import LedgerEntry, ListMappings, Wanted
from assistant.ledger.queue import Queued, QueueMappings
from assistant.model.mappings import Basis, Decision
from assistant.sealing import Break
from integrations.bootstrap.adapters import Adapters


@dataclass(frozen=True)
class LedgerServices:
    """Listing, deciding and looking back; clauses are numbers as people write them."""

    adapters: Adapters

    def wanted(
        self,
        *,
        clause: str | None = None,
        document: str | None = None,
        decision: str | None = None,
        basis: str | None = None,
        suspect: bool | None = None,
    ) -> Wanted:
        """A filter from words. Raises `UnknownClause` or `WrongUse`."""
        edition = self.adapters.edition
        return Wanted(
            clause=None if clause is None else edition.clause(clause.strip()).number,
            document=document,
            decision=None if decision is None else _one_of(Decision, decision, "decision"),
            basis=None if basis is None else _one_of(Basis, basis, "basis"),
            suspect=suspect,
        )

    def mappings(self, wanted: Wanted, *, as_of: date) -> list[LedgerEntry]:
        """The mappings that fit, in reading order, old revisions included."""
        show = ListMappings(self.adapters.library, self.adapters.ledger)
        return show(self.adapters.edition, wanted, as_of=as_of)

    def decide(
        self, mappings: Sequence[str], act: Act, *, by: str, note: str, as_of: date
    ) -> list[LedgerEntry]:
        """Record what a person decided about mappings, all or none. Raises like `Decide`."""
        edition = self.adapters.edition
        return self._decide(edition, mappings, act, by=by, note=note, as_of=as_of)

    def add(self, place: str, clause: str, *, by: str, note: str, as_of: date) -> list[LedgerEntry]:
        """Record that a person says a place bears on a clause. Raises like `Decide.add`."""
        edition = self.adapters.edition
        number = edition.clause(clause.strip()).number
        return self._decide.add(edition, place, number, by=by, note=note, as_of=as_of)

    def history(self, mapping: str, *, as_of: date) -> History:
        """Every act about a mapping. Raises `NothingThere`."""
        return self._decide.history(self.adapters.edition, mapping, as_of=as_of)

    def queue(self, *, as_of: date, limit: int | None = None) -> list[Queued]:
        """What to confirm next."""
        queue = QueueMappings(self.adapters.library, self.adapters.ledger)
        return queue(self.adapters.edition, as_of=as_of, limit=limit)

    def changes(self, *, since: date, until: date, document: str | None = None) -> Changes:
        """What became of documents, coverage and decisions between two days. Raises `WrongUse`."""
        if since > until:
            raise WrongUse(
                f"{since.isoformat()} is after {until.isoformat()}.",
                hint="Give --since a day before today, or before --as-of.",
            )
        show = ShowChanges(self.adapters.library, self.adapters.ledger)
        return show(self.adapters.edition, since=since, until=until, document=document)

    def broken(self) -> Break | None:
        """Where the chain of seals breaks; None when it holds."""
        ledger = self.adapters.whole.ledger
        return first_break(ledger.entries(), ledger.head())

    @cached_property
    def _decide(self) -> Decide:
        return Decide(self.adapters.library, self.adapters.ledger)


_Word = TypeVar("_Word", Decision, Basis)


def _one_of(kind: type[_Word], text: str, noun: str) -> _Word:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(one.value for one in kind)
        raise WrongUse(f"{text!r} is not a {noun}.", hint=f"Use one of: {known}.") from error
