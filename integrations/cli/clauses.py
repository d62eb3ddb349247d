"""`coverage`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.layouts import file_of
from integrations.cli.session import print_json, session


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command(short_help="Show where each clause is documented and practised.")(coverage)


class CoverageFormat(StrEnum):
    """Layouts of coverage."""

    TEXT = "text"
    XLSX = "xlsx"
    HTML = "html"
    JSON = "json"


def coverage(
    context: typer.Context,
    clause: Annotated[
        str | None, typer.Argument(help="For example 8.5; all when left out.")
    ] = None,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Process by clause, from the organisation's settings.")
    ] = False,
    format: Annotated[CoverageFormat | None, typer.Option(help="Layout; else by the file.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="File; - for the terminal."),
    ] = None,
) -> None:
    """Show where each clause is documented and practised; 8.5 includes 8.5.1 and the rest."""
    from integrations import shapes
    from integrations.cli.coverage_output import write_coverage, write_matrix

    this = session(context)
    layout = _layout(format, output, json=this.json)
    shape: shapes.Matrix | shapes.Coverage
    with this.reading() as services:
        if matrix:
            crossings = services.matrix(as_of=this.today)
            write_matrix(crossings, layout.value, output)
            shape = shapes.Matrix.of(crossings)
        else:
            named = this.json or layout is CoverageFormat.JSON
            found = services.coverage(clause, as_of=this.today, with_gaps=named)
            write_coverage(found, layout.value, output, in_full=clause is not None)
            shape = shapes.Coverage.of(found)
    if this.json and file_of(output) is not None:
        print_json(shape)


def _layout(named: CoverageFormat | None, output: Path | None, *, json: bool) -> CoverageFormat:
    """The layout named, else that of the file. Raises `WrongUse` for a file of another kind."""
    suffix = "" if output is None else output.suffix.casefold().lstrip(".")
    if named is not None or not suffix:
        return named or (CoverageFormat.JSON if json else CoverageFormat.TEXT)
    kinds = {"xlsx": CoverageFormat.XLSX, "html": CoverageFormat.HTML, "htm": CoverageFormat.HTML}
    kinds |= {"json": CoverageFormat.JSON, "txt": CoverageFormat.TEXT}
    if suffix not in kinds:
        raise WrongUse(
            f"Coverage is not written as .{suffix}.", hint="Use .xlsx, .html, .json or .txt."
        )
    return kinds[suffix]
