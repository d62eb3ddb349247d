"""`demo` and `eval`, plugged into the command line (docs/adr/0020). Light at import."""

from enum import StrEnum
from pathlib import Path
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


class Split(StrEnum):
    """Which questions."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


SuiteName = Annotated[
    str,
    typer.Argument(
        metavar="SUITE", help="`sample`, or a folder with documents/ and questions.yaml."
    ),
]


def run(
    context: typer.Context,
    suite: SuiteName = "sample",
    split: Annotated[
        Split, typer.Option(help="Questions to look at, questions to count, or all.")
    ] = Split.ALL,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the run here, to compare.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Make these figures the baseline to hold.")
    ] = False,
) -> None:
    """Run a suite and print its figures; exit 1 when one dropped or a gate is missed."""
    from evals import command

    settings = session(context).settings()
    wanted = command.prepared(suite, today=session(context).today)
    made = command.produce(wanted, settings)
    outcome = command.judged(made, wanted, split.value)
    if keep is not None:
        command.keep(keep, outcome, settings)
    if accept:
        say(f"Accepted, whatever it says below, as the baseline: {command.accept(made, wanted)}")
    _show(outcome, as_json=session(context).json)
    if outcome.failed and not accept:
        raise typer.Exit(1)


def compare(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="A kept run.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another kept run.")],
) -> None:
    """Print what the second of two kept runs does better or worse than the first."""
    import json

    from evals import command, reporting
    from integrations.cli.screen import console, table

    found = command.compare(first, second)
    if session(context).json:
        print(json.dumps(found.as_json(), indent=2))
        return
    rows = reporting.difference_rows(found.first, found.second, found.differences)
    columns = reporting.DIFFERENCE_COLUMNS
    console().print(table(columns, rows, whole=columns))


def _show(outcome: "command.Outcome", *, as_json: bool) -> None:
    import json

    from evals import reporting
    from integrations.cli.screen import console, table

    if as_json:
        print(json.dumps(outcome.as_json(), indent=2))
        return
    screen = console()
    columns = reporting.METRIC_COLUMNS
    screen.print(table(columns, reporting.metric_rows(outcome.judged), whole=columns))
    print("", *reporting.conclusion(outcome.judged), "", sep="\n")
    kinds = reporting.kind_columns(outcome.kinds)
    screen.print(table(kinds, reporting.kind_rows(outcome.kinds), whole=kinds))
    print()
    _show_misses(outcome)


_WORST = 10  # how many misses the terminal shows


def _show_misses(outcome: "command.Outcome") -> None:
    from integrations.cli.screen import plain

    wrong = outcome.misses
    for one in wrong[:_WORST]:
        print(f"{one.name} {one.harm}: {plain(one.asked)}")
        print(f"  wanted: {plain(one.wanted)}\n  came:   {plain(one.came)}")
    if len(wrong) > _WORST:
        print(f"… and {len(wrong) - _WORST} more; --keep FOLDER writes them all.")
    if outcome.unshown:
        print(f"{outcome.unshown} questions of the test split went wrong; they are only counted.")
