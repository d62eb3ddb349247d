"""An internal audit as it is run: what was frozen at its start, and what auditors wrote since.

Entries and steps are added, never changed: what one auditor wrote no other one can undo.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model.audits import ChecklistItem
from assistant.model.clauses import ClauseNumber
from assistant.model.obligations import LeftOut


class ItemResult(StrEnum):
    """What an auditor wrote beside an item. Never chosen by the program."""

    EVIDENCE_SEEN = "evidence_seen"  # what was seen bears the criterion out
    MINOR = "minor"
    MAJOR = "major"
    OPPORTUNITY = "opportunity"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class AuditState(StrEnum):
    """How far an audit is: planned until its first entry."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class AuditAct(StrEnum):
    """What is done with an audit as a whole."""

    OPENED = "opened"  # the opening meeting was held
    CONCLUDED = "concluded"  # the lead auditor's own words; the latest counts
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class AuditItem:
    """An item as it was drafted. `id` ("i_…") follows from clause and question, not from place."""

    id: str
    draft: ChecklistItem


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Who audits whom, and when. People in `auditees` are roles."""

    title: str
    lead: str
    auditors: tuple[str, ...] = ()  # beside the lead auditor
    auditees: tuple[str, ...] = ()
    planned_from: date | None = None
    planned_until: date | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit as it was made: plan, scope, criteria and items do not change any more.

    `id` is like `A-2026-03`. `as_of` is the day whose documents and records the items were drafted
    from; `seed` draws the same rows again. `made_at` is the moment, RFC 3339.
    """

    id: str
    plan: AuditPlan
    process: str  # "" where the scope is clauses
    scope: tuple[ClauseNumber, ...]
    criteria: tuple[str, ...]  # the edition, and the organisation's own documents with revision
    edition: str
    as_of: date
    seed: int
    items: tuple[AuditItem, ...]
    left_out: tuple[LeftOut, ...]
    made_by: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with an entry: its cleaned name, the hash it is kept under, bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """What an auditor wrote beside one item, whole: it does not add to the entries before it.

    `id` counts from 1 over all audits (0: not kept yet). `based_on` are the entries the auditor
    had before their eyes. `interviewed` are roles. `at` is the moment, RFC 3339.
    """

    audit: str
    item: str
    result: ItemResult | None  # None: evidence was noted, nothing was concluded yet
    evidence: str
    interviewed: str
    note: str
    by: str
    at: str
    based_on: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class AuditStep:
    """One act about an audit as a whole, with the words that belong to it.

    `on` is the day it speaks of, None where only the moment `at` was kept.
    """

    audit: str
    act: AuditAct
    by: str
    at: str
    text: str = ""
    on: date | None = None

    @property
    def day(self) -> date:
        """The day it speaks of."""
        return self.on or date.fromisoformat(self.at[:10])


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """An item with all its entries, oldest first.

    `current` is the latest that nobody went on from; None before the first. `beside` are others
    nobody went on from: two auditors wrote without seeing each other, and both count.
    """

    item: AuditItem
    entries: tuple[ItemEntry, ...] = ()
    current: ItemEntry | None = None
    beside: tuple[ItemEntry, ...] = ()

    @property
    def heads(self) -> tuple[ItemEntry, ...]:
        """Every entry nobody went on from, the current one first."""
        return () if self.current is None else (self.current, *self.beside)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Every file of the entries nobody went on from, each once."""
        return tuple(dict.fromkeys(one for head in self.heads for one in head.attachments))


@dataclass(frozen=True, slots=True)
class AuditRun:
    """An audit as it stands: its items with their entries, its steps, what follows from these."""

    audit: Audit
    state: AuditState
    items: tuple[ItemStanding, ...]
    steps: tuple[AuditStep, ...]
    conclusion: AuditStep | None = None  # None: the lead auditor concluded nothing yet

    @property
    def unfilled(self) -> tuple[ItemStanding, ...]:
        """Items without a result yet."""
        return tuple(one for one in self.items if not (one.current and one.current.result))

    @property
    def in_conflict(self) -> tuple[ItemStanding, ...]:
        """Items with entries that did not see each other."""
        return tuple(one for one in self.items if one.beside)
