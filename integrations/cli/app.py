"""The command tree. Commands import what they need when they run, so that help is instant."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from integrations.cli import (
    audit_runs,
    audits,
    clauses,
    documents,
    findings,
    following,
    gaps,
    learning,
    mappings,
    mcp,
    organisation,
    packs,
    people,
    programme,
    questions,
    records,
    running,
    slack,
    standards,
)
from integrations.cli.session import Session, parse_day

Register = Callable[[typer.Typer], None]

app = typer.Typer(
    name="clausewise",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="--data, --as-of, --edition, --as and --json may stand before or after the command.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from integrations.version import program_version

        print(f"clausewise {program_version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def clausewise(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Data directory (.clausewise).")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that counts as today.")
    ] = None,
    edition: Annotated[
        str | None, typer.Option(metavar="ID", help="The standard edition (as9120b).")
    ] = None,
    see_as: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="See what this person sees; without: all."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Say the version."),
    ] = False,
) -> None:
    """Cited answers about your quality system, from your own documents.

    Begin with `clausewise demo`, or with `clausewise ingest FOLDER` and
    `clausewise ask "where do we cover 8.5?"`.
    """
    context.obj = Session(
        data=data, as_of=parse_day(as_of), edition=edition, json=json, see_as=see_as
    )
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit


def _register() -> None:
    plug_in = _evaluation()
    if plug_in is not None:
        plug_in(app)
    documents.register(app)
    questions.register(app)
    clauses.register(app)
    standards.register(app)
    mappings.register(app)
    organisation.register(app)
    records.register(app)
    packs.register(app)
    people.register(app)
    gaps.register(app)
    audits.register(app)
    programme.register(app)
    audit_runs.register(app)
    findings.register(app)
    learning.register(app)
    following.register(app)
    running.register(app)
    slack.register(app)
    mcp.register(app)


def _evaluation() -> Register | None:
    """`demo` and `eval` live in the outermost package, which this one may not import by name."""
    try:
        found = importlib.import_module("evals.cli")
    except ModuleNotFoundError as error:
        if error.name in ("evals", "evals.cli"):
            return None
        raise
    register: Register = found.register
    return register


_register()
