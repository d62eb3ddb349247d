"""An answer that rests on a page read by OCR says so, with the page and the confidence."""

from dataclasses import replace
from datetime import date

from assistant.answering.shelf import Shelf
from tests.builders import revision

HELD = replace(
    revision("COC-7061", path="scans/coc.pdf"),
    ocr_pages=(2, 3),
    ocr_confidences=(0.934, None),
)


def test_each_page_read_by_ocr_is_told_once() -> None:
    shelf = Shelf.on(date(2026, 9, 30), [HELD])

    told = shelf.from_scans([("scans/coc.pdf", 2), ("scans/coc.pdf", 2), ("scans/coc.pdf", 3)])

    assert [one.partition(": ")[2] for one in told] == [
        "read by OCR from a scan, page 2, confidence 0.93: check against the page",
        "read by OCR from a scan, page 3: check against the page",
    ]
    assert all("scans/coc.pdf" in one for one in told)


def test_a_page_with_a_text_layer_of_its_own_is_not_told() -> None:
    shelf = Shelf.on(date(2026, 9, 30), [HELD])

    assert shelf.from_scans([("scans/coc.pdf", 1), ("other.pdf", 2)]) == ()
