"""The shelf: every revision held, and which of them count on the day the question is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.in_force import in_force, statuses
from assistant.model.documents import Revision, Status


@dataclass(frozen=True, slots=True)
class Shelf:
    """What may be answered from: `in_force` is what counts on `as_of`, `held` is everything."""

    as_of: date
    held: tuple[Revision, ...]
    in_force: tuple[Revision, ...]
    statuses: Mapping[str, Status]

    @classmethod
    def on(cls, as_of: date, revisions: Sequence[Revision]) -> "Shelf":
        """The shelf as it stood on a day. The last ones are remembered."""
        return _shelf(as_of, tuple(revisions))

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the revisions in force."""
        return frozenset(revision.id for revision in self.in_force)

    def status(self, revision: str) -> Status:
        """Where a revision stands on the day; `UNKNOWN` for one that is not held."""
        return self.statuses.get(revision, Status.UNKNOWN)


@lru_cache(maxsize=8)
def _shelf(as_of: date, held: tuple[Revision, ...]) -> Shelf:
    return Shelf(as_of, held, tuple(in_force(held, as_of)), statuses(held, as_of))
