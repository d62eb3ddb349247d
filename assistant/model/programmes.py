"""The programme of internal audits: which process is audited when, by whom, and why then."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from assistant.errors import WrongUse
from assistant.model.clauses import ClauseNumber

LONGEST_CYCLE = 60
"""Months that a cycle may have at most."""
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, written `2027-01`; `number` counts from 1."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2027-01` or `2027-1`. Raises `WrongUse`."""
        found = _MONTH.fullmatch(text.strip())
        if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
            raise WrongUse(
                f"{text!r} is no month.", hint="Write it as year-month, for example 2027-01."
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __add__(self, months: int) -> "Month":
        total = self.year * 12 + self.number - 1 + months
        return Month(total // 12, total % 12 + 1)

    def __sub__(self, other: "Month") -> int:
        """How many months it is later."""
        return (self.year - other.year) * 12 + self.number - other.number

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return (self + 1).first - timedelta(days=1)


class RiskLevel(StrEnum):
    """How soon and how often a process is looked at."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class RiskReason:
    """One reason for a risk, in words, and the points it adds."""

    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProgrammeProcess:
    """A process to be audited, as it stood when the programme was proposed.

    `clauses` are those it serves, each with all below it. `customary`: not described by the
    organisation, so a customary process of a distributor stands for it. `last_audited` is None
    when no record held says that it was; `last_audit` tells which audit that was.
    """

    name: str
    owner: str = ""
    clauses: tuple[ClauseNumber, ...] = ()
    documents: tuple[str, ...] = ()
    customary: bool = False
    risk: RiskLevel = RiskLevel.LOW
    reasons: tuple[RiskReason, ...] = ()
    last_audited: date | None = None
    last_audit: str = ""
    findings: int = 0  # of earlier audits, known about it

    @property
    def points(self) -> int:
        """What the reasons add up to."""
        return sum(one.points for one in self.reasons)


@dataclass(frozen=True, slots=True)
class ProgrammeClause:
    """An applicable clause, as it stood when the programme was proposed; the counts are its own."""

    number: ClauseNumber
    title: str
    owner: str = ""
    last_audited: date | None = None
    last_audit: str = ""
    findings: int = 0
    majors: int = 0  # gaps, by the grade the program proposes
    minors: int = 0
    observations: int = 0
    mapped: int = 0
    undecided: int = 0  # of `mapped`, those nobody decided about


@dataclass(frozen=True, slots=True)
class Auditor:
    """Who may audit. Competence is what a record says; None where none says it.

    `competence` names the record, or says that there is none.
    """

    name: str
    roles: tuple[str, ...] = ()
    competent_since: date | None = None
    competent_until: date | None = None
    competence: str = ""


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What an auditor may not audit because it is his or her own work, and why.

    Without `clauses` the whole process, else these with all below them.
    """

    auditor: str
    process: str
    why: str
    clauses: tuple[ClauseNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedAudit:
    """One audit of a process in a month; `auditor` is "" while nobody is free for it."""

    id: str
    month: Month
    process: str
    clauses: tuple[ClauseNumber, ...]
    auditor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A clause that the programme leaves out, and why."""

    clause: ClauseNumber
    why: str


@dataclass(frozen=True, slots=True)
class Programme:
    """The audits of a cycle with all that they were planned by.

    `start` is the first month, `months` how many there are. `notes` are for the person who
    decides: what could not be known.
    """

    id: str
    edition: str
    as_of: date
    start: Month
    months: int
    audits: tuple[PlannedAudit, ...] = ()
    processes: tuple[ProgrammeProcess, ...] = ()
    clauses: tuple[ProgrammeClause, ...] = ()
    auditors: tuple[Auditor, ...] = ()
    own_work: tuple[OwnWork, ...] = ()
    out_of_scope: tuple[OutOfScope, ...] = ()
    notes: tuple[str, ...] = ()
    organisation: str = ""

    @property
    def calendar(self) -> tuple[Month, ...]:
        """The months of the cycle, in order."""
        return tuple(self.start + at for at in range(self.months))

    def audits_of(self, process: str) -> tuple[PlannedAudit, ...]:
        """The audits of a process, in order."""
        return tuple(one for one in self.audits if one.process == process)

    def audits_on(self, clause: ClauseNumber) -> tuple[PlannedAudit, ...]:
        """The audits that look at a clause, in order."""
        return tuple(one for one in self.audits if covers(one.clauses, clause))


def covers(clauses: Sequence[ClauseNumber], number: ClauseNumber) -> bool:
    """Whether a clause is one of these or stands below one of them."""
    return any(one.contains(number) for one in clauses)


class ProgrammeAct(StrEnum):
    """What a person did with a programme."""

    SAVED = "saved"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One act on a programme: entries are added and never changed.

    `no` counts from 1 within the programme. A saved one holds the whole `programme`; an approval
    says in `of` which entry it approves. `at` is the moment, RFC 3339.
    """

    programme_id: str
    no: int
    act: ProgrammeAct
    by: str
    at: str
    note: str = ""
    of: int = 0
    programme: Programme | None = field(default=None, repr=False)
