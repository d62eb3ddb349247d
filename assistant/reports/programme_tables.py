"""A programme of audits as a report: the audits by month, the matrix, risk with its reasons."""

from dataclasses import replace

from assistant.model.programmes import Programme
from assistant.programme.checking import Open, left_open
from assistant.programme.matrix import LEGEND, MatrixRow, clause_rows, process_rows
from assistant.programme.sheets import (
    AUDITORS,
    AUDITS,
    CLAUSES,
    OUT_OF_SCOPE,
    OWN_WORK,
    PROCESSES,
    SheetForm,
    as_sheets,
)
from assistant.reports.report import Column, Report, Table


def report(programme: Programme, *, standing: str = "proposed, not saved") -> Report:
    """The programme as tables; the first one is the list of audits."""
    return Report(
        f"Internal audit programme {programme.id}",
        tuple(lead(programme, standing)),
        (
            replace(_kept(programme, AUDITS), title="Audits"),
            _open(left_open(programme)),
            _matrix(programme, "Processes by month", "Process", process_rows(programme)),
            _matrix(programme, "Clauses by month", "Clause", clause_rows(programme)),
            _risk(programme),
            *(_kept(programme, form) for form in (PROCESSES, CLAUSES, AUDITORS, OWN_WORK)),
            _kept(programme, OUT_OF_SCOPE),
        ),
    )


def lead(programme: Programme, standing: str) -> list[str]:
    """What a reader must know first."""
    whose = f" of {programme.organisation}" if programme.organisation else ""
    end = programme.start + (programme.months - 1)
    audits = len(programme.audits)
    said = [
        f"{audits} audits{whose} from {programme.start} to {end}, {programme.edition}, as of "
        f"{programme.as_of.isoformat()}: {standing}.",
    ]
    return [*said, *programme.notes]


def _open(open_: tuple[Open, ...]) -> Table:
    rows = tuple((one.message, one.hint) for one in open_)
    said = "" if rows else "Nothing: every process and every applicable clause has an audit."
    return Table("Left open", (Column("What", 80), Column("What would close it", 50)), rows, said)


def _matrix(programme: Programme, title: str, name: str, rows: tuple[MatrixRow, ...]) -> Table:
    months = tuple(Column(str(one), 8) for one in programme.calendar)
    columns = (
        Column(name, 30),
        Column("Risk", 8),
        Column("Last audited", 12),
        Column("Findings", 9),
        *months,
    )
    cells = tuple(
        (
            f"{row.name} {row.title}".strip(),
            row.risk,
            row.last_audited,
            str(row.findings),
            *row.marks,
        )
        for row in rows
    )
    return Table(title, columns, cells, LEGEND)


def _risk(programme: Programme) -> Table:
    columns = (Column("Process", 30), Column("Risk", 8), Column("Points", 8), Column("Why", 90))
    rows = tuple(
        (
            one.name,
            one.risk.value,
            str(one.points),
            "\n".join(f"+{each.points} {each.reason}" for each in one.reasons),
        )
        for one in sorted(programme.processes, key=lambda one: -one.points)
    )
    return Table("Why then", columns, rows)


def _kept(programme: Programme, form: SheetForm) -> Table:
    """What is kept of a programme, field by field."""
    columns = tuple(Column(name, width) for name, width in form.columns)
    return Table(form.name, columns, tuple(as_sheets(programme)[form.name]))
