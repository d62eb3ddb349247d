"""Forms, certificates and orders: labels and lines of a sheet of paper as records."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.unit.assistant.records.papers import paper
from tests.unit.assistant.records.shelves import book_of

ORDER = paper(
    "Purchase Order",
    [("Order number", "P-7712"), ("Order date", "5 May 2026"), ("Vendor", "V-20 Nordkap Lager AS")],
    [
        ("Line", "P/N", "Qty", "Required by"),
        ("1", "AB100-4", "1,200", "30 June 2026"),
        ("2", "AB100-6", "50", "15 July 2026"),
    ],
)
RELEASE = """# Authorised Release Certificate

| | |
| --- | --- |
| 1. Approving civil aviation authority | CAA |
| 3. Form tracking number | RT-5501 |
| 4. Organisation name and address | Tern Valves Ltd |
| 5. Work order | W-88 |

| 6. Item | 7. Description | 8. Part No. | 9. Qty. | 10. Serial No. | 11. Status/Work |
| --- | --- | --- | --- | --- | --- |
| 1 | Valve | TV-9 | 3 | n/a | NEW |

13e. Date: 4 June 2026
"""


def test_every_line_of_an_order_carries_the_fields_of_its_head(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"orders/P-7712.docx": ORDER})

    first, second = book.of("purchase_order")

    assert (first.key, second.key) == ("P-7712", "P-7712")
    assert first.fields["quantity"].value == Decimal(1200)
    assert second.fields["requested"].value == date(2026, 7, 15)
    assert second.fields["ordered"].value == date(2026, 5, 5)


def test_a_name_is_read_without_the_code_before_it(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"orders/P-7712.docx": ORDER})

    supplier = book.of("purchase_order")[0].fields["supplier"]

    assert (supplier.value, supplier.text) == ("Nordkap Lager AS", "V-20 Nordkap Lager AS")


def test_the_numbered_blocks_of_a_release_certificate_become_one_record(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"certificates/release RT-5501.md": RELEASE})

    [record] = book.by_key("release_certificate", "RT-5501")

    assert record.fields["part"].value == "TV-9"
    assert record.fields["organisation"].value == "Tern Valves Ltd"
    assert record.fields["issued"].value == date(2026, 6, 4)


def test_a_field_of_a_form_is_cited_by_its_own_words(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"orders/P-7712.docx": ORDER})
    record = book.of("purchase_order")[0]

    citation = book.cite(record, record.fields["supplier"])

    assert "Nordkap" in citation.quote


def test_an_empty_form_records_nothing(tmp_path: Path) -> None:
    blank = paper(
        "Receiving inspection",
        [("Lot number", ""), ("Supplier", "")],
        [("No", "Check", "Yes", "No", "Remark"), ("1", "Caps in place", "", "", "")],
    )
    book = book_of(tmp_path, {"forms/receiving.docx": blank})

    assert book.of("receiving_inspection") == ()


def test_the_head_of_a_paper_tells_how_its_lines_write_days(tmp_path: Path) -> None:
    american = paper(
        "Purchase Order",
        [("PO Number", "45-77"), ("Date", "03/14/2026"), ("Vendor", "Northway Inc")],
        [("Line", "Part Number", "Qty", "Need Date"), ("1", "AB1-4", "5", "04/05/2026")],
    )
    book = book_of(tmp_path, {"orders/45-77.docx": american})

    [line] = book.by_key("purchase_order", "45-77")

    assert line.fields["requested"].value == date(2026, 4, 5)


def test_a_list_of_readers_is_headed_by_what_they_read(tmp_path: Path) -> None:
    rows = "Document: QP-7 rev C\n\nName,Date read,Signature\nA. Berg,2026-03-01,AB\n"
    rows += "T. Holm,2026-03-04,\n"
    book = book_of(tmp_path, {"read and understood March.csv": rows})

    first, second = book.of("acknowledgement")

    assert first.fields["document"].text == "QP-7 rev C"
    assert first.fields["signed"].value is True
    assert "signed" not in second.fields


def test_the_day_of_a_mail_is_not_that_of_its_report(tmp_path: Path) -> None:
    mail = (
        "From: a@x.example\nTo: b@y.example\nSubject: Nonconformance report NCR-88\n"
        "Date: Mon, 2 Mar 2026 10:00:00 +0000\n\nNCR number: NCR-88\nPart number: AN3-5A\n"
        "Quantity: 20\nDescription: Plating peels off.\nDate found: 1 March 2026\n"
    )
    book = book_of(tmp_path, {"mail/report.eml": mail})

    [record] = book.by_key("nonconformity", "NCR-88")

    assert record.fields["opened"].value == date(2026, 3, 1)
