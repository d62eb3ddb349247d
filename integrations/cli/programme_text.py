"""A programme of audits on a terminal: audits by month, what is open, where they stand and why."""

from collections.abc import Sequence

from rich.text import Text

from assistant.model.programmes import Month, Programme, ProgrammeEntry
from assistant.programme.book import KeptProgramme
from assistant.programme.checking import left_open
from assistant.programme.falling_due import standing
from assistant.programme.matrix import (
    LEGEND,
    MatrixRow,
    clause_rows,
    month_letters,
    process_rows,
)
from assistant.programme.sheets import listed
from assistant.reports.programme_tables import lead
from integrations.cli.screen import Indented, console, plain, table

_NOTHING = "·"
_BESIDE_MONTHS = 66  # characters that the other columns of the matrix take


def show(programme: Programme, said: str, *, clauses: bool = False, why: bool = False) -> None:
    """Print the matrix, the audits and what is left open; `clauses` by clause, `why` the risk."""
    screen = console()
    screen.print(Text(plain(f"{programme.id}: {lead(programme, said)[0]}")))
    for note in programme.notes:
        screen.print(Indented(plain(note), 2))
    screen.print()
    _matrix(programme, process_rows(programme), "Process")
    if clauses:
        _matrix(programme, clause_rows(programme), "Clause")
    _audits(programme)
    if why:
        _why(programme)
    _open(programme)


def _matrix(programme: Programme, rows: Sequence[MatrixRow], name: str) -> None:
    screen = console()
    drawn = " ".join(month_letters(year) for year in _years(programme.calendar))
    fits = screen.width >= _BESIDE_MONTHS + len(drawn)
    months = drawn if fits else "Planned"
    cells = [
        (
            f"{row.name} {row.title}".strip(),
            row.risk,
            row.last_audited,
            row.findings or "",
            _marks(programme.calendar, row.marks) if fits else _named(programme.calendar, row),
        )
        for row in rows
    ]
    columns = (name, "Risk", "Last audited", "Findings", months)
    whole = ("Risk", "Last audited", *([drawn] if fits else []))
    screen.print(table(columns, cells, wide=name, whole=whole))
    first, last = programme.calendar[0], programme.calendar[-1]
    screen.print(Text(f"{first} to {last}; {LEGEND}"))
    screen.print()


def _years(months: Sequence[Month]) -> list[list[Month]]:
    """The months, year by year of the cycle."""
    return [list(months[at : at + 12]) for at in range(0, len(months), 12)]


def _marks(months: Sequence[Month], marks: Sequence[str]) -> str:
    years = range(0, len(months), 12)
    return " ".join("".join(one or _NOTHING for one in marks[at : at + 12]) for at in years)


def _named(months: Sequence[Month], row: MatrixRow) -> str:
    """The months by name, where there is no room for a picture of them."""
    marked = zip(months, row.marks, strict=True)
    return ", ".join(f"{mark} {month}" for month, mark in marked if mark)


def _audits(programme: Programme) -> None:
    rows = [
        (
            str(one.month),
            one.id,
            one.process,
            listed(one.clauses),
            one.auditor or "nobody",
            one.note,
        )
        for one in programme.audits
    ]
    columns = ("Month", "Audit", "Process", "Clauses", "Auditor", "Note")
    shown = len(columns) if any(one.note for one in programme.audits) else -1
    told = [row[:shown] for row in rows]
    screen = console()
    screen.print(table(columns[:shown], told, wide="Clauses", whole=("Month", "Audit")))
    screen.print()


def _why(programme: Programme) -> None:
    screen = console()
    for one in sorted(programme.processes, key=lambda one: -one.points):
        whose = f", {one.owner}" if one.owner else ""
        own = " (customary, not in organisation.yaml)" if one.customary else ""
        screen.print(Text(plain(f"{one.name}{whose}: {one.risk.value}, {one.points}{own}")))
        for reason in one.reasons:
            screen.print(Indented(plain(f"+{reason.points} {reason.reason}"), 2))
    for work in programme.own_work:
        which = f"{work.process} {listed(work.clauses)}".strip()
        screen.print(Indented(plain(f"{work.auditor} does not audit {which}: {work.why}"), 2))
    screen.print()


def _open(programme: Programme) -> None:
    """What is left open, with what would close it said once for each kind."""
    screen = console()
    open_ = left_open(programme)
    if not open_:
        screen.print(
            "Every process and every applicable clause has an audit; nobody audits own work."
        )
        screen.print(
            f"Left out: {len(programme.out_of_scope)} clauses, with reasons in the export."
        )
        return
    screen.print(Text(f"Left open: {len(open_)}"))
    for code in dict.fromkeys(one.code for one in open_):
        several = [one for one in open_ if one.code == code]
        for one in several:
            screen.print(Indented(plain(one.message), 4, first=2))
        screen.print(Indented(plain(f"-> {several[0].hint}"), 6))


def show_list(kept: Sequence[KeptProgramme]) -> None:
    """Print what is kept, a line for each programme."""
    screen = console()
    if not kept:
        screen.print("No programme is saved yet: `clausewise programme propose`, then `save`.")
        return
    rows = [
        (
            one.programme.id,
            f"{one.programme.start} to {one.programme.calendar[-1]}",
            len(one.programme.audits),
            len(left_open(one.programme)) or "",
            standing(one),
        )
        for one in kept
    ]
    columns = ("Programme", "Cycle", "Audits", "Open", "Standing")
    screen.print(table(columns, rows, wide="Standing", whole=("Programme", "Cycle")))


def show_history(history: Sequence[ProgrammeEntry]) -> None:
    """Print everything that was done with a programme, oldest first."""
    rows = [
        (
            one.no,
            one.at[:16].replace("T", " "),
            f"{one.act.value} version {one.of}" if one.of else one.act.value,
            one.by,
            one.note,
        )
        for one in history
    ]
    console().print(table(("No", "When", "What", "By", "Note"), rows, wide="Note", whole=("When",)))
