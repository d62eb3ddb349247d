"""`finding assign … close`: what is done about a finding; every act is an entry of its own."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.session import parse_day, session

if TYPE_CHECKING:
    from assistant.findings.following_up import FollowUpFinding
    from assistant.model.findings import FindingStanding

_Id = Annotated[str, typer.Argument(metavar="ID", help="As `findings` lists it.")]
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who enters it.")]
_Text = Annotated[str, typer.Option("--text", metavar="TEXT", help="In your own words.")]
_Owner = Annotated[str, typer.Option("--owner", metavar="NAME", help="Who answers for it.")]
_Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when.")]


def register(group: typer.Typer) -> None:
    """Add the commands to the group."""
    for command in (assign, correction, cause, action, done, check, regrade, close, reopen):
        group.command(command.__name__)(command)


def assign(context: typer.Context, id: _Id, by: _By, owner: _Owner = "", due: _Due = None) -> None:
    """Say who answers the finding and by when."""
    day = parse_day(due)
    _enter(context, lambda it, on: it.assign(id, by=by, on=on, owner=owner, due=day))


def correction(context: typer.Context, id: _Id, by: _By, text: _Text = "") -> None:
    """Enter what was done about the thing itself."""
    _enter(context, lambda it, on: it.correct(id, text, by=by, on=on))


def cause(
    context: typer.Context,
    id: _Id,
    by: _By,
    text: _Text = "",
    factor: Annotated[
        list[str] | None,
        typer.Option(metavar="F", help="A human factor (`finding factors`); repeat it."),
    ] = None,
) -> None:
    """Enter why it happened, with the human factors that played a part."""
    _enter(context, lambda it, on: it.give_cause(id, text, factor or (), by=by, on=on))


def action(
    context: typer.Context, id: _Id, by: _By, text: _Text = "", owner: _Owner = "", due: _Due = None
) -> None:
    """Enter what keeps it from happening again, who does it and by when."""
    day = parse_day(due)
    _enter(context, lambda it, on: it.act(id, text, by=by, on=on, due=day, owner=owner))


def done(context: typer.Context, id: _Id, by: _By, text: _Text = "") -> None:
    """Enter that the action was carried out, and what shows it."""
    _enter(context, lambda it, on: it.carry_out(id, text, by=by, on=on))


def check(
    context: typer.Context,
    id: _Id,
    by: _By,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="Plan the check for a day.")
    ] = None,
    effect: Annotated[
        str, typer.Option("--effect", metavar="WORDS", help="worked, or did not work.")
    ] = "",
    text: _Text = "",
    owner: _Owner = "",
) -> None:
    """Plan the check whether the action worked (--due), or enter what it showed (--effect)."""
    if bool(effect.strip()) == (due is not None):
        raise WrongUse(
            "Say when it is checked, or what the check showed.",
            hint="--due DATE plans it; --effect worked --text TEXT enters it.",
        )
    if due is not None:
        day = parse_day(due)
        _enter(context, lambda it, on: it.plan_check(id, by=by, on=on, due=day, owner=owner))
    else:
        _enter(context, lambda it, on: it.check(id, effect, text, by=by, on=on))


def regrade(
    context: typer.Context,
    id: _Id,
    by: _By,
    grade: Annotated[str, typer.Option("--grade", metavar="G", help="major, minor, opportunity.")],
    text: _Text = "",
) -> None:
    """Grade a finding anew, for a reason; the first grade stays in its history."""
    _enter(context, lambda it, on: it.regrade(id, grade, text, by=by, on=on))


def close(context: typer.Context, id: _Id, by: _By, text: _Text = "") -> None:
    """Close a finding whose action was checked and worked."""
    _enter(context, lambda it, on: it.close(id, text, by=by, on=on))


def reopen(context: typer.Context, id: _Id, by: _By, text: _Text = "") -> None:
    """Open a closed finding again, for a reason."""
    _enter(context, lambda it, on: it.reopen(id, text, by=by, on=on))


def _enter(
    context: typer.Context, act: "Callable[[FollowUpFinding, date], FindingStanding]"
) -> None:
    """Enter an act for the day of this run, and show where the finding stands then."""
    from integrations.cli.findings import shown
    from integrations.cli.findings_text import stands

    this = session(context)
    with this.reading() as services:
        one = act(services.findings.following, this.today)
        if this.json:
            shown(context, services, one, "")
        else:
            print(stands(one))
