"""Where a chain breaks, and what looks like a break and is none."""

from dataclasses import replace

import pytest

from assistant.model.records import Record
from assistant.trace.breaks import Break, BreakCode
from assistant.trace.finding import breaks_of
from assistant.trace.graph import NodeKind
from tests.unit.assistant.trace.made import graph, received, row, shipped, split


def broken(*rows: Record) -> list[Break]:
    return [one for one in breaks_of(graph(*rows)) if not one.elsewhere]


SUPPLIER = row("approved_supplier", supplier="Northern Bolt Limited", supplier_code="S-1")
CHAIN = (
    SUPPLIER,
    row("purchase_order", order="PO-1001", supplier="Northern Bolt Ltd", part="NAS1-4"),
    received("L-100"),
    split("L-100", "L-100/A", "100", "40", "60"),
    shipped("L-100/A", "40"),
    row("sales_order", sales_order="SO-301", customer="Blue Airlines"),
    row(
        "certificate_of_conformity",
        certificate="CoC 901",
        sales_order="SO-301",
        lot="L-100",
        batch="B-77",
        quantity="40",
        part="NAS1-4",
        customer="Blue Airlines Ltd",
    ),
)


def changed(place: int, **cells: str) -> tuple[Record, ...]:
    """The chain with one row made anew."""
    rows = list(CHAIN)
    old = {name: field.text for name, field in rows[place].fields.items()}
    rows[place] = row(rows[place].type, **{**old, **cells})
    return tuple(rows)


def test_a_whole_chain_has_no_break() -> None:
    assert not breaks_of(graph(*CHAIN))


@pytest.mark.parametrize(
    ("rows", "code", "about"),
    [
        (changed(3, quantity_after="50"), BreakCode.QUANTITY, "50 is entered as left"),
        (changed(3, quantity_before="90", quantity_after="50"), BreakCode.QUANTITY, "100 of lot"),
        (changed(4, quantity="45"), BreakCode.QUANTITY, "45 of lot L-100/A"),
        (changed(6, quantity="50"), BreakCode.QUANTITY, "says 50"),
        (changed(6, batch="B-78"), BreakCode.OTHER_BATCH, "B-78 in one place and B-77"),
        (changed(6, part="NAS1-5"), BreakCode.OTHER_PART, "NAS1-5"),
        (changed(6, customer="Red Airlines"), BreakCode.OTHER_PARTY, "Red Airlines"),
        (changed(4, part="NAS1-4L"), BreakCode.OTHER_PART, "NAS1-4L"),
        (changed(5, customer="Green Jets"), BreakCode.OTHER_PARTY, "Green Jets"),
        (changed(2, part="NAS2-4"), BreakCode.OTHER_PART, "NAS2-4"),
        (changed(2, supplier="Southern Nut"), BreakCode.OTHER_PARTY, "Southern Nut"),
        (changed(2, received="2026-04-09"), BreakCode.DAYS, "split on 2026-04-03"),
        (changed(4, shipped="2026-04-01"), BreakCode.DAYS, "shipped on 2026-04-01"),
        (
            (*CHAIN, row("receiving_inspection", lot="L-100", part="NAS9")),
            BreakCode.SAME_NUMBER,
            "NAS9",
        ),
    ],
)
def test_a_row_that_disagrees_breaks_the_chain(
    rows: tuple[Record, ...], code: BreakCode, about: str
) -> None:
    found = [one for one in broken(*rows) if one.code is code]
    assert any(about in one.message for one in found), broken(*rows)
    assert all(one.sides for one in found)


def test_a_certificate_that_names_a_lot_that_was_not_shipped_breaks() -> None:
    other = row("certificate_of_conformity", certificate="CoC 901", lot="L-102", batch="B-79")
    came = received("L-102", batch="B-79")
    [one] = broken(*CHAIN, came, other)
    assert one.code is BreakCode.OTHER_LOT
    assert [side.field for side in one.sides] == ["lot", "lot"]


def lots(count: int) -> list[Record]:
    return [received(f"L-{100 + number}") for number in range(count)]


def sent(*numbers: str) -> list[Record]:
    return [shipped(lot, "1", f"DN-{place}") for place, lot in enumerate(numbers)]


def test_a_shipped_lot_that_was_never_received_breaks() -> None:
    found = broken(*lots(3), *sent("L-100", "L-101", "L-199"))
    assert [(one.code, one.subject) for one in found] == [(BreakCode.MISSING_RECORD, "L-199")]


@pytest.mark.parametrize("older", ["L-042", "K-100"])
def test_a_lot_from_before_the_log_is_a_loose_end(older: str) -> None:
    rows = [*lots(3), *sent("L-100", "L-101", older)]
    assert not broken(*rows)
    assert any(one.subject == older for one in breaks_of(graph(*rows)))


