"""The organisation's own mapping of its tables: proposed, read, obeyed, and its faults named."""

from datetime import date
from pathlib import Path

import pytest

from assistant.records.mapping_reading import InvalidRecordMapping, read_mapping
from assistant.records.mapping_writing import as_mapping
from tests.unit.assistant.records.shelves import book_of

KIT = """Tag,Thing,OK till,Last seen,Colour
A-1,Caliper,04/05/2026,05/01/2026,red
A-2,Gauge block,06/07/2026,07/01/2026,blue
"""
SAID = """tables:
  - document: kit*.csv
    type: gauge
    dates: day_first
    columns:
      Tag: gauge
      OK till: calibration_due
      Last seen: none
      Gone: serial
"""


def test_a_table_is_read_as_a_person_says(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"kit.csv": KIT}, mapping=SAID)

    [record] = book.by_key("gauge", "A-1")

    assert record.fields["calibration_due"].value == date(2026, 5, 4)
    assert record.rest["Last seen"] == "05/01/2026"


def test_a_column_that_is_gone_is_reported(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"kit.csv": KIT}, mapping=SAID)

    [table] = book.tables

    assert "no-such-column" in {why.code for _, why in table.unread}


def test_a_table_may_be_said_to_hold_no_records(tmp_path: Path) -> None:
    said = "tables:\n  - document: gauges.csv\n    type: none\n"
    gauges = "Gauge,Calibrated,Cal due\nG-1,2026-01-02,2027-01-02\nG-2,2026-01-02,2027-01-02\n"

    book = book_of(tmp_path, {"gauges.csv": gauges}, mapping=said)

    assert book.of("gauge") == ()


def test_what_is_proposed_is_read_back_to_the_same_columns(tmp_path: Path) -> None:
    gauges = "Gauge,Calibrated,Cal due,No\nG-1,2026-01-02,2027-01-02,x\nG-2,2026-01-02,,y\n"
    book = book_of(tmp_path, {"gauges.csv": gauges})
    [table] = book.tables

    proposed = as_mapping(book.tables, {table.revision: book.holding(table)})
    [said] = read_mapping(proposed, "records.yaml").tables

    assert said.columns == {**table.columns, "No": None}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("- document: a\n    typ: gauge", "line 2"),
        ("- document: a\n    type: gage", "did you mean 'gauge'"),
        ("- document: a\n    type: gauge\n    columns: {X: serail}", "did you mean 'serial'"),
        ("- document: a\n    type: gauge\n    columns: {X: serial, Y: serial}", "two columns"),
        ("- document: a\n    type: gauge\n    dates: us", "day_first or month_first"),
    ],
)
def test_a_fault_is_named_with_its_line(wrong: str, told: str) -> None:
    with pytest.raises(InvalidRecordMapping) as caught:
        read_mapping(f"tables:\n  {wrong}\n", "records.yaml")

    assert told.replace("line 2", "unknown key 'typ'") in str(caught.value)
    assert "records.yaml:" in str(caught.value)
