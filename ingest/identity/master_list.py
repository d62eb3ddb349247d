"""The master document list: recognised by its columns, asked about each document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.dates import DayMonthOrder, habit, parse_date
from assistant.model.documents import Block, Page, ReadDocument
from ingest.identity.fields import is_blank
from ingest.identity.labels import Role, role_of
from ingest.identity.numbers import as_label, as_number, find_numbers, plain

_LEAST_ROWS = 3
_COLUMNS: dict[Role, re.Pattern[str]] = {
    role: re.compile(pattern, re.IGNORECASE)
    for role, pattern in {
        Role.NUMBER: r"\b(?:doc(?:ument)?|form|procedure)\b.*\b(?:no|number|id|ref|code)\b"
        r"|^(?:no|number"
        r"|ref|reference|id|code|document)$",
        Role.REVISION: r"\b(?:rev(?:ision)?|issue|version|ver|iss)\b(?!.*\b(?:date|by)\b)",
        Role.TITLE: r"\b(?:title|name|description)\b",
        Role.EFFECTIVE: r"\b(?:effective|issued?|release[d]?|revision|rev|approved)\b"
        r".*\b(?:date|from|on)\b"
        r"|^date\b|\bvalid from\b|^effective$",
        Role.OWNER: r"\b(?:owner|responsible|custodian)\b",
        Role.STATUS: r"\b(?:status|state)\b",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says about one document; "" and None where it says nothing."""

    number: str
    revision: str
    title: str
    effective: date | None = None
    owner: str = ""
    status: str = ""
    row: str | None = None  # the row of the list, for a citation


@dataclass(frozen=True, slots=True)
class MasterList:
    """Entries by number, however the number is spelt."""

    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def entry(self, number: str, label: str = "") -> Entry | None:
        """The row of a number: that of revision `label`, else one not marked obsolete, else any."""
        rows = self.entries.get(plain(number), ())
        same = [row for row in rows if row.revision and plain(row.revision) == plain(label)]
        current = [row for row in rows if "obsolete" not in row.status.casefold()]
        return next(iter([*same, *current, *rows]), None)

    def titled(self, title: str) -> Entry | None:
        """The only entry with this title; None when there is none or more than one."""
        wanted = " ".join(title.casefold().split())
        rows = [row for group in self.entries.values() for row in group]
        found = [row for row in rows if wanted and " ".join(row.title.casefold().split()) == wanted]
        return found[0] if len(found) == 1 else None


def recognise_master_list(read: ReadDocument) -> MasterList | None:
    """The list a document holds: a table of numbers, titles and revisions; None for any other.

    At least three rows must carry plausible, different numbers.
    """
    order = habit(page.text for page in read.pages)
    found: dict[str, list[Entry]] = {}
    for page in read.pages:
        for table in _tables(page):
            for entry in _entries(table, order):
                found.setdefault(plain(entry.number), []).append(entry)
    if len(found) < _LEAST_ROWS:
        return None
    return MasterList({number: tuple(rows) for number, rows in found.items()})


def _tables(page: Page) -> Iterator[list[Block]]:
    """Runs of rows with the same columns."""
    table: list[Block] = []
    for block in page.blocks:
        if block.table_header and table:
            yield table
            table = []
        if block.cells and not block.table_header:
            table.append(block)
        elif table and not block.cells:
            yield table
            table = []
    if table:
        yield table


def _entries(table: Sequence[Block], order: DayMonthOrder | None) -> list[Entry]:
    columns = _columns([cell.header for block in table for cell in block.cells])
    if Role.NUMBER not in columns and (numbered := _column_of_numbers(table)):
        columns[Role.NUMBER] = numbered
    if not {Role.NUMBER, Role.REVISION, Role.TITLE} <= columns.keys():
        return []
    rows = [(block, {cell.header: cell.text for cell in block.cells}) for block in table]
    entries = [_entry(block, cells, columns, order) for block, cells in rows]
    plausible = [entry for entry in entries if entry.number]
    return plausible if len(plausible) >= max(_LEAST_ROWS, len(rows) // 2) else []


def _columns(headers: Sequence[str]) -> dict[Role, str]:
    """The column of each role: exact labels first, then names that contain the word."""
    found: dict[Role, str] = {}
    for header in dict.fromkeys(headers):
        known = role_of(header)
        if known and known[0] in _COLUMNS:
            found.setdefault(known[0], header)
    for role, pattern in _COLUMNS.items():
        for header in dict.fromkeys(headers):
            if role not in found and header not in found.values() and pattern.search(header):
                found[role] = header
    return found


def _column_of_numbers(table: Sequence[Block]) -> str:
    """The first column most of whose cells are different document numbers, whatever its name."""
    for header in dict.fromkeys(cell.header for block in table for cell in block.cells):
        cells = [cell.text for block in table for cell in block.cells if cell.header == header]
        numbers = {plain(text) for text in cells if _is_number(text)}
        if len(numbers) >= max(_LEAST_ROWS, len(table) * 6 // 10):
            return header
    return ""


def _is_number(text: str) -> bool:
    found = find_numbers(text.strip())
    return len(found) == 1 and found[0].number == text.strip()


def _entry(
    block: Block, cells: dict[str, str], columns: dict[Role, str], order: DayMonthOrder | None
) -> Entry:
    def said(role: Role) -> str:
        value = cells.get(columns.get(role, ""), "").strip()
        return "" if is_blank(value) else value

    return Entry(
        number=as_number(said(Role.NUMBER)),
        revision=as_label(said(Role.REVISION)),
        title=said(Role.TITLE),
        effective=parse_date(said(Role.EFFECTIVE), order),
        owner=said(Role.OWNER),
        status=said(Role.STATUS),
        row=block.row,
    )
