"""The parts of one run as somebody sees them: the same parts, with the documents they may see."""

from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final

from assistant.people.clearance import Clearance
from assistant.people.viewed_audits import ViewedAuditBook, ViewedFindingBook
from assistant.people.viewed_books import ViewedLedger, ViewedReceipts
from assistant.people.viewed_indexes import ViewedMeaning, ViewedWords
from assistant.people.viewed_library import HeldLibrary, ViewedLibrary
from assistant.ports import Ledger, MeaningIndex, WordIndex
from integrations.bootstrap.adapters import Adapters

if TYPE_CHECKING:
    from assistant.audits.book import AuditBook
    from assistant.findings.book import FindingBook
    from assistant.people.viewed_books import KeptReceipts
    from integrations.bootstrap.services import Services

_MOST_VIEWS = 16  # clearances in use at once; each keeps what it has read of records


class ViewedAdapters(Adapters):
    """`Adapters` whose documents, words, vectors, decisions and receipts are those that are seen.

    Every other part is that of the whole: what is added to `Adapters` later is shared at once.
    """

    def __init__(self, whole: Adapters, clearance: Clearance) -> None:
        super().__init__(
            whole.settings,
            whole.clock,
            whole.given_embedder,
            whole.long_lived,
            whole.given_language_model,
        )
        self.__dict__["_whole"] = whole  # the class is frozen
        self.__dict__["_clearance"] = clearance

    @property
    def whole(self) -> Adapters:
        """The parts that see everything."""
        found: Adapters = self.__dict__["_whole"]
        return found

    @property
    def clearance(self) -> Clearance:
        """What is seen through these parts."""
        found: Clearance = self.__dict__["_clearance"]
        return found

    @cached_property
    def library(self) -> HeldLibrary:
        """The documents that are seen; the whole library where nothing is held back."""
        if not self.whole.access.restricts:
            return self.whole.library
        return ViewedLibrary(self.whole.library, self.sight)

    @cached_property
    def words(self) -> WordIndex:
        """Full-text search of what is seen."""
        restricts = self.whole.access.restricts
        return ViewedWords(self.whole.words, self.sight) if restricts else self.whole.words

    @cached_property
    def meaning(self) -> MeaningIndex:
        """Vector search of what is seen."""
        restricts = self.whole.access.restricts
        return ViewedMeaning(self.whole.meaning, self.sight) if restricts else self.whole.meaning

    @cached_property
    def ledger(self) -> Ledger:
        """What people decided about documents that are seen."""
        if not self.whole.access.restricts:
            return self.whole.ledger
        return ViewedLedger(self.whole.ledger, self.library, self.sight, self.settings.edition)

    @cached_property
    def receipts(self) -> "KeptReceipts":
        """The replies that may be seen; those given are marked with the clearance."""
        from integrations.database.receipts import SqlReceipts

        kept = SqlReceipts(self.database, made_under=self.clearance)
        return ViewedReceipts(kept, self.sight, self.clearance)

    @cached_property
    def audit_book(self) -> "AuditBook":
        """The internal audits that may be seen; those made are marked with the clearance."""
        from integrations.database.audits import SqlAuditBook

        kept = SqlAuditBook(self.database, made_under=self.clearance)
        return ViewedAuditBook(kept, self.sight, self.clearance)

    @cached_property
    def finding_book(self) -> "FindingBook":
        """The findings that may be seen."""
        return ViewedFindingBook(self.whole.finding_book, self.audit_book, self.sight)

    def close(self) -> None:
        """Nothing: the whole closes what it opened."""


def _of_the_whole(name: str) -> property:
    def shared(self: ViewedAdapters) -> object:
        return getattr(self.whole, name)

    return property(shared)


_ITS_OWN = {"sight"}  # made from the clearance

for _name, _part in vars(Adapters).items():
    if isinstance(_part, cached_property) and _name not in {*vars(ViewedAdapters), *_ITS_OWN}:
        setattr(ViewedAdapters, _name, _of_the_whole(_name))


class Views:
    """The services of each clearance in use; those longest unused are made anew when needed."""

    def __init__(self, make: "Callable[[Clearance], Services]") -> None:
        self._make: Final = make
        self._held: OrderedDict[Clearance, Services] = OrderedDict()
        self._choosing = Lock()

    def of(self, clearance: Clearance) -> "Services":
        """The services that show what a clearance sees."""
        with self._choosing:
            found = self._held.pop(clearance, None) or self._make(clearance)
            self._held[clearance] = found
            while len(self._held) > _MOST_VIEWS:
                self._held.popitem(last=False)
        return found
