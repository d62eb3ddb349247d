"""The third light from typed records: rows of a sort that is evidence for a clause.

They count where nothing is mapped to the clause: what a table is, its columns tell, whatever the
mapping made of it. So coverage says "none" of no clause whose records `gaps` knows to be held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.coverage import (
    ClauseCoverage,
    Coverage,
    Documented,
    Practised,
    RecordPlace,
    is_fresh,
)
from assistant.model.clauses import ClauseNumber
from assistant.model.records import DateRole, Record
from assistant.model.replies import Citation
from assistant.records.vocabulary import record_type, record_types

_MOST = 20  # rows named for a clause, newest first; `records` lists all
_DONE = frozenset({DateRole.EFFECTIVE, DateRole.RECEIVED, DateRole.REVIEWED, DateRole.CLOSED})


class Rows(Protocol):
    """The typed records of a day (`assistant.records.held.RecordBook`)."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort."""

    def cite(self, record: Record) -> Citation:
        """A record as a citation."""


Held = Mapping[ClauseNumber, Sequence[Record]]


def lit(report: Coverage, rows: Rows) -> Coverage:
    """The coverage with rows as proof of practice where nothing is mapped."""
    held = rows_by_clause(rows)
    clauses = tuple(with_rows(one, held, rows, report.as_of) for one in report.clauses)
    return replace(report, clauses=clauses)


def rows_by_clause(rows: Rows) -> Held:
    """The records of every sort that is held, by the clauses it is evidence for."""
    found: dict[ClauseNumber, list[Record]] = {}
    for name, sort in record_types().items():
        for clause in sort.clauses:
            found.setdefault(ClauseNumber.parse(clause), []).extend(rows.of(name))
    return {clause: records for clause, records in found.items() if records}


def with_rows(one: ClauseCoverage, held: Held, rows: Rows, as_of: date) -> ClauseCoverage:
    """The coverage of a clause, its practice shown by rows where nothing mapped shows it."""
    if one.records or one.practised not in (Practised.NONE, Practised.NOT_REQUIRED):
        return one
    found = [
        record
        for number, records in held.items()
        if one.clause.number.contains(number)
        for record in records
    ]
    if not found:
        return one
    dated = sorted(found, key=lambda record: done_on(record, as_of) or date.min, reverse=True)
    places = tuple(_place(record, rows, as_of) for record in dated[:_MOST])
    fresh = is_fresh(places[0].day, one.clause, as_of)
    shown = replace(one, practised=Practised.CURRENT if fresh else Practised.STALE, records=places)
    return replace(shown, documented=Documented.NOT_REQUIRED) if one.unwritten else shown


def done_on(record: Record, as_of: date) -> date | None:
    """The newest day up to `as_of` on which what a row records was done; None without one."""
    days = _days(record, _DONE)
    return max((day for day in days if day <= as_of), default=None)


def _place(record: Record, rows: Rows, as_of: date) -> RecordPlace:
    until = max(_days(record, frozenset({DateRole.VALID_UNTIL})), default=None)
    return RecordPlace(rows.cite(record), day=done_on(record, as_of), valid_until=until)


def _days(record: Record, roles: frozenset[DateRole]) -> list[date]:
    fields = record_type(record.type).fields
    return [
        field.value
        for name, field in record.fields.items()
        if isinstance(field.value, date) and name in fields and fields[name].role in roles
    ]
