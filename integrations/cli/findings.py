"""`finding` and `findings`: raise findings of an audit, list them with their age."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.model.findings import TypedFinding
from integrations.cli.session import parse_day, print_json, say, session

if TYPE_CHECKING:
    from assistant.model.findings import FindingStanding
    from integrations.bootstrap import Services

_Audit = Annotated[
    str | None, typer.Option("--audit", metavar="ID", help="Needless while one audit is open.")
]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who enters it.")]
_Owner = Annotated[str, typer.Option("--owner", metavar="NAME", help="Who answers for it.")]
_Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    from integrations.cli import finding_follow_up

    group = typer.Typer(help="Raise findings of an audit and follow them up.")
    for command in (new, show, drafts, factors):
        group.command(command.__name__)(command)
    group.command("list")(findings)
    finding_follow_up.register(group)
    app.add_typer(group, name="finding")
    app.command(short_help="List the findings of audits with their age.")(findings)


def new(
    context: typer.Context,
    by: _By,
    audit: _Audit = None,
    item: Annotated[
        str, typer.Option("--item", metavar="ITEM", help="The item it came up at.")
    ] = "",
    clause: Annotated[str, typer.Option("--clause", metavar="C", help="The clause.")] = "",
    procedure: Annotated[
        str, typer.Option("--procedure", metavar="PLACE", help='As in "QP-1 rev C 6.2".')
    ] = "",
    quote: Annotated[
        str, typer.Option("--quote", metavar="TEXT", help="Words of it, checked there.")
    ] = "",
    requirement: Annotated[
        str, typer.Option("--requirement", metavar="TEXT", help="What was to be, in your words.")
    ] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="TEXT", help="What was seen, with its numbers.")
    ] = "",
    nature: Annotated[
        str, typer.Option("--nature", metavar="TEXT", help="In which way that differs.")
    ] = "",
    grade: Annotated[
        str, typer.Option("--grade", metavar="G", help="major, minor or opportunity.")
    ] = "",
    owner: _Owner = "",
    due: _Due = None,
    draft: Annotated[
        int | None, typer.Option("--draft", metavar="N", help="Go on from what was typed before.")
    ] = None,
) -> None:
    """Raise a finding: requirement, objective evidence, nature. You grade it.

    What is not given comes from the draft or the item. Without requirement, evidence or grade
    nothing is raised, and what was typed is kept as a draft.
    """
    this = session(context)
    day = parse_day(due)
    typed = TypedFinding(item, clause, procedure, quote, requirement, evidence, nature, grade)
    with this.reading() as services:
        id = audit or services.audits.running.the_open_one()
        one = services.findings.raise_(id, typed, by=by, on=this.today, draft=draft)
        if owner.strip() or day is not None:
            one = services.findings.following.assign(
                one.finding.id, by=by, on=this.today, owner=owner, due=day
            )
        shown(context, services, one, f"{one.finding.id} is raised as {one.grade}.")


def show(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="As `findings` lists it.")],
) -> None:
    """Show a finding: its three parts, what was entered, where it stands."""
    from integrations.cli import findings_text

    this = session(context)
    with this.reading() as services:
        one = services.findings.following.standing(id, as_of=this.today)
        if this.json:
            shown(context, services, one, "")
        else:
            findings_text.show(one)


def drafts(context: typer.Context, audit: _Audit = None) -> None:
    """List what was typed and could not be raised yet."""
    from integrations import shapes
    from integrations.cli import findings_text

    this = session(context)
    with this.reading() as services:
        waiting = services.findings.drafts(audit)
    if this.json:
        print_json(shapes.FindingDrafts.of(waiting))
    else:
        findings_text.show_drafts(waiting)


def factors(context: typer.Context) -> None:
    """List the human factors to ask about when a cause is looked for."""
    from integrations import shapes
    from integrations.cli import findings_text

    shape = shapes.Factors.all()
    if session(context).json:
        print_json(shape)
    else:
        findings_text.show_factors(shape)


def findings(
    context: typer.Context,
    audit: Annotated[
        str | None, typer.Option("--audit", metavar="ID", help="Only those of an audit.")
    ] = None,
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="C", help="Only this clause and below.")
    ] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Only those not closed.")] = False,
) -> None:
    """List findings, overdue first: those raised here and those of logs that were taken in."""
    from integrations import shapes
    from integrations.cli import findings_text

    this = session(context)
    with this.reading() as services:
        found = services.findings.register(
            as_of=this.today, audit=audit, clause=clause, open_only=open_only
        )
    if this.json:
        print_json(shapes.Findings.of(found))
    else:
        findings_text.show_register(found)


def shown(
    context: typer.Context, services: "Services", one: "FindingStanding", sentence: str
) -> None:
    """Print a finding as JSON or a sentence; what to look at again goes to standard error."""
    from integrations import shapes

    this = session(context)
    flags = services.findings.flags(one, as_of=this.today)
    repeats = services.findings.repeats(one, as_of=this.today)
    if this.json:
        print_json(shapes.Finding.of(one, flags, repeats))
        return
    print(sentence)
    for flag in flags:
        say(f"look again ({flag.part}): {flag.message}")
    if repeats:
        say(f"the clause had findings before: {'; '.join(repeats)}")
