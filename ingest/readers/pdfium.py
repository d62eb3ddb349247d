"""Words of a PDF page with their places. The only importer of pypdfium2.

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
from ingest.readers.pdf_page import PdfPage, Rule, Word

_LOCK = threading.Lock()
_MOST_OBJECTS = 20_000  # drawn objects of a page looked at for the rules of tables
_MOST_CHARACTERS = 200_000
_MOST_RULES = 4_000
_WHITE = 250
_TINY = 2.5  # points of line height
_HYPHEN = 0x02  # how PDFium marks a hyphen at a line end
_BREAKS = frozenset((0x20, 0x0A, 0x0D, 0x09, 0xA0, 0x3000, 0))
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


class PdfiumDocument:
    """An open document; use `opened`."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def page(self, index: int) -> PdfPage | None:
        """Words and rules of the page at `index` (from 0); None when it cannot be loaded."""
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            return None
        try:
            return _page(page)
        finally:
            page.close()


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


def _page(page: pdfium.PdfPage) -> PdfPage:
    turn = page.get_rotation()
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    place = _Place(turn, left, bottom, right, top)
    textpage = page.get_textpage()
    try:
        words, hidden, aside = _words(textpage, place)
    finally:
        textpage.close()
    rules, grounds = _drawn(page, place) if words else ([], [])
    pale = [word for word in hidden if word.size > _TINY]
    shown = [word for word in pale if _has_ground(word, grounds)]
    if shown:  # white print on a coloured bar is there to be read
        words = [*words, *shown]
    return PdfPage(
        width=width,
        height=height,
        words=tuple(words),
        rules=tuple(rules[:_MOST_RULES]),
        hidden=len(hidden) > len(shown),
        aside=aside,
    )


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


def _words(textpage: pdfium.PdfTextPage, place: _Place) -> tuple[list[Word], list[Word], str]:
    """Words in the order of the file, those that nobody can see, and text set across."""
    handle = textpage.raw
    count = min(raw.FPDFText_CountChars(handle), _MOST_CHARACTERS)
    get = raw.FPDFText_GetUnicode
    codes = [get(handle, index) for index in range(count)]
    words: list[Word] = []
    hidden: list[Word] = []
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
                (hidden if word.pale or word.size <= _TINY else words).append(word)
            start = None
    return words, hidden, " ".join(measure.aside)


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
        text = "".join("-" if code == _HYPHEN else chr(code) for code in codes if code < 0x110000)
        if any(0xD800 <= code < 0xE000 for code in codes):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if self._is_across(start):
            self.aside.append(text)
            return None
        return Word(text, x0, top, x1, bottom, self._is_bold(start), self._is_pale(start))

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

    def _is_pale(self, index: int) -> bool:
        red, green, blue, alpha = self._colour
        if not raw.FPDFText_GetFillColor(self._handle, index, red, green, blue, alpha):
            return False
        return bool(min(red.value, green.value, blue.value) >= _WHITE)


def _drawn(
    page: pdfium.PdfPage, place: _Place
) -> tuple[list[Rule], list[tuple[float, float, float, float]]]:
    """Thin lines and edges of boxes, and the boxes that colour the ground."""
    rules: list[Rule] = []
    grounds: list[tuple[float, float, float, float]] = []
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, *sides):
            continue
        box = place.box(*(side.value for side in sides))
        if kind != raw.FPDF_PAGEOBJ_PATH:
            grounds.append(box)  # pictures, shadings and forms
            continue
        thin = box[2] - box[0] < 3 or box[3] - box[1] < 3
        stroked, white = _look(drawn)
        if thin or stroked:
            rules += _edges(box, thin=thin)
        if not thin and not white:
            grounds.append(box)
    return rules, grounds


def _look(drawn: object) -> tuple[bool, bool]:
    """Whether a path's outline is drawn, and whether its inside is white or empty."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, mode, stroke)
    if not mode.value:
        return bool(stroke.value), True
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(drawn, *colour)
    return bool(stroke.value), min(part.value for part in colour[:3]) >= _WHITE


def _edges(box: tuple[float, float, float, float], *, thin: bool) -> Iterator[Rule]:
    x0, top, x1, bottom = box
    if x1 - x0 >= 3:
        yield Rule(x0, top, x1, top)
        if not thin:
            yield Rule(x0, bottom, x1, bottom)
    if bottom - top >= 3:
        yield Rule(x0, top, x0, bottom)
        if not thin:
            yield Rule(x1, top, x1, bottom)


def _has_ground(word: Word, grounds: list[tuple[float, float, float, float]]) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(x0 <= across <= x1 and top <= down <= bottom for x0, top, x1, bottom in grounds)
