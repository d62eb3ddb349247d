"""`trace` and `calendar`: a chain followed both ways, and what falls due."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import WrongUse
from assistant.model.dues import DueKind
from integrations.cli.layouts import OutputOption, file_of
from integrations.cli.session import print_json, say, session


class CalendarLayout(StrEnum):
    """Layouts of a calendar."""

    ICS = "ics"
    MD = "md"
    JSON = "json"


class TraceLayout(StrEnum):
    """Layouts of a trace."""

    MD = "md"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Follow a lot, certificate or order both ways.")(trace)
    app.command(short_help="List what falls due, overdue first.")(calendar)


def trace(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(help="Number of a lot, batch, certificate, order, shipment or NCR.")
    ],
    format: Annotated[
        TraceLayout | None, typer.Option("--format", help="Layout; else by the file's name.")
    ] = None,
    output: OutputOption = None,
) -> None:
    """Follow a lot, certificate or order back to the maker and forward to every customer.

    Shows each split with its quantity, the papers that travelled along, and where the chain
    breaks. Numbers are compared without case, blanks and dashes.
    """
    from assistant.reports import trace_html, trace_markdown
    from integrations import shapes
    from integrations.cli import trace_text
    from integrations.cli.layouts import Layout, layout_of
    from integrations.reports import checklists

    this = session(context)
    file = file_of(output)
    layout = layout_of(None if format is None else Layout(format.value), file)
    with this.reading() as services:
        found = services.trace(key, as_of=this.today)
    if layout is Layout.MD:
        checklists.write(trace_markdown.render(found).encode(), file)
    elif layout is Layout.HTML:
        checklists.write(trace_html.render(found).encode(), file)
    elif layout is Layout.JSON and file is not None:
        checklists.write((shapes.Trace.of(found).as_json() + "\n").encode(), file)
    elif this.json or layout is Layout.JSON:
        print_json(shapes.Trace.of(found))
    elif layout is None:
        trace_text.show(found)
    if file is not None:
        say(f"Trace of {found.key} written to {file}")


def calendar(
    context: typer.Context,
    days: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="How far ahead; 90 unless said.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="However far ahead.")] = False,
    kind: Annotated[
        list[DueKind] | None, typer.Option(help="Only this kind; may be repeated.")
    ] = None,
    format: Annotated[
        CalendarLayout | None, typer.Option("--format", help="Layout; else by the file's name.")
    ] = None,
    output: OutputOption = None,
) -> None:
    """List what falls due: overdue first, then by date, each with its place.

    Calibration, training, authorisations, supplier certificates and evaluations, reviews, audits,
    shelf life, actions, complaints, document reviews. Days that could not be read stand at the end.
    """
    from assistant.calendar.showing import DAYS
    from assistant.reports import calendar_ics, calendar_lines, report_markdown
    from integrations import shapes
    from integrations.cli import calendar_text
    from integrations.reports import checklists

    this = session(context)
    file = file_of(output)
    layout = _calendar_layout(format, file)
    if every and days is not None:
        raise WrongUse("--all and --days N go against each other.", hint="Give one of the two.")
    ahead = None if every else DAYS if days is None else days
    with this.reading() as services:
        found = services.calendar(as_of=this.today, days=ahead, kinds=kind or ())
    if layout is CalendarLayout.ICS:
        checklists.write(calendar_ics.render(found).encode(), file)
    elif layout is CalendarLayout.MD:
        told = report_markdown.render(calendar_lines.report(found))
        checklists.write(told.encode(), file)
    elif file is not None:
        checklists.write((shapes.Calendar.of(found).as_json() + "\n").encode(), file)
    elif this.json or layout is CalendarLayout.JSON:
        print_json(shapes.Calendar.of(found))
    else:
        calendar_text.show(found)
    if file is not None:
        say(f"{calendar_lines.lead(found)} Written to {file}")


def _calendar_layout(named: CalendarLayout | None, file: Path | None) -> CalendarLayout | None:
    """The layout named, else that of the file. Raises `WrongUse` where the two differ."""
    if file is None:
        return named
    suffix = file.suffix.lower().lstrip(".")
    known = next((one for one in CalendarLayout if one.value == suffix), None)
    if known is None and named is None:
        raise WrongUse(
            f"A calendar is not written as {file.suffix or 'a file without an ending'}.",
            hint="Name the file .ics, .md or .json, or say the layout with --format.",
        )
    if known is not None and named not in (None, known):
        raise WrongUse(
            f"--format {named} does not go with a file named .{suffix}.",
            hint=f"Leave --format out, or name the file .{named}.",
        )
    return named or known
