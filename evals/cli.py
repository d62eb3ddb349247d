"""`demo` and `eval`, plugged into the command line (docs/adr/0020). Light at import."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals import judging_cli
from integrations.cli.session import say, session

if TYPE_CHECKING:
    from evals import command
    from evals.suites import Prepared

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
    suites.command("generate")(generate)
    suites.command("score")(score)
    suites.command("compare")(compare)
    suites.command("gaps")(gaps)
    suites.command("checklists")(checklists)
    suites.command("validation-file")(validation_file)
    suites.command("cases-from-feedback")(cases_from_feedback)
    judging_cli.register(suites)
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
        metavar="SUITE", help="`sample`, `redteam`, or a folder with documents/ and questions.yaml."
    ),
]


SplitChoice = Annotated[
    Split, typer.Option("--split", help="Questions to look at, questions to count, or all.")
]
Accept = Annotated[bool, typer.Option("--accept", help="Make these figures the baseline to hold.")]
RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")]


def run(
    context: typer.Context,
    suite: SuiteName = "sample",
    split: SplitChoice = Split.ALL,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the run here, to read or compare.")
    ] = None,
    accept: Accept = False,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="redteam: a hostile model, `all` or `none`.")
    ] = "all",
    database: Annotated[
        str, typer.Option(metavar="URL", help="Make the run in this empty database.")
    ] = "",
    chroma: Annotated[
        str, typer.Option(metavar="URL", help="Search its vectors on this Chroma server.")
    ] = "",
) -> None:
    """Generate and score in one; exit 1 when a figure dropped or a gate is missed."""
    if suite == "redteam":
        _attack(context, model=model)
        return
    from tempfile import TemporaryDirectory

    from evals import command, producing

    wanted = command.prepared(suite, today=session(context).today)
    with TemporaryDirectory(prefix="clausewise-eval-") as temporary:
        folder = keep or Path(temporary)
        servers = producing.Servers(database, chroma)
        settings = session(context).settings()
        producing.produce(wanted, settings, folder, named=suite, anew=True, servers=servers)
        _score(context, folder, wanted, split, accept=accept)


def gaps(context: typer.Context) -> None:
    """Score the gaps of the sample against the faults seeded in it; exit 1 under a gate."""
    import json

    from evals import gaps as measuring
    from integrations.cli.screen import console, table

    found = measuring.measure()
    if session(context).json:
        print(json.dumps({"recall": found.recall, "precision": found.precision}))
    else:
        columns = measuring.COLUMNS
        console().print(table(columns, measuring.rows(found), whole=columns))
        print(*measuring.lines(found), sep="\n")
    if found.failed:
        raise typer.Exit(1)


def checklists(
    context: typer.Context, split: SplitChoice = Split.ALL, accept: Accept = False
) -> None:
    """Score checklists of the sample against what an auditor must ask; exit 1 under a gate."""
    import json

    from evals import checklists as measuring
    from integrations.cli.screen import console, table

    found = measuring.measure()
    if accept:
        say(f"Accepted as the baseline: {measuring.accept(found)}")
    figures = measuring.held(found, split.value)
    if session(context).json:
        print(json.dumps({one.name: one.now.value for one in figures}))
    else:
        screen = console()
        columns, scopes = measuring.FIGURE_COLUMNS, measuring.SCOPE_COLUMNS
        screen.print(table(columns, measuring.figure_rows(figures), whole=columns))
        screen.print(table(scopes, measuring.scope_rows(found, split.value), whole=scopes))
        print(*measuring.lines(found), sep="\n")
    if any(one.fails for one in figures):
        raise typer.Exit(1)


def generate(
    context: typer.Context,
    suite: SuiteName = "sample",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="RUN", help="The folder of the run.")
    ] = Path("run"),
    anew: Annotated[
        bool, typer.Option("--anew", help="Write over the run that the folder holds.")
    ] = False,
) -> None:
    """Put every question and record the replies; goes on with a run that was stopped."""
    from evals import command, producing
    from evals.problems import read_problems

    wanted = command.prepared(suite, today=session(context).today)
    producing.produce(wanted, session(context).settings(), output, named=suite, anew=anew)
    problems = read_problems(output)
    say(f"{output}: {len(wanted.suite.cases)} questions put, {len(problems)} problems noted.")
    say(f"Score it: clausewise eval score {output}")
    if any(one.fails for one in problems):
        raise typer.Exit(1)


def score(
    context: typer.Context,
    run: RunFolder,
    split: SplitChoice = Split.ALL,
    accept: Accept = False,
) -> None:
    """Score a run by the gold of now; exit 1 when a figure dropped or a gate is missed."""
    from evals import command

    wanted = command.prepared_again(run)
    if command.gold_changed(run, wanted):
        say("The gold was changed since the run was made; it is scored by the gold of now.")
    _score(context, run, wanted, split, accept=accept)


def _score(
    context: typer.Context, folder: Path, wanted: "Prepared", split: Split, *, accept: bool
) -> None:
    from evals import command

    outcome = command.scored(folder, wanted, split.value)
    if accept:
        path = command.accept(folder, wanted)
        say(f"Accepted, whatever it says below, as the baseline: {path}")
    _show(outcome, as_json=session(context).json)
    if outcome.failed and not accept:
        raise typer.Exit(1)


def compare(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="A scored run.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another scored run.")],
) -> None:
    """Print what the second of two scored runs does better or worse than the first."""
    import json

    from evals import comparing, reporting
    from integrations.cli.screen import console, table

    found = comparing.compare(first, second)
    if session(context).json:
        print(json.dumps(found.as_json(), indent=2))
        return
    columns = reporting.DIFFERENCE_COLUMNS
    console().print(table(columns, reporting.difference_rows(found), whole=columns))
    print(reporting.DIFFERENCE_NOTE)
    if not found.same_gold:
        print("The two runs were made with different gold; only common cases are compared.")


def validation_file(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="FILE.md, .html or .docx")
    ],
    run: Annotated[
        Path | None, typer.Option(metavar="RUN", help="The run it tells of; default: a new one.")
    ] = None,
    suite: Annotated[str, typer.Option(help="The suite of a new run.")] = "sample",
) -> None:
    """Write what an auditor asks for: use, risks, configuration, pass rates, failures, sign-off."""
    from tempfile import TemporaryDirectory

    from evals import command, producing, validating

    render = validating.renderer(output)
    with TemporaryDirectory(prefix="clausewise-eval-") as temporary:
        folder = run or Path(temporary)
        if run is None:
            wanted = command.prepared(suite, today=session(context).today)
            producing.produce(wanted, session(context).settings(), folder, named=suite)
        wanted = command.prepared_again(folder)
        outcome = command.scored(folder, wanted, Split.ALL.value)
        validating.write(output, render, outcome, folder)
    say(f"{output} is written.")


def cases_from_feedback(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The YAML file to write.")
    ] = Path("questions-from-feedback.yaml"),
) -> None:
    """Write what people said was wrong with replies as cases, for a person to check."""
    from evals.from_feedback import Judged, write_cases
    from integrations.bootstrap import build_services

    with build_services(session(context).settings()) as services:
        judged = [Judged(*one) for one in services.asking.said()]
    written = write_cases(output, judged)
    say(f"{written} cases from {len(judged)} words of people: {output}")


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
    _show_reliability(outcome)
    _show_problems(outcome)
    _show_misses(outcome)


def _show_reliability(outcome: "command.Outcome") -> None:
    from evals import reliability
    from integrations.cli.screen import console, table

    line = reliability.calibration_line(outcome.run)
    if not line:
        return
    screen = console()
    print("How far confidences of clause proposals keep their promise", line, sep="\n")
    for columns, rows in (
        (reliability.BAND_COLUMNS, reliability.band_rows(outcome.run)),
        (reliability.THRESHOLD_COLUMNS, reliability.threshold_rows(outcome.run)),
    ):
        screen.print(table(columns, rows, whole=columns))
    print()


def _show_problems(outcome: "command.Outcome") -> None:
    failing = [one for one in outcome.problems if one.fails]
    for one in failing:
        print(f"{one.about}: {one.message} {one.hint}")
    rest = len(outcome.problems) - len(failing)
    if rest:
        print(f"{rest} files of the suite were not read, or not whole; the report names them.")


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


def _attack(context: typer.Context, *, model: str) -> None:
    """Put every poisoned case; exit 1 when a rule is broken."""
    import json

    from evals.redteam import command as redteam

    verdicts = redteam.produce(session(context).settings(), model=model)
    if session(context).json:
        print(json.dumps(redteam.as_json(verdicts), indent=2))
    else:
        redteam.show(verdicts)
    if any(one.violations for one in verdicts):
        raise typer.Exit(1)
