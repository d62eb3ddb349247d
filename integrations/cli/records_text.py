"""Tables of records on a terminal."""

from collections.abc import Sequence

from rich.console import Console

from assistant.model.records import Record, RecordTable
from assistant.records.held import RecordBook
from integrations.cli.screen import Indented, console, plain, table

_MOST_UNREAD = 5  # places shown of one table
_MOST_ROWS = 40


def show(tables: Sequence[RecordTable], book: RecordBook, rows: Sequence[Record]) -> None:
    """Print each table with its columns, then the rows of the sort that was asked for."""
    screen = console()
    if not tables:
        screen.print("No tables of records were found.")
        return
    for one in tables:
        _table(one, book, screen)
    placed = sum(one.type is not None for one in tables)
    records = sum(len(one.records) for one in tables)
    screen.print(f"{placed} of {len(tables)} tables placed, {records} records")
    logs = sum(one.is_log for one in tables)
    if logs:
        screen.print(
            f"{logs} of those not placed look like registers; no gap, trace or day due knows them."
        )
    if rows:
        screen.print()
        _rows(rows, screen)


def _table(one: RecordTable, book: RecordBook, screen: Console) -> None:
    where = f"{book.holding(one).path} · {one.sheet}" if one.sheet else book.holding(one).path
    screen.print(plain(where))
    if one.type is None:
        seems = ", looks like a register" if one.is_log else ""
        screen.print(
            Indented(f"not placed{seems}, {one.rows} rows: {plain(', '.join(one.unknown))}")
        )
        return
    screen.print(
        Indented(f"{one.type}, {one.confidence:.0%} sure: {len(one.records)} of {one.rows} rows")
    )
    columns = ", ".join(f"{heading} = {field}" for heading, field in one.columns.items())
    screen.print(Indented(plain(columns)))
    if one.unknown:
        screen.print(Indented(f"left over: {plain(', '.join(one.unknown))}"))
    unread = one.unread
    for place, why in unread[:_MOST_UNREAD]:
        screen.print(Indented(f"! {plain(place)}: {plain(why.message)}"))
    if len(unread) > _MOST_UNREAD:
        screen.print(Indented(f"! and {len(unread) - _MOST_UNREAD} more (--json shows all)"))


def _rows(rows: Sequence[Record], screen: Console) -> None:
    shown = [(one.key or one.row, plain(_told(one))) for one in rows[:_MOST_ROWS]]
    screen.print(table(("Record", "Fields"), shown, wide="Fields"))
    if len(rows) > _MOST_ROWS:
        screen.print(f"{len(rows) - _MOST_ROWS} more (--json shows all)")


def _told(record: Record) -> str:
    return "; ".join(f"{name} {field.text}" for name, field in record.fields.items())
