"""Forms and certificates as real Word files."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document


def paper(
    title: str,
    labels: Sequence[tuple[str, str]] = (),
    lines: Sequence[Sequence[str]] = (),
    *,
    below: Sequence[str] = (),
) -> bytes:
    """A Word file: title, labels in two columns, a table (first row its names), paragraphs."""
    made = Document()
    made.add_heading(title, 0)
    if labels:
        _table(made, labels)
        made.add_paragraph("")
    if lines:
        _table(made, lines)
    for text in below:
        made.add_paragraph(text)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _table(made: object, rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(len(rows), len(rows[0]))  # type: ignore[attr-defined]
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
