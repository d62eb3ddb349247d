"""`coverage`, `mappings` and `crosswalk`."""

from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.session import print_json, session

if TYPE_CHECKING:
    from integrations import shapes

_SHOWN = 160  # characters of a passage in a list


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Show where each clause is documented and practised.")(coverage)
    decisions = typer.Typer(help="List or decide which passage bears on which clause.")
    decisions.callback(invoke_without_command=True)(mappings)
    decisions.command("confirm")(confirm)
    decisions.command("reject")(reject)
    app.add_typer(decisions, name="mappings")
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


def mappings(
    context: typer.Context,
    clause: Annotated[str | None, typer.Option(help="Only this clause and those below.")] = None,
    document: Annotated[str | None, typer.Option(help="Only this document number.")] = None,
    decision: Annotated[
        str | None, typer.Option(help="Only proposed, confirmed or rejected ones.")
    ] = None,
) -> None:
    """List every passage with the clauses it bears on."""
    if context.invoked_subcommand is not None:
        return
    from rich.text import Text

    from assistant.evidence import SUSPECT
    from integrations import shapes
    from integrations.cli.screen import Indented, console, plain
    from integrations.places import counted, place

    this = session(context)
    with this.reading() as services:
        found = services.mappings(
            clause=clause, document=document, decision=decision, as_of=this.today
        )
    shape = shapes.Mappings.of(found)
    if this.json:
        print_json(shape)
        return
    screen = console()
    for one in shape.mappings:
        decided = one.decision + (f", {SUSPECT}" if one.suspect else "")
        basis = one.basis.replace("_", " ")
        screen.print(Text(f"{one.mapping}  {one.clause}  {decided}, {basis} {one.confidence:.2f}"))
        screen.print(Indented(f"{plain(place(one))}\n“{_in_short(one.quote)}”"))
    screen.print(counted(len(shape.mappings), "mapping"))


def _in_short(quote: str) -> str:
    from integrations.cli.screen import plain

    shown = plain(quote)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _place(one: "shapes.Mapping") -> str:
    where = one.row or (f"§{one.section}" if one.section else f"p.{one.page}")
    return f"{one.document} {where}"


_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
_Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]
_Id = Annotated[str, typer.Argument(metavar="ID", help="As `mappings` lists it, m_…")]


def confirm(context: typer.Context, mapping: _Id, by: _By, note: _Note = "") -> None:
    """Confirm that the passage bears on the clause."""
    _decide(context, mapping, "confirmed", by, note)


def reject(context: typer.Context, mapping: _Id, by: _By, note: _Note = "") -> None:
    """Say that the passage does not bear on the clause."""
    _decide(context, mapping, "rejected", by, note)


def _decide(context: typer.Context, mapping: str, decision: str, by: str, note: str) -> None:
    from assistant.model.mappings import Decision
    from integrations import shapes

    this = session(context)
    with this.reading() as services:
        entry = services.decide(mapping, Decision(decision), by=by, note=note, as_of=this.today)
    shape = shapes.Mappings.of([entry])
    if this.json:
        print_json(shape)
    else:
        one = shape.mappings[0]
        print(f"{one.mapping}: {_place(one)} -> clause {one.clause} {one.decision} by {by}")


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
