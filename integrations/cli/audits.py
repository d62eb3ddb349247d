"""`checklist`."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.session import print_json, say, session, told_when_unfinished

if TYPE_CHECKING:
    from integrations.bootstrap import Services


class ChecklistFormat(StrEnum):
    """Layouts of a checklist."""

    MD = "md"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


_LAYOUTS_OF_FILES = frozenset({*ChecklistFormat, "xls", "doc", "html"})


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Draft an internal-audit checklist.")(checklist)


def checklist(
    context: typer.Context,
    clauses: Annotated[
        str | None, typer.Option(metavar="C,C…", help="Clauses, each with those below.")
    ] = None,
    process: Annotated[
        str | None, typer.Option(metavar="NAME", help="A process of yours, or a customary one.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same rows.")] = 1,
    format: Annotated[
        ChecklistFormat | None, typer.Option(help="Layout; else by the file.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="File; - for the terminal."),
    ] = None,
) -> None:
    """Draft an internal-audit checklist: every promise of your procedures becomes a question.

    Of clauses (--clauses 8.4,8.5.2) or of a process (--process purchasing). Sentences that are no
    question are listed at the end with the reason.
    """
    from integrations import shapes
    from integrations.places import counted
    from integrations.reports import checklists

    this = session(context)
    file = None if output is None or str(output) == "-" else output
    layout = _layout(format, file)
    wanted = wanted_clauses(clauses, process)
    with this.reading() as services:
        draft = services.checklist(wanted, process=process, as_of=this.today, seed=seed)
        told_when_unfinished(services, "the checklist")
        if process is not None:
            say_misnamed(services, process, this.today)
    if file is not None or not this.json:
        checklists.write(checklists.render(draft, layout.value), file)
    if this.json:
        print_json(shapes.Checklist.of(draft))
    if file is not None:
        say(f"{counted(len(draft.items), 'question')} written to {file}")


def say_misnamed(services: "Services", process: str, as_of: date) -> None:
    """Warn of documents that a process names and that are none in force."""
    for line in services.audits.misnamed(process, as_of=as_of):
        say(f"warning: {line}")


def wanted_clauses(clauses: str | None, process: str | None) -> list[str]:
    """The clauses named; none for a process. Raises `WrongUse` unless one of the two is named."""
    named = [part for part in (clauses or "").split(",") if part.strip()]
    if process is not None and clauses is not None:
        raise WrongUse("A checklist is of clauses or of a process.", hint="Leave one of them out.")
    if process is None and not named:
        hint = "For example --clauses 8.4,8.5 or --process purchasing."
        raise WrongUse("No clause and no process is named.", hint=hint)
    return named


def _layout(named: ChecklistFormat | None, file: Path | None) -> ChecklistFormat:
    """The layout named, else that of the file. Raises `WrongUse` where the two differ."""
    if named is None:
        return _layout_of(file)
    suffix = "" if file is None else file.suffix.lower().lstrip(".")
    if suffix and suffix in _LAYOUTS_OF_FILES and suffix != named.value:
        raise WrongUse(
            f"--format {named.value} does not go with a file named .{suffix}.",
            hint=f"Leave --format out, or name the file .{named.value}.",
        )
    return named


def _layout_of(file: Path | None) -> ChecklistFormat:
    if file is None or not file.suffix:
        return ChecklistFormat.MD
    try:
        return ChecklistFormat(file.suffix.lower().lstrip("."))
    except ValueError as error:
        raise WrongUse(
            f"A checklist is not written as {file.suffix}.",
            hint="Use .md, .xlsx, .docx, .pdf, .csv or .json, or say the layout with --format.",
        ) from error
