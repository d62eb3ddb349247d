"""`crosswalk`, `legacy` and `transition`: clause numbers of old editions and of the next one."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.layouts import LayoutOption, OutputOption, file_of, layout_of
from integrations.cli.session import print_json, say, session

if TYPE_CHECKING:
    from assistant.numbering import Numbering


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Say what an old clause number is today, and back.")(crosswalk)
    app.command(short_help="List the old clause numbers that documents still use.")(legacy)
    app.command(short_help="Plan the way to a new edition of the standard.")(transition)


class Reading(StrEnum):
    """Which meaning of a number is wanted."""

    OLD = "old"
    CURRENT = "current"


def crosswalk(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="An old or a current number, for example 7.4.1.")],
    read: Annotated[
        Reading | None, typer.Option("--read", help="Which meaning, where it has two.")
    ] = None,
) -> None:
    """Say what an old clause number is today, and which old ones a current clause took over.

    Goes on to newer editions where one of the editions folder names this one.
    """
    from integrations import shapes
    from integrations.cli import crosswalk_text

    this = session(context)
    with this.services() as services:
        shape = shapes.Crosswalk.of(services.crosswalk(number))
    if this.json:
        print_json(shape)
    else:
        crosswalk_text.show(shape, read=None if read is None else read.value)


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


def transition(
    context: typer.Context,
    edition: Annotated[
        str, typer.Argument(metavar="EDITION", help="Id or file of the new edition.")
    ],
    format: LayoutOption = None,
    output: OutputOption = None,
) -> None:
    """Hold a new edition against what you have today: what is new, changed, moved or dropped.

    Says what to do first, clause by clause and document by document.
    """
    from assistant.reports import transition_tables
    from integrations import shapes
    from integrations.cli import transition_text
    from integrations.places import counted
    from integrations.reports import checklists, layouts

    this = session(context)
    file = file_of(output)
    layout = layout_of(format, file)
    with this.reading() as services:
        plan = services.standards.transition(edition, as_of=this.today)
    shape = shapes.Transition.of(plan)
    if layout is not None and (file is not None or not this.json):
        content = layouts.render(transition_tables.tables(plan), shape, layout.value)
        checklists.write(content, file)
    if this.json:
        print_json(shape)
    elif layout is None:
        transition_text.show(plan)
    if file is not None:
        say(f"{counted(len(plan.tasks), 'clause')} written to {file}")
