"""`programme`: the internal audits of a cycle, proposed, saved, approved, out and back."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import NothingThere, WrongUse
from integrations.cli.layouts import OutputOption, file_of
from integrations.cli.session import print_json, say, session, told_when_unfinished

if TYPE_CHECKING:
    from assistant.model.programmes import Programme
    from assistant.programme.book import KeptProgramme
    from integrations.cli.session import Session


class ProgrammeLayout(StrEnum):
    """Layouts of a programme."""

    XLSX = "xlsx"
    ICS = "ics"
    MD = "md"
    CSV = "csv"
    JSON = "json"


_Id = Annotated[
    str | None, typer.Argument(metavar="ID", help="As `programme list` shows it; else the latest.")
]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
_Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What belongs to it.")]
_Cycle = Annotated[int, typer.Option("--cycle", metavar="MONTHS", help="How many months.")]
_Start = Annotated[
    str | None, typer.Option("--start", metavar="MONTH", help="As 2027-01; else the next month.")
]
_Auditors = Annotated[
    list[str] | None,
    typer.Option("--auditor", metavar="NAME", help="'Ann Lee', or 'Ann Lee (ROLE)'; repeat it."),
]
_Clauses = Annotated[bool, typer.Option("--clauses", help="Clause by clause too.")]
_Why = Annotated[bool, typer.Option("--why", help="Risk with its reasons, own work.")]
_Format = Annotated[
    ProgrammeLayout | None, typer.Option("--format", help="Layout; else by the file's name.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    group = typer.Typer(help="Plan the internal audits of a cycle: propose, save, approve.")
    for command in (propose, save, approve, show, history, export, start):
        group.command(command.__name__)(command)
    group.command("list")(list_programmes)
    group.command("import")(import_)
    app.add_typer(group, name="programme")


def propose(
    context: typer.Context,
    cycle: _Cycle = 12,
    start: _Start = None,
    auditor: _Auditors = None,
    clauses: _Clauses = False,
    why: _Why = False,
    format: _Format = None,
    output: OutputOption = None,
) -> None:
    """Propose a programme: every process and applicable clause, nobody on own work. Keeps nothing.

    The same documents, records and options give the same proposal. What cannot be covered is said.
    """
    this = session(context)
    layout = _layout(format, file_of(output))
    with this.reading() as services:
        found = services.programme.propose(
            as_of=this.today, start=start, months=cycle, auditors=auditor or ()
        )
        told_when_unfinished(services, "the proposal")
    _told(this, found, None, clauses=clauses, why=why, layout=layout, output=output)


def save(
    context: typer.Context,
    by: _By,
    cycle: _Cycle = 12,
    start: _Start = None,
    auditor: _Auditors = None,
    note: _Note = "",
) -> None:
    """Keep what `propose` gives with the same options; earlier versions stay."""
    this = session(context)
    with this.reading() as services:
        found = services.programme.propose(
            as_of=this.today, start=start, months=cycle, auditors=auditor or ()
        )
        told_when_unfinished(services, "the programme")
        entry = services.programme.save(found, by=by, note=note)
        kept = services.programme.kept(found.id)
    _told(this, kept.programme, kept)
    say(f"{found.id} is saved as version {entry.no}.")


def approve(context: typer.Context, by: _By, id: _Id = None, note: _Note = "") -> None:
    """Approve what was last saved; what it leaves open needs a note that says why."""
    this = session(context)
    with this.reading() as services:
        entry = services.programme.approve(id, by=by, note=note)
        kept = services.programme.kept(entry.programme_id)
    if this.json:
        _told(this, kept.programme, kept)
    say(f"Version {entry.of} of {entry.programme_id} is approved.")


def show(
    context: typer.Context,
    id: _Id = None,
    clauses: _Clauses = False,
    why: _Why = False,
) -> None:
    """Show a saved programme: processes by month, its audits, what it leaves open."""
    this = session(context)
    with this.reading() as services:
        kept = services.programme.kept(id)
    _told(this, kept.programme, kept, clauses=clauses, why=why)


def history(context: typer.Context, id: _Id = None) -> None:
    """Tell everything people did with a programme, oldest first."""
    from integrations.cli import programme_text

    this = session(context)
    with this.reading() as services:
        kept = services.programme.kept(id)
    if this.json:
        _told(this, kept.programme, kept)
    else:
        programme_text.show_history(kept.history)


def list_programmes(context: typer.Context) -> None:
    """List the programmes that are kept."""
    from integrations import shapes
    from integrations.cli import programme_text

    this = session(context)
    with this.reading() as services:
        kept = services.programme.all()
    if this.json:
        print_json(shapes.Programmes.of(kept))
    else:
        programme_text.show_list(kept)


def export(
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", help="A file .xlsx, .ics, .md, .csv, .json."
        ),
    ],
    id: _Id = None,
    format: _Format = None,
) -> None:
    """Write a saved programme as a workbook to edit, for a calendar program, or to read."""
    this = session(context)
    layout = _layout(format, file_of(output))
    with this.reading() as services:
        kept = services.programme.kept(id)
    _told(this, kept.programme, kept, layout=layout, output=output)


def import_(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="A file .xlsx or .ics that was exported and edited.")
    ],
    by: _By,
    note: _Note = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also where another version was saved meanwhile.")
    ] = False,
) -> None:
    """Take an edited workbook back as a new version, once every cell of it can be read.

    Of a calendar (.ics) only the months of its audits are taken over.
    """
    this = session(context)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise NothingThere(
            f"{str(file)!r} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error
    with this.reading() as services:
        taken = services.programme.taken_back(
            content, by=by, note=note, anyway=anyway, as_of=this.today
        )
    kept = taken.kept
    _told(this, kept.programme, kept)
    for one in (*taken.left, *taken.changes):
        say(one)
    if taken.is_saved:
        say(f"{kept.programme.id} is saved as version {kept.version}.")
    else:
        say(f"Nothing was changed in version {kept.version} of {kept.programme.id}.")


def start(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="AUDIT", help="As `programme show` lists it.")],
    lead: Annotated[
        str, typer.Option("--lead", metavar="NAME", help="Else the auditor of the programme.")
    ] = "",
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same rows.")] = 1,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Else the lead auditor.")] = "",
) -> None:
    """Make an audit of a planned one: its checklist is drafted and frozen as it is now."""
    from integrations import shapes
    from integrations.cli import audit_text

    this = session(context)
    with this.reading() as services:
        planned = services.programme.planned(number)
        run = services.audits.new(
            replace(planned.order, lead=lead or planned.order.lead, by=by),
            clauses=planned.clauses,
            process=planned.process,
            as_of=this.today,
            seed=seed,
        )
        told_when_unfinished(services, "the audit")
    if this.json:
        print_json(shapes.Audit.of(run))
    else:
        audit_text.show_run(run)
    say(f"{run.audit.id} is made with {len(run.items)} items.")


def _told(
    this: "Session",
    programme: "Programme",
    kept: "KeptProgramme | None",
    *,
    clauses: bool = False,
    why: bool = False,
    layout: ProgrammeLayout | None = None,
    output: Path | None = None,
) -> None:
    """Show a programme where and as it was asked for; `kept` is None for a proposal."""
    from assistant.programme.falling_due import standing
    from integrations import shapes
    from integrations.cli import programme_text
    from integrations.reports import checklists, programmes

    said = "proposed, not saved" if kept is None else standing(kept)
    version = 0 if kept is None else kept.version
    history = () if kept is None else kept.history
    file = file_of(output)
    if layout is not None and (file is not None or not this.json):
        content = programmes.render(
            programme, layout.value, standing=said, version=version, history=history
        )
        checklists.write(content, file)
    if this.json:
        print_json(shapes.Programme.shown(programme, version=version, history=history))
    elif layout is None:
        programme_text.show(programme, said, clauses=clauses, why=why)
    if file is not None:
        say(f"{programme.id} written to {file}")


def _layout(named: ProgrammeLayout | None, file: Path | None) -> ProgrammeLayout | None:
    """The layout named, else that of the file. Raises `WrongUse` where the two differ."""
    if file is None:
        return named
    suffix = file.suffix.lower().lstrip(".")
    known = next((one for one in ProgrammeLayout if one.value == suffix), None)
    if known is None and named is None:
        raise WrongUse(
            f"A programme is not written as {file.suffix or 'a file without an ending'}.",
            hint="Name the file .xlsx, .ics, .md, .csv or .json, or say the layout with --format.",
        )
    if known is not None and named not in (None, known):
        raise WrongUse(
            f"--format {named} does not go with a file named .{suffix}.",
            hint=f"Leave --format out, or name the file .{named}.",
        )
    return named or known
