"""`coverage` and `crosswalk`."""

from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.session import print_json, session

if TYPE_CHECKING:
    from integrations import shapes


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Show where each clause is documented and practised.")(coverage)
    app.command(short_help="Say what an old clause number is today, and back.")(crosswalk)


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
