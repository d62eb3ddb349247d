"""`audit`: make an internal audit of a checklist, fill it in, conclude it, close it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli import audit_papers
from integrations.cli.audits import say_misnamed, wanted_clauses
from integrations.cli.session import (
    parse_day,
    print_json,
    say,
    session,
    told_when_unfinished,
)

if TYPE_CHECKING:
    from assistant.model.audit_runs import AuditRun, ItemEntry

_Audit = Annotated[str, typer.Argument(metavar="AUDIT", help="As `audit list` shows it.")]
_Item = Annotated[str, typer.Argument(metavar="ITEM", help="Its number, or its id i_…")]
_In = Annotated[
    str | None, typer.Option("--audit", metavar="ID", help="Needless while one audit is open.")
]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who writes.")]
_Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What belongs to it.")]
_Process = Annotated[
    str | None, typer.Option(metavar="NAME", help="A process of yours, or a customary one.")
]
_Clauses = Annotated[
    str | None, typer.Option(metavar="C,C…", help="Clauses, each with those below.")
]
_Id = Annotated[str, typer.Option("--id", metavar="ID", help="Else the next one of the year.")]
_Title = Annotated[str, typer.Option(metavar="TEXT", help="Else that of the checklist.")]
_Auditors = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Another auditor; repeat it.")
]
_Auditees = Annotated[
    list[str] | None, typer.Option(metavar="ROLE", help="A role audited; repeat it.")
]
_From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day planned.")]
_Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="The last day planned.")
]
_Result = Annotated[
    str | None,
    typer.Option(
        "--result",
        metavar="WORDS",
        help="evidence seen, minor, major, opportunity, not applicable or not checked.",
    ),
]
_Over = Annotated[
    list[int] | None,
    typer.Option("--over", metavar="ENTRY", help="The entries you had before you; else all."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    group = typer.Typer(help="Run internal audits: make one, fill it in, conclude, close.")
    group.command("list")(list_audits)
    for command in (new, show, fill, attach, conclude, close, reopen):
        group.command(command.__name__)(command)
    group.command("open")(open_audit)
    audit_papers.register(group)
    app.add_typer(group, name="audit")


def new(
    context: typer.Context,
    lead: Annotated[str, typer.Option("--lead", metavar="NAME", help="The lead auditor.")],
    process: _Process = None,
    clauses: _Clauses = None,
    id: _Id = "",
    title: _Title = "",
    auditor: _Auditors = None,
    auditee: _Auditees = None,
    from_: _From = None,
    until: _Until = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same rows.")] = 1,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Else the lead auditor.")] = "",
) -> None:
    """Make an audit of a checklist: its items, rows and known gaps are frozen as they are now."""
    from assistant.audits.starting import Order
    from integrations.places import counted

    this = session(context)
    order = Order(
        lead=lead,
        by=by,
        id=id,
        title=title,
        auditors=tuple(auditor or ()),
        auditees=tuple(auditee or ()),
        planned_from=parse_day(from_),
        planned_until=parse_day(until),
    )
    wanted = wanted_clauses(clauses, process)
    with this.reading() as services:
        run = services.audits.new(
            order, clauses=wanted, process=process, as_of=this.today, seed=seed
        )
        told_when_unfinished(services, "the audit")
        if process is not None:
            say_misnamed(services, process, this.today)
    _show(context, run, f"{run.audit.id} is made with {counted(len(run.items), 'item')}.")


def list_audits(context: typer.Context) -> None:
    """List the audits with their state and how far each is."""
    from integrations import shapes
    from integrations.cli import audit_text

    this = session(context)
    with this.reading() as services:
        runs = services.audits.running.all()
        planned = services.programme.not_begun(this.today)
    if this.json:
        print_json(shapes.Audits.of(runs, planned))
    else:
        audit_text.show_list(runs)
        audit_text.show_planned(planned)


def show(
    context: typer.Context,
    audit: _Audit,
    item: Annotated[
        str | None, typer.Option("--item", metavar="ITEM", help="One item, with its history.")
    ] = None,
) -> None:
    """Show an audit: its plan, its items with what was written, its conclusion."""
    from assistant.audits.running import item_of
    from integrations import shapes
    from integrations.cli import audit_text

    this = session(context)
    with this.reading() as services:
        run = services.audits.running.run(audit)
    one = None if item is None else item_of(run, item)
    if this.json and one is None:
        print_json(shapes.Audit.of(run))
    elif this.json and one is not None:
        print_json(shapes.AuditItemHistory.whole(one))
    elif one is not None:
        audit_text.show_item(one)
    else:
        audit_text.show_run(run)


def fill(
    context: typer.Context,
    by: _By,
    item: Annotated[
        str | None,
        typer.Argument(metavar="[ITEM]", help="Number or id; without it one after the other."),
    ] = None,
    audit: _In = None,
    result: _Result = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help="What was seen.")
    ] = None,
    interviewed: Annotated[
        str | None, typer.Option("--interviewed", metavar="ROLE", help="Who was asked, by role.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note.")] = None,
    over: _Over = None,
) -> None:
    """Write beside an item what you saw and concluded; each entry is kept at once.

    What is left out stays as the entry before says. Two who write at once lose nothing: both
    entries stand until somebody who saw both writes again.
    """
    from assistant.audits.running import Written
    from integrations.cli.audit_walk import walk

    this = session(context)
    with this.reading() as services:
        running = services.audits.running
        id = audit or running.the_open_one()
        written = Written(result, evidence, interviewed, note)
        if item is None and written.nothing and not this.json:
            walk(running, id, by=by)
            return
        if item is None:
            raise WrongUse(
                "No item is named.", hint="Give its number; without any option all are asked."
            )
        entry = running.fill(id, item, written, by=by, based_on=over)
        run = running.run(id)
    _told(context, run, entry)


def attach(
    context: typer.Context,
    item: _Item,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to keep.")],
    by: _By,
    audit: _In = None,
) -> None:
    """Keep a file with an item, under the hash of its bytes."""
    with session(context).reading() as services:
        id = audit or services.audits.running.the_open_one()
        entry = services.audits.attach(id, item, file, by=by)
        run = services.audits.running.run(id)
    _told(context, run, entry)


def open_audit(context: typer.Context, audit: _Audit, by: _By, note: _Note = "") -> None:
    """Say that the opening meeting was held; the first entry opens an audit, too."""
    this = session(context)
    with this.reading() as services:
        run = services.audits.running.open(audit, by=by, note=note, on=this.today)
    _show(context, run, f"{run.audit.id} is open.")


def conclude(
    context: typer.Context,
    audit: _Audit,
    text: Annotated[
        str, typer.Option("--text", metavar="TEXT", help="In the lead auditor's own words.")
    ],
    by: _By,
) -> None:
    """Keep the lead auditor's conclusion; a later one counts, the earlier ones are kept."""
    this = session(context)
    with this.reading() as services:
        run = services.audits.running.conclude(audit, text, by=by, on=this.today)
    _show(context, run, f"The conclusion of {run.audit.id} is kept.")


