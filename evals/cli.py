"""`demo` and `eval`, plugged into the command line (docs/adr/0020). Light at import."""

from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.session import say, session

if TYPE_CHECKING:
    from evals import command

QUESTIONS = (
    "how long do we keep receiving inspection records?",
    "where do we cover clause 8.5.4?",
    "will our supplier pass its next audit?",
)
"""What the demo asks: a fact, a clause, and something nobody can know."""


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command()(demo)
    suites = typer.Typer(help="Measure the answers against gold questions.")
    suites.command("run")(run)
    suites.command("compare")(compare)
    app.add_typer(suites, name="eval")


def demo(context: typer.Context) -> None:
    """Make the sample company, ingest it, and answer three questions."""
    from evals.demo import play

    play(session(context), QUESTIONS)


SuiteName = Annotated[str, typer.Argument(metavar="SUITE", help="A suite, for example sample.")]


def run(
    context: typer.Context,
    suite: SuiteName = "sample",
    split: Annotated[str | None, typer.Option(help="Only the dev or the test questions.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Make these figures the baseline to hold.")
    ] = False,
) -> None:
    """Run a suite, print its figures, and exit 1 when one fell below the baseline's interval."""
    from evals import command
    from integrations.cli.screen import progress

    settings = session(context).settings()
    with progress("Asking") as on_case:
        outcome = command.run(suite, settings, split=split, keep=keep, on_progress=on_case)
    _show(context, outcome)


def compare(context: typer.Context, suite: SuiteName = "sample") -> None:
    """Print the figures of the last run beside the baseline's."""
    from evals import command

    _show(context, command.compare_last(suite, session(context).settings()))


def _show(context: typer.Context, outcome: "command.Outcome") -> None:
    import json

    from evals import reporting

    if session(context).json:
        print(json.dumps(outcome.as_json(), indent=2))
    else:
        print(reporting.table(outcome.compared))
    if any(one.dropped for one in outcome.compared):
        say("A figure fell below the interval of the baseline.")
        raise typer.Exit(1)
