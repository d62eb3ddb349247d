"""What is held: every revision with where it stands on a day."""

from dataclasses import dataclass
from datetime import date

from assistant.in_force import statuses
from assistant.model.documents import Revision, Status
from assistant.ports import Library
from assistant.succession import doubts


@dataclass(frozen=True, slots=True)
class Holding:
    """A revision, and its status on the day that was asked for."""

    revision: Revision
    status: Status
    doubts: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What its own text gives rise to, and what speaks against its taking another's place."""
        return (*self.doubts, *self.revision.identity.warnings)


def list_holdings(library: Library, *, as_of: date) -> list[Holding]:
    """Every revision held, by document number, then path."""
    held = library.revisions()
    standing = statuses(held, as_of)
    doubted = doubts(held, as_of)
    return [
        Holding(revision, standing[revision.id], doubted.get(revision.id, ())) for revision in held
    ]
