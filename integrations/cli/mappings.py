"""`mappings` and `changes`: what bears on which clause, who says so, what a revision did to it."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.session import parse_day, print_json, say, session

if TYPE_CHECKING:
    from assistant.ledger.entries import Act
    from assistant.ledger.listing import Wanted
    from integrations.bootstrap import Services

_Clause = Annotated[str | None, typer.Option(help="Only this clause and those below.")]
_Document = Annotated[str | None, typer.Option(help="Only this document number.")]
_Suspect = Annotated[bool, typer.Option("--suspect", help="Only those whose text changed since.")]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
_Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]
_Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="As `mappings` lists them, m_…")
]
_Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before deciding on a whole list.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    ledger = typer.Typer(help="List or decide which passage bears on which clause.")
    ledger.callback(invoke_without_command=True)(mappings)
    for command in (confirm, reject, reopen, add, history, queue):
        ledger.command(command.__name__)(command)
    app.add_typer(ledger, name="mappings")
    app.command(short_help="Tell what revisions did to coverage and decisions.")(changes)


def mappings(
    context: typer.Context,
    clause: _Clause = None,
    document: _Document = None,
    decision: Annotated[
        str | None, typer.Option(help="Only proposed, confirmed or rejected ones.")
    ] = None,
    basis: Annotated[
        str | None, typer.Option(help="Only those with this basis, for example person.")
    ] = None,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Only those nobody has decided about.")
    ] = False,
    suspect: _Suspect = False,
) -> None:
    """List every passage with the clauses it bears on."""
    if context.invoked_subcommand is not None:
        return
    from integrations import shapes
    from integrations.cli import mappings_text

    if undecided and decision not in (None, "proposed"):
        raise WrongUse("--undecided and --decision contradict each other.", hint="Give one.")
    if undecided and suspect:
        raise WrongUse(
            "--undecided and --suspect contradict each other: what is suspect was confirmed once.",
            hint="Give one.",
        )
    this = session(context)
    with this.reading() as services:
        wanted = services.ledger.wanted(
            clause=clause,
            document=document,
            decision="proposed" if undecided else decision,
            basis=basis,
            suspect=True if suspect else None,
        )
        found = services.ledger.mappings(wanted, as_of=this.today)
    shape = shapes.Mappings.of(found)
    if this.json:
        print_json(shape)
    else:
        mappings_text.show(shape.mappings)


def confirm(
    context: typer.Context,
    by: _By,
    mappings: _Ids = None,
    note: _Note = "",
    clause: _Clause = None,
    document: _Document = None,
    suspect: _Suspect = False,
    yes: _Yes = False,
) -> None:
    """Confirm that passages bear on their clauses: those named, or all that fit the filters."""
    from assistant.ledger.entries import Act

    _decide(context, Act.CONFIRMED, mappings, by, note, (clause, document, suspect), yes)


def reject(
    context: typer.Context,
    by: _By,
    mappings: _Ids = None,
    note: _Note = "",
    clause: _Clause = None,
    document: _Document = None,
    suspect: _Suspect = False,
    yes: _Yes = False,
) -> None:
    """Say that passages do not bear on their clauses: those named, or all that fit the filters."""
    from assistant.ledger.entries import Act

    _decide(context, Act.REJECTED, mappings, by, note, (clause, document, suspect), yes)


def reopen(context: typer.Context, by: _By, mappings: _Ids = None, note: _Note = "") -> None:
    """Open decided mappings again; what was decided stays in their history."""
    from assistant.ledger.entries import Act

    _decide(context, Act.REOPENED, mappings, by, note, (None, None, False), True)


def _decide(
    context: typer.Context,
    act: "Act",
    ids: list[str] | None,
    by: str,
    note: str,
    filters: tuple[str | None, str | None, bool],
    yes: bool,
) -> None:
    from integrations import shapes
    from integrations.cli import mappings_text

    this = session(context)
    if ids and any(filters):
        raise WrongUse(
            "Mappings are named, and filters as well.",
            hint="Name mappings (m_…), or choose with --clause, --document or --suspect.",
        )
    with this.reading() as services:
        chosen = ids or _all_that_fit(services, this.today, filters, act, yes)
        done = services.ledger.decide(chosen, act, by=by, note=note, as_of=this.today)
    shape = shapes.Mappings.of(done)
    if this.json:
        print_json(shape)
    else:
        mappings_text.show_decided(shape.mappings, act.value, by)


def _all_that_fit(
    services: "Services",
    today: date,
    filters: tuple[str | None, str | None, bool],
    act: "Act",
    yes: bool,
) -> list[str]:
    """The open mappings in force that fit, once the person has said yes to their number."""
    from assistant.ledger.entries import Act

    clause, document, suspect = filters
    if clause is None and document is None and not suspect:
        others = "" if act is Act.REOPENED else ", or choose with --clause, --document or --suspect"
        raise WrongUse(f"Nothing to be {act.value} is named.", hint=f"Name mappings (m_…){others}.")
    wanted = services.ledger.wanted(
        clause=clause,
        document=document,
        decision=None if suspect else "proposed",
        suspect=True if suspect else None,
    )
    chosen = _in_force(services, wanted, today)
    if not chosen:
        raise WrongUse("No open mapping in force fits.", hint="`clausewise mappings` lists them.")
    _ask(f"{len(chosen)} mappings will be {act.value}. Go on?", yes)
    return chosen


def _in_force(services: "Services", wanted: "Wanted", today: date) -> list[str]:
    """Ids of those in force that can be decided about under this edition."""
    found = services.ledger.mappings(wanted, as_of=today)
    current = [one for one in found if one.citation.status == "in_force"]
    here = [one.mapping.id for one in current if one.mapping.is_decided_here]
    if left := len(current) - len(here):
        told = "1 is" if left == 1 else f"{left} are"
        say(f"{told} left out, made for another clause of another edition; `mappings add` adds it.")
    return here


def _ask(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise WrongUse(f"{question} Nobody is there to answer.", hint="Add --yes.")
    typer.confirm(question, abort=True, err=True)


def add(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(help='A passage (p_…), "QP-84 §6.2", or "REGISTER Sheet!12".')
    ],
    clause: Annotated[str, typer.Argument(help="The clause it bears on.")],
    by: _By,
    note: _Note = "",
) -> None:
    """Say that a place bears on a clause, where the program proposed nothing."""
    from integrations import shapes
    from integrations.cli import mappings_text

    this = session(context)
    with this.reading() as services:
        done = services.ledger.add(place, clause, by=by, note=note, as_of=this.today)
    shape = shapes.Mappings.of(done)
    if this.json:
        print_json(shape)
    else:
        mappings_text.show_decided(shape.mappings, "added", by)


def history(
    context: typer.Context,
    mapping: Annotated[str, typer.Argument(metavar="ID", help="As `mappings` lists it, m_…")],
) -> None:
    """Show everything that was decided about a mapping, oldest first."""
    from integrations import shapes
    from integrations.cli import mappings_text

    this = session(context)
    with this.reading() as services:
        shape = shapes.History.of(services.ledger.history(mapping, as_of=this.today))
    if this.json:
        print_json(shape)
    else:
        mappings_text.show_history(shape)


def queue(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 20,
) -> None:
    """Show what to confirm next: the proposals that settle the most clauses the soonest."""
    from integrations import shapes
    from integrations.cli import mappings_text

    this = session(context)
    with this.reading() as services:
        shape = shapes.Queue.of(services.ledger.queue(as_of=this.today, limit=limit))
    if this.json:
        print_json(shape)
    else:
        mappings_text.show_queue(shape.mappings)


def changes(
    context: typer.Context,
    since: Annotated[str, typer.Option(metavar="DATE", help="The day to compare with.")],
    document: _Document = None,
) -> None:
    """Tell what became of documents since a day, and what that did to coverage and decisions."""
    from integrations import shapes
    from integrations.cli import changes_text

    this = session(context)
    day = parse_day(since)
    assert day is not None
    with this.reading() as services:
        found = services.ledger.changes(since=day, until=this.today, document=document)
    shape = shapes.Changes.of(found)
    if this.json:
        print_json(shape)
    else:
        changes_text.show(shape)
