"""`coverage`."""

from typing import Annotated

import typer

from integrations.cli.session import print_json, session


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Show where each clause is documented and practised.")(coverage)


def coverage(
    context: typer.Context,
    clause: Annotated[
        str | None, typer.Argument(help="For example 8.5; all when left out.")
    ] = None,
) -> None:
    """Show where each clause is documented and practised; 8.5 includes 8.5.1 and the rest."""
    from integrations import shapes
    from integrations.cli import coverage_text

    this = session(context)
    with this.reading() as services:
        report = services.coverage(clause, as_of=this.today)
    if this.json:
        print_json(shapes.Coverage.of(report))
    else:
        coverage_text.show(report, in_full=clause is not None)
