"""Which layout a report is written in: the one named, else that of the file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import WrongUse


class Layout(StrEnum):
    """Layouts of a report."""

    MD = "md"
    XLSX = "xlsx"
    HTML = "html"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


LayoutOption = Annotated[
    Layout | None, typer.Option("--format", help="Layout; else by the file's name.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="File; - for the terminal."),
]

_SUFFIXES = {".md": Layout.MD, ".markdown": Layout.MD, ".xlsx": Layout.XLSX, ".csv": Layout.CSV}
_SUFFIXES |= {".html": Layout.HTML, ".htm": Layout.HTML, ".json": Layout.JSON}
_SUFFIXES |= {".docx": Layout.DOCX, ".pdf": Layout.PDF}


def layout_of(named: Layout | None, file: Path | None) -> Layout | None:
    """The layout to write, None where text on the terminal is meant.

    Raises `WrongUse` for a file whose name says another layout, or one that is not written.
    """
    suffix = "" if file is None else file.suffix.lower()
    of_file = _SUFFIXES.get(suffix)
    if named is None and file is not None and of_file is None:
        raise WrongUse(
            f"A report is not written as {suffix or 'a file without an ending'}.",
            hint="Name the file .md, .xlsx, .docx, .pdf, .html, .csv or .json, or give --format.",
        )
    if named is not None and of_file is not None and of_file is not named:
        raise WrongUse(
            f"--format {named.value} does not go with a file named {suffix}.",
            hint=f"Leave --format out, or name the file .{named.value}.",
        )
    return named or of_file


def file_of(output: Path | None) -> Path | None:
    """The file to write; None for the terminal."""
    return None if output is None or str(output) == "-" else output
