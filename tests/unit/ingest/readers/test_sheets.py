"""How sheets and delimited files are laid out, and what becomes a record of them."""

from collections.abc import Sequence

from openpyxl import Workbook

from assistant.model.documents import Block, BlockKind, ReadDocument, SourceFile
from ingest.readers import read
from tests.unit.ingest.readers.made_files import workbook


def sheet(rows: Sequence[Sequence[object]]) -> ReadDocument:
    def build(book: Workbook) -> None:
        active = book.active
        assert active is not None
        active.title = "Log"
        for row in rows:
            active.append([None if cell == "" else cell for cell in row])

    return read(SourceFile("x.xlsx", workbook(build)))


def records(document: ReadDocument) -> list[Block]:
    return [
        block
        for block in document.pages[0].blocks
        if block.kind is BlockKind.TABLE_ROW and block.row and not block.table_header
    ]


def named(document: ReadDocument) -> list[dict[str, str]]:
    return [{cell.header: cell.text for cell in block.cells} for block in records(document)]


def test_two_tables_side_by_side_keep_their_own_names() -> None:
    document = sheet(
        [
            ("Gauge", "Due", "", "", ""),
            ("G-1", "2026-03-04", "", "Person", "Course", "Passed"),
            ("G-2", "2026-05-06", "", "A. Lind", "Splitting", "yes"),
            ("G-3", "2026-06-06", "", "B. Holm", "Stamping", "yes"),
        ]
    )
    assert named(document) == [
        {"Gauge": "G-1", "Due": "2026-03-04"},
        {"Gauge": "G-2", "Due": "2026-05-06"},
        {"Gauge": "G-3", "Due": "2026-06-06"},
        {"Person": "A. Lind", "Course": "Splitting", "Passed": "yes"},
        {"Person": "B. Holm", "Course": "Stamping", "Passed": "yes"},
    ]


def test_tables_side_by_side_with_the_same_names_are_two() -> None:
    document = sheet(
        [
            ("Stamp", "Holder", "", "Stamp", "Holder"),
            ("M-1", "A. Lind", "", "M-7", "C. Voss"),
            ("M-2", "B. Holm", "", "M-8", "D. Raab"),
        ]
    )
    assert [row["Stamp"] for row in named(document)] == ["M-1", "M-2", "M-7", "M-8"]


def test_a_free_column_within_a_log_parts_nothing() -> None:
    document = sheet(
        [
            ("Complaints", "", "", "", ""),
            ("No", "Customer", "", "Answer", "Closed"),
            ("1", "Kestrel", "", "replaced", "2026-03-04"),
            ("2", "Norvik", "", "", ""),
            ("3", "Halden", "", "credited", "2026-05-04"),
        ]
    )
    assert named(document)[0] == {
        "No": "1",
        "Customer": "Kestrel",
        "Answer": "replaced",
        "Closed": "2026-03-04",
    }
    assert len(named(document)) == 3


def test_a_total_is_no_record_and_no_header() -> None:
    document = sheet(
        [
            ("Month", "Lines", "Errors"),
            ("May", 410, 3),
            ("June", 388, 1),
            ("Total", 798, 4),
            ("", "", ""),
            ("July", 402, 2),
        ]
    )
    assert [row["Month"] for row in named(document)] == ["May", "June", "July"]
    total = next(block for block in document.pages[0].blocks if "798" in block.text)
    assert (total.text, total.row, total.cells) == ("Total | 798 | 4", "Log!4", ())


def test_names_of_columns_are_found_below_a_long_block_of_titles() -> None:
    document = sheet(
        [
            ("Approved supplier register",),
            ("Form F-12, issue 4, kept by Purchasing",),
            ("Owner:", "A. Rao", "Review:", "2026-12-01"),
            ("Site:", "Brackley", "Status:", "in use"),
            ("Suppliers without approval are not used",),
            ("Changes are made by the owner only",),
            ("Supplier", "Scope", "Approval", "Valid until"),
            ("Aero Seals", "seals", "AS9120", "2027-01-31"),
            ("Calder Works", "washers", "ISO 9001", "2026-08-31"),
        ]
    )
    assert named(document)[-1] == {
        "Supplier": "Calder Works",
        "Scope": "washers",
        "Approval": "ISO 9001",
        "Valid until": "2026-08-31",
    }


def test_title_lines_above_a_delimited_table_are_no_records() -> None:
    content = (
        "Climate log;;;\n"
        "Store 2, kept by Goods-in\n"
        "\n"
        "Date;Time;Temperature;By\n"
        "2026-08-01;07:00;19,5;RV\n"
        "2026-08-01;19:00;21,0;DQ\n"
    )
    document = read(SourceFile("climate.csv", content.encode()))
    rows = [row for row in named(document) if "Date" in row]
    assert rows[0] == {"Date": "2026-08-01", "Time": "07:00", "Temperature": "19,5", "By": "RV"}
    assert len(records(document)) == 2


def test_a_row_of_units_below_the_names_belongs_to_the_header() -> None:
    document = sheet(
        [
            ("Block", "Reading", "Error"),
            ("", "(mm)", "(mm)"),
            ("A-1", 10.01, 0.01),
            ("A-2", 20.02, 0.02),
        ]
    )
    assert named(document)[0] == {"Block": "A-1", "Reading (mm)": "10.01", "Error (mm)": "0.01"}