def test_orders_kept_in_another_system_are_loose_ends() -> None:
    rows = [received(f"L-{number}", order=f"PO-{number}") for number in (101, 102, 103)]
    found = breaks_of(graph(*rows))
    assert {one.subject for one in found} == {"PO-101", "PO-102", "PO-103"}
    assert all(one.elsewhere for one in found)


def test_a_certificate_may_name_the_lot_a_daughter_was_split_from() -> None:
    assert not broken(*changed(6, lot="L-100/A"))
    assert not broken(*changed(6, lot="l 100"))


def test_a_nonconformity_explains_what_is_gone() -> None:
    report = row("nonconformity", nonconformity="N-1", lot="L-100", decision="Return 20, accept 80")
    rows = changed(3, quantity_before="80", quantity_after="40")
    assert broken(*rows)
    assert not broken(*rows, report)


def test_a_supplier_in_another_spelling_is_in_the_register() -> None:
    for name in ("NORTHERN BOLT", "S-1", "S-1 Northern Bolt", "Northern-Bolt Ltd."):
        assert not broken(*changed(2, supplier=name)), name


def test_a_supplier_outside_the_register_breaks() -> None:
    listed = [row("approved_supplier", supplier=name) for name in ("Aa One", "Bb Two")]
    bought = [
        received(f"L-{place}", supplier=name, order="")
        for place, name in enumerate(("Aa One", "Bb Two Ltd", "Cc Three"), start=100)
    ]
    [one] = broken(*listed, *bought)
    assert (one.code, one.subject) == (BreakCode.UNLISTED_SUPPLIER, "Cc Three")


def test_a_receipt_without_the_makers_batch_breaks_where_others_name_it() -> None:
    rows = [*lots(3), received("L-110", batch="unknown")]
    [one] = broken(*rows)
    assert (one.code, one.subject) == (BreakCode.NOT_NAMED, "L-110")


def stock(lot: str, left: str, checked: str = "2026-06-01") -> Record:
    return row("shelf_life_item", lot=lot, quantity=left, checked=checked)


def test_stock_that_is_more_than_can_be_breaks() -> None:
    [one] = broken(*CHAIN, stock("L-100", "130"))
    assert one.code is BreakCode.QUANTITY and "70 more" in one.message


def test_stock_counted_before_the_shipment_is_compared_with_that_day() -> None:
    assert not broken(*CHAIN, stock("L-100", "100", "2026-05-01"))
    assert not broken(*CHAIN, stock("L-100", "60", "2026-05-01"))


def test_missing_stock_breaks_only_where_other_lots_reconcile() -> None:
    rows = [
        line
        for number in (101, 102, 103)
        for line in (received(f"L-{number}"), shipped(f"L-{number}", "10", f"DN-{number}"))
    ]
    good = [stock("L-101", "90"), stock("L-102", "90")]
    assert [one.code for one in broken(*rows, *good, stock("L-103", "70"))] == [BreakCode.QUANTITY]
    bad = [stock("L-101", "40"), stock("L-102", "50")]
    assert not broken(*rows, *bad, stock("L-103", "70"))


def test_feet_are_not_compared_with_drums() -> None:
    rows = changed(2, unit="ft")
    assert not broken(*rows, row("shelf_life_item", lot="L-100", quantity="900", unit="drum"))


def test_a_release_certificate_is_held_against_the_receipt() -> None:
    came = received("L-100", release_certificate="8130-3 RC-55-1")
    paper = {"certificate": "RC-55-1", "part": "NAS1-4", "quantity": "100", "batch": "B-77"}
    assert not broken(came, row("release_certificate", **paper))
    for cell, wrong in (("batch", "B-99"), ("part", "NAS3"), ("quantity", "60")):
        assert broken(came, row("release_certificate", **{**paper, cell: wrong})), cell


def test_breaks_are_the_same_for_the_same_rows_in_another_spelling() -> None:
    rows = changed(6, lot="L 100", sales_order="so 301", batch="b77")
    assert not breaks_of(graph(*rows))


def test_more_shipped_under_a_lots_numbers_than_came_breaks_without_a_split_log() -> None:
    rows = [shipped("L-100/1", "70", "DN-1"), shipped("L-100/2", "40", "DN-2")]
    [one] = broken(received("L-100"), *rows)
    assert one.code is BreakCode.QUANTITY and "110 of lot L-100" in one.message
    assert not broken(received("L-100"), rows[0])


def test_a_card_that_tells_a_receipt_again_does_not_double_it() -> None:
    card = row("receiving_inspection", batch="L-100", quantity="100", part="NAS1-4 bolt")
    card = replace(card, revision="d_card", row="")
    found = graph(received("L-100"), card, shipped("L-100", "100"))
    assert not [one for one in breaks_of(found) if not one.elsewhere]
    [lot] = [node for node in found.of(NodeKind.LOT) if node.number == "L-100"]
    assert len([one for one in lot.records if one.type == "receiving_inspection"]) == 2
