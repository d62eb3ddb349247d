"""Typed rows light the third lamp of a clause to which nothing is mapped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.coverage import ClauseCoverage, Documented, Practised, RecordPlace
from assistant.model.records import Field, Record
from assistant.model.replies import Citation
from assistant.practised_rows import done_on, rows_by_clause, with_rows
from tests.company import TODAY, clause
from tests.replies import citation


def gauge(key: str, calibrated: date | None, due: date | None = None) -> Record:
    days = {"calibrated": calibrated, "calibration_due": due}
    fields = {
        name: Field(name, day, str(day), name, f"Gauges!{key}", f"p_{key}")
        for name, day in days.items()
        if day
    }
    return Record("gauge", key, "r", f"p_{key}", f"Gauges!{key}", fields, {})


class Book:
    """Rows by hand."""

    def __init__(self, *gauges: Record) -> None:
        self._gauges = gauges

    def of(self, type_id: str) -> Sequence[Record]:
        return self._gauges if type_id == "gauge" else ()

    def cite(self, record: Record) -> Citation:
        return replace(citation(quote=record.key), row=record.row)


def coverage(practised: Practised, *records: RecordPlace) -> ClauseCoverage:
    asked = clause("7.1.5.2", "Calibration", retain="calibration", freshness_months=12)
    return ClauseCoverage(asked, Documented.PROPOSED, practised, records=records)


def lamp(book: Book, one: ClauseCoverage) -> ClauseCoverage:
    return with_rows(one, rows_by_clause(book), book, TODAY)


def test_rows_show_the_practice_of_a_clause_nothing_is_mapped_to() -> None:
    book = Book(gauge("1", date(2024, 1, 5)), gauge("2", date(2026, 5, 2)))
    found = lamp(book, coverage(Practised.NONE))

    assert found.practised is Practised.CURRENT
    assert [(one.citation.row, one.day) for one in found.records] == [
        ("Gauges!2", date(2026, 5, 2)),
        ("Gauges!1", date(2024, 1, 5)),
    ]


def test_old_rows_are_stale_and_a_day_to_come_proves_nothing() -> None:
    book = Book(gauge("1", date(2024, 1, 5), due=date(2027, 1, 5)))
    assert lamp(book, coverage(Practised.NONE)).practised is Practised.STALE
    assert done_on(gauge("1", date(2027, 3, 1)), TODAY) is None


def test_what_is_mapped_stays_as_it_is() -> None:
    mapped = coverage(Practised.STALE, RecordPlace(citation(), date(2020, 1, 1)))
    assert lamp(Book(gauge("1", date(2026, 5, 2))), mapped) is mapped


def test_without_rows_nothing_changes() -> None:
    one = coverage(Practised.NONE)
    assert lamp(Book(), one) is one
