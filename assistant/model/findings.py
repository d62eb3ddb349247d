"""Findings of audits run here: raised once and never changed; what is done about them is added."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model.clauses import ClauseNumber
from assistant.model.replies import Citation


class Grade(StrEnum):
    """How grave a finding is: a person's word."""

    MAJOR = "major"
    MINOR = "minor"
    OPPORTUNITY = "opportunity"


class FindingState(StrEnum):
    """How far a finding is, by what was entered."""

    OPEN = "open"
    ANSWERED = "answered"  # correction, cause and action are there; an opportunity: an action
    VERIFIED = "verified"  # somebody checked that the action worked
    CLOSED = "closed"


class FindingAct(StrEnum):
    """What is entered about a finding."""

    ASSIGNED = "assigned"  # who answers it, and by when
    CORRECTION = "correction"  # what was done about the thing itself
    CAUSE = "cause"  # why it happened, human factors asked
    ACTION = "action"  # so that it does not happen again: who, and by when
    CARRIED_OUT = "carried_out"  # the action is done
    CHECK_PLANNED = "check_planned"  # on which day it is checked whether it worked
    CHECKED = "checked"  # whether it worked, on which day, by what was seen
    REGRADED = "regraded"
    CLOSED = "closed"
    REOPENED = "reopened"


class Effect(StrEnum):
    """Whether an action worked, as a person says."""

    WORKED = "worked"
    DID_NOT_WORK = "did_not_work"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What was to be: a clause, a place in the organisation's own documents, or both.

    `words` are the auditor's; `citation` is the own document's sentence, checked in its text, or
    None where there is none. At least one of `clause` and `document` is there.
    """

    clause: ClauseNumber | None = None
    document: str = ""
    revision: str = ""
    section: str = ""
    words: str = ""
    citation: Citation | None = None

    @property
    def place(self) -> str:
        """Where it stands, short: `8.4.1; QP-1 rev C §6.2`."""
        return "; ".join(one for one in (str(self.clause or ""), self.own_place) if one)

    @property
    def own_place(self) -> str:
        """The place in the organisation's own document: `QP-1 rev C §6.2`; "" where none is."""
        if not self.document:
            return ""
        revision = f" rev {self.revision}" if self.revision else ""
        section = f" §{self.section}" if self.section else ""
        return f"{self.document}{revision}{section}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it was raised, in three parts. `id` is like `A-2026-03-F1`.

    `evidence` is what was seen, with its identifiers; `nature` what about it differs from the
    requirement. `item` is the id of the audit's item, "" where it came up beside the checklist.
    `on` is the day, `at` the moment, RFC 3339.
    """

    id: str
    audit: str
    item: str
    requirement: Requirement
    evidence: str
    nature: str
    grade: Grade
    by: str
    on: date
    at: str


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """One thing entered about a finding. `id` counts from 1 over all findings (0: not kept yet).

    `factors` are ids of human factors (of a cause); `owner` and `due` belong to an assignment, an
    action or a planned check; `grade` to a regrading; `effect` to a check. `on` is the day it
    speaks of.
    """

    finding: str
    act: FindingAct
    by: str
    on: date
    at: str
    text: str = ""
    factors: tuple[str, ...] = ()
    owner: str = ""
    due: date | None = None
    grade: Grade | None = None
    effect: Effect | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class TypedFinding:
    """A finding as somebody typed it, complete or not; "" where nothing was typed."""

    item: str = ""  # number or id
    clause: str = ""
    procedure: str = ""  # "QP-1 rev C 6.2"
    quote: str = ""  # words of that procedure
    requirement: str = ""  # the auditor's own words
    evidence: str = ""
    nature: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What was typed and could not be kept as a finding yet. `id` counts from 1 (0: not kept)."""

    audit: str
    typed: TypedFinding
    by: str
    at: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class FindingStanding:
    """A finding with its entries, oldest first, and where it stands by them on a day.

    The latest entry of each sort since it was last opened counts. `due` is the day by which the
    next thing is wanted and `due_of` what it is, "" when nothing is; `days_open` counts from the
    day it was raised to its closing or the day asked about.
    """

    finding: Finding
    entries: tuple[FindingEntry, ...]
    state: FindingState
    grade: Grade
    owner: str
    due: date | None
    due_of: str
    closed: date | None
    days_open: int
    overdue_by: int  # days past `due`; 0 when it is not
    correction: FindingEntry | None = None
    cause: FindingEntry | None = None
    action: FindingEntry | None = None
    carried_out: FindingEntry | None = None
    check_planned: FindingEntry | None = None
    check: FindingEntry | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about the wording of a finding to look at again; never a refusal.

    `part` is `requirement`, `evidence` or `nature`; `words` are those it is about.
    """

    code: str
    part: str
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A finding in the register: kept here, or a row of a log that was taken in.

    `audit`, `clause`, `grade`, `owner` are "" where the log does not say; `days_open` is None where
    it does not say since when. `overdue_by` is 0 for what is closed or in time.
    """

    id: str
    audit: str
    clause: str
    grade: str
    state: str
    says: str
    owner: str
    opened: date | None
    due: date | None
    due_of: str
    closed: date | None
    is_open: bool
    days_open: int | None
    overdue_by: int
    source: str  # "kept" | "log"
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The findings of a day that fit what was asked for."""

    as_of: date
    lines: tuple[RegisterLine, ...]

    @property
    def open(self) -> int:
        """How many are not closed."""
        return sum(one.is_open for one in self.lines)

    @property
    def overdue(self) -> int:
        """How many are past their day."""
        return sum(one.overdue_by > 0 for one in self.lines)
