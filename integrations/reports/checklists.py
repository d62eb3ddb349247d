"""A checklist in the layout that was asked for, written where it was asked for."""

import sys
from pathlib import Path

from assistant.errors import StoreUnavailable, WrongUse
from assistant.model.audits import Checklist

LAYOUTS = "md, xlsx, docx, pdf, csv or json"


def render(checklist: Checklist, layout: str) -> bytes:
    """The checklist as one of `LAYOUTS`; text is UTF-8."""
    match layout:
        case "md":
            from assistant.reports import checklist_markdown

            return checklist_markdown.render(checklist).encode()
        case "json":
            from integrations import shapes

            return (shapes.Checklist.of(checklist).as_json() + "\n").encode()
        case "xlsx":
            from integrations.reports import checklist_xlsx

            return checklist_xlsx.render(checklist)
        case "csv":
            from assistant.reports import checklist_csv

            return checklist_csv.render(checklist).encode("utf-8-sig")
        case "docx":
            from integrations.reports import checklist_docx

            return checklist_docx.render(checklist)
        case "pdf":
            from integrations.reports import checklist_pdf

            return checklist_pdf.render(checklist)
    raise WrongUse(f"{layout!r} is no layout of a checklist.", hint=f"Use {LAYOUTS}.")


def write(content: bytes, output: Path | None) -> None:
    """Write to the file, or to standard output for None and `-`.

    Raises `WrongUse` for a spreadsheet on a terminal, `StoreUnavailable` for a bad path.
    """
    if output is None or str(output) == "-":
        if content[:2] in (b"PK", b"%P") and sys.stdout.isatty():
            raise WrongUse("This is no text to show here.", hint="Give a file with -o FILE.")
        _to_standard_output(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise StoreUnavailable(
            f"{str(output)!r} cannot be written: {error.strerror}.",
            hint="Check that the folder exists and that the file is not open elsewhere.",
        ) from error


def _to_standard_output(content: bytes) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(content.decode())
    else:
        sys.stdout.flush()
        buffer.write(content)
        buffer.flush()
