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
