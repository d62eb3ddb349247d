"""Clauses and processes by months: where the programme puts which audit. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.clauses import ClauseNumber
from assistant.model.programmes import Month, PlannedAudit, Programme, covers
from assistant.programme.sheets import day

PLANNED, NOBODY = "●", "○"
LEGEND = f"{PLANNED} planned, {NOBODY} planned and nobody is free for it"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A process or a clause with one mark for each month, "" where nothing is planned.

    `auditors` are the names beside each mark.
    """

    name: str
    title: str
    risk: str
    last_audited: str
    findings: int
    marks: tuple[str, ...]
    auditors: tuple[str, ...]


def process_rows(programme: Programme) -> tuple[MatrixRow, ...]:
    """A row for each process, the greatest risk first."""
    ordered = sorted(programme.processes, key=lambda one: -one.points)
    return tuple(
        _row(
            programme,
            one.name,
            "",
            one.risk.value,
            day(one.last_audited) or "no record",
            one.findings,
            programme.audits_of(one.name),
        )
        for one in ordered
    )


def clause_rows(programme: Programme) -> tuple[MatrixRow, ...]:
    """A row for each applicable clause, in reading order; its risk is that of its processes."""
    return tuple(
        _row(
            programme,
            str(one.number),
            one.title,
            _risk(programme, one.number),
            day(one.last_audited) or "no record",
            one.findings,
            programme.audits_on(one.number),
        )
        for one in programme.clauses
    )


def month_letters(months: Sequence[Month]) -> str:
    """The first letters of the months: `JFMAMJJASOND`."""
    return "".join("JFMAMJJASOND"[one.number - 1] for one in months)


def _risk(programme: Programme, number: ClauseNumber) -> str:
    """The highest level among the processes that serve a clause."""
    serving = [one for one in programme.processes if covers(one.clauses, number)]
    highest = max(serving, key=lambda one: one.points, default=None)
    return highest.risk.value if highest else ""


def _row(
    programme: Programme,
    name: str,
    title: str,
    risk: str,
    last_audited: str,
    findings: int,
    audits: Sequence[PlannedAudit],
) -> MatrixRow:
    marks, names = [], []
    for month in programme.calendar:
        here = [one for one in audits if one.month == month]
        free = bool(here) and all(one.auditor for one in here)
        marks.append("" if not here else PLANNED if free else NOBODY)
        names.append(", ".join(dict.fromkeys(one.auditor or "nobody" for one in here)))
    return MatrixRow(name, title, risk, last_audited, findings, tuple(marks), tuple(names))
