"""What falls due by the days that records write down."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.calendar.entries import Dated, dated
from assistant.gaps.cells import (
    OUT_OF_USE,
    SETTLED,
    day,
    is_unread,
    number,
    references,
    standing,
    text,
)
from assistant.gaps.dues import due_day
from assistant.gaps.names import organisation, plain
from assistant.model.dues import DueKind
from assistant.model.records import Record, Unread
from assistant.trace.parties import same_party

_BEGINNINGS = (
    "calibrated",
    "trained",
    "granted",
    "evaluated",
    "last_evaluation",
    "issued",
    "held",
    "effective",
    "checked",
    "reviewed",
    "approved",
    "made",
)
"""Days on which a row of something that is repeated was true; the latest row counts."""
_ENDED = re.compile(
    r"\b(?:destroyed|scrapped|disposed|discarded|written off|withdrawn|returned|cancelled"
    r"|taken out of use)\b",
    re.IGNORECASE,
)
"""Headings of columns that say that a thing is gone, whatever the log is called."""
_DONE = re.compile(
    r"(?:done|closed|completed?|finished|implemented|worked|works|effective|verified)\.?",
    re.IGNORECASE,
)
"""A cell that says nothing else tells that an action was carried out, in whatever column."""
_NO = re.compile(r"no|n|not yet|n/a|none|open", re.IGNORECASE)
_PARTIES = frozenset({DueKind.SUPPLIER_CERTIFICATE, DueKind.SUPPLIER_EVALUATION})
Key = tuple[str, ...]


class Rows(Protocol):
    """The records of a day."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, in reading order."""


@dataclass(frozen=True, slots=True)
class Written:
    """Something that falls due on the `due` a record writes; None where it could not be read.

    `key` tells it from all others and holds no day. `field` is the cell.
    """

    kind: DueKind
    key: Key
    due: date | None
    says: str
    subject: str
    owner: str
    record: Record
    field: str

    @property
    def unread(self) -> Unread | None:
        """Why the day could not be read; None where it was, or there is none."""
        cell = self.record.fields.get(self.field)
        return cell.value if cell and isinstance(cell.value, Unread) else None


def written(rows: Rows, as_of: date, *, called: Callable[[Record], str]) -> list[Written]:
    """Everything that is not done, settled, returned or told anew by a later row.

    `called` gives the name of a record; a bare number is named with its document.
    """
    candidates: defaultdict[tuple[DueKind, Key], list[tuple[Dated, Written]]] = defaultdict(list)
    suppliers = [text(one, "supplier") for one in rows.of("approved_supplier")]
    for way in dated():
        if any(rows.of(better) for better in way.unless):
            continue
        sorted_by = _category_columns(rows.of(way.type), way)
        for record in rows.of(way.type):
            for one in _of_record(record, way, called, suppliers):
                also = tuple(
                    record.rest.get(name, "") for name in sorted_by.get(_table(record), ())
                )
                one = replace(one, key=(*one.key, *also))
                candidates[one.kind, one.key].append((way, one))
    met = _Met(rows)
    found = []
    for several in candidates.values():
        ending = [pair for pair in several if pair[1].due or pair[1].unread]
        if not ending:
            continue
        way, one = max(ending, key=_latest)
        if any(_replaces(each, one) for _, each in several):
            continue
        telling = [(way, one)] if way.newest else several  # of what is repeated the latest row
        over = any(_is_over(each.record, its, as_of) for its, each in telling)
        silent = way.shown and _is_past(one, as_of) and not _tells(rows, way, one.record)
        if not (over or silent or met.met(one.record, way)):
            found.append(one)
    return found


