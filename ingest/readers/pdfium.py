"""Words of a PDF page with their places; with `pdfium_paint.py` the only importer of pypdfium2.

PDFium is fast and not safe for threads: everything here runs under one lock.
"""

import ctypes
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from assistant.errors import DocumentEncrypted, DocumentTruncated
from assistant.model.scans import Shades
from ingest.readers.pdf_page import PdfPage, Word
from ingest.readers.pdf_sight import Colour, Spoken, sight
from ingest.readers.pdfium_paint import Ink, Painted

_LOCK = threading.Lock()
_MOST_CHARACTERS = 200_000
_MOST_PIXELS = 8_000  # of the longer side of a page that is drawn for OCR
_MOST_RULES = 4_000
_MOST_NOTES = 2_000  # of a page
_NOTES = frozenset(
    (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_STAMP)
)
_HYPHEN = 0x02  # how PDFium marks a hyphen at a line end
_BREAKS = frozenset((0x20, 0x0A, 0x0D, 0x09, 0xA0, 0x3000, 0))
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


class PdfiumDocument:
    """An open document; use `opened`."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self.layers_off = False  # whether there are layers that a viewer does not show

    def __len__(self) -> int:
        return len(self._document)

    @property
    def attachments(self) -> int:
        """How many files are attached."""
        return int(max(raw.FPDFDoc_GetAttachmentCount(self._document.raw), 0))

    def page(self, index: int) -> PdfPage | None:
        """Words and rules of the page at `index` (from 0); None when it cannot be loaded."""
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            return None
        try:
            return _page(page, layers_off=self.layers_off)
        finally:
            page.close()

    def picture(self, index: int, dpi: float) -> tuple[Shades, float] | None:
        """The page at `index` in grey, and its dots an inch: `dpi`, or fewer for a poster.

        None when it cannot be drawn.
        """
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            return None
        try:
            scale = min(dpi / 72, _MOST_PIXELS / max(*page.get_size(), 1.0))
            bitmap = page.render(scale=scale, grayscale=True)
            try:
                shades = bitmap.to_numpy().copy()
            finally:
                bitmap.close()
        except pdfium.PdfiumError:
            return None
        finally:
            page.close()
        return shades.reshape(shades.shape[:2]), 72 * scale


@contextmanager
def opened(content: bytes) -> Iterator[PdfiumDocument]:
    """The document while the block runs; no other thread reads a PDF meanwhile.

    Raises `DocumentEncrypted`, or `DocumentTruncated` when it cannot be opened.
    """
    with _LOCK:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise DocumentEncrypted("the PDF asks for a password") from error
            raise DocumentTruncated("the PDF is damaged: it cannot be opened") from error
        try:
            yield PdfiumDocument(document)
        finally:
            document.close()


def _page(page: pdfium.PdfPage, *, layers_off: bool) -> PdfPage:
    turn = page.get_rotation()
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    place = _Place(turn, left, bottom, right, top)
    painted = Painted()
    painted.read(page, place)
    textpage = page.get_textpage()
    try:
        spoken, aside = _words(textpage, place, painted)
    finally:
        textpage.close()
    seen = sight(
        spoken,
        painted.paints,
        width=width,
        height=height,
        doubtful=layers_off,
        has_ink=Ink(page),
    )
    notes, fields = _unread(page)
    return PdfPage(
        width=width,
        height=height,
        words=seen.words,
        rules=tuple(painted.rules[:_MOST_RULES]) if spoken else (),
        hidden=seen.hidden,
        aside=aside,
        layer=seen.layer,
        notes=notes,
        fields=fields,
        pictured=_pictured(painted, width * height),
    )


def _pictured(painted: Painted, area: float) -> float:
    sizes = (
        (one.box[2] - one.box[0]) * (one.box[3] - one.box[1])
        for one in painted.paints
        if one.picture
    )
    return min(max(sizes, default=0.0) / area, 1.0) if area > 0 else 0.0


def _unread(page: pdfium.PdfPage) -> tuple[int, int]:
    """How many notes and filled form fields lie on the page beside its text."""
    notes = fields = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        notes += kind in _NOTES and _says(note, b"Contents")
        fields += kind == raw.FPDF_ANNOT_WIDGET and _says(note, b"V")
        raw.FPDFPage_CloseAnnot(note)
    return notes, fields


def _says(note: object, key: bytes) -> bool:
    """Whether an annotation has a text of its own; two bytes are the end of an empty one."""
    return bool(raw.FPDFAnnot_GetStringValue(note, key, None, 0) > 2)


class _Place:
    """From page space (origin below, unturned) to what a reader sees (origin above)."""

    def __init__(self, turn: int, left: float, bottom: float, right: float, top: float) -> None:
        self.turn = turn
        self._left, self._bottom = left, bottom
        self._wide, self._high = right - left, top - bottom

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom, counted from the upper left corner."""
        x0, x1 = left - self._left, right - self._left
        y0, y1 = bottom - self._bottom, top - self._bottom
        if self.turn == 90:
            return y0, x0, y1, x1
        if self.turn == 180:
            return self._wide - x1, y0, self._wide - x0, y1
        if self.turn == 270:
            return self._high - y1, self._wide - x1, self._high - y0, self._wide - x0
        return x0, self._high - y1, x1, self._high - y0


