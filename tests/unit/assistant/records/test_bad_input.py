"""Sheets as people keep them: what parses is used, the rest listed with cell and reason."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.model.records import RecordTable
from assistant.records.held import RecordBook
from tests.unit.assistant.records.shelves import book_of

HEADINGS = ("Gauge", "Description", "Last calibrated", "Calibration due", "Status")
ROWS = [
    ("T-1", "Caliper", "2026-01-13", "2027-01-13", "In use"),
    ("T-2", "Height gauge", "2026-02-20", "2027-02-20", "In use"),
    ("T-3", "Plug gauge", "2026-03-05", "2027-03-05", "Out of service"),
]


def book(folder: Path, fill: Callable[[Worksheet], None]) -> RecordBook:
    """The records of one workbook, its sheet filled by the test."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Gauge register"
    fill(sheet)
    written = BytesIO()
    made.save(written)
    return book_of(folder, {"gauges.xlsx": written.getvalue()})


def rows(sheet: Worksheet, *more: tuple[object, ...]) -> None:
    for row in (HEADINGS, *ROWS, *more):
        sheet.append(list(row))


def unread(table: RecordTable) -> list[tuple[str, str]]:
    return [(place, why.code) for place, why in table.unread]


def test_a_header_below_titles_and_blank_rows_is_found(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Gauge register of the store"])
        sheet.append(["as of 1 March 2026"])
        sheet.append([])
        rows(sheet)

    held = book(tmp_path, fill)

    assert [one.row for one in held.of("gauge")] == [f"Gauge register!{n}" for n in (5, 6, 7)]


def test_a_total_row_is_no_record_and_is_told(tmp_path: Path) -> None:
    held = book(tmp_path, lambda sheet: rows(sheet, ("Total", 3, None, None, None)))

    [table] = held.tables

    assert len(table.records) == 3
    assert unread(table) == [("Gauge register!5", "not-a-row")] or unread(table) == [
        ("Gauge register!5", "total-row")
    ]


def test_a_cell_merged_over_rows_holds_for_each(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(sheet)
        sheet.merge_cells("E2:E3")

    held = book(tmp_path, fill)

    assert [one.fields["state"].text for one in held.of("gauge")][:2] == ["In use", "In use"]


def test_the_day_number_of_a_spreadsheet_is_a_day(tmp_path: Path) -> None:
    more = ("T-4", "Ring gauge", 46027, 46392, "In use")
    held = book(tmp_path, lambda sheet: rows(sheet, more))

    [record] = held.by_key("gauge", "T-4")

    assert record.fields["calibrated"].value == date(2026, 1, 5)


def test_a_text_among_days_is_listed_and_the_row_still_used(tmp_path: Path) -> None:
    more = ("T-4", "Ring gauge", "at the lab", "2027-01-01", "In use")
    held = book(tmp_path, lambda sheet: rows(sheet, more))

    [table] = held.tables

    assert unread(table) == [("Gauge register!5, Last calibrated", "not-a-date")]
    assert held.by_key("gauge", "T-4")[0].fields["calibration_due"].value == date(2027, 1, 1)


def test_a_name_that_stands_twice_is_told(tmp_path: Path) -> None:
    held = book(tmp_path, lambda sheet: rows(sheet, ROWS[0]))

    [table] = held.tables

    assert unread(table) == [("Gauge register!5", "duplicate-key")]
    assert len(held.by_key("gauge", "T-1")) == 2


def test_a_heading_row_in_the_middle_is_no_record(tmp_path: Path) -> None:
    held = book(tmp_path, lambda sheet: rows(sheet, HEADINGS, ("T-4", "Pin", "", "", "In use")))

    assert [one.key for one in held.of("gauge")] == ["T-1", "T-2", "T-3", "T-4"]


def test_a_formula_without_its_result_is_told(tmp_path: Path) -> None:
    more = ("T-4", "Ring gauge", "2026-01-01", "=C5+365", "In use")
    held = book(tmp_path, lambda sheet: rows(sheet, more))

    [record] = held.by_key("gauge", "T-4")
    warnings = held.revision(record).identity.warnings

    assert "calibration_due" not in record.fields or unread(held.tables[0])
    assert any("formula" in one.casefold() for one in warnings) or unread(held.tables[0])


def test_a_long_sheet_is_recognised_once(tmp_path: Path) -> None:
    text = "Gauge,Calibrated,Cal due\n" + "".join(
        f"G-{n},2026-01-02,2027-01-02\n" for n in range(20_000)
    )
    held = book_of(tmp_path, {"gauge register.csv": text})

    assert len(held.of("gauge")) == 20_000
    assert held.by_key("gauge", "G-19999")[0].fields["calibrated"].value == date(2026, 1, 2)
