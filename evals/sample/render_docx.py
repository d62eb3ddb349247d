"""Documents as Word files: real heading styles, a header block, tables, page header and footer."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as Word
from docx.shared import Pt, RGBColor

from evals.sample.archives import settled
from evals.sample.blocks import Block, Heading, Items, Paragraph, Table
from evals.sample.source import Document


def render_docx(document: Document) -> bytes:
    """The bytes of the Word file."""
    word = docx.Document()
    word.styles["Normal"].font.size = Pt(10)
    _page_furniture(word, document)
    word.add_heading(document.options.get("shown_title", document.title), 0)
    if document.header:
        _header_block(word, document)
    for block in document.blocks:
        _add(word, block)
    if hidden := document.options.get("white_text"):
        _white(word, hidden)
    target = BytesIO()
    word.save(target)
    return settled(target.getvalue())


def _page_furniture(word: Word, document: Document) -> None:
    section = word.sections[0]
    section.header.paragraphs[0].text = document.options.get("page_header", "Meridian Aero Supply")
    section.footer.paragraphs[0].text = document.options.get(
        "page_footer", "Uncontrolled when printed"
    )


def _header_block(word: Word, document: Document) -> None:
    if document.options.get("header_style") == "lines":
        for key, value in document.header:
            word.add_paragraph(f"{key}: {value}")
        return
    if document.options.get("header_style") == "wide":
        _grid(word, tuple(k for k, _ in document.header), (tuple(v for _, v in document.header),))
        return
    table = word.add_table(rows=0, cols=2, style="Table Grid")
    for key, value in document.header:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = key, value


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(level, text):
            word.add_heading(text, level)
        case Paragraph(text):
            word.add_paragraph(text)
        case Items(items, ordered):
            for number, item in enumerate(items, start=1):
                if ordered:
                    word.add_paragraph(f"{number}. {item}")
                else:
                    word.add_paragraph(item, style="List Bullet")
        case Table(header, rows):
            _grid(word, header, rows)


def _grid(word: Word, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    table = word.add_table(rows=0, cols=len(header), style="Table Grid")
    for row in (header, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    word.add_paragraph("")


def _white(word: Word, text: str) -> None:
    run = word.add_paragraph().add_run(text)
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    run.font.size = Pt(2)
