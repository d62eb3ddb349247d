"""Logs as workbooks: title rows above the header, merged cells, several sheets, typed cells."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from io import BytesIO

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from evals.sample.archives import settled
from evals.sample.source import Log, Sheet

_SHADE = PatternFill("solid", fgColor="DDDDDD")


def render_xlsx(log: Log) -> bytes:
    """The bytes of the workbook."""
    book = openpyxl.Workbook()
    first = book.active
    for number, sheet in enumerate(log.sheets):
        page = first if number == 0 and first is not None else book.create_sheet()
        assert isinstance(page, Worksheet)
        page.title = sheet.name
        _fill(page, sheet)
    target = BytesIO()
    book.save(target)
    return settled(target.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.columns)
    for row, title in enumerate(sheet.titles, start=1):
        page.cell(row, 1, title).font = Font(bold=True, size=14 if row == 1 else 10)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    for column, name in enumerate(sheet.columns, start=1):
        cell = page.cell(sheet.first_row - 1, column, name)
        cell.font, cell.fill = Font(bold=True), _SHADE
    for number, cells in enumerate(sheet.rows, start=sheet.first_row):
        _fill_row(page, sheet, number, cells)
    for number, note in enumerate(sheet.notes, start=sheet.first_row + len(sheet.rows) + 1):
        page.cell(number, 1, note)
    _merge_repeats(page, sheet)


def _fill_row(page: Worksheet, sheet: Sheet, number: int, row: tuple[str, ...]) -> None:
    for column, (name, text) in enumerate(zip(sheet.columns, row, strict=True), start=1):
        cell = page.cell(number, column)
        assert isinstance(cell, Cell)
        _set(cell, text, is_date=name in sheet.dates, is_number=name in sheet.numbers)


def _set(cell: Cell, text: str, *, is_date: bool, is_number: bool) -> None:
    cell.value = text or None
    with suppress(ValueError):  # real logs have "n/a" or "tbc" among their dates
        if is_date:
            cell.value = date.fromisoformat(text)
            cell.number_format = "dd/mm/yyyy"
        elif is_number:
            cell.value = float(text) if "." in text else int(text)


def _merge_repeats(page: Worksheet, sheet: Sheet) -> None:
    """Cells of one value below each other become one merged cell in the columns of `merge`."""
    for name in sheet.merge:
        column = sheet.columns.index(name)
        values = [row[column] for row in sheet.rows]
        start = 0
        for end in range(1, len(values) + 1):
            if end < len(values) and values[end] == values[start]:
                continue
            if end - start > 1:
                page.merge_cells(
                    start_row=sheet.first_row + start,
                    end_row=sheet.first_row + end - 1,
                    start_column=column + 1,
                    end_column=column + 1,
                )
            start = end
