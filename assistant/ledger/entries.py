"""The entries of the ledger, each sealed over the one before it, so that tampering shows. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from assistant import sealing
from assistant.model.mappings import Decision
from assistant.sealing import Break, seal_over


class Act(StrEnum):
    """What a person did about a mapping."""

    ADDED = "added"  # a person says so where the program had proposed nothing
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    REOPENED = "reopened"  # what was decided is to be decided anew

    @property
    def decision(self) -> Decision:
        """What the mapping is afterwards."""
        return _AFTERWARDS[self]


_AFTERWARDS = {
    Act.ADDED: Decision.CONFIRMED,
    Act.CONFIRMED: Decision.CONFIRMED,
    Act.REJECTED: Decision.REJECTED,
    Act.REOPENED: Decision.PROPOSED,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, with the words it was about as they stood then. Never changed, never removed."""

    no: int  # from 1, without a break
    mapping: str  # "m_…" as it was then; empty in entries older than the seals
    edition: str
    clause: str
    document: str
    revision: str  # label
    section: str | None
    fingerprint: str  # of the passage's words
    text: str  # the passage
    basis: str
    confidence: float
    reason: str
    act: Act
    by: str
    at: str  # RFC 3339
    note: str
    previous: str = ""  # seal of the entry before
    seal: str = ""


def sealed(entry: Entry, previous: str) -> Entry:
    """The entry with the seal before it and its own: sha256 over its canonical JSON."""
    joined = replace(entry, previous=previous)
    return replace(joined, seal=_seal(joined))


def first_break(entries: Iterable[Entry], head: str | None) -> Break | None:
    """Where the chain breaks; None when every entry is as it was written.

    `head` is the seal of the last entry as noted beside the ledger (None: none was noted). It
    shows that entries were taken off the end, which the chain alone cannot.
    """
    return sealing.first_break(entries, head, _seal)


def _seal(entry: Entry) -> str:
    return seal_over(asdict(entry))
