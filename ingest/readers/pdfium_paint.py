"""What a PDF page paints, in its order: rules of tables, grounds, pictures, and looks of text."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.readers.pdf_page import Rule
from ingest.readers.pdf_sight import Box, Colour, Look, Paint

_MOST_OBJECTS = 20_000  # objects of a page that are looked at
_DEEPEST = 4  # forms within forms
_SCALE = 2.0  # pixels for each point where a page is drawn
_BIGGEST = 3_000.0  # points of a side of a page that is drawn
_INK = 12  # of 255, from which two shades are two
_RECTANGLE = 6  # segments that a rectangle has at most
_SOLID = 255


class Place(Protocol):
    """From page space to what a reader sees."""

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """x0, top, x1, bottom, counted from the upper left corner."""


@dataclass(slots=True)
class Painted:
    """Everything painted on a page that is no text, and when each text object was."""

    rules: list[Rule] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    _orders: dict[int, int] = field(default_factory=dict)  # address of a text object -> order
    _looks: dict[int, Look] = field(default_factory=dict)

    def look(self, text: object, index: int) -> Look:
        """How the character at `index` of a text page is painted."""
        drawn = raw.FPDFText_GetTextObject(text, index)
        address = _address(drawn)
        if address not in self._looks:
            self._looks[address] = Look(
                order=self._orders.get(address, 0),
                mode=raw.FPDFTextObj_GetTextRenderMode(drawn) if address else -1,
                clipped=bool(address) and _is_clipped(drawn),
            )
        return self._looks[address]

    def read(self, page: pdfium.PdfPage, place: Place) -> None:
        """Look at every object of the page."""
        sides = [ctypes.c_float() for _ in range(4)]
        for order in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
            drawn = raw.FPDFPage_GetObject(page.raw, order)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._orders[_address(drawn)] = order
                continue
            if kind == raw.FPDF_PAGEOBJ_FORM:
                self._read_form(drawn, order, _DEEPEST)
            if raw.FPDFPageObj_GetBounds(drawn, *sides):
                self._add(drawn, kind, place.box(*(side.value for side in sides)), order)

    def _read_form(self, form: object, order: int, depth: int) -> None:
        """Text within a form is painted when the form is."""
        for index in range(min(raw.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
            drawn = raw.FPDFFormObj_GetObject(form, index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._orders[_address(drawn)] = order
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
                self._read_form(drawn, order, depth - 1)

    def _add(self, drawn: object, kind: int, box: Box, order: int) -> None:
        if kind != raw.FPDF_PAGEOBJ_PATH:
            picture = kind == raw.FPDF_PAGEOBJ_IMAGE
            opaque = picture and not raw.FPDFPageObj_HasTransparency(drawn)
            self.paints.append(
                Paint(box, order, opaque=opaque, picture=picture and not _is_clipped(drawn))
            )
            return
        thin = box[2] - box[0] < 3 or box[3] - box[1] < 3
        stroked, filled = _draw_mode(drawn)
        if thin or stroked:
            self.rules += _edges(box, thin=thin)
        if filled and not thin:
            colour, alpha = _fill(drawn)
            opaque = alpha == _SOLID and not raw.FPDFPageObj_HasTransparency(drawn)
            plain = opaque and _is_rectangle(drawn) and not _is_clipped(drawn)
            self.paints.append(Paint(box, order, colour, opaque, plain))


class Ink:
    """The page as drawn, once it is asked for: whether a place is of more than one shade."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._shades: object = None
        self._drawn = False

    def __call__(self, box: Box) -> bool:
        """Whether anything stands out in the box; True where the page cannot be drawn."""
        import numpy

        if not self._drawn:
            self._drawn, self._shades = True, self._draw()
        if not isinstance(self._shades, numpy.ndarray):
            return True
        x0, top, x1, bottom = (round(side * _SCALE) for side in box)
        part = self._shades[max(top, 0) : max(bottom, 0) + 1, max(x0, 0) : max(x1, 0) + 1]
        return bool(part.size) and int(part.max()) - int(part.min()) > _INK

    def _draw(self) -> object:
        if max(self._page.get_size()) > _BIGGEST:
            return None
        bitmap = self._page.render(scale=_SCALE, grayscale=True, draw_annots=False)
        try:
            shades = bitmap.to_numpy().copy()
        finally:
            bitmap.close()
        return shades.reshape(shades.shape[:2])


def _address(drawn: object) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _is_clipped(drawn: object) -> bool:
    clip = raw.FPDFPageObj_GetClipPath(drawn)
    return bool(clip) and raw.FPDFClipPath_CountPaths(clip) > 0


def _is_rectangle(path: object) -> bool:
    return bool(4 <= raw.FPDFPath_CountSegments(path) <= _RECTANGLE)


def _draw_mode(path: object) -> tuple[bool, bool]:
    """Whether its outline is drawn, and whether its inside is."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroke)
    return bool(stroke.value), bool(mode.value)


def _fill(path: object) -> tuple[Colour, int]:
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *colour)
    red, green, blue, alpha = (part.value for part in colour)
    return (red, green, blue), alpha


def _edges(box: Box, *, thin: bool) -> Iterator[Rule]:
    x0, top, x1, bottom = box
    if x1 - x0 >= 3:
        yield Rule(x0, top, x1, top)
        if not thin:
            yield Rule(x0, bottom, x1, bottom)
    if bottom - top >= 3:
        yield Rule(x0, top, x0, bottom)
        if not thin:
            yield Rule(x1, top, x1, bottom)
