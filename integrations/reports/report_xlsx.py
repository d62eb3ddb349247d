"""A report as a workbook: one sheet for each table, to be sorted, filtered and filled in."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.reports.report import Report, Table
from assistant.visible_text import visible
from integrations.reports.cells import put_text
from integrations.reports.settled import settled

_HEAD, _MINE = "1F3864", "8A6D1D"
_TONES = {
    "new": "F6D5D2",
    "changed": "FBE5C4",
    "moved": "D5E4F5",
    "dropped": "E4E6EA",
    "ask": "E6D8F2",
}
_LINE = Side(style="thin", color="B0B0B0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TALLEST = 409.0  # points, the limit of Excel
_TWO_LINES = 30.0  # points
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def render(report: Report) -> bytes:
    """The bytes of an .xlsx file; the same for the same report."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for place, table in enumerate(report.tables):
        sheet = first if place == 0 else book.create_sheet()
        sheet.title = _NOT_IN_A_NAME.sub(" ", table.title)[:31]
        _write_table(sheet, report, table)
    content = BytesIO()
    book.save(content)
    return settled(content.getvalue(), report.day)


def _write_table(sheet: Worksheet, report: Report, table: Table) -> None:
    top = [report.title, *report.lead, *([table.lead] if table.lead else [])]
    for row, text in enumerate(top, start=1):
        sheet.cell(row, 1, visible(text))
    sheet["A1"].font = Font(bold=True, size=14)
    if table.columns:
        _write_columns(sheet, table, head=len(top) + 1)


def _write_columns(sheet: Worksheet, table: Table, *, head: int) -> None:
    for column, named in enumerate(table.columns, start=1):
        cell = sheet.cell(head, column, named.name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_MINE if named.mine else _HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = _GRID
        sheet.column_dimensions[get_column_letter(column)].width = named.width
        sheet.column_dimensions[get_column_letter(column)].hidden = named.for_programs
    sheet.row_dimensions[head].height = _TWO_LINES
    for place, texts in enumerate(_rows(table)):
        _write_row(sheet, head + 1 + place, table, place, texts)
    _offer_choices(sheet, table, head)
    _set_up(sheet, table, head)


def _rows(table: Table) -> list[tuple[str, ...]]:
    """The rows, and below them the empty ones to be filled in, as text they will stay."""
    return [*table.rows, *[("",) * len(table.columns)] * table.blank]


def _offer_choices(sheet: Worksheet, table: Table, head: int) -> None:
    for column, named in enumerate(table.columns, start=1):
        if named.choices and _rows(table):
            offered = DataValidation(
                type="list", formula1=f'"{",".join(named.choices)}"', allow_blank=True
            )
            letter = get_column_letter(column)
            offered.add(f"{letter}{head + 1}:{letter}{head + len(_rows(table))}")
            sheet.add_data_validation(offered)


def _write_row(
    sheet: Worksheet, row: int, table: Table, place: int, texts: tuple[str, ...]
) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        put_text(cell, text)
        cell.border = _GRID
    tone = table.tones.get(place)
    if tone in _TONES:
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_TONES[tone])
    lines = max(
        sum(1 + len(line) // max(column.width - 1, 1) for line in text.splitlines()) or 1
        for text, column in zip(texts, table.columns, strict=True)
    )
    sheet.row_dimensions[row].height = min(_TALLEST, 15.0 * lines)


def _set_up(sheet: Worksheet, table: Table, head: int) -> None:
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last}{head + max(1, len(_rows(table)))}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    foot = sheet.oddFooter
    assert foot is not None and foot.left is not None and foot.right is not None  # made with it
    foot.left.text, foot.right.text = table.title, "Page &P of &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
