"""What is held: every revision with where it stands on a day."""

from dataclasses import dataclass
from datetime import date

from assistant.in_force import statuses
from assistant.model.documents import Revision, Status
from assistant.ports import Library


@dataclass(frozen=True, slots=True)
class Holding:
    """A revision, and its status on the day that was asked for."""

    revision: Revision
    status: Status


def list_holdings(library: Library, *, as_of: date) -> list[Holding]:
    """Every revision held, by document number, then path."""
    held = library.revisions()
    standing = statuses(held, as_of)
    return [Holding(revision, standing[revision.id]) for revision in held]
