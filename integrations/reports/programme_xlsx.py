"""A programme of audits as a workbook to edit, print and take back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import WrongUse
from assistant.model.programmes import Programme
from assistant.programme import sheets as form
from assistant.programme.checking import left_open
from assistant.programme.locked import BEFORE_MONTHS, MATRIX, MONTHS, OPEN, matrix_rows, texts
from assistant.programme.matrix import LEGEND, NOBODY, MatrixRow
from assistant.programme.sheet_cells import GivenSheet, SheetRow
from assistant.programme.sheets import SheetForm, as_sheets
from integrations.reports.cells import put_text
from integrations.reports.settled import settled

_MADE = "made from the other sheets when it was written; it is not read back"
_HEAD = 3  # row of the headings: above it a title, and what to do with the sheet
_BLANK_ROWS = 60  # formatted below what is there, so that a month stays text
_DARK, _MARKED, _OPEN_MARK = "1F3864", "D5E4F5", "F6D5D2"
_TONES = {"high": "F6D5D2", "medium": "FBE5C4"}
_LINE = Side(style="thin", color="B0B0B0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SAID = {
    form.AUDITS.name: "Edit months, auditors, clauses and notes here; add rows below. "
    "`clausewise programme import FILE --by NAME` takes it back.",
    form.PROCESSES.name: "Each process as it stood when the programme was proposed.",
    form.RISK.name: "Why a process is looked at soon or often: the points add up to its level.",
    form.CLAUSES.name: "Each applicable clause as it stood when the programme was proposed.",
    form.AUDITORS.name: "Who may audit. Dates are those of a record, where one is held.",
    form.OWN_WORK.name: "What an auditor does not audit; without clauses the whole process.",
    form.OUT_OF_SCOPE.name: "Clauses that nothing is asked about, and why.",
    form.BASIS.name: "What the programme was made from. Leave it as it is.",
}


def render(programme: Programme, *, version: int = 0) -> bytes:
    """The bytes of an .xlsx file; `version` is the saved one it is made from, 0 for none.

    The same programme gives the same sheets.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = as_sheets(programme, version=version)
    _write(book.create_sheet(form.AUDITS.name), form.AUDITS, rows[form.AUDITS.name], programme)
    _write_matrix(book.create_sheet(MATRIX), programme)
    _write_open(book.create_sheet(OPEN), programme)
    for one in form.FORMS[1:]:
        _write(book.create_sheet(one.name), one, rows[one.name], programme)
    _choices(book, programme)
    book.properties.title = f"Internal audit programme {programme.id}"
    content = BytesIO()
    book.save(content)
    return settled(content.getvalue(), programme.as_of)


def _write(
    sheet: Worksheet, of: SheetForm, rows: Sequence[tuple[str, ...]], programme: Programme
) -> None:
    _head(sheet, programme, _SAID[of.name], of.columns)
    blank = _BLANK_ROWS if of in (form.AUDITS, form.AUDITORS, form.OWN_WORK) else 0
    for at in range(len(rows) + blank):
        said = rows[at] if at < len(rows) else ("",) * len(of.columns)
        for column, text in enumerate(said, start=1):
            cell = sheet.cell(_HEAD + 1 + at, column)
            put_text(cell, text)
            if not text:
                cell.value = None
            if at < len(rows):
                cell.border = _GRID
        if at < len(rows):
            widths = [width for _, width in of.columns]
            sheet.row_dimensions[_HEAD + 1 + at].height = _height(said, widths)
    if of is form.PROCESSES:
        _tones(sheet, of.names.index("Risk") + 1, len(rows))
    _set_up(sheet, len(of.columns), len(rows), f"{programme.id}: {of.name}")


