"""What nobody sees on a page of a PDF is left out and said; what is seen is never taken for it."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import read
from tests.unit.ingest.readers.made_files import lines_at, pdf, text_page

SEEN = "Goods are inspected on receipt."
HIDDEN = "nobody reads this line"
PHOTO = ImageReader(Image.new("RGB", (40, 40), (90, 120, 160)))


def opened(content: bytes) -> ReadDocument:
    return read(SourceFile("a.pdf", content))


def drawn(draw: Callable[[Canvas], None]) -> ReadDocument:
    def page(canvas: Canvas) -> None:
        lines_at(canvas, [SEEN])
        draw(canvas)

    return opened(pdf(page))


def under_panel(canvas: Canvas) -> None:
    lines_at(canvas, [HIDDEN], y=400)
    canvas.setFillGray(0.9)
    canvas.rect(60, 390, 300, 30, stroke=0, fill=1)


def under_photo(canvas: Canvas) -> None:
    lines_at(canvas, [HIDDEN], y=400)
    canvas.drawImage(PHOTO, 60, 390, 300, 30)


def under_rounded_panel(canvas: Canvas) -> None:
    lines_at(canvas, [HIDDEN], y=400)
    canvas.setFillGray(0.9)
    canvas.roundRect(60, 380, 300, 50, 8, stroke=0, fill=1)


def on_its_own_colour(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.2, 0.3, 0.5)
    canvas.rect(60, 390, 300, 30, stroke=0, fill=1)
    lines_at(canvas, [HIDDEN], y=400)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 400)
    text.setTextRenderMode(3)
    text.textLine(HIDDEN)
    canvas.drawText(text)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    lines_at(canvas, [HIDDEN], y=400)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(10, 10, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    lines_at(canvas, [HIDDEN], y=400)


def beyond_the_edge(canvas: Canvas) -> None:
    lines_at(canvas, [HIDDEN], x=700, y=400)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillGray(0.97)
    lines_at(canvas, [HIDDEN], y=400)


@pytest.mark.parametrize(
    "hide",
    [
        under_panel,
        under_photo,
        under_rounded_panel,
        on_its_own_colour,
        invisible,
        transparent,
        clipped,
        beyond_the_edge,
        nearly_white,
    ],
)
def test_what_nobody_sees_is_left_out_with_a_warning(hide: Callable[[Canvas], None]) -> None:
    document = drawn(hide)
    assert document.pages[0].text == SEEN
    assert "hidden text was left out" in document.warnings


def marked_with_a_highlighter(canvas: Canvas) -> None:
    lines_at(canvas, [HIDDEN], y=400)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(60, 390, 300, 30, stroke=0, fill=1)


def in_a_frame(canvas: Canvas) -> None:
    lines_at(canvas, [HIDDEN], y=400)
    canvas.rect(60, 390, 300, 30, stroke=1, fill=0)


def on_a_photo(canvas: Canvas) -> None:
    canvas.drawImage(PHOTO, 60, 390, 300, 30)
    canvas.setFillGray(1)
    lines_at(canvas, [HIDDEN], y=400)


def on_a_rounded_bar(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.4)
    canvas.roundRect(60, 380, 300, 50, 8, stroke=0, fill=1)
    canvas.setFillGray(1)
    lines_at(canvas, [HIDDEN], y=400)


def within_a_clip(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 380, 400, 60)
    canvas.clipPath(path, stroke=0, fill=0)
    lines_at(canvas, [HIDDEN], y=400)


@pytest.mark.parametrize(
    "show",
    [marked_with_a_highlighter, in_a_frame, on_a_photo, on_a_rounded_bar, within_a_clip],
)
def test_what_can_be_seen_is_read(show: Callable[[Canvas], None]) -> None:
    document = drawn(show)
    assert HIDDEN in document.pages[0].text
    assert document.warnings == ()


@pytest.mark.parametrize("picture_last", [True, False])
def test_the_text_layer_of_a_scan_is_read_and_the_page_told(picture_last: bool) -> None:
    def scan(canvas: Canvas) -> None:
        if not picture_last:
            canvas.drawImage(PHOTO, 0, 0, 595, 842)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(0 if picture_last else 3)
        text.textLine(SEEN)
        canvas.drawText(text)
        if picture_last:
            canvas.drawImage(PHOTO, 0, 0, 595, 842)

    [page] = opened(pdf(scan)).pages
    assert page.text == SEEN
    assert page.from_ocr


def test_notes_on_a_page_are_told() -> None:
    made = pdf(text_page(SEEN))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.add_annotation(0, Text(text="check this", rect=(50, 550, 60, 560)))
    writer.add_attachment("list.txt", b"nothing")
    target = io.BytesIO()
    writer.write(target)
    document = opened(target.getvalue())
    assert document.pages[0].text == SEEN
    assert "notes laid on the page were not read: 1, on page 1" in document.warnings
    assert any("attached to the PDF were not read: 1" in one for one in document.warnings)
