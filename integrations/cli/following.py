"""`trace`: a lot, certificate or order followed both ways."""

from enum import StrEnum
from typing import Annotated

import typer

from integrations.cli.layouts import OutputOption, file_of
from integrations.cli.session import print_json, say, session


class TraceLayout(StrEnum):
    """Layouts of a trace."""

    MD = "md"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(short_help="Follow a lot, certificate or order both ways.")(trace)


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