def close(context: typer.Context, audit: _Audit, by: _By, note: _Note = "") -> None:
    """Close an audit; from then on nothing is written into it."""
    from integrations.places import counted

    this = session(context)
    with this.reading() as services:
        run = services.audits.running.close(audit, by=by, note=note, on=this.today)
    if run.unfilled:
        say(f"{counted(len(run.unfilled), 'item')} without a result: reported as not checked.")
    if run.in_conflict:
        say(f"{counted(len(run.in_conflict), 'item')} with entries that contradict each other.")
    _show(context, run, f"{run.audit.id} is closed.")


def reopen(
    context: typer.Context,
    audit: _Audit,
    by: _By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
) -> None:
    """Open a closed audit again, for a reason."""
    this = session(context)
    with this.reading() as services:
        run = services.audits.running.reopen(audit, by=by, reason=reason, on=this.today)
    _show(context, run, f"{run.audit.id} is open again.")


def _show(context: typer.Context, run: "AuditRun", sentence: str) -> None:
    from integrations import shapes

    if session(context).json:
        print_json(shapes.AuditSummary.of(run))
    else:
        print(sentence)


def _told(context: typer.Context, run: "AuditRun", entry: "ItemEntry") -> None:
    """Tell what was kept, and on the side whether others wrote without seeing it."""
    from assistant.audits.running import item_of
    from integrations import shapes
    from integrations.cli import audit_text

    standing = item_of(run, entry.item)
    for line in audit_text.conflict_lines(standing):
        say(line)
    if session(context).json:
        print_json(shapes.AuditEntry.of(entry))
    else:
        print(f"{run.audit.id} item {standing.item.draft.no}: kept as entry {entry.id}.")
