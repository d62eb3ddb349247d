"""`serve` and `doctor`."""

from typing import Annotated

import typer

from integrations.cli.session import print_json, say, session


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command()(serve)
    app.command()(doctor)


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(metavar="H", help="Address; without accounts this machine alone.")
    ] = ("127.0.0.1"),
    port: Annotated[
        int, typer.Option(metavar="P", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8000,
) -> None:
    """Serve the web API until Ctrl-C."""
    from integrations.web.serving import serve as run

    this = session(context)
    run(this.settings(), host=host, port=port, as_of=this.as_of, announce=say)


def doctor(context: typer.Context) -> None:
    """Check the installation and print the fix for each failure."""
    from integrations.cli.screen import console, table
    from integrations.doctor import examine

    this = session(context)
    report = examine(this.settings())
    if this.json:
        print_json(report)
    else:
        screen = console()
        rows = [(one.state, one.check, one.found) for one in report.checks]
        screen.print(table(("", "Check", "Found"), rows, wide="Found"))
        for one in report.checks:
            if one.fix:
                screen.print(f"fix ({one.check}): {one.fix}")
    if not report.well:
        raise typer.Exit(1)
