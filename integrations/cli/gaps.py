"""`gaps`: what is missing, expired, overdue, inconsistent; and what people decide about it."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.layouts import LayoutOption, OutputOption, file_of, layout_of
from integrations.cli.session import parse_day, print_json, say, session, told_when_unfinished

if TYPE_CHECKING:
    from assistant.model.audits import GapReport
    from assistant.model.gap_decisions import GapDecision

_Id = Annotated[str, typer.Argument(metavar="ID", help="As `gaps` lists it, g_…")]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    group = typer.Typer(help="List what is missing, expired, overdue or inconsistent.")
    group.callback(invoke_without_command=True)(gaps)
    for command in (accept, assign, reopen, history, rules):
        group.command(command.__name__)(command)
    app.add_typer(group, name="gaps")


def gaps(
    context: typer.Context,
    clause: Annotated[str | None, typer.Option(help="Only this clause and those below.")] = None,
    rule: Annotated[str | None, typer.Option(help="Only this rule's (`gaps rules`).")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind, for example overdue.")] = None,
    subject: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only those about it, for example a lot.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 if there is a gap nobody accepted.")
    ] = False,
    format: LayoutOption = None,
    output: OutputOption = None,
) -> None:
    """List what an auditor would ask for that is missing, out of date or contradicted."""
    if context.invoked_subcommand is not None:
        return
    from integrations import shapes
    from integrations.cli import gaps_text
    from integrations.places import counted

    this = session(context)
    file = file_of(output)
    layout = layout_of(format, file)
    with this.reading() as services:
        report = services.gap_services.report(
            clause, as_of=this.today, rule=rule, kind=kind, subject=subject
        )
        told_when_unfinished(services, "the list")
    shape = shapes.Gaps.of(report)
    if layout is not None and (file is not None or not this.json):
        _write(report, shape, layout.value, output)
    if this.json:
        print_json(shape)
    elif layout is None:
        gaps_text.show(report)
    if file is not None:
        say(f"{counted(len(report.gaps), 'gap')} written to {file}")
    if strict and any(gap.accepted is None for gap in report.gaps):
        raise typer.Exit(1)


def accept(
    context: typer.Context,
    id: _Id,
    by: _By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The last day it holds.")],
) -> None:
    """Accept a gap until a day, for a reason; it is shown as accepted and opens again after it."""
    this = session(context)
    last = parse_day(until)
    if last is None:
        raise WrongUse("No day is given.", hint="Say until when: --until YEAR-MONTH-DAY.")
    with this.reading() as services:
        kept = services.gap_services.accept(id, by=by, reason=reason, until=last, as_of=this.today)
    _told(context, kept, f"{id} is accepted until {last.isoformat()}.")


def assign(
    context: typer.Context,
    id: _Id,
    by: _By,
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="Who closes it.")],
) -> None:
    """Say who answers for closing a gap."""
    this = session(context)
    with this.reading() as services:
        kept = services.gap_services.assign(id, by=by, owner=owner, as_of=this.today)
    _told(context, kept, f"{id} is {kept.owner}'s to close.")


def reopen(
    context: typer.Context,
    id: _Id,
    by: _By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
) -> None:
    """End an acceptance; what was decided stays in the gap's history."""
    with session(context).reading() as services:
        kept = services.gap_services.reopen(id, by=by, reason=reason)
    _told(context, kept, f"{id} is open again.")


def history(context: typer.Context, id: _Id) -> None:
    """Tell everything people decided about a gap, oldest first."""
    from integrations import shapes
    from integrations.cli import gaps_text

    this = session(context)
    with this.reading() as services:
        found = services.gap_services.history(id)
    if this.json:
        print_json(shapes.GapHistory.of(id, found))
    else:
        gaps_text.show_history(id, found)


def rules(context: typer.Context) -> None:
    """List the rules that find gaps, with their limits and where these come from."""
    from integrations import shapes
    from integrations.cli import gaps_text

    this = session(context)
    with this.services() as services:
        shape = shapes.GapRules.of(services.gap_services.rules())
    if this.json:
        print_json(shape)
    else:
        gaps_text.show_rules(shape)


def _write(report: "GapReport", shape: object, layout: str, output: object) -> None:
    from pathlib import Path

    from assistant.reports import gap_tables
    from integrations.reports import checklists, layouts
    from integrations.shapes import Shape

    assert isinstance(shape, Shape)
    file = output if isinstance(output, Path) else None
    content = layouts.render(gap_tables.tables(report), shape, layout)
    checklists.write(content, file_of(file))


def _told(context: typer.Context, kept: "GapDecision", sentence: str) -> None:
    from integrations import shapes

    if session(context).json:
        print_json(shapes.GapDecision.of(kept))
    else:
        print(sentence)
