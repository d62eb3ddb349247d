"""A checklist as a Word document, landscape, with the head of the table on every page."""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from assistant.model.audits import Checklist
from assistant.reports.checklist_blocks import BLOCK_COLUMNS, block
from assistant.reports.checklist_markdown import LEFT_OUT_COLUMNS, left_out_cells
from assistant.visible_text import visible
from integrations.reports.undated import undated

_WIDTHS = (9, 24, 88, 62, 40, 20, 30)  # mm, of 273 between the margins
_LEFT_OUT_WIDTHS = (50, 150, 73)
_LEAD = (
    "Criteria are the standard in our own words and the organisation's own text. Evidence, result "
    "and finding are for the auditor to fill."
)


def render(checklist: Checklist) -> bytes:
    """The bytes of a .docx file; the same for the same checklist."""
    document = Document()
    _set_up(document, checklist)
    scope = ", ".join(str(number) for number in checklist.scope)
    document.add_heading(
        f"Internal audit checklist (draft): {visible(checklist.title) or scope}", 1
    )
    day = checklist.as_of.isoformat()
    document.add_paragraph(f"Edition {checklist.edition}, documents in force on {day}. {_LEAD}")
    table = _table(document, BLOCK_COLUMNS, _WIDTHS)
    for item in checklist.items:
        _fill(table.add_row(), block(item), _WIDTHS)
    if checklist.left_out:
        document.add_heading(f"Left out ({len(checklist.left_out)})", 2)
        rest = _table(document, LEFT_OUT_COLUMNS, _LEFT_OUT_WIDTHS)
        for one in checklist.left_out:
            _fill(rest.add_row(), left_out_cells(one), _LEFT_OUT_WIDTHS)
    kept = BytesIO()
    document.save(kept)
    return undated(kept.getvalue())


def _set_up(document: DocumentObject, checklist: Checklist) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(14)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(8.5)
    of = checklist.as_of
    stamp = datetime(of.year, of.month, of.day)  # the day it is of, so that bytes repeat
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.author = "Clausewise"
    document.core_properties.title = f"Internal audit checklist: {visible(checklist.title)}"


def _table(document: DocumentObject, names: tuple[str, ...], widths: tuple[int, ...]) -> Table:
    table = document.add_table(rows=1, cols=len(names))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], names, widths, head=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def _fill(
    row: _Row, texts: tuple[str, ...], widths: tuple[int, ...], *, head: bool = False
) -> None:
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        _write(cell, visible(text), head=head)


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
