"""Reads a programme back from its sheets: every fault with its cell, nothing guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.model.clauses import Edition
from assistant.model.programmes import (
    LONGEST_CYCLE,
    Auditor,
    Month,
    OutOfScope,
    OwnWork,
    PlannedAudit,
    Programme,
    ProgrammeClause,
    ProgrammeProcess,
    RiskLevel,
    RiskReason,
)
from assistant.programme import sheets as form
from assistant.programme.sheet_cells import (
    NO_MONTH,
    GivenSheet,
    Reading,
    Row,
    Value,
    refuse,
    several,
)


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """A programme as its sheets say it, and the version they were made from (0: none)."""

    programme: Programme
    version: int


def read_programme(given: Mapping[str, GivenSheet], edition: Edition) -> ReadProgramme:
    """The programme in the sheets. Raises `InvalidProgramme` with every fault and its cell."""
    reading = Reading(given, edition)
    basis = _basis(reading)
    processes = _processes(reading)
    names = [one.name for one in processes]
    auditors = _auditors(reading)
    people = [one.name for one in auditors]
    programme = Programme(
        id=basis.id,
        edition=basis.edition,
        organisation=basis.organisation,
        as_of=basis.as_of,
        start=basis.start,
        months=basis.months,
        audits=_audits(reading, names, people),
        processes=processes,
        clauses=_clauses(reading),
        auditors=auditors,
        own_work=_own_work(reading, names, people),
        out_of_scope=tuple(
            OutOfScope(row.clause("Clause"), row.text("Why"))
            for row in reading.rows(form.OUT_OF_SCOPE)
        ),
        notes=basis.notes,
    )
    refuse(reading.faults)
    return ReadProgramme(programme, basis.version)


def _audits(
    reading: Reading, processes: Sequence[str], people: Sequence[str]
) -> tuple[PlannedAudit, ...]:
    found: dict[str, PlannedAudit] = {}
    for row in reading.rows(form.AUDITS):
        one = PlannedAudit(
            row.text("Audit", needed=True),
            row.month("Month"),
            row.named("Process", processes, form.PROCESSES.name),
            row.clauses("Clauses"),
            row.named("Auditor", people, form.AUDITORS.name, needed=False),
            row.text("Note"),
        )
        if one.id in found:
            row.fault("Audit", f"{one.id} stands twice")
        found[one.id] = one
    return tuple(found.values())


def _processes(reading: Reading) -> tuple[ProgrammeProcess, ...]:
    rows = list(reading.rows(form.PROCESSES))
    names = [row.text("Process") for row in rows]
    reasons: dict[str, list[RiskReason]] = {}
    for row in reading.rows(form.RISK):
        process = row.named("Process", names, form.PROCESSES.name)
        reason = RiskReason(row.count("Points"), row.text("Reason", needed=True))
        reasons.setdefault(process, []).append(reason)
    levels = [one.value for one in RiskLevel]
    for at, row in enumerate(rows):
        if names[at] in names[:at]:
            row.fault("Process", f"{names[at]!r} stands twice")
    return tuple(
        ProgrammeProcess(
            name=row.text("Process", needed=True),
            owner=row.text("Owner"),
            clauses=row.clauses("Clauses"),
            documents=several(row.text("Documents")),
            customary=row.one_of("Customary", ("no", "yes")) == "yes",
            risk=RiskLevel(row.one_of("Risk", levels)),
            reasons=tuple(reasons.get(row.text("Process"), ())),
            last_audited=row.day("Last audited"),
            last_audit=row.text("Last audit"),
            findings=row.count("Findings"),
        )
        for row in rows
    )


def _clauses(reading: Reading) -> tuple[ProgrammeClause, ...]:
    return tuple(
        ProgrammeClause(
            number=row.clause("Clause"),
            title=row.text("Title"),
            owner=row.text("Owner"),
            last_audited=row.day("Last audited"),
            last_audit=row.text("Last audit"),
            findings=row.count("Findings"),
            majors=row.count("Major gaps"),
            minors=row.count("Minor gaps"),
            observations=row.count("Observations"),
            mapped=row.count("Mappings"),
            undecided=row.count("Undecided"),
        )
        for row in reading.rows(form.CLAUSES)
    )


def _auditors(reading: Reading) -> tuple[Auditor, ...]:
    return tuple(
        Auditor(
            row.text("Auditor", needed=True),
            several(row.text("Roles")),
            row.day("Competent since"),
            row.day("Competent until"),
            row.text("Competence"),
        )
        for row in reading.rows(form.AUDITORS)
    )


def _own_work(
    reading: Reading, processes: Sequence[str], people: Sequence[str]
) -> tuple[OwnWork, ...]:
    return tuple(
        OwnWork(
            row.named("Auditor", people, form.AUDITORS.name),
            row.named("Process", processes, form.PROCESSES.name),
            row.text("Why", needed=True),
            row.clauses("Clauses"),
        )
        for row in reading.rows(form.OWN_WORK)
    )


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the sheet `Basis` says."""

    id: str
    version: int
    edition: str
    organisation: str
    as_of: date
    start: Month
    months: int
    notes: tuple[str, ...]


_NEEDED = ("Programme", "Edition", "As of", "Start", "Months")


def _basis(reading: Reading) -> _Basis:
    rows = list(reading.rows(form.BASIS))
    said = {row.text("What"): row for row in rows if row.text("What") != form.NOTE}
    for what, row in said.items():
        if what not in (*_NEEDED, form.VERSION, "Organisation"):
            row.fault("What", f"{what!r} is nothing that is kept of a programme")
    if rows:
        gone = [what for what in _NEEDED if what not in said or not said[what].text("Value")]
        reading.faults += [f"{form.BASIS.name}: {what!r} is missing" for what in gone]

    def given(what: str, read: Callable[[Row], Value], empty: Value) -> Value:
        return read(said[what]) if what in said and said[what].text("Value") else empty

    return _Basis(
        id=given("Programme", lambda row: row.text("Value"), ""),
        version=given(form.VERSION, lambda row: row.count("Value"), 0),
        edition=given("Edition", lambda row: row.one_of("Value", [reading.edition.id]), ""),
        organisation=given("Organisation", lambda row: row.text("Value"), ""),
        as_of=given("As of", lambda row: row.day("Value"), None) or date.min,
        start=given("Start", lambda row: row.month("Value"), NO_MONTH),
        months=given("Months", lambda row: row.bounded("Value", 1, LONGEST_CYCLE), 0),
        notes=tuple(row.text("Value") for row in rows if row.text("What") == form.NOTE),
    )