def _head(
    sheet: Worksheet, programme: Programme, said: str, columns: Sequence[tuple[str, int]]
) -> None:
    whose = f", {programme.organisation}" if programme.organisation else ""
    sheet["A1"] = f"Internal audit programme {programme.id}{whose}"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = said
    for column, (name, width) in enumerate(columns, start=1):
        cell = sheet.cell(_HEAD, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_DARK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = _GRID
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[_HEAD].height = 30.0


def _write_matrix(sheet: Worksheet, programme: Programme) -> None:
    """Processes, then clauses, by months; locked, because it is made from the first sheet."""
    months = [(str(one), 8) for one in programme.calendar]
    columns = list(zip(BEFORE_MONTHS, (44, 8, 12, 9), strict=True))
    _head(sheet, programme, f"{LEGEND}. Locked: {_MADE}.", [*columns, *months])
    rows = matrix_rows(programme)
    for at, row in enumerate(rows, start=_HEAD + 1):
        _matrix_row(sheet, at, row)
        sheet.row_dimensions[at].height = _height(texts(row)[:1], (columns[0][1],))
    _tones(sheet, 2, len(rows))
    _set_up(sheet, len(columns) + len(months), len(rows), f"{programme.id}: {MATRIX}")
    sheet.freeze_panes = f"{get_column_letter(len(BEFORE_MONTHS) + 1)}{_HEAD + 1}"
    sheet.protection.sheet = True


def _matrix_row(sheet: Worksheet, at: int, row: MatrixRow) -> None:
    for column, text in enumerate(texts(row), start=1):
        cell = sheet.cell(at, column)
        put_text(cell, text)
        cell.border = _GRID
        if column > len(BEFORE_MONTHS):
            cell.alignment = Alignment(horizontal="center", vertical="top")
            if text:
                tone = _OPEN_MARK if text == NOBODY else _MARKED
                cell.fill = PatternFill("solid", fgColor=tone)
        elif not row.title and column == 1:
            cell.font = Font(bold=True)


def _write_open(sheet: Worksheet, programme: Programme) -> None:
    columns = (("What is left open", 90), ("What would close it", 60))
    _head(sheet, programme, f"Locked: {_MADE}.", columns)
    open_ = left_open(programme)
    for at, one in enumerate(open_, start=_HEAD + 1):
        for column, text in enumerate((one.message, one.hint), start=1):
            put_text(sheet.cell(at, column), text)
        sheet.row_dimensions[at].height = _height((one.message, one.hint), (90, 60))
    if not open_:
        nothing = "Nothing: every process and every applicable clause has an audit."
        put_text(sheet.cell(_HEAD + 1, 1), nothing)
    _set_up(sheet, 2, max(1, len(open_)), f"{programme.id}: {OPEN}")
    sheet.protection.sheet = True


def _tones(sheet: Worksheet, column: int, rows: int) -> None:
    for at in range(_HEAD + 1, _HEAD + 1 + rows):
        tone = _TONES.get(str(sheet.cell(at, column).value))
        if tone:
            sheet.cell(at, column).fill = PatternFill("solid", fgColor=tone)


def _choices(book: Workbook, programme: Programme) -> None:
    """Months, processes and auditors are chosen from lists, so that they are spelt alike."""
    sheet, last = book[form.AUDITS.name], len(programme.audits) + _BLANK_ROWS + _HEAD
    listed = book.create_sheet(MONTHS)
    for at, month in enumerate(programme.calendar, start=_HEAD + 1):
        put_text(listed.cell(at, 1), str(month))
    listed.sheet_state = "hidden"
    people = len(programme.auditors) + _BLANK_ROWS
    for name, source in (
        ("Month", _range(MONTHS, "A", programme.months)),
        ("Process", _range(form.PROCESSES.name, "A", len(programme.processes))),
        ("Auditor", _range(form.AUDITORS.name, "A", people)),
    ):
        choices = DataValidation(type="list", formula1=source, allow_blank=True)
        choices.error = "Choose one of the list, or add it to the sheet the list comes from."
        choices.errorStyle = "warning"
        letter = get_column_letter(form.AUDITS.names.index(name) + 1)
        choices.add(f"{letter}{_HEAD + 1}:{letter}{last}")
        sheet.add_data_validation(choices)
    risk = DataValidation(type="list", formula1='"high,medium,low"', allow_blank=False)
    letter = get_column_letter(form.PROCESSES.names.index("Risk") + 1)
    risk.add(f"{letter}{_HEAD + 1}:{letter}{_HEAD + max(1, len(programme.processes))}")
    book[form.PROCESSES.name].add_data_validation(risk)


def _range(sheet: str, letter: str, many: int) -> str:
    return f"'{sheet}'!${letter}${_HEAD + 1}:${letter}${_HEAD + max(1, many)}"


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points: the tallest cell, 15 a line, wrapped at the column's width; Excel's limit is 409."""
    lines = max(
        sum(1 + max(len(line) - 1, 0) // max(width - 1, 1) for line in text.splitlines()) or 1
        for text, width in zip(texts, widths, strict=True)
    )
    return min(409.0, 15.0 * lines)


def _set_up(sheet: Worksheet, columns: int, rows: int, foot: str) -> None:
    last = get_column_letter(columns)
    sheet.freeze_panes = f"B{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{_HEAD + max(1, rows)}"
    sheet.print_area = f"A1:{last}{_HEAD + max(1, rows)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    footer = sheet.oddFooter
    assert footer is not None and footer.left is not None and footer.right is not None
    footer.left.text, footer.right.text = foot, "Page &P of &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.4


def given_sheets(content: bytes) -> Mapping[str, GivenSheet]:
    """The sheets of a workbook as texts, with their row numbers, not yet checked.

    Raises `WrongUse` for what is no workbook.
    """
    try:
        book = load_workbook(BytesIO(content), data_only=True)
        typed = load_workbook(BytesIO(content))  # a formula that nobody reckoned has no value
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise WrongUse(
            "That is no workbook of a programme.",
            hint="Start from `clausewise programme export -o FILE.xlsx`.",
        ) from error
    return {sheet.title: _given(sheet, typed[sheet.title]) for sheet in book.worksheets}


def _given(sheet: Worksheet, typed: Worksheet) -> GivenSheet:
    known = {name for one in form.FORMS for name in one.names}
    head, rows = 0, []
    headings: tuple[str, ...] = ()
    both = zip(sheet.iter_rows(values_only=True), typed.iter_rows(values_only=True), strict=True)
    for number, (values, written) in enumerate(both, start=1):
        pairs = zip(values, written, strict=True)
        said = tuple(_text(one if value is None else value) for value, one in pairs)
        if not head and sum(text in known for text in said) >= 2:
            head, headings = number, said
        elif head and any(said):
            rows.append(SheetRow(number, said))
    return GivenSheet(headings, head or 1, tuple(rows))


def _text(value: object) -> str:
    """A cell as text: 8.4 typed as a number is the clause, and a day is written as one."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip().replace("\r\n", "\n")


def not_read(given: Mapping[str, GivenSheet]) -> list[str]:
    """Sheets that people added: nothing of them is kept, so they are told."""
    own = {one.name for one in form.FORMS} | {MATRIX, OPEN, MONTHS}
    return [name for name in given if name not in own]
