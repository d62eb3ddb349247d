"""A page of a PDF file as a picture, and where on it the characters of a quote stand."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from assistant.model.page_pictures import Box
from assistant.quote_letters import find_quote

_POINTS = 72  # to an inch: the unit of a PDF
_MOST_PIXELS = 4_000  # of the longer side, whatever a file says its page measures
_FAR = 0.2  # of the page: the next column, or the next cell but one
_ONE_AT_A_TIME = Lock()  # PDFium is not safe for threads


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A picture, the boxes of the quote in shares of it, and how much of the quote they cover."""

    image: Image.Image
    boxes: tuple[Box, ...]
    found: float


def paint(content: bytes, page: int, quote: str, *, dpi: int) -> PaintedPage | None:
    """Page `page` (from 1) of a PDF; None when the file has no such page or cannot be opened."""
    with _ONE_AT_A_TIME:
        try:
            with closing(pypdfium2.PdfDocument(BytesIO(content))) as document:
                if not 1 <= page <= len(document):
                    return None
                with closing(document[page - 1]) as opened:
                    return _painted(opened, quote, dpi)
        except pypdfium2.PdfiumError:
            return None


def _painted(page: pypdfium2.PdfPage, quote: str, dpi: int) -> PaintedPage:
    scale = min(dpi / _POINTS, _MOST_PIXELS / max(1.0, *page.get_size()))
    upright = page.get_rotation() in (0, 180)
    image = page.render(scale=scale).to_pil().convert("RGB")
    with closing(page.get_textpage()) as text:
        found = find_quote(quote, _characters(text))
        boxes = tuple(
            box
            for start, end in found.spans
            for box in _lines(_boxes(page, text, image.size, start, end), upright=upright)
        )
    return PaintedPage(image, boxes, found.share)


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """One character for each that PDFium counts, so that an index means the same in both."""
    return "".join(
        chr(code) if 0 < (code := pdfium.FPDFText_GetUnicode(text, index)) < 0x110000 else " "
        for index in range(text.count_chars())
    )


def _boxes(
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    size: tuple[int, int],
    start: int,
    end: int,
) -> Iterator[Box]:
    for index in range(start, end):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if right > left and top > bottom:
            yield _on_picture(page, size, (left, bottom), (right, top))


def _on_picture(
    page: pypdfium2.PdfPage,
    size: tuple[int, int],
    one: tuple[float, float],
    other: tuple[float, float],
) -> Box:
    """PDFium turns and crops as it does for the picture, so rotated pages fit too."""
    width, height = size
    across, down = pdfium.c_int(), pdfium.c_int()
    corners = []
    for x, y in (one, other):
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value / width, down.value / height))
    (x1, y1), (x2, y2) = corners
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _lines(boxes: Iterator[Box], *, upright: bool) -> Iterator[Box]:
    """Boxes of characters joined into one for each line."""
    line: Box | None = None
    for box in boxes:
        if line is not None and _same_line(line, box, upright=upright):
            line = Box(
                min(line.left, box.left),
                min(line.top, box.top),
                max(line.right, box.right),
                max(line.bottom, box.bottom),
            )
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _same_line(line: Box, box: Box, *, upright: bool) -> bool:
    """Whether a character stands beside the last ones, in the direction that the page reads."""
    across = min(line.bottom, box.bottom) - max(line.top, box.top)
    down = min(line.right, box.right) - max(line.left, box.left)
    if upright:
        beside = across > 0.5 * min(line.bottom - line.top, box.bottom - box.top)
        return beside and -down < _FAR
    beside = down > 0.5 * min(line.right - line.left, box.right - box.left)
    return beside and -across < _FAR
