"""Rows made wrong on purpose, and whether the trace sees it."""

from evals.traces.measure import measure
from tests.unit.assistant.trace.made import Rows, received, row, shipped, split


def test_every_fault_in_a_whole_chain_is_seen() -> None:
    rows = Rows(
        row("approved_supplier", supplier="Northern Bolt"),
        row("approved_supplier", supplier="Other"),
        *(received(f"L-{lot}", order="", batch=f"B-{lot}") for lot in (101, 102, 103)),
        row("approved_supplier", supplier="Third"),
        received("L-105", order="", batch="B-105", supplier="Third"),
        received("L-104", order="", batch="B-104", supplier="Other", release_certificate="RC-41"),
        row("release_certificate", certificate="RC-41", part="NAS1-4", quantity="100"),
        split("L-101", "L-101/A", "100", "40", "60"),
        split("L-102", "L-102/A", "100", "50", "50"),
        shipped("L-101/A", "40", "DN-1", certificate="CoC-901"),
        shipped("L-102/A", "50", "DN-2", certificate="CoC-902"),
        shipped("L-103", "50", "DN-3", certificate="CoC-903"),
        row(
            "certificate_of_conformity",
            certificate="CoC-901",
            lot="L-101/A",
            batch="B-101",
            part="NAS1-4",
            quantity="40",
        ),
    )

    found = measure(rows)

    assert [one.fault.name for one in found if one.share is None] == []
    assert {one.fault.name: one.missed for one in found if one.missed} == {}


def test_a_fault_that_no_row_can_have_is_not_counted() -> None:
    assert {one.share for one in measure(Rows(received("L-1")))} >= {None}
