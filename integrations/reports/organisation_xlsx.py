"""The organisation's settings as a workbook to fill in, and back."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import WrongUse
from assistant.model.organisation import Organisation
from integrations.reports.cells import put_text

_SHEETS = {
    "Not applicable": (("Clause", 10), ("Reason", 80)),
    "Owners": (("Clause", 10), ("Owner", 40)),
    "Processes": (("Process", 30), ("Owner", 30), ("Clauses", 40), ("Documents", 50)),
    "Gap rules": (("Rule", 36), ("Off", 8), ("Limits", 30), ("Reason", 80)),
    "Auditors": (("Auditor", 30), ("Roles", 50), ("Works in", 50)),
}
_LATER = ("Gap rules", "Auditors")  # sheets that older workbooks lack
_BLANK_ROWS = 200  # formatted as text below what is there, so that 8.10 stays 8.10


def render(organisation: Organisation) -> bytes:
    """The bytes of an .xlsx file; lists stand in one cell, separated by commas."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows: dict[str, list[tuple[str, ...]]] = {
        "Not applicable": [(str(one.clause), one.reason) for one in organisation.not_applicable],
        "Owners": [(str(one.clause), one.owner) for one in organisation.owners],
        "Processes": [
            (one.name, one.owner, ", ".join(map(str, one.clauses)), ", ".join(one.documents))
            for one in organisation.processes
        ],
        "Gap rules": [
            (
                one.rule,
                "yes" if one.off else "",
                ", ".join(f"{name} = {number}" for name, number in one.limits),
                one.reason,
            )
            for one in organisation.gap_rules
        ],
        "Auditors": [
            (one.name, ", ".join(one.roles), ", ".join(one.works_in))
            for one in organisation.auditors
        ],
    }
    for name, columns in _SHEETS.items():
        _write(book.create_sheet(name), columns, rows[name])
    book.properties.title = organisation.name
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Sequence[tuple[str, ...]]
) -> None:
    for column, (name, width) in enumerate(columns, start=1):
        head = sheet.cell(1, column, name)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1F3864")
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(2, len(rows) + _BLANK_ROWS):
            cell = sheet.cell(row, column)
            if row - 2 < len(rows):
                put_text(cell, rows[row - 2][column - 1])
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def as_content(content: bytes) -> dict[str, object]:
    """What a filled-in workbook says, in the form of the YAML file, not yet checked.

    Raises `WrongUse` with sheet and cell for what cannot be one, or is missing.
    """
    try:
        book = load_workbook(BytesIO(content), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise WrongUse(
            "That is not a workbook of the organisation's settings.",
            hint="Start from `clausewise organisation export -o FILE.xlsx`.",
        ) from error
    rows = {name: list(_rows(book, name)) for name in _SHEETS}
    return {
        "name": book.properties.title or "",
        "not_applicable": [{"clause": a, "reason": b} for a, b in rows["Not applicable"]],
        "owners": [{"clause": a, "owner": b} for a, b in rows["Owners"]],
        "processes": [
            {"name": a, "owner": b, "clauses": _list(c), "documents": _list(d)}
            for a, b, c, d in rows["Processes"]
        ],
        "gap_rules": [
            {"rule": a, "off": b, "reason": d} | _limits(c) for a, b, c, d in rows["Gap rules"]
        ],
        "auditors": [
            {"name": a, "roles": _list(b), "works_in": _list(c)} for a, b, c in rows["Auditors"]
        ],
    }


def _rows(book: Workbook, name: str) -> Iterator[tuple[str, ...]]:
    columns = [column for column, _ in _SHEETS[name]]
    if name in _LATER and name not in book.sheetnames:
        return  # exported before there were any
    if name not in book.sheetnames:
        raise WrongUse(f"The workbook has no sheet {name!r}.", hint=_AS_EXPORTED)
    sheet = book[name]
    found = [_text(cell.value) for cell in sheet[1][: len(columns)]]
    if found != columns:
        raise WrongUse(
            f"Sheet {name!r} has {', '.join(found) or 'nothing'} in row 1, "
            f"and needs {', '.join(columns)}.",
            hint=_AS_EXPORTED,
        )
    for row in sheet.iter_rows(min_row=2, max_col=len(columns)):
        texts = tuple(_text(cell.value) for cell in row)
        if any(texts):
            yield texts


_AS_EXPORTED = "Keep sheets and headings as `organisation export` writes them."


def _text(value: object) -> str:
    """A cell as text: 8.4 typed as a number is the clause, and 8.0 the chapter."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())


def _limits(text: str) -> dict[str, str]:
    """`days = 45, percent = 60` as names and numbers, not yet checked."""
    parts = [part.partition("=") for part in _list(text)]
    return {name.strip(): number.strip() for name, _, number in parts}


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
