"""`crosswalk` and `legacy`: clause numbers of old editions."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.layouts import LayoutOption, OutputOption, file_of, layout_of
from integrations.cli.session import print_json, say, session

if TYPE_CHECKING:
    from assistant.numbering import Numbering
    from integrations import shapes


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Say what an old clause number is today, and back.")(crosswalk)
    app.command(short_help="List the old clause numbers that documents still use.")(legacy)


def crosswalk(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="An old or a current number, for example 7.4.1.")],
) -> None:
    """Say what an old clause number is today, and which old ones a current clause took over."""
    from integrations import shapes
    from integrations.cli.screen import console, plain, table

    this = session(context)
    with this.services() as services:
        shape = shapes.Crosswalk.of(services.crosswalk(number))
    if this.json:
        print_json(shape)
        return
    screen = console()
    screen.print(f"As an old number, {plain(shape.number)}:")
    rows = [(one.number, one.title, one.relation, _current(one), one.note) for one in shape.legacy]
    columns = ("Old", "Title", "Relation", "Current", "Note")
    screen.print(table(columns, rows, wide="Note", whole=("Old",)) if rows else "  not in use")
    screen.print(f"As a clause of {shape.edition}, {plain(shape.number)}:")
    if shape.clause is None:
        screen.print("  no such clause")
        return
    screen.print(f"  {shape.clause.clause} {plain(shape.clause.title)} took over:")
    rows = [
        (one.number, one.title, one.relation, _current(one), one.note) for one in shape.took_over
    ]
    screen.print(table(columns, rows, wide="Note", whole=("Old",)) if rows else "  nothing older")
    if shape.ambiguous:
        screen.print("The number means different things then and now: read the title beside it.")


def _current(one: "shapes.LegacyClause") -> str:
    return ", ".join(f"{clause.clause} {clause.title}" for clause in one.current)


def legacy(
    context: typer.Context,
    document: Annotated[str | None, typer.Option(help="Only this document number.")] = None,
    read: Annotated[
        list[str] | None,
        typer.Option(
            "--read",
            metavar="DOCUMENT=old|current",
            help="How a document means numbers that could be either.",
        ),
    ] = None,
    superseded: Annotated[
        bool, typer.Option("--superseded", help="Issues no longer in force as well.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Records and papers of others as well.")
    ] = False,
    format: LayoutOption = None,
    output: OutputOption = None,
) -> None:
    """List the old clause numbers that documents still use, each with its clause of today.

    Numbers that could be old or current are asked about; settle a document with --read.
    """
    from assistant.legacy_report import LegacyScope
    from assistant.reports import legacy_tables
    from integrations import shapes
    from integrations.cli import legacy_text
    from integrations.places import counted
    from integrations.reports import checklists, layouts

    this = session(context)
    file = file_of(output)
    layout = layout_of(format, file)
    scope = LegacyScope(document, _chosen(read or []), superseded, history)
    with this.reading() as services:
        report = services.standards.legacy(as_of=this.today, scope=scope)
    shape = shapes.LegacyReport.of(report)
    if layout is not None and (file is not None or not this.json):
        content = layouts.render(legacy_tables.tables(report), shape, layout.value)
        checklists.write(content, file)
    if this.json:
        print_json(shape)
    elif layout is None:
        legacy_text.show(report)
    if file is not None:
        say(f"{counted(len(report.uses), 'place')} written to {file}")


def _chosen(settled: list[str]) -> "dict[str, Numbering]":
    from assistant.numbering import Numbering

    words = {"old": Numbering.LEGACY, "legacy": Numbering.LEGACY, "current": Numbering.CURRENT}
    chosen: dict[str, Numbering] = {}
    for one in settled:
        name, _, word = one.rpartition("=")
        if not name.strip() or word.strip().casefold() not in words:
            raise WrongUse(
                f"--read {one!r} says nothing.",
                hint="Write --read DOCUMENT=old or --read DOCUMENT=current.",
            )
        chosen[name.strip()] = words[word.strip().casefold()]
    return chosen
