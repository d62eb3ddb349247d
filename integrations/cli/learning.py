"""`learn` and `rehearse`: onboarding and rehearsal from the organisation's own procedures."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import NothingThere, WrongUse
from integrations.cli.session import Session, print_json, say, session

if TYPE_CHECKING:
    from assistant.model.learning import AnswerScore, LearningPath, Rehearsal
    from integrations.bootstrap.learning import LearningServices

_Seed = Annotated[int, typer.Option(metavar="N", help="The same seed asks the same.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="A way through your procedures by role, with checks.")(learn)
    app.command(short_help="Be asked what an auditor would ask your role.")(rehearse)


def learn(
    context: typer.Context,
    role: Annotated[str | None, typer.Option(help="A role as your procedures name it.")] = None,
    process: Annotated[str | None, typer.Option(help="Only what serves this process.")] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Be asked the checks, by name.")
    ] = None,
    roles: Annotated[bool, typer.Option("--roles", help="List the roles found.")] = False,
    progress: Annotated[bool, typer.Option("--progress", help="List how far people are.")] = False,
    seed: _Seed = 1,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="A hand-out: .md, .docx, .pdf …"),
    ] = None,
) -> None:
    """A way through your procedures: which documents, why, the sentences to know, short checks.

    With --by NAME the checks not yet answered rightly are asked and the answers kept.
    """
    this = session(context)
    with this.reading() as services:
        learning = services.learning
        if progress:
            _show_progress(this, learning, by)
        elif roles:
            _show_roles(this, learning)
        else:
            path = learning.procedures.path(role, process, as_of=this.today, seed=seed)
            _show_path(this, learning, path, by, output)


def rehearse(
    context: typer.Context,
    role: Annotated[str, typer.Option(help="A role as your procedures name it.")],
    questions: Annotated[int, typer.Option(metavar="N", help="How many.")] = 8,
    seed: _Seed = 1,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answers: one a line, or JSON, instead of typing."),
    ] = None,
) -> None:
    """Be asked what an auditor would ask; each answer is held against the cited sentence.

    Some questions are about what no procedure lays down: then that is the answer.
    """
    from integrations import shapes
    from integrations.cli import learning_text

    this = session(context)
    with this.reading() as services:
        learning = services.learning
        asked = learning.procedures.rehearsal(
            role, as_of=this.today, seed=seed, questions=questions
        )
        if answers is None and this.json:
            print_json(shapes.Rehearsal.of(asked))
            return
        given = None if answers is None else read_answers(answers, len(asked.questions))
        scores = _round(learning, asked, given, quiet=this.json)
    if this.json:
        print_json(shapes.RehearsalScores.of(asked, scores))
    else:
        learning_text.show_summary(scores)


def read_answers(file: Path, count: int) -> list[str]:
    """Answers from a file: a JSON list, an object of question numbers, or a line for each.

    Raises `NothingThere` for a file that cannot be read, `WrongUse` for more answers than asked.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NothingThere(f"{str(file)!r} cannot be read.", hint="Check the path.") from error
    found = _of_json(text, count) if text.lstrip()[:1] in ("[", "{") else text.splitlines()
    if len(found) > count:
        from integrations.places import counted

        raise WrongUse(
            f"{str(file)!r} holds {len(found)} answers to {counted(count, 'question')}.",
            hint="Give one line for each question; an empty line for none.",
        )
    return [*found, *[""] * (count - len(found))]


def _of_json(text: str, count: int) -> list[str]:
    hint = 'Write ["first answer", …] or {"1": "first answer", …}.'
    try:
        held = json.loads(text)
    except ValueError as error:
        raise WrongUse(f"The answers are no JSON: {error}.", hint=hint) from error
    if isinstance(held, dict):
        known = {str(no) for no in range(1, count + 1)}
        if strange := sorted(set(map(str, held)) - known):
            raise WrongUse(f"There is no question {strange[0]}.", hint=hint)
        held = [held.get(str(no), "") for no in range(1, count + 1)]
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        raise WrongUse("The answers are no list of texts.", hint=hint)
    return held


def _show_roles(this: Session, learning: "LearningServices") -> None:
    from integrations import shapes
    from integrations.cli import learning_text

    found = learning.procedures.roles(as_of=this.today)
    if this.json:
        print_json(shapes.Roles.of(found, this.today))
    else:
        learning_text.show_roles(found)


def _show_progress(this: Session, learning: "LearningServices", by: str | None) -> None:
    from integrations import shapes
    from integrations.cli import learning_text

    found = learning.progress.everybody(by)
    if this.json:
        print_json(shapes.ProgressList.of(found))
    else:
        learning_text.show_progress(found)


def _show_path(
    this: Session,
    learning: "LearningServices",
    path: "LearningPath",
    by: str | None,
    output: Path | None,
) -> None:
    from assistant.reports.learning_tables import report_of
    from integrations import shapes
    from integrations.cli import learning_text
    from integrations.reports import checklists, handouts

    shape = shapes.LearningPath.of(path)
    if output is not None:
        content = handouts.render(report_of(path), shape, handouts.layout_of(output))
        checklists.write(content, output)
        say(f"written to {output}")
    if this.json:
        print_json(shape)
    elif by is not None:
        _ask_checks(learning, path, by)
    elif output is None:
        learning_text.show_path(path)
        say(f"{len(path.checks)} checks: add --by NAME to be asked them, or -o FILE for paper.")


def _ask_checks(learning: "LearningServices", path: "LearningPath", by: str) -> None:
    """Ask what is left, document by document; Ctrl-D ends it and nothing is lost."""
    from integrations.cli import learning_text

    left = learning.progress.left(by, path)
    wanted = {one.id for one in left}
    say(f"{len(path.checks) - len(left)} of {len(path.checks)} checks are done. Ctrl-D ends.")
    no = 0
    with suppress(EOFError, KeyboardInterrupt):
        for place, stop in enumerate(path.stops, start=1):
            open_here = [one for one in stop.checks if one.id in wanted]
            if not open_here:
                continue
            learning_text.show_stop(place, stop, role=path.role is not None)
            for check in open_here:
                no += 1
                learning_text.show_check(no, len(left), check)
                tried = learning.progress.answer(by, path, check, _typed())
                learning_text.show_solution(check, right=tried.right)
    done = len(path.checks) - len(learning.progress.left(by, path))
    say(f"{done} of {len(path.checks)} checks are done. The same command goes on from here.")


def _typed() -> str:
    """The next line. From a pipe it is shown, so that what comes out can be read by itself."""
    from integrations.cli.screen import console, plain

    if sys.stdin.isatty():
        return input("> ")
    line = input()
    console().print(f"> {plain(line)[:500]}")
    return line


def _round(
    learning: "LearningServices", asked: "Rehearsal", given: list[str] | None, *, quiet: bool
) -> "list[AnswerScore]":
    """Every answer scored; typed answers one by one until the input ends."""
    from integrations.cli import learning_text

    scores: list[AnswerScore] = []
    with suppress(EOFError, KeyboardInterrupt):
        for one in asked.questions:
            if not quiet:
                learning_text.show_question(one, len(asked.questions))
            said = _typed() if given is None else given[one.no - 1]
            scores.append(learning.procedures.score(asked, one.no, said))
            if not quiet:
                learning_text.show_score(scores[-1])
    return scores
