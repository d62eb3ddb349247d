"""A hand-out in the layout that its file is named for."""

from pathlib import Path

from assistant.errors import WrongUse
from assistant.reports.report import Report
from integrations.reports import layouts
from integrations.shapes import Shape

_LAYOUTS = {".md": "md", ".docx": "docx", ".pdf": "pdf", ".html": "html", ".xlsx": "xlsx"}
_LAYOUTS |= {".json": "json", ".csv": "csv", ".markdown": "md"}


def layout_of(file: Path) -> str:
    """The layout by the ending of a file. Raises `WrongUse` for one that is not written."""
    found = _LAYOUTS.get(file.suffix.lower())
    if found is None:
        raise WrongUse(
            f"A hand-out is not written as {file.suffix or 'a file without an ending'}.",
            hint="Name the file .md, .docx, .pdf, .html, .xlsx, .csv or .json.",
        )
    return found


def render(report: Report, shape: Shape, layout: str) -> bytes:
    """The bytes of the hand-out."""
    return layouts.render(report, shape, layout)
