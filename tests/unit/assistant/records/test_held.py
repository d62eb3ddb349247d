"""Records of a library: placed, typed, found by key and cited."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from assistant.model.records import Standing, Unread
from tests.unit.assistant.records.shelves import book_of

GAUGES = """Gauge register
ID,Description,Interval (months),Last cal.,Cal due,Status
T-1,Caliper,12,2025-11-02,2026-11-02,In use
T-2,Height gauge,24,2024-05-09,19/05/2026,Out of service
T-3,Plug gauge,12,see remark,,In use
"""


def test_a_register_is_placed_and_its_cells_are_typed(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"gauge register.csv": GAUGES})

    first, second, _ = book.of("gauge")

    assert first.key == "T-1"
    assert first.fields["calibration_due"].value == date(2026, 11, 2)
    assert first.fields["interval"].value == Decimal(365)
    assert second.fields["state"].value is Standing.SUSPENDED


def test_a_cell_that_is_no_date_is_a_value_with_its_reason(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"gauge register.csv": GAUGES})

    [table] = book.tables
    [(place, unread)] = table.unread

    assert isinstance(unread, Unread)
    assert (place, unread.code) == ("gauge register!5, Last cal.", "not-a-date")


def test_a_record_is_found_by_its_key_however_it_is_typed(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"gauge register.csv": GAUGES})

    [found] = book.by_key("gauge", "t-2")

    assert found.fields["description"].value == "Height gauge"


def test_a_record_is_cited_by_words_that_stand_in_its_row(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"gauge register.csv": GAUGES})
    [record] = book.by_key("gauge", "T-2")

    citation = book.cite(record, tag=3)

    assert citation.row == "gauge register!4"
    assert "Height gauge" in citation.quote


def test_a_table_of_no_known_sort_is_kept_and_reported(tmp_path: Path) -> None:
    rows = "Colour,Paint,Shade\nred,A7,dark\nblue,B9,light\ngreen,C1,dark\n"
    book = book_of(tmp_path, {"paints.csv": rows})

    [table] = book.unknown

    assert table.unknown == ("Colour", "Paint", "Shade")
