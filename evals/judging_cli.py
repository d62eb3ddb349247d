"""`clausewise eval label` and `eval judge`. Light at import."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.session import say, session

if TYPE_CHECKING:
    from evals.judging import Report
    from evals.running import Run

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `eval`."""
    app.command("label")(label)
    app.command("judge")(judge)


def label(
    run: RunFolder,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The CSV file to write.")
    ] = Path("labels.csv"),
) -> None:
    """Write the answers of a run as a sheet, for people to say right or wrong."""
    from evals.labels import write_sheet

    rows = write_sheet(output, _recorded(run).asked)
    say(f"{output}: {rows} answers. Fill in `label` (right or wrong) and `by`, then:")
    say(f"clausewise eval judge {run} --labels {output}")


def judge(
    context: typer.Context,
    run: RunFolder,
    labels: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The sheet that people filled in.")
    ] = None,
    first: Annotated[
        int | None, typer.Option("--first", min=1, metavar="N", help="Judge only the first N.")
    ] = None,
) -> None:
    """Let the model of CLAUSEWISE_MODEL say right or wrong; shows how far people agree."""
    import json
    from dataclasses import asdict

    from assistant.errors import WrongUse
    from evals.judging import judge_name, judge_run, report
    from evals.labels import answered, read_sheet
    from integrations.bootstrap import build_services
    from prompts.library import load

    given = {} if labels is None else read_sheet(labels)
    asked = answered(_recorded(run).asked)
    # Those that people labelled come first: without them nothing is known of the judge.
    asked = sorted(asked, key=lambda one: one.case.id not in given)[:first]
    with build_services(session(context).settings()) as services:
        model = services.adapters.language_model
        if model is None:
            raise WrongUse("No model is set.", hint="Set CLAUSEWISE_MODEL; docs/evaluation.md.")
        prompt = load("judge_answer")
        verdicts = judge_run(run, asked, model, prompt, told=lambda case: say(f"judging {case}"))
        found = report(judge_name(model, prompt), verdicts, given)
    if session(context).json:
        print(json.dumps(asdict(found), indent=2))
        return
    print("\n".join(sentences(found)))


def sentences(found: "Report") -> list[str]:
    """What the report says, for people."""
    people = found.with_people
    said = [
        f"Judge: {found.judge}",
        f"{found.right} right, {found.wrong} wrong, {found.unclear} without a clear word.",
    ]
    if people.kappa is None:
        said.append("Its agreement with people is not known: no comparable labels of both sorts.")
    else:
        one = people.kappa
        said.append(
            f"With people: Cohen's kappa {one.value:.2f} ({one.low:.2f} to {one.high:.2f}), "
            f"the same word on {people.share:.0%} of {people.n} answers; people alone said right "
            f"of {people.only_first}, the judge alone of {people.only_second}."
        )
    if found.stale:
        shown = ", ".join(found.stale[:5]) + (" …" if len(found.stale) > 5 else "")
        said.append(f"{len(found.stale)} labels are of another answer or not judged: {shown}.")
    return [*said, _caution(found)]


def _caution(found: "Report") -> str:
    from evals.metrics.kappa import FEWEST

    if found.with_people.n < FEWEST:
        return f"Fewer than {FEWEST} labels: read nothing into it. A judge is never a gate."
    return "A judge is never a gate: figures and exit codes rest on the gold alone."


def _recorded(folder: Path) -> "Run":
    from evals import command
    from evals.journal import read_run

    return read_run(command.prepared_again(folder).suite, folder)[0]
