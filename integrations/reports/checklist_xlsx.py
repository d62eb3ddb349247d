"""A checklist as a spreadsheet that can be filled on a screen and printed on paper."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.model.audits import Checklist
from assistant.reports.checklist_markdown import (
    COLUMNS,
    LEFT_OUT_COLUMNS,
    cells,
    left_out_cells,
    length_of,
)
from integrations.reports.cells import put_text
from integrations.reports.settled import settled

_WIDTHS = (5, 5, 8, 12, 40, 42, 26, 14, 20, 24, 20, 28, 12, 24)  # characters, by column
_FIRST_ROW = 4  # title, scope, header, then the items
_FOR_THE_AUDITOR = 3  # columns, from the right
_LINE = Side(style="thin", color="B0B0B0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_RESULTS = '"Evidence seen,Minor,Major,Opportunity,Not applicable,Not checked"'


def render(checklist: Checklist) -> bytes:
    """The bytes of an .xlsx file; the same for the same checklist."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Checklist"
    _write_head(sheet, checklist)
    for row, item in enumerate(checklist.items, start=_FIRST_ROW):
        texts = cells(item)
        for column, text in enumerate(texts, start=1):
            _write(sheet.cell(row, column), text)
        sheet.row_dimensions[row].height = _height(texts)
    _write_left_out(book, checklist)
    _set_up(sheet, last_row=max(_FIRST_ROW, _FIRST_ROW + len(checklist.items) - 1))
    content = BytesIO()
    book.save(content)
    return settled(content.getvalue(), checklist.as_of)


def _write_head(sheet: Worksheet, checklist: Checklist) -> None:
    scope = ", ".join(str(number) for number in checklist.scope)
    put_text(sheet["A1"], f"Internal audit checklist (draft): {checklist.title or scope}")
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment()
    sheet["A2"] = (
        f"Edition {checklist.edition}, clauses {scope}, documents in force on "
        f"{checklist.as_of.isoformat()}. {length_of(checklist)} "
        "Criteria are in our own words and the organisation's."
    )
    for column, name in enumerate(COLUMNS, start=1):
        cell = sheet.cell(_FIRST_ROW - 1, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        mine = column > len(COLUMNS) - _FOR_THE_AUDITOR
        cell.fill = PatternFill("solid", fgColor="8A6D1D" if mine else "1F3864")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = _GRID


def _write_left_out(book: Workbook, checklist: Checklist) -> None:
    """A second sheet with the sentences that are no question, and why."""
    if not checklist.left_out:
        return
    sheet = book.create_sheet("Left out")
    for column, (name, width) in enumerate(
        zip(LEFT_OUT_COLUMNS, (28, 90, 44), strict=True), start=1
    ):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column, name).font = Font(bold=True)
    for row, one in enumerate(checklist.left_out, start=2):
        for column, text in enumerate(left_out_cells(one), start=1):
            put_text(sheet.cell(row, column), text)
    sheet.freeze_panes = "A2"


def _write(cell: Cell | MergedCell, text: str) -> None:
    put_text(cell, text)
    if cell.column == 1:
        assert isinstance(cell, Cell)  # nothing is merged here
        cell.number_format, cell.value = "General", int(text)
    cell.border = _GRID


def _height(texts: tuple[str, ...]) -> float:
    """Points: the tallest cell, 15 a line, wrapped at the column's width; Excel's limit is 409."""
    lines = max(
        sum(1 + len(line) // max(width - 1, 1) for line in text.splitlines()) or 1
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return min(409.0, 15.0 * max(lines, 3))


def _set_up(sheet: Worksheet, *, last_row: int) -> None:
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = f"D{_FIRST_ROW}"
    sheet.auto_filter.ref = f"A{_FIRST_ROW - 1}:{last}{last_row}"
    result = get_column_letter(COLUMNS.index("Result") + 1)
    choices = DataValidation(type="list", formula1=_RESULTS, allow_blank=True)
    choices.add(f"{result}{_FIRST_ROW}:{result}{last_row}")
    sheet.add_data_validation(choices)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "8"  # A3: fourteen columns are not read on A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_FIRST_ROW - 1}:{_FIRST_ROW - 1}"
    foot = sheet.oddFooter
    assert foot is not None and foot.left is not None and foot.right is not None  # made with it
    foot.left.text, foot.right.text = "Internal audit checklist (draft)", "Page &P of &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
