"""Tables of records and how they were understood."""

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import Field

from assistant.model import records as core
from assistant.records.held import RecordBook
from integrations.shapes.base import Shape

Json = str | int | float | bool | list[str] | None


class UnreadPlace(Shape):
    """A row or cell that was not read, and why."""

    place: str = Field(examples=["Register!12, Next due"])
    code: str = Field(examples=["not-a-date"])
    message: str


class RecordTable(Shape):
    """A table; `type` is null for one that nobody could place."""

    document: str
    path: str
    sheet: str
    type: str | None = Field(examples=["gauge"])
    confidence: float
    columns: dict[str, str] = Field(description="Heading -> field.")
    left_over: list[str]
    rows: int
    records: int
    unread: list[UnreadPlace]

    @classmethod
    def of(cls, table: core.RecordTable, book: RecordBook) -> Self:
        """The shape of a table."""
        held = book.holding(table)
        return cls(
            document=held.number,
            path=held.path,
            sheet=table.sheet,
            type=table.type,
            confidence=table.confidence,
            columns=dict(table.columns),
            left_over=list(table.unknown),
            rows=table.rows,
            records=len(table.records),
            unread=[
                UnreadPlace(place=place, code=why.code, message=why.message)
                for place, why in table.unread
            ],
        )


class RecordField(Shape):
    """A field of a record: its value, null where it was not read, and the text it stands for."""

    value: Json
    text: str
    place: str
    unread: str | None = Field(examples=["ambiguous-date"])

    @classmethod
    def of(cls, field: core.Field) -> Self:
        """The shape of a field."""
        why = field.value.code if isinstance(field.value, core.Unread) else None
        return cls(value=_json(field.value), text=field.text, place=field.place, unread=why)


class Record(Shape):
    """A row or a form."""

    type: str
    key: str
    path: str
    row: str
    passage: str
    fields: dict[str, RecordField]
    rest: dict[str, str]

    @classmethod
    def of(cls, record: core.Record, book: RecordBook) -> Self:
        """The shape of a record."""
        return cls(
            type=record.type,
            key=record.key,
            path=book.revision(record).path,
            row=record.row,
            passage=record.passage,
            fields={name: RecordField.of(field) for name, field in record.fields.items()},
            rest=dict(record.rest),
        )


class Records(Shape):
    """`records --json`: every table, and with a type its records."""

    as_of: date
    tables: list[RecordTable]
    records: list[Record]


def _json(value: core.Value) -> Json:
    match value:
        case core.Unread():
            return None
        case date():
            return value.isoformat()
        case Decimal():
            whole = value == value.to_integral_value()
            return int(value) if whole else float(value)
        case tuple():
            return list(value)
        case core.Standing():
            return value.value
    return value
