"""The validation file as a Word document."""

from collections.abc import Sequence
from io import BytesIO

import docx

from evals.validation import TITLE, Chapter, Table


def document(chapters: Sequence[Chapter]) -> bytes:
    """All chapters, with headings that Word lists and tables whose head is bold."""
    made = docx.Document()
    made.core_properties.title = TITLE
    made.core_properties.author = ""
    made.add_heading(TITLE, level=0)
    for chapter in chapters:
        made.add_heading(chapter.title, level=1)
        for paragraph in chapter.paragraphs:
            made.add_paragraph(_drawable(paragraph))
        if chapter.table is not None:
            _add(made, chapter.table)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _add(made: "docx.document.Document", table: Table) -> None:
    grid = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = _drawable(text)


def _drawable(text: str) -> str:
    """Without the control characters that no XML may hold."""
    return "".join(one for one in text if one in "\t\n" or ord(one) >= 32)
