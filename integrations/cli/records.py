"""`records`: the tables of records, how they were understood, and what was not read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.session import print_json, say, session

if TYPE_CHECKING:
    from assistant.model.records import RecordTable
    from assistant.records.held import RecordBook


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(short_help="Show how tables of records were understood.")(records)


def records(
    context: typer.Context,
    type_id: Annotated[
        str | None, typer.Argument(metavar="TYPE", help="One sort of record, with its rows.")
    ] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Only tables that nobody could place.")
    ] = False,
    propose: Annotated[
        Path | None,
        typer.Option("--propose", metavar="FILE.yaml", help="Write what was understood, to edit."),
    ] = None,
) -> None:
    """Show every table of records: its sort, its columns, its rows, and cells that were not read.

    With --propose all of it is written to a file; what you change there is obeyed once
    CLAUSEWISE_RECORDS names the file.
    """
    from integrations.cli import records_text
    from integrations.shapes.records import Record, Records, RecordTable

    this = session(context)
    with this.reading() as services:
        book = services.records(as_of=this.today)
        rows = book.of(type_id) if type_id else ()
        tables = [one for one in book.tables if _wanted(one, type_id, unknown=unknown)]
        if propose is not None:
            _write(propose, tables, book)
            say(f"{len(tables)} tables written to {propose}")
        if this.json:
            print_json(
                Records(
                    as_of=this.today,
                    tables=[RecordTable.of(one, book) for one in tables],
                    records=[Record.of(one, book) for one in rows],
                )
            )
        elif propose is None:
            records_text.show(tables, book, rows)


def _wanted(table: "RecordTable", type_id: str | None, *, unknown: bool) -> bool:
    if unknown:
        return table.type is None
    return type_id is None or table.type == type_id


def _write(file: Path, tables: "list[RecordTable]", book: "RecordBook") -> None:
    from assistant.records.mapping_writing import as_mapping
    from integrations.reports.checklists import write

    revisions = {one.revision: book.holding(one) for one in tables}
    write(as_mapping(tables, revisions).encode(), file)
