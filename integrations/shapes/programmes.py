"""The programme of internal audits: whole, so that it can be kept and read back from it."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import Field

from assistant.model import programmes as core
from assistant.model.clauses import ClauseNumber
from assistant.programme.book import KeptProgramme
from assistant.programme.checking import Open as CoreOpen
from assistant.programme.checking import left_open
from integrations.shapes.base import Shape


class RiskReason(Shape):
    """One reason for a risk, and the points it adds."""

    points: int
    reason: str


class ProgrammeProcess(Shape):
    """A process to be audited, as it stood when the programme was proposed."""

    name: str
    owner: str
    clauses: list[str]
    documents: list[str]
    customary: bool = Field(description="A customary process, not one of the organisation's own.")
    risk: core.RiskLevel
    reasons: list[RiskReason]
    last_audited: date | None
    last_audit: str
    findings: int


class ProgrammeClause(Shape):
    """An applicable clause, as it stood when the programme was proposed."""

    number: str
    title: str
    owner: str
    last_audited: date | None
    last_audit: str
    findings: int
    majors: int
    minors: int
    observations: int
    mapped: int
    undecided: int


class ProgrammeAuditor(Shape):
    """Who may audit, and what a record says of competence."""

    name: str
    roles: list[str]
    competent_since: date | None
    competent_until: date | None
    competence: str


class OwnWork(Shape):
    """What an auditor may not audit, and why; without clauses the whole process."""

    auditor: str
    process: str
    why: str
    clauses: list[str]


class PlannedAudit(Shape):
    """One audit; `auditor` is null while nobody is free for it."""

    id: str = Field(examples=["IA-2027-03"])
    month: str = Field(examples=["2027-03"])
    process: str
    clauses: list[str]
    auditor: str | None
    note: str

    @classmethod
    def of(cls, one: core.PlannedAudit) -> Self:
        """The shape of a planned audit."""
        return cls(
            id=one.id,
            month=str(one.month),
            process=one.process,
            clauses=_numbers(one.clauses),
            auditor=one.auditor or None,
            note=one.note,
        )


class OutOfScope(Shape):
    """A clause that the programme leaves out, and why."""

    clause: str
    why: str


class Open(Shape):
    """Something that the programme leaves open."""

    code: str = Field(examples=["no-auditor"])
    message: str
    hint: str
    audit: str | None
    process: str | None
    clauses: list[str]

    @classmethod
    def of(cls, one: CoreOpen) -> Self:
        """The shape of something left open."""
        return cls(
            code=one.code,
            message=one.message,
            hint=one.hint,
            audit=one.audit or None,
            process=one.process or None,
            clauses=_numbers(one.clauses),
        )


class ProgrammeContent(Shape):
    """Everything that is kept of a programme."""

    id: str = Field(examples=["P-2027-01"])
    edition: str
    organisation: str
    as_of: date
    start: str = Field(examples=["2027-01"])
    months: int
    audits: list[PlannedAudit]
    processes: list[ProgrammeProcess]
    clauses: list[ProgrammeClause]
    auditors: list[ProgrammeAuditor]
    own_work: list[OwnWork]
    out_of_scope: list[OutOfScope]
    notes: list[str]

    @classmethod
    def of(cls, one: core.Programme) -> "ProgrammeContent":
        """The shape of what is kept."""
        return ProgrammeContent.model_validate(_content(one))

    def programme(self) -> core.Programme:
        """The programme it is the shape of."""
        return core.Programme(
            id=self.id,
            edition=self.edition,
            organisation=self.organisation,
            as_of=self.as_of,
            start=core.Month.parse(self.start),
            months=self.months,
            audits=tuple(_audit(one) for one in self.audits),
            processes=tuple(_process(one) for one in self.processes),
            clauses=tuple(_clause(one) for one in self.clauses),
            auditors=tuple(
                core.Auditor(
                    one.name,
                    tuple(one.roles),
                    one.competent_since,
                    one.competent_until,
                    one.competence,
                )
                for one in self.auditors
            ),
            own_work=tuple(
                core.OwnWork(one.auditor, one.process, one.why, _clauses(one.clauses))
                for one in self.own_work
            ),
            out_of_scope=tuple(
                core.OutOfScope(ClauseNumber.parse(one.clause), one.why)
                for one in self.out_of_scope
            ),
            notes=tuple(self.notes),
        )


class ProgrammeAct(Shape):
    """Something a person did with a programme."""

    programme: str
    no: int
    act: core.ProgrammeAct
    by: str
    at: str
    note: str
    of: int | None = Field(description="The number of the entry that is approved.")

    @classmethod
    def of_entry(cls, one: core.ProgrammeEntry) -> Self:
        """The shape of an entry, without the programme in it."""
        return cls(
            programme=one.programme_id,
            no=one.no,
            act=one.act,
            by=one.by,
            at=one.at,
            note=one.note,
            of=one.of or None,
        )


class Programme(ProgrammeContent):
    """`programme show --json`: a programme, what it leaves open, what people did with it."""

    left_open: list[Open]
    version: int | None = Field(description="Number of the entry that saved it; null: a proposal.")
    history: list[ProgrammeAct]

    @classmethod
    def shown(
        cls,
        one: core.Programme,
        *,
        version: int = 0,
        history: Iterable[core.ProgrammeEntry] = (),
    ) -> Self:
        """The shape of a programme."""
        more = {
            "left_open": [Open.of(each) for each in left_open(one)],
            "version": version or None,
            "history": [ProgrammeAct.of_entry(each) for each in history],
        }
        return cls.model_validate(_content(one) | more)


def _content(one: core.Programme) -> dict[str, object]:
    return {
        "id": one.id,
        "edition": one.edition,
        "organisation": one.organisation,
        "as_of": one.as_of,
        "start": str(one.start),
        "months": one.months,
        "audits": [PlannedAudit.of(each) for each in one.audits],
        "processes": [_of_process(each) for each in one.processes],
        "clauses": [
            _fields(each, ProgrammeClause) | {"number": str(each.number)} for each in one.clauses
        ],
        "auditors": [
            _fields(each, ProgrammeAuditor) | {"roles": list(each.roles)} for each in one.auditors
        ],
        "own_work": [
            _fields(each, OwnWork) | {"clauses": _numbers(each.clauses)} for each in one.own_work
        ],
        "out_of_scope": [
            {"clause": str(each.clause), "why": each.why} for each in one.out_of_scope
        ],
        "notes": list(one.notes),
    }


def _of_process(one: core.ProgrammeProcess) -> dict[str, object]:
    return _fields(one, ProgrammeProcess) | {
        "clauses": _numbers(one.clauses),
        "documents": list(one.documents),
        "reasons": [{"points": each.points, "reason": each.reason} for each in one.reasons],
    }


def _fields(one: object, shape: type[Shape]) -> dict[str, object]:
    """The fields of a value that a shape has."""
    return {name: getattr(one, name) for name in shape.model_fields}


def _numbers(clauses: Iterable[ClauseNumber]) -> list[str]:
    return [str(number) for number in clauses]


def _clauses(numbers: Iterable[str]) -> tuple[ClauseNumber, ...]:
    return tuple(ClauseNumber.parse(number) for number in numbers)


def _audit(one: PlannedAudit) -> core.PlannedAudit:
    return core.PlannedAudit(
        one.id,
        core.Month.parse(one.month),
        one.process,
        _clauses(one.clauses),
        one.auditor or "",
        one.note,
    )


def _process(one: ProgrammeProcess) -> core.ProgrammeProcess:
    return core.ProgrammeProcess(
        one.name,
        one.owner,
        _clauses(one.clauses),
        tuple(one.documents),
        one.customary,
        one.risk,
        tuple(core.RiskReason(each.points, each.reason) for each in one.reasons),
        one.last_audited,
        one.last_audit,
        one.findings,
    )


def _clause(one: ProgrammeClause) -> core.ProgrammeClause:
    values = {name: getattr(one, name) for name in ProgrammeClause.model_fields}
    return core.ProgrammeClause(**values | {"number": ClauseNumber.parse(one.number)})


class ProgrammeSummary(Shape):
    """A programme that is kept, in a line."""

    id: str
    start: str
    months: int
    audits: int
    left_open: int
    version: int
    approved_by: str | None
    approved_at: str | None


class Programmes(Shape):
    """`programme list --json`: in the order in which they were first saved."""

    programmes: list[ProgrammeSummary]

    @classmethod
    def of(cls, kept: Iterable[KeptProgramme]) -> Self:
        """The shape of what is kept."""
        return cls(
            programmes=[
                ProgrammeSummary(
                    id=one.programme.id,
                    start=str(one.programme.start),
                    months=one.programme.months,
                    audits=len(one.programme.audits),
                    left_open=len(left_open(one.programme)),
                    version=one.version,
                    approved_by=one.approval.by if one.approval else None,
                    approved_at=one.approval.at if one.approval else None,
                )
                for one in kept
            ]
        )
