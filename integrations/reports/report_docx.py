"""A report as a Word document, upright, the head of each table on every page."""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row

from assistant.reports.report import Report, Table
from assistant.visible_text import visible
from integrations.reports.undated import undated

_WIDTH = 180.0  # mm between the margins
_LEAST_SHARE = 0.06
_STAMP = datetime(2000, 1, 1)  # so that the bytes of one report are always the same


def render(report: Report) -> bytes:
    """The bytes of a .docx file; the same for the same report."""
    document = Document()
    _set_up(document, report)
    document.add_heading(visible(report.title), 1)
    for line in report.lead:
        document.add_paragraph(visible(line))
    for one in report.tables:
        document.add_heading(visible(one.title), 2)
        if one.lead:
            document.add_paragraph(visible(one.lead))
        _add(document, one)
    kept = BytesIO()
    document.save(kept)
    return undated(kept.getvalue())


def _set_up(document: DocumentObject, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(9.5)
    document.core_properties.created = document.core_properties.modified = _STAMP
    document.core_properties.author = "Clausewise"
    document.core_properties.title = visible(report.title)


def _add(document: DocumentObject, one: Table) -> None:
    whole = sum(column.width for column in one.columns)
    shares = [max(_LEAST_SHARE, column.width / whole) for column in one.columns]
    widths = [share / sum(shares) * _WIDTH for share in shares]
    made = document.add_table(rows=1, cols=len(one.columns))
    made.style = "Table Grid"
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    _fill(made.rows[0], tuple(column.name for column in one.columns), widths, head=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in one.rows:
        _fill(made.add_row(), row, widths)


def _fill(row: _Row, texts: tuple[str, ...], widths: list[float], *, head: bool = False) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
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
        run.font.size = Pt(8.5)
        if head:
            run.bold = True
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    if head:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "1F3864")
        cell._tc.get_or_add_tcPr().append(shade)
