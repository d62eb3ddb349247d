"""What every Word document of ours is made of: a page, headings and tables."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from assistant.visible_text import visible
from integrations.reports.settled import settled

SIDEWAYS, UPRIGHT = 273, 180
"""Millimetres between the margins of a page, lying and standing."""


def set_up(document: Document, *, title: str, day: date, upright: bool = False) -> None:
    """A4, our typeface, and the day it is of instead of the clock's."""
    section = document.sections[0]
    if upright:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(15)
    else:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(14)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(9.5 if upright else 8.5)
    stamp = datetime(day.year, day.month, day.day)
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.author = "Clausewise"
    document.core_properties.title = visible(title)


def add_heading(document: Document, text: str, level: int) -> None:
    """A heading of that level, or bold where an organisation's own template has no such style."""
    style = f"Heading {level}"
    if style in document.styles:
        document.add_heading(visible(text), level)
    else:
        document.add_paragraph().add_run(visible(text)).bold = True


def add_table(document: Document, names: Sequence[str], widths: Sequence[float]) -> Table:
    """A table with its head on every page; widths in millimetres."""
    table = document.add_table(rows=1, cols=len(names))
    if "Table Grid" in document.styles:  # an organisation's own template may lack it
        table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    fill(table.rows[0], names, widths, head=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def fill(row: _Row, texts: Sequence[str], widths: Sequence[float], *, head: bool = False) -> None:
    """Write the texts into a row that stays whole at the end of a page, unless it is very high."""
    if max(map(_lines, texts, widths), default=0) <= _WHOLE:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        _write(cell, visible(text), head=head)


_WHOLE = 30  # lines; a higher row kept whole would leave most of a page empty
_SIGNS = 0.62  # to a millimetre, at this size


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of so many millimetres."""
    return sum(1 + int(len(line) / (width * _SIGNS)) for line in text.split("\n"))


def saved(document: Document, day: date | None = None) -> bytes:
    """The bytes of the .docx; the same for the same document."""
    kept = BytesIO()
    document.save(kept)
    return settled(kept.getvalue(), day)


def _write(cell: _Cell, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    for number, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        run.font.size = Pt(8)
        if head:
            run.bold = True
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    if head:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "1F3864")
        cell._tc.get_or_add_tcPr().append(shade)
