"""Records as data: typed fields with the text they were read from, and what could not be read.

A record is a row of a log, or a whole form or certificate. Its fields carry the names of
`assistant/records/types.yaml`; what a row says beyond them is kept under its own heading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePosixPath


class FieldKind(StrEnum):
    """What a field holds, and so how its text is read."""

    IDENTIFIER = "identifier"  # of one thing: `PO-0210`; compared without case and spaces
    REFERENCE = "reference"  # one or several identifiers of other records or documents
    NAME = "name"  # a person, a role or an organisation
    TEXT = "text"
    STATE = "state"  # open, closed, approved …: `Standing`
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CLAUSE = "clause"
    DURATION = "duration"  # in days


class DateRole(StrEnum):
    """Which of a record's days a date is: they are never mixed."""

    EFFECTIVE = "effective"  # it was done, issued, made, opened
    RECEIVED = "received"
    VALID_UNTIL = "valid_until"  # it may not be used or relied on afterwards
    DUE = "due"  # it is to be done by then
    REVIEWED = "reviewed"
    CLOSED = "closed"


class Standing(StrEnum):
    """What a state comes to, whatever a log calls it."""

    OPEN = "open"
    CLOSED = "closed"
    APPROVED = "approved"  # approved, accepted, passed, valid, in use
    CONDITIONAL = "conditional"
    SUSPENDED = "suspended"  # suspended, on hold, quarantined
    REJECTED = "rejected"  # rejected, failed, withdrawn, expired, scrapped
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell whose text could not be read as what its column holds."""

    code: str  # `not-a-date`, `ambiguous-date`, `not-a-number` …
    message: str  # one sentence with the cell and its text


Value = str | date | Decimal | bool | Standing | tuple[str, ...] | Unread


@dataclass(frozen=True, slots=True)
class Field:
    """One cell: its value, the text it was read from and where that stands.

    `place` is the cell (`Register!F12`) or the line of a form; `header` the column's own words.
    """

    name: str
    value: Value
    text: str
    header: str
    place: str
    passage: str  # Passage.id, for the citation


@dataclass(frozen=True, slots=True)
class Record:
    """One row or form, recognised as `type` (an id of types.yaml).

    `key` is what people call it (order number, lot, gauge …), "" when the row has none.
    `fields` by name; an empty cell has no field. `rest` holds cells of columns nobody
    recognised, by their own heading.
    """

    type: str
    key: str
    revision: str  # Revision.id
    passage: str  # Passage.id of the row, or of the form's first line
    row: str  # `Register!12`, or "" for a form
    fields: Mapping[str, Field]
    rest: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One table (sheet, list, set of forms) and how its columns were understood.

    `type` is None for a table nobody could place: it is kept and reported, never guessed.
    `columns` maps heading to field name; `unknown` are headings left over; `lines_left` are
    rows that are no records (place, why); `rows` counts all of them.
    """

    revision: str
    sheet: str
    type: str | None
    confidence: float
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    records: tuple[Record, ...]
    rows: int
    lines_left: tuple[tuple[str, Unread], ...] = ()
    is_log: bool = False  # of a table nobody could place: it looks like a register all the same
    likeliest: str | None = None  # the sort that such a table comes nearest to

    @property
    def unread(self) -> tuple[tuple[str, Unread], ...]:
        """Rows and cells that did not parse, as (place, why). Reads every cell."""
        cells = tuple(
            (field.place, field.value)
            for record in self.records
            for field in record.fields.values()
            if isinstance(field.value, Unread)
        )
        return self.lines_left + cells


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A table that looks like a register and that nobody could place: where, and its headings.

    `likeliest` is the sort of record it comes nearest to, None where none is near.
    """

    path: str
    sheet: str
    rows: int
    headings: tuple[str, ...]
    likeliest: str | None = None

    def __str__(self) -> str:
        """`logs/stock.xlsx (Count)`."""
        known = self.sheet in ("", PurePosixPath(self.path).stem)
        return self.path if known else f"{self.path} ({self.sheet})"
