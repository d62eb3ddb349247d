"""What auditors filled in offline, read back from the workbook: items, and new findings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from assistant.audits.filling_in import FilledInWrong, FilledItem
from assistant.audits.running import Written
from assistant.errors import WrongUse
from assistant.findings.raising_many import TypedRow
from assistant.model.findings import TypedFinding
from assistant.reports.audit_papers import AUDIT, FILLED, ITEM_ID, ITEMS, QUESTION, SEEN
from assistant.reports.finding_tables import GRADE, NEW, TYPED

_FIELDS = dict(zip(FILLED, ("result", "evidence", "interviewed", "note"), strict=True))
_NEEDED = (ITEM_ID, QUESTION, *FILLED)
_ROWS_BEFORE_THE_HEAD = 30
_AS_EXPORTED = (
    "Fill in the file that `clausewise audit export AUDIT -o FILE.xlsx` writes, and keep its "
    "headings; `audit export` writes a new one."
)
_Row = tuple[Cell | MergedCell, ...]


def read(content: bytes, file: str) -> list[FilledItem]:
    """Every row of the sheet that has an item, in the order of the file.

    The sheet is found by its name or its headings, wherever they stand. Raises `WrongUse` for what
    is no such workbook, `FilledInWrong` for cells that cannot be read.
    """
    sheet, head = _found(_opened(content, file), file)
    columns = {_text(cell): place for place, cell in enumerate(sheet[head]) if _text(cell)}
    faults: list[str] = []
    rows = [
        _item(sheet, row, columns, faults)
        for row in sheet.iter_rows(min_row=head + 1)
        if any(_text(cell) for cell in row)
    ]
    if faults:
        raise FilledInWrong(file, faults)
    return [one for one in rows if one]


def audit_of(content: bytes, file: str) -> str:
    """The id of the audit that the workbook is of; "" where its sheet is gone.

    Raises `WrongUse` for what is no workbook.
    """
    book = _opened(content, file)
    sheets = [sheet for sheet in book.worksheets if sheet.title == AUDIT]
    for row in (row for sheet in sheets for row in sheet.iter_rows(max_col=2)):
        if _text(row[0]) == AUDIT:
            return _text(row[1])
    return ""


def read_findings(content: bytes, file: str) -> list[TypedRow]:
    """The rows of the sheet of new findings that say something; none where there is no sheet."""
    book = _opened(content, file)
    if NEW not in book.sheetnames:
        return []
    sheet = book[NEW]
    assert isinstance(sheet, Worksheet)
    names = (*TYPED, GRADE)
    for number, row in enumerate(_top(sheet), start=1):
        columns = {_text(cell): place for place, cell in enumerate(row) if _text(cell)}
        if set(names) <= set(columns):
            places = [columns[name] for name in names]
            return list(_typed_rows(sheet, number, places))
    raise WrongUse(f"{file!r}: sheet {NEW!r} lacks its headings.", hint=_AS_EXPORTED)


def _typed_rows(sheet: Worksheet, head: int, places: Sequence[int]) -> Iterator[TypedRow]:
    for row in sheet.iter_rows(min_row=head + 1):
        texts = [_text(row[place]) for place in places]
        if any(texts):
            yield TypedRow(_where(sheet, row[places[0]]), TypedFinding(*texts))


def _opened(content: bytes, file: str) -> Workbook:
    try:
        return load_workbook(BytesIO(content), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, TypeError) as error:
        raise WrongUse(f"{file!r} is no workbook of an audit.", hint=_AS_EXPORTED) from error


def _found(book: Workbook, file: str) -> tuple[Worksheet, int]:
    """The sheet of items and the row of its headings, from 1."""
    named = [sheet for sheet in book.worksheets if sheet.title == ITEMS]
    for sheet in (*named, *book.worksheets):
        for number, row in enumerate(_top(sheet), start=1):
            if set(_NEEDED) <= {_text(cell) for cell in row}:
                return sheet, number
    missing = _missing(named[0] if named else None)
    raise WrongUse(f"{file!r} has no sheet of items: {missing}.", hint=_AS_EXPORTED)


def _missing(sheet: Worksheet | None) -> str:
    if sheet is None:
        return f"no sheet is named {ITEMS!r} or has its headings"
    seen = {_text(cell) for row in _top(sheet) for cell in row}
    gone = [name for name in _NEEDED if name not in seen]
    return f"sheet {ITEMS!r} has no column {', '.join(map(repr, gone)) or 'in one row'}"


def _top(sheet: Worksheet) -> Iterator[_Row]:
    yield from sheet.iter_rows(max_row=min(sheet.max_row, _ROWS_BEFORE_THE_HEAD))


def _item(
    sheet: Worksheet, row: _Row, columns: Mapping[str, int], faults: list[str]
) -> FilledItem | None:
    id = _text(row[columns[ITEM_ID]])
    texts = {_FIELDS[name]: _text(row[columns[name]]) for name in FILLED}
    where = {
        field: _where(sheet, row[columns[name]])
        for name, field in (*_FIELDS.items(), (ITEM_ID, "item"))
    }
    if not id:
        if any(texts.values()):
            faults.append(f"{where['item']}: the row has no item; what it says finds no place.")
        return None
    cell = row[columns[SEEN]] if SEEN in columns else None
    question = _text(row[columns[QUESTION]])
    return FilledItem(id, _seen(sheet, cell, faults), Written(**texts), question, where)


def _seen(sheet: Worksheet, cell: Cell | MergedCell | None, faults: list[str]) -> tuple[int, ...]:
    parts = [] if cell is None else _text(cell).replace(",", " ").split()
    if not all(part.isdecimal() for part in parts):
        faults.append(f"{_where(sheet, cell)}: {' '.join(parts)!r} are no numbers of entries.")
        return ()
    return tuple(int(part) for part in parts)


def _where(sheet: Worksheet, cell: Cell | MergedCell | None) -> str:
    return f"{sheet.title}!{cell.coordinate}" if cell is not None else sheet.title


def _text(cell: Cell | MergedCell) -> str:
    """The cell as text; a number typed into it as people write it, a day as a date."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()
