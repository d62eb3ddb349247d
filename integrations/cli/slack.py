"""`slack` and what belongs to it: the bot, its manifest, what it gave up."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from assistant.errors import NothingThere
from integrations.cli.session import say, session

_group = typer.Typer(
    help="Answer in Slack (Socket Mode) until Ctrl-C.", invoke_without_command=True
)


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.add_typer(_group, name="slack")


@_group.callback()
def slack(context: typer.Context) -> None:
    """Answer in Slack (Socket Mode) until Ctrl-C; in HTTP mode `serve` does it."""
    if context.invoked_subcommand is not None:
        return
    from integrations.slack.serving import serve as run

    this = session(context)
    run(this.settings(), as_of=this.as_of, announce=say)


@_group.command()
def manifest(
    context: typer.Context,
    url: Annotated[
        str,
        typer.Option(metavar="https://…", help="Public address, for HTTP; else Socket Mode."),
    ] = "",
) -> None:
    """Print the manifest to make the Slack app from."""
    import json

    from integrations.slack.manifest import manifest as made

    print(json.dumps(made(url=url), indent=2))


@_group.command()
def parked(context: typer.Context) -> None:
    """List what could not be answered, with the reason."""
    from integrations.cli.screen import console, table
    from integrations.database.jobs import SqlJobs

    this = session(context)
    with this.reading() as services:
        found = SqlJobs(services.adapters.database).parked()
    rows = [
        (
            str(one.key),
            datetime.fromtimestamp(one.taken_at, UTC).isoformat(timespec="seconds"),
            str(one.attempts),
            one.reason,
        )
        for one in found
    ]
    if rows:
        console().print(table(("No.", "Came in", "Attempts", "Reason"), rows, wide="Reason"))
    else:
        say("Nothing is parked.")


@_group.command()
def release(context: typer.Context, number: Annotated[int, typer.Argument(metavar="NO.")]) -> None:
    """Have something parked tried again, after its reason was seen to."""
    from integrations.database.jobs import SqlJobs

    this = session(context)
    with this.reading() as services:
        released = SqlJobs(services.adapters.database).release(number)
    if not released:
        raise NothingThere(
            f"Nothing is parked under {number}.", hint="`clausewise slack parked` lists it."
        )
    say("The bot takes it up again.")
