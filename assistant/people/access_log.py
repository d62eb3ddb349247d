"""Who wrote what, and who read what is confidential: a log in which nothing can be changed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from assistant import sealing
from assistant.people.person import Viewer
from assistant.sealing import Break, seal_over

_LONGEST = 500  # characters of a subject


class Surface(StrEnum):
    """Where somebody came in."""

    WEB = "web"
    COMMAND_LINE = "command_line"
    SLACK = "slack"
    MCP = "mcp"


class Act(StrEnum):
    """What somebody did."""

    READ = "read"  # was shown something of a confidential document
    WROTE = "wrote"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    REFUSED = "refused"  # wanted what they have no right to, or gave a wrong password


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One line of the log, sealed over the one before it."""

    no: int  # from 1, without a break
    at: str  # RFC 3339
    person: str  # id of the account; empty where there are no accounts
    name: str
    surface: str
    act: str
    subject: str  # what was written or asked for: an address, a command
    document: str  # number and path of a confidential document that was read
    previous: str = ""
    seal: str = ""


class AccessLog(Protocol):
    """Where entries are kept (tests/integration/test_people.py). Added, never changed."""

    def append(self, entries: Iterable[AccessEntry]) -> None:
        """Number, seal and keep entries, all or none."""

    def entries(
        self, *, person: str | None = None, document: str | None = None, limit: int | None = None
    ) -> list[AccessEntry]:
        """The newest first, of a person (name or id), of a document (part of its name)."""

    def in_order(self) -> Iterable[AccessEntry]:
        """All, the oldest first."""

    def head(self) -> str | None:
        """The seal of the last entry as noted beside the log; None before the first."""


class RecordAccess:
    """Writes down who did what."""

    def __init__(self, log: AccessLog) -> None:
        self._log = log

    def note(self, viewer: Viewer, surface: Surface, act: Act, subject: str) -> None:
        """One thing that somebody did. Raises `StoreUnavailable`."""
        self._log.append([_entry(viewer, surface, act, subject)])

    def read(
        self, viewer: Viewer, surface: Surface, documents: Iterable[str], subject: str
    ) -> None:
        """Confidential documents of which somebody was shown something, an entry for each."""
        entries = [
            _entry(viewer, surface, Act.READ, subject, document)
            for document in dict.fromkeys(documents)
        ]
        if entries:
            self._log.append(entries)


def _entry(
    viewer: Viewer, surface: Surface, act: Act, subject: str, document: str = ""
) -> AccessEntry:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = " ".join(subject.split())[:_LONGEST]
    return AccessEntry(0, at, viewer.person, viewer.name, surface, act, line, document)


def sealed(entry: AccessEntry, *, no: int, previous: str) -> AccessEntry:
    """The entry numbered, with the seal before it and its own: sha256 over its canonical JSON."""
    joined = replace(entry, no=no, previous=previous)
    return replace(joined, seal=_seal(joined))


def first_break(entries: Iterable[AccessEntry], head: str | None) -> Break | None:
    """Where the log is not what it was when it was written; None when it holds."""
    return sealing.first_break(entries, head, _seal)


def _seal(entry: AccessEntry) -> str:
    return seal_over(asdict(entry))
