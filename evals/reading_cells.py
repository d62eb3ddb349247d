"""The fields of a record book as cells to be scored."""

from collections import Counter
from datetime import date
from decimal import Decimal

from assistant.model.records import Field, FieldKind, Record, Unread
from assistant.records.held import RecordBook
from assistant.records.vocabulary import record_types
from evals.record_cells import UNREAD, ReadCell


def cells_of(book: RecordBook) -> list[ReadCell]:
    """Every field of every record of the book."""
    counted: Counter[tuple[str, str]] = Counter()
    found = []
    for table in book.tables:
        for record in table.records:
            path = book.revision(record).path
            counted[path, record.type] += 1
            line = counted[path, record.type]
            found += [_cell(record, one, path, line) for one in record.fields.values()]
    return found


def _cell(record: Record, field: Field, path: str, line: int) -> ReadCell:
    return ReadCell(
        path=path,
        type=record.type,
        row=record.row,
        line=line,
        heading=field.header,
        field=field.name,
        value=_value(record, field),
        text=field.text,
    )


def _value(record: Record, field: Field) -> str:
    kind = record_types()[record.type].fields[field.name].kind
    match field.value:
        case Unread():
            return UNREAD
        case date():
            return field.value.isoformat()
        case bool():
            return "yes" if field.value else "no"
        case Decimal():
            return str(field.value)
        case str() if kind is FieldKind.NAME:
            return field.value
        case tuple() if kind is FieldKind.CLAUSE:
            return ", ".join(field.value)
    return field.text
