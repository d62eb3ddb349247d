"""`gaps` and `checklist`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from integrations.cli.session import print_json, say, session


class ChecklistFormat(StrEnum):
    """Layouts of a checklist."""

    MD = "md"
    XLSX = "xlsx"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command()(gaps)
    app.command(short_help="Draft an internal-audit checklist.")(checklist)


def gaps(
    context: typer.Context,
    clause: Annotated[str | None, typer.Option(help="Only this clause and those below.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if there is a gap.")] = False,
) -> None:
    """List what an auditor would ask for and nothing shows."""
    from integrations import shapes
    from integrations.cli import gaps_text

    this = session(context)
    with this.services() as services:
        report = services.gaps(clause, as_of=this.today)
    if this.json:
        print_json(shapes.Gaps.of(report))
    else:
        gaps_text.show(report)
    if strict and report.gaps:
        raise typer.Exit(1)


def checklist(
    context: typer.Context,
    clauses: Annotated[str, typer.Option(metavar="C,C…", help="Clauses, each with those below.")],
    format: Annotated[
        ChecklistFormat | None, typer.Option(help="Layout; else by the file.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="File; - for the terminal."),
    ] = None,
) -> None:
    """Draft an internal-audit checklist from the clauses and your own documents."""
    from integrations.reports import checklists

    this = session(context)
    layout = _layout(format, output, json=this.json)
    with this.services() as services:
        draft = services.checklist(
            [part for part in clauses.split(",") if part.strip()], as_of=this.today
        )
    content = checklists.render(draft, layout.value)
    checklists.write(content, output)
    if output is not None and str(output) != "-":
        say(f"{len(draft.items)} questions written to {output}")


def _layout(format: ChecklistFormat | None, output: Path | None, *, json: bool) -> ChecklistFormat:
    if format is not None:
        return format
    if json:
        return ChecklistFormat.JSON
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return ChecklistFormat(suffix) if suffix in set(ChecklistFormat) else ChecklistFormat.MD
