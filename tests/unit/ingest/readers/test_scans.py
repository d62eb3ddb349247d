"""Scanned pages of PDFs, and pictures as documents, with an engine that knows what they say."""

import io

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import DocumentBomb, DocumentTooLarge, DocumentTruncated
from assistant.model.documents import BlockKind, ReadDocument, SourceFile
from assistant.reading_ports import OcrEngine
from ingest.readers import pdf as pdf_reader
from ingest.readers import pictures
from ingest.readers.limits import Limits
from tests.fakes.ocr import KnowsThePage
from tests.unit.ingest.readers.made_files import Draw, lines_at, pdf, text_page

SCAN = (
    "CERTIFICATE OF CONFORMITY",
    "Certificate No: COC-7061",
    "Lot: K26-7388",
    "Goods were inspected and released by the quality department of the maker.",
)


def sheet(size: tuple[int, int] = (850, 1100)) -> Image.Image:
    shades = np.full((size[1], size[0]), 250, np.uint8)
    for line in range(20):
        shades[100 + 40 * line : 112 + 40 * line, 90 : size[0] - 90] = 30
    return Image.fromarray(shades)


def scanned(*on_it: str) -> Draw:
    """A page that is a picture, with these lines printed over it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(sheet()), 0, 0, 595, 842)
        lines_at(canvas, on_it, y=300)

    return draw


def read(content: bytes, engine: OcrEngine | None) -> ReadDocument:
    return pdf_reader.read(SourceFile("scan.pdf", content), Limits(), engine)


def picture_file(*frames: Image.Image, kind: str = "PNG", dpi: int = 100) -> bytes:
    target = io.BytesIO()
    more = {"save_all": True, "append_images": list(frames[1:])} if len(frames) > 1 else {}
    frames[0].save(target, kind, dpi=(dpi, dpi), **more)
    return target.getvalue()


def test_a_scanned_page_is_read_and_marked_and_the_others_stay() -> None:
    document = read(pdf(text_page("Goods are inspected."), scanned()), KnowsThePage(*SCAN))

    first, second = document.pages
    assert (first.from_ocr, first.ocr_confidence) == (False, None)
    assert second.from_ocr
    assert second.ocr_confidence == pytest.approx(0.95)
    assert "K26-7388" in second.text
    assert document.pages_without_text == ()
    assert "read by OCR from a scan: page 2 (confidence 0.95)" in document.warnings


def test_a_page_that_cannot_be_made_out_has_no_text_and_is_told_with_its_confidence() -> None:
    engine = KnowsThePage(*SCAN, sure=[0.4])

    document = read(pdf(text_page("Goods are inspected."), scanned()), engine)

    assert document.pages_without_text == (2,)
    assert not document.pages[1].from_ocr
    [told] = [one for one in document.warnings if "unreadable scan" in one]
    assert "page 2 (confidence 0.40)" in told


def test_without_an_engine_the_pages_that_want_one_are_named() -> None:
    document = read(pdf(text_page("Goods are inspected."), scanned(), text_page()), None)

    assert document.pages_without_text == (2, 3)
    [told] = [one for one in document.warnings if "OCR" in one]
    assert told == "pages that only OCR can read, and no OCR engine is installed: 2"


def test_a_stamp_in_the_text_layer_does_not_keep_a_scan_from_being_read() -> None:
    stamped = pdf(scanned("RECEIVED 12 MAR", "Page 1"))

    document = read(stamped, KnowsThePage(*SCAN, "RECEIVED 12 MAR", "Page 1"))

    assert document.pages[0].from_ocr
    assert "K26-7388" in document.pages[0].text


def test_a_cover_with_a_picture_keeps_its_own_text() -> None:
    document = read(pdf(scanned("Quality Manual")), KnowsThePage("Quality Manual"))

    assert not document.pages[0].from_ocr
    assert document.pages[0].text == "Quality Manual"


def test_a_text_layer_in_cipher_is_given_up_for_what_the_page_shows() -> None:
    plain = "the goods are inspected on receipt and the records of it are kept for ten years "
    cipher = "".join(chr((ord(c) - 94) % 26 + 97) if c.isalpha() else c for c in plain * 4)
    lines = [cipher[at : at + 70] for at in range(0, len(cipher), 70)]

    document = read(pdf(text_page(*lines)), KnowsThePage(*SCAN))

    assert document.pages[0].from_ocr
    assert "K26-7388" in document.pages[0].text


def test_an_odd_text_that_the_page_bears_out_is_kept() -> None:
    lines = ["xyzzy qwkjz plugh vvvkw zzxqj wwwkk"] * 8

    document = read(pdf(text_page(*lines)), KnowsThePage(*lines))

    assert not document.pages[0].from_ocr


def test_a_poster_is_drawn_coarser_and_read() -> None:
    def poster(canvas: Canvas) -> None:
        canvas.setPageSize((20_000, 10_000))
        canvas.drawImage(ImageReader(sheet()), 0, 0, 20_000, 10_000)

    engine = KnowsThePage(*SCAN)

    document = read(pdf(poster), engine)

    assert document.pages[0].from_ocr
    assert max(engine.pictures[0].shape) <= 8_001


def test_labels_keep_their_values_and_rows_their_cells() -> None:
    engine = KnowsThePage(
        "Receiving log", "Date  Lot  Result", "2026-03-04  K26-7388  accepted",
        "2026-03-05  K26-7390  rejected", "2026-03-09  K26-7401  accepted",
    )  # fmt: skip

    [page] = read(pdf(scanned()), engine).pages

    rows = [block for block in page.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [row.text for row in rows][1] == "2026-03-04 | K26-7388 | accepted"
    assert rows[1].cells[1].header == "Lot"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_a_picture_is_a_document_of_one_page(kind: str) -> None:
    source = SourceFile("scan", picture_file(sheet(), kind=kind))

    document = pictures.read(source, Limits(), f"image/{kind.lower()}", KnowsThePage(*SCAN))

    [page] = document.pages
    assert page.from_ocr
    assert ("Certificate No", "COC-7061") in document.header_fields


def test_a_fax_of_three_pages_is_a_document_of_three_pages() -> None:
    frames = [sheet().convert("1")] * 3
    source = SourceFile("fax.tif", picture_file(*frames, kind="TIFF"))

    document = pictures.read(source, Limits(), "image/tiff", KnowsThePage(*SCAN))

    assert [page.number for page in document.pages if page.from_ocr] == [1, 2, 3]
    with pytest.raises(DocumentTooLarge):
        pictures.read(source, Limits(max_pages=2), "image/tiff", KnowsThePage(*SCAN))


def test_the_lettering_of_a_logo_is_no_document() -> None:
    source = SourceFile("logo.png", picture_file(sheet((400, 400))))

    document = pictures.read(source, Limits(), "image/png", KnowsThePage("ACME GmbH"))

    assert document.pages_without_text == (1,)


def test_a_damaged_picture_and_one_of_too_many_pixels_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = picture_file(sheet())
    with pytest.raises(DocumentTruncated):
        pictures.read(SourceFile("a.png", content[:200]), Limits(), "image/png", None)

    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)
    with pytest.raises(DocumentBomb):
        pictures.read(SourceFile("a.png", content), Limits(), "image/png", None)