def _words(
    textpage: pdfium.PdfTextPage, place: _Place, painted: Painted
) -> tuple[list[Spoken], str]:
    """Words in the order of the file with how they are painted, and text set across."""
    handle = textpage.raw
    count = min(raw.FPDFText_CountChars(handle), _MOST_CHARACTERS)
    get = raw.FPDFText_GetUnicode
    codes = [get(handle, index) for index in range(count)]
    found: list[Spoken] = []
    measure = _Measure(handle, place)
    start: int | None = None
    for index, code in enumerate(codes):
        ends = code in _BREAKS
        if not ends and start is None:
            start = index
        if start is not None and (ends or code == _HYPHEN or index == count - 1):
            stop = index if ends else index + 1
            word = measure.word(codes[start:stop], start, stop - 1)
            if word is not None:
                found.append(Spoken(word, painted.look(handle, start), *measure.colour(start)))
            start = None
    return found, " ".join(measure.aside)


class _Measure:
    """Asks PDFium for places and looks of characters, with its out-parameters made once."""

    def __init__(self, handle: object, place: _Place) -> None:
        self._handle = handle
        self._place = place
        self._first, self._last = raw.FS_RECTF(), raw.FS_RECTF()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._bold: dict[bytes, bool] = {}
        self.aside: list[str] = []  # words that stand across the page or slant over it

    def word(self, codes: list[int], start: int, end: int) -> Word | None:
        """The word from character `start` to `end`; None when it stands across the page."""
        handle = self._handle
        first, last = self._first, self._last
        if not raw.FPDFText_GetLooseCharBox(handle, start, first):
            return None
        if not raw.FPDFText_GetLooseCharBox(handle, end, last):
            return None
        x0, top, x1, bottom = self._place.box(
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
        )
        text = _text(codes)
        if self._is_across(start):
            self.aside.append(text)
            return None
        return Word(text, x0, top, x1, bottom, self._is_bold(start))

    def _is_across(self, index: int) -> bool:
        upright = abs(math.sin(raw.FPDFText_GetCharAngle(self._handle, index)))
        return upright < 0.98 if self._place.turn in (90, 270) else upright > 0.2

    def _is_bold(self, index: int) -> bool:
        length = raw.FPDFText_GetFontInfo(self._handle, index, self._name, 128, self._flags)
        if not length:
            return False
        name = self._name.value
        if name not in self._bold:
            low = name.decode("latin-1").lower()
            self._bold[name] = any(mark in low for mark in _BOLD)
        return self._bold[name]

    def colour(self, index: int) -> tuple[Colour, int]:
        """Red, green and blue of a character, and its opacity, 0 … 255; black when unknown."""
        red, green, blue, alpha = self._colour
        if not raw.FPDFText_GetFillColor(self._handle, index, red, green, blue, alpha):
            return (0, 0, 0), 255
        return (red.value, green.value, blue.value), alpha.value


def _text(codes: list[int]) -> str:
    highest = max(codes)
    if highest < 0xD800 and _HYPHEN not in codes:
        return "".join(map(chr, codes))
    text = "".join("-" if code == _HYPHEN else chr(code) for code in codes if code < 0x110000)
    if highest >= 0xD800 and any(0xD800 <= code < 0xE000 for code in codes):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