def _category_columns(
    records: Sequence[Record], way: Dated
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Of tables that name none of `per`: the unrecognised columns that sort their rows.

    A register of authorisations may call what somebody may do `Code`: INS, REL, SPL. Such a
    column is filled in every row, and its words come again and again.
    """
    tables: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records if way.newest and way.per else ():
        tables[_table(record)].append(record)
    return {
        table: tuple(sorted(name for name in rows[0].rest if _sorts(rows, name)))
        for table, rows in tables.items()
        if not any(name in row.fields for row in rows for name in way.per)
    }


def _sorts(rows: Sequence[Record], name: str) -> bool:
    said = [row.rest.get(name, "") for row in rows]
    return all(said) and 1 < len(set(said)) <= len(said) / 2


def _table(record: Record) -> tuple[str, str]:
    return record.revision, record.row.partition("!")[0]


def _of_record(
    record: Record, way: Dated, called: Callable[[Record], str], suppliers: Sequence[str]
) -> Iterator[Written]:
    fields = [name for name in way.fields if name in record.fields]
    due = due_day(record, way.fields)
    unread = due is None and any(is_unread(record, name) for name in fields)
    if due is None and not unread and not way.newest:
        return  # a row of something repeated may still end an earlier one
    subject = text(record, way.subject) if way.subject else called(record)
    if way.kind in _PARTIES:
        subject = _registered(subject, suppliers)
    named = [one for name in way.named if (one := text(record, name))]
    also = f" ({named[0]})" if named else ""
    owner = next((one for name in way.owner if (one := text(record, name))), "")
    field = next((name for name in fields if day(record, name)), fields[0] if fields else "")
    yield Written(
        way.kind,
        _key(record, way, subject),
        due,
        way.says.format(key=subject) + also,
        subject,
        owner,
        record,
        field,
    )


def _key(record: Record, way: Dated, subject: str) -> Key:
    if way.newest == "all":
        return (way.says,)
    who = " ".join(organisation(subject)) if way.kind in _PARTIES else plain(subject)
    key = (way.says if not way.newest else "", who)
    parts = tuple(plain(text(record, name)) for name in way.per)
    if way.newest or any(letter.isalpha() for letter in record.key):
        return (*key, *parts)
    told = next((plain(one) for name in way.named if (one := text(record, name))), "")
    return (*key, *parts, told or record.row)


def _registered(name: str, suppliers: Sequence[str]) -> str:
    """The supplier of the register that a name means, address and legal form aside."""
    alike = {one for one in suppliers if one and same_party(one, name)}
    return alike.pop() if len(alike) == 1 else name


def _latest(pair: tuple[Dated, Written]) -> tuple[date, date]:
    """The row that was true last, then the one that falls due last.

    A new certificate counts whenever the register was last looked at.
    """
    if pair[1].kind is DueKind.SUPPLIER_CERTIFICATE:
        return pair[1].due or date.min, date.min
    return _began(pair[1].record), pair[1].due or date.min


def _replaces(open_ended: Written, earlier: Written) -> bool:
    """Whether a later row of the same sort, one without an end, took the place of a row."""
    if open_ended.due or open_ended.unread or open_ended.record.type != earlier.record.type:
        return False
    return _began(open_ended.record) > _began(earlier.record)


def _began(record: Record) -> date:
    return max((on for name in _BEGINNINGS if (on := day(record, name))), default=date.min)


def _is_over(record: Record, way: Dated, as_of: date) -> bool:
    if any(_was_done(record, name, as_of) for name in way.done):
        return True
    left = next((n for name in way.left if (n := number(record, name)) is not None), None)
    if left is not None and left <= 0:
        return True
    if any(_ENDED.search(heading) and _says(said) for heading, said in record.rest.items()):
        return True
    if not way.newest and any(_DONE.fullmatch(said.strip()) for said in _cells(record)):
        return True
    over = OUT_OF_USE if way.in_use else SETTLED
    return standing(record) in over


def _cells(record: Record) -> Iterator[str]:
    yield from record.rest.values()
    yield from (field.text for field in record.fields.values())


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text) and not _NO.fullmatch(text.strip())


def _is_past(one: Written, as_of: date) -> bool:
    return one.due is not None and one.due < as_of


def _tells(rows: Rows, way: Dated, record: Record) -> bool:
    """Whether the record's own document has a place for saying that it was done."""
    return any(
        text(row, name)
        for row in rows.of(record.type)
        if row.revision == record.revision
        for name in (*way.done, "state")
    )


def _was_done(record: Record, name: str, as_of: date) -> bool:
    on = day(record, name)
    return on <= as_of if on else bool(text(record, name))


class _Met:
    """Which orders came about, by the rows that name them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._named: dict[str, set[str]] = {}

    def met(self, record: Record, way: Dated) -> bool:
        """Whether a receipt or shipment names the order."""
        if not way.met_by:
            return False
        if way.met_by not in self._named:
            sort, _, field = way.met_by.partition(".")
            rows = self._rows.of(sort)
            self._named[way.met_by] = {
                plain(each) for row in rows for each in references(row, field)
            }
        return plain(record.key) in self._named[way.met_by]
