"""Laid-out tables as records: each row typed by what its columns were understood as."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.dates import DayMonthOrder
from assistant.model.records import Field, Record, RecordTable, Unread
from assistant.records.columns import OrderOfDays, ReadColumn
from assistant.records.laying_out import LaidTable, Line, adds_up, repeats_headings
from assistant.records.own_mapping import TableMapping
from assistant.records.passages_at import PassagesAt
from assistant.records.recognising import Titles, Understood
from assistant.records.shapes import Column, is_blank, shape_of
from assistant.records.values import plain_text
from assistant.records.vocabulary import record_type

_NAMED_ONCE = frozenset(
    "gauge nonconformity corrective_action complaint risk audit stamp approved_supplier change "
    "counterfeit_alert customer_property master_list_entry external_document lot".split()
)
"""Sorts of which one thing has one row."""
_FEWEST_COLUMNS, _FEWEST_ROWS = 4, 3  # of a register
_LOOKED_AT = 60  # rows of a table by whose days columns are compared


@dataclass(frozen=True, slots=True)
class Source:
    """The document tables come from: its id, what may name their sort, and its passages.

    `said` is what the organisation's mapping says of its tables; `allowed` are the sorts it may
    hold (None: all); `number` names a nameless form.
    """

    revision: str
    titles: Titles
    passages: PassagesAt
    allowed: Sequence[str] | None = None
    number: str = ""  # of the document
    said: Sequence[TableMapping] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for every row of a table: fields, labels nobody recognised, and what names it.

    `values` are the texts of all labels.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    values: tuple[str, ...] = ()


def named_columns(laid: LaidTable, *others: LaidTable) -> tuple[Column, ...]:
    """The columns of a table with what their cells look like; `others` have the same headings."""
    lines = [line for table in (laid, *others) for line in table.lines]
    texts = zip(*(line.cells for line in lines), strict=True)
    step = max(1, len(lines) // _LOOKED_AT)
    return tuple(
        Column(name, shape_of(cells), cells[::step])
        for name, cells in zip(laid.headings, texts, strict=True)
    )


def unplaced(
    laid: LaidTable, revision: str, near: Understood | None, columns: Sequence[Column] = ()
) -> RecordTable:
    """A table that is kept and reported, and not read; `near` is the sort it comes nearest to."""
    return RecordTable(
        revision=revision,
        sheet=laid.name,
        type=None,
        confidence=round(near.confidence, 3) if near else 0.0,
        columns={},
        unknown=tuple(name for name in laid.headings if name),
        records=(),
        rows=len(laid.lines),
        is_log=_is_log(laid, columns),
        likeliest=near.type if near else None,
    )


def _is_log(laid: LaidTable, columns: Sequence[Column]) -> bool:
    """Whether rows that nobody could place are kept day by day, or each under a number."""
    named = [one for one in columns if one.heading and one.shape.filled]
    if len(named) < _FEWEST_COLUMNS or len(laid.lines) < _FEWEST_ROWS:
        return False
    dated = any(one.shape.dates >= 0.6 and one.shape.long < 0.5 for one in named)
    numbered = any(one.shape.identifiers >= 0.9 and one.shape.distinct >= 0.95 for one in named)
    return dated or (laid.is_sheet and numbered)


def as_records(
    laid: LaidTable,
    found: Understood,
    source: Source,
    head: "Head | None" = None,
    said: TableMapping | None = None,
) -> RecordTable:
    """The records of a table whose sort and columns are known.

    `head` holds for every row: that of an order for its lines.
    """
    kept, left = _sorted_out(laid)
    order, year = (said.dates if said else None), _year(laid, source)
    reading = TableReading(laid, found, kept, head or Head(), order, year)
    left += _not_there(laid, said)
    if found.by_values:
        told = f"“{found.by_values}” is taken for the name of the rows, by its values alone."
        left.append((laid.name, Unread("key-by-values", told)))
    records = tuple(reading.records(source))
    taken = {laid.headings[at] for at in found.fields}
    return RecordTable(
        revision=source.revision,
        sheet=laid.name,
        type=found.type,
        confidence=round(min(found.confidence, 1.0), 3),
        columns=_columns(laid, found),
        unknown=tuple(dict.fromkeys(n for n in laid.headings if n and n not in taken)),
        records=records,
        rows=len(laid.lines),
        lines_left=(*left, *_ill_named(records, reading)),
    )


def _year(laid: LaidTable, source: Source) -> int | None:
    """The one year that the sheet's name gives, else the titles; None without one."""
    for texts in ([laid.name], [title for title, _ in source.titles]):
        found = {int(year) for text in texts for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _not_there(laid: LaidTable, said: TableMapping | None) -> list[tuple[str, Unread]]:
    """Columns that the mapping names and the table has no longer."""
    gone = [name for name in (said.columns if said else ()) if name not in laid.headings]
    told = "The mapping of tables names the column {!r}, which is not there."
    return [(laid.name, Unread("no-such-column", told.format(name))) for name in gone]


def _columns(laid: LaidTable, found: Understood) -> dict[str, str]:
    named: dict[str, str] = {}
    for at, name in sorted(found.fields.items()):
        heading = laid.headings[at]
        named[heading if heading not in named else f"{heading} ({at + 1})"] = name
    return named


def _sorted_out(laid: LaidTable) -> tuple[list[Line], list[tuple[str, Unread]]]:
    """The rows that are records, and those that are not, with why."""
    kept: list[Line] = []
    left = [
        (place, Unread("not-a-row", f"“{text[:60]}” stands alone.")) for place, text in laid.aside
    ]
    for line in laid.lines:
        if adds_up(line):
            left.append((line.place, Unread("total-row", "It adds up the rows above it.")))
        elif repeats_headings(line, laid.headings):
            left.append((line.place, Unread("heading-row", "It names the columns once more.")))
        elif all(is_blank(cell) for cell in line.cells):
            left.append((line.place, Unread("empty-row", "It says nothing.")))
        else:
            kept.append(line)
    return kept, left


def _ill_named(records: Sequence[Record], reading: "TableReading") -> Iterator[tuple[str, Unread]]:
    """Rows without a name, and those whose name stands twice where each should have its own."""
    if not reading.has_key:
        return
    seen: dict[str, str] = {}
    for record in records:
        if not record.key:
            yield record.row, Unread("no-key", "The cell that names the row is empty.")
        elif reading.type in _NAMED_ONCE:
            first = seen.setdefault(record.key.casefold(), record.row)
            if first != record.row:
                told = f"“{record.key}” stands in {first} already."
                yield record.row, Unread("duplicate-key", told)


class TableReading:
    """Reads rows of one table; every record of it shares the columns."""

    def __init__(
        self,
        laid: LaidTable,
        found: Understood,
        lines: Sequence[Line],
        head: "Head",
        dates: DayMonthOrder | None = None,
        year: int | None = None,
    ) -> None:
        kind = record_type(found.type)
        self.type, self._lines, self._head = found.type, lines, head
        cells = {at: [line.cells[at] for line in lines] for at in found.fields}
        order = OrderOfDays([*cells.values(), list(head.values)], dates, year)
        self.columns = {
            name: (at, ReadColumn(kind.fields[name], laid.headings[at], cells[at], order=order))
            for at, name in found.fields.items()
        }
        self._key = self.columns.get(kind.key)
        named = head.fields.get(kind.key)
        self._head_key = head.key if named is None else plain_text(named.text)
        self._rest = [
            (at, name) for at, name in enumerate(laid.headings) if name and at not in found.fields
        ]

    @property
    def has_key(self) -> bool:
        """Whether a column names the rows."""
        return self._key is not None

    def records(self, source: Source) -> Iterator[Record]:
        """One record a row, in order."""
        for line in self._lines:
            passage = source.passages.at(line.page, line.start)
            yield Record(
                type=self.type,
                key=self._key_of(line),
                revision=source.revision,
                passage=passage,
                row=line.place,
                fields=RowFields(self, line, passage, self._head.fields),
                rest={
                    **self._head.rest,
                    **{name: line.cells[at] for at, name in self._rest if line.cells[at]},
                },
            )

    def _key_of(self, line: Line) -> str:
        if self._key is None:
            return self._head_key
        text = line.cells[self._key[0]]
        return "" if is_blank(text) else plain_text(text)


class RowFields(Mapping[str, Field]):
    """The fields of one row, read when asked for; its own go before those of the head."""

    __slots__ = ("_head", "_line", "_passage", "_table")

    def __init__(
        self, table: TableReading, line: Line, passage: str, head: Mapping[str, Field]
    ) -> None:
        self._table, self._line, self._passage, self._head = table, line, passage, head

    def __getitem__(self, name: str) -> Field:
        column = self._table.columns.get(name)
        text = self._line.cells[column[0]] if column else ""
        value = column[1].value(text) if column and text else None
        if column is None or value is None:
            return self._head[name]
        heading = column[1].heading
        place = f"{self._line.place}, {heading}"
        return Field(name, value, text, heading, place, self._passage)

    def __iter__(self) -> Iterator[str]:
        for name, (at, column) in self._table.columns.items():
            text = self._line.cells[at]
            if text and column.value(text) is not None:
                yield name
        for name in self._head:
            if name not in self._table.columns or not self._own(name):
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _own(self, name: str) -> bool:
        at, column = self._table.columns[name]
        text = self._line.cells[at]
        return bool(text) and column.value(text) is not None
